/*
 * treatments.c
 *		Random treatment histories.
 *
 * The bytes are read as the episodes of a patient.  The program checks what
 * must hold for every history, much of it day by day against a calendar, and
 * aborts if it does not.  See test/core/run.
 */
#include "random.h"

#include "../../src/core/day.h"
#include "../../src/core/persistence.h"
#include "../../src/core/treatment.h"

#define EPISODES_MAX 14
#define DAYS 160				/* length of the calendar, from day 0 */
#define DRUGS 5

/* Two are reconstitution therapies; two of the others share a line, one has none. */
static const int16_t drugs[DRUGS] = {7, 8, 16, 22, 24};

static void
sort(ms_episode *e, int n)
{
	for (int i = 1; i < n; i++)
		for (int j = i; j > 0 && ms_episode_before(&e[j], &e[j - 1]); j--)
		{
			ms_episode t = e[j];

			e[j] = e[j - 1];
			e[j - 1] = t;
		}
}

static int
settle(ms_episode *e, int n)
{
	sort(e, n);
	return ms_treatment_merge(e, n, (ms_bridge) {0, 0, false}, e);
}

static bool
same(const ms_episode *a, int n, const ms_episode *b, int m)
{
	return n == m && memcmp(a, b, (size_t) n * sizeof(*a)) == 0;
}

static bool
takes(const ms_episode *e, int day)
{
	return e->start <= day && day < e->stop;
}

static int
random_episodes(bytes *b, ms_episode *e)
{
	int			n = next(b, EPISODES_MAX + 1);

	for (int i = 0; i < n; i++)
	{
		int			start = next(b, 130);

		e[i] = (ms_episode) {start, start + 1 + (next(b, 4) == 0 ? 0 : next(b, 30)), drugs[next(b, DRUGS)], 0};
		if (next(b, 30) == 0)
			e[i].stop = MS_ONGOING;
		require(ms_episode_valid(&e[i]));
	}
	return n;
}

static bool
all_follow(const ms_episode *e, int n)
{
	for (int i = 1; i < n; i++)
		if (!ms_episode_follows(&e[i - 1], &e[i]))
			return false;
	return true;
}

/* The history is the same for any order and any pieces, recorded once or twice. */
static void
check_settling(bytes *b, const ms_episode *raw, int n, const ms_episode *history, int m)
{
	ms_episode mixed[2 * EPISODES_MAX];
	int			first = n > 0 ? next(b, n) : 0;
	int			twice = n > 0 ? next(b, n) : 0;
	int			k;

	require(!all_follow(raw, n) || same(raw, n, history, m));
	memcpy(mixed, raw, (size_t) n * sizeof(*raw));
	memcpy(mixed + n, raw, (size_t) twice * sizeof(*raw));
	for (int i = n + twice - 1; i > 0; i--)
	{
		int			j = next(b, i + 1);
		ms_episode t = mixed[i];

		mixed[i] = mixed[j];
		mixed[j] = t;
	}
	k = settle(mixed, first);
	memmove(mixed + k, mixed + first, (size_t) (n + twice - first) * sizeof(*mixed));
	k = settle(mixed, k + n + twice - first);
	require(same(mixed, k, history, m));
	for (int day = 0; day < DAYS; day++)
		for (int d = 0; d < DRUGS; d++)
		{
			bool		was = false;
			int			is = 0;

			for (int i = 0; i < n; i++)
				was |= raw[i].drug == drugs[d] && takes(&raw[i], day);
			for (int i = 0; i < m; i++)
				is += history[i].drug == drugs[d] && takes(&history[i], day);
			require(is == was);
		}
}

/*
 * Collects row by row as an aggregate does, and settles now and then if the
 * rows do not follow each other.
 */
