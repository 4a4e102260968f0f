/*
 * weighted_relapse.c
 *		The tally of the relapses and follow-up of weighted patients: a ledger
 *		by number of relapses.
 */
#include "weighted_relapse.h"

#include <float.h>

#include "pause.h"

static bool
row_valid(const ms_ledger *l, int row)
{
	const ms_cell *cell = ms_ledger_row(l, row);

	return cell[MS_WEIGHTED_RELAPSE_WEIGHTS].weight > 0 &&
		cell[MS_WEIGHTED_RELAPSE_SQUARES].weight > 0;
}

const ms_ledger_kind ms_weighted_relapse_kind = {
	.type = "weighted_relapse_tally",
	.key = "relapses",
	.columns = 6,
	.column = {"patients", "weights", "days", "squares", "square_days", "square_day_squares"},
	.weights = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5,
	.always = 6,
	.row_valid = row_valid,
};

ms_rate_sums
ms_weighted_rate_sums(const ms_ledger *l)
{
	ms_rate_sums s = {0};
	double		squares = 0;	/* sums of w^2 r^2 and of w^2 r d */
	double		products = 0;
	double		rate;
	double		noise;

	for (int row = 0; row < l->rows; row++)
	{
		const ms_cell *cell = ms_ledger_row(l, row);
		double		relapses = l->key[row];

		ms_pause_at(row);
		s.patients += (double) cell[MS_WEIGHTED_RELAPSE_PATIENTS].count;
		s.relapses += relapses * cell[MS_WEIGHTED_RELAPSE_WEIGHTS].weight;
		s.days += cell[MS_WEIGHTED_RELAPSE_DAYS].weight;
		squares += relapses * relapses * cell[MS_WEIGHTED_RELAPSE_SQUARES].weight;
		products += relapses * cell[MS_WEIGHTED_RELAPSE_SQUARE_DAYS].weight;
		s.day_squares += cell[MS_WEIGHTED_RELAPSE_SQUARE_DAY_SQUARES].weight;
	}

	/* each addition may have lost half a unit in the last place */
	rate = s.days > 0 ? s.relapses / s.days : 0;
	s.spread = squares - 2 * rate * products + rate * rate * s.day_squares;
	noise = (s.patients + l->rows) * DBL_EPSILON * (squares + 2 * rate * products + rate * rate * s.day_squares);
	if (s.spread <= noise)
		s.spread = 0;
	return s;
}
