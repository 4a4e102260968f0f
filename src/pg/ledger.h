/*
 * ledger.h
 *		Types whose value is a ledger: their I/O, their aggregates' state, and
 *		the reading of their values.
 */
#ifndef SEPMS_PG_LEDGER_H
#define SEPMS_PG_LEDGER_H

#include "common.h"

#include "../core/ledger.h"

/* A ledger argument, unpacked and all of it checked. */
extern ms_ledger sepms_ledger_arg(FunctionCallInfo fcinfo, int arg,
								  const ms_ledger_kind *kind);
extern ms_ledger sepms_ledger_from(Datum value, const ms_ledger_kind *kind);

/*
 * Which ledger it was, so that what was computed of it is kept between calls:
 * one is the same again when it has the same bytes or, being an aggregate's
 * state, when that state has not changed since.  A pointer alone says nothing.
 * All zeros: none.
 */
typedef struct sepms_ledger_memory
{
	uint64		stamp;			/* of a state */
	Size		size;			/* of a value, and its bytes */
	char	   *bytes;
} sepms_ledger_memory;

/* A ledger as these take it: fetched, where it is stored out of its row. */
extern Datum sepms_ledger_fetched(Datum value);
extern bool sepms_ledger_same(const sepms_ledger_memory *m, Datum fetched);
extern void sepms_ledger_remember(sepms_ledger_memory *m, Datum fetched, MemoryContext context);
extern void sepms_ledger_forget(sepms_ledger_memory *m);

/*
 * The state of an aggregate: an expanded object, which finds the row of a key,
 * and which the server flattens where it stores or sends it.
 */
typedef struct sepms_ledger_state sepms_ledger_state;

/*
 * Argument 0 as a state that the caller may change.  One who takes away, and may
 * answer NULL, says so; everybody else answers this state.
 */
extern sepms_ledger_state *sepms_ledger_state_arg(FunctionCallInfo fcinfo,
												  const ms_ledger_kind *kind, bool takes);
extern Datum sepms_ledger_state_datum(sepms_ledger_state *state);

/* The same where something was taken from it: NULL where no tally is left. */
extern Datum sepms_ledger_state_rest(FunctionCallInfo fcinfo, sepms_ledger_state *state);

/*
 * The cells of a key, at least so many columns: those of a new row are 0.  They
 * stay where they are until the next call.
 */
extern ms_cell *sepms_ledger_state_row(sepms_ledger_state *state, int32 key, int columns);

/* Count one in a cell: of more patients than a tally may hold, 22003. */
extern void sepms_ledger_count_one(sepms_ledger_state *state, ms_cell *cell);

/* Take one from a column of a key; false where there is none. */
extern bool sepms_ledger_uncount_one(sepms_ledger_state *state, int32 key, int column);

/*
 * A weight: 0, which leaves the patient out, or from 1e-9 to 1e9, so that sums
 * of squares stay numbers; else 22023.
 */
extern double sepms_weight_arg(FunctionCallInfo fcinfo, int arg);

extern Datum sepms_ledger_in(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_out(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_recv(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_send(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_merge(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);
extern Datum sepms_ledger_unmerge(FunctionCallInfo fcinfo, const ms_ledger_kind *kind);

/* An entry point of a type whose ledger is of that kind. */
#define SEPMS_LEDGER_FUNCTION(name, what, kind) \
	PG_FUNCTION_INFO_V1(sepms_##name##_##what); \
	Datum \
	sepms_##name##_##what(PG_FUNCTION_ARGS) \
	{ \
		return sepms_ledger_##what(fcinfo, kind); \
	}

/* Those of its input and output. */
#define SEPMS_LEDGER_IO(type, kind) \
	SEPMS_LEDGER_FUNCTION(type, in, kind) \
	SEPMS_LEDGER_FUNCTION(type, out, kind) \
	SEPMS_LEDGER_FUNCTION(type, recv, kind) \
	SEPMS_LEDGER_FUNCTION(type, send, kind)

#endif							/* SEPMS_PG_LEDGER_H */
