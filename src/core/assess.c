/*
 * assess.c
 *		Judges each component of NEDA over a period.
 */
#include "assess.h"

#include <math.h>
#include <stdlib.h>

#include "change.h"

/* Brain volume should be compared over about a year; this allows for an early scan. */
#define PBVC_DAYS_MIN 270

/* A period, ready to be judged.  Days are int64, so that sums cannot overflow. */
typedef struct period
{
	const ms_patient *patient;
	const ms_assessment *how;
	int64_t		from;			/* first day that counts */
	int64_t		to;				/* day after the last */
	int64_t		scans_since;	/* lesions count if they appeared since this day */
	int64_t		scans_after;	/* scans count if they are after this day */
	bool		rebaselined;
} period;

static int64_t
earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* The first scan on or after a day; INT64_MAX: none. */
static int64_t
first_scan(const ms_patient *patient, int64_t from)
{
	for (int i = 0; i < patient->scans; i++)
		if (patient->scan[i].day >= from)
			return patient->scan[i].day;
	return INT64_MAX;
}

/*
 * Without re-baselining, what is seen on the first day (for scans, up to
 * scan_lag days after it) is the baseline.  With it, the first observation
 * after rebaseline_days is.
 */
static period
prepare(const ms_patient *patient, const ms_assessment *how, int64_t from, int64_t to)
{
	period		p = {
		.patient = patient, .how = how, .from = from + how->rebaseline_days, .to = to,
		.rebaselined = how->rebaseline_days > 0
	};

	p.scans_since = p.rebaselined ? p.from : from + how->scan_lag;
	p.scans_after = p.rebaselined ? first_scan(patient, p.from) : p.scans_since;
	return p;
}

/*
 * Relapses
 */

static int64_t
last_seen(const ms_patient *patient)
{
	const ms_course *course = &patient->course;

	if (patient->followed_to != MS_FOLLOWED_TO_LAST_VISIT)
		return patient->followed_to;
	return course->visits > 0 ? course->visit[course->visits - 1].day : INT32_MIN;
}

/* The first onset on or after the first day; INT64_MAX: none. */
static int64_t
first_relapse(const period *p)
{
	const ms_course *course = &p->patient->course;

	for (int i = 0; i < course->relapses; i++)
		if (course->onset[i] >= p->from)
			return course->onset[i];
	return INT64_MAX;
}

static ms_tri
judge_relapses(const period *p)
{
	if (first_relapse(p) < p->to)
		return MS_YES;
	if (p->patient->course.relapses_known && last_seen(p->patient) >= p->to - p->how->visit_window)
		return MS_NO;
	return MS_UNKNOWN;
}

/*
 * Progression
 */

/* A search that starts at the baseline of a period. */
typedef struct progression
{
	ms_course course;			/* visits from the baseline on */
	const ms_criteria *criteria;
	int64_t		to;
	int			baseline;		/* first baseline of the search, or -1 */
	bool		pending;		/* could a worsening up to `to` still be confirmed? */
	int64_t		event;			/* day of the first worsening; INT64_MAX: none */
} progression;

/*
 * The visit from which changes are measured, or -1: the last one up to the
 * first day, otherwise the first one soon after it.  After a re-baseline it is
 * the first visit from p->from on.
 */
static int
baseline_visit(const period *p)
{
	const ms_course *course = &p->patient->course;
	int64_t		before = p->from - p->rebaselined;	/* re-baselined: the search starts at p->from */
	int64_t		latest = p->rebaselined ? INT64_MAX : p->from + p->how->visit_window;
	int			last = ms_series_find(course->visit, course->visits, (int32_t) earlier(before, INT32_MAX));
	int			next = last + 1;

	if (!p->rebaselined && last >= 0 && p->from - course->visit[last].day <= p->how->baseline_window)
		return last;
	return next < course->visits && course->visit[next].day <= latest ? next : -1;
}

/*
 * Could a future visit still confirm a worsening that no visit has confirmed
 * yet?  Not if it must show at all visits and is already gone at one.
 */
static bool
may_be_confirmed(const progression *search, const ms_step *step)
{
	if (search->criteria->check_intermediate)
		for (int i = step->visit + 1; i < search->course.visits; i++)
			if (!ms_is_worsening(search->criteria, step->baseline_value, search->course.visit[i].value))
				return false;
	return true;
}

