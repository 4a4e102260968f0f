/*
 * assess.c
 *		From the data of a patient to a NEDA status: of a period, of each year,
 *		and the time to the first activity; and to a phenotype.
 */
#include "assess.h"

#include "../core/day.h"
#include "../core/phenotype.h"
#include "catalog/pg_type.h"
#include "criteria.h"
#include "disability.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "mri.h"
#include "period.h"
#include "phenotype.h"
#include "relapses.h"
#include "series.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* A year of treatment, as trials count it */
#define DAYS_OF_YEAR 365

/* The largest number of years of neda_by_year() */
#define YEARS_MAX 1000

/*
 * The arguments that the functions share, by their distance from the first of
 * them, a period or a start, which is at a place of its own in each function.
 */
enum
{
	ARG_VISITS = 1,
	ARG_RELAPSES,
	ARG_SCANS,
	ARG_CRITERIA,
	ARG_REBASELINE,
	ARG_FOLLOWED_TO,
	ARG_SCAN_LAG,
	ARG_BASELINE_WINDOW,
	ARG_VISIT_WINDOW,
	ARG_SCAN_WINDOW,
	ARG_YEARS
};

/*
 * Is an argument NULL that is needed for an answer?  The data of the patient
 * may be NULL.
 */
static bool
has_null(FunctionCallInfo fcinfo, int at)
{
	return PG_ARGISNULL(at) || PG_ARGISNULL(at + ARG_CRITERIA) || PG_ARGISNULL(at + ARG_REBASELINE) ||
		PG_ARGISNULL(at + ARG_SCAN_LAG) || PG_ARGISNULL(at + ARG_BASELINE_WINDOW) ||
		PG_ARGISNULL(at + ARG_VISIT_WINDOW) || PG_ARGISNULL(at + ARG_SCAN_WINDOW);
}

/* A number of days; 22023 if it is negative. */
static int32
days_checked(const char *argument, int32 days)
{
	return sepms_days(argument, days, "It must be a number of days.");
}

void
sepms_scan_window_arg(FunctionCallInfo fcinfo, int arg, int32 window[2])
{
	Datum	   *days;
	bool	   *nulls;
	int			n;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(arg), INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &days, &nulls, &n);
	if (n != 2 || nulls[0] || nulls[1])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("scan_window must be two numbers of days"),
				 errhint("A scan counts for a period if it was made at most this many days before or after the end of the period, as in {90,180}.")));
	for (int i = 0; i < 2; i++)
		window[i] = days_checked("scan_window", DatumGetInt32(days[i]));
}

const ms_criteria *
sepms_worsening_arg(FunctionCallInfo fcinfo, int arg)
{
	const ms_criteria *criteria = sepms_criteria_arg(fcinfo, arg);

	if (criteria->event == MS_FIRST_CDI || criteria->event == MS_FIRST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("progression needs criteria that look for worsening"),
				 errhint("Use criteria with event \"firstCDW\", \"firstPIRA\", \"firstRAW\" or \"multiple\".")));
	return criteria;
}

static ms_assessment
assessment_args(FunctionCallInfo fcinfo, int at)
{
	ms_assessment how = {
		.criteria = sepms_worsening_arg(fcinfo, at + ARG_CRITERIA),
		.rebaseline_days = days_checked("rebaseline_days", PG_GETARG_INT32(at + ARG_REBASELINE)),
		.scan_lag = days_checked("scan_lag", PG_GETARG_INT32(at + ARG_SCAN_LAG)),
		.baseline_window = days_checked("baseline_window", PG_GETARG_INT32(at + ARG_BASELINE_WINDOW)),
		.visit_window = days_checked("visit_window", PG_GETARG_INT32(at + ARG_VISIT_WINDOW)),
	};

	sepms_scan_window_arg(fcinfo, at + ARG_SCAN_WINDOW, how.scan_window);
	return how;
}

