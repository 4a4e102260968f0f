/*
 * disability.c
 *		Disability events of a patient: rows, time to the first event,
 *		milestones, the trace, and composites of several outcomes.
 */
#include "disability.h"

#include <math.h>

#include "../core/day.h"
#include "../core/steps.h"
#include "catalog/pg_type.h"
#include "criteria.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "relapses.h"
#include "series.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"

/*
 * A patient from arguments
 */

/*
 * A value that cannot be an EDSS more likely belongs to another outcome than
 * is an error, so the hint says so.
 */
void
sepms_check_values(const ms_course *course, const ms_criteria *criteria)
{
	if (criteria->outcome != MS_OUTCOME_EDSS)
		return;
	for (int i = 0; i < course->visits; i++)
		if (!(course->visit[i].value >= 0 && course->visit[i].value <= 10))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("value %g is not an EDSS value", course->visit[i].value),
					 errhint("For another outcome, give its criteria, such as disability_criteria('sdmt').")));
}

static ms_scratch *
scratch_for(const ms_course *course)
{
	return palloc(Max(course->visits, 1) * sizeof(ms_scratch));
}

typedef struct Patient
{
	ms_course course;
	const ms_criteria *criteria;
	ms_event *event;
	int			events;
} Patient;

/*
 * Reads the arguments visits (0), relapses (1), criteria and relapse_ends;
 * false if visits or criteria are NULL.
 */
static bool
patient_args(FunctionCallInfo fcinfo, int criteria, int relapse_ends, Patient *patient)
{
	*patient = (Patient) {0};
	if (PG_ARGISNULL(0) || PG_ARGISNULL(criteria))
		return false;
	patient->course.visit = sepms_series_arg(fcinfo, 0, &patient->course.visits);
	patient->criteria = sepms_criteria_arg(fcinfo, criteria);
	sepms_relapses_arg(fcinfo, 1, relapse_ends, &patient->course);
	sepms_check_values(&patient->course, patient->criteria);
	return true;
}

static void
find_events(Patient *patient, const ms_tracer *tracer)
{
	patient->event = palloc(Max(patient->course.visits, 1) * sizeof(ms_event));
	patient->events = ms_disability_search(&patient->course, patient->criteria,
										   scratch_for(&patient->course), patient->event, tracer);
}

static Datum
visit_date(const ms_course *course, int visit)
{
	return DateADTGetDatum(course->visit[visit].day);
}

static Datum
days_from(int32 first, int32 day)
{
	return Int32GetDatum(sepms_int32((int64) day - first));
}

static Datum
days_between(const ms_course *course, int from, int to)
{
	return days_from(course->visit[from].day, course->visit[to].day);
}

/*
 * Rows
 */

/* The dates of the visits, one for each period; NULL if there is none. */
static Datum
period_dates(const ms_course *course, const int *visit, int periods)
{
	Datum		dates[MS_PERIODS_MAX];
	bool		nulls[MS_PERIODS_MAX];
	int			dims[1] = {periods};
	int			lbs[1] = {1};

	for (int p = 0; p < periods; p++)
	{
		nulls[p] = visit[p] < 0;
		dates[p] = nulls[p] ? (Datum) 0 : visit_date(course, visit[p]);
	}
	return PointerGetDatum(construct_md_array(dates, nulls, 1, dims, lbs, DATEOID,
											  sizeof(DateADT), true, TYPALIGN_INT));
}

const char *
sepms_cdw_name(ms_cdw cdw)
{
	return cdw == MS_CDW_RAW ? "RAW" : cdw == MS_CDW_PIRA ? "PIRA" : "undefined";
}

