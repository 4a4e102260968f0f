/*
 * smoldering.c
 *		Markers of smoldering MS.
 */
#include "common.h"

#include "../core/smoldering.h"
#include "neda.h"

static const char *const markers[] = {
	[MS_SMOLDERING_PIRA] = "pira",
	[MS_SMOLDERING_COGNITIVE] = "cognitive",
	[MS_SMOLDERING_PRL] = "prl",
	[MS_SMOLDERING_PRL_GE4] = "prl_ge4",
	[MS_SMOLDERING_SEL] = "sel",
	[MS_SMOLDERING_BVL] = "bvl",
};

static Datum
smoldering_flags(PG_FUNCTION_ARGS)
{
	ms_smoldering_findings found = {
		.pira = sepms_tri_arg(fcinfo, 0),
		.cognitive = sepms_tri_arg(fcinfo, 1),
		.rim_lesions = sepms_count_or_unknown(fcinfo, 2, "rim_lesions"),
		.expanding_lesions = sepms_count_or_unknown(fcinfo, 3, "expanding_lesions"),
		.volume_loss = sepms_volume_loss_arg(fcinfo, 4),
		.acute = sepms_tri_arg(fcinfo, 5),
	};
	ms_smoldering answer = ms_smoldering_flags(&found);
	Datum		values[3];
	bool		nulls[3] = {false};

	values[0] = sepms_name_set(markers, answer.flags);
	values[1] = sepms_name_set(markers, answer.unknown);
	sepms_put_tri(answer.low_grade, &values[2], &nulls[2]);
	return sepms_return_row(fcinfo, values, nulls);
}
SEPMS_WHOLE_FUNCTION(sepms_smoldering_flags, smoldering_flags, false, NULL, NULL, "rim_lesions", "expanding_lesions")
