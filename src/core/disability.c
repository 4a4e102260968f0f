/*
 * disability.c
 *		The search for confirmed disability events.
 *
 * The baseline and the place of the search only move forward.  Each round
 * settles the baseline, finds the next change from it, looks for the visits
 * that confirm the change, judges it, and says where to go on.
 */
#include "disability_search.h"

#include <math.h>

#include "edss.h"
#include "pause.h"

/* 6.6 is 20 % more than 5.5, though not in binary. */
#define TOLERANCE 1e-9

typedef enum direction
{
	BETTER = -1,
	SAME = 0,
	WORSE = 1
} direction;

/* The visits that can confirm a change at one visit. */
typedef struct confirmation
{
	int			first[MS_PERIODS_MAX];		/* of each period, or -1 */
	int			earliest;		/* of them all, or -1 */
} confirmation;

void
ms_search_tell(const search *x, ms_step_kind kind, int visit, int other, int relapse, double number)
{
	ms_step		step = {
		.kind = kind, .visit = visit, .other = other, .relapse = relapse, .number = number,
		.baseline = x->baseline < x->n ? x->baseline : -1
	};

	step.value = visit >= 0 ? x->at[visit].value : 0;
	step.baseline_value = step.baseline >= 0 ? x->at[step.baseline].value : 0;
	step.worsening = visit >= 0 && step.baseline >= 0 &&
		(x->criteria->worsening == 0) == (step.value > step.baseline_value);
	x->tracer->step(x->tracer->arg, &step);
}

/*
 * Relapses that lie behind
 */

/*
 * Is a visit past a relapse, for the move of the baseline?  Where others
 * overlap with it, past them all: so ends are settled.
 */
static bool
is_past(const search *x, int visit, int relapse)
{
	if (x->criteria->event == MS_FIRST_PIRA)
		return since(x, visit, relapse) > 0;
	if (end_known(x, relapse))
		return x->visit[visit].day > x->course->end[relapse];
	return since(x, visit, relapse) > x->criteria->relapse_assoc[0];
}

/*
 * Is a relapse too long before the first visit to matter?  One whose end is
 * known may still be going on.
 */
static bool
is_forgotten(const search *x, int relapse)
{
	double		enough = x->criteria->relapse_to_bl[0];

	return since(x, 0, relapse) > enough && !(enough > 0 && end_known(x, relapse));
}

/* Which relapses matter: of those before recent, only they whose end is known. */
static void
find_oldest(search *x)
{
	while (x->oldest < x->course->relapses && is_forgotten(x, x->oldest))
		x->oldest++;
	x->recent = x->oldest;
	x->ancient = -1;
	for (; x->recent < x->course->relapses && since(x, 0, x->recent) > x->criteria->relapse_to_bl[0]; x->recent++)
		if (end_known(x, x->recent))
			x->ancient = x->recent;
}

/* A course ready to be searched. */
static search
prepare(const ms_course *course, const ms_criteria *criteria,
		ms_scratch *scratch, const ms_tracer *tracer)
{
	search		x = {
		.visit = course->visit, .course = course, .criteria = criteria, .tracer = tracer,
		.at = scratch, .n = course->visits, .from = 1, .noted = -1, .last_value = -INFINITY
	};
	int			relapse;
	int			ended = -1;		/* the latest until the visit, of known end */
	int			open = -1;		/* and of unknown */

	if (x.n == 0)
		return x;
	find_oldest(&x);
	relapse = x.oldest;			/* the first after the visit before */
	for (int i = 0; i < x.n; i++)
	{
		int32_t		day = course->visit[i].day;

		scratch[i].value = course->visit[i].value;
		scratch[i].next = relapse;
		while (relapse < course->relapses && course->onset[relapse] <= day)
		{
			if (course->onset[relapse] < day)
				scratch[i].next = relapse + 1;
			if (end_known(&x, relapse))
				ended = relapse;
			else if (relapse >= x.recent)
				open = relapse;
			relapse++;
		}
		scratch[i].last = ended >= 0 && day <= course->end[ended] ? ended : open;
		if (scratch[i].next >= course->relapses)
			scratch[i].next = -1;
	}
	x.relapse = x.ahead[0] = x.ahead[1] = x.oldest;
	return x;
}

/*
 * Meaningful change
 */

