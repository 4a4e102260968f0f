/*
 * relapse_tally.c
 *		The type relapse_tally, its aggregates, and the rates computed from it.
 */
#include "relapse_tally.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "privacy.h"
#include "rate.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

/* The stored value: a version and the sums. */
typedef struct RelapseTally
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_RELAPSE_VERSION */
	uint8		unused[3];		/* reserved, always zero */
	ms_relapses t;
} RelapseTally;

static Datum
return_tally(const ms_relapses *t)
{
	RelapseTally *tally = palloc0(sizeof(RelapseTally));

	SET_VARSIZE(tally, sizeof(RelapseTally));
	tally->version = MS_RELAPSE_VERSION;
	tally->t = *t;
	return PointerGetDatum(tally);
}

static ms_relapses
tally_arg(FunctionCallInfo fcinfo, int arg)
{
	RelapseTally *tally = (RelapseTally *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));

	if (VARSIZE(tally) != sizeof(RelapseTally) || tally->version != MS_RELAPSE_VERSION ||
		tally->unused[0] != 0 || tally->unused[1] != 0 || tally->unused[2] != 0 ||
		!ms_relapses_valid(&tally->t))
		sepms_damaged("relapse_tally");
	return tally->t;
}

PG_FUNCTION_INFO_V1(sepms_relapse_tally_in);
Datum
sepms_relapse_tally_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	ms_relapses t;
	ms_json_result result = ms_relapses_parse(str, strlen(str), &t);

	if (result == MS_JSON_OK)
		return return_tally(&t);
	return sepms_bad_tally_text(fcinfo, "relapse_tally", result, MS_RELAPSE_VERSION,
								"A tally is a JSON object with a version and seven sums.",
								"The sums are patients, relapse_free, relapses, days, relapses_squared, relapses_times_days and days_squared. The aggregate relapse_agg() builds one.");
}

PG_FUNCTION_INFO_V1(sepms_relapse_tally_out);
Datum
sepms_relapse_tally_out(PG_FUNCTION_ARGS)
{
	ms_relapses t = tally_arg(fcinfo, 0);
	char	   *str = palloc(MS_RELAPSES_TEXT_MAX);

	ms_relapses_print(&t, str);
	PG_RETURN_CSTRING(str);
}

PG_FUNCTION_INFO_V1(sepms_relapse_tally_recv);
Datum
sepms_relapse_tally_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	ms_relapses t;

	sepms_binary_version("relapse_tally", buf, MS_RELAPSE_VERSION);
	sepms_binary_needs("relapse_tally", buf, MS_RELAPSE_SUMS * sizeof(int64));
	for (int i = 0; i < MS_RELAPSE_SUMS; i++)
		t.sum[i] = pq_getmsgint64(buf);
	if (!ms_relapses_valid(&t))
		sepms_bad_binary("relapse_tally", "sums that no set of patients can have");
	return return_tally(&t);
}

