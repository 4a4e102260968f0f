/*
 * transplant.c
 *		Screening for eligibility for AHSCT, the type transplant_step, and
 *		doubtful steps in a patient's record.
 */
#include "common.h"

#include <math.h>

#include "../core/transplant.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "period.h"
#include "phenotype.h"
#include "utils/array.h"
#include "utils/builtins.h"

StaticAssertDecl(MS_NO_DAY == DATEVAL_NOBEGIN, "no day of the calendar");

/* Screening */

static int
candidate_count(FunctionCallInfo fcinfo, int item)
{
	return sepms_count_or_unknown(fcinfo, item, ms_candidate_names[item]);
}

/*
 * A number of years, or NaN if it is NULL; 22003 if it is not finite, 22023 if
 * it is negative.
 */
static double
candidate_years(FunctionCallInfo fcinfo, int item)
{
	return sepms_number_or_unknown(fcinfo, item, ms_candidate_names[item]);
}

static void
refuse(const ms_candidate *c)
{
	switch (ms_candidate_check(c))
	{
		case MS_CANDIDATE_FINE:
			break;
		case MS_CANDIDATE_MORE_RELAPSES:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("relapses_12m is out of range: %d", c->relapses_12m),
					 errhint("It cannot exceed relapses_24m, which is %d.", c->relapses_24m)));
			break;
		case MS_CANDIDATE_MORE_EPISODES:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("episodes_on_dmt_36m is out of range: %d", c->episodes_on_dmt_36m),
					 errhint("It cannot exceed episodes_36m, which is %d.", c->episodes_36m)));
			break;
	}
}

static ms_candidate
candidate_args(FunctionCallInfo fcinfo)
{
	return (ms_candidate) {
		.phenotype = sepms_phenotype_arg(fcinfo, MS_CANDIDATE_PHENOTYPE),
		.relapses_12m = candidate_count(fcinfo, MS_CANDIDATE_RELAPSES_12M),
		.relapses_24m = candidate_count(fcinfo, MS_CANDIDATE_RELAPSES_24M),
		.gd_12m = candidate_count(fcinfo, MS_CANDIDATE_GD_12M),
		.new_t2_12m = candidate_count(fcinfo, MS_CANDIDATE_NEW_T2_12M),
		.duration = candidate_years(fcinfo, MS_CANDIDATE_DURATION),
		.age = candidate_years(fcinfo, MS_CANDIDATE_AGE),
		.edss_halves = PG_ARGISNULL(MS_CANDIDATE_EDSS) ? -1 :
			DatumGetUInt8(PG_GETARG_DATUM(MS_CANDIDATE_EDSS)),
		.failed = candidate_count(fcinfo, MS_CANDIDATE_FAILED),
		.episodes_36m = candidate_count(fcinfo, MS_CANDIDATE_EPISODES),
		.episodes_on_dmt_36m = candidate_count(fcinfo, MS_CANDIDATE_EPISODES_ON_DMT),
		.mcdonald = sepms_tri_arg(fcinfo, MS_CANDIDATE_MCDONALD),
	};
}

static Datum
transplant_screen(PG_FUNCTION_ARGS)
{
	const int	variant_arg = MS_CANDIDATE_ITEMS;		/* the last argument */
	ms_candidate c = candidate_args(fcinfo);
	ms_screen_variant variant;
	ms_screening screening;
	Datum		values[3];
	bool		nulls[3] = {false};

	if (PG_ARGISNULL(variant_arg))
		PG_RETURN_NULL();
	variant = sepms_choice("variant", PG_GETARG_TEXT_PP(variant_arg), ms_screen_names);
	refuse(&c);
	screening = ms_screen(&c, variant);
	sepms_put_tri(screening.eligible, &values[0], &nulls[0]);
	values[1] = sepms_name_set(ms_screen_criterion_names, screening.unmet);
	values[2] = sepms_name_set(ms_candidate_names, screening.missing);
	return sepms_return_row(fcinfo, values, nulls);
}
SEPMS_WHOLE_FUNCTION(sepms_transplant_screen, transplant_screen, false, [MS_CANDIDATE_RELAPSES_12M] = "relapses_12m",
					 [MS_CANDIDATE_RELAPSES_24M] = "relapses_24m", [MS_CANDIDATE_GD_12M] = "gd_12m",
					 [MS_CANDIDATE_NEW_T2_12M] = "new_t2_12m", [MS_CANDIDATE_FAILED] = "failed_high_efficacy",
					 [MS_CANDIDATE_EPISODES] = "episodes_36m",
					 [MS_CANDIDATE_EPISODES_ON_DMT] = "episodes_on_dmt_36m")

