/*
 * weighted_neda.c
 *		The type weighted_neda_tally, its aggregates and its readers.
 */
#include "neda_tally.h"

#include "../core/weighted_neda.h"
#include "ledger.h"
#include "neda.h"
#include "rate.h"

SEPMS_LEDGER_IO(weighted_neda_tally, &ms_weighted_neda_kind)
SEPMS_LEDGER_FUNCTION(weighted_neda, merge, &ms_weighted_neda_kind)

PG_FUNCTION_INFO_V1(sepms_neda_accum_weighted);
Datum
sepms_neda_accum_weighted(PG_FUNCTION_ARGS)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, &ms_weighted_neda_kind, false);
	ms_neda		status = PG_GETARG_INT32(1);
	double		weight = sepms_weight_arg(fcinfo, 2);
	ms_cell *cell;

	if (weight > 0)
	{
		cell = sepms_ledger_state_row(state, status, ms_weighted_neda_kind.columns);
		sepms_ledger_count_one(state, &cell[MS_WEIGHTED_NEDA_PATIENTS]);
		cell[MS_WEIGHTED_NEDA_WEIGHTS].weight += weight;
		cell[MS_WEIGHTED_NEDA_SQUARES].weight += weight * weight;
	}
	return sepms_ledger_state_datum(state);
}

static ms_weighted_neda_totals
counts_arg(FunctionCallInfo fcinfo, int level_arg)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, &ms_weighted_neda_kind);

	return ms_weighted_neda_count(&l, sepms_neda_level_arg(fcinfo, level_arg));
}

PG_FUNCTION_INFO_V1(sepms_weighted_neda_rate);
Datum
sepms_weighted_neda_rate(PG_FUNCTION_ARGS)
{
	ms_weighted_neda_totals c = counts_arg(fcinfo, 1);

	if (!(c.evaluable > 0))
		PG_RETURN_NULL();
	return sepms_return_number(fcinfo, c.neda / sepms_in_range(c.evaluable));
}

PG_FUNCTION_INFO_V1(sepms_weighted_neda_counts);
Datum
sepms_weighted_neda_counts(PG_FUNCTION_ARGS)
{
	ms_weighted_neda_totals c = counts_arg(fcinfo, 1);
	Datum		values[4] = {
		Int64GetDatum(c.counted.patients), Float8GetDatum(sepms_in_range(c.evaluable)),
		Float8GetDatum(c.neda), Float8GetDatum(c.evaluable - c.neda)
	};
	bool		nulls[4] = {false};

	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * wilson: Wilson limits for the effective number of patients, (sum w)^2 / sum
 * w^2 (Kish 1965).  robust: limits around the rate from the variance between
 * patients; NULL if all or none have NEDA, because there is then no variance.
 */
PG_FUNCTION_INFO_V1(sepms_weighted_neda_rate_ci);
Datum
sepms_weighted_neda_rate_ci(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {"wilson", "robust", NULL};
	ms_weighted_neda_totals c = counts_arg(fcinfo, 1);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(2));
	int			method = sepms_choice("method", PG_GETARG_TEXT_PP(3), methods);
	double		rate = c.neda / sepms_in_range(c.evaluable);
	double		effective = c.evaluable * c.evaluable / c.evaluable_squares;
	ms_limits limits;

	if (method == 0)
		limits = ms_wilson(rate * effective, effective, conf_level);
	else
		limits = ms_plain_limits(rate, ms_weighted_neda_variance(&c), conf_level);
	return sepms_return_pair(fcinfo, c.evaluable > 0 && (method == 0 || (rate > 0 && rate < 1)),
							 limits.lower, limits.upper);
}

PG_FUNCTION_INFO_V1(sepms_weighted_neda_publishable);
Datum
sepms_weighted_neda_publishable(PG_FUNCTION_ARGS)
{
	ms_weighted_neda_totals c = counts_arg(fcinfo, 2);

	return sepms_return_neda_publishable(fcinfo, &c.counted);
}
