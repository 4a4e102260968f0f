/*
 * disability.h
 *		Confirmed disability events of one patient.
 *
 * A definition (criteria.h) determines which worsenings and improvements in a
 * patient's visits are confirmed by later visits: CDW (confirmed disability
 * worsening, also called progression, CDP) and CDI (improvement).  A worsening
 * is RAW when it is associated with a relapse; PIRA, progression independent
 * of relapse activity, when at least one confirmation has no relapse in its
 * windows; and otherwise undefined.
 *
 * The algorithm is that of the R package msprog 1.0 (Montobbio 2024, Mult
 * Scler 30:1185, doi:10.1177/13524585241243157).  Where the package departs
 * from its own rule by mistake, the rule is followed: see doc/disability.md.
 *
 * No function here allocates memory; the caller provides it.
 */
#ifndef MS_DISABILITY_H
#define MS_DISABILITY_H

#include "course.h"

/*
 * Finds the events and stores them in event, in date order; returns their
 * number.  scratch and event have one entry per visit.  tracer may be NULL.
 */
extern int	ms_disability_search(const ms_course *course,
								 const ms_criteria *criteria,
								 ms_scratch *scratch, ms_event *event,
								 const ms_tracer *tracer);

/* Does the kind of event sought depend on relapses, while these are unknown? */
static inline bool
ms_kind_unknown(const ms_course *course, const ms_criteria *criteria)
{
	return !course->relapses_known &&
		(criteria->event == MS_FIRST_PIRA || criteria->event == MS_FIRST_RAW);
}

/*
 * The first visit that reaches a milestone and keeps it at all visits up to a
 * confirmation (without check_intermediate, at the confirmation only), or -1.
 */
extern int	ms_disability_milestone(const ms_course *course,
									const ms_criteria *criteria,
									double milestone, ms_scratch *scratch);

/*
 * Could a change have been confirmed?  True if there is a baseline and a later
 * visit that another visit can confirm.
 */
extern bool ms_disability_assessable(const ms_course *course,
									 const ms_criteria *criteria,
									 ms_scratch *scratch);

#endif							/* MS_DISABILITY_H */
