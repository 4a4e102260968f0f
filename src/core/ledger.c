/*
 * ledger.c
 *		The rules, the packed form and the text of ledgers.
 */
#include "ledger.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "number.h"
#include "pause.h"

/*
 * Rules
 */

/* Does a row have no patients, that is, only counts of 0? */
static bool
row_empty(const ms_ledger_kind *kind, int columns, const ms_cell *row)
{
	for (int i = 0; i < columns; i++)
		if (!ms_ledger_is_weight(kind, i) && row[i].count != 0)
			return false;
	return true;
}

int64_t
ms_ledger_total(const ms_ledger *l, int column)
{
	int64_t		total = 0;

	for (int row = 0; row < l->rows; row++)
	{
		ms_pause_at(row);
		total += ms_ledger_count(l, row, column);
	}
	return total;
}

/*
 * The number of columns in the canonical form: up to the last that is used,
 * but at least those that are always present.
 */
static int
used_columns(const ms_ledger *l)
{
	int			used = l->kind->always;

	for (int row = 0; row < l->rows; row++)
	{
		ms_pause_at(row);
		for (int i = used; i < l->columns; i++)
			if (ms_ledger_row(l, row)[i].count != 0)
				used = i + 1;
	}
	return used;
}

static bool
cells_valid(const ms_ledger *l, int row, int64_t *left)
{
	const ms_cell *cell = ms_ledger_row(l, row);

	for (int i = 0; i < l->columns; i++)
	{
		if (ms_ledger_is_weight(l->kind, i))
		{
			if (!(cell[i].weight >= 0) || isinf(cell[i].weight))
				return false;
		}
		else
		{
			if (cell[i].count < 0 || cell[i].count > *left)
				return false;
			*left -= cell[i].count;
		}
	}
	return !row_empty(l->kind, l->columns, cell);
}

bool
ms_ledger_valid(const ms_ledger *l)
{
	int64_t		left = MS_LEDGER_TOTAL_MAX;

	if (l->rows < 0 || l->rows > MS_LEDGER_ROWS_MAX ||
		l->columns < l->kind->always || l->columns > l->kind->columns)
		return false;
	for (int row = 0; row < l->rows; row++)
	{
		ms_pause_at(row);
		if (l->key[row] < 0 || (row > 0 && l->key[row] <= l->key[row - 1]) ||
			!cells_valid(l, row, &left) ||
			(l->kind->row_valid != NULL && !l->kind->row_valid(l, row)))
			return false;
	}
	return used_columns(l) == l->columns &&
		(l->kind->rows_valid == NULL || l->kind->rows_valid(l));
}

void
ms_ledger_settle(ms_ledger *l)
{
	int			columns = used_columns(l);
	int			kept = 0;

	for (int row = 0; row < l->rows; row++)
	{
		ms_pause_at(row);
		if (row_empty(l->kind, l->columns, ms_ledger_row(l, row)))
			continue;
		l->key[kept] = l->key[row];
		memmove(l->cell + (size_t) kept * columns, ms_ledger_row(l, row), columns * sizeof(ms_cell));
		kept++;
	}
	l->columns = columns;
	l->rows = kept;
}

/*
 * Packing
 */

static size_t
varint_size(uint64_t number)
{
	size_t		size = 1;

	for (; number > 127; number >>= 7)
		size++;
	return size;
}

static char *
put_varint(char *p, uint64_t number)
{
	for (; number > 127; number >>= 7)
		*p++ = (char) (number | 128);
	*p++ = (char) number;
	return p;
}

/* False if the bytes end early, for more than 63 bits, and for a superfluous byte. */
static bool
get_varint(const char **p, const char *end, int64_t *number)
{
	uint64_t	sum = 0;

	for (int shift = 0; shift < 63 && *p < end; shift += 7)
	{
		unsigned char byte = (unsigned char) *(*p)++;

		sum |= (uint64_t) (byte & 127) << shift;
		if (byte < 128)
		{
			*number = (int64_t) sum;
			return byte != 0 || shift == 0;
		}
	}
	return false;
}

