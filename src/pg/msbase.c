/*
 * msbase.c
 *		Disability events of a patient as the toolkit of MSBase finds them.
 */
#include "common.h"

#include "../core/msbase.h"
#include "funcapi.h"
#include "relapses.h"
#include "series.h"
#include "utils/builtins.h"
#include "utils/date.h"

enum
{
	ARG_VISITS, ARG_RELAPSES, ARG_EVENT, ARG_CONF_DAYS, ARG_RELAPSE_DAYS, ARG_SUSTAINED
};

/* In the order of ms_msbase_kind. */
static const char *const event_names[] = {"CDW", "CDI", "PIRA", "sequence", NULL};

/* Reads the arguments after the relapses; false if one that is needed is NULL. */
static bool
rules_args(FunctionCallInfo fcinfo, ms_msbase_rules *rules)
{
	if (PG_ARGISNULL(ARG_EVENT) || PG_ARGISNULL(ARG_CONF_DAYS) || PG_ARGISNULL(ARG_RELAPSE_DAYS))
		return false;
	rules->kind = sepms_choice("event", PG_GETARG_TEXT_PP(ARG_EVENT), event_names);
	rules->conf_days = PG_GETARG_FLOAT8(ARG_CONF_DAYS);
	(void) sepms_number_within("conf_days", rules->conf_days, rules->conf_days >= 0,
							   "It is the number of days after which a change is confirmed.");
	rules->relapse_days = sepms_days("relapse_days", PG_GETARG_INT32(ARG_RELAPSE_DAYS),
									 "A visit at most this many days after a relapse is neither a first baseline nor the end of a worsening.");
	rules->sustained = !PG_ARGISNULL(ARG_SUSTAINED) && PG_GETARG_BOOL(ARG_SUSTAINED);
	return rules->kind == MS_MSBASE_SEQUENCE || !PG_ARGISNULL(ARG_SUSTAINED);
}

static void
check_edss(const ms_course *course)
{
	for (int i = 0; i < course->visits; i++)
	{
		ms_pause_at(i);
		if (!(course->visit[i].value >= 0 && course->visit[i].value <= 10))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("value %g of the visits is not an EDSS value", course->visit[i].value),
					 errhint("It must be from 0 to 10.")));
	}
}

static void
put_event(ReturnSetInfo *rsinfo, const ms_course *course, const ms_msbase_event *event,
		  int nevent, const char *type)
{
	const ms_visit *visit = &course->visit[event->visit];
	const ms_visit *baseline = &course->visit[event->baseline];
	Datum		values[] = {
		Int32GetDatum(nevent), CStringGetTextDatum(type),
		DateADTGetDatum(visit->day), Float8GetDatum(visit->value),
		DateADTGetDatum(baseline->day), Float8GetDatum(baseline->value),
		Int32GetDatum(event->days)
	};
	bool		nulls[lengthof(values)] = {false};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_msbase_events);
Datum
sepms_msbase_events(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_course course = {0};
	ms_msbase_rules rules;
	ms_msbase_event *event;
	int			events;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(ARG_VISITS) || !rules_args(fcinfo, &rules))
		return (Datum) 0;
	course.visit = sepms_series_arg(fcinfo, ARG_VISITS, &course.visits);
	sepms_relapses_arg(fcinfo, ARG_RELAPSES, -1, &course);
	check_edss(&course);
	if (rules.kind == MS_MSBASE_PIRA && !course.relapses_known)
		return (Datum) 0;
	event = palloc(Max(course.visits, 1) * sizeof(ms_msbase_event));
	events = ms_msbase_search(&course, &rules, palloc(Max(course.visits, 1) * sizeof(int32)), event);
	for (int i = 0; i < events; i++)
	{
		ms_msbase_kind kind = rules.kind != MS_MSBASE_SEQUENCE ? rules.kind :
			event[i].worsening ? MS_MSBASE_CDW : MS_MSBASE_CDI;

		ms_pause_at(i);
		put_event(rsinfo, &course, &event[i], i + 1, event_names[kind]);
	}
	return (Datum) 0;
}
