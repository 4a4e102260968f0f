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
#include <string.h>

extern void ms_pause(void);

/* The same for the i-th round of a loop with short rounds: pauses once in 1024 rounds. */
static inline void
ms_pause_at(size_t i)
{
	if (i % 1024 == 1023)
		ms_pause();
}

/* memcpy() of what may take long. */
static inline void
ms_copy(void *to, const void *from, size_t size)
{
	size_t		piece = (size_t) 1 << 20;

	for (size_t at = 0; at < size; at += piece)
	{
		memcpy((char *) to + at, (const char *) from + at, size - at < piece ? size - at : piece);
		ms_pause();
	}
}

#endif							/* MS_PAUSE_H */
