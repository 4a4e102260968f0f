/*
 * relapse_tally.c
 *		Relapses and follow-up of a cohort, added up.  See rate.h.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "rate.h"

static const char *const names[SEPMS_RELAPSE_SUMS] = {
	[SEPMS_RELAPSE_PATIENTS] = "patients",
	[SEPMS_RELAPSE_FREE] = "relapse_free",
	[SEPMS_RELAPSE_RELAPSES] = "relapses",
	[SEPMS_RELAPSE_DAYS] = "days",
	[SEPMS_RELAPSE_SQUARES] = "relapses_squared",
	[SEPMS_RELAPSE_PRODUCTS] = "relapses_times_days",
	[SEPMS_RELAPSE_DAY_SQUARES] = "days_squared",
};

bool
sepms_relapses_valid(const sepms_relapses *t)
{
	const int64_t *sum = t->sum;
	int64_t		relapsing = sum[SEPMS_RELAPSE_PATIENTS] - sum[SEPMS_RELAPSE_FREE];

	for (int i = 0; i < SEPMS_RELAPSE_SUMS; i++)
		if (sum[i] < 0)
			return false;

	/* whole numbers: each is at most its square, and a product needs both */
	return relapsing >= 0 && sum[SEPMS_RELAPSE_RELAPSES] >= relapsing &&
		(relapsing > 0 || sum[SEPMS_RELAPSE_RELAPSES] == 0) &&
		(sum[SEPMS_RELAPSE_PATIENTS] > 0 || sum[SEPMS_RELAPSE_DAYS] == 0) &&
		sum[SEPMS_RELAPSE_SQUARES] >= sum[SEPMS_RELAPSE_RELAPSES] &&
		sum[SEPMS_RELAPSE_DAY_SQUARES] >= sum[SEPMS_RELAPSE_DAYS] &&
		(sum[SEPMS_RELAPSE_SQUARES] > 0) == (sum[SEPMS_RELAPSE_RELAPSES] > 0) &&
		(sum[SEPMS_RELAPSE_DAY_SQUARES] > 0) == (sum[SEPMS_RELAPSE_DAYS] > 0) &&
		(sum[SEPMS_RELAPSE_PRODUCTS] == 0 ||
		 (sum[SEPMS_RELAPSE_RELAPSES] > 0 && sum[SEPMS_RELAPSE_DAYS] > 0));
}

bool
sepms_relapses_subtract(sepms_relapses *t, const sepms_relapses *other)
{
	for (int i = 0; i < SEPMS_RELAPSE_SUMS; i++)
		t->sum[i] -= other->sum[i]; /* both are 0 or more */
	return sepms_relapses_valid(t);
}

void
sepms_relapses_print(const sepms_relapses *t, char text[SEPMS_RELAPSES_TEXT_MAX])
{
	char	   *p = text + sprintf(text, "{\"version\": %d", SEPMS_RELAPSE_VERSION);

	for (int i = 0; i < SEPMS_RELAPSE_SUMS; i++)
		p += sprintf(p, ", \"%s\": %" PRId64, names[i], t->sum[i]);
	strcpy(p, "}");
}

typedef struct reading
{
	sepms_relapses *t;
	unsigned	seen;			/* bit i: sum i; the last: the version */
} reading;

static sepms_json_result
read_member(sepms_json *j, const char *name, size_t len, void *object)
{
	reading    *r = object;
	int			i = 0;
	int64_t		number;
	sepms_json_result result = sepms_json_count(j, &number);

	if (result != SEPMS_JSON_OK)
		return result;
	while (i < SEPMS_RELAPSE_SUMS && !sepms_json_is(name, len, names[i]))
		i++;
	if (i == SEPMS_RELAPSE_SUMS && !sepms_json_is(name, len, "version"))
		return SEPMS_JSON_SYNTAX;
	if (r->seen >> i & 1)
		return SEPMS_JSON_DUPLICATE;
	r->seen |= 1u << i;
	if (i == SEPMS_RELAPSE_SUMS)
		return number == SEPMS_RELAPSE_VERSION ? SEPMS_JSON_OK : SEPMS_JSON_VERSION;
	r->t->sum[i] = number;
	return SEPMS_JSON_OK;
}

sepms_json_result
sepms_relapses_parse(const char *text, size_t len, sepms_relapses *t)
{
	sepms_json	j = {text, text + len};
	reading		r = {t, 0};
	sepms_json_result result = sepms_json_object(&j, read_member, &r);

	if (result != SEPMS_JSON_OK)
		return result;
	if (!sepms_json_at_end(&j) || r.seen != (1u << (SEPMS_RELAPSE_SUMS + 1)) - 1)
		return SEPMS_JSON_SYNTAX;
	return sepms_relapses_valid(t) ? SEPMS_JSON_OK : SEPMS_JSON_RANGE;
}

sepms_rate_sums
sepms_rate_sums_of(const sepms_relapses *t)
{
	return (sepms_rate_sums) {
		.patients = (double) t->sum[SEPMS_RELAPSE_PATIENTS],
		.relapses = (double) t->sum[SEPMS_RELAPSE_RELAPSES],
		.days = (double) t->sum[SEPMS_RELAPSE_DAYS],
		.squares = (double) t->sum[SEPMS_RELAPSE_SQUARES],
		.products = (double) t->sum[SEPMS_RELAPSE_PRODUCTS],
		.day_squares = (double) t->sum[SEPMS_RELAPSE_DAY_SQUARES],
	};
}

/*
 * Weighted
 */

static bool
weighted_row_valid(const sepms_ledger *l, int row)
{
	const sepms_cell *cell = sepms_ledger_row(l, row);

	return cell[SEPMS_WEIGHTED_RELAPSE_WEIGHTS].weight > 0 &&
		cell[SEPMS_WEIGHTED_RELAPSE_SQUARES].weight > 0;
}

const sepms_ledger_kind sepms_weighted_relapse_kind = {
	.type = "weighted_relapse_tally",
	.key = "relapses",
	.columns = 6,
	.column = {"patients", "weights", "days", "squares", "square_days", "square_day_squares"},
	.weights = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5,
	.always = 6,
	.row_valid = weighted_row_valid,
};

sepms_rate_sums
sepms_rate_sums_of_weighted(const sepms_ledger *l)
{
	sepms_rate_sums s = {0};

	for (int row = 0; row < l->rows; row++)
	{
		const sepms_cell *cell = sepms_ledger_row(l, row);
		double		relapses = l->key[row];

		s.patients += (double) cell[SEPMS_WEIGHTED_RELAPSE_PATIENTS].count;
		s.relapses += relapses * cell[SEPMS_WEIGHTED_RELAPSE_WEIGHTS].weight;
		s.days += cell[SEPMS_WEIGHTED_RELAPSE_DAYS].weight;
		s.squares += relapses * relapses * cell[SEPMS_WEIGHTED_RELAPSE_SQUARES].weight;
		s.products += relapses * cell[SEPMS_WEIGHTED_RELAPSE_SQUARE_DAYS].weight;
		s.day_squares += cell[SEPMS_WEIGHTED_RELAPSE_SQUARE_DAY_SQUARES].weight;
	}
	return s;
}
