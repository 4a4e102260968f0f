/*
 * model_score_text.c
 *		A score as text.
 */
#include "model_score_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "expansion.h"
#include "number.h"
#include "pause.h"
#include "regression_fit.h"
#include "regression_model.h"

/*
 * Printing
 */

#define HEAD_TEXT_MAX 1024		/* names of members included */

size_t
ms_score_text_max(const ms_score *s)
{
	size_t		numbers = 2 * (size_t) s->terms + ms_score_parts(s) + ms_score_sums(s);

	return HEAD_TEXT_MAX + 8 * (size_t) s->terms + numbers * (MS_NUMBER_TEXT_MAX + 4);
}

static char *
print_numbers(const char *name, const double *number, int n, char *p)
{
	p += sprintf(p, ", \"%s\": [", name);
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			p += sprintf(p, ", ");
		p += ms_number_print(number[i], p);
	}
	*p++ = ']';
	return p;
}

/* Where the next sum of a score is, while they are printed. */
typedef struct cursor
{
	const uint8_t *length;
	const double *part;
} cursor;

static char *
print_sum(cursor *c, char *p)
{
	int			n = *c->length++;

	if (n == 0)
		return p + sprintf(p, "0");
	if (n > 1)
		*p++ = '[';
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			p += sprintf(p, ", ");
		p += ms_number_print(*c->part++, p);
	}
	if (n > 1)
		*p++ = ']';
	return p;
}

static char *
print_single(const char *name, cursor *c, char *p)
{
	p += sprintf(p, ", \"%s\": ", name);
	return print_sum(c, p);
}

static char *
print_row(cursor *c, int n, char *p)
{
	*p++ = '[';
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			p += sprintf(p, ", ");
		p = print_sum(c, p);
	}
	*p++ = ']';
	return p;
}

static char *
print_half(const char *name, cursor *c, int n, char *p)
{
	p += sprintf(p, ", \"%s\": [", name);
	for (int i = 0; i < n; i++)
	{
		ms_pause();
		if (i > 0)
			p += sprintf(p, ", ");
		p = print_row(c, i + 1, p);
	}
	*p++ = ']';
	return p;
}

static char *
print_head(const ms_score *s, char *p)
{
	bool		cox = s->family == MS_FAMILY_COX;

	p += sprintf(p, "{\"version\": %d, \"family\": \"%s\"", MS_SCORE_VERSION, ms_family_names[s->family]);
	if (cox)
		p += sprintf(p, ", \"ties\": \"%s\"", ms_ties_names[s->ties]);
	p += sprintf(p, ", \"sites\": %" PRId64 ", \"n\": %" PRId64 ", \"events\": %" PRId64 ", \"left_out\": %" PRId64
				 ", \"clusters\": %" PRId64, s->sites, s->patients, s->events, s->left_out, s->clusters);
	if (cox)
		p += sprintf(p, ", \"strata\": %" PRId64, s->strata);
	if (s->clustered)
		p += sprintf(p, ", \"clustered\": true");
	if (s->weighted)
		p += sprintf(p, ", \"weighted\": true");
	if (s->late_entries)
		p += sprintf(p, ", \"late_entries\": true");
	p = print_numbers("beta", s->beta, s->terms, p);
	return print_numbers("spread", s->spread, ms_score_covariates(s), p);
}

size_t
ms_score_print(const ms_score *s, char *text)
{
	cursor		c = {s->length, s->part};
	char	   *p = print_head(s, text);

	p = print_single("event_weight", &c, p);
	if (s->family == MS_FAMILY_COX)
		c.length++;
	else
		p = print_single("exposure", &c, p);
	p = print_single("constant", &c, p);
	if (s->beyond)
		p += sprintf(p, ", \"beyond\": true");
	else
	{
		p = print_single("loglik", &c, p);
		p += sprintf(p, ", \"u\": ");
		p = print_row(&c, s->terms, p);
		p = print_half("information", &c, s->terms, p);
		if (s->robust)
			p = print_half("meat", &c, s->terms, p);
	}
	return p + sprintf(p, "}") - text;
}

/*
 * Reading.  Sums are read as they come, and brought into their order at the end.
 */

