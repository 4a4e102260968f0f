/*
 * balance_text.c
 *		The tally of balance as text: prints and reads JSON.
 */
#include "balance_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pause.h"

static const char *const arms[MS_ARMS] = {"treated", "control"};

size_t
ms_balance_text_max(int terms, bool weighted)
{
	size_t		numbers = MS_ARMS * (weighted ? 3 + 8 * (size_t) terms : 1 + 4 * (size_t) terms);

	return 64 + MS_ARMS * MS_BALANCE_FIELDS * 32 + numbers * (MS_SUM_TEXT_MAX + 2);
}

static char *
print_number(const ms_balance *b, int field, int arm, int term, char *p)
{
	const ms_sum_kind *kind = ms_balance_fields[field].kind;
	const void *number = ms_balance_at(b, field, arm, term);

	if (kind == NULL)
		return p + sprintf(p, "%" PRId64, *(const int64_t *) number);
	return p + ms_sum_print(number, *kind, p);
}

size_t
ms_balance_print(const ms_balance *b, char *text)
{
	char	   *p = text + sprintf(text, "{\"version\": %d", MS_BALANCE_VERSION);

	for (int i = 0; i < MS_ARMS * MS_BALANCE_FIELDS; i++)
	{
		int			arm = i / MS_BALANCE_FIELDS;
		int			field = i % MS_BALANCE_FIELDS;
		const ms_balance_field *f = &ms_balance_fields[field];

		if (f->weighted && !b->weighted)
			continue;
		p += sprintf(p, ", \"%s%s\": ", arms[arm], f->name);
		if (!f->of_term)
		{
			p = print_number(b, field, arm, 0, p);
			continue;
		}
		*p++ = '[';
		for (int term = 0; term < b->terms; term++)
		{
			ms_pause();
			if (term > 0)
				p += sprintf(p, ", ");
			p = print_number(b, field, arm, term, p);
		}
		*p++ = ']';
	}
	strcpy(p, "}");
	return p + 1 - text;
}

typedef struct reading
{
	ms_balance *b;
	unsigned	seen;			/* bit: arm times MS_BALANCE_FIELDS, plus field */
	int			terms;			/* -1 before the first array */
} reading;

static ms_json_result
read_number(ms_json *j, const ms_balance *b, int field, int arm, int term)
{
	const ms_sum_kind *kind = ms_balance_fields[field].kind;
	void	   *number = ms_balance_at(b, field, arm, term);

	return kind == NULL ? ms_json_count(j, number) : ms_sum_parse(j, *kind, number);
}

static ms_json_result
read_terms(ms_json *j, reading *r, int field, int arm)
{
	int			n;
	ms_json_result result;

	for (n = 0; ms_json_next(j, n, &result); n++)
	{
		ms_pause();
		if (n == MS_BALANCE_TERMS_MAX)
			return MS_JSON_LENGTH;
		if ((result = read_number(j, r->b, field, arm, n)) != MS_JSON_OK)
			return result;
	}
	if (result != MS_JSON_OK || (r->terms >= 0 && r->terms != n))
		return MS_JSON_SYNTAX;
	r->terms = n;
	return MS_JSON_OK;
}

/* The number of a name among those of both arms, or -1. */
static int
find(const char *name, size_t len)
{
	for (int i = 0; i < MS_ARMS * MS_BALANCE_FIELDS; i++)
	{
		const char *arm = arms[i / MS_BALANCE_FIELDS];

		if (len >= strlen(arm) && memcmp(name, arm, strlen(arm)) == 0 &&
			ms_json_is(name + strlen(arm), len - strlen(arm), ms_balance_fields[i % MS_BALANCE_FIELDS].name))
			return i;
	}
	return -1;
}

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	reading    *r = object;
	int			i = find(name, len);
	int			field = i % MS_BALANCE_FIELDS;

	if (i < 0)
		return MS_JSON_SYNTAX;
	if (r->seen >> i & 1)
		return MS_JSON_DUPLICATE;
	r->seen |= 1u << i;
	return ms_balance_fields[field].of_term ? read_terms(j, r, field, i / MS_BALANCE_FIELDS) :
		read_number(j, r->b, field, i / MS_BALANCE_FIELDS, 0);
}

/* The members of a tally with weights, or without. */
static unsigned
members(bool weighted)
{
	unsigned	all = 0;

	for (int i = 0; i < MS_ARMS * MS_BALANCE_FIELDS; i++)
		if (weighted || !ms_balance_fields[i % MS_BALANCE_FIELDS].weighted)
			all |= 1u << i;
	return all;
}

ms_json_result
ms_balance_parse(const char *text, size_t len, ms_balance *most, int *terms, bool *weighted)
{
	reading		r = {most, 0, -1};
	ms_json_result result = ms_json_tally(text, len, MS_BALANCE_VERSION, read_member, &r);

	if (result != MS_JSON_OK)
		return result;
	*terms = r.terms;
	*weighted = r.seen == members(true);
	return *weighted || r.seen == members(false) ? MS_JSON_OK : MS_JSON_SYNTAX;
}
