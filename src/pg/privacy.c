/*
 * privacy.c
 *		Suppression of small counts.  The check of a tally is with the other
 *		functions of its type.
 */
#include "privacy.h"

#include "../core/privacy.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* The most cells of a table; nobody reads a larger one. */
#define CELLS_MAX 10000

/*
 * What a hidden cell of a table shows.  All hidden cells show the same:
 * knowing which of them are small would, together with a total, narrow down
 * their counts.
 */
#define HIDDEN_TEXT "*"

int32
sepms_threshold_arg(FunctionCallInfo fcinfo, int arg)
{
	int32		threshold = PG_GETARG_INT32(arg);

	if (threshold < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("threshold is out of range: %d", (int) threshold),
				 errhint("It is the smallest count above 0 that is shown, and must be 1 or more.")));
	return threshold;
}

Datum
sepms_return_publishable(FunctionCallInfo fcinfo, int threshold_arg, int n, const int64 *counts)
{
	int32		threshold = sepms_threshold_arg(fcinfo, threshold_arg);

	for (int i = 0; i < n; i++)
		if (!ms_publishable_count(counts[i], threshold))
			PG_RETURN_BOOL(false);
	PG_RETURN_BOOL(true);
}

static text *
count_text(int64 count)
{
	return cstring_to_text(psprintf("%lld", (long long) count));
}

PG_FUNCTION_INFO_V1(sepms_suppress);
Datum
sepms_suppress(PG_FUNCTION_ARGS)
{
	int64		count = sepms_count("count", PG_GETARG_INT64(0));
	int32		threshold = sepms_threshold_arg(fcinfo, 1);

	if (ms_publishable_count(count, threshold))
		PG_RETURN_TEXT_P(count_text(count));
	PG_RETURN_TEXT_P(cstring_to_text(psprintf("<%d", (int) threshold)));
}

/*
 * A row of counts, or a table, row by row.  A NULL is -1 here and stays NULL
 * in the result.
 */
typedef struct Counts
{
	ArrayType  *array;
	int			n;
	int			rows;
	int			columns;
	int64	   *count;
	bool	   *hidden;
	void	   *memory;			/* workspace of the core */
} Counts;

static void
check_counts(const Counts *c)
{
	if (ARR_NDIM(c->array) > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("too many dimensions of counts: %d", ARR_NDIM(c->array)),
				 errhint("Give one row of counts, or a table of rows and columns.")));
	if (c->n > CELLS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many counts: %d", c->n),
				 errdetail("A table has at most %d cells.", CELLS_MAX)));
}

static void
read_counts(Counts *c)
{
	Datum	   *given;
	bool	   *null;

	deconstruct_array(c->array, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &given, &null, &c->n);
	for (int i = 0; i < c->n; i++)
		c->count[i] = null[i] ? -1 : sepms_count("count", DatumGetInt64(given[i]));
	if (!ms_counts_fit(c->count, c->n))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the total of the counts is out of range for bigint"),
				 errhint("The totals of a table are published with it, and may be at most %lld.",
						 (long long) PG_INT64_MAX)));
}

static Counts
counts_arg(FunctionCallInfo fcinfo, int arg)
{
	Counts		c;

	c.array = PG_GETARG_ARRAYTYPE_P(arg);
	c.n = ArrayGetNItems(ARR_NDIM(c.array), ARR_DIMS(c.array));
	check_counts(&c);
	c.rows = ARR_NDIM(c.array) == 2 ? ARR_DIMS(c.array)[0] : 1;
	c.columns = c.n / c.rows;
	c.count = palloc(Max(c.n, 1) * sizeof(int64));
	c.hidden = palloc(Max(c.n, 1) * sizeof(bool));
	c.memory = palloc(ms_suppress_memory(c.rows, c.columns));
	read_counts(&c);
	return c;
}

/*
 * Decides which counts are hidden; false if the totals give a small count away
 * even if all are.
 */
static bool
suppress_counts(Counts *c, int32 threshold)
{
	return c->n == 0 ||
		ms_suppress_table(c->count, c->rows, c->columns, threshold, c->hidden, c->memory);
}

/* What a cell shows; NULL if its count is not known. */
static Datum
shown_text(const Counts *c, int cell)
{
	if (c->count[cell] < 0)
		return (Datum) 0;
	return PointerGetDatum(c->hidden[cell] ? cstring_to_text(HIDDEN_TEXT) : count_text(c->count[cell]));
}

PG_FUNCTION_INFO_V1(sepms_suppress_array);
Datum
sepms_suppress_array(PG_FUNCTION_ARGS)
{
	Counts		c = counts_arg(fcinfo, 0);
	int32		threshold = sepms_threshold_arg(fcinfo, 1);
	Datum	   *shown = palloc(Max(c.n, 1) * sizeof(Datum));
	bool	   *null = palloc(Max(c.n, 1) * sizeof(bool));

	(void) suppress_counts(&c, threshold);
	for (int i = 0; i < c.n; i++)
	{
		shown[i] = shown_text(&c, i);
		null[i] = c.count[i] < 0;
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(shown, null, ARR_NDIM(c.array), ARR_DIMS(c.array),
											 ARR_LBOUND(c.array), TEXTOID, -1, false, TYPALIGN_INT));
}

PG_FUNCTION_INFO_V1(sepms_suppress_safe);
Datum
sepms_suppress_safe(PG_FUNCTION_ARGS)
{
	Counts		c = counts_arg(fcinfo, 0);

	PG_RETURN_BOOL(suppress_counts(&c, sepms_threshold_arg(fcinfo, 1)));
}

/*
 * The subscript of a place in a dimension of the array, counted from the last;
 * 1 if there is no such dimension.
 */
static int32
subscript(const Counts *c, int from_last, int place)
{
	int			dimension = ARR_NDIM(c->array) - 1 - from_last;

	return dimension < 0 ? 1 : ARR_LBOUND(c->array)[dimension] + place;
}

PG_FUNCTION_INFO_V1(sepms_suppress_bounds);
Datum
sepms_suppress_bounds(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Counts		c = counts_arg(fcinfo, 0);
	int32		threshold = sepms_threshold_arg(fcinfo, 1);
	int64	   *lower = palloc(Max(c.n, 1) * sizeof(int64));
	int64	   *upper = palloc(Max(c.n, 1) * sizeof(int64));

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	(void) suppress_counts(&c, threshold);
	if (c.n > 0)
		ms_suppress_range(c.count, c.rows, c.columns, c.hidden, lower, upper, c.memory);
	for (int i = 0; i < c.n; i++)
	{
		bool		unknown = c.count[i] < 0;
		Datum		values[] = {
			Int32GetDatum(subscript(&c, 1, i / c.columns)), Int32GetDatum(subscript(&c, 0, i % c.columns)),
			shown_text(&c, i), Int64GetDatum(lower[i]), Int64GetDatum(upper[i])
		};
		bool		nulls[] = {false, false, unknown, unknown, unknown};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
