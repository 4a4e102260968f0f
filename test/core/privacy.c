/*
 * privacy.c
 *		Random tables: the suppression of small counts.
 *
 * The program enumerates what readers can compute: all tables that agree with
 * the counts shown and with all totals.  The bounds must be those of these
 * tables, small counts must be protected as the rule says, and no cell may be
 * hidden needlessly.  See test/core/run.
 */
#include "random.h"

#include "../../src/core/privacy.h"

#define ROWS_MAX 3
#define COLUMNS_MAX 4
#define CELLS_MAX (ROWS_MAX * COLUMNS_MAX)

/* A table with more alternatives is not enumerated. */
#define STEPS_MAX 20000

typedef struct table
{
	int			rows;
	int			columns;
	int32_t		threshold;
	int64_t		count[CELLS_MAX];	/* -1: unknown */
	bool		hidden[CELLS_MAX];
	int64_t		lower[CELLS_MAX];
	int64_t		upper[CELLS_MAX];
} table;

static int
cells(const table *t)
{
	return t->rows * t->columns;
}

static bool
small(const table *t, int cell)
{
	return !ms_publishable_count(t->count[cell], t->threshold);
}

static bool
is_line(const table *t)
{
	return t->rows == 1 || t->columns == 1;
}

/* Memory for the core, with different garbage in it each time. */
static void *
memory_for(const table *t)
{
	static uint8_t rubbish;
	size_t		size = ms_suppress_memory(t->rows, t->columns);
	void	   *memory = malloc(size);

	memset(memory, rubbish += 37, size);
	return memory;
}

static bool
suppress(table *t)
{
	void	   *memory = memory_for(t);
	bool		safe = ms_suppress_table(t->count, t->rows, t->columns, t->threshold, t->hidden, memory);

	free(memory);
	return safe;
}

static void
get_range(table *t)
{
	void	   *memory = memory_for(t);

	ms_suppress_range(t->count, t->rows, t->columns, t->hidden, t->lower, t->upper, memory);
	free(memory);
}

/* Does the rule hold, by the bounds in the table? */
static bool
rule_holds(const table *t)
{
	for (int i = 0; i < cells(t); i++)
		if (small(t, i) && (t->lower[i] > 1 || t->upper[i] < t->threshold))
			return false;
	return true;
}

/* All tables that agree with what is known */

typedef struct search
{
	const table *t;
	int			steps;
	int64_t		row_left[CELLS_MAX];	/* left of each total for the cells to come */
	int64_t		column_left[CELLS_MAX];
	int			row_cells[CELLS_MAX];	/* hidden cells to come */
	int			column_cells[CELLS_MAX];
	int64_t		value[CELLS_MAX];
	int64_t		lower[CELLS_MAX];
	int64_t		upper[CELLS_MAX];
} search;

/*
 * The cells of a single row or column are in one row, and their columns have
 * no totals.
 */
static int
row_of(const table *t, int cell)
{
	return is_line(t) ? 0 : cell / t->columns;
}

static int
column_of(const table *t, int cell)
{
	return is_line(t) ? cell : cell % t->columns;
}

static void
found_table(search *s)
{
	for (int i = 0; i < cells(s->t); i++)
	{
		if (s->value[i] < s->lower[i])
			s->lower[i] = s->value[i];
		if (s->value[i] > s->upper[i])
			s->upper[i] = s->value[i];
	}
}

static void
search_from(search *s, int cell)
{
	int			row = row_of(s->t, cell);
	int			column = column_of(s->t, cell);
	int64_t		least = 0;
	int64_t		most;

	if (++s->steps > STEPS_MAX)
		return;
	if (cell == cells(s->t))
	{
		found_table(s);
		return;
	}
	if (!s->t->hidden[cell])
	{
		search_from(s, cell + 1);
		return;
	}
	most = s->row_left[row] < s->column_left[column] ? s->row_left[row] : s->column_left[column];
	s->row_cells[row]--;
	s->column_cells[column]--;
	if (s->row_cells[row] == 0)
		least = s->row_left[row];
	if (s->column_cells[column] == 0 && !is_line(s->t) && s->column_left[column] > least)
		least = s->column_left[column];
	for (int64_t value = least; value <= most; value++)
	{
		s->value[cell] = value;
		s->row_left[row] -= value;
		s->column_left[column] -= value;
		search_from(s, cell + 1);
		s->row_left[row] += value;
		s->column_left[column] += value;
	}
	s->row_cells[row]++;
	s->column_cells[column]++;
}

/* Finds the true bounds; false if there are too many tables. */
static bool
enumerate(const table *t, search *s)
{
	memset(s, 0, sizeof(*s));
	s->t = t;
	for (int i = 0; i < cells(t); i++)
	{
		s->value[i] = s->upper[i] = s->lower[i] = t->count[i];
		if (!t->hidden[i])
			continue;
		s->row_left[row_of(t, i)] += t->count[i];
		s->column_left[column_of(t, i)] += is_line(t) ? INT32_MAX : t->count[i];
		s->row_cells[row_of(t, i)]++;
		s->column_cells[column_of(t, i)]++;
	}
	search_from(s, 0);
	return s->steps <= STEPS_MAX;
}

static void
check_range(table *t)
{
	search		s;

	get_range(t);
	if (!enumerate(t, &s))
		return;
	for (int i = 0; i < cells(t); i++)
		require(t->lower[i] == s.lower[i] && t->upper[i] == s.upper[i]);
}

/*
 * With all cells hidden, the bounds are those of a contingency table: Frechet
 * 1940, and Bonferroni.
 */