static ms_patient
patient_args(FunctionCallInfo fcinfo, int at, const ms_criteria *criteria)
{
	ms_patient patient = {.followed_to = MS_FOLLOWED_TO_LAST_VISIT};

	if (!PG_ARGISNULL(at + ARG_VISITS))
		patient.course.visit = sepms_series_arg(fcinfo, at + ARG_VISITS, &patient.course.visits);
	sepms_relapses_arg(fcinfo, at + ARG_RELAPSES, -1, &patient.course);
	sepms_check_values(&patient.course, criteria);
	if (!PG_ARGISNULL(at + ARG_SCANS))
		patient.scan = sepms_scans_arg(fcinfo, at + ARG_SCANS, &patient.scans);
	if (!PG_ARGISNULL(at + ARG_FOLLOWED_TO))
		patient.followed_to = sepms_finite("the last contact", PG_GETARG_DATEADT(at + ARG_FOLLOWED_TO));
	return patient;
}

static ms_workspace
workspace_for(const ms_patient *patient)
{
	int			n = Max(patient->course.visits, 1);

	return (ms_workspace) {
		.scratch = palloc(n * sizeof(ms_scratch)), .event = palloc(n * sizeof(ms_event))
	};
}

static DateADT
start_arg(FunctionCallInfo fcinfo)
{
	return sepms_finite("the start", PG_GETARG_DATEADT(0));
}

/*
 * One period
 */

PG_FUNCTION_INFO_V1(sepms_neda_assess);
Datum
sepms_neda_assess(PG_FUNCTION_ARGS)
{
	ms_assessment how;
	ms_patient patient;
	ms_workspace work;
	DateADT		from;
	DateADT		to;

	if (has_null(fcinfo, 0))
		PG_RETURN_NULL();
	sepms_closed_period_arg(fcinfo, 0, &from, &to);
	how = assessment_args(fcinfo, 0);
	patient = patient_args(fcinfo, 0, how.criteria);
	work = workspace_for(&patient);
	PG_RETURN_INT32(ms_assess(&patient, &how, from, to, &work));
}

/*
 * The phenotype in one period; the arguments are those of neda_assess(), after
 * the phenotype.
 */
PG_FUNCTION_INFO_V1(sepms_lublin_2013_assess);
Datum
sepms_lublin_2013_assess(PG_FUNCTION_ARGS)
{
	static const ms_neda_component shown[] = {
		MS_NEDA_RELAPSE, MS_NEDA_T2, MS_NEDA_GD, MS_NEDA_PROGRESSION
	};
	Datum		values[2 + lengthof(shown)] = {0};
	bool		nulls[2 + lengthof(shown)] = {true, true, true, true, true, true};
	ms_phenotype_kind phenotype = sepms_phenotype_arg(fcinfo, 0);
	ms_assessment how;
	ms_patient patient;
	ms_workspace work;
	ms_neda		status;
	DateADT		from;
	DateADT		to;
	ms_tri		mri;

	if (has_null(fcinfo, 1))
		return sepms_return_row(fcinfo, values, nulls);
	sepms_closed_period_arg(fcinfo, 1, &from, &to);
	how = assessment_args(fcinfo, 1);
	patient = patient_args(fcinfo, 1, how.criteria);
	work = workspace_for(&patient);
	status = ms_assess(&patient, &how, from, to, &work);
	mri = ms_mri_activity(ms_neda_get(status, MS_NEDA_T2), ms_neda_get(status, MS_NEDA_GD), false);
	nulls[0] = phenotype == MS_NO_PHENOTYPE;
	if (!nulls[0])
		values[0] = Int16GetDatum(ms_phenotype_make(phenotype, ms_or(ms_neda_get(status, MS_NEDA_RELAPSE), mri),
												   ms_neda_get(status, MS_NEDA_PROGRESSION)));
	values[1] = sepms_return_period((DateADT) Min((int64) from + how.rebaseline_days, to), to);
	nulls[1] = false;
	for (int i = 0; i < lengthof(shown); i++)
		sepms_put_tri(ms_neda_get(status, shown[i]), &values[2 + i], &nulls[2 + i]);
	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * Year by year
 */

/* The last day on which anything is known of the patient */
static int64
last_known_day(const ms_patient *patient)
{
	int64		last = patient->followed_to;

	if (patient->course.visits > 0)
		last = Max(last, patient->course.visit[patient->course.visits - 1].day);
	if (patient->scans > 0)
		last = Max(last, patient->scan[patient->scans - 1].day);
	if (patient->course.relapses > 0)
		last = Max(last, patient->course.onset[patient->course.relapses - 1]);
	return last;
}

/* The number of years: as given, or those that had begun by the last known day. */
static int
years_of_patient(FunctionCallInfo fcinfo, const ms_patient *patient, DateADT start)
{
	int64		years = (last_known_day(patient) - start) / DAYS_OF_YEAR + 1;

	if (!PG_ARGISNULL(ARG_YEARS))
	{
		years = PG_GETARG_INT32(ARG_YEARS);
		if (years < 1 || years > YEARS_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("years is out of range: %d", (int) years),
					 errhint("It must be a number of years from 1 to %d, or NULL for all years of follow-up.", YEARS_MAX)));
	}
	else if (years > YEARS_MAX) /* some registries write 9999-12-31 for "not known" */
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many years: %lld", (long long) years),
				 errdetail("The years run to the last day with any information, and there can be at most %d.", YEARS_MAX),
				 errhint("Use NULL if followed_to is unknown, or give the number of years.")));
	return (int) Min(Max(years, 1), Min(YEARS_MAX, (MS_DAY_MAX - (int64) start) / DAYS_OF_YEAR));
}

