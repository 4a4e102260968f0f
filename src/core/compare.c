/*
 * compare.c
 *		Comparisons of groups by their life tables: the log-rank test and the
 *		hazard ratio.  See survival.h.
 */
#include <math.h>
#include <string.h>

#include "pause.h"
#include "quantile.h"
#include "survival.h"

/*
 * The days of a stratum
 */

static void
rewind_groups(ms_group *group, int groups)
{
	for (int g = 0; g < groups; g++)
		group[g].at = 0;
}

/* Step all groups to the next day on which one has a row; false at the end. */
static bool
next_day(ms_group *group, int groups, int32_t *day)
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

static void
pass_day(ms_group *group, int groups, int32_t day)
{
	for (int g = 0; g < groups; g++)
		if (group[g].at < group[g].n && group[g].life[group[g].at].day == day)
			group[g].at++;
}

/* Between its rows as many are at risk as at the next. */
static double
at_risk(const ms_group *g)
{
	return g->at < g->n ? g->life[g->at].risk : 0;
}

static double
events_on(const ms_group *g, int32_t day)
{
	return g->at < g->n && g->life[g->at].day == day ? g->life[g->at].events : 0;
}

static double
sum_of(const double *x, int n)
{
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += x[i];
	return sum;
}

/*
 * Log-rank
 */

