/*
 * edss.c
 *		The type edss: one byte that counts half points.
 *
 * The SQL script names the server's comparisons of "char" for edss with edss;
 * this file has input and output, casts, and comparisons with float8.
 */
#include "edss.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/numeric.h"
#include "utils/sortsupport.h"

#define EDSS_HINT "EDSS is 0, or 1.0 to 10.0 in steps of 0.5; 0.5 is not a value of the scale."

static double
edss_value(uint8 halves)
{
	return halves / 2.0;
}

PG_FUNCTION_INFO_V1(sepms_edss_in);
Datum
sepms_edss_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	uint8		halves;

	switch (ms_edss_parse(str, strlen(str), &halves))
	{
		case MS_EDSS_OK:
			PG_RETURN_EDSS(halves);
		case MS_EDSS_RANGE:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("value \"%s\" is out of range for type %s", str, "edss"),
					 errhint(EDSS_HINT)));
		default:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "edss", str),
					 errhint(EDSS_HINT)));
	}
}

PG_FUNCTION_INFO_V1(sepms_edss_out);
Datum
sepms_edss_out(PG_FUNCTION_ARGS)
{
	char	   *str = palloc(5);

	ms_edss_print(sepms_edss_arg(fcinfo, 0), str);
	PG_RETURN_CSTRING(str);
}

PG_FUNCTION_INFO_V1(sepms_edss_recv);
Datum
sepms_edss_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			halves = pq_getmsgbyte(buf);

	if (!ms_edss_valid(halves))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary value for type edss: %d half points", halves),
				 errhint(EDSS_HINT)));
	PG_RETURN_EDSS(halves);
}

PG_FUNCTION_INFO_V1(sepms_edss_send);
Datum
sepms_edss_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, PG_GETARG_EDSS(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* NULL if the text is not an EDSS, such as '<4' in some exports. */
PG_FUNCTION_INFO_V1(sepms_try_edss);
Datum
sepms_try_edss(PG_FUNCTION_ARGS)
{
	text	   *str = PG_GETARG_TEXT_PP(0);
	uint8		halves;

	if (ms_edss_parse(VARDATA_ANY(str), VARSIZE_ANY_EXHDR(str), &halves) != MS_EDSS_OK)
		PG_RETURN_NULL();
	PG_RETURN_EDSS(halves);
}

/* Visits of a series */

uint8
sepms_edss_of_visit(double value)
{
	uint8		halves;

	if (ms_edss_from_double(value, &halves) != MS_EDSS_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("value %g of the visits is not an EDSS value", value),
				 errhint(EDSS_HINT)));
	return halves;
}

/* Casts */

static Datum
edss_from_number(ms_edss_result result, const uint8 *halves, const char *given)
{
	if (result != MS_EDSS_OK)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is not an EDSS value", given),
				 errhint(EDSS_HINT)));
	PG_RETURN_EDSS(*halves);
}

static Datum
edss_from_int(int64 value)
{
	uint8		halves;

	return edss_from_number(ms_edss_from_double((double) value, &halves), &halves,
							psprintf("%lld", (long long) value));
}

PG_FUNCTION_INFO_V1(sepms_edss_from_float8);
Datum
sepms_edss_from_float8(PG_FUNCTION_ARGS)
{
	double		value = PG_GETARG_FLOAT8(0);
	uint8		halves;

	return edss_from_number(ms_edss_from_double(value, &halves), &halves,
							float8out_internal(value));
}

PG_FUNCTION_INFO_V1(sepms_edss_from_float4);
Datum
sepms_edss_from_float4(PG_FUNCTION_ARGS)
{
	float		value = PG_GETARG_FLOAT4(0);
	uint8		halves;

	return edss_from_number(ms_edss_from_double(value, &halves), &halves,
							DatumGetCString(DirectFunctionCall1(float4out, Float4GetDatum(value))));
}

PG_FUNCTION_INFO_V1(sepms_edss_from_int2);
Datum
sepms_edss_from_int2(PG_FUNCTION_ARGS)
{
	return edss_from_int(PG_GETARG_INT16(0));
}

PG_FUNCTION_INFO_V1(sepms_edss_from_int4);
Datum
sepms_edss_from_int4(PG_FUNCTION_ARGS)
{
	return edss_from_int(PG_GETARG_INT32(0));
}

PG_FUNCTION_INFO_V1(sepms_edss_from_int8);
Datum
sepms_edss_from_int8(PG_FUNCTION_ARGS)
{
	return edss_from_int(PG_GETARG_INT64(0));
}

