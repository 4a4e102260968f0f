/*
 * disability_search.h
 *		A search for disability events under way, and what can be said of one
 *		visit; for disability.c and raw_pira.c alone.
 */
#ifndef MS_DISABILITY_SEARCH_H
#define MS_DISABILITY_SEARCH_H

#include <stddef.h>

#include "disability.h"

/* A search under way. */
typedef struct search
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
} search;

/* Tell the tracer of a step; what the numbers are says ms_step. */
extern void ms_search_tell(const search *x, ms_step_kind kind, int visit, int other,
						   int relapse, double number);

static inline void
note(const search *x, ms_step_kind kind, int visit, int other, int relapse, double number)
{
	if (x->tracer != NULL)
		ms_search_tell(x, kind, visit, other, relapse, number);
}

/*
 * Distances to relapses
 */

static inline double
days(const search *x, int from, int to)
{
	return (double) x->visit[to].day - x->visit[from].day;
}

static inline double
since(const search *x, int visit, int relapse)
{
	return (double) x->visit[visit].day - x->course->onset[relapse];
}

static inline bool
end_known(const search *x, int relapse)
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
too_near(const search *x, int visit, const double limits[2])
{
	int			last = x->at[visit].last;
	int			next = x->at[visit].next;

	if (last >= 0 && (end_known(x, last) ? limits[0] > 0 : since(x, visit, last) < limits[0]))
		return last;
	if (next >= 0 && -since(x, visit, next) < limits[1])
		return next;
	return -1;
}

/*
 * Confirmation visits
 */

static inline bool
in_period(const search *x, int period, double gap)
{
	const ms_criteria *c = x->criteria;

	return gap >= c->conf_days[period] - c->conf_tol_days[0] &&
		gap <= c->conf_days[period] + c->conf_tol_days[1];
}

static inline bool
can_confirm(const search *x, int i)
{
	return x->visit[i].can_confirm && too_near(x, i, x->criteria->relapse_to_conf) < 0;
}

/*
 * Which kind of worsening an event is.  gone is the first visit that shows it
 * no more; imputed: it is the last visit, and stands for its confirmation.
 * Fills in pira_conf.
 */
extern ms_cdw ms_raw_or_pira(const search *x, ms_event *event, int gone, bool imputed);

#endif							/* MS_DISABILITY_SEARCH_H */
