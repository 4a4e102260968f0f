/*
 * cuminc.c
 *		Cumulative incidence in the presence of competing events.
 */
#include "cuminc.h"

#include <math.h>

#include "pause.h"
#include "quantile.h"

const ms_ledger_kind ms_cuminc_kind = {
	.type = "cuminc_tally",
	.key = "days",
	.columns = MS_CUMINC_COLUMNS,
	.column = {"censored", "cause_1", "cause_2", "cause_3", "cause_4", "cause_5", "cause_6", "cause_7",
	"cause_8", "cause_9", "cause_10", "cause_11", "cause_12", "cause_13", "cause_14", "cause_15"},
	.always = 2,
};

/* The number at risk and free of events before a day, and the day's exits by kind. */
typedef struct exits
{
	double		risk;
	double		events;			/* of all causes */
	double		of_cause;
	double		censored;
} exits;

static exits
exits_of(const ms_ledger *l, int row, int cause, double risk)
{
	exits		e = {.risk = risk};

	for (int i = 1; i < l->columns; i++)
		e.events += (double) ms_ledger_count(l, row, i);
	e.of_cause = (double) ms_ledger_count(l, row, cause);
	e.censored = (double) ms_ledger_count(l, row, 0);
	return e;
}

static double
patients_of(const ms_ledger *l)
{
	double		patients = 0;

	for (int i = 0; i < l->columns; i++)
		patients += (double) ms_ledger_total(l, i);
	return patients;
}

void
ms_cuminc_life(const ms_ledger *l, int cause, ms_life *life, double *of_cause)
{
	double		risk = patients_of(l);

	for (int i = 0; i < l->rows; i++)
	{
		exits		e = exits_of(l, i, cause, risk);

		ms_pause_at(i);
		life[i] = (ms_life) {l->key[i], risk, e.events, e.censored};
		of_cause[i] = e.of_cause;
		risk -= e.events + e.censored;
	}
}

/*
 * The infinitesimal jackknife variance is the sum of the squares of the
 * patients' influences on the incidence F(t), that is, of its derivatives by
 * their weights.  The influence of a patient who left on day x <= t is
 *
 *		a + b F(t),
 *
 * where b is the influence on the logarithm of the survival after x,
 *
 *		b = G(x) - [event] / (n - d),	G(x) = sum of d / (n (n - d)) to x,
 *
 * and a is the patient's contribution to F until x: B(x) - b F(x), plus
 * S(x-)/n for an event of the cause, with B(x) = sum of dF (G before - 1 / n)
 * to x.  The influence of a patient still at risk is B(t).  So three sums in
 * one pass are enough.
 */
typedef struct influence
{
	double		g;
	double		b_sum;			/* B */
	double		aa;				/* sums over patients who left: a a, a b, b b */
	double		ab;
	double		bb;
} influence;

static void
leave(influence *s, double patients, double a, double b)
{
	s->aa += patients * a * a;
	s->ab += patients * a * b;
	s->bb += patients * b * b;
}

static double
variance_after(influence *s, const exits *e, double survival, double step, double incidence)
{
	double		survivors = e->risk - e->events;
	double		later = survivors - e->censored;
	double		of_event;

	s->b_sum += step * (s->g - 1 / e->risk);
	if (e->events > 0 && survivors > 0)
		s->g += e->events / (e->risk * survivors);
	of_event = survivors > 0 ? s->g - 1 / survivors : 0;
	leave(s, e->of_cause, s->b_sum - of_event * incidence + survival / e->risk, of_event);
	leave(s, e->events - e->of_cause, s->b_sum - of_event * incidence, of_event);
	leave(s, e->censored, s->b_sum - s->g * incidence, s->g);
	return s->aa + incidence * (2 * s->ab + incidence * s->bb) + later * s->b_sum * s->b_sum;
}

void
ms_cumulative_incidence(const ms_ledger *l, int cause, const ms_conf *conf,
						ms_incidence *row)
{
	double		z = ms_normal_quantile_upper((1 - conf->level) / 2);
	double		survival = 1;	/* without any event, before the day */
	double		incidence = 0;
	double		risk = patients_of(l);
	influence	s = {0};

	for (int i = 0; i < l->rows; i++)
	{
		exits		e = exits_of(l, i, cause, risk);
		double		step = survival * e.of_cause / risk;
		double		variance;

		ms_pause_at(i);
		incidence += step;
		variance = variance_after(&s, &e, survival, step, incidence);
		row[i] = (ms_incidence) {
			(int64_t) risk, (int64_t) e.of_cause, (int64_t) e.censored,
			{incidence, sqrt(fmax(variance, 0)), NAN, NAN}
		};
		ms_set_limits(&row[i].point, z, conf->type);
		survival *= (risk - e.events) / risk;
		risk -= e.events + e.censored;
	}
}

/*
 * The first day on which a curve reaches p.  A height within SAME of p counts as
 * p; then the answer is halfway to the first day above, or to the last day.  The
 * limits may fall a little on days without an event of the cause.
 */
#define SAME 1.5e-8

static double
crossing(const ms_ledger *l, const ms_incidence *row, double p, double (*height) (const ms_point *))
{
	double		at_day = NAN;

	for (int i = 0; i < l->rows; i++)
	{
		double		y = height(&row[i].point);

		ms_pause_at(i);
		if (isnan(at_day) && y >= p - SAME)
			at_day = l->key[i];
		if (y >= p + SAME)
			return (at_day + l->key[i]) / 2;
	}
	return l->rows == 0 ? NAN : (at_day + l->key[l->rows - 1]) / 2;
}

static double
estimate_of(const ms_point *p)
{
	return p->estimate;
}

static double
upper_of(const ms_point *p)
{
	return p->upper;
}

static double
lower_of(const ms_point *p)
{
	return p->lower;
}

ms_quantile
ms_incidence_quantile(const ms_ledger *l, const ms_incidence *row, double p)
{
	return (ms_quantile) {
		crossing(l, row, p, estimate_of), crossing(l, row, p, upper_of), crossing(l, row, p, lower_of)
	};
}
