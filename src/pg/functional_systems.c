/*
 * functional_systems.c
 *		The EDSS that follows from functional systems and ambulation, and
 *		issues of a visit's grades.
 *
 * All functions take the same eight grades and the same three arguments that
 * say how to read them.
 */
#include "edss.h"

#include <math.h>

#include "../core/functional_systems.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

static const char *const as_scales[] = {
	[MS_AS_NEUROSTATUS] = "neurostatus",
	[MS_AS_SHORT13] = "short13",
	[MS_AS_KURTZKE] = "kurtzke",
	NULL
};

/* Reads variant, as_scale and converted, from this argument on; false if one is NULL. */
static bool
reading_args(FunctionCallInfo fcinfo, int arg, ms_fs_reading *reading)
{
	static const char *const variants[] = {"neurostatus", "neurostatus_cereb1_zero", NULL};

	if (PG_ARGISNULL(arg) || PG_ARGISNULL(arg + 1) || PG_ARGISNULL(arg + 2))
		return false;
	reading->cerebral1_zero = sepms_choice("variant", PG_GETARG_TEXT_PP(arg), variants) == 1;
	reading->as_scale = (ms_as_scale) sepms_choice("as_scale", PG_GETARG_TEXT_PP(arg + 1), as_scales);
	reading->converted = PG_GETARG_BOOL(arg + 2);
	return true;
}

/* A grade; 22023 if it is out of range. */
static int
grade_in_range(int which, int32 grade, const ms_fs_reading *reading)
{
	int			max = ms_grade_max(which, reading);

	if (grade < 0 || grade > max)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is out of range: %d", ms_grade_names[which], grade),
				 which == MS_AMBULATION ?
				 errhint("The ambulation scale \"%s\" ranges from 0 to %d; use NULL if it is unknown.",
						 as_scales[reading->as_scale], max) :
				 reading->converted && (which == MS_VISUAL || which == MS_BOWEL_BLADDER) ?
				 errhint("A converted grade ranges from 0 to %d; use NULL if it is unknown.", max) :
				 errhint("It must be a grade from 0 to %d; use NULL if it is unknown.", max)));
	return grade;
}

/*
 * Reads the grades and computes the bounds of the EDSS; false if an argument
 * of reading_args() is NULL.
 */
static bool
bounds_args(FunctionCallInfo fcinfo, int grade[MS_GRADES], uint8 *lower, uint8 *upper)
{
	ms_fs_reading reading;

	if (!reading_args(fcinfo, MS_GRADES, &reading))
		return false;
	for (int i = 0; i < MS_GRADES; i++)
		grade[i] = PG_ARGISNULL(i) ? MS_NOT_GRADED : grade_in_range(i, PG_GETARG_INT32(i), &reading);
	ms_fs_bounds(grade, &reading, lower, upper);
	return true;
}

/* The names of the grades as arguments, from this one on */
#define GRADES(first) \
	[first + MS_VISUAL] = "visual", [first + MS_BRAINSTEM] = "brainstem", [first + MS_PYRAMIDAL] = "pyramidal", \
	[first + MS_CEREBELLAR] = "cerebellar", [first + MS_SENSORY] = "sensory", \
	[first + MS_BOWEL_BLADDER] = "bowel_bladder", [first + MS_CEREBRAL] = "cerebral", \
	[first + MS_AMBULATION] = "ambulation"

static Datum
edss_from_fs(PG_FUNCTION_ARGS)
{
	int			grade[MS_GRADES];
	uint8		lower;
	uint8		upper;

	if (!bounds_args(fcinfo, grade, &lower, &upper) || lower != upper)
		PG_RETURN_NULL();
	PG_RETURN_EDSS(lower);
}
SEPMS_WHOLE_FUNCTION(sepms_edss_from_fs, edss_from_fs, false, GRADES(0))

static Datum
edss_fs_bounds(PG_FUNCTION_ARGS)
{
	int			grade[MS_GRADES];
	uint8		lower;
	uint8		upper;

	if (!bounds_args(fcinfo, grade, &lower, &upper))
		PG_RETURN_NULL();
	return sepms_return_row(fcinfo, (Datum[]) {EdssGetDatum(lower), EdssGetDatum(upper)},
							(bool[]) {false, false});
}
SEPMS_WHOLE_FUNCTION(sepms_edss_fs_bounds, edss_fs_bounds, false, GRADES(0))

static Datum
fs_missing(PG_FUNCTION_ARGS)
{
	int			grade[MS_GRADES];
	uint8		lower;
	uint8		upper;
	uint32		missing = 0;

	if (!bounds_args(fcinfo, grade, &lower, &upper))
		PG_RETURN_NULL();
	for (int i = 0; i < MS_GRADES && lower != upper; i++)
		if (grade[i] == MS_NOT_GRADED)
			missing |= UINT32_C(1) << i;
	PG_RETURN_DATUM(sepms_name_set(ms_grade_names, missing));
}
SEPMS_WHOLE_FUNCTION(sepms_fs_missing, fs_missing, false, GRADES(0))

static Datum
visual_converted(PG_FUNCTION_ARGS)
{
	const ms_fs_reading raw = {0};

	PG_RETURN_INT32(ms_visual_converted(grade_in_range(MS_VISUAL, PG_GETARG_INT32(0), &raw)));
}
SEPMS_WHOLE_FUNCTION(sepms_visual_converted, visual_converted, false, "grade")

