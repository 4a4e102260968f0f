/*
 * state_context.h
 *		The memory of states that are expanded objects.
 */
#ifndef SEPMS_PG_STATE_CONTEXT_H
#define SEPMS_PG_STATE_CONTEXT_H

#include "common.h"

/*
 * Where the state of this call goes.  The server deletes the state of an
 * aggregate, with its context, where its transition function answers another
 * value or NULL, as one that takes away may; in a window somebody else's function
 * may take it over.
 */
extern MemoryContext sepms_state_context(FunctionCallInfo fcinfo, bool takes);

#endif							/* SEPMS_PG_STATE_CONTEXT_H */
