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
 */
#ifndef MS_REGRESSION_ROWS_H
#define MS_REGRESSION_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MS_ROWS_VERSION 1

/* Limits: a value of the server holds at most 1 GB. */
#define MS_ROWS_TERMS_MAX 200

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
	int			terms;			/* length of x, without an intercept */
	int			rows;
	int64_t		left_out;		/* patients of whom a value is missing; they are in no row */
	int32_t    *number;
	int32_t    *other;			/* or NULL */
	uint8_t    *flags;			/* NULL: 0 */
	int32_t    *stratum;		/* or NULL; 0 in rows without the flag */
	int64_t    *cluster;		/* or NULL; 0 in rows without the flag */
	double	   *weight;			/* of each patient of the row: finite, above 0; NULL: 1 */
	int64_t    *count;			/* of patients: 1 or more; NULL: 1 */
	double	   *x;				/* row by row, `terms` each; finite; no -0 */
} ms_rows;

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

#endif							/* MS_REGRESSION_ROWS_H */
