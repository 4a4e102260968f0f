/*
 * rows.c
 *		Random rows of regressions: in any order and any split they settle to
 *		the same bytes; their packed form and their text read back.
 *
 * The bytes are read as rows.  See test/core/run.
 */
#include <math.h>

#include "random.h"

#include "../../src/core/regression_text.h"

#define FEW_ROWS 40

/* Rows with room for this many, all columns present. */
static ms_rows
new_rows(ms_rows_kind kind, int terms, size_t room)
{
	size_t		rows = room + 1;

	return (ms_rows) {
		kind, terms, 0, 0, malloc(rows * sizeof(int32_t)), malloc(rows * sizeof(int32_t)), malloc(rows),
		malloc(rows * sizeof(int32_t)), malloc(rows * sizeof(int64_t)), malloc(rows * sizeof(double)),
		malloc(rows * sizeof(int64_t)), malloc((rows * terms + 1) * sizeof(double))
	};
}

static void
free_rows(ms_rows *r)
{
	free(r->number);
	free(r->other);
	free(r->flags);
	free(r->stratum);
	free(r->cluster);
	free(r->weight);
	free(r->count);
	free(r->x);
}

static void
put(ms_rows *r, int at, const ms_row *row, const double *x)
{
	r->number[at] = row->number;
	r->other[at] = row->other;
	r->flags[at] = row->flags;
	r->stratum[at] = row->stratum;
	r->cluster[at] = row->cluster;
	r->weight[at] = row->weight;
	r->count[at] = row->count;
	if (r->terms > 0)
		memcpy(r->x + (size_t) at * r->terms, x, r->terms * sizeof(double));
}

/* Appends all rows of another. */
static void
append(ms_rows *r, const ms_rows *from)
{
	for (int row = 0; row < from->rows; row++)
	{
		ms_row		one = ms_rows_get(from, row);

		put(r, r->rows++, &one, ms_rows_x(from, row));
	}
	r->left_out += from->left_out;
}

static char *
packed(const ms_rows *r, const ms_rows_order *order, size_t *size)
{
	char	   *bytes = malloc(*size = ms_rows_packed_size(r, order));

	ms_rows_pack(r, order, bytes);
	return bytes;
}

/* Do rows in their order pack to the bytes of canonical ones? */
static bool
same_bytes(const ms_rows *a, const ms_rows_order *order, const ms_rows *b)
{
	size_t		size_a;
	size_t		size_b;
	char	   *bytes_a = packed(a, order, &size_a);
	char	   *bytes_b = packed(b, NULL, &size_b);
	bool		result = size_a == size_b && memcmp(bytes_a, bytes_b, size_a) == 0;

	free(bytes_a);
	free(bytes_b);
	return result;
}

static bool
same(const ms_rows *a, const ms_rows *b)
{
	return same_bytes(a, NULL, b);
}

/* Settles into rows of their own; the arrays are in `owned`, to be freed. */
static bool
settled(const ms_rows *r, ms_rows *result, ms_rows *owned)
{
	ms_row_key *order = malloc((r->rows + 1) * sizeof(ms_row_key));
	ms_row_key *spare = malloc((r->rows + 1) * sizeof(ms_row_key));
	ms_rows_order found;
	bool		valid = ms_rows_sort(r, order, spare, &found);

	*owned = new_rows(r->kind, r->terms, r->rows);
	*result = *owned;
	if (valid)
	{
		ms_rows_gather(r, &found, result);
		require(same_bytes(r, &found, result));
	}
	free(order);
	free(spare);
	return valid;
}

static ms_row
random_row(bytes *b, ms_rows_kind kind, int columns)
{
	static const int32_t days[] = {1, 2, 3, 365, INT32_MAX};
	static const double weights[] = {1, 0.1, 1e-9, 1e9};
	static const int64_t clusters[] = {0, 1, -1, INT64_MIN, INT64_MAX};
	static const int32_t strata[] = {0, 1, -1, INT32_MIN, INT32_MAX};
	ms_row		row = {.number = next(b, 6) * (next(b, 9) == 0 ? 40000000 : 1), .weight = 1, .count = 1};

	if (kind == MS_ROWS_COUNT)
		row.other = days[next(b, 5)];
	else if (kind == MS_ROWS_LOGISTIC)
		row.number %= 2;
	else
	{
		row.flags = next(b, 2) ? MS_ROW_EVENT : 0;
		if ((columns & 1) && row.number > 1)
			row.other = next(b, 2) * (row.number - 1);
		if ((columns & 2) && next(b, 3) > 0)
		{
			row.flags |= MS_ROW_STRATUM;
			row.stratum = strata[next(b, 5)];
		}
	}
	if ((columns & 4) && next(b, 3) > 0)
	{
		row.flags |= MS_ROW_CLUSTER;
		row.cluster = clusters[next(b, 5)];
	}
	if (columns & 8)
		row.weight = weights[next(b, 4)];
	if (columns & 16)
		row.count = next(b, 30) == 0 ? INT64_C(1) << 46 : 1 + next(b, 3);
	return row;
}

