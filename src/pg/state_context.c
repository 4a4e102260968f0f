/*
 * state_context.c
 *		Memory contexts of aggregate states that are expanded objects.
 *
 * A state outside an aggregate has a context of its own, because the server
 * may delete or take over an expanded object.  The states of an aggregate
 * share one context, a child of the aggregate's: a hashed aggregate measures
 * its memory at each new group, and visits all contexts to do so.  The shared
 * context goes away with the aggregate's, at the end of a sorted group or of a
 * hashed batch.
 */
#include "state_context.h"

#include "lib/ilist.h"
#include "utils/memutils.h"

/* The context that the states of one aggregate share */
typedef struct SharedContext
{
	dlist_node	node;
	MemoryContext aggregate;
	MemoryContext context;
	MemoryContextCallback gone;
} SharedContext;

static dlist_head shared_contexts = DLIST_STATIC_INIT(shared_contexts);

static MemoryContext
new_context(MemoryContext parent)
{
	/* small blocks, so that the server sees how much memory is in use */
	return AllocSetContextCreate(parent, "sepms tally", ALLOCSET_SMALL_MINSIZE, ALLOCSET_SMALL_INITSIZE, 64 * 1024);
}

static void
forget_context(void *shared)
{
	dlist_delete(&((SharedContext *) shared)->node);
}

static MemoryContext
shared_context(MemoryContext aggregate)
{
	MemoryContext context;
	SharedContext *shared;
	dlist_iter	i;

	dlist_foreach(i, &shared_contexts)
	{
		shared = dlist_container(SharedContext, node, i.cur);
		if (shared->aggregate == aggregate)
		{
			dlist_move_head(&shared_contexts, &shared->node);
			return shared->context;
		}
	}
	context = new_context(aggregate);
	shared = MemoryContextAllocZero(context, sizeof(SharedContext));
	shared->aggregate = aggregate;
	shared->context = context;
	shared->gone.func = forget_context;
	shared->gone.arg = shared;
	dlist_push_head(&shared_contexts, &shared->node);
	MemoryContextRegisterResetCallback(context, &shared->gone);
	return context;
}

MemoryContext
sepms_state_context(FunctionCallInfo fcinfo, bool takes)
{
	MemoryContext aggregate;

	switch (AggCheckCallContext(fcinfo, &aggregate))
	{
		case AGG_CONTEXT_AGGREGATE:
			return takes ? new_context(aggregate) : shared_context(aggregate);
		case AGG_CONTEXT_WINDOW:
			return new_context(aggregate);
		default:
			return new_context(CurrentMemoryContext);
	}
}
