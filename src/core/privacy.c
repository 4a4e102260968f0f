/*
 * privacy.c
 *		Suppression of small counts.
 */
#include "privacy.h"

/* A row or a column of the table. */
typedef struct line
{
	const int64_t *count;
	bool	   *hidden;
	int			cells;
	int			stride;
} line;

/* How many are hidden; their sum, no more than `enough`. */
static int
count_hidden(const line *l, int64_t enough, int64_t *sum)
{
	int			n = 0;

	*sum = 0;
	for (int i = 0; i < l->cells; i++)
	{
		int64_t		count = l->count[i * l->stride];

		if (!l->hidden[i * l->stride])
			continue;
		n++;
		*sum = count >= enough - *sum ? enough : *sum + count;
	}
	return n;
}

/* The smallest shown count above 0, or -1. */
static int
smallest_shown(const line *l)
{
	int			smallest = -1;

	for (int i = 0; i < l->cells; i++)
		if (!l->hidden[i * l->stride] && l->count[i * l->stride] > 0 &&
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
		int64_t		sum;
		int			hidden = count_hidden(l, threshold, &sum);
		int			next;

		if (hidden == 0 || (hidden > 1 && sum >= threshold) || (next = smallest_shown(l)) < 0)
			return changed;
		l->hidden[next * l->stride] = true;
		changed = true;
	}
}

void
sepms_suppress_table(const int64_t *count, int rows, int columns, int32_t threshold,
					 bool *hidden)
{
	bool		changed = true;

	for (int i = 0; i < rows * columns; i++)
		hidden[i] = !sepms_publishable_count(count[i], threshold);

	/* each pass hides a cell or is the last */
	while (changed)
	{
		changed = false;
		for (int row = 0; row < rows; row++)
			changed |= guard(&(line) {count + row * columns, hidden + row * columns, columns, 1}, threshold);
		for (int column = 0; rows > 1 && column < columns; column++)
			changed |= guard(&(line) {count + column, hidden + column, rows, columns}, threshold);
	}
}
