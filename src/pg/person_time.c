/*
 * person_time.c
 *		Person-time of periods: the server's ranges of dates, in days.
 */
#include "period.h"

#include "utils/multirangetypes.h"

/* The days of a period, which is half-open; 0 of an empty one. */
static int64
days_of(TypeCacheEntry *range_type, const RangeType *period)
{
	DateADT		from;
	DateADT		to;

	if (!sepms_period(range_type, period, &from, &to))
		return 0;
	if (DATE_NOT_FINITE(from) || DATE_NOT_FINITE(to))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a period without a start or an end has no person-time"),
				 errhint("Intersect it with the time of observation, as in: period * daterange(first_visit, last_contact).")));
	return (int64) to - from;
}

PG_FUNCTION_INFO_V1(sepms_person_days_of);
Datum
sepms_person_days_of(PG_FUNCTION_ARGS)
{
	RangeType  *period = PG_GETARG_RANGE_P(0);

	PG_RETURN_INT32(sepms_int32(days_of(range_get_typcache(fcinfo, RangeTypeGetOid(period)), period)));
}

PG_FUNCTION_INFO_V1(sepms_person_days);
Datum
sepms_person_days(PG_FUNCTION_ARGS)
{
	MultirangeType *periods = PG_GETARG_MULTIRANGE_P(0);
	TypeCacheEntry *type = multirange_get_typcache(fcinfo, MultirangeTypeGetOid(periods));
	int64		days = 0;

	for (uint32 i = 0; i < periods->rangeCount; i++)
		days += days_of(type->rngtype, multirange_get_range(type->rngtype, periods, i));
	PG_RETURN_INT32(sepms_int32(days));
}
