/*
 * regression_rows.c
 *		The rows of a regression: their order, rules, sorting and packed form.
 */
#include "regression_rows.h"

#include <math.h>
#include <string.h>

#include "number.h"
#include "pause.h"

/*
 * Rows
 */

static inline ms_row
get_row(const ms_rows *r, int row)
{
	return (ms_row) {
		r->number[row], ms_rows_entry(r, row), (uint8_t) ms_rows_flags(r, row),
		r->stratum == NULL ? 0 : r->stratum[row], r->cluster == NULL ? 0 : r->cluster[row],
		ms_rows_weight(r, row), ms_rows_count(r, row)
	};
}

ms_row
ms_rows_get(const ms_rows *r, int row)
{
	return get_row(r, row);
}

/* The order: of stratum and cluster, each with its flag; event after censored. */

static inline int
compare_integers(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static inline int
compare_numbers(double a, double b)
{
	return a < b ? -1 : a > b;
}

static int
compare_x(const ms_rows *r, int a, int b)
{
	const double *x = ms_rows_x(r, a);
	const double *y = ms_rows_x(r, b);

	for (int i = 0; i < r->terms; i++)
		if (x[i] != y[i])
			return compare_numbers(x[i], y[i]);
	return 0;
}

/* All but x. */
static int
compare_row(const ms_row *a, const ms_row *b)
{
	int			order = compare_integers(a->flags & MS_ROW_STRATUM, b->flags & MS_ROW_STRATUM);

	order = order != 0 ? order : compare_integers(a->stratum, b->stratum);
	order = order != 0 ? order : compare_integers(a->number, b->number);
	order = order != 0 ? order : compare_integers(a->flags & MS_ROW_EVENT, b->flags & MS_ROW_EVENT);
	order = order != 0 ? order : compare_integers(a->other, b->other);
	order = order != 0 ? order : compare_numbers(a->weight, b->weight);
	order = order != 0 ? order : compare_integers(a->flags & MS_ROW_CLUSTER, b->flags & MS_ROW_CLUSTER);
	return order != 0 ? order : compare_integers(a->cluster, b->cluster);
}

int
ms_rows_compare(const ms_rows *r, int a, int b)
{
	ms_row		row_a = get_row(r, a);
	ms_row		row_b = get_row(r, b);
	int			order = compare_row(&row_a, &row_b);

	return order != 0 ? order : compare_x(r, a, b);
}

int64_t
ms_rows_patients(const ms_rows *r)
{
	int64_t		patients = r->left_out;

	if (r->count == NULL)
		return patients + r->rows;
	for (int row = 0; row < r->rows; row++)
	{
		ms_pause_at(row);
		patients += r->count[row];
	}
	return patients;
}

/*
 * Rules
 */

static bool
row_valid(ms_rows_kind kind, const ms_row *row)
{
	int			allowed = MS_ROW_CLUSTER | (kind == MS_ROWS_COX ? MS_ROW_EVENT | MS_ROW_STRATUM : 0);

	if (row->number < 0 || row->other < 0 || (row->flags & ~allowed) != 0 ||
		!(row->weight >= MS_ROWS_WEIGHT_MIN && row->weight <= MS_ROWS_WEIGHT_MAX) ||
		(row->stratum != 0 && !(row->flags & MS_ROW_STRATUM)) ||
		(row->cluster != 0 && !(row->flags & MS_ROW_CLUSTER)))
		return false;
	switch (kind)
	{
		case MS_ROWS_COX:
			return row->other == 0 || row->other < row->number;
		case MS_ROWS_COUNT:
			return row->other > 0;
		default:
			return row->number <= 1 && row->other == 0;
	}
}

static bool
x_valid(const double *x, int n)
{
	for (int i = 0; i < n; i++)
		if (!isfinite(x[i]) || ms_is_minus_zero(x[i]))
			return false;
	return true;
}

bool
ms_rows_valid(const ms_rows *r)
{
	int64_t		left;
	unsigned	columns = 0;
	ms_row		last = {0};

	if (r->rows < 0 || r->terms < 0 || r->terms > MS_ROWS_TERMS_MAX || (r->rows == 0 && r->terms > 0) ||
		r->left_out < 0 || r->left_out > MS_ROWS_PATIENTS_MAX)
		return false;
	left = MS_ROWS_PATIENTS_MAX - r->left_out;
	for (int row = 0; row < r->rows; row++)
	{
		ms_row		this = get_row(r, row);
		int			order = row == 0 ? -1 : compare_row(&last, &this);

		ms_pause_at(row);
		if (!row_valid(r->kind, &this) || this.count < 1 || this.count > left ||
			!x_valid(ms_rows_x(r, row), r->terms) || order > 0 || (order == 0 && compare_x(r, row - 1, row) >= 0))
			return false;
		left -= this.count;
		columns |= ms_row_columns(&this);
		last = this;
	}
	return columns == ms_rows_columns(r);
}

/*
 * Sorting: by the keys of one column at a time, then the rows that agree by
 * those of the next.  A key is a number whose order is that of the column.
 * Rows are sorted by its upper half, and only those that agree in it by the
 * lower one, where that differs too.
 */

#define FEW 12					/* so many rows are compared with each other */
#define MANY 48					/* so many for each byte in which keys differ are sorted by these */
#define AHEAD 16				/* rows that are fetched into the cache before they are needed */

typedef enum sort_column
{
	BY_STRATUM, BY_NUMBER, BY_OTHER, BY_WEIGHT, BY_CLUSTERED, BY_CLUSTER, BY_X
} sort_column;

static inline uint64_t
number_key(double number)
{
	uint64_t	bits;

	memcpy(&bits, &number, sizeof(bits));
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static inline uint64_t
key_of(const ms_rows *r, int column, uint32_t row)
{
	if (column >= BY_X)
		return number_key(ms_rows_x(r, row)[column - BY_X]);
	switch (column)
	{
		case BY_STRATUM:
			return (uint64_t) ((ms_rows_flags(r, row) & MS_ROW_STRATUM) != 0) << 32 |
				((uint32_t) r->stratum[row] ^ UINT32_C(0x80000000));
		case BY_NUMBER:			/* with event; neither this nor other is negative */
			return (uint64_t) r->number[row] << 1 | ms_rows_event(r, row);
		case BY_OTHER:
			return r->other[row];
		case BY_WEIGHT:
			return number_key(r->weight[row]);
		case BY_CLUSTERED:
			return (ms_rows_flags(r, row) & MS_ROW_CLUSTER) != 0;
		default:
			return (uint64_t) r->cluster[row] ^ UINT64_C(1) << 63;
	}
}

/* The next column that is present, from this one on. */
static int
present(const ms_rows *r, int column)
{
	if (column == BY_STRATUM && r->stratum == NULL)
		column++;
	if (column == BY_OTHER && r->other == NULL)
		column++;
	if (column == BY_WEIGHT && r->weight == NULL)
		column++;
	if ((column == BY_CLUSTERED || column == BY_CLUSTER) && r->cluster == NULL)
		column = BY_X;
	return column;
}

static inline int
sort_columns(const ms_rows *r)
{
	return BY_X + r->terms;
}

/* Sets the keys to one half; gives the bits in which the column differs, and whether it ascends. */
static uint64_t
set_keys(const ms_rows *r, int column, int shift, ms_row_key *order, int n, bool *ascend)
{
	uint64_t	first = key_of(r, column, order[0].row);
	uint64_t	last = first;
	uint64_t	differ = 0;

	*ascend = true;
	order[0].key = (uint32_t) (first >> shift);
	for (int i = 1; i < n; i++)
	{
		uint64_t	key;

		ms_pause_at(i);
		if (column >= BY_X && i + AHEAD < n)
			__builtin_prefetch(ms_rows_x(r, order[i + AHEAD].row) + (column - BY_X));
		key = key_of(r, column, order[i].row);
		order[i].key = (uint32_t) (key >> shift);
		differ |= key ^ first;
		*ascend = *ascend && last <= key;
		last = key;
	}
	return differ;
}

/* Few rows, from a column on; each is marked if it agrees with the one before. */
static void
sort_few(const ms_rows *r, int column, ms_row_key *order, int n)
{
	int			columns = sort_columns(r);

	order[0].key = 0;
	for (int i = 1; i < n; i++)
	{
		ms_row_key	moved = {0, order[i].row};
		int			place = i;

		ms_pause_at(i);
		for (; place > 0; place--)
		{
			uint32_t	before = order[place - 1].row;
			uint64_t	a = 0;
			uint64_t	b = 0;

			for (int c = column; a == b && c < columns; c = present(r, c + 1))
			{
				a = key_of(r, c, before);
				b = key_of(r, c, moved.row);
			}
			moved.key = a == b;
			if (a <= b)
				break;
			order[place] = order[place - 1];
		}
		order[place] = moved;
	}
}

/* Merges two neighbouring ascending pieces, without branches that cannot be foreseen. */
static void
merge_two(const ms_row_key *from, int middle, int end, ms_row_key *to)
{
	int			a = 0;
	int			b = middle;

	while (a < middle && b < end)
	{
		int			second = from[b].key < from[a].key;

		*to++ = from[second ? b : a];
		a += 1 - second;
		b += second;
	}
	memcpy(to, from + a, (size_t) (middle - a) * sizeof(ms_row_key));
	memcpy(to + (middle - a), from + b, (size_t) (end - b) * sizeof(ms_row_key));
}

/* Sorts by merging; there are too few keys to pause. */
static void
sort_by_merging(ms_row_key *order, ms_row_key *spare, int n)
{
	ms_row_key *from = order;
	ms_row_key *to = spare;

	for (int start = 0; start < n; start += FEW)
		for (int i = start + 1; i < n && i < start + FEW; i++)
		{
			ms_row_key	moved = order[i];
			int			place = i;

			for (; place > start && order[place - 1].key > moved.key; place--)
				order[place] = order[place - 1];
			order[place] = moved;
		}
	for (int size = FEW; size < n; size *= 2)
	{
		for (int start = 0; start < n; start += 2 * size)
			merge_two(from + start, size < n - start ? size : n - start,
					  2 * size < n - start ? 2 * size : n - start, to + start);
		from = to;
		to = from == order ? spare : order;
	}
	if (from != order)
		memcpy(order, from, (size_t) n * sizeof(ms_row_key));
}

/* Sorts by the bytes of the keys, the lowest first, but only those that differ. */
static void
sort_by_digits(ms_row_key *order, ms_row_key *spare, int n, uint32_t differ)
{
	ms_row_key *from = order;
	ms_row_key *to = spare;

	for (int shift = 0; shift < 32; shift += 8)
	{
		int			place[256] = {0};
		int			sum = 0;

		if ((differ >> shift & 255) == 0)
			continue;
		for (int i = 0; i < n; i++)
		{
			ms_pause_at(i);
			place[from[i].key >> shift & 255]++;
		}
		for (int digit = 0; digit < 256; digit++)
		{
			int			many = place[digit];

			place[digit] = sum;
			sum += many;
		}
		for (int i = 0; i < n; i++)
		{
			ms_pause_at(i);
			to[place[from[i].key >> shift & 255]++] = from[i];
		}
		from = to;
		to = from == order ? spare : order;
	}
	if (from != order)
		ms_copy(order, from, (size_t) n * sizeof(ms_row_key));
}

static void
sort_keys(ms_row_key *order, ms_row_key *spare, int n, uint32_t differ)
{
	int			bytes = 0;

	for (uint32_t rest = differ; rest != 0; rest >>= 8)
		bytes += (rest & 255) != 0;
	if (n < MANY * bytes)
		sort_by_merging(order, spare, n);
	else
		sort_by_digits(order, spare, n, differ);
}

/* The end of the run of equal keys that starts here. */
static inline int
end_of_equal(const ms_row_key *order, int start, int n)
{
	int			end = start + 1;

	while (end < n && order[end].key == order[start].key)
		end++;
	return end;
}

/* Where a column is sorted first: in the upper half, if it has one. */
static inline int
first_half(int column)
{
	return column == BY_NUMBER || column == BY_OTHER || column == BY_CLUSTERED ? 0 : 32;
}

/*
 * Sorts rows that agree in all columns before this one and, with shift 0, in its
 * upper half.  In the end, the key of a row is 1 if it agrees in all columns with
 * the one before, and 0 otherwise.
 */
static void
sort_from(const ms_rows *r, int column, int shift, ms_row_key *order, ms_row_key *spare, int n)
{
	bool		ascend = true;
	uint64_t	differ = 0;

	while (n > FEW && column < sort_columns(r))
	{
		ms_pause();
		differ = set_keys(r, column, shift, order, n, &ascend);
		if (differ >> shift != 0)
			break;
		if (differ == 0)
			column = present(r, column + 1);
		shift = differ == 0 ? first_half(column) : 0;
	}
	if (differ == 0)
		return sort_few(r, column, order, n);
	if (!ascend)
		sort_keys(order, spare, n, (uint32_t) (differ >> shift));
	if (shift == 0 || (uint32_t) differ == 0)
	{
		column = present(r, column + 1);
		shift = first_half(column);
	}
	else
		shift = 0;
	for (int start = 0, end, runs = 0; start < n; start = end)
	{
		ms_pause_at(runs++);
		end = end_of_equal(order, start, n);
		if (end - start > 1)
			sort_from(r, column, shift, order + start, spare, end - start);
		else
			order[start].key = 0;
	}
}

static void
sort_rows(const ms_rows *r, int column, ms_row_key *order, ms_row_key *spare)
{
	for (int row = 0; row < r->rows; row++)
	{
		ms_pause_at(row);
		order[row].row = row;
	}
	if (r->rows > 0)
	{
		column = present(r, column);
		sort_from(r, column, first_half(column), order, spare, r->rows);
	}
}

/*
 * The canonical rows: of those that agree, the first stands for all
 */

/* Rows that all count once remain, whatever the order; columns are mostly settled by the first rows. */
static void
count_ones(const ms_rows *r, ms_rows_order *o)
{
	for (int i = 0; i < r->rows; i++)
	{
		ms_pause_at(i);
		o->rows += o->order[i].key == 0;
	}
	if (o->rows < r->rows)
		o->columns |= MS_ROWS_COUNTS;
	for (int row = 0; row < r->rows; row++)
	{
		ms_row		one = get_row(r, row);

		ms_pause_at(row);
		o->columns |= ms_row_columns(&one);
		if ((ms_rows_columns(r) & ~o->columns) == 0)
			break;
	}
}

/* Adds up the counts of rows that agree; those that sum up to 0 are taken out.  False if a sum is out of range. */
static bool
count_sums(const ms_rows *r, ms_rows_order *o, int64_t left)
{
	ms_row_key *order = o->order;
	int			kept = 0;

	for (int start = 0, end; start < r->rows; start = end)
	{
		ms_row		row = get_row(r, order[start].row);

		for (end = start + 1; end < r->rows && order[end].key != 0; end++)
		{
			ms_pause_at(end);
			if (__builtin_add_overflow(row.count, r->count[order[end].row], &row.count))
				return false;
		}
		ms_pause_at(start);
		if (row.count < 0 || row.count > left)
			return false;
		if (row.count == 0)
			continue;
		left -= row.count;
		o->columns |= ms_row_columns(&row);
		o->rows++;
		memmove(order + kept, order + start, (end - start) * sizeof(ms_row_key));
		kept += end - start;
	}
	o->entries = kept;
	return true;
}

bool
ms_rows_sort(const ms_rows *r, ms_row_key *order, ms_row_key *spare, ms_rows_order *o)
{
	int64_t		left = MS_ROWS_PATIENTS_MAX - r->left_out;

	*o = (ms_rows_order) {.order = order, .entries = r->rows};
	if (r->left_out < 0 || left < 0)
		return false;
	sort_rows(r, BY_STRATUM, order, spare);
	if (r->count != NULL)
		return count_sums(r, o, left);
	count_ones(r, o);
	return r->rows <= left;
}

/* A row, its count aside, as a number: equal rows have the same. */
static uint32_t
hash_of(const ms_rows *r, int row)
{
	uint64_t	hash = 0;
	int			columns = sort_columns(r);

	for (int column = present(r, BY_STRATUM); column < columns; column = present(r, column + 1))
	{
		hash = (hash ^ key_of(r, column, row)) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 29;
	}
	return (uint32_t) (hash >> 32);
}

/*
 * Of k equally frequent rows, a sample of s draws about s^2 / 2k again.  With
 * s = 4 sqrt(rows) these are 16 if each row occurs twice, however many rows
 * there are.
 */
bool
ms_rows_repeat(const ms_rows *r, ms_row_key *sample, ms_row_key *spare)
{
	uint32_t	mask = 1;
	uint32_t	row = 0;
	int			size = (int) fmin(4 * sqrt(r->rows), MS_ROWS_SAMPLE_MAX);
	int			drawn = 0;
	int			repeated = 0;

	size = size < r->rows ? size : r->rows;
	while (mask < (uint32_t) r->rows)
		mask = 2 * mask + 1;
	while (drawn < size)		/* each row once, in an irregular order: Knuth 1981, section 3.2.1 */
	{
		row = (row * UINT32_C(1664525) + UINT32_C(1013904223)) & mask;
		if (row < (uint32_t) r->rows)
			sample[drawn++] = (ms_row_key) {hash_of(r, row), row};
	}
	sort_keys(sample, spare, size, UINT32_MAX);
	for (int i = 1; i < size; i++)
		repeated += sample[i].key == sample[i - 1].key;
	return 2.0 * repeated * r->rows >= (double) size * size;
}

int64_t
ms_rows_smallest_pattern(const ms_rows *r, ms_row_key *order, ms_row_key *spare)
{
	int64_t		smallest = 0;
	int64_t		patients = 0;

	sort_rows(r, BY_X, order, spare);
	for (int i = 0; i < r->rows; i++)
	{
		ms_pause_at(i);
		patients += ms_rows_count(r, order[i].row);
		if (i + 1 < r->rows && order[i + 1].key != 0)
			continue;
		if (smallest == 0 || patients < smallest)
			smallest = patients;
		patients = 0;
	}
	return smallest;
}

/*
 * Packing
 */

/* A column: where the pointer to it is, and the size of a number. */
typedef struct packed_column
{
	size_t		pointer;
	size_t		size;
	unsigned	bit;			/* 0: always present */
} packed_column;

#define AT(member) offsetof(ms_rows, member)

static const packed_column packed_columns[] = {
	{AT(x), sizeof(double), 0}, {AT(weight), sizeof(double), MS_ROWS_WEIGHT},
	{AT(cluster), sizeof(int64_t), MS_ROWS_CLUSTER}, {AT(count), sizeof(int64_t), MS_ROWS_COUNTS},
	{AT(number), sizeof(int32_t), 0}, {AT(other), sizeof(int32_t), MS_ROWS_OTHER},
	{AT(stratum), sizeof(int32_t), MS_ROWS_STRATUM}, {AT(flags), 1, MS_ROWS_FLAGS}
};

#define PACKED_COLUMNS (sizeof(packed_columns) / sizeof(packed_columns[0]))

/* The result of a logistic row is packed as a byte; it comes last. */
static inline bool
number_is_byte(const ms_rows *r)
{
	return r->kind == MS_ROWS_LOGISTIC;
}

static size_t
column_size(const ms_rows *r, const packed_column *column, unsigned present)
{
	if ((column->bit != 0 && !(present & column->bit)) || (column->pointer == AT(number) && number_is_byte(r)))
		return 0;
	return column->size * (size_t) r->rows * (column->pointer == AT(x) ? r->terms : 1);
}

static size_t
packed_size(const ms_rows *r, unsigned present)
{
	size_t		size = MS_ROWS_HEAD_SIZE + (number_is_byte(r) ? r->rows : 0);

	for (size_t i = 0; i < PACKED_COLUMNS; i++)
		size += column_size(r, &packed_columns[i], present);
	return size;
}

/* What is known of the canonical rows without their columns. */
static ms_rows
head_of(const ms_rows *r, const ms_rows_order *o)
{
	return (ms_rows) {
		.kind = r->kind, .terms = o->rows > 0 ? r->terms : 0, .rows = o->rows, .left_out = r->left_out
	};
}

size_t
ms_rows_packed_size(const ms_rows *r, const ms_rows_order *o)
{
	ms_rows		head;

	if (o == NULL)
		return packed_size(r, ms_rows_columns(r));
	head = head_of(r, o);
	return packed_size(&head, o->columns);
}

/* Copies elements of a column in order. */
static inline void
gather(const char *from, size_t size, const ms_rows_order *o, char *to)
{
	for (int i = 0; i < o->entries; i++)
	{
		ms_pause_at(i);
		if (i + AHEAD < o->entries)
			for (size_t at = 0; at < size + 63; at += 64)
				__builtin_prefetch(from + o->order[i + AHEAD].row * size + (at < size ? at : size - 1));
		if (o->order[i].key != 0)
			continue;
		memcpy(to, from + o->order[i].row * size, size);
		to += size;
	}
}

static void
gather_counts(const ms_rows *r, const ms_rows_order *o, char *to)
{
	int64_t		count = 0;

	for (int i = 0; i < o->entries; i++)
	{
		ms_pause_at(i);
		count += ms_rows_count(r, o->order[i].row);
		if (i + 1 < o->entries && o->order[i + 1].key != 0)
			continue;
		memcpy(to, &count, sizeof(count));
		to += sizeof(count);
		count = 0;
	}
}

static void
gather_bytes(const ms_rows *r, const ms_rows_order *o, char *to)
{
	for (int i = 0; i < o->entries; i++)
	{
		ms_pause_at(i);
		if (o->order[i].key == 0)
			*to++ = (char) r->number[o->order[i].row];
	}
}

/* Writes a column, in order unless the rows are canonical. */
static void
put_column(const ms_rows *r, const ms_rows_order *o, const packed_column *column, char *to)
{
	size_t		size = column->size * (column->pointer == AT(x) ? r->terms : 1);
	const char *from;

	memcpy(&from, (const char *) r + column->pointer, sizeof(from));
	if (size == 0)
		return;
	if (o == NULL)
		ms_copy(to, from, size * r->rows);
	else if (column->pointer == AT(count))
		gather_counts(r, o, to);
	/* sizes that the compiler knows */
	else if (size == sizeof(double))
		gather(from, sizeof(double), o, to);
	else if (size == sizeof(int32_t))
		gather(from, sizeof(int32_t), o, to);
	else
		gather(from, size, o, to);
}

void
ms_rows_gather(const ms_rows *r, const ms_rows_order *o, ms_rows *to)
{
	ms_rows		head = head_of(r, o);

	for (size_t i = 0; i < PACKED_COLUMNS; i++)
	{
		const packed_column *column = &packed_columns[i];
		char	   *array = NULL;

		if (column->bit == 0 || (o->columns & column->bit))
		{
			memcpy(&array, (char *) to + column->pointer, sizeof(array));
			put_column(r, o, column, array);
		}
		memcpy((char *) &head + column->pointer, &array, sizeof(array));
	}
	*to = head;
}

void
ms_rows_pack(const ms_rows *r, const ms_rows_order *o, char *packed)
{
	ms_rows		head = o == NULL ? *r : head_of(r, o);
	uint8_t		bytes[2] = {MS_ROWS_VERSION, (uint8_t) r->kind};
	uint16_t	terms = (uint16_t) head.terms;
	uint32_t	present = o == NULL ? ms_rows_columns(r) : o->columns;
	int32_t		rows = head.rows;
	char	   *to = packed + MS_ROWS_HEAD_SIZE;

	memcpy(packed, bytes, 2);
	memcpy(packed + 2, &terms, 2);
	memcpy(packed + 4, &present, 4);
	memcpy(packed + 8, &rows, 4);
	memcpy(packed + 12, &r->left_out, 8);
	for (size_t i = 0; i < PACKED_COLUMNS; i++)
	{
		size_t		size = column_size(&head, &packed_columns[i], present);

		if (size > 0)
			put_column(r, o, &packed_columns[i], to);
		to += size;
	}
	if (!number_is_byte(r))
		return;
	if (o != NULL)
		gather_bytes(r, o, to);
	else
		for (int row = 0; row < rows; row++)
		{
			ms_pause_at(row);
			to[row] = (char) r->number[row];
		}
}

bool
ms_rows_unpack_head(const char *packed, size_t size, ms_rows *r)
{
	uint16_t	terms;
	uint32_t	present;
	int32_t		rows;

	if (size < MS_ROWS_HEAD_SIZE || packed[0] != MS_ROWS_VERSION || packed[1] != (char) r->kind)
		return false;
	memcpy(&terms, packed + 2, 2);
	memcpy(&present, packed + 4, 4);
	memcpy(&rows, packed + 8, 4);
	memcpy(&r->left_out, packed + 12, 8);
	r->terms = terms;
	r->rows = rows;
	return rows >= 0 && terms <= MS_ROWS_TERMS_MAX && present <= MS_ROWS_COLUMNS_ALL &&
		packed_size(r, present) == size;
}

bool
ms_rows_unpack(const char *packed, size_t size, ms_rows *r)
{
	const char *from = packed + MS_ROWS_HEAD_SIZE;
	uint32_t	present;

	if (!ms_rows_unpack_head(packed, size, r))
		return false;
	memcpy(&present, packed + 4, 4);
	for (size_t i = 0; i < PACKED_COLUMNS; i++)
	{
		const packed_column *column = &packed_columns[i];
		const void *at = column->bit == 0 || (present & column->bit) ? from : NULL;

		if (column->pointer == AT(number) && number_is_byte(r))
			continue;
		memcpy((char *) r + column->pointer, &at, sizeof(at));
		from += column_size(r, column, present);
	}
	if (number_is_byte(r))
		for (int row = 0; row < r->rows; row++)
		{
			ms_pause_at(row);
			r->number[row] = (unsigned char) from[row];
		}
	return true;
}