/* Goes through text, which is exact: 2.00000000000000000001 is rejected. */
PG_FUNCTION_INFO_V1(sepms_edss_from_numeric);
Datum
sepms_edss_from_numeric(PG_FUNCTION_ARGS)
{
	char	   *value = DatumGetCString(DirectFunctionCall1(numeric_out, PG_GETARG_DATUM(0)));
	uint8		halves;

	return edss_from_number(ms_edss_parse(value, strlen(value), &halves), &halves, value);
}

PG_FUNCTION_INFO_V1(sepms_edss_to_float8);
Datum
sepms_edss_to_float8(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(edss_value(PG_GETARG_EDSS(0)));
}

PG_FUNCTION_INFO_V1(sepms_edss_to_numeric);
Datum
sepms_edss_to_numeric(PG_FUNCTION_ARGS)
{
	PG_RETURN_NUMERIC(int64_div_fast_to_numeric(PG_GETARG_EDSS(0) * 5, 1));
}

/* Sorting, min, max */

/*
 * The bytes sort as the values do.  The server has a specialized sort for this
 * comparator.
 */
PG_FUNCTION_INFO_V1(sepms_edss_sortsupport);
Datum
sepms_edss_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = ssup_datum_int32_cmp;
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(sepms_edss_smaller);
Datum
sepms_edss_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_EDSS(Min(PG_GETARG_EDSS(0), PG_GETARG_EDSS(1)));
}

PG_FUNCTION_INFO_V1(sepms_edss_larger);
Datum
sepms_edss_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_EDSS(Max(PG_GETARG_EDSS(0), PG_GETARG_EDSS(1)));
}

/* RANGE BETWEEN 1.0 PRECEDING AND ... over an EDSS column. */
PG_FUNCTION_INFO_V1(sepms_edss_in_range);
Datum
sepms_edss_in_range(PG_FUNCTION_ARGS)
{
	double		value = edss_value(PG_GETARG_EDSS(0));
	double		base = edss_value(PG_GETARG_EDSS(1));
	double		offset = PG_GETARG_FLOAT8(2);
	bool		preceding = PG_GETARG_BOOL(3);
	bool		less = PG_GETARG_BOOL(4);
	double		bound = preceding ? base - offset : base + offset;

	if (!(offset >= 0))			/* also rejects NaN */
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PRECEDING_OR_FOLLOWING_SIZE),
				 errmsg("invalid preceding or following size in window function")));
	PG_RETURN_BOOL(less ? value <= bound : value >= bound);
}

/*
 * Comparisons with float8, so that edss >= 6.0 needs no cast and can use an
 * index.  NaN is greater than every value, as elsewhere in the server.
 */
#define EDSS_FLOAT8_OPERATOR(op) \
	PG_FUNCTION_INFO_V1(sepms_edss_float8_##op); \
	Datum \
	sepms_edss_float8_##op(PG_FUNCTION_ARGS) \
	{ \
		PG_RETURN_BOOL(float8_##op(edss_value(PG_GETARG_EDSS(0)), PG_GETARG_FLOAT8(1))); \
	} \
	PG_FUNCTION_INFO_V1(sepms_float8_edss_##op); \
	Datum \
	sepms_float8_edss_##op(PG_FUNCTION_ARGS) \
	{ \
		PG_RETURN_BOOL(float8_##op(PG_GETARG_FLOAT8(0), edss_value(PG_GETARG_EDSS(1)))); \
	}

EDSS_FLOAT8_OPERATOR(eq)
EDSS_FLOAT8_OPERATOR(ne)
EDSS_FLOAT8_OPERATOR(lt)
EDSS_FLOAT8_OPERATOR(le)
EDSS_FLOAT8_OPERATOR(gt)
EDSS_FLOAT8_OPERATOR(ge)

PG_FUNCTION_INFO_V1(sepms_edss_float8_cmp);
Datum
sepms_edss_float8_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(float8_cmp_internal(edss_value(PG_GETARG_EDSS(0)), PG_GETARG_FLOAT8(1)));
}

PG_FUNCTION_INFO_V1(sepms_float8_edss_cmp);
Datum
sepms_float8_edss_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(float8_cmp_internal(PG_GETARG_FLOAT8(0), edss_value(PG_GETARG_EDSS(1))));
}

/* Is the rise from reference to value large enough to count as worsening? */
PG_FUNCTION_INFO_V1(sepms_edss_worsening);
Datum
sepms_edss_worsening(PG_FUNCTION_ARGS)
{
	static const char *const variants[] = {"std50", "std55", "opera", NULL};
	uint8		reference = PG_GETARG_EDSS(0);
	uint8		value = PG_GETARG_EDSS(1);
	ms_edss_variant variant = sepms_choice("variant", PG_GETARG_TEXT_PP(2), variants);

	PG_RETURN_BOOL(value - reference >= ms_edss_delta(reference, variant));
}
