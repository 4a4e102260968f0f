/*
 * neda.c
 *		The types neda_status (an int4) and neda_tally (a varlena), and the
 *		cohort aggregates.
 *
 * Comparisons of neda_status are the server's own of int4; see core/neda.h
 * for why the integers order as the type does.
 */
#include "neda.h"

#include <math.h>

#include "../core/neda.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "privacy.h"
#include "rate.h"
#include "utils/builtins.h"

/*
 * neda_status
 */

#define PG_GETARG_NEDA(n)	((ms_neda) PG_GETARG_INT32(n))
#define PG_RETURN_NEDA(x)	PG_RETURN_INT32(x)

/* A status that is printed or counted for the first time: it may come from a damaged page. */
static ms_neda
status_arg(FunctionCallInfo fcinfo, int arg)
{
	ms_neda		status = PG_GETARG_NEDA(arg);

	if (!ms_neda_valid(status))
		sepms_damaged(psprintf("neda_status: %d", (int) status));
	return status;
}

/* A count as a component: unknown when NULL, active from 1 on. */
static ms_tri
any_of(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	if (PG_ARGISNULL(arg))
		return MS_UNKNOWN;
	return sepms_count(argument, PG_GETARG_INT32(arg)) > 0 ? MS_YES : MS_NO;
}

ms_tri
sepms_volume_loss_arg(FunctionCallInfo fcinfo, int arg)
{
	float8		pbvc;

	if (PG_ARGISNULL(arg))
		return MS_UNKNOWN;
	pbvc = sepms_number("annual_pbvc", PG_GETARG_FLOAT8(arg),
						"It is the annual percentage brain volume change, a loss being negative; use NULL where it is not known.");
	return ms_neda_volume_active(pbvc) ? MS_YES : MS_NO;
}

PG_FUNCTION_INFO_V1(sepms_neda_status);
Datum
sepms_neda_status(PG_FUNCTION_ARGS)
{
	ms_tri		component[MS_NEDA_COMPONENTS] = {
		[MS_NEDA_RELAPSE] = any_of(fcinfo, 0, "relapses"),
		[MS_NEDA_PROGRESSION] = sepms_tri_arg(fcinfo, 1),
		[MS_NEDA_T2] = any_of(fcinfo, 2, "new_t2"),
		[MS_NEDA_GD] = any_of(fcinfo, 3, "gd"),
		[MS_NEDA_BRAIN_VOLUME] = sepms_volume_loss_arg(fcinfo, 4),
	};

	PG_RETURN_NEDA(ms_neda_make(component));
}

PG_FUNCTION_INFO_V1(sepms_neda_status_in);
Datum
sepms_neda_status_in(PG_FUNCTION_ARGS)
{
	static const char *const questions[] = {
		[MS_NEDA_3] = "is_neda(status), which is true of NEDA-4 too",
		[MS_NEDA_NOT_EVALUABLE] = "is_neda(status) IS NULL",
		[MS_EDA] = "is_eda(status)",
	};
	const char *str = PG_GETARG_CSTRING(0);
	char		meant[MS_NEDA_TEXT_MAX];
	ms_neda		status;

	switch (ms_neda_parse(str, strlen(str), &status))
	{
		case MS_NEDA_OK:
			PG_RETURN_NEDA(status);
		case MS_NEDA_VERDICT_ALONE:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "neda_status", str),
					 errdetail("A verdict is not a status: many statuses have it."),
					 errhint("To ask for it, use neda_verdict(status) = '%s' or %s.",
							 ms_neda_verdict_name(ms_neda_verdict(status)),
							 questions[ms_neda_verdict(status)])));
		case MS_NEDA_CONTRADICTION:
			ms_neda_print(status, meant);
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "neda_status", str),
					 errdetail("The verdict does not follow from the components."),
					 errhint("Those components are \"%s\".", meant)));
		default:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "neda_status", str),
					 errhint("A verdict (NEDA-4, NEDA-3, EDA, not evaluable), then what was active and what is missing, as in \"EDA (active: relapse, new T2; missing: Gd+, brain volume loss)\"; the function neda_status() builds one.")));
	}
}

