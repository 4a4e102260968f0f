/*
 * statuses.c
 *		Random scans, and random patients with scans: the NEDA status, and PIRMA.
 *
 * The bytes are read as a patient and a period.  The program checks what must
 * hold for every answer, and aborts if it does not.  See test/core/run.
 */
#include <assert.h>
#include <math.h>

#include "random.h"

#include "../../src/core/pirma.h"
#include "../../src/core/text.h"

#define VISITS_MAX 24
#define RELAPSES_MAX 6
#define SCANS_MAX 16

typedef struct person
{
	ms_visit visit[VISITS_MAX];
	int32_t		onset[RELAPSES_MAX];
	ms_scan		scan[SCANS_MAX];
	ms_patient known;
	ms_criteria criteria;
	ms_assessment how;
	int32_t		from;
	int32_t		to;
} person;

static int32_t
read_lesions(bytes *b)
{
	int			lesions = next(b, 8);

	return lesions < 4 ? lesions : lesions == 4 ? MS_LESIONS_SOME : lesions == 5 ? MS_LESIONS_UNKNOWN : 0;
}

static int
read_scans(bytes *b, ms_scan *scan)
{
	int			n = next(b, SCANS_MAX + 1);
	int			day = -500 + 20 * next(b, 30);

	for (int i = 0; i < n; i++)
	{
		ms_scan *s = &scan[i];

		day += 1 + 2 * next(b, 180);
		*s = (ms_scan) {
			.day = day, .new_t2 = read_lesions(b), .gd = read_lesions(b), .both = MS_LESIONS_UNKNOWN,
			.annual_pbvc = next(b, 3) == 0 ? (next(b, 200) - 150) / 100.0 : NAN,
			.reference = next(b, 3) == 0 ? day - 1 - 5 * next(b, 200) : MS_NO_REFERENCE
		};
		if (next(b, 3) == 0)
		{
			s->both = next(b, 3);
			if (!ms_scan_valid(s))
				s->both = MS_LESIONS_UNKNOWN;
		}
	}
	return n;
}

static void
read_person(bytes *b, person *p)
{
	static const char *const names[] = {"edss", "muller2023", "cdp24"};
	const char *which;
	int			day = -400 + 40 * next(b, 20);
	int			value = next(b, 12);

	require(ms_criteria_named(names[next(b, 3)], &p->criteria));
	if (next(b, 4) == 0)
		p->criteria.event = MS_FIRST_PIRA;
	require(ms_criteria_settle(&p->criteria, &which) == NULL);
	p->known = (ms_patient) {
		.course = {
			.visit = p->visit, .visits = next(b, VISITS_MAX + 1), .onset = p->onset,
			.relapses = next(b, RELAPSES_MAX + 1), .relapses_known = next(b, 6) != 0
		},
		.scan = p->scan,
		.followed_to = next(b, 4) == 0 ? 10 * next(b, 250) : MS_FOLLOWED_TO_LAST_VISIT
	};
	for (int i = 0; i < p->known.course.visits; i++)
	{
		day += 1 + next(b, 200);
		value += next(b, 5) - 2;
		p->visit[i] = (ms_visit) {fmax(0, fmin(value, 20)) / 2, day, true};
	}
	day = -300;
	for (int i = 0; i < p->known.course.relapses; i++)
		p->onset[i] = day += 3 * next(b, 250);
	if (!p->known.course.relapses_known)
		p->known.course.relapses = 0;
	p->known.scans = read_scans(b, p->scan);
	p->how = (ms_assessment) {
		.criteria = &p->criteria, .rebaseline_days = next(b, 3) == 0 ? next(b, 250) : 0,
		.baseline_window = 365, .visit_window = next(b, 4) == 0 ? next(b, 200) : 90,
		.scan_window = {90, 180}, .scan_lag = next(b, 3) == 0 ? next(b, 120) : 0
	};
	p->from = -100 + 10 * next(b, 100);
	p->to = p->from + 1 + 4 * next(b, 250);
}

/*
 * Scans
 */

static bool
same_scan(const ms_scan *a, const ms_scan *b)
{
	return a->day == b->day && a->reference == b->reference && a->new_t2 == b->new_t2 && a->gd == b->gd &&
		a->both == b->both && (a->annual_pbvc == b->annual_pbvc || (isnan(a->annual_pbvc) && isnan(b->annual_pbvc)));
}

