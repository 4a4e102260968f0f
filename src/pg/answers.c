/*
 * answers.c
 *		Results: three-valued answers, numbers, rows and arrays.
 */
#include "common.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/float.h"

Datum
sepms_return_tri(FunctionCallInfo fcinfo, ms_tri answer)
{
	if (answer == MS_UNKNOWN)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(answer == MS_YES);
}

Datum
sepms_return_row(FunctionCallInfo fcinfo, const Datum *values, const bool *nulls)
{
	sepms_kept *kept = sepms_keep(fcinfo);

	if (kept->row == NULL)		/* looking it up takes longer than computing most answers */
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		TupleDesc	row;

		if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("function returning record called in a context that cannot accept it")));
		kept->row = BlessTupleDesc(row);
		MemoryContextSwitchTo(caller);
	}
	return HeapTupleGetDatum(heap_form_tuple(kept->row, unconstify(Datum *, values),
											 unconstify(bool *, nulls)));
}

double
sepms_in_range(double number)
{
	if (unlikely(isinf(number)))
		float_overflow_error();
	return number;
}

Datum
sepms_return_number(FunctionCallInfo fcinfo, double number)
{
	if (isnan(number))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sepms_in_range(number));
}

static Datum
return_doubles(FunctionCallInfo fcinfo, int n, const double *numbers)
{
	Datum		values[4];
	bool		nulls[4];

	Assert(n <= lengthof(values));
	for (int i = 0; i < n; i++)
	{
		values[i] = Float8GetDatum(numbers[i]);
		nulls[i] = isnan(numbers[i]);
	}
	return sepms_return_row(fcinfo, values, nulls);
}

Datum
sepms_return_numbers(FunctionCallInfo fcinfo, int n, const double *numbers)
{
	for (int i = 0; i < n; i++)
		(void) sepms_in_range(numbers[i]);
	return return_doubles(fcinfo, n, numbers);
}

Datum
sepms_return_ratio(FunctionCallInfo fcinfo, const double numbers[4])
{
	return return_doubles(fcinfo, 4, numbers);
}

Datum
sepms_return_pair(FunctionCallInfo fcinfo, bool known, double a, double b)
{
	return sepms_return_numbers(fcinfo, 2, (double[]) {known ? a : NAN, known ? b : NAN});
}

void
sepms_bigint_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("bigint out of range")));
}

int32
sepms_int32(int64 number)
{
	if (number < PG_INT32_MIN || number > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("integer out of range")));
	return (int32) number;
}

Datum
sepms_text_or_null(const char *utf8, bool *isnull)
{
	*isnull = utf8 == NULL;
	return *isnull ? (Datum) 0 : PointerGetDatum(sepms_text_from_utf8(utf8));
}

Datum
sepms_date_or_null(ms_date d, bool *isnull)
{
	*isnull = d.year == 0;
	return *isnull ? (Datum) 0 : DateADTGetDatum((DateADT) ms_day_of(d.year, d.month, d.day));
}

Datum
sepms_name_array(const char *const *names, int n)
{
	Datum	   *elems = palloc(Max(n, 1) * sizeof(Datum));

	for (int i = 0; i < n; i++)
		elems[i] = CStringGetTextDatum(names[i]);
	return PointerGetDatum(construct_array(elems, n, TEXTOID, -1, false, TYPALIGN_INT));
}

Datum
sepms_name_set(const char *const *names, uint32 set)
{
	const char *there[32];
	int			n = 0;

	for (int i = 0; i < lengthof(there); i++)
		if (set >> i & 1)
			there[n++] = names[i];
	return sepms_name_array(there, n);
}
