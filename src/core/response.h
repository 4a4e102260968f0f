/*
 * response.h
 *		Scores of the response to treatment after one year: Rio, modified Rio
 *		and MAGNIMS (Sormani); the Canadian recommendation.
 *
 * The three scores were derived on interferon beta; for other drugs they are
 * an extrapolation.  Counts are >= 0, or MS_NOT_COUNTED if unknown.  A score
 * is MS_NO_SCORE if what is known does not determine it.
 */
#ifndef MS_RESPONSE_H
#define MS_RESPONSE_H

#include "lang.h"
#include "tri.h"

#define MS_NOT_COUNTED		(-1)
#define MS_NO_SCORE			(-1)

/*
 * MAGNIMS score 0 to 2 from relapses and new T2 lesions in the first year.
 *
 *					0-2 new T2	3 or more
 *		0 relapses		0			1
 *		1 relapse		1			2
 *		2 or more		2			2
 *
 * Two relapses determine the score without a scan.  Source: Sormani 2016,
 * Neurology 87:134, doi:10.1212/WNL.0000000000002830.
 */
extern int	ms_sormani_score(int relapses, int new_t2);

/* The outcomes whose three-year risk ms_sormani_risk() gives. */
typedef enum ms_sormani_endpoint
{
	MS_SORMANI_PROGRESSION,		/* as printed on the French slide */
	MS_SORMANI_FAILURE,			/* treatment failure */
	MS_SORMANI_EDSS				/* EDSS worsening */
} ms_sormani_endpoint;

/*
 * The risk over three years for score 0 to 2, as a fraction.
 *
 * Sormani 2016 gives 17, 27 and 48 % for treatment failure and 15, 22 and 29 %
 * for EDSS worsening (the figures for score 2 were not seen in print).  The
 * slide's 15, 25 and 48 % mix the two and round the middle one; they are what
 * the slide calls 'progression'.
 */
extern double ms_sormani_risk(int score, ms_sormani_endpoint endpoint);

/* The slide's recommendation for score 0 to 2, in UTF-8. */
extern const char *ms_sormani_action(int score, ms_lang lang);

/*
 * Rio score 0 to 3, one point each for any relapse, more than 2 active lesions
 * (new or enlarging T2 plus Gd+), and confirmed EDSS progression.  A patient
 * with 2 or more is a non-responder.  MS_NO_SCORE if any of them is unknown.
 * Source: Rio 2009, Mult Scler 15:848, doi:10.1177/1352458509104591.
 */
extern int	ms_rio_score(int relapses, int active_lesions,
						 ms_tri progression);

/*
 * Modified Rio score 0 to 3: the number of relapses, at most 2, plus a point
 * for more than t2_cut new T2 lesions.  Source: Sormani 2013, Mult Scler
 * 19:605, doi:10.1177/1352458512460605.  Its abstract gives the cut as 5, the
 * later review and its users as 4.
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
 * The two-step classification: score 0 is low, 2 and 3 are high.  Score 1 is
 * reassessed with the relapses and new T2 lesions of months 12 to 18: a
 * relapse or 2 lesions make it high, neither makes it low, and if that is
 * unknown it stays intermediate.  The cut of the second step is uncertain.
 */
extern ms_rio_class ms_modified_rio_class(int relapses, int new_t2,
										  int later_relapses,
										  int later_new_t2, int t2_cut);

/*
 * The three-year probability of progression for modified Rio score 0 to 3 (24,
 * 33 and 65 % for 0, 1 and 2 or more), from the validation set of Sormani
 * 2013.
 */
extern double ms_modified_rio_risk(int score);

/*
 * May a change of treatment be considered, by the Canadian recommendation?
 * The levels of concern in the domains relapse, progression and MRI are 0
 * none, 1 low, 2 medium, 3 high, or MS_NOT_COUNTED.  The answer is yes for
 * high in one domain, medium or more in two, or low or more in all three.  An
 * unknown level might be high, so that the answer is then never no.  Source:
 * Freedman 2013, Can J Neurol Sci 40:307, doi:10.1017/S0317167100014244.  How
 * levels are assigned differs between the versions of the recommendation and
 * is left to the caller.
 */
#define MS_CANTOR_DOMAINS 3
#define MS_CANTOR_HIGH 3

extern ms_tri ms_cantor_switch(const int level[MS_CANTOR_DOMAINS]);

#endif							/* MS_RESPONSE_H */
