/*
 * cox.c
 *		The hazard ratio of two groups, by Newton's method.
 */
#include "cox.h"

#include <math.h>

#include "efron.h"
#include "pause.h"
#include "quantile.h"

/*
 * One of two groups on a day: its survivors, and its share of an average
 * event, both multiplied by its hazard.
 */
typedef struct efron_side
{
	double		left;
	double		event;
} efron_side;

/*
 * Over the tied events of a day, counted down l = d ... 1, the sums of a
 * group's share of Efron's denominators,
 *
 *		x_l = (left + event l) / (all left + all events l),
 *
 * and of x_l (1 - x_l).  The factor 1 - x_l is computed as the other group's
 * share.  Nothing is subtracted from 1, so both sums are exact even if the
 * groups differ greatly in size.  Many ties need no loop, since x_l is a
 * constant plus a constant over (all left / all events + l).
 */
static void
efron_shares(const efron_side *own, const efron_side *other, double d,
			 double *sum, double *information)
{
	double		left = own->left + other->left;
	double		event = own->event + other->event;

	*sum = *information = 0;
	if (d <= MS_EFRON_LOOP)
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

		ms_sums_of_inverses(left / event, d, &first, &second);
		*sum = level * d + rest * first;
		*information = level * other_level * d + rest * (other_level - level) * first - rest * rest * second;
	}
}

void
ms_add_cox_day(ms_ratio_sums *s, const double risk[2], const double events[2], double ratio)
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
	/*
	 * observed minus expected events of one group are expected minus observed
	 * of the other
	 */
	efron_shares(&side[smaller], &side[1 - smaller], all, &shares, &information);
	s->score += smaller == 0 ? events[0] - shares : shares - events[1];
	s->information += information;
	s->informative[0] += events[0];
	s->informative[1] += events[1];
}

typedef struct groups
{
	ms_group   *group;
	int			strata;
} groups;

static ms_ratio_sums
cox_at(const void *model, double log_ratio)
{
	const groups *g = model;
	ms_ratio_sums s = {0};

	for (int i = 0; i < g->strata; i++)
	{
		ms_group *pair = g->group + 2 * i;
		int32_t		day = 0;

		ms_groups_rewind(pair, 2);
		for (; ms_groups_next_day(pair, 2, &day); ms_groups_pass_day(pair, 2, day))
		{
			double		risk[2] = {ms_group_at_risk(&pair[0]), ms_group_at_risk(&pair[1])};
			double		events[2] = {ms_group_events_on(&pair[0], day), ms_group_events_on(&pair[1], day)};

			ms_pause();
			ms_add_cox_day(&s, risk, events, exp(log_ratio));
		}
	}
	s.std_err = 1 / sqrt(s.information);
	return s;
}

/*
 * Newton's method on a concave function of one variable.  A step is at most 2,
 * so that the first ones do not overshoot.
 */
#define NEWTON_STEPS 200

ms_ratio
ms_highest_ratio(ms_ratio_sums (*at) (const void *model, double log_ratio), const void *model, double conf_level)
{
	double		z = ms_normal_quantile_upper((1 - conf_level) / 2);
	double		beta = 0;
	double		step = INFINITY;
	ms_ratio_sums s = at(model, beta);

	if (s.informative[0] == 0 || s.informative[1] == 0)
		return (ms_ratio) {
			s.informative[0] > 0 ? INFINITY : s.informative[1] > 0 ? 0 : NAN, NAN, NAN, NAN
		};
	for (int i = 0; i < NEWTON_STEPS && fabs(step) > 1e-12 * (1 + fabs(beta)); i++)
	{
		step = fmax(-2, fmin(2, s.score / s.information));
		beta += step;
		s = at(model, beta);
	}
	if (!(fabs(step) <= 1e-9 * (1 + fabs(beta))))
		return (ms_ratio) {NAN, NAN, NAN, NAN};
	return (ms_ratio) {
		exp(beta), exp(beta - z * s.std_err), exp(beta + z * s.std_err),
		2 * ms_normal_upper(fabs(beta) / s.std_err)
	};
}

ms_ratio
ms_cox(ms_group *group, int strata, double conf_level)
{
	groups		g = {group, strata};

	return ms_highest_ratio(cox_at, &g, conf_level);
}
