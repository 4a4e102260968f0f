/*
 * regression_text.c
 *		The text of the rows of a regression.
 */
#include "regression_text.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "pause.h"

/* What the text has an array for. */
typedef enum text_column
{
	DAYS, OBSERVED, EVENTS, OUTCOME, ENTRY_DAYS, WEIGHTS, STRATA, CLUSTERS, PATIENTS, X, COLUMNS
} text_column;

static const char *const column_names[COLUMNS] = {
	"days", "observed", "events", "outcome", "entry_days", "weights", "strata", "clusters", "patients", "x"
};

/* In the order of the text; X is the end. */
static const text_column columns_of_kind[][8] = {
	[MS_ROWS_COX] = {DAYS, OBSERVED, ENTRY_DAYS, WEIGHTS, STRATA, CLUSTERS, PATIENTS, X},
	[MS_ROWS_COUNT] = {EVENTS, DAYS, WEIGHTS, CLUSTERS, PATIENTS, X},
	[MS_ROWS_LOGISTIC] = {OUTCOME, WEIGHTS, CLUSTERS, PATIENTS, X}
};

/* Is a column printed?  Those that are not optional always are. */
static bool
printed(const ms_rows *r, text_column column)
{
	switch (column)
	{
		case ENTRY_DAYS:
			return r->other != NULL;
		case WEIGHTS:
			return r->weight != NULL;
		case STRATA:
			return r->stratum != NULL;
		case CLUSTERS:
			return r->cluster != NULL;
		case PATIENTS:
			return r->count != NULL;
		default:
			return true;
	}
}

static bool
optional(text_column column)
{
	return column >= ENTRY_DAYS && column <= PATIENTS;
}

/* The integers of which days are read and printed. */
static int32_t *
integers_of(const ms_rows *r, text_column column)
{
	switch (column)
	{
		case DAYS:
			return r->kind == MS_ROWS_COUNT ? r->other : r->number;
		case STRATA:
			return r->stratum;
		case ENTRY_DAYS:
			return r->other;
		default:
			return r->number;
	}
}

/*
 * Printing
 */

#define HEAD_TEXT_MAX 320		/* names and brackets included */
#define ROW_TEXT_MAX 160		/* without x */

size_t
ms_rows_text_max(const ms_rows *r)
{
	return HEAD_TEXT_MAX + (size_t) r->rows * (ROW_TEXT_MAX + (size_t) r->terms * (MS_NUMBER_TEXT_MAX + 2));
}

static char *
print_x(const ms_rows *r, int row, char *p)
{
	const double *x = ms_rows_x(r, row);

	*p++ = '[';
	for (int i = 0; i < r->terms; i++)
	{
		if (i > 0)
		{
			*p++ = ',';
			*p++ = ' ';
		}
		if (x[i] == floor(x[i]) && fabs(x[i]) < 1e9)	/* the same text, without a trial */
			p += sprintf(p, "%d", (int) x[i]);
		else
			p += ms_number_print(x[i], p);
	}
	*p++ = ']';
	return p;
}

static char *
print_word(const char *word, char *p)
{
	strcpy(p, word);
	return p + strlen(word);
}

static char *
print_cell(const ms_rows *r, text_column column, int row, char *p)
{
	switch (column)
	{
		case OBSERVED:
			return print_word(ms_rows_event(r, row) ? "true" : "false", p);
		case OUTCOME:
			return print_word(r->number[row] ? "true" : "false", p);
		case WEIGHTS:
			return p + ms_number_print(r->weight[row], p);
		case CLUSTERS:
			return ms_rows_flags(r, row) & MS_ROW_CLUSTER ?
				p + sprintf(p, "%" PRId64, r->cluster[row]) : print_word("null", p);
		case PATIENTS:
			return p + sprintf(p, "%" PRId64, r->count[row]);
		case X:
			return print_x(r, row, p);
		default:
			return column == STRATA && !(ms_rows_flags(r, row) & MS_ROW_STRATUM) ?
				print_word("null", p) : p + sprintf(p, "%" PRId32, integers_of(r, column)[row]);
	}
}

