/*
 * ledger_state.c
 *		The state of aggregates whose value is a ledger: an expanded object
 *		that adds, subtracts, merges, and is flattened to a value.
 *
 * Rows are in the order in which their keys arrived.  A query may have very
 * many states of a few rows each, which are searched linearly.  States with
 * more rows have a hash table.
 */
#include "ledger.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "state_context.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

/* An entry of the hash table: the row of a key */
typedef struct RowEntry
{
	int32		key;
	int32		row;
	char		status;
} RowEntry;

#define SH_PREFIX rows
#define SH_ELEMENT_TYPE RowEntry
#define SH_KEY_TYPE int32
#define SH_KEY key
#define SH_HASH_KEY(table, key) murmurhash32((uint32) (key))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

struct sepms_ledger_state
{
	ExpandedObjectHeader hdr;
	ms_ledger l;				/* rows in order of arrival, columns in use so far */
	int			room;			/* the number of rows that fit */
	int			ordered;		/* the number of rows when `order` was made */
	uint64	   *order;			/* keys with their rows, sorted; or NULL */
	rows_hash  *index;			/* NULL while there are few rows */
	int64		total;			/* of all counts */
	uint64		stamp;			/* differs after each change and between states */
	ms_ledger *flat;			/* canonical, between measuring and flattening; or NULL */
};

StaticAssertDecl(sizeof(sepms_ledger_state) <= 128, "a power of 2 wastes nothing where there are many");

#define FIRST_BYTES 128			/* initial size of cells and keys, see resize() */
#define FEW_ROWS 16

static uint64 last_stamp;

#define ST_SORT sort_uint64
#define ST_ELEMENT_TYPE uint64
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static void
sort_rows(const ms_ledger *l, uint64 *order)
{
	for (int row = 0; row < l->rows; row++)
		order[row] = (uint64) l->key[row] << 32 | (uint32) row;
	sort_uint64(order, l->rows);
}

/*
 * In a window, the ledger is needed again and again, mostly with the same
 * keys, so the order of many rows is kept.
 */
static const uint64 *
order_of(sepms_ledger_state *state, uint64 few[FEW_ROWS])
{
	const ms_ledger *l = &state->l;

	if (l->rows <= FEW_ROWS)
	{
		sort_rows(l, few);
		return few;
	}
	if (state->order == NULL || state->ordered != l->rows)
	{
		uint64	   *order = MemoryContextAlloc(state->hdr.eoh_context, l->rows * sizeof(uint64));

		sort_rows(l, order);
		if (state->order != NULL)
			pfree(state->order);
		state->order = order;
		state->ordered = l->rows;
	}
	return state->order;
}

/* The canonical ledger: rows in the order of their keys. */
static ms_ledger
canonical(sepms_ledger_state *state)
{
	const ms_ledger *l = &state->l;
	ms_ledger result = sepms_ledger_make(l->kind, l->columns, l->rows);
	uint64		few[FEW_ROWS];
	const uint64 *order = order_of(state, few);

	for (int row = 0; row < l->rows; row++)
	{
		int			from = (int) (uint32) order[row];

		ms_pause_at(row);
		result.key[row] = l->key[from];
		memcpy(ms_ledger_row(&result, row), ms_ledger_row(l, from), l->columns * sizeof(ms_cell));
	}
	ms_ledger_settle(&result);
	return result;
}

static void
forget_flat(sepms_ledger_state *state)
{
	if (state->flat == NULL)
		return;
	pfree(state->flat->key);
	pfree(state->flat->cell);
	pfree(state->flat);
	state->flat = NULL;
}

static Size
state_flat_size(ExpandedObjectHeader *eohptr)
{
	sepms_ledger_state *state = (sepms_ledger_state *) eohptr;
	MemoryContext caller = MemoryContextSwitchTo(eohptr->eoh_context);
	ms_ledger flat;

	forget_flat(state);
	flat = canonical(state);
	state->flat = memcpy(palloc(sizeof(flat)), &flat, sizeof(flat));
	MemoryContextSwitchTo(caller);
	if (state->flat->rows > MS_LEDGER_ROWS_MAX)
		(void) sepms_ledger_too_long(NULL, state->l.kind);
	if (!ms_ledger_valid(state->flat))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s out of range", state->l.kind->type)));
	return sepms_ledger_flat_size(state->flat);
}

static void
state_flatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size)
{
	sepms_ledger_state *state = (sepms_ledger_state *) eohptr;

	sepms_ledger_flatten(state->flat, result, allocated_size);
	forget_flat(state);			/* a query may flatten the states of many groups */
}

