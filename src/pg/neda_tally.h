/*
 * neda_tally.h
 *		What the skins of a cohort's NEDA statuses share.
 */
#ifndef SEPMS_PG_NEDA_TALLY_H
#define SEPMS_PG_NEDA_TALLY_H

#include "common.h"

#include "../core/neda_tally.h"

/* May these be shown?  The threshold is argument 1. */
extern Datum sepms_return_neda_publishable(FunctionCallInfo fcinfo, const ms_neda_totals *c);

#endif							/* SEPMS_PG_NEDA_TALLY_H */
