/*
 * privacy.h
 *		Suppression of small counts in tables that are published.
 *
 * A count from 1 to threshold - 1 could point to a person and is hidden
 * (primary suppression); where it could be had from totals, more are hidden
 * (secondary suppression).  Default threshold 11: hide 1 to 10, as the US
 * Centers for Medicare & Medicaid Services do.
 *
 * Who reads a table with its totals by row, by column and in all knows that it
 * is one of those, of whole numbers of 0 or more, that agree with what is shown
 * and with all totals.  Over these a hidden cell runs between two bounds, and
 * takes each value between them.  They are maximum flows in a network with a
 * node for each row and each column and an edge for each hidden cell: Gusfield
 * 1988, SIAM J Comput 17:552, doi:10.1137/0217034.  The rule: for each hidden
 * count from 1 to threshold - 1 they are at most 1 and at least the threshold.
 *
 * Counts come by rows.  One row, or one column, has one total.  A count below 0
 * is not known: it is not hidden and guards nothing, as if readers knew it.
 * The counts together fit in an int64_t.
 */
#ifndef MS_PRIVACY_H
#define MS_PRIVACY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* May that count be shown? */
static inline bool
ms_publishable_count(int64_t count, int32_t threshold)
{
	return count <= 0 || count >= threshold;
}

/* Do the counts together fit in an int64_t? */
extern bool ms_counts_fit(const int64_t *count, int n);

/* Bytes of memory, aligned as malloc's, that the functions below work in. */
extern size_t ms_suppress_memory(int rows, int columns);

/*
 * Which cells are hidden, so that the rule holds.  Beside the small counts the
 * cheapest: as few zeros as will do, then the least sum of counts, cycle by
 * cycle (a heuristic: the least of all is hard to find); of equal ones the
 * first by rows.  What turns out not to be needed is shown again, zeros first,
 * then the largest.
 *
 * False where the rule does not hold even with all hidden: then all are, and
 * these totals give a small count away themselves.
 *
 * A table and its transpose are hidden alike, unless it is its own transpose.
 */
extern bool ms_suppress_table(const int64_t *count, int rows, int columns, int32_t threshold,
							  bool *hidden, void *memory);

/* The bounds of each cell when these are hidden; a shown one has its count for both. */
extern void ms_suppress_range(const int64_t *count, int rows, int columns, const bool *hidden,
							  int64_t *lower, int64_t *upper, void *memory);

#endif							/* MS_PRIVACY_H */
