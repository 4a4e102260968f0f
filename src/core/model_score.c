/*
 * model_score.c
 *		Scores of sites, and their sum.
 */
#include "model_score.h"

#include <math.h>
#include <string.h>

#include "cox_model.h"
#include "expansion.h"
#include "glm.h"
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

double
ms_score_number(const ms_score *s, int sum)
{
	const double *part = s->part;

	for (int i = 0; i < sum; i++)
		part += s->length[i];
	return ms_expansion_number(part, s->length[sum]);
}

int
ms_score_covariates(const ms_score *s)
{
	return s->terms - ms_family_has_intercept(s->family);
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
	const return_to_x t = {e, ms_family_has_intercept(s->family)};
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