/* The number packed for the key of a row; keys are never negative. */
static uint64_t
key_step(const ms_ledger *l, int row)
{
	return (uint64_t) l->key[row] - (row > 0 ? (uint64_t) l->key[row - 1] : 0);
}

size_t
ms_ledger_packed_size(const ms_ledger *l)
{
	size_t		size = 0;

	for (int row = 0; row < l->rows; row++)
	{
		ms_pause_at(row);
		size += varint_size(key_step(l, row));
		for (int i = 0; i < l->columns; i++)
			size += ms_ledger_is_weight(l->kind, i) ? sizeof(double) :
				varint_size((uint64_t) ms_ledger_row(l, row)[i].count);
	}
	return size;
}

void
ms_ledger_pack(const ms_ledger *l, char *packed)
{
	for (int row = 0; row < l->rows; row++)
	{
		const ms_cell *cell = ms_ledger_row(l, row);

		ms_pause_at(row);
		packed = put_varint(packed, key_step(l, row));
		for (int i = 0; i < l->columns; i++)
		{
			if (ms_ledger_is_weight(l->kind, i))
			{
				memcpy(packed, &cell[i].weight, sizeof(double));
				packed += sizeof(double);
			}
			else
				packed = put_varint(packed, (uint64_t) cell[i].count);
		}
	}
}

bool
ms_ledger_unpack(const char *packed, size_t size, ms_ledger *l)
{
	const char *end = packed + size;
	int64_t		key = 0;

	for (int row = 0; row < l->rows; row++)
	{
		ms_cell *cell = ms_ledger_row(l, row);
		int64_t		step;

		ms_pause_at(row);
		if (!get_varint(&packed, end, &step) || step > INT32_MAX - key)
			return false;
		l->key[row] = (int32_t) (key += step);
		for (int i = 0; i < l->columns; i++)
		{
			if (ms_ledger_is_weight(l->kind, i))
			{
				if (end - packed < (ptrdiff_t) sizeof(double))
					return false;
				memcpy(&cell[i].weight, packed, sizeof(double));
				packed += sizeof(double);
			}
			else if (!get_varint(&packed, end, &cell[i].count))
				return false;
		}
	}
	return packed == end;
}

/*
 * Text
 */

static char *
print_key(const ms_ledger_kind *kind, int32_t key, char *p)
{
	char		text[MS_LEDGER_KEY_TEXT_MAX];

	if (kind->print_key == NULL)
		return p + sprintf(p, "%" PRId32, key);
	kind->print_key(key, text);
	return p + sprintf(p, "\"%s\"", text);
}

static char *
print_cell(const ms_ledger *l, int row, int column, char *p)
{
	const ms_cell *cell = &ms_ledger_row(l, row)[column];

	if (ms_ledger_is_weight(l->kind, column))
		return p + ms_number_print(cell->weight, p);
	return p + sprintf(p, "%" PRId64, cell->count);
}

size_t
ms_ledger_print(const ms_ledger *l, char *text)
{
	char	   *p = text + sprintf(text, "{\"version\": %d", MS_LEDGER_VERSION);

	for (int i = -1; i < l->columns; i++)	/* the keys, then each column */
	{
		p += sprintf(p, ", \"%s\": [", i < 0 ? l->kind->key : l->kind->column[i]);
		for (int row = 0; row < l->rows; row++)
		{
			ms_pause_at(row);
			if (row > 0)
				p += sprintf(p, ", ");
			p = i < 0 ? print_key(l->kind, l->key[row], p) : print_cell(l, row, i, p);
		}
		*p++ = ']';
	}
	strcpy(p, "}");
	return p + 1 - text;
}

/* Each array has one comma fewer than rows. */
size_t
ms_ledger_text_room(const ms_ledger_kind *kind, const char *text, size_t len)
{
	size_t		commas = 0;
	size_t		rows;

	for (size_t i = 0; i < len; i++)
		commas += text[i] == ',';
	rows = commas / (1 + kind->always) + 1;
	return rows < MS_LEDGER_ROWS_MAX ? rows : MS_LEDGER_ROWS_MAX;
}

