/*
 * neda_tally.c
 *		The tally of a cohort's NEDA statuses: merging, counting and text.
 */
#include "neda_tally.h"

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

ms_neda_totals
ms_neda_tally_count(const ms_neda_tally *t, int level)
{
	ms_neda_totals counts = {0};

	for (int i = 0; i < t->n; i++)
		ms_neda_totals_add(&counts, t->count[i], ms_is_neda(t->status[i], level, false));
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

/*
 * Inserts a status in order; the caller provides room for one more.  False if
 * it is already there.
 */
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

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	int64_t		number;
	ms_neda		status;
	ms_json_result result = ms_json_count(j, &number);

	if (result != MS_JSON_OK)
		return result;
	if (ms_neda_parse(name, len, &status) != MS_NEDA_OK)
		return MS_JSON_SYNTAX;
	if (number == 0)
		return MS_JSON_RANGE;
	return insert(object, status, number) ? MS_JSON_OK : MS_JSON_DUPLICATE;
}

ms_json_result
ms_neda_tally_parse(const char *text, size_t len, ms_neda_tally *t)
{
	ms_json_result result;

	t->n = 0;
	if ((result = ms_json_tally(text, len, MS_NEDA_TALLY_VERSION, read_member, t)) != MS_JSON_OK)
		return result;
	return ms_neda_tally_valid(t) ? MS_JSON_OK : MS_JSON_RANGE;
}