static char *
print_column(const ms_rows *r, text_column column, char *p)
{
	p += sprintf(p, ", \"%s\": [", column_names[column]);
	for (int row = 0; row < r->rows; row++)
	{
		ms_pause_at(row);
		if (row > 0)
			p = print_word(", ", p);
		p = print_cell(r, column, row, p);
	}
	*p++ = ']';
	return p;
}

size_t
ms_rows_print(const ms_rows *r, char *text)
{
	const text_column *column = columns_of_kind[r->kind];
	char	   *p = text + sprintf(text, "{\"version\": %d, \"terms\": %d, \"left_out\": %" PRId64,
								   MS_ROWS_VERSION, r->terms, r->left_out);

	for (;; column++)
	{
		if (printed(r, *column))
			p = print_column(r, *column, p);
		if (*column == X)
			break;
	}
	return print_word("}", p) - text;
}

/*
 * Reading
 */

/*
 * Each row needs a comma in each of two arrays or more, and a bracket; each
 * element of x but the first of a row a comma of its own.
 */
void
ms_rows_text_room(const char *text, size_t len, size_t *rows, size_t *elements)
{
	size_t		commas = 0;
	size_t		brackets = 0;

	for (size_t i = 0; i < len; i++)
	{
		ms_pause_at(i);
		commas += text[i] == ',';
		brackets += text[i] == '[';
	}
	*rows = commas / 2 + 1 < brackets ? commas / 2 + 1 : brackets;
	*elements = commas + 1;
}

typedef struct reading
{
	ms_rows    *r;
	size_t		room;
	size_t		elements_room;
	int			rows;			/* -1: no array has been read yet */
	int			terms;			/* of the rows of x; -1: none has been read yet */
	int64_t		terms_said;		/* -1: not yet */
	size_t		elements;
	bool		seen_left_out;
	bool		seen[COLUMNS];
} reading;

/* Sets a flag of a row; a row whose flags have not been set yet is one without. */
static void
set_flag(ms_rows *r, int row, int flag)
{
	r->flags[row] |= (uint8_t) flag;
}

static ms_json_result
read_bool(ms_json *j, bool *yes)
{
	*yes = ms_json_word(j, "true");
	return *yes || ms_json_word(j, "false") ? MS_JSON_OK : MS_JSON_SYNTAX;
}

static ms_json_result
read_int32(ms_json *j, int32_t *number)
{
	int64_t		given;
	ms_json_result result = ms_json_integer(j, &given);

	if (result == MS_JSON_OK && (given < INT32_MIN || given > INT32_MAX))
		return MS_JSON_RANGE;
	*number = (int32_t) given;
	return result;
}

static ms_json_result
read_x(ms_json *j, reading *rd)
{
	int			terms;
	ms_json_result result;

	for (terms = 0; ms_json_next(j, terms, &result); terms++)
	{
		if (rd->elements == rd->elements_room)
			return MS_JSON_SYNTAX;
		if ((result = ms_json_signed(j, &rd->r->x[rd->elements++])) != MS_JSON_OK)
			return result;
	}
	if (result != MS_JSON_OK || (rd->terms >= 0 && terms != rd->terms))
		return MS_JSON_SYNTAX;
	rd->terms = terms;
	return terms <= MS_ROWS_TERMS_MAX ? MS_JSON_OK : MS_JSON_LENGTH;
}

