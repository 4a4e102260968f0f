/*
 * privacy.c
 *		Suppression of small counts.
 *
 * The network is not stored beside the table: its state is a table too, one that
 * the totals allow.  A row's node leads to the column of each hidden cell, by
 * which the cell can grow without limit, and a column's node back to the row,
 * by which the cell can shrink to 0.  A cell grows when what it takes from its
 * column flows back to its row by other cells, and shrinks the other way.
 *
 * Each table that a flow leads to is one that readers must reckon with: what a
 * cell was in any of them, it can be.  Most bounds are known that way before
 * they are asked for.
 */
#include "privacy.h"

#include <string.h>

#include "pause.h"

/* How a cell lies in the network. */
typedef enum place
{
	SHOWN,						/* none of it, but could be */
	HIDDEN,						/* an edge */
	APART						/* never: not known, or the cell in question */
} place;

/* What hiding costs.  A zero is dearer than any counts: it is hidden only where nothing else guards. */
typedef struct price
{
	int			zeros;
	uint64_t	sum;			/* of a path, whose counts fit in an int64_t, and a cell */
} price;

typedef struct network
{
	int			rows;
	int			columns;
	bool		mirrored;		/* rows are the caller's columns */
	int64_t    *count;
	int64_t    *now;			/* a table that the totals allow */
	int64_t    *least;			/* of each cell in the tables that were met */
	int64_t    *most;
	price	   *cost;			/* of the nodes below, what it costs to get there */
	int		   *from;			/* and the node before */
	int		   *level;			/* steps from the start; -1 is not reached */
	int		   *next;			/* the neighbour to try next */
	int		   *path;			/* a path, or a queue */
	uint8_t    *place;			/* of each cell */
	size_t		work;			/* so many edges were looked at */
} network;

/*
 * More work than that is not spent on showing cells again that need not be
 * hidden: some 20 ms.
 */
#define TIDY_WORK 20000000

static int
cells(const network *n)
{
	return n->rows * n->columns;
}

/*
 * Nodes: the rows, then the columns
 */

static inline bool
is_row(const network *n, int node)
{
	return node < n->rows;
}

static inline int
neighbours(const network *n, int node)
{
	return is_row(n, node) ? n->columns : n->rows;
}

static inline int
neighbour(const network *n, int node, int i)
{
	return is_row(n, node) ? n->rows + i : i;
}

/* The cell between a row and a column, whichever comes first. */
static inline int
cell_between(const network *n, int a, int b)
{
	return is_row(n, a) ? a * n->columns + b - n->rows : b * n->columns + a - n->rows;
}

/* What can flow by a cell, from a node. */
static inline int64_t
room(const network *n, int node, int cell)
{
	return is_row(n, node) ? INT64_MAX : n->now[cell];
}

/*
 * Tables that the totals allow
 */

static inline void
note(network *n, int cell)
{
	if (n->now[cell] < n->least[cell])
		n->least[cell] = n->now[cell];
	if (n->now[cell] > n->most[cell])
		n->most[cell] = n->now[cell];
}

/* Begin with the true table. */
static void
start(network *n)
{
	size_t		size = cells(n) * sizeof(int64_t);

	memcpy(n->now, n->count, size);
	memcpy(n->least, n->count, size);
	memcpy(n->most, n->count, size);
}

/*
 * Maximum flow, by Dinic's levels
 */

/* How many steps each node is from the start, until the end is found. */
static bool
find_levels(network *n, int start, int end)
{
	int			queued = 0;

	ms_pause();
	memset(n->level, -1, (n->rows + n->columns) * sizeof(int));
	memset(n->next, 0, (n->rows + n->columns) * sizeof(int));
	n->level[start] = 0;
	n->path[queued++] = start;
	for (int i = 0; i < queued; i++)
	{
		int			node = n->path[i];

		n->work += neighbours(n, node);
		for (int j = 0; j < neighbours(n, node); j++)
		{
			int			to = neighbour(n, node, j);
			int			cell = cell_between(n, node, to);

			if (n->place[cell] != HIDDEN || n->level[to] >= 0 || room(n, node, cell) == 0)
				continue;
			n->level[to] = n->level[node] + 1;
			if (to == end)
				return true;
			n->path[queued++] = to;
		}
	}
	return false;
}

/* The next node on a way down the levels, or -1. */
static int
step(network *n, int node)
{
	for (; n->next[node] < neighbours(n, node); n->next[node]++)
	{
		int			to = neighbour(n, node, n->next[node]);
		int			cell = cell_between(n, node, to);

		n->work++;
		if (n->place[cell] == HIDDEN && n->level[to] == n->level[node] + 1 && room(n, node, cell) > 0)
			return to;
	}
	return -1;
}

