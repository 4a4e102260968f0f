/*
 * pause.h
 *		A point where a long loop can be interrupted.
 *
 * Whatever links the core defines ms_pause().  In the server it is where a
 * query can be cancelled.  It may not return, so the caller must not leave
 * anything half done that outlives the query.
 */
#ifndef MS_PAUSE_H
#define MS_PAUSE_H

#include <stddef.h>

extern void ms_pause(void);

/* The same for the i-th round of a loop with short rounds: pauses once in 1024 rounds. */
static inline void
ms_pause_at(size_t i)
{
	if (i % 1024 == 1023)
		ms_pause();
}

#endif							/* MS_PAUSE_H */
