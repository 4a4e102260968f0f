/*
 * symptoms.c
 *		Changes in tests, responders in symptomatic trials, quotas of a pilot.
 */
#include "symptoms.h"

#include <math.h>

#include "change.h"
#include "edss.h"

/*
 * Tests
 */

const char *
ms_test_rule(const char *outcome, ms_change_rule variant, ms_criteria *rule)
{
	const char *which;

	ms_criteria_named(outcome, rule);
	rule->variant = variant;
	if (variant == MS_RULE_NONE && rule->outcome == MS_OUTCOME_SDMT)
		rule->variant = MS_RULE_4PT;
	return ms_criteria_settle(rule, &which);
}

bool
ms_test_valid(ms_outcome outcome, double value)
{
	uint8_t		halves;

	switch (outcome)
	{
		case MS_OUTCOME_EDSS:
			return ms_edss_from_double(value, &halves) == MS_EDSS_OK;
		case MS_OUTCOME_SDMT:
			return value >= 0 && value <= MS_SDMT_MAX;
		default:
			return value > 0 && isfinite(value);
	}
}

/* The time at which a test is stopped; 0 for a test without a limit. */
static double
limit_of(const ms_criteria *rule)
{
	return rule->outcome == MS_OUTCOME_T25FW ? MS_T25FW_LIMIT :
		rule->outcome == MS_OUTCOME_NHPT ? MS_NHPT_LIMIT : 0;
}

/* Did MS make a timed test impossible? */
static bool
was_unable(const ms_criteria *rule, double value, ms_tri unable)
{
	return isnan(value) && unable == MS_YES && limit_of(rule) > 0;
}

static ms_tri
tri_of(bool fact)
{
	return fact ? MS_YES : MS_NO;
}

ms_tri
ms_test_worse(const ms_criteria *rule, double reference, double value, ms_tri unable)
{
	if (isnan(reference))
		return MS_UNKNOWN;
	if (was_unable(rule, value, unable))
		return tri_of(reference < limit_of(rule));
	return isnan(value) ? MS_UNKNOWN : tri_of(ms_is_worsening(rule, reference, value));
}

ms_tri
ms_test_better(const ms_criteria *rule, double reference, double value, ms_tri unable)
{
	if (was_unable(rule, value, unable))
		return MS_NO;
	if (isnan(reference) || isnan(value))
		return MS_UNKNOWN;
	return tri_of(ms_is_improvement(rule, reference, value));
}

/*
 * Responders
 */

ms_tri
ms_spasticity_response(double baseline, double value, int percent)
{
	ms_criteria rule;

	if (isnan(baseline) || isnan(value) || baseline == 0)
		return MS_UNKNOWN;
	ms_criteria_named("custom", &rule);
	rule.min_change_rel = percent / 100.0;
	return tri_of(ms_is_improvement(&rule, baseline, value));
}

/* Which measures improved at a visit; unknown if a value is missing. */
static void
improved_at(const double value[MS_MSSPI_MEASURES][MS_MSSPI_VISITS], int visit,
			ms_tri improved[MS_MSSPI_MEASURES])
{
	static const char *const outcome[] = {"edss", "t25fw"};
	static const ms_change_rule variant[] = {
		MS_RULE_OPERA,			/* 1.0 up to 5.5, 0.5 above */
		MS_RULE_NONE
	};

	for (int m = 0; m < MS_MSSPI_MEASURES; m++)
	{
		ms_criteria rule;
		double		reference = fmin(value[m][MS_MSSPI_SCREENING],		/* ignores a NaN */
									 value[m][MS_MSSPI_RANDOMISATION]);

		ms_test_rule(outcome[m], variant[m], &rule);
		improved[m] = ms_test_better(&rule, reference, value[m][visit], MS_UNKNOWN);
	}
}

static uint32_t
set_of(const ms_tri improved[MS_MSSPI_MEASURES])
{
	uint32_t	set = 0;

	for (int m = 0; m < MS_MSSPI_MEASURES; m++)
		if (improved[m] == MS_YES)
			set |= UINT32_C(1) << m;
	return set;
}

ms_msspi
ms_msspi_response(const double value[MS_MSSPI_MEASURES][MS_MSSPI_VISITS], bool same_measure)
{
	ms_tri		at9[MS_MSSPI_MEASURES];
	ms_tri		at12[MS_MSSPI_MEASURES];
	ms_msspi response;

	improved_at(value, MS_MSSPI_MONTH9, at9);
	improved_at(value, MS_MSSPI_MONTH12, at12);
	response.month9 = set_of(at9);
	response.month12 = set_of(at12);
	if (same_measure)
		response.responder = ms_or(ms_and(at9[MS_MSSPI_EDSS], at12[MS_MSSPI_EDSS]),
								   ms_and(at9[MS_MSSPI_T25FW], at12[MS_MSSPI_T25FW]));
	else
		response.responder = ms_and(ms_or(at9[MS_MSSPI_EDSS], at9[MS_MSSPI_T25FW]),
									ms_or(at12[MS_MSSPI_EDSS], at12[MS_MSSPI_T25FW]));
	return response;
}

/*
 * Quotas
 */

enum
{
	SPASTICITY = 1,
	NEUROPATHIC_PAIN,
	EPILEPSY,
	PALLIATIVE_CARE,
	ONCOLOGY
};

enum
{
	MS = 1,
	NOT_MS,
	CENTRAL,
	PERIPHERAL
};

static const ms_label indications[] = {
	{SPASTICITY, "spasticity", {"spasticité"}},
	{NEUROPATHIC_PAIN, "neuropathic pain", {"douleur neuropathique|douleurs neuropathiques"}},
	{EPILEPSY, "epilepsy", {"épilepsie"}},
	{PALLIATIVE_CARE, "palliative care", {"soins palliatifs"}},
	{ONCOLOGY, "oncology", {"oncologie"}},
};

static const ms_label subgroups[] = {
	{MS, "ms", {"multiple sclerosis", "SEP|sclérose en plaques"}},
	{NOT_MS, "not ms", {"non-MS|other", "hors SEP|autre"}},
	{CENTRAL, "central", {"centrale"}},
	{PERIPHERAL, "peripheral", {"périphérique"}},
};

const ms_vocabulary ms_cannabis_indications = MS_VOCABULARY("indication", indications);
const ms_vocabulary ms_cannabis_subgroups = MS_VOCABULARY("subgroup", subgroups);

const ms_quota ms_cannabis_quotas[] = {
	{SPASTICITY, MS, 375},
	{SPASTICITY, NOT_MS, 375},
	{NEUROPATHIC_PAIN, CENTRAL, 375},
	{NEUROPATHIC_PAIN, PERIPHERAL, 375},
	{EPILEPSY, 0, 500},
	{PALLIATIVE_CARE, 0, 500},
	{ONCOLOGY, 0, 500},
};

const int	ms_cannabis_quota_count = sizeof(ms_cannabis_quotas) / sizeof(ms_cannabis_quotas[0]);

int32_t
ms_cannabis_quota(int indication, int subgroup)
{
	int32_t		patients = 0;

	for (int i = 0; i < ms_cannabis_quota_count; i++)
	{
		const ms_quota *quota = &ms_cannabis_quotas[i];

		if (quota->indication == indication && (subgroup == 0 || quota->subgroup == subgroup))
			patients += quota->patients;
	}
	return patients;
}
