/*
 * pirma.c
 *		PIRMA: the worsenings of a patient with the MRI of their time.
 */
#include "assess.h"

#include "../core/pirma.h"
#include "disability.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "mri.h"
#include "period.h"
#include "relapses.h"
#include "series.h"
#include "utils/builtins.h"

enum
{
	ARG_VISITS, ARG_RELAPSES, ARG_SCANS, ARG_CRITERIA, ARG_RELAPSE_ENDS, ARG_GD_REQUIRED, ARG_SCAN_LAG,
	ARG_SCAN_WINDOW
};

/* A patient, how to judge, and the events found. */
typedef struct Patient
{
	ms_patient known;
	ms_criteria criteria;
	ms_assessment how;
	bool		gd_required;
	ms_scratch *scratch;
	ms_event   *event;
	int			events;
} Patient;

/*
 * Reads the arguments and finds the events, with every worsening classified;
 * false if nothing can be said.
 */
static bool
find_events(FunctionCallInfo fcinfo, Patient *patient)
{
	ms_course  *course = &patient->known.course;

	*patient = (Patient) {.known.followed_to = MS_FOLLOWED_TO_LAST_VISIT};
	if (PG_ARGISNULL(ARG_VISITS) || PG_ARGISNULL(ARG_CRITERIA) || PG_ARGISNULL(ARG_GD_REQUIRED) ||
		PG_ARGISNULL(ARG_SCAN_LAG) || PG_ARGISNULL(ARG_SCAN_WINDOW))
		return false;
	patient->criteria = *sepms_worsening_arg(fcinfo, ARG_CRITERIA);
	patient->criteria.raw_pira = true;
	patient->how.criteria = &patient->criteria;
	patient->how.scan_lag = sepms_days("scan_lag", PG_GETARG_INT32(ARG_SCAN_LAG), "It must be a number of days.");
	sepms_scan_window_arg(fcinfo, ARG_SCAN_WINDOW, patient->how.scan_window);
	patient->gd_required = PG_GETARG_BOOL(ARG_GD_REQUIRED);
	course->visit = sepms_series_arg(fcinfo, ARG_VISITS, &course->visits);
	sepms_relapses_arg(fcinfo, ARG_RELAPSES, ARG_RELAPSE_ENDS, course);
	sepms_check_values(course, &patient->criteria);
	if (!PG_ARGISNULL(ARG_SCANS))
		patient->known.scan = sepms_scans_arg(fcinfo, ARG_SCANS, &patient->known.scans);
	if (ms_kind_unknown(course, &patient->criteria))
		return false;
	patient->scratch = palloc(Max(course->visits, 1) * sizeof(ms_scratch));
	patient->event = palloc(Max(course->visits, 1) * sizeof(ms_event));
	patient->events = ms_disability_search(course, &patient->criteria, patient->scratch, patient->event, NULL);
	return true;
}

static ms_pirma
judge(const Patient *patient, int i)
{
	return ms_pirma_judge(&patient->known, &patient->how, &patient->event[i], patient->gd_required);
}

/* One row for each worsening, with its number among the events of disability_events(). */
PG_FUNCTION_INFO_V1(sepms_pirma_events);
Datum
sepms_pirma_events(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Patient		patient;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (!find_events(fcinfo, &patient))
		return (Datum) 0;
	for (int i = 0; i < patient.events; i++)
	{
		const ms_event *event = &patient.event[i];
		ms_pirma	found;
		Datum		values[7];
		bool		nulls[7] = {false};

		CHECK_FOR_INTERRUPTS();
		if (!event->worsening)
			continue;
		found = judge(&patient, i);
		values[0] = Int32GetDatum(i + 1);
		nulls[1] = event->cdw == MS_CDW_UNCLASSIFIED;
		values[1] = nulls[1] ? (Datum) 0 : CStringGetTextDatum(sepms_cdw_name(event->cdw));
		values[2] = DateADTGetDatum(patient.known.course.visit[event->visit].day);
		values[3] = sepms_return_period(found.from, found.to);
		sepms_put_tri(found.new_t2, &values[4], &nulls[4]);
		sepms_put_tri(found.gd, &values[5], &nulls[5]);
		sepms_put_tri(found.pirma, &values[6], &nulls[6]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/*
 * Is there a PIRMA?  Yes if one worsening is; no if none is, or if there is no
 * worsening and one could have been confirmed; otherwise NULL.
 */
PG_FUNCTION_INFO_V1(sepms_pirma_seen);
Datum
sepms_pirma_seen(PG_FUNCTION_ARGS)
{
	Patient		patient;
	ms_tri		seen = MS_NO;
	bool		any = false;

	if (!find_events(fcinfo, &patient))
		PG_RETURN_NULL();
	for (int i = 0; i < patient.events; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!patient.event[i].worsening)
			continue;
		seen = ms_or(seen, judge(&patient, i).pirma);
		any = true;
	}
	if (!any && !ms_disability_assessable(&patient.known.course, &patient.criteria, patient.scratch))
		PG_RETURN_NULL();
	return sepms_return_tri(fcinfo, seen);
}
