/*
 * cox_model.c
 *		Cox's model, in one pass a round: from the last day of a stratum to the
 *		first, those at risk are added up.
 *
 * Sums over those at risk are the lower half of the matrix of w exp(eta) (1, z')
 * (1, z')'; its first element is the sum of risks, the first column that of
 * risks times z.  A predictor eta is less the largest of its stratum.
 */
#include "cox_model.h"

#include <math.h>
#include <string.h>

#include "efron.h"
#include "linear.h"
#include "merge_sort.h"
#include "pause.h"
#include "quantile.h"
#include "regression_fit.h"

/* An event day, and what is known there. */
typedef struct cox_day
{
	int32_t		day;
	bool		tied;			/* by Efron's method; otherwise a is 0 for all */
	double		events;			/* patients */
	double		weight;			/* of all events, and the mean */
	double		mean_weight;
	ms_efron	sums;			/* where all risks are 1 */
} cox_day;

typedef struct cox
{
	const ms_rows *r;
	int			p;
	int			n;				/* p + 1 */
	bool		efron;
	ms_columns	columns;
	ms_robust	robust;
	double	   *z;				/* of a row, after 1 */
	double	   *risk;			/* of a patient of each row */
	int32_t    *by_entry;		/* the rows of each stratum, those that entered last first; or NULL */
	int32_t    *spare;
	int			rows_at_risk;
	double	   *at_risk;		/* sums over those at risk */
	double	   *lost;			/* what rounding lost of them, where patients leave the sums too */
	double	   *both;			/* the two added */
	double		peak;			/* the largest sum of risks since they were added up */
	double	   *event;			/* sums over the events of the day */
	double	   *event_z;		/* of z times weight */
	double	   *risk_mean;		/* of z among those at risk, and of the events' part in it */
	double	   *event_mean;
	double		loglik;
	void		(*visit) (struct cox *c, const cox_day *day);
	/* of Newton's method */
	double	   *gradient;
	double	   *half;
	/* of the residuals, for each event day, the last of a stratum first */
	int			recorded;
	int			first_record;	/* of the stratum */
	int32_t    *record_day;
	double	   *record;
	int32_t    *exit_record;	/* of each row: the last event day up to its exit, or -1; and its entry */
	int32_t    *entry_record;
	/* of the test of proportional hazards */
	const struct clock *clock;
	double	   *sums[3];		/* information, times the time, times its square */
	double	   *one;			/* of a day */
	double	   *score;			/* of a day, and times the time */
	double	   *time_score;
} cox;

static bool
was_at_risk(const ms_rows *r, int row)
{
	int32_t		entry = ms_rows_entry(r, row);

	return entry <= 0 || entry < r->number[row];
}

/* Adds a term to a sum, and to what rounding lost of it: Knuth's two-sum. */
static inline void
two_sum(double *sum, double *lost, double term)
{
	double		total = *sum + term;
	double		part = total - *sum;

	*lost += (*sum - (total - part)) + (term - part);
	*sum = total;
}

/* As ms_half_add(). */
static void
add_keeping(double *restrict half, double *restrict lost, const double *restrict z, int n, double v)
{
	for (int j = 0; j < n; j++)
	{
		double		vz = v * z[j];

		for (int k = 0; k <= j; k++)
			two_sum(&half[k], &lost[k], vz * z[k]);
		half += j + 1;
		lost += j + 1;
	}
}

/* Sets the risks of a stratum, and adds the part of the likelihood that is the events'. */
static void
set_risks(cox *c, const double *at, int from, int to)
{
	double		largest = -INFINITY;

	for (int i = from; i < to; i++)
	{
		ms_pause_at(i);
		ms_columns_read(&c->columns, i, c->z + 1);
		c->risk[i] = ms_dot(at, c->z + 1, c->p);
		if (was_at_risk(c->r, i) && !(c->risk[i] <= largest))
			largest = c->risk[i];
	}
	for (int i = from; i < to; i++)
	{
		double		eta = c->risk[i] - largest;

		ms_pause_at(i);
		if (ms_rows_event(c->r, i) && was_at_risk(c->r, i))
			c->loglik += ms_columns_weight(&c->columns, i) * eta;
		c->risk[i] = exp(eta);
	}
}

