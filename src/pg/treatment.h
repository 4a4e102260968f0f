/*
 * treatment.h
 *		A treatment_history as an argument.
 */
#ifndef SEPMS_PG_TREATMENT_H
#define SEPMS_PG_TREATMENT_H

#include "common.h"

#include "../core/treatment.h"

/* The episodes of an argument, checked, and their number in *n. */
extern const ms_episode *sepms_history_arg(FunctionCallInfo fcinfo, int arg, int *n);

/* How long a reconstitution therapy acts; 22023 if it is negative. */
extern int32 sepms_effect_arg(FunctionCallInfo fcinfo, int arg);

#endif							/* SEPMS_PG_TREATMENT_H */
