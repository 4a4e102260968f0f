/*
 * model_score.c
 *		The type model_score: what sites tell of their rows, and how the model of
 *		all of them is fitted.
 */
#include "regression_model.h"
#include "regression_rows.h"

#include <math.h>

#include "../core/model_score.h"
#include "../core/model_score_text.h"
#include "../core/model_step.h"
#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "privacy.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/*
 * The stored value.  Behind the head are, as float8, beta and the spread of the
 * covariates, then the parts of the sums; then the number of parts of each sum,
 * a byte each.
 */
typedef struct Score
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_SCORE_VERSION */
	uint8		family;
	uint8		ties;
	uint8		flags;			/* FLAG_ below */
	int16		terms;
	int16		unused;			/* 0 */
	int32		unused_too;		/* 0 */
	int64		sites;
	int64		patients;
	int64		events;
	int64		left_out;
	int64		clusters;
	int64		strata;
	double		numbers[FLEXIBLE_ARRAY_MEMBER];
} Score;

StaticAssertDecl(offsetof(Score, numbers) % sizeof(double) == 0, "the numbers are aligned");

#define FLAG_BEYOND			1
#define FLAG_ROBUST			2
#define FLAG_WEIGHTED		4
#define FLAG_LATE_ENTRIES	8
#define FLAG_CLUSTERED		16
#define FLAGS				31

#define TYPE_NAME "model_score"

static uint8
flags_of(const ms_score *s)
{
	return (s->beyond ? FLAG_BEYOND : 0) | (s->robust ? FLAG_ROBUST : 0) | (s->weighted ? FLAG_WEIGHTED : 0) |
		(s->late_entries ? FLAG_LATE_ENTRIES : 0) | (s->clustered ? FLAG_CLUSTERED : 0);
}

static void
set_flags(ms_score *s, int flags)
{
	s->beyond = (flags & FLAG_BEYOND) != 0;
	s->robust = (flags & FLAG_ROBUST) != 0;
	s->weighted = (flags & FLAG_WEIGHTED) != 0;
	s->late_entries = (flags & FLAG_LATE_ENTRIES) != 0;
	s->clustered = (flags & FLAG_CLUSTERED) != 0;
}

/* Beta and spread. */
static int
numbers_of(const ms_score *s)
{
	return s->terms + ms_score_covariates(s);
}

static Datum
return_score(const ms_score *s)
{
	Size		parts = ms_score_parts(s);
	int			sums = ms_score_sums(s);
	Size		size = offsetof(Score, numbers) + (numbers_of(s) + parts) * sizeof(double) + sums;
	Score	   *stored = palloc0(size);
	double	   *number = stored->numbers;

	Assert(ms_score_valid(s));
	SET_VARSIZE(stored, size);
	stored->version = MS_SCORE_VERSION;
	stored->family = s->family;
	stored->ties = s->ties;
	stored->flags = flags_of(s);
	stored->terms = s->terms;
	stored->sites = s->sites;
	stored->patients = s->patients;
	stored->events = s->events;
	stored->left_out = s->left_out;
	stored->clusters = s->clusters;
	stored->strata = s->strata;
	memcpy(number, s->beta, s->terms * sizeof(double));
	number += s->terms;
	memcpy(number, s->spread, ms_score_covariates(s) * sizeof(double));
	number += ms_score_covariates(s);
	memcpy(number, s->part, parts * sizeof(double));
	memcpy(number + parts, s->length, sums);
	PG_RETURN_POINTER(stored);
}

