/*
 * linear.cpp
 *		Calls Eigen: numbers in, numbers out, no exceptions, no allocation.
 *
 * An exception that reached the server's C frames would end the server, as would
 * a failed assertion.  So Eigen's assertions throw, everything thrown is caught,
 * and all memory is the caller's or, for a few vectors, the stack; Eigen's check
 * of that is an assertion as well.  Vector instructions and threads are off, so
 * that the order of additions, and with it the last digit, is the same on every
 * machine.
 */
#include "linear.h"

#include <cmath>

#define EIGEN_MPL2_ONLY
#define EIGEN_DONT_VECTORIZE
#define EIGEN_DONT_PARALLELIZE
#define EIGEN_NO_MALLOC
#define eigen_assert(condition) \
	do { if (!(condition)) throw 0; } while (0)

#include <Eigen/Cholesky>

namespace
{
using square = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor, MS_LINEAR_MAX, MS_LINEAR_MAX>;
using column = Eigen::Matrix<double, Eigen::Dynamic, 1, Eigen::ColMajor, MS_LINEAR_MAX, 1>;
/* The bounds keep its own vectors on the stack; the matrix is the caller's memory. */
using decomposition = Eigen::LDLT<Eigen::Ref<square>>;

const double pivot_min = 1e-11;

const double *
row_of(const double *half, int i)
{
	return half + static_cast<std::size_t>(i) * (i + 1) / 2;
}

/* The first n rows and columns, scaled to a diagonal of ones. */
void
fill(const double *half, const double *scale, int n, double *matrix)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j <= i; j++)
			matrix[static_cast<std::size_t>(j) * n + i] = i == j ? 1 : row_of(half, i)[j] * scale[i] * scale[j];
}

bool
regular(const decomposition &d)
{
	return d.vectorD().minCoeff() >= pivot_min;
}

bool
leading_regular(const double *half, const double *scale, int n, double *matrix)
{
	fill(half, scale, n, matrix);
	Eigen::Map<square> a(matrix, n, n);
	Eigen::Ref<square> in_place(a);
	return regular(decomposition(in_place));
}

/* With the columns before it, the matrix is regular; together with it, it is not. */
int
first_collinear(const double *half, const double *scale, int n, double *matrix)
{
	int			low = 1;
	int			high = n;

	while (high - low > 1)
	{
		int			middle = low + (high - low) / 2;

		(leading_regular(half, scale, middle, matrix) ? low : high) = middle;
	}
	return high - 1;
}

/* Returns MS_LINEAR_SOLVED, or what is wrong with the diagonal. */
int
scale_diagonal(const double *half, int n, double floor, double *scale)
{
	double		largest = 0;

	for (int i = 0; i < n; i++)
	{
		double		d = row_of(half, i)[i];

		if (!std::isfinite(d))
			return MS_LINEAR_FAILED;
		largest = d > largest ? d : largest;
	}
	for (int i = 0; i < n; i++)
	{
		double		d = row_of(half, i)[i];

		if (!(d > floor && d >= pivot_min * largest))
			return i;
		scale[i] = 1 / std::sqrt(d);
	}
	return MS_LINEAR_SOLVED;
}

void
invert(const decomposition &d, const double *scale, int n, double *inverse)
{
	for (int j = 0; j < n; j++)
	{
		Eigen::Map<column> x(inverse + static_cast<std::size_t>(j) * n, n);

		x.setZero();
		x[j] = 1;
		d.solveInPlace(x);
		for (int i = 0; i < n; i++)
			x[i] *= scale[i] * scale[j];
	}
	/* exactly symmetric */
	for (int j = 0; j < n; j++)
		for (int i = 0; i < j; i++)
			inverse[static_cast<std::size_t>(j) * n + i] = inverse[static_cast<std::size_t>(i) * n + j];
}

int
solve(const double *half, int n, double floor, double *b, double *inverse, double *work)
{
	double	   *scale = work;
	double	   *matrix = work + n;
	int			wrong = scale_diagonal(half, n, floor, scale);

	if (wrong != MS_LINEAR_SOLVED)
		return wrong;
	fill(half, scale, n, matrix);
	for (int j = 0; j < n; j++)
		for (int i = j; i < n; i++)
			if (!std::isfinite(matrix[static_cast<std::size_t>(j) * n + i]))
				return MS_LINEAR_FAILED;

	Eigen::Map<square> a(matrix, n, n);
	Eigen::Ref<square> in_place(a);
	decomposition d(in_place);

	if (!regular(d))
		return first_collinear(half, scale, n, matrix);

	Eigen::Map<column> x(b, n);

	for (int i = 0; i < n; i++)
		x[i] *= scale[i];
	d.solveInPlace(x);
	for (int i = 0; i < n; i++)
		x[i] *= scale[i];
	if (inverse != nullptr)
		invert(d, scale, n, inverse);
	return MS_LINEAR_SOLVED;
}
}								/* namespace */

int
ms_linear_solve(const double *half, int n, double floor, double *b, double *inverse, double *work)
{
	if (n == 0)
		return MS_LINEAR_SOLVED;
	try
	{
		return solve(half, n, floor, b, inverse, work);
	}
	catch (...)
	{
		return MS_LINEAR_FAILED;
	}
}