typedef enum member
{
	FAMILY, TIES, SITES, N, EVENTS, LEFT_OUT, CLUSTERS, STRATA, CLUSTERED, WEIGHTED, LATE_ENTRIES, BETA, SPREAD,
	EVENT_WEIGHT, EXPOSURE, CONSTANT, LOGLIK, U, INFORMATION, MEAT, BEYOND, MEMBERS
} member;

static const char *const member_names[MEMBERS] = {
	"family", "ties", "sites", "n", "events", "left_out", "clusters", "strata", "clustered", "weighted", "late_entries",
	"beta", "spread", "event_weight", "exposure", "constant", "loglik", "u", "information", "meat", "beyond"
};

/* The sums of a member, from which on, and how many. */
typedef struct block
{
	int			start;
	size_t		part;
	int			n;
	int			rows;			/* of a matrix */
} block;

typedef struct reading
{
	ms_score   *s;
	unsigned	seen;			/* bits of members */
	int			spreads;
	uint8_t    *length;
	double	   *part;
	int			sums;
	size_t		parts;
	block		block[MEMBERS];
} reading;

/* A sum or number takes two characters at least. */
static size_t
numbers_in(size_t len)
{
	return len / 2 + 1;
}

size_t
ms_score_parse_memory(size_t len)
{
	return 2 * ms_taken(numbers_in(len) * sizeof(double)) + 2 * ms_taken(numbers_in(len)) +
		2 * ms_taken((MS_ROWS_TERMS_MAX + 1) * sizeof(double));
}

static ms_json_result
read_sum(ms_json *j, reading *rd)
{
	bool		array = ms_json_take(j, '[');
	int			n = 0;

	do
	{
		double		number;
		ms_json_result result = ms_json_signed(j, &number);

		if (result != MS_JSON_OK)
			return result;
		if (n == MS_EXPANSION_MAX || (array && number == 0))
			return MS_JSON_RANGE;
		if (number != 0)
		{
			rd->part[rd->parts++] = number;
			n++;
		}
	} while (array && ms_json_take(j, ','));
	rd->length[rd->sums++] = (uint8_t) n;
	if (array && n < 2)
		return MS_JSON_RANGE;
	return !array || ms_json_take(j, ']') ? MS_JSON_OK : MS_JSON_SYNTAX;
}

static ms_json_result
read_row(ms_json *j, reading *rd, int *n)
{
	ms_json_result result;

	for (*n = 0; ms_json_next(j, *n, &result); (*n)++)
		if ((result = read_sum(j, rd)) != MS_JSON_OK)
			return result;
	return result;
}

static ms_json_result
read_half(ms_json *j, reading *rd, int *rows)
{
	ms_json_result result;

	for (*rows = 0; ms_json_next(j, *rows, &result); (*rows)++)
	{
		int			n;

		ms_pause();
		if ((result = read_row(j, rd, &n)) != MS_JSON_OK)
			return result;
		if (n != *rows + 1)
			return MS_JSON_RANGE;
	}
	return result;
}

static ms_json_result
read_block(ms_json *j, reading *rd, member which)
{
	block	   *b = &rd->block[which];
	ms_json_result result;

	b->start = rd->sums;
	b->part = rd->parts;
	if (which == U)
		result = read_row(j, rd, &b->rows);
	else if (which == INFORMATION || which == MEAT)
		result = read_half(j, rd, &b->rows);
	else
		result = read_sum(j, rd);
	b->n = rd->sums - b->start;
	return result;
}

static ms_json_result
read_true(ms_json *j, bool *flag)
{
	*flag = true;
	return ms_json_word(j, "true") ? MS_JSON_OK : MS_JSON_SYNTAX;
}

static ms_json_result
read_value(ms_json *j, reading *rd, member which)
{
	ms_score   *s = rd->s;
	int			word = 0;
	ms_json_result result;

	switch (which)
	{
		case FAMILY:
			result = ms_json_choice(j, ms_family_names, &word);
			s->family = word;
			return result;
		case TIES:
			result = ms_json_choice(j, ms_ties_names, &word);
			s->ties = word;
			return result;
		case SITES:
			return ms_json_count(j, &s->sites);
		case N:
			return ms_json_count(j, &s->patients);
		case EVENTS:
			return ms_json_count(j, &s->events);
		case LEFT_OUT:
			return ms_json_count(j, &s->left_out);
		case CLUSTERS:
			return ms_json_count(j, &s->clusters);
		case STRATA:
			return ms_json_count(j, &s->strata);
		case CLUSTERED:
			return read_true(j, &s->clustered);
		case WEIGHTED:
			return read_true(j, &s->weighted);
		case LATE_ENTRIES:
			return read_true(j, &s->late_entries);
		case BEYOND:
			return read_true(j, &s->beyond);
		case BETA:
			return ms_json_numbers(j, s->beta, MS_ROWS_TERMS_MAX + 1, &s->terms);
		case SPREAD:
			return ms_json_numbers(j, s->spread, MS_ROWS_TERMS_MAX + 1, &rd->spreads);
		default:
			return read_block(j, rd, which);
	}
}

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	reading    *rd = object;
	int			which;
	ms_json_result result = ms_json_find(name, len, member_names, MEMBERS, &rd->seen, &which);

	return result == MS_JSON_OK ? read_value(j, rd, which) : result;
}

