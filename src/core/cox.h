/*
 * cox.h
 *		The hazard ratio of two groups, stratified or not.
 */
#ifndef MS_COX_H
#define MS_COX_H

#include "groups.h"

/*
 * The hazard ratio of the first of two groups to the second, from the Cox
 * partial likelihood with Efron's method for ties, with Wald limits and p
 * value: Cox 1972, J R Stat Soc B 34:187,
 * doi:10.1111/j.2517-6161.1972.tb00899.x; Efron 1977, J Am Stat Assoc 72:557,
 * doi:10.1080/01621459.1977.10480613.  If one group has no event while both
 * are at risk, the ratio is 0 or infinite and the limits are NaN; if neither
 * has one, all are NaN.
 */
typedef struct ms_ratio
{
	double		ratio;
	double		lower;
	double		upper;
	double		p_value;
} ms_ratio;

/* At one logarithm of the ratio: the derivatives of the partial likelihood, and the standard error if it is highest. */
typedef struct ms_ratio_sums
{
	double		score;
	double		information;
	double		std_err;
	double		informative[2]; /* events of each group while both are at risk */
} ms_ratio_sums;

/*
 * Adds a day on which so many are at risk, of whom so many have the event, in
 * each group, at this ratio.  Those at risk may be weighted.
 */
extern void ms_add_cox_day(ms_ratio_sums *s, const double risk[2], const double events[2], double ratio);

/* The ratio where the likelihood is highest, by Newton's method. */
extern ms_ratio ms_highest_ratio(ms_ratio_sums (*at) (const void *model, double log_ratio), const void *model,
								 double conf_level);

extern ms_ratio ms_cox(ms_group *group, int strata, double conf_level);

#endif							/* MS_COX_H */
