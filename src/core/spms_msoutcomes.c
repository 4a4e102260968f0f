/*
 * spms_msoutcomes.c
 *		Conversion to secondary progressive MS, as MSoutcomes determines it.
 */
#include "spms_msoutcomes.h"

#include "edss.h"
#include "pause.h"

#define MONTH 30.25
#define IMPROVED_DAYS (9 * MONTH)
#define RESETTLED_DAYS (6 * MONTH)

/* A search in progress, over the visits from `from` on. */
typedef struct search
{
	const ms_spms_visit *visit;
	int			n;
	const ms_spms_rules *rules;
	int			first;			/* the first reference */
	int			reference;
	int			from;
} search;

static double
days(const search *s, int from, int to)
{
	return (double) s->visit[to].day - s->visit[from].day;
}

/* Was there a relapse since the previous visit, or on its day? */
static bool
intervening(const search *s, int i)
{
	return s->visit[i].since <= (i > 0 ? days(s, i - 1, i) : 0);
}

static bool
meets(const search *s, int i)
{
	return ms_spms_worse(&s->visit[s->reference], &s->visit[i]);
}

/* Does visit i show a worsening, or is it a single visit that does not? */
static bool
worse(const search *s, int i)
{
	return meets(s, i) ||
		((i == s->from || meets(s, i - 1)) && (i == s->n - 1 || meets(s, i + 1)));
}

static bool
better(const search *s, int i)
{
	return s->visit[i].edss < s->visit[s->reference].edss;
}

/* The last of the consecutive visits from i on that all show it. */
static int
last_of(const search *s, int i, bool (*shows) (const search *s, int i))
{
	while (i + 1 < s->n && shows(s, i + 1))
		i++;
	return i;
}

/*
 * The last visit of a worsening that is not near a relapse, possibly one
 * before the worsening; or -1.
 */
static int
worse_until(const search *s, int i)
{
	int			last = last_of(s, i, worse);

	while (last >= s->from && ms_spms_near_relapse(&s->visit[last], s->rules))
		last--;
	return last >= s->from ? last : -1;
}

/* Does a lasting change begin at visit i? */
static bool
lasting(const search *s, int i)
{
	if (worse(s, i))
	{
		int			until = worse_until(s, i);

		if (until >= 0 && days(s, i, until) > s->rules->conf_days)
			return true;
	}
	return better(s, i) && days(s, i, last_of(s, i, better)) > IMPROVED_DAYS;
}

/* The last visit before a change at which EDSS was raised by a relapse, or -1. */
static int
raised_by_relapse(const search *s, int change)
{
	for (int i = change - 1; i >= s->from && i > 0; i--)
		if (i != s->reference && intervening(s, i) && s->visit[i].edss > 6 &&
			s->visit[i].edss > s->visit[s->reference].edss &&
			s->visit[i].edss > s->visit[i - 1].edss && s->visit[s->reference].edss < 12)
			return i;
	return -1;
}

/* Does EDSS stay about as it was at visit i for long enough before the change? */
static bool
resettled(const search *s, int i, int change)
{
	int			enough = s->visit[i].edss == 0 ? 3 : 2; /* in half points */
	int			last = i;

	for (int j = i + 1; j < change; j++)
	{
		int			rise = s->visit[j].edss - s->visit[i].edss;

		if (rise >= enough || -rise >= enough)
			break;
		last = j;
	}
	return days(s, i, last) > RESETTLED_DAYS;
}

/* The reference after a relapse that raised EDSS. */
static int
reference_after(const search *s, int relapse, int change)
{
	for (int i = relapse + 1; i < change; i++)
	{
		ms_pause();
		if (resettled(s, i, change) && (!s->rules->systems || ms_spms_graded(&s->visit[i])))
			return i;
	}
	return change;
}

/*
 * Sets *rise to the rise of a system since the reference; false if it is
 * unknown.  An unknown pyramidal rise counts as 1, any other as 0.
 */
static bool
rise_known(const search *s, int i, int system, int *rise)
{
	int			from = s->visit[s->reference].grade[system];
	int			to = s->visit[i].grade[system];

	if (from == MS_NOT_GRADED || to == MS_NOT_GRADED)
	{
		*rise = system == MS_PYRAMIDAL;
		return system == MS_PYRAMIDAL;
	}
	*rise = to - from;
	return true;
}

/*
 * Does the rise of a system at visit i last long enough, up to a visit that
 * can confirm it?
 */
static bool
system_confirmed(const search *s, int i, int system)
{
	int			last = i;

	for (int j = i + 1; j < s->n; j++)
	{
		int			rise;

		if (rise_known(s, j, system, &rise) && rise == 0)
			break;
		if (ms_spms_confirms_system(&s->visit[j], system))
			last = j;
	}
	return last > i && days(s, i, last) >= s->rules->conf_days;
}