/*
 * The state of reading: the rows so far, and a bit for each array seen (bit 0:
 * the keys).
 */
typedef struct reading
{
	ms_ledger *l;
	int			room;
	int			rows;			/* -1: no array has been read yet */
	unsigned	seen;
} reading;

static ms_json_result
read_key(ms_json *j, const ms_ledger_kind *kind, int32_t *key)
{
	const char *name;
	size_t		len;
	int64_t		number;
	ms_json_result result;

	if (kind->parse_key != NULL)
		return ms_json_name(j, &name, &len) && kind->parse_key(name, len, key) ?
			MS_JSON_OK : MS_JSON_SYNTAX;
	if ((result = ms_json_count(j, &number)) != MS_JSON_OK)
		return result;
	*key = (int32_t) number;
	return number <= INT32_MAX ? MS_JSON_OK : MS_JSON_RANGE;
}

static ms_json_result
read_cell(ms_json *j, const ms_ledger *l, int row, int column)
{
	ms_cell *cell = &ms_ledger_row(l, row)[column];

	return ms_ledger_is_weight(l->kind, column) ?
		ms_json_number(j, &cell->weight) : ms_json_count(j, &cell->count);
}

/* Reads the array of a column, or of the keys (-1); all have the same length. */
static ms_json_result
read_column(ms_json *j, reading *r, int column)
{
	int			row;
	ms_json_result result;

	for (row = 0; ms_json_next(j, row, &result); row++)
	{
		ms_pause_at(row);
		if (row == r->room)
			return row == MS_LEDGER_ROWS_MAX ? MS_JSON_LENGTH : MS_JSON_SYNTAX;
		result = column < 0 ? read_key(j, r->l->kind, &r->l->key[row]) : read_cell(j, r->l, row, column);
		if (result != MS_JSON_OK)
			return result;
	}
	if (result != MS_JSON_OK || (r->rows >= 0 && r->rows != row))
		return MS_JSON_SYNTAX;
	r->rows = row;
	return MS_JSON_OK;
}

static ms_json_result
read_member(ms_json *j, const char *name, size_t len, void *object)
{
	reading    *r = object;
	const ms_ledger_kind *kind = r->l->kind;
	int			column = -1;

	if (!ms_json_is(name, len, kind->key))
	{
		while (++column < kind->columns && !ms_json_is(name, len, kind->column[column]))
			;
		if (column == kind->columns)
			return MS_JSON_SYNTAX;
	}
	if (r->seen >> (column + 1) & 1)
		return MS_JSON_DUPLICATE;
	r->seen |= 1u << (column + 1);
	return read_column(j, r, column);
}

/* Are the keys and a contiguous run of columns from the first on present? */
static bool
all_seen(const reading *r, int *columns)
{
	*columns = 0;
	while (r->seen >> (*columns + 1) & 1)
		++*columns;
	return (r->seen & 1) && r->seen >> (*columns + 1) == 0 && *columns >= r->l->kind->always;
}

ms_json_result
ms_ledger_parse(const char *text, size_t len, size_t room, ms_ledger *l)
{
	reading		r = {l, (int) room, -1, 0};
	int			columns;
	ms_json_result result;

	l->columns = l->kind->columns;
	if ((result = ms_json_tally(text, len, MS_LEDGER_VERSION, read_member, &r)) != MS_JSON_OK)
		return result;
	if (!all_seen(&r, &columns))
		return MS_JSON_SYNTAX;
	l->rows = r.rows;
	for (int row = 0; row < l->rows; row++)
	{
		ms_pause_at(row);
		memmove(l->cell + (size_t) row * columns, ms_ledger_row(l, row), columns * sizeof(ms_cell));
	}
	l->columns = columns;
	return ms_ledger_valid(l) ? MS_JSON_OK : MS_JSON_RANGE;
}
