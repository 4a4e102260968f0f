/*
 * model_step.c
 *		Newton's method on the sum of the scores of sites: the next point, and
 *		the model at the last one.
 */
#include "model_step.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "expansion.h"
#include "linear.h"
#include "pause.h"
#include "regression_fit.h"
#include "regression_model.h"

/* As in the fit of rows: a step that is the end, and one that is once steps shrink no more. */
#define STEP_END 1e-12
#define STEP_ROUNDING 1e-8

/* The end if nothing is known of the step before. */
#define STEP_ALONE 1e-11

/* What the last digits of beta leave open is rounding too, up to this. */
#define STEP_DIGITS 1e-6

/* A step this long which gains this little, beside what is known of a parameter in the null model, has no end. */
#define STEP_LONG 1e-3
#define GAIN_END 1e-11

/* The end of what numbers can tell may come first: the likelihood then falls.  The step is longer then. */
#define STEP_VERY_LONG 5e-3
#define GAIN_LITTLE 1e-5

/* A variance of a covariate below this part of its mean square is rounding. */
#define CONSTANT 1e-24

/*
 * A score in other coordinates: covariates less their means, weighted by their
 * information, and on scales that make their information alike, which are powers
 * of 2.  The intercept is then that of a patient in the middle.
 */
typedef struct point
{
	const ms_score *s;
	int			n;
	int			first;			/* covariate: 1 after an intercept */
	ms_rows		rows;			/* for the number of covariates */
	ms_columns	columns;
	bool		at_null;		/* all covariates have 0 */
	double		events;
	double		exposure;
	double		loglik_null;
	double		known;			/* what is known of a parameter in the null model */
	double		loglik;
	double		size;
	double		rounding;		/* a step of this size may be due to rounding */
	double		gain;
	ms_fit_status status;
	int			term;
	const double **sum;			/* the parts of each sum */
	double	   *middle;			/* the means */
	double	   *beta;
	double	   *gradient;
	double	   *half;
	double	   *meat;
	double	   *step;
	double	   *work;
	double	   *product;
} point;

size_t
ms_score_work(int terms)
{
	size_t		row = ms_taken(terms * sizeof(double));

	/* two points, if there is a round before */
	return 2 * (ms_taken(ms_score_sums_max(terms) * sizeof(double *)) + 6 * row +
				2 * ms_taken(ms_half(terms) * sizeof(double)) + ms_taken(ms_linear_work(terms) * sizeof(double)) +
				ms_taken((size_t) terms * terms * sizeof(double)));
}

static void
take_point(point *p, char **memory)
{
	p->sum = MS_TAKE(*memory, ms_score_sums_max(p->n), const double *);
	p->middle = MS_TAKE(*memory, p->n, double);
	p->beta = MS_TAKE(*memory, p->n, double);
	p->gradient = MS_TAKE(*memory, p->n, double);
	p->step = MS_TAKE(*memory, p->n, double);
	p->columns.scale = MS_TAKE(*memory, p->n, double);
	p->columns.centre = MS_TAKE(*memory, p->n, double);
	p->half = MS_TAKE(*memory, ms_half(p->n), double);
	p->meat = MS_TAKE(*memory, ms_half(p->n), double);
	p->work = MS_TAKE(*memory, ms_linear_work(p->n), double);
	p->product = MS_TAKE(*memory, (size_t) p->n * p->n, double);
}

static void
find_sums(point *p)
{
	const double *part = p->s->part;
	int			sums = ms_score_sums(p->s);

	for (int i = 0; i < sums; i++)
	{
		p->sum[i] = part;
		part += p->s->length[i];
	}
}

static double
number(const point *p, int sum)
{
	return ms_expansion_number(p->sum[sum], p->s->length[sum]);
}

/* Adds a times a sum. */
static void
add_times(const point *p, ms_expansion *e, double a, int sum)
{
	ms_expansion_add_times(e, a, p->sum[sum], p->s->length[sum]);
}

/* The likelihood of the null model, and what is known there. */
static void
find_null(point *p)
{
	double		e = number(p, MS_SCORE_EVENTS);
	double		all = number(p, MS_SCORE_EXPOSURE);
	double		constant = number(p, MS_SCORE_CONSTANT);

	p->events = e;
	p->exposure = all;
	p->known = e;
	if (p->s->family == MS_FAMILY_COX)
		p->loglik_null = constant;
	else if (p->s->family == MS_FAMILY_POISSON)
		p->loglik_null = e * log(e / all) - e + constant;
	else
	{
		p->loglik_null = e * log(e / all) + (all - e) * log((all - e) / all);
		p->known = e * (1 - e / all);
	}
}

