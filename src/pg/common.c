/*
 * common.c
 *		What the skins share.
 */
#include "common.h"

#include <math.h>

#include "../core/text.h"
#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/float.h"

sepms_kept *
sepms_keep(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(sepms_kept));
	return fcinfo->flinfo->fn_extra;
}

void
ms_pause(void)
{
	CHECK_FOR_INTERRUPTS();
}

sepms_elements
sepms_elements_of(ArrayType *array, int size)
{
	return (sepms_elements) {
		ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)), size, ARR_NULLBITMAP(array), ARR_DATA_PTR(array)
	};
}

char *
sepms_word_list(const char *const *words)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; words[i] != NULL; i++)
		appendStringInfo(&list, "%s\"%s\"", i > 0 ? ", " : "", words[i]);
	return list.data;
}

int
sepms_choice(const char *argument, const text *given, const char *const *allowed)
{
	const char *word = text_to_cstring(given);

	for (int i = 0; allowed[i] != NULL; i++)
		if (ms_is_word(word, strlen(word), allowed[i]))
			return i;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown %s: \"%s\"", argument, word),
			 errhint("Allowed are %s.", sepms_word_list(allowed))));
}

ms_lang
sepms_lang_arg(FunctionCallInfo fcinfo, int arg)
{
	static const char *const langs[] = {"en", "fr", NULL};

	return (ms_lang) sepms_choice("lang", PG_GETARG_TEXT_PP(arg), langs);
}

void
sepms_damaged(const char *value)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("invalid %s", value)));
}

void
sepms_bad_binary(const char *type, const char *problem)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary value for type %s: %s", type, problem)));
}

void
sepms_binary_needs(const char *type, StringInfo buf, int bytes)
{
	if (buf->len - buf->cursor < bytes)
		sepms_bad_binary(type, "too short");
}

void
sepms_binary_version(const char *type, StringInfo buf, int version)
{
	int			given;

	sepms_binary_needs(type, buf, 1);
	given = pq_getmsgbyte(buf);
	if (given != version)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown version of %s: %d", type, given),
				 errhint("This is version %d; a later sepms wrote the value, update this one.",
						 version)));
}

Datum
sepms_bad_tally_text(FunctionCallInfo fcinfo, const char *type, ms_json_result result,
					 int version, const char *detail, const char *hint)
{
	const char *str = PG_GETARG_CSTRING(0);

	if (result == MS_JSON_VERSION)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("unknown version of %s: \"%s\"", type, str),
				 errhint("This is version %d; a later sepms wrote the value, update this one.", version)));
	ereturn(fcinfo->context, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", type, str),
			 errdetail("%s", result == MS_JSON_DUPLICATE ? "A name is given twice." :
					   result == MS_JSON_RANGE ? "A number, or what the numbers say together, cannot be." : detail),
			 errhint("%s", hint)));
}

double
sepms_conf_level(double given)
{
	const char *hint = "It is a fraction above 0 and below 1, such as 0.95.";

	given = sepms_number("conf_level", given, hint);
	if (given <= 0 || given >= 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("conf_level is out of range: %g", given),
				 errhint("%s", hint)));
	return given;
}

int64
sepms_count(const char *argument, int64 given)
{
	if (given < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be negative: %lld", argument, (long long) given),
				 errhint("It is a count; use NULL where it is not known.")));
	return given;
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

int32
sepms_days(const char *argument, int32 given, const char *hint)
{
	if (given < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be negative: %d", argument, given),
				 errhint("%s", hint)));
	return given;
}

int32
sepms_count_or_unknown(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	if (PG_ARGISNULL(arg))
		return -1;
	return (int32) sepms_count(argument, PG_GETARG_INT32(arg));
}

double
sepms_number(const char *argument, double given, const char *hint)
{
	if (!isfinite(given))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be a finite number: %s", argument, float8out_internal(given)),
				 errhint("%s", hint)));
	return given;
}

double
sepms_number_or_unknown(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	const char *hint = "It is a number of 0 or more; use NULL where it is not known.";
	double		number;

	if (PG_ARGISNULL(arg))
		return NAN;
	number = sepms_number(argument, PG_GETARG_FLOAT8(arg), hint);
	if (number < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is out of range: %g", argument, number),
				 errhint("%s", hint)));
	return number;
}

ms_tri
sepms_tri_arg(FunctionCallInfo fcinfo, int arg)
{
	if (PG_ARGISNULL(arg))
		return MS_UNKNOWN;
	return PG_GETARG_BOOL(arg) ? MS_YES : MS_NO;
}

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

	if (kept->row == NULL)		/* looking it up takes longer than most answers */
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

text *
sepms_text_from_utf8(const char *utf8)
{
	return cstring_to_text(pg_any_to_server(utf8, strlen(utf8), PG_UTF8));
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

const char *
sepms_utf8(const char *str)
{
	int			encoding = GetDatabaseEncoding();
	int			len = strlen(str);
	int			room = len * MAX_CONVERSION_GROWTH + 1;
	Oid			conversion;
	char	   *utf8;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return str;
	conversion = FindDefaultConversionProc(encoding, PG_UTF8);
	if (!OidIsValid(conversion))
		return str;
	utf8 = palloc(room + 1);
	if (pg_do_encoding_conversion_buf(conversion, encoding, PG_UTF8, (unsigned char *) str, len,
									  (unsigned char *) utf8, room, true) < len)
		strcat(utf8, "?");
	return utf8;
}

const ms_label *
sepms_label_of(const ms_vocabulary *v, const char *str)
{
	const char *utf8 = sepms_utf8(str);

	return ms_label_by_name(v, utf8, strlen(utf8));
}