/* False if the bytes are no score.  Numbers are read in place. */
static bool
read_score(Score *stored, ms_score *s)
{
	Size		size = VARSIZE(stored);
	Size		sums;

	if (size < offsetof(Score, numbers) || stored->version != MS_SCORE_VERSION || stored->unused != 0 ||
		stored->unused_too != 0 || (stored->flags & ~FLAGS) != 0 || stored->family > MS_FAMILY_LOGISTIC ||
		stored->terms < ms_family_has_intercept(stored->family) || stored->terms > MS_MODEL_TERMS_MAX)
		return false;
	*s = (ms_score) {
		.family = stored->family, .ties = stored->ties, .terms = stored->terms, .sites = stored->sites,
		.patients = stored->patients, .events = stored->events, .left_out = stored->left_out,
		.clusters = stored->clusters, .strata = stored->strata
	};
	set_flags(s, stored->flags);
	s->beta = stored->numbers;
	s->spread = s->beta + s->terms;
	s->part = s->spread + ms_score_covariates(s);
	sums = ms_score_sums(s);
	if (size < offsetof(Score, numbers) + numbers_of(s) * sizeof(double) + sums)
		return false;
	s->length = (uint8 *) stored + size - sums;
	return size == offsetof(Score, numbers) + (numbers_of(s) + ms_score_parts(s)) * sizeof(double) + sums &&
		ms_score_valid(s);
}

/* A score argument, all of it checked; XX001 if it is damaged. */
static ms_score
score_arg(FunctionCallInfo fcinfo, int arg)
{
	ms_score	s;

	if (!read_score((Score *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg)), &s))
		sepms_damaged(TYPE_NAME);
	return s;
}

/* Memory for what a score of this many terms and parts has. */
static void
allocate(ms_score *s, int terms, Size parts)
{
	s->beta = palloc(Max(terms, 1) * sizeof(double));
	s->spread = palloc(Max(terms, 1) * sizeof(double));
	s->length = palloc(ms_score_sums_max(terms));
	s->part = palloc(Max(parts, 1) * sizeof(double));
}

static void *
work_memory(Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 1));
}

/*
 * I/O
 */

PG_FUNCTION_INFO_V1(sepms_model_score_in);
Datum
sepms_model_score_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	Size		len = strlen(str);
	void	   *memory = work_memory(ms_score_parse_memory(len));
	ms_score	s;
	ms_json_result result = ms_score_parse(str, len, memory, &s);
	Datum		value;

	if (result != MS_JSON_OK)
		return sepms_bad_tally_text(fcinfo, TYPE_NAME, result, MS_SCORE_VERSION,
									"A score is a JSON object with a version, family, sites, n, events, left_out, clusters, beta, spread and sums.",
									"The function model_score() makes a score.");
	value = return_score(&s);
	pfree(memory);
	return value;
}

PG_FUNCTION_INFO_V1(sepms_model_score_out);
Datum
sepms_model_score_out(PG_FUNCTION_ARGS)
{
	ms_score	s = score_arg(fcinfo, 0);
	char	   *str = palloc(ms_score_text_max(&s));

	ms_score_print(&s, str);
	PG_RETURN_CSTRING(str);
}

/* The head without its length, in the order of the struct. */
static void
receive_head(StringInfo buf, ms_score *s)
{
	int			flags;

	sepms_binary_version(TYPE_NAME, buf, MS_SCORE_VERSION);
	sepms_binary_needs(TYPE_NAME, buf, 3 + sizeof(int16) + 6 * sizeof(int64));
	s->family = pq_getmsgbyte(buf);
	s->ties = pq_getmsgbyte(buf);
	flags = pq_getmsgbyte(buf);
	s->terms = (int16) pq_getmsgint(buf, sizeof(int16));
	s->sites = pq_getmsgint64(buf);
	s->patients = pq_getmsgint64(buf);
	s->events = pq_getmsgint64(buf);
	s->left_out = pq_getmsgint64(buf);
	s->clusters = pq_getmsgint64(buf);
	s->strata = pq_getmsgint64(buf);
	if ((flags & ~FLAGS) != 0 || (unsigned) s->family > MS_FAMILY_LOGISTIC ||
		s->terms < ms_family_has_intercept(s->family) || s->terms > MS_MODEL_TERMS_MAX)
		sepms_bad_binary(TYPE_NAME, "an unknown family or flag, or too many terms");
	set_flags(s, flags);
}

