/*
 * ledger.h
 *		What tallies by day or by status are made of: rows in the order of a
 *		key, each with counts or sums of weights.
 *
 * Adding ledgers adds the cells of equal keys, so that any order and any split
 * of the rows gives the same counts.  A ledger in its canonical form has keys
 * of 0 or more that ascend strictly, no row without a patient, and no column
 * behind the last that is used; equal ledgers pack to equal bytes.
 */
#ifndef MS_LEDGER_H
#define MS_LEDGER_H

#include "json.h"

/* Its numbers stay exact in a double: no more patients than 2 to the 53. */
#define MS_LEDGER_TOTAL_MAX (INT64_C(1) << 53)

/* With all columns, a ledger and its text stay within what a value may be. */
#define MS_LEDGER_ROWS_MAX 1000000
#define MS_LEDGER_COLUMNS_MAX 20

#define MS_LEDGER_VERSION 1

typedef union ms_cell
{
	int64_t		count;			/* 0 or more */
	double		weight;			/* a sum of weights: finite, 0 or more */
} ms_cell;

typedef struct ms_ledger
{
	const struct ms_ledger_kind *kind;
	int			columns;		/* of the kind's, those that are used */
	int			rows;
	int32_t    *key;
	ms_cell *cell;				/* row by row */
} ms_ledger;

/* What a kind of ledger counts. */
typedef struct ms_ledger_kind
{
	const char *type;			/* its SQL type */
	const char *key;			/* what its text calls the keys */
	int			columns;
	const char *column[MS_LEDGER_COLUMNS_MAX];
	unsigned	weights;		/* bit i: column i holds sums of weights */
	int			always;			/* that many columns are there even if unused */

	/*
	 * May that be a key, and does the row make sense; do the rows together?
	 * NULL where there is nothing more to ask than of every ledger.
	 */
	bool		(*row_valid) (const ms_ledger *l, int row);
	bool		(*rows_valid) (const ms_ledger *l);

	/* Keys as strings; NULL where they are printed as numbers. */
	void		(*print_key) (int32_t key, char *text);
	bool		(*parse_key) (const char *text, size_t len, int32_t *key);
} ms_ledger_kind;

/* Room for the text of a key. */
#define MS_LEDGER_KEY_TEXT_MAX 160

static inline bool
ms_ledger_is_weight(const ms_ledger_kind *kind, int column)
{
	return kind->weights >> column & 1;
}

static inline ms_cell *
ms_ledger_row(const ms_ledger *l, int row)
{
	return l->cell + (size_t) row * l->columns;
}

/* A count, 0 in a column that is not used. */
static inline int64_t
ms_ledger_count(const ms_ledger *l, int row, int column)
{
	return column < l->columns ? ms_ledger_row(l, row)[column].count : 0;
}

/* Has a row no patient?  All its counts are 0. */
extern bool ms_ledger_row_empty(const ms_ledger_kind *kind, int columns,
								const ms_cell *row);

/* The sum of a column of counts. */
extern int64_t ms_ledger_total(const ms_ledger *l, int column);

/* Is it canonical, and does it keep the rules of its kind? */
extern bool ms_ledger_valid(const ms_ledger *l);

/*
 * Packed: the keys' differences and the counts, seven bits to a byte and no
 * byte more than needed (the lowest first, the high bit says that more
 * follow), and weights as doubles.  Unpacking answers false where the bytes
 * are not exactly that; it does not ask ms_ledger_valid().  The arrays of l,
 * with room for its rows and columns, are the caller's.
 */
extern size_t ms_ledger_packed_size(const ms_ledger *l);
extern void ms_ledger_pack(const ms_ledger *l, char *packed);
extern bool ms_ledger_unpack(const char *packed, size_t size, ms_ledger *l);

/*
 * Text: JSON, an array for the keys and for each column,
 *
 *		{"version": 1, "days": [5, 11], "events": [1, 3], "censored": [0, 1]}
 *
 * The text and its zero need MS_LEDGER_TEXT_MAX(rows, columns) bytes.
 */
#define MS_LEDGER_TEXT_MAX(rows, columns) \
	(64 + 32 * (size_t) (columns) + \
	 (size_t) (rows) * (MS_LEDGER_KEY_TEXT_MAX + 4 + (size_t) (columns) * 28))

extern size_t ms_ledger_print(const ms_ledger *l, char *text);

/* No ledger of the kind with this text has more rows: room enough to read it. */
extern size_t ms_ledger_text_room(const ms_ledger_kind *kind, const char *text, size_t len);

/*
 * Reads that text, members in any order.  l->kind is given; the arrays have
 * room for all columns of the kind and `room` rows, ms_ledger_text_room().
 */
extern ms_json_result ms_ledger_parse(const char *text, size_t len,
									  size_t room, ms_ledger *l);

/* Leave out what is not canonical in a ledger whose keys ascend. */
extern void ms_ledger_settle(ms_ledger *l);

#endif							/* MS_LEDGER_H */
