/*
 * weighted_neda.h
 *		The tally of the NEDA statuses of weighted patients.
 */
#ifndef MS_WEIGHTED_NEDA_H
#define MS_WEIGHTED_NEDA_H

#include "ledger.h"
#include "neda_tally.h"

/* For each status, the number of patients, and the sums of weights w and of w^2. */
extern const ms_ledger_kind ms_weighted_neda_kind;

enum
{
	MS_WEIGHTED_NEDA_PATIENTS,
	MS_WEIGHTED_NEDA_WEIGHTS,
	MS_WEIGHTED_NEDA_SQUARES
};

typedef struct ms_weighted_neda_totals
{
	ms_neda_totals counted;		/* unweighted */
	double		evaluable;		/* sums of weights */
	double		neda;
	double		evaluable_squares;	/* sums of w^2 */
	double		neda_squares;
} ms_weighted_neda_totals;

extern ms_weighted_neda_totals ms_weighted_neda_count(const ms_ledger *l, int level);

/* The variance of neda / evaluable between patients; evaluable must be above 0. */
extern double ms_weighted_neda_variance(const ms_weighted_neda_totals *c);

#endif							/* MS_WEIGHTED_NEDA_H */
