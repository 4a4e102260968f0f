/*
 * neda_tally.c
 *		The type neda_tally, its aggregates and its readers.
 */
#include "neda_tally.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "neda.h"
#include "privacy.h"
#include "rate.h"
#include "utils/builtins.h"

/* The stored value: a version, the number of statuses, their counts, then the statuses. */
typedef struct NedaTally
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_NEDA_TALLY_VERSION */
	uint8		unused;			/* reserved, always zero */
	uint16		n;
	int64		count[FLEXIBLE_ARRAY_MEMBER];	/* n of them, then n ms_neda */
} NedaTally;

#define TALLY_SIZE(n) \
	(offsetof(NedaTally, count) + (Size) (n) * (sizeof(int64) + sizeof(ms_neda)))
#define TALLY_STATUS(t)		((ms_neda *) ((t)->count + (t)->n))

static ms_neda_tally
view(NedaTally *t)
{
	return (ms_neda_tally) {t->n, t->count, TALLY_STATUS(t)};
}

static NedaTally *
new_tally(int n)
{
	NedaTally  *t = palloc0(TALLY_SIZE(n));

	SET_VARSIZE(t, TALLY_SIZE(n));
	t->version = MS_NEDA_TALLY_VERSION;
	t->n = n;
	return t;
}

static NedaTally *
tally_from(const ms_neda_tally *v)
{
	NedaTally  *t = new_tally(v->n);

	memcpy(t->count, v->count, v->n * sizeof(int64));
	memcpy(TALLY_STATUS(t), v->status, v->n * sizeof(ms_neda));
	return t;
}

/* A tally under construction, with arrays of the largest possible size. */
static ms_neda_tally
scratch(void)
{
	return (ms_neda_tally) {
		0, palloc(MS_NEDA_TALLY_MAX * sizeof(int64)),
		palloc(MS_NEDA_TALLY_MAX * sizeof(ms_neda))
	};
}

/* A tally argument, all of it checked; XX001 if it is damaged. */
static NedaTally *
tally_arg(FunctionCallInfo fcinfo, int arg)
{
	NedaTally  *t = (NedaTally *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));
	ms_neda_tally v;

	if (VARSIZE(t) < offsetof(NedaTally, count) || VARSIZE(t) != TALLY_SIZE(t->n) ||
		t->version != MS_NEDA_TALLY_VERSION || t->unused != 0 ||
		(v = view(t), !ms_neda_tally_valid(&v)))
		sepms_damaged("neda_tally");
	return t;
}

PG_FUNCTION_INFO_V1(sepms_neda_tally_in);
Datum
sepms_neda_tally_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	ms_neda_tally v = scratch();
	ms_json_result result = ms_neda_tally_parse(str, strlen(str), &v);

	if (result == MS_JSON_OK)
		PG_RETURN_POINTER(tally_from(&v));
	return sepms_bad_tally_text(fcinfo, "neda_tally", result, MS_NEDA_TALLY_VERSION,
								"A tally is a JSON object with a version and a count for each status.",
								result == MS_JSON_RANGE ? "Each count must be a whole number above 0, and their sum must fit a bigint." :
								"Write it as {\"version\": 1, \"NEDA-4\": 12}. The aggregate neda_agg() builds one.");
}

PG_FUNCTION_INFO_V1(sepms_neda_tally_out);
Datum
sepms_neda_tally_out(PG_FUNCTION_ARGS)
{
	ms_neda_tally v = view(tally_arg(fcinfo, 0));
	char	   *str = palloc(MS_NEDA_TALLY_TEXT_MAX(v.n));

	ms_neda_tally_print(&v, str);
	PG_RETURN_CSTRING(str);
}

PG_FUNCTION_INFO_V1(sepms_neda_tally_recv);
Datum
sepms_neda_tally_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	ms_neda_tally v = scratch();
	uint32		n;

	sepms_binary_version("neda_tally", buf, MS_NEDA_TALLY_VERSION);
	sepms_binary_needs("neda_tally", buf, sizeof(uint16));
	n = pq_getmsgint(buf, sizeof(uint16));
	if (n > MS_NEDA_TALLY_MAX)
		sepms_bad_binary("neda_tally", "too many statuses");
	sepms_binary_needs("neda_tally", buf, n * (sizeof(int32) + sizeof(int64)));
	for (v.n = 0; v.n < n; v.n++)
	{
		v.status[v.n] = (ms_neda) pq_getmsgint(buf, sizeof(int32));
		v.count[v.n] = pq_getmsgint64(buf);
	}
	if (!ms_neda_tally_valid(&v))
		sepms_bad_binary("neda_tally", "statuses unknown, out of order, or without a count");
	PG_RETURN_POINTER(tally_from(&v));
}

