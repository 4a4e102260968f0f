/*
 * logrank.c
 *		The log-rank test of groups.
 */
#include "logrank.h"

#include <math.h>
#include <string.h>

#include "efron.h"
#include "pause.h"

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
	ms_scores	scores;			/* the excess is weighted */
	double	   *risk;			/* on one day */
	double	   *events;
} logrank_sums;

static void
add_day(logrank_sums *s, double risk, double events, double weight)
{
	ms_scores  *t = &s->scores;
	double		spread = risk > 1 ? weight * weight * events * (risk - events) / (risk - 1) : 0;

	for (int g = 0; g < t->groups; g++)
	{
		double		share = s->risk[g] / risk;

		t->expected[g] += weight * events * share;
		t->excess[g] += weight * (s->events[g] - events * share);
		for (int h = 0; h < t->groups; h++)
			t->variance[g * t->groups + h] += spread * share * ((g == h) - s->risk[h] / risk);
	}
}

static void
add_stratum(logrank_sums *s, ms_group *group, double rho)
{
	int			groups = s->scores.groups;
	double		survival = 1;	/* of all groups, before the day */
	int32_t		day = 0;

	ms_groups_rewind(group, groups);
	for (; ms_groups_next_day(group, groups, &day); ms_groups_pass_day(group, groups, day))
	{
		double		risk;
		double		events;

		ms_pause();
		for (int g = 0; g < groups; g++)
		{
			s->risk[g] = ms_group_at_risk(&group[g]);
			s->events[g] = ms_group_events_on(&group[g], day);
		}
		events = sum_of(s->events, groups);
		if (events == 0)
			continue;
		risk = sum_of(s->risk, groups);
		add_day(s, risk, events, rho == 0 ? 1 : pow(survival, rho));
		survival *= (risk - events) / risk;
	}
}

ms_test
ms_logrank(ms_group *group, int strata, int groups, double rho, double *work)
{
	logrank_sums s = {
		{groups, work, work + groups, work + 4 * groups}, work + 2 * groups, work + 3 * groups
	};

	memset(work, 0, MS_LOGRANK_WORK(groups) * sizeof(double));
	for (int i = 0; i < strata; i++)
		add_stratum(&s, group + (size_t) i * groups, rho);
	return ms_scores_test(&s.scores, ms_scores_compact(&s.scores));
}

/*
 * Weighted patients.  Of those who leave on a day, all with the event have
 * residuals of the same form, own e_j - others, where e_j is 1 in the place of
 * their group j and 0 in the others; so have all who are censored.
 */
typedef struct residual
{
	double		own;
	double	   *others;			/* for each group */
	double	   *squares;		/* sums of w^2 of those who have it, for each group */
} residual;

typedef struct weighted_logrank
{
	logrank_sums s;
	double		hazard;			/* the sum of hazards so far, */
	double	   *exposed;		/* and of hazards times the shares of each group */
	double		squares;		/* sum of w^2 of events */
	residual	event;
	residual	censored;
} weighted_logrank;

/* Adds the squares of a day's residuals, each patient's times w^2. */
static void
add_squares(weighted_logrank *w, const residual *r)
{
	int			groups = w->s.scores.groups;
	double		all = sum_of(r->squares, groups);

	if (all == 0)
		return;
	for (int g = 0; g < groups; g++)
	{
		double		own = r->own * r->squares[g];
		double	   *row = w->s.scores.variance + (size_t) g * groups;

		ms_pause_at(g);
		row[g] += r->own * own;
		for (int h = 0; h < groups; h++)
			row[h] += all * r->others[g] * r->others[h] - own * r->others[h] - r->own * r->others[g] * r->squares[h];
	}
}

/*
 * A day on which events, n in number, have these sums of weights.  The share of
 * a group in the denominator of an event is level + rest / denominator.
 */
static void
add_weighted_day(weighted_logrank *w, double risk, double events, double n, double weight)
{
	logrank_sums *s = &w->s;
	ms_scores  *t = &s->scores;
	double		mean = weight * events / n;
	ms_efron	e = ms_efron_sums(risk, events, n);

	w->hazard += mean * e.first;
	w->event.own = weight - w->hazard + mean * e.part_first;
	for (int g = 0; g < t->groups; g++)
	{
		double		level = s->events[g] / events;
		double		rest = s->risk[g] - level * risk;
		double		shares = level * n + rest * e.first;

		t->expected[g] += mean * shares;
		t->excess[g] += weight * s->events[g] - mean * shares;
		w->exposed[g] += mean * (level * e.first + rest * e.second);
		w->event.others[g] = weight * shares / n - w->exposed[g] +
			mean * (level * e.part_first + rest * e.part_second);
	}
}

/* Reads a day of a stratum; returns the number of its events. */
static double
read_day(weighted_logrank *w, const ms_group *group, const ms_group_weights *weights, int32_t day)
{
	double		n = 0;

	for (int g = 0; g < w->s.scores.groups; g++)
	{
		int			at = group[g].at;
		bool		leaves = ms_group_leaves_on(&group[g], day);

		w->s.risk[g] = ms_group_at_risk(&group[g]);
		w->s.events[g] = ms_group_events_on(&group[g], day);
		w->event.squares[g] = leaves ? weights[g].squares[at].events : 0;
		w->censored.squares[g] = leaves ? weights[g].squares[at].censored : 0;
		n += leaves ? weights[g].events[at] : 0;
	}
	return n;
}

static void
add_weighted_stratum(weighted_logrank *w, ms_group *group, const ms_group_weights *weights, double rho)
{
	int			groups = w->s.scores.groups;
	double		survival = 1;
	int32_t		day = 0;

	w->hazard = 0;
	memset(w->exposed, 0, groups * sizeof(double));
	ms_groups_rewind(group, groups);
	for (; ms_groups_next_day(group, groups, &day); ms_groups_pass_day(group, groups, day))
	{
		double		n = read_day(w, group, weights, day);
		double		risk = sum_of(w->s.risk, groups);
		double		events = sum_of(w->s.events, groups);

		ms_pause();
		if (events > 0)
		{
			add_weighted_day(w, risk, events, n, rho == 0 ? 1 : pow(survival, rho));
			survival *= fmax(risk - events, 0) / risk;
			w->squares += sum_of(w->event.squares, groups);
			add_squares(w, &w->event);
		}
		w->censored.own = -w->hazard;
		for (int g = 0; g < groups; g++)
			w->censored.others[g] = -w->exposed[g];
		add_squares(w, &w->censored);
	}
}

ms_test
ms_weighted_logrank(ms_group *group, const ms_group_weights *weights, int strata, int groups,
					double rho, double *work)
{
	weighted_logrank w = {
		.s = {{groups, work, work + groups, work + 10 * groups}, work + 2 * groups, work + 3 * groups},
		.exposed = work + 4 * groups,
		.event = {0, work + 5 * groups, work + 6 * groups},
		.censored = {0, work + 7 * groups, work + 8 * groups}
	};
	double		spread = 0;
	int			left;

	memset(work, 0, MS_WEIGHTED_LOGRANK_WORK(groups) * sizeof(double));
	for (int i = 0; i < strata; i++)
		add_weighted_stratum(&w, group + (size_t) i * groups, weights + (size_t) i * groups, rho);
	left = ms_scores_compact(&w.s.scores);
	for (int i = 0; i < left; i++)
		spread = fmax(spread, w.s.scores.variance[i * groups + i]);
	if (left > 0 && !(spread > 1e-20 * w.squares))
		return (ms_test) {NAN, left, NAN};
	return ms_scores_test(&w.s.scores, left);
}
