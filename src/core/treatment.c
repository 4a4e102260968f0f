/*
 * treatment.c
 *		Checks, merges, classifies, prints and reads a patient's treatments.
 */
#include "treatment.h"

#include <string.h>

#include "day.h"
#include "pause.h"
#include "text.h"

bool
ms_episode_valid(const ms_episode *episode)
{
	return ms_day_valid(episode->start) && episode->stop > episode->start &&
		(episode->stop <= MS_DAY_MAX || episode->stop == MS_ONGOING) &&
		episode->drug <= MS_DMT_CODE_MAX && ms_drug_by_code(episode->drug) != NULL &&
		episode->unused == 0;
}

/* For each drug, the index of its latest episode so far; -1: none. */
typedef struct latest
{
	int			of_drug[MS_DMT_CODE_MAX + 1];
} latest;

static void
forget_all(latest *l)
{
	for (int drug = 0; drug <= MS_DMT_CODE_MAX; drug++)
		l->of_drug[drug] = -1;
}

bool
ms_treatment_valid(const ms_episode *episode, int n)
{
	latest		before;

	forget_all(&before);
	for (int i = 0; i < n; i++)
	{
		int		   *same;

		if (!ms_episode_valid(&episode[i]) ||
			(i > 0 && !ms_episode_before(&episode[i - 1], &episode[i])))
			return false;
		same = &before.of_drug[episode[i].drug];
		if (*same >= 0 && episode[*same].stop >= episode[i].start)
			return false;
		*same = i;
	}
	return true;
}

int32_t
ms_treatment_longest_gap(int16_t drug, ms_bridge bridge)
{
	if (bridge.long_effect > bridge.max_gap && ms_drug_by_code(drug)->reconstitution)
		return bridge.long_effect;
	return bridge.max_gap;
}

static bool
is_one_day(const ms_episode *e)
{
	return e->stop == e->start + 1;
}

static int32_t
days_after(int32_t day, int32_t days)
{
	return day > MS_DAY_MAX - days ? MS_DAY_MAX : day + days;
}

/* The episode, which if it is a single day may last until the next dose. */
static ms_episode
until_next_dose(ms_episode e)
{
	int			interval = is_one_day(&e) ? ms_drug_by_code(e.drug)->interval : 0;

	if (interval > 0)
		e.stop = days_after(e.start, interval);
	return e;
}

int
ms_treatment_merge(const ms_episode *episode, int n, ms_bridge bridge,
				   ms_episode *merged)
{
	latest		before;
	int			kept = 0;

	forget_all(&before);
	for (int i = 0; i < n; i++)
	{
		ms_episode e = bridge.intervals ? until_next_dose(episode[i]) : episode[i];
		int		   *same = &before.of_drug[e.drug];

		if (*same >= 0 && (int64_t) e.start - merged[*same].stop <= ms_treatment_longest_gap(e.drug, bridge))
		{
			if (merged[*same].stop < e.stop)
				merged[*same].stop = e.stop;
			continue;
		}
		*same = kept;
		merged[kept++] = e;
	}
	return kept;
}

int
ms_treatment_doses(const ms_episode *episode, int n, int16_t drug, int32_t days, ms_episode *lasting)
{
	for (int i = 0; i < n; i++)
	{
		lasting[i] = episode[i];
		if (episode[i].drug == drug && is_one_day(&episode[i]))
			lasting[i].stop = days_after(episode[i].start, days);
	}
	return ms_treatment_merge(lasting, n, (ms_bridge) {0, 0, false}, lasting);
}

int32_t
ms_treatment_acts_until(const ms_episode *episode, int32_t long_effect)
{
	if (long_effect == 0 || !ms_drug_by_code(episode->drug)->reconstitution)
		return episode->stop;
	return episode->stop > MS_DAY_MAX - long_effect ? MS_ONGOING : episode->stop + long_effect;
}

int
ms_treatment_find(const ms_episode *episode, int n, int32_t day, int32_t long_effect)
{
	for (int i = n - 1; i >= 0; i--)
	{
		int32_t		until = ms_treatment_acts_until(&episode[i], long_effect);

		if (episode[i].start <= day && (day < until || until == MS_ONGOING))
			return i;
	}
	return -1;
}

int
ms_treatment_spans(const ms_episode *episode, int n, int32_t long_effect, ms_span *span)
{
	int			spans = 0;

	for (int i = 0; i < n; i++)
	{
		int32_t		until = ms_treatment_acts_until(&episode[i], long_effect);

		if (spans == 0 || episode[i].start > span[spans - 1].stop)
			span[spans++] = (ms_span) {episode[i].start, until};
		else if (span[spans - 1].stop < until)
			span[spans - 1].stop = until;
	}
	return spans;
}

/*
 * Steps
 */

const char *
ms_switch_name(ms_switch change)
{
	static const char *const names[] = {NULL, "start", "restart", "lateral", "escalation", "de-escalation"};

	return names[change];
}

/* 1 to 3; 0 if the catalogue gives no line. */
static int
level(int16_t drug)
{
	return ms_drug_line(ms_drug_by_code(drug)) / MS_DMT_LINE_STEP;
}

static ms_switch
change_of(int16_t from, int16_t to)
{
	int			old = level(from);
	int			new = level(to);

	if (from == to)
		return MS_SWITCH_RESTART;
	if (old == 0 || new == 0)
		return MS_SWITCH_UNKNOWN;
	return new > old ? MS_SWITCH_ESCALATION : new < old ? MS_SWITCH_DEESCALATION :
		MS_SWITCH_LATERAL;
}

