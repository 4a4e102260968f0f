/*
 * weighted_neda.c
 *		The tally of the NEDA statuses of weighted patients: a ledger by status.
 */
#include "weighted_neda.h"

static bool
row_valid(const ms_ledger *l, int row)
{
	const ms_cell *cell = ms_ledger_row(l, row);

	return ms_neda_valid(l->key[row]) && cell[MS_WEIGHTED_NEDA_WEIGHTS].weight > 0 &&
		cell[MS_WEIGHTED_NEDA_SQUARES].weight > 0;
}

_Static_assert(MS_NEDA_TEXT_MAX <= MS_LEDGER_KEY_TEXT_MAX, "a status fits a ledger's text");

static bool
parse_status(const char *text, size_t len, int32_t *status)
{
	return ms_neda_parse(text, len, status) == MS_NEDA_OK;
}

const ms_ledger_kind ms_weighted_neda_kind = {
	.type = "weighted_neda_tally",
	.key = "statuses",
	.columns = 3,
	.column = {"patients", "weights", "squares"},
	.weights = 1 << 1 | 1 << 2,
	.always = 3,
	.row_valid = row_valid,
	.print_key = ms_neda_print,
	.parse_key = parse_status,
};

ms_weighted_neda_totals
ms_weighted_neda_count(const ms_ledger *l, int level)
{
	ms_weighted_neda_totals c = {0};

	for (int row = 0; row < l->rows; row++)
	{
		const ms_cell *cell = ms_ledger_row(l, row);
		double		weight = cell[MS_WEIGHTED_NEDA_WEIGHTS].weight;
		double		square = cell[MS_WEIGHTED_NEDA_SQUARES].weight;
		ms_tri		neda = ms_is_neda(l->key[row], level, false);

		ms_neda_totals_add(&c.counted, cell[MS_WEIGHTED_NEDA_PATIENTS].count, neda);
		if (neda == MS_UNKNOWN)
			continue;
		c.evaluable += weight;
		c.evaluable_squares += square;
		c.neda += neda == MS_YES ? weight : 0;
		c.neda_squares += neda == MS_YES ? square : 0;
	}
	return c;
}

double
ms_weighted_neda_variance(const ms_weighted_neda_totals *c)
{
	double		p = c->neda / c->evaluable;
	double		eda_squares = c->evaluable_squares - c->neda_squares;

	return (c->neda_squares * (1 - p) * (1 - p) + eda_squares * p * p) /
		(c->evaluable * c->evaluable);
}
