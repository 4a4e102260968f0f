/*
 * groups.c
 *		Groups compared by their survival tallies, weighted or not, or by
 *		their tallies of competing events: the log-rank test, Gray's test,
 *		the hazard ratio and the subdistribution hazard ratio.
 */
#include "survival.h"

#include <math.h>

#include "../core/cox.h"
#include "../core/cuminc.h"
#include "../core/fine_gray.h"
#include "../core/gray.h"
#include "../core/logrank.h"
#include "../core/weighted_cox.h"
#include "ledger.h"
#include "utils/array.h"

/* The most groups in a comparison: a square matrix of them is still small. */
#define GROUPS_MAX 1000

/* The groups of a comparison, stratum by stratum. */
typedef struct Groups
{
	int			strata;
	int			groups;
	ms_group   *group;
	ms_group_weights *weights;	/* NULL unless they are weighted */
	int			cause;			/* of competing events; 0 if there are none */
	const double **of_cause;	/* the events of the cause, for each group; NULL without competing events */
} Groups;

static Groups
new_groups(const ms_ledger_kind *kind, int cause, int strata, int groups)
{
	Size		n = Max((Size) strata * groups, 1);

	return (Groups) {
		strata, groups, palloc0(n * sizeof(ms_group)),
		kind == &ms_weighted_survival_kind ? palloc0(n * sizeof(ms_group_weights)) : NULL,
		cause, cause > 0 ? palloc0(n * sizeof(double *)) : NULL
	};
}

static void
set_group(Groups *g, Size i, const ms_ledger *l)
{
	if (g->cause > 0)
	{
		ms_life    *life = palloc(Max(l->rows, 1) * sizeof(ms_life));
		double	   *of_cause = palloc(Max(l->rows, 1) * sizeof(double));

		ms_cuminc_life(l, g->cause, life, of_cause);
		g->group[i] = (ms_group) {l->rows, life, 0};
		g->of_cause[i] = of_cause;
		return;
	}
	g->group[i] = (ms_group) {l->rows, sepms_life_table(l), 0};
	if (g->weights != NULL)
	{
		ms_squares *squares = palloc(Max(l->rows, 1) * sizeof(ms_squares));
		double	   *events = palloc(Max(l->rows, 1) * sizeof(double));

		ms_life_squares(l, squares);
		ms_life_event_counts(l, events);
		g->weights[i] = (ms_group_weights) {events, squares};
	}
}

/*
 * The sums of weights must not overflow where groups are added.  Weights that
 * are all multiplied by a number change no result, so they are divided by a
 * power of 2 near the largest sum, which is exact.
 */
static void
scale_weights(Groups *g)
{
	double		largest = 0;
	int			exponent;

	if (g->weights == NULL)
		return;
	for (Size i = 0; i < (Size) g->strata * g->groups; i++)
		if (g->group[i].n > 0)
			largest = Max(largest, sepms_in_range(g->group[i].life[0].risk));
	(void) frexp(largest, &exponent);
	for (Size i = 0; i < (Size) g->strata * g->groups; i++)
		for (int row = 0; row < g->group[i].n; row++)
		{
			ms_life    *life = unconstify(ms_life *, &g->group[i].life[row]);
			ms_squares *squares = unconstify(ms_squares *, &g->weights[i].squares[row]);

			ms_pause_at(row);
			life->risk = ldexp(life->risk, -exponent);
			life->events = ldexp(life->events, -exponent);
			squares->events = ldexp(squares->events, -2 * exponent);
			squares->censored = ldexp(squares->censored, -2 * exponent);
		}
}

static Groups
pair_args(FunctionCallInfo fcinfo, const ms_ledger_kind *kind, int cause)
{
	Groups		pair = new_groups(kind, cause, 1, 2);

	for (int i = 0; i < 2; i++)
	{
		ms_ledger	l = sepms_ledger_arg(fcinfo, i, kind);

		set_group(&pair, i, &l);
	}
	scale_weights(&pair);
	return pair;
}

/*
 * Reads an array with one tally for each group, or a two-dimensional array
 * with one such row for each stratum.  A NULL tally is a group without
 * patients.  Raises 22023 for more dimensions, 54000 for too many groups.
 */
