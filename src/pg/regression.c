/*
 * regression.c
 *		Fits regression models to their tallies, and tests proportional hazards.
 */
#include "regression_model.h"
#include "regression_rows.h"

#include <math.h>

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "../core/cox_model.h"
#include "../core/glm.h"

/*
 * Names
 */

static void
refuse_name(const char *name, const char *why)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid name in terms: \"%s\"", name),
			 errdetail("%s", why),
			 errhint("Names are different, have 1 to %d bytes, and no double quotes, backslashes or control characters.",
					 MS_TERM_NAME_MAX)));
}

int
sepms_name_terms(FunctionCallInfo fcinfo, int arg, int terms, ms_family family, const char **names)
{
	Datum	   *given = sepms_terms_arg(fcinfo, arg, &terms);
	const char **name = names;

	if (terms > MS_ROWS_TERMS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many names in terms: %d", terms),
				 errdetail("A regression has at most %d covariates.", MS_ROWS_TERMS_MAX)));
	if (ms_family_has_intercept(family))
		*name++ = MS_INTERCEPT;
	for (int i = 0; i < terms; i++)
	{
		name[i] = given != NULL ? TextDatumGetCString(given[i]) : sepms_term_without_name(i);
		if (!ms_term_name_valid(name[i]))
			refuse_name(name[i], "It is empty or too long, or has a character that is not allowed.");
		for (const char **other = names; other < name + i; other++)
			if (strcmp(*other, name[i]) == 0)
				refuse_name(name[i], other < name ? "The intercept has this name." : "It occurs twice.");
	}
	return Max(terms, 0);
}

/* Of argument 1.  A tally without rows does not know how many covariates there are. */
static int
name_terms(FunctionCallInfo fcinfo, const ms_rows *r, ms_family family, const char **names)
{
	return sepms_name_terms(fcinfo, 1, r->rows == 0 ? -1 : r->terms, family, names);
}

/*
 * Fits
 */

ms_variance
sepms_variance_arg(FunctionCallInfo fcinfo, int arg, bool robust)
{
	if (PG_ARGISNULL(arg))
		return robust ? MS_VARIANCE_ROBUST : MS_VARIANCE_MODEL;
	return (ms_variance) sepms_choice("variance", PG_GETARG_TEXT_PP(arg), ms_variance_names);
}

static void *
work_memory(Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 1));
}

/* Fits the rows.  Without rows there may be more names than terms; nothing is estimated. */
static void
fit(sepms_model *model, const ms_rows *r, const ms_fit_options *options)
{
	ms_model   *m = &model->m;
	void	   *memory;

	if (options->family == MS_FAMILY_COX)
	{
		memory = work_memory(ms_cox_model_memory(r));
		ms_cox_model(m, r, options, memory);
	}
	else
	{
		memory = work_memory(ms_glm_memory(r));
		ms_glm(m, r, options, memory);
	}
	pfree(memory);
}

static Datum
return_fit(FunctionCallInfo fcinfo, ms_rows_kind kind, ms_family family, int variance_place)
{
	const ms_rows *r = sepms_rows_arg(fcinfo, 0, kind);
	ms_fit_options options = {.family = family};
	const char *names[MS_MODEL_TERMS_MAX];
	int			covariates = name_terms(fcinfo, r, family, names);
	sepms_model model;

	if (family == MS_FAMILY_COX)
		options.ties = (ms_ties) sepms_choice("ties", PG_GETARG_TEXT_PP(2), ms_ties_names);
	options.variance = sepms_variance_arg(fcinfo, variance_place, r->weight != NULL || r->cluster != NULL);
	sepms_model_allocate(&model, covariates + 1);
	model.names = names;
	fit(&model, r, &options);
	model.m.terms = covariates + ms_family_has_intercept(family);
	return sepms_return_model(&model);
}

PG_FUNCTION_INFO_V1(sepms_cox);
Datum
sepms_cox(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	return return_fit(fcinfo, MS_ROWS_COX, MS_FAMILY_COX, 3);
}

#define FIT_FUNCTION(name, kind, family) \
	PG_FUNCTION_INFO_V1(sepms_##name); \
	Datum \
	sepms_##name(PG_FUNCTION_ARGS) \
	{ \
		if (PG_ARGISNULL(0)) \
			PG_RETURN_NULL(); \
		return return_fit(fcinfo, kind, family, 2); \
	}

FIT_FUNCTION(poisson, MS_ROWS_COUNT, MS_FAMILY_POISSON)
FIT_FUNCTION(negative_binomial, MS_ROWS_COUNT, MS_FAMILY_NEGATIVE_BINOMIAL)
FIT_FUNCTION(logistic, MS_ROWS_LOGISTIC, MS_FAMILY_LOGISTIC)

/*
 * Proportional hazards
 */

static void
put_ph_row(ReturnSetInfo *rsinfo, const char *term, const ms_ph_result *result)
{
	Datum		values[] = {
		CStringGetTextDatum(term), Float8GetDatum(result->chisq), Int32GetDatum(result->df),
		Float8GetDatum(result->p_value)
	};
	bool		nulls[] = {false, isnan(result->chisq), false, isnan(result->p_value)};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_ph_test);
Datum
sepms_ph_test(PG_FUNCTION_ARGS)
{
	static const char *const transforms[] = {"km", "identity", "log", NULL};
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const char *names[MS_MODEL_TERMS_MAX];
	ms_fit_options options = {.family = MS_FAMILY_COX};
	ms_transform transform;
	const ms_rows *r;
	sepms_model model;
	ms_ph_result *result;
	int			terms;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return (Datum) 0;
	transform = (ms_transform) sepms_choice("transform", PG_GETARG_TEXT_PP(2), transforms);
	options.ties = (ms_ties) sepms_choice("ties", PG_GETARG_TEXT_PP(3), ms_ties_names);
	r = sepms_rows_arg(fcinfo, 0, MS_ROWS_COX);
	terms = name_terms(fcinfo, r, MS_FAMILY_COX, names);
	sepms_model_allocate(&model, terms);
	fit(&model, r, &options);
	result = palloc((terms + 1) * sizeof(ms_ph_result));
	if (ms_model_fitted(&model.m))
		ms_ph_test(result, &model.m, r, transform, work_memory(ms_ph_test_memory(r)));
	else
		for (int i = 0; i <= terms; i++)
			result[i] = (ms_ph_result) {NAN, i < terms ? 1 : terms, NAN};
	for (int i = 0; i <= terms; i++)
		put_ph_row(rsinfo, i < terms ? names[i] : "GLOBAL", &result[i]);
	return (Datum) 0;
}
