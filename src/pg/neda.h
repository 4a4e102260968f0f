/*
 * neda.h
 *		NEDA statuses, brain volume loss and levels as arguments.
 */
#ifndef SEPMS_PG_NEDA_H
#define SEPMS_PG_NEDA_H

#include "common.h"

#include "../core/neda.h"

#define PG_GETARG_NEDA(n)	((ms_neda) PG_GETARG_INT32(n))

/*
 * A status that is printed or counted.  It may come from a damaged page, so it
 * is checked: XX001 if it is not valid.
 */
extern ms_neda sepms_neda_status_arg(FunctionCallInfo fcinfo, int arg);

/*
 * Brain volume loss, from an annual percentage change: MS_UNKNOWN if it is
 * NULL, 22003 if it is not finite.
 */
extern ms_tri sepms_volume_loss_arg(FunctionCallInfo fcinfo, int arg);

/* A level, 3 or 4; 22023 for any other. */
extern int	sepms_neda_level_arg(FunctionCallInfo fcinfo, int arg);

#endif							/* SEPMS_PG_NEDA_H */
