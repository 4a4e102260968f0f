/*
 * privacy.h
 *		Suppression of small counts in tables that are published.
 *
 * A count from 1 to threshold - 1 could point to a person and is hidden
 * (primary suppression); where it could be had by subtraction from a total,
 * more are hidden (secondary suppression).  0 is shown.  Default threshold 11:
 * hide 1 to 10, as the US Centers for Medicare & Medicaid Services do.
 */
#ifndef SEPMS_CORE_PRIVACY_H
#define SEPMS_CORE_PRIVACY_H

#include <stdbool.h>
#include <stdint.h>

/* May that count be shown? */
static inline bool
sepms_publishable_count(int64_t count, int32_t threshold)
{
	return count <= 0 || count >= threshold;
}

/*
 * Cells of a table of rows x columns whose totals by row, by column and in all
 * may be known (one row: its total): which are hidden.  A count below 0 is not
 * known, and not hidden.
 *
 * In each line what is hidden must be two cells or more, of threshold together;
 * else the smallest count shown there that is not 0 is hidden too, until that
 * holds in all lines or they have no more to hide.
 */
extern void sepms_suppress_table(const int64_t *count, int rows, int columns,
								 int32_t threshold, bool *hidden);

#endif							/* SEPMS_CORE_PRIVACY_H */
