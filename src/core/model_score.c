/*
 * model_score.c
 *		Scores of sites, and Newton's method on their sum.
 */
#include "model_score.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "cox_model.h"
#include "expansion.h"
#include "glm.h"
#include "linear.h"
#include "number.h"
#include "pause.h"
#include "regression_fit.h"
#include "regression_model.h"

/*
 * The parts of a score
 */

static int
sums_of(int terms, bool beyond, bool robust)
{
	if (beyond)
		return MS_SCORE_LOGLIK;
	return MS_SCORE_SINGLE + terms + (int) ms_half(terms) * (robust ? 2 : 1);
}

int
ms_score_sums(const ms_score *s)
{
	return sums_of(s->terms, s->beyond, s->robust);
}

int
ms_score_sums_max(int terms)
{
	return sums_of(terms, false, true);
}

size_t
ms_score_parts(const ms_score *s)
{
	int			sums = ms_score_sums(s);
	size_t		parts = 0;

	for (int i = 0; i < sums; i++)
		parts += s->length[i];
	return parts;
}

static double
rounded(const double *part, int n)
{
	/* the first part of the canonical form is the nearest double */
	return n > 0 ? part[0] : 0;
}

double
ms_score_number(const ms_score *s, int sum)
{
	const double *part = s->part;

	for (int i = 0; i < sum; i++)
		part += s->length[i];
	return rounded(part, s->length[sum]);
}

static bool
has_intercept(const ms_score *s)
{
	return ms_family_has_intercept(s->family);
}

int
ms_score_covariates(const ms_score *s)
{
	return s->terms - has_intercept(s);
}

/* Is a sum an element of a diagonal, which is never negative? */
static bool
on_diagonal(int terms, int sum)
{
	int			half = (int) ms_half(terms);

	sum -= MS_SCORE_SINGLE + terms;
	if (sum < 0)
		return false;
	sum %= half;
	for (int j = 0; j < terms; j++)
		if (sum == (int) ms_half(j) + j)
			return true;
	return false;
}

static bool
count_valid(int64_t count)
{
	return count >= 0 && count <= MS_ROWS_PATIENTS_MAX;
}

static bool
head_valid(const ms_score *s)
{
	bool		cox = s->family == MS_FAMILY_COX;

	if ((unsigned) s->family > MS_FAMILY_LOGISTIC || s->family == MS_FAMILY_NEGATIVE_BINOMIAL ||
		(unsigned) s->ties > MS_TIES_BRESLOW || (!cox && s->ties != MS_TIES_EFRON))
		return false;
	if (s->terms < !cox || ms_score_covariates(s) > MS_ROWS_TERMS_MAX)
		return false;
	if (s->sites < 1 || !count_valid(s->sites) || !count_valid(s->patients) || !count_valid(s->left_out) ||
		!count_valid(s->clusters) || !count_valid(s->strata) || s->events < 0)
		return false;
	if (!cox && (s->strata > 0 || s->late_entries))
		return false;
	return !s->robust || (s->patients > 0 && !s->beyond);
}

static bool
plain(const double *number, int n)
{
	for (int i = 0; i < n; i++)
		if (!isfinite(number[i]) || ms_is_minus_zero(number[i]))
			return false;
	return true;
}

bool
ms_score_valid(const ms_score *s)
{
	const double *part = s->part;
	int			sums;

	if (!head_valid(s) || !plain(s->beta, s->terms) || !plain(s->spread, ms_score_covariates(s)))
		return false;
	sums = ms_score_sums(s);
	for (int i = 0; i < sums; i++)
	{
		ms_pause_at(i);
		if (!ms_expansion_valid(part, s->length[i]))
			return false;
		if (s->length[i] > 0 && part[0] < 0 && (i <= MS_SCORE_EXPOSURE || on_diagonal(s->terms, i)))
			return false;
		part += s->length[i];
	}
	return s->family != MS_FAMILY_COX || s->length[MS_SCORE_EXPOSURE] == 0;
}

/*
 * The score of rows
 */

size_t
ms_score_memory(const ms_rows *r)
{
	return r->kind == MS_ROWS_COX ? ms_cox_model_memory(r) : ms_glm_memory(r);
}

/* A score that is being written. */
typedef struct writer
{
	ms_score   *s;
	int			sums;
	size_t		parts;
	bool		overflow;
} writer;

static void
put_sum(writer *w, ms_expansion *e)
{
	int			n = ms_expansion_settle(e, w->s->part + w->parts, MS_EXPANSION_MAX);

	w->overflow = w->overflow || e->overflow;
	w->s->length[w->sums++] = (uint8_t) n;
	w->parts += n;
}

static void
put_number(writer *w, double number)
{
	ms_expansion e;

	ms_expansion_clear(&e);
	ms_expansion_add(&e, number);
	put_sum(w, &e);
}

