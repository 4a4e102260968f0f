/*
 * ledger.c
 *		Types whose value is a ledger.
 */
#include "ledger.h"

#include "access/detoast.h"
#include "common/hashfn.h"
#include "lib/ilist.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

/*
 * The value: a version, the columns that are used, then what core/ledger.h
 * packs.
 */
typedef struct Ledger
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_LEDGER_VERSION */
	uint8		columns;
	uint16		unused;			/* reserved, always zero */
	int32		rows;
	char		packed[FLEXIBLE_ARRAY_MEMBER];
} Ledger;

static ms_ledger
new_ledger(const ms_ledger_kind *kind, int columns, Size rows)
{
	return (ms_ledger) {
		kind, columns, rows, palloc(Max(rows, 1) * sizeof(int32)),
		palloc(Max(rows * columns, 1) * sizeof(ms_cell))
	};
}

ms_ledger
sepms_ledger_from(Datum value, const ms_ledger_kind *kind)
{
	Ledger	   *flat = (Ledger *) PG_DETOAST_DATUM(value);
	ms_ledger l;

	if (VARSIZE(flat) < offsetof(Ledger, packed) || flat->version != MS_LEDGER_VERSION ||
		flat->columns > kind->columns || flat->unused != 0 ||
		flat->rows < 0 || flat->rows > MS_LEDGER_ROWS_MAX)
		sepms_damaged(kind->type);
	l = new_ledger(kind, flat->columns, flat->rows);
	if (!ms_ledger_unpack(flat->packed, VARSIZE(flat) - offsetof(Ledger, packed), &l) ||
		!ms_ledger_valid(&l))
		sepms_damaged(kind->type);
	return l;
}

ms_ledger
sepms_ledger_arg(FunctionCallInfo fcinfo, int arg, const ms_ledger_kind *kind)
{
	return sepms_ledger_from(PG_GETARG_DATUM(arg), kind);
}

static Size
flat_size(const ms_ledger *l)
{
	return offsetof(Ledger, packed) + ms_ledger_packed_size(l);
}

static void
flatten(const ms_ledger *l, Ledger *flat, Size size)
{
	memset(flat, 0, offsetof(Ledger, packed));
	SET_VARSIZE(flat, size);
	flat->version = MS_LEDGER_VERSION;
	flat->columns = l->columns;
	flat->rows = l->rows;
	ms_ledger_pack(l, flat->packed);
}

static Datum
return_flat(const ms_ledger *l)
{
	Size		size = flat_size(l);
	Ledger	   *flat = palloc(size);

	flatten(l, flat, size);
	return PointerGetDatum(flat);
}

/*
 * I/O
 */

Datum
sepms_ledger_in(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	const char *str = PG_GETARG_CSTRING(0);
	Size		len = strlen(str);
	Size		room = ms_ledger_text_room(kind, str, len);
	ms_ledger l = new_ledger(kind, kind->columns, room);
	ms_json_result result = ms_ledger_parse(str, len, room, &l);

	if (result == MS_JSON_OK)
		return return_flat(&l);
	if (result == MS_JSON_LENGTH)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many %s for a %s", kind->key, kind->type),
				 errdetail("It holds at most %d different ones.", MS_LEDGER_ROWS_MAX)));
	return sepms_bad_tally_text(fcinfo, kind->type, result, MS_LEDGER_VERSION,
								psprintf("A tally is a JSON object of a version and arrays of equal length: %s, %s, ...",
										 kind->key, kind->column[0]),
								psprintf("The %s ascend, and no count or weight is negative or too large.", kind->key));
}

Datum
sepms_ledger_out(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, kind);
	char	   *str = palloc(MS_LEDGER_TEXT_MAX(l.rows, l.columns));

	ms_ledger_print(&l, str);
	PG_RETURN_CSTRING(str);
}

