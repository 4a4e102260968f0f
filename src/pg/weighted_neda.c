/*
 * weighted_neda.c
 *		The type weighted_neda_tally, its aggregates and its readers.
 */
#include "neda.h"

#include <math.h>

#include "../core/neda.h"
#include "ledger.h"
#include "rate.h"

SEPMS_LEDGER_IO(weighted_neda_tally, &sepms_weighted_neda_kind)
SEPMS_LEDGER_FUNCTION(weighted_neda, merge, &sepms_weighted_neda_kind)

PG_FUNCTION_INFO_V1(sepms_neda_accum_weighted);
Datum
sepms_neda_accum_weighted(PG_FUNCTION_ARGS)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, &sepms_weighted_neda_kind);
	sepms_neda	status = PG_GETARG_INT32(1);
	double		weight = sepms_weight_arg(fcinfo, 2);
	sepms_cell *cell;

	if (weight > 0)
	{
		cell = sepms_ledger_state_row(state, status);
		sepms_ledger_count_one(state, &cell[SEPMS_WEIGHTED_NEDA_PATIENTS]);
		cell[SEPMS_WEIGHTED_NEDA_WEIGHTS].weight += weight;
		cell[SEPMS_WEIGHTED_NEDA_SQUARES].weight += weight * weight;
	}
	return sepms_ledger_state_datum(state);
}

static sepms_weighted_neda_totals
counts_arg(FunctionCallInfo fcinfo, int level_arg)
{
	sepms_ledger l = sepms_ledger_arg(fcinfo, 0, &sepms_weighted_neda_kind);

	return sepms_weighted_neda_count(&l, sepms_neda_level_arg(fcinfo, level_arg));
}

PG_FUNCTION_INFO_V1(sepms_weighted_neda_rate);
Datum
sepms_weighted_neda_rate(PG_FUNCTION_ARGS)
{
	sepms_weighted_neda_totals c = counts_arg(fcinfo, 1);

	if (!(c.evaluable > 0))
		PG_RETURN_NULL();
	return sepms_return_number(fcinfo, c.neda / sepms_in_range(c.evaluable));
}

PG_FUNCTION_INFO_V1(sepms_weighted_neda_counts);
Datum
sepms_weighted_neda_counts(PG_FUNCTION_ARGS)
{
	sepms_weighted_neda_totals c = counts_arg(fcinfo, 1);
	Datum		values[4] = {
		Int64GetDatum(c.counted.patients), Float8GetDatum(sepms_in_range(c.evaluable)),
		Float8GetDatum(c.neda), Float8GetDatum(c.evaluable - c.neda)
	};
	bool		nulls[4] = {false};

	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * wilson: of as many patients as their weights are worth, (sum w)^2 / sum w^2
 * (Kish 1965); robust: around the rate, by the variance between patients, which
 * says nothing where all or none have NEDA.
 */
PG_FUNCTION_INFO_V1(sepms_weighted_neda_rate_ci);
Datum
sepms_weighted_neda_rate_ci(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {"wilson", "robust", NULL};
	sepms_weighted_neda_totals c = counts_arg(fcinfo, 1);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(2));
	int			method = sepms_choice("method", PG_GETARG_TEXT_PP(3), methods);
	double		rate = c.neda / sepms_in_range(c.evaluable);
	double		effective = c.evaluable * c.evaluable / c.evaluable_squares;
	sepms_limits limits;

	if (method == 0)
		limits = sepms_wilson(rate * effective, effective, conf_level);
	else
		limits = sepms_plain_limits(rate, sepms_weighted_neda_variance(&c), conf_level);
	return sepms_return_pair(fcinfo, c.evaluable > 0 && (method == 0 || (rate > 0 && rate < 1)),
							 limits.lower, limits.upper);
}

PG_FUNCTION_INFO_V1(sepms_weighted_neda_publishable);
Datum
sepms_weighted_neda_publishable(PG_FUNCTION_ARGS)
{
	sepms_weighted_neda_totals c = counts_arg(fcinfo, 2);

	return sepms_return_neda_publishable(fcinfo, &c.counted);
}