/* An element of the information, or of what is between, less the middle. */
static double
centred(const point *p, int start, int j, int k)
{
	ms_expansion e;

	ms_expansion_clear(&e);
	add_times(p, &e, 1, start + (int) ms_half(j) + k);
	if (p->first > 0 && j > 0)
	{
		add_times(p, &e, -p->middle[j], start + (int) ms_half(k));
		if (k > 0)
		{
			ms_expansion square;

			/* the product of the means has two parts */
			ms_expansion_clear(&square);
			ms_expansion_add_product(&square, p->middle[j], p->middle[k]);
			add_times(p, &e, -p->middle[k], start + (int) ms_half(j));
			for (int i = 0; i < square.n; i++)
				add_times(p, &e, square.part[i], start);
		}
	}
	return ms_expansion_round(&e);
}

static void
read_half(const point *p, int start, double *half)
{
	for (int j = 0; j < p->n; j++)
	{
		ms_pause();
		for (int k = 0; k <= j; k++)
			*half++ = centred(p, start, j, k);
	}
}

/* The power of 2 by which a covariate with this information comes near to another. */
static double
unit_between(double information, double other)
{
	int			exponent = (ilogb(other) - ilogb(information)) / 2;

	return ldexp(1, exponent < -1000 ? -1000 : exponent > 1000 ? 1000 : exponent);
}

static double
scale_of(const point *p, int j)
{
	return j < p->first ? 1 : p->columns.scale[j - p->first];
}

static void
scale_half(const point *p, double *half)
{
	for (int j = 0; j < p->n; j++)
		for (int k = 0; k <= j; k++)
			*half++ *= scale_of(p, j) * scale_of(p, k);
}

/* Sets the means and scales, and with them gradient and information. */
static void
find_coordinates(point *p)
{
	const int	information = MS_SCORE_SINGLE + p->n;
	double		all = p->first > 0 ? number(p, information) : p->events;

	for (int j = 0; j < p->n; j++)
	{
		double		mean = j < p->first || p->first == 0 ? 0 : number(p, information + (int) ms_half(j)) / all;
		ms_expansion e;

		p->middle[j] = isfinite(mean) ? mean : 0;
		ms_expansion_clear(&e);
		add_times(p, &e, 1, MS_SCORE_SINGLE + j);
		if (p->first > 0 && j > 0)
			add_times(p, &e, -p->middle[j], MS_SCORE_SINGLE);
		p->gradient[j] = ms_expansion_round(&e);
	}
	read_half(p, information, p->half);
	for (int j = p->first; j < p->n; j++)
	{
		double	   *diagonal = &p->half[ms_half(j) + j];
		double	   *scale = &p->columns.scale[j - p->first];

		if (!(*diagonal > CONSTANT * number(p, information + (int) ms_half(j) + j)))
			*diagonal = 0;
		*scale = *diagonal > 0 && all > 0 ? unit_between(*diagonal, all) : 1;
		p->columns.centre[j - p->first] = p->middle[j] * *scale;
		p->gradient[j] *= *scale;
	}
	scale_half(p, p->half);
}

static bool
all_zero(const double *x, int n)
{
	for (int i = 0; i < n; i++)
		if (x[i] != 0)
			return false;
	return true;
}

static void
read_point(point *p, const ms_score *s, char **memory)
{
	*p = (point) {.s = s, .n = s->terms, .first = ms_family_has_intercept(s->family), .status = MS_FIT_OK, .term = -1};
	take_point(p, memory);
	p->rows.terms = ms_score_covariates(s);
	p->rows.kind = s->family == MS_FAMILY_COX ? MS_ROWS_COX : s->family == MS_FAMILY_POISSON ? MS_ROWS_COUNT :
		MS_ROWS_LOGISTIC;
	p->columns.r = &p->rows;
	p->columns.weight_unit = 1;
	memcpy(p->beta, s->beta, s->terms * sizeof(double));
	p->at_null = all_zero(s->beta + p->first, p->rows.terms);
	find_sums(p);
	find_null(p);
	if (s->events == 0 || !(p->events > 0))
		p->status = MS_FIT_NO_EVENTS;
	else if (s->family == MS_FAMILY_LOGISTIC && (s->events >= s->patients || !(p->exposure > p->events)))
	{
		p->status = MS_FIT_SEPARATED;
		p->term = 0;
	}
	if (p->status != MS_FIT_OK)
		p->loglik_null = NAN;
	if (s->beyond)
	{
		p->status = p->status == MS_FIT_OK ? MS_FIT_NOT_CONVERGED : p->status;
		return;
	}
	p->loglik = number(p, MS_SCORE_LOGLIK);
	find_coordinates(p);
}

