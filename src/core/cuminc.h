/*
 * cuminc.h
 *		Cumulative incidence: times to the first of several kinds of events.
 *
 * A tally counts, for each day, the patients with an event of each cause and
 * the patients censored.
 */
#ifndef MS_CUMINC_H
#define MS_CUMINC_H

#include "survival.h"

/* Column 0: censored; column c: events of cause c. */
#define MS_CUMINC_COLUMNS 16
#define MS_CAUSES_MAX (MS_CUMINC_COLUMNS - 1)

extern const ms_ledger_kind ms_cuminc_kind;

/* The number of causes of a tally: up to the last that occurs, at least 1. */
static inline int
ms_causes(const ms_ledger *l)
{
	return l->columns - 1;
}

typedef struct ms_incidence
{
	int64_t		risk;			/* at risk just before the day's events */
	int64_t		events;			/* of the cause */
	int64_t		censored;
	ms_point point;				/* probability of an event of the cause so far */
} ms_incidence;

/* The life table, with the events of all causes, and how many of them are of the cause, one row for each row. */
extern void ms_cuminc_life(const ms_ledger *l, int cause, ms_life *life, double *of_cause);

/*
 * The cumulative incidence of a cause, one row for each row of the tally: the
 * estimator of Aalen and Johansen 1978, Scand J Stat 5:141, with the
 * infinitesimal jackknife variance, as in R's survfit.  A cause above
 * ms_causes() has incidence 0.
 */
extern void ms_cumulative_incidence(const ms_ledger *l, int cause,
									const ms_conf *conf, ms_incidence *row);

/*
 * The day by which a fraction p, in (0, 1), of all patients has had an event of
 * the cause; NaN if the incidence does not reach it.  If the incidence is flat
 * at p, it is the middle of the step, as in ms_km_quantile().  The limits are
 * the first days on which the limits of the curve reach p.
 */
extern ms_quantile ms_incidence_quantile(const ms_ledger *l, const ms_incidence *row, double p);

#endif							/* MS_CUMINC_H */
