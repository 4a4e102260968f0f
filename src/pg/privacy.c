/*
 * privacy.c
 *		Suppression of small counts.  What is asked of a tally stands with the
 *		other functions of its type.
 */
#include "privacy.h"

#include "../core/privacy.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* A table of more cells is no table that is read. */
#define CELLS_MAX 10000

/*
 * What stands for a hidden cell of a table.  One symbol for all: to say which
 * are small would, with a total, narrow how small.
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
				 errhint("It is the smallest count above 0 that is shown, 1 or more.")));
	return threshold;
}

Datum
sepms_return_publishable(FunctionCallInfo fcinfo, int threshold_arg, int n, const int64 *counts)
{
	int32		threshold = sepms_threshold_arg(fcinfo, threshold_arg);

	for (int i = 0; i < n; i++)
		if (!sepms_publishable_count(counts[i], threshold))
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

	if (sepms_publishable_count(count, threshold))
		PG_RETURN_TEXT_P(count_text(count));
	PG_RETURN_TEXT_P(cstring_to_text(psprintf("<%d", (int) threshold)));
}

/* A row of counts, or a table: NULL stays NULL. */
PG_FUNCTION_INFO_V1(sepms_suppress_array);
Datum
sepms_suppress_array(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	int32		threshold = sepms_threshold_arg(fcinfo, 1);
	int			ndim = ARR_NDIM(array);
	Datum	   *given;
	bool	   *null;
	int			n;
	int64	   *count;
	bool	   *hidden;

	if (ndim > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("too many dimensions of counts: %d", ndim),
				 errhint("Counts are a row, or a table of rows and columns.")));
	deconstruct_array(array, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &given, &null, &n);
	if (n > CELLS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many counts: %d", n),
				 errdetail("A table has at most %d cells.", CELLS_MAX)));
	count = palloc(Max(n, 1) * sizeof(int64));
	hidden = palloc(Max(n, 1) * sizeof(bool));
	for (int i = 0; i < n; i++)
		count[i] = null[i] ? -1 : sepms_count("count", DatumGetInt64(given[i]));
	if (n > 0)
		sepms_suppress_table(count, ndim == 2 ? ARR_DIMS(array)[0] : 1,
							 ARR_DIMS(array)[ndim - 1], threshold, hidden);
	for (int i = 0; i < n; i++)
		given[i] = null[i] ? (Datum) 0 :
			PointerGetDatum(hidden[i] ? cstring_to_text(HIDDEN_TEXT) : count_text(count[i]));
	PG_RETURN_ARRAYTYPE_P(construct_md_array(given, null, ndim, ARR_DIMS(array), ARR_LBOUND(array),
											 TEXTOID, -1, false, TYPALIGN_INT));
}
