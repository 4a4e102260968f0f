/*
 * symptoms.c
 *		Changes in test results, responders to symptomatic treatment, and
 *		quotas of a cannabis pilot.
 */
#include "common.h"

#include <math.h>

#include "../core/symptoms.h"
#include "../core/text.h"
#include "funcapi.h"
#include "utils/builtins.h"

/*
 * Tests
 */

/* The range of a test, for a hint. */
static const char *
range_of(ms_outcome outcome)
{
	switch (outcome)
	{
		case MS_OUTCOME_EDSS:
			return "It must be an EDSS value: 0, or 1.0 to 10.0 in steps of 0.5.";
		case MS_OUTCOME_SDMT:
			return "It must be a number of correct answers, from 0 to 110.";
		default:
			return "It must be a time in seconds, above 0; use NULL if there is none.";
	}
}

/*
 * A value of a test, or NaN if it is NULL; 22023 if it is out of range, 22003
 * if it is not finite.
 */
static float8
test_arg(FunctionCallInfo fcinfo, int arg, const char *argument, ms_outcome outcome)
{
	float8		value;

	if (PG_ARGISNULL(arg))
		return NAN;
	value = PG_GETARG_FLOAT8(arg);
	return sepms_number_within(argument, value, ms_test_valid(outcome, value), range_of(outcome));
}

/*
 * Sets the rule of an outcome and a variant, which may be NULL; 22023 if one
 * of them is unknown.
 */
static void
rule_arg(FunctionCallInfo fcinfo, int outcome, int variant, ms_criteria *rule)
{
	static const char *const outcomes[] = {"edss", "t25fw", "nhpt", "sdmt", NULL};
	const char *name = outcomes[sepms_choice("outcome", PG_GETARG_TEXT_PP(outcome), outcomes)];
	const char *const *variants = ms_parameter_named("variant", strlen("variant"))->words;
	const char *given = PG_ARGISNULL(variant) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(variant));
	int			which = given == NULL ? MS_RULE_NONE : ms_word_place(given, strlen(given), variants);
	const char *hint = ms_test_rule(name, which >= 0 ? which : MS_RULE_NONE, rule);

	if (hint != NULL || which < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("outcome %s has no variant \"%s\"", name, given),
				 errhint("%s", ms_outcome_variants(rule->outcome))));
}

typedef ms_tri (*Judgement) (const ms_criteria *rule, double reference, double value, ms_tri unable);

/* Arguments: outcome, reference, value, unable_due_to_ms, variant. */
static Datum
judge(FunctionCallInfo fcinfo, Judgement judgement)
{
	ms_criteria rule;
	float8		reference;
	float8		value;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	rule_arg(fcinfo, 0, 4, &rule);
	reference = test_arg(fcinfo, 1, "reference", rule.outcome);
	value = test_arg(fcinfo, 2, "value", rule.outcome);
	return sepms_return_tri(fcinfo, judgement(&rule, reference, value, sepms_tri_arg(fcinfo, 3)));
}

PG_FUNCTION_INFO_V1(sepms_is_worsening);
Datum
sepms_is_worsening(PG_FUNCTION_ARGS)
{
	return judge(fcinfo, ms_test_worse);
}

PG_FUNCTION_INFO_V1(sepms_is_improvement);
Datum
sepms_is_improvement(PG_FUNCTION_ARGS)
{
	return judge(fcinfo, ms_test_better);
}

/*
 * Responders
 */

static float8
nrs_arg(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	float8		nrs = PG_GETARG_FLOAT8(arg);

	return sepms_number_within(argument, nrs, nrs >= 0 && nrs <= MS_NRS_MAX,
							   "It must be a value of the numeric rating scale, from 0 (no spasticity) to 10.");
}

