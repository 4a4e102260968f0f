/*
 * rate.c
 *		Confidence limits of a proportion and of a rate.
 */
#include "rate.h"

#include <math.h>

#include "quantile.h"

sepms_limits
sepms_wilson(int64_t k, int64_t n, double conf_level)
{
	double		z = sepms_normal_quantile_upper((1 - conf_level) / 2);
	double		p = (double) k / (double) n;
	double		c = z * z / (double) n;
	double		root = sqrt(c * (p * (1 - p) + c / 4));
	double		upper = (p + c / 2 + root) / (1 + c);
	sepms_limits limits;

	/*
	 * The limits are the two roots of a quadratic: the larger is a sum of
	 * positive terms, the smaller follows from their product p^2 / (1 + c)
	 * without the cancellation of the textbook form.
	 */
	limits.lower = k == 0 ? 0 : p * p / ((1 + c) * upper);
	limits.upper = k == n ? 1 : upper;
	return limits;
}

sepms_limits
sepms_clopper_pearson(int64_t k, int64_t n, double conf_level)
{
	double		tail = (1 - conf_level) / 2;
	double		hits = (double) k;
	double		misses = (double) (n - k);
	sepms_limits limits;

	limits.lower = k == 0 ? 0 : sepms_beta_quantile(tail, hits, misses + 1);
	limits.upper = k == n ? 1 : sepms_beta_quantile_upper(tail, hits + 1, misses);
	return limits;
}

sepms_limits
sepms_poisson(int64_t k, double time, double conf_level)
{
	double		tail = (1 - conf_level) / 2;
	double		events = (double) k;
	sepms_limits limits;

	limits.lower = k == 0 ? 0 : sepms_gamma_quantile(tail, events) / time;
	limits.upper = sepms_gamma_quantile_upper(tail, events + 1) / time;
	return limits;
}
