/*
 * rate.h
 *		Confidence limits of proportions and rates; annualised relapse rates.
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
 * Above so many events or trials the quantiles behind the exact limits lose
 * digits; callers refuse rather than answer.
 */
#define MS_EXACT_LIMITS_MAX INT64_C(10000000000)

/*
 * Limits of k successes in n trials, 0 <= k <= n, n > 0, at a confidence
 * level in (0, 1).
 *
 * wilson: the score interval without continuity correction; Wilson 1927,
 * J Am Stat Assoc 22:209, doi:10.1080/01621459.1927.10502953.  The numbers need
 * not be whole: those of weighted patients are not.
 * clopper_pearson: the exact interval; Clopper and Pearson 1934,
 * Biometrika 26:404, doi:10.1093/biomet/26.4.404.
 */
extern ms_limits ms_wilson(double k, double n, double conf_level);
extern ms_limits ms_clopper_pearson(int64_t k, int64_t n,
									double conf_level);

/* Limits of a proportion around itself, from its variance; within 0 to 1. */
extern ms_limits ms_plain_limits(double p, double variance, double conf_level);

/*
 * Exact Poisson limits of the rate of k >= 0 events in time > 0; Garwood
 * 1936, Biometrika 28:437, doi:10.1093/biomet/28.3-4.437.  The unit is
 * events per unit of time.
 */
extern ms_limits ms_poisson(int64_t k, double time, double conf_level);

/*
 * What a rate is read from, whichever tally it comes of.  The spread is exactly
 * 0 where all patients have the same rate: of counts that is known, of weights
 * it is where no more is left than rounding leaves.
 */
typedef struct ms_rate_sums
{
	double		patients;
	double		relapses;		/* sums of w r and w d */
	double		days;
	double		spread;			/* of w^2 (r - d relapses / days)^2 */
	double		day_squares;	/* of w^2 d^2 */
} ms_rate_sums;

/* Relapses in a year of follow-up; NaN without follow-up. */
extern double ms_annual_rate(const ms_rate_sums *s);

/*
 * How much patients' rates differ beyond chance: the k of a negative binomial
 * variance m + k m^2 about a patient's expected number m, by moments with the
 * factor n / (n - 1); 0 where they differ less, NaN of fewer than two patients
 * or without a relapse.
 */
extern double ms_rate_dispersion(const ms_rate_sums *s);

/*
 * The variance of the logarithm of the rate: of a Poisson rate (wald); between
 * patients (robust: the sandwich of Huber 1967 and White 1980, Econometrica
 * 48:817, doi:10.2307/1912934, without a factor for small samples); with the
 * dispersion above.  NaN without a relapse and, but for wald, of one patient;
 * robust, where no patient's rate differs from another's: that is no variance
 * of 0, but none that was seen.
 */
typedef enum ms_rate_variance
{
	MS_RATE_WALD,
	MS_RATE_ROBUST,
	MS_RATE_NEGATIVE_BINOMIAL
} ms_rate_variance;

extern double ms_log_rate_variance(const ms_rate_sums *s, ms_rate_variance method);

/* Limits of a rate, of a ratio of rates and its p value, from such variances; NaN of none. */
extern ms_limits ms_log_limits(double estimate, double variance, double conf_level);
extern double ms_log_p_value(double estimate, double variance);

/*
 * Two Poisson rates, a events in the time t to b in the time u, given a + b:
 * limits of their ratio by those of Clopper and Pearson, and the two-sided p
 * value, the probability of all that is no more likely.  As R's poisson.test;
 * Przyborowski and Wilenski 1940, Biometrika 31:313, doi:10.2307/2332612.
 */
extern ms_limits ms_poisson_ratio(int64_t a, double t, int64_t b, double u,
								  double conf_level);
extern double ms_poisson_ratio_p(int64_t a, double t, int64_t b, double u);

#endif							/* MS_RATE_H */
