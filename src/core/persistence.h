/*
 * persistence.h
 *		How long a patient stays on a drug, and why that ends.
 *
 * Persistence is the time from the start of a treatment to its end (Cramer
 * 2008, doi:10.1111/j.1524-4733.2007.00213.x).  A pause of at most the days of
 * grace belongs to the treatment, unless another drug is begun in it.  What
 * the record shows after the follow-up ended is not used: from then on nothing
 * is known.
 */
#ifndef MS_PERSISTENCE_H
#define MS_PERSISTENCE_H

#include "treatment.h"

typedef enum ms_end
{
	MS_END_UNKNOWN,				/* until this day the drug was taken; what followed is not known */
	MS_END_SWITCH,				/* another drug was begun during the treatment or within the grace after it */
	MS_END_STOP,				/* no drug was begun within the grace after the treatment */
	MS_END_DEATH				/* during the treatment */
} ms_end;

extern const char *ms_end_name(ms_end end);

typedef struct ms_persistence
{
	int16_t		drug;			/* 0: none was taken on the first day */
	int16_t		next;			/* after a switch or stop, the drug that was begun; 0: none */
	int32_t		until;			/* the first day that does not count */
	ms_end		end;
} ms_persistence;

/*
 * The drug taken on the day `start`, as ms_treatment_find() has it, and its
 * end.  The grace is that of merging episodes: a reconstitution therapy acts
 * for long_effect days after a course.  Doses last in the history already
 * (ms_bridge.intervals).  died: MS_ONGOING if the patient did
 * not; a death after followed_to is not used.  start <= followed_to.
 */
extern ms_persistence ms_persist(const ms_episode *episode, int n, int32_t start, int32_t followed_to,
								 int32_t died, ms_bridge grace);

#endif							/* MS_PERSISTENCE_H */
