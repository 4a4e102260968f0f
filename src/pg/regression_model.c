/*
 * regression_model.c
 *		The type regression_model, and what is read from a model.
 */
#include "regression_model.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "../core/regression_model_text.h"

/*
 * The stored value.  The numbers, if the model was fitted, are the estimates and
 * the lower half of their variance; the names follow, each with a zero byte.
 * What is not defined is 0 or, of a float8, NaN, so that equal models have equal
 * bytes.
 */
typedef struct Model
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_MODEL_VERSION */
	uint8		family;
	uint8		ties;
	uint8		variance;
	uint8		status;
	uint8		flags;			/* FLAG_ below */
	int16		terms;
	int16		status_term;
	int16		unused;			/* 0 */
	int32		iterations;
	int32		unused_too;		/* 0 */
	int64		patients;
	int64		events;
	int64		left_out;
	int64		clusters;
	int64		strata;
	double		loglik_null;
	double		loglik;
	double		theta;
	double		numbers[FLEXIBLE_ARRAY_MEMBER];
} Model;

StaticAssertDecl(offsetof(Model, numbers) % sizeof(double) == 0, "the numbers are aligned");

#define FLAG_WEIGHTED		1
#define FLAG_LATE_ENTRIES	2

/* The number of float8 behind the head. */
static Size
numbers_of(int terms, bool fitted)
{
	return fitted ? (Size) terms + (Size) terms * (terms + 1) / 2 : 0;
}

void
sepms_model_allocate(sepms_model *model, int terms)
{
	model->m.estimate = palloc(Max(terms, 1) * sizeof(double));
	model->m.vcov = palloc(Max(terms, 1) * Max(terms, 1) * sizeof(double));
	model->names = palloc(Max(terms, 1) * sizeof(char *));
}

/*
 * Values
 */

/* There are many NaN. */
static double
canonical(double number)
{
	return isnan(number) ? get_float8_nan() : number;
}

static uint8
flags_of(const ms_model *m)
{
	return (m->weighted ? FLAG_WEIGHTED : 0) + (m->late_entries ? FLAG_LATE_ENTRIES : 0);
}

/* False if there are others. */
static bool
set_flags(ms_model *m, int flags)
{
	m->weighted = (flags & FLAG_WEIGHTED) != 0;
	m->late_entries = (flags & FLAG_LATE_ENTRIES) != 0;
	return (flags & ~(FLAG_WEIGHTED | FLAG_LATE_ENTRIES)) == 0;
}

static void
put_numbers(const ms_model *m, double *number)
{
	for (int i = 0; i < m->terms; i++)
		*number++ = m->estimate[i];
	for (int i = 0; i < m->terms; i++)
		for (int j = 0; j <= i; j++)
			*number++ = m->vcov[(Size) i * m->terms + j];
}

static void
get_numbers(ms_model *m, const double *number)
{
	for (int i = 0; i < m->terms; i++)
		m->estimate[i] = *number++;
	for (int i = 0; i < m->terms; i++)
		for (int j = 0; j <= i; j++)
			m->vcov[(Size) i * m->terms + j] = m->vcov[(Size) j * m->terms + i] = *number++;
}

Datum
sepms_return_model(const sepms_model *model)
{
	const ms_model *m = &model->m;
	Size		numbers = numbers_of(m->terms, ms_model_fitted(m));
	Size		size = offsetof(Model, numbers) + numbers * sizeof(double);
	Model	   *stored;
	char	   *name;

	Assert(ms_model_valid(m, model->names));
	for (int i = 0; i < m->terms; i++)
		size += strlen(model->names[i]) + 1;
	stored = palloc0(size);
	SET_VARSIZE(stored, size);
	stored->version = MS_MODEL_VERSION;
	stored->family = m->options.family;
	stored->ties = m->options.ties;
	stored->variance = m->options.variance;
	stored->status = m->status;
	stored->flags = flags_of(m);
	stored->terms = m->terms;
	stored->status_term = m->status_term;
	stored->iterations = m->iterations;
	stored->patients = m->patients;
	stored->events = m->events;
	stored->left_out = m->left_out;
	stored->clusters = m->clusters;
	stored->strata = m->strata;
	stored->loglik_null = canonical(m->loglik_null);
	stored->loglik = canonical(m->loglik);
	stored->theta = canonical(m->theta);
	if (numbers > 0)
		put_numbers(m, stored->numbers);
	name = (char *) (stored->numbers + numbers);
	for (int i = 0; i < m->terms; i++)
		name = stpcpy(name, model->names[i]) + 1;
	PG_RETURN_POINTER(stored);
}

