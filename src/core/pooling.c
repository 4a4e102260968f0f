/*
 * pooling.c
 *		Meta-analysis, Rubin's rules and E-values.
 */
#include "pooling.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "quantile.h"

/*
 * The tally
 */

int
ms_study_compare(const ms_study *a, const ms_study *b)
{
	if (a->estimate != b->estimate)
		return a->estimate < b->estimate ? -1 : 1;
	return (a->std_err > b->std_err) - (a->std_err < b->std_err);
}

int
ms_study_place(const ms_study *tally, int n, const ms_study *one)
{
	int			low = 0;
	int			high = n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (ms_study_compare(&tally[middle], one) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
study_valid(const ms_study *s)
{
	return fabs(s->estimate) <= MS_POOLING_ESTIMATE_MAX && !ms_is_minus_zero(s->estimate) &&
		s->std_err >= MS_POOLING_STD_ERR_MIN && s->std_err <= MS_POOLING_STD_ERR_MAX;
}

bool
ms_studies_valid(const ms_study *tally, int n)
{
	if (n < 0 || n > MS_POOLING_MAX)
		return false;
	for (int i = 0; i < n; i++)
		if (!study_valid(&tally[i]) || (i > 0 && ms_study_compare(&tally[i - 1], &tally[i]) > 0))
			return false;
	return true;
}

void
ms_studies_merge(const ms_study *a, int n, const ms_study *b, int m, ms_study *to)
{
	int			i = 0;
	int			j = 0;

	while (i < n || j < m)
		*to++ = j == m || (i < n && ms_study_compare(&a[i], &b[j]) <= 0) ? a[i++] : b[j++];
}

bool
ms_studies_unmerge(const ms_study *a, int n, const ms_study *b, int m, ms_study *to)
{
	int			j = 0;

	if (m > n)
		return false;
	for (int i = 0; i < n; i++)
	{
		if (j < m && ms_study_compare(&a[i], &b[j]) == 0)
			j++;
		else if (i - j < n - m)
			to[i - j] = a[i];
	}
	return j == m;
}

/*
 * Its text
 */

size_t
ms_studies_text_max(int n)
{
	return 64 + (size_t) n * 2 * (MS_NUMBER_TEXT_MAX + 2);
}

static char *
print_column(const double *number, int n, const char *name, char *p)
{
	p += sprintf(p, ", \"%s\": [", name);
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			p += sprintf(p, ", ");
		p += ms_number_print(number[i * (sizeof(ms_study) / sizeof(double))], p);
	}
	*p++ = ']';
	return p;
}

size_t
ms_studies_print(const ms_study *tally, int n, char *text)
{
	char	   *p = text + sprintf(text, "{\"version\": %d", MS_POOLING_VERSION);

	p = print_column(&tally->estimate, n, "estimates", p);
	p = print_column(&tally->std_err, n, "std_errs", p);
	strcpy(p, "}");
	return p + 1 - text;
}

typedef struct reading
{
	ms_study   *tally;
	int			estimates;		/* -1: not seen */
	int			std_errs;
} reading;

static ms_json_result
read_column(ms_json *j, double *number, int *n)
{
	ms_json_result result;

	for (*n = 0; ms_json_next(j, *n, &result); (*n)++)
	{
		if (*n == MS_POOLING_MAX)
			return MS_JSON_LENGTH;
		if ((result = ms_json_signed(j, &number[*n * (sizeof(ms_study) / sizeof(double))])) != MS_JSON_OK)
			return result;
	}
	return result;
}

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	reading    *r = object;
	bool		of_estimates = ms_json_is(name, len, "estimates");
	int		   *n = of_estimates ? &r->estimates : &r->std_errs;

	if (!of_estimates && !ms_json_is(name, len, "std_errs"))
		return MS_JSON_SYNTAX;
	if (*n >= 0)
		return MS_JSON_DUPLICATE;
	return read_column(j, of_estimates ? &r->tally->estimate : &r->tally->std_err, n);
}

ms_json_result
ms_studies_parse(const char *text, size_t len, ms_study *tally, int *n)
{
	reading		r = {tally, -1, -1};
	ms_json_result result = ms_json_tally(text, len, MS_POOLING_VERSION, read_member, &r);

	if (result != MS_JSON_OK)
		return result;
	*n = r.estimates;
	return r.estimates >= 0 && r.estimates == r.std_errs ? MS_JSON_OK : MS_JSON_SYNTAX;
}

/*
 * Meta-analysis
 *
 * Weights are relative to that of the smallest variance: unit / (variance +
 * tau2), where unit is that variance, so that none overflows.
 */

static double
smallest_variance(const ms_study *tally, int n)
{
	double		least = INFINITY;

	for (int i = 0; i < n; i++)
		least = fmin(least, tally[i].std_err);
	return least * least;
}

static inline double
weight_of(const ms_study *s, double tau2, double unit)
{
	return unit / (s->std_err * s->std_err + tau2);
}