Datum
sepms_ledger_recv(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	uint32		columns;
	uint32		rows;
	ms_ledger l;

	sepms_binary_version(kind->type, buf, MS_LEDGER_VERSION);
	sepms_binary_needs(kind->type, buf, sizeof(int16) + sizeof(int32));
	columns = pq_getmsgint(buf, sizeof(int16));
	rows = pq_getmsgint(buf, sizeof(int32));
	if (columns > kind->columns)
		sepms_bad_binary(kind->type, "too many columns");
	if (rows > MS_LEDGER_ROWS_MAX ||
		rows > (buf->len - buf->cursor) / (sizeof(int32) + columns * sizeof(int64)))
		sepms_bad_binary(kind->type, "too many rows");
	l = new_ledger(kind, columns, rows);
	for (int row = 0; row < l.rows; row++)
	{
		ms_pause_at(row);
		l.key[row] = (int32) pq_getmsgint(buf, sizeof(int32));
		for (int i = 0; i < l.columns; i++)
		{
			ms_cell *cell = &ms_ledger_row(&l, row)[i];

			if (ms_ledger_is_weight(kind, i))
				cell->weight = pq_getmsgfloat8(buf) + 0.0;
			else
				cell->count = pq_getmsgint64(buf);
		}
	}
	if (!ms_ledger_valid(&l))
		sepms_bad_binary(kind->type, "rows out of order or empty, or numbers that cannot be");
	return return_flat(&l);
}

Datum
sepms_ledger_send(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, kind);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_LEDGER_VERSION);
	pq_sendint16(&buf, l.columns);
	pq_sendint32(&buf, l.rows);
	for (int row = 0; row < l.rows; row++)
	{
		ms_pause_at(row);
		pq_sendint32(&buf, l.key[row]);
		for (int i = 0; i < l.columns; i++)
		{
			const ms_cell *cell = &ms_ledger_row(&l, row)[i];

			if (ms_ledger_is_weight(kind, i))
				pq_sendfloat8(&buf, cell->weight);
			else
				pq_sendint64(&buf, cell->count);
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * The state of the aggregates.  Rows stand in the order in which their keys
 * came.  A query may have very many states of a few rows each: those are
 * looked through, and a hash table finds the rows of the others.
 */
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
	ms_ledger l;				/* rows as they came, and the columns that were asked for */
	int			room;			/* rows of those columns */
	int			ordered;		/* how many are in order: the rows there were */
	uint64	   *order;			/* keys, each with its row, sorted; or NULL */
	rows_hash  *index;			/* NULL while there are few rows */
	int64		total;			/* of all counts */
	uint64		stamp;			/* another one after each change, of all states */
	ms_ledger *flat;			/* canonical, between measuring and flattening; or NULL */
};

StaticAssertDecl(sizeof(sepms_ledger_state) <= 128, "a power of 2 wastes nothing where there are many");

#define FIRST_BYTES 128			/* of the cells and keys, see resize() */
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
 * A window asks for its ledger again and again, mostly of the same days: the
 * order of many rows is kept.
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

/* The rows in the order of their keys, canonical. */
static ms_ledger
canonical(sepms_ledger_state *state)
{
	const ms_ledger *l = &state->l;
	ms_ledger result = new_ledger(l->kind, l->columns, l->rows);
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

static void
too_many_rows(const ms_ledger_kind *kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many %s for a %s", kind->key, kind->type),
			 errdetail("It holds at most %d different ones.", MS_LEDGER_ROWS_MAX)));
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
		too_many_rows(state->l.kind);
	if (!ms_ledger_valid(state->flat))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s out of range", state->l.kind->type)));
	return flat_size(state->flat);
}

static void
state_flatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size)
{
	sepms_ledger_state *state = (sepms_ledger_state *) eohptr;

	flatten(state->flat, result, allocated_size);
	forget_flat(state);			/* all groups of a query may be asked, one after the other */
}

static const ExpandedObjectMethods state_methods = {state_flat_size, state_flatten};

/* The place of a key, or -1. */
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
 * Room for so many columns, and rows as many as fit into so many bytes: the
 * cells and behind them the keys, in one piece whose size is a power of 2.
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
		too_many_rows(state->l.kind);
	resize(state, Max(columns, state->l.columns), FIRST_BYTES);
}

/* More rows than are looked through. */
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
 * A state from which something was taken, or NULL, "cannot be undone", where what
 * is left is no tally: entries without their exits, say.  An aggregate takes away
 * what it has added, and what is left is one.
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

/* Add a ledger to the state. */
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

/*
 * Memory of states.  One that stands alone has a context of its own, as the
 * server expects of an expanded object that it may delete or take over.  Those
 * of an aggregate share one, below the aggregate's: a hashed aggregate asks for
 * the size of its memory at every group, and goes through all contexts for that.
 * It goes with the aggregate's, at the end of a group that was sorted or of a
 * batch that was hashed.
 */
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

/*
 * Where the state of this call goes.  The server deletes the state of an
 * aggregate, with its context, where its transition function answers another
 * value or NULL, as one that takes away may; in a window somebody else's function
 * may take it over.
 */