PG_FUNCTION_INFO_V1(sepms_model_score_recv);
Datum
sepms_model_score_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	ms_score	s = {0};
	int			sums;
	Size		parts = 0;

	receive_head(buf, &s);
	sums = ms_score_sums(&s);
	sepms_binary_needs(TYPE_NAME, buf, numbers_of(&s) * sizeof(double) + sums);
	/* each sum has a byte, and so has each eighth of a part: what follows bounds them */
	allocate(&s, s.terms, (buf->len - buf->cursor) / sizeof(double));
	for (int i = 0; i < s.terms; i++)
		s.beta[i] = pq_getmsgfloat8(buf);
	for (int i = 0; i < ms_score_covariates(&s); i++)
		s.spread[i] = pq_getmsgfloat8(buf);
	for (int i = 0; i < sums; i++)
	{
		sepms_binary_needs(TYPE_NAME, buf, 1);
		s.length[i] = pq_getmsgbyte(buf);
		sepms_binary_needs(TYPE_NAME, buf, s.length[i] * sizeof(double));
		for (int k = 0; k < s.length[i]; k++)
			s.part[parts++] = pq_getmsgfloat8(buf);
	}
	if (!ms_score_valid(&s))
		sepms_bad_binary(TYPE_NAME, "numbers that no score has");
	return return_score(&s);
}

PG_FUNCTION_INFO_V1(sepms_model_score_send);
Datum
sepms_model_score_send(PG_FUNCTION_ARGS)
{
	ms_score	s = score_arg(fcinfo, 0);
	const double *part = s.part;
	int			sums = ms_score_sums(&s);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_SCORE_VERSION);
	pq_sendbyte(&buf, s.family);
	pq_sendbyte(&buf, s.ties);
	pq_sendbyte(&buf, flags_of(&s));
	pq_sendint16(&buf, s.terms);
	pq_sendint64(&buf, s.sites);
	pq_sendint64(&buf, s.patients);
	pq_sendint64(&buf, s.events);
	pq_sendint64(&buf, s.left_out);
	pq_sendint64(&buf, s.clusters);
	pq_sendint64(&buf, s.strata);
	for (int i = 0; i < s.terms; i++)
		pq_sendfloat8(&buf, s.beta[i]);
	for (int i = 0; i < ms_score_covariates(&s); i++)
		pq_sendfloat8(&buf, s.spread[i]);
	for (int i = 0; i < sums; i++)
	{
		pq_sendbyte(&buf, s.length[i]);
		for (int k = 0; k < s.length[i]; k++)
			pq_sendfloat8(&buf, *part++);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * The score of a tally
 */

#define BETA_HINT "It has a number for each covariate, after one for the intercept of counts and of yes or no."

/* Reads beta into memory of its own, and sets the number of terms. */
static void
beta_arg(FunctionCallInfo fcinfo, int arg, ms_score *s, const ms_rows *r)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
	sepms_elements elements = sepms_elements_of(array, sizeof(float8));
	int			fewest = r->kind == MS_ROWS_COX ? 0 : 1;
	int			expected = r->rows > 0 ? ms_model_terms(r) : elements.n;

	sepms_one_dimension("beta", ARR_NDIM(array), BETA_HINT);
	for (int i = 0; i < elements.n; i++)
	{
		const double *value = sepms_take(&elements, i);

		if (value != NULL)
			(void) sepms_number("beta", *value, "Its elements must be finite numbers.");
	}
	if (elements.n < fewest || elements.n != expected)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("beta must have %d element%s, not %d", Max(expected, fewest),
						Max(expected, fewest) == 1 ? "" : "s", elements.n),
				 errhint(BETA_HINT)));
	if (elements.n > MS_ROWS_TERMS_MAX + fewest)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many elements of beta: %d", elements.n),
				 errdetail("A regression has at most %d covariates.", MS_ROWS_TERMS_MAX)));
	s->terms = elements.n;
	allocate(s, s->terms, 2 * ms_score_sums_max(s->terms));
	elements = sepms_elements_of(array, sizeof(float8));
	for (int i = 0; i < s->terms; i++)
	{
		const double *value = sepms_take(&elements, i);

		if (value == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("beta must not contain NULL"),
					 errhint(BETA_HINT)));
		s->beta[i] = *value + 0.0;	/* no -0 */
	}
}

