/*
 * patients.c
 *		Random patients and definitions: the search for disability events.
 *
 * The bytes are read as a patient and a definition.  The program checks what
 * must hold for every answer, and aborts if it does not.  See test/core/run.
 */
#include <assert.h>
#include <math.h>

#include "random.h"

#include "../../src/core/day.h"
#include "../../src/core/describe.h"
#include "../../src/core/disability.h"
#include "../../src/core/recovery.h"
#include "../../src/core/steps.h"
#include "../../src/core/text.h"

#define VISITS_MAX 40
#define RELAPSES_MAX 12

/* Relapses as given: onsets ascend, ends need not. */
typedef struct relapses
{
	int32_t		onset[RELAPSES_MAX + 1];
	int32_t		end[RELAPSES_MAX + 1];
	int			n;
} relapses;

typedef struct patient
{
	ms_visit visit[VISITS_MAX];
	relapses	given;
	relapses	settled;
	ms_course course;
	ms_criteria criteria;
} patient;

/* The same course with other relapses, which are settled. */
static ms_course
with_relapses(const ms_course *course, const relapses *given, relapses *settled)
{
	ms_course other = *course;

	*settled = *given;
	if (course->end != NULL)
		settled->n = ms_relapses_settle(settled->onset, settled->end, given->n);
	other.onset = settled->onset;
	other.end = course->end != NULL ? settled->end : NULL;
	other.relapses = settled->n;
	return other;
}

/* Sets parameters through the checks that a user's parameters pass. */
static void
read_criteria(bytes *b, ms_criteria *c)
{
	static const double numbers[] = {0, 1, 7, 14, 30, 90, 168, 365, 730.5, INFINITY, 0.5, NAN, -1};
	const char *which;

	for (;;)
	{
		require(ms_criteria_named(ms_criteria_name(next(b, 13)), c));
		for (int i = 1; i < ms_parameter_count; i++)
		{
			const ms_parameter *p = &ms_parameters[i];
			char	   *to = (char *) c + p->offset;
			double		given[MS_PERIODS_MAX];
			int			n;

			if (next(b, 4) != 0)
				continue;
			switch (p->kind)
			{
				case MS_WORD:
					for (n = 0; p->words[n] != NULL; n++)
						;
					*(int *) to = next(b, n);
					break;
				case MS_FLAG:
					*(bool *) to = next(b, 2);
					break;
				case MS_WINDOWS:
					for (int anchor = 0; anchor < MS_ANCHORS; anchor++)
					{
						given[0] = numbers[next(b, 13)];
						given[1] = numbers[next(b, 13)];
						ms_windows_set((ms_windows *) to, anchor, given, 2);
					}
					((ms_windows *) to)->prec_type = next(b, 3);
					break;
				default:
					n = p->kind == MS_NUMBER ? 1 : p->kind == MS_PAIR ? 2 : 1 + next(b, MS_PERIODS_MAX);
					for (int j = 0; j < n; j++)
						given[j] = numbers[next(b, 13)] + (p->kind == MS_LIST ? 84 * j : 0);
					ms_criteria_set_numbers(c, p, given, n);
			}
		}
		if (ms_criteria_settle(c, &which) == NULL)
			return;
		if (b->left == 0)
		{
			ms_criteria_named("edss", c);
			require(ms_criteria_settle(c, &which) == NULL);
			return;
		}
	}
}

static void
read_patient(bytes *b, patient *p)
{
	int			day = -400 + 40 * next(b, 20);
	int			value = next(b, 20);
	int			swing = 1 + next(b, 5);
	bool		ends = next(b, 4) == 0;

	read_criteria(b, &p->criteria);
	p->course = (ms_course) {
		.visit = p->visit, .visits = next(b, VISITS_MAX + 1),
		.end = ends ? p->settled.end : NULL, .relapses_known = next(b, 8) != 0
	};
	p->given.n = next(b, RELAPSES_MAX + 1);
	for (int i = 0; i < p->course.visits; i++)
	{
		day += 1 + next(b, 200);
		value += next(b, 2 * swing + 1) - swing;
		p->visit[i] = (ms_visit) {fmax(0, fmin(value, 20)) / 2, day, next(b, 8) != 0};
	}
	day = -500;
	for (int i = 0; i < p->given.n; i++)
	{
		int			lasts = 1 + next(b, 5);

		day += lasts > 1 ? next(b, 250) : 3 * next(b, 250);
		p->given.onset[i] = day;
		p->given.end[i] = next(b, 5) == 0 ? MS_END_UNKNOWN : next(b, 9) == 0 ? INT32_MAX : day + lasts * next(b, 120);
	}
	if (!p->course.relapses_known)
		p->given.n = 0;
	p->course = with_relapses(&p->course, &p->given, &p->settled);
}

