/*
 * balance.c
 *		Weights from a propensity score; the type balance_tally, its aggregates
 *		and what is computed from it.
 */
#include "common.h"

#include <math.h>

#include "../core/balance.h"
#include "../core/balance_text.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "ledger.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "privacy.h"
#include "utils/array.h"
#include "utils/builtins.h"

/*
 * The weight of a patient
 */

static double
probability_arg(FunctionCallInfo fcinfo, int arg, const char *name, const char *hint)
{
	double		given = PG_GETARG_FLOAT8(arg);

	return sepms_number_within(name, given, given >= 0 && given <= 1, hint);
}

PG_FUNCTION_INFO_V1(sepms_iptw);
Datum
sepms_iptw(PG_FUNCTION_ARGS)
{
	static const char *const estimands[] = {"ATE", "ATT", "ATC", "ATO", "ATM", NULL};
	double		stabilising = 1;
	double		ps;
	bool		treated;
	ms_estimand estimand;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	treated = PG_GETARG_BOOL(0);
	ps = probability_arg(fcinfo, 1, "ps", "It is the probability of treatment, from 0 to 1; use NULL if it is unknown.");
	estimand = (ms_estimand) sepms_choice("estimand", PG_GETARG_TEXT_PP(2), estimands);
	if (!PG_ARGISNULL(3))
	{
		double		prevalence = probability_arg(fcinfo, 3, "prevalence",
												 "It is the share of treated patients, from 0 to 1; leave it out for weights that are not stabilised.");

		if (estimand != MS_ATE)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("weights for %s are not stabilised", estimands[estimand]),
					 errhint("Give prevalence for ATE only.")));
		stabilising = treated ? prevalence : 1 - prevalence;
	}
	return sepms_return_number(fcinfo, stabilising * ms_iptw(treated, ps, estimand));
}

/*
 * The stored value: a version, whether there are weights, the number of terms,
 * and the sums as the core lays them out.
 */
typedef struct BalanceTally
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_BALANCE_VERSION */
	uint8		weighted;		/* 0 or 1 */
	uint16		terms;
	char		sums[FLEXIBLE_ARRAY_MEMBER];
} BalanceTally;

StaticAssertDecl(offsetof(BalanceTally, sums) % sizeof(int64) == 0, "the sums are aligned");

static inline Size
flat_size(int terms, bool weighted)
{
	return offsetof(BalanceTally, sums) + ms_balance_size(terms, weighted);
}

/* The sums of a value, in place. */
static inline ms_balance
view(BalanceTally *t)
{
	ms_balance	b = {.terms = t->terms, .weighted = t->weighted};

	ms_balance_lay(&b, t->sums);
	return b;
}

static BalanceTally *
new_tally(int terms, bool weighted)
{
	Size		size = flat_size(terms, weighted);
	BalanceTally *t = palloc0(size);

	SET_VARSIZE(t, size);
	t->version = MS_BALANCE_VERSION;
	t->weighted = weighted;
	t->terms = terms;
	return t;
}

/* A copy with this many terms, at most as many as there are, and with weights only if there are any. */
static BalanceTally *
copy_of(const ms_balance *b, int terms, bool weighted)
{
	BalanceTally *t = new_tally(terms, weighted);
	ms_balance	to = view(t);

	ms_balance_copy(b, &to);
	return t;
}

static bool
head_valid(const BalanceTally *t)
{
	return VARSIZE(t) >= offsetof(BalanceTally, sums) && t->version == MS_BALANCE_VERSION &&
		t->weighted <= 1 && t->terms <= MS_BALANCE_TERMS_MAX &&
		VARSIZE(t) == flat_size(t->terms, t->weighted);
}

/* A tally argument, all of it checked; XX001 if it is damaged. */
static BalanceTally *
tally_arg(FunctionCallInfo fcinfo, int arg)
{
	BalanceTally *t = (BalanceTally *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));
	ms_balance	b;

	if (!head_valid(t) || (b = view(t), !ms_balance_valid(&b)))
		sepms_damaged("balance_tally");
	return t;
}

/*
 * I/O
 */

static void *
scratch(ms_balance *most)
{
	void	   *chunk = palloc0(ms_balance_size(MS_BALANCE_TERMS_MAX, true));

	*most = (ms_balance) {.terms = MS_BALANCE_TERMS_MAX, .weighted = true};
	ms_balance_lay(most, chunk);
	return chunk;
}

