/*
 * period.c
 *		Dates, and periods: the server's date ranges, in days.
 */
#include "period.h"

#include "catalog/pg_type.h"
#include "utils/typcache.h"

DateADT
sepms_finite(const char *what, DateADT day)
{
	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("the date of %s must be finite", what),
				 errhint("Use NULL if it is unknown.")));
	return day;
}

bool
sepms_period(TypeCacheEntry *range_type, const RangeType *period, DateADT *from, DateADT *to)
{
	RangeBound	lower;
	RangeBound	upper;
	bool		empty;

	range_deserialize(range_type, period, &lower, &upper, &empty);
	if (empty)
		return false;
	*from = lower.infinite ? DATEVAL_NOBEGIN : DatumGetDateADT(lower.val);
	*to = upper.infinite ? DATEVAL_NOEND : DatumGetDateADT(upper.val);
	return true;
}

bool
sepms_period_arg(FunctionCallInfo fcinfo, int arg, DateADT *from, DateADT *to)
{
	RangeType  *period = PG_GETARG_RANGE_P(arg);

	return sepms_period(lookup_type_cache(RangeTypeGetOid(period), TYPECACHE_RANGE_INFO),
						period, from, to);
}

void
sepms_closed_period_arg(FunctionCallInfo fcinfo, int arg, DateADT *from, DateADT *to)
{
	if (!sepms_period_arg(fcinfo, arg, from, to))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the period is empty"),
				 errhint("Give a period such as daterange(start_date, start_date + 365).")));
	if (DATE_NOT_FINITE(*from) || DATE_NOT_FINITE(*to))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("period must have a first and a last day"),
				 errhint("Give a period such as daterange(start_date, start_date + 365).")));
}

RangeType *
sepms_make_period(DateADT from, DateADT to)
{
	RangeBound	lower = {.val = DateADTGetDatum(from), .inclusive = true, .lower = true};
	RangeBound	upper = {.val = DateADTGetDatum(to), .infinite = to == DATEVAL_NOEND};

	return sepms_make_range(lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO), &lower, &upper);
}
