/*
 * weighted_cox.c
 *		The hazard ratio of two groups of weighted patients, with its robust
 *		variance.
 */
#include "weighted_cox.h"

#include <math.h>

#include "cox_day.h"
#include "pause.h"

typedef struct weighted_sums
{
	ms_ratio_sums ratio;
	double		meat;			/* sum of w^2 residual^2 */
	double		squares;		/* sum of w^2 of the events that tell something */
} weighted_sums;

/*
 * The residuals of those who leave on a day.  The other group's share is 1
 * less the own one: a patient of the first group has the residual [event] mean
 * share of the second - ratio (sum of hazard times share of the second), and
 * so on with the opposite sign.
 */
static void
add_residuals(weighted_sums *s, const ms_group *pair, const ms_group_weights *weights, int32_t day,
			  const ms_cox_day *d, const double exposed[2], double ratio)
{
	for (int g = 0; g < 2; g++)
	{
		double		factor = g == 0 ? ratio : 1;
		double		censored = factor * exposed[1 - g];
		double		event;
		const ms_squares *squares;

		if (!ms_group_leaves_on(&pair[g], day))
			continue;
		squares = &weights[g].squares[pair[g].at];
		event = d == NULL ? censored :
			factor * (exposed[1 - g] - ms_cox_day_own_hazard(d, 1 - g)) - ms_cox_day_shares(d, 1 - g) / d->n;
		s->meat += squares->censored * censored * censored + squares->events * event * event;
		s->squares += d == NULL ? 0 : squares->events;
	}
}

static void
add_stratum(weighted_sums *s, ms_group *pair, const ms_group_weights *weights, double ratio)
{
	double		exposed[2] = {0};	/* sums of hazards times shares so far */
	int32_t		day = 0;

	ms_groups_rewind(pair, 2);
	for (; ms_groups_next_day(pair, 2, &day); ms_groups_pass_day(pair, 2, day))
	{
		double		risk[2] = {ms_group_at_risk(&pair[0]), ms_group_at_risk(&pair[1])};
		double		events[2] = {ms_group_events_on(&pair[0], day), ms_group_events_on(&pair[1], day)};
		double		n = 0;
		ms_cox_day	d;
		bool		informative = events[0] + events[1] > 0 && risk[0] > 0 && risk[1] > 0;

		ms_pause();
		if (informative)
		{
			for (int g = 0; g < 2; g++)
				n += events[g] > 0 ? weights[g].events[pair[g].at] : 0;
			d = ms_cox_day_of(risk, events, n, ratio);
			s->ratio.score += events[0] - d.mean * ms_cox_day_shares(&d, 0);
			s->ratio.information += ms_cox_day_information(&d);
			for (int g = 0; g < 2; g++)
			{
				exposed[g] += ms_cox_day_hazard(&d, g);
				s->ratio.informative[g] += events[g];
			}
		}
		add_residuals(s, pair, weights, day, informative ? &d : NULL, exposed, ratio);
	}
}

typedef struct weighted_groups
{
	ms_group   *group;
	const ms_group_weights *weights;
	int			strata;
} weighted_groups;

static ms_ratio_sums
weighted_cox_at(const void *model, double log_ratio)
{
	const weighted_groups *g = model;
	weighted_sums s = {0};

	for (int i = 0; i < g->strata; i++)
		add_stratum(&s, g->group + 2 * i, g->weights + 2 * i, exp(log_ratio));
	s.ratio.std_err = s.meat > 1e-20 * s.squares ? sqrt(s.meat) / s.ratio.information : NAN;
	return s.ratio;
}

ms_ratio
ms_weighted_cox(ms_group *group, const ms_group_weights *weights, int strata, double conf_level)
{
	weighted_groups g = {group, weights, strata};

	return ms_highest_ratio(weighted_cox_at, &g, conf_level);
}
