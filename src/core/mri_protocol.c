/*
 * mri_protocol.c
 *		The sequences required for each purpose and protocol.
 *
 * The requirements of a purpose are those of its measurement.  Those of a
 * protocol are its minimum for the brain: Cotton 2015 (OFSEP) T1, FLAIR, and
 * proton density/T2 or diffusion; Brisset 2020 (OFSEP) 3D FLAIR, 3D T1 and
 * diffusion; Wattjes 2021 (MAGNIMS-CMSC-NAIMS) 3D FLAIR at 1.5 T or more.  The
 * two OFSEP minima are not printed as such in the papers: see doc/mri.md.
 */
#include "mri_protocol.h"

#include <math.h>

/* MAGNIMS-CMSC-NAIMS 2021: minimum field strength, in tesla. */
#define FIELD_MIN 1.5

static const ms_label sequences[] = {
	{MS_SEQUENCE_T1, "T1", {"T1w|T1 SE|2D T1"}},
	{MS_SEQUENCE_3DT1, "3D T1", {"MPRAGE|MP2RAGE|BRAVO|3D T1w"}},
	{MS_SEQUENCE_T1_GD, "T1 Gd", {"T1+Gd|3D T1 Gd|T1 post|T1 post Gd|T1 contrast|T1c|T1 gado|T1 gadolinium"
	"|3D T1+Gd|T1+contrast|T1+C|T1+gado|T1+gadolinium"}},
	{MS_SEQUENCE_FLAIR, "FLAIR", {"2D FLAIR|T2 FLAIR"}},
	{MS_SEQUENCE_3DFLAIR, "3D FLAIR", {"3D T2 FLAIR"}},
	{MS_SEQUENCE_T2, "T2", {"DP/T2|PD/T2|DP|PD|T2w|3D T2|axial T2"}},
	{MS_SEQUENCE_DWI, "DWI", {"DTI|diffusion"}},
	{MS_SEQUENCE_SWI, "SWI", {"phase|QSM|T2star|SWAN|susceptibility|T2*|T2*w|3D T2*|axial T2*"}},
	{MS_SEQUENCE_DIR, "DIR", {NULL}},
	{MS_SEQUENCE_STIR, "STIR", {NULL}},
	{MS_SEQUENCE_PSIR, "PSIR", {NULL}},
};

const ms_vocabulary ms_sequences = MS_VOCABULARY("MRI sequence", sequences);

#define SET(sequence) (1 << MS_SEQUENCE_##sequence)

int
ms_sequence_set(const char *text, size_t len)
{
	const ms_label *label = ms_label_by_name(&ms_sequences, text, len);

	if (label == NULL)
		return 0;
	if (label->code == MS_SEQUENCE_3DT1)
		return SET(3DT1) | SET(T1);
	if (label->code == MS_SEQUENCE_3DFLAIR)
		return SET(3DFLAIR) | SET(FLAIR);
	return 1 << label->code;
}

const char *const ms_mri_purposes[] = {
	"t2_activity", "gd", "atrophy", "prl", "ofsep_2015", "ofsep_2020", "magnims_2021", NULL
};

/* A requirement: at least one sequence of a set. */
typedef struct need
{
	int			any_of;
	const char *name;
} need;

static const need needs[][MS_MRI_NEEDS_MAX] = {
	[MS_MRI_T2_ACTIVITY] = {{SET(FLAIR) | SET(T2), "FLAIR or T2"}},
	[MS_MRI_GD] = {{SET(T1_GD), "T1 Gd"}},
	[MS_MRI_ATROPHY] = {{SET(3DT1), "3D T1"}},
	[MS_MRI_RIM] = {{SET(SWI), "SWI"}},
	[MS_MRI_OFSEP_2015] = {{SET(T1), "T1"}, {SET(FLAIR), "FLAIR"}, {SET(T2) | SET(DWI), "T2 or DWI"}},
	[MS_MRI_OFSEP_2020] = {{SET(3DFLAIR), "3D FLAIR"}, {SET(3DT1), "3D T1"}, {SET(DWI), "DWI"}},
	[MS_MRI_MAGNIMS_2021] = {{SET(3DFLAIR), "3D FLAIR"}},
};

int
ms_mri_missing(int set, double tesla, ms_mri_purpose purpose,
			   const char *missing[MS_MRI_NEEDS_MAX], bool *known)
{
	int			n = 0;

	for (int i = 0; i < MS_MRI_NEEDS_MAX && needs[purpose][i].any_of != 0; i++)
		if (!(set & needs[purpose][i].any_of))
			missing[n++] = needs[purpose][i].name;
	*known = purpose != MS_MRI_MAGNIMS_2021 || !isnan(tesla);
	if (purpose == MS_MRI_MAGNIMS_2021 && tesla < FIELD_MIN)
		missing[n++] = "1.5 T";
	return n;
}