PG_FUNCTION_INFO_V1(sepms_neda_status_out);
Datum
sepms_neda_status_out(PG_FUNCTION_ARGS)
{
	char	   *str = palloc(MS_NEDA_TEXT_MAX);

	ms_neda_print(status_arg(fcinfo, 0), str);
	PG_RETURN_CSTRING(str);
}

PG_FUNCTION_INFO_V1(sepms_neda_status_recv);
Datum
sepms_neda_status_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int32		status = (int32) pq_getmsgint(buf, sizeof(int32));

	if (!ms_neda_valid(status))
		sepms_bad_binary("neda_status", "unknown components or another verdict than theirs");
	PG_RETURN_NEDA(status);
}

PG_FUNCTION_INFO_V1(sepms_neda_status_send);
Datum
sepms_neda_status_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, PG_GETARG_NEDA(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

int
sepms_neda_level_arg(FunctionCallInfo fcinfo, int arg)
{
	int32		level = PG_GETARG_INT32(arg);

	if (level != 3 && level != 4)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown NEDA level: %d", level),
				 errhint("Level 3 is relapse, progression and MRI; level 4 adds brain volume loss.")));
	return level;
}

PG_FUNCTION_INFO_V1(sepms_is_neda);
Datum
sepms_is_neda(PG_FUNCTION_ARGS)
{
	return sepms_return_tri(fcinfo, ms_is_neda(PG_GETARG_NEDA(0), sepms_neda_level_arg(fcinfo, 1),
											   PG_GETARG_BOOL(2)));
}

PG_FUNCTION_INFO_V1(sepms_is_eda);
Datum
sepms_is_eda(PG_FUNCTION_ARGS)
{
	return sepms_return_tri(fcinfo, ms_not(ms_is_neda(PG_GETARG_NEDA(0), sepms_neda_level_arg(fcinfo, 1),
													  PG_GETARG_BOOL(2))));
}

/* A status that is NULL is one of which nothing is known. */
PG_FUNCTION_INFO_V1(sepms_is_nepad);
Datum
sepms_is_nepad(PG_FUNCTION_ARGS)
{
	ms_tri		neda = MS_UNKNOWN;

	if (PG_ARGISNULL(3))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(0))
		neda = ms_is_neda(PG_GETARG_NEDA(0), 3, PG_GETARG_BOOL(3));
	return sepms_return_tri(fcinfo, ms_is_nepad(neda, sepms_tri_arg(fcinfo, 1), sepms_tri_arg(fcinfo, 2)));
}

static Datum
is_meda(PG_FUNCTION_ARGS)
{
	static const char *const variants[] = {"progression_free", "prosperini", NULL};
	ms_tri		relapse = any_of(fcinfo, 0, "relapses");
	ms_tri		progression = sepms_tri_arg(fcinfo, 1);
	int32		new_t2 = sepms_count_or_unknown(fcinfo, 2, "new_t2");
	ms_tri		gd = any_of(fcinfo, 3, "gd");

	if (PG_ARGISNULL(4) || PG_ARGISNULL(5))
		PG_RETURN_NULL();
	if (sepms_choice("variant", PG_GETARG_TEXT_PP(4), variants) == 1)
		progression = MS_NO; /* it is not part of the paper's rule */
	return sepms_return_tri(fcinfo, ms_is_meda(relapse, progression, new_t2, gd, PG_GETARG_BOOL(5)));
}
SEPMS_WHOLE_FUNCTION(sepms_is_meda, is_meda, false, "relapses", NULL, "new_t2", "gd")

/* A status that is NULL is one of which nothing is known. */
PG_FUNCTION_INFO_V1(sepms_neda_outcome);
Datum
sepms_neda_outcome(PG_FUNCTION_ARGS)
{
	static const char *const policies[] = {"observed", "mitt", "nri", NULL};
	ms_tri		neda = MS_UNKNOWN;
	ms_neda_policy policy;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(4) || PG_ARGISNULL(5))
		PG_RETURN_NULL();
	policy = sepms_choice("policy", PG_GETARG_TEXT_PP(1), policies);
	if (!PG_ARGISNULL(0))
		neda = ms_is_neda(PG_GETARG_NEDA(0), sepms_neda_level_arg(fcinfo, 4), PG_GETARG_BOOL(5));
	return sepms_return_tri(fcinfo, ms_neda_outcome(policy, neda, sepms_tri_arg(fcinfo, 2),
														   sepms_tri_arg(fcinfo, 3)));
}

