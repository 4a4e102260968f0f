/*
 * survival.h
 *		What other skins of times and curves share.
 */
#ifndef SEPMS_PG_SURVIVAL_H
#define SEPMS_PG_SURVIVAL_H

#include "common.h"

#include "../core/survival.h"

/* Days since the start: 0 or more, or 22023. */
extern int32 sepms_days_arg(FunctionCallInfo fcinfo, int arg, const char *argument);

/* A confidence level and one of the types, which stand in the order of the enum. */
extern ms_conf sepms_conf_args(FunctionCallInfo fcinfo, int level, int type,
							   const char *const *types);
extern const char *const sepms_km_conf_types[];

/* A point as four columns, NULL where it is NaN. */
extern void sepms_set_point(const ms_point *p, Datum values[4], bool nulls[4]);

#endif							/* SEPMS_PG_SURVIVAL_H */
