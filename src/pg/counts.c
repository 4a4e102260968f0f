/*
 * counts.c
 *		Arguments that are whole numbers, passed in any numeric type.
 *
 * Each function of integers has a second form that takes float8; see
 * sql/parts/95_counts.sql.  The second form converts its arguments and calls
 * the first.
 */
#include "common.h"

#include <float.h>
#include <math.h>

#include "access/transam.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"

/*
 * Every whole number up to here is exact in a float8.  Above, a float8 may
 * stand for a number that was rounded.
 */
#define EXACT_MAX	((INT64CONST(1) << DBL_MANT_DIG) - 1)

/*
 * The expression given for an argument, or NULL if it cannot be seen.  Anybody
 * may make an aggregate of our functions, with arguments that differ from
 * ours.
 */
static Node *
given_for(FunctionCallInfo fcinfo, int arg)
{
	Aggref	   *aggregate = AggGetAggref(fcinfo);
	Node	   *call = fcinfo->flinfo->fn_expr;

	if (aggregate != NULL)		/* its first argument is our second */
		return arg < 1 || arg > list_length(aggregate->args) ? NULL :
			(Node *) list_nth_node(TargetEntry, aggregate->args, arg - 1)->expr;
	if (call != NULL && IsA(call, FuncExpr) && arg < list_length(((FuncExpr *) call)->args))
		return list_nth(((FuncExpr *) call)->args, arg);
	return NULL;
}

/*
 * An edss is cast to float8 implicitly, but is not a count.  The server's own
 * casts start from a number, so they are accepted.  Only columns are rejected:
 * a cast of a constant or a parameter may or may not have been folded away,
 * and the result must not depend on the plan.
 */
static void
refuse_other_type(Node *given, const char *argument)
{
	FuncExpr   *cast = (FuncExpr *) given;

	if (given == NULL || !IsA(given, FuncExpr) || cast->funcformat != COERCE_IMPLICIT_CAST ||
		cast->funcid < FirstNormalObjectId || !contain_var_clause(given))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("%s cannot be of type %s", argument, format_type_be(exprType(linitial(cast->args)))),
			 errhint("It must be a whole number. Cast it to float8 if that is what you mean.")));
}

int64
sepms_whole_number(float8 given, const char *argument, bool bigint)
{
	static const char *const hint =
		"Whole numbers of any numeric type are accepted, such as the results of count() and sum() or the days between two dates. Use NULL if it is unknown.";

	given = sepms_number(argument, given, hint);
	if (given != rint(given))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is not a whole number: %.*g", argument, DBL_DIG, given),
				 errhint("%s", hint)));
	if (given > (bigint ? (float8) EXACT_MAX : PG_INT32_MAX) || given < (bigint ? -(float8) EXACT_MAX : PG_INT32_MIN))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is out of range: %.*g", argument, DBL_DIG, given),
				 given < 0 ? errhint("%s", hint) :
				 errhint("The largest allowed value is %lld.", (long long) (bigint ? EXACT_MAX : PG_INT32_MAX))));
	return (int64) given;
}

void
sepms_whole_types(FunctionCallInfo fcinfo, const char *const *names, int n)
{
	sepms_kept *kept = sepms_keep(fcinfo);

	for (int i = 0; i < n && !kept->whole_types; i++)
		if (names[i] != NULL)
			refuse_other_type(given_for(fcinfo, i), names[i]);
	kept->whole_types = true;
}

Datum
sepms_whole_call(FunctionCallInfo fcinfo, PGFunction of_integers, const char *const *names, int n, bool bigint)
{
	LOCAL_FCINFO(call, FUNC_MAX_ARGS);
	Datum		answer;

	sepms_whole_types(fcinfo, names, n);
	/* Not in place: a constant argument is set only once, for all calls. */
	memcpy(call, fcinfo, SizeForFunctionCallInfo(fcinfo->nargs));
	for (int i = 0; i < n; i++)
	{
		int64		number;

		if (names[i] == NULL || PG_ARGISNULL(i))
			continue;
		number = sepms_whole_number(PG_GETARG_FLOAT8(i), names[i], bigint);
		call->args[i].value = bigint ? Int64GetDatum(number) : Int32GetDatum((int32) number);
	}
	answer = of_integers(call);
	fcinfo->isnull = call->isnull;
	return answer;
}

/* The second form of a function that is defined in another file. */
#define SECOND_FORM(name, bigint, ...) \
	extern Datum sepms_##name(PG_FUNCTION_ARGS); \
	SEPMS_WHOLE_FUNCTION(sepms_##name##_whole, sepms_##name, bigint, __VA_ARGS__)

/* rate */
SECOND_FORM(proportion_ci, true, "successes", "n")
SECOND_FORM(rate_ci, true, "events")
SECOND_FORM(relapse_accum, false, NULL, "relapses", "follow_up_days")
SECOND_FORM(relapse_unaccum, false, NULL, "relapses", "follow_up_days")
SECOND_FORM(relapse_accum_weighted, false, NULL, "relapses", "follow_up_days")
SECOND_FORM(patient_arr, false, "relapses", "follow_up_days")

/* neda */
SECOND_FORM(neda_status, false, "relapses", NULL, "new_t2", "gd")

/* response */
SECOND_FORM(sormani_score, false, "relapses", "new_t2")
SECOND_FORM(sormani_risk, false, "score")
SECOND_FORM(sormani_action, false, "score")
SECOND_FORM(sormani_next_line, false, NULL, "score")
SECOND_FORM(rio_score, false, "relapses", "active_lesions")
SECOND_FORM(modified_rio_score, false, "relapses", "new_t2")
SECOND_FORM(modified_rio_class, false, "relapses", "new_t2", "later_relapses", "later_new_t2")
SECOND_FORM(modified_rio_risk, false, "score")

/* mri */
SECOND_FORM(mri_accum, false, NULL, NULL, "new_t2", "gd")
SECOND_FORM(mri_scan, false, NULL, "new_t2", "gd", NULL, NULL, "gd_and_t2")
SECOND_FORM(mri_active, false, "new_t2", "gd")
SECOND_FORM(unique_active_lesions, false, "new_t2", "gd", "gd_and_t2")
SECOND_FORM(annual_pbvc, false, NULL, "days")

/* survival */
SECOND_FORM(survival_accum, false, NULL, "days")
SECOND_FORM(survival_unaccum, false, NULL, "days")
SECOND_FORM(survival_accum_delayed, false, NULL, "entry_days", "exit_days")
SECOND_FORM(survival_unaccum_delayed, false, NULL, "entry_days", "exit_days")
SECOND_FORM(survival_accum_weighted, false, NULL, "days")
SECOND_FORM(km_at, false, NULL, "time")
SECOND_FORM(weighted_km_at, false, NULL, "time")
SECOND_FORM(cuminc_accum, false, NULL, "days", "cause")
SECOND_FORM(cuminc_unaccum, false, NULL, "days", "cause")
SECOND_FORM(cuminc_at, false, NULL, "time", "cause")