#define CATALOG_COLUMNS 5

PG_FUNCTION_INFO_V1(sepms_transplant_criteria_catalog);
Datum
sepms_transplant_criteria_catalog(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int variant = 0; variant < MS_SCREENS; variant++)
		for (int criterion = 0; criterion < MS_SCREEN_CRITERIA; criterion++)
		{
			const ms_requirement *r = ms_screen_requirement(variant, criterion);
			Datum		values[CATALOG_COLUMNS];
			bool		nulls[CATALOG_COLUMNS] = {false};

			if (r->requirement == NULL)
				continue;
			values[0] = CStringGetTextDatum(ms_screen_names[variant]);
			values[1] = CStringGetTextDatum(ms_screen_criterion_names[criterion]);
			values[2] = CStringGetTextDatum(r->requirement);
			values[3] = CStringGetTextDatum(r->certainty);
			values[4] = CStringGetTextDatum(ms_screen_source(variant));
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		}
	return (Datum) 0;
}

/*
 * Steps
 */

SEPMS_LABEL_FUNCTION(transplant_step, in)
SEPMS_LABEL_FUNCTION(transplant_step, out)
SEPMS_LABEL_FUNCTION(transplant_step, recv)
SEPMS_LABEL_FUNCTION(transplant_step, send)

/*
 * Reads steps and their dates from two arrays and leaves out NULL steps;
 * returns their number.
 */
static int
load_steps(ArrayType *steps, ArrayType *dates, ms_dated_step **record)
{
	sepms_elements step = sepms_elements_of(steps, sizeof(int16));
	sepms_elements date = sepms_elements_of(dates, sizeof(DateADT));
	int			kept = 0;

	if (step.n != date.n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("steps and dates differ in length"),
				 errhint("Give one date for each step, NULL if it is unknown.")));
	*record = palloc(Max(step.n, 1) * sizeof(ms_dated_step));
	for (int i = 0; i < step.n; i++)
	{
		const int16 *code = sepms_take(&step, i);
		const DateADT *day = sepms_take(&date, i);

		ms_pause_at(i);
		if (code != NULL)
			(*record)[kept++] = (ms_dated_step) {
				sepms_stored_label(&ms_transplant_step, *code)->code,
				day == NULL ? MS_NO_DAY : sepms_finite("a step", *day)
			};
	}
	return kept;
}

#define ISSUE_COLUMNS 5

static void
put_issue(void *arg, const ms_transplant_issue *issue)
{
	ReturnSetInfo *rsinfo = arg;
	Datum		values[ISSUE_COLUMNS];
	bool		nulls[ISSUE_COLUMNS] = {false};

	CHECK_FOR_INTERRUPTS();
	values[0] = CStringGetTextDatum(ms_transplant_issue_name(issue->kind));
	values[1] = Int16GetDatum(issue->step);
	values[2] = Int16GetDatum(issue->other);
	nulls[2] = issue->other == 0;
	values[3] = DateADTGetDatum(issue->day);
	nulls[3] = issue->day == MS_NO_DAY;
	values[4] = Int32GetDatum(issue->days);
	nulls[4] = issue->kind != MS_TRANSPLANT_OUT_OF_ORDER;
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(DatumGetPointer(values[0]));
}

PG_FUNCTION_INFO_V1(sepms_transplant_issues);
Datum
sepms_transplant_issues(PG_FUNCTION_ARGS)
{
	ms_dated_step *record;
	int			n = load_steps(PG_GETARG_ARRAYTYPE_P(0), PG_GETARG_ARRAYTYPE_P(1), &record);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	ms_transplant_issues(record, n, put_issue, fcinfo->resultinfo);
	return (Datum) 0;
}