/* Checks */

static void
check_series(const ms_visit *visit, int n)
{
	ms_packing packing = ms_series_packing(visit, n);
	char		packed[VISITS_MAX * 16];
	ms_visit again[VISITS_MAX];
	char		text[MS_LIST_TEXT_MAX(VISITS_MAX, MS_VISIT_TEXT_MAX)];
	size_t		len;
	int			m;

	require(ms_series_valid(visit, n));
	require(ms_series_packed_size(&packing) <= sizeof(packed));
	ms_series_pack(visit, &packing, packed);
	ms_series_unpack(packed, &packing, again);
	len = ms_list_print(visit, n, sizeof(ms_visit), ms_visit_print, text);
	require(len < sizeof(text));
	for (int round = 0; round < 2; round++)
	{
		const char *p = text;

		for (int i = 0; i < n; i++)
		{
			require(again[i].day == visit[i].day && again[i].can_confirm == visit[i].can_confirm);
			require(memcmp(&again[i].value, &visit[i].value, sizeof(double)) == 0);
			require(ms_series_find(visit, n, visit[i].day) == i);
		}
		/* the unpacked visits first, then the printed ones */
		require(ms_text_items(text, len) >= (size_t) n);
		require(ms_list_parse(&p, text + len, again, sizeof(ms_visit), ms_visit_parse, &m) == MS_LIST_OK && m == n);
	}
}

/* Each visit against each window, for windows that the days of the patient decide. */
static void
check_recovery(const patient *p)
{
	const ms_visit *visit = p->visit;
	int			n = p->course.visits;
	int32_t		spread = n > 0 ? visit[n - 1].day & 127 : 30;
	ms_recovery_rules rules = {3 * spread, spread, spread + (spread & 31), 9 * spread};
	int			kept[RELAPSES_MAX + 1];
	int32_t		onset[RELAPSES_MAX + 1];
	int			relapses = ms_relapse_distinct(p->given.onset, NULL, p->given.n, spread > 0 ? spread : 1, kept);

	for (int i = 0; i < relapses; i++)
		onset[i] = p->given.onset[kept[i]];
	for (int i = 0; i < relapses; i++)
	{
		ms_recovery found = ms_relapse_recovery(visit, n, onset, relapses, i, &rules);
		int			before = -1;
		int			worst = -1;
		int			after = -1;

		for (int v = 0; v < n; v++)
		{
			int			since = visit[v].day - onset[i];

			if (since < 0 && -since <= rules.before_days && (i == 0 || visit[v].day - onset[i - 1] >= spread))
				before = v;
			if (since >= 0 && since < spread && (worst < 0 || visit[v].value > visit[worst].value))
				worst = v;
			if (after < 0 && since >= rules.after_days && since <= rules.within_days &&
				(i == relapses - 1 || visit[v].day < onset[i + 1]))
				after = v;
		}
		require(found.before == before && found.worst == worst && found.after == after);
	}
}

static long steps_of_events;

static void
look_at_step(void *arg, const ms_step *step)
{
	const ms_course *course = arg;

	require(step->visit >= -1 && step->visit < course->visits);
	require(step->other >= -1 && step->other < course->visits);
	require(step->relapse >= -1 && step->relapse < course->relapses);
	steps_of_events += step->kind == MS_STEP_EVENT;
}

static void
look_at_reason(void *arg, const ms_step *step)
{
	char		reason[MS_REASON_MAX];

	for (int lang = MS_LANG_EN; lang <= MS_LANG_FR; lang++)
	{
		ms_step_reason(step, arg, (ms_lang) lang, reason);
		require(reason[0] != '\0' && strlen(reason) < sizeof(reason) - 1);
	}
	require(ms_step_decision(step)[0] != '\0');
}

