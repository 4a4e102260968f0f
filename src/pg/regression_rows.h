/*
 * regression_rows.h
 *		The tallies of regressions: their values, and the state of their
 *		aggregates.
 */
#ifndef SEPMS_PG_REGRESSION_ROWS_H
#define SEPMS_PG_REGRESSION_ROWS_H

#include "common.h"

#include "../core/regression_rows.h"

/* The type of a kind. */
extern const char *sepms_rows_type(ms_rows_kind kind);

/*
 * The rows of an argument, canonical.  They are read in place: from a value,
 * all of which is checked (XX001 if it is damaged), or from the state of an
 * aggregate, which is settled and not copied.  They are valid as long as the
 * argument and the memory context of the call.
 */
extern const ms_rows *sepms_rows_arg(FunctionCallInfo fcinfo, int arg, ms_rows_kind kind);

/* A value of canonical rows; 54000 if it would be too large. */
extern Datum sepms_return_rows(const ms_rows *r);

/* Allocates the columns of this many rows; large ones are not touched. */
extern void sepms_rows_allocate(ms_rows *r, Size rows, Size elements, MemoryContext context);

/*
 * The state of an aggregate: an expanded object to which rows are appended.
 * It is sorted when it is read or flattened.
 */
typedef struct sepms_rows_state sepms_rows_state;

/*
 * Argument 0 as a state that the caller may change; takes: the caller subtracts
 * and may return NULL.
 */
extern sepms_rows_state *sepms_rows_state_arg(FunctionCallInfo fcinfo, ms_rows_kind kind, bool takes);
extern Datum sepms_rows_state_datum(sepms_rows_state *state);

/* The same after a subtraction; NULL if the tally did not contain what was subtracted. */
extern Datum sepms_rows_state_rest(FunctionCallInfo fcinfo, sepms_rows_state *state);

/* The elements of x, somewhere in memory: an array may be stored without alignment. */
typedef struct sepms_x
{
	int			terms;
	const char *elements;
} sepms_x;

/* Checks the elements of x and copies them; 22003 if one is not finite. */
extern void sepms_copy_x(double *to, const sepms_x *x);

/*
 * Appends a row, whose count is negative if it is taken out; 22023 if its x has
 * another length than those before, 22003 if it is not finite or if there are
 * too many patients.
 */
extern void sepms_rows_append(sepms_rows_state *state, const ms_row *row, const sepms_x *x);

/* Counts patients who are left out. */
extern void sepms_rows_leave_out(sepms_rows_state *state, int64 patients);

#endif							/* SEPMS_PG_REGRESSION_ROWS_H */
