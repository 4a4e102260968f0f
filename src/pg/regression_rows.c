/*
 * regression_rows.c
 *		The tallies of regressions: the stored value, and the state of their
 *		aggregates, an expanded object.
 *
 * A state keeps rows in order of arrival in growing columns.  Each time they
 * are full, and a sample says that rows repeat, they are settled (sorted,
 * repeated rows counted) before they grow.  What is taken out is appended with
 * a negative count.  A value is written from rows in order of arrival, once
 * their canonical order is known: so they are moved only once.
 */
#include "regression_rows.h"

#include "miscadmin.h"
#include "state_context.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

/* The stored value.  The columns of eight bytes follow the head and are aligned. */
typedef struct Rows
{
	int32		vl_len_;		/* do not touch directly! */
	char		packed[FLEXIBLE_ARRAY_MEMBER];
} Rows;

StaticAssertDecl((offsetof(Rows, packed) + MS_ROWS_HEAD_SIZE) % sizeof(double) == 0,
				 "the columns of a value are read in place");

/* What is known of the rows of a state. */
typedef enum Standing
{
	GROWN,						/* nothing */
	SORTED,						/* their canonical order */
	SETTLED						/* they are canonical */
} Standing;

struct sepms_rows_state
{
	ExpandedObjectHeader hdr;
	ms_rows		r;				/* columns in use so far */
	int			room;			/* the number of rows that fit */
	Standing	standing;
	ms_rows_order order;		/* of the rows if they are sorted; its array may be one of earlier rows, or NULL */
	int64		patients;		/* in rows or left out */
};

#define FIRST_ROOM 8

const char *
sepms_rows_type(ms_rows_kind kind)
{
	static const char *const types[] = {"cox_tally", "count_tally", "logistic_tally"};

	return types[kind];
}

/*
 * Values
 */

static void
too_large(ms_rows_kind kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many rows for a %s", sepms_rows_type(kind)),
			 errdetail("A value holds at most 1 GB."),
			 errhint("Round the covariates, or leave out clusters: rows that agree are stored once, with their number.")));
}

static Size
flat_size(const ms_rows *r, const ms_rows_order *order)
{
	Size		size = offsetof(Rows, packed) + ms_rows_packed_size(r, order);

	if (size > MaxAllocSize)
		too_large(r->kind);
	return size;
}

static void
flatten(const ms_rows *r, const ms_rows_order *order, void *value, Size size)
{
	Rows	   *flat = value;

	SET_VARSIZE(flat, size);
	ms_rows_pack(r, order, flat->packed);
}

Datum
sepms_return_rows(const ms_rows *r)
{
	Size		size = flat_size(r, NULL);
	void	   *flat = palloc(size);

	flatten(r, NULL, flat, size);
	return PointerGetDatum(flat);
}

/* The rows of a value, in place.  Only a logistic tally needs memory of its own. */
static void
read_flat(Datum value, ms_rows *r)
{
	const Rows *flat = (const Rows *) PG_DETOAST_DATUM(value);
	Size		size = VARSIZE(flat);

	r->number = NULL;
	if (size < offsetof(Rows, packed) ||
		!ms_rows_unpack_head(flat->packed, size - offsetof(Rows, packed), r))
		sepms_damaged(sepms_rows_type(r->kind));
	if (r->kind == MS_ROWS_LOGISTIC)
		r->number = palloc(Max(r->rows, 1) * sizeof(int32));
	if (!ms_rows_unpack(flat->packed, size - offsetof(Rows, packed), r) || !ms_rows_valid(r))
		sepms_damaged(sepms_rows_type(r->kind));
}

static void *
allocate(Size n, Size size, MemoryContext context)
{
	return MemoryContextAllocHuge(context, Max(n, 1) * size);
}

void
sepms_rows_allocate(ms_rows *r, Size rows, Size elements, MemoryContext context)
{
	r->number = allocate(rows, sizeof(int32), context);
	r->other = allocate(rows, sizeof(int32), context);
	r->flags = allocate(rows, 1, context);
	r->stratum = allocate(rows, sizeof(int32), context);
	r->cluster = allocate(rows, sizeof(int64), context);
	r->weight = allocate(rows, sizeof(double), context);
	r->count = allocate(rows, sizeof(int64), context);
	r->x = allocate(elements, sizeof(double), context);
}