static Datum
bowel_bladder_converted(PG_FUNCTION_ARGS)
{
	const ms_fs_reading raw = {0};

	PG_RETURN_INT32(ms_bowel_bladder_converted(grade_in_range(MS_BOWEL_BLADDER, PG_GETARG_INT32(0), &raw)));
}
SEPMS_WHOLE_FUNCTION(sepms_bowel_bladder_converted, bowel_bladder_converted, false, "grade")

/*
 * Issues.  A value that is out of range or not whole is no error here: these
 * functions look for such values.
 */

enum
{
	ARG_EDSS,
	ARG_GRADES,
	ARG_READING = ARG_GRADES + MS_GRADES,
	ARG_ALIVE = ARG_READING + 3,
	ARG_PREVIOUS_EDSS,
	ARG_PREVIOUS_FS
};

static int
recorded_halves(FunctionCallInfo fcinfo, int arg)
{
	uint8		halves;

	if (PG_ARGISNULL(arg))
		return MS_NO_EDSS;
	if (ms_edss_from_double(PG_GETARG_FLOAT8(arg), &halves) != MS_EDSS_OK)
		return MS_WRONG_EDSS;
	return halves;
}

static int
recorded_grade(bool is_null, Datum given)
{
	float8		grade;

	if (is_null)
		return MS_NOT_GRADED;
	grade = DatumGetFloat8(given);
	return grade >= 0 && grade <= PG_INT32_MAX && grade == rint(grade) ? (int) grade : MS_WRONG_GRADE;
}

/*
 * The grades of the previous visit, as an array with or without ambulation;
 * 22023 for any other length.
 */
static void
previous_grades(FunctionCallInfo fcinfo, int grade[MS_GRADES])
{
	ArrayType  *array;
	Datum	   *given;
	bool	   *nulls;
	int			n = 0;

	for (int i = 0; i < MS_GRADES; i++)
		grade[i] = MS_NOT_GRADED;
	if (PG_ARGISNULL(ARG_PREVIOUS_FS))
		return;

	array = PG_GETARG_ARRAYTYPE_P(ARG_PREVIOUS_FS);
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &given, &nulls, &n);
	if (ARR_NDIM(array) != 1 || n < MS_SYSTEMS || n > MS_GRADES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("previous_fs must be a list of %d or %d grades, not %d in %d dimensions",
						MS_SYSTEMS, MS_GRADES, n, ARR_NDIM(array)),
				 errhint("The grades, NULL if unknown, are: %s.", sepms_word_list(ms_grade_names))));
	for (int i = 0; i < n; i++)
		grade[i] = recorded_grade(nulls[i], given[i]);
}

/* Reads a visit from the arguments; false if an argument of reading_args() is NULL. */
static bool
record_args(FunctionCallInfo fcinfo, ms_edss_record *record)
{
	static const char *const names[] = {[ARG_EDSS] = NULL, GRADES(ARG_GRADES)};

	sepms_whole_types(fcinfo, names, lengthof(names));
	if (!reading_args(fcinfo, ARG_READING, &record->reading))
		return false;
	record->halves = recorded_halves(fcinfo, ARG_EDSS);
	for (int i = 0; i < MS_GRADES; i++)
		record->grade[i] = recorded_grade(PG_ARGISNULL(ARG_GRADES + i), PG_GETARG_DATUM(ARG_GRADES + i));
	record->alive = sepms_tri_arg(fcinfo, ARG_ALIVE);
	record->previous_halves = recorded_halves(fcinfo, ARG_PREVIOUS_EDSS);
	previous_grades(fcinfo, record->previous_grade);
	return true;
}

PG_FUNCTION_INFO_V1(sepms_edss_issues);
Datum
sepms_edss_issues(PG_FUNCTION_ARGS)
{
	ms_edss_record record;
	int			difference;

	if (!record_args(fcinfo, &record))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(sepms_name_set(ms_edss_issue_codes, ms_edss_issues(&record, &difference)));
}

/* A row: code, severity, the value that the function adds, meaning. */
static void
put_issue(ReturnSetInfo *rsinfo, ms_edss_issue issue, Datum added, bool added_null, int difference)
{
	Datum		values[] = {
		CStringGetTextDatum(ms_edss_issue_codes[issue]),
		CStringGetTextDatum(ms_edss_issue_is_error(issue, difference) ? "error" : "warning"),
		added,
		CStringGetTextDatum(ms_edss_issue_meanings[issue])
	};
	bool		nulls[] = {false, false, added_null, false};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_edss_issue_details);
Datum
sepms_edss_issue_details(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_edss_record record;
	int			difference = 0;
	uint32		issues = 0;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (record_args(fcinfo, &record))
		issues = ms_edss_issues(&record, &difference);
	for (int i = 0; i < MS_EDSS_ISSUES; i++)
		if (issues >> i & 1)
			put_issue(rsinfo, i, Float8GetDatum(difference / 2.0), i != MS_EDSS_NE_FS, difference);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sepms_edss_issue_catalog);
Datum
sepms_edss_issue_catalog(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < MS_EDSS_ISSUES; i++)
		put_issue(rsinfo, i, BoolGetDatum(ms_edss_issue_uncertain(i)), false, 0);
	return (Datum) 0;
}