static void
check_event(const ms_event *e, const patient *p)
{
	const ms_course *course = &p->course;
	const ms_criteria *c = &p->criteria;
	bool		imputed = true;

	require(e->baseline >= 0 && e->baseline < e->visit && e->visit < course->visits);
	require(e->last_delta >= 0 && e->last_delta < e->visit);
	require(e->value != e->baseline_value);
	require(e->worsening == ((e->value > e->baseline_value) == (c->worsening == 0)));
	require(e->sustained == (e->sustained_to == course->visits - 1));
	for (int i = 0; i < MS_PERIODS_MAX; i++)
	{
		int			conf = e->conf[i];
		double		gap;

		require(e->pira_conf[i] < 0 || (conf >= 0 && e->pira_conf[i] >= conf && e->cdw == MS_CDW_PIRA));
		if (conf < 0)
			continue;
		imputed = false;
		require(i < c->periods && conf > e->visit && conf <= e->sustained_to && course->visit[conf].can_confirm);
		gap = course->visit[conf].day - course->visit[e->visit].day;
		require(gap >= c->conf_days[i] - c->conf_tol_days[0] && gap <= c->conf_days[i] + c->conf_tol_days[1]);
	}
	require(!imputed || (c->impute_last_visit > 0 && e->worsening && e->visit == course->visits - 1));
	require(e->cdw == MS_CDW_UNCLASSIFIED || (c->raw_pira && course->relapses_known && e->worsening));
	if (c->event == MS_FIRST_PIRA)
		require(e->cdw == MS_CDW_PIRA);
	if (c->event == MS_FIRST_RAW)
		require(e->cdw == MS_CDW_RAW);
	if (c->event == MS_FIRST_CDI)
		require(!e->worsening);
}

static void
check_texts(patient *p)
{
	ms_scratch scratch[VISITS_MAX];
	ms_event event[VISITS_MAX];
	ms_tracer reasons = {look_at_reason, &p->course};
	char		text[MS_DESCRIPTION_MAX];

	require(ms_criteria_print(&p->criteria, text) < MS_CRITERIA_TEXT_MAX);
	for (int lang = MS_LANG_EN; lang <= MS_LANG_FR; lang++)
	{
		ms_describe_criteria(&p->criteria, (ms_lang) lang, text);
		require(strlen(text) < MS_DESCRIPTION_MAX - 1);
	}
	ms_disability_search(&p->course, &p->criteria, scratch, event, &reasons);
	check_series(p->visit, p->course.visits);
}

/* Compares field by field: the bytes between fields are undefined. */
static bool
same_events(const ms_event *a, const ms_event *b, int n)
{
	for (; n > 0; a++, b++, n--)
		if (a->worsening != b->worsening || a->cdw != b->cdw || a->visit != b->visit ||
			a->value != b->value || a->baseline != b->baseline ||
			a->baseline_value != b->baseline_value || a->last_delta != b->last_delta ||
			a->last_delta_value != b->last_delta_value ||
			memcmp(a->conf, b->conf, sizeof(a->conf)) != 0 ||
			memcmp(a->pira_conf, b->pira_conf, sizeof(a->pira_conf)) != 0 ||
			a->sustained_to != b->sustained_to || a->sustained != b->sustained)
			return false;
	return true;
}

/* Moves all dates by the same number of days, which must not change the events. */
static void
shift(patient *p, int by)
{
	for (int i = 0; i < p->course.visits; i++)
		p->visit[i].day += by;
	for (int i = 0; i < p->course.relapses; i++)
	{
		p->settled.onset[i] += by;
		if (p->settled.end[i] != MS_END_UNKNOWN && p->settled.end[i] != INT32_MAX)
			p->settled.end[i] += by;
	}
}

/* Relapses, checked one by one */

static bool
end_given(const patient *p, int i)
{
	return p->course.end != NULL && p->given.end[i] != MS_END_UNKNOWN;
}

/* Does a relapse lie inside another, or repeat it? */
static bool
is_part(const patient *p, int i)
{
	const relapses *r = &p->given;

	for (int j = 0; j < r->n; j++)
		if (j != i && end_given(p, i) && end_given(p, j) && r->onset[j] <= r->onset[i] && r->end[j] >= r->end[i] &&
			(j < i || r->onset[j] != r->onset[i] || r->end[j] != r->end[i]))
			return true;
	return false;
}

/*
 * Does a relapse count: is it not part of another, and not too long before the
 * first visit?
 */
static bool
matters(const patient *p, int i)
{
	double		enough = p->criteria.relapse_to_bl[0];

	return !is_part(p, i) && ((double) p->visit[0].day - p->given.onset[i] <= enough || (enough > 0 && end_given(p, i)));
}

