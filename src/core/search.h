/*
 * search.h
 *		The state of a search in a patient's course, the distances between
 *		visits and relapses, and the reports to a tracer.
 */
#ifndef MS_SEARCH_H
#define MS_SEARCH_H

#include <stddef.h>

#include "course.h"

/* A search in progress. */
typedef struct ms_search
{
	const ms_visit *visit;
	const ms_course *course;
	const ms_criteria *criteria;
	const ms_tracer *tracer; /* or NULL */
	ms_scratch *at;
	int			n;				/* number of visits */
	int			oldest;			/* first relapse that matters */
	int			recent;			/* from this relapse on, all of them matter */
	int			ancient;		/* last relapse before recent that matters, or -1 */
	int			baseline;
	int			from;			/* where the search continues */
	int			noted;			/* baseline last reported to the tracer */
	int			relapse;		/* first relapse after the baseline */
	int			ahead[2];		/* first one after the baseline that may not be
								 * past: [0] of unknown end, [1] of known end */
	double		last_value;		/* of the previous baseline */
	ms_event *event;
	int			events;
	int			recorded;		/* including those replaced */
	bool		found;
} ms_search;

/* Prepares the search of a course; scratch has one entry per visit. */
extern ms_search ms_search_begin(const ms_course *course, const ms_criteria *criteria,
								 ms_scratch *scratch, const ms_tracer *tracer);

/* Reports a step to the tracer, which must exist; ms_step says what the numbers mean. */
extern void ms_tell(const ms_search *x, ms_step_kind kind, int visit, int other, int relapse, double number);

/* The same; does nothing without a tracer. */
static inline void
ms_note(const ms_search *x, ms_step_kind kind, int visit, int other, int relapse, double number)
{
	if (x->tracer != NULL)
		ms_tell(x, kind, visit, other, relapse, number);
}

/*
 * Distances
 */

static inline double
ms_days_apart(const ms_search *x, int from, int to)
{
	return (double) x->visit[to].day - x->visit[from].day;
}

static inline double
ms_days_since(const ms_search *x, int visit, int relapse)
{
	return (double) x->visit[visit].day - x->course->onset[relapse];
}

static inline bool
ms_end_known(const ms_search *x, int relapse)
{
	return x->course->end != NULL && x->course->end[relapse] != MS_END_UNKNOWN;
}

/*
 * The relapse that a visit is too near to, or -1.  A visit is too near if it
 * lies in a relapse with a known end (unless limits[0] is 0), less than
 * limits[0] days after the latest onset of a relapse with unknown end, or less
 * than limits[1] days before the next onset.
 */
static inline int
ms_too_near(const ms_search *x, int visit, const double limits[2])
{
	int			last = x->at[visit].last;
	int			next = x->at[visit].next;

	if (last >= 0 && (ms_end_known(x, last) ? limits[0] > 0 : ms_days_since(x, visit, last) < limits[0]))
		return last;
	if (next >= 0 && -ms_days_since(x, visit, next) < limits[1])
		return next;
	return -1;
}

/*
 * Confirmation visits
 */

static inline bool
ms_in_period(const ms_search *x, int period, double gap)
{
	const ms_criteria *c = x->criteria;

	return gap >= c->conf_days[period] - c->conf_tol_days[0] &&
		gap <= c->conf_days[period] + c->conf_tol_days[1];
}

static inline bool
ms_can_confirm(const ms_search *x, int i)
{
	return x->visit[i].can_confirm && ms_too_near(x, i, x->criteria->relapse_to_conf) < 0;
}

#endif							/* MS_SEARCH_H */
