/*
 * response.c
 *		Rio, modified Rio and MAGNIMS (Sormani) scores; the Canadian recommendation.
 */
#include "common.h"

#include "../core/dmt.h"
#include "../core/response.h"
#include "utils/builtins.h"

static Datum
return_score(FunctionCallInfo fcinfo, int score)
{
	if (score == MS_NO_SCORE)
		PG_RETURN_NULL();
	PG_RETURN_INT16((int16) score);
}

/* A score from 0 to max; 22023 for any other. */
static int
score_arg(FunctionCallInfo fcinfo, int arg, int max)
{
	int32		score = PG_GETARG_INT32(arg);

	if (score < 0 || score > max)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("score is out of range: %d", score),
				 errhint("It must be a whole number from 0 to %d.", max)));
	return score;
}

/* A level of concern, or MS_NOT_COUNTED if it is NULL; 22023 if it is out of range. */
static int
level_arg(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	int32		level;

	if (PG_ARGISNULL(arg))
		return MS_NOT_COUNTED;
	level = PG_GETARG_INT32(arg);
	if (level < 0 || level > MS_CANTOR_HIGH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is out of range: %d", argument, level),
				 errhint("Use 0 (none), 1 (low), 2 (medium) or 3 (high), or NULL if it is unknown.")));
	return level;
}

/* One of the two published cut-offs, see core/response.h; 22023 for any other. */
static int
t2_cut_arg(FunctionCallInfo fcinfo, int arg)
{
	int32		cut = PG_GETARG_INT32(arg);

	if (cut != 4 && cut != 5)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown t2_cut: %d", cut),
				 errhint("The published cut-offs are 4 and 5: more new T2 lesions than this score one point.")));
	return cut;
}

PG_FUNCTION_INFO_V1(sepms_sormani_score);
Datum
sepms_sormani_score(PG_FUNCTION_ARGS)
{
	int32		relapses = sepms_count_or_unknown(fcinfo, 0, "relapses");
	int32		new_t2 = sepms_count_or_unknown(fcinfo, 1, "new_t2");

	return return_score(fcinfo, ms_sormani_score(relapses, new_t2));
}

PG_FUNCTION_INFO_V1(sepms_sormani_risk);
Datum
sepms_sormani_risk(PG_FUNCTION_ARGS)
{
	static const char *const endpoints[] = {"progression", "failure", "edss", NULL};
	int			score = score_arg(fcinfo, 0, 2);

	PG_RETURN_FLOAT8(ms_sormani_risk(score,
									 sepms_choice("endpoint", PG_GETARG_TEXT_PP(1), endpoints)));
}

PG_FUNCTION_INFO_V1(sepms_sormani_action);
Datum
sepms_sormani_action(PG_FUNCTION_ARGS)
{
	int			score = score_arg(fcinfo, 0, 2);
	ms_lang		lang = sepms_lang_arg(fcinfo, 1);

	PG_RETURN_TEXT_P(sepms_text_from_utf8(ms_sormani_action(score, lang)));
}

PG_FUNCTION_INFO_V1(sepms_sormani_next_line);
Datum
sepms_sormani_next_line(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT16(ms_next_line(PG_GETARG_INT16(0), score_arg(fcinfo, 1, 2)));
}

PG_FUNCTION_INFO_V1(sepms_rio_score);
Datum
sepms_rio_score(PG_FUNCTION_ARGS)
{
	int32		relapses = sepms_count_or_unknown(fcinfo, 0, "relapses");
	int32		lesions = sepms_count_or_unknown(fcinfo, 1, "active_lesions");

	return return_score(fcinfo, ms_rio_score(relapses, lesions, sepms_tri_arg(fcinfo, 2)));
}

PG_FUNCTION_INFO_V1(sepms_modified_rio_score);
Datum
sepms_modified_rio_score(PG_FUNCTION_ARGS)
{
	int32		relapses = sepms_count_or_unknown(fcinfo, 0, "relapses");
	int32		new_t2 = sepms_count_or_unknown(fcinfo, 1, "new_t2");

	if (PG_ARGISNULL(2))
		PG_RETURN_NULL();
	return return_score(fcinfo, ms_modified_rio_score(relapses, new_t2, t2_cut_arg(fcinfo, 2)));
}

PG_FUNCTION_INFO_V1(sepms_modified_rio_class);
Datum
sepms_modified_rio_class(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {
		[MS_RIO_LOW] = "low",
		[MS_RIO_INTERMEDIATE] = "intermediate",
		[MS_RIO_HIGH] = "high",
	};
	int32		relapses = sepms_count_or_unknown(fcinfo, 0, "relapses");
	int32		new_t2 = sepms_count_or_unknown(fcinfo, 1, "new_t2");
	int32		later_relapses = sepms_count_or_unknown(fcinfo, 2, "later_relapses");
	int32		later_new_t2 = sepms_count_or_unknown(fcinfo, 3, "later_new_t2");
	ms_rio_class class;

	if (PG_ARGISNULL(4))
		PG_RETURN_NULL();
	class = ms_modified_rio_class(relapses, new_t2, later_relapses, later_new_t2,
								  t2_cut_arg(fcinfo, 4));
	if (class == MS_RIO_UNKNOWN)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(names[class]));
}

PG_FUNCTION_INFO_V1(sepms_modified_rio_risk);
Datum
sepms_modified_rio_risk(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ms_modified_rio_risk(score_arg(fcinfo, 0, 3)));
}

static Datum
cantor_switch(PG_FUNCTION_ARGS)
{
	int			level[MS_CANTOR_DOMAINS] = {
		level_arg(fcinfo, 0, "relapse_level"),
		level_arg(fcinfo, 1, "progression_level"),
		level_arg(fcinfo, 2, "mri_level")
	};

	return sepms_return_tri(fcinfo, ms_cantor_switch(level));
}
SEPMS_WHOLE_FUNCTION(sepms_cantor_switch, cantor_switch, false, "relapse_level", "progression_level", "mri_level")
