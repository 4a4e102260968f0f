/*
 * glm.h
 *		Generalized linear models of ms_rows: Poisson and negative binomial
 *		regression of counts, logistic regression of yes or no.
 *
 * All have an intercept.  The logarithm of days / 365.25 is the offset of
 * counts, so that exp(estimate) of the intercept is a yearly rate, that of a term
 * a rate ratio.  Weights multiply a patient's part of the likelihood.  Counts in
 * no days say nothing, and are left out as if they were not there.
 *
 * Negative binomial: the variance is mu + mu^2 / theta; beta and theta maximise
 * the likelihood together, and the variance of beta is that at theta, as in
 * Venables and Ripley 2002, doi:10.1007/978-0-387-21706-2, section 7.4.  If the
 * counts vary no more than Poisson's, the status is MS_FIT_NO_OVERDISPERSION.
 * The null model has a theta of its own.
 *
 * Robust: White 1980, doi:10.2307/1912934 (HC0); Liang and Zeger 1986,
 * doi:10.1093/biomet/73.1.13 (clusters).
 */
#ifndef MS_GLM_H
#define MS_GLM_H

#include "regression.h"

/* The memory that ms_glm() works in. */
extern size_t ms_glm_memory(const ms_rows *r);

extern void ms_glm(ms_model *m, const ms_rows *r, const ms_fit_options *options, void *memory);

/* What the rows say at beta, in the same memory; not of the negative binomial. */
struct ms_evaluation;
extern void ms_glm_evaluate(struct ms_evaluation *e, const ms_rows *r, const ms_fit_options *options,
							const double *beta, void *memory);

#endif							/* MS_GLM_H */
