/*
 * type_io.c
 *		Errors of the input and output of types: values that a type does not
 *		have.
 */
#include "type_io.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

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
				 errhint("This sepms reads version %d. A later sepms wrote the value: update sepms here.",
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
				 errhint("This sepms reads version %d. A later sepms wrote the value: update sepms here.", version)));
	ereturn(fcinfo->context, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", type, str),
			 errdetail("%s", result == MS_JSON_DUPLICATE ? "A name occurs twice." :
					   result == MS_JSON_RANGE ? "A number is out of range, or the numbers contradict each other." : detail),
			 errhint("%s", hint)));
}