PG_FUNCTION_INFO_V1(sepms_neda_tally_send);
Datum
sepms_neda_tally_send(PG_FUNCTION_ARGS)
{
	ms_neda_tally v = view(tally_arg(fcinfo, 0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_NEDA_TALLY_VERSION);
	pq_sendint16(&buf, v.n);
	for (int i = 0; i < v.n; i++)
	{
		pq_sendint32(&buf, v.status[i]);
		pq_sendint64(&buf, v.count[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * The aggregates.  Most rows find their status in the state and increase its
 * count in place; the few others make a state with one more status.
 */

static NedaTally *
with_status(NedaTally *t, int at, ms_neda status)
{
	NedaTally  *larger = new_tally(t->n + 1);
	ms_neda *from = TALLY_STATUS(t);
	ms_neda *to = TALLY_STATUS(larger);
	int			after = t->n - at;

	memcpy(larger->count, t->count, at * sizeof(int64));
	memcpy(larger->count + at + 1, t->count + at, after * sizeof(int64));
	memcpy(to, from, at * sizeof(ms_neda));
	memcpy(to + at + 1, from + at, after * sizeof(ms_neda));
	to[at] = status;
	return larger;
}

/*
 * The position at which each status was last found, in any state.  It is a
 * guess, checked before use, that nearly always saves the search.
 */
static uint8 last_found[MS_NEDA_KEYS];

/* If all counts are below this, their sum fits into 64 bits. */
#define SAFE_COUNT		(PG_INT64_MAX / MS_NEDA_TALLY_MAX)

/* Does the tally already count as many patients as it can? */
static bool
is_full(const NedaTally *t)
{
	int64		left = PG_INT64_MAX;

	for (int i = 0; i < t->n; i++)
		left -= t->count[i];
	return left == 0;
}

static Datum
merged(const ms_neda_tally *a, const ms_neda_tally *b)
{
	ms_neda_tally sum = scratch();

	if (!ms_neda_tally_merge(a, b, &sum))
		sepms_bigint_overflow();
	return PointerGetDatum(tally_from(&sum));
}

/* A tally of one status, in arrays of the caller. */
static ms_neda_tally
one_status(int64 *one, ms_neda *status)
{
	*one = 1;
	return (ms_neda_tally) {1, one, status};
}

/* Searches the state for the status, and inserts it if it is new. */
static pg_noinline Datum
accum_slowly(FunctionCallInfo fcinfo)
{
	NedaTally  *t = (NedaTally *) PG_GETARG_POINTER(0);
	ms_neda		status = sepms_neda_status_arg(fcinfo, 1);
	int			at = ms_neda_tally_find(TALLY_STATUS(t), t->n, status);

	if (is_full(t))
		sepms_bigint_overflow();
	if (at == t->n || TALLY_STATUS(t)[at] != status)
		t = with_status(t, at, status);
	t->count[at]++;
	last_found[ms_neda_key(status)] = (uint8) at;
	PG_RETURN_POINTER(t);
}

/* Called outside an aggregate: the tally must not be changed in place. */
static pg_noinline Datum
accum_by_hand(FunctionCallInfo fcinfo)
{
	ms_neda_tally a = view(tally_arg(fcinfo, 0));
	ms_neda		status = sepms_neda_status_arg(fcinfo, 1);
	int64		one;
	ms_neda_tally b = one_status(&one, &status);

	return merged(&a, &b);
}

PG_FUNCTION_INFO_V1(sepms_neda_accum);
Datum
sepms_neda_accum(PG_FUNCTION_ARGS)
{
	if (likely(sepms_is_state(fcinfo)))
	{
		NedaTally  *t = (NedaTally *) PG_GETARG_POINTER(0);
		ms_neda		status = PG_GETARG_NEDA(1);
		int			at = last_found[ms_neda_key(status)];

		if (likely(at < t->n && TALLY_STATUS(t)[at] == status && t->count[at] < SAFE_COUNT))
		{
			t->count[at]++;
			PG_RETURN_POINTER(t);
		}
		return accum_slowly(fcinfo);
	}
	return accum_by_hand(fcinfo);
}

PG_FUNCTION_INFO_V1(sepms_neda_merge);
Datum
sepms_neda_merge(PG_FUNCTION_ARGS)
{
	ms_neda_tally a = view(tally_arg(fcinfo, 0));
	ms_neda_tally b = view(tally_arg(fcinfo, 1));

	return merged(&a, &b);
}

/* Subtracts b from argument 0; NULL ("cannot be undone") if it does not contain b. */
static Datum
without(FunctionCallInfo fcinfo, const ms_neda_tally *b)
{
	ms_neda_tally a = view(tally_arg(fcinfo, 0));
	ms_neda_tally rest = scratch();

	if (!ms_neda_tally_subtract(&a, b, &rest))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(tally_from(&rest));
}

/* The inverses of merge and accum, for moving windows. */
PG_FUNCTION_INFO_V1(sepms_neda_unmerge);
Datum
sepms_neda_unmerge(PG_FUNCTION_ARGS)
{
	ms_neda_tally b = view(tally_arg(fcinfo, 1));

	return without(fcinfo, &b);
}

PG_FUNCTION_INFO_V1(sepms_neda_unaccum);
Datum
sepms_neda_unaccum(PG_FUNCTION_ARGS)
{
	ms_neda		status = PG_GETARG_NEDA(1);
	int64		one;
	ms_neda_tally b = one_status(&one, &status);

	return without(fcinfo, &b);
}

/* Readers */

static ms_neda_totals
counts_arg(FunctionCallInfo fcinfo, int level)
{
	ms_neda_tally v = view(tally_arg(fcinfo, 0));

	return ms_neda_tally_count(&v, level);
}

static Datum
return_rate(FunctionCallInfo fcinfo, int level)
{
	ms_neda_totals c = counts_arg(fcinfo, level);

	if (c.evaluable == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8((double) c.neda / (double) c.evaluable);
}

PG_FUNCTION_INFO_V1(sepms_neda_rate);
Datum
sepms_neda_rate(PG_FUNCTION_ARGS)
{
	return return_rate(fcinfo, sepms_neda_level_arg(fcinfo, 1));
}

/* The final function of the one-step aggregate. */
PG_FUNCTION_INFO_V1(sepms_neda_rate_final);
Datum
sepms_neda_rate_final(PG_FUNCTION_ARGS)
{
	return return_rate(fcinfo, 3);
}

PG_FUNCTION_INFO_V1(sepms_neda_rate_ci);
Datum
sepms_neda_rate_ci(PG_FUNCTION_ARGS)
{
	ms_neda_totals c = counts_arg(fcinfo, sepms_neda_level_arg(fcinfo, 1));
	ms_limits limits = sepms_proportion_limits(c.neda, c.evaluable, PG_GETARG_FLOAT8(2),
											   PG_GETARG_TEXT_PP(3));

	return sepms_return_pair(fcinfo, c.evaluable > 0, limits.lower, limits.upper);
}

PG_FUNCTION_INFO_V1(sepms_neda_counts);
Datum
sepms_neda_counts(PG_FUNCTION_ARGS)
{
	ms_neda_totals c = counts_arg(fcinfo, sepms_neda_level_arg(fcinfo, 1));
	Datum		values[4] = {
		Int64GetDatum(c.patients), Int64GetDatum(c.evaluable),
		Int64GetDatum(c.neda), Int64GetDatum(c.eda)
	};
	bool		nulls[4] = {false};

	return sepms_return_row(fcinfo, values, nulls);
}

/* The rate if every unknown were active, and if none were. */
PG_FUNCTION_INFO_V1(sepms_neda_bounds);
Datum
sepms_neda_bounds(PG_FUNCTION_ARGS)
{
	ms_neda_totals c = counts_arg(fcinfo, sepms_neda_level_arg(fcinfo, 1));
	double		patients = (double) c.patients;

	return sepms_return_pair(fcinfo, c.patients > 0, (double) c.neda / patients,
							 (double) (c.patients - c.eda) / patients);
}

PG_FUNCTION_INFO_V1(sepms_neda_components);
Datum
sepms_neda_components(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_neda_tally v = view(tally_arg(fcinfo, 0));

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
	{
		int64		counts[3];
		Datum		values[4];
		bool		nulls[4] = {false};

		ms_neda_tally_component(&v, (ms_neda_component) i, counts);
		values[0] = PointerGetDatum(cstring_to_text(ms_neda_component_name(i)));
		values[1] = Int64GetDatum(counts[MS_YES]);
		values[2] = Int64GetDatum(counts[MS_NO]);
		values[3] = Int64GetDatum(counts[MS_UNKNOWN]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
sepms_return_neda_publishable(FunctionCallInfo fcinfo, const ms_neda_totals *c)
{
	const int64 counts[] = {c->patients, c->evaluable, c->neda, c->eda, c->patients - c->evaluable};

	return sepms_return_publishable(fcinfo, 1, lengthof(counts), counts);
}

PG_FUNCTION_INFO_V1(sepms_neda_publishable);
Datum
sepms_neda_publishable(PG_FUNCTION_ARGS)
{
	ms_neda_totals c = counts_arg(fcinfo, sepms_neda_level_arg(fcinfo, 2));

	return sepms_return_neda_publishable(fcinfo, &c);
}