void
ms_treatment_steps(const ms_episode *episode, int n, ms_step_of_treatment *step)
{
	int32_t		latest_stop = 0;

	for (int i = 0; i < n; i++)
	{
		const ms_episode *e = &episode[i];

		step[i] = (ms_step_of_treatment) {MS_SWITCH_START, false, 0};
		if (i > 0)
		{
			int32_t		shared_until = latest_stop < e->stop ? latest_stop : e->stop;

			step[i].change = change_of(e[-1].drug, e->drug);
			step[i].gap_known = shared_until != MS_ONGOING;
			if (step[i].gap_known)
				step[i].gap = e->start - shared_until;
		}
		if (i == 0 || latest_stop < e->stop)
			latest_stop = e->stop;
	}
}

/*
 * Issues
 */

const char *
ms_issue_name(ms_issue_kind kind)
{
	static const char *const names[] = {"overlap", "before approval", "after withdrawal"};

	return names[kind];
}

/* The day of a date in the catalogue; MS_ONGOING if it has none. */
static int32_t
day_or_never(ms_date date)
{
	return date.year == 0 ? MS_ONGOING : (int32_t) ms_day_of(date.year, date.month, date.day);
}

static int32_t
first_approval(const ms_drug *drug)
{
	int32_t		ema = day_or_never(drug->ema);
	int32_t		fda = day_or_never(drug->fda);

	return ema < fda ? ema : fda;
}

static int32_t
earlier(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

void
ms_treatment_issues(const ms_episode *episode, int n, int32_t max_overlap,
					void (*found) (void *arg, const ms_issue *issue), void *arg)
{
	for (int i = 0; i < n; i++)
	{
		const ms_episode *e = &episode[i];
		const ms_drug *drug = ms_drug_by_code(e->drug);
		int32_t		approved = first_approval(drug);
		int32_t		withdrawn = day_or_never(drug->withdrawn);

		ms_pause();
		/* for a drug without any approval there is nothing to report */
		if (approved != MS_ONGOING && e->start < approved)
			found(arg, &(ms_issue) {
				MS_ISSUE_BEFORE_APPROVAL, e->drug, 0, {e->start, earlier(e->stop, approved)}
			});
		if (withdrawn < e->stop)
			found(arg, &(ms_issue) {
				MS_ISSUE_AFTER_WITHDRAWAL, e->drug, 0, {later(e->start, withdrawn), e->stop}
			});
		for (int j = 0; j < i; j++)
		{
			int32_t		until = earlier(e->stop, episode[j].stop);

			if (e->drug != episode[j].drug &&
				(until == MS_ONGOING || (int64_t) until - e->start > max_overlap))
				found(arg, &(ms_issue) {
					MS_ISSUE_OVERLAP, e->drug, episode[j].drug, {e->start, until}
				});
		}
	}
}

/*
 * Text
 */

size_t
ms_episode_print(const void *item, char *text)
{
	const ms_episode *episode = item;
	const char *name = ms_drug_by_code(episode->drug)->label.name;
	size_t		len = strlen(name);
	char	   *p = text + len;

	memcpy(text, name, len);
	*p++ = ':';
	*p++ = ' ';
	*p++ = '[';
	p += ms_day_print(episode->start, p);
	*p++ = ',';
	if (episode->stop != MS_ONGOING)
		p += ms_day_print(episode->stop, p);
	*p++ = ')';
	return (size_t) (p - text);
}

size_t
ms_treatment_text_episodes(const char *text, size_t len)
{
	return ms_text_count(text, len, ':');
}

static ms_list_result
parse_drug(const char **p, const char *end, int16_t *drug)
{
	const char *name = *p;
	size_t		len = ms_list_name(name, end);
	const ms_label *label;

	*p += len;
	if (!ms_sign(p, end, ':'))
		return MS_LIST_SYNTAX;
	label = ms_label_by_name(&ms_dmt, name, len);
	if (label == NULL)
	{
		*p = name;
		return MS_LIST_NAME;
	}
	*drug = label->code;
	return MS_LIST_OK;
}

/* Reads one of two brackets; was it the second? */
static bool
bracket(const char **p, const char *end, char first, char second, bool *is_second)
{
	*is_second = ms_sign(p, end, second);
	return *is_second || ms_sign(p, end, first);
}

static ms_list_result
parse_period(const char **p, const char *end, ms_episode *episode)
{
	bool		after;			/* does the period begin after the given day? */
	bool		with;

	if (!bracket(p, end, '[', '(', &after))
		return MS_LIST_SYNTAX;
	if (*p < end && **p == ',')
		return MS_LIST_INVALID;
	if (!ms_day_parse(p, end, &episode->start))
		return MS_LIST_DAY;
	episode->start += after;
	if (!ms_sign(p, end, ','))
		return MS_LIST_SYNTAX;
	episode->stop = MS_ONGOING;
	if (*p < end && **p != ')' && **p != ']' && !ms_word(p, end, "infinity") &&
		!ms_day_parse(p, end, &episode->stop))
		return MS_LIST_DAY;
	if (!bracket(p, end, ')', ']', &with))
		return MS_LIST_SYNTAX;
	if (with && episode->stop != MS_ONGOING)
		episode->stop++;
	return ms_episode_valid(episode) ? MS_LIST_OK : MS_LIST_INVALID;
}

ms_list_result
ms_episode_parse(const char **p, const char *end, void *item)
{
	ms_episode	e = {0};
	ms_list_result result = parse_drug(p, end, &e.drug);

	if (result == MS_LIST_OK)
		result = parse_period(p, end, &e);
	if (result == MS_LIST_OK)
		memcpy(item, &e, sizeof(e));
	return result;
}
