/*
 * relapse_tally.h
 *		What the skins of a cohort's relapses share.
 */
#ifndef SEPMS_PG_RELAPSE_TALLY_H
#define SEPMS_PG_RELAPSE_TALLY_H

#include "common.h"

#include "../core/relapse_tally.h"

/* May patients, and of these those with a relapse and those without, be shown?  The threshold is argument 1. */
extern Datum sepms_return_relapses_publishable(FunctionCallInfo fcinfo, int64 patients, int64 relapse_free);

#endif							/* SEPMS_PG_RELAPSE_TALLY_H */
