/*
 * disability.h
 *		Confirmed disability events of one patient.
 *
 * From a patient's visits and relapses, by a definition (criteria.h), to the
 * worsenings and improvements that later visits confirmed: CDW (confirmed
 * disability worsening, also called progression, CDP) and CDI (improvement).
 * A worsening is RAW when it is associated with a relapse; PIRA, progression
 * independent of relapse activity, when some confirmation has no relapse in
 * its windows; else undefined.
 *
 * The algorithm is that of the R package msprog 1.0 (Montobbio 2024, Mult
 * Scler 30:1185, doi:10.1177/13524585241243157); where the package is at
 * fault the rule is followed, see doc/disability.md.
 *
 * No function here allocates: what it needs is handed in.
 */
#ifndef MS_DISABILITY_H
#define MS_DISABILITY_H

#include "course.h"

/*
 * Find the events: their number, in date order, in event, which has room for
 * as many as there are visits.  tracer may be NULL.
 */
extern int	ms_disability_search(const ms_course *course,
								 const ms_criteria *criteria,
								 ms_scratch *scratch, ms_event *event,
								 const ms_tracer *tracer);

/* Is the kind of event that is looked for one that needs relapses, and are they not known? */
static inline bool
ms_kind_unknown(const ms_course *course, const ms_criteria *criteria)
{
	return !course->relapses_known &&
		(criteria->event == MS_FIRST_PIRA || criteria->event == MS_FIRST_RAW);
}

/*
 * The first visit at or beyond a value at which all visits up to a
 * confirmation are so as well, or -1.
 */
extern int	ms_disability_milestone(const ms_course *course,
									const ms_criteria *criteria,
									double milestone, ms_scratch *scratch);

/*
 * Could a change have been confirmed: is there a baseline, and a visit after
 * it that another can confirm?
 */
extern bool ms_disability_assessable(const ms_course *course,
									 const ms_criteria *criteria,
									 ms_scratch *scratch);

#endif							/* MS_DISABILITY_H */
