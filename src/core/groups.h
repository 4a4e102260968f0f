/*
 * groups.h
 *		Compares groups by their life tables, day by day through all groups of
 *		a stratum together.
 */
#ifndef MS_GROUPS_H
#define MS_GROUPS_H

#include "survival.h"

/*
 * The life table of one group in one stratum.  The groups of all strata are
 * one array, stratum by stratum.
 */
typedef struct ms_group
{
	int			n;
	const ms_life *life;
	int			at;				/* index of the row reached */
} ms_group;

/*
 * What a comparison of weighted groups needs in addition: for each row of the
 * life table, the number of patients with the event, and the sums of squared
 * weights.
 */
typedef struct ms_group_weights
{
	const double *events;
	const ms_squares *squares;
} ms_group_weights;

/* Go to the first day. */
static inline void
ms_groups_rewind(ms_group *group, int groups)
{
	for (int g = 0; g < groups; g++)
		group[g].at = 0;
}

/* Sets the next day on which a group has a row; false at the end. */
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

/* Move past that day. */
static inline void
ms_groups_pass_day(ms_group *group, int groups, int32_t day)
{
	for (int g = 0; g < groups; g++)
		if (group[g].at < group[g].n && group[g].life[group[g].at].day == day)
			group[g].at++;
}

/* The number at risk.  Between two rows of a group it is that of the next row. */
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

static inline bool
ms_group_leaves_on(const ms_group *g, int32_t day)
{
	return g->at < g->n && g->life[g->at].day == day;
}

#endif							/* MS_GROUPS_H */
