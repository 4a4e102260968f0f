/*
 * answers.h
 *		Answers: numbers, rows, the columns of a catalogue.
 */
#ifndef SEPMS_PG_ANSWERS_H
#define SEPMS_PG_ANSWERS_H

#include "compat.h"

#include "../core/day.h"
#include "../core/tri.h"

/* A three-valued answer as a boolean; unknown is NULL. */
extern Datum sepms_return_tri(FunctionCallInfo fcinfo, ms_tri answer);

/* The composite result of a function with OUT columns. */
extern Datum sepms_return_row(FunctionCallInfo fcinfo, const Datum *values,
							  const bool *nulls);

/*
 * Numbers that are answers: NaN is none and returned as NULL.  Infinity left what
 * a float8 holds: 22003.
 */
extern double sepms_in_range(double number);
extern Datum sepms_return_number(FunctionCallInfo fcinfo, double number);

/* A row of n float8, at most 4. */
extern Datum sepms_return_numbers(FunctionCallInfo fcinfo, int n, const double *numbers);

/* A ratio, its limits and p value; of it and the upper, Infinity has a meaning: nothing to divide by. */
extern Datum sepms_return_ratio(FunctionCallInfo fcinfo, const double numbers[4]);

/* A row of two float8, both NULL where there is no answer. */
extern Datum sepms_return_pair(FunctionCallInfo fcinfo, bool known,
							   double a, double b);

/* A sum or a count left 64 bits: 22003. */
extern void sepms_bigint_overflow(void);

/* A number as an integer, or 22003: days between dates, and sums, may be more. */
extern int32 sepms_int32(int64 number);

/* A column of a catalogue: NULL for no text, and for no date. */
extern Datum sepms_text_or_null(const char *utf8, bool *isnull);
extern Datum sepms_date_or_null(ms_date d, bool *isnull);

/* Names as text[]: those that are there, and those of a set (bit i is names[i]). */
extern Datum sepms_name_array(const char *const *names, int n);
extern Datum sepms_name_set(const char *const *names, uint32 set);

#endif							/* SEPMS_PG_ANSWERS_H */
