/*
 * spms_msoutcomes.h
 *		Conversion to secondary progressive MS as the R package MSoutcomes
 *		0.2.1 determines it (CORe, University of Melbourne).
 *
 * The package adds rules to the published definition, and some of its results
 * follow from how it is written.  It differs from spms.h as follows:
 *
 *		a single visit that does not show the worsening counts as showing it, if
 *			each neighbour shows it or does not exist: even the first visit may;
 *		the worsening must last more than three months (3 * 30.25 days), up to
 *			a visit not near a relapse, and that visit must be the last one;
 *		an improvement by half a point or more that lasts more than nine months
 *			makes its visit the reference;
 *		a relapse moves the reference only if EDSS rose with it, to above 3.0
 *			and from a reference below 6.0, and a lasting worsening or
 *			improvement follows.  The new reference is the first visit after
 *			the relapse from which EDSS stays within the size of a worsening for
 *			more than six months, otherwise the visit of the later change;
 *		with functional systems: visits before the first with a grade do not
 *			count; with an EDSS of 5.5 or more, a pyramidal grade that is missing
 *			or low counts as 2, and with a lower EDSS a missing one counts as 0;
 *			a missing rise of a grade counts as 0 in the choice of the leading
 *			system and as a rise in its confirmation (for the pyramidal system
 *			as a rise of 1 in both); only a return to exactly the reference ends
 *			a rise; and after a change that was not a conversion the first
 *			reference is used again.
 *
 * The package does not know visits that cannot confirm.  The search ignores
 * these marks too, and then requires a visit that can confirm the conversion:
 * so marks can remove a conversion or delay it, and have no other effect.
 */
#ifndef MS_SPMS_MSOUTCOMES_H
#define MS_SPMS_MSOUTCOMES_H

#include "spms.h"

/*
 * Like ms_spms_search(), but the worsening must always be sustained, whatever
 * the rules say.
 */
extern ms_spms ms_spms_msoutcomes(const ms_spms_visit *visit, int n, const ms_spms_rules *rules);

#endif							/* MS_SPMS_MSOUTCOMES_H */
