/*
 * score_test.c
 *		The chi-squared test of groups by their scores.
 */
#include "score_test.h"

#include <math.h>

#include "pause.h"
#include "quantile.h"

/*
 * Of the groups, leave out the one with the most expected events (the last of
 * several), since the excess of a group much larger than the others is the
 * least exact.
 */
int
ms_scores_compact(ms_scores *s)
{
	int			largest = 0;
	int			kept = 0;

	for (int g = 1; g < s->groups; g++)
		if (s->expected[g] >= s->expected[largest])
			largest = g;
	for (int g = 0; g < s->groups; g++)
	{
		int			column = 0;

		if (!(s->expected[g] > 0) || g == largest)
			continue;
		for (int h = 0; h < s->groups; h++)
			if (s->expected[h] > 0 && h != largest)
				s->variance[kept * s->groups + column++] = s->variance[g * s->groups + h];
		s->excess[kept++] = s->excess[g];
	}
	return kept;
}

/*
 * Computes x' A^-1 x by elimination, for a symmetric positive matrix A of size
 * n x n whose rows are `stride` apart; overwrites both.  NaN if A is singular
 * within rounding.
 */
static double
quadratic_form(double *a, double *x, int n, int stride)
{
	double		sum = 0;
	double		scale = 0;

	for (int k = 0; k < n; k++)
		scale = fmax(scale, a[k * stride + k]);
	for (int k = 0; k < n; k++)
	{
		double		pivot = a[k * stride + k];

		if (!(pivot > 1e-12 * scale))
			return NAN;
		sum += x[k] * x[k] / pivot;
		for (int i = k + 1; i < n; i++)
		{
			double		factor = a[i * stride + k] / pivot;

			ms_pause_at(i);
			for (int j = k + 1; j < n; j++)
				a[i * stride + j] -= factor * a[k * stride + j];
			x[i] -= factor * x[k];
		}
	}
	return sum;
}

ms_test
ms_scores_test(ms_scores *s, int left)
{
	ms_test		test = {NAN, left, NAN};

	if (left < 1)
		return test;
	test.chisq = quadratic_form(s->variance, s->excess, left, s->groups);
	test.p_value = ms_chisq_upper(test.chisq, left);
	return test;
}