/*
 * If covariates have no effect, the means of all patients are alike but for their
 * years, and what the rows say at another intercept is known.  Goes to that of
 * the null model.
 */
static void
go_to_null(point *p)
{
	double		before = p->beta[0];
	double		all = p->half[0];
	double		shift;			/* of the mean, in units of the information */
	double		factor;			/* of the information */

	if (!p->at_null || p->first == 0 || p->status != MS_FIT_OK || !(all > 0))
		return;
	if (p->s->family == MS_FAMILY_POISSON)
	{
		factor = p->events / all;
		shift = factor - 1;
		p->beta[0] = log(p->events / p->exposure);
	}
	else
	{
		double		mean = 1 / (1 + exp(-before));
		double		spread = 1 / (1 + exp(-fabs(before)));

		spread *= 1 - spread;
		factor = p->known / p->exposure / spread;
		shift = (p->events / p->exposure - mean) / spread;
		p->beta[0] = log(p->events) - log(p->exposure - p->events);
	}
	for (int j = 0; j < p->n; j++)
		p->gradient[j] -= shift * p->half[ms_half(j)];
	p->gradient[0] = 0;
	for (size_t i = 0; i < ms_half(p->n); i++)
		p->half[i] *= factor;
	p->loglik = p->loglik_null;
	p->size = fabs(p->beta[0] - before) / fmax(1, fabs(before));
}

static double
spread_of(const point *p, int j)
{
	return fabs(p->s->spread[j - p->first]);
}

/* The largest part of a way, in units of spread, and relative to the parameter if this is above 1. */
static double
size_of(const point *p, const double *way, const double *from)
{
	double		size = 0;
	double		middle = 0;
	double		intercept = 0;

	for (int j = p->first; j < p->n; j++)
	{
		double		spread = spread_of(p, j);

		size = fmax(size, fabs(way[j] * spread) / fmax(1, fabs(from[j] * spread)));
		middle += way[j] * p->middle[j];
		intercept += from[j] * p->middle[j];
	}
	if (p->first > 0)
		size = fmax(size, fabs(way[0] + middle) / fmax(1, fabs(from[0] + intercept)));
	return size;
}

/*
 * With an intercept, beta predicts by the difference of numbers that are as large
 * as the means, so where these are large, its last digits are coarse.
 */
static double
rounding_of(const point *p)
{
	double		sum = 0;

	for (int j = p->first; j < p->n && p->first > 0; j++)
		sum += fabs(p->beta[j] * p->middle[j]);
	return fmax(STEP_ROUNDING, fmin(DBL_EPSILON * (sum + (p->first > 0 ? fabs(p->beta[0]) : 0)), STEP_DIGITS));
}

/* Sets the step of x, its size and gain, and the status; and the inverse of the information, unless it is NULL. */
static void
solve(point *p, double *inverse)
{
	int			wrong;

	if (p->status != MS_FIT_OK || p->n == 0)
		return;
	memcpy(p->step, p->gradient, p->n * sizeof(double));
	wrong = ms_linear_solve(p->half, p->n, 0, p->step, inverse, p->work);
	if (wrong == MS_LINEAR_FAILED)
		p->status = MS_FIT_NOT_CONVERGED;
	if (wrong >= 0)
	{
		/* what was regular in the null model is singular now only where probabilities end at 0 or 1 */
		p->status = p->at_null ? MS_FIT_COLLINEAR : MS_FIT_SEPARATED;
		p->term = wrong;
	}
	if (wrong != MS_LINEAR_SOLVED)
		return;
	p->gain = ms_dot(p->step, p->gradient, p->n);
	for (int j = p->first; j < p->n; j++)
	{
		if (p->first > 0)
			p->step[0] -= p->step[j] * p->columns.centre[j - p->first];
		p->step[j] *= scale_of(p, j);
	}
	p->size = fmax(p->size, size_of(p, p->step, p->beta));
	p->rounding = rounding_of(p);
	if (!isfinite(p->size))
		p->status = MS_FIT_NOT_CONVERGED;
}

/* The covariate that moves most. */
static int
fastest(const point *p)
{
	int			term = -1;
	double		most = 0;

	for (int j = p->first; j < p->n; j++)
	{
		double		way = fabs(p->step[j] * spread_of(p, j));

		if (way > most)
		{
			most = way;
			term = j;
		}
	}
	return term;
}

