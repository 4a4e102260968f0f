/*
 * glm.c
 *		Poisson, negative binomial and logistic regression, by Newton's method.
 */
#include "glm.h"

#include <math.h>
#include <string.h>

#include "linear.h"
#include "pause.h"
#include "quantile.h"
#include "regression_fit.h"

#define YEAR 365.25

/* A theta above this cannot be told from Poisson. */
#define LOG_THETA_MAX 23

/* Overdispersion that is less than this part of the squared counts is rounding. */
#define EXCESS_MIN 1e-11

typedef struct glm
{
	const ms_rows *r;
	ms_family	family;
	int			n;				/* of terms */
	double		constant;		/* of the likelihood: what does not depend on the parameters */
	double		log_theta;
	bool		expected;		/* the information of the model instead of that of the data */
	ms_columns	columns;
	ms_robust	robust;
	double	   *z;				/* of some rows, each after 1 for the intercept; first, of the one being read */
	int			waiting;		/* rows whose information is to be added */
	double		information[MS_ROWS_AT_ONCE];
	const double *at;			/* for the residuals */
} glm;

static double
years_of(const glm *g, int row)
{
	return g->r->other[row] / YEAR;
}

/* Does a row say anything? */
static bool
counts(const glm *g, int row)
{
	return g->r->kind != MS_ROWS_COUNT || g->r->other[row] > 0;
}

/* Reads the covariates, and returns the linear predictor, without the offset. */
static inline double
predict(glm *g, int row, const double *at)
{
	double	   *z = g->z + g->waiting * g->n;

	ms_columns_read(&g->columns, row, z + 1);
	return ms_dot(at, z, g->n);
}

/* Adds the information of rows that wait for others. */
static void
add_waiting(glm *g, ms_newton *f)
{
	for (int i = 0; i < g->waiting; i++)
		ms_half_add(f->half, g->z + i * g->n, g->n, g->information[i]);
	g->waiting = 0;
}

/* Adds the row that was read to gradient and information. */
static inline void
add_row(glm *g, ms_newton *f, double residual, double information)
{
	const double *z = g->z + g->waiting * g->n;

	for (int j = 0; j < g->n; j++)
		f->gradient[j] += residual * z[j];
	g->information[g->waiting++] = information;
	if (g->waiting == MS_ROWS_AT_ONCE)
	{
		ms_half_add_four(f->half, g->z, g->n, g->information);
		g->waiting = 0;
	}
}

static void
start_sums(ms_newton *f)
{
	f->loglik = 0;
	memset(f->gradient, 0, f->n * sizeof(double));
	memset(f->half, 0, ms_half(f->n) * sizeof(double));
}

/* The probability of the outcome that was not, for a predictor whose sign favours the one that was. */
static inline double
missed(double eta, double *log_hit)
{
	double		e = exp(-fabs(eta));

	*log_hit = fmin(eta, 0) - log1p(e);
	return eta > 0 ? e / (1 + e) : 1 / (1 + e);
}

static void
evaluate_logistic(void *model, const double *at, ms_newton *f)
{
	glm		   *g = model;

	start_sums(f);
	for (int i = 0; i < g->r->rows; i++)
	{
		double		eta = predict(g, i, at);
		double		sign = g->r->number[i] != 0 ? 1 : -1;
		double		weight = ms_columns_weight(&g->columns, i);
		double		log_hit;
		double		miss = missed(sign * eta, &log_hit);

		ms_pause_at(i);
		f->loglik += weight * log_hit;
		add_row(g, f, weight * sign * miss, weight * miss * (1 - miss));
	}
	add_waiting(g, f);
}

static void
evaluate_poisson(void *model, const double *at, ms_newton *f)
{
	glm		   *g = model;

	start_sums(f);
	for (int i = 0; i < g->r->rows; i++)
	{
		double		weight = ms_columns_weight(&g->columns, i);
		double		y = g->r->number[i];
		double		eta;
		double		mu;

		ms_pause_at(i);
		if (!counts(g, i))
			continue;
		eta = predict(g, i, at);
		mu = years_of(g, i) * exp(eta);
		f->loglik += weight * (y * eta - mu);
		add_row(g, f, weight * (y - mu), weight * mu);
	}
	add_waiting(g, f);
	f->loglik += g->constant;
}

/*
 * Of the factor gamma(theta + y) / (gamma(theta) theta^y) = (1 + 1 / theta) (1 +
 * 2 / theta) ...: the logarithm, and the derivatives of log gamma(theta + y) -
 * log gamma(theta).  The first terms are added one by one, so that no digits are
 * lost where theta is much larger than y.
 */
