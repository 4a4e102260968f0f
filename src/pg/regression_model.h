/*
 * regression_model.h
 *		The type regression_model: a fitted model and the names of its terms.
 */
#ifndef SEPMS_PG_REGRESSION_MODEL_H
#define SEPMS_PG_REGRESSION_MODEL_H

#include "common.h"

#include "../core/regression_model.h"

typedef struct sepms_model
{
	ms_model	m;
	const char **names;
} sepms_model;

/* Memory for the estimates and names of this many terms. */
extern void sepms_model_allocate(sepms_model *model, int terms);

/* A value. */
extern Datum sepms_return_model(const sepms_model *model);

/*
 * Sets the names of the covariates after that of an intercept; 22023 unless there
 * is one for each.  If terms is -1, there are as many as names.  Returns their
 * number.
 */
extern int	sepms_name_terms(FunctionCallInfo fcinfo, int arg, int terms, ms_family family, const char **names);

/* The variance that is asked for; by default robust where the model's own would be wrong. */
extern ms_variance sepms_variance_arg(FunctionCallInfo fcinfo, int arg, bool robust);

#endif							/* SEPMS_PG_REGRESSION_MODEL_H */