/* An EDSS in half points; what is between two counts as the upper one. */
static uint8_t
half_points(double value)
{
	double		halves = ceil(value * 2);

	return (uint8_t) fmax(0, fmin(halves, MS_EDSS_MAX_HALVES));
}

/* The smallest change from a value that is meaningful. */
static double
smallest_change(const ms_criteria *c, double value)
{
	double		size = fabs(value);

	switch ((ms_change_rule) c->variant)
	{
		case MS_RULE_STD50:
			return ms_edss_delta(half_points(value), MS_EDSS_STD50) / 2.0;
		case MS_RULE_STD55:
			return ms_edss_delta(half_points(value), MS_EDSS_STD55) / 2.0;
		case MS_RULE_OPERA:
			return ms_edss_delta(half_points(value), MS_EDSS_OPERA) / 2.0;
		case MS_RULE_MSPROG:
			return fmin(size / 5, 4);
		case MS_RULE_4PT:
			return 4;
		case MS_RULE_8PT:
			return 8;
		case MS_RULE_10PCT:
			return size / 10;
		case MS_RULE_NONE:
			break;
	}
	if (c->outcome == MS_OUTCOME_CUSTOM) /* fmin() passes over a NaN */
		return fmin(c->min_change, c->min_change_rel * size);
	return size / 5;			/* t25fw, nhpt */
}

/* How a value compares with an earlier one; sub: however small the change. */
static direction
compare(const ms_criteria *c, double from, double to, bool sub)
{
	if (to == from || (!sub && fabs(to - from) < smallest_change(c, from) - TOLERANCE))
		return SAME;
	return (to > from) == (c->worsening == 0) ? WORSE : BETTER;
}

bool
ms_is_worsening(const ms_criteria *criteria, double from, double to)
{
	return compare(criteria, from, to, false) == WORSE;
}

bool
ms_is_improvement(const ms_criteria *criteria, double from, double to)
{
	return compare(criteria, from, to, false) == BETTER;
}

static direction
change(const search *x, double from, double to, bool sub)
{
	return compare(x->criteria, from, to, sub);
}

static direction
change_at(const search *x, int visit, bool sub)
{
	return change(x, x->at[x->baseline].value, x->at[visit].value, sub);
}

/* Do both neighbours differ from a visit in the same direction? */
static bool
is_extremum(const search *x, int i)
{
	bool		sub = x->criteria->skip_local_extrema == MS_EXTREMA_ALL;
	const ms_scratch *at = x->at;
	direction	before;

	if (x->criteria->skip_local_extrema == MS_EXTREMA_NONE || i == 0 || i >= x->n - 1)
		return false;
	before = change(x, at[i].value, at[i - 1].value, sub);
	return before != SAME && before == change(x, at[i].value, at[i + 1].value, sub) &&
		(i < 2 || at[i].value != at[i - 2].value);
}

/*
 * The baseline
 */

static bool
can_be_baseline(const search *x, int i)
{
	int			relapse = too_near(x, i, x->criteria->relapse_to_bl);

	if (relapse >= 0)
		note(x, MS_STEP_BASELINE_NEAR, i, -1, relapse, since(x, i, relapse));
	else if (is_extremum(x, i))
		note(x, MS_STEP_BASELINE_EXTREMUM, i, -1, -1, 0);
	else
		return true;
	return false;
}

/* Move the baseline on to a visit that can be one; false where none is left. */
static bool
settle_baseline(search *x)
{
	bool		raised = false;

	while (!can_be_baseline(x, x->baseline))
		if (++x->baseline > x->n - 2)
		{
			note(x, MS_STEP_NO_BASELINE, -1, -1, -1, 0);
			return false;
		}
	while (x->relapse < x->course->relapses && since(x, x->baseline, x->relapse) >= 0)
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
		note(x, MS_STEP_BASELINE, x->baseline, -1, -1, 0);
	if (raised)
		note(x, MS_STEP_RAISED, x->baseline, -1, -1, x->last_value);
	x->noted = x->baseline;
	return true;
}

/* The next visit with a change from the baseline, or -1. */
static int
next_change(const search *x)
{
	bool		sub = x->criteria->sub_threshold_rebl != MS_SUB_NONE;

	for (int i = x->from; i < x->n; i++)
	{
		int			relapse;

		if (change_at(x, i, sub) == SAME)
			continue;
		relapse = too_near(x, i, x->criteria->relapse_to_event);
		if (relapse < 0)
			return i;
		note(x, MS_STEP_SKIPPED_NEAR, i, -1, relapse, since(x, i, relapse));
	}
	return -1;
}

