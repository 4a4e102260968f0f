/*
 * arguments.c
 *		Checks of arguments.
 */
#include "arguments.h"

#include <math.h>

#include "../core/text.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"

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
	int			place = ms_word_place(word, strlen(word), allowed);

	if (place < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown %s: \"%s\"", argument, word),
				 errhint("Allowed values are %s.", sepms_word_list(allowed))));
	return place;
}

ms_lang
sepms_lang_arg(FunctionCallInfo fcinfo, int arg)
{
	static const char *const langs[] = {"en", "fr", NULL};

	return (ms_lang) sepms_choice("lang", PG_GETARG_TEXT_PP(arg), langs);
}

double
sepms_conf_level(double given)
{
	return sepms_number_within("conf_level", given, given > 0 && given < 1,
							   "It must be a fraction above 0 and below 1, such as 0.95.");
}

static int64
not_negative(const char *argument, int64 given, const char *hint)
{
	if (given < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be negative: %lld", argument, (long long) given),
				 errhint("%s", hint)));
	return given;
}

int64
sepms_count(const char *argument, int64 given)
{
	return not_negative(argument, given, "It is a count; use NULL if it is unknown.");
}

int32
sepms_days(const char *argument, int32 given, const char *hint)
{
	return (int32) not_negative(argument, given, hint);
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
sepms_number_within(const char *argument, double given, bool within, const char *hint)
{
	(void) sepms_number(argument, given, hint);
	if (!within)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is out of range: %g", argument, given),
				 errhint("%s", hint)));
	return given;
}

double
sepms_number_or_unknown(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	double		given;

	if (PG_ARGISNULL(arg))
		return NAN;
	given = PG_GETARG_FLOAT8(arg);
	return sepms_number_within(argument, given, given >= 0,
							   "It must be 0 or more; use NULL if it is unknown.");
}

ms_tri
sepms_tri_arg(FunctionCallInfo fcinfo, int arg)
{
	if (PG_ARGISNULL(arg))
		return MS_UNKNOWN;
	return PG_GETARG_BOOL(arg) ? MS_YES : MS_NO;
}

sepms_elements
sepms_elements_of(ArrayType *array, int size)
{
	return (sepms_elements) {
		ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)), size, ARR_NULLBITMAP(array), ARR_DATA_PTR(array)
	};
}

void
sepms_one_dimension(const char *argument, int dimensions, const char *hint)
{
	if (unlikely(dimensions > 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must have one dimension, not %d", argument, dimensions),
				 hint != NULL ? errhint("%s", hint) : 0));
}

#define TERMS_HINT "Give a name for each element of x, in the same order, or leave terms out."

Datum *
sepms_terms_arg(FunctionCallInfo fcinfo, int arg, int *terms)
{
	ArrayType  *array;
	Datum	   *name;
	bool	   *null;
	int			n;

	if (PG_ARGISNULL(arg))
		return NULL;
	array = PG_GETARG_ARRAYTYPE_P(arg);
	sepms_one_dimension("terms", ARR_NDIM(array), TERMS_HINT);
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &name, &null, &n);
	if (*terms < 0)
		*terms = n;
	if (n != *terms)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("terms must have %d name%s, not %d", *terms, *terms == 1 ? "" : "s", n),
				 errhint(TERMS_HINT)));
	for (int i = 0; i < n; i++)
		if (null[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a name in terms is NULL"),
					 errhint(TERMS_HINT)));
	return name;
}

char *
sepms_term_without_name(int place)
{
	return psprintf("x%d", place + 1);
}
