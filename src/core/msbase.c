/*
 * msbase.c
 *		Disability events as the toolkit of MSBase finds them.
 */
#include "msbase.h"

#include "pause.h"

/* The value of since where no relapse is known. */
#define NO_RELAPSE INT32_MAX

/* Half points from 0 to 10. */
#define LEVELS 21

/* The first visit to be kept from some visit on, for changes from a value. */
typedef struct found
{
	double		from;
	int			visit;			/* the number of visits if there is none */
} found;

typedef struct search
{
	const ms_visit *visit;
	const int32_t *since;		/* days from the latest relapse */
	int			n;
	const ms_msbase_rules *rules;
	bool		improvement;	/* which change is sought */
	bool		sustained;
	int			first;			/* the first baseline of all */
	int			from;			/* the list: the visits from here on */
	int			baseline;
	int			calm;			/* no visit from `from` to here is calm */
	found		known[2][LEVELS];	/* by improvement and baseline value */
} search;

/* Consecutive visits that show the change, from `at` on, and to which visit it lasts (-1: none). */
typedef struct run
{
	int			at;
	int			end;
	int			last;
} run;

static inline bool
calm(const search *s, int i)
{
	return s->since[i] == NO_RELAPSE || s->since[i] > s->rules->relapse_days;
}

static inline double
step_up(double from)
{
	return from == 0 ? 1.5 : from < 6 ? 1 : 0.5;
}

static inline double
step_down(double from)
{
	return from <= 1.5 ? 1.5 : from <= 6 ? 1 : 0.5;
}

/* Does a value show the change from another? */
static inline bool
shows(bool improvement, double from, double to)
{
	return improvement ? to - from <= -step_down(from) : to - from >= step_up(from);
}

static inline bool
visit_shows(const search *s, int i)
{
	return shows(s->improvement, s->visit[s->baseline].value, s->visit[i].value);
}

/* Can the change last to a visit? */
static inline bool
can_end(const search *s, int i)
{
	return s->visit[i].can_confirm && (s->improvement || calm(s, i));
}

static inline int32_t
days(const search *s, int from, int to)
{
	return (int32_t) ((int64_t) s->visit[to].day - s->visit[from].day);
}

static inline bool
lasts(const search *s, int i, int last)
{
	return last >= 0 && days(s, i, last) >= s->rules->conf_days && (!s->sustained || last == s->n - 1);
}

/* Does the copy of the list's first visit show the change? */
static bool
copy_shows(const search *s)
{
	return s->rules->kind != MS_MSBASE_SEQUENCE && visit_shows(s, s->from);
}

/* Moves to the next run from its end on; false if there is none. */
static bool
next_run(const search *s, run *r)
{
	int			i = r->end;

	while (i < s->n && !visit_shows(s, i))
		ms_pause_at(i++);
	r->at = i;
	r->last = -1;
	for (; i < s->n && visit_shows(s, i); i++)
	{
		ms_pause_at(i);
		if (can_end(s, i))
			r->last = i;
	}
	r->end = i;
	/* the copy continues a run that reaches the end, and lies before it */
	if (i == s->n && r->at < i && copy_shows(s) && can_end(s, s->from))
		r->last = s->from;
	return r->at < r->end;
}

/*
 * Moves to the next visit that is kept, from r->at on; false if there is none.
 * In a run the change lasts longest from the first visit.
 */
static bool
next_kept(const search *s, run *r)
{
	while (r->at == r->end || !lasts(s, r->at, r->last))
		if (!next_run(s, r))
			return false;
	return true;
}

/* The first visit of the list that is kept, or n. */
static int
first_kept(search *s)
{
	double		from = s->visit[s->baseline].value;
	found	   *known = &s->known[s->improvement][(int) (2 * from)];
	run			r = {s->from, s->from, -1};

	/* a list that begins later has the same runs, but for a first one that is shorter */
	if (known->visit < s->from || known->from != from)
		*known = (found) {from, next_kept(s, &r) ? r.at : s->n};
	return known->visit;
}

/* To which visit the change lasts from the copy, if the copy is kept; otherwise -1. */
static int
copy_lasts_to(const search *s)
{
	int			last = s->n - 1;

	if (!copy_shows(s))
		return -1;
	if (can_end(s, s->from))
		last = s->from;
	while (last >= s->from && !can_end(s, last))
		ms_pause_at(last--);
	return last >= s->from && lasts(s, s->from, last) ? last : -1;
}

/* The list begins anew after an event, at the first of its visits with the new baseline's value. */
static void
begin_after(search *s, int event, double value)
{
	s->from = event;
	while (s->from < s->n && s->visit[s->from].value != value)
		ms_pause_at(s->from++);
	s->baseline = s->from;
}