/* The names, in place; false unless they are all that is left. */
static bool
find_names(sepms_model *model, const char *name, const char *end)
{
	for (int i = 0; i < model->m.terms; i++)
	{
		const char *zero = memchr(name, '\0', end - name);

		if (zero == NULL)
			return false;
		model->names[i] = name;
		name = zero + 1;
	}
	return name == end;
}

/* False if the bytes are no model.  Names are read in place. */
static bool
read_model(const Model *stored, sepms_model *model)
{
	ms_model   *m = &model->m;
	Size		size = VARSIZE(stored);
	Size		numbers;

	if (size < offsetof(Model, numbers) || stored->version != MS_MODEL_VERSION || stored->unused != 0 ||
		stored->unused_too != 0 || stored->terms < 0 || stored->terms > MS_MODEL_TERMS_MAX)
		return false;
	*m = (ms_model) {
		.options = {stored->family, stored->ties, stored->variance}, .status = stored->status,
		.status_term = stored->status_term, .terms = stored->terms, .iterations = stored->iterations,
		.patients = stored->patients, .events = stored->events, .left_out = stored->left_out,
		.clusters = stored->clusters, .strata = stored->strata,
		.loglik_null = stored->loglik_null, .loglik = stored->loglik, .theta = stored->theta
	};
	if (!set_flags(m, stored->flags))
		return false;
	sepms_model_allocate(model, m->terms);
	numbers = numbers_of(m->terms, ms_model_fitted(m));
	if (size < offsetof(Model, numbers) + numbers * sizeof(double))
		return false;
	if (numbers > 0)
		get_numbers(m, stored->numbers);
	return find_names(model, (const char *) (stored->numbers + numbers), (const char *) stored + size) &&
		ms_model_valid(m, model->names);
}

/* A model argument, all of it checked; XX001 if it is damaged. */
static sepms_model
model_arg(FunctionCallInfo fcinfo, int arg)
{
	sepms_model model;

	if (!read_model((const Model *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg)), &model))
		sepms_damaged("regression_model");
	return model;
}

/*
 * The same, checked only when it is another one than in the call before: a query
 * that predicts for many patients has one model.
 */
typedef struct KeptModel
{
	MemoryContext context;		/* of what follows */
	const Model *stored;
	sepms_model model;
} KeptModel;

static const sepms_model *
kept_model_arg(FunctionCallInfo fcinfo, int arg)
{
	const Model *given = (const Model *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));
	sepms_kept *kept = sepms_keep(fcinfo);
	KeptModel  *own = kept->own;
	MemoryContext caller;

	if (own == NULL)
	{
		own = kept->own = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(KeptModel));
		own->context = AllocSetContextCreate(fcinfo->flinfo->fn_mcxt, "sepms model", ALLOCSET_SMALL_SIZES);
	}
	if (own->stored != NULL && VARSIZE(own->stored) == VARSIZE(given) &&
		memcmp(own->stored, given, VARSIZE(given)) == 0)
		return &own->model;
	own->stored = NULL;
	MemoryContextReset(own->context);
	caller = MemoryContextSwitchTo(own->context);
	given = memcpy(palloc(VARSIZE(given)), given, VARSIZE(given));
	if (!read_model(given, &own->model))
		sepms_damaged("regression_model");
	MemoryContextSwitchTo(caller);
	own->stored = given;
	return &own->model;
}

/*
 * I/O
 */

