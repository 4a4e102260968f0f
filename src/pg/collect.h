/*
 * collect.h
 *		Aggregates that collect the items of one patient, such as visits or
 *		episodes.
 *
 * Their state is a growing array of items of one size.  Each time it is full,
 * the items are settled (sorted; duplicates dropped or merged) before it
 * grows, so it stays about as large as the result.  A serialized state is
 * exchanged only between processes of the same server.
 *
 * The sepms_list_kind of the result type describes the items.  The functions
 * that run for every row are always inlined, so that the size of an item is a
 * constant there and the kind's functions are called directly.
 */
#ifndef SEPMS_PG_COLLECT_H
#define SEPMS_PG_COLLECT_H

#include "patient_list.h"

typedef struct sepms_collected
{
	int			n;
	int			room;
	bool		ascends;		/* each item ascends to the next */
	char		items[FLEXIBLE_ARRAY_MEMBER] pg_attribute_aligned(MAXIMUM_ALIGNOF);
} sepms_collected;

extern sepms_collected *sepms_collect_first(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern sepms_collected *sepms_collect_grow(sepms_collected *state, const sepms_list_kind *kind);

/* Returns the state of the aggregate, and creates it at the first call. */
static pg_attribute_always_inline sepms_collected *
sepms_collect_state(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	if (likely(!PG_ARGISNULL(0)))
		return (sepms_collected *) PG_GETARG_POINTER(0);
	return sepms_collect_first(fcinfo, kind);
}

static pg_attribute_always_inline sepms_collected *
sepms_collect(sepms_collected *state, const sepms_list_kind *kind, const void *item)
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
sepms_collect_combine(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	sepms_collected *state = sepms_collect_state(fcinfo, kind);
	sepms_collected *other = PG_ARGISNULL(1) ? NULL : (sepms_collected *) PG_GETARG_POINTER(1);

	for (int i = 0; other != NULL && i < other->n; i++)
		state = sepms_collect(state, kind, other->items + i * kind->item_size);
	PG_RETURN_POINTER(state);
}

/* Collects all items of argument 1, a value of the type; NULL has none. */
static pg_attribute_always_inline Datum
sepms_collect_list(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	sepms_collected *state = sepms_collect_state(fcinfo, kind);
	const char *item;
	const char *end;
	int			n;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	item = sepms_list_arg(fcinfo, 1, kind, &n);
	for (end = item + n * kind->item_size; item < end; item += kind->item_size)
		state = sepms_collect(state, kind, item);
	PG_RETURN_POINTER(state);
}

extern Datum sepms_collect_serialize(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_collect_deserialize(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_collect_final(FunctionCallInfo fcinfo, const sepms_list_kind *kind);

/* Defines an entry point of an aggregate. */
#define SEPMS_COLLECT_FUNCTION(entry, what, kind) \
	PG_FUNCTION_INFO_V1(entry); \
	Datum \
	entry(PG_FUNCTION_ARGS) \
	{ \
		return sepms_collect_##what(fcinfo, &kind); \
	}

/*
 * Defines all of them except the transition function that takes a row, which
 * each type has of its own.
 */
#define SEPMS_COLLECT_AGGREGATE(prefix, accum_list, kind) \
	SEPMS_COLLECT_FUNCTION(accum_list, list, kind) \
	SEPMS_COLLECT_FUNCTION(sepms_##prefix##_combine, combine, kind) \
	SEPMS_COLLECT_FUNCTION(sepms_##prefix##_serialize, serialize, kind) \
	SEPMS_COLLECT_FUNCTION(sepms_##prefix##_deserialize, deserialize, kind) \
	SEPMS_COLLECT_FUNCTION(sepms_##prefix##_final, final, kind)

#endif							/* SEPMS_PG_COLLECT_H */