static const ExpandedObjectMethods state_methods = {state_flat_size, state_flatten};

/* The row of a key, or -1. */
static inline int
find_place(const sepms_ledger_state *state, int32 key)
{
	if (likely(state->index != NULL))
	{
		RowEntry   *entry = rows_lookup(state->index, key);

		return entry == NULL ? -1 : entry->row;
	}
	for (int row = 0; row < state->l.rows; row++)
		if (state->l.key[row] == key)
			return row;
	return -1;
}

static ms_cell *
find_row(sepms_ledger_state *state, int32 key)
{
	int			row = find_place(state, key);

	return row < 0 ? NULL : ms_ledger_row(&state->l, row);
}

/*
 * Makes room for this many columns, and for as many rows as fit into this many
 * bytes, doubled until there is room for a new row.  The cells, followed by
 * the keys, are one chunk whose size is a power of 2.
 */
static void
resize(sepms_ledger_state *state, int columns, Size bytes)
{
	Size		of_row = columns * sizeof(ms_cell) + sizeof(int32);
	ms_ledger old = state->l;

	while (bytes / of_row <= old.rows)
		bytes *= 2;
	state->room = bytes / of_row;
	state->l.columns = columns;
	state->l.cell = MemoryContextAlloc(state->hdr.eoh_context, bytes);
	state->l.key = (int32 *) (state->l.cell + (Size) state->room * columns);
	for (int row = 0; row < old.rows; row++)
	{
		ms_cell *cell = ms_ledger_row(&state->l, row);

		memcpy(cell, ms_ledger_row(&old, row), old.columns * sizeof(ms_cell));
		memset(cell + old.columns, 0, (columns - old.columns) * sizeof(ms_cell));
	}
	if (old.cell == NULL)
		return;
	memcpy(state->l.key, old.key, old.rows * sizeof(int32));
	pfree(old.cell);
}

static pg_noinline void
make_room(sepms_ledger_state *state, int columns)
{
	if (state->l.rows > MS_LEDGER_ROWS_MAX && state->l.rows == state->room)		/* some may be empty by now */
		(void) sepms_ledger_too_long(NULL, state->l.kind);
	resize(state, Max(columns, state->l.columns), FIRST_BYTES);
}

/* Makes the hash table, once there are more rows than are searched linearly. */
static pg_noinline void
make_index(sepms_ledger_state *state)
{
	state->index = rows_create(state->hdr.eoh_context, 2 * FEW_ROWS, NULL);
	for (int row = 0; row < state->l.rows; row++)
	{
		bool		found;

		rows_insert(state->index, state->l.key[row], &found)->row = row;
	}
}

ms_cell *
sepms_ledger_state_row(sepms_ledger_state *state, int32 key, int columns)
{
	bool		found;
	int			row;
	ms_cell *cell;

	if (unlikely(state->l.rows == state->room || columns > state->l.columns))
		make_room(state, columns);
	if (likely(state->index != NULL))
	{
		RowEntry   *entry = rows_insert(state->index, key, &found);

		if (likely(found))
			return ms_ledger_row(&state->l, entry->row);
		entry->row = state->l.rows;
	}
	else if ((row = find_place(state, key)) >= 0)
		return ms_ledger_row(&state->l, row);
	row = state->l.rows++;
	state->l.key[row] = key;
	cell = ms_ledger_row(&state->l, row);
	memset(cell, 0, state->l.columns * sizeof(ms_cell));
	if (unlikely(state->index == NULL && state->l.rows > FEW_ROWS))
		make_index(state);
	return cell;
}

static void
out_of_range(const ms_ledger_kind *kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s out of range", kind->type),
			 errdetail("It counts at most %lld patients.", (long long) MS_LEDGER_TOTAL_MAX)));
}

void
sepms_ledger_count_one(sepms_ledger_state *state, ms_cell *cell)
{
	if (unlikely(state->total >= MS_LEDGER_TOTAL_MAX))
		out_of_range(state->l.kind);
	state->total++;
	cell->count++;
}

/*
 * The result after a subtraction: the state, or NULL ("cannot be undone") if
 * what is left is not a valid tally, for example entries without their exits.
 * An aggregate subtracts only what it added, so what is left there is valid.
 */
Datum
sepms_ledger_state_rest(FunctionCallInfo fcinfo, sepms_ledger_state *state)
{
	ms_ledger rest;

	if (!AggCheckCallContext(fcinfo, NULL))
	{
		rest = canonical(state);
		if (!ms_ledger_valid(&rest))
			PG_RETURN_NULL();
	}
	return sepms_ledger_state_datum(state);
}