PG_FUNCTION_INFO_V1(sepms_regression_model_in);
Datum
sepms_regression_model_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	ms_model_room *room = palloc(sizeof(ms_model_room));
	sepms_model model = {.names = room->names};
	ms_json_result result = ms_model_parse(str, strlen(str), room, &model.m);
	Datum		value;

	if (result != MS_JSON_OK)
		return sepms_bad_tally_text(fcinfo, "regression_model", result, MS_MODEL_VERSION,
									"A model is a JSON object with a version, family, variance, status, n, events, left_out, iterations, terms, estimate and vcov.",
									"The functions cox(), poisson(), negative_binomial() and logistic() make a model.");
	value = sepms_return_model(&model);
	pfree(room);
	return value;
}

PG_FUNCTION_INFO_V1(sepms_regression_model_out);
Datum
sepms_regression_model_out(PG_FUNCTION_ARGS)
{
	sepms_model model = model_arg(fcinfo, 0);
	char	   *str = palloc(ms_model_text_max(&model.m));

	ms_model_print(&model.m, model.names, str);
	PG_RETURN_CSTRING(str);
}

/* The head without its length, in the order of the struct. */
static void
receive_head(StringInfo buf, ms_model *m)
{
	bool		known;

	sepms_binary_version("regression_model", buf, MS_MODEL_VERSION);
	sepms_binary_needs("regression_model", buf, 5 + 2 * sizeof(int16) + sizeof(int32) + 8 * sizeof(int64));
	m->options.family = pq_getmsgbyte(buf);
	m->options.ties = pq_getmsgbyte(buf);
	m->options.variance = pq_getmsgbyte(buf);
	m->status = pq_getmsgbyte(buf);
	known = set_flags(m, pq_getmsgbyte(buf));
	m->terms = (int16) pq_getmsgint(buf, sizeof(int16));
	m->status_term = (int16) pq_getmsgint(buf, sizeof(int16));
	m->iterations = (int32) pq_getmsgint(buf, sizeof(int32));
	m->patients = pq_getmsgint64(buf);
	m->events = pq_getmsgint64(buf);
	m->left_out = pq_getmsgint64(buf);
	m->clusters = pq_getmsgint64(buf);
	m->strata = pq_getmsgint64(buf);
	m->loglik_null = pq_getmsgfloat8(buf);
	m->loglik = pq_getmsgfloat8(buf);
	m->theta = pq_getmsgfloat8(buf);
	if (!known || m->terms < 0 || m->terms > MS_MODEL_TERMS_MAX)
		sepms_bad_binary("regression_model", "too many terms, or unknown flags");
}

/* A name; pq_getmsgstring() would complain of a missing end with another SQLSTATE. */
static const char *
receive_name(StringInfo buf)
{
	if (memchr(buf->data + buf->cursor, '\0', buf->len - buf->cursor) == NULL)
		sepms_bad_binary("regression_model", "a name that has no end");
	return pq_getmsgstring(buf);
}

PG_FUNCTION_INFO_V1(sepms_regression_model_recv);
Datum
sepms_regression_model_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	sepms_model model = {0};
	ms_model   *m = &model.m;
	Size		numbers;

	receive_head(buf, m);
	sepms_model_allocate(&model, m->terms);
	numbers = numbers_of(m->terms, ms_model_fitted(m));
	sepms_binary_needs("regression_model", buf, numbers * sizeof(double));
	if (numbers > 0)
	{
		double	   *number = palloc(numbers * sizeof(double));

		for (Size i = 0; i < numbers; i++)
			number[i] = pq_getmsgfloat8(buf);
		get_numbers(m, number);
	}
	for (int i = 0; i < m->terms; i++)
		model.names[i] = receive_name(buf);
	if (!ms_model_valid(m, model.names))
		sepms_bad_binary("regression_model", "numbers or names that no fit has");
	return sepms_return_model(&model);
}

