/*
 * common.h
 *		Included by the files of the skin: all general helpers, and what a
 *		function keeps between calls.
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
 * What a function keeps between calls, in fn_extra: the descriptor of the rows
 * it returns, and anything of its own.
 */
typedef struct sepms_kept
{
	struct TupleDescData *row;
	void	   *own;
	bool		whole_types;	/* sepms_whole_types() accepted the arguments */
} sepms_kept;

extern sepms_kept *sepms_keep(FunctionCallInfo fcinfo);

/*
 * Is the first argument the state of an aggregate, not toasted, which may be
 * modified in place?  The answer is that of AggCheckCallContext(), without a
 * function call for every row.
 */
static inline bool
sepms_is_state(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL &&
		(IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState)) &&
		!VARATT_IS_EXTENDED(PG_GETARG_POINTER(0));
}

#endif							/* SEPMS_PG_COMMON_H */
