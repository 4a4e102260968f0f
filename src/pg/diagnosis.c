/*
 * diagnosis.c
 *		The McDonald criteria, 2017 and 2024.
 */
#include "common.h"

#include <math.h>

#include "../core/diagnosis.h"
#include "utils/builtins.h"

static int
workup_count(FunctionCallInfo fcinfo, int item)
{
	return sepms_count_or_unknown(fcinfo, item, ms_workup_names[item]);
}

static double
workup_number(FunctionCallInfo fcinfo, int item)
{
	return sepms_number_or_unknown(fcinfo, item, ms_workup_names[item]);
}

/* Raises 22023 if the values of a work-up are impossible. */
static void
refuse(const ms_workup *w, ms_mcdonald edition)
{
	switch (ms_workup_check(w, edition))
	{
		case MS_WORKUP_FINE:
			break;
		case MS_WORKUP_ONE_ATTACK:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("different_site_attack contradicts attacks: %d", w->attacks),
					 errhint("attacks counts all attacks, including historical ones: an attack from another site means at least two.")));
			break;
		case MS_WORKUP_TWO_COUNTS:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("topographies and lesions by region are both given"),
					 errhint("Give either topographies, or periventricular, cortical and infratentorial, and leave the other NULL. spinal_cord and optic_nerve can go with either.")));
			break;
		case MS_WORKUP_TOO_MANY:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("topographies is out of range: %d", w->topographies),
					 errhint("There are %d regions: periventricular, cortical or juxtacortical, infratentorial, spinal cord%s.",
							 ms_topographies(edition),
							 edition == MS_MCDONALD_2017 ? "" : ", optic nerve")));
			break;
		case MS_WORKUP_CONTRADICTION:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("topographies contradicts spinal_cord%s: %d",
							edition == MS_MCDONALD_2017 ? "" : " or optic_nerve", w->topographies),
					 errhint("topographies counts these regions too if they have a lesion, and up to three regions of the brain.")));
			break;
		case MS_WORKUP_MORE_VEINS:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cvs_lesions is out of range: %d", w->cvs_lesions),
					 errhint("It counts lesions with a central vein and cannot exceed cvs_examined, which is %d.",
							 w->cvs_examined)));
			break;
	}
}

/* The arguments that both editions share */
static ms_workup
workup_args(FunctionCallInfo fcinfo)
{
	return (ms_workup) {
		.attacks = workup_count(fcinfo, MS_WORKUP_ATTACKS),
		.objective_sites = workup_count(fcinfo, MS_WORKUP_OBJECTIVE_SITES),
		.different_site = sepms_tri_arg(fcinfo, MS_WORKUP_DIFFERENT_SITE),
		.topographies = workup_count(fcinfo, MS_WORKUP_TOPOGRAPHIES),
		.periventricular = workup_count(fcinfo, MS_WORKUP_PERIVENTRICULAR),
		.cortical = workup_count(fcinfo, MS_WORKUP_CORTICAL),
		.infratentorial = workup_count(fcinfo, MS_WORKUP_INFRATENTORIAL),
		.spinal_cord = workup_count(fcinfo, MS_WORKUP_SPINAL_CORD),
		.gd_and_nonenhancing = sepms_tri_arg(fcinfo, MS_WORKUP_GD),
		.new_lesion = sepms_tri_arg(fcinfo, MS_WORKUP_NEW_LESION),
		.ocb = sepms_tri_arg(fcinfo, MS_WORKUP_OCB),
		.progression = sepms_tri_arg(fcinfo, MS_WORKUP_PROGRESSION),
		.typical = sepms_tri_arg(fcinfo, MS_WORKUP_TYPICAL),
		.better = sepms_tri_arg(fcinfo, MS_WORKUP_BETTER),
	};
}

/* A row: diagnosis, ms, dis, dit, missing and, for 2024, caution. */
static Datum
return_diagnosis(FunctionCallInfo fcinfo, const ms_workup *w, ms_mcdonald edition)
{
	static const char *const caution_names[] = {
		[MS_CAUTION_AGE_50] = "age_50",
		[MS_CAUTION_VASCULAR] = "vascular_risk",
		[MS_CAUTION_UNSUPPORTED] = "unsupported",
		[MS_CAUTION_AGE_12] = "age_12",
	};
	ms_diagnosis d;
	Datum		values[6];
	bool		nulls[6] = {false};

	refuse(w, edition);
	d = ms_diagnose(w, edition);
	nulls[0] = d.verdict == NULL;
	values[0] = d.verdict == NULL ? (Datum) 0 : CStringGetTextDatum(d.verdict);
	for (int i = 0; i < 3; i++)
	{
		const ms_tri answer[] = {d.ms, d.dis, d.dit};

		sepms_put_tri(answer[i], &values[1 + i], &nulls[1 + i]);
	}
	values[4] = sepms_name_set(ms_workup_names, d.missing);
	values[5] = sepms_name_set(caution_names, d.caution);
	return sepms_return_row(fcinfo, values, nulls);
}

/* The counts in a work-up that both editions share, by their place among the arguments */
#define COUNTS_OF_BOTH \
	[MS_WORKUP_ATTACKS] = "attacks", [MS_WORKUP_OBJECTIVE_SITES] = "objective_sites", \
	[MS_WORKUP_TOPOGRAPHIES] = "topographies", [MS_WORKUP_PERIVENTRICULAR] = "periventricular", \
	[MS_WORKUP_CORTICAL] = "cortical", [MS_WORKUP_INFRATENTORIAL] = "infratentorial", \
	[MS_WORKUP_SPINAL_CORD] = "spinal_cord"

static Datum
mcdonald_2017(PG_FUNCTION_ARGS)
{
	ms_workup w = workup_args(fcinfo);

	w.cvs_lesions = w.cvs_examined = w.rim_lesions = -1;
	w.kflc_index = w.age = NAN;
	return return_diagnosis(fcinfo, &w, MS_MCDONALD_2017);
}
SEPMS_WHOLE_FUNCTION(sepms_mcdonald_2017, mcdonald_2017, false, COUNTS_OF_BOTH)

static Datum
mcdonald_2024(PG_FUNCTION_ARGS)
{
	ms_workup w = workup_args(fcinfo);

	w.optic_nerve = sepms_tri_arg(fcinfo, MS_WORKUP_OPTIC_NERVE);
	w.kflc_index = workup_number(fcinfo, MS_WORKUP_KFLC);
	w.cvs_lesions = workup_count(fcinfo, MS_WORKUP_CVS);
	w.cvs_examined = workup_count(fcinfo, MS_WORKUP_CVS_EXAMINED);
	w.rim_lesions = workup_count(fcinfo, MS_WORKUP_RIMS);
	w.age = workup_number(fcinfo, MS_WORKUP_AGE);
	w.vascular_risk = sepms_tri_arg(fcinfo, MS_WORKUP_VASCULAR);
	return return_diagnosis(fcinfo, &w, MS_MCDONALD_2024);
}
SEPMS_WHOLE_FUNCTION(sepms_mcdonald_2024, mcdonald_2024, false, COUNTS_OF_BOTH, [MS_WORKUP_CVS] = "cvs_lesions",
					 [MS_WORKUP_CVS_EXAMINED] = "cvs_examined", [MS_WORKUP_RIMS] = "rim_lesions")
