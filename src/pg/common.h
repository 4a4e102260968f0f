/*
 * common.h
 *		What every skin has at hand: helpers by what they are for, and what a
 *		function knows of its call.
 */
#ifndef SEPMS_PG_COMMON_H
#define SEPMS_PG_COMMON_H

#include "answers.h"
#include "arguments.h"
#include "compat.h"
#include "counts.h"
#include "encoding.h"
#include "label.h"
#include "type_io.h"

#include "nodes/execnodes.h"

#include "../core/pause.h"

/*
 * What a function keeps between calls, in fn_extra: the descriptor of its
 * rows, and anything of its own.
 */
typedef struct sepms_kept
{
	struct TupleDescData *row;
	void	   *own;
	bool		whole_types;	/* sepms_whole_types() found them right */
} sepms_kept;

extern sepms_kept *sepms_keep(FunctionCallInfo fcinfo);

/*
 * Is the first argument the state of an aggregate, plain and ours to change?
 * What AggCheckCallContext() answers, but without a call for every row.
 */
static inline bool
sepms_is_state(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL &&
		(IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState)) &&
		!VARATT_IS_EXTENDED(PG_GETARG_POINTER(0));
}

#endif							/* SEPMS_PG_COMMON_H */
