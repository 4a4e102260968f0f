/*
 * phenotype.h
 *		The clinical course of a patient in a year: phenotype, activity and
 *		progression.
 *
 * Lublin 2014, Neurology 83:278, doi:10.1212/WNL.0000000000000560 ("the 2013
 * revisions"): a phenotype, CIS, RR, PP or SP; whether it was active in the
 * last 12 months, by relapses or on MRI; and for PP and SP whether it
 * progressed.  What was not assessed is indeterminate, which is not a no.  CIS
 * and RR may worsen, but the paper does not call this progression.
 */
#ifndef MS_PHENOTYPE_H
#define MS_PHENOTYPE_H

#include "label.h"
#include "lang.h"
#include "tri.h"

/* Stored on disk and therefore permanent; there is room for others in between. */
typedef enum ms_phenotype_kind
{
	MS_NO_PHENOTYPE = 0,
	MS_CIS = 10,				/* clinically isolated syndrome */
	MS_RR = 20,					/* relapsing-remitting */
	MS_PP = 30,					/* primary progressive */
	MS_SP = 40					/* secondary progressive */
} ms_phenotype_kind;

/*
 * A value of the type is four decimal digits: two for the phenotype, one for
 * the activity, one for the progression (1 yes, 2 no, 9 indeterminate; 0 for
 * CIS and RR).  The order of these numbers is the order of the type.
 */
extern const ms_vocabulary ms_ms_phenotype;

/* Makes a code; progressing is ignored for CIS and RR. */
extern int16_t ms_phenotype_make(ms_phenotype_kind phenotype, ms_tri active,
								 ms_tri progressing);

/* The parts of a code; progression is unknown for CIS and RR. */
extern ms_phenotype_kind ms_phenotype_of_code(int16_t code);
extern ms_tri ms_phenotype_active(int16_t code);
extern ms_tri ms_phenotype_progressing(int16_t code);

/* Is progression assessed in this phenotype?  True for PP and SP. */
extern bool ms_phenotype_progressive(ms_phenotype_kind phenotype);

/* "CIS", "RR", "PP" or "SP". */
extern const char *ms_phenotype_name(ms_phenotype_kind phenotype);

/*
 * The code for a UTF-8 text, or 0: a phenotype in English or French, with or
 * without activity and progression.  A part that is not named is
 * indeterminate, and *all_said is then false.  The progressive-relapsing
 * phenotype (PR) of 1996 is an active PP, as in the paper.
 */
extern int16_t ms_phenotype_read(const char *text, size_t len, bool *all_said);

/*
 * The phenotype alone, without activity or progression; PR is PP.
 * MS_NO_PHENOTYPE if the text is anything else.
 */
extern ms_phenotype_kind ms_phenotype_word(const char *text, size_t len);

/* Does the text mean RIS, which is not a phenotype? */
extern bool ms_is_ris(const char *text, size_t len);

/*
 * Activity over 12 months.  A relapse, a Gd+ lesion or a new or enlarging T2
 * lesion is activity.  The answer is no only if relapses were counted, an MRI
 * was made, and its T2 lesions were compared; contrast may be missing, as in
 * NEDA.  Counts are >= 0, or MS_NOT_COUNTED.
 */
extern ms_tri ms_lublin_activity(int relapses, int gd, int new_t2,
								 ms_tri mri_done);

/* Room for the longest description and its terminating zero. */
#define MS_PHENOTYPE_TEXT_MAX 160

/* Writes a description in UTF-8: "secondary progressive, active, without progression". */
extern void ms_phenotype_describe(int16_t code, ms_lang lang,
								  char text[MS_PHENOTYPE_TEXT_MAX]);

/* The same, with the period that was judged, from <= day < to: ", from 2020-01-01 to 2020-12-31". */
extern void ms_phenotype_describe_period(int16_t code, int32_t from, int32_t to, ms_lang lang,
										 char text[MS_PHENOTYPE_TEXT_MAX]);

#endif							/* MS_PHENOTYPE_H */
