/*
 * survival.h
 *		Times and curves: what survival.c, cuminc.c and groups.c share.
 */
#ifndef SEPMS_PG_SURVIVAL_H
#define SEPMS_PG_SURVIVAL_H

#include "common.h"

#include "../core/survival.h"

/* Days since the start, 0 or more; 22023 if negative. */
extern int32 sepms_days_arg(FunctionCallInfo fcinfo, int arg, const char *argument);

/* A cause of a cuminc_tally, from `least` (0: censored) on; 22023 for any other. */
extern int32 sepms_cause_arg(FunctionCallInfo fcinfo, int arg, int32 least);

/* The life table of a tally. */
extern ms_life *sepms_life_table(const ms_ledger *l);

/*
 * A confidence level and one of the types, whose names are in the order of
 * ms_conf_type; 22023 if either is not allowed.
 */
extern ms_conf sepms_conf_args(FunctionCallInfo fcinfo, int level, int type,
							   const char *const *types);
extern const char *const sepms_km_conf_types[];

/* A point as four columns; NaN becomes NULL, and infinity raises 22003. */
extern void sepms_set_point(const ms_point *p, Datum values[4], bool nulls[4]);

/* Defines the entry points of a function for both types, by their kinds. */
#define SEPMS_SURVIVAL_BOTH(name) \
	PG_FUNCTION_INFO_V1(sepms_##name); \
	Datum \
	sepms_##name(PG_FUNCTION_ARGS) \
	{ \
		return name(fcinfo, &ms_survival_kind); \
	} \
	PG_FUNCTION_INFO_V1(sepms_weighted_##name); \
	Datum \
	sepms_weighted_##name(PG_FUNCTION_ARGS) \
	{ \
		return name(fcinfo, &ms_weighted_survival_kind); \
	}

#endif							/* SEPMS_PG_SURVIVAL_H */
