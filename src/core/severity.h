/*
 * severity.h
 *		Disability for its time: EDSS ranked among patients of like duration of
 *		disease (MSSS) or like age (ARMSS).
 *
 * A score is from 0 to 10; 5 is the middle.  The local scores rank
 * within a cohort, the global ones look up a published table.
 *
 * MSSS: Roxburgh 2005, Neurology 64:1144, doi:10.1212/01.WNL.0000156155.19270.F8.
 * ARMSS, and an updated table of MSSS: Manouchehrinia 2017, Mult Scler 23:1938,
 * doi:10.1177/1352458517690618.  The local scores are those of the R package
 * ms.sev 1.0.4.
 *
 * EDSS 10, death due to MS, is no disability of the living: it is counted in a
 * tally, but has no score and is in nobody's reference.
 */
#ifndef MS_SEVERITY_H
#define MS_SEVERITY_H

#include "ledger.h"
#include "severity_tables.h"

/* Durations and ages, in years, are from 0 to below this. */
#define MS_SEVERITY_YEARS 200

/*
 * The cohort's reference: a row for each year, a column for each EDSS.  Whole
 * years are told from fractions, since a reference ends at a whole year: the key
 * is twice the completed years, and 1 more where a fraction follows.  Printed
 * as "3" and "3+".
 */
extern const ms_ledger_kind ms_severity_kind;

static inline int32_t
ms_severity_key(double years)
{
	int32_t		completed = (int32_t) years;

	return 2 * completed + (years > completed);
}

typedef enum ms_severity_scale
{
	MS_MSSS,					/* years are of disease; above 30 they count as 30 */
	MS_ARMSS					/* years are of age */
} ms_severity_scale;

/* Whom a year is compared with: how many have each EDSS, and how many there are. */
typedef struct ms_reference
{
	int64_t		patients;
	int64_t		by_edss[MS_SCORED_EDSS];
} ms_reference;

/* The completed years that a score goes by. */
extern int	ms_severity_year(ms_severity_scale scale, double years);

/* The last year that has a reference: 30, or the tally's highest age, rounded up. */
extern int	ms_severity_last_year(const ms_ledger *l, ms_severity_scale scale);

/*
 * The reference of a year: those from `range` years below to `range` years
 * above, both included as real numbers, from 1 to the last year.  So for year 5
 * and a range of 2 those of 3 to 7.0 years, not those of 7.5.  year is from 1 to
 * the last, range 0 or more.
 */
extern void ms_severity_reference(const ms_ledger *l, ms_severity_scale scale,
								  int year, int range, ms_reference *reference);

/*
 * The score of an EDSS (by its column) in a reference: its mean rank over one
 * more than the patients, times 10, rounded to two decimals as R does from 4.0
 * on.  An EDSS that nobody in the reference has gets the rank between its
 * neighbours.  NaN where the reference is empty.
 */
extern double ms_severity_score(const ms_reference *reference, int column);

/*
 * Global scores, by the published tables.
 */

typedef enum ms_msss_variant
{
	MS_MSSS_2005,				/* by completed years, 0 to 30 and above */
	MS_MSSS_2017				/* by the year of disease that runs, 1 to 30 and above */
} ms_msss_variant;

/* Years are 0 or more; NaN outside the table's ages. */
extern double ms_global_msss(int column, double years, ms_msss_variant variant);
extern double ms_global_armss(int column, double years);

#endif							/* MS_SEVERITY_H */
