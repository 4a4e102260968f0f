/*
 * neda.c
 *		The type neda_status, an int4: one patient's status over one period.
 *
 * Comparisons of neda_status are the server's own of int4; core/neda.h
 * explains why the integers sort as the type does.
 */
#include "neda.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#define PG_RETURN_NEDA(x)	PG_RETURN_INT32(x)

ms_neda
sepms_neda_status_arg(FunctionCallInfo fcinfo, int arg)
{
	ms_neda		status = PG_GETARG_NEDA(arg);

	if (!ms_neda_valid(status))
		sepms_damaged(psprintf("neda_status: %d", (int) status));
	return status;
}

/*
 * A count as a component: unknown if it is NULL, active if it is 1 or more;
 * 22023 if it is negative.
 */
static ms_tri
any_of(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	if (PG_ARGISNULL(arg))
		return MS_UNKNOWN;
	return sepms_count(argument, PG_GETARG_INT32(arg)) > 0 ? MS_YES : MS_NO;
}

ms_tri
sepms_volume_loss_arg(FunctionCallInfo fcinfo, int arg)
{
	float8		pbvc;

	if (PG_ARGISNULL(arg))
		return MS_UNKNOWN;
	pbvc = sepms_number("annual_pbvc", PG_GETARG_FLOAT8(arg),
						"It is the annual percentage brain volume change, negative for a loss; use NULL if it is unknown.");
	return ms_neda_volume_active(pbvc) ? MS_YES : MS_NO;
}

PG_FUNCTION_INFO_V1(sepms_neda_status);
Datum
sepms_neda_status(PG_FUNCTION_ARGS)
{
	ms_tri		component[MS_NEDA_COMPONENTS] = {
		[MS_NEDA_RELAPSE] = any_of(fcinfo, 0, "relapses"),
		[MS_NEDA_PROGRESSION] = sepms_tri_arg(fcinfo, 1),
		[MS_NEDA_T2] = any_of(fcinfo, 2, "new_t2"),
		[MS_NEDA_GD] = any_of(fcinfo, 3, "gd"),
		[MS_NEDA_BRAIN_VOLUME] = sepms_volume_loss_arg(fcinfo, 4),
	};

	PG_RETURN_NEDA(ms_neda_make(component));
}

PG_FUNCTION_INFO_V1(sepms_neda_status_in);
Datum
sepms_neda_status_in(PG_FUNCTION_ARGS)
{
	static const char *const questions[] = {
		[MS_NEDA_3] = "is_neda(status), which is also true for NEDA-4",
		[MS_NEDA_NOT_EVALUABLE] = "is_neda(status) IS NULL",
		[MS_EDA] = "is_eda(status)",
	};
	const char *str = PG_GETARG_CSTRING(0);
	char		meant[MS_NEDA_TEXT_MAX];
	ms_neda		status;

	switch (ms_neda_parse(str, strlen(str), &status))
	{
		case MS_NEDA_OK:
			PG_RETURN_NEDA(status);
		case MS_NEDA_VERDICT_ALONE:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "neda_status", str),
					 errdetail("A verdict is not a status: many statuses share it."),
					 errhint("To test for it, use neda_verdict(status) = '%s' or %s.",
							 ms_neda_verdict_name(ms_neda_verdict(status)),
							 questions[ms_neda_verdict(status)])));
		case MS_NEDA_CONTRADICTION:
			ms_neda_print(status, meant);
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "neda_status", str),
					 errdetail("The verdict does not follow from the components."),
					 errhint("These components give \"%s\".", meant)));
		default:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "neda_status", str),
					 errhint("Write a verdict (NEDA-4, NEDA-3, EDA, not evaluable), then what was active and what is missing, as in \"EDA (active: relapse, new T2; missing: Gd+, brain volume loss)\". The function neda_status() builds one.")));
	}
}

PG_FUNCTION_INFO_V1(sepms_neda_status_out);
Datum
sepms_neda_status_out(PG_FUNCTION_ARGS)
{
	char	   *str = palloc(MS_NEDA_TEXT_MAX);

	ms_neda_print(sepms_neda_status_arg(fcinfo, 0), str);
	PG_RETURN_CSTRING(str);
}

PG_FUNCTION_INFO_V1(sepms_neda_status_recv);
Datum
sepms_neda_status_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int32		status = (int32) pq_getmsgint(buf, sizeof(int32));

	if (!ms_neda_valid(status))
		sepms_bad_binary("neda_status", "unknown components, or a verdict that does not follow from them");
	PG_RETURN_NEDA(status);
}