/*
 * Is a visit inside a relapse with a known end, at most `after` days after
 * another onset, or at most `before` days before an onset?
 */
static bool
is_near(const patient *p, int visit, bool inside, double after, double before)
{
	int32_t		day = p->visit[visit].day;

	for (int i = 0; i < p->given.n; i++)
	{
		double		since = (double) day - p->given.onset[i];

		if (matters(p, i) && ((since >= 0 && (end_given(p, i) ? inside && day <= p->given.end[i] : since <= after)) ||
							  (since <= 0 && -since <= before)))
			return true;
	}
	return false;
}

/* Is a visit less than the required number of days from a relapse? */
static bool
too_near(const patient *p, int visit, const double limits[2])
{
	return is_near(p, visit, limits[0] > 0, limits[0] - 0.01, limits[1] - 0.01);
}

static void
check_distances(const ms_event *e, const patient *p)
{
	const ms_criteria *c = &p->criteria;

	require(!too_near(p, e->baseline, c->relapse_to_bl));
	require(!too_near(p, e->visit, c->relapse_to_event));
	for (int i = 0; i < c->periods; i++)
		require(e->conf[i] < 0 || !too_near(p, e->conf[i], c->relapse_to_conf));
	if (e->cdw != MS_CDW_UNCLASSIFIED)
		require((e->cdw == MS_CDW_RAW) == is_near(p, e->visit, true, c->relapse_assoc[0], c->relapse_assoc[1]));
}

/* Other relapses give the same answers. */
static void
check_same(const patient *p, const relapses *given, const ms_criteria *criteria)
{
	ms_scratch scratch[VISITS_MAX];
	ms_event event[VISITS_MAX];
	ms_event again[VISITS_MAX];
	relapses	settled;
	ms_course other = with_relapses(&p->course, given, &settled);
	int			n = ms_disability_search(&p->course, &p->criteria, scratch, event, NULL);

	require(ms_disability_search(&other, criteria, scratch, again, NULL) == n);
	for (int i = 0; i < n && criteria->raw_pira != p->criteria.raw_pira; i++)
	{
		again[i].cdw = event[i].cdw;
		memcpy(again[i].pira_conf, event[i].pira_conf, sizeof(again[i].pira_conf));
	}
	require(same_events(event, again, n));
	require(ms_disability_milestone(&other, criteria, 4, scratch) ==
			ms_disability_milestone(&p->course, &p->criteria, 4, scratch));
	require(ms_disability_assessable(&other, criteria, scratch) ==
			ms_disability_assessable(&p->course, &p->criteria, scratch));
}

/*
 * Settled relapses with known ends begin one after the other, and overlapping
 * ones end together.
 */
static void
check_settled(const ms_course *course)
{
	int			before = -1;

	for (int i = 0; i < course->relapses && course->end != NULL; i++)
	{
		if (course->end[i] == MS_END_UNKNOWN)
			continue;
		if (before >= 0)
			require(course->onset[before] < course->onset[i] &&
					(course->onset[i] <= course->end[before] ? course->end[before] == course->end[i] :
					 course->end[before] < course->end[i]));
		before = i;
	}
}

/* Inserts a relapse by its onset. */
static void
add_relapse(relapses *r, int32_t onset, int32_t end)
{
	int			i = r->n++;

	for (; i > 0 && r->onset[i - 1] > onset; i--)
	{
		r->onset[i] = r->onset[i - 1];
		r->end[i] = r->end[i - 1];
	}
	r->onset[i] = onset;
	r->end[i] = end;
}

/*
 * A relapse inside another, or a repeated one, changes nothing; nor does the
 * order of relapses on one day.
 */
static void
check_parts(patient *p, bytes *b)
{
	int			among = p->given.n > 0 ? next(b, p->given.n) : 0;

	if (p->given.n > 0 && end_given(p, among))
	{
		relapses	more = p->given;
		int32_t		onset = p->given.onset[among];
		int32_t		end = p->given.end[among];
		bool		lasts = end == INT32_MAX;
		int32_t		inner = onset + next(b, lasts ? 250 : (end - onset < 250 ? end - onset : 250) + 1);

		add_relapse(&more, inner, next(b, 3) == 0 ? end : inner + next(b, lasts ? 250 : (end - inner < 250 ? end - inner : 250) + 1));
		check_same(p, &more, &p->criteria);
	}
	if (p->course.end != NULL)
	{
		relapses	other = p->given;

		for (int i = 1; i < other.n; i++)
			if (next(b, 3) == 0)	/* put it on the same day */
			{
				other.onset[i] = other.onset[i - 1];
				if (other.end[i] != MS_END_UNKNOWN && other.end[i] < other.onset[i])
					other.end[i] = other.onset[i];
			}
		p->given = other;
		p->course = with_relapses(&p->course, &p->given, &p->settled);
		for (int i = 1; i < other.n; i++)
			if (other.onset[i] == other.onset[i - 1] && end_given(p, i) && end_given(p, i - 1))
			{
				int32_t		end = other.end[i];

				other.end[i] = other.end[i - 1];
				other.end[i - 1] = end;
			}
		check_same(p, &other, &p->criteria);
	}
}