PG_FUNCTION_INFO_V1(sepms_balance_tally_in);
Datum
sepms_balance_tally_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	ms_balance	most;
	int			terms;
	bool		weighted;
	void	   *chunk = scratch(&most);
	ms_json_result result = ms_balance_parse(str, strlen(str), &most, &terms, &weighted);

	if (result == MS_JSON_OK)
	{
		BalanceTally *t = copy_of(&most, terms, weighted);
		ms_balance	b = view(t);

		pfree(chunk);
		if (ms_balance_valid(&b))
			PG_RETURN_POINTER(t);
		result = MS_JSON_RANGE;
	}
	if (result == MS_JSON_LENGTH)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many terms for a balance_tally"),
				 errdetail("It holds at most %d.", MS_BALANCE_TERMS_MAX)));
	return sepms_bad_tally_text(fcinfo, "balance_tally", result, MS_BALANCE_VERSION,
								"A tally is a JSON object with a version, counts of each arm, and arrays of sums of each term.",
								"The sums must be those of a set of patients. The aggregate balance_agg() builds a tally.");
}

PG_FUNCTION_INFO_V1(sepms_balance_tally_out);
Datum
sepms_balance_tally_out(PG_FUNCTION_ARGS)
{
	ms_balance	b = view(tally_arg(fcinfo, 0));
	char	   *str = palloc(ms_balance_text_max(b.terms, b.weighted));

	ms_balance_print(&b, str);
	PG_RETURN_CSTRING(str);
}

/* Calls a function for each number of a tally, in the order of the wire. */
typedef void (*number_function) (StringInfo buf, const ms_sum_kind *kind, void *number);

static void
each_number(const ms_balance *b, StringInfo buf, number_function call)
{
	for (int arm = 0; arm < MS_ARMS; arm++)
		for (int field = 0; field < MS_BALANCE_FIELDS; field++)
		{
			const ms_balance_field *f = &ms_balance_fields[field];

			if (f->weighted && !b->weighted)
				continue;
			for (int term = 0; term < (f->of_term ? b->terms : 1); term++)
				call(buf, f->kind, ms_balance_at(b, field, arm, term));
		}
}

static void
receive_number(StringInfo buf, const ms_sum_kind *kind, void *number)
{
	uint32	   *word = number;

	if (kind == NULL)
		*(int64 *) number = pq_getmsgint64(buf);
	else
		for (int i = kind->words - 1; i >= 0; i--)
			word[i] = pq_getmsgint(buf, sizeof(uint32));
}

static void
send_number(StringInfo buf, const ms_sum_kind *kind, void *number)
{
	const uint32 *word = number;

	if (kind == NULL)
		pq_sendint64(buf, *(const int64 *) number);
	else
		for (int i = kind->words - 1; i >= 0; i--)
			pq_sendint32(buf, word[i]);
}

PG_FUNCTION_INFO_V1(sepms_balance_tally_recv);
Datum
sepms_balance_tally_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			weighted;
	int			terms;
	BalanceTally *t;
	ms_balance	b;

	sepms_binary_version("balance_tally", buf, MS_BALANCE_VERSION);
	sepms_binary_needs("balance_tally", buf, sizeof(uint8) + sizeof(uint16));
	weighted = pq_getmsgbyte(buf);
	terms = pq_getmsgint(buf, sizeof(uint16));
	if (weighted > 1 || terms > MS_BALANCE_TERMS_MAX)
		sepms_bad_binary("balance_tally", "too many terms, or a flag that is neither 0 nor 1");
	sepms_binary_needs("balance_tally", buf, ms_balance_size(terms, weighted));
	t = new_tally(terms, weighted);
	b = view(t);
	each_number(&b, buf, receive_number);
	if (!ms_balance_valid(&b))
		sepms_bad_binary("balance_tally", "sums that no set of patients can have");
	PG_RETURN_POINTER(t);
}

PG_FUNCTION_INFO_V1(sepms_balance_tally_send);
Datum
sepms_balance_tally_send(PG_FUNCTION_ARGS)
{
	ms_balance	b = view(tally_arg(fcinfo, 0));
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_BALANCE_VERSION);
	pq_sendbyte(&buf, b.weighted);
	pq_sendint16(&buf, b.terms);
	each_number(&b, &buf, send_number);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * The aggregates.  The state is a tally that is changed in place; it is
 * replaced when the number of terms becomes known, and when the first weight
 * other than 1 comes.
 */

/* Argument 0: the state, whose head alone is checked, or a value that the caller may change. */
static BalanceTally *
state_arg(FunctionCallInfo fcinfo)
{
	BalanceTally *t;
	ms_balance	b;

	if (likely(sepms_is_state(fcinfo)))
	{
		t = (BalanceTally *) PG_GETARG_POINTER(0);
		if (unlikely(!head_valid(t)))
			sepms_damaged("balance_tally");
		return t;
	}
	t = tally_arg(fcinfo, 0);
	b = view(t);
	return copy_of(&b, b.terms, b.weighted);
}