PG_FUNCTION_INFO_V1(sepms_relapse_tally_send);
Datum
sepms_relapse_tally_send(PG_FUNCTION_ARGS)
{
	ms_relapses t = tally_arg(fcinfo, 0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_RELAPSE_VERSION);
	for (int i = 0; i < MS_RELAPSE_SUMS; i++)
		pq_sendint64(&buf, t.sum[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * The aggregates
 */

static inline ms_relapses
patient_args(FunctionCallInfo fcinfo)
{
	int32		relapses = PG_GETARG_INT32(1);
	int32		days = PG_GETARG_INT32(2);

	if (unlikely(relapses < 0 || days < 0))
	{
		sepms_count("relapses", relapses);
		sepms_count("follow_up_days", days);
	}
	return ms_relapses_of(relapses, days);
}

static inline Datum
add(FunctionCallInfo fcinfo, const ms_relapses *other)
{
	ms_relapses sum;

	if (likely(sepms_is_state(fcinfo)))
	{
		if (unlikely(!ms_relapses_add(&((RelapseTally *) PG_GETARG_POINTER(0))->t, other)))
			sepms_bigint_overflow();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	sum = tally_arg(fcinfo, 0);
	if (!ms_relapses_add(&sum, other))
		sepms_bigint_overflow();
	return return_tally(&sum);
}

/* Subtracts from argument 0; NULL ("cannot be undone") if it does not contain the other. */
static Datum
subtract(FunctionCallInfo fcinfo, const ms_relapses *other)
{
	ms_relapses rest = tally_arg(fcinfo, 0);

	if (!ms_relapses_subtract(&rest, other))
		PG_RETURN_NULL();
	return return_tally(&rest);
}

PG_FUNCTION_INFO_V1(sepms_relapse_accum);
Datum
sepms_relapse_accum(PG_FUNCTION_ARGS)
{
	ms_relapses patient = patient_args(fcinfo);

	return add(fcinfo, &patient);
}

PG_FUNCTION_INFO_V1(sepms_relapse_unaccum);
Datum
sepms_relapse_unaccum(PG_FUNCTION_ARGS)
{
	ms_relapses patient = patient_args(fcinfo);

	return subtract(fcinfo, &patient);
}

PG_FUNCTION_INFO_V1(sepms_relapse_merge);
Datum
sepms_relapse_merge(PG_FUNCTION_ARGS)
{
	ms_relapses other = tally_arg(fcinfo, 1);

	return add(fcinfo, &other);
}

PG_FUNCTION_INFO_V1(sepms_relapse_unmerge);
Datum
sepms_relapse_unmerge(PG_FUNCTION_ARGS)
{
	ms_relapses other = tally_arg(fcinfo, 1);

	return subtract(fcinfo, &other);
}

/*
 * Readers
 */

static ms_rate_sums
sums_arg(FunctionCallInfo fcinfo, int arg)
{
	ms_relapses t = tally_arg(fcinfo, arg);

	return ms_rate_sums_of(&t);
}

/* Also the final function of the one-step aggregate. */
PG_FUNCTION_INFO_V1(sepms_arr);
Datum
sepms_arr(PG_FUNCTION_ARGS)
{
	ms_rate_sums s = sums_arg(fcinfo, 0);

	return sepms_return_number(fcinfo, ms_annual_rate(&s));
}

PG_FUNCTION_INFO_V1(sepms_arr_dispersion);
Datum
sepms_arr_dispersion(PG_FUNCTION_ARGS)
{
	ms_rate_sums s = sums_arg(fcinfo, 0);

	return sepms_return_number(fcinfo, ms_rate_dispersion(&s));
}

PG_FUNCTION_INFO_V1(sepms_relapse_counts);
Datum
sepms_relapse_counts(PG_FUNCTION_ARGS)
{
	ms_relapses t = tally_arg(fcinfo, 0);
	Datum		values[5] = {
		Int64GetDatum(t.sum[MS_RELAPSE_PATIENTS]), Int64GetDatum(t.sum[MS_RELAPSE_FREE]),
		Int64GetDatum(t.sum[MS_RELAPSE_RELAPSES]), Int64GetDatum(t.sum[MS_RELAPSE_DAYS]),
		Float8GetDatum((double) t.sum[MS_RELAPSE_DAYS] / MS_DAYS_PER_YEAR)
	};
	bool		nulls[5] = {false};

	return sepms_return_row(fcinfo, values, nulls);
}

/* The methods in the order of their names: exact, then those of ms_rate_variance */
#define EXACT 0

static int
method_arg(FunctionCallInfo fcinfo, int arg)
{
	static const char *const methods[] = {"exact", "wald", "robust", "negative-binomial", NULL};

	return sepms_choice("method", PG_GETARG_TEXT_PP(arg), methods);
}

static ms_rate_variance
variance_of_method(int method)
{
	return (ms_rate_variance) (method - 1);
}

PG_FUNCTION_INFO_V1(sepms_arr_ci);
Datum
sepms_arr_ci(PG_FUNCTION_ARGS)
{
	ms_relapses t = tally_arg(fcinfo, 0);
	ms_rate_sums s = ms_rate_sums_of(&t);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(1));
	int			method = method_arg(fcinfo, 2);
	ms_limits limits;

	if (method != EXACT)
		return sepms_return_rate_limits(fcinfo, &s, ms_log_rate_variance(&s, variance_of_method(method)), conf_level);
	limits = ms_poisson(sepms_exact_count("relapses", t.sum[MS_RELAPSE_RELAPSES]),
						s.days / MS_DAYS_PER_YEAR, conf_level);
	return sepms_return_pair(fcinfo, s.days > 0, limits.lower, limits.upper);
}

static Datum
return_exact_ratio(FunctionCallInfo fcinfo, const ms_relapses *a, const ms_relapses *b,
				   double conf_level)
{
	int64		x = sepms_exact_count("relapses", a->sum[MS_RELAPSE_RELAPSES]);
	int64		y = sepms_exact_count("relapses", b->sum[MS_RELAPSE_RELAPSES]);
	double		t = (double) a->sum[MS_RELAPSE_DAYS];
	double		u = (double) b->sum[MS_RELAPSE_DAYS];
	ms_limits limits;

	if (t == 0 || u == 0)
		return sepms_return_ratio(fcinfo, (double[]) {NAN, NAN, NAN, NAN});
	limits = ms_poisson_ratio(x, t, y, u, conf_level);
	return sepms_return_ratio(fcinfo, (double[]) {
		((double) x / t) / ((double) y / u), limits.lower, limits.upper,
		ms_poisson_ratio_p(x, t, y, u)
	});
}

PG_FUNCTION_INFO_V1(sepms_arr_ratio);
Datum
sepms_arr_ratio(PG_FUNCTION_ARGS)
{
	ms_relapses a = tally_arg(fcinfo, 0);
	ms_relapses b = tally_arg(fcinfo, 1);
	ms_rate_sums of_a = ms_rate_sums_of(&a);
	ms_rate_sums of_b = ms_rate_sums_of(&b);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(2));
	int			method = method_arg(fcinfo, 3);

	if (method == EXACT)
		return return_exact_ratio(fcinfo, &a, &b, conf_level);
	return sepms_return_rate_ratio(fcinfo, &of_a, &of_b, variance_of_method(method), conf_level);
}

/*
 * A patient's own relapse rate; NULL if the follow-up is too short.  It is
 * numeric, so that the server's avg() of it is exact and the same in any
 * order.
 */
PG_FUNCTION_INFO_V1(sepms_patient_arr);
Datum
sepms_patient_arr(PG_FUNCTION_ARGS)
{
	int64		relapses = sepms_count("relapses", PG_GETARG_INT32(0));
	int64		days = sepms_count("follow_up_days", PG_GETARG_INT32(1));
	int64		min_days = sepms_count("min_days", PG_GETARG_INT32(2));

	if (days == 0 || days < min_days)
		PG_RETURN_NULL();
	/* 365.25 * relapses / days, in whole numbers */
	return DirectFunctionCall2(numeric_div,
							   NumericGetDatum(int64_to_numeric(relapses * 1461)),
							   NumericGetDatum(int64_to_numeric(days * 4)));
}

Datum
sepms_return_relapses_publishable(FunctionCallInfo fcinfo, int64 patients, int64 relapse_free)
{
	const int64 counts[] = {patients, relapse_free, patients - relapse_free};

	return sepms_return_publishable(fcinfo, 1, lengthof(counts), counts);
}

PG_FUNCTION_INFO_V1(sepms_relapse_publishable);
Datum
sepms_relapse_publishable(PG_FUNCTION_ARGS)
{
	ms_relapses t = tally_arg(fcinfo, 0);

	return sepms_return_relapses_publishable(fcinfo, t.sum[MS_RELAPSE_PATIENTS], t.sum[MS_RELAPSE_FREE]);
}
