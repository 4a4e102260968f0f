/*
 * relapses.c
 *		Orders and separates the relapses of one patient.
 */
#include "relapses.h"

#include <stdbool.h>
#include <stddef.h>

#include "pause.h"

int
ms_relapses_settle(int32_t *onset, int32_t *end, int n)
{
	int			kept = 0;
	int			longest = -1;	/* of those kept, the one that ends last */

	for (int i = 0; i < n; i++)
	{
		ms_pause_at((size_t) i);
		if (end[i] != MS_END_UNKNOWN && longest >= 0)
		{
			if (end[i] <= end[longest])
				continue;
			if (onset[i] == onset[longest])
			{
				end[longest] = end[i];
				continue;
			}
		}
		onset[kept] = onset[i];
		end[kept] = end[i];
		if (end[i] != MS_END_UNKNOWN)
			longest = kept;
		kept++;
	}
	for (int i = kept - 1, later = -1; i >= 0; i--)
	{
		if (end[i] == MS_END_UNKNOWN)
			continue;
		if (later >= 0 && end[i] >= onset[later])
			end[i] = end[later];
		later = i;
	}
	return kept;
}

int
ms_relapse_distinct(const int32_t *onset, const int32_t *end, int n, int64_t min_gap,
					int *kept)
{
	int			count = 0;

	for (int i = 0; i < n; i++)
	{
		int			last = count > 0 ? kept[count - 1] : -1;
		int64_t		from = 0;

		if (last >= 0)
			from = end != NULL && end[last] != MS_END_UNKNOWN ? end[last] : onset[last];
		if (last < 0 || onset[i] - from >= min_gap)
			kept[count++] = i;
	}
	return count;
}
