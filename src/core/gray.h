/*
 * gray.h
 *		Gray's test of cumulative incidences, stratified or not.
 */
#ifndef MS_GRAY_H
#define MS_GRAY_H

#include "groups.h"
#include "score_test.h"

/*
 * Do groups differ in the cumulative incidence of a cause, that is, in its
 * subdistribution hazard?  Gray 1988, Ann Stat 16:1141,
 * doi:10.1214/aos/1176350951, with the variance for tied events of the R
 * package cmprsk.  Each day is weighted by (1 - F(t-))^rho, F being the
 * cumulative incidence in all groups.  The life tables have the events of all
 * causes; of_cause has those of the cause, for each group and row.  Groups
 * without an expected event are left out; if fewer than two remain, chisq and
 * p_value are NaN.  work has room for MS_GRAY_WORK(groups) doubles.
 */
#define MS_GRAY_WORK(groups)	((size_t) (groups) * (2 * (size_t) (groups) + 9))

extern ms_test ms_gray(ms_group *group, const double *const *of_cause, int strata, int groups,
					   double rho, double *work);

#endif							/* MS_GRAY_H */
