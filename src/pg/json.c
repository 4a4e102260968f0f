/*
 * json.c
 *		Casts to json of the types that are not strings in JSON: an EDSS is a
 *		number; a definition or a tally is the object that is its text.
 *
 * to_jsonb(), row_to_json() and similar functions use the cast if there is
 * one.  The other types have no such cast: they are strings without it, and
 * the server rejects a value of a type with such a cast as the key of an
 * object.
 */
#include "common.h"

#include "utils/builtins.h"

/* Defines the cast to json of a type whose text is JSON. */
#define SEPMS_JSON_FUNCTION(type) \
	extern Datum sepms_##type##_out(PG_FUNCTION_ARGS); \
	PG_FUNCTION_INFO_V1(sepms_##type##_json); \
	Datum \
	sepms_##type##_json(PG_FUNCTION_ARGS) \
	{ \
		PG_RETURN_TEXT_P(cstring_to_text(DatumGetCString(sepms_##type##_out(fcinfo)))); \
	}

SEPMS_JSON_FUNCTION(edss)
SEPMS_JSON_FUNCTION(disability_criteria)
SEPMS_JSON_FUNCTION(neda_tally)
SEPMS_JSON_FUNCTION(weighted_neda_tally)
SEPMS_JSON_FUNCTION(relapse_tally)
SEPMS_JSON_FUNCTION(weighted_relapse_tally)
SEPMS_JSON_FUNCTION(survival_tally)
SEPMS_JSON_FUNCTION(weighted_survival_tally)
SEPMS_JSON_FUNCTION(cuminc_tally)
SEPMS_JSON_FUNCTION(severity_tally)
SEPMS_JSON_FUNCTION(cox_tally)
SEPMS_JSON_FUNCTION(count_tally)
SEPMS_JSON_FUNCTION(logistic_tally)
SEPMS_JSON_FUNCTION(balance_tally)
SEPMS_JSON_FUNCTION(meta_tally)
SEPMS_JSON_FUNCTION(regression_model)
SEPMS_JSON_FUNCTION(model_score)
