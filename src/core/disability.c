/*
 * disability.c
 *		The search for confirmed disability events.
 *
 * The baseline and the position of the search only move forward.  Each round
 * settles the baseline, finds the next change from it, looks for visits that
 * confirm the change, judges it, and decides where to continue.
 */
#include "disability.h"

#include "change.h"
#include "pause.h"
#include "raw_pira.h"
#include "search.h"

/* The visits that can confirm the change at one visit. */
typedef struct confirmation
{
	int			first[MS_PERIODS_MAX];		/* by period, or -1 */
	int			earliest;		/* of all periods, or -1 */
} confirmation;

/* Relapses that are past */

/*
 * Is a visit past a relapse, so that the baseline may move?  Overlapping
 * relapses end together (ms_relapses_settle), so a visit past one is past them
 * all.
 */
static bool
is_past(const ms_search *x, int visit, int relapse)
{
	if (x->criteria->event == MS_FIRST_PIRA)
		return ms_days_since(x, visit, relapse) > 0;
	if (ms_end_known(x, relapse))
		return x->visit[visit].day > x->course->end[relapse];
	return ms_days_since(x, visit, relapse) > x->criteria->relapse_assoc[0];
}

/*
 * Changes between visits
 */

static ms_direction
change(const ms_search *x, double from, double to, bool sub)
{
	return ms_change(x->criteria, from, to, sub);
}

static ms_direction
change_at(const ms_search *x, int visit, bool sub)
{
	return change(x, x->at[x->baseline].value, x->at[visit].value, sub);
}

/* Do both neighbours differ from a visit in the same direction? */
static bool
is_extremum(const ms_search *x, int i)
{
	bool		sub = x->criteria->skip_local_extrema == MS_EXTREMA_ALL;
	const ms_scratch *at = x->at;
	ms_direction before;

	if (x->criteria->skip_local_extrema == MS_EXTREMA_NONE || i == 0 || i >= x->n - 1)
		return false;
	before = change(x, at[i].value, at[i - 1].value, sub);
	return before != MS_SAME && before == change(x, at[i].value, at[i + 1].value, sub) &&
		(i < 2 || at[i].value != at[i - 2].value);
}

/*
 * The baseline
 */

static bool
can_be_baseline(const ms_search *x, int i)
{
	int			relapse = ms_too_near(x, i, x->criteria->relapse_to_bl);

	if (relapse >= 0)
		ms_note(x, MS_STEP_BASELINE_NEAR, i, -1, relapse, ms_days_since(x, i, relapse));
	else if (is_extremum(x, i))
		ms_note(x, MS_STEP_BASELINE_EXTREMUM, i, -1, -1, 0);
	else
		return true;
	return false;
}

/* Move the baseline on to a visit that can be one; false if none is left. */
static bool
settle_baseline(ms_search *x)
{
	bool		raised = false;

	while (!can_be_baseline(x, x->baseline))
		if (++x->baseline > x->n - 2)
		{
			ms_note(x, MS_STEP_NO_BASELINE, -1, -1, -1, 0);
			return false;
		}
	while (x->relapse < x->course->relapses && ms_days_since(x, x->baseline, x->relapse) >= 0)
		x->relapse++;
	if (x->from <= x->baseline)
		x->from = x->baseline + 1;
	if (x->criteria->bl_geq && x->last_value > x->at[x->baseline].value)
	{
		x->at[x->baseline].value = x->last_value;
		raised = true;
	}
	x->last_value = x->at[x->baseline].value;
	if (x->noted != x->baseline)
		ms_note(x, MS_STEP_BASELINE, x->baseline, -1, -1, 0);
	if (raised)
		ms_note(x, MS_STEP_RAISED, x->baseline, -1, -1, x->last_value);
	x->noted = x->baseline;
	return true;
}