PG_FUNCTION_INFO_V1(sepms_spasticity_responder);
Datum
sepms_spasticity_responder(PG_FUNCTION_ARGS)
{
	float8		baseline = nrs_arg(fcinfo, 0, "baseline");
	float8		value = nrs_arg(fcinfo, 1, "value");
	int32		percent = PG_GETARG_INT32(2);

	if (percent < 1 || percent > 100)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("percent is out of range: %d", percent),
				 errhint("It is the minimum reduction in percent, from 1 to 100; 20 and 30 are in use.")));
	return sepms_return_tri(fcinfo, ms_spasticity_response(baseline, value, percent));
}

/* Arguments: the EDSS of four visits, the T25FW of four visits, same_measure, policy. */
PG_FUNCTION_INFO_V1(sepms_msspi_responder);
Datum
sepms_msspi_responder(PG_FUNCTION_ARGS)
{
	static const char *const policies[] = {"itt", "observed", NULL};
	static const char *const measures[MS_MSSPI_MEASURES] = {"edss", "t25fw"};
	static const ms_outcome outcomes[MS_MSSPI_MEASURES] = {MS_OUTCOME_EDSS, MS_OUTCOME_T25FW};
	static const char *const names[MS_MSSPI_MEASURES * MS_MSSPI_VISITS] = {
		"edss_screening", "edss_randomisation", "edss_month9", "edss_month12",
		"t25fw_screening", "t25fw_randomisation", "t25fw_month9", "t25fw_month12"
	};
	double		value[MS_MSSPI_MEASURES][MS_MSSPI_VISITS];
	uint32		missing = 0;
	ms_msspi response;
	bool		itt;
	Datum		values[4];
	bool		nulls[4] = {false};

	if (PG_ARGISNULL(8) || PG_ARGISNULL(9))
		PG_RETURN_NULL();
	for (int i = 0; i < lengthof(names); i++)
	{
		int			measure = i / MS_MSSPI_VISITS;

		value[measure][i % MS_MSSPI_VISITS] = test_arg(fcinfo, i, names[i], outcomes[measure]);
		missing |= (uint32) PG_ARGISNULL(i) << i;
	}
	response = ms_msspi_response(value, PG_GETARG_BOOL(8));
	itt = sepms_choice("policy", PG_GETARG_TEXT_PP(9), policies) == 0;
	values[0] = BoolGetDatum(response.responder == MS_YES);
	nulls[0] = response.responder == MS_UNKNOWN && !itt;
	values[1] = sepms_name_set(measures, response.month9);
	values[2] = sepms_name_set(measures, response.month12);
	values[3] = sepms_name_set(names, missing);
	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * Quotas
 */

/* The code of a text argument: 0 if it is NULL, -1 if it is unknown. */
static int
label_code_arg(FunctionCallInfo fcinfo, int arg, const ms_vocabulary *v)
{
	const ms_label *label;

	if (PG_ARGISNULL(arg))
		return 0;
	label = sepms_label_of(v, text_to_cstring(PG_GETARG_TEXT_PP(arg)));
	return label != NULL ? label->code : -1;
}

PG_FUNCTION_INFO_V1(sepms_cannabis_quota);
Datum
sepms_cannabis_quota(PG_FUNCTION_ARGS)
{
	int32		patients = ms_cannabis_quota(label_code_arg(fcinfo, 0, &ms_cannabis_indications),
											 label_code_arg(fcinfo, 1, &ms_cannabis_subgroups));

	if (patients == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(patients);
}

static Datum
label_text(const ms_vocabulary *v, int code)
{
	return CStringGetTextDatum(ms_label_by_code(v, code)->name);
}

/* Columns indication, subgroup, quota. */
PG_FUNCTION_INFO_V1(sepms_cannabis_quotas);
Datum
sepms_cannabis_quotas(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < ms_cannabis_quota_count; i++)
	{
		const ms_quota *quota = &ms_cannabis_quotas[i];
		Datum		values[3];
		bool		nulls[3] = {false};

		values[0] = label_text(&ms_cannabis_indications, quota->indication);
		nulls[1] = quota->subgroup == 0;
		values[1] = nulls[1] ? (Datum) 0 : label_text(&ms_cannabis_subgroups, quota->subgroup);
		values[2] = Int32GetDatum(quota->patients);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