static void
check_round_trips(const ms_scan *scan, int n)
{
	size_t		size = ms_scans_packed_size(scan, n);
	char		packed[SCANS_MAX * sizeof(ms_scan)];
	char		text[MS_LIST_TEXT_MAX(SCANS_MAX, MS_SCAN_TEXT_MAX)];
	const char *p = text;
	ms_scan		again[SCANS_MAX];
	size_t		len;
	int			m;

	require(size <= sizeof(packed));
	ms_scans_pack(scan, n, packed);
	require(ms_scans_unpack(packed, size, again, n));
	for (int i = 0; i < n; i++)
		require(same_scan(&scan[i], &again[i]));
	for (size_t cut = 0; cut < size; cut++)
		require(!ms_scans_unpack(packed, cut, again, n));
	len = ms_list_print(scan, n, sizeof(ms_scan), ms_scan_print, text);
	require(len < sizeof(text) && ms_text_items(text, len) >= (size_t) n);
	require(ms_list_parse(&p, text + len, again, sizeof(ms_scan), ms_scan_parse, &m) == MS_LIST_OK && m == n);
	for (int i = 0; i < n; i++)
		require(same_scan(&scan[i], &again[i]));
}

/* Records of one day merge into the same valid record, in either order. */
static void
check_union(const ms_scan *scan, int n)
{
	ms_scan		forwards[SCANS_MAX];
	ms_scan		backwards[SCANS_MAX];

	for (int i = 0; i < n; i++)
	{
		forwards[i] = scan[i];
		forwards[i].day = scan[n - 1].day;
	}
	for (int i = 0; i < n; i++)
		backwards[i] = forwards[n - 1 - i];
	require(ms_scans_settle(forwards, n) == 1 && ms_scans_settle(backwards, n) == 1);
	require(same_scan(forwards, backwards) && ms_scan_valid(forwards));
}

static void
check_scan(const ms_scan *s)
{
	ms_lesion_bounds bounds = ms_unique_lesions(s->new_t2, s->gd, s->both);

	require(bounds.least >= 0 && bounds.least >= s->new_t2 && bounds.least >= s->gd);
	require(bounds.most < 0 || bounds.most >= bounds.least);
	require(s->new_t2 < 0 || s->gd < 0 || bounds.most >= 0);
	require((bounds.least > 0) == (ms_lesions_active(s->new_t2) == MS_YES || ms_lesions_active(s->gd) == MS_YES));
}

static int64_t
known_sum(int64_t a, int64_t b)
{
	return a < 0 || b < 0 ? -1 : a + b;
}

static void
check_scans(const ms_scan *scan, int n)
{
	ms_scan_counts counts = ms_scans_count(scan, n, -200, 900);
	ms_scan_counts left = ms_scans_count(scan, n, -200, 300);
	ms_scan_counts right = ms_scans_count(scan, n, 300, 900);

	require(ms_scans_valid(scan, n));
	check_round_trips(scan, n);
	if (n > 0)
		check_union(scan, n);
	for (int i = 0; i < n; i++)
		check_scan(&scan[i]);
	require(counts.scans == left.scans + right.scans && counts.t2_scans == left.t2_scans + right.t2_scans &&
			counts.unique.least == left.unique.least + right.unique.least);
	require(counts.new_t2 == known_sum(left.new_t2, right.new_t2) && counts.gd == known_sum(left.gd, right.gd) &&
			counts.t2_days == known_sum(left.t2_days, right.t2_days) &&
			counts.unique.most == known_sum(left.unique.most, right.unique.most));
}

/*
 * Statuses
 */

static ms_neda
assess(const person *p, const ms_patient *known, int32_t from, int32_t to)
{
	ms_scratch scratch[VISITS_MAX];
	ms_event event[VISITS_MAX];
	ms_workspace work = {scratch, event};
	ms_neda		status = ms_assess(known, &p->how, from, to, &work);

	require(ms_neda_valid(status));
	return status;
}