#define TERMS 64

typedef struct rising
{
	double		logarithm;
	double		first;
	double		second;
} rising;

/* log gamma(x) without the terms that a difference of two can do better. */
static double
stirling_rest(double x)
{
	return 1 / (12 * x) - 1 / (360 * x * x * x) + 1 / (1260 * pow(x, 5));
}

static rising
rise(double theta, double y)
{
	rising		s = {0, 0, 0};
	double		from = theta + TERMS;
	double		to = theta + y;

	for (int k = 0; k < y && k < TERMS; k++)
	{
		s.logarithm += log1p(k / theta);
		s.first += 1 / (theta + k);
		s.second += 1 / ((theta + k) * (theta + k));
	}
	if (y <= TERMS)
		return s;
	y -= TERMS;
	s.logarithm += (to - 0.5) * log1p(y / from) - y + y * log1p(TERMS / theta) +
		stirling_rest(to) - stirling_rest(from);
	s.first += ms_digamma(to) - ms_digamma(from);
	s.second += ms_trigamma(from) - ms_trigamma(to);
	return s;
}

static void
evaluate_negative_binomial(void *model, const double *at, ms_newton *f)
{
	glm		   *g = model;
	bool		nuisance = f->nuisance;
	double		theta = exp(nuisance ? at[g->n] : g->log_theta);
	double	   *cross = f->half + ms_half(g->n);
	double		first = 0;		/* derivatives by theta */
	double		second = 0;
	rising		rising = {0, 0, 0};

	start_sums(f);
	for (int i = 0; i < g->r->rows; i++)
	{
		double		weight = ms_columns_weight(&g->columns, i);
		double		y = g->r->number[i];
		double		eta;
		double		mu;
		double		m;

		ms_pause_at(i);
		/* the rows are sorted by their count */
		if (i == 0 || y != g->r->number[i - 1])
			rising = rise(theta, y);
		if (!counts(g, i))
			continue;
		eta = predict(g, i, at);
		mu = years_of(g, i) * exp(eta);
		m = mu / theta;
		f->loglik += weight * (y * eta + rising.logarithm - (y + theta) * log1p(m));
		if (nuisance)
		{
			const double *z = g->z + g->waiting * g->n;

			first += weight * (rising.first - log1p(m) + (mu - y) / (theta + mu));
			second += weight * (m / (theta + mu) - rising.second - (mu - y) / ((theta + mu) * (theta + mu)));
			for (int j = 0; j < g->n; j++)
				cross[j] -= weight * (y - mu) * m / ((1 + m) * (1 + m)) * z[j];
		}
		add_row(g, f, weight * (y - mu) / (1 + m),
				g->expected ? weight * mu / (1 + m) : weight * mu * (1 + y / theta) / ((1 + m) * (1 + m)));
	}
	add_waiting(g, f);
	f->loglik += g->constant;
	if (!nuisance)
		return;
	f->gradient[g->n] = theta * first;
	cross[g->n] = -(theta * first + theta * theta * second);
}

/* What a patient adds to the gradient, for the robust variance. */
static void
residual(void *model, int row, double *residual)
{
	glm		   *g = model;
	double		y = g->r->number[row];
	double		eta = predict(g, row, g->at);
	double		mu = g->r->kind == MS_ROWS_COUNT ? years_of(g, row) * exp(eta) : 0;
	double		r = y - mu;
	double		unused;

	if (g->family == MS_FAMILY_LOGISTIC)
		r = y != 0 ? missed(eta, &unused) : -missed(-eta, &unused);
	else if (g->family == MS_FAMILY_NEGATIVE_BINOMIAL)
		r /= 1 + mu / exp(g->log_theta);
	for (int j = 0; j < g->n; j++)
		residual[j] = counts(g, row) ? r * g->z[j] : 0;
}

/* Sums over all rows: counts for the model, and weighted ones for its start. */
typedef struct totals
{
	double		events;
	double		exposure;		/* years of counts, patients otherwise */
} totals;