PG_FUNCTION_INFO_V1(sepms_regression_model_send);
Datum
sepms_regression_model_send(PG_FUNCTION_ARGS)
{
	sepms_model model = model_arg(fcinfo, 0);
	const ms_model *m = &model.m;
	Size		numbers = numbers_of(m->terms, ms_model_fitted(m));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_MODEL_VERSION);
	pq_sendbyte(&buf, m->options.family);
	pq_sendbyte(&buf, m->options.ties);
	pq_sendbyte(&buf, m->options.variance);
	pq_sendbyte(&buf, m->status);
	pq_sendbyte(&buf, flags_of(m));
	pq_sendint16(&buf, m->terms);
	pq_sendint16(&buf, m->status_term);
	pq_sendint32(&buf, m->iterations);
	pq_sendint64(&buf, m->patients);
	pq_sendint64(&buf, m->events);
	pq_sendint64(&buf, m->left_out);
	pq_sendint64(&buf, m->clusters);
	pq_sendint64(&buf, m->strata);
	pq_sendfloat8(&buf, m->loglik_null);
	pq_sendfloat8(&buf, m->loglik);
	pq_sendfloat8(&buf, m->theta);
	if (numbers > 0)
	{
		double	   *number = palloc(numbers * sizeof(double));

		put_numbers(m, number);
		for (Size i = 0; i < numbers; i++)
			pq_sendfloat8(&buf, number[i]);
	}
	for (int i = 0; i < m->terms; i++)
		pq_sendstring(&buf, model.names[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * Effects
 */

#define EFFECT_COLUMNS 7

/* What is not defined is NULL.  A ratio or a limit of it may be infinite. */
static void
fill_effect(const ms_effect *e, Datum *values, bool *nulls)
{
	const double numbers[EFFECT_COLUMNS] = {
		e->estimate, e->std_err, e->z, e->p_value, e->ratio, e->lower, e->upper
	};

	for (int i = 0; i < EFFECT_COLUMNS; i++)
	{
		values[i] = Float8GetDatum(numbers[i]);
		nulls[i] = isnan(numbers[i]);
	}
}

PG_FUNCTION_INFO_V1(sepms_coefficients);
Datum
sepms_coefficients(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	sepms_model model;
	double		conf_level;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	model = model_arg(fcinfo, 0);
	conf_level = sepms_conf_level(PG_GETARG_FLOAT8(1));
	for (int i = 0; i < model.m.terms; i++)
	{
		ms_effect	e = ms_model_coefficient(&model.m, i, conf_level);
		Datum		values[1 + EFFECT_COLUMNS] = {CStringGetTextDatum(model.names[i])};
		bool		nulls[1 + EFFECT_COLUMNS] = {false};

		fill_effect(&e, values + 1, nulls + 1);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/*
 * Reads an array of numbers, one for each of n terms, or without the first if
 * that may be left out; *given is their number.  False if one is NULL.
 */
static bool
numbers_arg(FunctionCallInfo fcinfo, int arg, const char *name, int n, bool optional, double *number, int *given)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
	sepms_elements elements = sepms_elements_of(array, sizeof(float8));
	bool		known = true;

	for (int i = 0; i < elements.n; i++)
	{
		const double *value = sepms_take(&elements, i);

		if (value != NULL)
			(void) sepms_number(name, *value, "Its elements must be finite numbers.");
		known = known && value != NULL;
		if (i < n)
			number[i] = value != NULL ? *value : NAN;
	}
	sepms_one_dimension(name, ARR_NDIM(array), NULL);
	if (elements.n != n && !(optional && elements.n == n - 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must have %d element%s, not %d", name, n, n == 1 ? "" : "s", elements.n),
				 errhint("It has a number for each %s of the model, in the order of coefficients().",
						 strcmp(name, "c") == 0 ? "term" : "covariate")));
	*given = elements.n;
	return known;
}

/* Without an element for the intercept, c says nothing of it. */
PG_FUNCTION_INFO_V1(sepms_contrast);
Datum
sepms_contrast(PG_FUNCTION_ARGS)
{
	sepms_model model = model_arg(fcinfo, 0);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(2));
	double		c[1 + MS_MODEL_TERMS_MAX] = {0};
	int			given;
	ms_effect	e;
	Datum		values[EFFECT_COLUMNS];
	bool		nulls[EFFECT_COLUMNS];

	if (!numbers_arg(fcinfo, 1, "c", model.m.terms, ms_family_has_intercept(model.m.options.family), c + 1, &given))
		PG_RETURN_NULL();
	e = ms_model_contrast(&model.m, given < model.m.terms ? c : c + 1, conf_level);
	if (ms_model_fitted(&model.m) && !(isfinite(e.estimate) && isfinite(e.std_err)))
		float_overflow_error();
	fill_effect(&e, values, nulls);
	return sepms_return_row(fcinfo, values, nulls);
}

static Datum
of_patient(FunctionCallInfo fcinfo, double (*compute) (const ms_model *m, const double *x))
{
	const ms_model *m = &kept_model_arg(fcinfo, 0)->m;
	double		x[MS_MODEL_TERMS_MAX];
	int			given;

	if (!numbers_arg(fcinfo, 1, "x", ms_model_covariates(m), false, x, &given))
		PG_RETURN_NULL();
	return sepms_return_number(fcinfo, compute(m, x));
}

PG_FUNCTION_INFO_V1(sepms_linear_predictor);
Datum
sepms_linear_predictor(PG_FUNCTION_ARGS)
{
	return of_patient(fcinfo, ms_linear_predictor);
}

PG_FUNCTION_INFO_V1(sepms_predict);
Datum
sepms_predict(PG_FUNCTION_ARGS)
{
	return of_patient(fcinfo, ms_predict);
}

/*
 * The whole model
 */

PG_FUNCTION_INFO_V1(sepms_model_fit);
Datum
sepms_model_fit(PG_FUNCTION_ARGS)
{
	sepms_model model = model_arg(fcinfo, 0);
	const ms_model *m = &model.m;
	char		status[MS_STATUS_MAX];
	const double lr_chisq = ms_model_lr_chisq(m);
	const double p_value = ms_model_lr_p_value(m);
	const double aic = ms_model_aic(m);
	Datum		values[] = {
		CStringGetTextDatum(ms_family_names[m->options.family]), Int64GetDatum(m->patients),
		Int64GetDatum(m->events), Int64GetDatum(m->left_out), Float8GetDatum(m->loglik_null),
		Float8GetDatum(m->loglik), Float8GetDatum(lr_chisq), Int32GetDatum(ms_model_covariates(m)),
		Float8GetDatum(p_value), Float8GetDatum(aic), Float8GetDatum(m->theta), Int32GetDatum(m->iterations), 0
	};
	const bool	nulls[lengthof(values)] = {
		false, false, false, false, isnan(m->loglik_null), isnan(m->loglik), isnan(lr_chisq), false,
		isnan(p_value), isnan(aic), isnan(m->theta), false, false
	};

	ms_model_status_print(m, model.names, status);
	values[lengthof(values) - 1] = CStringGetTextDatum(status);
	return sepms_return_row(fcinfo, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_vcov);
Datum
sepms_vcov(PG_FUNCTION_ARGS)
{
	sepms_model model = model_arg(fcinfo, 0);
	int			n = model.m.terms;
	Datum	   *elements;
	int			dims[2] = {n, n};
	int			lower[2] = {1, 1};

	if (!ms_model_fitted(&model.m))
		PG_RETURN_NULL();
	elements = palloc(Max(n, 1) * Max(n, 1) * sizeof(Datum));
	for (int i = 0; i < n * n; i++)
		elements[i] = Float8GetDatum(model.m.vcov[i]);
	PG_RETURN_ARRAYTYPE_P(construct_md_array(elements, NULL, n > 0 ? 2 : 0, dims, lower, FLOAT8OID, sizeof(float8),
											 FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

PG_FUNCTION_INFO_V1(sepms_describe_model);
Datum
sepms_describe_model(PG_FUNCTION_ARGS)
{
	sepms_model model = model_arg(fcinfo, 0);
	ms_lang		lang = sepms_lang_arg(fcinfo, 1);
	char	   *text = palloc(ms_model_description_max(&model.m));

	for (int i = 0; i < model.m.terms; i++)
		model.names[i] = sepms_utf8(model.names[i]);
	ms_model_describe(&model.m, model.names, lang, text);
	PG_RETURN_TEXT_P(sepms_text_from_utf8(text));
}
