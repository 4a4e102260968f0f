/*
 * survival.c
 *		The types survival_tally and weighted_survival_tally, their aggregates
 *		and their readers.
 */
#include "survival.h"

#include <math.h>

#include "../core/rmst.h"
#include "funcapi.h"
#include "ledger.h"
#include "miscadmin.h"
#include "privacy.h"
#include "utils/builtins.h"

SEPMS_LEDGER_IO(survival_tally, &ms_survival_kind)
SEPMS_LEDGER_FUNCTION(survival, merge, &ms_survival_kind)
SEPMS_LEDGER_FUNCTION(survival, unmerge, &ms_survival_kind)
SEPMS_LEDGER_IO(weighted_survival_tally, &ms_weighted_survival_kind)
SEPMS_LEDGER_FUNCTION(weighted_survival, merge, &ms_weighted_survival_kind)

/*
 * The aggregates
 */

int32
sepms_days_arg(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	int32		days = PG_GETARG_INT32(arg);

	if (unlikely(days < 0))
		sepms_days(argument, days, "It must be a whole number of days since the start; use NULL if it is unknown.");
	return days;
}

static inline int
exit_column(FunctionCallInfo fcinfo, int arg)
{
	return PG_GETARG_BOOL(arg) ? MS_SURVIVAL_EVENTS : MS_SURVIVAL_CENSORED;
}

static inline Datum
accum(FunctionCallInfo fcinfo, bool take)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, &ms_survival_kind, take);
	int32		days = sepms_days_arg(fcinfo, 1, "days");

	if (!sepms_ledger_tally_one(state, days, exit_column(fcinfo, 2), take))
		PG_RETURN_NULL();
	return take ? sepms_ledger_state_rest(fcinfo, state) : sepms_ledger_state_datum(state);
}

SEPMS_LEDGER_ACCUM(survival_accum, survival_unaccum, accum)

/* A patient who enters on day 0 or before is at risk from the start. */
static Datum
accum_delayed(FunctionCallInfo fcinfo, bool take)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, &ms_survival_kind, take);
	int32		entry = PG_GETARG_INT32(1);
	int32		exit = sepms_days_arg(fcinfo, 2, "exit_days");

	if (entry > 0 && entry >= exit)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("entry_days must be before exit_days: %d, %d", (int) entry, (int) exit),
				 errhint("A patient is at risk from the day after entry.")));
	if (!sepms_ledger_tally_one(state, exit, exit_column(fcinfo, 3), take) ||
		(entry > 0 && !sepms_ledger_tally_one(state, entry, MS_SURVIVAL_ENTERED, take)))
		PG_RETURN_NULL();
	return take ? sepms_ledger_state_rest(fcinfo, state) : sepms_ledger_state_datum(state);
}

SEPMS_LEDGER_ACCUM(survival_accum_delayed, survival_unaccum_delayed, accum_delayed)

PG_FUNCTION_INFO_V1(sepms_survival_accum_weighted);
Datum
sepms_survival_accum_weighted(PG_FUNCTION_ARGS)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, &ms_weighted_survival_kind, false);
	int32		days = sepms_days_arg(fcinfo, 1, "days");
	double		weight = sepms_weight_arg(fcinfo, 3);
	ms_cell *cell;

	if (weight > 0)
	{
		cell = sepms_ledger_state_row(state, days, ms_weighted_survival_kind.columns) + (PG_GETARG_BOOL(2) ? 0 : MS_WEIGHTED_CENSORED);
		sepms_ledger_count_one(state, &cell[MS_WEIGHTED_PATIENTS]);
		cell[MS_WEIGHTED_WEIGHT].weight += weight;
		cell[MS_WEIGHTED_SQUARE].weight += weight * weight;
	}
	return sepms_ledger_state_datum(state);
}

/*
 * Curves
 */

typedef struct Curve
{
	bool		weighted;
	int			n;
	ms_life *life;
	ms_point *point;
} Curve;

ms_life *
sepms_life_table(const ms_ledger *l)
{
	ms_life *life = palloc(Max(l->rows, 1) * sizeof(ms_life));

	ms_life_table(l, life);
	return life;
}

static ms_squares *
squares_of(const ms_ledger *l)
{
	ms_squares *squares = palloc(Max(l->rows, 1) * sizeof(ms_squares));

	ms_life_squares(l, squares);
	return squares;
}

typedef void (*curve_function) (const ms_life *life, const ms_squares *squares, int n,
								const ms_conf *conf, ms_point *point);

