/*
 * recovery.c
 *		Severity of relapses, and recovery from them.
 */
#include "common.h"

#include "../core/recovery.h"
#include "edss.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "relapses.h"
#include "series.h"
#include "utils/builtins.h"
#include "utils/date.h"

enum
{
	ARG_VISITS, ARG_RELAPSES, ARG_BEFORE, ARG_RELAPSE_DAYS, ARG_AFTER, ARG_WITHIN, ARGS
};

enum
{
	ONSET, BEFORE_DATE, BEFORE, WORST_DATE, WORST, AFTER_DATE, AFTER, INCREASE, SEVERITY, RESIDUAL, RECOVERED, COLUMNS
};

static const char *const severities[] = {
	[MS_RELAPSE_NO_INCREASE] = "no increase",
	[MS_RELAPSE_MILD] = "mild",
	[MS_RELAPSE_MODERATE] = "moderate",
	[MS_RELAPSE_SEVERE] = "severe",
};

static ms_recovery_rules
rules_args(FunctionCallInfo fcinfo)
{
	ms_recovery_rules rules = {
		.before_days = sepms_days("before_days", PG_GETARG_INT32(ARG_BEFORE),
								  "The EDSS before a relapse is at most this many days old."),
		.relapse_days = sepms_days("relapse_days", PG_GETARG_INT32(ARG_RELAPSE_DAYS),
								   "A visit in this many days from the onset is in the relapse."),
		.after_days = sepms_days("after_days", PG_GETARG_INT32(ARG_AFTER),
								 "A visit this many days after the onset, or later, can show the recovery."),
		.within_days = sepms_days("within_days", PG_GETARG_INT32(ARG_WITHIN),
								  "A visit at most this many days after the onset can show the recovery."),
	};

	if (rules.after_days < rules.relapse_days || rules.within_days < rules.after_days)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("relapse_days (%d), after_days (%d) and within_days (%d) are not in order",
						rules.relapse_days, rules.after_days, rules.within_days),
				 errhint("relapse_days is at most after_days, and after_days at most within_days.")));
	return rules;
}

/* Onsets less than relapse_days after one that counts are of the same relapse. */
static int
distinct_onsets(const ms_course *course, int32 relapse_days, int32 *onset)
{
	int		   *kept = palloc(Max(course->relapses, 1) * sizeof(int));
	int			n = ms_relapse_distinct(course->onset, NULL, course->relapses, Max(relapse_days, 1), kept);

	for (int i = 0; i < n; i++)
		onset[i] = course->onset[kept[i]];
	pfree(kept);
	return n;
}

/* Puts the day and the EDSS of a visit into two columns; returns it in half points, or -1. */
static int
put_visit(const ms_visit *visit, int found, int column, Datum *values, bool *nulls)
{
	uint8		halves;

	nulls[column] = nulls[column + 1] = found < 0;
	if (found < 0)
		return -1;
	halves = sepms_edss_of_visit(visit[found].value);
	values[column] = DateADTGetDatum(visit[found].day);
	values[column + 1] = EdssGetDatum(halves);
	return halves;
}

static void
put_relapse(ReturnSetInfo *rsinfo, const ms_visit *visit, int32 onset, ms_recovery found)
{
	Datum		values[COLUMNS] = {0};
	bool		nulls[COLUMNS] = {false};
	int			before = put_visit(visit, found.before, BEFORE_DATE, values, nulls);
	int			worst = put_visit(visit, found.worst, WORST_DATE, values, nulls);
	int			after = put_visit(visit, found.after, AFTER_DATE, values, nulls);

	values[ONSET] = DateADTGetDatum(onset);
	nulls[INCREASE] = nulls[SEVERITY] = before < 0 || worst < 0;
	if (!nulls[SEVERITY])
	{
		values[INCREASE] = Float8GetDatum((worst - before) / 2.0);
		values[SEVERITY] = CStringGetTextDatum(severities[ms_relapse_severity_of(worst - before)]);
	}
	nulls[RESIDUAL] = nulls[RECOVERED] = before < 0 || after < 0;
	if (!nulls[RESIDUAL])
	{
		values[RESIDUAL] = Float8GetDatum((after - before) / 2.0);
		values[RECOVERED] = BoolGetDatum(after <= before);
	}
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	if (!nulls[SEVERITY])
		pfree(DatumGetPointer(values[SEVERITY]));
}

PG_FUNCTION_INFO_V1(sepms_relapse_recovery);
Datum
sepms_relapse_recovery(PG_FUNCTION_ARGS)
{
	ms_course course = {0};
	ms_recovery_rules rules;
	int32	   *onset;
	int			n;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int arg = ARG_RELAPSES; arg < ARGS; arg++)
		if (PG_ARGISNULL(arg))
			return (Datum) 0;
	rules = rules_args(fcinfo);
	sepms_relapses_arg(fcinfo, ARG_RELAPSES, -1, &course);
	if (!PG_ARGISNULL(ARG_VISITS))
		course.visit = sepms_series_arg(fcinfo, ARG_VISITS, &course.visits);
	onset = palloc(Max(course.relapses, 1) * sizeof(int32));
	n = distinct_onsets(&course, rules.relapse_days, onset);
	for (int i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		put_relapse((ReturnSetInfo *) fcinfo->resultinfo, course.visit, onset[i],
					ms_relapse_recovery(course.visit, course.visits, onset, n, i, &rules));
	}
	return (Datum) 0;
}