/* Checks the active components against a second reading of the definitions. */
static void
check_active(const person *p, ms_neda status)
{
	int32_t		from = p->from + p->how.rebaseline_days;
	bool		relapse = false;
	bool		gd = false;
	int			first = -1;		/* first scan after the re-baseline */

	for (int i = 0; i < p->known.course.relapses; i++)
		relapse |= p->onset[i] >= from && p->onset[i] < p->to;
	require((ms_neda_get(status, MS_NEDA_RELAPSE) == MS_YES) == relapse);

	for (int i = 0; i < p->known.scans; i++)
	{
		const ms_scan *s = &p->scan[i];

		if (p->how.rebaseline_days > 0 ? s->day < from : s->day <= from + p->how.scan_lag)
			continue;
		if (p->how.rebaseline_days > 0 && first < 0)
		{
			first = i;
			continue;
		}
		gd |= s->day <= p->to + p->how.scan_lag && (s->gd > 0 || s->gd == MS_LESIONS_SOME);
	}
	require((ms_neda_get(status, MS_NEDA_GD) == MS_YES) == gd);
}

/* Unknown input makes its components missing and leaves the others unchanged. */
static void
check_less(const person *p, ms_neda status)
{
	ms_patient less = p->known;
	ms_neda		s;

	less.course.relapses = 0;
	less.course.relapses_known = false;
	s = assess(p, &less, p->from, p->to);
	require(ms_neda_get(s, MS_NEDA_RELAPSE) == MS_UNKNOWN);
	less = p->known;
	less.course.visits = 0;
	s = assess(p, &less, p->from, p->to);
	require(ms_neda_get(s, MS_NEDA_PROGRESSION) == MS_UNKNOWN);
	less = p->known;
	less.scans = 0;
	s = assess(p, &less, p->from, p->to);
	require(ms_neda_get(s, MS_NEDA_T2) == MS_UNKNOWN && ms_neda_get(s, MS_NEDA_GD) == MS_UNKNOWN &&
			ms_neda_get(s, MS_NEDA_BRAIN_VOLUME) == MS_UNKNOWN);
	require(ms_neda_get(s, MS_NEDA_RELAPSE) == ms_neda_get(status, MS_NEDA_RELAPSE));
	require(ms_neda_get(s, MS_NEDA_PROGRESSION) == ms_neda_get(status, MS_NEDA_PROGRESSION));
}

/* A report without numbers is as active as one with numbers. */
static void
check_some(const person *p, ms_neda status)
{
	ms_scan		some[SCANS_MAX];
	ms_patient known = p->known;

	memcpy(some, p->scan, sizeof(some));
	for (int i = 0; i < known.scans; i++)
	{
		some[i].both = MS_LESIONS_UNKNOWN;
		some[i].new_t2 = some[i].new_t2 > 0 ? MS_LESIONS_SOME : some[i].new_t2;
		some[i].gd = some[i].gd > 0 ? MS_LESIONS_SOME : some[i].gd;
	}
	known.scan = some;
	require(assess(p, &known, p->from, p->to) == status);
}

/* The first activity lies in the first period that has any. */
static void
check_first_activity(const person *p)
{
	ms_scratch scratch[VISITS_MAX];
	ms_event event[VISITS_MAX];
	ms_workspace work = {scratch, event};
	ms_activity first = ms_first_activity(&p->known, &p->how, p->from, &work);

	require(first.known || !first.observed);
	require(!first.known || first.day >= p->from);
	if (first.observed)
	{
		require(ms_neda_verdict(assess(p, &p->known, p->from, first.day + 1)) == MS_EDA);
		/* none before; a lag would make the scan part of the shorter period */
		if (p->how.scan_lag == 0 && first.day - 1 > p->from)
			require(ms_neda_verdict(assess(p, &p->known, p->from, first.day - 1)) != MS_EDA);
	}
	else if (first.known)
		require(ms_neda_verdict(assess(p, &p->known, p->from, 100000)) != MS_EDA);
}

/*
 * PIRMA: never with a relapse or with a lesion in the period, nor without
 * scans; and lost by forgetting, but not gained.
 */