/*
 * The state: settling
 */

#define EACH_COLUMN(action) \
	do { \
		action(number, sizeof(int32)); \
		action(other, sizeof(int32)); \
		action(flags, 1); \
		action(stratum, sizeof(int32)); \
		action(cluster, sizeof(int64)); \
		action(weight, sizeof(double)); \
		action(count, sizeof(int64)); \
		action(x, state->r.terms * sizeof(double)); \
	} while (0)

/* Room for the canonical rows. */
static ms_rows
room_to_settle(const sepms_rows_state *state)
{
	MemoryContext context = state->hdr.eoh_context;
	const ms_rows_order *order = &state->order;
	ms_rows		to = {0};

#define MAKE(column, bit) \
	if (order->columns & (bit)) \
		to.column = allocate(order->rows, sizeof(*to.column), context)
	MAKE(other, MS_ROWS_OTHER);
	MAKE(flags, MS_ROWS_FLAGS);
	MAKE(stratum, MS_ROWS_STRATUM);
	MAKE(cluster, MS_ROWS_CLUSTER);
	MAKE(weight, MS_ROWS_WEIGHT);
	MAKE(count, MS_ROWS_COUNTS);
	to.number = allocate(order->rows, sizeof(int32), context);
	to.x = allocate(Max(order->rows, 1) * (Size) state->r.terms, sizeof(double), context);
	return to;
}

#define FREE(column, size) \
	if (state->r.column != NULL) \
		pfree(state->r.column)

static void
forget_order(sepms_rows_state *state)
{
	if (state->order.order != NULL)
		pfree(state->order.order);
	state->order.order = NULL;
}

/* Finds the order of the rows of a state; false if they cannot be canonical. */
static bool
sort(sepms_rows_state *state)
{
	ms_row_key *order;
	ms_row_key *spare;
	bool		valid;

	if (state->standing != GROWN)
		return true;
	forget_order(state);
	order = allocate(state->r.rows, sizeof(ms_row_key), state->hdr.eoh_context);
	/* the current context may free nothing singly: one who sorts tuples flattens them there */
	spare = allocate(state->r.rows, sizeof(ms_row_key), state->hdr.eoh_context);
	valid = ms_rows_sort(&state->r, order, spare, &state->order);
	pfree(spare);
	if (valid)
		state->standing = SORTED;
	else
		forget_order(state);
	return valid;
}

/* Makes the rows of a state canonical; false if that is not possible, and then they stay as they are. */
static bool
settle(sepms_rows_state *state)
{
	ms_rows		to;

	if (state->standing == SETTLED)
		return true;
	if (!sort(state))
		return false;
	to = room_to_settle(state);
	ms_rows_gather(&state->r, &state->order, &to);
	EACH_COLUMN(FREE);
	forget_order(state);
	state->r = to;
	state->room = Max(to.rows, 1);
	state->standing = SETTLED;
	return true;
}

static pg_noinline void
out_of_range(ms_rows_kind kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s out of range", sepms_rows_type(kind))));
}

static const ms_rows_order *
order_of(const sepms_rows_state *state)
{
	return state->standing == SETTLED ? NULL : &state->order;
}

/* Rows that repeat are settled, so that they are gone for the next value too, in a window for example. */
static Size
state_flat_size(ExpandedObjectHeader *eohptr)
{
	sepms_rows_state *state = (sepms_rows_state *) eohptr;

	if (!sort(state))
		out_of_range(state->r.kind);
	if (state->standing == SORTED && state->order.rows < state->r.rows - state->r.rows / 8)
		(void) settle(state);
	return flat_size(&state->r, order_of(state));
}

static void
state_flatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size)
{
	sepms_rows_state *state = (sepms_rows_state *) eohptr;

	flatten(&state->r, order_of(state), result, allocated_size);
}

static const ExpandedObjectMethods state_methods = {state_flat_size, state_flatten};

