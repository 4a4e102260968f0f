/*
 * pause.h
 *		Where a loop over much data may be left.
 *
 * What links the core defines sepms_pause().  In the server a query can be
 * cancelled there: it may not return, so nothing may be half done then that
 * outlives the query.
 */
#ifndef SEPMS_CORE_PAUSE_H
#define SEPMS_CORE_PAUSE_H

#include <stddef.h>

extern void sepms_pause(void);

/* The same in the i-th round of a loop whose rounds are short. */
static inline void
sepms_pause_at(size_t i)
{
	if (i % 1024 == 1023)
		sepms_pause();
}

#endif							/* SEPMS_CORE_PAUSE_H */