bool
sepms_ledger_uncount_one(sepms_ledger_state *state, int32 key, int column)
{
	ms_cell *cell = find_row(state, key);

	if (cell == NULL || column >= state->l.columns || cell[column].count == 0)
		return false;
	state->total--;
	cell[column].count--;
	return true;
}

/* Adds a ledger to the state. */
static void
add(sepms_ledger_state *state, const ms_ledger *l)
{
	for (int row = 0; row < l->rows; row++)
	{
		const ms_cell *from = ms_ledger_row(l, row);
		ms_cell *to = sepms_ledger_state_row(state, l->key[row], l->columns);

		ms_pause_at(row);
		for (int i = 0; i < l->columns; i++)
		{
			if (ms_ledger_is_weight(l->kind, i))
				to[i].weight += from[i].weight;
			else
			{
				if (from[i].count > MS_LEDGER_TOTAL_MAX - state->total)
					out_of_range(l->kind);
				state->total += from[i].count;
				to[i].count += from[i].count;
			}
		}
	}
}

static sepms_ledger_state *
new_state(MemoryContext context, const ms_ledger_kind *kind)
{
	sepms_ledger_state *state = MemoryContextAllocZero(context, sizeof(sepms_ledger_state));

	EOH_init_header(&state->hdr, &state_methods, context);
	state->stamp = ++last_stamp;
	state->l.kind = kind;
	resize(state, Max(kind->always, 1), FIRST_BYTES);
	return state;
}

sepms_ledger_state *
sepms_ledger_state_arg(FunctionCallInfo fcinfo, const ms_ledger_kind *kind, bool takes)
{
	Datum		value = PG_GETARG_DATUM(0);
	sepms_ledger_state *state;
	ms_ledger l;

	if (likely(VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(value))))
	{
		state = (sepms_ledger_state *) DatumGetEOHP(value);
		if (likely(state->hdr.eoh_methods == &state_methods && state->l.kind == kind))
		{
			state->stamp = ++last_stamp;	/* the caller will change it */
			return state;
		}
	}
	l = sepms_ledger_from(value, kind);
	state = new_state(sepms_state_context(fcinfo, takes), kind);
	add(state, &l);
	return state;
}

uint64
sepms_ledger_stamp(Datum value)
{
	sepms_ledger_state *state;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(value)))
		return 0;
	state = (sepms_ledger_state *) DatumGetEOHP(value);
	return state->hdr.eoh_methods == &state_methods ? state->stamp : 0;
}

Datum
sepms_ledger_state_datum(sepms_ledger_state *state)
{
	return EOHPGetRWDatum(&state->hdr);
}

double
sepms_weight_arg(FunctionCallInfo fcinfo, int arg)
{
	double		weight = PG_GETARG_FLOAT8(arg);

	if (unlikely(weight != 0 && !(weight >= 1e-9 && weight <= 1e9)))
		sepms_number_within("weight", weight, false, "It must be from 1e-9 to 1e9, or 0 to leave the patient out.");
	return weight;
}

Datum
sepms_ledger_merge(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, kind, false);
	ms_ledger l = sepms_ledger_arg(fcinfo, 1, kind);

	add(state, &l);
	return sepms_ledger_state_datum(state);
}

/* Does the state contain all counts of a ledger? */
static bool
contains(sepms_ledger_state *state, const ms_ledger *l)
{
	for (int row = 0; row < l->rows; row++)
	{
		const ms_cell *part = ms_ledger_row(l, row);
		const ms_cell *whole = find_row(state, l->key[row]);

		ms_pause_at(row);
		for (int i = 0; i < l->columns; i++)
			if (whole == NULL || part[i].count > (i < state->l.columns ? whole[i].count : 0))
				return false;
	}
	return true;
}

/*
 * For ledgers without weights.  NULL ("cannot be undone") if the state lacks
 * some of the counts.
 */
Datum
sepms_ledger_unmerge(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, kind, true);
	ms_ledger l = sepms_ledger_arg(fcinfo, 1, kind);

	if (!contains(state, &l))
		PG_RETURN_NULL();
	for (int row = 0; row < l.rows; row++)
	{
		const ms_cell *part = ms_ledger_row(&l, row);
		ms_cell *whole = find_row(state, l.key[row]);

		ms_pause_at(row);
		for (int i = 0; i < l.columns; i++)
		{
			whole[i].count -= part[i].count;
			state->total -= part[i].count;
		}
	}
	return sepms_ledger_state_rest(fcinfo, state);
}