static totals
sum_up(glm *g, ms_model *m)
{
	totals		t = {0, 0};
	double		constant = 0;

	g->constant = 0;
	for (int i = 0; i < g->r->rows; i++)
	{
		double		weight = ms_columns_weight(&g->columns, i);
		double		y = g->r->number[i];

		ms_pause_at(i);
		if (g->r->kind == MS_ROWS_COUNT && (i == 0 || y != g->r->number[i - 1]))
			constant = ms_log_gamma(y + 1);
		if (!counts(g, i))
			continue;
		m->patients = ms_add_count(m->patients, ms_rows_count(g->r, i), 1);
		m->events = ms_add_count(m->events, ms_rows_count(g->r, i), g->r->number[i]);
		t.events += weight * y;
		t.exposure += g->r->kind == MS_ROWS_COUNT ? weight * years_of(g, i) : weight;
		if (g->r->kind == MS_ROWS_COUNT)
			g->constant += weight * (y * log(years_of(g, i)) - constant);
	}
	return t;
}

/* Poisson's or logistic regression, whose parameters are those of the terms. */
static void
choose_evaluation(glm *g, ms_newton *f)
{
	for (int i = 0; i < MS_ROWS_AT_ONCE; i++)
		g->z[i * g->n] = 1;
	f->n = g->n;
	f->intercept = true;
	f->nuisance = false;
	f->floor = 0;
	f->model = g;
	f->evaluate = g->family == MS_FAMILY_LOGISTIC ? evaluate_logistic : evaluate_poisson;
}

/*
 * Starts at the null model and goes to the maximum of the likelihood.  With one
 * outcome only, that of the intercept is at infinity.
 */
static void
fit(glm *g, ms_newton *f, totals t, ms_model *m)
{
	bool		logistic = g->family == MS_FAMILY_LOGISTIC;

	choose_evaluation(g, f);
	memset(f->at, 0, f->n * sizeof(double));
	f->at[0] = logistic ? log(t.events) - log(t.exposure - t.events) : log(t.events / t.exposure);
	ms_newton_run(f);
	m->loglik_null = f->start;
	m->iterations = f->rounds;
	m->status = f->status;
	m->status_term = f->term;
	m->loglik = f->loglik;
}

/*
 * By how much the squares of Poisson's residuals exceed what is expected: the
 * likelihood of a negative binomial rises from Poisson's only if they do.  Sets
 * the moment's estimate of theta.
 */
static bool
overdispersed(glm *g, const double *at)
{
	double		excess = 0;
	double		means = 0;
	double		squares = 0;

	for (int i = 0; i < g->r->rows; i++)
	{
		double		weight = ms_columns_weight(&g->columns, i);
		double		y = g->r->number[i];
		double		mu;

		ms_pause_at(i);
		if (!counts(g, i))
			continue;
		mu = years_of(g, i) * exp(predict(g, i, at));
		excess += weight * ((y - mu) * (y - mu) - y);
		means += weight * mu * mu;
		squares += weight * (y * y + mu * mu);
	}
	if (!(excess > EXCESS_MIN * squares))
		return false;
	g->log_theta = log(means / excess);
	return g->log_theta < LOG_THETA_MAX;
}

static void
no_overdispersion(ms_model *m)
{
	m->status = MS_FIT_NO_OVERDISPERSION;
	m->theta = INFINITY;
}

/*
 * Goes on from Poisson's maximum.  If the likelihood does not rise from there, it
 * may yet be higher elsewhere; that is tried from a theta, unless it is infinite.
 */
static void
fit_theta(glm *g, ms_newton *f, totals t, ms_model *m, double theta)
{
	int			rounds = f->rounds;
	double		poisson = f->loglik;
	bool		rises = overdispersed(g, f->at);

	if (!rises && !isfinite(theta))
		return no_overdispersion(m);
	f->n = g->n + 1;
	f->nuisance = true;
	f->evaluate = evaluate_negative_binomial;
	f->at[g->n] = rises ? g->log_theta : log(theta);
	ms_newton_run(f);
	rounds += f->rounds;
	if (!rises && (f->status != MS_FIT_OK || f->loglik <= poisson || f->at[g->n] > LOG_THETA_MAX))
	{
		fit(g, f, t, m);
		no_overdispersion(m);
	}
	else
	{
		/* the Poisson fit was regular, so that nothing here can be collinear or separated */
		m->status = f->status == MS_FIT_OK ? MS_FIT_OK : MS_FIT_NOT_CONVERGED;
		m->loglik = f->loglik;
		g->log_theta = f->at[g->n];
		m->theta = exp(g->log_theta);
	}
	m->iterations = rounds;
}

