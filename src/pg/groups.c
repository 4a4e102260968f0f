/*
 * groups.c
 *		Groups compared by their survival tallies: the log-rank test and the
 *		hazard ratio.
 */
#include "survival.h"

#include <math.h>

#include "../core/cox.h"
#include "../core/logrank.h"
#include "ledger.h"
#include "utils/array.h"

/* The most groups in a comparison: a square matrix of them is still small. */
#define GROUPS_MAX 1000

static ms_group
group_of(const ms_ledger *l)
{
	return (ms_group) {l->rows, sepms_life_table(l), 0};
}

/*
 * Reads an array with one tally for each group, or a two-dimensional array
 * with one such row for each stratum.  A NULL tally is a group without
 * patients.  Raises 22023 for more dimensions, 54000 for too many groups.
 */
static ms_group *
groups_arg(FunctionCallInfo fcinfo, int arg, int *strata, int *groups)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
	int			ndim = ARR_NDIM(array);
	Datum	   *tally;
	bool	   *null;
	int			n;
	ms_group *group;

	if (ndim > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("too many dimensions of tallies: %d", ndim),
				 errhint("Give an array with one tally for each group, or a two-dimensional array with one such row for each stratum.")));
	*strata = ndim == 2 ? ARR_DIMS(array)[0] : 1;
	*groups = ndim == 0 ? 0 : ARR_DIMS(array)[ndim - 1];
	if (*groups > GROUPS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many groups: %d", *groups),
				 errdetail("At most %d groups can be compared.", GROUPS_MAX)));
	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &tally, &null, &n);
	group = palloc0(Max(n, 1) * sizeof(ms_group));
	for (int i = 0; i < n; i++)
	{
		ms_ledger l;

		ms_pause_at(i);
		if (null[i])
			continue;
		l = sepms_ledger_from(tally[i], &ms_survival_kind);
		group[i] = group_of(&l);
	}
	return group;
}

PG_FUNCTION_INFO_V1(sepms_logrank);
Datum
sepms_logrank(PG_FUNCTION_ARGS)
{
	const char *hint = "Each day is weighted by the survival just before it, raised to the power of rho: 0 is the log-rank test, 1 gives early days more weight.";
	double		given = PG_GETARG_FLOAT8(1);
	double		rho = sepms_number_within("rho", given, given >= 0, hint);
	int			strata;
	int			groups;
	ms_group *group = groups_arg(fcinfo, 0, &strata, &groups);
	ms_test		test;
	Datum		values[3];
	bool		nulls[3] = {false};

	test = ms_logrank(group, strata, groups, rho,
					  palloc(Max(MS_LOGRANK_WORK(groups), 1) * sizeof(double)));
	values[0] = Float8GetDatum(sepms_in_range(test.chisq));
	nulls[0] = isnan(test.chisq);
	values[1] = Int32GetDatum(test.df);
	values[2] = Float8GetDatum(test.p_value);
	nulls[2] = isnan(test.p_value);
	return sepms_return_row(fcinfo, values, nulls);
}

static Datum
return_hazard_ratio(FunctionCallInfo fcinfo, ms_group *group, int strata, double conf_level)
{
	ms_ratio r = ms_cox(group, strata, sepms_conf_level(conf_level));

	return sepms_return_ratio(fcinfo, (double[]) {r.ratio, r.lower, sepms_in_range(r.upper), r.p_value});
}

PG_FUNCTION_INFO_V1(sepms_hazard_ratio);
Datum
sepms_hazard_ratio(PG_FUNCTION_ARGS)
{
	ms_ledger a = sepms_ledger_arg(fcinfo, 0, &ms_survival_kind);
	ms_ledger b = sepms_ledger_arg(fcinfo, 1, &ms_survival_kind);
	ms_group pair[2] = {group_of(&a), group_of(&b)};

	return return_hazard_ratio(fcinfo, pair, 1, PG_GETARG_FLOAT8(2));
}

PG_FUNCTION_INFO_V1(sepms_stratified_hazard_ratio);
Datum
sepms_stratified_hazard_ratio(PG_FUNCTION_ARGS)
{
	int			strata;
	int			groups;
	ms_group *group = groups_arg(fcinfo, 0, &strata, &groups);

	if (groups != 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a hazard ratio compares two groups, not %d", groups),
				 errhint("Give an array of two tallies, or one row of two for each stratum.")));
	return return_hazard_ratio(fcinfo, group, strata, PG_GETARG_FLOAT8(1));
}