/* Multiplies by a power of 2, and drops what is beyond two parts; an element of a diagonal is never negative. */
static void
put_scaled(writer *w, ms_expansion *e, double first, double second, bool diagonal)
{
	double		part[2];
	int			n = ms_expansion_settle(e, part, 2);
	bool		overflow = e->overflow;

	/* two parts may have a third, now dropped, to thank for how they were rounded */
	ms_expansion_clear(e);
	e->overflow = overflow;
	for (int i = 0; i < n; i++)
		ms_expansion_add(e, part[i] * first * second);
	if (diagonal && ms_expansion_round(e) < 0)
		ms_expansion_clear(e);
	put_sum(w, e);
}

/*
 * Sums of z = x scale - centre, which become those of x: x is (z + centre) /
 * scale, and the intercept, which is 1, has no centre.
 */
typedef struct return_to_x
{
	const ms_evaluation *e;
	bool		intercept;
} return_to_x;

static double
centre_of(const return_to_x *t, int j)
{
	if (!t->intercept || j == 0)
		return 0;
	return t->e->columns.centre[j - 1];
}

static double
unscale(const return_to_x *t, int j)
{
	if (t->intercept && j == 0)
		return 1;
	return 1 / t->e->columns.scale[j - t->intercept];
}

/* Does Cox's information of a covariate consist of rounding only?  Then it has none. */
static bool
is_rounding(const return_to_x *t, int j)
{
	return t->e->half[ms_half(j) + j] <= t->e->floor && !(t->intercept && j == 0);
}

static void
put_gradient(writer *w, const return_to_x *t)
{
	const double *g = t->e->gradient;

	for (int j = 0; j < w->s->terms; j++)
	{
		ms_expansion sum;

		ms_expansion_clear(&sum);
		if (!is_rounding(t, j))
			ms_expansion_add(&sum, g[j]);
		ms_expansion_add_product(&sum, centre_of(t, j), g[0]);
		put_scaled(w, &sum, unscale(t, j), 1 / t->e->columns.weight_unit, false);
	}
}

static void
put_half(writer *w, const return_to_x *t, const double *half, double unit)
{
	for (int j = 0; j < w->s->terms; j++)
	{
		double		cj = centre_of(t, j);

		ms_pause();
		for (int k = 0; k <= j; k++)
		{
			double		ck = centre_of(t, k);
			ms_expansion sum;

			ms_expansion_clear(&sum);
			if (!is_rounding(t, j) && !is_rounding(t, k))
				ms_expansion_add(&sum, half[ms_half(j) + k]);
			ms_expansion_add_product(&sum, cj, half[ms_half(k)]);
			ms_expansion_add_product(&sum, ck, half[ms_half(j)]);
			ms_expansion_add_three(&sum, cj, ck, half[0]);
			put_scaled(w, &sum, unscale(t, j), unscale(t, k) / unit, j == k);
		}
	}
}

static void
put_spread(ms_score *s, const return_to_x *t)
{
	for (int j = t->intercept; j < s->terms; j++)
	{
		double		spread = unscale(t, j);
		double		size = fabs(t->e->columns.centre[j - t->intercept] * spread);

		if (is_rounding(t, j))
			spread = size > 0 && isfinite(size) ? -ldexp(1, ilogb(size)) : 0;
		s->spread[j - t->intercept] = isfinite(spread) ? spread : 0;
	}
}

/* What varies at a site counts more than what is constant at others. */
static double
wider_spread(double a, double b)
{
	return a > 0 || b > 0 ? fmax(a, b) : fmin(a, b);
}

/* Without rows, the evaluation has no columns, and everything is 0. */
static void
put_nothing(ms_score *s)
{
	memset(s->spread, 0, ms_score_covariates(s) * sizeof(double));
	memset(s->length, 0, ms_score_sums(s));
}

static int64_t
count_strata(const ms_rows *r)
{
	int64_t		strata = r->rows > 0;

	for (int i = 1; i < r->rows; i++)
		strata += !ms_rows_same_stratum(r, i - 1, i);
	return strata;
}

static void
put_sums(ms_score *s, const ms_evaluation *e)
{
	const return_to_x t = {e, has_intercept(s)};
	double		unit = e->columns.weight_unit;
	writer		w = {.s = s};

	put_spread(s, &t);
	put_number(&w, e->event_weight / unit);
	put_number(&w, e->exposure / unit);
	put_number(&w, e->constant / unit);
	if (!isfinite(e->loglik))
	{
		s->beyond = true;
		s->robust = false;
		return;
	}
	put_number(&w, e->loglik / unit);
	put_gradient(&w, &t);
	put_half(&w, &t, e->half, unit);
	if (s->robust)
		put_half(&w, &t, e->meat, unit * unit);
	s->beyond = w.overflow;
	s->robust = s->robust && !s->beyond;
}