/* Of the lower half: k is at most j. */
static double
element(const double *half, int j, int k)
{
	return half[ms_half(j) + k];
}

/* Adds the score and information of a day. */
static void
add_day(const cox *c, const cox_day *day, double *score, double *half)
{
	double		all = element(c->both, 0, 0);
	double		w = day->mean_weight;
	const ms_efron *t = &day->sums;

	/* no other could have had the event, and rounding must not make this information */
	if (c->rows_at_risk == 1)
		return;
	for (int j = 0; j < c->p; j++, half += j)
	{
		double		x = c->risk_mean[j];
		double		e = c->event_mean[j];
		const double *risks = &c->both[ms_half(j + 1) + 1];
		const double *events = &c->event[ms_half(j + 1) + 1];

		score[j] += c->event_z[j] - w * (t->first * x - t->part_first * e);
		if (!day->tied)
			for (int k = 0; k <= j; k++)
				half[k] += day->weight * (risks[k] / all - x * c->risk_mean[k]);
		else
			for (int k = 0; k <= j; k++)
				half[k] += w * ((t->first * risks[k] - t->part_first * events[k]) / all -
								t->second * x * c->risk_mean[k] +
								t->part_second * (x * c->event_mean[k] + e * c->risk_mean[k]) -
								t->square_second * e * c->event_mean[k]);
	}
}

static void
visit_newton(cox *c, const cox_day *day)
{
	add_day(c, day, c->gradient, c->half);
}

/* Adds a row to those at risk, or takes it away. */
static void
add_risk(cox *c, double v)
{
	if (c->by_entry == NULL)
		ms_half_add(c->at_risk, c->z, c->n, v);
	else
		add_keeping(c->at_risk, c->lost, c->z, c->n, v);
}

/*
 * Brings together the sums over those at risk on a day, who are among the rows
 * given.  If nearly all of the sums has left them, what is left is inexact even
 * with what rounding lost; they are then added up anew.
 */
#define LEFT_MIN 1e-20

static void
settle_sums(cox *c, int32_t day, int from, int to)
{
	size_t		size = ms_half(c->n);

	if (c->by_entry == NULL)
	{
		memcpy(c->both, c->at_risk, size * sizeof(double));
		return;
	}
	if (c->at_risk[0] + c->lost[0] < LEFT_MIN * c->peak)
	{
		memset(c->at_risk, 0, size * sizeof(double));
		memset(c->lost, 0, size * sizeof(double));
		for (int i = from; i < to; i++)
		{
			ms_pause_at(i);
			if (!was_at_risk(c->r, i) || (ms_rows_entry(c->r, i) > 0 && ms_rows_entry(c->r, i) >= day))
				continue;
			ms_columns_read(&c->columns, i, c->z + 1);
			add_risk(c, ms_columns_weight(&c->columns, i) * c->risk[i]);
		}
		c->peak = c->at_risk[0];
	}
	for (size_t i = 0; i < size; i++)
		c->both[i] = c->at_risk[i] + c->lost[i];
}

#define ALL_MIN 1e-290

/* The events of a day are complete: the means, and what the visitor does with them. */
static void
finish_day(cox *c, cox_day *day)
{
	double		all = element(c->both, 0, 0);

	day->tied = c->efron && day->events > 1;
	day->mean_weight = day->weight / day->events;
	for (int j = 0; j < c->p; j++)
	{
		c->risk_mean[j] = element(c->both, j + 1, 0) / all;
		c->event_mean[j] = element(c->event, j + 1, 0) / all;
	}
	if (day->tied)
		day->sums = ms_efron_likelihood(1, element(c->event, 0, 0) / all, day->events);
	else
		day->sums = (ms_efron) {.first = day->events, .second = day->events};
	/* next to nothing beside others of the stratum: too few digits are left */
	if (!(all > ALL_MIN))
		c->loglik = -INFINITY;
	/* risks have the unit of weights */
	c->loglik -= day->mean_weight * (day->events * (log(all) - log(c->columns.weight_unit)) + day->sums.log);
	ms_pause();
	c->visit(c, day);
}

