/*
 * spms.c
 *		Conversion to secondary progressive MS, from a patient's series.
 */
#include "common.h"

#include <math.h>

#include "../core/spms.h"
#include "../core/spms_msoutcomes.h"
#include "edss.h"
#include "funcapi.h"
#include "relapses.h"
#include "series.h"
#include "utils/builtins.h"
#include "utils/date.h"

/* The functional systems are in the order of the core. */
enum
{
	ARG_VISITS,
	ARG_RELAPSES,
	ARG_SYSTEMS,
	ARG_VARIANT = ARG_SYSTEMS + MS_GRADES,
	ARG_SUSTAINED,
	ARG_CONF_DAYS,
	ARG_RELAPSE_DAYS
};

/* What can be missing apart from the systems: the list of relapses, or enough visits */
#define RELAPSES (1u << MS_GRADES)
#define VISITS (1u << (MS_GRADES + 1))

static const char *const variant_names[] = {"lorscheider2016", "no_fs", "msoutcomes", "msoutcomes_no_fs", NULL};

/* In the order of variant_names. */
typedef struct Variant
{
	ms_spms		(*search) (const ms_spms_visit *visit, int n, const ms_spms_rules *rules);
	bool		systems;		/* does it require functional systems? */
	bool		always_sustained;
	double		conf_days;		/* "three months": 90 days in the paper, 3 * 30.25 in msoutcomes */
} Variant;

static const Variant variants[] = {
	{ms_spms_search, true, false, 90},
	{ms_spms_search, false, false, 90},
	{ms_spms_msoutcomes, true, true, 90.75},
	{ms_spms_msoutcomes, false, true, 90.75},
};

static ms_spms_rules
rules_args(FunctionCallInfo fcinfo, const Variant *variant)
{
	ms_spms_rules rules = {
		.systems = variant->systems,
		.sustained = PG_GETARG_BOOL(ARG_SUSTAINED),
		.relapse_days = sepms_days("relapse_days", PG_GETARG_INT32(ARG_RELAPSE_DAYS),
								   "A visit at most this many days after a relapse is not used as a reference or for confirmation."),
	};

	rules.conf_days = PG_ARGISNULL(ARG_CONF_DAYS) ? variant->conf_days : PG_GETARG_FLOAT8(ARG_CONF_DAYS);
	(void) sepms_number_within("conf_days", rules.conf_days, rules.conf_days >= 0,
							   "It is the number of days after which a worsening is confirmed.");
	if (!rules.sustained && variant->always_sustained)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("variant \"%s\" always requires sustained worsening", variant_names[variant - variants])));
	return rules;
}

/*
 * A grade that is not converted, or an ambulation score on any scale; 22023 if
 * it is out of range.
 */
static int8
grade_of(int system, double value)
{
	static const ms_fs_reading raw = {0};
	int			most = ms_grade_max(system, &raw);

	if (!(value >= 0 && value <= most && value == floor(value)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("value %g of %s is not a grade", value, ms_grade_names[system]),
				 errhint("It must be a whole number from 0 to %d.", most)));
	return (int8) value;
}

/* Sets the grades of a system at the visits, from the same days. */
static void
load_system(FunctionCallInfo fcinfo, int system, ms_spms_visit *visit, int n)
{
	int			graded = 0;
	const ms_visit *grade = NULL;

	if (!PG_ARGISNULL(ARG_SYSTEMS + system))
		grade = sepms_series_arg(fcinfo, ARG_SYSTEMS + system, &graded);
	for (int i = 0, j = 0; i < n; i++)
	{
		while (j < graded && grade[j].day < visit[i].day)
			j++;
		visit[i].grade[system] = MS_NOT_GRADED;
		if (j < graded && grade[j].day == visit[i].day)
		{
			visit[i].grade[system] = grade_of(system, grade[j].value);
			visit[i].unfit |= (uint8) (!grade[j].can_confirm << system);
		}
	}
}

/* Sets the number of days from the latest relapse to each visit. */
static void
load_since(const ms_course *course, ms_spms_visit *visit, int n)
{
	for (int i = 0, next = 0; i < n; i++)
	{
		while (next < course->relapses && course->onset[next] <= visit[i].day)
			next++;
		visit[i].since = next == 0 ? MS_NO_RELAPSE : sepms_int32((int64) visit[i].day - course->onset[next - 1]);
	}
}