static void
check_all_hidden(const table *given)
{
	table		t = *given;

	for (int i = 0; i < cells(&t); i++)
	{
		t.hidden[i] = true;
		if (t.count[i] < 0)
			return;
	}
	check_range(&t);
	for (int i = 0; i < cells(&t) && !is_line(&t); i++)
	{
		int64_t		row = 0;
		int64_t		column = 0;
		int64_t		all = 0;

		for (int j = 0; j < cells(&t); j++)
		{
			row += row_of(&t, i) == row_of(&t, j) ? t.count[j] : 0;
			column += column_of(&t, i) == column_of(&t, j) ? t.count[j] : 0;
			all += t.count[j];
		}
		require(t.upper[i] == (row < column ? row : column));
		require(t.lower[i] == (row + column > all ? row + column - all : 0));
	}
}

/* The bounds with random cells hidden. */
static void
check_any_range(bytes *b, const table *given)
{
	table		t = *given;

	for (int i = 0; i < cells(&t); i++)
		t.hidden[i] = t.count[i] >= 0 && next(b, 3) > 0;
	check_range(&t);
}

/*
 * Suppression
 */

static void
check_hidden(const table *t)
{
	for (int i = 0; i < cells(t); i++)
	{
		require(!small(t, i) || t->hidden[i]);
		require(t->count[i] >= 0 || !t->hidden[i]);
	}
}

/* All known cells are hidden, and the totals still reveal a small count. */
static void
check_unsafe(table *t)
{
	for (int i = 0; i < cells(t); i++)
		require(t->hidden[i] || t->count[i] < 0);
	require(!rule_holds(t));
}

/* No cell is hidden needlessly. */
static void
check_tidy(const table *t)
{
	for (int i = 0; i < cells(t); i++)
	{
		table		without = *t;

		if (!t->hidden[i] || small(t, i))
			continue;
		without.hidden[i] = false;
		get_range(&without);
		require(!rule_holds(&without));
	}
}

/* A zero is hidden only if hiding all other counts is not enough. */
static void
check_zeros(const table *t)
{
	table		without = *t;
	int			zeros = 0;

	for (int i = 0; i < cells(t); i++)
	{
		zeros += t->hidden[i] && t->count[i] == 0;
		without.hidden[i] = t->count[i] > 0;
	}
	get_range(&without);
	require(zeros == 0 || !rule_holds(&without));
}

static table
transposed(const table *t)
{
	table		across = *t;

	across.rows = t->columns;
	across.columns = t->rows;
	for (int i = 0; i < cells(t); i++)
	{
		int			to = i % t->columns * t->rows + i / t->columns;

		across.count[to] = t->count[i];
		across.hidden[to] = t->hidden[i];
	}
	return across;
}

/* The transpose gives the transposed result, unless the table is symmetric. */
static void
check_transposed(const table *t, bool safe)
{
	table		across = transposed(t);
	table		expected = across;

	require(suppress(&across) == safe);
	if (t->rows != t->columns || memcmp(t->count, across.count, cells(t) * sizeof(int64_t)) != 0)
		require(memcmp(across.hidden, expected.hidden, cells(t)) == 0);
}

/* Bounds move with their rows and columns. */
static void
check_rotated(const table *t)
{
	table		rotated = *t;
	int			to[CELLS_MAX];

	for (int i = 0; i < cells(t); i++)
	{
		to[i] = (i / t->columns + 1) % t->rows * t->columns + (i + 1) % t->columns;
		rotated.count[to[i]] = t->count[i];
		rotated.hidden[to[i]] = t->hidden[i];
	}
	get_range(&rotated);
	for (int i = 0; i < cells(t); i++)
		require(rotated.lower[to[i]] == t->lower[i] && rotated.upper[to[i]] == t->upper[i]);
	require(suppress(&rotated) == rule_holds(t));
}

static table
random_table(bytes *b)
{
	table		t = {.rows = 1 + next(b, ROWS_MAX), .columns = 1 + next(b, COLUMNS_MAX), .threshold = 1 + next(b, 6)};
	int			zeros = next(b, 4);
	int			most = 2 + next(b, 14);

	for (int i = 0; i < cells(&t); i++)
	{
		t.count[i] = next(b, 4) < zeros ? 0 : next(b, most);
		if (next(b, 40) == 0)
			t.count[i] = -1;
	}
	return t;
}

/* Sets one cell to the greatest count that still fits. */
static void
fill_up(table *t, int cell)
{
	int64_t		left = INT64_MAX;

	for (int i = 0; i < cells(t); i++)
		if (i != cell && t->count[i] > 0)
			left -= t->count[i];
	t->count[cell] = left;
}

/* Sums up to the greatest that fits. */
static void
check_huge(bytes *b, table t)
{
	t.threshold = next(b, 2) ? INT32_MAX : 11;
	for (int i = 0; i < cells(&t); i++)
		if (next(b, 3) == 0)
			t.count[i] = INT64_MAX / CELLS_MAX - next(b, 3);
	if (next(b, 2))
		fill_up(&t, next(b, cells(&t)));
	require(ms_counts_fit(t.count, cells(&t)));
	if (suppress(&t))
	{
		get_range(&t);
		require(rule_holds(&t));
	}
	check_hidden(&t);
	t.count[0] = INT64_MAX;
	t.count[cells(&t) - 1] = INT64_MAX;
	require(!ms_counts_fit(t.count, cells(&t)) || cells(&t) == 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	table		t = random_table(&b);
	bool		safe = suppress(&t);

	check_hidden(&t);
	check_range(&t);
	if (safe)
	{
		require(rule_holds(&t));
		check_tidy(&t);
		check_zeros(&t);
	}
	else
		check_unsafe(&t);
	check_transposed(&t, safe);
	check_rotated(&t);
	check_all_hidden(&t);
	check_any_range(&b, &t);
	check_huge(&b, t);
	return 0;
}
