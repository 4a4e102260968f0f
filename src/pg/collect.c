/*
 * collect.c
 *		Aggregates that collect the items of one patient.
 */
#include "collect.h"

#define FIRST_BYTES 256			/* of a new state, approximately */

static Size
size_of(const sepms_list_kind *kind, int room)
{
	return offsetof(sepms_collected, items) + room * kind->item_size;
}

static int
first_room(const sepms_list_kind *kind)
{
	return (FIRST_BYTES - offsetof(sepms_collected, items)) / kind->item_size;
}

sepms_collected *
sepms_collect_first(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	int			room = first_room(kind);
	MemoryContext context;
	sepms_collected *state;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "%s support function called outside an aggregate", kind->type);
	state = MemoryContextAlloc(context, size_of(kind, room));
	state->n = 0;
	state->room = room;
	state->ascends = true;
	return state;
}

/*
 * Settled items need not ascend: an episode may continue after another drug
 * was started, and then the last item alone does not tell whether the next one
 * must be merged with an earlier one.
 */
static bool
all_ascend(const sepms_collected *state, const sepms_list_kind *kind)
{
	for (int i = 1; i < state->n; i++)
	{
		const char *next = state->items + i * kind->item_size;

		if (!kind->ascends(next - kind->item_size, next))
			return false;
	}
	return true;
}

/* Settles the items; raises 54000 if there are still too many. */
static void
settle(sepms_collected *state, const sepms_list_kind *kind)
{
	if (!state->ascends)
	{
		state->n = kind->settle(state->items, state->n);
		state->ascends = all_ascend(state, kind);
	}
	if (state->n > kind->limit)
		sepms_list_too_many(kind);
}

sepms_collected *
sepms_collect_grow(sepms_collected *state, const sepms_list_kind *kind)
{
	settle(state, kind);
	if (state->n <= state->room / 2)
		return state;
	state->room = 2 * state->room + 1;
	return repalloc(state, size_of(kind, state->room));
}

/*
 * The state is exchanged only between processes of the same server, which run
 * the same build.
 */
Datum
sepms_collect_serialize(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	sepms_collected *state = (sepms_collected *) PG_GETARG_POINTER(0);
	Size		size = size_of(kind, state->n);
	bytea	   *bytes = palloc(VARHDRSZ + size);

	SET_VARSIZE(bytes, VARHDRSZ + size);
	memcpy(VARDATA(bytes), state, size);
	PG_RETURN_BYTEA_P(bytes);
}

static pg_noinline void
refuse_state(const sepms_list_kind *kind)
{
	sepms_damaged(psprintf("state of %s", kind->type));
}

Datum
sepms_collect_deserialize(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	Size		size = VARSIZE_ANY_EXHDR(bytes);
	sepms_collected *state = palloc(Max(size, size_of(kind, first_room(kind))));

	memcpy(state, VARDATA_ANY(bytes), size);
	if (size < size_of(kind, 0) || state->n < 0 || size != size_of(kind, state->n))
		refuse_state(kind);
	for (int i = 0; i < state->n; i++)
		if (!kind->item_valid(state->items + i * kind->item_size))
			refuse_state(kind);
	state->ascends = false;		/* the byte received may not be a valid bool */
	state->room = Max(state->n, first_room(kind));
	PG_RETURN_POINTER(state);
}

Datum
sepms_collect_final(FunctionCallInfo fcinfo, const sepms_list_kind *kind)
{
	sepms_collected *state = PG_ARGISNULL(0) ? NULL : (sepms_collected *) PG_GETARG_POINTER(0);

	if (state == NULL)
		return sepms_return_list(NULL, 0, kind);
	settle(state, kind);
	return sepms_return_list(state->items, state->n, kind);
}
