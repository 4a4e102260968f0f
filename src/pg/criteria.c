/*
 * criteria.c
 *		The type disability_criteria.  It is stored as its canonical text, a
 *		JSON object with all parameters, so that a stored definition keeps its
 *		meaning if a later version adds parameters.
 */
#include "criteria.h"

#include <math.h>

#include "../core/describe.h"
#include "../core/text.h"
#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#define HINT_FORM "Give an object such as {\"outcome\": \"edss\", \"event\": \"firstPIRA\"}, or the name of an outcome or of a definition. The function disability_criteria() builds a value."

/*
 * Where a definition comes from: it determines the SQLSTATE of errors, and
 * whether they are soft.  The functions below report what is wrong and, if
 * errors are soft, return false.
 */
typedef struct Source
{
	int			sqlstate;
	Node	   *escontext;
} Source;

static const Source from_arguments = {ERRCODE_INVALID_PARAMETER_VALUE, NULL};
static const Source from_infinite = {ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, NULL};
static const Source from_jsonb = {ERRCODE_INVALID_PARAMETER_VALUE, NULL};
static const Source from_binary = {ERRCODE_INVALID_BINARY_REPRESENTATION, NULL};

static bool
bad_value(const char *name, const char *given, const char *hint, const Source *source)
{
	ereturn(source->escontext, false,
			(errcode(source->sqlstate),
			 errmsg("invalid %s: %s", name, given),
			 errhint("%s", hint)));
}

/* A JSON value as text, for messages. */
static const char *
json_text(const JsonbValue *v)
{
	if (v->type == jbvString)
		return psprintf("\"%s\"", pnstrdup(v->val.string.val, v->val.string.len));
	if (v->type == jbvBinary)
		return JsonbToCString(NULL, v->val.binary.data, v->val.binary.len);
	return JsonbToCString(NULL, &JsonbValueToJsonb(unconstify(JsonbValue *, v))->root, 0);
}

static bool
is_string(const JsonbValue *v, const char *str)
{
	return v->type == jbvString && strlen(str) == v->val.string.len &&
		memcmp(str, v->val.string.val, v->val.string.len) == 0;
}

/* A number, null (NaN), or "Infinity". */
static bool
json_number(const JsonbValue *v, double *number)
{
	if (v->type == jbvNull)
		*number = NAN;
	else if (v->type == jbvNumeric)
		*number = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
													 NumericGetDatum(v->val.numeric)));
	else if (v->type == jbvString && ms_is_word(v->val.string.val, v->val.string.len, "infinity"))
		*number = INFINITY;
	else
		return false;
	return true;
}

/*
 * Reads an array of such numbers, or a single one, and returns how many: -1 if
 * something else was found, room + 1 if there are more than there is room for.
 */
static int
json_numbers(const JsonbValue *v, double *numbers, int room)
{
	JsonbIterator *it;
	JsonbValue	element;
	int			n = 0;

	if (v->type != jbvBinary)
		return json_number(v, numbers) ? 1 : -1;
	if (!JsonContainerIsArray(v->val.binary.data))
		return -1;
	it = JsonbIteratorInit(v->val.binary.data);
	for (JsonbIteratorToken token = JsonbIteratorNext(&it, &element, true);
		 token != WJB_DONE; token = JsonbIteratorNext(&it, &element, true))
		if (token == WJB_ELEM)
		{
			if (n == room)
				return room + 1;
			if (!json_number(&element, &numbers[n++]))
				return -1;
		}
	return n;
}

/*
 * "prec": [0, null], ..., "prec_type": "last"; members that are missing are
 * left unchanged.
 */
static bool
set_windows(ms_windows *w, const JsonbValue *given, const Source *source)
{
	JsonbIterator *it;
	JsonbValue	v;
	JsonbIteratorToken token;
	int			key = -1;
	const char *keys = "It must be an object with the keys \"prec\", \"event\", \"conf\" (days before and after each, null for open) and \"prec_type\" (\"baseline\", \"last\" or \"last_delta\").";

	if (given->type != jbvBinary || !JsonContainerIsObject(given->val.binary.data))
		return bad_value("relapse_indep", json_text(given), keys, source);
	it = JsonbIteratorInit(given->val.binary.data);
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			key = 0;
			while (key < MS_ANCHORS && !is_string(&v, ms_anchor_names[key]))
				key++;
			if (key == MS_ANCHORS && !is_string(&v, "prec_type"))
				return bad_value("relapse_indep", json_text(given), keys, source);
		}
		else if (token == WJB_VALUE && key < MS_ANCHORS)
		{
			double		days[2];
			const char *hint = ms_windows_set(w, key, days, json_numbers(&v, days, 2));

			if (hint != NULL)
				return bad_value(psprintf("relapse_indep, %s", ms_anchor_names[key]),
								 json_text(&v), hint, source);
		}
		else if (token == WJB_VALUE)
		{
			int			i = 0;

			while (ms_prec_type_words[i] != NULL && !is_string(&v, ms_prec_type_words[i]))
				i++;
			if (ms_prec_type_words[i] == NULL)
				return bad_value("relapse_indep, prec_type", json_text(&v), keys, source);
			w->prec_type = i;
		}
	}
	return true;
}

