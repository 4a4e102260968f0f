/*
 * patients.c
 *		Random patients and definitions through the pure core.
 *
 * Bytes are read as a patient and a definition; what must hold of any answer
 * is checked, and the process aborts where it does not.  See test/core/run.
 */
#include <assert.h>
#include <math.h>

#include "random.h"

#include "../../src/core/day.h"
#include "../../src/core/describe.h"
#include "../../src/core/disability.h"
#include "../../src/core/text.h"

#define VISITS_MAX 40
#define RELAPSES_MAX 12

typedef struct patient
{
	sepms_visit visit[VISITS_MAX];
	int32_t		onset[RELAPSES_MAX];
	int32_t		end[RELAPSES_MAX];
	sepms_course course;
	sepms_criteria criteria;
} patient;

/* Parameters by way of the checks that a user's go through. */
static void
read_criteria(bytes *b, sepms_criteria *c)
{
	static const double numbers[] = {0, 1, 7, 14, 30, 90, 168, 365, 730.5, INFINITY, 0.5, NAN, -1};
	const char *which;

	for (;;)
	{
		require(sepms_criteria_named(sepms_criteria_name(next(b, 13)), c));
		for (int i = 1; i < sepms_parameter_count; i++)
		{
			const sepms_parameter *p = &sepms_parameters[i];
			char	   *to = (char *) c + p->offset;
			double		given[SEPMS_PERIODS_MAX];
			int			n;

			if (next(b, 4) != 0)
				continue;
			switch (p->kind)
			{
				case SEPMS_WORD:
					for (n = 0; p->words[n] != NULL; n++)
						;
					*(int *) to = next(b, n);
					break;
				case SEPMS_FLAG:
					*(bool *) to = next(b, 2);
					break;
				case SEPMS_WINDOWS:
					for (int anchor = 0; anchor < SEPMS_ANCHORS; anchor++)
					{
						given[0] = numbers[next(b, 13)];
						given[1] = numbers[next(b, 13)];
						sepms_windows_set((sepms_windows *) to, anchor, given, 2);
					}
					((sepms_windows *) to)->prec_type = next(b, 3);
					break;
				default:
					n = p->kind == SEPMS_NUMBER ? 1 : p->kind == SEPMS_PAIR ? 2 : 1 + next(b, SEPMS_PERIODS_MAX);
					for (int j = 0; j < n; j++)
						given[j] = numbers[next(b, 13)] + (p->kind == SEPMS_LIST ? 84 * j : 0);
					sepms_criteria_set_numbers(c, p, given, n);
			}
		}
		if (sepms_criteria_settle(c, &which) == NULL)
			return;
		if (b->left == 0)
		{
			sepms_criteria_named("edss", c);
			require(sepms_criteria_settle(c, &which) == NULL);
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
	p->course = (sepms_course) {
		.visit = p->visit, .visits = next(b, VISITS_MAX + 1), .onset = p->onset,
		.end = ends ? p->end : NULL, .relapses = next(b, RELAPSES_MAX + 1),
		.relapses_known = next(b, 8) != 0
	};
	for (int i = 0; i < p->course.visits; i++)
	{
		day += 1 + next(b, 200);
		value += next(b, 2 * swing + 1) - swing;
		p->visit[i] = (sepms_visit) {fmax(0, fmin(value, 20)) / 2, day, next(b, 8) != 0};
	}
	day = -500;
	for (int i = 0; i < p->course.relapses; i++)
	{
		day += 3 * next(b, 250);
		p->onset[i] = day;
		p->end[i] = next(b, 5) == 0 ? SEPMS_END_UNKNOWN : next(b, 9) == 0 ? INT32_MAX : day + next(b, 120);
	}
	if (!p->course.relapses_known)
		p->course.relapses = 0;
}

/*
 * What must hold
 */

static void
check_series(const sepms_visit *visit, int n)
{
	sepms_packing packing = sepms_series_packing(visit, n);
	char		packed[VISITS_MAX * 16];
	sepms_visit again[VISITS_MAX];
	char		text[SEPMS_SERIES_TEXT_MAX(VISITS_MAX)];
	size_t		len;
	int			m;

	require(sepms_series_valid(visit, n));
	require(sepms_series_packed_size(&packing) <= sizeof(packed));
	sepms_series_pack(visit, &packing, packed);
	sepms_series_unpack(packed, &packing, again);
	len = sepms_series_print(visit, n, text);
	require(len < sizeof(text));
	for (int round = 0; round < 2; round++)
	{
		for (int i = 0; i < n; i++)
		{
			require(again[i].day == visit[i].day && again[i].can_confirm == visit[i].can_confirm);
			require(memcmp(&again[i].value, &visit[i].value, sizeof(double)) == 0);
			require(sepms_series_find(visit, n, visit[i].day) == i);
		}
		/* what was unpacked, then what was printed */
		require(sepms_text_items(text, len) >= (size_t) n);
		require(sepms_series_parse(text, len, again, &m) == SEPMS_SERIES_OK && m == n);
	}
}

static long steps_of_events;

static void
look_at_step(void *arg, const sepms_step *step)
{
	const sepms_course *course = arg;

	require(step->visit >= -1 && step->visit < course->visits);
	require(step->other >= -1 && step->other < course->visits);
	require(step->relapse >= -1 && step->relapse < course->relapses);
	steps_of_events += step->kind == SEPMS_STEP_EVENT;
}

static void
look_at_reason(void *arg, const sepms_step *step)
{
	char		reason[SEPMS_REASON_MAX];

	for (int lang = SEPMS_LANG_EN; lang <= SEPMS_LANG_FR; lang++)
	{
		sepms_step_reason(step, arg, (sepms_lang) lang, reason);
		require(reason[0] != '\0' && strlen(reason) < sizeof(reason) - 1);
	}
	require(sepms_step_decision(step)[0] != '\0');
}

static void
check_event(const sepms_event *e, const patient *p)
{
	const sepms_course *course = &p->course;
	const sepms_criteria *c = &p->criteria;
	bool		imputed = true;

	require(e->baseline >= 0 && e->baseline < e->visit && e->visit < course->visits);
	require(e->last_delta >= 0 && e->last_delta < e->visit);
	require(e->value != e->baseline_value);
	require(e->worsening == ((e->value > e->baseline_value) == (c->worsening == 0)));
	require(e->sustained == (e->sustained_to == course->visits - 1));
	for (int i = 0; i < SEPMS_PERIODS_MAX; i++)
	{
		int			conf = e->conf[i];
		double		gap;

		require(e->pira_conf[i] < 0 || (conf >= 0 && e->pira_conf[i] >= conf && e->cdw == SEPMS_CDW_PIRA));
		if (conf < 0)
			continue;
		imputed = false;
		require(i < c->periods && conf > e->visit && conf <= e->sustained_to && course->visit[conf].can_confirm);
		gap = course->visit[conf].day - course->visit[e->visit].day;
		require(gap >= c->conf_days[i] - c->conf_tol_days[0] && gap <= c->conf_days[i] + c->conf_tol_days[1]);
	}
	require(!imputed || (c->impute_last_visit > 0 && e->worsening && e->visit == course->visits - 1));
	require(e->cdw == SEPMS_CDW_UNCLASSIFIED || (c->raw_pira && course->relapses_known && e->worsening));
	if (c->event == SEPMS_FIRST_PIRA)
		require(e->cdw == SEPMS_CDW_PIRA);
	if (c->event == SEPMS_FIRST_RAW)
		require(e->cdw == SEPMS_CDW_RAW);
	if (c->event == SEPMS_FIRST_CDI)
		require(!e->worsening);
}

static void
check_texts(patient *p)
{
	sepms_scratch scratch[VISITS_MAX];
	sepms_event event[VISITS_MAX];
	sepms_tracer reasons = {look_at_reason, &p->course};
	char		text[SEPMS_DESCRIPTION_MAX];

	require(sepms_criteria_print(&p->criteria, text) < SEPMS_CRITERIA_TEXT_MAX);
	for (int lang = SEPMS_LANG_EN; lang <= SEPMS_LANG_FR; lang++)
	{
		sepms_describe_criteria(&p->criteria, (sepms_lang) lang, text);
		require(strlen(text) < SEPMS_DESCRIPTION_MAX - 1);
	}
	sepms_disability_search(&p->course, &p->criteria, scratch, event, &reasons);
	check_series(p->visit, p->course.visits);
}

/* By field: the bytes between fields are anything. */
static bool
same_events(const sepms_event *a, const sepms_event *b, int n)
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

/* All dates moved by as many days: the events must not notice. */
static void
shift(patient *p, int by)
{
	for (int i = 0; i < p->course.visits; i++)
		p->visit[i].day += by;
	for (int i = 0; i < p->course.relapses; i++)
	{
		p->onset[i] += by;
		if (p->end[i] != SEPMS_END_UNKNOWN && p->end[i] != INT32_MAX)
			p->end[i] += by;
	}
}

static void
check_patient(patient *p)
{
	sepms_scratch scratch[VISITS_MAX];
	sepms_event event[VISITS_MAX];
	sepms_event again[VISITS_MAX];
	sepms_tracer traced = {look_at_step, &p->course};
	int			milestone;
	int			n;

	pauses = steps_of_events = 0;
	n = sepms_disability_search(&p->course, &p->criteria, scratch, event, NULL);
	/* it ends: each round moves on, or the baseline past a relapse */
	require(pauses <= (p->course.visits + 1L) * (p->course.relapses + 2L));
	require(n >= 0 && n <= p->course.visits);
	require(p->criteria.event == SEPMS_MULTIPLE || n <= 1);
	for (int i = 0; i < n; i++)
	{
		check_event(&event[i], p);
		require(i == 0 || event[i].visit > event[i - 1].visit);
	}

	require(sepms_disability_search(&p->course, &p->criteria, scratch, again, &traced) == n);
	require(same_events(event, again, n));
	require(steps_of_events >= n);
	require(n == 0 || sepms_disability_assessable(&p->course, &p->criteria, scratch) ||
			p->criteria.impute_last_visit > 0 || p->criteria.relapse_rebl);
	milestone = sepms_disability_milestone(&p->course, &p->criteria, 4, scratch);
	require(milestone < 0 || (p->criteria.worsening == 0) == (p->visit[milestone].value >= 4) ||
			p->visit[milestone].value == 4);
	shift(p, -100000);
	require(sepms_disability_search(&p->course, &p->criteria, scratch, again, NULL) == n);
	require(same_events(event, again, n));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	patient		p;

	memset(&p, 0, sizeof(p));
	if (size > 0 && data[0] == '{') /* a text that a user might have written */
	{
		char	   *text = malloc(size + 1);
		sepms_visit *visit;
		int			n;

		memcpy(text, data, size);
		text[size] = '\0';
		visit = malloc(sepms_text_items(text, size) * sizeof(sepms_visit));
		if (sepms_series_parse(text, size, visit, &n) == SEPMS_SERIES_OK)
			for (int i = 0; i < n; i++)
				require(sepms_visit_valid(&visit[i]));
		free(visit);
		free(text);
		return 0;
	}
	read_patient(&b, &p);
	check_patient(&p);
	if (size > 0 && data[size - 1] % 32 == 0)	/* these take most of the time */
		check_texts(&p);
	return 0;
}
