/*
 * regression.h
 *		Regression models: what is fitted to ms_rows, how, and the result.
 *
 * cox_model.h fits Cox's model, glm.h the models of counts and of yes or no.  A
 * fit never drops a term.  If the data do not allow a fit, the status says why,
 * and there are no estimates.
 */
#ifndef MS_REGRESSION_H
#define MS_REGRESSION_H

#include <stdint.h>

#include "regression_rows.h"

typedef enum ms_family
{
	MS_FAMILY_COX,
	MS_FAMILY_POISSON,
	MS_FAMILY_NEGATIVE_BINOMIAL,
	MS_FAMILY_LOGISTIC
} ms_family;

typedef enum ms_ties
{
	MS_TIES_EFRON,
	MS_TIES_BRESLOW
} ms_ties;

/*
 * From the model, or robust (HC0): of clusters, where rows name them, without a
 * factor for small samples.
 */
typedef enum ms_variance
{
	MS_VARIANCE_MODEL,
	MS_VARIANCE_ROBUST
} ms_variance;

typedef enum ms_fit_status
{
	MS_FIT_OK,
	MS_FIT_NO_OVERDISPERSION,	/* negative binomial: the fit is that of Poisson, theta infinite */
	MS_FIT_NO_EVENTS,
	MS_FIT_COLLINEAR,			/* a term is constant, or a combination of those before it */
	MS_FIT_SEPARATED,			/* the likelihood rises without end along a term */
	MS_FIT_NOT_CONVERGED
} ms_fit_status;

typedef struct ms_fit_options
{
	ms_family	family;			/* as the kind of the rows allows */
	ms_ties		ties;			/* of Cox */
	ms_variance variance;
} ms_fit_options;

/*
 * The caller sets `estimate` and `vcov`, of ms_model_terms() and its square.
 * Unless the status is MS_FIT_OK or MS_FIT_NO_OVERDISPERSION, they and loglik
 * are NaN.
 */
typedef struct ms_model
{
	ms_fit_options options;
	ms_fit_status status;
	int			status_term;	/* index of the term that it concerns, or -1 */
	int			terms;			/* with the intercept, which is the first; Cox has none */
	int			iterations;
	int64_t		patients;
	int64_t		events;			/* patients with the event, or the sum of counts; without weights */
	int64_t		left_out;
	int64_t		clusters;		/* 0 if no row names one; a patient without one is one */
	int64_t		strata;			/* of Cox; 0 if no row names one; those without one are one */
	bool		weighted;
	bool		late_entries;	/* of Cox */
	double		loglik_null;	/* of no covariates, at the theta of that model */
	double		loglik;
	double		theta;			/* of the negative binomial; NaN in others */
	double	   *estimate;
	double	   *vcov;			/* row by row */
} ms_model;

static inline int
ms_model_terms(const ms_rows *r)
{
	return r->terms + (r->kind == MS_ROWS_COX ? 0 : 1);
}

/* Are there estimates? */
static inline bool
ms_model_fitted(const ms_model *m)
{
	return m->status == MS_FIT_OK || m->status == MS_FIT_NO_OVERDISPERSION;
}

#endif							/* MS_REGRESSION_H */
