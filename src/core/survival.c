/*
 * survival.c
 *		Times to an event: the tallies and the curves.
 */
#include "survival.h"

#include <math.h>

#include "pause.h"
#include "quantile.h"

/*
 * The tallies
 */

/*
 * A patient who enters late leaves on a later day.  So, going back through the
 * days, the entries never exceed the exits after them.
 */
static bool
survival_rows_valid(const ms_ledger *l)
{
	int64_t		risk = 0;

	for (int row = l->rows - 1; row >= 0; row--)
	{
		risk -= ms_ledger_count(l, row, MS_SURVIVAL_ENTERED);
		if (risk < 0)
			return false;
		risk += ms_ledger_count(l, row, MS_SURVIVAL_EVENTS) +
			ms_ledger_count(l, row, MS_SURVIVAL_CENSORED);
	}
	return true;
}

const ms_ledger_kind ms_survival_kind = {
	.type = "survival_tally",
	.key = "days",
	.columns = 3,
	.column = {"events", "censored", "entered"},
	.always = 2,
	.rows_valid = survival_rows_valid,
};

/* There are weights exactly where there are patients. */
static bool
weighted_row_valid(const ms_ledger *l, int row)
{
	for (int i = 0; i < l->columns; i += MS_WEIGHTED_CENSORED)
	{
		const ms_cell *cell = ms_ledger_row(l, row) + i;
		bool		some = cell[MS_WEIGHTED_PATIENTS].count > 0;

		if ((cell[MS_WEIGHTED_WEIGHT].weight > 0) != some ||
			(cell[MS_WEIGHTED_SQUARE].weight > 0) != some)
			return false;
	}
	return true;
}

const ms_ledger_kind ms_weighted_survival_kind = {
	.type = "weighted_survival_tally",
	.key = "days",
	.columns = 6,
	.column = {"events", "event_weights", "event_squares",
	"censored", "censored_weights", "censored_squares"},
	.weights = 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5,
	.always = 6,
	.row_valid = weighted_row_valid,
};

/*
 * The number (or weight) of patients who leave on the day of a row, with the
 * event or censored.
 */
static double
leaving(const ms_ledger *l, int row, bool event)
{
	const ms_cell *cell = ms_ledger_row(l, row);

	if (l->kind == &ms_weighted_survival_kind)
		return cell[MS_WEIGHTED_WEIGHT + (event ? 0 : MS_WEIGHTED_CENSORED)].weight;
	return (double) cell[event ? MS_SURVIVAL_EVENTS : MS_SURVIVAL_CENSORED].count;
}

/* Works back from the last day, so that sums of weights leave no remainder. */
void
ms_life_table(const ms_ledger *l, ms_life *life)
{
	bool		delayed = l->kind == &ms_survival_kind && l->columns > MS_SURVIVAL_ENTERED;
	double		risk = 0;

	for (int row = l->rows - 1; row >= 0; row--)
	{
		double		events = leaving(l, row, true);
		double		censored = leaving(l, row, false);

		ms_pause_at(row);
		if (delayed)
			risk -= (double) ms_ledger_count(l, row, MS_SURVIVAL_ENTERED);
		risk += events + censored;
		life[row] = (ms_life) {l->key[row], risk, events, censored};
	}
}

void
ms_life_squares(const ms_ledger *l, ms_squares *squares)
{
	double		later = 0;

	for (int row = l->rows - 1; row >= 0; row--)
	{
		const ms_cell *cell = ms_ledger_row(l, row);
		double		events = cell[MS_WEIGHTED_SQUARE].weight;
		double		censored = cell[MS_WEIGHTED_CENSORED + MS_WEIGHTED_SQUARE].weight;

		ms_pause_at(row);
		squares[row] = (ms_squares) {events, censored, later};
		later += events + censored;
	}
}

void
ms_life_event_counts(const ms_ledger *l, double *counts)
{
	for (int row = 0; row < l->rows; row++)
	{
		ms_pause_at(row);
		counts[row] = (double) ms_ledger_count(l, row, MS_WEIGHTED_PATIENTS);
	}
}

bool
ms_survival_days(const ms_ledger *l, int64_t *days)
{
	*days = 0;
	for (int row = l->rows - 1; row >= 0; row--)	/* from the last day the sum is never negative */
	{
		int64_t		exits = ms_ledger_count(l, row, MS_SURVIVAL_EVENTS) +
			ms_ledger_count(l, row, MS_SURVIVAL_CENSORED);
		int64_t		part;

		ms_pause_at(row);
		if (__builtin_mul_overflow(exits - ms_ledger_count(l, row, MS_SURVIVAL_ENTERED),
								   (int64_t) l->key[row], &part) ||
			__builtin_add_overflow(*days, part, days))
			return false;
	}
	return true;
}

/*
 * Kaplan-Meier
 */

ms_point
ms_km_start(void)
{
	return (ms_point) {1, 0, 1, 1};
}

void
ms_set_limits(ms_point *p, double z, ms_conf_type type)
{
	double		s = p->estimate;
	double		reach = z * p->std_err;

	p->lower = p->upper = NAN;
	if (isnan(p->std_err))
		return;
	if (type == MS_CONF_PLAIN)
	{
		p->lower = fmax(s - reach, 0);
		p->upper = fmin(s + reach, 1);
	}
	else if (type == MS_CONF_LOG && s > 0)
	{
		double		factor = exp(reach / s);

		p->lower = s / factor;
		p->upper = fmin(s * factor, 1);
	}
	else if (type == MS_CONF_LOG_LOG && s > 0 && s < 1)
	{
		double		log_s = log(s);

		p->lower = exp(log_s * exp(-reach / (s * log_s)));
		p->upper = exp(log_s * exp(reach / (s * log_s)));
	}
}

