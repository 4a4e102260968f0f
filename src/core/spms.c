/*
 * spms.c
 *		Conversion to secondary progressive MS, by the published definition.
 */
#include "spms.h"

#include "edss.h"
#include "pause.h"

bool
ms_spms_worse(const ms_spms_visit *from, const ms_spms_visit *to)
{
	return to->edss >= MS_SPMS_MIN_EDSS &&
		to->edss - from->edss >= ms_edss_delta((uint8_t) from->edss, MS_EDSS_STD55);
}

/* A search in progress: its visits and its current reference. */
typedef struct search
{
	const ms_spms_visit *visit;
	int			n;
	const ms_spms_rules *rules;
	bool		graded;			/* must some system be graded at a reference? */
	int			reference;
} search;

/* The first visit from i on that can be a reference, or -1. */
static int
first_reference(const search *s, int i)
{
	while (i < s->n && (ms_spms_near_relapse(&s->visit[i], s->rules) || (s->graded && !ms_spms_graded(&s->visit[i]))))
		i++;
	return i < s->n ? i : -1;
}

/* Can a later visit confirm what was seen at visit i, and is it late enough? */
static inline bool
can_confirm(const search *s, int i, int later)
{
	const ms_spms_visit *visit = &s->visit[later];

	return (double) visit->day - s->visit[i].day >= s->rules->conf_days &&
		!ms_spms_near_relapse(visit, s->rules) && visit->can_confirm;
}

/* The first visit that can confirm visit i, or -1. */
static int
confirmation(const search *s, int i)
{
	for (int c = i + 1; c < s->n; c++)
		if (can_confirm(s, i, c))
			return c;
	return -1;
}

/* Has there been a relapse since the reference? */
static bool
relapse_since(const search *s, int i)
{
	return s->visit[i].since < (int64_t) s->visit[i].day - s->visit[s->reference].day;
}

/*
 * Is the worsening at visit i present at all visits up to its confirmation
 * (and to the end, if required)?
 */
static bool
holds(const search *s, int i, int confirmed)
{
	int			last = s->rules->sustained ? s->n - 1 : confirmed;

	for (int j = i; j <= last; j++)
		if (!ms_spms_worse(&s->visit[s->reference], &s->visit[j]))
			return false;
	return true;
}

/*
 * Is the rise of a system at visit i confirmed?  It must be above the
 * reference at every visit at which it was graded, up to one that can confirm.
 */
static ms_tri
system_confirmed(const search *s, int i, int system)
{
	int			reference = s->visit[s->reference].grade[system];

	for (int j = i + 1; j < s->n; j++)
	{
		int			grade = s->visit[j].grade[system];

		if (grade == MS_NOT_GRADED)
			continue;
		if (grade <= reference)
			return MS_NO;
		if (can_confirm(s, i, j) && ms_spms_confirms_system(&s->visit[j], system))
			return MS_YES;
	}
	return MS_UNKNOWN;
}

/* The systems that were not graded at both visits, and those with the greatest rise. */
static void
leading_systems(const ms_spms_visit *from, const ms_spms_visit *to, unsigned *unknown, unsigned *leading)
{
	int			most = 1;

	*unknown = *leading = 0;
	for (int k = 0; k < MS_GRADES; k++)
	{
		int			rise = to->grade[k] - from->grade[k];

		if (from->grade[k] == MS_NOT_GRADED || to->grade[k] == MS_NOT_GRADED)
			*unknown |= 1u << k;
		else if (rise > most)
		{
			most = rise;
			*leading = 1u << k;
		}
		else if (rise == most)
			*leading |= 1u << k;
	}
}

/*
 * Is the worsening at visit i confirmed in the leading system?  If several
 * systems rose most, one is enough.  Systems that were not graded cannot lead.
 * But if the graded ones do not confirm the worsening, one of those might
 * have: the answer is unknown.
 */
static ms_tri
leading_confirmed(const search *s, int i, unsigned *leading, unsigned *missing)
{
	unsigned	unknown;
	ms_tri		answer = MS_NO;

	leading_systems(&s->visit[s->reference], &s->visit[i], &unknown, leading);
	for (int k = 0; k < MS_GRADES; k++)
		if (*leading & 1u << k)
		{
			ms_tri		confirmed = system_confirmed(s, i, k);

			answer = ms_or(answer, confirmed);
			if (confirmed == MS_UNKNOWN)
				unknown |= 1u << k;
		}
	if (answer == MS_YES)
		return MS_YES;
	*missing |= unknown;
	return unknown != 0 ? MS_UNKNOWN : MS_NO;
}

/* Do the functional systems at visit i allow a conversion there? */
static ms_tri
systems_agree(const search *s, int i, unsigned *leading, unsigned *missing)
{
	int			grade = s->visit[i].grade[MS_PYRAMIDAL];
	ms_tri		pyramidal = grade == MS_NOT_GRADED ? MS_UNKNOWN :
		grade >= MS_SPMS_MIN_PYRAMIDAL ? MS_YES : MS_NO;

	*missing = pyramidal == MS_UNKNOWN ? 1u << MS_PYRAMIDAL : 0;
	return ms_and(pyramidal, leading_confirmed(s, i, leading, missing));
}

/* Are the functional systems used, and was any ever graded? */
static bool
any_graded(const ms_spms_visit *visit, int n, const ms_spms_rules *rules)
{
	for (int i = 0; rules->systems && i < n; i++)
		if (ms_spms_graded(&visit[i]))
			return true;
	return false;
}

ms_spms
ms_spms_search(const ms_spms_visit *visit, int n, const ms_spms_rules *rules)
{
	search		s = {visit, n, rules, any_graded(visit, n, rules), -1};
	ms_spms		answer = {MS_UNKNOWN, -1, -1, -1, 0, -1, 0};
	bool		assessable = false;

	s.reference = first_reference(&s, 0);
	for (int i = s.reference + 1; s.reference >= 0 && i < n; i++)
	{
		unsigned	leading = 0;
		unsigned	missing = 0;
		int			confirmed;
		ms_tri		systems;

		ms_pause();
		confirmed = confirmation(&s, i);
		assessable = assessable || confirmed >= 0;
		if (relapse_since(&s, i))
		{
			i = s.reference = first_reference(&s, i);
			if (i < 0)
				break;
			continue;
		}
		if (confirmed < 0 || !holds(&s, i, confirmed))
			continue;
		systems = rules->systems ? systems_agree(&s, i, &leading, &missing) : MS_YES;
		if (systems == MS_UNKNOWN && answer.possible < 0)
		{
			answer.possible = i;
			answer.missing = missing;
		}
		if (systems == MS_YES)
		{
			answer.converted = MS_YES;
			answer.visit = i;
			answer.reference = s.reference;
			answer.confirmed = confirmed;
			answer.leading = leading;
			return answer;
		}
	}
	if (assessable && answer.possible < 0)
		answer.converted = MS_NO;
	return answer;
}
