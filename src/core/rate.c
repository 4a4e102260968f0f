/*
 * rate.c
 *		Confidence limits of proportions and rates, and comparison of rates.
 */
#include "rate.h"

#include <math.h>

#include "day.h"
#include "quantile.h"

ms_limits
ms_wilson(double k, double n, double conf_level)
{
	double		z = ms_normal_quantile_upper((1 - conf_level) / 2);
	double		p = k / n;
	double		c = z * z / n;
	double		root = sqrt(c * (p * (1 - p) + c / 4));
	double		upper = (p + c / 2 + root) / (1 + c);
	ms_limits limits;

	/*
	 * The limits are the two roots of a quadratic.  The larger is a sum of
	 * positive terms; the smaller follows from their product p^2 / (1 + c),
	 * without the cancellation of the textbook form.
	 */
	limits.lower = k == 0 ? 0 : p * p / ((1 + c) * upper);
	limits.upper = k == n ? 1 : upper;
	return limits;
}

ms_limits
ms_clopper_pearson(int64_t k, int64_t n, double conf_level)
{
	double		tail = (1 - conf_level) / 2;
	double		hits = (double) k;
	double		misses = (double) (n - k);
	ms_limits limits;

	limits.lower = k == 0 ? 0 : ms_beta_quantile(tail, hits, misses + 1);
	limits.upper = k == n ? 1 : ms_beta_quantile_upper(tail, hits + 1, misses);
	return limits;
}

ms_limits
ms_plain_limits(double p, double variance, double conf_level)
{
	double		reach = ms_normal_quantile_upper((1 - conf_level) / 2) * sqrt(variance);

	return (ms_limits) {fmax(0, p - reach), fmin(1, p + reach)};
}

ms_limits
ms_poisson(int64_t k, double time, double conf_level)
{
	double		tail = (1 - conf_level) / 2;
	double		events = (double) k;
	ms_limits limits;

	limits.lower = k == 0 ? 0 : ms_gamma_quantile(tail, events) / time;
	limits.upper = ms_gamma_quantile_upper(tail, events + 1) / time;
	return limits;
}

/*
 * Rates of a cohort
 */

double
ms_annual_rate(const ms_rate_sums *s)
{
	return s->days > 0 ? s->relapses / s->days * MS_DAYS_PER_YEAR : NAN;
}

double
ms_rate_dispersion(const ms_rate_sums *s)
{
	double		rate = s->relapses / s->days;
	double		beyond = s->spread * s->patients / (s->patients - 1) - s->relapses;

	if (s->patients < 2 || !(s->relapses > 0) || !(s->days > 0))
		return NAN;
	return fmax(0, beyond / (rate * rate * s->day_squares));
}

double
ms_log_rate_variance(const ms_rate_sums *s, ms_rate_variance method)
{
	if (!(s->relapses > 0) || !(s->days > 0))
		return NAN;
	switch (method)
	{
		case MS_RATE_WALD:
			return 1 / s->relapses;
		case MS_RATE_ROBUST:
			return s->patients < 2 || !(s->spread > 0) ? NAN : s->spread / (s->relapses * s->relapses);
		case MS_RATE_NEGATIVE_BINOMIAL:
			return 1 / s->relapses + ms_rate_dispersion(s) * s->day_squares / (s->days * s->days);
	}
	return NAN;
}

ms_limits
ms_log_limits(double estimate, double variance, double conf_level)
{
	double		reach = ms_normal_quantile_upper((1 - conf_level) / 2) * sqrt(variance);

	return (ms_limits) {estimate * exp(-reach), estimate * exp(reach)};
}

double
ms_log_p_value(double estimate, double variance)
{
	return 2 * ms_normal_upper(fabs(log(estimate)) / sqrt(variance));
}

/* Exact comparison of two rates */

ms_limits
ms_poisson_ratio(int64_t a, double t, int64_t b, double u, double conf_level)
{
	double		tail = (1 - conf_level) / 2;
	double		x = (double) a;
	double		y = (double) b;
	double		unit = u / t;
	ms_limits limits = {0, INFINITY};

	/*
	 * the odds of the Clopper-Pearson limits, without computing 1 - p, which
	 * may be 1e-12
	 */
	if (a > 0)
		limits.lower = ms_beta_quantile(tail, x, y + 1) / ms_beta_quantile_upper(tail, y + 1, x) * unit;
	if (b > 0)
		limits.upper = ms_beta_quantile_upper(tail, x + 1, y) / ms_beta_quantile(tail, y, x + 1) * unit;
	return limits;
}

/*
 * The first number of successes above the mean, or the last below it, whose
 * probability is at most `as_likely`; the probabilities fall on both sides of
 * the mean.
 */
static double
tail_begins(double low, double high, double n, double p, double as_likely, bool above)
{
	while (low < high)
	{
		double		middle = above ? floor((low + high) / 2) : ceil((low + high) / 2);
		bool		in_tail = ms_binomial(middle, n, p) <= as_likely;

		if (above)
			*(in_tail ? &high : &low) = in_tail ? middle : middle + 1;
		else
			*(in_tail ? &low : &high) = in_tail ? middle : middle - 1;
	}
	return low;
}

double
ms_poisson_ratio_p(int64_t a, double t, int64_t b, double u)
{
	double		k = (double) a;
	double		n = (double) a + (double) b;
	double		p = t / (t + u);
	double		mean = n * p;
	double		as_likely = ms_binomial(k, n, p) * (1 + 1e-7);		/* R's allowance for rounding */
	double		other;

	if (k == mean)
		return 1;
	if (k < mean)
	{
		/* n + 1: the other tail is empty */
		other = tail_begins(ceil(mean), n + 1, n, p, as_likely, true);
		return fmin(1, ms_binomial_lower(k, n, p) +
					(other <= n ? ms_binomial_upper(other - 1, n, p) : 0));
	}
	other = tail_begins(-1, floor(mean), n, p, as_likely, false);
	return fmin(1, ms_binomial_upper(k - 1, n, p) +
				(other >= 0 ? ms_binomial_lower(other, n, p) : 0));
}
