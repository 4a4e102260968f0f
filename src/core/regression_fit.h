/*
 * regression_fit.h
 *		What the fits of regression models share: columns on a common scale, sums
 *		of products, Newton's method, the robust variance.
 *
 * Parameters are numbered as the terms are: with an intercept it is 0, and the
 * covariates follow.
 */
#ifndef MS_REGRESSION_FIT_H
#define MS_REGRESSION_FIT_H

#include <stddef.h>
#include <stdint.h>

#include "regression.h"

/* Work areas: pieces are taken from the memory that a caller hands in. */
#define MS_TAKE(memory, n, type) ((type *) ms_take(&(memory), (n) * sizeof(type)))

static inline size_t
ms_taken(size_t size)
{
	return (size + 7) & ~(size_t) 7;
}

static inline void *
ms_take(char **memory, size_t size)
{
	void	   *piece = *memory;

	*memory += ms_taken(size);
	return piece;
}

/*
 * Covariates are fitted as z = x scale - centre.  Scales are powers of 2, so that
 * scaling is exact; z has a mean of about 0 and a variance between 1/4 and 1, or
 * is 0 if the column is constant.
 */
typedef struct ms_columns
{
	const ms_rows *r;
	double		weight_unit;	/* weights are multiplied by this power of 2 */
	double	   *scale;
	double	   *centre;
} ms_columns;

extern size_t ms_columns_memory(int terms);

/*
 * For the mean and variance, a row has the weight of its patients, times its days
 * in counts.
 */
extern void ms_columns_settle(ms_columns *c, const ms_rows *r, char **memory);

static inline void
ms_columns_read(const ms_columns *c, int row, double *z)
{
	const double *x = ms_rows_x(c->r, row);

	for (int j = 0; j < c->r->terms; j++)
		z[j] = x[j] * c->scale[j] - c->centre[j];
}

/* The weight of one patient of a row, and of all. */
static inline double
ms_columns_patient(const ms_columns *c, int row)
{
	return ms_rows_weight(c->r, row) * c->weight_unit;
}

static inline double
ms_columns_weight(const ms_columns *c, int row)
{
	return ms_columns_patient(c, row) * (double) ms_rows_count(c->r, row);
}

/* From x: the point on the scale of z where the linear predictor is that of beta. */
extern void ms_columns_place(const ms_columns *c, bool intercept, const double *beta, double *at);

/* Back to x: estimates, and their variance in place.  An intercept is the first. */
extern void ms_columns_restore(const ms_columns *c, bool intercept, double *estimate, double *vcov);

/* Elements in the lower half of a symmetric matrix. */
static inline size_t
ms_half(int n)
{
	return (size_t) n * (n + 1) / 2;
}

/* Any element of the matrix. */
static inline double
ms_half_element(const double *half, int j, int k)
{
	return j >= k ? half[ms_half(j) + k] : half[ms_half(k) + j];
}

/* Adds v z z' to the lower half. */
static inline void
ms_half_add(double *restrict half, const double *restrict z, int n, double v)
{
	for (int j = 0; j < n; j++)
	{
		double		vz = v * z[j];

		for (int k = 0; k <= j; k++)
			half[k] += vz * z[k];
		half += j + 1;
	}
}

/* The same for four z, one after another, in that order: to the last digit, but faster. */
#define MS_ROWS_AT_ONCE 4

static inline void
ms_half_add_four(double *restrict half, const double *restrict z, int n, const double *restrict v)
{
	const double *restrict a = z;
	const double *restrict b = z + n;
	const double *restrict c = z + 2 * n;
	const double *restrict d = z + 3 * n;

	for (int j = 0; j < n; j++)
	{
		double		va = v[0] * a[j];
		double		vb = v[1] * b[j];
		double		vc = v[2] * c[j];
		double		vd = v[3] * d[j];

		for (int k = 0; k <= j; k++)
			half[k] = half[k] + va * a[k] + vb * b[k] + vc * c[k] + vd * d[k];
		half += j + 1;
	}
}

static inline double
ms_dot(const double *restrict a, const double *restrict b, int n)
{
	double		sum = 0;

	for (int j = 0; j < n; j++)
		sum += a[j] * b[j];
	return sum;
}

