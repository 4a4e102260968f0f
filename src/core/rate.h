/*
 * rate.h
 *		Confidence limits of proportions and rates; annualised relapse rates.
 */
#ifndef MS_RATE_H
#define MS_RATE_H

#include "ledger.h"

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
 * Relapses and follow-up of a cohort, added up: of the patients the counts and
 * their squares and products, which a variance between patients needs.
 */
enum
{
	MS_RELAPSE_PATIENTS,
	MS_RELAPSE_FREE,			/* patients without a relapse */
	MS_RELAPSE_RELAPSES,
	MS_RELAPSE_DAYS,
	MS_RELAPSE_SQUARES,			/* relapses squared */
	MS_RELAPSE_PRODUCTS,		/* relapses times days */
	MS_RELAPSE_DAY_SQUARES,
	MS_RELAPSE_SUMS
};

#define MS_RELAPSE_VERSION 1

typedef struct ms_relapses
{
	int64_t		sum[MS_RELAPSE_SUMS];
} ms_relapses;

/* Could patients have these sums? */
extern bool ms_relapses_valid(const ms_relapses *t);

/* One patient; both numbers are 0 or more. */
static inline ms_relapses
ms_relapses_of(int64_t relapses, int64_t days)
{
	return (ms_relapses) {{
		[MS_RELAPSE_PATIENTS] = 1,
		[MS_RELAPSE_FREE] = relapses == 0,
		[MS_RELAPSE_RELAPSES] = relapses,
		[MS_RELAPSE_DAYS] = days,
		[MS_RELAPSE_SQUARES] = relapses * relapses,
		[MS_RELAPSE_PRODUCTS] = relapses * days,
		[MS_RELAPSE_DAY_SQUARES] = days * days,
	}};
}

/* t + other; false: out of 64 bits. */
static inline bool
ms_relapses_add(ms_relapses *t, const ms_relapses *other)
{
	bool		overflow = false;

	for (int i = 0; i < MS_RELAPSE_SUMS; i++)
		overflow |= __builtin_add_overflow(t->sum[i], other->sum[i], &t->sum[i]);
	return !overflow;
}

/* t - other; false: t does not hold that. */
extern bool ms_relapses_subtract(ms_relapses *t, const ms_relapses *other);

/* Text: JSON, a name and a number for each sum. */
#define MS_RELAPSES_TEXT_MAX 512

extern void ms_relapses_print(const ms_relapses *t, char text[MS_RELAPSES_TEXT_MAX]);
extern ms_json_result ms_relapses_parse(const char *text, size_t len, ms_relapses *t);

/*
 * The tally of weighted patients: by their number of relapses the patients,
 * the sums of weights w and of w days, and of w^2, w^2 days, w^2 days^2.
 */
extern const ms_ledger_kind ms_weighted_relapse_kind;

enum
{
	MS_WEIGHTED_RELAPSE_PATIENTS,
	MS_WEIGHTED_RELAPSE_WEIGHTS,
	MS_WEIGHTED_RELAPSE_DAYS,
	MS_WEIGHTED_RELAPSE_SQUARES,
	MS_WEIGHTED_RELAPSE_SQUARE_DAYS,
	MS_WEIGHTED_RELAPSE_SQUARE_DAY_SQUARES
};

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

extern ms_rate_sums ms_rate_sums_of(const ms_relapses *t);
extern ms_rate_sums ms_weighted_rate_sums(const ms_ledger *l);

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