PG_FUNCTION_INFO_V1(sepms_neda_status_send);
Datum
sepms_neda_status_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, PG_GETARG_NEDA(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

int
sepms_neda_level_arg(FunctionCallInfo fcinfo, int arg)
{
	int32		level = PG_GETARG_INT32(arg);

	if (level != 3 && level != 4)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown NEDA level: %d", level),
				 errhint("Level 3 covers relapse, progression and MRI; level 4 adds brain volume loss.")));
	return level;
}

PG_FUNCTION_INFO_V1(sepms_is_neda);
Datum
sepms_is_neda(PG_FUNCTION_ARGS)
{
	return sepms_return_tri(fcinfo, ms_is_neda(PG_GETARG_NEDA(0), sepms_neda_level_arg(fcinfo, 1),
											   PG_GETARG_BOOL(2)));
}

PG_FUNCTION_INFO_V1(sepms_is_eda);
Datum
sepms_is_eda(PG_FUNCTION_ARGS)
{
	return sepms_return_tri(fcinfo, ms_not(ms_is_neda(PG_GETARG_NEDA(0), sepms_neda_level_arg(fcinfo, 1),
													  PG_GETARG_BOOL(2))));
}

/* If the status is NULL, nothing is known of the patient. */
PG_FUNCTION_INFO_V1(sepms_is_nepad);
Datum
sepms_is_nepad(PG_FUNCTION_ARGS)
{
	ms_tri		neda = MS_UNKNOWN;

	if (PG_ARGISNULL(3))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(0))
		neda = ms_is_neda(PG_GETARG_NEDA(0), 3, PG_GETARG_BOOL(3));
	return sepms_return_tri(fcinfo, ms_is_nepad(neda, sepms_tri_arg(fcinfo, 1), sepms_tri_arg(fcinfo, 2)));
}

static Datum
is_meda(PG_FUNCTION_ARGS)
{
	static const char *const variants[] = {"progression_free", "prosperini", NULL};
	ms_tri		relapse = any_of(fcinfo, 0, "relapses");
	ms_tri		progression = sepms_tri_arg(fcinfo, 1);
	int32		new_t2 = sepms_count_or_unknown(fcinfo, 2, "new_t2");
	ms_tri		gd = any_of(fcinfo, 3, "gd");

	if (PG_ARGISNULL(4) || PG_ARGISNULL(5))
		PG_RETURN_NULL();
	if (sepms_choice("variant", PG_GETARG_TEXT_PP(4), variants) == 1)
		progression = MS_NO; /* it is not part of the paper's rule */
	return sepms_return_tri(fcinfo, ms_is_meda(relapse, progression, new_t2, gd, PG_GETARG_BOOL(5)));
}
SEPMS_WHOLE_FUNCTION(sepms_is_meda, is_meda, false, "relapses", NULL, "new_t2", "gd")

/* If the status is NULL, nothing is known of the patient. */
PG_FUNCTION_INFO_V1(sepms_neda_outcome);
Datum
sepms_neda_outcome(PG_FUNCTION_ARGS)
{
	static const char *const policies[] = {"observed", "mitt", "nri", NULL};
	ms_tri		neda = MS_UNKNOWN;
	ms_neda_policy policy;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(4) || PG_ARGISNULL(5))
		PG_RETURN_NULL();
	policy = sepms_choice("policy", PG_GETARG_TEXT_PP(1), policies);
	if (!PG_ARGISNULL(0))
		neda = ms_is_neda(PG_GETARG_NEDA(0), sepms_neda_level_arg(fcinfo, 4), PG_GETARG_BOOL(5));
	return sepms_return_tri(fcinfo, ms_neda_outcome(policy, neda, sepms_tri_arg(fcinfo, 2),
														   sepms_tri_arg(fcinfo, 3)));
}

PG_FUNCTION_INFO_V1(sepms_neda_verdict);
Datum
sepms_neda_verdict(PG_FUNCTION_ARGS)
{
	ms_verdict verdict = ms_neda_verdict(sepms_neda_status_arg(fcinfo, 0));

	PG_RETURN_TEXT_P(cstring_to_text(ms_neda_verdict_name(verdict)));
}

/* The components as a row of booleans; NULL if not assessed. */
PG_FUNCTION_INFO_V1(sepms_neda_parts);
Datum
sepms_neda_parts(PG_FUNCTION_ARGS)
{
	Datum		values[MS_NEDA_COMPONENTS];
	bool		nulls[MS_NEDA_COMPONENTS];

	for (int i = 0; i < MS_NEDA_COMPONENTS; i++)
		sepms_put_tri(ms_neda_get(PG_GETARG_NEDA(0), (ms_neda_component) i), &values[i], &nulls[i]);
	return sepms_return_row(fcinfo, values, nulls);
}
