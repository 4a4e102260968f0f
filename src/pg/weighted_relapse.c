/*
 * weighted_relapse.c
 *		The type weighted_relapse_tally, its aggregate, and the rates computed
 *		from it.
 */
#include "relapse_tally.h"

#include "../core/weighted_relapse.h"
#include "ledger.h"
#include "rate.h"

SEPMS_LEDGER_IO(weighted_relapse_tally, &ms_weighted_relapse_kind)
SEPMS_LEDGER_FUNCTION(weighted_relapse, merge, &ms_weighted_relapse_kind)

PG_FUNCTION_INFO_V1(sepms_relapse_accum_weighted);
Datum
sepms_relapse_accum_weighted(PG_FUNCTION_ARGS)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, &ms_weighted_relapse_kind, false);
	int32		relapses = (int32) sepms_count("relapses", PG_GETARG_INT32(1));
	double		days = (double) sepms_count("follow_up_days", PG_GETARG_INT32(2));
	double		weight = sepms_weight_arg(fcinfo, 3);
	ms_cell *cell;

	if (weight > 0)
	{
		cell = sepms_ledger_state_row(state, relapses, ms_weighted_relapse_kind.columns);
		sepms_ledger_count_one(state, &cell[MS_WEIGHTED_RELAPSE_PATIENTS]);
		cell[MS_WEIGHTED_RELAPSE_WEIGHTS].weight += weight;
		cell[MS_WEIGHTED_RELAPSE_DAYS].weight += weight * days;
		cell[MS_WEIGHTED_RELAPSE_SQUARES].weight += weight * weight;
		cell[MS_WEIGHTED_RELAPSE_SQUARE_DAYS].weight += weight * weight * days;
		cell[MS_WEIGHTED_RELAPSE_SQUARE_DAY_SQUARES].weight += weight * weight * days * days;
	}
	return sepms_ledger_state_datum(state);
}

/*
 * Readers
 */

static ms_rate_sums
sums_arg(FunctionCallInfo fcinfo, int arg)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, arg, &ms_weighted_relapse_kind);

	return ms_weighted_rate_sums(&l);
}

PG_FUNCTION_INFO_V1(sepms_weighted_arr);
Datum
sepms_weighted_arr(PG_FUNCTION_ARGS)
{
	ms_rate_sums s = sums_arg(fcinfo, 0);

	return sepms_return_number(fcinfo, ms_annual_rate(&s));
}

PG_FUNCTION_INFO_V1(sepms_weighted_arr_ci);
Datum
sepms_weighted_arr_ci(PG_FUNCTION_ARGS)
{
	ms_rate_sums s = sums_arg(fcinfo, 0);

	return sepms_return_rate_limits(fcinfo, &s, ms_log_rate_variance(&s, MS_RATE_ROBUST),
									sepms_conf_level(PG_GETARG_FLOAT8(1)));
}

PG_FUNCTION_INFO_V1(sepms_weighted_arr_ratio);
Datum
sepms_weighted_arr_ratio(PG_FUNCTION_ARGS)
{
	ms_rate_sums a = sums_arg(fcinfo, 0);
	ms_rate_sums b = sums_arg(fcinfo, 1);

	return sepms_return_rate_ratio(fcinfo, &a, &b, MS_RATE_ROBUST, sepms_conf_level(PG_GETARG_FLOAT8(2)));
}

PG_FUNCTION_INFO_V1(sepms_weighted_relapse_publishable);
Datum
sepms_weighted_relapse_publishable(PG_FUNCTION_ARGS)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, &ms_weighted_relapse_kind);
	bool		some_free = l.rows > 0 && l.key[0] == 0;

	return sepms_return_relapses_publishable(fcinfo, ms_ledger_total(&l, MS_WEIGHTED_RELAPSE_PATIENTS),
											 some_free ? ms_ledger_count(&l, 0, MS_WEIGHTED_RELAPSE_PATIENTS) : 0);
}
