/*
 * regression_rows.h
 *		The rows of a regression: what a tally of a Cox, count or logistic
 *		regression holds, and what a model is fitted to.
 *
 * A row is a pattern: patients who agree in everything, with their number.
 * Rows are held by column, and a column that says nothing is absent (NULL).
 * In the canonical form the rows ascend strictly in the order of
 * ms_rows_compare(), and a column is present only where it says something, so
 * that equal studies have equal bytes, in whatever order and split the
 * patients came; every sum over the rows then has the same bits.
 *
 * Until it is settled, a tally that grows holds rows in order of arrival, some
 * of them more than once, and patients who were taken out again as rows with
 * negative counts.
 */
#ifndef MS_REGRESSION_ROWS_H
#define MS_REGRESSION_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MS_ROWS_VERSION 1

/* At most this many elements of x. */
#define MS_ROWS_TERMS_MAX 200

/* At most 2^53 patients, so that counts stay exact in a double. */
#define MS_ROWS_PATIENTS_MAX (INT64_C(1) << 53)

/* The smallest and the largest weight. */
#define MS_ROWS_WEIGHT_MIN 1e-9
#define MS_ROWS_WEIGHT_MAX 1e9

typedef enum ms_rows_kind
{
	MS_ROWS_COX,				/* number: exit day; other: entry day, 0 if absent */
	MS_ROWS_COUNT,				/* number: events; other: days at risk, never absent */
	MS_ROWS_LOGISTIC			/* number: 0 or 1; other: absent */
} ms_rows_kind;

/* Flags of a row. */
#define MS_ROW_EVENT		1	/* Cox: the event was observed */
#define MS_ROW_STRATUM		2	/* it has a stratum; all rows without one are a stratum */
#define MS_ROW_CLUSTER		4	/* it has a cluster; without one, each patient is a cluster */

typedef struct ms_rows
{
	ms_rows_kind kind;
	int			terms;			/* length of x, without an intercept; 0 without rows */
	int			rows;
	int64_t		left_out;		/* patients of whom a value is missing; they are in no row */
	int32_t    *number;
	int32_t    *other;			/* or NULL */
	uint8_t    *flags;			/* NULL: 0 */
	int32_t    *stratum;		/* NULL: no row has one; 0 in rows without the flag */
	int64_t    *cluster;		/* NULL: no row has one; 0 in rows without the flag */
	double	   *weight;			/* of each patient of the row: finite, above 0; NULL: 1 */
	int64_t    *count;			/* of patients: 1 or more; NULL: 1 */
	double	   *x;				/* row by row, `terms` each; finite; no -0 */
} ms_rows;

/* A row without its x. */
typedef struct ms_row
{
	int32_t		number;
	int32_t		other;
	uint8_t		flags;
	int32_t		stratum;
	int64_t		cluster;
	double		weight;
	int64_t		count;
} ms_row;

static inline const double *
ms_rows_x(const ms_rows *r, int row)
{
	return r->x + (size_t) row * r->terms;
}

static inline int
ms_rows_flags(const ms_rows *r, int row)
{
	return r->flags == NULL ? 0 : r->flags[row];
}

static inline bool
ms_rows_event(const ms_rows *r, int row)
{
	return (ms_rows_flags(r, row) & MS_ROW_EVENT) != 0;
}

static inline int32_t
ms_rows_entry(const ms_rows *r, int row)
{
	return r->other == NULL ? 0 : r->other[row];
}

static inline double
ms_rows_weight(const ms_rows *r, int row)
{
	return r->weight == NULL ? 1 : r->weight[row];
}

static inline int64_t
ms_rows_count(const ms_rows *r, int row)
{
	return r->count == NULL ? 1 : r->count[row];
}

/* Are two neighbouring rows of one stratum? */
static inline bool
ms_rows_same_stratum(const ms_rows *r, int a, int b)
{
	return ((ms_rows_flags(r, a) ^ ms_rows_flags(r, b)) & MS_ROW_STRATUM) == 0 &&
		(r->stratum == NULL || r->stratum[a] == r->stratum[b]);
}

/*
 * The canonical order: no stratum before strata, stratum, number, censored
 * before event, other, weight, no cluster before clusters, cluster, then x from
 * its first element on.  Less than, equal to or greater than 0.  A count is no
 * part of it.
 */
extern int	ms_rows_compare(const ms_rows *r, int a, int b);

/* Are the rows canonical, and is every number allowed? */
extern bool ms_rows_valid(const ms_rows *r);

/* The row, its columns that are absent filled in. */
extern ms_row ms_rows_get(const ms_rows *r, int row);

