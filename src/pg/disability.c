/*
 * disability.c
 *		Disability events of a patient: rows, times, milestones, the trace;
 *		composites of several outcomes; relapses told apart.
 */
#include "disability.h"

#include <math.h>

#include "../core/day.h"
#include "../core/describe.h"
#include "catalog/pg_type.h"
#include "criteria.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "period.h"
#include "series.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"

/*
 * A patient from arguments
 */

typedef struct Relapse
{
	int32		onset;
	int32		end;
} Relapse;

#define ST_SORT sort_relapses
#define ST_ELEMENT_TYPE Relapse
#define ST_COMPARE(a, b) \
	((a)->onset != (b)->onset ? ((a)->onset < (b)->onset ? -1 : 1) : \
	 (a)->end < (b)->end ? -1 : (a)->end > (b)->end)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* Date i of an array; false where it is NULL. */
static inline bool
take_date(sepms_elements *dates, int i, DateADT *date)
{
	const DateADT *next = sepms_take(dates, i);

	if (next != NULL)
		*date = *next;
	return next != NULL;
}

static pg_noinline void
refuse_relapse(const char *problem, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s", problem),
			 errhint("%s", hint)));
}

/* Relapses in order, those without an onset left out; ends may be NULL. */
static void
load_relapses(ms_course *course, ArrayType *onsets, ArrayType *ends)
{
	sepms_elements onset = sepms_elements_of(onsets, sizeof(DateADT));
	sepms_elements end = {0};
	Relapse    *relapse = palloc(Max(onset.n, 1) * sizeof(Relapse));
	int32	   *sorted = palloc(Max(onset.n, 1) * 2 * sizeof(int32));
	int			kept = 0;

	if (ends != NULL && (end = sepms_elements_of(ends, sizeof(DateADT))).n != onset.n)
		refuse_relapse("relapses and relapse_ends differ in length",
					   "Give one end for each relapse, NULL where it is not known.");
	for (int i = 0; i < onset.n; i++)
	{
		Relapse		r = {.end = MS_END_UNKNOWN};
		bool		known = take_date(&onset, i, &r.onset);
		bool		end_known = ends != NULL && take_date(&end, i, &r.end);

		ms_pause_at(i);
		if (!known)
			continue;
		(void) sepms_finite("a relapse", r.onset);
		if (end_known && DATE_IS_NOBEGIN(r.end))
			(void) sepms_finite("the end of a relapse", r.end);
		if (end_known && r.end < r.onset)
			refuse_relapse("a relapse ends before its onset",
						   "Use NULL where the end is not known, infinity while it lasts.");
		relapse[kept++] = r;
	}
	sort_relapses(relapse, kept);
	for (int i = 0; i < kept; i++)
	{
		ms_pause_at(i);
		sorted[i] = relapse[i].onset;
		sorted[onset.n + i] = relapse[i].end;
	}
	if (ends != NULL)
		kept = ms_relapses_settle(sorted, sorted + onset.n, kept);
	course->onset = sorted;
	course->end = ends != NULL ? sorted + onset.n : NULL;
	course->relapses = kept;
	course->relapses_known = true;
}

void
sepms_relapses_arg(FunctionCallInfo fcinfo, int onsets, int ends, ms_course *course)
{
	if (PG_ARGISNULL(onsets))
		return;
	load_relapses(course, PG_GETARG_ARRAYTYPE_P(onsets),
				  ends < 0 || PG_ARGISNULL(ends) ? NULL : PG_GETARG_ARRAYTYPE_P(ends));
}

/* A number that is no EDSS is more likely of another outcome than an error. */
void
sepms_check_values(const ms_course *course, const ms_criteria *criteria)
{
	if (criteria->outcome != MS_OUTCOME_EDSS)
		return;
	for (int i = 0; i < course->visits; i++)
		if (!(course->visit[i].value >= 0 && course->visit[i].value <= 10))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("value %g is no EDSS", course->visit[i].value),
					 errhint("For another outcome say so, as in disability_criteria('sdmt').")));
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
 * The arguments visits, relapses, criteria, relapse_ends, or false where
 * visits or criteria are NULL.
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

/* The dates of visits, one for each period, NULL where there is none. */
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

static const char *
cdw_name(ms_cdw cdw)
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
	values[2] = nulls[2] ? (Datum) 0 : CStringGetTextDatum(cdw_name(event->cdw));
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

/* Was there an event?  No where none was found and one could have been confirmed. */
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
											 "It is a value of the outcome, such as EDSS 6.");
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
	/* of a visit that does not confirm, the row is about that visit */
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

/*
 * A composite: worsening of any of several outcomes, each confirmed in itself.
 */

