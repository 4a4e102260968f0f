/*
 * regression_fit.c
 *		What the fits of regression models share.
 */
#include "regression_fit.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "expansion.h"
#include "linear.h"
#include "merge_sort.h"
#include "pause.h"

/* Columns on a common scale. */

size_t
ms_columns_memory(int terms)
{
	return 5 * ms_taken(terms * sizeof(double));
}

/* The power of 2 that brings a number above 0 to between 1 and 2. */
static double
unit_of(double x)
{
	int			exponent;

	(void) frexp(x, &exponent);
	/* a subnormal number cannot be brought so far in one step, and need not be */
	return ldexp(1, 1 - exponent < DBL_MAX_EXP ? 1 - exponent : DBL_MAX_EXP - 1);
}

static double
weight_unit(const ms_rows *r)
{
	double		largest = 0;

	if (r->weight == NULL)
		return 1;
	for (int i = 0; i < r->rows; i++)
	{
		ms_pause_at(i);
		largest = fmax(largest, r->weight[i]);
	}
	return largest > 0 ? unit_of(largest) : 1;
}

static double
column_weight(const ms_columns *c, int row)
{
	double		weight = ms_columns_weight(c, row);

	return c->r->kind == MS_ROWS_COUNT ? weight * c->r->other[row] : weight;
}

/* The scales bring the largest absolute values to 1 to 2. */
static void
scale_to_largest(ms_columns *c)
{
	int			p = c->r->terms;

	memset(c->scale, 0, p * sizeof(double));
	for (int i = 0; i < c->r->rows; i++)
	{
		const double *x = ms_rows_x(c->r, i);

		ms_pause_at(i);
		for (int j = 0; j < p; j++)
			c->scale[j] = fabs(x[j]) > c->scale[j] ? fabs(x[j]) : c->scale[j];
	}
	for (int j = 0; j < p; j++)
		c->scale[j] = c->scale[j] > 0 ? unit_of(c->scale[j]) : 1;
}

/* Returns the sum of weights. */
static double
centre_on_means(ms_columns *c)
{
	int			p = c->r->terms;
	double		weights = 0;

	memset(c->centre, 0, p * sizeof(double));
	for (int i = 0; i < c->r->rows; i++)
	{
		const double *x = ms_rows_x(c->r, i);
		double		weight = column_weight(c, i);

		ms_pause_at(i);
		weights += weight;
		for (int j = 0; j < p; j++)
			c->centre[j] += weight * (x[j] * c->scale[j]);
	}
	for (int j = 0; j < p; j++)
		c->centre[j] = weights > 0 ? c->centre[j] / weights : 0;
	return weights;
}

/* Sets the sums of squares, 0 if the column is constant; that is then its centre. */
static void
find_squares(ms_columns *c, double *squares, double *low, double *high)
{
	int			p = c->r->terms;

	for (int j = 0; j < p; j++)
	{
		squares[j] = 0;
		low[j] = INFINITY;
		high[j] = -INFINITY;
	}
	for (int i = 0; i < c->r->rows; i++)
	{
		const double *x = ms_rows_x(c->r, i);
		double		weight = column_weight(c, i);

		ms_pause_at(i);
		if (weight == 0)
			continue;
		for (int j = 0; j < p; j++)
		{
			double		scaled = x[j] * c->scale[j];

			squares[j] += weight * (scaled - c->centre[j]) * (scaled - c->centre[j]);
			low[j] = scaled < low[j] ? scaled : low[j];
			high[j] = scaled > high[j] ? scaled : high[j];
		}
	}
	for (int j = 0; j < p; j++)
	{
		if (low[j] < high[j])
			continue;
		/* the mean is rounded, and the column would not be 0 everywhere */
		squares[j] = 0;
		c->centre[j] = low[j] <= high[j] ? low[j] : 0;
	}
}

