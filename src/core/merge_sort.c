/*
 * merge_sort.c
 *		Sorts numbers of rows or patients, stably, by what they stand for.
 */
#include "merge_sort.h"

#include <string.h>

#include "pause.h"

/* Merges two sorted runs that end at `middle` and `end`. */
static void
merge_runs(const int32_t *number, int start, int middle, int end, int32_t *to, ms_before before, const void *of)
{
	int			a = start;
	int			b = middle;

	for (int i = start; i < end; i++)
	{
		ms_pause_at(i);
		to[i] = b == end || (a < middle && !before(of, number[b], number[a])) ? number[a++] : number[b++];
	}
}

void
ms_merge_sort(int32_t *number, int32_t *spare, int n, ms_before before, const void *of)
{
	for (int64_t length = 1; length < n; length *= 2)
	{
		for (int64_t start = 0; start < n; start += 2 * length)
		{
			int64_t		middle = start + length < n ? start + length : n;
			int64_t		end = middle + length < n ? middle + length : n;

			merge_runs(number, (int) start, (int) middle, (int) end, spare, before, of);
		}
		memcpy(number, spare, n * sizeof(int32_t));
	}
}
