/*
 * recovery.c
 *		The EDSS before, during and after a relapse.
 */
#include "recovery.h"

#include "pause.h"

/* The first visit on or after a day, or n. */
static int
first_from(const ms_visit *visit, int n, int64_t day)
{
	if (day <= INT32_MIN)
		return 0;
	if (day > INT32_MAX)
		return n;
	return ms_series_find(visit, n, (int32_t) (day - 1)) + 1;
}

ms_recovery
ms_relapse_recovery(const ms_visit *visit, int n, const int32_t *onset, int relapses, int i,
					const ms_recovery_rules *rules)
{
	ms_recovery found = {-1, -1, -1};
	int64_t		start = onset[i];
	int64_t		next = i + 1 < relapses ? onset[i + 1] : INT64_MAX;
	int64_t		from = start - rules->before_days;
	int64_t		acute = start + rules->relapse_days;
	int			first = first_from(visit, n, start);

	if (i > 0 && from < (int64_t) onset[i - 1] + rules->relapse_days)
		from = (int64_t) onset[i - 1] + rules->relapse_days;
	if (first > 0 && visit[first - 1].day >= from)
		found.before = first - 1;
	for (int v = first; v < n && visit[v].day < acute && visit[v].day < next; v++)
	{
		ms_pause_at((size_t) v);
		if (found.worst < 0 || visit[v].value > visit[found.worst].value)
			found.worst = v;
	}
	first = first_from(visit, n, start + rules->after_days);
	if (first < n && visit[first].day <= start + rules->within_days && visit[first].day < next)
		found.after = first;
	return found;
}

ms_relapse_severity
ms_relapse_severity_of(int increase)
{
	if (increase <= 0)
		return MS_RELAPSE_NO_INCREASE;
	if (increase < 2)
		return MS_RELAPSE_MILD;
	return increase < 4 ? MS_RELAPSE_MODERATE : MS_RELAPSE_SEVERE;
}
