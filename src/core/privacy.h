/*
 * privacy.h
 *		Suppression of small counts in tables for publication.
 *
 * A count from 1 to threshold - 1 could identify a person and is hidden
 * (primary suppression).  If it could be derived from totals, more counts are
 * hidden (secondary suppression).  The default threshold is 11: counts from 1
 * to 10 are hidden, as the US Centers for Medicare & Medicaid Services do.
 *
 * A reader who sees the totals of rows, of columns and of the whole table
 * knows that the table is one of those with whole numbers of 0 or more that
 * agree with the counts shown and with all totals.  Over these tables, a
 * hidden cell takes every value between two bounds.  The bounds are maximum
 * flows in a network with a node for each row and each column and an edge for
 * each hidden cell: Gusfield 1988, SIAM J Comput 17:552, doi:10.1137/0217034.
 * The rule: for each hidden count from 1 to threshold - 1, the lower bound is
 * at most 1 and the upper bound is at least the threshold.
 *
 * Counts are given row by row.  A single row or column has only one total.  A
 * count below 0 is unknown: it is not hidden and protects nothing, as if
 * readers knew it.  The sum of the counts must fit in an int64_t.
 */
#ifndef MS_PRIVACY_H
#define MS_PRIVACY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* May this count be shown? */
static inline bool
ms_publishable_count(int64_t count, int32_t threshold)
{
	return count <= 0 || count >= threshold;
}

/* Does the sum of the counts fit in an int64_t? */
extern bool ms_counts_fit(const int64_t *count, int n);

/*
 * Size in bytes of the memory for the functions below, which must be aligned
 * as malloc's is.
 */
extern size_t ms_suppress_memory(int rows, int columns);

/*
 * Chooses the cells to hide, so that the rule holds: the small counts, and the
 * cheapest others that protect them, with as few zeros as possible and then
 * the least sum of counts.  The choice is made cycle by cycle (a heuristic,
 * since the overall minimum is hard to find); among equals the first in row
 * order is taken.  Cells that turn out not to be needed are shown again, zeros
 * first, then the largest counts.
 *
 * False if the rule fails even with all cells hidden.  Then all known cells
 * are hidden, and the totals themselves reveal a small count.
 *
 * In a table and its transpose the same cells are hidden, except that in a
 * symmetric table the hidden cells need not be symmetric.
 */
extern bool ms_suppress_table(const int64_t *count, int rows, int columns, int32_t threshold,
							  bool *hidden, void *memory);

/*
 * The bounds of each cell if these are hidden; for a cell that is shown both
 * are its count.
 */
extern void ms_suppress_range(const int64_t *count, int rows, int columns, const bool *hidden,
							  int64_t *lower, int64_t *upper, void *memory);

#endif							/* MS_PRIVACY_H */
