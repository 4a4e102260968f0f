/*
 * fine_gray.c
 *		The subdistribution hazard ratio of two groups.
 *
 * The residual of a patient is that of a weighted Cox model plus what the
 * patient contributes by way of G.  A patient of the first group (x = 1) with
 * the event of the cause has x - mean x, with the mean over all at risk at the
 * event, from which x - mean x times the hazard is taken for every day at
 * risk; the sum over those days is `exposed`.  After another event a patient
 * is at risk with a weight, so that the sum over the days after t is `later` /
 * G(t-).  Two passes compute it: the first the sum over all days, from which
 * the second takes each day away.
 *
 * G falls on a day by the share of those at risk of censoring who are
 * censored.  A residual of G is [censored] - share, over their number; its
 * effect on the score is the sum over all patients with an earlier other event
 * of what they are still to contribute (`effect`).
 */
#include "fine_gray.h"

#include <math.h>

#include "cox_day.h"
#include "pause.h"

/* x - mean x has this sign, if the other group's share of those at risk is given. */
static const double sign[2] = {1, -1};

/* A day: patients of each group. */
typedef struct fg_day
{
	double		risk[2];		/* free of any event, not censored */
	double		of_cause[2];
	double		others[2];		/* with another event */
	double		censored[2];
	double		weighted[2];	/* at risk of the cause, weighted: also after another event */
	bool		informative;
	ms_cox_day	cox;			/* if it is */
} fg_day;

typedef struct fine_gray
{
	ms_group   *pair;
	const double *const *of_cause;
	double		ratio;
	double		factor[2];		/* the hazard of each group to that of the second */
	ms_ratio_sums sums;
	double		meat;			/* sum of squared residuals */
	/* just before a day */
	double		weights[2];		/* of patients who had another event */
	double		g;				/* G */
	double		exposed[2];
	double		later[2];		/* in the first pass: earlier */
	double		censoring;		/* sum of the effect times the hazard of censoring, over its number */
} fine_gray;

static fg_day
read_day(const fine_gray *f, int32_t day)
{
	fg_day		d = {.informative = true};

	for (int i = 0; i < 2; i++)
	{
		const ms_group *g = &f->pair[i];
		bool		leaves = ms_group_leaves_on(g, day);

		d.risk[i] = ms_group_at_risk(g);
		d.of_cause[i] = leaves ? f->of_cause[i][g->at] : 0;
		d.others[i] = leaves ? g->life[g->at].events - d.of_cause[i] : 0;
		d.censored[i] = leaves ? g->life[g->at].censored : 0;
		d.weighted[i] = d.risk[i] + f->weights[i];
		d.informative = d.informative && d.weighted[i] > 0;
	}
	d.informative = d.informative && d.of_cause[0] + d.of_cause[1] > 0;
	if (d.informative)
		d.cox = ms_cox_day_of(d.weighted, d.of_cause, d.of_cause[0] + d.of_cause[1], f->ratio);
	return d;
}

/* What a patient of a group who is at risk on this day is exposed to. */
static double
exposure(const fine_gray *f, const fg_day *d, int i)
{
	return d->informative ? f->factor[i] * ms_cox_day_hazard(&d->cox, 1 - i) : 0;
}

static void
add_likelihood(fine_gray *f, const fg_day *d)
{
	ms_add_cox_day(&f->sums, d->weighted, d->of_cause, f->ratio);
	for (int i = 0; i < 2; i++)
		f->later[i] += f->g * exposure(f, d, i);
}

static void
add_residual(fine_gray *f, double patients, double residual)
{
	f->meat += patients * residual * residual;
}

/* The residuals of those with an event on the day. */
static void
add_events(fine_gray *f, const fg_day *d)
{
	for (int i = 0; i < 2; i++)
	{
		double		exposed = f->exposed[i];	/* the day included */
		double		own = d->informative ? ms_cox_day_shares(&d->cox, 1 - i) / d->cox.n +
			f->factor[i] * ms_cox_day_own_hazard(&d->cox, 1 - i) : 0;

		if (d->of_cause[i] > 0)
			add_residual(f, d->of_cause[i], sign[i] * (own - exposed) - f->censoring);
		if (d->others[i] > 0)
			add_residual(f, d->others[i], -sign[i] * (exposed + f->later[i] / f->g) - f->censoring);
	}
}

/* The residuals of those censored on the day, when these are the weights and n the number at risk of censoring. */
static void
add_censored(fine_gray *f, const fg_day *d, double n)
{
	double		all = d->censored[0] + d->censored[1];
	double		effect = (f->weights[0] * f->later[0] - f->weights[1] * f->later[1]) / f->g;

	f->censoring += effect / n * (all / n);
	for (int i = 0; i < 2; i++)
		add_residual(f, d->censored[i], effect / n - sign[i] * f->exposed[i] - f->censoring);
}

static void
pass(fine_gray *f, bool second)
{
	int32_t		day = 0;

	f->weights[0] = f->weights[1] = 0;
	f->g = 1;
	ms_groups_rewind(f->pair, 2);
	for (; ms_groups_next_day(f->pair, 2, &day); ms_groups_pass_day(f->pair, 2, day))
	{
		fg_day		d = read_day(f, day);
		double		n = 0;		/* at risk of censoring */
		double		censored = d.censored[0] + d.censored[1];

		ms_pause();
		if (!second)
			add_likelihood(f, &d);
		for (int i = 0; i < 2; i++)
		{
			f->weights[i] += d.others[i];
			n += d.risk[i] - d.of_cause[i] - d.others[i];
			if (second)
			{
				f->exposed[i] += exposure(f, &d, i);
				f->later[i] -= f->g * exposure(f, &d, i);
			}
		}
		if (second)
			add_events(f, &d);
		if (censored == 0)
			continue;
		if (second)
			add_censored(f, &d, n);
		f->g *= (n - censored) / n;
		for (int i = 0; i < 2; i++)
			f->weights[i] *= (n - censored) / n;
	}
}

static ms_ratio_sums
fine_gray_at(const void *model, double log_ratio)
{
	fine_gray	f = *(const fine_gray *) model;

	f.ratio = exp(log_ratio);
	f.factor[0] = f.ratio;
	f.factor[1] = 1;
	pass(&f, false);
	pass(&f, true);
	f.sums.std_err = f.meat > 1e-20 * (f.sums.informative[0] + f.sums.informative[1]) ?
		sqrt(f.meat) / f.sums.information : NAN;
	return f.sums;
}

ms_ratio
ms_fine_gray(ms_group pair[2], const double *const of_cause[2], double conf_level)
{
	fine_gray	f = {.pair = pair, .of_cause = of_cause};

	return ms_highest_ratio(fine_gray_at, &f, conf_level);
}
