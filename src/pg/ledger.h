/*
 * ledger.h
 *		Types whose values are ledgers: input and output, the state of their
 *		aggregates, and access to their values.
 */
#ifndef SEPMS_PG_LEDGER_H
#define SEPMS_PG_LEDGER_H

#include "common.h"

#include "../core/ledger.h"

/* Unpacks a ledger and checks all of it; XX001 if it is damaged. */
extern ms_ledger sepms_ledger_arg(FunctionCallInfo fcinfo, int arg,
								  const ms_ledger_kind *kind);
extern ms_ledger sepms_ledger_from(Datum value, const ms_ledger_kind *kind);

/* The numbers of columns and rows of a value of any kind; false if the value is damaged. */
extern bool sepms_ledger_size(Datum value, int *columns, int *rows);

/* Allocates a ledger; gives the size of the value that it makes; writes that value. */
extern ms_ledger sepms_ledger_make(const ms_ledger_kind *kind, int columns, Size rows);
extern Size sepms_ledger_flat_size(const ms_ledger *l);
extern void sepms_ledger_flatten(const ms_ledger *l, void *value, Size size);

/* Reports 54000, softly if there is a context: a ledger has more rows than it may have. */
extern Datum sepms_ledger_too_long(Node *escontext, const ms_ledger_kind *kind);

/*
 * Identifies a ledger, so that results computed from it can be kept between
 * calls.  A ledger is the same as before if it has the same bytes or, if it is
 * the state of an aggregate, if the state has not changed since.  An equal
 * pointer proves nothing.  All zeros: no ledger.
 */
typedef struct sepms_ledger_memory
{
	uint64		stamp;			/* of a state; 0 for a value */
	Size		size;			/* of the bytes of a value */
	char	   *bytes;
} sepms_ledger_memory;

/* Fetches a value that is stored out of line, as the functions below require. */
extern Datum sepms_ledger_fetched(Datum value);
extern bool sepms_ledger_same(const sepms_ledger_memory *m, Datum fetched);
extern void sepms_ledger_remember(sepms_ledger_memory *m, Datum fetched, MemoryContext context);
extern void sepms_ledger_forget(sepms_ledger_memory *m);

/*
 * The state of an aggregate: an expanded object that finds a row by its key.
 * The server flattens it when it stores or sends it.
 */
typedef struct sepms_ledger_state sepms_ledger_state;

/*
 * A number that differs after each change and between states; 0 if the value
 * is not a state.
 */
extern uint64 sepms_ledger_stamp(Datum value);

/*
 * Argument 0 as a state that the caller may change.  A caller that subtracts,
 * and may return NULL, sets takes; every other caller returns this state.
 */
extern sepms_ledger_state *sepms_ledger_state_arg(FunctionCallInfo fcinfo,
												  const ms_ledger_kind *kind, bool takes);
extern Datum sepms_ledger_state_datum(sepms_ledger_state *state);

/* The same after a subtraction; NULL if what is left is not a valid tally. */
extern Datum sepms_ledger_state_rest(FunctionCallInfo fcinfo, sepms_ledger_state *state);

/*
 * The cells of a key, at least this many columns; a new row starts with zeros.
 * The pointer is valid until the next call.
 */
extern ms_cell *sepms_ledger_state_row(sepms_ledger_state *state, int32 key, int columns);

/* Adds one to a cell; 22003 if the tally then counts more patients than it may hold. */
extern void sepms_ledger_count_one(sepms_ledger_state *state, ms_cell *cell);

/* Subtracts one from a column of a key; false if its count is 0. */
extern bool sepms_ledger_uncount_one(sepms_ledger_state *state, int32 key, int column);

/*
 * Adds one to a column of a key or, if take is set, subtracts one; false if
 * its count is 0.
 */
static inline bool
sepms_ledger_tally_one(sepms_ledger_state *state, int32 key, int column, bool take)
{
	if (take)
		return sepms_ledger_uncount_one(state, key, column);
	sepms_ledger_count_one(state, &sepms_ledger_state_row(state, key, column + 1)[column]);
	return true;
}

/*
 * A weight: from 1e-9 to 1e9, so that sums of squares stay finite, or 0, which
 * leaves the patient out.  Otherwise 22023, or 22003 if it is not finite.
 */
extern double sepms_weight_arg(FunctionCallInfo fcinfo, int arg);

extern Datum sepms_ledger_in(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_out(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_recv(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_send(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_merge(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_unmerge(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);

/* Defines an entry point of a type whose values are ledgers of this kind. */
#define SEPMS_LEDGER_FUNCTION(name, what, kind) \
	PG_FUNCTION_INFO_V1(sepms_##name##_##what); \
	Datum \
	sepms_##name##_##what(PG_FUNCTION_ARGS) \
	{ \
		return sepms_ledger_##what(fcinfo, kind); \
	}

/* Defines the entry points of its input and output. */
#define SEPMS_LEDGER_IO(type, kind) \
	SEPMS_LEDGER_FUNCTION(type, in, kind) \
	SEPMS_LEDGER_FUNCTION(type, out, kind) \
	SEPMS_LEDGER_FUNCTION(type, recv, kind) \
	SEPMS_LEDGER_FUNCTION(type, send, kind)

/*
 * Defines the transition function of an aggregate and its inverse.  The
 * function count(fcinfo, take) adds what the arguments say or, if take is set,
 * subtracts it.
 */
#define SEPMS_LEDGER_ACCUM(accum, unaccum, count) \
	PG_FUNCTION_INFO_V1(sepms_##accum); \
	Datum \
	sepms_##accum(PG_FUNCTION_ARGS) \
	{ \
		return count(fcinfo, false); \
	} \
	PG_FUNCTION_INFO_V1(sepms_##unaccum); \
	Datum \
	sepms_##unaccum(PG_FUNCTION_ARGS) \
	{ \
		return count(fcinfo, true); \
	}

#endif							/* SEPMS_PG_LEDGER_H */
