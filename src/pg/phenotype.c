/*
 * phenotype.c
 *		The type ms_phenotype, the rule that derives it, and the codes of
 *		disease classifications.
 */
#include "phenotype.h"

#include "../core/disease_code.h"
#include "funcapi.h"
#include "period.h"
#include "utils/builtins.h"

SEPMS_LABEL_FUNCTION(ms_phenotype, out)
SEPMS_LABEL_FUNCTION(ms_phenotype, recv)
SEPMS_LABEL_FUNCTION(ms_phenotype, send)

#define PHENOTYPES	"\"CIS\", \"RR\", \"PP\" and \"SP\", with their usual spellings in English and French"
#define RIS			"RIS is not a clinical phenotype: no clinical event has occurred yet."

PG_FUNCTION_INFO_V1(sepms_ms_phenotype_in);
Datum
sepms_ms_phenotype_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	const char *utf8 = sepms_utf8(str);
	bool		all_said;
	int16		code = ms_phenotype_read(utf8, strlen(utf8), &all_said);

	if (code == 0)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "ms_phenotype", str),
				 ms_is_ris(utf8, strlen(utf8)) ? errdetail(RIS) : 0,
				 errhint("A phenotype is one of " PHENOTYPES
						 "; then \"active\", \"not_active\" or \"indeterminate\"; then, for PP and SP, "
						 "\"with_progression\", \"without_progression\" or \"progression_indeterminate\".")));
	if (!all_said)				/* in a comparison, it would equal few of the phenotypes that it names */
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "ms_phenotype", str),
				 errdetail("It does not state the activity%s, so it matches many phenotypes.",
						   ms_phenotype_progressive(ms_phenotype_of_code(code)) ? " or the progression" : ""),
				 errhint("To test for them, use phenotype(p) = '%s', is_active(p) or is_progressing(p). try_ms_phenotype(text) reads what is not stated as indeterminate.",
						 ms_phenotype_name(ms_phenotype_of_code(code)))));
	PG_RETURN_INT16(code);
}