static double
random_x(bytes *b)
{
	static const double numbers[] = {0, 1, -1, 0.1, 1e-320, -1.7e308, 3.25, -2};

	return numbers[next(b, 8)];
}

/* Few rows, or enough for each way of sorting: then the few are repeated with other numbers. */
static ms_rows
random_rows(bytes *b)
{
	ms_rows_kind kind = (ms_rows_kind) next(b, 3);
	int			terms = next(b, 4);
	int			columns = next(b, 32);
	int			n = next(b, FEW_ROWS);
	int			times = next(b, 64) == 0 ? 200 : next(b, 8) == 0 ? 10 : 1;
	ms_rows		r = new_rows(kind, terms, (size_t) n * times);

	r.left_out = next(b, 3);
	for (int i = 0; i < n; i++)
	{
		ms_row		row = random_row(b, kind, columns);
		double		x[4] = {random_x(b), random_x(b), random_x(b), random_x(b)};
		int			step = next(b, 4);

		for (int k = 0; k < times; k++)
		{
			if (k > 0)
				x[0] += step * (k * 7 % 50 - 25) + (step > 2 ? k / 7.0 : 0);
			put(&r, r.rows++, &row, x);
		}
	}
	return r;
}

static void
swap(ms_rows *r, int a, int b)
{
	ms_row		row_a = ms_rows_get(r, a);
	ms_row		row_b = ms_rows_get(r, b);
	double		x[4] = {0};

	if (r->terms > 0)
		memcpy(x, ms_rows_x(r, a), r->terms * sizeof(double));
	put(r, a, &row_b, ms_rows_x(r, b));
	put(r, b, &row_a, x);
}

/* The settled rows have the patients of the given ones, and ascend. */
static void
check_settled(const ms_rows *given, const ms_rows *r)
{
	require(ms_rows_valid(r));
	require(ms_rows_patients(given) == ms_rows_patients(r));
	require(r->rows > 0 ? r->terms == given->terms : given->rows == 0);
	for (int row = 1; row < r->rows; row++)
		require(ms_rows_compare(r, row - 1, row) < 0 && ms_rows_compare(r, row, row - 1) > 0);
	for (int row = 0; row < r->rows && given->rows < 300; row++)
	{
		int64_t		patients = 0;

		for (int i = 0; i < given->rows; i++)
		{
			ms_row		a = ms_rows_get(r, row);
			ms_row		b = ms_rows_get(given, i);

			if (a.number == b.number && a.other == b.other && a.flags == b.flags && a.stratum == b.stratum &&
				a.cluster == b.cluster && a.weight == b.weight &&
				(r->terms == 0 || memcmp(ms_rows_x(r, row), ms_rows_x(given, i), r->terms * sizeof(double)) == 0))
				patients += b.count;
		}
		require(patients == ms_rows_count(r, row));
	}
}

/* Shuffled, settled in two parts and merged, taken apart again: the same bytes. */
static void
check_order(bytes *b, const ms_rows *given, const ms_rows *r)
{
	ms_rows		other = new_rows(given->kind, given->terms, 3 * (size_t) given->rows);
	ms_rows		part = *given;
	ms_rows		result;
	ms_rows		owned;
	ms_rows		first;
	ms_rows		first_owned;
	int			cut = given->rows > 0 ? next(b, 255) * given->rows / 255 : 0;

	append(&other, given);
	for (int i = 0; i < other.rows; i++)
		swap(&other, i, (next(b, 256) * 251 + i * 7) % other.rows);
	require(settled(&other, &result, &owned) && same(r, &result));
	free_rows(&owned);

	part.rows = cut;
	part.left_out = 0;
	require(settled(&part, &first, &first_owned));
	other.rows = 0;
	other.left_out = given->left_out;
	for (int row = cut; row < given->rows; row++)
	{
		ms_row		one = ms_rows_get(given, row);

		put(&other, other.rows++, &one, ms_rows_x(given, row));
	}
	append(&other, &first);
	require(settled(&other, &result, &owned) && same(r, &result));
	free_rows(&owned);

	/* the first part once more, and taken out again; then taken out once too often */
	append(&other, &first);
	for (int times = 0; times < 2; times++)
	{
		int			start = other.rows;

		append(&other, &first);
		for (int row = start; row < other.rows; row++)
			other.count[row] = -other.count[row];
		if (other.rows > 3 * given->rows - first.rows)
			break;
	}
	if (other.rows == given->rows - cut + 3 * first.rows)
		require(settled(&other, &result, &owned) && same(r, &result));
	else
		(void) settled(&other, &result, &owned);
	free_rows(&owned);
	free_rows(&first_owned);
	free_rows(&other);
}