/* Adds the sums over the day's events to those over all at risk. */
static void
add_events(cox *c)
{
	for (size_t i = 0; i < ms_half(c->n); i++)
	{
		if (c->by_entry == NULL)
			c->at_risk[i] += c->event[i];
		else
			two_sum(&c->at_risk[i], &c->lost[i], c->event[i]);
	}
}

/* Adds the rows of a day that end at `last`, and returns the one before them. */
static int
add_rows(cox *c, int from, int last, cox_day *day)
{
	int			i = last;

	memset(day, 0, sizeof(*day));
	day->day = c->r->number[last];
	for (; i >= from && c->r->number[i] == day->day; i--)
	{
		double		weight = ms_columns_weight(&c->columns, i);

		ms_pause_at(i);
		if (!was_at_risk(c->r, i))
			continue;
		c->rows_at_risk++;
		ms_columns_read(&c->columns, i, c->z + 1);
		if (!ms_rows_event(c->r, i))
		{
			add_risk(c, weight * c->risk[i]);
			continue;
		}
		if (day->events == 0)
		{
			memset(c->event, 0, ms_half(c->n) * sizeof(double));
			memset(c->event_z, 0, c->p * sizeof(double));
		}
		ms_half_add(c->event, c->z, c->n, weight * c->risk[i]);
		for (int j = 0; j < c->p; j++)
			c->event_z[j] += weight * c->z[j + 1];
		day->events += (double) ms_rows_count(c->r, i);
		day->weight += weight;
	}
	if (day->events > 0)
		add_events(c);
	return i;
}

/* From the last day of a stratum to the first. */
static void
walk_stratum(cox *c, int from, int to)
{
	int			entered = from;

	c->rows_at_risk = 0;
	c->peak = 0;
	memset(c->at_risk, 0, ms_half(c->n) * sizeof(double));
	memset(c->lost, 0, ms_half(c->n) * sizeof(double));
	for (int i = to - 1; i >= from;)
	{
		cox_day		day;

		i = add_rows(c, from, i, &day);
		c->peak = fmax(c->peak, c->at_risk[0]);
		/* who enters on that day or later is not at risk */
		for (; c->by_entry != NULL && entered < to; entered++)
		{
			int			row = c->by_entry[entered];

			ms_pause_at(entered);
			if (ms_rows_entry(c->r, row) < day.day || ms_rows_entry(c->r, row) <= 0)
				break;
			if (!was_at_risk(c->r, row))
				continue;
			c->rows_at_risk--;
			ms_columns_read(&c->columns, row, c->z + 1);
			add_risk(c, -(ms_columns_weight(&c->columns, row) * c->risk[row]));
		}
		if (day.events > 0)
		{
			settle_sums(c, day.day, i + 1, to);
			finish_day(c, &day);
		}
	}
}

/* The end of the stratum that a row begins. */
static int
stratum_end(const ms_rows *r, int from)
{
	int			to = from + 1;

	for (; to < r->rows && ms_rows_same_stratum(r, from, to); to++)
		ms_pause_at(to);
	return to;
}

static void
walk(cox *c, const double *at, void (*visit) (cox *c, const cox_day *day), void (*leave) (cox *c, int from, int to))
{
	c->loglik = 0;
	c->visit = visit;
	for (int from = 0, to; from < c->r->rows; from = to)
	{
		to = stratum_end(c->r, from);
		set_risks(c, at, from, to);
		walk_stratum(c, from, to);
		if (leave != NULL)
			leave(c, from, to);
	}
}

