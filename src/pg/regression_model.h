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

#endif							/* SEPMS_PG_REGRESSION_MODEL_H */
