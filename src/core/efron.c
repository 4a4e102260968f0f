/*
 * efron.c
 *		Sums over the tied events of a day, by Efron's method.
 */
#include "efron.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * The sums of 1 / x and 1 / x^2 for x = start + 1 ... start + n, and of log(x /
 * unit) unless `logs` is NULL.  The first terms are added one by one until x is
 * large.  The rest is the integral between half steps, corrected by the first
 * three terms of the Euler-Maclaurin formula, so that no digits are lost where n
 * is much smaller than start.
 */
#define LARGE 64

static inline void
sum_range(double start, double n, double unit, double *logs, double *first, double *second)
{
	double		from;
	double		to;

	*first = *second = 0;
	for (; n > 0 && start < LARGE; n--)
	{
		start++;
		*first += 1 / start;
		*second += 1 / (start * start);
		if (logs != NULL)
			*logs += log(start / unit);
	}
	from = start + 0.5;
	to = from + n;
	*first += log1p(n / from) - (1 / (from * from) - 1 / (to * to)) / 24 +
		7.0 / 960 * (pow(from, -4) - pow(to, -4)) - 31.0 / 8064 * (pow(from, -6) - pow(to, -6));
	*second += n / from / to - (pow(from, -3) - pow(to, -3)) / 12 +
		7.0 / 240 * (pow(from, -5) - pow(to, -5)) - 31.0 / 1344 * (pow(from, -7) - pow(to, -7));
	if (logs != NULL)
		*logs += from * log1p(n / from) - n + n * log(to / unit) + (1 / from - 1 / to) / 24 -
			7.0 / 2880 * (pow(from, -3) - pow(to, -3)) + 31.0 / 40320 * (pow(from, -5) - pow(to, -5));
}

void
ms_sums_of_inverses(double start, double n, double *first, double *second)
{
	sum_range(start, n, 1, NULL, first, second);
}

/*
 * Counted from the last event, the denominators are left + events l / n for l
 * = n ... 1, which needs no difference.  Many ties need no loop.  `more` is
 * known where this is called: the sums that it adds cost as much as the others.
 */
static inline ms_efron
sums(double all, double events, double n, bool more)
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
			if (!more)
				continue;
			s.square_second += a * inverse * a * inverse;
			s.log += log1p(-a * (events / all));
		}
		return s;
	}
	sum_range(left / events * n, n, all / events * n, more ? &s.log : NULL, &s.first, &s.second);
	s.first *= n / events;
	s.second *= n / events * (n / events);
	s.part_first = (all * s.first - n) / events;
	s.part_second = (all * s.second - s.first) / events;
	if (more)
		s.square_second = (all * all * s.second - 2 * all * s.first + n) / events / events;
	return s;
}

ms_efron
ms_efron_sums(double all, double events, double n)
{
	return sums(all, events, n, false);
}

/* Events of so small a part of all change no denominator. */
#define NO_PART 1e-15

ms_efron
ms_efron_likelihood(double all, double events, double n)
{
	double		square = all * all;

	if (n > MS_EFRON_LOOP && events < NO_PART * all)
		return (ms_efron) {
			n / all, n / square, (n - 1) / 2 / all, (n - 1) / 2 / square, (n - 1) * (2 * n - 1) / (6 * n) / square, 0
		};
	return sums(all, events, n, true);
}
