/*
 * weighted_relapse.h
 *		The tally of the relapses and follow-up of weighted patients.
 */
#ifndef MS_WEIGHTED_RELAPSE_H
#define MS_WEIGHTED_RELAPSE_H

#include "ledger.h"
#include "rate.h"

/*
 * For each number of relapses, the number of patients and the sums of w, w
 * days, w^2, w^2 days and w^2 days^2 for weights w.
 */
extern const ms_ledger_kind ms_weighted_relapse_kind;

enum
{
	MS_WEIGHTED_RELAPSE_PATIENTS,
	MS_WEIGHTED_RELAPSE_WEIGHTS,
	MS_WEIGHTED_RELAPSE_DAYS,
	MS_WEIGHTED_RELAPSE_SQUARES,
	MS_WEIGHTED_RELAPSE_SQUARE_DAYS,
	MS_WEIGHTED_RELAPSE_SQUARE_DAY_SQUARES
};

/* The sums from which its rates are computed. */
extern ms_rate_sums ms_weighted_rate_sums(const ms_ledger *l);

#endif							/* MS_WEIGHTED_RELAPSE_H */
