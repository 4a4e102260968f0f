/*
 * response.h
 *		Scores of the response to treatment after one year: Rio, modified Rio
 *		and MAGNIMS (Sormani); the Canadian recommendation.
 *
 * The three scores were derived on interferon beta; on other drugs they are
 * an extrapolation.  Counts are >= 0, or MS_NOT_COUNTED when unknown.  A
 * score is MS_NO_SCORE when what is known does not settle it.
 */
#ifndef MS_RESPONSE_H
#define MS_RESPONSE_H

#include "lang.h"
#include "tri.h"

#define MS_NOT_COUNTED		(-1)
#define MS_NO_SCORE			(-1)

/*
 * MAGNIMS score 0 to 2 from relapses and new T2 lesions of the first year.
 *
 *					0-2 new T2	3 or more
 *		0 relapses		0			1
 *		1 relapse		1			2
 *		2 or more		2			2
 *
 * Two relapses settle it without a scan.  Source: Sormani 2016, Neurology
 * 87:134, doi:10.1212/WNL.0000000000002830.
 */
extern int	ms_sormani_score(int relapses, int new_t2);

/* Three-year risks of the score; which one, see ms_sormani_risk(). */
typedef enum ms_sormani_endpoint
{
	MS_SORMANI_PROGRESSION,		/* as the French slide prints it */
	MS_SORMANI_FAILURE,			/* treatment failure */
	MS_SORMANI_EDSS				/* EDSS worsening */
} ms_sormani_endpoint;

/*
 * Risk over three years for score 0 to 2, as a fraction.
 *
 * Sormani 2016 gives 17, 27 and 48 % for treatment failure and 15, 22 and
 * 29 % for EDSS worsening (the figures of score 2 were not seen in print).
 * The slide's 15, 25 and 48 % mix the two and round the middle one; they are
 * the 'progression' of the slide.
 */
extern double ms_sormani_risk(int score, ms_sormani_endpoint endpoint);

/* What the slide says for score 0 to 2, in UTF-8. */
extern const char *ms_sormani_action(int score, ms_lang lang);

/*
 * Rio score 0 to 3, a point each: any relapse, more than 2 active lesions
 * (new or enlarging T2 plus Gd+), confirmed EDSS progression.  2 or more is a
 * non-responder.  Any unknown leaves it unsettled.  Source: Rio 2009, Mult
 * Scler 15:848, doi:10.1177/1352458509104591.
 */
extern int	ms_rio_score(int relapses, int active_lesions,
						 ms_tri progression);

/*
 * Modified Rio score 0 to 3: relapses up to 2, and a point for more than
 * t2_cut new T2 lesions.  Source: Sormani 2013, Mult Scler 19:605,
 * doi:10.1177/1352458512460605.  Its abstract prints the cut as 5, the later
 * review and its users as 4.
 */
extern int	ms_modified_rio_score(int relapses, int new_t2, int t2_cut);

typedef enum ms_rio_class
{
	MS_RIO_UNKNOWN,
	MS_RIO_LOW,
	MS_RIO_INTERMEDIATE,
	MS_RIO_HIGH
} ms_rio_class;

/*
 * The two-step reading: score 0 is low, 2 and 3 high; score 1 is looked at
 * again with the relapses and new T2 lesions of months 12 to 18, where a
 * relapse or 2 lesions make it high, neither makes it low, and what is not
 * known leaves it intermediate.  The cut of the second step is uncertain.
 */
extern ms_rio_class ms_modified_rio_class(int relapses, int new_t2,
										  int later_relapses,
										  int later_new_t2, int t2_cut);

/*
 * Three-year probability of progression for modified Rio score 0 to 3
 * (24, 33, 65 % for 0, 1 and 2 or more), the validation set of Sormani 2013.
 */
extern double ms_modified_rio_risk(int score);

/*
 * May a change of treatment be considered, by the Canadian recommendation?  From the levels of
 * concern in the domains relapse, progression and MRI, 0 none, 1 low, 2
 * medium, 3 high, or MS_NOT_COUNTED: high in one, medium or more in two, or
 * low or more in all three.  A level that is not known might be high, so
 * without it the answer is never no.  Source: Freedman 2013, Can J Neurol Sci
 * 40:307, doi:10.1017/S0317167100014244.  What makes a level is not said here:
 * it differs between the versions of the recommendation.
 */
#define MS_CANTOR_DOMAINS 3
#define MS_CANTOR_HIGH 3

extern ms_tri ms_cantor_switch(const int level[MS_CANTOR_DOMAINS]);

#endif							/* MS_RESPONSE_H */
