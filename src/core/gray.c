/*
 * gray.c
 *		Gray's test of cumulative incidences.
 *
 * A group k with Y patients at risk stands for h = Y / S(t-) patients at risk
 * of the subdistribution, where S is its curve of no event of any cause, and
 * for h (1 - F(t-)), where F is its own cumulative incidence, in the score.
 * The score of group i is the sum over days of
 *
 *		weight (events of the cause in i - their share by h (1 - F)).
 *
 * Under the hypothesis, it is a sum over the patients of each group k of
 * residuals.  Those of an event of the cause in k are
 *
 *		a(i, k) + t C(i, k),	a(i, k) = weight h(i) ([i = k] - h(k) / sum of h),
 *
 * and those of another event are t C(i, k), where C is the integral of a over
 * the pooled hazard of the cause on all later days, and t depends on the pooled
 * F and on S of k.  Two passes through the days compute it: the first the
 * integral over all days, from which the second takes each day away.
 */
#include "gray.h"

#include <math.h>
#include <string.h>

#include "pause.h"

typedef struct gray
{
	ms_scores	scores;
	double		rho;
	double	   *later;			/* C, groups x groups */
	double	   *residual;		/* for each group */
	/* each group before the day */
	double	   *survival;		/* S */
	double	   *incidence;		/* F */
	double		pooled;			/* F of all groups */
	/* each group on the day */
	double	   *risk;
	double	   *events;			/* of all causes */
	double	   *of_cause;
	double	   *scaled;			/* h */
	double		weight;
	double		all;			/* sums over the groups: of events, */
	double		all_of_cause;
	double		all_scaled;		/* of h, and of h (1 - F) */
	double		all_free;
} gray;

static void
read_day(gray *g, const ms_group *group, const double *const *of_cause, int32_t day)
{
	g->all = g->all_of_cause = g->all_scaled = g->all_free = 0;
	g->weight = g->rho == 0 ? 1 : pow(fmax(1 - g->pooled, 0), g->rho);
	for (int k = 0; k < g->scores.groups; k++)
	{
		g->risk[k] = ms_group_at_risk(&group[k]);
		g->events[k] = ms_group_events_on(&group[k], day);
		g->of_cause[k] = g->events[k] > 0 ? of_cause[k][group[k].at] : 0;
		g->scaled[k] = g->risk[k] > 0 ? g->risk[k] / g->survival[k] : 0;
		g->all += g->events[k];
		g->all_of_cause += g->of_cause[k];
		g->all_scaled += g->scaled[k];
		g->all_free += g->scaled[k] * (1 - g->incidence[k]);
	}
}

/* a(i, k) */
static inline double
own_part(const gray *g, int i, int k)
{
	return g->weight * g->scaled[i] * ((i == k) - g->scaled[k] / g->all_scaled);
}

/*
 * Adds a day to the integral, or takes it away.  Where the last patient of a
 * group has an event before the end, the pooled F may reach 1 or exceed it: at
 * 1 there is no hazard, and whether rounding comes to a little less must not
 * matter.  Beyond, the numbers are those of cmprsk.
 */
static void
integrate(gray *g, double sign)
{
	int			groups = g->scores.groups;
	double		hazard = g->all_of_cause / (g->all_scaled * (1 - g->pooled));

	if (fabs(1 - g->pooled) < 1e-9)
		return;
	for (int i = 0; i < groups; i++)
	{
		ms_pause_at(i);
		for (int k = 0; k < groups; k++)
			g->later[(size_t) i * groups + k] += sign * own_part(g, i, k) * hazard;
	}
}

static void
add_scores(gray *g)
{
	ms_scores  *s = &g->scores;

	for (int i = 0; i < s->groups; i++)
	{
		double		expected = g->weight * g->all_of_cause * g->scaled[i] * (1 - g->incidence[i]) / g->all_free;

		s->expected[i] += expected;
		s->excess[i] += g->weight * g->of_cause[i] - expected;
	}
}