static Datum
score_of(FunctionCallInfo fcinfo, ms_rows_kind kind, ms_family family, ms_ties ties, int variance_place)
{
	const ms_rows *r = sepms_rows_arg(fcinfo, 0, kind);
	ms_fit_options options = {.family = family, .ties = ties};
	ms_score	s = {0};
	void	   *memory;

	options.variance = sepms_variance_arg(fcinfo, variance_place, r->weight != NULL || r->cluster != NULL);
	beta_arg(fcinfo, 1, &s, r);
	memory = work_memory(ms_score_memory(r));
	ms_score_make(&s, r, &options, memory);
	pfree(memory);
	return return_score(&s);
}

PG_FUNCTION_INFO_V1(sepms_cox_score);
Datum
sepms_cox_score(PG_FUNCTION_ARGS)
{
	ms_ties		ties;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	ties = (ms_ties) sepms_choice("ties", PG_GETARG_TEXT_PP(2), ms_ties_names);
	return score_of(fcinfo, MS_ROWS_COX, MS_FAMILY_COX, ties, 3);
}

PG_FUNCTION_INFO_V1(sepms_poisson_score);
Datum
sepms_poisson_score(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	return score_of(fcinfo, MS_ROWS_COUNT, MS_FAMILY_POISSON, MS_TIES_EFRON, 2);
}

PG_FUNCTION_INFO_V1(sepms_logistic_score);
Datum
sepms_logistic_score(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	return score_of(fcinfo, MS_ROWS_LOGISTIC, MS_FAMILY_LOGISTIC, MS_TIES_EFRON, 2);
}

/*
 * Adding
 */

static void
refuse_scores(ms_score_difference difference, const char *what)
{
	static const char *const differ[] = {
		[MS_SCORES_FAMILY] = "Their families differ.",
		[MS_SCORES_TIES] = "They treat ties differently.",
		[MS_SCORES_TERMS] = "They have different numbers of terms.",
		[MS_SCORES_BETA] = "They were made at different points (beta).",
		[MS_SCORES_VARIANCE] = "One has the sums for the robust variance, the other has not.",
		[MS_SCORES_ROWS] = "Sites, patients, events or those left out differ."
	};

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s", what),
			 errdetail("%s", differ[difference]),
			 errhint(difference == MS_SCORES_ROWS ? "In all rounds of a fit, the same sites answer from the same rows." :
					 difference == MS_SCORES_VARIANCE ? "Give variance at all sites." :
					 "All sites answer the same question.")));
}

PG_FUNCTION_INFO_V1(sepms_model_score_merge);
Datum
sepms_model_score_merge(PG_FUNCTION_ARGS)
{
	ms_score	a = score_arg(fcinfo, 0);
	ms_score	b = score_arg(fcinfo, 1);
	ms_score	sum = {0};
	ms_score_difference difference = ms_scores_compare(&a, &b);

	if (difference != MS_SCORES_ALIKE)
		refuse_scores(difference, "these scores cannot be added");
	allocate(&sum, a.terms, ms_score_parts(&a) + ms_score_parts(&b));
	if (!ms_score_add(&sum, &a, &b))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("model_score out of range"),
				 errdetail("A count or a sum is too large.")));
	return return_score(&sum);
}

/*
 * Newton's method
 */

