/*
 * msbase.c
 *		Random courses of EDSS and relapses: the events of MSBase's toolkit.
 *
 * The bytes are read as a course and rules.  The events are compared with those
 * of a search that follows the words of src/core/msbase.h literally: it makes
 * the list, with the copy of its first visit, anew in every round.  See
 * test/core/run.
 */
#include <math.h>

#include "random.h"

#include "../../src/core/msbase.h"

#define VISITS_MAX 24
#define RELAPSES_MAX 12

/* A place of the list: a visit, or at the end the copy of the first one. */
typedef struct place
{
	int			visit;
	double		edss;
	double		t;				/* days from the first baseline */
	double		p;				/* days from the latest relapse, or NaN */
	bool		worse;			/* or better: shows the change that is sought */
	bool		kept;
	double		stretch;
} place;

typedef struct list
{
	place		at[VISITS_MAX + 1];
	int			n;				/* without the copy */
	double		b;
	int			base;			/* the visit */
} list;

typedef struct literal
{
	const ms_course *course;
	const ms_msbase_rules *rules;
	list		l;
	bool		improvement;
	ms_msbase_event event[2 * VISITS_MAX];
	double		t[2 * VISITS_MAX];
	int			events;
} literal;

static bool
is_calm(const ms_msbase_rules *rules, const place *a)
{
	return isnan(a->p) || a->p > rules->relapse_days;
}

static bool
change(bool improvement, double b, double edss)
{
	double		d = edss - b;

	if (improvement)
		return b <= 1.5 ? d <= -1.5 : b <= 6 ? d <= -1 : d <= -0.5;
	return b == 0 ? d >= 1.5 : b < 6 ? d >= 1 : d >= 0.5;
}

static void
make_list(literal *a)
{
	const ms_course *course = a->course;
	list	   *l = &a->l;
	int			first = -1;

	l->n = course->visits;
	for (int i = 0; i < l->n; i++)
	{
		place	   *at = &l->at[i];

		*at = (place) {.visit = i, .edss = course->visit[i].value, .p = NAN};
		for (int j = 0; j < course->relapses; j++)
			if (course->onset[j] <= course->visit[i].day)
				at->p = (double) course->visit[i].day - course->onset[j];
		if (first < 0 && is_calm(a->rules, at))
			first = i;
	}
	if (first < 0)
	{
		l->n = 0;
		return;
	}
	l->b = l->at[first].edss;
	l->base = first;
	for (int i = 0; i < l->n; i++)
		l->at[i].t = (double) course->visit[i].day - course->visit[first].day;
}

/* Keeps the list's places from the k-th on. */
static void
drop(list *l, int k)
{
	memmove(l->at, l->at + k, (size_t) (l->n - k) * sizeof(place));
	l->n -= k;
}

/* Marks the places that are kept; returns the first, or -1. */
static int
mark(literal *a)
{
	list	   *l = &a->l;
	bool		sequence = a->rules->kind == MS_MSBASE_SEQUENCE;
	int			found = -1;

	l->at[l->n] = l->at[0];
	for (int j = 0; j <= l->n; j++)
		l->at[j].worse = change(a->improvement, l->b, l->at[j].edss) && !(sequence && j == l->n);
	for (int j = l->n; j >= 0; j--)
	{
		int			z = j;
		int			last;

		l->at[j].kept = false;
		if (!l->at[j].worse)
			continue;
		while (z <= l->n && l->at[z].worse)
			z++;
		for (last = z - 1; last >= 0; last--)
			if (a->course->visit[l->at[last].visit].can_confirm && (a->improvement || is_calm(a->rules, &l->at[last])))
				break;
		if (last < 0)
			continue;
		l->at[j].stretch = l->at[last].t - l->at[j].t;
		l->at[j].kept = l->at[j].stretch >= a->rules->conf_days &&
			(!a->rules->sustained || sequence || l->at[j].stretch >= l->at[l->n - 1].t - l->at[j].t);
		if (l->at[j].kept)
			found = j;
	}
	return found;
}

static void
go_on(literal *a, int e)
{
	list	   *l = &a->l;
	place		event = l->at[e];
	double		lowest = INFINITY;
	int			kept = 0;
	int			from = 0;

	for (int j = e; j <= l->n; j++)
		if (l->at[j].kept && (++kept <= 2 || l->at[j].t - event.t <= a->rules->conf_days))
			lowest = fmin(lowest, l->at[j].edss);
	while (from < l->n && !(l->at[from].t >= event.t && l->at[from].edss == lowest))
		from++;
	drop(l, from);
	l->b = lowest;
	l->base = l->n > 0 ? l->at[0].visit : -1;
}

static double
onset_of(const place *a)
{
	return isnan(a->p) ? 0 : a->t - a->p;
}

static void
go_on_after_relapse(literal *a, int e)
{
	list	   *l = &a->l;
	place		event = l->at[e];
	double		x = INFINITY;
	int			k = 0;

	for (int i = 0; i < l->n; i++)
		if (onset_of(&l->at[i]) < onset_of(&event))
			x = fmin(x, onset_of(&l->at[i]));
	for (int i = 0; i < l->n; i++)
		if (onset_of(&l->at[i]) > x)
			l->at[k++] = l->at[i];
	l->n = k;
	while (l->n > 0 && l->at[0].p < a->rules->relapse_days)
		drop(l, 1);
	for (int i = 0; i < l->n; i++)
		if (is_calm(a->rules, &l->at[i]))
		{
			l->b = l->at[i].edss;
			l->base = l->at[i].visit;
			return;
		}
	l->n = 0;
}

