/*
 * state_context.c
 *		The memory of states that are expanded objects.
 *
 * One that stands alone has a context of its own, as the server expects of an
 * expanded object that it may delete or take over.  Those of an aggregate share
 * one, below the aggregate's: a hashed aggregate asks for the size of its memory
 * at every group, and goes through all contexts for that.  It goes with the
 * aggregate's, at the end of a group that was sorted or of a batch that was
 * hashed.
 */
#include "state_context.h"

#include "lib/ilist.h"
#include "utils/memutils.h"

/* The one that the states of an aggregate share. */
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
	/* blocks small enough for the server to see how much is used */
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