/* The state that a value is; NULL if it is none. */
static inline sepms_rows_state *
state_of(Datum value, ms_rows_kind kind)
{
	sepms_rows_state *state;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(value)))
		return NULL;
	state = (sepms_rows_state *) DatumGetEOHP(value);
	return state->hdr.eoh_methods == &state_methods && state->r.kind == kind ? state : NULL;
}

const ms_rows *
sepms_rows_arg(FunctionCallInfo fcinfo, int arg, ms_rows_kind kind)
{
	Datum		value = PG_GETARG_DATUM(arg);
	sepms_rows_state *state = state_of(value, kind);
	ms_rows    *r;

	if (state != NULL)
	{
		if (!settle(state))
			out_of_range(kind);
		return &state->r;
	}
	r = palloc0(sizeof(ms_rows));
	r->kind = kind;
	read_flat(value, r);
	return r;
}

/*
 * The state: growing
 */

/* Do the rows repeat so much that it is worth settling them? */
static bool
repeat(const sepms_rows_state *state)
{
	int			room = Min(state->r.rows, MS_ROWS_SAMPLE_MAX);
	ms_row_key *sample = palloc(Max(room, 1) * sizeof(ms_row_key));
	ms_row_key *spare = palloc(Max(room, 1) * sizeof(ms_row_key));
	bool		result = ms_rows_repeat(&state->r, sample, spare);

	pfree(sample);
	pfree(spare);
	return result;
}

static void *
grown(sepms_rows_state *state, void *column, Size size)
{
	Size		bytes = Max(size * state->room, 1);

	if (column == NULL)
		return MemoryContextAllocHuge(state->hdr.eoh_context, bytes);
	return repalloc_huge(column, bytes);
}

/* Makes room for this many more rows. */
static pg_noinline void
make_room(sepms_rows_state *state, int more)
{
	int			terms = state->r.terms;
	int64		needed;

	if (state->r.rows > 0 && state->standing != SETTLED && repeat(state) && settle(state) && state->r.rows == 0)
	{
		state->r.terms = terms; /* of the rows to come, if all have been taken out */
		state->standing = GROWN;
	}
	needed = (int64) state->r.rows + more;
	if (needed > PG_INT32_MAX / 2)
		too_large(state->r.kind);
	if (needed <= state->room && state->r.rows <= state->room / 2)
		return;
	state->room = Max(Max(needed, 2 * (int64) state->room), FIRST_ROOM);
#define GROW(column, size) \
	if (state->r.column != NULL) \
		state->r.column = grown(state, state->r.column, size)
	EACH_COLUMN(GROW);
}

/* Adds a column that has said nothing so far. */
#define ADD_COLUMN(state, column, nothing) \
	do { \
		(state)->r.column = grown(state, NULL, sizeof(*(state)->r.column)); \
		for (int row_ = 0; row_ < (state)->r.rows; row_++) \
		{ \
			ms_pause_at(row_); \
			(state)->r.column[row_] = nothing; \
		} \
	} while (0)

/* Makes sure that there are these columns. */
static pg_noinline void
make_columns(sepms_rows_state *state, unsigned needed)
{
	unsigned	missing = needed & ~ms_rows_columns(&state->r);

	if (missing & MS_ROWS_OTHER)
		ADD_COLUMN(state, other, 0);
	if (missing & MS_ROWS_FLAGS)
		ADD_COLUMN(state, flags, 0);
	if (missing & MS_ROWS_STRATUM)
		ADD_COLUMN(state, stratum, 0);
	if (missing & MS_ROWS_CLUSTER)
		ADD_COLUMN(state, cluster, 0);
	if (missing & MS_ROWS_WEIGHT)
		ADD_COLUMN(state, weight, 1);
	if (missing & MS_ROWS_COUNTS)
		ADD_COLUMN(state, count, 1);
}

static pg_noinline void
refuse_x(const double *x, int terms)
{
	for (int i = 0; i < terms; i++)
		(void) sepms_number(psprintf("x[%d]", i + 1), x[i], "Use NULL if it is unknown; the row is then left out.");
}

