/*
 * relapses.h
 *		The relapses of one patient, by onset and end: ordering and separating
 *		them.
 */
#ifndef MS_RELAPSES_H
#define MS_RELAPSES_H

#include <stdint.h>

/* The end of a relapse whose onset alone is known. */
#define MS_END_UNKNOWN INT32_MIN

/*
 * Settles relapses with ends and returns the number left.  They come in the
 * order of their onsets; on one day, those with unknown end first.  A relapse
 * that lies inside another, by the known ends of both, is part of it and
 * removed; of two with the same onset the longer is kept.  Overlapping
 * relapses all get the end of the one that ends last.  Afterwards the known
 * ends ascend, and a day that lies in any relapse with a known end lies in the
 * latest of these that has begun.
 */
extern int	ms_relapses_settle(int32_t *onset, int32_t *end, int n);

/*
 * Selects the relapses whose onset is at least min_gap days after the previous
 * selected one: after its end if known, otherwise after its onset.  The first
 * is selected.  Writes their indexes to kept and returns their number.
 */
extern int	ms_relapse_distinct(const int32_t *onset, const int32_t *end,
								int n, int64_t min_gap, int *kept);

#endif							/* MS_RELAPSES_H */