static void
evaluate(void *model, const double *at, ms_newton *f)
{
	cox		   *c = model;

	c->gradient = f->gradient;
	c->half = f->half;
	memset(f->gradient, 0, f->n * sizeof(double));
	memset(f->half, 0, ms_half(f->n) * sizeof(double));
	walk(c, at, visit_newton, NULL);
	f->loglik = c->loglik;
}

/*
 * Residuals.  On each event day, risks are divided by those of all who are at
 * risk: the record of a day has the sum of these quotients over the tied events;
 * the part of it that the day's own events had left already; the same two times
 * the mean of z; and the mean of z.  The sums then run from the first day on, so
 * that a row needs only those of its exit and entry.
 */
static size_t
record_size(int p)
{
	return 2 + 3 * (size_t) p;
}

static void
visit_record(cox *c, const cox_day *day)
{
	int			p = c->p;
	double	   *record = c->record + c->recorded * record_size(p);
	const ms_efron *t = &day->sums;
	double		unit = day->mean_weight / element(c->both, 0, 0);

	c->record_day[c->recorded++] = day->day;
	record[0] = unit * t->first;
	record[1] = unit * t->part_first;
	record += 2;
	for (int j = 0; j < p; j++)
	{
		double		x = c->risk_mean[j];
		double		e = c->event_mean[j];

		record[j] = unit * (t->second * x - t->part_second * e);
		record[p + j] = unit * (t->part_second * x - t->square_second * e);
		record[2 * p + j] = (t->first * x - t->part_first * e) / day->events;
	}
}

/* A stratum is complete, and its records start where those of the one before ended. */
static void
leave_record(cox *c, int from, int to)
{
	size_t		size = record_size(c->p);
	int			start = c->first_record;
	int			k;

	for (k = c->recorded - 2; k >= start; k--)
	{
		double	   *record = c->record + k * size;

		ms_pause_at(k);
		record[0] += record[size];
		for (int j = 2; j < c->p + 2; j++)
			record[j] += record[size + j];
	}
	k = start;
	for (int i = to - 1; i >= from; i--)
	{
		ms_pause_at(i);
		while (k < c->recorded && c->record_day[k] > c->r->number[i])
			k++;
		c->exit_record[i] = k < c->recorded ? k : -1;
		c->entry_record[i] = -1;
	}
	k = start;
	for (int i = from; c->by_entry != NULL && i < to; i++)
	{
		int			row = c->by_entry[i];

		ms_pause_at(i);
		while (k < c->recorded && c->record_day[k] > ms_rows_entry(c->r, row))
			k++;
		if (ms_rows_entry(c->r, row) > 0 && k < c->recorded)
			c->entry_record[row] = k;
	}
	c->first_record = c->recorded;
}

static void
residual(void *model, int row, double *residual)
{
	cox		   *c = model;
	int			p = c->p;
	size_t		size = record_size(p);
	int			at = c->exit_record[row];
	int			before = c->entry_record[row];
	const double *record;

	memset(residual, 0, p * sizeof(double));
	if (at < 0 || !was_at_risk(c->r, row))
		return;
	record = c->record + at * size;
	ms_columns_read(&c->columns, row, c->z + 1);
	for (int j = 0; j < p; j++)
	{
		double		z = c->z[j + 1];
		double		sum = record[0] * z - record[2 + j];

		if (before >= 0)
			sum -= c->record[before * size] * z - c->record[before * size + 2 + j];
		if (ms_rows_event(c->r, row))
		{
			sum -= record[1] * z - record[2 + p + j];
			residual[j] = z - record[2 + 2 * p + j];
		}
		residual[j] -= c->risk[row] * sum;
	}
}

/* Memory, and what does not depend on the parameters. */

static bool
enters_later(const void *r, int32_t a, int32_t b)
{
	return ms_rows_entry(r, a) > ms_rows_entry(r, b);
}

