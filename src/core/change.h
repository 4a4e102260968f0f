/*
 * change.h
 *		Is a value meaningfully worse, or better, than another?
 *
 * By a definition (criteria.h), which says from which size on a change of its
 * outcome is meaningful, and whether higher or lower values are worse.
 */
#ifndef MS_CHANGE_H
#define MS_CHANGE_H

#include <math.h>
#include <stdbool.h>

#include "criteria.h"

typedef enum ms_direction
{
	MS_BETTER = -1,
	MS_SAME = 0,
	MS_WORSE = 1
} ms_direction;

/* The smallest change from a value that is meaningful. */
extern double ms_smallest_change(const ms_criteria *c, double value);

/* 6.6 is 20 % more than 5.5, though not in binary. */
#define MS_CHANGE_TOLERANCE 1e-9

/* How a value compares with an earlier one; sub: however small the change. */
static inline ms_direction
ms_change(const ms_criteria *c, double from, double to, bool sub)
{
	if (to == from || (!sub && fabs(to - from) < ms_smallest_change(c, from) - MS_CHANGE_TOLERANCE))
		return MS_SAME;
	return (to > from) == (c->worsening == 0) ? MS_WORSE : MS_BETTER;
}

/* Is a value a meaningful worsening, or improvement, from another? */
static inline bool
ms_is_worsening(const ms_criteria *c, double from, double to)
{
	return ms_change(c, from, to, false) == MS_WORSE;
}

static inline bool
ms_is_improvement(const ms_criteria *c, double from, double to)
{
	return ms_change(c, from, to, false) == MS_BETTER;
}

#endif							/* MS_CHANGE_H */
