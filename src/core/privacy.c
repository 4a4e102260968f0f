/*
 * privacy.c
 *		Suppression of small counts, by maximum flows.
 *
 * The network is not stored separately: its state is a table that the totals
 * allow.  An edge leads from a row to the column of each hidden cell, along
 * which the cell can grow without limit, and an edge leads back to the row,
 * along which the cell can shrink to 0.  A cell grows by what flows from its
 * column back to its row through other cells, and shrinks by what flows the
 * other way.
 *
 * Each flow leads to another table that readers must consider possible, so a
 * value that a cell had in any of these tables is possible too.  Most bounds
 * are known in this way before they are asked for.
 */
#include "privacy.h"

#include <string.h>

#include "pause.h"

/* The role of a cell in the network. */
typedef enum place
{
	SHOWN,						/* not an edge, but may become one */
	HIDDEN,						/* an edge */
	APART						/* never an edge: unknown, or the cell being moved */
} place;

/*
 * The price of hiding.  A zero costs more than any counts: it is hidden only
 * if nothing else protects.
 */
typedef struct price
{
	int			zeros;
	uint64_t	sum;			/* of a path, at most INT64_MAX, and one cell */
} price;

typedef struct network
{
	int			rows;
	int			columns;
	bool		mirrored;		/* the caller's columns are the rows here */
	int64_t    *count;
	int64_t    *now;			/* a table that the totals allow */
	int64_t    *least;			/* lowest and highest value of each cell in the tables met */
	int64_t    *most;
	price	   *cost;			/* by node: the cheapest price to reach it */
	int		   *from;			/* and the node before it */
	int		   *level;			/* steps from the start; -1: not reached */
	int		   *next;			/* neighbour to try next */
	int		   *path;			/* a path, or a queue */
	uint8_t    *place;			/* role of each cell */
	size_t		work;			/* number of edges examined */
} network;

/*
 * The limit of work for showing cells again that need not be hidden: about 20
 * ms.
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

/* The cell between a row and a column, in either order. */
static inline int
cell_between(const network *n, int a, int b)
{
	return is_row(n, a) ? a * n->columns + b - n->rows : b * n->columns + a - n->rows;
}

/* How much can flow from a node through a cell. */
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

/* Start from the true table. */
static void
start(network *n)
{
	size_t		size = cells(n) * sizeof(int64_t);

	memcpy(n->now, n->count, size);
	memcpy(n->least, n->count, size);
	memcpy(n->most, n->count, size);
}

/* Maximum flow, by Dinic's algorithm */

/*
 * Sets the distance of each node from the start, in steps, until the end is
 * found; false if it cannot be reached.
 */
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

/* The next node on a path down the levels, or -1. */
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

/*
 * Finds a path down the levels, in n->path; returns the number of its steps, 0
 * if there is none.
 */
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

/*
 * Sends as much along the path as it has room for, at most `limit`; returns
 * the amount.
 */
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

/*
 * Sends as much as possible from one node to another, at most `limit`; returns
 * the amount.
 */
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

/* The nodes between which a change of the cell flows. */
static void
ends(const network *n, int cell, bool up, int *start, int *end)
{
	int			row = cell / n->columns;
	int			column = n->rows + cell % n->columns;

	*start = up ? column : row;
	*end = up ? row : column;
}

/* Moves a cell as near to a value as the hidden cells allow; true if it gets there. */
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

/* Is the cell protected as the rule asks, if it is small? */
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

/* The price of a path with one more cell. */
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

/* Updates the prices of a node's neighbours; true if one became cheaper. */
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
 * The cheapest path between two nodes, also through shown cells, by the
 * Bellman-Ford algorithm.  Few rounds are enough; each goes by rows, as the
 * cells lie in memory.
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

/* Hides the cells on the cheapest path that moves the cell; false if there is none. */
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

/* Hides more cells until the cell can reach a value; false if it cannot. */
static bool
guard(network *n, int cell, bool up, int64_t value)
{
	while (!reach(n, cell, up, value))
		if (!hide_cheapest(n, cell, up))
			return false;
	return true;
}

/* Hides the small counts and the cells that protect them. */
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

/*
 * Does the rule hold?  The cells in the row and column of this one are checked
 * first: they are the most likely to lose their protection.
 */
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

/*
 * Is a cell to be shown again before another?  Zeros first, then the largest
 * count, then the last cell.
 */
static bool
sooner(const network *n, int a, int b)
{
	if ((n->count[a] == 0) != (n->count[b] == 0))
		return n->count[a] == 0;
	return n->count[a] != n->count[b] ? n->count[a] > n->count[b] : a > b;
}

/*
 * The hidden cell to try after this one (-1: the first), among those that are
 * not small; -1: none.
 */
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

/* Shows again what need not be hidden. */
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
			continue;			/* it had the same value in all of them */
		holds = holds_without(n, cell, threshold);
		if (!holds)
			n->place[cell] = HIDDEN;
	}
}

/*
 * A table of one row or column has only one total: the hidden cells can take
 * any values with the right sum.
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

/*
 * If the small counts add up to less than the threshold, one more is hidden,
 * which is always enough.
 */
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
 * A table and its transpose are handled in one orientation: that with no more
 * rows than columns or, if square, that with the smaller count at the first
 * cell where they differ.
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

/* The index of a cell in the caller's table. */
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

/* Makes the network of a table, in the caller's memory; nothing is hidden yet. */
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

/* Hides all known cells, in a table whose totals reveal a small count. */
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

/* The sum of the hidden counts among `cells` cells, one every `step`. */
static int64_t
hidden_sum(const network *n, int cell, int step, int cells)
{
	int64_t		sum = 0;

	for (int i = 0; i < cells; i++, cell += step)
		if (n->place[cell] == HIDDEN)
			sum += n->count[cell];
	return sum;
}

/* A cell is at most the sum of what is hidden in its row, and in its column. */
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
