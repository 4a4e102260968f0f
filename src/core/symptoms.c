/*
 * symptoms.c
 *		Changes of tests, responders of symptomatic trials, quotas of a pilot.
 */
#include "symptoms.h"

#include <math.h>

#include "disability.h"
#include "edss.h"

/*
 * Tests
 */

const char *
sepms_test_rule(const char *outcome, sepms_change_rule variant, sepms_criteria *rule)
{
	const char *which;

	sepms_criteria_named(outcome, rule);
	rule->variant = variant;
	if (variant == SEPMS_RULE_NONE && rule->outcome == SEPMS_OUTCOME_SDMT)
		rule->variant = SEPMS_RULE_4PT;
	return sepms_criteria_settle(rule, &which);
}

bool
sepms_test_valid(sepms_outcome outcome, double value)
{
	uint8_t		halves;

	switch (outcome)
	{
		case SEPMS_OUTCOME_EDSS:
			return sepms_edss_from_double(value, &halves) == SEPMS_EDSS_OK;
		case SEPMS_OUTCOME_SDMT:
			return value >= 0 && value <= SEPMS_SDMT_MAX;
		default:
			return value > 0 && isfinite(value);
	}
}

/* Where a timed test is broken off; 0 for a test without a limit. */
static double
limit_of(const sepms_criteria *rule)
{
	return rule->outcome == SEPMS_OUTCOME_T25FW ? SEPMS_T25FW_LIMIT :
		rule->outcome == SEPMS_OUTCOME_NHPT ? SEPMS_NHPT_LIMIT : 0;
}

/* Did MS make a timed test impossible? */
static bool
was_unable(const sepms_criteria *rule, double value, sepms_tri unable)
{
	return isnan(value) && unable == SEPMS_YES && limit_of(rule) > 0;
}

static sepms_tri
tri_of(bool fact)
{
	return fact ? SEPMS_YES : SEPMS_NO;
}

sepms_tri
sepms_test_worse(const sepms_criteria *rule, double reference, double value, sepms_tri unable)
{
	if (isnan(reference))
		return SEPMS_UNKNOWN;
	if (was_unable(rule, value, unable))
		return tri_of(reference < limit_of(rule));
	return isnan(value) ? SEPMS_UNKNOWN : tri_of(sepms_is_worsening(rule, reference, value));
}

sepms_tri
sepms_test_better(const sepms_criteria *rule, double reference, double value, sepms_tri unable)
{
	if (was_unable(rule, value, unable))
		return SEPMS_NO;
	if (isnan(reference) || isnan(value))
		return SEPMS_UNKNOWN;
	return tri_of(sepms_is_improvement(rule, reference, value));
}

/*
 * Responders
 */

sepms_tri
sepms_spasticity_response(double baseline, double value, int percent)
{
	sepms_criteria rule;

	if (isnan(baseline) || isnan(value) || baseline == 0)
		return SEPMS_UNKNOWN;
	sepms_criteria_named("custom", &rule);
	rule.min_change_rel = percent / 100.0;
	return tri_of(sepms_is_improvement(&rule, baseline, value));
}

/* Which measures improved at a visit, each known or not. */
static void
improved_at(const double value[SEPMS_MSSPI_MEASURES][SEPMS_MSSPI_VISITS], int visit,
			sepms_tri improved[SEPMS_MSSPI_MEASURES])
{
	static const char *const outcome[] = {"edss", "t25fw"};
	static const sepms_change_rule variant[] = {
		SEPMS_RULE_OPERA,		/* 1.0 up to 5.5, 0.5 above */
		SEPMS_RULE_NONE
	};

	for (int m = 0; m < SEPMS_MSSPI_MEASURES; m++)
	{
		sepms_criteria rule;
		double		reference = fmin(value[m][SEPMS_MSSPI_SCREENING],	/* passes over a NaN */
									 value[m][SEPMS_MSSPI_RANDOMISATION]);

		sepms_test_rule(outcome[m], variant[m], &rule);
		improved[m] = sepms_test_better(&rule, reference, value[m][visit], SEPMS_UNKNOWN);
	}
}

static uint32_t
set_of(const sepms_tri improved[SEPMS_MSSPI_MEASURES])
{
	uint32_t	set = 0;

	for (int m = 0; m < SEPMS_MSSPI_MEASURES; m++)
		if (improved[m] == SEPMS_YES)
			set |= UINT32_C(1) << m;
	return set;
}

sepms_msspi
sepms_msspi_response(const double value[SEPMS_MSSPI_MEASURES][SEPMS_MSSPI_VISITS], bool same_measure)
{
	sepms_tri	at9[SEPMS_MSSPI_MEASURES];
	sepms_tri	at12[SEPMS_MSSPI_MEASURES];
	sepms_msspi response;

	improved_at(value, SEPMS_MSSPI_MONTH9, at9);
	improved_at(value, SEPMS_MSSPI_MONTH12, at12);
	response.month9 = set_of(at9);
	response.month12 = set_of(at12);
	if (same_measure)
		response.responder = sepms_or(sepms_and(at9[SEPMS_MSSPI_EDSS], at12[SEPMS_MSSPI_EDSS]),
									  sepms_and(at9[SEPMS_MSSPI_T25FW], at12[SEPMS_MSSPI_T25FW]));
	else
		response.responder = sepms_and(sepms_or(at9[SEPMS_MSSPI_EDSS], at9[SEPMS_MSSPI_T25FW]),
									   sepms_or(at12[SEPMS_MSSPI_EDSS], at12[SEPMS_MSSPI_T25FW]));
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

static const sepms_label indications[] = {
	{SPASTICITY, "spasticity", {"spasticité"}},
	{NEUROPATHIC_PAIN, "neuropathic pain", {"douleur neuropathique|douleurs neuropathiques"}},
	{EPILEPSY, "epilepsy", {"épilepsie"}},
	{PALLIATIVE_CARE, "palliative care", {"soins palliatifs"}},
	{ONCOLOGY, "oncology", {"oncologie"}},
};

static const sepms_label subgroups[] = {
	{MS, "ms", {"multiple sclerosis", "SEP|sclérose en plaques"}},
	{NOT_MS, "not ms", {"non-MS|other", "hors SEP|autre"}},
	{CENTRAL, "central", {"centrale"}},
	{PERIPHERAL, "peripheral", {"périphérique"}},
};

const sepms_vocabulary sepms_cannabis_indications = SEPMS_VOCABULARY("indication", indications);
const sepms_vocabulary sepms_cannabis_subgroups = SEPMS_VOCABULARY("subgroup", subgroups);

const sepms_quota sepms_cannabis_quotas[] = {
	{SPASTICITY, MS, 375},
	{SPASTICITY, NOT_MS, 375},
	{NEUROPATHIC_PAIN, CENTRAL, 375},
	{NEUROPATHIC_PAIN, PERIPHERAL, 375},
	{EPILEPSY, 0, 500},
	{PALLIATIVE_CARE, 0, 500},
	{ONCOLOGY, 0, 500},
};

const int	sepms_cannabis_quota_count = sizeof(sepms_cannabis_quotas) / sizeof(sepms_cannabis_quotas[0]);

int32_t
sepms_cannabis_quota_of(int indication, int subgroup)
{
	int32_t		patients = 0;

	for (int i = 0; i < sepms_cannabis_quota_count; i++)
	{
		const sepms_quota *quota = &sepms_cannabis_quotas[i];

		if (quota->indication == indication && (subgroup == 0 || quota->subgroup == subgroup))
			patients += quota->patients;
	}
	return patients;
}