/* Event days of strata, each counted. */
static size_t
count_event_days(const ms_rows *r)
{
	size_t		days = 0;
	int			last = -1;

	for (int i = 0; i < r->rows; i++)
	{
		ms_pause_at(i);
		if (!ms_rows_event(r, i))
			continue;
		if (last < 0 || r->number[last] != r->number[i] || !ms_rows_same_stratum(r, last, i))
			days++;
		last = i;
	}
	return days;
}

/* The memory of a walk. */
static size_t
walk_memory(const ms_rows *r)
{
	int			n = r->terms + 1;

	return ms_columns_memory(r->terms) + ms_taken(r->rows * sizeof(double)) + 4 * ms_taken(n * sizeof(double)) +
		4 * ms_taken(ms_half(n) * sizeof(double)) +
		(r->other == NULL ? 0 : 2 * ms_taken(r->rows * sizeof(int32_t)));
}

static void
prepare_walk(cox *c, const ms_rows *r, ms_ties ties, char **memory)
{
	int			n = r->terms + 1;

	c->r = r;
	c->p = r->terms;
	c->n = n;
	c->efron = ties == MS_TIES_EFRON;
	ms_columns_settle(&c->columns, r, memory);
	c->z = MS_TAKE(*memory, n, double);
	c->z[0] = 1;
	c->risk = MS_TAKE(*memory, r->rows, double);
	c->event_z = MS_TAKE(*memory, n, double);
	c->risk_mean = MS_TAKE(*memory, n, double);
	c->event_mean = MS_TAKE(*memory, n, double);
	c->at_risk = MS_TAKE(*memory, ms_half(n), double);
	c->lost = MS_TAKE(*memory, ms_half(n), double);
	c->both = MS_TAKE(*memory, ms_half(n), double);
	c->event = MS_TAKE(*memory, ms_half(n), double);
	if (r->other == NULL)
		return;
	c->by_entry = MS_TAKE(*memory, r->rows, int32_t);
	c->spare = MS_TAKE(*memory, r->rows, int32_t);
	for (int i = 0; i < r->rows; i++)
		c->by_entry[i] = i;
	for (int from = 0, to; from < r->rows; from = to)
	{
		to = stratum_end(r, from);
		ms_merge_sort(c->by_entry + from, c->spare, to - from, enters_later, r);
	}
}

static size_t
record_memory(const ms_rows *r)
{
	size_t		days = count_event_days(r);

	return ms_robust_memory(r, r->terms) + ms_taken(days * sizeof(int32_t)) +
		ms_taken(days * record_size(r->terms) * sizeof(double)) + 2 * ms_taken(r->rows * sizeof(int32_t));
}

/* Sets the residuals' records at the estimates. */
static void
record_residuals(cox *c, const double *at, char *memory)
{
	size_t		days = count_event_days(c->r);

	c->record_day = MS_TAKE(memory, days, int32_t);
	c->record = MS_TAKE(memory, days * record_size(c->p), double);
	c->exit_record = MS_TAKE(memory, c->r->rows, int32_t);
	c->entry_record = MS_TAKE(memory, c->r->rows, int32_t);
	walk(c, at, visit_record, leave_record);
	c->robust.columns = &c->columns;
	c->robust.residual = residual;
	c->robust.model = c;
}

size_t
ms_cox_model_memory(const ms_rows *r)
{
	return walk_memory(r) + ms_newton_memory(r->terms) + record_memory(r);
}

/* Counts patients and events, and returns the events' weight. */
static double
count_patients(const cox *c, ms_model *m)
{
	double		weight = 0;

	for (int i = 0; i < c->r->rows; i++)
	{
		ms_pause_at(i);
		if (!was_at_risk(c->r, i))
			continue;
		m->patients = ms_add_count(m->patients, ms_rows_count(c->r, i), 1);
		if (!ms_rows_event(c->r, i))
			continue;
		m->events = ms_add_count(m->events, ms_rows_count(c->r, i), 1);
		weight += ms_columns_weight(&c->columns, i);
	}
	return weight;
}