/* The scale becomes that of the standard deviation; false if this was lost. */
static bool
scale_to_squares(ms_columns *c, double weights, const double *squares, const double *low, const double *high)
{
	bool		found = true;

	for (int j = 0; j < c->r->terms; j++)
	{
		double		unit;

		if (!(low[j] < high[j]))
			continue;
		found = found && squares[j] / weights > 1e-200 && squares[j] / weights < 1e200;
		/* between 1 and 2, so one less */
		unit = squares[j] > 0 ? unit_of(sqrt(squares[j] / weights)) / 2 : 1;
		c->scale[j] *= unit;
		c->centre[j] *= unit;
	}
	return found;
}

void
ms_columns_settle(ms_columns *c, const ms_rows *r, char **memory)
{
	int			p = r->terms;
	double	   *squares;
	double	   *low;
	double	   *high;

	c->r = r;
	c->scale = MS_TAKE(*memory, p, double);
	c->centre = MS_TAKE(*memory, p, double);
	squares = MS_TAKE(*memory, p, double);
	low = MS_TAKE(*memory, p, double);
	high = MS_TAKE(*memory, p, double);
	c->weight_unit = weight_unit(r);
	for (int j = 0; j < p; j++)
		c->scale[j] = 1;
	/* almost always at once; otherwise from numbers that neither overflow nor vanish */
	for (int attempt = 0; attempt < 2; attempt++)
	{
		double		weights;

		if (attempt == 1)
			scale_to_largest(c);
		weights = centre_on_means(c);
		find_squares(c, squares, low, high);
		if (scale_to_squares(c, weights, squares, low, high))
			break;
	}
}

void
ms_columns_place(const ms_columns *c, bool intercept, const double *beta, double *at)
{
	ms_expansion sum;

	if (intercept)
	{
		/* a large mean must not cost the digits of the sum */
		ms_expansion_clear(&sum);
		ms_expansion_add(&sum, beta[0]);
		for (int j = 0; j < c->r->terms; j++)
			ms_expansion_add_product(&sum, beta[j + 1], c->centre[j] / c->scale[j]);
		at[0] = ms_expansion_round(&sum);
	}
	for (int j = 0; j < c->r->terms; j++)
		at[intercept + j] = beta[intercept + j] / c->scale[j];
}

void
ms_columns_restore(const ms_columns *c, bool intercept, double *estimate, double *vcov)
{
	int			first = intercept ? 1 : 0;
	int			n = c->r->terms + first;

	if (intercept)
	{
		/* the first row, then the first column: less the centres times the others */
		for (int j = 1; j < n; j++)
			estimate[0] -= estimate[j] * c->centre[j - 1];
		for (int k = 0; k < n; k++)
			for (int j = 1; j < n; j++)
				vcov[k] -= vcov[(size_t) j * n + k] * c->centre[j - 1];
		for (int k = 0; k < n; k++)
			for (int j = 1; j < n; j++)
				vcov[(size_t) k * n] -= vcov[(size_t) k * n + j] * c->centre[j - 1];
		for (int k = 1; k < n; k++)
			vcov[k] = vcov[(size_t) k * n];
	}
	for (int j = first; j < n; j++)
	{
		double		scale = c->scale[j - first];

		estimate[j] *= scale;
		for (int k = 0; k < n; k++)
			vcov[(size_t) j * n + k] *= scale;
		for (int k = 0; k < n; k++)
			vcov[(size_t) k * n + j] *= scale;
	}
}

/* Newton's method. */

#define ROUNDS_MAX 60
#define HALVINGS_MAX 50

/* A step below this is the end; one below the second is, once steps shrink no more. */
#define STEP_END 1e-12
#define STEP_ROUNDING 1e-8

/*
 * If the likelihood rises without end, steps remain as long as they are while
 * what they gain vanishes: here, less than this part of what is known of a
 * parameter in the null model, in this many rounds.
 */
#define GAIN_END 1e-11
#define ROUNDS_ALIKE 3

