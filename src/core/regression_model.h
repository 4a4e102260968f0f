/*
 * regression_model.h
 *		What is read from a fitted model: coefficients, contrasts, predictions,
 *		tests, and what is written about it.
 *
 * A model here has the names of its terms beside it, in the server's encoding.
 */
#ifndef MS_REGRESSION_MODEL_H
#define MS_REGRESSION_MODEL_H

#include "regression.h"

#define MS_MODEL_VERSION 1

/* Covariates and an intercept. */
#define MS_MODEL_TERMS_MAX (MS_ROWS_TERMS_MAX + 1)

/* Bytes of a name, without its terminating zero. */
#define MS_TERM_NAME_MAX 255

/* The name of the intercept, which is the first term where there is one. */
#define MS_INTERCEPT "(Intercept)"

/* In the order of the enums; the lists end with NULL. */
extern const char *const ms_family_names[];
extern const char *const ms_ties_names[];
extern const char *const ms_variance_names[];

static inline bool
ms_family_has_intercept(ms_family family)
{
	return family != MS_FAMILY_COX;
}

/* Without the intercept. */
static inline int
ms_model_covariates(const ms_model *m)
{
	return m->terms - ms_family_has_intercept(m->options.family);
}

/*
 * A name may be anything that JSON holds without escapes: not empty, not too
 * long, without double quotes, backslashes and control characters.
 */
extern bool ms_term_name_valid(const char *name);

/* Could a fit have given this model, with these names?  Every number is looked at. */
extern bool ms_model_valid(const ms_model *m, const char *const *names);

/* An estimate, and what it means as a ratio.  What is not defined is NaN. */
typedef struct ms_effect
{
	double		estimate;
	double		std_err;
	double		z;
	double		p_value;		/* Wald, two-sided */
	double		ratio;			/* exp(estimate); may be infinite */
	double		lower;			/* limits of the ratio */
	double		upper;
} ms_effect;

/* Of a term, and of the sum of c times the estimates, where c has an element for each term. */
extern ms_effect ms_model_coefficient(const ms_model *m, int term, double conf_level);
extern ms_effect ms_model_contrast(const ms_model *m, const double *c, double conf_level);

/*
 * Of a patient with covariates x: the logarithm of the rate or of the odds, or
 * the logarithm of the hazard relative to x = 0; and the yearly rate, the
 * probability, or that hazard ratio.  NaN if there are no estimates.
 */
extern double ms_linear_predictor(const ms_model *m, const double *x);
extern double ms_predict(const ms_model *m, const double *x);

/* The likelihood ratio test against the null model, and Akaike's criterion; NaN if there are no estimates. */
extern double ms_model_lr_chisq(const ms_model *m);
extern double ms_model_lr_p_value(const ms_model *m);
extern double ms_model_aic(const ms_model *m);

/* "ok", or what was wrong: "collinear: age".  Returns the length. */
#define MS_STATUS_MAX (32 + MS_TERM_NAME_MAX)

extern int	ms_model_status_print(const ms_model *m, const char *const *names, char status[MS_STATUS_MAX]);

/* Sets the status that such a text says; false if it is none. */
extern bool ms_model_status_parse(const char *status, size_t len, const char *const *names, ms_model *m);

#endif							/* MS_REGRESSION_MODEL_H */