/*
 * Newton's method for the maximum of a likelihood.  `evaluate` sets the
 * likelihood, its gradient and the lower half of minus its second derivatives at
 * a point.  The first point is the null model.  The last parameter may be a
 * nuisance in which the likelihood need not be concave.
 */
typedef struct ms_newton
{
	int			n;
	bool		intercept;		/* the first; it is not to blame for separation */
	bool		nuisance;		/* the last */
	double		floor;			/* a second derivative up to this is rounding */
	void		(*evaluate) (void *model, const double *at, struct ms_newton *f);
	void	   *model;
	/* results, of which the first is the start */
	double	   *at;
	double		start;			/* the likelihood there */
	double		loglik;
	double	   *gradient;
	double	   *half;
	int			rounds;
	ms_fit_status status;
	int			term;			/* the parameter that the status concerns, or -1 */
	/* work */
	double	   *next;
	double	   *step;
	double	   *known;			/* the diagonal of `half` before a step */
	double	   *spare;
	double	   *work;
} ms_newton;

extern size_t ms_newton_memory(int n);
extern void ms_newton_take(ms_newton *f, int n, char **memory);
extern void ms_newton_run(ms_newton *f);

/*
 * The robust variance from the residual of each row, which `residual` writes for
 * one patient, without its weight: vcov, the inverse of the information, is
 * replaced.
 */
typedef struct ms_robust
{
	const ms_columns *columns;
	int			n;
	void		(*residual) (void *model, int row, double *residual);
	void	   *model;
	/* work */
	int32_t    *order;			/* of rows by cluster, or NULL */
	int32_t    *spare;
	double	   *one;
	double	   *sum;
	double	   *meat;
	double	   *product;
} ms_robust;

extern size_t ms_robust_memory(const ms_rows *r, int n);
extern void ms_robust_take(ms_robust *f, const ms_rows *r, int n, char **memory);
extern void ms_robust_variance(ms_robust *f, double *vcov);

/* Only what stands between the inverses: sets f->meat. */
extern void ms_robust_meat(ms_robust *f);

/* vcov becomes vcov meat vcov; product has room for a matrix, row for a row of it. */
extern void ms_sandwich(double *vcov, const double *meat, int n, double *product, double *row);

/*
 * What the rows say at one point, on the scale of z and in the unit of their
 * weights: pieces of the memory that was handed in.
 */
typedef struct ms_evaluation
{
	ms_columns	columns;
	int64_t		patients;
	int64_t		events;
	int64_t		clusters;
	double		event_weight;	/* of patients with the event, or of the sum of counts */
	double		exposure;		/* weighted years of counts, weighted patients of yes or no; 0 of Cox */
	double		constant;		/* of the likelihood, without parameters; of Cox: the likelihood without covariates */
	double		loglik;			/* may be infinite or NaN, like what follows */
	const double *gradient;
	const double *half;			/* minus the second derivatives, the lower half */
	const double *meat;			/* NULL unless the variance is to be robust */
	double		floor;			/* a second derivative up to this is rounding */
} ms_evaluation;

/* Sets what the rows, counted in m, say at the point at which f was evaluated; meat may be NULL. */
extern void ms_evaluation_settle(ms_evaluation *e, const ms_columns *c, const ms_model *m, const ms_newton *f,
								 const double *meat);

/* The number of clusters, 0 if no row names one. */
extern int64_t ms_count_clusters(const ms_rows *r, const int32_t *order);

/* Adds up to the largest number at most. */
static inline int64_t
ms_add_count(int64_t sum, int64_t count, int64_t times)
{
	int64_t		product;

	if (__builtin_mul_overflow(count, times, &product) || __builtin_add_overflow(sum, product, &sum))
		return INT64_MAX;
	return sum;
}

/* Sets what a fit leaves if it has no estimates. */
extern void ms_model_clear(ms_model *m, const ms_rows *r, const ms_fit_options *options);

/*
 * The estimates and their variance on the scale of z, and the likelihoods, become
 * those of x and of the weights given.  If the fit failed, or one of them is not
 * finite, there are none.
 */
extern void ms_model_settle(ms_model *m, const ms_columns *c);

#endif							/* MS_REGRESSION_FIT_H */
