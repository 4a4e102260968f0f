/*
 * rmst.c
 *		Difference and ratio of restricted mean survival times.
 */
#include "rmst.h"

#include <math.h>

#include "quantile.h"

static ms_contrast
contrast(double estimate, double variance, double conf_level)
{
	double		std_err = variance > 0 ? sqrt(variance) : NAN;
	double		reach = ms_normal_quantile_upper((1 - conf_level) / 2) * std_err;

	return (ms_contrast) {
		estimate, estimate - reach, estimate + reach, 2 * ms_normal_upper(fabs(estimate) / std_err)
	};
}

ms_contrast
ms_rmst_difference(const ms_point *a, const ms_point *b, double conf_level)
{
	return contrast(a->estimate - b->estimate, a->std_err * a->std_err + b->std_err * b->std_err, conf_level);
}

/* The variance of the logarithm of a mean. */
static double
log_variance(const ms_point *mean)
{
	double		relative = mean->std_err / mean->estimate;

	return relative * relative;
}

ms_contrast
ms_rmst_ratio(const ms_point *a, const ms_point *b, double conf_level)
{
	ms_contrast c = contrast(log(a->estimate / b->estimate), log_variance(a) + log_variance(b), conf_level);

	return (ms_contrast) {a->estimate / b->estimate, exp(c.lower), exp(c.upper), c.p_value};
}
