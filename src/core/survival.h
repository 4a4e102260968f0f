/*
 * survival.h
 *		Times to an event: the tallies of a cohort, and its Kaplan-Meier and
 *		Nelson-Aalen curves.
 *
 * A tally counts, for each day since the start, the patients with the event,
 * those censored, and those who came under observation after the start.  It is
 * the sufficient statistic of the curves and of comparisons.  Days are whole
 * numbers, 0 or more.  On one day events precede censorings, and a patient who
 * enters on a day is at risk from the next day on, as in R's survival.
 */
#ifndef MS_SURVIVAL_H
#define MS_SURVIVAL_H

#include "ledger.h"

/* The tallies and their columns. */
extern const ms_ledger_kind ms_survival_kind;
extern const ms_ledger_kind ms_weighted_survival_kind;

enum
{
	MS_SURVIVAL_EVENTS,
	MS_SURVIVAL_CENSORED,
	MS_SURVIVAL_ENTERED
};

/* The columns of patients with the event; those of censored patients follow. */
enum
{
	MS_WEIGHTED_PATIENTS,
	MS_WEIGHTED_WEIGHT,
	MS_WEIGHTED_SQUARE,			/* sum of the squared weights */
	MS_WEIGHTED_CENSORED		/* where the columns of censored patients begin */
};

/*
 * A day of the life table: whole numbers, or sums of weights for a weighted
 * tally.
 */
typedef struct ms_life
{
	int32_t		day;
	double		risk;			/* at risk just before the day's events */
	double		events;
	double		censored;
} ms_life;

/* The sums of squared weights, for a weighted tally. */
typedef struct ms_squares
{
	double		events;
	double		censored;
	double		later;			/* of patients who leave on a later day */
} ms_squares;

/* One row for each row of the tally.  ms_life_squares() takes a weighted tally. */
extern void ms_life_table(const ms_ledger *l, ms_life *life);
extern void ms_life_squares(const ms_ledger *l, ms_squares *squares);

/* The number of patients with the event on each day of a weighted tally. */
extern void ms_life_event_counts(const ms_ledger *l, double *counts);

/* The total days under observation of all patients; false if they exceed 64 bits. */
extern bool ms_survival_days(const ms_ledger *l, int64_t *days);

/* Does anybody leave on this day?  If not, somebody enters. */
static inline bool
ms_life_exits(const ms_life *day)
{
	return day->events > 0 || day->censored > 0;
}

/*
 * The scale on which limits are symmetric: the logarithm of the estimate, the
 * logarithm of minus that logarithm, or the estimate itself.
 */
typedef enum ms_conf_type
{
	MS_CONF_LOG,
	MS_CONF_LOG_LOG,
	MS_CONF_PLAIN
} ms_conf_type;

typedef struct ms_conf
{
	double		level;			/* in (0, 1) */
	ms_conf_type type;
} ms_conf;

/* A point of a curve, valid from its day until the next; NaN: no answer. */
typedef struct ms_point
{
	double		estimate;
	double		std_err;		/* of the estimate */
	double		lower;
	double		upper;
} ms_point;

/*
 * Sets the limits of a probability from its standard error; z is the normal
 * quantile for the level.  As in R's survfit_confint.
 */
extern void ms_set_limits(ms_point *p, double z, ms_conf_type type);

/*
 * Kaplan-Meier: the probability of no event so far.  The variance is
 * Greenwood's; for a weighted tally it is the infinitesimal jackknife, which
 * treats weights as weights and not as counts.  squares is NULL unless the
 * tally is weighted.  Kaplan and Meier 1958, J Am Stat Assoc 53:457,
 * doi:10.1080/01621459.1958.10501452; Greenwood 1926, Rep Public Health Med
 * Subj 33:1.
 *
 * Limits are as in R's survfit.  Where the curve is 0, the standard error and
 * the limits are NaN, except for a weighted tally: there the standard error is
 * 0 and plain limits exist.  Log-log limits are NaN also where the curve is 1.
 */
extern void ms_kaplan_meier(const ms_life *life, const ms_squares *squares, int n,
							const ms_conf *conf, ms_point *point);

/* The point of the curve before the first day. */
extern ms_point ms_km_start(void);

/*
 * Nelson-Aalen: the cumulative hazard, that is, the expected number of events.
 * Limits are symmetric on its logarithm (log) or on itself (plain), and NaN
 * where it is 0.  Aalen 1978, Ann Stat 6:701, doi:10.1214/aos/1176344247.
 */
extern void ms_nelson_aalen(const ms_life *life, const ms_squares *squares, int n,
							const ms_conf *conf, ms_point *point);

/*
 * The day by which a fraction p, in (0, 1), has had the event; NaN if the
 * curve does not reach it.  If the curve is flat at 1 - p, it is the middle of
 * the step, as in R.  The limits are the days on which the limits of the curve
 * reach p (Brookmeyer and Crowley 1982, Biometrics 38:29,
 * doi:10.2307/2530286).
 */
typedef struct ms_quantile
{
	double		estimate;
	double		lower;
	double		upper;
} ms_quantile;

extern ms_quantile ms_km_quantile(const ms_life *life, const ms_point *point,
								  int n, double p);

/*
 * The mean time without the event within tau > 0 days, which is the area under
 * the curve, and its standard error; NaN if the curve ends before tau.
 */
extern ms_point ms_km_area(const ms_life *life, const ms_point *point,
						   int n, double tau);

#endif							/* MS_SURVIVAL_H */
