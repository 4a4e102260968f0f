/*
 * logrank.h
 *		The log-rank test of groups, stratified or not.
 */
#ifndef MS_LOGRANK_H
#define MS_LOGRANK_H

#include "groups.h"

typedef struct ms_test
{
	double		chisq;
	int			df;
	double		p_value;
} ms_test;

/*
 * The log-rank test in the G-rho family of weights S(t-)^rho: rho 0 is
 * Mantel's test, 1 is Peto and Peto's modification of the Wilcoxon test;
 * Harrington and Fleming 1982, Biometrika 69:553, doi:10.1093/biomet/69.3.553.
 * Groups without an expected event are left out; if fewer than two remain,
 * chisq and p_value are NaN.  work has room for MS_LOGRANK_WORK(groups)
 * doubles.
 */
#define MS_LOGRANK_WORK(groups)		((size_t) (groups) * ((groups) + 5))

extern ms_test ms_logrank(ms_group *group, int strata, int groups,
						  double rho, double *work);

#endif							/* MS_LOGRANK_H */
