/*
 * phenotype.h
 *		The clinical course of a patient in a year: phenotype, activity and
 *		progression.
 *
 * Lublin 2014, Neurology 83:278, doi:10.1212/WNL.0000000000000560 ("the 2013
 * revisions"): a phenotype, CIS, RR, PP or SP; whether it was active in the last
 * 12 months, by relapses or on MRI; and of PP and SP whether it progressed.  What
 * was not assessed is indeterminate, which is not a no.  In CIS and RR there
 * may be worsening, which the paper does not call progression.
 */
#ifndef SEPMS_CORE_PHENOTYPE_H
#define SEPMS_CORE_PHENOTYPE_H

#include "label.h"
#include "lang.h"
#include "tri.h"

/* On disk, so for ever; between them is room for others. */
typedef enum sepms_phenotype_kind
{
	SEPMS_NO_PHENOTYPE = 0,
	SEPMS_CIS = 10,				/* clinically isolated syndrome */
	SEPMS_RR = 20,				/* relapsing-remitting */
	SEPMS_PP = 30,				/* primary progressive */
	SEPMS_SP = 40				/* secondary progressive */
} sepms_phenotype_kind;

/*
 * A value of the type is four decimal digits: two of the phenotype, one of the
 * activity, one of the progression (1 yes, 2 no, 9 indeterminate; 0 for CIS
 * and RR).  Their order is that of the type.
 */
extern const sepms_vocabulary sepms_ms_phenotype;

/* The code; progression is not looked at where there is none. */
extern int16_t sepms_phenotype_make(sepms_phenotype_kind phenotype, sepms_tri active,
									sepms_tri progressing);

/* And its parts; progression is unknown for CIS and RR. */
extern sepms_phenotype_kind sepms_phenotype_of_code(int16_t code);
extern sepms_tri sepms_phenotype_active(int16_t code);
extern sepms_tri sepms_phenotype_progressing(int16_t code);

/* Does a phenotype have progression, as PP and SP do? */
extern bool sepms_phenotype_progressive(sepms_phenotype_kind phenotype);

/* "CIS", "RR", "PP" or "SP". */
extern const char *sepms_phenotype_name(sepms_phenotype_kind phenotype);

/*
 * The code that UTF-8 text means, or 0: a phenotype in English or French, with
 * its activity and progression or without, which are then indeterminate, and
 * not all is said.  The progressive-relapsing (PR) of 1996 is an active PP, as
 * the paper has it.
 */
extern int16_t sepms_phenotype_read(const char *text, size_t len, bool *all_said);

/* The phenotype alone, without any word of activity; PR is PP. */
extern sepms_phenotype_kind sepms_phenotype_word(const char *text, size_t len);

/* Does the text mean RIS, which is no phenotype? */
extern bool sepms_is_ris(const char *text, size_t len);

/*
 * Activity of 12 months.  Any relapse, Gd+ lesion or new or enlarging T2
 * lesion is activity.  None is known where relapses were counted, an MRI was
 * made, and its T2 lesions were compared; contrast may be missing, as in NEDA.
 * Counts are >= 0, or SEPMS_NOT_COUNTED.
 */
extern sepms_tri sepms_lublin_activity(int relapses, int gd, int new_t2,
									   sepms_tri mri_done);

/* Room for the longest description and its zero. */
#define SEPMS_PHENOTYPE_TEXT_MAX 160

/* "secondary progressive, active, without progression", in UTF-8. */
extern void sepms_phenotype_describe(int16_t code, sepms_lang lang,
									 char text[SEPMS_PHENOTYPE_TEXT_MAX]);

#endif							/* SEPMS_CORE_PHENOTYPE_H */
