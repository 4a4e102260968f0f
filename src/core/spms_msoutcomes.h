/*
 * spms_msoutcomes.h
 *		Conversion to secondary progressive MS as the R package MSoutcomes
 *		0.2.1 reads it (CORe, University of Melbourne).
 *
 * The package adds rules to the published definition, and some of what it does
 * follows from how it is written.  Where it differs from spms.h:
 *
 *		a single visit that does not show a worsening, with such as do or none
 *			at all about it, is taken to show it: so may the first visit;
 *		the worsening lasts to a visit not near to a relapse, for more than
 *			three months (3 * 30.25 days), and that visit is the last;
 *		an improvement by half a point or more that lasts for more than nine
 *			months makes its visit the reference;
 *		a relapse moves the reference only where EDSS rose with it, above 3.0
 *			and from below 6.0, and a worsening or improvement follows: to the
 *			first visit behind it whose EDSS stays within a worsening's size
 *			for more than six months, else to that of the change;
 *		with functional systems: visits before the first with a grade do not
 *			count; a pyramidal grade that is missing, or low with an EDSS of 5.5
 *			or more, is taken for 2 there and else for 0; a missing rise of a
 *			grade counts as 0 where the leading system is looked for, and as a
 *			rise where it is confirmed (the pyramidal as a rise of 1 in both);
 *			only a return to exactly the reference ends it; and after a change
 *			that was no conversion the first reference is taken again.
 *
 * Visits that cannot confirm are not known to the package.  The search goes on
 * as if it had no such marks, and a conversion then needs a visit that can
 * confirm it: so they take a conversion away or make it later, and no more.
 */
#ifndef MS_SPMS_MSOUTCOMES_H
#define MS_SPMS_MSOUTCOMES_H

#include "spms.h"

/* As ms_spms_search(), but a worsening must always last: the rules are not asked for that. */
extern ms_spms ms_spms_msoutcomes(const ms_spms_visit *visit, int n, const ms_spms_rules *rules);

#endif							/* MS_SPMS_MSOUTCOMES_H */