static bool
systems_agree(const search *s, int i, unsigned *leading)
{
	const ms_spms_visit *visit = &s->visit[i];
	int			most = 1;
	bool		confirmed = false;

	if (visit->grade[MS_PYRAMIDAL] < MS_SPMS_MIN_PYRAMIDAL && visit->edss < 11)
		return false;
	*leading = 0;
	for (int k = 0; k < MS_GRADES; k++)
	{
		int			rise;

		rise_known(s, i, k, &rise);
		if (rise > most)
			*leading = 0;
		if (rise >= most)
		{
			most = rise;
			*leading |= 1u << k;
		}
	}
	for (int k = 0; k < MS_GRADES; k++)
		confirmed = confirmed || ((*leading & 1u << k) && system_confirmed(s, i, k));
	return confirmed;
}

/*
 * The lowest EDSS after visit i, up to the first visit that is late enough and
 * can confirm; *confirmed is that visit, or n.
 */
static int
lowest_until_confirmed(const search *s, int i, int *confirmed)
{
	int			lowest = INT16_MAX;

	for (*confirmed = i + 1; *confirmed < s->n; ++*confirmed)
	{
		if (s->visit[*confirmed].edss < lowest)
			lowest = s->visit[*confirmed].edss;
		if (days(s, i, *confirmed) > s->rules->conf_days && s->visit[*confirmed].can_confirm)
			break;
	}
	return lowest;
}

/* Is the change that begins at visit i a conversion? */
static bool
conversion(const search *s, int i, ms_spms *answer)
{
	int			until = worse(s, i) ? worse_until(s, i) : -1;
	int			confirmed;
	unsigned	leading = 0;

	if (until < 0 || days(s, i, until) < s->rules->conf_days || until < s->n - 1 ||
		intervening(s, i) || s->visit[i].edss < MS_SPMS_MIN_EDSS ||
		lowest_until_confirmed(s, i, &confirmed) < MS_SPMS_MIN_EDSS || confirmed == s->n ||
		(s->rules->systems && !systems_agree(s, i, &leading)))
		return false;
	answer->converted = MS_YES;
	answer->visit = i;
	answer->reference = s->reference;
	answer->confirmed = confirmed;
	answer->leading = leading;
	return true;
}

/* Continues after a change that was not a conversion. */
static void
go_on(search *s, int i)
{
	bool		was_worse = worse(s, i);
	int			until = was_worse ? worse_until(s, i) : i;
	bool		ended = was_worse && until < s->n - 1;
	bool		moves = !ended && ((was_worse && intervening(s, i)) || better(s, i));

	s->from = (ended && until > i ? until : i) + 1;
	if (moves)
		s->reference = i;
	else if (s->rules->systems)
		s->reference = s->first;
	if (!moves || !s->rules->systems || ms_spms_graded(&s->visit[i]))
		return;
	while (s->from + 1 < s->n && !ms_spms_graded(&s->visit[s->from]))
		s->from++;
	if (s->from < s->n)
		s->reference = s->from;
}

/* Searches from the first visit that counts. */
static ms_spms
search_from(search *s)
{
	ms_spms		answer = {MS_NO, -1, -1, -1, 0, -1, 0};

	for (int i = s->from; i < s->n; i++)
	{
		int			relapse;

		ms_pause();
		if (!lasting(s, i))
			continue;
		relapse = i > s->from ? raised_by_relapse(s, i) : -1;
		if (relapse >= 0)
		{
			s->reference = reference_after(s, relapse, i);
			s->from = s->reference + 1;
		}
		else if (conversion(s, i, &answer))
			break;
		else
			go_on(s, i);
		if (s->n - s->from <= 1)
			break;
		i = s->from - 1;
	}
	return answer;
}

/* Are there visits after the first reference, and is none of them able to confirm? */
static bool
none_can_confirm(const search *s)
{
	for (int i = s->first + 1; i < s->n; i++)
		if (s->visit[i].can_confirm)
			return false;
	return s->first < s->n - 1;
}

ms_spms
ms_spms_msoutcomes(const ms_spms_visit *visit, int n, const ms_spms_rules *rules)
{
	ms_spms		answer = {MS_UNKNOWN, -1, -1, -1, 0, -1, 0};
	search		s = {visit, n, rules, 0, 0, 0};
	int			skipped = 0;

	while (rules->systems && skipped < n && !ms_spms_graded(&visit[skipped]))
		skipped++;
	s.visit += skipped;
	s.n -= skipped;
	if (s.n < 3)
		return answer;
	while (s.from < s.n && ms_spms_near_relapse(&s.visit[s.from], rules))
		s.from++;
	if (s.from == s.n)
		return answer;
	s.first = s.reference = s.from;
	if (none_can_confirm(&s))
		return answer;
	answer = search_from(&s);
	if (answer.converted == MS_YES)
	{
		answer.visit += skipped;
		answer.reference += skipped;
		answer.confirmed += skipped;
	}
	return answer;
}
