/*
 * severity_tables.h
 *		The published global tables of MSSS and ARMSS: a row for each year, a
 *		column for each EDSS that has a score.
 */
#ifndef MS_SEVERITY_TABLES_H
#define MS_SEVERITY_TABLES_H

#include "edss.h"

/* EDSS values with a score: all but the last, 10. */
#define MS_SCORED_EDSS (MS_EDSS_VALUES - 1)

#define MS_MSSS_2005_YEARS		31
#define MS_MSSS_2017_YEARS		30
#define MS_ARMSS_2017_YEARS		58
#define MS_ARMSS_2017_FIRST		18

extern const double ms_msss_2005[MS_MSSS_2005_YEARS][MS_SCORED_EDSS];
extern const double ms_msss_2017[MS_MSSS_2017_YEARS][MS_SCORED_EDSS];
extern const double ms_armss_2017[MS_ARMSS_2017_YEARS][MS_SCORED_EDSS];

#endif							/* MS_SEVERITY_TABLES_H */