static void
put_event(ReturnSetInfo *rsinfo, const Patient *patient, int i)
{
	const ms_event *event = &patient->event[i];
	const ms_course *course = &patient->course;
	int			periods = patient->criteria->periods;
	Datum		values[16];
	bool		nulls[16] = {false};

	values[0] = Int32GetDatum(i + 1);
	values[1] = CStringGetTextDatum(event->worsening ? "CDW" : "CDI");
	nulls[2] = event->cdw == MS_CDW_UNCLASSIFIED;
	values[2] = nulls[2] ? (Datum) 0 : CStringGetTextDatum(sepms_cdw_name(event->cdw));
	values[3] = visit_date(course, event->visit);
	values[4] = Float8GetDatum(event->value);
	values[5] = visit_date(course, event->baseline);
	values[6] = Float8GetDatum(event->baseline_value);
	values[7] = visit_date(course, event->last_delta);
	values[8] = Float8GetDatum(event->last_delta_value);
	values[9] = period_dates(course, event->conf, periods);
	values[10] = period_dates(course, event->pira_conf, periods);
	values[11] = days_between(course, 0, event->visit);
	values[12] = days_between(course, event->baseline, event->visit);
	values[13] = days_between(course, 0, course->visits - 1);
	values[14] = days_between(course, event->visit, event->sustained_to);
	values[15] = BoolGetDatum(event->sustained);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_disability_events);
Datum
sepms_disability_events(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Patient		patient;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (!patient_args(fcinfo, 2, 3, &patient))
		return (Datum) 0;
	find_events(&patient, NULL);
	for (int i = 0; i < patient.events; i++)
		put_event(rsinfo, &patient, i);
	return (Datum) 0;
}

