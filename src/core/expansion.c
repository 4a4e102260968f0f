/*
 * expansion.c
 *		Sums of doubles without rounding.
 */
#include "expansion.h"

#include <math.h>
#include <string.h>


static void
grow(ms_expansion *e, double x)
{
	int			kept = 0;

	for (int i = 0; i < e->n; i++)
	{
		double		y = e->part[i];
		double		sum = x + y;
		double		rest = fabs(x) < fabs(y) ? x - (sum - y) : y - (sum - x);

		if (rest != 0)
			e->part[kept++] = rest;
		x = sum;
	}
	if (!isfinite(x))
		e->overflow = true;
	if (x != 0)
		e->part[kept++] = x;
	e->n = kept;
}

void
ms_expansion_add(ms_expansion *e, double term)
{
	if (!isfinite(term))
		e->overflow = true;
	if (e->overflow)
		return;
	/* room for one more */
	if (e->n >= MS_EXPANSION_ROOM)
	{
		double		part[MS_EXPANSION_MAX];
		int			n = ms_expansion_settle(e, part, MS_EXPANSION_MAX);

		ms_expansion_clear(e);
		for (int i = n - 1; i >= 0; i--)
			grow(e, part[i]);
	}
	grow(e, term);
}

void
ms_expansion_add_product(ms_expansion *e, double a, double b)
{
	double		product = a * b;

	ms_expansion_add(e, product);
	if (isfinite(product))
		ms_expansion_add(e, fma(a, b, -product));
}

void
ms_expansion_add_three(ms_expansion *e, double a, double b, double c)
{
	double		product = a * b;

	ms_expansion_add_product(e, product, c);
	if (isfinite(product))
		ms_expansion_add_product(e, fma(a, b, -product), c);
}

void
ms_expansion_add_times(ms_expansion *e, double a, const double *part, int n)
{
	for (int i = 0; i < n; i++)
		ms_expansion_add_product(e, a, part[i]);
}

void
ms_expansion_add_sum(ms_expansion *e, const double *part, int n)
{
	for (int i = n - 1; i >= 0; i--)
		ms_expansion_add(e, part[i]);
}

/*
 * From the largest part down, until a part is lost to rounding.  If what is lost
 * is just half of the last digit, those below it decide.
 */
double
ms_expansion_round(const ms_expansion *e)
{
	int			n = e->n;
	double		sum;
	double		lost = 0;

	if (e->overflow)
		return NAN;
	if (n == 0)
		return 0;
	sum = e->part[--n];
	while (n > 0 && lost == 0)
	{
		double		before = sum;
		double		part = e->part[--n];

		sum = before + part;
		lost = part - (sum - before);
	}
	if (n > 0 && ((lost < 0 && e->part[n - 1] < 0) || (lost > 0 && e->part[n - 1] > 0)))
	{
		double		twice = lost * 2;
		double		next = sum + twice;

		if (next - sum == twice)
			sum = next;
	}
	return sum;
}

int
ms_expansion_settle(ms_expansion *e, double *part, int most)
{
	int			n = 0;

	while (n < most && e->n > 0 && !e->overflow)
	{
		part[n] = ms_expansion_round(e);
		grow(e, -part[n]);
		n++;
	}
	return n;
}

bool
ms_expansion_valid(const double *part, int n)
{
	ms_expansion e;
	double		settled[MS_EXPANSION_MAX];

	if (n < 0 || n > MS_EXPANSION_MAX)
		return false;
	for (int i = 0; i < n; i++)
		if (!isfinite(part[i]) || part[i] == 0)
			return false;
	if (n < 2)
		return true;
	ms_expansion_clear(&e);
	ms_expansion_add_sum(&e, part, n);
	return ms_expansion_settle(&e, settled, MS_EXPANSION_MAX) == n && memcmp(settled, part, n * sizeof(double)) == 0;
}