static bool
has_patients(const ms_balance *b)
{
	return b->patients[MS_TREATED] + b->patients[MS_CONTROL] > 0;
}

static void
refuse_terms(int given, int before)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("x has %d elements, but %d before", given, before),
			 errhint("All patients of a tally have the same covariates. Use NULL for a value that is missing.")));
}

/* The same sums, with room for this many terms, and for weights if they are needed. */
static BalanceTally *
widened(BalanceTally *t, int terms, bool weighted)
{
	ms_balance	b = view(t);
	ms_balance	to;

	if (t->terms != terms)
	{
		if (has_patients(&b))
			refuse_terms(terms, t->terms);
		return new_tally(terms, weighted);
	}
	if (t->weighted || !weighted)
		return t;
	t = new_tally(terms, true);
	to = view(t);
	ms_balance_weigh(&b, &to);
	return t;
}

/*
 * The canonical form after a subtraction, or NULL ("cannot be undone") if what
 * is left is no tally of patients.
 */
static Datum
return_rest(FunctionCallInfo fcinfo, BalanceTally *t)
{
	ms_balance	b = view(t);

	if (b.patients[MS_TREATED] == 0 && b.patients[MS_CONTROL] == 0)
	{
		for (Size i = 0; i < ms_balance_size(b.terms, b.weighted); i++)
			if (t->sums[i] != 0)
				PG_RETURN_NULL();
		PG_RETURN_POINTER(new_tally(0, false));
	}
	if (b.weighted && ms_balance_all_one(&b))
	{
		t = copy_of(&b, b.terms, false);
		b = view(t);
	}
	if (!AggCheckCallContext(fcinfo, NULL) && !ms_balance_valid(&b))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(t);
}

static void
refuse_patients(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("balance_tally out of range"),
			 errdetail("It counts at most %lld patients.", (long long) MS_BALANCE_PATIENTS_MAX)));
}

static pg_noinline void
refuse_x(double x)
{
	const char *hint = "A covariate must be a number from -1e15 to 1e15; use NULL if it is unknown.";

	(void) sepms_number("x", x, hint);
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("x is out of range: %g", x),
			 errhint("%s", hint)));
}

/* The covariates of a patient; NaN is a missing one. */
static int
x_arg(FunctionCallInfo fcinfo, int arg, double x[MS_BALANCE_TERMS_MAX])
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
	sepms_elements elements = sepms_elements_of(array, sizeof(float8));

	sepms_one_dimension("x", ARR_NDIM(array), SEPMS_HINT_X);
	if (elements.n > MS_BALANCE_TERMS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many elements of x: %d", elements.n),
				 errdetail("A balance_tally has at most %d terms.", MS_BALANCE_TERMS_MAX)));
	for (int i = 0; i < elements.n; i++)
	{
		const double *value = sepms_take(&elements, i);

		if (value != NULL && unlikely(!(fabs(*value) <= MS_BALANCE_X_MAX)))
			refuse_x(*value);
		x[i] = value == NULL ? NAN : *value;
	}
	return elements.n;
}

static Datum
accum(FunctionCallInfo fcinfo, double weight, bool take)
{
	BalanceTally *t = state_arg(fcinfo);
	int			arm = PG_GETARG_BOOL(1) ? MS_TREATED : MS_CONTROL;
	double		x[MS_BALANCE_TERMS_MAX];
	int			terms = x_arg(fcinfo, 2, x);
	ms_balance	b;

	if (weight == 0)
		PG_RETURN_POINTER(t);
	t = widened(t, terms, weight != 1);
	b = view(t);
	if (take ? b.patients[arm] == 0 : unlikely(b.patients[MS_TREATED] + b.patients[MS_CONTROL] >= MS_BALANCE_PATIENTS_MAX))
	{
		if (take)
			PG_RETURN_NULL();
		refuse_patients();
	}
	ms_balance_add(&b, arm, x, weight, take);
	return take ? return_rest(fcinfo, t) : PointerGetDatum(t);
}

PG_FUNCTION_INFO_V1(sepms_balance_accum);
Datum
sepms_balance_accum(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, 1, false);
}

PG_FUNCTION_INFO_V1(sepms_balance_unaccum);
Datum
sepms_balance_unaccum(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, 1, true);
}

PG_FUNCTION_INFO_V1(sepms_balance_accum_weighted);
Datum
sepms_balance_accum_weighted(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, sepms_weight_arg(fcinfo, 3), false);
}

PG_FUNCTION_INFO_V1(sepms_balance_unaccum_weighted);
Datum
sepms_balance_unaccum_weighted(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, sepms_weight_arg(fcinfo, 3), true);
}

