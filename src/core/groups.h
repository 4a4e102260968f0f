/*
 * groups.h
 *		Groups that are compared by their life tables: day by day through those
 *		of a stratum, in all of them together.
 */
#ifndef MS_GROUPS_H
#define MS_GROUPS_H

#include "survival.h"

/*
 * The life table of a group in a stratum.  Groups within strata are an array,
 * stratum by stratum.
 */
typedef struct ms_group
{
	int			n;
	const ms_life *life;
	int			at;				/* the row of the day that has been come to */
} ms_group;

/* To the first day. */
static inline void
ms_groups_rewind(ms_group *group, int groups)
{
	for (int g = 0; g < groups; g++)
		group[g].at = 0;
}

/* The next day on which one has a row; false at the end. */
static inline bool
ms_groups_next_day(ms_group *group, int groups, int32_t *day)
{
	bool		found = false;

	for (int g = 0; g < groups; g++)
	{
		if (group[g].at == group[g].n)
			continue;
		if (!found || group[g].life[group[g].at].day < *day)
			*day = group[g].life[group[g].at].day;
		found = true;
	}
	return found;
}

/* Leave that day. */
static inline void
ms_groups_pass_day(ms_group *group, int groups, int32_t day)
{
	for (int g = 0; g < groups; g++)
		if (group[g].at < group[g].n && group[g].life[group[g].at].day == day)
			group[g].at++;
}

/* Between its rows as many are at risk as at the next. */
static inline double
ms_group_at_risk(const ms_group *g)
{
	return g->at < g->n ? g->life[g->at].risk : 0;
}

static inline double
ms_group_events_on(const ms_group *g, int32_t day)
{
	return g->at < g->n && g->life[g->at].day == day ? g->life[g->at].events : 0;
}

#endif							/* MS_GROUPS_H */
