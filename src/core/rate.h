/*
 * rate.h
 *		Confidence limits of a proportion and of a rate.
 */
#ifndef SEPMS_CORE_RATE_H
#define SEPMS_CORE_RATE_H

#include <stdint.h>

typedef struct sepms_limits
{
	double		lower;
	double		upper;
} sepms_limits;

/*
 * Above so many events or trials the quantiles behind the exact limits lose
 * digits; callers refuse rather than answer.
 */
#define SEPMS_EXACT_LIMITS_MAX INT64_C(10000000000)

/*
 * Limits of k successes in n trials, 0 <= k <= n, n > 0, at a confidence
 * level in (0, 1).
 *
 * wilson: the score interval without continuity correction; Wilson 1927,
 * J Am Stat Assoc 22:209, doi:10.1080/01621459.1927.10502953.
 * clopper_pearson: the exact interval; Clopper and Pearson 1934,
 * Biometrika 26:404, doi:10.1093/biomet/26.4.404.
 */
extern sepms_limits sepms_wilson(int64_t k, int64_t n, double conf_level);
extern sepms_limits sepms_clopper_pearson(int64_t k, int64_t n,
										  double conf_level);

/*
 * Exact Poisson limits of the rate of k >= 0 events in time > 0; Garwood
 * 1936, Biometrika 28:437, doi:10.1093/biomet/28.3-4.437.  The unit is
 * events per unit of time.
 */
extern sepms_limits sepms_poisson(int64_t k, double time, double conf_level);

#endif							/* SEPMS_CORE_RATE_H */
