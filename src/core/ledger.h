/*
 * ledger.h
 *		The form of tallies by day or by status: rows in the order of a key,
 *		each with counts or sums of weights.
 *
 * Adding ledgers adds the cells of equal keys, so that the counts do not
 * depend on the order or the split of the rows.  In its canonical form a
 * ledger has keys of 0 or more in strictly ascending order, no row without a
 * patient, and no unused column at the end.  Equal ledgers pack to equal
 * bytes.
 */
#ifndef MS_LEDGER_H
#define MS_LEDGER_H

#include "json.h"

/* At most 2^53 patients, so that counts stay exact in a double. */
#define MS_LEDGER_TOTAL_MAX (INT64_C(1) << 53)

/* With this many rows and all columns, a ledger and its text fit in a value. */
#define MS_LEDGER_ROWS_MAX 1000000
#define MS_LEDGER_COLUMNS_MAX 20

#define MS_LEDGER_VERSION 1

typedef union ms_cell
{
	int64_t		count;			/* 0 or more */
	double		weight;			/* sum of weights: finite, 0 or more */
} ms_cell;

typedef struct ms_ledger
{
	const struct ms_ledger_kind *kind;
	int			columns;		/* number of the kind's columns in use */
	int			rows;
	int32_t    *key;
	ms_cell *cell;				/* row by row */
} ms_ledger;

/* A kind of ledger: what it counts. */
typedef struct ms_ledger_kind
{
	const char *type;			/* SQL type */
	const char *key;			/* name of the keys in the text */
	int			columns;
	const char *column[MS_LEDGER_COLUMNS_MAX];
	unsigned	weights;		/* bit i: column i contains sums of weights */
	int			always;			/* number of columns that are present even if unused */

	/*
	 * Checks beyond those of every ledger; NULL: none.  row_valid: is the key
	 * allowed, and is the row consistent?  rows_valid: are the rows consistent
	 * with each other?
	 */
	bool		(*row_valid) (const ms_ledger *l, int row);
	bool		(*rows_valid) (const ms_ledger *l);

	/* Keys as strings; NULL: as numbers. */
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

/* A count; 0 in a column that is not in use. */
static inline int64_t
ms_ledger_count(const ms_ledger *l, int row, int column)
{
	return column < l->columns ? ms_ledger_row(l, row)[column].count : 0;
}

/* Does a row have no patients, that is, only counts of 0? */
extern bool ms_ledger_row_empty(const ms_ledger_kind *kind, int columns,
								const ms_cell *row);

/* The sum of a column of counts. */
extern int64_t ms_ledger_total(const ms_ledger *l, int column);

/* Is the ledger canonical, and does it pass the checks of its kind? */
extern bool ms_ledger_valid(const ms_ledger *l);

/*
 * The packed form: differences of keys, and counts, as variable-length
 * integers of seven bits per byte and minimal length (lowest bits first; the
 * high bit says that more bytes follow), and weights as doubles.
 * ms_ledger_unpack() is false if the bytes are not exactly this; it does not
 * call ms_ledger_valid().  The caller provides the arrays of l, with room for
 * its rows and columns.
 */
extern size_t ms_ledger_packed_size(const ms_ledger *l);
extern void ms_ledger_pack(const ms_ledger *l, char *packed);
extern bool ms_ledger_unpack(const char *packed, size_t size, ms_ledger *l);

/*
 * The text: JSON, with one array for the keys and one for each column,
 *
 *		{"version": 1, "days": [5, 11], "events": [1, 3], "censored": [0, 1]}
 *
 * The text and its terminating zero need at most MS_LEDGER_TEXT_MAX(rows,
 * columns) bytes.
 */
#define MS_LEDGER_TEXT_MAX(rows, columns) \
	(64 + 32 * (size_t) (columns) + \
	 (size_t) (rows) * (MS_LEDGER_KEY_TEXT_MAX + 4 + (size_t) (columns) * 28))

extern size_t ms_ledger_print(const ms_ledger *l, char *text);

/* An upper limit for the rows of a ledger with this text: the room needed to read it. */
extern size_t ms_ledger_text_room(const ms_ledger_kind *kind, const char *text, size_t len);

/*
 * Reads such a text, with members in any order.  l->kind is given; the arrays
 * have room for all columns of the kind and for `room` rows, as given by
 * ms_ledger_text_room().
 */
extern ms_json_result ms_ledger_parse(const char *text, size_t len,
									  size_t room, ms_ledger *l);

/*
 * Makes a ledger whose keys ascend canonical: removes empty rows and unused
 * columns at the end.
 */
extern void ms_ledger_settle(ms_ledger *l);

#endif							/* MS_LEDGER_H */
