/*
 * relapses.h
 *		Relapses of one patient, by their onsets and ends: put in order, and
 *		told apart.
 */
#ifndef MS_RELAPSES_H
#define MS_RELAPSES_H

#include <stdint.h>

/* The end of a relapse of which only the onset is known. */
#define MS_END_UNKNOWN INT32_MIN

/*
 * Settles relapses with ends, in the order of their onsets, of one day those of
 * unknown end first; returns how many stay.  One that lies inside another, by the known ends of both, is part of
 * it and goes; so of two with one onset the longer stays.  Those that overlap
 * end when the last of them does.  Then the ends that are known ascend, and a
 * day is inside some relapse where it is inside the latest that began.
 */
extern int	ms_relapses_settle(int32_t *onset, int32_t *end, int n);

/*
 * Relapses whose onset is at least min_gap days after that of the last one
 * kept, or after its end where the end is known; the first is kept.  Places
 * of those kept are in kept, their number is returned.
 */
extern int	ms_relapse_distinct(const int32_t *onset, const int32_t *end,
								int n, int64_t min_gap, int *kept);

#endif							/* MS_RELAPSES_H */
