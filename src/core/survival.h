/*
 * survival.h
 *		Times to an event: Kaplan-Meier and Nelson-Aalen curves, the log-rank
 *		test and the hazard ratio, of a cohort's tally.
 *
 * A tally counts by day since the start how many had the event and how many
 * were censored, and how many came under observation later than the start:
 * the sufficient statistic of all that is here.  Days are whole, 0 or more.  At
 * one day events come before censorings, and who enters on a day is at risk
 * from the next on, as in R's survival.
 */
#ifndef MS_SURVIVAL_H
#define MS_SURVIVAL_H

#include "ledger.h"

/* The tallies, and what their columns are. */
extern const ms_ledger_kind ms_survival_kind;
extern const ms_ledger_kind ms_weighted_survival_kind;

enum
{
	MS_SURVIVAL_EVENTS,
	MS_SURVIVAL_CENSORED,
	MS_SURVIVAL_ENTERED
};

/* Of those with the event, then of those censored. */
enum
{
	MS_WEIGHTED_PATIENTS,
	MS_WEIGHTED_WEIGHT,
	MS_WEIGHTED_SQUARE,			/* of each weight */
	MS_WEIGHTED_CENSORED		/* where those censored begin */
};

/*
 * A day of the life table: whole numbers, or sums of weights of a weighted
 * tally.
 */
typedef struct ms_life
{
	int32_t		day;
	double		risk;			/* under observation just before the day's events */
	double		events;
	double		censored;
} ms_life;

/* Of a weighted tally, the sums of the squares of weights. */
typedef struct ms_squares
{
	double		events;
	double		censored;
	double		later;			/* of those who leave on a later day */
} ms_squares;

/* One row for each of the tally. */
extern void ms_life_table(const ms_ledger *l, ms_life *life);
extern void ms_life_squares(const ms_ledger *l, ms_squares *squares);

/* The days under observation, of all together; false when they leave 64 bits. */
extern bool ms_survival_days(const ms_ledger *l, int64_t *days);

/* Does anybody leave on that day?  Else somebody only enters. */
static inline bool
ms_life_exits(const ms_life *day)
{
	return day->events > 0 || day->censored > 0;
}

/* How limits are had: around the estimate itself or a function of it. */
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

/* A point of a curve, which holds from its day to the next; NaN: no answer. */
typedef struct ms_point
{
	double		estimate;
	double		std_err;		/* of the estimate */
	double		lower;
	double		upper;
} ms_point;

/*
 * The limits of a probability from its standard error; z is the normal
 * quantile of the level.  As R's survfit_confint.
 */
extern void ms_set_limits(ms_point *p, double z, ms_conf_type type);

/*
 * Kaplan-Meier: the probability of no event yet.  The variance is Greenwood's;
 * of a weighted tally the infinitesimal jackknife, which allows for the weights
 * being weights and not counts.  Kaplan and Meier 1958, J Am Stat Assoc 53:457,
 * doi:10.1080/01621459.1958.10501452; Greenwood 1926, Rep Public Health Med
 * Subj 33:1.  squares are NULL but of a weighted tally.  Limits as in R's survfit: none where the curve is 0, nor with
 * log-log where it is 1; of a weighted tally there is a standard error of 0
 * where the curve is 0.
 */
extern void ms_kaplan_meier(const ms_life *life, const ms_squares *squares, int n,
							const ms_conf *conf, ms_point *point);

/* Before the first day. */
extern ms_point ms_km_start(void);

/*
 * Nelson-Aalen: the cumulative hazard, the expected number of events.  Limits
 * by its logarithm (log) or itself (plain); none where it is 0.  Aalen 1978,
 * Ann Stat 6:701, doi:10.1214/aos/1176344247.
 */
extern void ms_nelson_aalen(const ms_life *life, const ms_squares *squares, int n,
							const ms_conf *conf, ms_point *point);

/*
 * The day by which a fraction p of (0, 1) has had the event, NaN where the
 * curve does not come so far; where it is flat at 1 - p, the middle of the
 * step, as in R.  Limits are where the limits of the curve come so far
 * (Brookmeyer and Crowley 1982, Biometrics 38:29, doi:10.2307/2530286).
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
 * The mean of the time without event within tau > 0 days, the area below the
 * curve, and its standard error; NaN where the curve ends before tau.
 */
extern ms_point ms_km_area(const ms_life *life, const ms_point *point,
						   int n, double tau);

/*
 * Groups that are compared, within strata: life tables, stratum by stratum.
 */
typedef struct ms_group
{
	int			n;
	const ms_life *life;
	int			at;				/* the functions' own place */
} ms_group;

typedef struct ms_test
{
	double		chisq;
	int			df;
	double		p_value;
} ms_test;

/*
 * The log-rank test of the G-rho family of weights S(t-)^rho: rho 0 is
 * Mantel's test, 1 Peto and Peto's modification of the Wilcoxon test; Harrington
 * and Fleming 1982, Biometrika 69:553, doi:10.1093/biomet/69.3.553.  A group
 * in which no event is expected is left out; chisq and p_value are NaN where
 * fewer than two are left.  work has room for MS_LOGRANK_WORK(groups)
 * numbers.
 */
#define MS_LOGRANK_WORK(groups)		((size_t) (groups) * ((groups) + 5))

extern ms_test ms_logrank(ms_group *group, int strata, int groups,
						  double rho, double *work);

/*
 * The hazard ratio of the first of two groups to the second, by the Cox partial
 * likelihood with Efron's ties, Wald limits and p value: Cox 1972, J R Stat Soc
 * B 34:187, doi:10.1111/j.2517-6161.1972.tb00899.x; Efron 1977, J Am Stat
 * Assoc 72:557, doi:10.1080/01621459.1977.10480613.  Without an event in one
 * group (while both are at risk) the ratio is 0 or infinite and has no limits;
 * in neither, NaN.
 */
typedef struct ms_ratio
{
	double		ratio;
	double		lower;
	double		upper;
	double		p_value;
} ms_ratio;

extern ms_ratio ms_cox(ms_group *group, int strata, double conf_level);

#endif							/* MS_SURVIVAL_H */