PG_FUNCTION_INFO_V1(sepms_try_ms_phenotype);
Datum
sepms_try_ms_phenotype(PG_FUNCTION_ARGS)
{
	const char *utf8 = sepms_utf8(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	bool		all_said;
	int16		code = ms_phenotype_read(utf8, strlen(utf8), &all_said);

	if (code == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT16(code);
}

/* The code of an argument; XX001 if this version does not know it. */
static int16
code_arg(FunctionCallInfo fcinfo, int arg)
{
	return sepms_stored_label(&ms_ms_phenotype, PG_GETARG_INT16(arg))->code;
}

PG_FUNCTION_INFO_V1(sepms_phenotype);
Datum
sepms_phenotype(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(ms_phenotype_name(ms_phenotype_of_code(code_arg(fcinfo, 0)))));
}

PG_FUNCTION_INFO_V1(sepms_is_active);
Datum
sepms_is_active(PG_FUNCTION_ARGS)
{
	return sepms_return_tri(fcinfo, ms_phenotype_active(code_arg(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(sepms_is_progressing);
Datum
sepms_is_progressing(PG_FUNCTION_ARGS)
{
	return sepms_return_tri(fcinfo, ms_phenotype_progressing(code_arg(fcinfo, 0)));
}

PG_FUNCTION_INFO_V1(sepms_describe_phenotype);
Datum
sepms_describe_phenotype(PG_FUNCTION_ARGS)
{
	char		description[MS_PHENOTYPE_TEXT_MAX];

	ms_phenotype_describe(code_arg(fcinfo, 0), sepms_lang_arg(fcinfo, 1), description);
	PG_RETURN_TEXT_P(sepms_text_from_utf8(description));
}

/* With the period that was judged. */
PG_FUNCTION_INFO_V1(sepms_describe_phenotype_period);
Datum
sepms_describe_phenotype_period(PG_FUNCTION_ARGS)
{
	char		description[MS_PHENOTYPE_TEXT_MAX];
	DateADT		from;
	DateADT		to;

	sepms_closed_period_arg(fcinfo, 1, &from, &to);
	ms_phenotype_describe_period(code_arg(fcinfo, 0), from, to, sepms_lang_arg(fcinfo, 2), description);
	PG_RETURN_TEXT_P(sepms_text_from_utf8(description));
}

/* The arguments of lublin_2013() and lublin_2013_missing(). */
typedef struct lublin_year
{
	ms_phenotype_kind phenotype;
	int32		relapses;
	int32		gd;
	int32		new_t2;
	ms_tri		mri_done;
	ms_tri		progression;
} lublin_year;

enum
{
	ARG_PHENOTYPE, ARG_RELAPSES, ARG_GD, ARG_NEW_T2, ARG_MRI_DONE, ARG_PROGRESSION, LUBLIN_ARGS
};

ms_phenotype_kind
sepms_phenotype_arg(FunctionCallInfo fcinfo, int arg)
{
	const char *str;
	const char *utf8;
	ms_phenotype_kind phenotype;

	if (PG_ARGISNULL(arg))
		return MS_NO_PHENOTYPE;
	str = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	utf8 = sepms_utf8(str);
	phenotype = ms_phenotype_word(utf8, strlen(utf8));
	if (phenotype == MS_NO_PHENOTYPE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown phenotype: \"%s\"", str),
				 ms_is_ris(utf8, strlen(utf8)) ? errdetail(RIS) : 0,
				 errhint("Allowed values are " PHENOTYPES "; phenotype(try_ms_phenotype(text)) returns NULL for any other text.")));
	return phenotype;
}

static lublin_year
year_args(FunctionCallInfo fcinfo)
{
	return (lublin_year) {
		.phenotype = sepms_phenotype_arg(fcinfo, ARG_PHENOTYPE),
		.relapses = sepms_count_or_unknown(fcinfo, ARG_RELAPSES, "relapses"),
		.gd = sepms_count_or_unknown(fcinfo, ARG_GD, "gd"),
		.new_t2 = sepms_count_or_unknown(fcinfo, ARG_NEW_T2, "new_t2"),
		.mri_done = sepms_tri_arg(fcinfo, ARG_MRI_DONE),
		.progression = sepms_tri_arg(fcinfo, ARG_PROGRESSION),
	};
}

static ms_tri
activity(const lublin_year *y)
{
	return ms_lublin_activity(y->relapses, y->gd, y->new_t2, y->mri_done);
}

static Datum
lublin_2013(PG_FUNCTION_ARGS)
{
	lublin_year y = year_args(fcinfo);

	if (y.phenotype == MS_NO_PHENOTYPE)
		PG_RETURN_NULL();
	PG_RETURN_INT16(ms_phenotype_make(y.phenotype, activity(&y), y.progression));
}
SEPMS_WHOLE_FUNCTION(sepms_lublin_2013, lublin_2013, false, NULL, "relapses", "gd", "new_t2")

static Datum
lublin_2013_missing(PG_FUNCTION_ARGS)
{
	static const char *const names[LUBLIN_ARGS] = {
		[ARG_PHENOTYPE] = "phenotype",
		[ARG_RELAPSES] = "relapses",
		[ARG_GD] = "gd",
		[ARG_NEW_T2] = "new_t2",
		[ARG_MRI_DONE] = "mri_done",
		[ARG_PROGRESSION] = "progression",
	};
	lublin_year y = year_args(fcinfo);
	uint32		missing = 0;

	if (y.phenotype == MS_NO_PHENOTYPE)
		missing |= 1 << ARG_PHENOTYPE;
	if (activity(&y) == MS_UNKNOWN)		/* gd is not needed to exclude activity */
	{
		if (PG_ARGISNULL(ARG_RELAPSES))
			missing |= 1 << ARG_RELAPSES;
		if (PG_ARGISNULL(ARG_NEW_T2))
			missing |= 1 << ARG_NEW_T2;
		if (y.mri_done != MS_YES)
			missing |= 1 << ARG_MRI_DONE;
	}
	if (y.progression == MS_UNKNOWN &&
		(y.phenotype == MS_NO_PHENOTYPE || ms_phenotype_progressive(y.phenotype)))
		missing |= 1 << ARG_PROGRESSION;
	return sepms_name_set(names, missing);
}
SEPMS_WHOLE_FUNCTION(sepms_lublin_2013_missing, lublin_2013_missing, false, NULL, "relapses", "gd", "new_t2")

static ms_code_system
system_arg(FunctionCallInfo fcinfo, int arg)
{
	return (ms_code_system) sepms_choice("system", PG_GETARG_TEXT_PP(arg), ms_code_systems);
}

/* A date argument, kept in *day; NULL if it is NULL. */
static const int32 *
day_arg(FunctionCallInfo fcinfo, int arg, int32 *day)
{
	if (PG_ARGISNULL(arg))
		return NULL;
	*day = sepms_finite("a code", PG_GETARG_DATEADT(arg));
	return day;
}

PG_FUNCTION_INFO_V1(sepms_disease_code);
Datum
sepms_disease_code(PG_FUNCTION_ARGS)
{
	const ms_code_row *code;
	int32		day;

	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	code = ms_disease_code_for(PG_ARGISNULL(0) ? 0 : code_arg(fcinfo, 0), system_arg(fcinfo, 1),
							   day_arg(fcinfo, 2, &day));
	if (code == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(code->code));
}

PG_FUNCTION_INFO_V1(sepms_phenotype_of);
Datum
sepms_phenotype_of(PG_FUNCTION_ARGS)
{
	text	   *str;
	const ms_code_row *code;
	int32		day;
	int16		phenotype;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	str = PG_GETARG_TEXT_PP(0);
	code = ms_disease_code_named(VARDATA_ANY(str), VARSIZE_ANY_EXHDR(str), system_arg(fcinfo, 1), day_arg(fcinfo, 2, &day));
	phenotype = code ? ms_disease_code_phenotype(code) : 0;
	if (phenotype == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT16(phenotype);
}

#define CATALOG_COLUMNS 8

PG_FUNCTION_INFO_V1(sepms_disease_code_catalog);
Datum
sepms_disease_code_catalog(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	const ms_code_row *code;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; (code = ms_disease_code_at(i)) != NULL; i++)
	{
		int16		phenotype = ms_disease_code_phenotype(code);
		Datum		values[CATALOG_COLUMNS];
		bool		nulls[CATALOG_COLUMNS] = {false};

		values[0] = CStringGetTextDatum(ms_code_systems[code->system]);
		values[1] = CStringGetTextDatum(code->code);
		nulls[2] = phenotype == 0;
		values[2] = Int16GetDatum(phenotype);
		values[3] = CStringGetTextDatum(code->meaning);
		values[4] = sepms_date_or_null(code->from, &nulls[4]);
		values[5] = sepms_date_or_null(code->to, &nulls[5]);
		values[6] = BoolGetDatum(code->uncertain);
		values[7] = sepms_text_or_null(code->note, &nulls[7]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