/* A path down the levels, in n->path: its steps, 0 where there is none. */
static int
find_path(network *n, int start, int end)
{
	int			steps = 0;

	n->path[0] = start;
	while (n->path[steps] != end)
	{
		int			to = step(n, n->path[steps]);

		if (to >= 0)
			n->path[++steps] = to;
		else if (steps == 0)
			return 0;
		else
			n->next[n->path[--steps]]++;
	}
	return steps;
}

/* Let flow by the path what it has room for, at most `limit`. */
static int64_t
follow_path(network *n, int steps, int64_t limit)
{
	for (int i = 0; i < steps; i++)
	{
		int64_t		has = room(n, n->path[i], cell_between(n, n->path[i], n->path[i + 1]));

		if (has < limit)
			limit = has;
	}
	for (int i = 0; i < steps; i++)
	{
		int			cell = cell_between(n, n->path[i], n->path[i + 1]);

		n->now[cell] += is_row(n, n->path[i]) ? limit : -limit;
		note(n, cell);
	}
	return limit;
}

/* What can flow from a node to another, at most `limit`. */
static int64_t
flow(network *n, int start, int end, int64_t limit)
{
	int64_t		sum = 0;
	int			steps;

	while (sum < limit && find_levels(n, start, end))
		while (sum < limit && (steps = find_path(n, start, end)) > 0)
			sum += follow_path(n, steps, limit - sum);
	return sum;
}

/*
 * Bounds of a cell
 */

/* The nodes between which the cell's change flows. */
static void
ends(const network *n, int cell, bool up, int *start, int *end)
{
	int			row = cell / n->columns;
	int			column = n->rows + cell % n->columns;

	*start = up ? column : row;
	*end = up ? row : column;
}

/* Bring a cell as near to a value as the hidden cells allow; is it there? */
static bool
reach(network *n, int cell, bool up, int64_t value)
{
	int			from;
	int			to;
	int64_t		change;

	if (up ? n->most[cell] >= value : n->least[cell] <= value)
		return true;
	ends(n, cell, up, &from, &to);
	n->place[cell] = APART;
	change = flow(n, from, to, up ? value - n->now[cell] : n->now[cell] - value);
	n->place[cell] = HIDDEN;
	n->now[cell] += up ? change : -change;
	note(n, cell);
	return n->now[cell] == value;
}

static bool
small(const network *n, int cell, int32_t threshold)
{
	return !ms_publishable_count(n->count[cell], threshold);
}

/* Is the cell as free as it should be, if it is small? */
static bool
guarded(network *n, int cell, int32_t threshold)
{
	return !small(n, cell, threshold) ||
		(reach(n, cell, true, threshold) && reach(n, cell, false, 1));
}

/*
 * Hiding more
 */

static bool
cheaper(price a, price b)
{
	return a.zeros != b.zeros ? a.zeros < b.zeros : a.sum < b.sum;
}

/* The price of a path and one cell more. */
static price
with_cell(const network *n, price p, int cell)
{
	if (n->place[cell] == SHOWN)
	{
		p.zeros += n->count[cell] == 0;
		p.sum += n->count[cell];
	}
	return p;
}

/* Are there cheaper ways from a node to its neighbours? */
static bool
spread_from(network *n, int node)
{
	bool		changed = false;

	if (n->cost[node].zeros == INT32_MAX)
		return false;
	n->work += neighbours(n, node);
	for (int i = 0; i < neighbours(n, node); i++)
	{
		int			to = neighbour(n, node, i);
		int			cell = cell_between(n, node, to);
		price		cost;

		if (n->place[cell] == APART || room(n, node, cell) == 0)
			continue;
		cost = with_cell(n, n->cost[node], cell);
		if (!cheaper(cost, n->cost[to]))
			continue;
		n->cost[to] = cost;
		n->from[to] = node;
		changed = true;
	}
	return changed;
}

/*
 * The cheapest way between two nodes, over shown cells too, by Bellman and
 * Ford: few rounds do, each by rows, as the cells lie in memory.
 */
static bool
find_cheapest(network *n, int start, int end)
{
	bool		changed = true;

	for (int i = 0; i < n->rows + n->columns; i++)
		n->cost[i] = (price) {INT32_MAX, 0};
	n->cost[start] = (price) {0, 0};
	while (changed)
	{
		changed = false;
		ms_pause();
		for (int node = 0; node < n->rows + n->columns; node++)
			changed |= spread_from(n, node);
	}
	return n->cost[end].zeros < INT32_MAX;
}

