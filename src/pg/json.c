/*
 * json.c
 *		Every type as JSON, which to_jsonb(), row_to_json() and the like take
 *		where there is a cast.
 *
 * A value reads back from it: an EDSS is a number, a definition or a tally the
 * object that its text is, and what has a text of its own is a string, as in a
 * type of the server's.
 */
#include "common.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/json.h"

/* A text that is JSON. */
static Datum
verbatim(char *str)
{
	return PointerGetDatum(cstring_to_text(str));
}

static Datum
string(char *str)
{
	StringInfoData json;

	initStringInfo(&json);
	escape_json(&json, str);
	return PointerGetDatum(cstring_to_text_with_len(json.data, json.len));
}

/* The entry point of a type: its text, by its output function, as one of these. */
#define SEPMS_JSON_FUNCTION(type, as) \
	extern Datum sepms_##type##_out(PG_FUNCTION_ARGS); \
	PG_FUNCTION_INFO_V1(sepms_##type##_json); \
	Datum \
	sepms_##type##_json(PG_FUNCTION_ARGS) \
	{ \
		return as(DatumGetCString(sepms_##type##_out(fcinfo))); \
	}

SEPMS_JSON_FUNCTION(edss, verbatim)
SEPMS_JSON_FUNCTION(disability_criteria, verbatim)
SEPMS_JSON_FUNCTION(neda_tally, verbatim)
SEPMS_JSON_FUNCTION(weighted_neda_tally, verbatim)
SEPMS_JSON_FUNCTION(relapse_tally, verbatim)
SEPMS_JSON_FUNCTION(weighted_relapse_tally, verbatim)
SEPMS_JSON_FUNCTION(survival_tally, verbatim)
SEPMS_JSON_FUNCTION(weighted_survival_tally, verbatim)
SEPMS_JSON_FUNCTION(cuminc_tally, verbatim)
SEPMS_JSON_FUNCTION(severity_tally, verbatim)

SEPMS_JSON_FUNCTION(dmt, string)
SEPMS_JSON_FUNCTION(dmt_line, string)
SEPMS_JSON_FUNCTION(ms_phenotype, string)
SEPMS_JSON_FUNCTION(transplant_step, string)
SEPMS_JSON_FUNCTION(neda_status, string)
SEPMS_JSON_FUNCTION(outcome_series, string)
SEPMS_JSON_FUNCTION(mri_series, string)
SEPMS_JSON_FUNCTION(treatment_history, string)