void
sepms_copy_x(double *to, const sepms_x *x)
{
	double		sum = 0;

	if (x->terms == 0)
		return;
	memcpy(to, x->elements, x->terms * sizeof(double));
	for (int i = 0; i < x->terms; i++)
	{
		to[i] += 0.0;			/* turns -0 into 0 */
		sum += to[i] - to[i];	/* NaN if it is not finite */
	}
	if (unlikely(sum != 0))
		refuse_x(to, x->terms);
}

/*
 * The first row decides on the length of x.  Later ones have the same, unless
 * all rows have been taken out again.
 */
static pg_noinline void
set_terms(sepms_rows_state *state, int terms, const sepms_x *x)
{
	double		elements[MS_ROWS_TERMS_MAX];

	if (state->r.rows > 0)
		(void) settle(state);
	if (state->r.rows > 0 && x != NULL)
		sepms_copy_x(elements, x);	/* a number that is not finite is the first error */
	if (state->r.rows > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the length of x must be %d, as in the other rows of the tally, not %d", state->r.terms, terms),
				 errhint("Each row gives the same covariates in the same order; an element that is unknown is NULL.")));
	state->r.terms = terms;
	state->standing = GROWN;
	state->r.x = grown(state, state->r.x, terms * sizeof(double));
}

static void
count_patients(sepms_rows_state *state, int64 more)
{
	if (unlikely(more > MS_ROWS_PATIENTS_MAX - state->patients))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s out of range", sepms_rows_type(state->r.kind)),
				 errdetail("It counts at most %lld patients.", (long long) MS_ROWS_PATIENTS_MAX)));
	state->patients += more;
}

void
sepms_rows_leave_out(sepms_rows_state *state, int64 patients)
{
	count_patients(state, patients);
	state->r.left_out += patients;
	if (patients < 0)
		state->standing = GROWN;	/* fewer may be left than there were */
}

void
sepms_rows_append(sepms_rows_state *state, const ms_row *row, const sepms_x *x)
{
	ms_rows    *r = &state->r;
	int			at;

	if (unlikely(x->terms != r->terms || r->rows == 0))
		set_terms(state, x->terms, x);
	if (unlikely(r->rows >= state->room))
		make_room(state, 1);
	if (unlikely((ms_row_columns(row) & ~ms_rows_columns(r)) != 0))
		make_columns(state, ms_row_columns(row));
	at = r->rows;
	sepms_copy_x(r->x + (Size) at * r->terms, x);
	count_patients(state, row->count);
	r->number[at] = row->number;
	if (r->other != NULL)
		r->other[at] = row->other;
	if (r->flags != NULL)
		r->flags[at] = row->flags;
	if (r->stratum != NULL)
		r->stratum[at] = row->stratum;
	if (r->cluster != NULL)
		r->cluster[at] = row->cluster;
	if (r->weight != NULL)
		r->weight[at] = row->weight;
	if (r->count != NULL)
		r->count[at] = row->count;
	r->rows++;
	state->standing = GROWN;
}

/* Copies a column to the end of that of the state; a column that the other lacks says nothing. */
#define APPEND_COLUMN(state, from, column, nothing) \
	do { \
		if ((state)->r.column == NULL) \
			break; \
		if ((from)->column != NULL) \
			ms_copy((state)->r.column + (state)->r.rows, (from)->column, \
					(from)->rows * sizeof(*(from)->column)); \
		else \
			for (int row_ = 0; row_ < (from)->rows; row_++) \
			{ \
				ms_pause_at(row_); \
				(state)->r.column[(state)->r.rows + row_] = nothing; \
			} \
	} while (0)