/* The next visit with a change from the baseline, or -1. */
static int
next_change(const ms_search *x)
{
	bool		sub = x->criteria->sub_threshold_rebl != MS_SUB_NONE;

	for (int i = x->from; i < x->n; i++)
	{
		int			relapse;

		if (change_at(x, i, sub) == MS_SAME)
			continue;
		relapse = ms_too_near(x, i, x->criteria->relapse_to_event);
		if (relapse < 0)
			return i;
		ms_note(x, MS_STEP_SKIPPED_NEAR, i, -1, relapse, ms_days_since(x, i, relapse));
	}
	return -1;
}

/*
 * Has the search passed a relapse after the baseline?  Among relapses with a
 * known end, and among the others, the one that began first is also the first
 * to be past: so it is enough to check one of each.
 */
static bool
passed_relapse(ms_search *x)
{
	const ms_course *course = x->course;

	for (int known = 0; known <= (course->end != NULL); known++)
	{
		int		   *i = &x->ahead[known];

		while (*i < course->relapses && (ms_end_known(x, *i) != known || ms_days_since(x, x->baseline, *i) >= 0))
			++*i;
		if (*i < course->relapses && is_past(x, x->from, *i))
			return true;
	}
	return false;
}

/*
 * Move the baseline past the relapses that the search has passed; false if no
 * visit is left that can be a baseline.
 */
static bool
rebaseline(ms_search *x)
{
	int			relapse = x->relapse;
	int			i = x->baseline;

	if (!x->criteria->relapse_rebl || x->from >= x->n || relapse >= x->course->relapses || !passed_relapse(x))
		return true;
	while (i < x->n && (ms_days_since(x, i, relapse) < 0 ||
						(ms_end_known(x, relapse) && x->visit[i].day <= x->course->end[relapse])))
		i++;
	ms_note(x, MS_STEP_RELAPSE, i < x->n ? i : -1, -1, relapse, 0);
	if (i >= x->n - 1)
		return false;
	x->baseline = i;
	x->from = i + 1;
	return true;
}

/*
 * Confirmation
 */

/* Tell why a visit within a confirmation period cannot confirm. */
static void
note_unused(const ms_search *x, int visit, int i)
{
	int			relapse = ms_too_near(x, i, x->criteria->relapse_to_conf);

	if (relapse >= 0)
		ms_note(x, MS_STEP_UNUSED_NEAR, visit, i, relapse, ms_days_since(x, i, relapse));
	else
		ms_note(x, MS_STEP_UNUSED_FLAG, visit, i, -1, 0);
}

static confirmation
find_confirmation(const ms_search *x, int visit)
{
	const ms_criteria *c = x->criteria;
	double		latest = c->conf_days[c->periods - 1] + c->conf_tol_days[1];
	int			missing = c->periods;
	confirmation conf = {.earliest = -1};

	for (int p = 0; p < c->periods; p++)
		conf.first[p] = -1;
	for (int i = visit + 1; i < x->n && missing > 0; i++)
	{
		double		gap = ms_days_apart(x, visit, i);
		bool		timely = false;

		if (gap > latest)
			break;
		for (int p = 0; p < c->periods; p++)
			timely |= conf.first[p] < 0 && ms_in_period(x, p, gap);
		if (!timely)
			continue;
		if (!ms_can_confirm(x, i))
		{
			if (conf.earliest < 0)
				note_unused(x, visit, i);
			continue;
		}
		for (int p = 0; p < c->periods; p++)
			if (conf.first[p] < 0 && ms_in_period(x, p, gap))
			{
				conf.first[p] = i;
				missing--;
			}
		if (conf.earliest < 0)
			conf.earliest = i;
	}
	return conf;
}

/*
 * Of the visits that must show a change for its confirmation, the one that
 * shows it least: a change from any value to that visit is a change to all of
 * them.
 */
static int
weakest(const ms_search *x, int visit, int confirmed_at, ms_direction way)
{
	bool		rises = (way == MS_WORSE) == (x->criteria->worsening == 0);
	int			least = confirmed_at;

	if (x->criteria->check_intermediate)
		for (int i = confirmed_at - 1; i > visit; i--)
			if (rises ? x->at[i].value <= x->at[least].value : x->at[i].value >= x->at[least].value)
				least = i;
	return least;
}