static Curve
curve_arg(FunctionCallInfo fcinfo, int arg, const ms_ledger_kind *kind,
		  curve_function make, const ms_conf *conf)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, arg, kind);
	Curve		c;

	c.weighted = kind == &ms_weighted_survival_kind;
	c.n = l.rows;
	c.life = sepms_life_table(&l);
	c.point = palloc(Max(c.n, 1) * sizeof(ms_point));
	make(c.life, c.weighted ? squares_of(&l) : NULL, c.n, conf, c.point);
	return c;
}

ms_conf
sepms_conf_args(FunctionCallInfo fcinfo, int level, int type, const char *const *types)
{
	return (ms_conf) {
		sepms_conf_level(PG_GETARG_FLOAT8(level)),
		(ms_conf_type) sepms_choice("conf_type", PG_GETARG_TEXT_PP(type), types)
	};
}

/* In the order of ms_conf_type. */
const char *const sepms_km_conf_types[] = {"log", "log-log", "plain", NULL};

/* A number of patients, or the sum of their weights. */
static Datum
number_datum(const Curve *c, double number)
{
	return c->weighted ? Float8GetDatum(sepms_in_range(number)) : Int64GetDatum((int64) number);
}

void
sepms_set_point(const ms_point *p, Datum values[4], bool nulls[4])
{
	const double numbers[4] = {p->estimate, p->std_err, p->lower, p->upper};

	for (int i = 0; i < 4; i++)
	{
		values[i] = Float8GetDatum(sepms_in_range(numbers[i]));
		nulls[i] = isnan(numbers[i]);
	}
}