/* The model of the same rows without covariates, with a theta of its own. */
static ms_model
null_of_negative_binomial(const glm *g, ms_newton *f, totals t)
{
	glm			null = *g;
	ms_rows		rows = *g->r;
	ms_model	m = {0};

	rows.terms = 0;
	null.r = &rows;
	null.columns.r = &rows;
	null.n = 1;
	fit(&null, f, t, &m);
	fit_theta(&null, f, t, &m, INFINITY);
	return m;
}

static void
fit_negative_binomial(glm *g, ms_newton *f, totals t, ms_model *m)
{
	ms_model	null = null_of_negative_binomial(g, f, t);

	fit(g, f, t, m);
	if (m->status == MS_FIT_OK)
		fit_theta(g, f, t, m, null.theta);
	m->loglik_null = null.status == MS_FIT_NOT_CONVERGED ? NAN : null.loglik;
}

/* The variance, on the scale of z, at the estimates. */
static bool
find_variance(glm *g, ms_newton *f, ms_model *m)
{
	f->n = g->n;
	f->nuisance = false;
	/* with theta, the information was that of the data, and of theta too */
	if (f->evaluate == evaluate_negative_binomial)
	{
		g->expected = true;
		f->evaluate(g, f->at, f);
	}
	else
		g->family = g->family == MS_FAMILY_NEGATIVE_BINOMIAL ? MS_FAMILY_POISSON : g->family;
	if (ms_linear_solve(f->half, f->n, 0, f->gradient, m->vcov, f->work) != MS_LINEAR_SOLVED)
		return false;
	g->at = f->at;
	memcpy(m->estimate, f->at, m->terms * sizeof(double));
	if (m->options.variance == MS_VARIANCE_ROBUST)
		ms_robust_variance(&g->robust, m->vcov);
	return true;
}

size_t
ms_glm_memory(const ms_rows *r)
{
	int			n = ms_model_terms(r);

	return ms_columns_memory(r->terms) + ms_taken(MS_ROWS_AT_ONCE * n * sizeof(double)) + ms_newton_memory(n + 1) +
		ms_robust_memory(r, n);
}

/* Takes the memory, and settles what does not depend on the parameters. */
static totals
prepare(glm *g, ms_newton *f, ms_model *m, const ms_rows *r, char *memory)
{
	g->r = r;
	g->family = m->options.family;
	g->n = m->terms;
	g->z = MS_TAKE(memory, MS_ROWS_AT_ONCE * g->n, double);
	ms_newton_take(f, g->n + 1, &memory);
	ms_columns_settle(&g->columns, r, &memory);
	ms_robust_take(&g->robust, r, g->n, &memory);
	g->robust.columns = &g->columns;
	g->robust.residual = residual;
	g->robust.model = g;
	m->clusters = ms_count_clusters(r, g->robust.order);
	return sum_up(g, m);
}

void
ms_glm(ms_model *m, const ms_rows *r, const ms_fit_options *options, void *memory)
{
	glm			g = {0};
	ms_newton	f = {0};
	totals		t;

	ms_model_clear(m, r, options);
	t = prepare(&g, &f, m, r, memory);
	if (m->events == 0)
	{
		m->status = MS_FIT_NO_EVENTS;
		return;
	}
	if (r->kind == MS_ROWS_LOGISTIC && m->events == m->patients)
	{
		m->status = MS_FIT_SEPARATED;
		m->status_term = 0;
		return;
	}
	if (options->family == MS_FAMILY_NEGATIVE_BINOMIAL)
		fit_negative_binomial(&g, &f, t, m);
	else
		fit(&g, &f, t, m);
	if (ms_model_fitted(m) && !find_variance(&g, &f, m))
		m->status = MS_FIT_NOT_CONVERGED;
	ms_model_settle(m, &g.columns);
}

void
ms_glm_evaluate(ms_evaluation *e, const ms_rows *r, const ms_fit_options *options, const double *beta, void *memory)
{
	glm			g = {0};
	ms_newton	f = {0};
	ms_model	m = {.options = *options, .terms = ms_model_terms(r)};
	totals		t = prepare(&g, &f, &m, r, memory);
	const double *meat = NULL;

	choose_evaluation(&g, &f);
	ms_columns_place(&g.columns, true, beta, f.at);
	f.evaluate(&g, f.at, &f);
	*e = (ms_evaluation) {.event_weight = t.events, .exposure = t.exposure, .constant = g.constant};
	if (options->variance == MS_VARIANCE_ROBUST)
	{
		g.at = f.at;
		ms_robust_meat(&g.robust);
		meat = g.robust.meat;
	}
	ms_evaluation_settle(e, &g.columns, &m, &f, meat);
}