PG_FUNCTION_INFO_V1(sepms_neda_verdict);
Datum
sepms_neda_verdict(PG_FUNCTION_ARGS)
{
	ms_verdict verdict = ms_neda_verdict(status_arg(fcinfo, 0));

	PG_RETURN_TEXT_P(cstring_to_text(ms_neda_verdict_name(verdict)));
}

/* The components as a row of booleans, NULL where not assessed. */
PG_FUNCTION_INFO_V1(sepms_neda_parts);
Datum
sepms_neda_parts(PG_FUNCTION_ARGS)
{
	Datum		values[MS_NEDA_COMPONENTS];
	bool		nulls[MS_NEDA_COMPONENTS];

	for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
	{
		ms_tri		c = ms_neda_get(PG_GETARG_NEDA(0), (ms_neda_component) i);

		values[i] = BoolGetDatum(c == MS_YES);
		nulls[i] = c == MS_UNKNOWN;
	}
	return sepms_return_row(fcinfo, values, nulls);
}

/*
 * neda_tally: a version, then the counts, then the statuses that they count.
 */
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

/* Arrays for a tally in the making, as large as one can be. */
static ms_neda_tally
scratch(void)
{
	return (ms_neda_tally) {
		0, palloc(MS_NEDA_TALLY_MAX * sizeof(int64)),
		palloc(MS_NEDA_TALLY_MAX * sizeof(ms_neda))
	};
}

/* A tally argument, all of it checked. */
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
								"A tally is a JSON object of a version and a count for each status.",
								result == MS_JSON_RANGE ? "A count is a whole number above 0, and their sum fits a bigint." :
								"As in {\"version\": 1, \"NEDA-4\": 12}; neda_agg() builds one.");
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
		sepms_bad_binary("neda_tally", "statuses out of order, unknown, or without a count");
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
 * The aggregates.  Most rows find their status in the state and add 1 where
 * it is; the few that do not make a state larger by one.
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
 * Where each status was last found, in whichever state: a guess, checked
 * before it is believed, that nearly always saves the search.
 */
static uint8 last_found[MS_NEDA_KEYS];

static void
refuse_more(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("bigint out of range")));
}

/* With counts below this no sum of them leaves 64 bits. */
#define SAFE_COUNT		(PG_INT64_MAX / MS_NEDA_TALLY_MAX)

/* Does a tally count as many patients as it can? */
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
		refuse_more();
	return PointerGetDatum(tally_from(&sum));
}

/* One status as a tally, whose arrays are the caller's. */
static ms_neda_tally
one_status(int64 *one, ms_neda *status)
{
	*one = 1;
	return (ms_neda_tally) {1, one, status};
}

/* Search; count a status that is new to the state. */
static pg_noinline Datum
accum_slowly(FunctionCallInfo fcinfo)
{
	NedaTally  *t = (NedaTally *) PG_GETARG_POINTER(0);
	ms_neda		status = status_arg(fcinfo, 1);
	int			at = ms_neda_tally_find(TALLY_STATUS(t), t->n, status);

	if (is_full(t))
		refuse_more();
	if (at == t->n || TALLY_STATUS(t)[at] != status)
		t = with_status(t, at, status);
	t->count[at]++;
	last_found[ms_neda_key(status)] = (uint8) at;
	PG_RETURN_POINTER(t);
}

/* Called by hand, of a tally that stays as it is. */
static pg_noinline Datum
accum_by_hand(FunctionCallInfo fcinfo)
{
	ms_neda_tally a = view(tally_arg(fcinfo, 0));
	ms_neda		status = status_arg(fcinfo, 1);
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

/* The first argument without b; NULL, "cannot be undone", where it lacks b. */
static Datum
without(FunctionCallInfo fcinfo, const ms_neda_tally *b)
{
	ms_neda_tally a = view(tally_arg(fcinfo, 0));
	ms_neda_tally rest = scratch();

	if (!ms_neda_tally_subtract(&a, b, &rest))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(tally_from(&rest));
}

/* The inverse of merge and that of accum, for moving windows. */
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

/*
 * Readers.
 */

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
