/*
 * neda_tally.c
 *		The tally of a cohort's NEDA statuses: merge, read, print.
 */
#include "neda.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool
sepms_neda_tally_valid(const sepms_neda_tally *t)
{
	int64_t		left = INT64_MAX;

	if (t->n < 0 || t->n > SEPMS_NEDA_TALLY_MAX)
		return false;
	for (int i = 0; i < t->n; i++)
	{
		if (!sepms_neda_valid(t->status[i]) ||
			(i > 0 && t->status[i] <= t->status[i - 1]) ||
			t->count[i] <= 0 || t->count[i] > left)
			return false;
		left -= t->count[i];
	}
	return true;
}

int
sepms_neda_tally_find(const sepms_neda *status, int n, sepms_neda wanted)
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
sepms_neda_tally_merge(const sepms_neda_tally *a, const sepms_neda_tally *b,
					   sepms_neda_tally *result)
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
sepms_neda_tally_subtract(const sepms_neda_tally *a, const sepms_neda_tally *b,
						  sepms_neda_tally *result)
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

sepms_neda_totals
sepms_neda_tally_count(const sepms_neda_tally *t, int level)
{
	sepms_neda_totals counts = {0};

	for (int i = 0; i < t->n; i++)
	{
		sepms_tri	neda = sepms_is_neda_at(t->status[i], level, false);

		counts.patients += t->count[i];
		if (neda == SEPMS_YES)
			counts.neda += t->count[i];
		else if (neda == SEPMS_NO)
			counts.eda += t->count[i];
	}
	counts.evaluable = counts.neda + counts.eda;
	return counts;
}

void
sepms_neda_tally_component(const sepms_neda_tally *t, sepms_neda_component c,
						   int64_t counts[3])
{
	counts[SEPMS_UNKNOWN] = counts[SEPMS_NO] = counts[SEPMS_YES] = 0;
	for (int i = 0; i < t->n; i++)
		counts[sepms_neda_get(t->status[i], c)] += t->count[i];
}

size_t
sepms_neda_tally_print(const sepms_neda_tally *t, char *text)
{
	char	   *p = text + sprintf(text, "{\"version\": %d", SEPMS_NEDA_TALLY_VERSION);

	for (int i = 0; i < t->n; i++)
	{
		char		status[SEPMS_NEDA_TEXT_MAX];

		sepms_neda_print(t->status[i], status);
		p += sprintf(p, ", \"%s\": %" PRId64, status, t->count[i]);
	}
	strcpy(p, "}");
	return p + 1 - text;
}

/*
 * Reading.  Of JSON no more is needed than one object of whole numbers, with
 * names that hold no escapes.
 */
typedef struct cursor
{
	const char *p;
	const char *end;
} cursor;

/* The next character that is no blank, or 0 at the end. */
static char
peek(cursor *c)
{
	while (c->p < c->end && strchr(" \t\r\n", *c->p) != NULL)
		c->p++;
	return c->p < c->end ? *c->p : '\0';
}

static bool
take(cursor *c, char wanted)
{
	if (peek(c) != wanted)
		return false;
	c->p++;
	return true;
}

static bool
take_name(cursor *c, const char **name, size_t *len)
{
	if (!take(c, '"'))
		return false;
	*name = c->p;
	while (c->p < c->end && *c->p != '"' && *c->p != '\\')
		c->p++;
	*len = c->p - *name;
	return take(c, '"');
}

static sepms_neda_result
take_number(cursor *c, int64_t *number)
{
	char		first = peek(c);
	const char *start = c->p;

	*number = 0;
	if (first == '-')
		return SEPMS_NEDA_RANGE;
	for (; c->p < c->end && *c->p >= '0' && *c->p <= '9'; c->p++)
	{
		int			digit = *c->p - '0';

		if (*number > (INT64_MAX - digit) / 10)
			return SEPMS_NEDA_RANGE;
		*number = *number * 10 + digit;
	}
	return c->p > start ? SEPMS_NEDA_OK : SEPMS_NEDA_SYNTAX;
}

/* Put a status in its place; room for one more is the caller's care. */
static bool
insert(sepms_neda_tally *t, sepms_neda status, int64_t count)
{
	int			i = sepms_neda_tally_find(t->status, t->n, status);

	if (i < t->n && t->status[i] == status)
		return false;
	memmove(t->status + i + 1, t->status + i, (t->n - i) * sizeof(*t->status));
	memmove(t->count + i + 1, t->count + i, (t->n - i) * sizeof(*t->count));
	t->status[i] = status;
	t->count[i] = count;
	t->n++;
	return true;
}

static sepms_neda_result
read_member(cursor *c, sepms_neda_tally *t, bool *version_seen)
{
	const char *name;
	size_t		len;
	int64_t		number;
	sepms_neda	status;
	sepms_neda_result result;

	if (!take_name(c, &name, &len) || !take(c, ':'))
		return SEPMS_NEDA_SYNTAX;
	if ((result = take_number(c, &number)) != SEPMS_NEDA_OK)
		return result;

	if (len == strlen("version") && memcmp(name, "version", len) == 0)
	{
		if (*version_seen)
			return SEPMS_NEDA_DUPLICATE;
		*version_seen = true;
		return number == SEPMS_NEDA_TALLY_VERSION ? SEPMS_NEDA_OK : SEPMS_NEDA_VERSION;
	}
	if ((result = sepms_neda_parse(name, len, &status)) != SEPMS_NEDA_OK)
		return result;
	if (number == 0)
		return SEPMS_NEDA_RANGE;
	return insert(t, status, number) ? SEPMS_NEDA_OK : SEPMS_NEDA_DUPLICATE;
}

sepms_neda_result
sepms_neda_tally_parse(const char *text, size_t len, sepms_neda_tally *t)
{
	cursor		c = {text, text + len};
	bool		version_seen = false;

	t->n = 0;
	if (!take(&c, '{'))
		return SEPMS_NEDA_SYNTAX;
	do
	{
		sepms_neda_result result = read_member(&c, t, &version_seen);

		if (result != SEPMS_NEDA_OK)
			return result;
	} while (take(&c, ','));
	if (!take(&c, '}') || peek(&c) != '\0' || c.p != c.end || !version_seen)
		return SEPMS_NEDA_SYNTAX;
	return sepms_neda_tally_valid(t) ? SEPMS_NEDA_OK : SEPMS_NEDA_RANGE;
}