static ms_json_result
read_cell(ms_json *j, reading *rd, text_column column, int row)
{
	ms_rows    *r = rd->r;
	bool		yes;
	ms_json_result result;

	switch (column)
	{
		case OBSERVED:
		case OUTCOME:
			if ((result = read_bool(j, &yes)) != MS_JSON_OK)
				return result;
			if (column == OUTCOME)
				r->number[row] = yes;
			else if (yes)
				set_flag(r, row, MS_ROW_EVENT);
			return MS_JSON_OK;
		case WEIGHTS:
			return ms_json_number(j, &r->weight[row]);
		case CLUSTERS:
			r->cluster[row] = 0;
			if (ms_json_word(j, "null"))
				return MS_JSON_OK;
			set_flag(r, row, MS_ROW_CLUSTER);
			return ms_json_integer(j, &r->cluster[row]);
		case PATIENTS:
			return ms_json_count(j, &r->count[row]);
		case X:
			return read_x(j, rd);
		case STRATA:
			r->stratum[row] = 0;
			if (ms_json_word(j, "null"))
				return MS_JSON_OK;
			set_flag(r, row, MS_ROW_STRATUM);
			/* FALLTHROUGH */
		default:
			return read_int32(j, &integers_of(r, column)[row]);
	}
}

static ms_json_result
read_column(ms_json *j, reading *rd, text_column column)
{
	size_t		row;
	ms_json_result result;

	for (row = 0; ms_json_next(j, row, &result); row++)
	{
		ms_pause_at(row);
		if (row == rd->room)
			return MS_JSON_SYNTAX;
		if ((result = read_cell(j, rd, column, (int) row)) != MS_JSON_OK)
			return result;
	}
	if (result != MS_JSON_OK || (rd->rows >= 0 && (size_t) rd->rows != row))
		return MS_JSON_SYNTAX;
	rd->rows = (int) row;
	return MS_JSON_OK;
}

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	reading    *rd = object;
	const text_column *column = columns_of_kind[rd->r->kind];

	if (ms_json_is(name, len, "terms"))
		return rd->terms_said >= 0 ? MS_JSON_DUPLICATE : ms_json_count(j, &rd->terms_said);
	if (ms_json_is(name, len, "left_out"))
	{
		if (rd->seen_left_out)
			return MS_JSON_DUPLICATE;
		rd->seen_left_out = true;
		return ms_json_count(j, &rd->r->left_out);
	}
	while (!ms_json_is(name, len, column_names[*column]))
		if (*column++ == X)
			return MS_JSON_SYNTAX;
	if (rd->seen[*column])
		return MS_JSON_DUPLICATE;
	rd->seen[*column] = true;
	return read_column(j, rd, *column);
}

static bool
all_seen(const reading *rd)
{
	for (const text_column *column = columns_of_kind[rd->r->kind];; column++)
	{
		if (!rd->seen[*column] && !optional(*column))
			return false;
		if (*column == X)
			return rd->seen_left_out && rd->terms_said >= 0;
	}
}

/* Columns that were not given are absent, and flags that are all 0. */
static void
drop_absent(const reading *rd)
{
	ms_rows    *r = rd->r;
	int			flags = 0;

	for (int row = 0; row < r->rows; row++)
		flags |= r->flags[row];
	if (flags == 0)
		r->flags = NULL;
	if (!rd->seen[ENTRY_DAYS] && !(r->kind == MS_ROWS_COUNT && r->rows > 0))
		r->other = NULL;
	if (!rd->seen[WEIGHTS])
		r->weight = NULL;
	if (!rd->seen[STRATA])
		r->stratum = NULL;
	if (!rd->seen[CLUSTERS])
		r->cluster = NULL;
	if (!rd->seen[PATIENTS])
		r->count = NULL;
}

ms_json_result
ms_rows_parse(const char *text, size_t len, size_t rows, size_t elements, ms_rows *r)
{
	reading		rd = {.r = r, .room = rows < INT_MAX ? rows : INT_MAX, .elements_room = elements,
	.rows = -1, .terms = -1, .terms_said = -1};
	ms_json_result result;

	if (rd.room > 0)
		memset(r->flags, 0, rd.room);
	if ((result = ms_json_tally(text, len, MS_ROWS_VERSION, read_member, &rd)) != MS_JSON_OK)
		return result;
	if (!all_seen(&rd))
		return MS_JSON_SYNTAX;
	r->rows = rd.rows;
	r->terms = rd.terms < 0 ? 0 : rd.terms;
	drop_absent(&rd);
	return rd.terms_said == r->terms && ms_rows_valid(r) ? MS_JSON_OK : MS_JSON_RANGE;
}
