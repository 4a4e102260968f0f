/*
 * neda.h
 *		What the skins of NEDA share.
 */
#ifndef SEPMS_PG_NEDA_H
#define SEPMS_PG_NEDA_H

#include "common.h"

#include "../core/neda.h"

#define PG_GETARG_NEDA(n)	((ms_neda) PG_GETARG_INT32(n))

/* A status that is printed or counted for the first time: it may come from a damaged page. */
extern ms_neda sepms_neda_status_arg(FunctionCallInfo fcinfo, int arg);

/* Loss of brain volume by an annual percentage change that may be NULL; 22023 where it is not finite. */
extern ms_tri sepms_volume_loss_arg(FunctionCallInfo fcinfo, int arg);

/* A level, 3 or 4, or 22023. */
extern int	sepms_neda_level_arg(FunctionCallInfo fcinfo, int arg);

#endif							/* SEPMS_PG_NEDA_H */
