/*
 * pooling.c
 *		The type meta_tally, its aggregates, meta-analysis and Rubin's rules;
 *		E-values.
 */
#include "common.h"

#include <math.h>

#include "../core/pooling.h"
#include "libpq/pqformat.h"
#include "privacy.h"

/* The stored value; the number of estimates follows from its size. */
typedef struct MetaTally
{
	int32		vl_len_;		/* do not touch directly! */
	int32		version;		/* MS_POOLING_VERSION */
	ms_study	study[FLEXIBLE_ARRAY_MEMBER];
} MetaTally;

static inline int
number_of(const MetaTally *t)
{
	return (VARSIZE(t) - offsetof(MetaTally, study)) / sizeof(ms_study);
}

static MetaTally *
new_tally(int n)
{
	Size		size = offsetof(MetaTally, study) + n * sizeof(ms_study);
	MetaTally  *t = palloc(size);

	SET_VARSIZE(t, size);
	t->version = MS_POOLING_VERSION;
	return t;
}

static bool
head_valid(const MetaTally *t)
{
	return VARSIZE(t) >= offsetof(MetaTally, study) && t->version == MS_POOLING_VERSION &&
		(VARSIZE(t) - offsetof(MetaTally, study)) % sizeof(ms_study) == 0 && number_of(t) <= MS_POOLING_MAX;
}

/* A tally argument, all of it checked; XX001 if it is damaged. */
static MetaTally *
tally_arg(FunctionCallInfo fcinfo, int arg)
{
	MetaTally  *t = (MetaTally *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));

	if (!head_valid(t) || !ms_studies_valid(t->study, number_of(t)))
		sepms_damaged("meta_tally");
	return t;
}

/* Argument 0: the state, whose head alone is checked, or a value.  Neither is changed. */
static MetaTally *
state_arg(FunctionCallInfo fcinfo)
{
	MetaTally  *t;

	if (unlikely(!sepms_is_state(fcinfo)))
		return tally_arg(fcinfo, 0);
	t = (MetaTally *) PG_GETARG_POINTER(0);
	if (unlikely(!head_valid(t)))
		sepms_damaged("meta_tally");
	return t;
}

/*
 * I/O
 */

/* Reports, softly if there is a context, that there are too many estimates. */
static Datum
too_many(Node *escontext)
{
	ereturn(escontext, (Datum) 0,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many estimates for a meta_tally"),
			 errdetail("It holds at most %d.", MS_POOLING_MAX)));
}

PG_FUNCTION_INFO_V1(sepms_meta_tally_in);
Datum
sepms_meta_tally_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	ms_study   *room = palloc(MS_POOLING_MAX * sizeof(ms_study));
	int			n;
	ms_json_result result = ms_studies_parse(str, strlen(str), room, &n);

	if (result == MS_JSON_OK && ms_studies_valid(room, n))
	{
		MetaTally  *t = new_tally(n);

		memcpy(t->study, room, n * sizeof(ms_study));
		pfree(room);
		PG_RETURN_POINTER(t);
	}
	if (result == MS_JSON_LENGTH)
		return too_many(fcinfo->context);
	return sepms_bad_tally_text(fcinfo, "meta_tally", result == MS_JSON_OK ? MS_JSON_RANGE : result, MS_POOLING_VERSION,
								"A tally is a JSON object with a version, an array of estimates and one of their standard errors.",
								"Estimates ascend, and standard errors are above 0. The aggregate meta_agg() builds a tally.");
}

PG_FUNCTION_INFO_V1(sepms_meta_tally_out);
Datum
sepms_meta_tally_out(PG_FUNCTION_ARGS)
{
	MetaTally  *t = tally_arg(fcinfo, 0);
	char	   *str = palloc(ms_studies_text_max(number_of(t)));

	ms_studies_print(t->study, number_of(t), str);
	PG_RETURN_CSTRING(str);
}

PG_FUNCTION_INFO_V1(sepms_meta_tally_recv);
Datum
sepms_meta_tally_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			n;
	MetaTally  *t;

	sepms_binary_version("meta_tally", buf, MS_POOLING_VERSION);
	sepms_binary_needs("meta_tally", buf, sizeof(int32));
	n = pq_getmsgint(buf, sizeof(int32));
	if (n < 0 || n > MS_POOLING_MAX)
		sepms_bad_binary("meta_tally", "too many estimates");
	sepms_binary_needs("meta_tally", buf, n * sizeof(ms_study));
	t = new_tally(n);
	for (int i = 0; i < n; i++)
	{
		t->study[i].estimate = pq_getmsgfloat8(buf);
		t->study[i].std_err = pq_getmsgfloat8(buf);
	}
	if (!ms_studies_valid(t->study, n))
		sepms_bad_binary("meta_tally", "estimates that do not ascend, or a number that is out of range");
	PG_RETURN_POINTER(t);
}