static const struct
{
	const char *name;
	ms_outcome outcome;
}			components[] = {
	{"EDSS", MS_OUTCOME_EDSS},
	{"T25FW", MS_OUTCOME_T25FW},
	{"9HPT", MS_OUTCOME_NHPT},
};

/* The same definition for another outcome. */
static ms_criteria
criteria_for(const ms_criteria *criteria, ms_outcome outcome)
{
	ms_criteria c = *criteria;
	const char *which;

	if (c.outcome != outcome)
		c.variant = MS_RULE_NONE;
	c.outcome = outcome;
	c.worsening = 0;
	c.min_change = c.min_change_rel = NAN;
	ms_criteria_settle(&c, &which);
	return c;
}

PG_FUNCTION_INFO_V1(sepms_edss_plus);
Datum
sepms_edss_plus(PG_FUNCTION_ARGS)
{
	static const char *const policies[] = {"strict", "observed", NULL};
	Datum		values[5] = {0};
	bool		nulls[5] = {true, true, true, true, true};
	const char *names[lengthof(components)];
	int			worse = 0;
	int			assessable = 0; /* of those not worse */
	int32		first = PG_INT32_MAX;
	int32		last = PG_INT32_MIN;
	int32		event = PG_INT32_MAX;
	const ms_criteria *criteria;
	ms_course course = {0};
	bool		strict;

	if (PG_ARGISNULL(4) || PG_ARGISNULL(5))
		return sepms_return_row(fcinfo, values, nulls);
	criteria = sepms_criteria_arg(fcinfo, 4);
	strict = sepms_choice("policy for missing components", PG_GETARG_TEXT_PP(5), policies) == 0;
	if (criteria->event != MS_FIRST_CDW && criteria->event != MS_FIRST_PIRA &&
		criteria->event != MS_FIRST_RAW)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a composite needs criteria for a first worsening"),
				 errhint("Their event is \"firstCDW\", \"firstPIRA\" or \"firstRAW\".")));
	sepms_relapses_arg(fcinfo, 3, 6, &course);
	if (ms_kind_unknown(&course, criteria))
		return sepms_return_row(fcinfo, values, nulls);

	for (int i = 0; i < lengthof(components); i++)
	{
		ms_criteria c = criteria_for(criteria, components[i].outcome);
		Patient		patient;

		if (PG_ARGISNULL(i))
			continue;
		course.visit = sepms_series_arg(fcinfo, i, &course.visits);
		if (course.visits == 0)
			continue;
		sepms_check_values(&course, &c);
		first = Min(first, course.visit[0].day);
		last = Max(last, course.visit[course.visits - 1].day);
		patient = (Patient) {.course = course, .criteria = &c};
		find_events(&patient, NULL);
		if (patient.events > 0)
		{
			names[worse++] = components[i].name;
			event = Min(event, course.visit[patient.event[0].visit].day);
		}
		else
			assessable += ms_disability_assessable(&course, &c, scratch_for(&course));
	}

	/* what is known settles it; else unknown, or what was observed */
	if (worse == 0 && (strict ? assessable < lengthof(components) : assessable == 0))
		return sepms_return_row(fcinfo, values, nulls);
	values[0] = values[4] = BoolGetDatum(worse > 0);
	values[3] = days_from(first, worse > 0 ? event : last);
	nulls[0] = nulls[3] = nulls[4] = false;
	if (worse > 0)
	{
		values[1] = DateADTGetDatum(event);
		values[2] = sepms_name_array(names, worse);
		nulls[1] = nulls[2] = false;
	}
	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * Relapses told apart
 */

PG_FUNCTION_INFO_V1(sepms_relapse_dedup);
Datum
sepms_relapse_dedup(PG_FUNCTION_ARGS)
{
	ms_course course = {0};
	int32		min_gap;
	int		   *kept;
	Datum	   *dates;
	int			n;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	min_gap = PG_GETARG_INT32(1);
	if (min_gap < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_gap must not be negative: %d", min_gap),
				 errhint("It is the least number of days between two relapses.")));
	sepms_relapses_arg(fcinfo, 0, 2, &course);
	kept = palloc(Max(course.relapses, 1) * sizeof(int));
	n = ms_relapse_distinct(course.onset, course.end, course.relapses, min_gap, kept);
	dates = palloc(Max(n, 1) * sizeof(Datum));
	for (int i = 0; i < n; i++)
		dates[i] = DateADTGetDatum(course.onset[kept[i]]);
	PG_RETURN_ARRAYTYPE_P(construct_array(dates, n, DATEOID, sizeof(DateADT), true, TYPALIGN_INT));
}