static void
check_collecting(bytes *b, const ms_episode *raw, int n, const ms_episode *history, int m)
{
	ms_episode e[EPISODES_MAX];
	bool		follow = true;
	int			k = 0;

	for (int i = 0; i < n; i++)
	{
		follow = follow && (k == 0 || ms_episode_follows(&e[k - 1], &raw[i]));
		e[k++] = raw[i];
		if (follow || (i < n - 1 && next(b, 2) == 0))
			continue;
		k = settle(e, k);
		follow = all_follow(e, k);
	}
	require(same(e, k, history, m));
}

/*
 * Merged episodes are a history.  The gaps between them are longer than
 * allowed, and those inside are not.
 */
static void
check_merging(const ms_episode *history, int n, ms_bridge bridge, const ms_episode *merged, int m)
{
	require(m <= n && ms_treatment_valid(merged, m));
	for (int i = 0; i < m; i++)
	{
		bool		courses = merged[i].drug == 16 || merged[i].drug == 22;
		int			longest = courses && bridge.long_effect > bridge.max_gap ? bridge.long_effect : bridge.max_gap;
		int			gap = 0;

		for (int j = 0; j < i; j++)
			require(merged[j].drug != merged[i].drug || merged[i].start - merged[j].stop > longest);
		for (int day = merged[i].start; day < merged[i].stop && day < DAYS; day++)
		{
			bool		taken = false;

			for (int j = 0; j < n; j++)
				taken |= history[j].drug == merged[i].drug && takes(&history[j], day);
			gap = taken ? 0 : gap + 1;
			require(gap <= longest);
		}
		require(gap == 0);
	}
}

/*
 * Doses of one day last until the next is due; everything else is as it would
 * be if they had been recorded so.
 */
static void
check_doses(bytes *b, const ms_episode *history, int n)
{
	ms_bridge bridge = {next(b, 40), next(b, 80), true};
	ms_bridge recorded = {bridge.max_gap, bridge.long_effect, false};
	ms_episode lasting[EPISODES_MAX];
	ms_episode expected[EPISODES_MAX];
	ms_episode merged[EPISODES_MAX];
	int			m;

	memcpy(lasting, history, (size_t) n * sizeof(*history));
	for (int i = 0; i < n; i++)
		if (history[i].drug == 24 && history[i].stop == history[i].start + 1)
			lasting[i].stop = history[i].start + 28;
	m = ms_treatment_merge(lasting, n, recorded, expected);
	require(same(merged, ms_treatment_merge(history, n, bridge, merged), expected, m));
	require(ms_treatment_valid(merged, m));
	/* by two steps, as persistence has it */
	n = ms_treatment_merge(history, n, (ms_bridge) {0, 0, true}, merged);
	require(ms_treatment_valid(merged, n));
	require(same(merged, ms_treatment_merge(merged, n, recorded, merged), expected, m));
}

/* The same, with a number of days of one's own. */
static void
check_own_doses(bytes *b, const ms_episode *history, int n)
{
	int			drug = drugs[next(b, DRUGS)];
	int			days = 1 + next(b, 50);
	ms_episode lasting[EPISODES_MAX];
	ms_episode expected[EPISODES_MAX];
	int			m;

	memcpy(expected, history, (size_t) n * sizeof(*history));
	for (int i = 0; i < n; i++)
		if (history[i].drug == drug && history[i].stop == history[i].start + 1)
			expected[i].stop = history[i].start + days;
	m = settle(expected, n);
	require(same(lasting, ms_treatment_doses(history, n, (int16_t) drug, days, lasting), expected, m));
	if (days == 1)
		require(same(lasting, m, history, n));
}