/*
 * Has the search passed a relapse after the baseline?  Of those whose end is
 * known, and of the others, the first that began is behind before any other.
 */
static bool
passed_relapse(search *x)
{
	const ms_course *course = x->course;

	for (int known = 0; known <= (course->end != NULL); known++)
	{
		int		   *i = &x->ahead[known];

		while (*i < course->relapses && (end_known(x, *i) != known || since(x, x->baseline, *i) >= 0))
			++*i;
		if (*i < course->relapses && is_past(x, x->from, *i))
			return true;
	}
	return false;
}

/*
 * Move the baseline past relapses that the search has passed; false where no
 * visit is left to be one.
 */
static bool
rebaseline(search *x)
{
	int			relapse = x->relapse;
	int			i = x->baseline;

	if (!x->criteria->relapse_rebl || x->from >= x->n || relapse >= x->course->relapses || !passed_relapse(x))
		return true;
	while (i < x->n && (since(x, i, relapse) < 0 ||
						(end_known(x, relapse) && x->visit[i].day <= x->course->end[relapse])))
		i++;
	note(x, MS_STEP_RELAPSE, i < x->n ? i : -1, -1, relapse, 0);
	if (i >= x->n - 1)
		return false;
	x->baseline = i;
	x->from = i + 1;
	return true;
}

/*
 * Confirmation
 */

/* Say why a visit of the right time cannot confirm. */
static void
note_unused(const search *x, int visit, int i)
{
	int			relapse = too_near(x, i, x->criteria->relapse_to_conf);

	if (relapse >= 0)
		note(x, MS_STEP_UNUSED_NEAR, visit, i, relapse, since(x, i, relapse));
	else
		note(x, MS_STEP_UNUSED_FLAG, visit, i, -1, 0);
}