static Groups
groups_arg(FunctionCallInfo fcinfo, int arg, const ms_ledger_kind *kind, int cause)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
	int			ndim = ARR_NDIM(array);
	int			groups = ndim == 0 ? 0 : ARR_DIMS(array)[ndim - 1];
	Datum	   *tally;
	bool	   *null;
	int			n;
	Groups		g;

	if (ndim > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("too many dimensions of tallies: %d", ndim),
				 errhint("Give an array with one tally for each group, or a two-dimensional array with one such row for each stratum.")));
	if (groups > GROUPS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many groups: %d", groups),
				 errdetail("At most %d groups can be compared.", GROUPS_MAX)));
	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &tally, &null, &n);
	g = new_groups(kind, cause, ndim == 2 ? ARR_DIMS(array)[0] : 1, groups);
	for (int i = 0; i < n; i++)
	{
		ms_ledger	l;

		ms_pause_at(i);
		if (null[i])
			continue;
		l = sepms_ledger_from(tally[i], kind);
		set_group(&g, i, &l);
	}
	scale_weights(&g);
	return g;
}

static Datum
return_test(FunctionCallInfo fcinfo, const ms_test *test)
{
	Datum		values[3] = {
		Float8GetDatum(sepms_in_range(test->chisq)), Int32GetDatum(test->df), Float8GetDatum(test->p_value)
	};
	bool		nulls[3] = {isnan(test->chisq), false, isnan(test->p_value)};

	return sepms_return_row(fcinfo, values, nulls);
}

static Datum
logrank(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	const char *hint = "Each day is weighted by the survival just before it, raised to the power of rho: 0 is the log-rank test, 1 gives early days more weight.";
	double		given = PG_GETARG_FLOAT8(1);
	double		rho = sepms_number_within("rho", given, given >= 0, hint);
	Groups		g = groups_arg(fcinfo, 0, kind, 0);
	double	   *work = palloc(Max(MS_WEIGHTED_LOGRANK_WORK(g.groups), 1) * sizeof(double));
	ms_test		test;

	test = g.weights == NULL ? ms_logrank(g.group, g.strata, g.groups, rho, work) :
		ms_weighted_logrank(g.group, g.weights, g.strata, g.groups, rho, work);
	return return_test(fcinfo, &test);
}
SEPMS_SURVIVAL_BOTH(logrank)

static Datum
gray_test(PG_FUNCTION_ARGS)
{
	const char *hint = "Each day is weighted by 1 minus the incidence just before it, raised to the power of rho: 0 is Gray's test, 1 gives early days more weight.";
	int			cause = sepms_cause_arg(fcinfo, 1, 1);
	double		given = PG_GETARG_FLOAT8(2);
	double		rho = sepms_number_within("rho", given, given >= 0, hint);
	Groups		g = groups_arg(fcinfo, 0, &ms_cuminc_kind, cause);
	double	   *work = palloc(Max(MS_GRAY_WORK(g.groups), 1) * sizeof(double));
	ms_test		test = ms_gray(g.group, g.of_cause, g.strata, g.groups, rho, work);

	return return_test(fcinfo, &test);
}
SEPMS_WHOLE_FUNCTION(sepms_gray_test, gray_test, false, NULL, "cause", NULL)

static Datum
return_hazard_ratio(FunctionCallInfo fcinfo, const Groups *g, double conf_level)
{
	double		level = sepms_conf_level(conf_level);
	ms_ratio	r = g->weights == NULL ? ms_cox(g->group, g->strata, level) :
		ms_weighted_cox(g->group, g->weights, g->strata, level);

	return sepms_return_ratio(fcinfo, (double[]) {r.ratio, r.lower, sepms_in_range(r.upper), r.p_value});
}

static Datum
hazard_ratio(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	Groups		pair = pair_args(fcinfo, kind, 0);

	return return_hazard_ratio(fcinfo, &pair, PG_GETARG_FLOAT8(2));
}
SEPMS_SURVIVAL_BOTH(hazard_ratio)

static Datum
stratified_hazard_ratio(FunctionCallInfo fcinfo, const ms_ledger_kind *kind)
{
	Groups		g = groups_arg(fcinfo, 0, kind, 0);

	if (g.groups != 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a hazard ratio compares two groups, not %d", g.groups),
				 errhint("Give an array of two tallies, or one row of two for each stratum.")));
	return return_hazard_ratio(fcinfo, &g, PG_GETARG_FLOAT8(1));
}
SEPMS_SURVIVAL_BOTH(stratified_hazard_ratio)

static Datum
fine_gray(PG_FUNCTION_ARGS)
{
	int			cause = sepms_cause_arg(fcinfo, 2, 1);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(3));
	Groups		pair = pair_args(fcinfo, &ms_cuminc_kind, cause);
	ms_ratio	r = ms_fine_gray(pair.group, pair.of_cause, conf_level);

	return sepms_return_ratio(fcinfo, (double[]) {r.ratio, r.lower, sepms_in_range(r.upper), r.p_value});
}
SEPMS_WHOLE_FUNCTION(sepms_fine_gray, fine_gray, false, NULL, NULL, "cause", NULL)