/*
 * The weighted mean, and the sum of weights.  Differences from the first
 * estimate are summed, so that equal estimates have exactly that mean.
 */
static double
mean_of(const ms_study *tally, int n, double tau2, double unit, double *weights)
{
	double		first = tally[0].estimate;
	double		sum = 0;

	*weights = 0;
	for (int i = 0; i < n; i++)
	{
		double		w = weight_of(&tally[i], tau2, unit);

		*weights += w;
		sum += w * (tally[i].estimate - first);
	}
	return first + sum / *weights;
}

static double
cochran_q(const ms_study *tally, int n, double mean, double unit)
{
	double		q = 0;

	for (int i = 0; i < n; i++)
	{
		double		distance = tally[i].estimate - mean;

		q += weight_of(&tally[i], 0, unit) * distance * distance;
	}
	return q / unit;
}

/*
 * (Q - (n - 1)) / (sum w - sum w^2 / sum w).  The denominator is twice the sum
 * of the products of all pairs over sum w, which loses no digits where one
 * weight exceeds all others.
 */
static double
tau2_of(const ms_study *tally, int n, double q, double weights, double unit)
{
	double		before = 0;
	double		pairs = 0;

	if (q <= n - 1)
		return 0;
	for (int i = 0; i < n; i++)
	{
		double		w = weight_of(&tally[i], 0, unit);

		pairs += w * before;
		before += w;
	}
	return (q - (n - 1)) * unit / (2 * pairs / weights);
}

ms_meta
ms_meta_analysis(const ms_study *tally, int n, ms_meta_method method, double conf_level)
{
	ms_meta		m = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
	double		unit = smallest_variance(tally, n);
	double		weights;
	double		half;

	if (n == 0)
		return m;
	m.tau2 = 0;
	m.estimate = mean_of(tally, n, 0, unit, &weights);
	m.q = cochran_q(tally, n, m.estimate, unit);
	if (n > 1)
	{
		m.i2 = m.q > n - 1 ? 100 * ((m.q - (n - 1)) / m.q) : 0;
		m.p_value = ms_chisq_upper(m.q, n - 1);
	}
	if (method == MS_META_DL)
	{
		m.tau2 = n > 1 ? tau2_of(tally, n, m.q, weights, unit) : NAN;
		if (m.tau2 > 0)
		{
			unit += m.tau2;
			m.estimate = mean_of(tally, n, m.tau2, unit, &weights);
		}
	}
	m.std_err = sqrt(unit / weights);
	half = ms_normal_quantile_upper((1 - conf_level) / 2) * m.std_err;
	m.lower = m.estimate - half;
	m.upper = m.estimate + half;
	return m;
}

/*
 * Imputations: the variance is the mean of the variances (within), plus that of
 * the estimates (between) times 1 + 1/n.
 */

ms_rubin
ms_rubin_rules(const ms_study *tally, int n)
{
	ms_rubin	r = {NAN, NAN, NAN, NAN};
	double		above = 0;		/* the first, which is the lowest */
	double		within = 0;
	double		between = 0;
	double		increase;

	if (n == 0)
		return r;
	for (int i = 0; i < n; i++)
	{
		above += (tally[i].estimate - tally[0].estimate) / n;
		within += tally[i].std_err * tally[i].std_err / n;
	}
	r.estimate = tally[0].estimate + above;
	if (n == 1)
		return r;
	for (int i = 0; i < n; i++)
	{
		double		distance = tally[i].estimate - r.estimate;

		between += distance * distance / (n - 1);
	}
	between *= 1 + 1.0 / n;
	increase = between / within;
	r.std_err = sqrt(within + between);
	r.df = (n - 1) * (1 + 1 / increase) * (1 + 1 / increase);
	r.fmi = (increase + 2 / (r.df + 3)) / (1 + increase);
	return r;
}

/* The square of t, over itself plus df, has a beta distribution. */
double
ms_rubin_reach(const ms_rubin *r, double conf_level)
{
	double		beta;

	if (isinf(r->df))
		return ms_normal_quantile_upper((1 - conf_level) / 2) * r->std_err;
	beta = ms_beta_quantile_upper(1 - conf_level, 0.5, r->df / 2);
	return sqrt(r->df * beta / (1 - beta)) * r->std_err;
}

/*
 * E-values
 */

/* 1 - 0.5^x, with all digits where x is small. */
static double
half_life(double x)
{
	return -expm1(-M_LN2 * x);
}

double
ms_risk_ratio(double ratio, ms_ratio_measure measure, bool common)
{
	if (!common || measure == MS_RISK_RATIO)
		return ratio;
	if (measure == MS_ODDS_RATIO)
		return sqrt(ratio);
	return half_life(sqrt(ratio)) / half_life(sqrt(1 / ratio));
}

double
ms_e_value(double risk_ratio)
{
	double		away = risk_ratio < 1 ? 1 / risk_ratio : risk_ratio;

	return away + sqrt(away) * sqrt(away - 1);
}