/*
 * The end of what numbers can tell may come first: such steps are halved there,
 * and gain little, or go beyond it in as many rounds again.
 */
#define GAIN_LITTLE 1e-4

/*
 * A step is halved, so often at most, if this part or less is left of what is
 * known of a parameter.
 */
#define VANISHED 1e-4
#define VANISHED_MAX 20

size_t
ms_newton_memory(int n)
{
	return 6 * ms_taken(n * sizeof(double)) + ms_taken(ms_half(n) * sizeof(double)) +
		ms_taken(ms_linear_work(n) * sizeof(double));
}

void
ms_newton_take(ms_newton *f, int n, char **memory)
{
	f->n = n;
	f->at = MS_TAKE(*memory, n, double);
	f->next = MS_TAKE(*memory, n, double);
	f->step = MS_TAKE(*memory, n, double);
	f->gradient = MS_TAKE(*memory, n, double);
	f->known = MS_TAKE(*memory, n, double);
	f->spare = MS_TAKE(*memory, n, double);
	f->half = MS_TAKE(*memory, ms_half(n), double);
	f->work = MS_TAKE(*memory, ms_linear_work(n), double);
	memset(f->at, 0, n * sizeof(double));
	memset(f->step, 0, n * sizeof(double));
}

static double
largest_diagonal(const ms_newton *f)
{
	double		largest = 0;

	for (int j = 0; j < f->n; j++)
		largest = fmax(largest, f->half[ms_half(j) + j]);
	return largest;
}

/* The covariate that moves most. */
static int
fastest(const ms_newton *f)
{
	int			n = f->nuisance ? f->n - 1 : f->n;
	int			first = f->intercept && n > 1 ? 1 : 0;
	int			term = first < n ? first : -1;
	double		most = 0;

	for (int j = first; j < n; j++)
	{
		if (fabs(f->step[j]) > most)
		{
			most = fabs(f->step[j]);
			term = j;
		}
	}
	return term;
}

static void
stop(ms_newton *f, ms_fit_status status, int term)
{
	f->status = status;
	f->term = term;
}

/*
 * Sets the step.  Where the likelihood is not concave in the nuisance, this is
 * moved by itself, uphill, and not far.
 */
static int
find_step(ms_newton *f)
{
	int			last = f->n - 1;
	int			wrong;

	memcpy(f->step, f->gradient, f->n * sizeof(double));
	wrong = ms_linear_solve(f->half, f->n, f->floor, f->step, NULL, f->work);
	if (!f->nuisance || wrong != last)
		return wrong;
	memcpy(f->step, f->gradient, f->n * sizeof(double));
	wrong = ms_linear_solve(f->half, last, f->floor, f->step, NULL, f->work);
	f->step[last] /= fmax(fabs(f->half[ms_half(last) + last]), f->floor);
	f->step[last] = fmax(-1, fmin(1, f->step[last]));
	return wrong;
}

/* The largest step, relative to the parameter if this is above 1. */
static double
step_size(const ms_newton *f)
{
	double		size = 0;

	for (int j = 0; j < f->n; j++)
		size = fmax(size, fabs(f->step[j]) / fmax(1, fabs(f->at[j])));
	return size;
}

/* Is next to nothing left of what was known of a parameter, or of some combination of them? */
static bool
vanished(ms_newton *f)
{
	int			n = f->nuisance ? f->n - 1 : f->n;

	for (int j = 0; j < n; j++)
		if (!(f->half[ms_half(j) + j] > VANISHED * f->known[j]))
			return true;
	memcpy(f->spare, f->gradient, n * sizeof(double));
	return ms_linear_solve(f->half, n, f->floor, f->spare, NULL, f->work) != MS_LINEAR_SOLVED;
}

/*
 * Goes there, or half the way, or half of that.  Short steps are always gone: what
 * they change may be less than the rounding of the likelihood.  A large step may
 * gain in one parameter and go too far in another; if what is known of that one
 * `may_vanish`, this is no reason to halve it.
 */
