/*
 * search.h
 *		A search in a patient's course under way: how far it is, how far visits
 *		are from each other and from relapses, and whom it tells of its steps.
 */
#ifndef MS_SEARCH_H
#define MS_SEARCH_H

#include <stddef.h>

#include "course.h"

/* A search under way. */
typedef struct ms_search
{
	const ms_visit *visit;
	const ms_course *course;
	const ms_criteria *criteria;
	const ms_tracer *tracer; /* or NULL */
	ms_scratch *at;
	int			n;				/* visits */
	int			oldest;			/* the first relapse that matters */
	int			recent;			/* the first from which on all of them do */
	int			ancient;		/* the last before it that does, or -1 */
	int			baseline;
	int			from;			/* where the search goes on */
	int			noted;			/* the baseline last told to the tracer */
	int			relapse;		/* the first after the baseline */
	int			ahead[2];		/* the first after it that may not lie behind: of
								 * unknown end, and of known */
	double		last_value;		/* of the baseline before */
	ms_event *event;
	int			events;
	int			recorded;		/* those replaced included */
	bool		found;
} ms_search;

/* A course ready to be searched; scratch has room for as many as there are visits. */
extern ms_search ms_search_begin(const ms_course *course, const ms_criteria *criteria,
								 ms_scratch *scratch, const ms_tracer *tracer);

/* Tell the tracer of a step; what the numbers are says ms_step. */
extern void ms_tell(const ms_search *x, ms_step_kind kind, int visit, int other, int relapse, double number);

/* The same, where there is a tracer. */
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
 * The relapse that a visit is too near to, or -1.  Near is inside any whose
 * end is known, if being near matters at all; and within so many days of an
 * onset, after the latest of unknown end (limits[0]) or before the next of any
 * (limits[1]).
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
