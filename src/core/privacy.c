/*
 * privacy.c
 *		Suppression of small counts.
 */
#include "privacy.h"

/* A row or a column of the table. */
typedef struct line
{
	const int64_t *count;
	sepms_cell_shown *shown;
	int			cells;
	int			stride;
} line;

/* The sum of what is hidden, no more than `enough`. */
static int64_t
hidden_sum(const line *l, int *hidden, int64_t enough)
{
	int64_t		sum = 0;

	*hidden = 0;
	for (int i = 0; i < l->cells; i++)
	{
		int64_t		count = l->count[i * l->stride];

		if (l->shown[i * l->stride] == SEPMS_CELL_SHOWN)
			continue;
		++*hidden;
		sum = count >= enough - sum ? enough : sum + count;
	}
	return sum;
}

/* The smallest shown count above 0, or -1. */
static int
smallest_shown(const line *l)
{
	int			smallest = -1;

	for (int i = 0; i < l->cells; i++)
		if (l->shown[i * l->stride] == SEPMS_CELL_SHOWN && l->count[i * l->stride] > 0 &&
			(smallest < 0 || l->count[i * l->stride] < l->count[smallest * l->stride]))
			smallest = i;
	return smallest;
}

/* Hide what the line needs; was anything hidden? */
static bool
guard(const line *l, int32_t threshold)
{
	bool		changed = false;

	for (;;)
	{
		int			hidden;
		int64_t		sum = hidden_sum(l, &hidden, threshold);
		int			next;

		if (hidden == 0 || (hidden > 1 && sum >= threshold) || (next = smallest_shown(l)) < 0)
			return changed;
		l->shown[next * l->stride] = SEPMS_CELL_GUARD;
		changed = true;
	}
}

void
sepms_suppress_table(const int64_t *count, int rows, int columns, int32_t threshold,
					 sepms_cell_shown *shown)
{
	bool		changed = true;

	for (int i = 0; i < rows * columns; i++)
		shown[i] = sepms_publishable_count(count[i], threshold) ? SEPMS_CELL_SHOWN : SEPMS_CELL_SMALL;

	/* each pass hides a cell or is the last */
	while (changed)
	{
		changed = false;
		for (int row = 0; row < rows; row++)
			changed |= guard(&(line) {count + row * columns, shown + row * columns, columns, 1}, threshold);
		for (int column = 0; rows > 1 && column < columns; column++)
			changed |= guard(&(line) {count + column, shown + column, rows, columns}, threshold);
	}
}
