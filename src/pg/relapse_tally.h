/*
 * relapse_tally.h
 *		What relapse_tally.c shares with weighted_relapse.c.
 */
#ifndef SEPMS_PG_RELAPSE_TALLY_H
#define SEPMS_PG_RELAPSE_TALLY_H

#include "common.h"

#include "../core/relapse_tally.h"

/*
 * May these numbers be published: all patients, those with a relapse and those
 * without?  The threshold is argument 1.
 */
extern Datum sepms_return_relapses_publishable(FunctionCallInfo fcinfo, int64 patients, int64 relapse_free);

#endif							/* SEPMS_PG_RELAPSE_TALLY_H */