static Datum
merge(FunctionCallInfo fcinfo, bool take)
{
	BalanceTally *t = state_arg(fcinfo);
	BalanceTally *given = tally_arg(fcinfo, 1);
	ms_balance	other = view(given);
	ms_balance	b;

	if (!has_patients(&other))
		PG_RETURN_POINTER(t);
	t = widened(t, other.terms, other.weighted);
	b = view(t);
	if (b.weighted && !other.weighted)
		other = view(widened(given, other.terms, true));
	if (take && (b.patients[MS_TREATED] < other.patients[MS_TREATED] ||
				 b.patients[MS_CONTROL] < other.patients[MS_CONTROL]))
		PG_RETURN_NULL();
	if (!take && b.patients[MS_TREATED] + b.patients[MS_CONTROL] + other.patients[MS_TREATED] +
		other.patients[MS_CONTROL] > MS_BALANCE_PATIENTS_MAX)
		refuse_patients();
	ms_balance_merge(&b, &other, take);
	return take ? return_rest(fcinfo, t) : PointerGetDatum(t);
}

PG_FUNCTION_INFO_V1(sepms_balance_merge);
Datum
sepms_balance_merge(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, false);
}

PG_FUNCTION_INFO_V1(sepms_balance_unmerge);
Datum
sepms_balance_unmerge(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, true);
}

/*
 * Readers
 */

static void
put_row(ReturnSetInfo *rsinfo, Datum name, const ms_balance_row *row)
{
	const double numbers[] = {
		row->mean[MS_TREATED], row->mean[MS_CONTROL], row->sd[MS_TREATED], row->sd[MS_CONTROL],
		row->smd_unweighted, row->smd, row->variance_ratio
	};
	Datum		values[5 + lengthof(numbers)] = {
		name, Int64GetDatum(row->n[MS_TREATED]), Int64GetDatum(row->n[MS_CONTROL]),
		Int64GetDatum(row->missing[MS_TREATED]), Int64GetDatum(row->missing[MS_CONTROL])
	};
	bool		nulls[lengthof(values)] = {false};

	for (int i = 0; i < lengthof(numbers); i++)
	{
		values[5 + i] = Float8GetDatum(sepms_in_range(numbers[i]));
		nulls[5 + i] = isnan(numbers[i]);
	}
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_balance);
Datum
sepms_balance(PG_FUNCTION_ARGS)
{
	static const char *const denominators[] = {"pooled", "treated", "control", "weighted", NULL};
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_denominator denominator;
	ms_balance	b;
	Datum	   *name;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		return (Datum) 0;
	denominator = (ms_denominator) sepms_choice("denominator", PG_GETARG_TEXT_PP(2), denominators);
	b = view(tally_arg(fcinfo, 0));
	if (!has_patients(&b))
		return (Datum) 0;
	name = sepms_terms_arg(fcinfo, 1, &b.terms);
	for (int i = 0; i < b.terms; i++)
	{
		ms_balance_row row = ms_balance_of_term(&b, i, denominator);

		CHECK_FOR_INTERRUPTS();
		put_row(rsinfo, name != NULL ? name[i] : CStringGetTextDatum(sepms_term_without_name(i)), &row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sepms_effective_n);
Datum
sepms_effective_n(PG_FUNCTION_ARGS)
{
	ms_balance	b = view(tally_arg(fcinfo, 0));

	return sepms_return_numbers(fcinfo, 2, (double[]) {
		ms_effective_n(&b, MS_TREATED), ms_effective_n(&b, MS_CONTROL)
	});
}

/*
 * Privacy: in each arm the patients, and of each term those with and without a
 * value and, where it is 0 or 1, those with each, which its mean tells.
 */
PG_FUNCTION_INFO_V1(sepms_balance_publishable);
Datum
sepms_balance_publishable(PG_FUNCTION_ARGS)
{
	ms_balance	b = view(tally_arg(fcinfo, 0));
	int64	   *count = palloc(MS_ARMS * (1 + 4 * b.terms) * sizeof(int64));
	int			n = 0;

	for (int arm = 0; arm < MS_ARMS; arm++)
		count[n++] = b.patients[arm];
	for (int i = 0; i < MS_ARMS * b.terms; i++)
	{
		const ms_balance_term *t = &b.term[i];
		int64		ones = ms_balance_ones(t);

		count[n++] = t->n;
		count[n++] = b.patients[i / b.terms] - t->n;
		if (ones >= 0)
		{
			count[n++] = ones;
			count[n++] = t->n - ones;
		}
	}
	return sepms_return_publishable(fcinfo, 1, n, count);
}