/* Information that is less than this part of the events is rounding. */
#define ROUNDING 1e-14

/* Takes memory, and settles what does not depend on the parameters; returns the events' weight. */
static double
prepare(cox *c, ms_newton *f, ms_model *m, const ms_rows *r, ms_ties ties, char **memory)
{
	double		weight;

	prepare_walk(c, r, ties, memory);
	ms_newton_take(f, c->p, memory);
	ms_robust_take(&c->robust, r, c->p, memory);
	m->clusters = ms_count_clusters(r, c->robust.order);
	weight = count_patients(c, m);
	f->floor = ROUNDING * weight;
	f->evaluate = evaluate;
	f->model = c;
	return weight;
}

void
ms_cox_model(ms_model *m, const ms_rows *r, const ms_fit_options *options, void *memory)
{
	char	   *left = memory;
	cox			c = {0};
	ms_newton	f = {0};

	ms_model_clear(m, r, options);
	(void) prepare(&c, &f, m, r, options->ties, &left);
	if (m->events == 0)
	{
		m->status = MS_FIT_NO_EVENTS;
		return;
	}
	ms_newton_run(&f);
	m->iterations = f.rounds;
	m->status = f.status;
	m->status_term = f.term;
	m->loglik_null = f.start;
	m->loglik = f.loglik;
	if (m->status == MS_FIT_OK)
	{
		memcpy(m->estimate, f.at, c.p * sizeof(double));
		if (ms_linear_solve(f.half, c.p, f.floor, f.gradient, m->vcov, f.work) != MS_LINEAR_SOLVED)
			m->status = MS_FIT_NOT_CONVERGED;
		else if (options->variance == MS_VARIANCE_ROBUST)
		{
			record_residuals(&c, f.at, left);
			ms_robust_variance(&c.robust, m->vcov);
		}
	}
	ms_model_settle(m, &c.columns);
}

static void
visit_nothing(cox *c, const cox_day *day)
{
}

/* The likelihood of the same rows without covariates. */
static double
null_likelihood(const cox *c)
{
	cox			null = *c;
	ms_rows		rows = *c->r;

	rows.terms = 0;
	null.r = &rows;
	null.columns.r = &rows;
	null.p = 0;
	null.n = 1;
	walk(&null, NULL, visit_nothing, NULL);
	return null.loglik;
}

void
ms_cox_evaluate(ms_evaluation *e, const ms_rows *r, const ms_fit_options *options, const double *beta, void *memory)
{
	char	   *left = memory;
	cox			c = {0};
	ms_newton	f = {0};
	ms_model	m = {0};
	const double *meat = NULL;

	*e = (ms_evaluation) {.event_weight = prepare(&c, &f, &m, r, options->ties, &left)};
	e->constant = null_likelihood(&c);
	ms_columns_place(&c.columns, false, beta, f.at);
	evaluate(&c, f.at, &f);
	if (options->variance == MS_VARIANCE_ROBUST)
	{
		record_residuals(&c, f.at, left);
		ms_robust_meat(&c.robust);
		meat = c.robust.meat;
	}
	ms_evaluation_settle(e, &c.columns, &m, &f, meat);
}

/* The test of proportional hazards. */

/* A function of time: of all event days in ascending order, for Kaplan-Meier. */
typedef struct clock
{
	ms_transform transform;
	int			days;
	int32_t    *day;
	double	   *value;
	double		mean;
} clock;

static double
time_of(const clock *k, int32_t day)
{
	int			low = 0;
	int			high = k->days - 1;

	if (k->transform == MS_TRANSFORM_IDENTITY)
		return day;
	if (k->transform == MS_TRANSFORM_LOG)
		return log(day);
	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (k->day[middle] < day)
			low = middle + 1;
		else
			high = middle;
	}
	return k->value[low];
}