static void
check_pirma(const person *p, ms_tri answers[VISITS_MAX])
{
	ms_scratch scratch[VISITS_MAX];
	ms_event event[VISITS_MAX];
	ms_criteria criteria = p->criteria;
	ms_assessment how = p->how;
	ms_patient none = p->known;
	int			events;

	criteria.raw_pira = true;
	how.criteria = &criteria;
	how.rebaseline_days = 0;
	none.scans = 0;
	events = ms_disability_search(&p->known.course, &criteria, scratch, event, NULL);
	for (int i = 0; i < events; i++)
	{
		ms_pirma	found;
		bool		lesion = false;

		answers[i] = MS_UNKNOWN;
		if (!event[i].worsening)
			continue;
		found = ms_pirma_judge(&p->known, &how, &event[i], false);
		answers[i] = found.pirma;
		require(found.from < found.to && found.from == p->visit[event[i].baseline].day &&
				found.to >= p->visit[event[i].visit].day);
		for (int s = 0; s < p->known.scans; s++)
			lesion |= p->scan[s].day > found.from + how.scan_lag && p->scan[s].day <= found.to + how.scan_lag &&
				(p->scan[s].new_t2 > 0 || p->scan[s].new_t2 == MS_LESIONS_SOME ||
				 p->scan[s].gd > 0 || p->scan[s].gd == MS_LESIONS_SOME);
		require(lesion == (found.new_t2 == MS_YES || found.gd == MS_YES));
		if (event[i].cdw == MS_CDW_PIRA)
			require(found.pirma == (lesion ? MS_NO : found.new_t2 == MS_NO ? MS_YES : MS_UNKNOWN));
		else if (event[i].cdw == MS_CDW_UNCLASSIFIED)
			require(found.pirma == (lesion ? MS_NO : MS_UNKNOWN));
		else
			require(found.pirma == MS_NO);
		require(ms_pirma_judge(&p->known, &how, &event[i], true).pirma ==
				(found.pirma == MS_YES && found.gd == MS_UNKNOWN ? MS_UNKNOWN : found.pirma));
		require(ms_pirma_judge(&none, &how, &event[i], false).pirma ==
				(event[i].cdw == MS_CDW_PIRA || event[i].cdw == MS_CDW_UNCLASSIFIED ? MS_UNKNOWN : MS_NO));
	}
}

static void
shift(person *p, int by)
{
	for (int i = 0; i < p->known.course.visits; i++)
		p->visit[i].day += by;
	for (int i = 0; i < p->known.course.relapses; i++)
		p->onset[i] += by;
	for (int i = 0; i < p->known.scans; i++)
	{
		p->scan[i].day += by;
		if (p->scan[i].reference != MS_NO_REFERENCE)
			p->scan[i].reference += by;
	}
	if (p->known.followed_to != MS_FOLLOWED_TO_LAST_VISIT)
		p->known.followed_to += by;
	p->from += by;
	p->to += by;
}

static void
check_person(person *p)
{
	ms_neda		status = assess(p, &p->known, p->from, p->to);
	ms_tri		pirma[VISITS_MAX] = {MS_UNKNOWN};
	ms_tri		later[VISITS_MAX] = {MS_UNKNOWN};

	check_pirma(p, pirma);
	check_active(p, status);
	check_less(p, status);
	check_some(p, status);
	check_first_activity(p);
	shift(p, -100000);
	require(assess(p, &p->known, p->from, p->to) == status);
	check_pirma(p, later);
	require(memcmp(pirma, later, sizeof(pirma)) == 0);
}

static void
check_text(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
	const char *p = text;
	ms_scan *scan;
	int			n;

	memcpy(text, data, size);
	text[size] = '\0';
	scan = malloc(ms_text_items(text, size) * sizeof(ms_scan));
	if (ms_list_parse(&p, text + size, scan, sizeof(ms_scan), ms_scan_parse, &n) == MS_LIST_OK)
		for (int i = 0; i < n; i++)
			require(ms_scan_valid(&scan[i]));
	free(scan);
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	person		p;

	memset(&p, 0, sizeof(p));
	if (size > 0 && data[0] == '{') /* a text as a user might write it */
	{
		check_text(data, size);
		return 0;
	}
	read_person(&b, &p);
	check_person(&p);
	if (size > 0 && data[size - 1] % 16 == 0)	/* this check takes most of the time */
		check_scans(p.scan, p.known.scans);
	return 0;
}