static bool
set_word(ms_criteria *c, const ms_parameter *p, const char *word, const Source *source)
{
	int			place = ms_word_place(word, strlen(word), p->words);

	if (place < 0)
		return bad_value(p->name, psprintf("\"%s\"", word),
						 p->offset == offsetof(ms_criteria, variant) ? ms_outcome_variants(c->outcome) :
						 psprintf("Allowed values are %s.", sepms_word_list(p->words)), source);
	*(int *) ((char *) c + p->offset) = place;
	return true;
}

#define NO_NULL "Its elements must be numbers, and none may be null."

/*
 * n is -1 if an element is not a number, and above MS_PERIODS_MAX if there are
 * too many.  Some parameters may be infinite.
 */
static bool
set_numbers(ms_criteria *c, const ms_parameter *p, const double *numbers, int n,
			const char *given, const Source *source)
{
	const char *hint = n < 0 ? "Its elements must be numbers." : NULL;
	bool		finite = true;

	for (int i = 0; i < Min(n, MS_PERIODS_MAX); i++)
	{
		if (isnan(numbers[i]))
			hint = NO_NULL;
		finite = finite && isfinite(numbers[i]);
	}
	if (hint == NULL)
		hint = ms_criteria_set_numbers(c, p, numbers, n);
	return hint == NULL ||
		bad_value(p->name, given, hint, source == &from_arguments && !finite ? &from_infinite : source);
}

static bool
set_from_json(ms_criteria *c, const ms_parameter *p, const JsonbValue *v, const Source *source)
{
	double		numbers[MS_PERIODS_MAX];

	switch (p->kind)
	{
		case MS_WORD:
			if (v->type != jbvString)
				return bad_value(p->name, json_text(v), "It must be a word.", source);
			return set_word(c, p, pnstrdup(v->val.string.val, v->val.string.len), source);
		case MS_FLAG:
			if (v->type != jbvBool)
				return bad_value(p->name, json_text(v), "It must be true or false.", source);
			*(bool *) ((char *) c + p->offset) = v->val.boolean;
			return true;
		case MS_WINDOWS:
			return set_windows((ms_windows *) ((char *) c + p->offset), v, source);
		case MS_NUMBER:
			if (v->type == jbvBinary || json_numbers(v, numbers, 1) != 1)
				return bad_value(p->name, json_text(v), "It must be a number.", source);
			return set_numbers(c, p, numbers, 1, json_text(v), source);
		default:
			return set_numbers(c, p, numbers, json_numbers(v, numbers, MS_PERIODS_MAX),
							   json_text(v), source);
	}
}

/* Checks that need all parameters. */
static bool
settle(ms_criteria *c, const Source *source)
{
	const char *which;
	const char *hint = ms_criteria_settle(c, &which);

	if (hint == NULL)
		return true;
	ereturn(source->escontext, false,
			(errcode(source->sqlstate),
			 errmsg("%s does not fit the other parameters", which),
			 errhint("%s", hint)));
}

/* Looks up a name: an outcome, or a published definition. */
static bool
criteria_by_name(const char *name, ms_criteria *c, const Source *source)
{
	const char *known[32];
	int			n = 0;

	if (ms_criteria_named(name, c))
		return true;
	while (n < lengthof(known) - 1 && ms_criteria_name(n) != NULL)
	{
		known[n] = ms_criteria_name(n);
		n++;
	}
	known[n] = NULL;
	return bad_value("outcome or definition", psprintf("\"%s\"", name),
					 psprintf("The outcomes and definitions are %s.", sepms_word_list(known)), source);
}