static bool
exits_earlier(const void *rows, int32_t a, int32_t b)
{
	const ms_rows *r = rows;

	return r->number[a] < r->number[b];
}

static bool
enters_earlier(const void *r, int32_t a, int32_t b)
{
	return ms_rows_entry(r, a) < ms_rows_entry(r, b);
}

/* Kaplan-Meier's estimate before each event day, of the rows in the order of their exit and entry. */
static void
make_clock(clock *k, const ms_rows *r, const int32_t *by_exit, const int32_t *by_entry)
{
	double		survival = 1;
	double		at_risk = 0;
	int			entered = 0;

	k->days = 0;
	for (int i = 0, next; i < r->rows; i = next)
	{
		int32_t		day = r->number[by_exit[i]];
		double		events = 0;
		double		gone = 0;

		for (; entered < r->rows && (ms_rows_entry(r, by_entry[entered]) <= 0 ||
									 ms_rows_entry(r, by_entry[entered]) < day); entered++)
		{
			ms_pause_at(entered);
			if (was_at_risk(r, by_entry[entered]))
				at_risk += (double) ms_rows_count(r, by_entry[entered]);
		}
		for (next = i; next < r->rows && r->number[by_exit[next]] == day; next++)
		{
			double		count = was_at_risk(r, by_exit[next]) ? (double) ms_rows_count(r, by_exit[next]) : 0;

			ms_pause_at(next);
			gone += count;
			events += ms_rows_event(r, by_exit[next]) ? count : 0;
		}
		if (events > 0)
		{
			k->day[k->days] = day;
			k->value[k->days++] = 1 - survival;
			survival *= 1 - events / at_risk;
		}
		at_risk -= gone;
	}
}

/* The mean over all events. */
static void
centre_clock(clock *k, const ms_rows *r)
{
	double		events = 0;
	double		sum = 0;

	for (int i = 0; i < r->rows; i++)
	{
		ms_pause_at(i);
		if (!ms_rows_event(r, i) || !was_at_risk(r, i))
			continue;
		events += (double) ms_rows_count(r, i);
		sum += (double) ms_rows_count(r, i) * time_of(k, r->number[i]);
	}
	k->mean = sum / events;
}

static void
visit_ph(cox *c, const cox_day *day)
{
	double		time = time_of(c->clock, day->day) - c->clock->mean;
	double		power = 1;

	memset(c->score, 0, c->p * sizeof(double));
	memset(c->one, 0, ms_half(c->p) * sizeof(double));
	add_day(c, day, c->score, c->one);
	for (int j = 0; j < c->p; j++)
		c->time_score[j] += time * c->score[j];
	for (int s = 0; s < 3; s++, power *= time)
		for (size_t j = 0; j < ms_half(c->p); j++)
			c->sums[s][j] += power * c->one[j];
}

size_t
ms_ph_test_memory(const ms_rows *r)
{
	int			p = r->terms;
	size_t		days = count_event_days(r);

	return walk_memory(r) + 3 * ms_taken(r->rows * sizeof(int32_t)) + ms_taken(days * sizeof(int32_t)) +
		ms_taken(days * sizeof(double)) + 4 * ms_taken(ms_half(p) * sizeof(double)) +
		4 * ms_taken(p * sizeof(double)) + 2 * ms_taken((size_t) p * p * sizeof(double)) +
		ms_taken(ms_linear_work(p) * sizeof(double));
}

static void
prepare_clock(clock *k, const ms_rows *r, ms_transform transform, char **memory)
{
	size_t		days = count_event_days(r);
	int32_t    *by_exit = MS_TAKE(*memory, r->rows, int32_t);
	int32_t    *by_entry = MS_TAKE(*memory, r->rows, int32_t);
	int32_t    *spare = MS_TAKE(*memory, r->rows, int32_t);

	k->transform = transform;
	k->day = MS_TAKE(*memory, days, int32_t);
	k->value = MS_TAKE(*memory, days, double);
	if (transform == MS_TRANSFORM_KM)
	{
		for (int i = 0; i < r->rows; i++)
			by_exit[i] = by_entry[i] = i;
		ms_merge_sort(by_exit, spare, r->rows, exits_earlier, r);
		ms_merge_sort(by_entry, spare, r->rows, enters_earlier, r);
		make_clock(k, r, by_exit, by_entry);
	}
	centre_clock(k, r);
}

