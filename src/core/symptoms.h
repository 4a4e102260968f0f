/*
 * symptoms.h
 *		Tests of function and symptoms: does a change matter to the patient,
 *		and who responded to a symptomatic treatment?
 *
 * The timed 25-foot walk (T25FW) and the nine-hole peg test (9HPT) are in
 * seconds, the symbol digit modalities test (SDMT) in correct answers, the
 * EDSS in points, spasticity on a numeric rating scale (NRS) from 0 to 10.  An
 * unknown value is NaN.
 */
#ifndef MS_SYMPTOMS_H
#define MS_SYMPTOMS_H

#include <stdbool.h>
#include <stdint.h>

#include "criteria.h"
#include "label.h"
#include "tri.h"

/* When the timed tests are stopped, in seconds. */
#define MS_T25FW_LIMIT 180
#define MS_NHPT_LIMIT 300

#define MS_SDMT_MAX 110
#define MS_NRS_MAX 10

/*
 * Sets the rule for an outcome (a name in criteria.h) in this variant.  With
 * MS_RULE_NONE it is the default for disability events, except for SDMT: 4
 * points.  Returns NULL, or the variants that exist, for a hint.
 */
extern const char *ms_test_rule(const char *outcome, ms_change_rule variant, ms_criteria *rule);

/* Can a test have this (known) value?  Times may exceed the limits. */
extern bool ms_test_valid(ms_outcome outcome, double value);

/*
 * Is a value worse, or better, than the reference by an amount that matters?
 * The rules are those of disability events (disability.h): a fifth of the time
 * for the walk and the pegs (Bosma 2010, Mult Scler 16:862,
 * doi:10.1177/1352458510370464).
 *
 * unable says that a walk or peg test has no value because MS made it
 * impossible.  That is worse than any reference within the limit, and never
 * better.  Other tests have no such rule.
 */
extern ms_tri ms_test_worse(const ms_criteria *rule, double reference, double value, ms_tri unable);
extern ms_tri ms_test_better(const ms_criteria *rule, double reference, double value, ms_tri unable);

/*
 * Has spasticity fallen by this percentage of the baseline?  With 20 % after
 * four weeks, treatment with nabiximols is continued; 30 % is clinically
 * important.  Unknown for a baseline of 0, which cannot fall.  Sources:
 * Novotna 2011, Eur J Neurol 18:1122, doi:10.1111/j.1468-1331.2010.03328.x (20
 * %); Farrar 2008, Clin Ther 30:974, doi:10.1016/j.clinthera.2008.05.011 (30
 * %).
 */
extern ms_tri ms_spasticity_response(double baseline, double value, int percent);

/*
 * A responder in the MS-SPI trial has a lower EDSS (by 1.0 from references up
 * to 5.5, by 0.5 above) or a T25FW shorter by a fifth, at month 9 and again at
 * month 12.  The reference is the better of screening and randomisation.
 * Whether the same measure must confirm was not seen in print.  Source:
 * Tourbah 2016, Mult Scler 22:1719, doi:10.1177/1352458516667568.
 */
enum
{
	MS_MSSPI_EDSS,
	MS_MSSPI_T25FW,
	MS_MSSPI_MEASURES			/* number of measures */
};

enum
{
	MS_MSSPI_SCREENING,
	MS_MSSPI_RANDOMISATION,
	MS_MSSPI_MONTH9,
	MS_MSSPI_MONTH12,
	MS_MSSPI_VISITS				/* number of visits */
};

typedef struct ms_msspi
{
	ms_tri		responder;		/* unknown if the observed values do not settle it */
	uint32_t	month9;			/* measures that improved: bit 0 EDSS, bit 1 T25FW */
	uint32_t	month12;
} ms_msspi;

extern ms_msspi ms_msspi_response(const double value[MS_MSSPI_MEASURES][MS_MSSPI_VISITS],
								  bool same_measure);

/*
 * The French pilot of medical cannabis (ANSM, from 2021): the number of
 * patients for each indication and, where there are two subgroups, for each of
 * them.
 */
extern const ms_vocabulary ms_cannabis_indications;
extern const ms_vocabulary ms_cannabis_subgroups;

typedef struct ms_quota
{
	int16_t		indication;		/* codes of the vocabularies */
	int16_t		subgroup;		/* 0: none */
	int32_t		patients;
} ms_quota;

extern const ms_quota ms_cannabis_quotas[];
extern const int ms_cannabis_quota_count;

/*
 * The quota of an indication and subgroup, or with subgroup 0 of the whole
 * indication; 0 if there is none.
 */
extern int32_t ms_cannabis_quota(int indication, int subgroup);

#endif							/* MS_SYMPTOMS_H */
