/*
 * msbase.h
 *		Disability events as the toolkit of MSBase finds them: the functions
 *		CDW, CDI, PIRA and CDEseq of the R package MSoutcomes 0.2.1 (CORe,
 *		University of Melbourne).
 *
 * The search goes in rounds over a list of visits.  A visit is calm if it is
 * more than relapse_days after the latest relapse, or has none before it.  The
 * baseline is the first calm visit; the list begins with all visits, also
 * those before the baseline.  A change is seen by the steps
 *
 *		worse:		1.5 from 0, 1.0 from below 6.0, 0.5 from 6.0
 *		better:		1.5 from 1.5 or less, 1.0 from 6.0 or less, 0.5 above 6.0
 *
 * and lasts from a visit to the last visit of the run of visits that show it:
 * for a worsening, to the last calm one of them.  The visit is kept if that is
 * conf_days or more and, with `sustained`, if the run's last visit is the
 * patient's last.  The event is the first visit that is kept.
 *
 * Then the list begins anew.  Its first visit, the new baseline, is the first
 * from the event on with the lowest EDSS of the visits that were kept within
 * conf_days of the event, and of the first two that were kept.
 *
 * PIRA: a worsening with a relapse since the first visit of the list is no
 * event.  The visits before the next relapse after the list's first visit are
 * dropped, then those less than relapse_days after a relapse; the first calm
 * visit left is the baseline.
 *
 * Sequence: the first visit of the list that shows a change decides which one
 * is sought.  If none of that kind is found, the search ends.
 *
 * The package puts a copy of the list's first visit at the list's end.  It
 * matters only where that visit shows the change itself, which it does only if
 * it is near a relapse; see doc/msbase.md.
 *
 * The package does not know visits that cannot confirm.  Here a change does not
 * last to such a visit, as a worsening does not to a visit near a relapse.
 *
 * Sources: Kalincik 2015, Brain 138:3287, doi:10.1093/brain/awv258; Sharmin
 * 2022, Eur J Neurol 29:2321, doi:10.1111/ene.15406; Dzau 2023, J Neurol
 * Neurosurg Psychiatry 94:984, doi:10.1136/jnnp-2023-331748.
 */
#ifndef MS_MSBASE_H
#define MS_MSBASE_H

#include "course.h"

typedef enum ms_msbase_kind
{
	MS_MSBASE_CDW,
	MS_MSBASE_CDI,
	MS_MSBASE_PIRA,
	MS_MSBASE_SEQUENCE			/* CDW and CDI, by date */
} ms_msbase_kind;

typedef struct ms_msbase_rules
{
	ms_msbase_kind kind;
	double		conf_days;		/* 0 or more */
	int32_t		relapse_days;	/* 0 or more */
	bool		sustained;		/* to the last visit; not asked for a sequence */
} ms_msbase_rules;

/* Visits are given by index. */
typedef struct ms_msbase_event
{
	bool		worsening;
	int			visit;
	int			baseline;
	int32_t		days;			/* how long the change lasts */
} ms_msbase_event;

/*
 * Writes the events in the order of their dates and returns their number, at
 * most that of the visits.  since has room for a number for each visit.  The
 * values are those of an EDSS, from 0 to 10.
 *
 * With values in half points the time grows with the number of visits and
 * relapses: no visit is looked at more often than there are baselines.
 */
extern int	ms_msbase_search(const ms_course *course, const ms_msbase_rules *rules,
							 int32_t *since, ms_msbase_event *event);

#endif							/* MS_MSBASE_H */
