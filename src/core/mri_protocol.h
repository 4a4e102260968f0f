/*
 * mri_protocol.h
 *		The sequences of a brain scan, and what it lacks for a purpose.
 *
 * Sources: Wattjes 2021, Lancet Neurol 20:653,
 * doi:10.1016/S1474-4422(21)00095-8 (MAGNIMS-CMSC-NAIMS protocol); Cotton
 * 2015, J Neuroradiol 42:133 and Brisset 2020, J Neuroradiol 47:250 (OFSEP).
 */
#ifndef MS_MRI_PROTOCOL_H
#define MS_MRI_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>

#include "label.h"

/*
 * The sequences of a scan.  In a set, the bit of a sequence is 1 << its code;
 * a 3D sequence also counts as the plain one.
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
	MS_SEQUENCE_DIR,			/* no purpose below needs this one or the next two */
	MS_SEQUENCE_STIR,
	MS_SEQUENCE_PSIR
} ms_sequence;

extern const ms_vocabulary ms_sequences;

/*
 * The set for the sequence that a text names, including what it also counts
 * as; 0: none.
 */
extern int	ms_sequence_set(const char *text, size_t len);

/* What a scan is used for, in the order of ms_mri_purposes. */
typedef enum ms_mri_purpose
{
	MS_MRI_T2_ACTIVITY,			/* new T2 lesions; the reference needs the same */
	MS_MRI_GD,					/* gadolinium-enhancing lesions */
	MS_MRI_ATROPHY,				/* brain volume; the reference needs the same */
	MS_MRI_RIM,					/* paramagnetic rim lesions */
	MS_MRI_OFSEP_2015,			/* this and the next two: protocols */
	MS_MRI_OFSEP_2020,
	MS_MRI_MAGNIMS_2021
} ms_mri_purpose;

extern const char *const ms_mri_purposes[];		/* NULL at the end */

/* The largest number of requirements of a purpose. */
#define MS_MRI_NEEDS_MAX 4

/*
 * Writes the names of what a scan lacks for a purpose to missing; returns
 * their number.  If the field strength matters but is unknown (tesla is NaN),
 * it is not listed as lacking, but *known is false.
 */
extern int	ms_mri_missing(int sequences, double tesla, ms_mri_purpose purpose,
						   const char *missing[MS_MRI_NEEDS_MAX], bool *known);

#endif							/* MS_MRI_PROTOCOL_H */
