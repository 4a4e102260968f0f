/*
 * pause.h
 *		Where a loop over much data may be left.
 *
 * What links the core defines ms_pause().  In the server a query can be
 * cancelled there: it may not return, so nothing may be half done then that
 * outlives the query.
 */
#ifndef MS_PAUSE_H
#define MS_PAUSE_H

#include <stddef.h>

extern void ms_pause(void);

/* The same in the i-th round of a loop whose rounds are short. */
static inline void
ms_pause_at(size_t i)
{
	if (i % 1024 == 1023)
		ms_pause();
}

#endif							/* MS_PAUSE_H */