/* Does the likelihood rise without end?  At the end, no step will be gone from here. */
static void
look_for_separation(point *p, bool at_end)
{
	if (p->status != MS_FIT_OK || p->at_null)
		return;
	if (!(p->size >= STEP_LONG && p->gain <= GAIN_END * p->known) &&
		!(p->size >= STEP_VERY_LONG && p->gain <= GAIN_LITTLE * p->known && at_end))
		return;
	p->status = MS_FIT_SEPARATED;
	p->term = fastest(p);
}

/* Is this point lower than the one before, by more than rounding?  *way is the size of the step between them. */
static bool
fell(const point *p, const point *before, double *way)
{
	if (p->s->beyond)
		return true;
	for (int j = 0; j < p->n; j++)
		p->step[j] = p->s->beta[j] - before->beta[j];
	*way = size_of(p, p->step, before->beta);
	return *way >= 1e-6 &&
		p->loglik < before->loglik - 1e-12 * fmax(fabs(before->loglik), fabs(p->loglik_null));
}

ms_score_next
ms_score_step(const ms_score *s, const ms_score *before, double *next, void *memory)
{
	char	   *left = memory;
	point		p;
	point		last;
	double		way = 0;

	if (before != NULL && before->beyond)
		before = NULL;
	read_point(&p, s, &left);
	if (before != NULL)
	{
		read_point(&last, before, &left);
		go_to_null(&last);
		if (last.status != MS_FIT_OK)
			return MS_SCORE_STOP;
		if (fell(&p, &last, &way))
		{
			solve(&last, NULL);
			look_for_separation(&last, true);
			if (last.status != MS_FIT_OK)
				return MS_SCORE_STOP;
			for (int j = 0; j < p.n; j++)
				next[j] = last.beta[j] + (s->beta[j] - last.beta[j]) / 2 + 0.0;
			return MS_SCORE_GO;
		}
	}
	go_to_null(&p);
	solve(&p, NULL);
	look_for_separation(&p, false);
	if (p.status != MS_FIT_OK)
		return MS_SCORE_STOP;
	if (p.size <= STEP_END || (before == NULL && p.size <= STEP_ALONE) ||
		(before != NULL && p.size <= p.rounding && (p.size >= way / 4 || p.loglik <= last.loglik)))
	{
		memcpy(next, s->beta, p.n * sizeof(double));
		return MS_SCORE_CONVERGED;
	}
	for (int j = 0; j < p.n; j++)
	{
		next[j] = p.beta[j] + p.step[j] + 0.0;
		if (!isfinite(next[j]))
			return MS_SCORE_STOP;
	}
	/* a step below the last digit of beta, as where a mean is large, leads nowhere, however often it is asked */
	if (memcmp(next, s->beta, p.n * sizeof(double)) == 0)
		return p.size <= p.rounding ? MS_SCORE_CONVERGED : MS_SCORE_STOP;
	return MS_SCORE_GO;
}

/*
 * The model
 */

static void
put_counts(ms_model *m, const ms_score *s, ms_variance variance)
{
	m->options = (ms_fit_options) {s->family, s->ties, variance};
	m->terms = s->terms;
	m->iterations = 0;
	m->patients = s->patients;
	m->events = s->events;
	m->left_out = s->left_out;
	m->clusters = s->clustered ? s->clusters : 0;
	m->strata = s->strata > 1 ? s->strata : 0;
	m->weighted = s->weighted;
	m->late_entries = s->late_entries;
	m->theta = NAN;
}

void
ms_score_model(ms_model *m, const ms_score *s, ms_variance variance, void *memory)
{
	char	   *left = memory;
	point		p;

	put_counts(m, s, variance);
	read_point(&p, s, &left);
	solve(&p, m->vcov);
	look_for_separation(&p, p.size > p.rounding);
	if (p.status == MS_FIT_OK && p.size > p.rounding)
		p.status = MS_FIT_NOT_CONVERGED;
	m->status = p.status;
	m->status_term = p.term;
	m->loglik = p.loglik;
	m->loglik_null = p.loglik_null;
	memset(m->estimate, 0, m->terms * sizeof(double));
	if (p.status == MS_FIT_OK && variance == MS_VARIANCE_ROBUST && s->robust)
	{
		read_half(&p, MS_SCORE_SINGLE + p.n + (int) ms_half(p.n), p.meat);
		scale_half(&p, p.meat);
		ms_sandwich(m->vcov, p.meat, p.n, p.product, p.work);
	}
	ms_model_settle(m, &p.columns);
	if (ms_model_fitted(m))
		memcpy(m->estimate, s->beta, m->terms * sizeof(double));
}