static ms_spms_visit *
visits_args(FunctionCallInfo fcinfo, const ms_course *course, bool systems)
{
	int			n = course->visits;
	ms_spms_visit *visit = palloc(Max(n, 1) * sizeof(ms_spms_visit));

	for (int i = 0; i < n; i++)
	{
		visit[i].day = course->visit[i].day;
		visit[i].edss = sepms_edss_of_visit(course->visit[i].value);
		visit[i].can_confirm = course->visit[i].can_confirm;
		visit[i].unfit = 0;
	}
	load_since(course, visit, n);
	for (int system = 0; systems && system < MS_GRADES; system++)
		load_system(fcinfo, system, visit, n);
	return visit;
}

/*
 * If the relapses are not known, the answer is known only if the EDSS was
 * never high enough.
 */
static ms_spms
without_relapses(const ms_spms_visit *visit, int n)
{
	ms_spms		answer = {MS_NO, -1, -1, -1, 0, -1, 0};

	for (int i = 0; i < n; i++)
		if (visit[i].edss >= MS_SPMS_MIN_EDSS)
		{
			answer.converted = MS_UNKNOWN;
			answer.missing = RELAPSES;
		}
	return answer;
}

static Datum
missing_names(unsigned set)
{
	const char *names[MS_GRADES + 2];

	memcpy(names, ms_grade_names, MS_GRADES * sizeof(names[0]));
	names[MS_GRADES] = "relapses";
	names[MS_GRADES + 1] = "visits";
	return sepms_name_set(names, set);
}

PG_FUNCTION_INFO_V1(sepms_spms_conversion);
Datum
sepms_spms_conversion(PG_FUNCTION_ARGS)
{
	enum
	{
		CONVERTED, DATE, EDSS, REFERENCE_DATE, REFERENCE_EDSS, CONFIRMED_DATE, LEADING, POSSIBLE_DATE, MISSING,
		DAYS, OBSERVED, COLUMNS
	};
	Datum		values[COLUMNS] = {0};
	bool		nulls[COLUMNS];
	ms_course course = {0};
	const Variant *variant;
	ms_spms_rules rules;
	ms_spms_visit *visit;
	ms_spms		answer;

	memset(nulls, true, sizeof(nulls));
	if (PG_ARGISNULL(ARG_VISITS) || PG_ARGISNULL(ARG_VARIANT) || PG_ARGISNULL(ARG_SUSTAINED) ||
		PG_ARGISNULL(ARG_RELAPSE_DAYS))
		return sepms_return_row(fcinfo, values, nulls);
	variant = &variants[sepms_choice("variant", PG_GETARG_TEXT_PP(ARG_VARIANT), variant_names)];
	rules = rules_args(fcinfo, variant);
	course.visit = sepms_series_arg(fcinfo, ARG_VISITS, &course.visits);
	sepms_relapses_arg(fcinfo, ARG_RELAPSES, -1, &course);
	visit = visits_args(fcinfo, &course, rules.systems);
	answer = course.relapses_known || course.visits == 0 ? variant->search(visit, course.visits, &rules) :
		without_relapses(visit, course.visits);
	if (answer.converted == MS_UNKNOWN && answer.missing == 0)
		answer.missing = VISITS;

	nulls[MISSING] = false;
	values[MISSING] = missing_names(answer.missing);
	if (answer.possible >= 0)
	{
		nulls[POSSIBLE_DATE] = false;
		values[POSSIBLE_DATE] = DateADTGetDatum(visit[answer.possible].day);
	}
	if (answer.converted != MS_UNKNOWN)
	{
		int			end = answer.converted == MS_YES ? answer.visit : course.visits - 1;

		nulls[CONVERTED] = nulls[DAYS] = nulls[OBSERVED] = false;
		values[CONVERTED] = values[OBSERVED] = BoolGetDatum(answer.converted == MS_YES);
		values[DAYS] = Int32GetDatum(sepms_int32((int64) visit[end].day - visit[0].day));
	}
	if (answer.converted == MS_YES)
	{
		memset(nulls + DATE, false, LEADING - DATE + 1);
		values[DATE] = DateADTGetDatum(visit[answer.visit].day);
		values[EDSS] = EdssGetDatum(visit[answer.visit].edss);
		values[REFERENCE_DATE] = DateADTGetDatum(visit[answer.reference].day);
		values[REFERENCE_EDSS] = EdssGetDatum(visit[answer.reference].edss);
		values[CONFIRMED_DATE] = DateADTGetDatum(visit[answer.confirmed].day);
		values[LEADING] = sepms_name_set(ms_grade_names, answer.leading);
	}
	return sepms_return_row(fcinfo, values, nulls);
}
