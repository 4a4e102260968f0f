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
#ifndef MS_PHENOTYPE_H
#define MS_PHENOTYPE_H

#include "label.h"
#include "lang.h"
#include "tri.h"

/* On disk, so for ever; between them is room for others. */
typedef enum ms_phenotype_kind
{
	MS_NO_PHENOTYPE = 0,
	MS_CIS = 10,				/* clinically isolated syndrome */
	MS_RR = 20,					/* relapsing-remitting */
	MS_PP = 30,					/* primary progressive */
	MS_SP = 40					/* secondary progressive */
} ms_phenotype_kind;

/*
 * A value of the type is four decimal digits: two of the phenotype, one of the
 * activity, one of the progression (1 yes, 2 no, 9 indeterminate; 0 for CIS
 * and RR).  Their order is that of the type.
 */
extern const ms_vocabulary ms_ms_phenotype;

/* The code; progression is not looked at where there is none. */
extern int16_t ms_phenotype_make(ms_phenotype_kind phenotype, ms_tri active,
								 ms_tri progressing);

/* And its parts; progression is unknown for CIS and RR. */
extern ms_phenotype_kind ms_phenotype_of_code(int16_t code);
extern ms_tri ms_phenotype_active(int16_t code);
extern ms_tri ms_phenotype_progressing(int16_t code);

/* Does a phenotype have progression, as PP and SP do? */
extern bool ms_phenotype_progressive(ms_phenotype_kind phenotype);

/* "CIS", "RR", "PP" or "SP". */
extern const char *ms_phenotype_name(ms_phenotype_kind phenotype);

/*
 * The code that UTF-8 text means, or 0: a phenotype in English or French, with
 * its activity and progression or without, which are then indeterminate, and
 * not all is said.  The progressive-relapsing (PR) of 1996 is an active PP, as
 * the paper has it.
 */
extern int16_t ms_phenotype_read(const char *text, size_t len, bool *all_said);

/* The phenotype alone, without any word of activity; PR is PP. */
extern ms_phenotype_kind ms_phenotype_word(const char *text, size_t len);

/* Does the text mean RIS, which is no phenotype? */
extern bool ms_is_ris(const char *text, size_t len);

/*
 * Activity of 12 months.  Any relapse, Gd+ lesion or new or enlarging T2
 * lesion is activity.  None is known where relapses were counted, an MRI was
 * made, and its T2 lesions were compared; contrast may be missing, as in NEDA.
 * Counts are >= 0, or MS_NOT_COUNTED.
 */
extern ms_tri ms_lublin_activity(int relapses, int gd, int new_t2,
								 ms_tri mri_done);

/* Room for the longest description and its zero. */
#define MS_PHENOTYPE_TEXT_MAX 160

/* "secondary progressive, active, without progression", in UTF-8. */
extern void ms_phenotype_describe(int16_t code, ms_lang lang,
								  char text[MS_PHENOTYPE_TEXT_MAX]);

#endif							/* MS_PHENOTYPE_H */
