/*
 * efron.c
 *		Sums over the tied events of a day, by Efron's method.
 */
#include "efron.h"

#include <math.h>

/*
 * The sums of 1 / x and 1 / x^2 for x = start + 1 ... start + n.  The first
 * terms are added one by one until x is large.  The rest is the integral
 * between half steps, corrected by the first three terms of the
 * Euler-Maclaurin formula, so that no digits are lost where n is much smaller
 * than start.
 */
#define LARGE 64

void
ms_sums_of_inverses(double start, double n, double *first, double *second)
{
	double		from;
	double		to;

	*first = *second = 0;
	for (; n > 0 && start < LARGE; n--)
	{
		start++;
		*first += 1 / start;
		*second += 1 / (start * start);
	}
	from = start + 0.5;
	to = from + n;
	*first += log1p(n / from) - (1 / (from * from) - 1 / (to * to)) / 24 +
		7.0 / 960 * (pow(from, -4) - pow(to, -4)) - 31.0 / 8064 * (pow(from, -6) - pow(to, -6));
	*second += n / from / to - (pow(from, -3) - pow(to, -3)) / 12 +
		7.0 / 240 * (pow(from, -5) - pow(to, -5)) - 31.0 / 1344 * (pow(from, -7) - pow(to, -7));
}

/*
 * Counted from the last event, the denominators are left + events l / n for l
 * = n ... 1, which needs no difference.  Many ties need no loop.
 */
ms_efron
ms_efron_sums(double all, double events, double n)
{
	double		left = fmax(all - events, 0);	/* rounding must not make it negative */
	ms_efron	s = {0};

	if (n <= MS_EFRON_LOOP)
	{
		for (double l = n; l > 0; l--)
		{
			double		inverse = 1 / (left + events * (l / n));
			double		a = (n - l) / n;

			s.first += inverse;
			s.second += inverse * inverse;
			s.part_first += a * inverse;
			s.part_second += a * inverse * inverse;
		}
		return s;
	}
	ms_sums_of_inverses(left / events * n, n, &s.first, &s.second);
	s.first *= n / events;
	s.second *= n / events * (n / events);
	s.part_first = (all * s.first - n) / events;
	s.part_second = (all * s.second - s.first) / events;
	return s;
}