/*
 * The information of the scores times the time, given those without it: what the
 * covariates explain is taken away.  `half` and `work` are overwritten.
 */
static bool
condition(cox *c, double *inverse, double *product, double *work)
{
	int			p = c->p;
	double	   *half = c->sums[2];

	if (ms_linear_solve(c->sums[0], p, 0, c->score, inverse, work) != MS_LINEAR_SOLVED)
		return false;
	for (int i = 0; i < p; i++)
		for (int j = 0; j < p; j++)
		{
			double		sum = 0;

			ms_pause_at(j);
			for (int k = 0; k < p; k++)
				sum += inverse[(size_t) j * p + k] * ms_half_element(c->sums[1], i, k);
			product[(size_t) i * p + j] = sum;
		}
	for (int i = 0; i < p; i++)
		for (int j = 0; j <= i; j++)
		{
			double		sum = 0;
			double	   *to = &half[ms_half(i) + j];

			for (int k = 0; k < p; k++)
				sum += product[(size_t) i * p + k] * ms_half_element(c->sums[1], j, k);
			/* nothing is left, as far as can be told */
			*to = i == j && *to - sum <= 1e-11 * *to ? 0 : *to - sum;
		}
	return true;
}

static ms_ph_result
ph_result(double chisq, int df)
{
	return (ms_ph_result) {chisq, df, isfinite(chisq) ? ms_chisq_upper(chisq, df) : NAN};
}

void
ms_ph_test(ms_ph_result *result, const ms_model *m, const ms_rows *r, ms_transform transform, void *memory)
{
	char	   *left = memory;
	cox			c = {0};
	clock		k = {0};
	int			p = r->terms;
	double	   *at;
	double	   *inverse;
	double	   *product;
	double	   *work;

	for (int j = 0; j <= p; j++)
		result[j] = ph_result(NAN, j < p ? 1 : p);
	if (!ms_model_fitted(m) || p == 0)
		return;
	prepare_walk(&c, r, m->options.ties, &left);
	prepare_clock(&k, r, transform, &left);
	c.clock = &k;
	c.one = MS_TAKE(left, ms_half(p), double);
	for (int s = 0; s < 3; s++)
		memset(c.sums[s] = MS_TAKE(left, ms_half(p), double), 0, ms_half(p) * sizeof(double));
	c.score = MS_TAKE(left, p, double);
	memset(c.time_score = MS_TAKE(left, p, double), 0, p * sizeof(double));
	at = MS_TAKE(left, p, double);
	inverse = MS_TAKE(left, (size_t) p * p, double);
	product = MS_TAKE(left, (size_t) p * p, double);
	work = MS_TAKE(left, ms_linear_work(p), double);
	for (int j = 0; j < p; j++)
		at[j] = m->estimate[j] / c.columns.scale[j];
	walk(&c, at, visit_ph, NULL);
	if (!isfinite(k.mean) || !condition(&c, inverse, product, work))
		return;
	for (int j = 0; j < p; j++)
	{
		double		information = element(c.sums[2], j, j);

		if (information > 0)
			result[j] = ph_result(c.time_score[j] * c.time_score[j] / information / c.columns.weight_unit, 1);
	}
	for (int j = 0; j < p; j++)
		at[j] = c.time_score[j];
	if (ms_linear_solve(c.sums[2], p, 0, at, NULL, work) == MS_LINEAR_SOLVED)
		result[p] = ph_result(ms_dot(at, c.time_score, p) / c.columns.weight_unit, p);
}
