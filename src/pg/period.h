/*
 * period.h
 *		Dates, and periods: the server's date ranges, in days.
 */
#ifndef SEPMS_PG_PERIOD_H
#define SEPMS_PG_PERIOD_H

#include "common.h"

#include "utils/date.h"
#include "utils/rangetypes.h"

/*
 * Returns a date; 22008, with what it is the date of (such as "a visit"), if
 * it is infinite.
 */
extern DateADT sepms_finite(const char *what, DateADT day);

/*
 * The bounds of a period, from <= day < to; false if it is empty.  A bound
 * that is open or infinite is DATEVAL_NOBEGIN or DATEVAL_NOEND.
 */
extern bool sepms_period(TypeCacheEntry *range_type, const RangeType *period,
						 DateADT *from, DateADT *to);

/* The same for an argument of type daterange. */
extern bool sepms_period_arg(FunctionCallInfo fcinfo, int arg, DateADT *from, DateADT *to);

/* The same; 22023 if it is empty, 22008 if it has no first or no last day. */
extern void sepms_closed_period_arg(FunctionCallInfo fcinfo, int arg, DateADT *from, DateADT *to);

/* The period from <= day < to, as a daterange; it is open if to is DATEVAL_NOEND. */
extern RangeType *sepms_make_period(DateADT from, DateADT to);

static inline Datum
sepms_return_period(DateADT from, DateADT to)
{
	return RangeTypePGetDatum(sepms_make_period(from, to));
}

#endif							/* SEPMS_PG_PERIOD_H */