/* Adds the variance of residuals of group k: a(i, k), if it is an event of the cause, plus t times C(i, k). */
static void
add_residuals(gray *g, int k, double variance, bool cause, double t)
{
	int			groups = g->scores.groups;

	for (int i = 0; i < groups; i++)
		g->residual[i] = (cause ? own_part(g, i, k) : 0) + t * g->later[(size_t) i * groups + k];
	for (int i = 0; i < groups; i++)
	{
		ms_pause_at(i);
		for (int j = 0; j < groups; j++)
			g->scores.variance[(size_t) i * groups + j] += variance * g->residual[i] * g->residual[j];
	}
}

/* n tied events of `all`: the factor of their variance, which is 1 for a single event. */
static double
tied(double n, double all)
{
	return n > 1 ? 1 - (n - 1) / (all - 1) : 1;
}

static void
add_variance(gray *g)
{
	double		pooled = g->pooled + g->all_of_cause / g->all_scaled;	/* after the day */

	for (int k = 0; k < g->scores.groups; k++)
	{
		double		n = g->risk[k];
		double		before = g->survival[k];
		double		after = before * (n - g->events[k]) / n;
		double		others = g->events[k] - g->of_cause[k];

		if (n == 0)
			continue;
		ms_pause();
		if (g->all_of_cause > 0)
			add_residuals(g, k, tied(g->all_of_cause, g->all_scaled * before) * before * g->all_of_cause / (g->all_scaled * n),
						  true, after > 0 ? 1 - (1 - pooled) / after : 1);
		if (others > 0 && after > 0)
			add_residuals(g, k, tied(others, n) * before * before * others / (n * n), false, (1 - pooled) / after);
	}
}

/* Moves the curves past the day. */
static void
step(gray *g)
{
	for (int k = 0; k < g->scores.groups; k++)
		if (g->risk[k] > 0)
		{
			g->incidence[k] += g->survival[k] * g->of_cause[k] / g->risk[k];
			g->survival[k] *= (g->risk[k] - g->events[k]) / g->risk[k];
		}
	g->pooled += g->all_of_cause / g->all_scaled;
}

static void
pass(gray *g, ms_group *group, const double *const *of_cause, bool second)
{
	int			groups = g->scores.groups;
	int32_t		day = 0;

	for (int k = 0; k < groups; k++)
	{
		g->survival[k] = 1;
		g->incidence[k] = 0;
	}
	g->pooled = 0;
	ms_groups_rewind(group, groups);
	for (; ms_groups_next_day(group, groups, &day); ms_groups_pass_day(group, groups, day))
	{
		ms_pause();
		read_day(g, group, of_cause, day);
		if (g->all == 0)
			continue;
		if (g->all_of_cause > 0)
			integrate(g, second ? -1 : 1);
		if (second)
		{
			if (g->all_of_cause > 0)
				add_scores(g);
			add_variance(g);
		}
		step(g);
	}
}

ms_test
ms_gray(ms_group *group, const double *const *of_cause, int strata, int groups, double rho, double *work)
{
	double	   *matrix = work + 9 * groups;
	gray		g = {
		.scores = {groups, work, work + groups, matrix},
		.rho = rho,
		.later = matrix + (size_t) groups * groups,
		.residual = work + 2 * groups,
		.survival = work + 3 * groups, .incidence = work + 4 * groups,
		.risk = work + 5 * groups, .events = work + 6 * groups, .of_cause = work + 7 * groups,
		.scaled = work + 8 * groups
	};

	memset(work, 0, MS_GRAY_WORK(groups) * sizeof(double));
	for (int i = 0; i < strata; i++)
	{
		ms_group   *own = group + (size_t) i * groups;
		const double *const *own_causes = of_cause + (size_t) i * groups;

		memset(g.later, 0, (size_t) groups * groups * sizeof(double));
		pass(&g, own, own_causes, false);
		pass(&g, own, own_causes, true);
	}
	return ms_scores_test(&g.scores, ms_scores_compact(&g.scores));
}