/* The days in effect, as spans and as the episode of each day. */
static int
check_spans(const ms_episode *merged, int n, int32_t long_effect)
{
	ms_span		span[EPISODES_MAX];
	int			spans = ms_treatment_spans(merged, n, long_effect, span);
	int			days = 0;

	for (int i = 1; i < spans; i++)
		require(span[i].start > span[i - 1].stop);
	for (int day = -1; day < DAYS; day++)
	{
		int			found = ms_treatment_find(merged, n, day, long_effect);
		int			in_spans = 0;

		for (int i = 0; i < spans; i++)
			in_spans += span[i].start <= day && day < span[i].stop;
		require(in_spans == (found >= 0));
		for (int i = 0; i < n; i++)
		{
			bool		acts = merged[i].start <= day && day < ms_treatment_acts_until(&merged[i], long_effect);

			require(i == found ? acts : !acts || i < found);
		}
		days += in_spans;
	}
	return days;
}

static void
check_steps(const ms_episode *e, int n)
{
	ms_step_of_treatment step[EPISODES_MAX];

	ms_treatment_steps(e, n, step);
	for (int i = 0; i < n; i++)
	{
		int			without = 0;
		int			shared = 0;

		require((step[i].change == MS_SWITCH_START) == (i == 0));
		require((step[i].change == MS_SWITCH_RESTART) == (i > 0 && e[i].drug == e[i - 1].drug));
		require((ms_switch_name(step[i].change) == NULL) == (step[i].change == MS_SWITCH_UNKNOWN));
		for (int j = 0; j < i; j++)
		{
			int			days = 0;

			for (int day = e[i].start; takes(&e[i], day) && takes(&e[j], day) && day < 2 * DAYS; day++)
				days++;
			shared = days > shared ? days : shared;
		}
		if (i > 0 && shared == 0)
			for (int day = e[i].start - 1; ms_treatment_find(e, i, day, 0) < 0; day--)
				without++;
		require(i == 0 || step[i].gap_known == (shared < DAYS));
		require(!step[i].gap_known || step[i].gap == without - shared);
	}
}

static int	overlaps;
static int	early;
static long overlap_days;

static void
look_at_issue(void *arg, const ms_issue *issue)
{
	int32_t		allowed = *(int32_t *) arg;

	require(issue->span.stop > issue->span.start && ms_issue_name(issue->kind)[0] != '\0');
	require((issue->kind == MS_ISSUE_OVERLAP) == (issue->other != 0));
	if (issue->kind == MS_ISSUE_OVERLAP)
	{
		require(issue->drug != issue->other && issue->span.stop - issue->span.start > allowed);
		overlaps++;
		overlap_days += issue->span.stop == MS_ONGOING ? 0 : issue->span.stop - issue->span.start;
	}
	else if (issue->kind == MS_ISSUE_AFTER_WITHDRAWAL)
		require(issue->drug == 24 && issue->span.stop == MS_ONGOING);
	else
		early++;				/* none of the drugs is approved in these years */
}

static void
check_issues(const ms_episode *e, int n, int32_t allowed)
{
	int			expected = 0;
	long		days = 0;

	overlaps = early = 0;
	overlap_days = 0;
	ms_treatment_issues(e, n, allowed, look_at_issue, &allowed);
	for (int i = 0; i < n; i++)
		for (int j = 0; j < i; j++)
		{
			int			shared = 0;

			for (int day = 0; day < 2 * DAYS; day++)
				shared += takes(&e[i], day) && takes(&e[j], day);
			if (shared > allowed)
			{
				expected++;
				days += shared < DAYS ? shared : 0;
			}
		}
	require(early == n && overlaps == expected && overlap_days == days);
}

/* A text as a user might write it: what is read is valid. */
static void
check_text_of(const char *text, size_t len, const ms_episode *expected, int n)
{
	ms_episode *e = malloc((ms_treatment_text_episodes(text, len) + 1) * sizeof(ms_episode));
	const char *p = text;
	int			m;
	ms_list_result result = ms_list_parse(&p, text + len, e, sizeof(ms_episode), ms_episode_parse, &m);

	require(expected == NULL || (result == MS_LIST_OK && same(e, m, expected, n)));
	for (int i = 0; i < m; i++)
		require(ms_episode_valid(&e[i]));
	require(result != MS_LIST_NAME || (p >= text && p + ms_list_name(p, text + len) < text + len));
	free(e);
}

