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
#ifndef SEPMS_CORE_LEDGER_H
#define SEPMS_CORE_LEDGER_H

#include "json.h"

/* Its numbers stay exact in a double: no more patients than 2 to the 53. */
#define SEPMS_LEDGER_TOTAL_MAX (INT64_C(1) << 53)

/* With all columns, a ledger and its text stay within what a value may be. */
#define SEPMS_LEDGER_ROWS_MAX 1000000
#define SEPMS_LEDGER_COLUMNS_MAX 20

#define SEPMS_LEDGER_VERSION 1

typedef union sepms_cell
{
	int64_t		count;			/* 0 or more */
	double		weight;			/* a sum of weights: finite, 0 or more */
} sepms_cell;

typedef struct sepms_ledger
{
	const struct sepms_ledger_kind *kind;
	int			columns;		/* of the kind's, those that are used */
	int			rows;
	int32_t    *key;
	sepms_cell *cell;			/* row by row */
} sepms_ledger;

/* What a kind of ledger counts. */
typedef struct sepms_ledger_kind
{
	const char *type;			/* its SQL type */
	const char *key;			/* what its text calls the keys */
	int			columns;
	const char *column[SEPMS_LEDGER_COLUMNS_MAX];
	unsigned	weights;		/* bit i: column i holds sums of weights */
	int			always;			/* that many columns are there even if unused */

	/*
	 * May that be a key, and does the row make sense; do the rows together?
	 * NULL where there is nothing more to ask than of every ledger.
	 */
	bool		(*row_valid) (const sepms_ledger *l, int row);
	bool		(*rows_valid) (const sepms_ledger *l);

	/* Keys as strings; NULL where they are printed as numbers. */
	void		(*print_key) (int32_t key, char *text);
	bool		(*parse_key) (const char *text, size_t len, int32_t *key);
} sepms_ledger_kind;

/* Room for the text of a key. */
#define SEPMS_LEDGER_KEY_TEXT_MAX 160

static inline bool
sepms_ledger_is_weight(const sepms_ledger_kind *kind, int column)
{
	return kind->weights >> column & 1;
}

static inline sepms_cell *
sepms_ledger_row(const sepms_ledger *l, int row)
{
	return l->cell + (size_t) row * l->columns;
}

/* A count, 0 in a column that is not used. */
static inline int64_t
sepms_ledger_count(const sepms_ledger *l, int row, int column)
{
	return column < l->columns ? sepms_ledger_row(l, row)[column].count : 0;
}

/* Has a row no patient?  All its counts are 0. */
extern bool sepms_ledger_row_empty(const sepms_ledger_kind *kind, int columns,
								   const sepms_cell *row);

/* The sum of a column of counts. */
extern int64_t sepms_ledger_total(const sepms_ledger *l, int column);

/* Is it canonical, and does it keep the rules of its kind? */
extern bool sepms_ledger_valid(const sepms_ledger *l);

/*
 * Packed: the keys' differences and the counts, seven bits to a byte and no
 * byte more than needed (the lowest first, the high bit says that more
 * follow), and weights as doubles.  Unpacking answers false where the bytes
 * are not exactly that; it does not ask sepms_ledger_valid().  The arrays of l,
 * with room for its rows and columns, are the caller's.
 */
extern size_t sepms_ledger_packed_size(const sepms_ledger *l);
extern void sepms_ledger_pack(const sepms_ledger *l, char *packed);
extern bool sepms_ledger_unpack(const char *packed, size_t size, sepms_ledger *l);

/*
 * Text: JSON, an array for the keys and for each column,
 *
 *		{"version": 1, "days": [5, 11], "events": [1, 3], "censored": [0, 1]}
 *
 * The text and its zero need SEPMS_LEDGER_TEXT_MAX(rows, columns) bytes.
 */
#define SEPMS_LEDGER_TEXT_MAX(rows, columns) \
	(64 + 32 * (size_t) (columns) + \
	 (size_t) (rows) * (SEPMS_LEDGER_KEY_TEXT_MAX + 4 + (size_t) (columns) * 28))

extern size_t sepms_ledger_print(const sepms_ledger *l, char *text);

/* No ledger of the kind with this text has more rows: room enough to read it. */
extern size_t sepms_ledger_text_room(const sepms_ledger_kind *kind, const char *text, size_t len);

/*
 * Reads that text, members in any order.  l->kind is given; the arrays have
 * room for all columns of the kind and `room` rows, sepms_ledger_text_room().
 */
extern sepms_json_result sepms_ledger_parse(const char *text, size_t len,
											size_t room, sepms_ledger *l);

/* Leave out what is not canonical in a ledger whose keys ascend. */
extern void sepms_ledger_settle(sepms_ledger *l);

#endif							/* SEPMS_CORE_LEDGER_H */