PG_FUNCTION_INFO_V1(sepms_meta_tally_send);
Datum
sepms_meta_tally_send(PG_FUNCTION_ARGS)
{
	MetaTally  *t = tally_arg(fcinfo, 0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_POOLING_VERSION);
	pq_sendint32(&buf, number_of(t));
	for (int i = 0; i < number_of(t); i++)
	{
		pq_sendfloat8(&buf, t->study[i].estimate);
		pq_sendfloat8(&buf, t->study[i].std_err);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * The aggregates
 */

/* An estimate and its standard error, from arguments 1 and 2. */
static ms_study
study_arg(FunctionCallInfo fcinfo)
{
	double		estimate = PG_GETARG_FLOAT8(1);
	double		std_err = PG_GETARG_FLOAT8(2);
	ms_study	s;

	s.estimate = sepms_number_within("estimate", estimate, fabs(estimate) <= MS_POOLING_ESTIMATE_MAX,
									 "It must be a number from -1e50 to 1e50; use NULL if there is none.");
	s.std_err = sepms_number_within("std_err", std_err,
									std_err >= MS_POOLING_STD_ERR_MIN && std_err <= MS_POOLING_STD_ERR_MAX,
									"It must be a number from 1e-50 to 1e50; use NULL if there is none.");
	s.estimate += 0.0;			/* -0 becomes 0 */
	return s;
}

static Datum
add(FunctionCallInfo fcinfo, const ms_study *other, int m)
{
	MetaTally  *t = state_arg(fcinfo);
	int			n = number_of(t);
	MetaTally  *sum;

	if (n + m > MS_POOLING_MAX)
		return too_many(NULL);
	sum = new_tally(n + m);
	if (m == 1)
	{
		int			place = ms_study_place(t->study, n, other);

		memcpy(sum->study, t->study, place * sizeof(ms_study));
		sum->study[place] = *other;
		memcpy(sum->study + place + 1, t->study + place, (n - place) * sizeof(ms_study));
	}
	else
		ms_studies_merge(t->study, n, other, m, sum->study);
	PG_RETURN_POINTER(sum);
}

static Datum
take(FunctionCallInfo fcinfo, const ms_study *other, int m)
{
	MetaTally  *t = state_arg(fcinfo);
	int			n = number_of(t);
	MetaTally  *rest = new_tally(Max(n - m, 0));

	if (!ms_studies_unmerge(t->study, n, other, m, rest->study))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(rest);
}

PG_FUNCTION_INFO_V1(sepms_meta_accum);
Datum
sepms_meta_accum(PG_FUNCTION_ARGS)
{
	ms_study	s = study_arg(fcinfo);

	return add(fcinfo, &s, 1);
}

PG_FUNCTION_INFO_V1(sepms_meta_unaccum);
Datum
sepms_meta_unaccum(PG_FUNCTION_ARGS)
{
	ms_study	s = study_arg(fcinfo);

	return take(fcinfo, &s, 1);
}

PG_FUNCTION_INFO_V1(sepms_meta_merge);
Datum
sepms_meta_merge(PG_FUNCTION_ARGS)
{
	MetaTally  *other = tally_arg(fcinfo, 1);

	return add(fcinfo, other->study, number_of(other));
}

PG_FUNCTION_INFO_V1(sepms_meta_unmerge);
Datum
sepms_meta_unmerge(PG_FUNCTION_ARGS)
{
	MetaTally  *other = tally_arg(fcinfo, 1);

	return take(fcinfo, other->study, number_of(other));
}

/*
 * Readers
 */

/* A row of numbers; NaN is NULL. */
static Datum
return_row(FunctionCallInfo fcinfo, const double *numbers, int n)
{
	Datum		values[8];
	bool		nulls[8];

	Assert(n <= lengthof(values));
	for (int i = 0; i < n; i++)
	{
		values[i] = Float8GetDatum(numbers[i]);
		nulls[i] = isnan(numbers[i]);
	}
	return sepms_return_row(fcinfo, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_num_studies);
Datum
sepms_num_studies(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(number_of(tally_arg(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(sepms_meta);
Datum
sepms_meta(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {"FE", "DL", NULL};
	MetaTally  *t = tally_arg(fcinfo, 0);
	ms_meta_method method = (ms_meta_method) sepms_choice("method", PG_GETARG_TEXT_PP(1), methods);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(2));
	ms_meta		m = ms_meta_analysis(t->study, number_of(t), method, conf_level);

	return return_row(fcinfo, (double[]) {
		m.estimate, m.std_err, m.lower, m.upper, m.tau2, m.i2, m.q, m.p_value
	}, 8);
}

/* The final function of rubin_agg(). */
PG_FUNCTION_INFO_V1(sepms_rubin_final);
Datum
sepms_rubin_final(PG_FUNCTION_ARGS)
{
	MetaTally  *t = tally_arg(fcinfo, 0);
	ms_rubin	r = ms_rubin_rules(t->study, number_of(t));

	return return_row(fcinfo, (double[]) {r.estimate, r.std_err, r.df, r.fmi}, 4);
}

PG_FUNCTION_INFO_V1(sepms_rubin);
Datum
sepms_rubin(PG_FUNCTION_ARGS)
{
	MetaTally  *t = tally_arg(fcinfo, 0);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(1));
	ms_rubin	r = ms_rubin_rules(t->study, number_of(t));
	double		reach = ms_rubin_reach(&r, conf_level);

	return return_row(fcinfo, (double[]) {
		r.estimate, r.std_err, r.df, r.fmi, r.estimate - reach, r.estimate + reach
	}, 6);
}

/*
 * Privacy: the tally does not say how many patients stand behind an estimate.
 */
PG_FUNCTION_INFO_V1(sepms_meta_publishable);
Datum
sepms_meta_publishable(PG_FUNCTION_ARGS)
{
	MetaTally  *t = tally_arg(fcinfo, 0);
	Datum		of_nobody = sepms_return_publishable(fcinfo, 1, 0, NULL);

	if (number_of(t) > 0)
		PG_RETURN_NULL();
	return of_nobody;
}

/*
 * E-values
 */

/* A ratio or a limit of one, 0 or more; NaN if it is NULL.  Infinity is a ratio whose denominator is 0. */
static double
ratio_arg(FunctionCallInfo fcinfo, int arg, const char *name)
{
	double		given;

	if (PG_ARGISNULL(arg))
		return NAN;
	given = PG_GETARG_FLOAT8(arg);
	if (isinf(given) && given > 0)
		return given;
	return sepms_number_within(name, given, given >= 0, "It is a ratio, not its logarithm; use NULL if it is unknown.");
}

/* Infinite only for 0 and infinity. */
static double
e_value_of(double risk_ratio)
{
	double		e = ms_e_value(risk_ratio);

	return risk_ratio > 0 && isfinite(risk_ratio) ? sepms_in_range(e) : e;
}

/* The E-value of the limit nearer to 1, which is 1 if the limits include 1. */
static double
e_value_of_limit(double ratio, double lower, double upper)
{
	double		limit = ratio < 1 ? upper : lower;

	if (ratio == 1 || (ratio < 1 ? limit >= 1 : limit <= 1))
		return 1;
	return e_value_of(limit);
}

PG_FUNCTION_INFO_V1(sepms_e_value);
Datum
sepms_e_value(PG_FUNCTION_ARGS)
{
	static const char *const measures[] = {"HR", "OR", "RR", NULL};
	double		ratio = ratio_arg(fcinfo, 0, "ratio");
	double		lower = ratio_arg(fcinfo, 1, "lower");
	double		upper = ratio_arg(fcinfo, 2, "upper");
	ms_ratio_measure measure;
	bool		common;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(3) || PG_ARGISNULL(4))
		return return_row(fcinfo, (double[]) {NAN, NAN}, 2);
	measure = (ms_ratio_measure) sepms_choice("measure", PG_GETARG_TEXT_PP(3), measures);
	common = PG_GETARG_BOOL(4);
	if (lower > ratio || upper < ratio)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("ratio is not within its limits: %g, %g to %g", ratio, lower, upper),
				 errhint("The order of the arguments is ratio, lower, upper; use NULL for a limit that is unknown.")));
	ratio = ms_risk_ratio(ratio, measure, common);
	lower = ms_risk_ratio(lower, measure, common);
	upper = ms_risk_ratio(upper, measure, common);
	return return_row(fcinfo, (double[]) {
		e_value_of(ratio), e_value_of_limit(ratio, lower, upper)
	}, 2);
}