/* Hide what the cheapest way to move the cell takes; false where there is none. */
static bool
hide_cheapest(network *n, int cell, bool up)
{
	int			from;
	int			to;
	bool		found;

	ends(n, cell, up, &from, &to);
	n->place[cell] = APART;
	found = find_cheapest(n, from, to);
	n->place[cell] = HIDDEN;
	for (int node = to; found && node != from; node = n->from[node])
		n->place[cell_between(n, node, n->from[node])] = HIDDEN;
	return found;
}

/* Hide more until the cell reaches a value. */
static bool
guard(network *n, int cell, bool up, int64_t value)
{
	while (!reach(n, cell, up, value))
		if (!hide_cheapest(n, cell, up))
			return false;
	return true;
}

/* Hide the small counts and what guards them. */
static bool
hide(network *n, int32_t threshold)
{
	for (int i = 0; i < cells(n); i++)
		if (small(n, i, threshold))
			n->place[i] = HIDDEN;
	start(n);
	for (int i = 0; i < cells(n); i++)
		if (small(n, i, threshold) &&
			!(guard(n, i, true, threshold) && guard(n, i, false, 1)))
			return false;
	return true;
}

/*
 * Showing again
 */

/* Does the rule hold?  Those beside the cell are asked first: the likely ones to be bare. */
static bool
holds_without(network *n, int cell, int32_t threshold)
{
	int			row = cell / n->columns * n->columns;
	int			column = cell % n->columns;

	start(n);
	for (int i = row; i < row + n->columns; i++)
		if (!guarded(n, i, threshold))
			return false;
	for (int i = column; i < cells(n); i += n->columns)
		if (!guarded(n, i, threshold))
			return false;
	for (int i = 0; i < cells(n); i++)
		if (!guarded(n, i, threshold))
			return false;
	return true;
}

/* Is a cell sooner to be shown again than another?  Zeros, then the largest, then the last. */
static bool
sooner(const network *n, int a, int b)
{
	if ((n->count[a] == 0) != (n->count[b] == 0))
		return n->count[a] == 0;
	return n->count[a] != n->count[b] ? n->count[a] > n->count[b] : a > b;
}

/* The next hidden cell that is not small after this one, -1 for the first; -1 is none. */
static int
next_guard(network *n, int after, int32_t threshold)
{
	int			first = -1;

	n->work += cells(n);
	for (int i = 0; i < cells(n); i++)
		if (n->place[i] == HIDDEN && !small(n, i, threshold) &&
			(after < 0 || sooner(n, after, i)) && (first < 0 || sooner(n, i, first)))
			first = i;
	return first;
}

/* Show what need not be hidden. */
static void
tidy(network *n, int32_t threshold)
{
	bool		holds = true;	/* in the tables met since the last start? */
	int			cell = -1;

	n->work = 0;
	while (n->work < TIDY_WORK && (cell = next_guard(n, cell, threshold)) >= 0)
	{
		n->place[cell] = SHOWN;
		if (holds && n->least[cell] == n->most[cell])
			continue;			/* none of them needed it */
		holds = holds_without(n, cell, threshold);
		if (!holds)
			n->place[cell] = HIDDEN;
	}
}

/*
 * Rows and tables of one line have one total: what is hidden moves as it likes
 * within its sum.
 */

static int
count_hidden(const int64_t *count, const bool *hidden, int n, int64_t *sum)
{
	int			found = 0;

	*sum = 0;
	for (int i = 0; i < n; i++)
		if (hidden[i])
		{
			found++;
			*sum += count[i];
		}
	return found;
}

/* The smallest shown count above 0, or -1. */
static int
smallest_shown(const int64_t *count, const bool *hidden, int n)
{
	int			smallest = -1;

	for (int i = 0; i < n; i++)
		if (!hidden[i] && count[i] > 0 && (smallest < 0 || count[i] < count[smallest]))
			smallest = i;
	return smallest;
}

/* Small counts that are not enough together need one more, which is enough. */
static bool
suppress_line(const int64_t *count, int n, int32_t threshold, bool *hidden)
{
	int64_t		sum;
	int			more;

	for (int i = 0; i < n; i++)
		hidden[i] = !ms_publishable_count(count[i], threshold);
	if (count_hidden(count, hidden, n, &sum) == 0 || sum >= threshold)
		return true;
	more = smallest_shown(count, hidden, n);
	if (more >= 0)
		hidden[more] = true;
	return more >= 0;
}

static void
line_range(const int64_t *count, int n, const bool *hidden, int64_t *lower, int64_t *upper)
{
	int64_t		sum;
	int			found = count_hidden(count, hidden, n, &sum);

	for (int i = 0; i < n; i++)
	{
		lower[i] = hidden[i] && found > 1 ? 0 : count[i];
		upper[i] = hidden[i] ? sum : count[i];
	}
}

/*
 * The caller's table
 */

