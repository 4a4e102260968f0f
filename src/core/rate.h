/*
 * rate.h
 *		Confidence limits of proportions and rates; annualised relapse rates;
 *		comparison of rates.
 */
#ifndef MS_RATE_H
#define MS_RATE_H

#include <stdint.h>

typedef struct ms_limits
{
	double		lower;
	double		upper;
} ms_limits;

/*
 * With more events or trials, the quantiles behind the exact limits lose
 * digits; callers raise an error.
 */
#define MS_EXACT_LIMITS_MAX INT64_C(10000000000)

/*
 * Limits for k successes in n trials, 0 <= k <= n, n > 0, at a confidence
 * level in (0, 1).
 *
 * wilson: the score interval without continuity correction; Wilson 1927, J Am
 * Stat Assoc 22:209, doi:10.1080/01621459.1927.10502953.  k and n need not be
 * whole numbers, as weighted patients are not.
 *
 * clopper_pearson: the exact interval; Clopper and Pearson 1934, Biometrika
 * 26:404, doi:10.1093/biomet/26.4.404.
 */
extern ms_limits ms_wilson(double k, double n, double conf_level);
extern ms_limits ms_clopper_pearson(int64_t k, int64_t n,
									double conf_level);

/* Symmetric limits of a proportion from its variance, kept within 0 and 1. */
extern ms_limits ms_plain_limits(double p, double variance, double conf_level);

/*
 * Exact Poisson limits of the rate of k >= 0 events in time > 0, in events per
 * unit of that time; Garwood 1936, Biometrika 28:437,
 * doi:10.1093/biomet/28.3-4.437.
 */
extern ms_limits ms_poisson(int64_t k, double time, double conf_level);

/*
 * The sums from which rates are computed, of counted patients (w = 1) or
 * weighted ones, with r relapses and d days each.  The spread is exactly 0 if
 * all patients have the same rate; for weighted patients, a spread within
 * rounding errors is set to 0.
 */
typedef struct ms_rate_sums
{
	double		patients;
	double		relapses;		/* sums of w r and of w d */
	double		days;
	double		spread;			/* sum of w^2 (r - d relapses / days)^2 */
	double		day_squares;	/* sum of w^2 d^2 */
} ms_rate_sums;

/* Relapses per year of follow-up; NaN without follow-up. */
extern double ms_annual_rate(const ms_rate_sums *s);

/*
 * How much patients' rates differ beyond chance: the k of a negative binomial
 * variance m + k m^2 for a patient with m expected relapses, by the method of
 * moments with the factor n / (n - 1).  0 if they differ no more than by
 * chance; NaN for fewer than two patients and without a relapse.
 */
extern double ms_rate_dispersion(const ms_rate_sums *s);

/*
 * The variance of the logarithm of the rate.  WALD: of a Poisson rate.
 * ROBUST: between patients, by the sandwich estimator of Huber 1967 and White
 * 1980, Econometrica 48:817, doi:10.2307/1912934, without a small-sample
 * factor.  NEGATIVE_BINOMIAL: with the dispersion above.  NaN without a
 * relapse and, except for WALD, for one patient.  ROBUST is NaN also if all
 * patients have the same rate: then no variance was observed, which is not a
 * variance of 0.
 */
typedef enum ms_rate_variance
{
	MS_RATE_WALD,
	MS_RATE_ROBUST,
	MS_RATE_NEGATIVE_BINOMIAL
} ms_rate_variance;

extern double ms_log_rate_variance(const ms_rate_sums *s, ms_rate_variance method);

/*
 * Limits of a rate or a ratio of rates, and the p value of a ratio, from such
 * a variance; NaN if the variance is.
 */
extern ms_limits ms_log_limits(double estimate, double variance, double conf_level);
extern double ms_log_p_value(double estimate, double variance);

/*
 * Exact comparison of two Poisson rates, a events in time t and b events in
 * time u, given a + b: limits of their ratio, from those of Clopper and
 * Pearson, and the two-sided p value, the probability of all outcomes that are
 * no more likely than the observed one.  As in R's poisson.test; Przyborowski
 * and Wilenski 1940, Biometrika 31:313, doi:10.2307/2332612.
 */
extern ms_limits ms_poisson_ratio(int64_t a, double t, int64_t b, double u,
								  double conf_level);
extern double ms_poisson_ratio_p(int64_t a, double t, int64_t b, double u);

#endif							/* MS_RATE_H */
