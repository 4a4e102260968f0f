/*
 * logrank.h
 *		The log-rank test of groups, stratified or not.
 */
#ifndef MS_LOGRANK_H
#define MS_LOGRANK_H

#include "groups.h"
#include "score_test.h"

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

/*
 * The same of weighted patients: the robust score test of the weighted Cox
 * model with the groups as covariates, at a hazard ratio of 1 and with Efron's
 * method for ties, whose variance is the sum of the squared weighted residuals
 * of the patients: Lin and Wei 1989, J Am Stat Assoc 84:1074,
 * doi:10.1080/01621459.1989.10478874.  rho is as above, with the weighted
 * Kaplan-Meier curve of all groups.  chisq and p_value are NaN where the
 * residuals have no spread.  work has room for MS_WEIGHTED_LOGRANK_WORK(groups)
 * doubles.
 */
#define MS_WEIGHTED_LOGRANK_WORK(groups)	((size_t) (groups) * ((groups) + 10))

extern ms_test ms_weighted_logrank(ms_group *group, const ms_group_weights *weights, int strata,
								   int groups, double rho, double *work);

#endif							/* MS_LOGRANK_H */