/*
 * A table and its transpose are treated as one: with no more rows than columns,
 * and of a square one that which is smaller where they first differ.
 */
static bool
is_mirrored(const int64_t *count, int rows, int columns)
{
	if (rows != columns)
		return rows > columns;
	for (int i = 0; i < rows * columns; i++)
	{
		int64_t		across = count[i % columns * columns + i / columns];

		if (count[i] != across)
			return across < count[i];
	}
	return false;
}

/* The caller's place of a cell. */
static int
given_place(const network *n, int cell)
{
	return n->mirrored ? cell % n->columns * n->rows + cell / n->columns : cell;
}

static size_t
nodes_of(int rows, int columns)
{
	return (size_t) rows + columns;
}

size_t
ms_suppress_memory(int rows, int columns)
{
	return sizeof(network) + (size_t) rows * columns * (4 * sizeof(int64_t) + 1) +
		nodes_of(rows, columns) * (sizeof(price) + 4 * sizeof(int));
}

/* The network of a table, in the caller's memory; what is small is not hidden yet. */
static network *
new_network(const int64_t *count, int rows, int columns, void *memory)
{
	network    *n = memory;
	size_t		size = (size_t) rows * columns;
	size_t		nodes = nodes_of(rows, columns);

	n->mirrored = is_mirrored(count, rows, columns);
	n->rows = n->mirrored ? columns : rows;
	n->columns = n->mirrored ? rows : columns;
	n->count = (int64_t *) (n + 1);
	n->now = n->count + size;
	n->least = n->now + size;
	n->most = n->least + size;
	n->cost = (price *) (n->most + size);
	n->from = (int *) (n->cost + nodes);
	n->level = n->from + nodes;
	n->next = n->level + nodes;
	n->path = n->next + nodes;
	n->place = (uint8_t *) (n->path + nodes);
	n->work = 0;
	for (int i = 0; i < cells(n); i++)
	{
		n->count[i] = count[given_place(n, i)];
		n->place[i] = n->count[i] < 0 ? APART : SHOWN;
	}
	return n;
}

/* Hide all, in a table whose totals give it away. */
static bool
all_known_hidden(const int64_t *count, int n, bool *hidden)
{
	for (int i = 0; i < n; i++)
		hidden[i] = count[i] >= 0;
	return false;
}

bool
ms_counts_fit(const int64_t *count, int n)
{
	int64_t		sum = 0;

	for (int i = 0; i < n; i++)
		if (count[i] > 0 && __builtin_add_overflow(sum, count[i], &sum))
			return false;
	return true;
}

bool
ms_suppress_table(const int64_t *count, int rows, int columns, int32_t threshold,
				  bool *hidden, void *memory)
{
	network    *n;

	if (rows == 1 || columns == 1)
		return suppress_line(count, rows * columns, threshold, hidden) ||
			all_known_hidden(count, rows * columns, hidden);
	n = new_network(count, rows, columns, memory);
	if (!hide(n, threshold))
		return all_known_hidden(count, rows * columns, hidden);
	tidy(n, threshold);
	for (int i = 0; i < cells(n); i++)
		hidden[given_place(n, i)] = n->place[i] == HIDDEN;
	return true;
}

/* What is hidden in n cells, one every `step`. */
static int64_t
hidden_sum(const network *n, int cell, int step, int cells)
{
	int64_t		sum = 0;

	for (int i = 0; i < cells; i++, cell += step)
		if (n->place[cell] == HIDDEN)
			sum += n->count[cell];
	return sum;
}

/* A cell is never more than what is hidden in its row, and in its column. */
static int64_t
cap(const network *n, int cell)
{
	int			column = cell % n->columns;
	int64_t		in_row = hidden_sum(n, cell - column, 1, n->columns);
	int64_t		in_column = hidden_sum(n, column, n->columns, n->rows);

	return in_row < in_column ? in_row : in_column;
}

void
ms_suppress_range(const int64_t *count, int rows, int columns, const bool *hidden,
				  int64_t *lower, int64_t *upper, void *memory)
{
	network    *n;

	if (rows == 1 || columns == 1)
	{
		line_range(count, rows * columns, hidden, lower, upper);
		return;
	}
	n = new_network(count, rows, columns, memory);
	for (int i = 0; i < cells(n); i++)
		if (hidden[given_place(n, i)])
			n->place[i] = HIDDEN;
	start(n);
	for (int i = 0; i < cells(n); i++)
	{
		if (n->place[i] == HIDDEN)
		{
			reach(n, i, true, cap(n, i));
			reach(n, i, false, 0);
		}
		lower[given_place(n, i)] = n->least[i];
		upper[given_place(n, i)] = n->most[i];
	}
}
