/*
 * raw_pira.c
 *		Classifies worsenings as RAW or PIRA.
 */
#include "raw_pira.h"

#include <math.h>

/* The relapse that a worsening is associated with, or -1. */
static int
associated_relapse(const ms_search *x, int visit)
{
	int			last = x->at[visit].last;
	int			next = x->at[visit].next;

	if (last >= 0 && (ms_end_known(x, last) || ms_days_since(x, visit, last) <= x->criteria->relapse_assoc[0]))
		return last;
	if (next >= 0 && -ms_days_since(x, visit, next) <= x->criteria->relapse_assoc[1])
		return next;
	return -1;
}

/* The first relapse with an onset between two days, both included, or -1. */
static int
relapse_between(const ms_search *x, double from, double to)
{
	const int32_t *onset = x->course->onset;
	int			low = x->oldest;
	int			high = x->course->relapses;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (onset[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	/*
	 * of the relapses long before the first visit only those with a known end
	 * matter; any such will do, so take the last
	 */
	if (low < x->recent && !ms_end_known(x, low))
		low = x->ancient > low ? x->ancient : x->recent;
	return low < x->course->relapses && onset[low] <= to ? low : -1;
}

/*
 * A relapse in one of the windows that must be free of relapses, or -1.  Each
 * anchor (the preceding visit, the event, the confirmation) may open a window
 * a number of days before it, and may close the open window a number of days
 * after it.  An empty window does not count.
 */
static int
disturbing_relapse(const ms_search *x, const ms_event *event, int confirmed_at)
{
	const ms_windows *windows = &x->criteria->relapse_indep;
	int			anchor[MS_ANCHORS] = {
		[MS_ANCHOR_PREC] = windows->prec_type == MS_PREC_BASELINE ? event->baseline :
		windows->prec_type == MS_PREC_LAST ? event->visit - 1 : event->last_delta,
		[MS_ANCHOR_EVENT] = event->visit,
		[MS_ANCHOR_CONF] = confirmed_at
	};
	double		from = -INFINITY;
	int			relapse = -1;

	for (int i = 0; i < MS_ANCHORS && relapse < 0; i++)
	{
		double		day = x->visit[anchor[i]].day;
		double		before = windows->days[i][0];
		double		after = windows->days[i][1];

		if (!isnan(before))
			from = day - before;
		if (!isnan(after) && day + after > from)
			relapse = relapse_between(x, from, day + after);
	}
	return relapse;
}

/*
 * The first visit of a period that confirms an event as PIRA, or -1.  If a
 * relapse prevents this at the first visit of the period, *relapse is set to
 * it.
 */
static int
independent_at(const ms_search *x, const ms_event *event, int period, int gone, int *relapse)
{
	int			first = event->conf[period];

	for (int i = first; i >= 0 && i < gone && ms_in_period(x, period, ms_days_apart(x, event->visit, i)); i++)
	{
		int			disturbing;

		if (!ms_can_confirm(x, i))
			continue;
		disturbing = disturbing_relapse(x, event, i);
		if (disturbing < 0)
			return i;
		if (i == first)
			*relapse = disturbing;
	}
	return -1;
}

/*
 * PIRA at some confirmation, or undefined.  gone is the first visit that no
 * longer shows the event; an imputed event counts as its own confirmation.
 */
static ms_cdw
independence(const ms_search *x, ms_event *event, int gone, bool imputed)
{
	int			relapse = -1;
	int			at = -1;

	if (imputed)
	{
		relapse = disturbing_relapse(x, event, event->visit);
		at = relapse < 0 ? event->visit : -1;
	}
	for (int p = 0; p < x->criteria->periods; p++)
	{
		event->pira_conf[p] = independent_at(x, event, p, gone, &relapse);
		if (at < 0)
			at = event->pira_conf[p];
	}
	if (at >= 0)
		ms_note(x, MS_STEP_PIRA, event->visit, at, -1, 0);
	else
		ms_note(x, MS_STEP_UNDEFINED, event->visit, -1, relapse, ms_days_since(x, event->visit, relapse));
	return at >= 0 ? MS_CDW_PIRA : MS_CDW_UNDEFINED;
}

ms_cdw
ms_raw_or_pira(const ms_search *x, ms_event *event, int gone, bool imputed)
{
	int			relapse;

	if (!x->criteria->raw_pira)
		return MS_CDW_UNCLASSIFIED;
	if (!x->course->relapses_known)
	{
		ms_note(x, MS_STEP_UNCLASSIFIED, event->visit, -1, -1, 0);
		return MS_CDW_UNCLASSIFIED;
	}
	relapse = associated_relapse(x, event->visit);
	if (relapse >= 0)
	{
		ms_note(x, MS_STEP_RAW, event->visit, -1, relapse, ms_days_since(x, event->visit, relapse));
		return MS_CDW_RAW;
	}
	return independence(x, event, gone, imputed);
}
