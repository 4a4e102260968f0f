/*
 * answers.h
 *		Results of functions: three-valued answers, numbers, rows and arrays,
 *		and the columns of catalogues.
 */
#ifndef SEPMS_PG_ANSWERS_H
#define SEPMS_PG_ANSWERS_H

#include "compat.h"

#include "../core/day.h"
#include "../core/tri.h"

/* Puts a three-valued answer into a column; unknown is NULL. */
static inline void
sepms_put_tri(ms_tri answer, Datum *value, bool *null)
{
	*value = BoolGetDatum(answer == MS_YES);
	*null = answer == MS_UNKNOWN;
}

/* A three-valued answer as a boolean; unknown is NULL. */
extern Datum sepms_return_tri(FunctionCallInfo fcinfo, ms_tri answer);

/* The composite result of a function with OUT columns. */
extern Datum sepms_return_row(FunctionCallInfo fcinfo, const Datum *values,
							  const bool *nulls);

/*
 * sepms_in_range() raises 22003 if a number is infinite, that is, if a result
 * overflowed float8.  sepms_return_number() does the same, and returns NaN as
 * NULL.
 */
extern double sepms_in_range(double number);
extern Datum sepms_return_number(FunctionCallInfo fcinfo, double number);

/* A row of n float8 columns, at most 4.  NaN is returned as NULL; infinity raises 22003. */
extern Datum sepms_return_numbers(FunctionCallInfo fcinfo, int n, const double *numbers);

/*
 * A row of a ratio, its limits and its p value; NaN is returned as NULL.  An
 * infinite ratio or upper limit is allowed: it means that the denominator was
 * 0.
 */
extern Datum sepms_return_ratio(FunctionCallInfo fcinfo, const double numbers[4]);

/*
 * A row of two float8 columns, both NULL if the answer is not known; infinity
 * raises 22003.
 */
extern Datum sepms_return_pair(FunctionCallInfo fcinfo, bool known,
							   double a, double b);

/* Raises 22003: a sum or a count is out of range for bigint. */
extern void sepms_bigint_overflow(void);

/*
 * Returns a number as an integer, or raises 22003.  Sums, and days between
 * dates, may not fit.
 */
extern int32 sepms_int32(int64 number);

/* A column of a catalogue: NULL if there is no text, or if the year of the date is 0. */
extern Datum sepms_text_or_null(const char *utf8, bool *isnull);
extern Datum sepms_date_or_null(ms_date d, bool *isnull);

/* Names as text[]: all n of them, or those in a set, where bit i stands for names[i]. */
extern Datum sepms_name_array(const char *const *names, int n);
extern Datum sepms_name_set(const char *const *names, uint32 set);

#endif							/* SEPMS_PG_ANSWERS_H */
