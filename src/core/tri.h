/*
 * tri.h
 *		Three-valued facts: unknown is never no.
 */
#ifndef MS_TRI_H
#define MS_TRI_H

/* The numbers are stored on disk, in neda_status. */
typedef enum ms_tri
{
	MS_UNKNOWN = 0,
	MS_NO = 1,
	MS_YES = 2
} ms_tri;

/* Yes if either is, else unknown if either is, else no. */
static inline ms_tri
ms_or(ms_tri a, ms_tri b)
{
	if (a == MS_YES || b == MS_YES)
		return MS_YES;
	return a == MS_UNKNOWN || b == MS_UNKNOWN ? MS_UNKNOWN : MS_NO;
}

/* No if either is, else unknown if either is, else yes. */
static inline ms_tri
ms_and(ms_tri a, ms_tri b)
{
	if (a == MS_NO || b == MS_NO)
		return MS_NO;
	return a == MS_UNKNOWN || b == MS_UNKNOWN ? MS_UNKNOWN : MS_YES;
}

static inline ms_tri
ms_not(ms_tri a)
{
	return a == MS_UNKNOWN ? MS_UNKNOWN : a == MS_YES ? MS_NO : MS_YES;
}

#endif							/* MS_TRI_H */
