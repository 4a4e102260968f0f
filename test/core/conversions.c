/*
 * conversions.c
 *		Random courses of EDSS, grades and relapses: the search for a
 *		conversion to secondary progressive MS.
 *
 * The bytes are read as a course.  The program checks what must hold for every
 * answer, and aborts if it does not.  See test/core/run.
 */
#include "random.h"

#include "../../src/core/spms.h"
#include "../../src/core/spms_msoutcomes.h"

#define VISITS_MAX 16

/* The search by the published definition, or as MSoutcomes does it. */
typedef ms_spms (*reading) (const ms_spms_visit *visit, int n, const ms_spms_rules *rules);

static int
read_visits(bytes *b, ms_spms_visit *visit)
{
	static const int gaps[] = {1, 29, 30, 31, 40, 89, 90, 91, 120, 182, 183, 273, 400};
	int			n = next(b, VISITS_MAX + 1);
	int			holes = next(b, 4);
	int			marks = next(b, 4); /* share of visits and grades that cannot confirm */
	int32_t		day = 7000;
	int32_t		since = next(b, 3) == 0 ? MS_NO_RELAPSE : next(b, 60);
	int			edss = next(b, 15);

	for (int i = 0; i < n; i++)
	{
		int			gap = gaps[next(b, 13)];

		day += gap;
		if (since != MS_NO_RELAPSE)
			since += gap;
		if (next(b, 6) == 0)
			since = next(b, gap);
		edss += next(b, 7) - 2;
		edss = edss < 0 ? 0 : edss > 20 ? 20 : edss;
		visit[i] = (ms_spms_visit) {
			.day = day, .since = since, .edss = edss == 1 ? 0 : edss, .can_confirm = next(b, 8) >= marks
		};
		if (next(b, 8) < marks)
			visit[i].unfit = next(b, 1 << MS_GRADES);
		for (int k = 0; k < MS_GRADES; k++)
			visit[i].grade[k] = next(b, 8) < holes ? MS_NOT_GRADED : next(b, 3) + edss / 6;
		if (next(b, 8) < holes)
			memset(visit[i].grade, MS_NOT_GRADED, MS_GRADES);
	}
	return n;
}

static void
check_leading(const ms_spms_visit *from, const ms_spms_visit *to, unsigned leading)
{
	int			most = -100;

	require(leading != 0 && leading < 1u << MS_GRADES);
	require(to->grade[MS_PYRAMIDAL] >= MS_SPMS_MIN_PYRAMIDAL);
	for (int k = 0; k < MS_GRADES; k++)
		if (from->grade[k] != MS_NOT_GRADED && to->grade[k] != MS_NOT_GRADED && to->grade[k] - from->grade[k] > most)
			most = to->grade[k] - from->grade[k];
	for (int k = 0; k < MS_GRADES; k++)
		require(!(leading >> k & 1) || to->grade[k] - from->grade[k] == most);
}

static void
check_conversion(const ms_spms_visit *visit, int n, const ms_spms_rules *rules, const ms_spms *a)
{
	require(a->reference >= 0 && a->reference < a->visit && a->visit < a->confirmed && a->confirmed < n);
	require(!ms_spms_near_relapse(&visit[a->reference], rules));
	require(!ms_spms_near_relapse(&visit[a->confirmed], rules));
	require(visit[a->confirmed].day - visit[a->visit].day >= rules->conf_days);
	require(visit[a->visit].since >= visit[a->visit].day - visit[a->reference].day);
	for (int i = a->visit; i < (rules->sustained ? n : a->confirmed + 1); i++)
		require(ms_spms_worse(&visit[a->reference], &visit[i]));
	if (rules->systems)
		check_leading(&visit[a->reference], &visit[a->visit], a->leading);
}

static void
check_tools(const ms_spms_visit *visit, int n, const ms_spms *a)
{
	require(a->reference >= 0 && a->reference <= a->visit && a->visit < a->confirmed && a->confirmed < n);
	require(visit[a->visit].edss >= MS_SPMS_MIN_EDSS);
	require(a->missing == 0 && a->possible == -1);
}

/*
 * The effect of marks: if there is a conversion with them, there is one
 * without them too, and no later.
 */
static void
check_marks(reading search, ms_spms_visit *visit, int n, const ms_spms_rules *rules, const ms_spms *a)
{
	ms_spms_visit unmarked[VISITS_MAX];
	ms_spms		b;

	require(a->converted != MS_YES || visit[a->confirmed].can_confirm);
	for (int i = 0; i < n; i++)
	{
		unmarked[i] = visit[i];
		unmarked[i].can_confirm = true;
		unmarked[i].unfit = 0;
	}
	b = search(unmarked, n, rules);
	if (a->converted == MS_YES)
		require(b.converted == MS_YES && b.visit <= a->visit && b.confirmed <= a->confirmed);
	for (int i = 0; i < n; i++)
		unmarked[i].can_confirm = false;
	b = search(unmarked, n, rules);
	require(b.converted != MS_YES);
	for (int i = 0; i < n; i++)
	{
		unmarked[i].can_confirm = true;
		unmarked[i].unfit = (1u << MS_GRADES) - 1;
	}
	b = search(unmarked, n, rules);
	require(b.converted != MS_YES || !rules->systems);
}

static int
same(const ms_spms *a, const ms_spms *b)
{
	return a->converted == b->converted && a->visit == b->visit && a->reference == b->reference &&
		a->confirmed == b->confirmed && a->leading == b->leading && a->possible == b->possible &&
		a->missing == b->missing;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const double days[] = {0, 90, 90.75, 168};
	bytes		b = {data, size};
	ms_spms_visit visit[VISITS_MAX];
	ms_spms_rules rules = {0};
	reading		search;
	ms_spms		a;
	ms_spms		again;
	int			variant;
	int			n;

	variant = next(&b, 4);
	search = variant < 2 ? ms_spms_search : ms_spms_msoutcomes;
	rules.systems = variant % 2 == 0;
	rules.conf_days = days[next(&b, 4)];
	rules.relapse_days = next(&b, 2) * 30;
	rules.sustained = next(&b, 2);
	n = read_visits(&b, visit);

	pauses = 0;
	a = search(visit, n, &rules);
	require(pauses <= n * n + n);
	require((a.visit >= 0) == (a.converted == MS_YES));
	require((a.possible >= 0) == (a.missing != 0));
	require(a.possible < 0 || a.converted == MS_UNKNOWN || (a.converted == MS_YES && a.possible < a.visit));
	if (a.converted == MS_YES)
	{
		if (search == ms_spms_search)
			check_conversion(visit, n, &rules, &a);
		else
			check_tools(visit, n, &a);
	}
	check_marks(search, visit, n, &rules, &a);
	/* a shift of all dates changes nothing */
	for (int i = 0; i < n; i++)
		visit[i].day -= 100000;
	again = search(visit, n, &rules);
	require(same(&a, &again));
	return 0;
}