/* Time to the first event, or to the last visit; two columns. */
PG_FUNCTION_INFO_V1(sepms_disability_time);
Datum
sepms_disability_time(PG_FUNCTION_ARGS)
{
	Patient		patient;
	Datum		values[2] = {0};
	bool		nulls[2] = {true, true};

	if (patient_args(fcinfo, 2, 3, &patient) && patient.course.visits > 0 &&
		!ms_kind_unknown(&patient.course, patient.criteria))
	{
		int			last = patient.course.visits - 1;

		find_events(&patient, NULL);
		values[0] = days_between(&patient.course, 0, patient.events > 0 ? patient.event[0].visit : last);
		values[1] = BoolGetDatum(patient.events > 0);
		nulls[0] = nulls[1] = false;
	}
	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * Was there an event?  Yes if one was found, no if none was found but one
 * could have been confirmed, otherwise NULL.
 */
PG_FUNCTION_INFO_V1(sepms_disability_seen);
Datum
sepms_disability_seen(PG_FUNCTION_ARGS)
{
	Patient		patient;

	if (!patient_args(fcinfo, 2, 3, &patient) || ms_kind_unknown(&patient.course, patient.criteria))
		PG_RETURN_NULL();
	find_events(&patient, NULL);
	if (patient.events == 0 &&
		!ms_disability_assessable(&patient.course, patient.criteria, scratch_for(&patient.course)))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(patient.events > 0);
}

PG_FUNCTION_INFO_V1(sepms_disability_milestone);
Datum
sepms_disability_milestone(PG_FUNCTION_ARGS)
{
	Patient		patient;
	Datum		values[4] = {0};
	bool		nulls[4] = {true, true, true, true};

	if (!PG_ARGISNULL(2) && patient_args(fcinfo, 3, 4, &patient) && patient.course.visits > 0)
	{
		const ms_course *course = &patient.course;
		float8		milestone = sepms_number("milestone", PG_GETARG_FLOAT8(2),
											 "It must be a value of the outcome, such as EDSS 6.");
		int			visit;

		visit = ms_disability_milestone(course, patient.criteria, milestone,
										scratch_for(course));
		if (visit >= 0)
		{
			values[0] = visit_date(course, visit);
			values[1] = Float8GetDatum(course->visit[visit].value);
			nulls[0] = nulls[1] = false;
		}
		values[2] = days_between(course, 0, visit >= 0 ? visit : course->visits - 1);
		values[3] = BoolGetDatum(visit >= 0);
		nulls[2] = nulls[3] = false;
	}
	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * The trace
 */

typedef struct Trace
{
	ReturnSetInfo *rsinfo;
	const ms_course *course;
	ms_lang lang;
	int32		steps;
} Trace;

static void
put_step(void *arg, const ms_step *step)
{
	Trace	   *trace = arg;
	/* for a visit that does not confirm, the row shows that visit */
	bool		of_other = step->kind == MS_STEP_UNUSED_NEAR || step->kind == MS_STEP_UNUSED_FLAG;
	int			visit = of_other ? step->other : step->visit;
	char		reason[MS_REASON_MAX];
	Datum		values[7];
	bool		nulls[7] = {false};

	CHECK_FOR_INTERRUPTS();
	ms_step_reason(step, trace->course, trace->lang, reason);
	values[0] = Int32GetDatum(++trace->steps);
	values[1] = CStringGetTextDatum(ms_step_decision(step));
	nulls[2] = nulls[3] = visit < 0;
	values[2] = visit < 0 ? (Datum) 0 : visit_date(trace->course, visit);
	values[3] = Float8GetDatum(of_other ? trace->course->visit[visit].value : step->value);
	nulls[4] = nulls[5] = step->baseline < 0;
	values[4] = step->baseline < 0 ? (Datum) 0 : visit_date(trace->course, step->baseline);
	values[5] = Float8GetDatum(step->baseline_value);
	values[6] = PointerGetDatum(sepms_text_from_utf8(reason));
	tuplestore_putvalues(trace->rsinfo->setResult, trace->rsinfo->setDesc, values, nulls);
	pfree(DatumGetPointer(values[1]));
	pfree(DatumGetPointer(values[6]));
}

PG_FUNCTION_INFO_V1(sepms_disability_trace);
Datum
sepms_disability_trace(PG_FUNCTION_ARGS)
{
	Patient		patient;
	Trace		trace = {(ReturnSetInfo *) fcinfo->resultinfo, &patient.course, MS_LANG_EN, 0};
	ms_tracer tracer = {put_step, &trace};

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(4) || !patient_args(fcinfo, 2, 3, &patient))
		return (Datum) 0;
	trace.lang = sepms_lang_arg(fcinfo, 4);
	find_events(&patient, &tracer);
	return (Datum) 0;
}

/* A composite: worsening of any of several outcomes, each confirmed by itself. */

static const char *const component_names[] = {"EDSS", "T25FW", "9HPT", "SDMT", "LCLA", NULL};

static const ms_outcome component_outcomes[] = {
	MS_OUTCOME_EDSS, MS_OUTCOME_T25FW, MS_OUTCOME_NHPT, MS_OUTCOME_SDMT, MS_OUTCOME_LCLA
};

#define COMPONENTS lengthof(component_outcomes)

/* EDSS-plus as published consists of the first three. */
#define EDSS_PLUS 3

/* The composite, and what is known of its components so far. */
typedef struct Composite
{
	uint32		of;				/* its components: bits by place in the names */
	ms_change_rule sdmt;		/* rule for SDMT */
	const char *worse[COMPONENTS];
	int			n_worse;
	int			assessable;		/* those not worse that could be assessed */
	int			n;				/* number of components */
	int32		first;			/* first visit of any component */
	int32		last;
	int32		event;			/* earliest event of any component */
} Composite;

/* The same definition, applied to another outcome. */
static ms_criteria
criteria_for(const ms_criteria *criteria, ms_outcome outcome, ms_change_rule sdmt)
{
	ms_criteria c = *criteria;
	const char *which;

	if (outcome == MS_OUTCOME_SDMT)
		c.variant = sdmt;
	else if (c.outcome != outcome)
		c.variant = MS_RULE_NONE;
	c.outcome = outcome;
	c.worsening = ms_lower_is_worse(outcome);
	c.min_change = c.min_change_rel = NAN;
	ms_criteria_settle(&c, &which);
	return c;
}

static void
add_component(Composite *all, int component, const ms_course *course, const ms_criteria *criteria)
{
	ms_criteria c = criteria_for(criteria, component_outcomes[component], all->sdmt);
	Patient		patient = {.course = *course, .criteria = &c};

	if (course->visits == 0)
		return;
	sepms_check_values(course, &c);
	all->first = Min(all->first, course->visit[0].day);
	all->last = Max(all->last, course->visit[course->visits - 1].day);
	find_events(&patient, NULL);
	if (patient.events > 0)
	{
		all->worse[all->n_worse++] = component_names[component];
		all->event = Min(all->event, course->visit[patient.event[0].visit].day);
	}
	else
		all->assessable += ms_disability_assessable(course, &c, scratch_for(course));
}

static void
check_composite(const ms_criteria *criteria)
{
	if (criteria->event != MS_FIRST_CDW && criteria->event != MS_FIRST_PIRA &&
		criteria->event != MS_FIRST_RAW)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a composite needs criteria that look for a first worsening"),
				 errhint("Use criteria with event \"firstCDW\", \"firstPIRA\" or \"firstRAW\".")));
}

