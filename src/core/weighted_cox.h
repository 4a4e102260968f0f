/*
 * weighted_cox.h
 *		The hazard ratio of two groups of weighted patients, stratified or not.
 */
#ifndef MS_WEIGHTED_COX_H
#define MS_WEIGHTED_COX_H

#include "cox.h"

/*
 * As ms_cox(), of weighted patients: the weighted partial likelihood with
 * Efron's method for ties, and limits from the robust variance, whose meat is
 * the sum of the squared weighted residuals of the patients: Lin and Wei 1989,
 * J Am Stat Assoc 84:1074, doi:10.1080/01621459.1989.10478874.  A residual
 * depends on the group, the day, and whether the event was observed, so the
 * sums of w and w^2 over such patients are enough.  Where the residuals have
 * no spread, the limits are NaN.
 */
extern ms_ratio ms_weighted_cox(ms_group *group, const ms_group_weights *weights,
								int strata, double conf_level);

#endif							/* MS_WEIGHTED_COX_H */