/* The lowest value of the visits that are kept near the event, and of the first two; r is at the event. */
static double
lowest_kept(const search *s, run *r)
{
	int			event = r->at;
	double		lowest = s->visit[event].value;
	bool		second = true;

	for (r->at++; next_kept(s, r); r->at++)
	{
		if (!second && days(s, event, r->at) > s->rules->conf_days)
			break;
		ms_pause_at(r->at);
		second = false;
		if (s->visit[r->at].value < lowest)
			lowest = s->visit[r->at].value;
	}
	/* the copy lies before the event, so it is never too far from it */
	if (copy_lasts_to(s) >= 0 && s->visit[s->from].value < lowest)
		lowest = s->visit[s->from].value;
	return lowest;
}

/* The first calm visit of the list, or n. */
static int
first_calm(search *s)
{
	if (s->calm < s->from)
		s->calm = s->from;
	while (s->calm < s->n && !calm(s, s->calm))
		ms_pause_at(s->calm++);
	return s->calm;
}

/* The day of the latest relapse on or before a visit, or INT32_MIN. */
static inline int32_t
latest_relapse(const search *s, int i)
{
	return s->since[i] == NO_RELAPSE ? INT32_MIN : s->visit[i].day - s->since[i];
}

/* Was there a relapse since the first visit of the list, or on its day? */
static bool
relapse_before(const search *s, int event)
{
	return s->since[event] != NO_RELAPSE && days(s, s->from, event) >= s->since[event];
}

/* The list begins anew after the next relapse. */
static void
begin_after_relapse(search *s, int event)
{
	int32_t		relapse = latest_relapse(s, s->from);

	/* if that relapse is on the day of the list's first visit, there is no next one, and the list ends */
	if (latest_relapse(s, event) == relapse)
		s->from = s->n;
	while (s->from < s->n && latest_relapse(s, s->from) == relapse)
		ms_pause_at(s->from++);
	while (s->from < s->n && s->since[s->from] < s->rules->relapse_days)
		ms_pause_at(s->from++);
	s->baseline = first_calm(s);
}

/*
 * One round: finds the next event and begins the list anew.  False if there is
 * no change of that kind; *event is -1 if it is no event.
 */
static bool
next_event(search *s, ms_msbase_event *event)
{
	int			visit = first_kept(s);
	int			last = visit == s->n ? copy_lasts_to(s) : -1;
	bool		of_copy = last >= 0;
	run			r = {visit, visit, -1};

	if (visit == s->n && !of_copy)
		return false;
	if (of_copy)
		visit = s->from;
	else
	{
		next_run(s, &r);
		last = r.last;
	}
	if (s->rules->kind == MS_MSBASE_PIRA && relapse_before(s, visit))
	{
		event->visit = -1;
		begin_after_relapse(s, visit);
		return true;
	}
	*event = (ms_msbase_event) {!s->improvement, visit, s->baseline, days(s, visit, last)};
	begin_after(s, visit, of_copy ? s->visit[visit].value : lowest_kept(s, &r));
	return true;
}

/* Finds in a sequence which change is to be sought; false if none is seen. */
static bool
choose_change(search *s)
{
	double		from = s->visit[s->baseline].value;

	for (; s->n - s->from > 1; s->from++)
	{
		ms_pause_at(s->from);
		for (int improvement = 0; improvement < 2; improvement++)
			if (shows(improvement, from, s->visit[s->from].value))
			{
				s->improvement = improvement;
				return true;
			}
	}
	return false;
}

/* Sets the number of days from the latest relapse to each visit. */
static void
set_since(const ms_course *course, int32_t *since)
{
	int			next = 0;

	for (int i = 0; i < course->visits; i++)
	{
		ms_pause_at(i);
		for (; next < course->relapses && course->onset[next] <= course->visit[i].day; next++)
			ms_pause_at(next);
		since[i] = next == 0 ? NO_RELAPSE : (int32_t) ((int64_t) course->visit[i].day - course->onset[next - 1]);
	}
}

int
ms_msbase_search(const ms_course *course, const ms_msbase_rules *rules,
				 int32_t *since, ms_msbase_event *event)
{
	bool		sequence = rules->kind == MS_MSBASE_SEQUENCE;
	int			events = 0;
	search		s = {
		.visit = course->visit, .since = since, .n = course->visits, .rules = rules,
		.improvement = rules->kind == MS_MSBASE_CDI, .sustained = rules->sustained && !sequence,
	};

	set_since(course, since);
	memset(s.known, -1, sizeof(s.known));
	s.first = s.baseline = first_calm(&s);
	while (s.baseline < s.n && s.from < s.n && (!sequence || choose_change(&s)) && next_event(&s, &event[events]))
		events += event[events].visit >= 0 && days(&s, s.first, event[events].visit) > 0;
	return events;
}
