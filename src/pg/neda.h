/*
 * neda.h
 *		What the skins of NEDA share.
 */
#ifndef SEPMS_PG_NEDA_H
#define SEPMS_PG_NEDA_H

#include "common.h"

#include "../core/neda.h"

/* Loss of brain volume by an annual percentage change that may be NULL; 22023 where it is not finite. */
extern ms_tri sepms_volume_loss_arg(FunctionCallInfo fcinfo, int arg);

/* A level, 3 or 4, or 22023. */
extern int	sepms_neda_level_arg(FunctionCallInfo fcinfo, int arg);

/* May these be shown?  The threshold is argument 1. */
extern Datum sepms_return_neda_publishable(FunctionCallInfo fcinfo, const ms_neda_totals *c);

#endif							/* SEPMS_PG_NEDA_H */
