/*
 * logrank.c
 *		The log-rank test of groups.
 */
#include "logrank.h"

#include <math.h>
#include <string.h>

#include "pause.h"
#include "quantile.h"

static double
sum_of(const double *x, int n)
{
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += x[i];
	return sum;
}

/* Sums over all days and strata, for each group, in memory of the caller. */
typedef struct logrank_sums
{
	int			groups;
	double	   *expected;
	double	   *excess;			/* weighted observed minus expected events */
	double	   *variance;		/* of the excess, groups x groups */
	double	   *risk;			/* on one day */
	double	   *events;
} logrank_sums;

static void
add_day(logrank_sums *s, double risk, double events, double weight)
{
	double		spread = risk > 1 ? weight * weight * events * (risk - events) / (risk - 1) : 0;

	for (int g = 0; g < s->groups; g++)
	{
		double		share = s->risk[g] / risk;

		s->expected[g] += weight * events * share;
		s->excess[g] += weight * (s->events[g] - events * share);
		for (int h = 0; h < s->groups; h++)
			s->variance[g * s->groups + h] += spread * share * ((g == h) - s->risk[h] / risk);
	}
}

static void
add_stratum(logrank_sums *s, ms_group *group, double rho)
{
	double		survival = 1;	/* of all groups, before the day */
	int32_t		day = 0;

	ms_groups_rewind(group, s->groups);
	for (; ms_groups_next_day(group, s->groups, &day); ms_groups_pass_day(group, s->groups, day))
	{
		double		risk;
		double		events;

		ms_pause();
		for (int g = 0; g < s->groups; g++)
		{
			s->risk[g] = ms_group_at_risk(&group[g]);
			s->events[g] = ms_group_events_on(&group[g], day);
		}
		events = sum_of(s->events, s->groups);
		if (events == 0)
			continue;
		risk = sum_of(s->risk, s->groups);
		add_day(s, risk, events, rho == 0 ? 1 : pow(survival, rho));
		survival *= (risk - events) / risk;
	}
}

/*
 * Computes x' A^-1 x by elimination, for a symmetric positive matrix A of size
 * n x n whose rows are `stride` apart; overwrites both.  NaN if A is singular
 * within rounding.
 */
static double
quadratic_form(double *a, double *x, int n, int stride)
{
	double		sum = 0;
	double		scale = 0;

	for (int k = 0; k < n; k++)
		scale = fmax(scale, a[k * stride + k]);
	for (int k = 0; k < n; k++)
	{
		double		pivot = a[k * stride + k];

		if (!(pivot > 1e-12 * scale))
			return NAN;
		sum += x[k] * x[k] / pivot;
		for (int i = k + 1; i < n; i++)
		{
			double		factor = a[i * stride + k] / pivot;

			ms_pause_at(i);
			for (int j = k + 1; j < n; j++)
				a[i * stride + j] -= factor * a[k * stride + j];
			x[i] -= factor * x[k];
		}
	}
	return sum;
}

/*
 * Leave out groups without an expected event, and one of the others: the
 * excesses sum to 0, so one of them is redundant.  Choose the group with the
 * most expected events (the last of several), since the excess of a group much
 * larger than the others is the least exact.  Returns the number of groups
 * left.
 */
static int
compact(logrank_sums *s)
{
	int			largest = 0;
	int			kept = 0;

	for (int g = 1; g < s->groups; g++)
		if (s->expected[g] >= s->expected[largest])
			largest = g;
	for (int g = 0; g < s->groups; g++)
	{
		int			column = 0;

		if (!(s->expected[g] > 0) || g == largest)
			continue;
		for (int h = 0; h < s->groups; h++)
			if (s->expected[h] > 0 && h != largest)
				s->variance[kept * s->groups + column++] = s->variance[g * s->groups + h];
		s->excess[kept++] = s->excess[g];
	}
	return kept;
}

ms_test
ms_logrank(ms_group *group, int strata, int groups, double rho, double *work)
{
	logrank_sums s = {
		groups, work, work + groups, work + 4 * groups, work + 2 * groups, work + 3 * groups
	};
	ms_test		test = {NAN, 0, NAN};

	memset(work, 0, MS_LOGRANK_WORK(groups) * sizeof(double));
	for (int i = 0; i < strata; i++)
		add_stratum(&s, group + (size_t) i * groups, rho);
	test.df = compact(&s);
	if (test.df < 1)
		return test;
	test.chisq = quadratic_form(s.variance, s.excess, test.df, groups);
	test.p_value = ms_chisq_upper(test.chisq, test.df);
	return test;
}
