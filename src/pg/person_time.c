/*
 * person_time.c
 *		Person-time of periods (date ranges) in days, and the relapses within
 *		them.
 */
#include "period.h"

#include "relapses.h"
#include "utils/array.h"
#include "utils/multirangetypes.h"

/* The number of days in a period, without its upper bound; 0 if it is empty. */
static int64
person_days(TypeCacheEntry *range_type, const RangeType *period)
{
	DateADT		from;
	DateADT		to;

	if (!sepms_period(range_type, period, &from, &to))
		return 0;
	if (DATE_NOT_FINITE(from) || DATE_NOT_FINITE(to))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("person-time needs a period with a start and an end"),
				 errhint("Intersect it with the time under observation, as in period * daterange(first_visit, last_contact).")));
	return (int64) to - from;
}

PG_FUNCTION_INFO_V1(sepms_person_days_range);
Datum
sepms_person_days_range(PG_FUNCTION_ARGS)
{
	RangeType  *period = PG_GETARG_RANGE_P(0);

	PG_RETURN_INT32(sepms_int32(person_days(range_get_typcache(fcinfo, RangeTypeGetOid(period)), period)));
}

PG_FUNCTION_INFO_V1(sepms_person_days);
Datum
sepms_person_days(PG_FUNCTION_ARGS)
{
	MultirangeType *periods = PG_GETARG_MULTIRANGE_P(0);
	TypeCacheEntry *type = multirange_get_typcache(fcinfo, MultirangeTypeGetOid(periods));
	int64		days = 0;

	for (uint32 i = 0; i < periods->rangeCount; i++)
		days += person_days(type->rngtype, multirange_get_range(type->rngtype, periods, i));
	PG_RETURN_INT32(sepms_int32(days));
}

/*
 * Relapses in periods
 */

/* Reads the onsets of an argument, in order; false if one of them is NULL. */
static bool
onsets_arg(FunctionCallInfo fcinfo, int arg, ms_course *course)
{
	*course = (ms_course) {0};
	if (array_contains_nulls(PG_GETARG_ARRAYTYPE_P(arg)))
		return false;
	sepms_relapses_arg(fcinfo, arg, -1, course);
	return true;
}

PG_FUNCTION_INFO_V1(sepms_relapses_in);
Datum
sepms_relapses_in(PG_FUNCTION_ARGS)
{
	MultirangeType *periods = PG_GETARG_MULTIRANGE_P(1);
	TypeCacheEntry *type = multirange_get_typcache(fcinfo, MultirangeTypeGetOid(periods));
	ms_course course;
	int32		n = 0;

	if (!onsets_arg(fcinfo, 0, &course))
		PG_RETURN_NULL();
	for (int i = 0; i < course.relapses; i++)
	{
		ms_pause_at(i);
		n += multirange_contains_elem_internal(type->rngtype, periods, DateADTGetDatum(course.onset[i]));
	}
	PG_RETURN_INT32(n);
}

/* The day this many days after an onset; 22008 if it is out of range. */
static DateADT
day_after(DateADT onset, int32 days)
{
	if (days > MS_DAY_MAX - (int64) onset)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range")));
	return onset + days;
}

/*
 * Makes the periods of recovery after the onsets, in order and disjoint;
 * returns their number.
 */
static int
recoveries(const ms_course *course, int32 recovery_days, RangeType **period)
{
	int			n = 0;

	for (int i = 0; i < course->relapses && recovery_days > 0;)
	{
		DateADT		from = course->onset[i];
		DateADT		to = day_after(from, recovery_days);

		for (; i < course->relapses && course->onset[i] <= to; i++)
		{
			ms_pause_at(i);
			to = day_after(course->onset[i], recovery_days);
		}
		period[n++] = sepms_make_period(from, to);
	}
	return n;
}

PG_FUNCTION_INFO_V1(sepms_relapse_free);
Datum
sepms_relapse_free(PG_FUNCTION_ARGS)
{
	MultirangeType *periods = PG_GETARG_MULTIRANGE_P(0);
	Oid			multirange = MultirangeTypeGetOid(periods);
	TypeCacheEntry *type = multirange_get_typcache(fcinfo, multirange);
	int32		recovery_days = sepms_days("recovery_days", PG_GETARG_INT32(2),
										   "It is the number of days from its onset that a relapse lasts.");
	ms_course course;
	RangeType **period;
	RangeType **recovery;
	int32		n;
	int32		recovered;

	if (!onsets_arg(fcinfo, 1, &course))
		PG_RETURN_NULL();
	recovery = palloc(Max(course.relapses, 1) * sizeof(RangeType *));
	recovered = recoveries(&course, recovery_days, recovery);
	multirange_deserialize(type->rngtype, periods, &n, &period);
	if (n == 0 || recovered == 0)	/* multirange_minus_internal() needs at least one of each */
		PG_RETURN_MULTIRANGE_P(periods);
	PG_RETURN_MULTIRANGE_P(multirange_minus_internal(multirange, type->rngtype, n, period, recovered, recovery));
}
