/*
 * change.h
 *		Is a value meaningfully worse, or better, than another?
 *
 * The definition (criteria.h) gives the smallest meaningful change of its
 * outcome and says whether higher or lower values are worse.
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

/* The smallest meaningful change from a value. */
extern double ms_smallest_change(const ms_criteria *c, double value);

/* 5.5 to 6.6 is a rise of 20 %, but not quite so in binary. */
#define MS_CHANGE_TOLERANCE 1e-9

/* How does a value compare with an earlier one?  With sub, any difference counts. */
static inline ms_direction
ms_change(const ms_criteria *c, double from, double to, bool sub)
{
	if (to == from || (!sub && fabs(to - from) < ms_smallest_change(c, from) - MS_CHANGE_TOLERANCE))
		return MS_SAME;
	return (to > from) == (c->worsening == 0) ? MS_WORSE : MS_BETTER;
}

/* Is a value a meaningful worsening, or improvement, of another? */
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
