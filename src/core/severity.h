/*
 * severity.h
 *		Severity of disability for its time: EDSS ranked among patients of
 *		similar disease duration (MSSS) or similar age (ARMSS).
 *
 * Scores range from 0 to 10; 5 is the middle.  Local scores rank within a
 * cohort; global scores are looked up in a published table.
 *
 * MSSS: Roxburgh 2005, Neurology 64:1144,
 * doi:10.1212/01.WNL.0000156155.19270.F8.  ARMSS, and an updated table of
 * MSSS: Manouchehrinia 2017, Mult Scler 23:1938, doi:10.1177/1352458517690618.
 * The local scores are those of the R package ms.sev 1.0.4.
 *
 * EDSS 10, death due to MS, is counted in a tally but has no score and is in
 * no reference.
 */
#ifndef MS_SEVERITY_H
#define MS_SEVERITY_H

#include "ledger.h"
#include "series.h"
#include "severity_tables.h"

/* Durations and ages are in years, from 0 to less than this. */
#define MS_SEVERITY_YEARS 200

/*
 * The tally, from which references are taken: a row for each year, a column
 * for each EDSS.  Whole years are distinguished from fractions, since a
 * reference ends at a whole year: the key is twice the completed years, plus 1
 * if a fraction follows.  Keys print as "3" and "3+".
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
	MS_MSSS,					/* years of disease; above 30 they count as 30 */
	MS_ARMSS					/* years of age */
} ms_severity_scale;

/* The patients with whom a year is compared: the number with each EDSS, and in total. */
typedef struct ms_reference
{
	int64_t		patients;
	int64_t		by_edss[MS_SCORED_EDSS];
} ms_reference;

/* The completed years that determine a score. */
extern int	ms_severity_year(ms_severity_scale scale, double years);

/* The last year with a reference: 30, or the tally's highest age, rounded up. */
extern int	ms_severity_last_year(const ms_ledger *l, ms_severity_scale scale);

/*
 * The reference of a year: the patients from `range` years below to `range`
 * years above it, both included as real numbers, and between 1 and the last
 * year.  For year 5 and range 2 these are 3 to 7.0 years, not 7.5.  year is
 * from 1 to the last year, range is 0 or more.
 */
extern void ms_severity_reference(const ms_ledger *l, ms_severity_scale scale,
								  int year, int range, ms_reference *reference);

/*
 * The score of an EDSS (given by its column) in a reference: its mean rank
 * divided by one more than the number of patients, times 10, rounded to two
 * decimals as R does since 4.0.  An EDSS that nobody in the reference has gets
 * the rank between its neighbours.  NaN if the reference is empty.
 */
extern double ms_severity_score(const ms_reference *reference, int column);

/* Global scores, from the published tables. */

typedef enum ms_msss_variant
{
	MS_MSSS_2005,				/* by completed years, 0 to 30 and above */
	MS_MSSS_2017				/* by current year of disease, 1 to 30 and above */
} ms_msss_variant;

/* years is 0 or more; ms_global_armss() is NaN outside the ages of its table. */
extern double ms_global_msss(int column, double years, ms_msss_variant variant);
extern double ms_global_armss(int column, double years);

/*
 * Normalised ARMSS (nARMSS) of a patient: the area between the ARMSS of the
 * visits and the score expected at every age, 5, divided by the time from the
 * first to the last visit; from -5 to +5.  Ramanujam 2021, Mult Scler,
 * doi:10.1177/1352458520988632, by its abstract and that of its first
 * presentation (ECTRIMS 2019, 218).  Neither says how the score runs between
 * two visits; here it is a straight line.
 *
 * Visits without a score (EDSS 10, or an age outside the table) do not count.
 * The values are those of the EDSS, and no visit is before the birth.  NaN
 * with fewer than two visits.
 */
extern double ms_narmss(const ms_visit *visit, int visits, int32_t birth);

#endif							/* MS_SEVERITY_H */