static void
check_text(bytes *b, const ms_episode *history, int n)
{
	char		text[MS_LIST_TEXT_MAX(EPISODES_MAX, MS_EPISODE_TEXT_MAX)];
	size_t		len = ms_list_print(history, n, sizeof(ms_episode), ms_episode_print, text);

	require(len == strlen(text) && len < sizeof(text));
	check_text_of(text, len, history, n);
	for (int i = 1 + next(b, 4); i > 0; i--)
		text[(next(b, 256) << 8 | next(b, 256)) % len] = "0123456789-,:[](){} abc"[next(b, 23)];
	check_text_of(text, len, NULL, 0);
}

/* Is another drug than this one taken on a day, one begun after the first day? */
static bool
other_taken(const ms_episode *e, int n, int drug, int first, int day)
{
	for (int i = 0; i < n; i++)
		if (e[i].drug != drug && e[i].start > first && takes(&e[i], day))
			return true;
	return false;
}

/* Is this drug taken on a day?  One without an end ends when another is begun. */
static bool
drug_taken(const ms_episode *e, int n, int drug, int first, int day)
{
	for (int i = 0; i < n; i++)
		if (e[i].drug == drug && takes(&e[i], day))
		{
			if (e[i].stop != MS_ONGOING)
				return true;
			for (int j = 0; j < n; j++)
				if (e[j].drug != drug && e[j].start > first && e[j].start > e[i].start && e[j].start <= day)
					return false;
			return true;
		}
	return false;
}

/* The end of a treatment, looking at one day after the other; of a patient who does not die. */
static ms_persistence
persist_by_day(const ms_episode *e, int n, int first, int followed_to, ms_bridge grace)
{
	int			found = ms_treatment_find(e, n, first, 0);
	ms_persistence p = {0};
	bool		courses;
	int			gap;
	int			stop = first;	/* the first day without the drug */

	if (found < 0)
		return p;
	p.drug = e[found].drug;
	courses = p.drug == 16 || p.drug == 22;
	gap = courses && grace.long_effect > grace.max_gap ? grace.long_effect : grace.max_gap;
	p.until = followed_to;
	for (int day = first; day <= followed_to; day++)
	{
		bool		other = other_taken(e, n, p.drug, first, day);

		if (drug_taken(e, n, p.drug, first, day) && (stop == day || day - stop <= gap))
			stop = day + 1;
		else if (other && day - stop <= gap)
		{
			p.end = MS_END_SWITCH;
			p.until = !courses ? stop : day < stop + grace.long_effect ? day : stop + grace.long_effect;
			return p;
		}
		else if (day - stop >= gap)
		{
			p.end = MS_END_STOP;
			p.until = courses ? stop + grace.long_effect : stop;
			return p;
		}
	}
	if (stop <= followed_to)
		p.until = courses && stop + grace.long_effect <= followed_to ? stop + grace.long_effect :
			courses ? followed_to : stop;
	return p;
}

static void
check_persistence(bytes *b, const ms_episode *history, int n, ms_bridge grace)
{
	int			first = next(b, DAYS - 20);
	int			followed_to = first + next(b, DAYS - first);
	int			died = next(b, 2) ? first + next(b, DAYS) : MS_ONGOING;
	ms_persistence expected = persist_by_day(history, n, first, followed_to, grace);
	ms_persistence p = ms_persist(history, n, first, followed_to, MS_ONGOING, grace);
	ms_persistence dead = ms_persist(history, n, first, followed_to, died, grace);

	require(p.drug == expected.drug && p.until == expected.until && p.end == expected.end);
	require(p.drug == 0 || (p.until >= first && p.until <= followed_to));
	require(p.next == 0 || p.end == MS_END_SWITCH || p.end == MS_END_STOP);
	require(p.end != MS_END_SWITCH || (p.next != 0 && p.next != p.drug));
	if (p.drug == 0 || died > followed_to)
		require(memcmp(&p, &dead, sizeof(p)) == 0);
	else if (died <= p.until)
		require(dead.end == MS_END_DEATH && dead.until == died && dead.next == 0);
	else
		require(dead.until == p.until && dead.end == (p.end == MS_END_UNKNOWN ? MS_END_STOP : p.end));
	/* nothing after the last day followed matters */
	for (int i = 0; i < n; i++)
		if (history[i].start > followed_to)
		{
			ms_persistence without = ms_persist(history, i, first, followed_to, died, grace);

			require(memcmp(&dead, &without, sizeof(dead)) == 0);
			break;
		}
}

