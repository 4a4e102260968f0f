/*
 * state_context.h
 *		Memory contexts of aggregate states that are expanded objects.
 */
#ifndef SEPMS_PG_STATE_CONTEXT_H
#define SEPMS_PG_STATE_CONTEXT_H

#include "common.h"

/*
 * The memory context for a state that this call creates.  If a transition
 * function returns another value or NULL, as one that subtracts (takes) may,
 * the server deletes the old state together with its context.  In a window, a
 * function of someone else may take over the state.  In both cases the state
 * gets a context of its own.
 */
extern MemoryContext sepms_state_context(FunctionCallInfo fcinfo, bool takes);

#endif							/* SEPMS_PG_STATE_CONTEXT_H */