/*
 * The infinitesimal jackknife variance: the sum of the squared influences of
 * the patients on the estimate, times the squares of their weights.  The
 * influence of a patient who has left no longer changes; *left is the sum over
 * these patients.
 */
static double
jackknife(double *left, const ms_squares *squares, double event_influence,
		  double censored_influence)
{
	*left += squares->events * event_influence * event_influence +
		squares->censored * censored_influence * censored_influence;
	return *left + squares->later * censored_influence * censored_influence;
}

void
ms_kaplan_meier(const ms_life *life, const ms_squares *squares, int n,
				const ms_conf *conf, ms_point *point)
{
	double		z = ms_normal_quantile_upper((1 - conf->level) / 2);
	double		survival = 1;
	double		greenwood = 0;	/* sum of d / (n (n - d)) */
	double		left = 0;

	for (int i = 0; i < n; i++)
	{
		const ms_life *day = &life[i];
		double		survivors = day->risk - day->events;
		bool		last = day->events > 0 && survivors <= 0;
		double		variance;	/* of the logarithm */

		ms_pause_at(i);
		if (last)
			survival = 0;
		else if (day->events > 0)
		{
			survival *= survivors / day->risk;
			greenwood += day->events / (day->risk * survivors);
		}
		variance = squares == NULL ? greenwood :
			jackknife(&left, &squares[i], greenwood - (survivors > 0 ? 1 / survivors : 0), greenwood);
		point[i].estimate = survival;
		point[i].std_err = survival > 0 || squares != NULL ? survival * sqrt(variance) : NAN;
		ms_set_limits(&point[i], z, conf->type);
	}
}

/*
 * The day on which a rising curve (1 - estimate, or 1 - a limit) reaches p.  A
 * height within SAME of p counts as p; then the answer is halfway to the day
 * of the next higher point, or to the end of the curve.
 */
#define SAME 1.5e-8

static double
crossing(const ms_life *life, const ms_point *point, int n, double p,
		 double (*height) (const ms_point *))
{
	double		at = INFINITY;	/* lowest height that is at least p */
	double		above = INFINITY;	/* lowest height clearly above p */
	double		at_day = NAN;
	double		above_day = NAN;
	double		last = NAN;

	for (int i = 0; i < n; i++)
	{
		double		y = last = height(&point[i]);

		ms_pause_at(i);
		if (y >= p - SAME && y < at)
		{
			at = y;
			at_day = life[i].day;
		}
		if (y >= p + SAME && y < above)
		{
			above = y;
			above_day = life[i].day;
		}
	}
	if (isnan(above_day) && fabs(p - last) < SAME)
		above_day = life[n - 1].day;
	return (at_day + above_day) / 2;
}

static double
events_had(const ms_point *p)
{
	return 1 - p->estimate;
}

static double
events_by_lower(const ms_point *p)
{
	return 1 - p->lower;
}

static double
events_by_upper(const ms_point *p)
{
	return 1 - p->upper;
}

ms_quantile
ms_km_quantile(const ms_life *life, const ms_point *point, int n, double p)
{
	return (ms_quantile) {
		crossing(life, point, n, p, events_had),
		crossing(life, point, n, p, events_by_lower),
		crossing(life, point, n, p, events_by_upper)
	};
}

/*
 * Nelson-Aalen
 */

static void
set_hazard_limits(ms_point *p, double z, ms_conf_type type)
{
	double		reach = z * p->std_err;

	p->lower = p->upper = NAN;
	if (p->estimate <= 0)
		return;
	if (type == MS_CONF_PLAIN)
	{
		p->lower = fmax(p->estimate - reach, 0);
		p->upper = p->estimate + reach;
	}
	else
	{
		p->lower = p->estimate * exp(-reach / p->estimate);
		p->upper = p->estimate * exp(reach / p->estimate);
	}
}

void
ms_nelson_aalen(const ms_life *life, const ms_squares *squares, int n,
				const ms_conf *conf, ms_point *point)
{
	double		z = ms_normal_quantile_upper((1 - conf->level) / 2);
	double		hazard = 0;
	double		poisson = 0;	/* sum of d / n^2 */
	double		left = 0;

	for (int i = 0; i < n; i++)
	{
		const ms_life *day = &life[i];
		double		variance;

		ms_pause_at(i);
		if (day->events > 0)
		{
			hazard += day->events / day->risk;
			poisson += day->events / (day->risk * day->risk);
		}
		variance = squares == NULL ? poisson :
			jackknife(&left, &squares[i], poisson - 1 / day->risk, poisson);
		point[i].estimate = hazard;
		point[i].std_err = sqrt(variance);
		set_hazard_limits(&point[i], z, conf->type);
	}
}

/* The area under the curve */

ms_point
ms_km_area(const ms_life *life, const ms_point *point, int n, double tau)
{
	ms_point result = {0, 0, NAN, NAN};
	double		right = tau;	/* the area beyond this day is done */
	double		variance = 0;

	if (n == 0 || (life[n - 1].day < tau && point[n - 1].estimate > 0))
		return (ms_point) {NAN, NAN, NAN, NAN};
	for (int i = n - 1; i >= 0; i--)
	{
		double		survivors = life[i].risk - life[i].events;

		ms_pause_at(i);
		if (life[i].day >= tau)
			continue;
		result.estimate += point[i].estimate * (right - life[i].day);
		right = life[i].day;
		if (life[i].events > 0 && survivors > 0)
			variance += result.estimate * result.estimate * life[i].events / (life[i].risk * survivors);
	}
	result.estimate += right;
	result.std_err = sqrt(variance);
	return result;
}