/* Adds the rows of a tally or, if take is set, takes them out. */
static void
append_rows(sepms_rows_state *state, const ms_rows *from, bool take)
{
	ms_rows    *r = &state->r;
	int64		patients = ms_rows_patients(from);
	bool		first = r->rows == 0 && !take;

	count_patients(state, take ? -patients : patients);
	r->left_out += take ? -from->left_out : from->left_out;
	if (take)
		state->standing = GROWN;
	if (from->rows == 0)
		return;
	if (r->rows == 0 || from->terms != r->terms)
		set_terms(state, from->terms, NULL);
	if (from->rows > state->room - r->rows)
		make_room(state, from->rows);
	make_columns(state, ms_rows_columns(from) | (take ? MS_ROWS_COUNTS : 0));	/* negative counts need a column */
	APPEND_COLUMN(state, from, number, 0);
	APPEND_COLUMN(state, from, other, 0);
	APPEND_COLUMN(state, from, flags, 0);
	APPEND_COLUMN(state, from, stratum, 0);
	APPEND_COLUMN(state, from, cluster, 0);
	APPEND_COLUMN(state, from, weight, 1);
	APPEND_COLUMN(state, from, count, 1);
	if (r->terms > 0)
		ms_copy(r->x + (Size) r->rows * r->terms, from->x, (Size) from->rows * r->terms * sizeof(double));
	if (take)
		for (int row = r->rows; row < r->rows + from->rows; row++)
		{
			ms_pause_at(row);
			r->count[row] = -r->count[row];
		}
	r->rows += from->rows;
	state->standing = first ? SETTLED : GROWN;
}

static sepms_rows_state *
new_state(MemoryContext context, ms_rows_kind kind)
{
	sepms_rows_state *state = MemoryContextAllocZero(context, sizeof(sepms_rows_state));

	EOH_init_header(&state->hdr, &state_methods, context);
	state->r.kind = kind;
	state->room = FIRST_ROOM;
	state->standing = SETTLED;
	state->r.number = grown(state, NULL, sizeof(int32));
	state->r.x = grown(state, NULL, 0);
	return state;
}

sepms_rows_state *
sepms_rows_state_arg(FunctionCallInfo fcinfo, ms_rows_kind kind, bool takes)
{
	Datum		value = PG_GETARG_DATUM(0);
	sepms_rows_state *state;

	if (likely(VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(value))) &&
		likely((state = state_of(value, kind)) != NULL))
		return state;
	state = new_state(sepms_state_context(fcinfo, takes), kind);
	append_rows(state, sepms_rows_arg(fcinfo, 0, kind), false);
	return state;
}

Datum
sepms_rows_state_datum(sepms_rows_state *state)
{
	return EOHPGetRWDatum(&state->hdr);
}

/*
 * In a window, the server takes out only what was put in; that is not checked
 * before the tally is read.
 */
Datum
sepms_rows_state_rest(FunctionCallInfo fcinfo, sepms_rows_state *state)
{
	if (AggCheckCallContext(fcinfo, NULL) != AGG_CONTEXT_WINDOW && !settle(state))
		PG_RETURN_NULL();
	return sepms_rows_state_datum(state);
}

/*
 * Merging
 */

static Datum
merge(FunctionCallInfo fcinfo, ms_rows_kind kind)
{
	sepms_rows_state *state = sepms_rows_state_arg(fcinfo, kind, false);

	append_rows(state, sepms_rows_arg(fcinfo, 1, kind), false);
	return sepms_rows_state_datum(state);
}

static Datum
unmerge(FunctionCallInfo fcinfo, ms_rows_kind kind)
{
	sepms_rows_state *state = sepms_rows_state_arg(fcinfo, kind, true);

	append_rows(state, sepms_rows_arg(fcinfo, 1, kind), true);
	return sepms_rows_state_rest(fcinfo, state);
}

#define ROWS_FUNCTIONS(name, kind) \
	PG_FUNCTION_INFO_V1(sepms_##name##_merge); \
	Datum \
	sepms_##name##_merge(PG_FUNCTION_ARGS) \
	{ \
		return merge(fcinfo, kind); \
	} \
	PG_FUNCTION_INFO_V1(sepms_##name##_unmerge); \
	Datum \
	sepms_##name##_unmerge(PG_FUNCTION_ARGS) \
	{ \
		return unmerge(fcinfo, kind); \
	}

ROWS_FUNCTIONS(cox, MS_ROWS_COX)
ROWS_FUNCTIONS(count, MS_ROWS_COUNT)
ROWS_FUNCTIONS(logistic, MS_ROWS_LOGISTIC)