/*
 * For relapses that began by the last visit and end on or after it, the end
 * does not matter.
 */
static void
check_lasting(patient *p)
{
	relapses	lasting = p->given;
	int32_t		last;

	if (p->course.visits == 0 || p->course.end == NULL)
		return;
	last = p->visit[p->course.visits - 1].day;
	while (p->given.n > 0 && p->given.onset[p->given.n - 1] > last)
		p->given.n--;
	lasting.n = p->given.n;
	for (int i = 0; i < lasting.n; i++)
		if (lasting.end[i] >= last)
		{
			p->given.end[i] = last;
			lasting.end[i] = INT32_MAX;
		}
	p->course = with_relapses(&p->course, &p->given, &p->settled);
	check_same(p, &lasting, &p->criteria);
}

static void
check_patient(patient *p, bytes *b)
{
	ms_scratch scratch[VISITS_MAX];
	ms_event event[VISITS_MAX];
	ms_event again[VISITS_MAX];
	ms_tracer traced = {look_at_step, &p->course};
	int			milestone;
	int			n;

	pauses = steps_of_events = 0;
	n = ms_disability_search(&p->course, &p->criteria, scratch, event, NULL);
	/* the search ends: each round moves it on, or moves the baseline past a relapse */
	require(pauses <= (p->course.visits + 1L) * (p->course.relapses + 2L));
	require(n >= 0 && n <= p->course.visits);
	require(p->criteria.event == MS_MULTIPLE || n <= 1);
	for (int i = 0; i < n; i++)
	{
		check_event(&event[i], p);
		check_distances(&event[i], p);
		require(i == 0 || event[i].visit > event[i - 1].visit);
	}

	require(ms_disability_search(&p->course, &p->criteria, scratch, again, &traced) == n);
	require(same_events(event, again, n));
	require(steps_of_events >= n);
	require(n == 0 || ms_disability_assessable(&p->course, &p->criteria, scratch) ||
			p->criteria.impute_last_visit > 0 || p->criteria.relapse_rebl);
	milestone = ms_disability_milestone(&p->course, &p->criteria, 4, scratch);
	require(milestone < 0 || (p->criteria.worsening == 0) == (p->visit[milestone].value >= 4) ||
			p->visit[milestone].value == 4);
	shift(p, -100000);
	require(ms_disability_search(&p->course, &p->criteria, scratch, again, NULL) == n);
	require(same_events(event, again, n));
	shift(p, 100000);
	if (p->criteria.event == MS_MULTIPLE && next(b, 4) == 0) /* the classification does not decide what
															  * is an event */
	{
		ms_criteria unclassified = p->criteria;

		unclassified.raw_pira = false;
		check_same(p, &p->given, &unclassified);
	}
	check_settled(&p->course);
	check_parts(p, b);
	check_lasting(p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	patient		p;

	memset(&p, 0, sizeof(p));
	if (size > 0 && data[0] == '{') /* a text as a user might write it */
	{
		char	   *text = malloc(size + 1);
		const char *p = text;
		ms_visit *visit;
		int			n;

		memcpy(text, data, size);
		text[size] = '\0';
		visit = malloc(ms_text_items(text, size) * sizeof(ms_visit));
		if (ms_list_parse(&p, text + size, visit, sizeof(ms_visit), ms_visit_parse, &n) == MS_LIST_OK)
			for (int i = 0; i < n; i++)
				require(ms_visit_valid(&visit[i]));
		free(visit);
		free(text);
		return 0;
	}
	read_patient(&b, &p);
	check_recovery(&p);
	check_patient(&p, &b);
	if (size > 0 && data[size - 1] % 32 == 0)	/* these checks take most of the time */
		check_texts(&p);
	return 0;
}
