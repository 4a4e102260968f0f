/*
 * fine_gray.h
 *		The subdistribution hazard ratio of two groups.
 */
#ifndef MS_FINE_GRAY_H
#define MS_FINE_GRAY_H

#include "cox.h"

/*
 * The ratio of the subdistribution hazards of a cause, of the first of two
 * groups to the second: Fine and Gray 1999, J Am Stat Assoc 94:496,
 * doi:10.1080/01621459.1999.10474144.  Patients with another event stay at
 * risk, with the weight G(t-) / G(their day-), where G is the curve of no
 * censoring of both groups; on one day events precede censorings.  Ties by
 * Efron's method.  The variance allows for the estimation of G.  The estimate
 * is that of coxph() on data from finegray() of R's survival; without ties both
 * it and the variance are those of crr() of the R package cmprsk.
 *
 * The life tables have the events of all causes; of_cause has those of the
 * cause, for each group and row.  Where one group has no event, see ms_cox().
 */
extern ms_ratio ms_fine_gray(ms_group pair[2], const double *const of_cause[2], double conf_level);

#endif							/* MS_FINE_GRAY_H */
