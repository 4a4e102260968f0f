/*
 * mri_protocol.h
 *		What a brain scan consisted of, and what it lacks for a purpose.
 *
 * Sources: Wattjes 2021, Lancet Neurol 20:653,
 * doi:10.1016/S1474-4422(21)00095-8 (MAGNIMS-CMSC-NAIMS protocol); Cotton 2015,
 * J Neuroradiol 42:133 and Brisset 2020, J Neuroradiol 47:250 (OFSEP).
 */
#ifndef MS_MRI_PROTOCOL_H
#define MS_MRI_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>

#include "label.h"

/*
 * What a scan consisted of.  In a set, the bit of a sequence is 1 << its code;
 * a 3D sequence counts as a plain one too.
 */
typedef enum ms_sequence
{
	MS_SEQUENCE_T1 = 1,
	MS_SEQUENCE_3DT1,
	MS_SEQUENCE_T1_GD,			/* after contrast */
	MS_SEQUENCE_FLAIR,
	MS_SEQUENCE_3DFLAIR,
	MS_SEQUENCE_T2,				/* or proton density */
	MS_SEQUENCE_DWI,
	MS_SEQUENCE_SWI,			/* or phase, T2* */
	MS_SEQUENCE_DIR,			/* these serve no purpose below */
	MS_SEQUENCE_STIR,
	MS_SEQUENCE_PSIR
} ms_sequence;

extern const ms_vocabulary ms_sequences;

/* The set of what a text names, a sequence and what it counts as; 0: none. */
extern int	ms_sequence_set(const char *text, size_t len);

/* What a scan is to be good for, as in ms_mri_purposes. */
typedef enum ms_mri_purpose
{
	MS_MRI_T2_ACTIVITY,			/* new T2 lesions; so the reference too */
	MS_MRI_GD,					/* lesions that take up contrast */
	MS_MRI_ATROPHY,				/* brain volume; so the reference too */
	MS_MRI_RIM,					/* paramagnetic rim lesions */
	MS_MRI_OFSEP_2015,			/* protocols */
	MS_MRI_OFSEP_2020,
	MS_MRI_MAGNIMS_2021
} ms_mri_purpose;

extern const char *const ms_mri_purposes[];		/* NULL at the end */

/* No purpose needs more things. */
#define MS_MRI_NEEDS_MAX 4

/*
 * What a scan lacks for a purpose: names in missing, their number returned.
 * Where the field strength matters and is not known (tesla is NaN), nothing is
 * lacking for it, but *known is false.
 */
extern int	ms_mri_missing(int sequences, double tesla, ms_mri_purpose purpose,
						   const char *missing[MS_MRI_NEEDS_MAX], bool *known);

#endif							/* MS_MRI_PROTOCOL_H */