static void
follow_search(void *arg, const ms_step *step)
{
	progression *search = arg;

	if (step->kind == MS_STEP_BASELINE && search->baseline < 0)
		search->baseline = step->baseline;
	else if (step->kind == MS_STEP_NO_CONFIRMATION && step->worsening &&
			 search->course.visit[step->visit].day <= search->to)
		search->pending |= may_be_confirmed(search, step);
}

static progression
search_progression(const period *p, const ms_workspace *work)
{
	int			first = baseline_visit(p);
	progression search = {
		.course = p->patient->course, .criteria = p->how->criteria, .to = p->to,
		.baseline = -1, .event = INT64_MAX
	};
	ms_tracer tracer = {follow_search, &search};
	int			events;

	if (first < 0 || ms_kind_unknown(&p->patient->course, p->how->criteria))
		return search;
	search.course.visit += first;
	search.course.visits -= first;
	events = ms_disability_search(&search.course, search.criteria, work->scratch, work->event, &tracer);
	for (int i = events - 1; i >= 0; i--)
		if (work->event[i].worsening)
			search.event = search.course.visit[work->event[i].visit].day;
	return search;
}

/* Is there a baseline before the end, and a later visit near the end? */
static bool
seen_near_end(const period *p, const progression *search)
{
	const ms_course *course = &search->course;

	if (search->baseline < 0 || course->visit[search->baseline].day >= p->to)
		return false;
	for (int i = search->baseline + 1; i < course->visits; i++)
		if (course->visit[i].day >= p->to - p->how->visit_window)
			return course->visit[i].day <= p->to + p->how->visit_window;
	return false;
}

static ms_tri
judge_progression(const period *p, const ms_workspace *work)
{
	progression search = search_progression(p, work);

	if (search.event <= p->to)
		return MS_YES;
	if (search.pending || !seen_near_end(p, &search))
		return MS_UNKNOWN;
	return MS_NO;
}

/*
 * Scans
 */

/* Does a scan belong to the period? */
static bool
is_of_period(const period *p, const ms_scan *scan)
{
	return scan->day > p->scans_after && scan->day <= p->to + p->how->scan_lag;
}

/* Does a scan show the state at the end? */
static bool
shows_end(const period *p, const ms_scan *scan)
{
	return scan->day > p->scans_since &&
		scan->day >= p->to - p->how->scan_window[0] && scan->day <= p->to + p->how->scan_window[1];
}

/*
 * Did the lesions that scan i counts appear since the start of the period?
 * After a re-baseline its reference must date from then on.  Otherwise the
 * date of the scan itself decides, as in the published definitions.
 */
static bool
is_since_start(const period *p, int i)
{
	return !p->rebaselined || ms_scan_reference(p->patient->scan, i) >= p->scans_since;
}

static bool
shows_new_t2(const period *p, int i)
{
	const ms_scan *scan = &p->patient->scan[i];

	return is_of_period(p, scan) && ms_lesions_active(scan->new_t2) == MS_YES && is_since_start(p, i);
}

static bool
shows_gd(const period *p, int i)
{
	const ms_scan *scan = &p->patient->scan[i];

	return is_of_period(p, scan) && ms_lesions_active(scan->gd) == MS_YES;
}

/* The first scan that shows activity; INT64_MAX: none. */
static int64_t
first_active_scan(const period *p, bool (*shows) (const period *p, int i))
{
	for (int i = 0; i < p->patient->scans; i++)
		if (shows(p, i))
			return p->patient->scan[i].day;
	return INT64_MAX;
}

/*
 * The day up to which consecutive scans, beginning near the start, show no new
 * T2 lesion; INT64_MIN: none does.  A first scan without a recorded reference
 * is assumed to reach back far enough, since its count was made against some
 * scan.
 */
static int64_t
clear_of_new_t2(const period *p)
{
	const ms_patient *patient = p->patient;
	int64_t		reach = p->scans_since + p->how->scan_window[0];	/* latest day of the next reference */
	int64_t		clear = INT64_MIN;

	for (int i = 0; i < patient->scans && patient->scan[i].day <= p->to + p->how->scan_window[1]; i++)
		if (patient->scan[i].day > p->scans_since && patient->scan[i].new_t2 == 0 &&
			ms_scan_reference(patient->scan, i) <= reach)
		{
			clear = patient->scan[i].day;
			reach = clear > reach ? clear : reach;
		}
	return clear;
}