void
ms_score_make(ms_score *s, const ms_rows *r, const ms_fit_options *options, void *memory)
{
	ms_evaluation e = {.columns = {.weight_unit = 1}};

	if (r->rows > 0)
	{
		if (options->family == MS_FAMILY_COX)
			ms_cox_evaluate(&e, r, options, s->beta, memory);
		else
			ms_glm_evaluate(&e, r, options, s->beta, memory);
	}
	s->family = options->family;
	s->ties = options->family == MS_FAMILY_COX ? options->ties : MS_TIES_EFRON;
	s->robust = options->variance == MS_VARIANCE_ROBUST && e.patients > 0;
	s->beyond = false;
	s->weighted = r->weight != NULL;
	s->late_entries = r->kind == MS_ROWS_COX && r->other != NULL;
	s->clustered = r->cluster != NULL;
	s->sites = 1;
	s->patients = e.patients;
	s->events = e.events;
	s->left_out = r->left_out;
	s->clusters = s->clustered ? e.clusters : ms_rows_patients(r) - r->left_out;
	s->strata = r->kind == MS_ROWS_COX ? count_strata(r) : 0;
	if (r->rows > 0)
		put_sums(s, &e);
	else
		put_nothing(s);
}

/*
 * Adding
 */

static ms_score_difference
compare_questions(const ms_score *a, const ms_score *b)
{
	if (a->family != b->family)
		return MS_SCORES_FAMILY;
	if (a->ties != b->ties)
		return MS_SCORES_TIES;
	return a->terms == b->terms ? MS_SCORES_ALIKE : MS_SCORES_TERMS;
}

ms_score_difference
ms_scores_compare(const ms_score *a, const ms_score *b)
{
	ms_score_difference difference = compare_questions(a, b);

	if (difference != MS_SCORES_ALIKE)
		return difference;
	if (memcmp(a->beta, b->beta, a->terms * sizeof(double)) != 0)
		return MS_SCORES_BETA;
	/* a site without patients has no part in the variance */
	return a->robust == b->robust || a->patients == 0 || b->patients == 0 || a->beyond || b->beyond ?
		MS_SCORES_ALIKE : MS_SCORES_VARIANCE;
}

ms_score_difference
ms_rounds_compare(const ms_score *a, const ms_score *b)
{
	ms_score_difference difference = compare_questions(a, b);

	if (difference != MS_SCORES_ALIKE)
		return difference;
	return a->sites == b->sites && a->patients == b->patients && a->events == b->events &&
		a->left_out == b->left_out ? MS_SCORES_ALIKE : MS_SCORES_ROWS;
}

/* The parts of a sum; none if the score does not have it. */
static const double *
next_sum(const ms_score *s, int sum, size_t *at, int *n)
{
	const double *part = s->part + *at;

	*n = sum < ms_score_sums(s) ? s->length[sum] : 0;
	*at += *n;
	return part;
}

static bool
add_counts(ms_score *to, const ms_score *a, const ms_score *b)
{
	to->sites = ms_add_count(a->sites, b->sites, 1);
	to->patients = ms_add_count(a->patients, b->patients, 1);
	to->events = ms_add_count(a->events, b->events, 1);
	to->left_out = ms_add_count(a->left_out, b->left_out, 1);
	to->clusters = ms_add_count(a->clusters, b->clusters, 1);
	to->strata = ms_add_count(a->strata, b->strata, 1);
	return count_valid(to->sites) && count_valid(to->patients) && count_valid(to->left_out) &&
		count_valid(to->clusters) && count_valid(to->strata);
}

bool
ms_score_add(ms_score *to, const ms_score *a, const ms_score *b)
{
	writer		w = {.s = to};
	size_t		at_a = 0;
	size_t		at_b = 0;
	int			sums;

	to->family = a->family;
	to->ties = a->ties;
	to->terms = a->terms;
	to->beyond = a->beyond || b->beyond;
	to->robust = !to->beyond && (a->robust || b->robust);
	to->weighted = a->weighted || b->weighted;
	to->late_entries = a->late_entries || b->late_entries;
	to->clustered = a->clustered || b->clustered;
	if (!add_counts(to, a, b))
		return false;
	memcpy(to->beta, a->beta, a->terms * sizeof(double));
	for (int j = 0; j < ms_score_covariates(a); j++)
		to->spread[j] = wider_spread(a->spread[j], b->spread[j]);
	sums = ms_score_sums(to);
	for (int i = 0; i < sums; i++)
	{
		int			n;
		const double *part = next_sum(a, i, &at_a, &n);
		ms_expansion e;

		ms_pause_at(i);
		ms_expansion_clear(&e);
		ms_expansion_add_sum(&e, part, n);
		part = next_sum(b, i, &at_b, &n);
		ms_expansion_add_sum(&e, part, n);
		put_sum(&w, &e);
	}
	return !w.overflow;
}

/*
 * Newton's method
 */

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
	return rounded(p->sum[sum], p->s->length[sum]);
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
	*p = (point) {.s = s, .n = s->terms, .first = has_intercept(s), .status = MS_FIT_OK, .term = -1};
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