static bool
go(ms_newton *f, double size, bool may_vanish, bool *halved, bool *beyond)
{
	double		from = f->loglik;
	double		part = 1;

	for (int j = 0; j < f->n; j++)
		f->known[j] = f->half[ms_half(j) + j];
	*halved = *beyond = false;
	for (int i = 0; i < HALVINGS_MAX; i++, part /= 2)
	{
		for (int j = 0; j < f->n; j++)
			f->next[j] = f->at[j] + part * f->step[j];
		f->evaluate(f->model, f->next, f);
		if (!may_vanish && i < VANISHED_MAX && isfinite(f->loglik) && vanished(f))
			continue;
		if (isfinite(f->loglik) && (f->loglik >= from - 1e-12 * fmax(fabs(from), fabs(f->start)) || size * part < 1e-6))
		{
			memcpy(f->at, f->next, f->n * sizeof(double));
			*halved = i > 0;
			return true;
		}
		*beyond = *beyond || !isfinite(f->loglik);
	}
	return false;
}

void
ms_newton_run(ms_newton *f)
{
	double		known;
	double		last = INFINITY;
	int			alike = 0;
	bool		went;
	bool		halved;
	bool		beyond;

	stop(f, MS_FIT_OK, -1);
	f->evaluate(f->model, f->at, f);
	f->start = f->loglik;
	known = largest_diagonal(f);
	for (f->rounds = 0; f->n > 0; f->rounds++)
	{
		int			mover = fastest(f);
		int			wrong = find_step(f);
		double		size = step_size(f);
		double		gain;

		if (wrong == MS_LINEAR_FAILED)
			return stop(f, MS_FIT_NOT_CONVERGED, -1);
		/* what was regular in the null model is singular now only where probabilities end at 0 or 1 */
		if (wrong >= 0)
			return f->rounds == 0 ? stop(f, MS_FIT_COLLINEAR, wrong) : stop(f, MS_FIT_SEPARATED, mover);
		if (size <= STEP_END || (size <= STEP_ROUNDING && size >= last / 4))
			return;
		gain = ms_dot(f->step, f->gradient, f->n);
		alike = size >= last / 2 ? alike + 1 : 0;
		if (alike >= ROUNDS_ALIKE && gain <= GAIN_END * known)
			return stop(f, MS_FIT_SEPARATED, fastest(f));
		last = size;
		went = f->rounds < ROUNDS_MAX && go(f, size, gain <= GAIN_LITTLE * known, &halved, &beyond);
		if (((!went || halved) && alike >= ROUNDS_ALIKE && gain <= GAIN_LITTLE * known) ||
			(went && beyond && alike >= 2 * ROUNDS_ALIKE))
			return stop(f, MS_FIT_SEPARATED, fastest(f));
		if (!went)
			return stop(f, MS_FIT_NOT_CONVERGED, -1);
	}
}

/* The robust variance. */

static bool
in_cluster(const ms_rows *r, int row)
{
	return (ms_rows_flags(r, row) & MS_ROW_CLUSTER) != 0;
}

/* Rows without a cluster are clusters of their own, and stand first. */
static bool
same_cluster(const ms_rows *r, int a, int b)
{
	return in_cluster(r, a) && in_cluster(r, b) && r->cluster[a] == r->cluster[b];
}

static bool
cluster_before(const void *rows, int32_t a, int32_t b)
{
	const ms_rows *r = rows;

	if (in_cluster(r, a) != in_cluster(r, b))
		return in_cluster(r, b);
	return in_cluster(r, a) && r->cluster[a] < r->cluster[b];
}

size_t
ms_robust_memory(const ms_rows *r, int n)
{
	return 2 * ms_taken(n * sizeof(double)) + ms_taken(ms_half(n) * sizeof(double)) +
		ms_taken((size_t) n * n * sizeof(double)) +
		(r->cluster == NULL ? 0 : 2 * ms_taken(r->rows * sizeof(int32_t)));
}