/* Is a change from the baseline confirmed? */
static bool
is_confirmed(const ms_search *x, int visit, const confirmation *conf, ms_direction way, bool sub)
{
	return conf->earliest >= 0 &&
		change_at(x, weakest(x, visit, conf->earliest, way), sub) == way;
}

/* The first visit after the confirmation that no longer shows the change, or n. */
static int
first_without(const ms_search *x, int confirmed_at, ms_direction way)
{
	int			i = confirmed_at + 1;

	while (i < x->n && change_at(x, i, false) == way)
		i++;
	return i;
}

/* Does the change last as long as required? */
static bool
lasts(const ms_search *x, int visit, int gone, ms_direction way)
{
	double		required = x->criteria->require_sust_days;
	int			i = visit;

	if (required == 0)
		return true;
	if (x->criteria->check_intermediate)
		return gone == x->n || ms_days_apart(x, visit, gone) >= required;
	while (i < x->n - 1 && ms_days_apart(x, visit, i) < required)
		i++;
	return change_at(x, i, false) == way;
}

/*
 * The latest earlier visit, not a local extremum, from which the event is a
 * change too.
 */
static int
last_delta(const ms_search *x, int visit, const confirmation *conf, ms_direction way)
{
	double		least = x->at[visit].value;

	if (conf != NULL)
		least = x->at[weakest(x, visit, conf->earliest, way)].value;
	for (int i = visit - 1; i > 0; i--)
		if (change(x, x->at[i].value, x->at[visit].value, false) == way &&
			change(x, x->at[i].value, least, false) == way && !is_extremum(x, i))
			return i;
	return 0;
}

/*
 * Events
 */

/* Is this the kind of event sought? */
static bool
is_sought(const ms_criteria *c, const ms_event *event)
{
	switch ((ms_sought) c->event)
	{
		case MS_FIRST_CDW:
			return event->worsening;
		case MS_FIRST_CDI:
			return !event->worsening;
		case MS_FIRST_PIRA:
			return event->worsening && event->cdw == MS_CDW_PIRA;
		case MS_FIRST_RAW:
			return event->worsening && event->cdw == MS_CDW_RAW;
		default:
			return true;
	}
}

/* Insert an event by date; it replaces an earlier record of the same visit. */
static void
record(ms_search *x, const ms_event *event)
{
	int			at = x->events;

	ms_note(x, is_sought(x->criteria, event) ? MS_STEP_EVENT : MS_STEP_UNSOUGHT, event->visit, -1, -1, 0);
	while (at > 0 && x->event[at - 1].visit > event->visit)
		at--;
	if (at > 0 && x->event[at - 1].visit == event->visit)
		at--;
	else
	{
		for (int i = x->events; i > at; i--)
			x->event[i] = x->event[i - 1];
		x->events++;
	}
	x->event[at] = *event;
	x->recorded++;
	if (x->criteria->event == MS_FIRST)
		x->found = x->recorded > 1;
	else if (x->criteria->event != MS_MULTIPLE)
		x->found |= is_sought(x->criteria, event);
}

/* conf is NULL when the last visit is accepted without confirmation. */
static ms_event
make_event(const ms_search *x, int visit, const confirmation *conf, ms_direction way, int gone)
{
	ms_event event = {
		.worsening = way == MS_WORSE, .visit = visit, .value = x->at[visit].value,
		.baseline = x->baseline, .baseline_value = x->at[x->baseline].value,
		.last_delta = last_delta(x, visit, conf, way),
		.sustained_to = gone - 1, .sustained = gone == x->n
	};

	event.last_delta_value = x->at[event.last_delta].value;
	for (int p = 0; p < MS_PERIODS_MAX; p++)
	{
		event.conf[p] = conf != NULL && p < x->criteria->periods && conf->first[p] < gone ?
			conf->first[p] : -1;
		event.pira_conf[p] = -1;
	}
	return event;
}

