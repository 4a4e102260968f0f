/*
 * rate.h
 *		Confidence limits and ratios of rates, shared by the tallies.
 */
#ifndef SEPMS_PG_RATE_H
#define SEPMS_PG_RATE_H

#include "../core/rate.h"

/* A count for which exact limits can be computed; 54000 if it is too large. */
extern int64 sepms_exact_count(const char *argument, int64 given);

/*
 * Confidence limits of a proportion by a method that is given by name; NaN if
 * n is 0.  Raises 22023 if the method is unknown or the confidence level is
 * not between 0 and 1, and 54000 if n is too large for exact limits.
 */
extern ms_limits sepms_proportion_limits(int64 successes, int64 n,
										 double conf_level, const text *method);

/* Confidence limits of a rate, from the variance of its logarithm. */
extern Datum sepms_return_rate_limits(FunctionCallInfo fcinfo, const ms_rate_sums *s,
									  double variance, double conf_level);

/*
 * The ratio of two rates, with limits and p value on the log scale, from the
 * variance of each rate by this method.
 */
extern Datum sepms_return_rate_ratio(FunctionCallInfo fcinfo, const ms_rate_sums *a, const ms_rate_sums *b,
									 ms_rate_variance method, double conf_level);

#endif							/* SEPMS_PG_RATE_H */