static void
search_literally(literal *a)
{
	list	   *l = &a->l;
	bool		sequence = a->rules->kind == MS_MSBASE_SEQUENCE;

	make_list(a);
	a->improvement = a->rules->kind == MS_MSBASE_CDI;
	a->events = 0;
	while (l->n > (sequence ? 1 : 0))
	{
		int			e;

		if (sequence && !change(false, l->b, l->at[0].edss) && !change(true, l->b, l->at[0].edss))
		{
			drop(l, 1);
			continue;
		}
		if (sequence)
			a->improvement = !change(false, l->b, l->at[0].edss);
		if ((e = mark(a)) < 0)
			return;
		if (a->rules->kind == MS_MSBASE_PIRA && l->at[e].t - l->at[0].t >= l->at[e].p)
		{
			go_on_after_relapse(a, e);
			continue;
		}
		require(a->events < 2 * VISITS_MAX);
		a->t[a->events] = l->at[e].t;
		a->event[a->events++] = (ms_msbase_event) {
			!a->improvement, l->at[e].visit, l->base, (int32_t) l->at[e].stretch
		};
		go_on(a, e);
	}
}

/* Leaves out events before the first baseline and repeats. */
static void
tidy(literal *a)
{
	int			k = 0;

	for (int i = 0; i < a->events; i++)
	{
		bool		again = a->t[i] <= 0;

		for (int j = 0; j < k; j++)
			again = again || a->event[j].visit == a->event[i].visit;
		if (!again)
			a->event[k++] = a->event[i];
	}
	a->events = k;
}

static void
check_events(const ms_course *course, const ms_msbase_rules *rules, const ms_msbase_event *event, int n)
{
	literal		a = {.course = course, .rules = rules};

	search_literally(&a);
	tidy(&a);
	require(a.events == n);
	for (int i = 0; i < n; i++)
	{
		const ms_visit *visit = &course->visit[event[i].visit];
		const ms_visit *baseline = &course->visit[event[i].baseline];

		require(event[i].worsening == a.event[i].worsening && event[i].visit == a.event[i].visit &&
				event[i].baseline == a.event[i].baseline && event[i].days == a.event[i].days);
		require(i == 0 || event[i].visit > event[i - 1].visit);
		require(change(!event[i].worsening, baseline->value, visit->value));
		require(event[i].days >= rules->conf_days);
	}
}

static void
read_course(bytes *b, ms_visit *visit, int32_t *onset, ms_course *course)
{
	static const int gaps[] = {1, 29, 30, 31, 40, 60, 90, 91, 92, 120, 182, 365};
	static const int before[] = {0, 0, 1, 10, 29, 30, 30, 31, 100};
	int			swing = 1 + next(b, 5);
	int			odd = next(b, 6);
	int			marks = next(b, 3);
	int			edss = next(b, 21);
	int32_t		day = 7000;

	*course = (ms_course) {.visit = visit, .onset = onset, .visits = next(b, VISITS_MAX + 1), .relapses_known = true};
	for (int i = 0; i < course->visits; i++)
	{
		day += gaps[next(b, 12)];
		edss += next(b, 2 * swing + 1) - swing;
		edss = edss < 0 ? 0 : edss > 20 ? 20 : edss;
		/* also values that are no EDSS, within half a point of each other */
		visit[i] = (ms_visit) {(edss + (odd == 0 && edss < 20 ? next(b, 4) / 4.0 : 0)) / 2, day, next(b, 8) >= marks};
	}
	course->relapses = course->visits == 0 ? 0 : next(b, RELAPSES_MAX + 1);
	for (int i = 0; i < course->relapses; i++)
	{
		int32_t		new = visit[next(b, course->visits)].day - before[next(b, 9)];
		int			j = i;

		for (; j > 0 && onset[j - 1] > new; j--)
			onset[j] = onset[j - 1];
		onset[j] = new;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const double conf_days[] = {0, 1, 30, 60, 90, 90.75, 168, 182};
	bytes		b = {data, size};
	ms_visit	visit[VISITS_MAX];
	int32_t		onset[RELAPSES_MAX];
	int32_t		since[VISITS_MAX];
	ms_msbase_event event[VISITS_MAX];
	ms_msbase_event again[VISITS_MAX];
	ms_course	course;
	ms_msbase_rules rules = {
		.kind = next(&b, 4), .conf_days = conf_days[next(&b, 8)], .relapse_days = next(&b, 4) * 30,
		.sustained = next(&b, 2)
	};
	int			n;

	if (rules.relapse_days == 90)
		rules.relapse_days = INT32_MAX;
	read_course(&b, visit, onset, &course);
	n = ms_msbase_search(&course, &rules, since, event);
	require(n >= 0 && n <= course.visits);
	check_events(&course, &rules, event, n);
	/* a shift of all dates changes nothing */
	for (int i = 0; i < course.visits; i++)
		visit[i].day -= 100000;
	for (int i = 0; i < course.relapses; i++)
		onset[i] -= 100000;
	require(ms_msbase_search(&course, &rules, since, again) == n);
	for (int i = 0; i < n; i++)
		require(again[i].visit == event[i].visit && again[i].baseline == event[i].baseline && again[i].days == event[i].days);
	return 0;
}