/* A row of the five columns; all are NULL if nothing is known. */
static Datum
composite_row(FunctionCallInfo fcinfo, const Composite *all)
{
	Datum		values[5] = {0};
	bool		nulls[5] = {true, true, true, true, true};

	if (all != NULL)
	{
		bool		worse = all->n_worse > 0;

		values[0] = values[4] = BoolGetDatum(worse);
		values[3] = days_from(all->first, worse ? all->event : all->last);
		nulls[0] = nulls[3] = nulls[4] = false;
		if (worse)
		{
			values[1] = DateADTGetDatum(all->event);
			values[2] = sepms_name_array(all->worse, all->n_worse);
			nulls[1] = nulls[2] = false;
		}
	}
	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * The arguments are one series for each of so many outcomes, and the relapses;
 * and, from another place on, the criteria, the policy for missing components
 * and the ends of the relapses.
 */
static Datum
composite(FunctionCallInfo fcinfo, int outcomes, int rest, Composite *all)
{
	static const char *const policies[] = {"strict", "observed", NULL};
	const ms_criteria *criteria;
	ms_course course = {0};
	bool		strict;

	if (PG_ARGISNULL(rest) || PG_ARGISNULL(rest + 1))
		return composite_row(fcinfo, NULL);
	criteria = sepms_criteria_arg(fcinfo, rest);
	strict = sepms_choice("policy for missing components", PG_GETARG_TEXT_PP(rest + 1), policies) == 0;
	check_composite(criteria);
	sepms_relapses_arg(fcinfo, outcomes, rest + 2, &course);
	if (ms_kind_unknown(&course, criteria))
		return composite_row(fcinfo, NULL);
	all->first = all->event = PG_INT32_MAX;
	all->last = PG_INT32_MIN;
	for (int i = 0; i < outcomes; i++)
	{
		if (!(all->of >> i & 1))
			continue;
		all->n++;
		if (PG_ARGISNULL(i))
			continue;
		course.visit = sepms_series_arg(fcinfo, i, &course.visits);
		add_component(all, i, &course, criteria);
	}

	/* no component worsened: NULL unless all (strict) or any of them could be assessed */
	if (all->n_worse == 0 && (strict ? all->assessable < all->n : all->assessable == 0))
		return composite_row(fcinfo, NULL);
	return composite_row(fcinfo, all);
}

PG_FUNCTION_INFO_V1(sepms_edss_plus);
Datum
sepms_edss_plus(PG_FUNCTION_ARGS)
{
	Composite	all = {.of = (1 << EDSS_PLUS) - 1};

	return composite(fcinfo, EDSS_PLUS, EDSS_PLUS + 1, &all);
}

/* The set of components that a text[] names. */
static uint32
outcomes_arg(FunctionCallInfo fcinfo, int arg)
{
	Datum	   *names;
	bool	   *nulls;
	int			n;
	int			known = 0;
	uint32		set = 0;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(arg), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls, &n);
	for (int i = 0; i < n && !nulls[i]; i++)
	{
		set |= 1 << sepms_choice("outcome", DatumGetTextPP(names[i]), component_names);
		known++;
	}
	if (n == 0 || known < n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("outcomes must name at least one outcome, and no NULL"),
				 errhint("Allowed values are %s.", sepms_word_list(component_names))));
	return set;
}

/* Of any of the five outcomes. */
PG_FUNCTION_INFO_V1(sepms_edss_plus_of);
Datum
sepms_edss_plus_of(PG_FUNCTION_ARGS)
{
	static const char *const rules[] = {"4pt", "8pt", "10pct", "msprog", NULL};
	static const ms_change_rule rule[] = {MS_RULE_4PT, MS_RULE_8PT, MS_RULE_10PCT, MS_RULE_MSPROG};
	Composite	all = {0};

	if (PG_ARGISNULL(6) || PG_ARGISNULL(7))
		return composite_row(fcinfo, NULL);
	all.sdmt = rule[sepms_choice("sdmt_variant", PG_GETARG_TEXT_PP(6), rules)];
	all.of = outcomes_arg(fcinfo, 7);
	return composite(fcinfo, COMPONENTS, COMPONENTS + 3, &all);
}