static MemoryContext
context_of_state(FunctionCallInfo fcinfo, bool takes)
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
			state->stamp = ++last_stamp;	/* the caller changes it */
			return state;
		}
	}
	l = sepms_ledger_from(value, kind);
	state = new_state(context_of_state(fcinfo, takes), kind);
	add(state, &l);
	return state;
}

Datum
sepms_ledger_state_datum(sepms_ledger_state *state)
{
	return EOHPGetRWDatum(&state->hdr);
}

Datum
sepms_ledger_merge(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, kind, false);
	ms_ledger l = sepms_ledger_arg(fcinfo, 1, kind);

	add(state, &l);
	return sepms_ledger_state_datum(state);
}

/* Are all counts of a ledger in the state? */
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

/* For ledgers without weights; NULL, "cannot be undone", where it lacks some. */
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

/*
 * Ledgers that are read again and again.  Each row of a query may bring the same
 * tally: as a value, or from 16 on as the state of the aggregate itself, which
 * would be flattened each time.
 */

/* The stamp of a state, 0 of anything else. */
static uint64
stamp_of(Datum value)
{
	sepms_ledger_state *state;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(value)))
		return 0;
	state = (sepms_ledger_state *) DatumGetEOHP(value);
	return state->hdr.eoh_methods == &state_methods ? state->stamp : 0;
}

Datum
sepms_ledger_fetched(Datum value)
{
	struct varlena *v = (struct varlena *) DatumGetPointer(value);

	if (VARATT_IS_EXTERNAL(v) && stamp_of(value) == 0)
		v = detoast_external_attr(v);
	return PointerGetDatum(v);
}

bool
sepms_ledger_same(const sepms_ledger_memory *m, Datum fetched)
{
	const char *bytes = DatumGetPointer(fetched);
	uint64		stamp = stamp_of(fetched);

	if (stamp != 0 || m->stamp != 0)
		return stamp == m->stamp;
	return m->size == VARSIZE_ANY(bytes) && memcmp(m->bytes, bytes, m->size) == 0;
}

void
sepms_ledger_remember(sepms_ledger_memory *m, Datum fetched, MemoryContext context)
{
	const char *bytes = DatumGetPointer(fetched);

	sepms_ledger_forget(m);
	m->stamp = stamp_of(fetched);
	if (m->stamp == 0)
	{
		m->bytes = MemoryContextAlloc(context, VARSIZE_ANY(bytes));
		m->size = VARSIZE_ANY(bytes);
		memcpy(m->bytes, bytes, m->size);
	}
}

void
sepms_ledger_forget(sepms_ledger_memory *m)
{
	if (m->bytes != NULL)
		pfree(m->bytes);
	*m = (sepms_ledger_memory) {0};
}

double
sepms_weight_arg(FunctionCallInfo fcinfo, int arg)
{
	const char *hint = "It is from 1e-9 to 1e9, or 0, which leaves the patient out.";
	double		weight = PG_GETARG_FLOAT8(arg);

	if (weight != 0 && !(weight >= 1e-9 && weight <= 1e9))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight is out of range: %g", sepms_number("weight", weight, hint)),
				 errhint("%s", hint)));
	return weight;
}

/*
 * Planner support of the functions that answer with rows: how many there are
 * can be said where the ledger is a constant.
 */
static Node *
rows_of_constant(FunctionCallInfo fcinfo, bool by_column)
{
	SupportRequestRows *request = (SupportRequestRows *) PG_GETARG_POINTER(0);
	Node	   *tally;
	Ledger	   *head;

	if (!IsA(request, SupportRequestRows) || !is_funcclause(request->node))
		return NULL;
	tally = linitial(((FuncExpr *) request->node)->args);
	if (!IsA(tally, Const) || ((Const *) tally)->constisnull)
		return NULL;
	head = (Ledger *) PG_DETOAST_DATUM(((Const *) tally)->constvalue);
	if (VARSIZE(head) < offsetof(Ledger, packed) || head->rows < 0)
		return NULL;
	request->rows = (double) head->rows * (by_column ? head->columns - 1 : 1);
	return (Node *) request;
}

/* A row for each of the ledger. */
PG_FUNCTION_INFO_V1(sepms_tally_rows_support);
Datum
sepms_tally_rows_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(rows_of_constant(fcinfo, false));
}

/* A row for each of the ledger and each column but its first. */
PG_FUNCTION_INFO_V1(sepms_tally_cells_support);
Datum
sepms_tally_cells_support(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(rows_of_constant(fcinfo, true));
}
