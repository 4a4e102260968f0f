/*
 * rate.h
 *		Confidence limits of proportions and rates; annualised relapse rates.
 */
#ifndef SEPMS_CORE_RATE_H
#define SEPMS_CORE_RATE_H

#include "ledger.h"

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
 * J Am Stat Assoc 22:209, doi:10.1080/01621459.1927.10502953.  The numbers need
 * not be whole: those of weighted patients are not.
 * clopper_pearson: the exact interval; Clopper and Pearson 1934,
 * Biometrika 26:404, doi:10.1093/biomet/26.4.404.
 */
extern sepms_limits sepms_wilson(double k, double n, double conf_level);
extern sepms_limits sepms_clopper_pearson(int64_t k, int64_t n,
										  double conf_level);

/* Limits of a proportion around itself, from its variance; within 0 to 1. */
extern sepms_limits sepms_plain_limits(double p, double variance, double conf_level);

/*
 * Exact Poisson limits of the rate of k >= 0 events in time > 0; Garwood
 * 1936, Biometrika 28:437, doi:10.1093/biomet/28.3-4.437.  The unit is
 * events per unit of time.
 */
extern sepms_limits sepms_poisson(int64_t k, double time, double conf_level);

/*
 * Relapses and follow-up of a cohort, added up: of the patients the counts and
 * their squares and products, which a variance between patients needs.
 */
#define SEPMS_DAYS_PER_YEAR 365.25

enum
{
	SEPMS_RELAPSE_PATIENTS,
	SEPMS_RELAPSE_FREE,			/* patients without a relapse */
	SEPMS_RELAPSE_RELAPSES,
	SEPMS_RELAPSE_DAYS,
	SEPMS_RELAPSE_SQUARES,		/* relapses squared */
	SEPMS_RELAPSE_PRODUCTS,		/* relapses times days */
	SEPMS_RELAPSE_DAY_SQUARES,
	SEPMS_RELAPSE_SUMS
};

#define SEPMS_RELAPSE_VERSION 1

typedef struct sepms_relapses
{
	int64_t		sum[SEPMS_RELAPSE_SUMS];
} sepms_relapses;

/* Could patients have these sums? */
extern bool sepms_relapses_valid(const sepms_relapses *t);

/* One patient; both numbers are 0 or more. */
static inline sepms_relapses
sepms_relapses_of(int64_t relapses, int64_t days)
{
	return (sepms_relapses) {{
		[SEPMS_RELAPSE_PATIENTS] = 1,
		[SEPMS_RELAPSE_FREE] = relapses == 0,
		[SEPMS_RELAPSE_RELAPSES] = relapses,
		[SEPMS_RELAPSE_DAYS] = days,
		[SEPMS_RELAPSE_SQUARES] = relapses * relapses,
		[SEPMS_RELAPSE_PRODUCTS] = relapses * days,
		[SEPMS_RELAPSE_DAY_SQUARES] = days * days,
	}};
}

/* t + other; false: out of 64 bits. */
static inline bool
sepms_relapses_add(sepms_relapses *t, const sepms_relapses *other)
{
	bool		overflow = false;

	for (int i = 0; i < SEPMS_RELAPSE_SUMS; i++)
		overflow |= __builtin_add_overflow(t->sum[i], other->sum[i], &t->sum[i]);
	return !overflow;
}

/* t - other; false: t does not hold that. */
extern bool sepms_relapses_subtract(sepms_relapses *t, const sepms_relapses *other);

/* Text: JSON, a name and a number for each sum. */
#define SEPMS_RELAPSES_TEXT_MAX 512

extern void sepms_relapses_print(const sepms_relapses *t, char text[SEPMS_RELAPSES_TEXT_MAX]);
extern sepms_json_result sepms_relapses_parse(const char *text, size_t len, sepms_relapses *t);

/*
 * The tally of weighted patients: by their number of relapses the patients,
 * the sums of weights w and of w days, and of w^2, w^2 days, w^2 days^2.
 */
extern const sepms_ledger_kind sepms_weighted_relapse_kind;

enum
{
	SEPMS_WEIGHTED_RELAPSE_PATIENTS,
	SEPMS_WEIGHTED_RELAPSE_WEIGHTS,
	SEPMS_WEIGHTED_RELAPSE_DAYS,
	SEPMS_WEIGHTED_RELAPSE_SQUARES,
	SEPMS_WEIGHTED_RELAPSE_SQUARE_DAYS,
	SEPMS_WEIGHTED_RELAPSE_SQUARE_DAY_SQUARES
};

/*
 * What a rate is read from, whichever tally it comes of.  The spread is exactly
 * 0 where all patients have the same rate: of counts that is known, of weights
 * it is where no more is left than rounding leaves.
 */
typedef struct sepms_rate_sums
{
	double		patients;
	double		relapses;		/* sums of w r and w d */
	double		days;
	double		spread;			/* of w^2 (r - d relapses / days)^2 */
	double		day_squares;	/* of w^2 d^2 */
} sepms_rate_sums;

extern sepms_rate_sums sepms_rate_sums_of(const sepms_relapses *t);
extern sepms_rate_sums sepms_rate_sums_of_weighted(const sepms_ledger *l);

/* Relapses in a year of follow-up; NaN without follow-up. */
extern double sepms_annual_rate(const sepms_rate_sums *s);

/*
 * How much patients' rates differ beyond chance: the k of a negative binomial
 * variance m + k m^2 about a patient's expected number m, by moments with the
 * factor n / (n - 1); 0 where they differ less, NaN of fewer than two patients
 * or without a relapse.
 */
extern double sepms_rate_dispersion(const sepms_rate_sums *s);

/*
 * The variance of the logarithm of the rate: of a Poisson rate (wald); between
 * patients (robust: the sandwich of Huber 1967 and White 1980, Econometrica
 * 48:817, doi:10.2307/1912934, without a factor for small samples); with the
 * dispersion above.  NaN without a relapse and, but for wald, of one patient;
 * robust, where no patient's rate differs from another's: that is no variance
 * of 0, but none that was seen.
 */
typedef enum sepms_rate_variance
{
	SEPMS_RATE_WALD,
	SEPMS_RATE_ROBUST,
	SEPMS_RATE_NEGATIVE_BINOMIAL
} sepms_rate_variance;

extern double sepms_log_rate_variance(const sepms_rate_sums *s, sepms_rate_variance method);

/* Limits of a rate, of a ratio of rates and its p value, from such variances; NaN of none. */
extern sepms_limits sepms_log_limits(double estimate, double variance, double conf_level);
extern double sepms_log_p_value(double estimate, double variance);

/*
 * Two Poisson rates, a events in the time t to b in the time u, given a + b:
 * limits of their ratio by those of Clopper and Pearson, and the two-sided p
 * value, the probability of all that is no more likely.  As R's poisson.test;
 * Przyborowski and Wilenski 1940, Biometrika 31:313, doi:10.2307/2332612.
 */
extern sepms_limits sepms_poisson_ratio(int64_t a, double t, int64_t b, double u,
										double conf_level);
extern double sepms_poisson_ratio_p(int64_t a, double t, int64_t b, double u);

#endif							/* SEPMS_CORE_RATE_H */
