/*
 * treatment.c
 *		Settle, merge, judge, print and read a patient's treatments.
 */
#include "treatment.h"

#include <string.h>

#include "day.h"
#include "pause.h"
#include "text.h"

bool
ms_episode_valid(const ms_episode *episode)
{
	return episode->start >= MS_DAY_MIN && episode->start <= MS_DAY_MAX &&
		episode->stop > episode->start &&
		(episode->stop <= MS_DAY_MAX || episode->stop == MS_ONGOING) &&
		episode->drug <= MS_DMT_CODE_MAX && ms_drug_by_code(episode->drug) != NULL &&
		episode->unused == 0;
}

/* For each drug, its latest episode so far; -1 where there is none. */
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

/* How many days may lie between two episodes that are one. */
static int32_t
longest_gap(int16_t drug, ms_bridge bridge)
{
	if (bridge.long_effect > bridge.max_gap && ms_drug_by_code(drug)->reconstitution)
		return bridge.long_effect;
	return bridge.max_gap;
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
		ms_episode e = episode[i];
		int		   *same = &before.of_drug[e.drug];

		if (*same >= 0 && (int64_t) e.start - merged[*same].stop <= longest_gap(e.drug, bridge))
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

/* 1 to 3; 0 where the catalogue gives no line. */
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

/* The day of a date of the catalogue, MS_ONGOING where it has none. */
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
		/* of a drug that was never approved nothing is said */
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

static size_t
print_episode(const ms_episode *episode, char *text)
{
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
ms_treatment_print(const ms_episode *episode, int n, char *text)
{
	char	   *p = text;

	*p++ = '{';
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
		{
			*p++ = ',';
			*p++ = ' ';
		}
		p += print_episode(&episode[i], p);
	}
	*p++ = '}';
	*p = '\0';
	return (size_t) (p - text);
}

size_t
ms_treatment_text_episodes(const char *text, size_t len)
{
	size_t		episodes = 0;

	for (size_t i = 0; i < len; i++)
		episodes += text[i] == ':';
	return episodes;
}

static ms_treatment_result
parse_drug(const char **p, const char *end, int16_t *drug, ms_treatment_name *name)
{
	const ms_label *label;

	name->at = *p;
	while (*p < end && strchr(":{}[],", **p) == NULL)
		(*p)++;
	for (name->len = (size_t) (*p - name->at); name->len > 0 && name->at[name->len - 1] == ' ';)
		name->len--;
	if (!ms_sign(p, end, ':'))
		return MS_TREATMENT_SYNTAX;
	label = ms_label_by_name(&ms_dmt, name->at, name->len);
	if (label == NULL)
		return MS_TREATMENT_DRUG;
	*drug = label->code;
	return MS_TREATMENT_OK;
}

/* One of two brackets; is it the second? */
static bool
bracket(const char **p, const char *end, char first, char second, bool *is_second)
{
	*is_second = ms_sign(p, end, second);
	return *is_second || ms_sign(p, end, first);
}

static ms_treatment_result
parse_period(const char **p, const char *end, ms_episode *episode)
{
	bool		after;			/* the day that is given */
	bool		with;

	if (!bracket(p, end, '[', '(', &after))
		return MS_TREATMENT_SYNTAX;
	if (*p < end && **p == ',')
		return MS_TREATMENT_PERIOD;
	if (!ms_day_parse(p, end, &episode->start))
		return MS_TREATMENT_DAY;
	episode->start += after;
	if (!ms_sign(p, end, ','))
		return MS_TREATMENT_SYNTAX;
	episode->stop = MS_ONGOING;
	if (*p < end && **p != ')' && **p != ']' && !ms_word(p, end, "infinity") &&
		!ms_day_parse(p, end, &episode->stop))
		return MS_TREATMENT_DAY;
	if (!bracket(p, end, ')', ']', &with))
		return MS_TREATMENT_SYNTAX;
	if (with && episode->stop != MS_ONGOING)
		episode->stop++;
	return ms_episode_valid(episode) ? MS_TREATMENT_OK : MS_TREATMENT_PERIOD;
}

ms_treatment_result
ms_treatment_parse(const char *text, size_t len, ms_episode *episode, int *n,
				   ms_treatment_name *name)
{
	const char *p = text;
	const char *end = text + len;

	*n = 0;
	if (!ms_sign(&p, end, '{'))
		return MS_TREATMENT_SYNTAX;
	if (!ms_sign(&p, end, '}'))
	{
		do
		{
			ms_episode e = {0};
			ms_treatment_result result = parse_drug(&p, end, &e.drug, name);

			if (result == MS_TREATMENT_OK)
				result = parse_period(&p, end, &e);
			if (result != MS_TREATMENT_OK)
				return result;
			episode[(*n)++] = e;
		} while (ms_sign(&p, end, ','));
		if (!ms_sign(&p, end, '}'))
			return MS_TREATMENT_SYNTAX;
	}
	return p == end ? MS_TREATMENT_OK : MS_TREATMENT_SYNTAX;
}