static confirmation
find_confirmation(const search *x, int visit)
{
	const ms_criteria *c = x->criteria;
	double		latest = c->conf_days[c->periods - 1] + c->conf_tol_days[1];
	int			missing = c->periods;
	confirmation conf = {.earliest = -1};

	for (int p = 0; p < c->periods; p++)
		conf.first[p] = -1;
	for (int i = visit + 1; i < x->n && missing > 0; i++)
	{
		double		gap = days(x, visit, i);
		bool		timely = false;

		if (gap > latest)
			break;
		for (int p = 0; p < c->periods; p++)
			timely |= conf.first[p] < 0 && in_period(x, p, gap);
		if (!timely)
			continue;
		if (!can_confirm(x, i))
		{
			if (conf.earliest < 0)
				note_unused(x, visit, i);
			continue;
		}
		for (int p = 0; p < c->periods; p++)
			if (conf.first[p] < 0 && in_period(x, p, gap))
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
 * Of the visits that must show a change for it to be confirmed, the one that
 * shows it least: a change from any value to that one is a change to all.
 */
static int
weakest(const search *x, int visit, int confirmed_at, direction way)
{
	bool		rises = (way == WORSE) == (x->criteria->worsening == 0);
	int			least = confirmed_at;

	if (x->criteria->check_intermediate)
		for (int i = confirmed_at - 1; i > visit; i--)
			if (rises ? x->at[i].value <= x->at[least].value : x->at[i].value >= x->at[least].value)
				least = i;
	return least;
}

/* Is a change from the baseline confirmed? */
static bool
is_confirmed(const search *x, int visit, const confirmation *conf, direction way, bool sub)
{
	return conf->earliest >= 0 &&
		change_at(x, weakest(x, visit, conf->earliest, way), sub) == way;
}

/* The first visit after the confirmation at which the change is gone, or n. */
static int
first_without(const search *x, int confirmed_at, direction way)
{
	int			i = confirmed_at + 1;

	while (i < x->n && change_at(x, i, false) == way)
		i++;
	return i;
}

/* Does it last as long as it must? */
static bool
lasts(const search *x, int visit, int gone, direction way)
{
	double		required = x->criteria->require_sust_days;
	int			i = visit;

	if (required == 0)
		return true;
	if (x->criteria->check_intermediate)
		return gone == x->n || days(x, visit, gone) >= required;
	while (i < x->n - 1 && days(x, visit, i) < required)
		i++;
	return change_at(x, i, false) == way;
}

/* The latest visit before, no extremum, from which it is a change as well. */
static int
last_delta(const search *x, int visit, const confirmation *conf, direction way)
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

/* Is this the event that is looked for? */
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

/* In its place by date; of two at one visit the later record stays. */
static void
record(search *x, const ms_event *event)
{
	int			at = x->events;

	note(x, is_sought(x->criteria, event) ? MS_STEP_EVENT : MS_STEP_UNSOUGHT, event->visit, -1, -1, 0);
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

/* conf is NULL when the last visit is taken for confirmed. */
static ms_event
make_event(const search *x, int visit, const confirmation *conf, direction way, int gone)
{
	ms_event event = {
		.worsening = way == WORSE, .visit = visit, .value = x->at[visit].value,
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
roves(const search *x, direction way)
{
	return ms_criteria_roves(x->criteria, way == WORSE);
}

/* Only PIRA (RAW) is looked for, and a worsening is none. */
static bool
wrong_kind(const search *x, ms_cdw cdw)
{
	return (x->criteria->event == MS_FIRST_PIRA && cdw != MS_CDW_PIRA) ||
		(x->criteria->event == MS_FIRST_RAW && cdw != MS_CDW_RAW);
}

/* Where the search goes on after a confirmed change. */
static int
proceed_at(const search *x, int visit, const confirmation *conf)
{
	return x->criteria->proceed_from == MS_PROCEED_FIRSTCONF ? conf->earliest : visit;
}

/*
 * A confirmed change: record it when it lasts as long as it must and is of
 * the kind looked for, and go on behind it.  False when the search goes
 * straight on, without a move of the baseline.
 */
static bool
confirmed_change(search *x, int visit, const confirmation *conf, direction way)
{
	int			gone = conf != NULL ? first_without(x, conf->earliest, way) : x->n;
	bool		valid = lasts(x, visit, gone, way);
	ms_cdw		cdw = MS_CDW_UNCLASSIFIED;
	int			to;

	note(x, conf != NULL ? MS_STEP_CONFIRMED : MS_STEP_IMPUTED, visit,
		 conf != NULL ? conf->earliest : -1, -1, 0);
	if (valid)
	{
		ms_event event = make_event(x, visit, conf, way, gone);

		if (way == WORSE)
			cdw = event.cdw = ms_raw_or_pira(x, &event, gone, conf == NULL);
		if (way == WORSE && !roves(x, WORSE) &&
			((x->criteria->event == MS_FIRST_PIRA && cdw == MS_CDW_RAW) ||
			 (x->criteria->event == MS_FIRST_RAW && cdw != MS_CDW_RAW)))
		{
			note(x, MS_STEP_UNSOUGHT, visit, -1, -1, 0);
			x->from = visit + 1;
			return false;
		}
		record(x, &event);
	}
	else
	{
		note(x, MS_STEP_NOT_SUSTAINED, visit, gone < x->n ? gone : x->n - 1, -1, 0);
		note(x, MS_STEP_UNCONFIRMED, visit, -1, -1, 0);
	}

	to = conf != NULL ? proceed_at(x, visit, conf) : visit;
	if (conf != NULL && roves(x, way))
		x->baseline = to;
	else if (!valid || (way == WORSE && wrong_kind(x, cdw)))
		to = visit;
	x->from = to + 1;
	return true;
}

/* Are events of this direction of use, by themselves or to the baseline? */
static bool
is_of_use(const search *x, direction way)
{
	const ms_criteria *c = x->criteria;

	return way == WORSE || roves(x, BETTER) ||
		(c->event != MS_FIRST_CDW && c->event != MS_FIRST_PIRA && c->event != MS_FIRST_RAW);
}

static bool
may_impute(const search *x, int visit)
{
	double		within = x->criteria->impute_last_visit;

	return visit == x->n - 1 && within > 0 && (within == 1 || days(x, 0, visit) <= within);
}

/* Say why a change is not confirmed. */
static void
note_unconfirmed(const search *x, int visit, const confirmation *conf, direction way, bool sub)
{
	if (!is_of_use(x, way))
		note(x, MS_STEP_UNSOUGHT_CHANGE, visit, -1, -1, 0);
	else if (conf->earliest < 0)
		note(x, MS_STEP_NO_CONFIRMATION, visit, -1, -1, 0);
	else
	{
		int			i = x->criteria->check_intermediate ? visit + 1 : conf->earliest;

		while (i < conf->earliest && change_at(x, i, sub) == way)
			i++;
		note(x, MS_STEP_NOT_HELD, visit, i, -1, 0);
	}
	note(x, MS_STEP_UNCONFIRMED, visit, -1, -1, 0);
}

/* Judge a change and say where to go on; false as of confirmed_change(). */
static bool
judge(search *x, int visit)
{
	direction	way = change_at(x, visit, true);
	bool		meaningful = change_at(x, visit, false) == way;
	confirmation conf;

	note(x, MS_STEP_CHANGE, visit, -1, -1,
		 smallest_change(x->criteria, x->at[x->baseline].value));
	conf = find_confirmation(x, visit);

	if (meaningful && is_of_use(x, way) && is_confirmed(x, visit, &conf, way, false))
		return confirmed_change(x, visit, &conf, way);
	if (meaningful && way == WORSE && may_impute(x, visit))
		return confirmed_change(x, visit, NULL, way);
	if (ms_criteria_roves_below(x->criteria, way == WORSE) && is_confirmed(x, visit, &conf, way, true))
	{
		note(x, MS_STEP_SUB_THRESHOLD, visit, conf.earliest, -1, 0);
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

/* Of a search for a first event, the first that qualifies. */
static int
keep_sought(search *x)
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
	search		x = prepare(course, criteria, scratch, tracer);

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
			note(&x, MS_STEP_END, -1, -1, -1, 0);
			break;
		}
		if (criteria->relapse_rebl && x.relapse < course->relapses && is_past(&x, visit, x.relapse))
			x.from = visit;
		else if (!judge(&x, visit))
			continue;
		if (!rebaseline(&x))
		{
			note(&x, MS_STEP_NO_BASELINE, -1, -1, -1, 0);
			break;
		}
	}
	if (x.found)
		note(&x, MS_STEP_FOUND, -1, -1, -1, 0);
	return keep_sought(&x);
}

int
ms_disability_milestone(const ms_course *course, const ms_criteria *criteria,
						double milestone, ms_scratch *scratch)
{
	search		x = prepare(course, criteria, scratch, NULL);
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
			double		least = scratch[weakest(&x, i, conf.earliest, WORSE)].value;

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
	search		x = prepare(course, criteria, scratch, NULL);

	if (x.n == 0 || !settle_baseline(&x))
		return false;
	for (int i = x.from; i < x.n; i++)
	{
		ms_pause();
		if (too_near(&x, i, criteria->relapse_to_event) < 0 &&
			find_confirmation(&x, i).earliest >= 0)
			return true;
	}
	return false;
}

int
ms_relapses_settle(int32_t *onset, int32_t *end, int n)
{
	int			kept = 0;
	int			longest = -1;	/* of those kept, that which ends last */

	for (int i = 0; i < n; i++)
	{
		ms_pause_at((size_t) i);
		if (end[i] != MS_END_UNKNOWN && longest >= 0)
		{
			if (end[i] <= end[longest])
				continue;
			if (onset[i] == onset[longest])
			{
				end[longest] = end[i];
				continue;
			}
		}
		onset[kept] = onset[i];
		end[kept] = end[i];
		if (end[i] != MS_END_UNKNOWN)
			longest = kept;
		kept++;
	}
	for (int i = kept - 1, later = -1; i >= 0; i--)
	{
		if (end[i] == MS_END_UNKNOWN)
			continue;
		if (later >= 0 && end[i] >= onset[later])
			end[i] = end[later];
		later = i;
	}
	return kept;
}

int
ms_relapse_distinct(const int32_t *onset, const int32_t *end, int n, int64_t min_gap,
					int *kept)
{
	int			count = 0;

	for (int i = 0; i < n; i++)
	{
		int			last = count > 0 ? kept[count - 1] : -1;
		int64_t		from = 0;

		if (last >= 0)
			from = end != NULL && end[last] != MS_END_UNKNOWN ? end[last] : onset[last];
		if (last < 0 || onset[i] - from >= min_gap)
			kept[count++] = i;
	}
	return count;
}