static bool
criteria_from_jsonb(Jsonb *json, ms_criteria *c, const Source *source)
{
	JsonbValue	outcome;
	JsonbValue	v;
	JsonbIterator *it;
	JsonbIteratorToken token;
	const ms_parameter *p = NULL;

	if (!JB_ROOT_IS_OBJECT(json))
		return bad_value("disability_criteria", JsonbToCString(NULL, &json->root, VARSIZE(json)),
						 HINT_FORM, source);
	/* the outcome first, because other defaults depend on it */
	if (getKeyJsonValueFromContainer(&json->root, "outcome", strlen("outcome"), &outcome) == NULL)
		ms_criteria_named("edss", c);
	else if (outcome.type != jbvString)
		return bad_value("outcome", json_text(&outcome), "It must be a word.", source);
	else if (!criteria_by_name(pnstrdup(outcome.val.string.val, outcome.val.string.len), c, source))
		return false;

	it = JsonbIteratorInit(&json->root);
	while ((token = JsonbIteratorNext(&it, &v, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
		{
			p = ms_parameter_named(v.val.string.val, v.val.string.len);
			if (p == NULL)
				return bad_value("parameter", json_text(&v),
								 "The allowed parameters are those of the function disability_criteria().",
								 source);
		}
		/* the outcome was set above, and may have been the name of a definition */
		else if (token == WJB_VALUE && p != &ms_parameters[0] &&
				 !set_from_json(c, p, &v, source))
			return false;
	}
	return settle(c, source);
}

/*
 * The type
 */

static text *
criteria_text(const ms_criteria *c)
{
	char		str[MS_CRITERIA_TEXT_MAX];

	return cstring_to_text_with_len(str, ms_criteria_print(c, str));
}

/* Parses the text of a value, or a name. */
static bool
criteria_parse(const char *str, ms_criteria *c, const Source *source)
{
	const char *end = str + strlen(str);
	Datum		json;

	ms_skip_blanks(&str, end);
	if (*str != '{')
	{
		ms_trim_end(str, &end);
		return criteria_by_name(pnstrdup(str, end - str), c, source) && settle(c, source);
	}
	if (!sepms_input_call(jsonb_in, str, source->escontext, &json))
		return false;
	return criteria_from_jsonb(DatumGetJsonbP(json), c, source);
}

PG_FUNCTION_INFO_V1(sepms_disability_criteria_in);
Datum
sepms_disability_criteria_in(PG_FUNCTION_ARGS)
{
	Source		source = {ERRCODE_INVALID_TEXT_REPRESENTATION, (Node *) fcinfo->context};
	ms_criteria c;

	if (!criteria_parse(PG_GETARG_CSTRING(0), &c, &source))
		PG_RETURN_NULL();		/* an error was reported softly */
	PG_RETURN_TEXT_P(criteria_text(&c));
}

PG_FUNCTION_INFO_V1(sepms_disability_criteria_out);
Datum
sepms_disability_criteria_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(TextDatumGetCString(PG_GETARG_DATUM(0)));
}

/* Errors that jsonb reports for its text become errors of the binary value. */
static void
refuse_binary(MemoryContext context)
{
	ErrorData  *error;

	MemoryContextSwitchTo(context);
	error = CopyErrorData();
	FlushErrorState();
	if (error->sqlerrcode == ERRCODE_INVALID_TEXT_REPRESENTATION ||
		error->sqlerrcode == ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE)
		error->sqlerrcode = ERRCODE_INVALID_BINARY_REPRESENTATION;
	ReThrowError(error);
}

/* Binary: the canonical text. */
PG_FUNCTION_INFO_V1(sepms_disability_criteria_recv);
Datum
sepms_disability_criteria_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	ms_criteria c;
	MemoryContext caller = CurrentMemoryContext;
	int			len;
	char	   *str = pq_getmsgtext(buf, buf->len - buf->cursor, &len);

	PG_TRY();
	{
		criteria_parse(str, &c, &from_binary);
	}
	PG_CATCH();
	{
		refuse_binary(caller);
	}
	PG_END_TRY();
	PG_RETURN_TEXT_P(criteria_text(&c));
}

PG_FUNCTION_INFO_V1(sepms_disability_criteria_send);
Datum
sepms_disability_criteria_send(PG_FUNCTION_ARGS)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendtext(&buf, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(sepms_criteria_from_jsonb);
Datum
sepms_criteria_from_jsonb(PG_FUNCTION_ARGS)
{
	ms_criteria c;

	criteria_from_jsonb(PG_GETARG_JSONB_P(0), &c, &from_jsonb);
	PG_RETURN_TEXT_P(criteria_text(&c));
}

PG_FUNCTION_INFO_V1(sepms_criteria_to_jsonb);
Datum
sepms_criteria_to_jsonb(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(TextDatumGetCString(PG_GETARG_DATUM(0)))));
}

