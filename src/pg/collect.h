/*
 * collect.h
 *		Aggregates that collect what is known of one patient: visits, episodes.
 *
 * Their state is a growing array of items of one size.  When it is full, items
 * are settled (sorted, duplicates dropped or united) before it grows, so that
 * it stays near the size of the answer.  It is sent between the processes of
 * one server.
 *
 * An aggregate says what its items are in a static const sepms_collection and
 * hands that to the functions below.  Those that run for every row are always
 * inlined, so that its size is a constant there and its functions are called
 * directly.
 */
#ifndef SEPMS_PG_COLLECT_H
#define SEPMS_PG_COLLECT_H

#include "common.h"

typedef struct sepms_collection
{
	const char *type;			/* what the items become, for messages */
	Size		item_size;
	bool		(*valid) (const void *item);	/* one from another process */

	/*
	 * Are two items that follow each other in order, with nothing to settle?
	 * Transitive: where all neighbours ascend, any two items do, and there is
	 * nothing to settle at all.  Settled items need not ascend.
	 */
	bool		(*ascends) (const void *item, const void *next);
	int			(*settle) (void *items, int n); /* puts them in order; how many are left */
	int			limit;			/* of settled items */
	void		(*too_many) (void);	/* reports that */
} sepms_collection;

typedef struct sepms_collected
{
	int			n;
	int			room;
	bool		ascends;		/* all items do */
	char		items[FLEXIBLE_ARRAY_MEMBER] pg_attribute_aligned(MAXIMUM_ALIGNOF);
} sepms_collected;

extern sepms_collected *sepms_collect_first(FunctionCallInfo fcinfo, const sepms_collection *kind);
extern sepms_collected *sepms_collect_grow(sepms_collected *state, const sepms_collection *kind);

/* The state of the aggregate, made at the first call. */
static pg_attribute_always_inline sepms_collected *
sepms_collect_state(FunctionCallInfo fcinfo, const sepms_collection *kind)
{
	if (likely(!PG_ARGISNULL(0)))
		return (sepms_collected *) PG_GETARG_POINTER(0);
	return sepms_collect_first(fcinfo, kind);
}

static pg_attribute_always_inline sepms_collected *
sepms_collect(sepms_collected *state, const sepms_collection *kind, const void *item)
{
	char	   *to;

	if (unlikely(state->n == state->room))
		state = sepms_collect_grow(state, kind);
	to = state->items + state->n * kind->item_size;
	state->ascends = state->ascends && (state->n == 0 || kind->ascends(to - kind->item_size, item));
	memcpy(to, item, kind->item_size);
	state->n++;
	return state;
}

/* The combine function. */
static pg_attribute_always_inline Datum
sepms_collect_combine(FunctionCallInfo fcinfo, const sepms_collection *kind)
{
	sepms_collected *state = sepms_collect_state(fcinfo, kind);
	sepms_collected *other = PG_ARGISNULL(1) ? NULL : (sepms_collected *) PG_GETARG_POINTER(1);

	for (int i = 0; other != NULL && i < other->n; i++)
		state = sepms_collect(state, kind, other->items + i * kind->item_size);
	PG_RETURN_POINTER(state);
}

/* In order, settled, and not too many: for the final function. */
extern void sepms_collect_settle(sepms_collected *state, const sepms_collection *kind);

extern Datum sepms_collect_serialize(FunctionCallInfo fcinfo, const sepms_collection *kind);
extern Datum sepms_collect_deserialize(FunctionCallInfo fcinfo, const sepms_collection *kind);

/* The entry points of an aggregate: combine, serialize, deserialize. */
#define SEPMS_COLLECT_FUNCTION(prefix, action, kind) \
	PG_FUNCTION_INFO_V1(sepms_##prefix##_##action); \
	Datum \
	sepms_##prefix##_##action(PG_FUNCTION_ARGS) \
	{ \
		return sepms_collect_##action(fcinfo, &kind); \
	}

#endif							/* SEPMS_PG_COLLECT_H */
