/*
 * rate.h
 *		Limits that other skins read their rates with.
 */
#ifndef SEPMS_PG_RATE_H
#define SEPMS_PG_RATE_H

#include "../core/rate.h"

/* A count that exact limits can be had of, or 54000. */
extern int64 sepms_exact_count(const char *argument, int64 given);

/*
 * Limits of a proportion by the name of the method; 22023 for an unknown one
 * or a confidence level outside (0, 1).  NaN when n is 0.
 */
extern ms_limits sepms_proportion_limits(int64 successes, int64 n,
										 double conf_level, const text *method);

#endif							/* SEPMS_PG_RATE_H */
