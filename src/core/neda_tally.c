/*
 * neda_tally.c
 *		The tally of a cohort's NEDA statuses: merge, read, print.
 */
#include "neda.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool
ms_neda_tally_valid(const ms_neda_tally *t)
{
	int64_t		left = INT64_MAX;

	if (t->n < 0 || t->n > MS_NEDA_TALLY_MAX)
		return false;
	for (int i = 0; i < t->n; i++)
	{
		if (!ms_neda_valid(t->status[i]) ||
			(i > 0 && t->status[i] <= t->status[i - 1]) ||
			t->count[i] <= 0 || t->count[i] > left)
			return false;
		left -= t->count[i];
	}
	return true;
}

int
ms_neda_tally_find(const ms_neda *status, int n, ms_neda wanted)
{
	int			low = 0;

	while (low < n)
	{
		int			middle = (low + n) / 2;

		if (status[middle] < wanted)
			low = middle + 1;
		else
			n = middle;
	}
	return low;
}

bool
ms_neda_tally_merge(const ms_neda_tally *a, const ms_neda_tally *b,
					ms_neda_tally *result)
{
	int			i = 0;
	int			j = 0;
	int64_t		left = INT64_MAX;

	for (result->n = 0; i < a->n || j < b->n; result->n++)
	{
		bool		from_a = i < a->n && (j == b->n || a->status[i] <= b->status[j]);
		bool		from_b = j < b->n && (i == a->n || b->status[j] <= a->status[i]);
		int64_t		x = from_a ? a->count[i] : 0;
		int64_t		y = from_b ? b->count[j] : 0;

		if (x > left || y > left - x)
			return false;
		left -= x + y;
		result->status[result->n] = from_a ? a->status[i] : b->status[j];
		result->count[result->n] = x + y;
		i += from_a;
		j += from_b;
	}
	return true;
}

bool
ms_neda_tally_subtract(const ms_neda_tally *a, const ms_neda_tally *b,
					   ms_neda_tally *result)
{
	int			j = 0;

	result->n = 0;
	for (int i = 0; i < a->n; i++)
	{
		int64_t		count = a->count[i];

		if (j < b->n && b->status[j] == a->status[i])
			count -= b->count[j++];
		if (count < 0)
			return false;
		if (count > 0)
		{
			result->status[result->n] = a->status[i];
			result->count[result->n++] = count;
		}
	}
	return j == b->n;
}

static void
add_patients(ms_neda_totals *counts, int64_t patients, ms_tri neda)
{
	counts->patients += patients;
	if (neda == MS_YES)
		counts->neda += patients;
	else if (neda == MS_NO)
		counts->eda += patients;
	counts->evaluable = counts->neda + counts->eda;
}

ms_neda_totals
ms_neda_tally_count(const ms_neda_tally *t, int level)
{
	ms_neda_totals counts = {0};

	for (int i = 0; i < t->n; i++)
		add_patients(&counts, t->count[i], ms_is_neda(t->status[i], level, false));
	return counts;
}

void
ms_neda_tally_component(const ms_neda_tally *t, ms_neda_component c,
						int64_t counts[3])
{
	counts[MS_UNKNOWN] = counts[MS_NO] = counts[MS_YES] = 0;
	for (int i = 0; i < t->n; i++)
		counts[ms_neda_get(t->status[i], c)] += t->count[i];
}

size_t
ms_neda_tally_print(const ms_neda_tally *t, char *text)
{
	char	   *p = text + sprintf(text, "{\"version\": %d", MS_NEDA_TALLY_VERSION);

	for (int i = 0; i < t->n; i++)
	{
		char		status[MS_NEDA_TEXT_MAX];

		ms_neda_print(t->status[i], status);
		p += sprintf(p, ", \"%s\": %" PRId64, status, t->count[i]);
	}
	strcpy(p, "}");
	return p + 1 - text;
}

/* Put a status in its place; room for one more is the caller's care. */
static bool
insert(ms_neda_tally *t, ms_neda status, int64_t count)
{
	int			i = ms_neda_tally_find(t->status, t->n, status);

	if (i < t->n && t->status[i] == status)
		return false;
	memmove(t->status + i + 1, t->status + i, (t->n - i) * sizeof(*t->status));
	memmove(t->count + i + 1, t->count + i, (t->n - i) * sizeof(*t->count));
	t->status[i] = status;
	t->count[i] = count;
	t->n++;
	return true;
}

/* What is read, and how far. */
typedef struct reading
{
	ms_neda_tally *t;
	bool		version_seen;
} reading;

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	reading    *r = object;
	int64_t		number;
	ms_neda		status;
	ms_json_result result = ms_json_count(j, &number);

	if (result != MS_JSON_OK)
		return result;
	if (ms_json_is(name, len, "version"))
	{
		if (r->version_seen)
			return MS_JSON_DUPLICATE;
		r->version_seen = true;
		return number == MS_NEDA_TALLY_VERSION ? MS_JSON_OK : MS_JSON_VERSION;
	}
	if (ms_neda_parse(name, len, &status) != MS_NEDA_OK)
		return MS_JSON_SYNTAX;
	if (number == 0)
		return MS_JSON_RANGE;
	return insert(r->t, status, number) ? MS_JSON_OK : MS_JSON_DUPLICATE;
}

ms_json_result
ms_neda_tally_parse(const char *text, size_t len, ms_neda_tally *t)
{
	ms_json		j = {text, text + len};
	reading		r = {t, false};
	ms_json_result result;

	t->n = 0;
	if ((result = ms_json_object(&j, read_member, &r)) != MS_JSON_OK)
		return result;
	if (!ms_json_at_end(&j) || !r.version_seen)
		return MS_JSON_SYNTAX;
	return ms_neda_tally_valid(t) ? MS_JSON_OK : MS_JSON_RANGE;
}

/*
 * Weighted
 */

static bool
weighted_row_valid(const ms_ledger *l, int row)
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
	.row_valid = weighted_row_valid,
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

		add_patients(&c.counted, cell[MS_WEIGHTED_NEDA_PATIENTS].count, neda);
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
