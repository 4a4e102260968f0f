/*
 * tri.h
 *		Three-valued facts: an unknown is never a no.
 */
#ifndef SEPMS_CORE_TRI_H
#define SEPMS_CORE_TRI_H

/* The numbers are on disk, in neda_status. */
typedef enum sepms_tri
{
	SEPMS_UNKNOWN = 0,
	SEPMS_NO = 1,
	SEPMS_YES = 2
} sepms_tri;

/* Yes if either is, else unknown if either is, else no. */
static inline sepms_tri
sepms_or(sepms_tri a, sepms_tri b)
{
	if (a == SEPMS_YES || b == SEPMS_YES)
		return SEPMS_YES;
	return a == SEPMS_UNKNOWN || b == SEPMS_UNKNOWN ? SEPMS_UNKNOWN : SEPMS_NO;
}

/* No if either is, else unknown if either is, else yes. */
static inline sepms_tri
sepms_and(sepms_tri a, sepms_tri b)
{
	if (a == SEPMS_NO || b == SEPMS_NO)
		return SEPMS_NO;
	return a == SEPMS_UNKNOWN || b == SEPMS_UNKNOWN ? SEPMS_UNKNOWN : SEPMS_YES;
}

static inline sepms_tri
sepms_not(sepms_tri a)
{
	return a == SEPMS_UNKNOWN ? SEPMS_UNKNOWN : a == SEPMS_YES ? SEPMS_NO : SEPMS_YES;
}

#endif							/* SEPMS_CORE_TRI_H */
