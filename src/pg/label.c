/*
 * label.c
 *		Text and binary I/O of the coded types, and the hint for a misspelling.
 *
 * A coded type is an int2 on disk, and uses the server's comparison, hashing
 * and sorting of int2.
 */
#include "common.h"

#include "../core/text.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/varlena.h"

/* The most names in a hint. */
#define NEAR_MISSES 3

typedef struct near_miss
{
	int			distance;
	const ms_label *label;
} near_miss;

/*
 * Does a folded text begin like an ATC code, with a letter and two digits?  A
 * code that differs in one character is another drug, so ATC codes neither get
 * hints nor appear in them.
 */
static bool
looks_like_atc(const char *folded)
{
	return folded[0] >= 'a' && folded[0] <= 'z' && ms_is_digit(folded[1]) && ms_is_digit(folded[2]);
}

/*
 * Do both have the same digits in the same order?  beta-2a is not a
 * misspelling of beta-1a.
 */
static bool
same_digits(const char *a, const char *b)
{
	for (;;)
	{
		while (*a != '\0' && !ms_is_digit(*a))
			a++;
		while (*b != '\0' && !ms_is_digit(*b))
			b++;
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
		a++;
		b++;
	}
}

/*
 * The edit distance from a folded text to the nearest spelling of a label, or
 * max + 1 if it exceeds max.
 */
static int
label_distance(const ms_label *label, const char *folded, int len, int max)
{
	const char *lists[MS_ALSO_MAX + 1] = {label->name};
	int			best = max + 1;

	memcpy(lists + 1, label->also, sizeof(label->also));
	for (int i = 0; i <= MS_ALSO_MAX; i++)
	{
		const char *rest = lists[i];
		const char *item;
		size_t		item_len;

		while ((rest = ms_next_spelling(rest, &item, &item_len)) != NULL)
		{
			char		spelling[MS_FOLDED_MAX + 1];
			int			n = ms_fold(item, item_len, spelling);

			if (best > 0 && n >= 0 && !looks_like_atc(spelling) && same_digits(folded, spelling))
				best = Min(best, varstr_levenshtein_less_equal(folded, len, spelling, n,
															   1, 1, 1, best - 1, true));
		}
	}
	return best;
}

/*
 * The names nearest to a misspelled one, for a hint; NULL if none is near.  Up
 * to a third of the characters may be wrong, but no digit.
 */
static char *
near_misses(const ms_vocabulary *v, const char *str)
{
	const char *utf8 = sepms_utf8(str);
	char		folded[MS_FOLDED_MAX + 1];
	int			len = ms_fold(utf8, strlen(utf8), folded);
	int			max = len / 3;
	near_miss	best[NEAR_MISSES];
	int			n = 0;
	StringInfoData list;

	if (max < 1 || looks_like_atc(folded))
		return NULL;
	for (int i = 0; i < v->count; i++)
	{
		const ms_label *label = ms_label_at(v, i);
		int			distance = label_distance(label, folded, len, max);
		int			at;

		if (distance > max)
			continue;
		for (at = Min(n, NEAR_MISSES - 1); at > 0 && best[at - 1].distance > distance; at--)
			best[at] = best[at - 1];
		if (at < n && best[at].distance <= distance)
			continue;			/* the list is full of better ones */
		best[at] = (near_miss) {distance, label};
		n = Min(n + 1, NEAR_MISSES);
	}
	if (n == 0)
		return NULL;

	initStringInfo(&list);
	for (int i = 0; i < n && best[i].distance <= best[0].distance + 1; i++)
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "", best[i].label->name);
	return list.data;
}

const ms_label *
sepms_label_of(const ms_vocabulary *v, const char *str)
{
	const char *utf8 = sepms_utf8(str);

	return ms_label_by_name(v, utf8, strlen(utf8));
}

char *
sepms_label_names(const ms_vocabulary *v)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < v->count; i++)
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "", ms_label_at(v, i)->name);
	return list.data;
}

Datum
sepms_unknown_label(Node *escontext, const ms_vocabulary *v, const char *str)
{
	bool		is_short = v->count <= 12;
	char	   *near = near_misses(v, str);

	ereturn(escontext, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", v->type, str),
			 near ? errhint("Perhaps you meant %s.", near) :
			 is_short ? errhint("Allowed values are %s.", sepms_label_names(v)) :
			 errhint("%s_catalog() lists all names; try_%s(text) gives NULL for unknown ones.",
					 v->type, v->type)));
}

Datum
sepms_label_in(FunctionCallInfo fcinfo, const ms_vocabulary *v)
{
	const char *str = PG_GETARG_CSTRING(0);
	const ms_label *label = sepms_label_of(v, str);

	if (label == NULL)
		return sepms_unknown_label(fcinfo->context, v, str);
	PG_RETURN_INT16(label->code);
}

static const ms_label *
known_label(const ms_vocabulary *v, int code, int sqlstate)
{
	const ms_label *label = ms_label_by_code(v, code);

	if (label == NULL)
		ereport(ERROR,
				(errcode(sqlstate),
				 errmsg("unknown code for type %s: %d", v->type, code),
				 errhint("A later version of sepms may have written the value.")));
	return label;
}

const ms_label *
sepms_stored_label(const ms_vocabulary *v, int code)
{
	return known_label(v, code, ERRCODE_DATA_CORRUPTED);
}

Datum
sepms_label_out(FunctionCallInfo fcinfo, const ms_vocabulary *v)
{
	const ms_label *label = sepms_stored_label(v, PG_GETARG_INT16(0));

	PG_RETURN_CSTRING(pstrdup(label->name));
}

int16
sepms_label_received(const ms_vocabulary *v, StringInfo buf)
{
	int16		code = (int16) pq_getmsgint(buf, sizeof(int16));

	return known_label(v, code, ERRCODE_INVALID_BINARY_REPRESENTATION)->code;
}

Datum
sepms_label_recv(FunctionCallInfo fcinfo, const ms_vocabulary *v)
{
	PG_RETURN_INT16(sepms_label_received(v, (StringInfo) PG_GETARG_POINTER(0)));
}

Datum
sepms_label_send(FunctionCallInfo fcinfo, const ms_vocabulary *v)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint16(&buf, sepms_stored_label(v, PG_GETARG_INT16(0))->code);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}