/* The members that a score has. */
static unsigned
members_of(const ms_score *s)
{
	unsigned	all = (1u << MEMBERS) - 1;

	all &= s->family == MS_FAMILY_COX ? ~(1u << EXPOSURE) : ~(1u << TIES | 1u << STRATA);
	if (!s->clustered)
		all &= ~(1u << CLUSTERED);
	if (!s->weighted)
		all &= ~(1u << WEIGHTED);
	if (!s->late_entries)
		all &= ~(1u << LATE_ENTRIES);
	if (s->beyond)
		all &= ~(1u << LOGLIK | 1u << U | 1u << INFORMATION);
	else
		all &= ~(1u << BEYOND);
	if (!s->robust)
		all &= ~(1u << MEAT);
	return all;
}

/* The members that every score has, so that one without them is not a score at all. */
#define NEEDED (1u << FAMILY | 1u << SITES | 1u << N | 1u << EVENTS | 1u << LEFT_OUT | 1u << CLUSTERS | 1u << BETA | \
	1u << SPREAD | 1u << EVENT_WEIGHT | 1u << CONSTANT)

/* Appends the sums of a member to those of the score. */
static void
append(const reading *rd, member which, int *sums, size_t *parts)
{
	const block *b = &rd->block[which];

	for (int i = 0; i < b->n; i++)
		rd->s->length[(*sums)++] = rd->length[b->start + i];
	for (int i = 0, at = 0; i < b->n; i++)
		for (int k = 0; k < rd->length[b->start + i]; k++)
			rd->s->part[(*parts)++] = rd->part[b->part + at++];
}

static void
settle(reading *rd)
{
	static const member order[] = {EVENT_WEIGHT, EXPOSURE, CONSTANT, LOGLIK, U, INFORMATION, MEAT};
	int			sums = 0;
	size_t		parts = 0;

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
	{
		if (order[i] == EXPOSURE && rd->s->family == MS_FAMILY_COX)
			rd->s->length[sums++] = 0;
		else
			append(rd, order[i], &sums, &parts);
	}
}

ms_json_result
ms_score_parse(const char *text, size_t len, void *memory, ms_score *s)
{
	char	   *left = memory;
	reading		rd = {.s = s};
	ms_json_result result;

	*s = (ms_score) {0};
	rd.part = MS_TAKE(left, numbers_in(len), double);
	s->part = MS_TAKE(left, numbers_in(len), double);
	s->beta = MS_TAKE(left, MS_ROWS_TERMS_MAX + 1, double);
	s->spread = MS_TAKE(left, MS_ROWS_TERMS_MAX + 1, double);
	rd.length = MS_TAKE(left, numbers_in(len), uint8_t);
	s->length = MS_TAKE(left, numbers_in(len), uint8_t);
	if ((result = ms_json_tally(text, len, MS_SCORE_VERSION, read_member, &rd)) != MS_JSON_OK)
		return result;
	if ((rd.seen & NEEDED) != NEEDED)
		return MS_JSON_SYNTAX;
	s->robust = (rd.seen & 1u << MEAT) != 0;
	if (rd.seen != members_of(s) || rd.spreads != ms_score_covariates(s))
		return MS_JSON_RANGE;
	if (!s->beyond && (rd.block[U].n != s->terms || rd.block[INFORMATION].rows != s->terms ||
					   (s->robust && rd.block[MEAT].rows != s->terms)))
		return MS_JSON_RANGE;
	settle(&rd);
	return ms_score_valid(s) ? MS_JSON_OK : MS_JSON_RANGE;
}