/* A float8[] without NULLs, as an argument of the constructor. */
static void
set_from_array(ms_criteria *c, const ms_parameter *p, ArrayType *array)
{
	Datum	   *elements;
	bool	   *nulls;
	int			n;
	double		numbers[MS_PERIODS_MAX];
	StringInfoData given;

	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &elements, &nulls, &n);
	initStringInfo(&given);
	for (int i = 0; i < n; i++)
	{
		double		number = nulls[i] ? NAN : DatumGetFloat8(elements[i]);

		if (i == MS_PERIODS_MAX)
		{
			appendStringInfoString(&given, ",...");
			break;
		}
		appendStringInfo(&given, nulls[i] ? "%sNULL" : "%s%g", i > 0 ? "," : "{", number);
		numbers[i] = number;
	}
	appendStringInfoString(&given, n > 0 ? "}" : "{}");
	if (array_contains_nulls(array))
		bad_value(p->name, given.data, NO_NULL, &from_arguments);
	set_numbers(c, p, numbers, n, given.data, &from_arguments);
}

/*
 * The constructor.  Its arguments are ms_parameters[], in their order (an
 * older script has fewer); the first names an outcome or a definition.  A NULL
 * argument leaves the default of that outcome or definition.
 */
PG_FUNCTION_INFO_V1(sepms_disability_criteria);
Datum
sepms_disability_criteria(PG_FUNCTION_ARGS)
{
	ms_criteria c;

	criteria_by_name(PG_ARGISNULL(0) ? "edss" : text_to_cstring(PG_GETARG_TEXT_PP(0)), &c, &from_arguments);
	for (int i = 1; i < Min(PG_NARGS(), ms_parameter_count); i++)
	{
		const ms_parameter *p = &ms_parameters[i];
		double		number;
		JsonbValue	v;

		if (PG_ARGISNULL(i))
			continue;
		switch (p->kind)
		{
			case MS_WORD:
				set_word(&c, p, text_to_cstring(PG_GETARG_TEXT_PP(i)), &from_arguments);
				break;
			case MS_FLAG:
				*(bool *) ((char *) &c + p->offset) = PG_GETARG_BOOL(i);
				break;
			case MS_NUMBER:
				number = PG_GETARG_FLOAT8(i);
				set_numbers(&c, p, &number, 1, psprintf("%g", number), &from_arguments);
				break;
			case MS_WINDOWS:
				JsonbToJsonbValue(PG_GETARG_JSONB_P(i), &v);
				set_windows((ms_windows *) ((char *) &c + p->offset), &v, &from_arguments);
				break;
			default:
				set_from_array(&c, p, PG_GETARG_ARRAYTYPE_P(i));
		}
	}
	settle(&c, &from_arguments);
	PG_RETURN_TEXT_P(criteria_text(&c));
}

PG_FUNCTION_INFO_V1(sepms_describe);
Datum
sepms_describe(PG_FUNCTION_ARGS)
{
	const ms_criteria *c = sepms_criteria_arg(fcinfo, 0);
	char		str[MS_DESCRIPTION_MAX];

	ms_describe_criteria(c, sepms_lang_arg(fcinfo, 1), str);
	PG_RETURN_TEXT_P(sepms_text_from_utf8(str));
}

/* The last value parsed, and its text */
typedef struct CriteriaCache
{
	ms_criteria criteria;
	Size		size;
	char	   *text;
} CriteriaCache;

const ms_criteria *
sepms_criteria_arg(FunctionCallInfo fcinfo, int arg)
{
	text	   *t = PG_GETARG_TEXT_PP(arg);
	Size		size = VARSIZE_ANY_EXHDR(t);
	sepms_kept *kept = sepms_keep(fcinfo);
	CriteriaCache *cache = kept->own;

	if (cache == NULL)
		cache = kept->own = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(CriteriaCache));
	if (cache->text == NULL || cache->size != size || memcmp(cache->text, VARDATA_ANY(t), size) != 0)
	{
		if (cache->text != NULL)
			pfree(cache->text);
		cache->text = NULL;
		criteria_parse(text_to_cstring(t), &cache->criteria, &from_arguments);
		cache->size = size;
		cache->text = memcpy(MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, size), VARDATA_ANY(t), size);
	}
	return &cache->criteria;
}