/* Every drug, and the first and last possible days. */
static void
check_extremes(bytes *b)
{
	const ms_drug *drug = ms_drug_at(next(b, ms_dmt.count));
	ms_episode e[2] = {
		{MS_DAY_MIN, MS_DAY_MIN + 1 + next(b, 256), drug->label.code, 0},
		{MS_DAY_MAX - 1 - next(b, 256), next(b, 2) ? MS_ONGOING : MS_DAY_MAX, drug->label.code, 0}
	};
	ms_bridge bridge = {next(b, 2) ? INT32_MAX : 730, next(b, 2) ? INT32_MAX : 730, next(b, 2)};
	ms_episode merged[2];
	ms_span		span[2];
	int			n;

	require(ms_treatment_valid(e, 2));
	check_text(b, e, 2);
	n = ms_treatment_merge(e, 2, bridge, merged);
	require(n == 1 + (bridge.max_gap == 730 && (bridge.long_effect == 730 || !drug->reconstitution)));
	require(ms_treatment_spans(merged, n, bridge.long_effect, span) >= 1);
	require(ms_treatment_find(merged, n, INT32_MAX, 0) == (merged[n - 1].stop == MS_ONGOING ? n - 1 : -1));
	require(ms_treatment_find(merged, n, INT32_MIN, bridge.long_effect) == -1);
	check_steps(merged, 1);
	require(ms_persist(e, 2, MS_DAY_MIN, MS_DAY_MAX, MS_ONGOING, bridge).drug == drug->label.code);
	e[1].stop = MS_DAY_MAX + 1;
	require(!ms_treatment_valid(e, 2));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	ms_episode raw[EPISODES_MAX];
	ms_episode history[EPISODES_MAX];
	ms_episode merged[EPISODES_MAX];
	int			days = 0;
	int			n;
	int			m;

	if (size > 0 && data[0] == '{')
	{
		char	   *text = malloc(size + 1);

		memcpy(text, data, size);
		text[size] = '\0';
		check_text_of(text, size, NULL, 0);
		free(text);
		return 0;
	}
	check_extremes(&b);
	n = random_episodes(&b, raw);
	memcpy(history, raw, sizeof(raw));
	m = settle(history, n);
	require(ms_treatment_valid(history, m));
	check_settling(&b, raw, n, history, m);
	check_collecting(&b, raw, n, history, m);
	check_text(&b, history, m);
	/* more bridged days and longer effects mean more treated days */
	check_doses(&b, history, m);
	check_own_doses(&b, history, m);
	for (ms_bridge bridge = {0, 0, false}; bridge.max_gap < 30; bridge.max_gap += 1 + next(&b, 20), bridge.long_effect += next(&b, 60))
	{
		int			k = ms_treatment_merge(history, m, bridge, merged);
		int			more;

		check_merging(history, m, bridge, merged, k);
		more = check_spans(merged, k, bridge.long_effect);
		require(more >= days);
		days = more;
		check_steps(merged, k);
		check_issues(merged, k, next(&b, 25));
		check_persistence(&b, history, m, bridge);
	}
	return 0;
}