/* A row for each day on which a patient leaves. */
static Datum
return_curve(FunctionCallInfo fcinfo, const Curve *c)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < c->n; i++)
	{
		const ms_life *day = &c->life[i];
		Datum		values[8];
		bool		nulls[8] = {false};

		CHECK_FOR_INTERRUPTS();
		if (!ms_life_exits(day))
			continue;
		values[0] = Int32GetDatum(day->day);
		values[1] = number_datum(c, day->risk);
		values[2] = number_datum(c, day->events);
		values[3] = number_datum(c, day->censored);
		sepms_set_point(&c->point[i], values + 4, nulls + 4);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

static Datum
km(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	ms_conf		conf = sepms_conf_args(fcinfo, 1, 2, sepms_km_conf_types);
	Curve		c = curve_arg(fcinfo, 0, kind, ms_kaplan_meier, &conf);

	return return_curve(fcinfo, &c);
}
SEPMS_SURVIVAL_BOTH(km)

static Datum
nelson_aalen(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	static const char *const types[] = {"log", "plain", NULL};
	ms_conf		conf = sepms_conf_args(fcinfo, 1, 2, types);
	Curve		c;

	if (conf.type != MS_CONF_LOG)
		conf.type = MS_CONF_PLAIN;
	c = curve_arg(fcinfo, 0, kind, ms_nelson_aalen, &conf);
	return return_curve(fcinfo, &c);
}
SEPMS_SURVIVAL_BOTH(nelson_aalen)

/* The first row on this day or later. */
static int
row_at(const Curve *c, int32 day)
{
	int			low = 0;
	int			high = c->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (c->life[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The curve on a day.  After the last day it is NULL, unless it has reached 0. */
static Datum
km_at(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	int32		time = sepms_days_arg(fcinfo, 1, "time");
	ms_conf		conf = sepms_conf_args(fcinfo, 2, 3, sepms_km_conf_types);
	Curve		c = curve_arg(fcinfo, 0, kind, ms_kaplan_meier, &conf);
	int			row = row_at(&c, time);
	int			step = row < c.n && c.life[row].day == time ? row : row - 1;
	ms_point point = {NAN, NAN, NAN, NAN};
	Datum		values[5];
	bool		nulls[5] = {false};

	if (row < c.n || (step >= 0 && c.point[step].estimate == 0))
		point = step < 0 ? ms_km_start() : c.point[step];
	values[0] = number_datum(&c, row < c.n ? c.life[row].risk : 0);
	sepms_set_point(&point, values + 1, nulls + 1);
	return sepms_return_row(fcinfo, values, nulls);
}
SEPMS_SURVIVAL_BOTH(km_at)

static Datum
km_quantile(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	double		given = PG_GETARG_FLOAT8(1);
	double		p = sepms_number_within("p", given, given > 0 && given < 1,
										"It is the fraction of patients who have had the event, above 0 and below 1: 0.5 gives the median.");
	ms_conf		conf = sepms_conf_args(fcinfo, 2, 3, sepms_km_conf_types);
	Curve		c;
	ms_quantile q;

	c = curve_arg(fcinfo, 0, kind, ms_kaplan_meier, &conf);
	q = ms_km_quantile(c.life, c.point, c.n, p);
	return sepms_return_numbers(fcinfo, 3, (double[]) {q.estimate, q.lower, q.upper});
}
SEPMS_SURVIVAL_BOTH(km_quantile)

static double
tau_arg(FunctionCallInfo fcinfo, int arg)
{
	double		given = PG_GETARG_FLOAT8(arg);

	return sepms_number_within("tau", given, given > 0,
							   "It is the number of days to which the mean is restricted, above 0.");
}

static ms_point
area_of(FunctionCallInfo fcinfo, int arg, double tau)
{
	ms_conf		conf = {0.95, MS_CONF_PLAIN};
	Curve		c = curve_arg(fcinfo, arg, &ms_survival_kind, ms_kaplan_meier, &conf);

	return ms_km_area(c.life, c.point, c.n, tau);
}

PG_FUNCTION_INFO_V1(sepms_km_rmst);
Datum
sepms_km_rmst(PG_FUNCTION_ARGS)
{
	ms_point	area = area_of(fcinfo, 0, tau_arg(fcinfo, 1));

	return sepms_return_pair(fcinfo, true, area.estimate, area.std_err);
}

static Datum
compare_means(FunctionCallInfo fcinfo, ms_contrast (*compare) (const ms_point *, const ms_point *, double))
{
	double		tau = tau_arg(fcinfo, 2);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(3));
	ms_point	a = area_of(fcinfo, 0, tau);
	ms_point	b = area_of(fcinfo, 1, tau);
	ms_contrast c = compare(&a, &b, conf_level);

	return sepms_return_ratio(fcinfo, (double[]) {c.estimate, c.lower, c.upper, c.p_value});
}

PG_FUNCTION_INFO_V1(sepms_rmst_difference);
Datum
sepms_rmst_difference(PG_FUNCTION_ARGS)
{
	return compare_means(fcinfo, ms_rmst_difference);
}

PG_FUNCTION_INFO_V1(sepms_rmst_ratio);
Datum
sepms_rmst_ratio(PG_FUNCTION_ARGS)
{
	return compare_means(fcinfo, ms_rmst_ratio);
}

/* Patients, events, censored, and the days of follow-up. */
PG_FUNCTION_INFO_V1(sepms_survival_counts);
Datum
sepms_survival_counts(PG_FUNCTION_ARGS)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, &ms_survival_kind);
	int64		events = ms_ledger_total(&l, MS_SURVIVAL_EVENTS);
	int64		censored = ms_ledger_total(&l, MS_SURVIVAL_CENSORED);
	int64		days;
	Datum		values[4];
	bool		nulls[4] = {false};

	if (!ms_survival_days(&l, &days))
		sepms_bigint_overflow();
	values[0] = Int64GetDatum(events + censored);
	values[1] = Int64GetDatum(events);
	values[2] = Int64GetDatum(censored);
	values[3] = Int64GetDatum(days);
	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * A time of one patient, censored on a day.  An event on that day was observed.
 * Without a day nothing is censored; what happens later than a known day does
 * not matter, so whether there was an event need not be known.
 */
static Datum
censor_at(FunctionCallInfo fcinfo)
{
	Datum		values[2] = {(Datum) 0};
	bool		nulls[2] = {true, true};
	bool		cut = false;

	if (!PG_ARGISNULL(0))
	{
		int32		days = sepms_days_arg(fcinfo, 0, "days");

		if (!PG_ARGISNULL(2))
		{
			int32		at = sepms_days_arg(fcinfo, 2, "at");

			cut = days > at;
			days = Min(days, at);
		}
		nulls[0] = false;
		values[0] = Int32GetDatum(days);
		nulls[1] = PG_ARGISNULL(1) && !cut;
		values[1] = BoolGetDatum(!cut && !PG_ARGISNULL(1) && PG_GETARG_BOOL(1));
	}
	return sepms_return_row(fcinfo, values, nulls);
}
SEPMS_WHOLE_FUNCTION(sepms_censor_at, censor_at, false, "days", NULL, "at")

/* Privacy: those with the event, those censored, and all patients. */
static Datum
publishable(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, kind);
	int64		events = ms_ledger_total(&l, 0);
	int64		censored = ms_ledger_total(&l, kind == &ms_survival_kind ?
										   MS_SURVIVAL_CENSORED : MS_WEIGHTED_CENSORED);
	const int64 counts[] = {events, censored, events + censored};

	return sepms_return_publishable(fcinfo, 1, lengthof(counts), counts);
}

PG_FUNCTION_INFO_V1(sepms_survival_publishable);
Datum
sepms_survival_publishable(PG_FUNCTION_ARGS)
{
	return publishable(fcinfo, &ms_survival_kind);
}

PG_FUNCTION_INFO_V1(sepms_weighted_survival_publishable);
Datum
sepms_weighted_survival_publishable(PG_FUNCTION_ARGS)
{
	return publishable(fcinfo, &ms_weighted_survival_kind);
}
