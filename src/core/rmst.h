/*
 * rmst.h
 *		Compares the restricted mean survival times of two groups.
 */
#ifndef MS_RMST_H
#define MS_RMST_H

#include "survival.h"

typedef struct ms_contrast
{
	double		estimate;
	double		lower;
	double		upper;
	double		p_value;
} ms_contrast;

/*
 * The difference a - b and the ratio a / b of two means from ms_km_area(), with
 * limits and p value by the normal distribution, of the ratio on its logarithm,
 * as in the R package survRM2: Uno 2014, J Clin Oncol 32:2380,
 * doi:10.1200/JCO.2014.55.2208.  Limits and p value are NaN where no spread was
 * observed.  A ratio is infinite where only b is 0.
 */
extern ms_contrast ms_rmst_difference(const ms_point *a, const ms_point *b, double conf_level);
extern ms_contrast ms_rmst_ratio(const ms_point *a, const ms_point *b, double conf_level);

#endif							/* MS_RMST_H */
