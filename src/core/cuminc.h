/*
 * cuminc.h
 *		Times to the first of several kinds of events: cumulative incidence.
 *
 * A tally counts by day how many had an event of each cause and how many were
 * censored.
 */
#ifndef SEPMS_CORE_CUMINC_H
#define SEPMS_CORE_CUMINC_H

#include "survival.h"

/* Column 0: censored; column c: events of cause c. */
#define SEPMS_CUMINC_COLUMNS 16
#define SEPMS_CAUSES_MAX (SEPMS_CUMINC_COLUMNS - 1)

extern const sepms_ledger_kind sepms_cuminc_kind;

/* The causes of a tally: up to the last that occurs, at least 1. */
static inline int
sepms_causes(const sepms_ledger *l)
{
	return l->columns - 1;
}

typedef struct sepms_incidence
{
	int64_t		risk;			/* at risk just before the day's events */
	int64_t		events;			/* of the cause */
	int64_t		censored;
	sepms_point point;			/* the probability of an event of the cause so far */
} sepms_incidence;

/*
 * The cumulative incidence of a cause, a row for each of the tally: the
 * estimator of Aalen and Johansen 1978, Scand J Stat 5:141, with the variance by
 * the infinitesimal jackknife, as R's survfit.  A cause above sepms_causes() has
 * incidence 0.
 */
extern void sepms_cumulative_incidence(const sepms_ledger *l, int cause,
									   const sepms_conf *conf, sepms_incidence *row);

#endif							/* SEPMS_CORE_CUMINC_H */