static ms_tri
judge_new_t2(const period *p)
{
	if (first_active_scan(p, shows_new_t2) != INT64_MAX)
		return MS_YES;
	return clear_of_new_t2(p) >= p->to - p->how->scan_window[0] ? MS_NO : MS_UNKNOWN;
}

static ms_tri
judge_gd(const period *p)
{
	if (first_active_scan(p, shows_gd) != INT64_MAX)
		return MS_YES;
	for (int i = 0; i < p->patient->scans; i++)
		if (p->patient->scan[i].gd == 0 && shows_end(p, &p->patient->scan[i]))
			return MS_NO;
	return MS_UNKNOWN;
}

/* Does a scan measure a change of brain volume, and over long enough? */
static bool
measures_volume(const period *p, const ms_scan *scan)
{
	if (isnan(scan->annual_pbvc) || !shows_end(p, scan))
		return false;
	return scan->reference == MS_NO_REFERENCE ||
		((int64_t) scan->day - scan->reference >= PBVC_DAYS_MIN &&
		 (!p->rebaselined || scan->reference >= p->scans_since));
}

/* The measurement nearest to the end decides; the earlier one if two are equally near. */
static ms_tri
judge_volume(const period *p)
{
	const ms_scan *nearest = NULL;

	for (int i = 0; i < p->patient->scans; i++)
	{
		const ms_scan *scan = &p->patient->scan[i];

		if (measures_volume(p, scan) &&
			(nearest == NULL || llabs(scan->day - p->to) < llabs(nearest->day - p->to)))
			nearest = scan;
	}
	if (nearest == NULL)
		return MS_UNKNOWN;
	return ms_neda_volume_active(nearest->annual_pbvc) ? MS_YES : MS_NO;
}

/* The whole status */

ms_neda
ms_assess(const ms_patient *patient, const ms_assessment *how,
		  int32_t from, int32_t to, const ms_workspace *work)
{
	period		p = prepare(patient, how, from, to);
	ms_tri		component[MS_NEDA_COMPONENTS] = {
		[MS_NEDA_RELAPSE] = judge_relapses(&p),
		[MS_NEDA_PROGRESSION] = judge_progression(&p, work),
		[MS_NEDA_T2] = judge_new_t2(&p),
		[MS_NEDA_GD] = judge_gd(&p),
		[MS_NEDA_BRAIN_VOLUME] = judge_volume(&p),
	};

	return ms_neda_make(component);
}

ms_tri
ms_assess_new_t2(const ms_patient *patient, const ms_assessment *how, int32_t from, int32_t to)
{
	period		p = prepare(patient, how, from, to);

	return judge_new_t2(&p);
}

ms_tri
ms_assess_gd(const ms_patient *patient, const ms_assessment *how, int32_t from, int32_t to)
{
	period		p = prepare(patient, how, from, to);

	return judge_gd(&p);
}

ms_activity
ms_first_activity(const ms_patient *patient, const ms_assessment *how,
				  int32_t from, const ms_workspace *work)
{
	period		p = prepare(patient, how, from, INT32_MAX);
	const ms_course *course = &patient->course;
	progression search = search_progression(&p, work);
	int64_t		first[] = {
		[MS_NEDA_RELAPSE] = first_relapse(&p),
		[MS_NEDA_PROGRESSION] = search.event,
		[MS_NEDA_T2] = first_active_scan(&p, shows_new_t2),
		[MS_NEDA_GD] = first_active_scan(&p, shows_gd),
	};
	ms_activity activity = {.component = MS_NEDA_RELAPSE};
	int64_t		clear;

	for (int c = MS_NEDA_PROGRESSION; c <= MS_NEDA_GD; c++)
		if (first[c] < first[activity.component])
			activity.component = (ms_neda_component) c;
	if (first[activity.component] != INT64_MAX)
	{
		activity.known = activity.observed = true;
		activity.day = (int32_t) first[activity.component];
		return activity;
	}

	/* none: observation ends when the first component becomes unknown */
	clear = earlier(clear_of_new_t2(&p), last_seen(patient));
	if (search.baseline < 0 || !course->relapses_known)
		return activity;
	clear = earlier(clear, course->visit[course->visits - 1].day);
	activity.known = clear > from;
	activity.day = activity.known ? (int32_t) clear : 0;
	return activity;
}