/* Damaged bytes are rejected, or they are what the rows that they give pack to. */
static void
check_packed(bytes *b, const ms_rows *r)
{
	size_t		size;
	char	   *bytes = packed(r, NULL, &size);
	char	   *room = malloc(size + 12);
	char	   *in_place = room + 4;	/* as in a value: aligned behind a head of 4 bytes */
	int32_t    *numbers = malloc((r->rows + 1) * sizeof(int32_t));
	ms_rows		got = {.kind = r->kind, .number = numbers};

	memcpy(in_place, bytes, size);
	require(ms_rows_unpack_head(in_place, size, &got) && got.rows == r->rows);
	require(ms_rows_unpack(in_place, size, &got) && ms_rows_valid(&got) && same(r, &got));
	for (int i = next(b, 4); i > 0; i--)
		in_place[(next(b, 2) ? next(b, 20) : next(b, 256) * 256 + next(b, 256)) % size] = (char) next(b, 256);
	if (next(b, 4) == 0)
		size--;
	got = (ms_rows) {.kind = r->kind};
	if (ms_rows_unpack_head(in_place, size, &got))
	{
		free(numbers);
		numbers = got.number = malloc(((size_t) got.rows + 1) * sizeof(int32_t));
		require(ms_rows_unpack(in_place, size, &got));
		if (ms_rows_valid(&got))
		{
			char	   *again = packed(&got, NULL, &size);

			require(memcmp(again, in_place, size) == 0);
			free(again);
		}
	}
	free(numbers);
	free(room);
	free(bytes);
}

static void
check_text_of(ms_rows_kind kind, const char *text, size_t len, const ms_rows *expected)
{
	size_t		rows;
	size_t		elements;
	ms_rows		got;
	ms_rows		owned;
	ms_json_result result;

	ms_rows_text_room(text, len, &rows, &elements);
	owned = new_rows(kind, 0, rows);
	owned.x = realloc(owned.x, (elements + 1) * sizeof(double));
	got = owned;
	result = ms_rows_parse(text, len, rows, elements, &got);
	require(expected == NULL || (result == MS_JSON_OK && same(expected, &got)));
	require(result != MS_JSON_OK || ms_rows_valid(&got));
	free_rows(&owned);
}

static void
check_text(bytes *b, const ms_rows *r)
{
	size_t		room = ms_rows_text_max(r);
	char	   *text = malloc(room);
	size_t		len = ms_rows_print(r, text);

	require(len == strlen(text) && len < room);
	check_text_of(r->kind, text, len, r);
	for (int i = 1 + next(b, 4); i > 0; i--)
		text[(next(b, 256) << 8 | next(b, 256)) % len] = "0123456789.,:[]{}\"e-+ xtfn"[next(b, 26)];
	check_text_of(r->kind, text, strlen(text), NULL);
	free(text);
}

/* The rarest x, and whether rows repeat. */
static void
check_patterns(const ms_rows *given, const ms_rows *r)
{
	ms_row_key *order = malloc((given->rows + 1) * sizeof(ms_row_key));
	ms_row_key *spare = malloc((given->rows + 1) * sizeof(ms_row_key));
	int64_t		smallest = ms_rows_smallest_pattern(r, order, spare);

	require((smallest == 0) == (r->rows == 0) && smallest <= ms_rows_patients(r) - r->left_out);
	require(smallest == ms_rows_smallest_pattern(given, order, spare));
	if (given->rows > 0)
	{
		bool		repeat = ms_rows_repeat(given, order, spare);

		require(!repeat || r->rows < given->rows);
		require(repeat || given->rows > 16 || 2 * r->rows > given->rows);
	}
	free(order);
	free(spare);
}

/* Rows without counts are rows of one patient each. */
static void
check_ones(const ms_rows *given)
{
	ms_rows		ones = *given;
	ms_rows		a;
	ms_rows		b;
	ms_rows		owned_a;
	ms_rows		owned_b;

	for (int row = 0; row < given->rows; row++)
		given->count[row] = 1;
	ones.count = NULL;
	require(settled(given, &a, &owned_a) && settled(&ones, &b, &owned_b) && same(&a, &b));
	free_rows(&owned_a);
	free_rows(&owned_b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	ms_rows		given;
	ms_rows		r;
	ms_rows		owned;

	if (size > 0 && data[0] == '{') /* a text as a user might write it */
	{
		char	   *text = malloc(size + 1);

		memcpy(text, data, size);
		text[size] = '\0';
		for (int kind = MS_ROWS_COX; kind <= MS_ROWS_LOGISTIC; kind++)
			check_text_of((ms_rows_kind) kind, text, size, NULL);
		free(text);
		return 0;
	}
	given = random_rows(&b);
	if (settled(&given, &r, &owned))
	{
		check_settled(&given, &r);
		check_order(&b, &given, &r);
		check_packed(&b, &r);
		check_text(&b, &r);
		check_patterns(&given, &r);
	}
	check_ones(&given);
	free_rows(&owned);
	free_rows(&given);
	return 0;
}