static bool
roves(const ms_search *x, ms_direction way)
{
	return ms_criteria_roves(x->criteria, way == MS_WORSE);
}

/* Is only PIRA (or RAW) sought, and a worsening not of that kind? */
static bool
wrong_kind(const ms_search *x, ms_cdw cdw)
{
	return (x->criteria->event == MS_FIRST_PIRA && cdw != MS_CDW_PIRA) ||
		(x->criteria->event == MS_FIRST_RAW && cdw != MS_CDW_RAW);
}

/* Where the search continues after a confirmed change. */
static int
proceed_at(const ms_search *x, int visit, const confirmation *conf)
{
	return x->criteria->proceed_from == MS_PROCEED_FIRSTCONF ? conf->earliest : visit;
}

/*
 * A confirmed change: record it if it lasts as long as required and is of the
 * kind sought, and continue after it.  False if the search continues at once,
 * without a move of the baseline.
 */
static bool
confirmed_change(ms_search *x, int visit, const confirmation *conf, ms_direction way)
{
	int			gone = conf != NULL ? first_without(x, conf->earliest, way) : x->n;
	bool		valid = lasts(x, visit, gone, way);
	ms_cdw		cdw = MS_CDW_UNCLASSIFIED;
	int			to;

	ms_note(x, conf != NULL ? MS_STEP_CONFIRMED : MS_STEP_IMPUTED, visit,
		 conf != NULL ? conf->earliest : -1, -1, 0);
	if (valid)
	{
		ms_event event = make_event(x, visit, conf, way, gone);

		if (way == MS_WORSE)
			cdw = event.cdw = ms_raw_or_pira(x, &event, gone, conf == NULL);
		if (way == MS_WORSE && !roves(x, MS_WORSE) &&
			((x->criteria->event == MS_FIRST_PIRA && cdw == MS_CDW_RAW) ||
			 (x->criteria->event == MS_FIRST_RAW && cdw != MS_CDW_RAW)))
		{
			ms_note(x, MS_STEP_UNSOUGHT, visit, -1, -1, 0);
			x->from = visit + 1;
			return false;
		}
		record(x, &event);
	}
	else
	{
		ms_note(x, MS_STEP_NOT_SUSTAINED, visit, gone < x->n ? gone : x->n - 1, -1, 0);
		ms_note(x, MS_STEP_UNCONFIRMED, visit, -1, -1, 0);
	}

	to = conf != NULL ? proceed_at(x, visit, conf) : visit;
	if (conf != NULL && roves(x, way))
		x->baseline = to;
	else if (!valid || (way == MS_WORSE && wrong_kind(x, cdw)))
		to = visit;
	x->from = to + 1;
	return true;
}

/* Do events of this direction matter, in themselves or because they move the baseline? */
static bool
is_of_use(const ms_search *x, ms_direction way)
{
	const ms_criteria *c = x->criteria;

	return way == MS_WORSE || roves(x, MS_BETTER) ||
		(c->event != MS_FIRST_CDW && c->event != MS_FIRST_PIRA && c->event != MS_FIRST_RAW);
}

static bool
may_impute(const ms_search *x, int visit)
{
	double		within = x->criteria->impute_last_visit;

	return visit == x->n - 1 && within > 0 && (within == 1 || ms_days_apart(x, 0, visit) <= within);
}

/* Tell why a change is not confirmed. */
static void
note_unconfirmed(const ms_search *x, int visit, const confirmation *conf, ms_direction way, bool sub)
{
	if (!is_of_use(x, way))
		ms_note(x, MS_STEP_UNSOUGHT_CHANGE, visit, -1, -1, 0);
	else if (conf->earliest < 0)
		ms_note(x, MS_STEP_NO_CONFIRMATION, visit, -1, -1, 0);
	else
	{
		int			i = x->criteria->check_intermediate ? visit + 1 : conf->earliest;

		while (i < conf->earliest && change_at(x, i, sub) == way)
			i++;
		ms_note(x, MS_STEP_NOT_HELD, visit, i, -1, 0);
	}
	ms_note(x, MS_STEP_UNCONFIRMED, visit, -1, -1, 0);
}

