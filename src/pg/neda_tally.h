/*
 * neda_tally.h
 *		What neda_tally.c shares with weighted_neda.c.
 */
#ifndef SEPMS_PG_NEDA_TALLY_H
#define SEPMS_PG_NEDA_TALLY_H

#include "common.h"

#include "../core/neda_tally.h"

/* May these totals be published?  The threshold is argument 1. */
extern Datum sepms_return_neda_publishable(FunctionCallInfo fcinfo, const ms_neda_totals *c);

#endif							/* SEPMS_PG_NEDA_TALLY_H */
