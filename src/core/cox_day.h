/*
 * cox_day.h
 *		A day with events while both of two groups are at risk, in a Cox model
 *		with weights, ties treated by Efron's method.
 */
#ifndef MS_COX_DAY_H
#define MS_COX_DAY_H

#include "efron.h"

typedef struct ms_cox_day
{
	double		n;				/* events, counted */
	double		mean;			/* their mean weight */
	double		events[2];		/* sums of their weights */
	double		level[2];		/* the share of a group in an event's denominator is */
	double		rest;			/* level[0] + rest / denominator, and level[1] - rest / denominator */
	ms_efron	e;
} ms_cox_day;

/* ratio is the hazard of the first group to that of the second. */
static inline ms_cox_day
ms_cox_day_of(const double risk[2], const double events[2], double n, double ratio)
{
	ms_cox_day	d = {.n = n, .mean = (events[0] + events[1]) / n, .events = {events[0], events[1]}};
	double		all = ratio * events[0] + events[1];

	d.level[0] = ratio * events[0] / all;
	d.level[1] = events[1] / all;
	d.rest = ratio * (risk[0] * d.events[1] - risk[1] * d.events[0]) / all;
	d.e = ms_efron_sums(ratio * risk[0] + risk[1], all, n);
	return d;
}

/* The sum over the day's events of the share of a group, and the information about the ratio. */
static inline double
ms_cox_day_shares(const ms_cox_day *d, int g)
{
	return d->level[g] * d->n + (g == 0 ? d->rest : -d->rest) * d->e.first;
}

static inline double
ms_cox_day_information(const ms_cox_day *d)
{
	return d->mean * (d->level[0] * d->level[1] * d->n +
					  (d->level[1] - d->level[0]) * d->rest * d->e.first -
					  d->rest * d->rest * d->e.second);
}

/* The hazard of a day times the share of a group; and the part that a patient with the event is not exposed to. */
static inline double
ms_cox_day_hazard(const ms_cox_day *d, int g)
{
	return d->mean * (d->level[g] * d->e.first + (g == 0 ? d->rest : -d->rest) * d->e.second);
}

static inline double
ms_cox_day_own_hazard(const ms_cox_day *d, int g)
{
	return d->mean * (d->level[g] * d->e.part_first + (g == 0 ? d->rest : -d->rest) * d->e.part_second);
}

#endif							/* MS_COX_DAY_H */
