/*
 * linear.h
 *		Systems of linear equations with a symmetric, positive definite matrix.
 *
 * Eigen solves them; no C++ is visible outside linear.cpp.  A matrix is given by
 * its lower half, row by row: n (n + 1) / 2 numbers.
 */
#ifndef MS_LINEAR_H
#define MS_LINEAR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C"
{
#endif

/* The largest n. */
#define MS_LINEAR_MAX 202

/* What ms_linear_solve() returns if it is not the number of a column. */
#define MS_LINEAR_SOLVED (-1)
#define MS_LINEAR_FAILED (-2)

/* How many doubles the work area holds. */
static inline size_t
ms_linear_work(int n)
{
	return (size_t) n * n + n;
}

/*
 * Solves half x = b: replaces b by x, and writes the inverse, n x n, unless it
 * is NULL.  Returns MS_LINEAR_SOLVED.  If a column is a combination of earlier
 * ones, as far as can be told from the digits, it returns the first such column,
 * counted from 0: its pivot is below 1e-11 of the matrix scaled to a diagonal of
 * ones, or its diagonal element below 1e-11 of the largest one, or not above
 * `floor`.  b and the inverse are then undefined.  MS_LINEAR_FAILED: a number is
 * not finite.
 */
extern int	ms_linear_solve(const double *half, int n, double floor, double *b, double *inverse, double *work);

#ifdef __cplusplus
}
#endif

#endif							/* MS_LINEAR_H */