/* Sums over all days and strata, for each group; in the caller's room. */
typedef struct logrank_sums
{
	int			groups;
	double	   *expected;
	double	   *excess;			/* weighted events above those expected */
	double	   *variance;		/* of the excess, groups x groups */
	double	   *risk;			/* of one day */
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

	rewind_groups(group, s->groups);
	for (; next_day(group, s->groups, &day); pass_day(group, s->groups, day))
	{
		double		risk;
		double		events;

		ms_pause();
		for (int g = 0; g < s->groups; g++)
		{
			s->risk[g] = at_risk(&group[g]);
			s->events[g] = events_on(&group[g], day);
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
 * x' A^-1 x by elimination, A being symmetric and positive, n x n with rows
 * `stride` apart; both are overwritten.  NaN where A has no inverse, but for
 * rounding.
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
 * Leave out groups without an expected event, and the last of those of which
 * most are expected: the excesses sum to 0, so one of them says nothing new, and
 * of a group much larger than the others they are the least exact.  How many
 * are left.
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

/*
 * Hazard ratio
 */

/*
 * The sums of 1 / x and 1 / x^2 for x = start + 1 ... start + n.  The first terms
 * are added one by one until x is large; the rest is the integral between half
 * steps, corrected by the first three terms of Euler and Maclaurin's formula.  So
 * no digit is lost where n is small beside a large start.
 */
#define LARGE 64

static void
sums_of_inverses(double start, double n, double *first, double *second)
{
	double		from;
	double		to;

	*first = *second = 0;
	for (; n > 0 && start < LARGE; n--)
	{
		start++;
		*first += 1 / start;
		*second += 1 / (start * start);
	}
	from = start + 0.5;
	to = from + n;
	*first += log1p(n / from) - (1 / (from * from) - 1 / (to * to)) / 24 +
		7.0 / 960 * (pow(from, -4) - pow(to, -4)) - 31.0 / 8064 * (pow(from, -6) - pow(to, -6));
	*second += n / from / to - (pow(from, -3) - pow(to, -3)) / 12 +
		7.0 / 240 * (pow(from, -5) - pow(to, -5)) - 31.0 / 1344 * (pow(from, -7) - pow(to, -7));
}

/* Two groups on a day: how many survive it, and an average event, as they weigh. */
typedef struct efron_side
{
	double		left;
	double		event;
} efron_side;

/*
 * The sums over the tied events of a day, counted down to the last, l = d ... 1,
 * of a group's share of Efron's denominators,
 *
 *		x_l = (left + event l) / (all left + all events l),
 *
 * and of x_l (1 - x_l), in which 1 - x_l is the other group's share: nothing is
 * subtracted from 1, so that both are exact however unlike the groups are in
 * size.  Many ties need no loop: x_l is a level and a rest over (all left / all
 * events + l).
 */
#define EFRON_LOOP 64

static void
efron_shares(const efron_side *own, const efron_side *other, double d,
			 double *sum, double *information)
{
	double		left = own->left + other->left;
	double		event = own->event + other->event;

	*sum = *information = 0;
	if (d <= EFRON_LOOP)
	{
		for (double l = d; l > 0; l--)
		{
			double		all = left + event * l;
			double		share = (own->left + own->event * l) / all;

			*sum += share;
			*information += share * ((other->left + other->event * l) / all);
		}
	}
	else
	{
		double		level = own->event / event;
		double		other_level = other->event / event;
		double		rest = own->left / event * other_level - other->left / event * level;
		double		first;
		double		second;

		sums_of_inverses(left / event, d, &first, &second);
		*sum = level * d + rest * first;
		*information = level * other_level * d + rest * (other_level - level) * first - rest * rest * second;
	}
}

/* What the partial likelihood says at one logarithm of the ratio. */
typedef struct cox_sums
{
	double		score;
	double		information;
	double		informative[2]; /* events of each group while both are at risk */
} cox_sums;

static void
add_cox_day(cox_sums *s, const double risk[2], const double events[2], double ratio)
{
	double		all = events[0] + events[1];
	efron_side	side[2] = {
		{ratio * (risk[0] - events[0]), ratio * (events[0] / all)},
		{risk[1] - events[1], events[1] / all}
	};
	int			smaller = ratio * risk[0] <= risk[1] ? 0 : 1;
	double		shares;
	double		information;

	if (all == 0 || risk[0] == 0 || risk[1] == 0)
		return;
	/* the events of one group beyond its shares are those that the other lacks */
	efron_shares(&side[smaller], &side[1 - smaller], all, &shares, &information);
	s->score += smaller == 0 ? events[0] - shares : shares - events[1];
	s->information += information;
	s->informative[0] += events[0];
	s->informative[1] += events[1];
}

static cox_sums
cox_at(ms_group *group, int strata, double log_ratio)
{
	cox_sums	s = {0};

	for (int i = 0; i < strata; i++)
	{
		ms_group *pair = group + 2 * i;
		int32_t		day = 0;

		rewind_groups(pair, 2);
		for (; next_day(pair, 2, &day); pass_day(pair, 2, day))
		{
			double		risk[2] = {at_risk(&pair[0]), at_risk(&pair[1])};
			double		events[2] = {events_on(&pair[0], day), events_on(&pair[1], day)};

			ms_pause();
			add_cox_day(&s, risk, events, exp(log_ratio));
		}
	}
	return s;
}

/*
 * Newton's method on a concave function of one number; a step is no longer
 * than 2, so that the first ones do not overshoot.
 */
#define NEWTON_STEPS 200

ms_ratio
ms_cox(ms_group *group, int strata, double conf_level)
{
	double		z = ms_normal_quantile_upper((1 - conf_level) / 2);
	double		beta = 0;
	double		step = INFINITY;
	double		std_err;
	cox_sums	s = cox_at(group, strata, beta);

	if (s.informative[0] == 0 || s.informative[1] == 0)
		return (ms_ratio) {
			s.informative[0] > 0 ? INFINITY : s.informative[1] > 0 ? 0 : NAN, NAN, NAN, NAN
		};
	for (int i = 0; i < NEWTON_STEPS && fabs(step) > 1e-12 * (1 + fabs(beta)); i++)
	{
		step = fmax(-2, fmin(2, s.score / s.information));
		beta += step;
		s = cox_at(group, strata, beta);
	}
	std_err = 1 / sqrt(s.information);
	if (!(fabs(step) <= 1e-9 * (1 + fabs(beta))))
		return (ms_ratio) {NAN, NAN, NAN, NAN};
	return (ms_ratio) {
		exp(beta), exp(beta - z * std_err), exp(beta + z * std_err),
		2 * ms_normal_upper(fabs(beta) / std_err)
	};
}