static Datum
number_array(const double *number, int n)
{
	Datum	   *elements = palloc(Max(n, 1) * sizeof(Datum));

	for (int i = 0; i < n; i++)
		elements[i] = Float8GetDatum(number[i]);
	return PointerGetDatum(construct_array(elements, n, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

PG_FUNCTION_INFO_V1(sepms_model_step);
Datum
sepms_model_step(PG_FUNCTION_ARGS)
{
	ms_score	s;
	ms_score	before;
	double		next_beta[MS_MODEL_TERMS_MAX];
	ms_score_next next;
	Datum		values[2];
	bool		nulls[2] = {false, false};

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	s = score_arg(fcinfo, 0);
	if (!PG_ARGISNULL(1))
	{
		ms_score_difference difference;

		before = score_arg(fcinfo, 1);
		difference = ms_rounds_compare(&s, &before);
		if (difference != MS_SCORES_ALIKE)
			refuse_scores(difference, "these scores are not rounds of one fit");
	}
	next = ms_score_step(&s, PG_ARGISNULL(1) ? NULL : &before, next_beta, work_memory(ms_score_work(s.terms)));
	nulls[0] = next == MS_SCORE_STOP;
	values[0] = nulls[0] ? (Datum) 0 : number_array(next_beta, s.terms);
	values[1] = BoolGetDatum(next == MS_SCORE_CONVERGED);
	return sepms_return_row(fcinfo, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_model_of);
Datum
sepms_model_of(PG_FUNCTION_ARGS)
{
	ms_score	s;
	ms_variance variance;
	sepms_model model;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	s = score_arg(fcinfo, 0);
	variance = sepms_variance_arg(fcinfo, 2, s.weighted || s.clustered);
	if (variance == MS_VARIANCE_ROBUST && !s.robust && !s.beyond && s.patients > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this score has no sums for the robust variance"),
				 errhint("Ask the sites with variance => 'robust', or take the variance of the model: 'model'.")));
	sepms_model_allocate(&model, s.terms);
	sepms_name_terms(fcinfo, 1, ms_score_covariates(&s), s.family, model.names);
	ms_score_model(&model.m, &s, variance, work_memory(ms_score_work(s.terms)));
	return sepms_return_model(&model);
}

/*
 * What a score says
 */

static Datum
half_as_array(const ms_score *s, int start)
{
	int			n = s->terms;
	Datum	   *elements = palloc(Max(n, 1) * Max(n, 1) * sizeof(Datum));
	const double *part = s->part;
	int			dims[2] = {n, n};
	int			lower[2] = {1, 1};

	for (int i = 0; i < start; i++)
		part += s->length[i];
	for (int j = 0; j < n; j++)
		for (int k = 0; k <= j; k++)
		{
			int			parts = s->length[start++];

			elements[j * n + k] = elements[k * n + j] = Float8GetDatum(parts > 0 ? part[0] : 0);
			part += parts;
		}
	return PointerGetDatum(construct_md_array(elements, NULL, n > 0 ? 2 : 0, dims, lower, FLOAT8OID, sizeof(float8),
											  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

PG_FUNCTION_INFO_V1(sepms_score_parts);
Datum
sepms_score_parts(PG_FUNCTION_ARGS)
{
	ms_score	s = score_arg(fcinfo, 0);
	double		u[MS_MODEL_TERMS_MAX];
	Datum		values[10] = {
		CStringGetTextDatum(ms_family_names[s.family]), Int64GetDatum(s.sites), Int64GetDatum(s.patients),
		Int64GetDatum(s.events), Int64GetDatum(s.left_out), number_array(s.beta, s.terms)
	};
	bool		nulls[10] = {false};

	if (s.beyond)
		nulls[6] = nulls[7] = nulls[8] = nulls[9] = true;
	else
	{
		values[6] = Float8GetDatum(ms_score_number(&s, MS_SCORE_LOGLIK));
		for (int j = 0; j < s.terms; j++)
			u[j] = ms_score_number(&s, MS_SCORE_SINGLE + j);
		values[7] = number_array(u, s.terms);
		values[8] = half_as_array(&s, MS_SCORE_SINGLE + s.terms);
		nulls[9] = !s.robust;
		if (s.robust)
			values[9] = half_as_array(&s, MS_SCORE_SINGLE + s.terms + s.terms * (s.terms + 1) / 2);
	}
	return sepms_return_row(fcinfo, values, nulls);
}

/* Patients, those left out, and those with and without the event; of counts, not those without. */
PG_FUNCTION_INFO_V1(sepms_score_publishable);
Datum
sepms_score_publishable(PG_FUNCTION_ARGS)
{
	ms_score	s = score_arg(fcinfo, 0);
	const int64 count[] = {s.patients, s.left_out, s.events, Max(s.patients - s.events, 0)};
	Datum		publishable = sepms_return_publishable(fcinfo, 1, s.family == MS_FAMILY_POISSON ? 3 : 4, count);

	PG_RETURN_BOOL(DatumGetBool(publishable) && (s.patients == 0 || s.terms <= s.patients / 3));
}