void
ms_robust_take(ms_robust *f, const ms_rows *r, int n, char **memory)
{
	f->n = n;
	f->one = MS_TAKE(*memory, n, double);
	f->sum = MS_TAKE(*memory, n, double);
	f->meat = MS_TAKE(*memory, ms_half(n), double);
	f->product = MS_TAKE(*memory, (size_t) n * n, double);
	f->order = NULL;
	if (r->cluster == NULL)
		return;
	f->order = MS_TAKE(*memory, r->rows, int32_t);
	f->spare = MS_TAKE(*memory, r->rows, int32_t);
	for (int i = 0; i < r->rows; i++)
		f->order[i] = i;
	ms_merge_sort(f->order, f->spare, r->rows, cluster_before, r);
}

int64_t
ms_count_clusters(const ms_rows *r, const int32_t *order)
{
	int64_t		clusters = 0;

	if (order == NULL)
		return 0;
	for (int i = 0; i < r->rows; i++)
	{
		ms_pause_at(i);
		if (!in_cluster(r, order[i]))
			clusters = ms_add_count(clusters, ms_rows_count(r, order[i]), 1);
		else if (i == 0 || !same_cluster(r, order[i - 1], order[i]))
			clusters = ms_add_count(clusters, 1, 1);
	}
	return clusters;
}

void
ms_robust_meat(ms_robust *f)
{
	const ms_rows *r = f->columns->r;
	int			n = f->n;

	memset(f->meat, 0, ms_half(n) * sizeof(double));
	for (int i = 0; i < r->rows; i++)
	{
		int			row = f->order == NULL ? i : f->order[i];
		double		weight = ms_columns_patient(f->columns, row);

		ms_pause_at(i);
		f->residual(f->model, row, f->one);
		if (!in_cluster(r, row))
		{
			ms_half_add(f->meat, f->one, n, weight * weight * (double) ms_rows_count(r, row));
			continue;
		}
		if (i == 0 || !same_cluster(r, f->order[i - 1], row))
			memset(f->sum, 0, n * sizeof(double));
		for (int j = 0; j < n; j++)
			f->sum[j] += weight * (double) ms_rows_count(r, row) * f->one[j];
		if (i == r->rows - 1 || !same_cluster(r, row, f->order[i + 1]))
			ms_half_add(f->meat, f->sum, n, 1);
	}
}

/*
 * The residuals of all clusters add up to 0.  With one cluster the variance is
 * therefore 0, and with few that of some estimates may be; rounding must not make
 * it a tiny one, beside which any estimate is significant.  `variance` is that of
 * the model.
 */
#define VARIANCE_MIN 1e-20

static void
drop_rounding(const double *variance, int n, double *vcov)
{
	for (int i = 0; i < n; i++)
	{
		if (vcov[(size_t) i * n + i] > VARIANCE_MIN * variance[i])
			continue;
		for (int j = 0; j < n; j++)
			vcov[(size_t) i * n + j] = vcov[(size_t) j * n + i] = 0;
	}
}

void
ms_sandwich(double *vcov, const double *meat, int n, double *product, double *row)
{
	for (int i = 0; i < n; i++)
	{
		ms_pause();
		for (int j = 0; j < n; j++)
		{
			double		sum = 0;

			for (int k = 0; k < n; k++)
				sum += vcov[(size_t) i * n + k] * ms_half_element(meat, k, j);
			product[(size_t) i * n + j] = sum;
		}
	}
	/* the inverse is read by rows, which are its columns */
	for (int i = 0; i < n; i++)
	{
		ms_pause();
		for (int j = 0; j <= i; j++)
			row[j] = ms_dot(&product[(size_t) i * n], &vcov[(size_t) j * n], n);
		memcpy(&product[(size_t) i * n], row, (i + 1) * sizeof(double));
	}
	for (int i = 0; i < n; i++)
		row[i] = vcov[(size_t) i * n + i];
	for (int i = 0; i < n; i++)
		for (int j = 0; j <= i; j++)
			vcov[(size_t) i * n + j] = vcov[(size_t) j * n + i] = product[(size_t) i * n + j];
	drop_rounding(row, n, vcov);
}