PG_FUNCTION_INFO_V1(sepms_neda_by_year);
Datum
sepms_neda_by_year(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_assessment sustained;
	ms_assessment year;
	ms_patient patient;
	ms_workspace work;
	DateADT		start;
	int			years;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (has_null(fcinfo, 0))
		return (Datum) 0;
	start = start_arg(fcinfo);
	year = sustained = assessment_args(fcinfo, 0);
	patient = patient_args(fcinfo, 0, sustained.criteria);
	work = workspace_for(&patient);
	years = years_of_patient(fcinfo, &patient, start);
	for (int y = 1; y <= years; y++)
	{
		DateADT		from = start + (y - 1) * DAYS_OF_YEAR;
		DateADT		to = from + DAYS_OF_YEAR;
		Datum		values[4];
		bool		nulls[4] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int32GetDatum(y);
		values[1] = sepms_return_period(from, to);
		values[2] = Int32GetDatum(ms_assess(&patient, &year, from, to, &work));
		values[3] = Int32GetDatum(ms_assess(&patient, &sustained, start, to, &work));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		year.rebaseline_days = 0;	/* the treatment takes effect once */
	}
	return (Datum) 0;
}

/*
 * Time to the first activity
 */

PG_FUNCTION_INFO_V1(sepms_neda_time);
Datum
sepms_neda_time(PG_FUNCTION_ARGS)
{
	Datum		values[3] = {0};
	bool		nulls[3] = {true, true, true};
	ms_assessment how;
	ms_patient patient;
	ms_workspace work;
	ms_activity activity;
	DateADT		start;

	if (has_null(fcinfo, 0))
		return sepms_return_row(fcinfo, values, nulls);
	start = start_arg(fcinfo);
	how = assessment_args(fcinfo, 0);
	patient = patient_args(fcinfo, 0, how.criteria);
	work = workspace_for(&patient);
	activity = ms_first_activity(&patient, &how, start, &work);
	if (activity.known)
	{
		values[0] = Int32GetDatum(activity.day - start);
		values[1] = BoolGetDatum(activity.observed);
		nulls[0] = nulls[1] = false;
	}
	if (activity.observed)
	{
		values[2] = CStringGetTextDatum(ms_neda_component_name(activity.component));
		nulls[2] = false;
	}
	return sepms_return_row(fcinfo, values, nulls);
}
