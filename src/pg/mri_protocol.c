/*
 * mri_protocol.c
 *		Which sequences a scan consisted of, and what it lacks for a purpose or
 *		a protocol.
 */
#include "common.h"

#include <math.h>

#include "../core/mri_protocol.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"

static pg_noinline void
refuse_sequence(const char *given)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown MRI sequence: \"%s\"", given),
			 errhint("Allowed values are %s.", sepms_label_names(&ms_sequences))));
}

/* The set of the sequences in an array of names; NULL elements are skipped. */
static int
sequences_arg(FunctionCallInfo fcinfo, int arg)
{
	Datum	   *names;
	bool	   *nulls;
	int			n;
	int			set = 0;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(arg), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		const char *name = nulls[i] ? "" : TextDatumGetCString(names[i]);
		const char *utf8 = sepms_utf8(name);
		int			named = ms_sequence_set(utf8, strlen(utf8));

		ms_pause_at(i);
		if (!nulls[i] && named == 0)
			refuse_sequence(name);
		set |= named;
	}
	return set;
}

/*
 * What a scan lacks, from the arguments sequences (0), purpose (1) and tesla
 * (2).  The caller has checked that 0 and 1 are not NULL.
 */
static int
missing_args(FunctionCallInfo fcinfo, const char *missing[MS_MRI_NEEDS_MAX], bool *known)
{
	ms_mri_purpose purpose = sepms_choice("purpose", PG_GETARG_TEXT_PP(1), ms_mri_purposes);
	const char *hint = "It is the field strength of the scanner in tesla, such as 1.5 or 3.";
	float8		tesla = PG_ARGISNULL(2) ? NAN : sepms_number("tesla", PG_GETARG_FLOAT8(2), hint);

	if (tesla <= 0 || tesla >= 100)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("tesla is out of range: %g", tesla),
				 errhint("%s", hint)));
	return ms_mri_missing(sequences_arg(fcinfo, 0), tesla, purpose, missing, known);
}

PG_FUNCTION_INFO_V1(sepms_mri_valid);
Datum
sepms_mri_valid(PG_FUNCTION_ARGS)
{
	const char *missing[MS_MRI_NEEDS_MAX];
	bool		known;
	int			n;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	n = missing_args(fcinfo, missing, &known);
	return sepms_return_tri(fcinfo, n > 0 ? MS_NO : known ? MS_YES : MS_UNKNOWN);
}

PG_FUNCTION_INFO_V1(sepms_mri_missing);
Datum
sepms_mri_missing(PG_FUNCTION_ARGS)
{
	const char *missing[MS_MRI_NEEDS_MAX];
	bool		known;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	return sepms_name_array(missing, missing_args(fcinfo, missing, &known));
}