void
ms_robust_variance(ms_robust *f, double *vcov)
{
	ms_robust_meat(f);
	ms_sandwich(vcov, f->meat, f->n, f->product, f->one);
}

void
ms_evaluation_settle(ms_evaluation *e, const ms_columns *c, const ms_model *m, const ms_newton *f,
					 const double *meat)
{
	e->columns = *c;
	e->patients = m->patients;
	e->events = m->events;
	e->clusters = m->clusters;
	e->loglik = f->loglik;
	e->gradient = f->gradient;
	e->half = f->half;
	e->meat = meat;
	e->floor = f->floor;
}

/* The model. */

/* No estimates. */
static void
unfit(ms_model *m)
{
	m->loglik = m->theta = NAN;
	for (int j = 0; j < m->terms; j++)
		m->estimate[j] = NAN;
	for (size_t j = 0; j < (size_t) m->terms * m->terms; j++)
		m->vcov[j] = NAN;
}

static int64_t
count_strata(const ms_rows *r)
{
	int64_t		strata = r->rows > 0;

	if (r->stratum == NULL)
		return 0;
	for (int i = 1; i < r->rows; i++)
		strata += !ms_rows_same_stratum(r, i - 1, i);
	return strata;
}

void
ms_model_clear(ms_model *m, const ms_rows *r, const ms_fit_options *options)
{
	m->options = *options;
	if (options->family != MS_FAMILY_COX)
		m->options.ties = MS_TIES_EFRON;	/* it says nothing there */
	m->status = MS_FIT_NOT_CONVERGED;
	m->status_term = -1;
	m->terms = ms_model_terms(r);
	m->iterations = 0;
	m->patients = m->events = m->clusters = 0;
	m->left_out = r->left_out;
	m->strata = count_strata(r);
	m->weighted = r->weight != NULL;
	m->late_entries = r->kind == MS_ROWS_COX && r->other != NULL;
	m->loglik_null = NAN;
	unfit(m);
}

static bool
all_finite(const double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(x[i]))
			return false;
	return true;
}

static void
drop_minus_zeros(double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		x[i] += 0.0;
}

void
ms_model_settle(ms_model *m, const ms_columns *c)
{
	size_t		square = (size_t) m->terms * m->terms;

	m->loglik_null /= c->weight_unit;
	if (ms_model_fitted(m))
	{
		m->loglik /= c->weight_unit;
		if (m->options.variance == MS_VARIANCE_MODEL)
			for (size_t j = 0; j < square; j++)
				m->vcov[j] *= c->weight_unit;
		ms_columns_restore(c, c->r->kind != MS_ROWS_COX, m->estimate, m->vcov);
		/* a robust variance can be 0, and rounding must not make it less */
		for (size_t j = 0; j < square; j += m->terms + 1)
			m->vcov[j] = m->vcov[j] < 0 ? 0 : m->vcov[j];
		drop_minus_zeros(&m->loglik, 1);
		drop_minus_zeros(m->estimate, m->terms);
		drop_minus_zeros(m->vcov, square);
		if (!isfinite(m->loglik) || !isfinite(m->loglik_null) || !all_finite(m->estimate, m->terms) ||
			!all_finite(m->vcov, square))
			m->status = MS_FIT_NOT_CONVERGED;
	}
	m->loglik_null = isfinite(m->loglik_null) ? m->loglik_null + 0.0 : NAN;	/* and no -0 */
	if (m->status != MS_FIT_COLLINEAR && m->status != MS_FIT_SEPARATED)
		m->status_term = -1;
	if (!ms_model_fitted(m))
		unfit(m);
}