/* Judge a change and set where to continue; false as in confirmed_change(). */
static bool
judge_change(ms_search *x, int visit)
{
	ms_direction way = change_at(x, visit, true);
	bool		meaningful = change_at(x, visit, false) == way;
	confirmation conf;

	ms_note(x, MS_STEP_CHANGE, visit, -1, -1,
		 ms_smallest_change(x->criteria, x->at[x->baseline].value));
	conf = find_confirmation(x, visit);

	if (meaningful && is_of_use(x, way) && is_confirmed(x, visit, &conf, way, false))
		return confirmed_change(x, visit, &conf, way);
	if (meaningful && way == MS_WORSE && may_impute(x, visit))
		return confirmed_change(x, visit, NULL, way);
	if (ms_criteria_roves_below(x->criteria, way == MS_WORSE) && is_confirmed(x, visit, &conf, way, true))
	{
		ms_note(x, MS_STEP_SUB_THRESHOLD, visit, conf.earliest, -1, 0);
		x->baseline = proceed_at(x, visit, &conf);
		x->from = x->baseline + 1;
	}
	else
	{
		note_unconfirmed(x, visit, &conf, way, !meaningful);
		x->from = visit + 1;
	}
	return true;
}

/* When a first event is sought, keep only the first of that kind. */
static int
keep_sought(ms_search *x)
{
	if (x->criteria->event == MS_MULTIPLE)
		return x->events;
	for (int i = 0; i < x->events; i++)
		if (is_sought(x->criteria, &x->event[i]))
		{
			x->event[0] = x->event[i];
			return 1;
		}
	return 0;
}

int
ms_disability_search(const ms_course *course, const ms_criteria *criteria,
					 ms_scratch *scratch, ms_event *event,
					 const ms_tracer *tracer)
{
	ms_search	x = ms_search_begin(course, criteria, scratch, tracer);

	x.event = event;
	while (x.n > 0 && !x.found)
	{
		int			visit;

		ms_pause();
		if (!settle_baseline(&x))
			break;
		visit = next_change(&x);
		if (visit < 0)
		{
			ms_note(&x, MS_STEP_END, -1, -1, -1, 0);
			break;
		}
		if (criteria->relapse_rebl && x.relapse < course->relapses && is_past(&x, visit, x.relapse))
			x.from = visit;
		else if (!judge_change(&x, visit))
			continue;
		if (!rebaseline(&x))
		{
			ms_note(&x, MS_STEP_NO_BASELINE, -1, -1, -1, 0);
			break;
		}
	}
	if (x.found)
		ms_note(&x, MS_STEP_FOUND, -1, -1, -1, 0);
	return keep_sought(&x);
}

int
ms_disability_milestone(const ms_course *course, const ms_criteria *criteria,
						double milestone, ms_scratch *scratch)
{
	ms_search	x = ms_search_begin(course, criteria, scratch, NULL);
	bool		rises = criteria->worsening == 0;

	for (int i = 0; i < x.n; i++)
	{
		confirmation conf;

		ms_pause();
		if (rises ? scratch[i].value < milestone : scratch[i].value > milestone)
			continue;
		conf = find_confirmation(&x, i);
		if (conf.earliest >= 0)
		{
			double		least = scratch[weakest(&x, i, conf.earliest, MS_WORSE)].value;

			if (rises ? least >= milestone : least <= milestone)
				return i;
		}
	}
	return -1;
}

bool
ms_disability_assessable(const ms_course *course, const ms_criteria *criteria,
						 ms_scratch *scratch)
{
	ms_search	x = ms_search_begin(course, criteria, scratch, NULL);

	if (x.n == 0 || !settle_baseline(&x))
		return false;
	for (int i = x.from; i < x.n; i++)
	{
		ms_pause();
		if (ms_too_near(&x, i, criteria->relapse_to_event) < 0 &&
			find_confirmation(&x, i).earliest >= 0)
			return true;
	}
	return false;
}