/* The patients in the rows, and those left out. */
extern int64_t ms_rows_patients(const ms_rows *r);

/* A row that is sorted, with the key by which it is sorted just now. */
typedef struct ms_row_key
{
	uint32_t	key;
	uint32_t	row;
} ms_row_key;

/*
 * The canonical rows of a tally that grew, without moving them: its rows in
 * order, of which those with key 0 are canonical rows, and those with key 1
 * repeat the row before.
 */
typedef struct ms_rows_order
{
	ms_row_key *order;
	int			entries;
	int			rows;			/* canonical ones */
	unsigned	columns;		/* that say something, as in ms_rows_columns() */
} ms_rows_order;

/*
 * Finds the order.  `order` and `spare` have room for all rows.  False if a count
 * is negative, or if there are more patients than allowed.
 */
extern bool ms_rows_sort(const ms_rows *r, ms_row_key *order, ms_row_key *spare, ms_rows_order *o);

/*
 * Makes the canonical rows.  Before, `to` has arrays for number, for x and for
 * the columns of the order; afterwards its other columns are absent.
 */
extern void ms_rows_gather(const ms_rows *r, const ms_rows_order *o, ms_rows *to);

/*
 * Are so many of the rows repeated that the settled ones take half the room or
 * less?  It is guessed from a sample, so that rows that all differ need not be
 * sorted to find out.  sample and spare have room for MS_ROWS_SAMPLE_MAX rows.
 */
#define MS_ROWS_SAMPLE_MAX 16384

extern bool ms_rows_repeat(const ms_rows *r, ms_row_key *sample, ms_row_key *spare);

/* The smallest number of patients who share an x; 0 if there are none.  Workspace as above. */
extern int64_t ms_rows_smallest_pattern(const ms_rows *r, ms_row_key *order, ms_row_key *spare);

/*
 * The packed form: a header of 20 bytes (version and kind as bytes, terms as
 * two, a mask of the columns that are present and the number of rows as four
 * each, the patients left out as eight), then the columns: those of eight
 * bytes, of four, of one.  Numbers are as in memory.  The result of a logistic
 * row is one byte.  Rows that are not canonical are packed in their order;
 * for others it is NULL.
 *
 * A packed tally that lies in memory four bytes after a multiple of eight is
 * unpacked in place: the columns point into it, except the numbers of a
 * logistic tally, for which the caller gives an array once
 * ms_rows_unpack_head() has said how many rows there are.  False if the bytes
 * are not exactly a packed tally of the kind that r has; ms_rows_valid() says
 * whether the rows are canonical.
 */
#define MS_ROWS_HEAD_SIZE 20

extern size_t ms_rows_packed_size(const ms_rows *r, const ms_rows_order *o);
extern void ms_rows_pack(const ms_rows *r, const ms_rows_order *o, char *packed);
extern bool ms_rows_unpack_head(const char *packed, size_t size, ms_rows *r);
extern bool ms_rows_unpack(const char *packed, size_t size, ms_rows *r);

/* The columns that are present besides number and x, as bits, in this order. */
enum ms_rows_column
{
	MS_ROWS_OTHER = 1, MS_ROWS_FLAGS = 2, MS_ROWS_STRATUM = 4, MS_ROWS_CLUSTER = 8, MS_ROWS_WEIGHT = 16,
	MS_ROWS_COUNTS = 32
};

#define MS_ROWS_COLUMNS_ALL 63

static inline unsigned
ms_rows_columns(const ms_rows *r)
{
	return (r->other != NULL ? MS_ROWS_OTHER : 0) | (r->flags != NULL ? MS_ROWS_FLAGS : 0) |
		(r->stratum != NULL ? MS_ROWS_STRATUM : 0) | (r->cluster != NULL ? MS_ROWS_CLUSTER : 0) |
		(r->weight != NULL ? MS_ROWS_WEIGHT : 0) | (r->count != NULL ? MS_ROWS_COUNTS : 0);
}

/* The columns that say something of a row: with which it cannot be absent. */
static inline unsigned
ms_row_columns(const ms_row *row)
{
	return (row->other != 0 ? MS_ROWS_OTHER : 0) | (row->flags != 0 ? MS_ROWS_FLAGS : 0) |
		(row->flags & MS_ROW_STRATUM ? MS_ROWS_STRATUM : 0) | (row->flags & MS_ROW_CLUSTER ? MS_ROWS_CLUSTER : 0) |
		(row->weight != 1 ? MS_ROWS_WEIGHT : 0) | (row->count != 1 ? MS_ROWS_COUNTS : 0);
}

#endif							/* MS_REGRESSION_ROWS_H */
