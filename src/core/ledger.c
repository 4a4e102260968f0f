/*
 * ledger.c
 *		What tallies by day or by status are made of.
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

bool
sepms_ledger_row_empty(const sepms_ledger_kind *kind, int columns, const sepms_cell *row)
{
	for (int i = 0; i < columns; i++)
		if (!sepms_ledger_is_weight(kind, i) && row[i].count != 0)
			return false;
	return true;
}

int64_t
sepms_ledger_total(const sepms_ledger *l, int column)
{
	int64_t		total = 0;

	for (int row = 0; row < l->rows; row++)
	{
		sepms_pause_at(row);
		total += sepms_ledger_count(l, row, column);
	}
	return total;
}

/* Columns up to the last that is used, and those that are always there. */
static int
used_columns(const sepms_ledger *l)
{
	int			used = l->kind->always;

	for (int row = 0; row < l->rows; row++)
	{
		sepms_pause_at(row);
		for (int i = used; i < l->columns; i++)
			if (sepms_ledger_row(l, row)[i].count != 0)
				used = i + 1;
	}
	return used;
}

static bool
cells_valid(const sepms_ledger *l, int row, int64_t *left)
{
	const sepms_cell *cell = sepms_ledger_row(l, row);

	for (int i = 0; i < l->columns; i++)
	{
		if (sepms_ledger_is_weight(l->kind, i))
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
	return !sepms_ledger_row_empty(l->kind, l->columns, cell);
}

bool
sepms_ledger_valid(const sepms_ledger *l)
{
	int64_t		left = SEPMS_LEDGER_TOTAL_MAX;

	if (l->rows < 0 || l->rows > SEPMS_LEDGER_ROWS_MAX ||
		l->columns < l->kind->always || l->columns > l->kind->columns)
		return false;
	for (int row = 0; row < l->rows; row++)
	{
		sepms_pause_at(row);
		if (l->key[row] < 0 || (row > 0 && l->key[row] <= l->key[row - 1]) ||
			!cells_valid(l, row, &left) ||
			(l->kind->row_valid != NULL && !l->kind->row_valid(l, row)))
			return false;
	}
	return used_columns(l) == l->columns &&
		(l->kind->rows_valid == NULL || l->kind->rows_valid(l));
}

void
sepms_ledger_settle(sepms_ledger *l)
{
	int			columns = used_columns(l);
	int			kept = 0;

	for (int row = 0; row < l->rows; row++)
	{
		sepms_pause_at(row);
		if (sepms_ledger_row_empty(l->kind, l->columns, sepms_ledger_row(l, row)))
			continue;
		l->key[kept] = l->key[row];
		memmove(l->cell + (size_t) kept * columns, sepms_ledger_row(l, row), columns * sizeof(sepms_cell));
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

/* False at the end of the bytes, past 63 bits, and for a byte too many. */
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

/* What is written for the key of a row; keys are never negative. */
static uint64_t
key_step(const sepms_ledger *l, int row)
{
	return (uint64_t) l->key[row] - (row > 0 ? (uint64_t) l->key[row - 1] : 0);
}

size_t
sepms_ledger_packed_size(const sepms_ledger *l)
{
	size_t		size = 0;

	for (int row = 0; row < l->rows; row++)
	{
		sepms_pause_at(row);
		size += varint_size(key_step(l, row));
		for (int i = 0; i < l->columns; i++)
			size += sepms_ledger_is_weight(l->kind, i) ? sizeof(double) :
				varint_size((uint64_t) sepms_ledger_row(l, row)[i].count);
	}
	return size;
}

void
sepms_ledger_pack(const sepms_ledger *l, char *packed)
{
	for (int row = 0; row < l->rows; row++)
	{
		const sepms_cell *cell = sepms_ledger_row(l, row);

		sepms_pause_at(row);
		packed = put_varint(packed, key_step(l, row));
		for (int i = 0; i < l->columns; i++)
		{
			if (sepms_ledger_is_weight(l->kind, i))
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
sepms_ledger_unpack(const char *packed, size_t size, sepms_ledger *l)
{
	const char *end = packed + size;
	int64_t		key = 0;

	for (int row = 0; row < l->rows; row++)
	{
		sepms_cell *cell = sepms_ledger_row(l, row);
		int64_t		step;

		sepms_pause_at(row);
		if (!get_varint(&packed, end, &step) || step > INT32_MAX - key)
			return false;
		l->key[row] = (int32_t) (key += step);
		for (int i = 0; i < l->columns; i++)
		{
			if (sepms_ledger_is_weight(l->kind, i))
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
print_key(const sepms_ledger_kind *kind, int32_t key, char *p)
{
	char		text[SEPMS_LEDGER_KEY_TEXT_MAX];

	if (kind->print_key == NULL)
		return p + sprintf(p, "%" PRId32, key);
	kind->print_key(key, text);
	return p + sprintf(p, "\"%s\"", text);
}

static char *
print_cell(const sepms_ledger *l, int row, int column, char *p)
{
	const sepms_cell *cell = &sepms_ledger_row(l, row)[column];

	if (sepms_ledger_is_weight(l->kind, column))
		return p + sepms_number_print(cell->weight, p);
	return p + sprintf(p, "%" PRId64, cell->count);
}

size_t
sepms_ledger_print(const sepms_ledger *l, char *text)
{
	char	   *p = text + sprintf(text, "{\"version\": %d", SEPMS_LEDGER_VERSION);

	for (int i = -1; i < l->columns; i++)	/* the keys, then each column */
	{
		p += sprintf(p, ", \"%s\": [", i < 0 ? l->kind->key : l->kind->column[i]);
		for (int row = 0; row < l->rows; row++)
		{
			sepms_pause_at(row);
			if (row > 0)
				p += sprintf(p, ", ");
			p = i < 0 ? print_key(l->kind, l->key[row], p) : print_cell(l, row, i, p);
		}
		*p++ = ']';
	}
	strcpy(p, "}");
	return p + 1 - text;
}

/* Each array has a comma for each of its rows but the first. */
size_t
sepms_ledger_text_room(const sepms_ledger_kind *kind, const char *text, size_t len)
{
	size_t		commas = 0;
	size_t		rows;

	for (size_t i = 0; i < len; i++)
		commas += text[i] == ',';
	rows = commas / (1 + kind->always) + 1;
	return rows < SEPMS_LEDGER_ROWS_MAX ? rows : SEPMS_LEDGER_ROWS_MAX;
}

/* What is read, and how far: which columns, the keys being the first. */
typedef struct reading
{
	sepms_ledger *l;
	int			room;
	int			rows;			/* -1 until an array is read */
	unsigned	seen;
	bool		version_seen;
} reading;

static sepms_json_result
read_key(sepms_json *j, const sepms_ledger_kind *kind, int32_t *key)
{
	const char *name;
	size_t		len;
	int64_t		number;
	sepms_json_result result;

	if (kind->parse_key != NULL)
		return sepms_json_name(j, &name, &len) && kind->parse_key(name, len, key) ?
			SEPMS_JSON_OK : SEPMS_JSON_SYNTAX;
	if ((result = sepms_json_count(j, &number)) != SEPMS_JSON_OK)
		return result;
	*key = (int32_t) number;
	return number <= INT32_MAX ? SEPMS_JSON_OK : SEPMS_JSON_RANGE;
}

static sepms_json_result
read_cell(sepms_json *j, const sepms_ledger *l, int row, int column)
{
	sepms_cell *cell = &sepms_ledger_row(l, row)[column];

	return sepms_ledger_is_weight(l->kind, column) ?
		sepms_json_number(j, &cell->weight) : sepms_json_count(j, &cell->count);
}

/* The array of a column, -1 for the keys; all are of one length. */
static sepms_json_result
read_column(sepms_json *j, reading *r, int column)
{
	int			row = 0;

	if (!sepms_json_take(j, '['))
		return SEPMS_JSON_SYNTAX;
	if (sepms_json_peek(j) != ']')
	{
		do
		{
			sepms_json_result result;

			sepms_pause_at(row);
			if (row == r->room)
				return row == SEPMS_LEDGER_ROWS_MAX ? SEPMS_JSON_LENGTH : SEPMS_JSON_SYNTAX;
			result = column < 0 ? read_key(j, r->l->kind, &r->l->key[row]) :
				read_cell(j, r->l, row, column);
			if (result != SEPMS_JSON_OK)
				return result;
			row++;
		} while (sepms_json_take(j, ','));
	}
	if (!sepms_json_take(j, ']') || (r->rows >= 0 && r->rows != row))
		return SEPMS_JSON_SYNTAX;
	r->rows = row;
	return SEPMS_JSON_OK;
}

static sepms_json_result
read_member(sepms_json *j, const char *name, size_t len, void *object)
{
	reading    *r = object;
	const sepms_ledger_kind *kind = r->l->kind;
	int			column = -1;

	if (sepms_json_is(name, len, "version"))
	{
		int64_t		version;
		sepms_json_result result = sepms_json_count(j, &version);

		if (result != SEPMS_JSON_OK)
			return result;
		if (r->version_seen)
			return SEPMS_JSON_DUPLICATE;
		r->version_seen = true;
		return version == SEPMS_LEDGER_VERSION ? SEPMS_JSON_OK : SEPMS_JSON_VERSION;
	}
	if (!sepms_json_is(name, len, kind->key))
	{
		while (++column < kind->columns && !sepms_json_is(name, len, kind->column[column]))
			;
		if (column == kind->columns)
			return SEPMS_JSON_SYNTAX;
	}
	if (r->seen >> (column + 1) & 1)
		return SEPMS_JSON_DUPLICATE;
	r->seen |= 1u << (column + 1);
	return read_column(j, r, column);
}

/* The columns that were read are there from the first on, with the keys. */
static bool
all_seen(const reading *r, int *columns)
{
	*columns = 0;
	while (r->seen >> (*columns + 1) & 1)
		++*columns;
	return (r->seen & 1) && r->seen >> (*columns + 1) == 0 && *columns >= r->l->kind->always;
}

sepms_json_result
sepms_ledger_parse(const char *text, size_t len, size_t room, sepms_ledger *l)
{
	sepms_json	j = {text, text + len};
	reading		r = {l, (int) room, -1, 0, false};
	int			columns;
	sepms_json_result result;

	l->columns = l->kind->columns;
	if ((result = sepms_json_object(&j, read_member, &r)) != SEPMS_JSON_OK)
		return result;
	if (!sepms_json_at_end(&j) || !r.version_seen || !all_seen(&r, &columns))
		return SEPMS_JSON_SYNTAX;
	l->rows = r.rows;
	for (int row = 0; row < l->rows; row++)
	{
		sepms_pause_at(row);
		memmove(l->cell + (size_t) row * columns, sepms_ledger_row(l, row), columns * sizeof(sepms_cell));
	}
	l->columns = columns;
	return sepms_ledger_valid(l) ? SEPMS_JSON_OK : SEPMS_JSON_RANGE;
}
