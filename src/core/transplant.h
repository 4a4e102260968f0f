/*
 * transplant.h
 *		Autologous haematopoietic stem cell transplantation (AHSCT): screens of
 *		eligibility, and the steps of the procedure.
 *
 * A screen finds the patients whom to discuss; it decides nothing.
 */
#ifndef SEPMS_CORE_TRANSPLANT_H
#define SEPMS_CORE_TRANSPLANT_H

#include <stddef.h>

#include "phenotype.h"
#include "rule.h"

typedef enum sepms_screen_variant
{
	SEPMS_SCREEN_LISBON_2015,
	SEPMS_SCREEN_EBMT_2019,
	SEPMS_SCREEN_BEATMS,
	SEPMS_SCREENS
} sepms_screen_variant;

extern const char *const sepms_screen_names[SEPMS_SCREENS + 1]; /* ends with NULL */

/* What a screen asks, in the order of the SQL function's arguments. */
enum
{
	SEPMS_CANDIDATE_PHENOTYPE,
	SEPMS_CANDIDATE_RELAPSES_12M,
	SEPMS_CANDIDATE_RELAPSES_24M,
	SEPMS_CANDIDATE_GD_12M,
	SEPMS_CANDIDATE_NEW_T2_12M,
	SEPMS_CANDIDATE_DURATION,
	SEPMS_CANDIDATE_AGE,
	SEPMS_CANDIDATE_EDSS,
	SEPMS_CANDIDATE_FAILED,
	SEPMS_CANDIDATE_EPISODES,
	SEPMS_CANDIDATE_EPISODES_ON_DMT,
	SEPMS_CANDIDATE_MCDONALD,
	SEPMS_CANDIDATE_ITEMS
};

extern const char *const sepms_candidate_names[SEPMS_CANDIDATE_ITEMS];

/* Counts are >= 0, or -1 when unknown; other numbers are NaN then. */
typedef struct sepms_candidate
{
	sepms_phenotype_kind phenotype;
	int			relapses_12m;
	int			relapses_24m;	/* those of 12 months too */
	int			gd_12m;			/* lesions */
	int			new_t2_12m;
	double		duration;		/* years since onset */
	double		age;			/* years */
	int			edss_halves;	/* EDSS in half points */
	int			failed;			/* drugs of high efficacy, stopped for inefficacy */
	int			episodes_36m;	/* of activity, clinical or on MRI */
	int			episodes_on_dmt_36m;	/* those after a month or more on an oral
										 * or monoclonal drug */
	sepms_tri	mcdonald;		/* 2017, with dissemination in space on MRI */
} sepms_candidate;

/* A part of a count must not be more than the whole. */
typedef enum sepms_candidate_fault
{
	SEPMS_CANDIDATE_FINE,
	SEPMS_CANDIDATE_MORE_RELAPSES,	/* in 12 months than in 24 */
	SEPMS_CANDIDATE_MORE_EPISODES	/* on a drug than at all */
} sepms_candidate_fault;

extern sepms_candidate_fault sepms_candidate_check(const sepms_candidate *c);

/* Criteria, as bits of a set. */
typedef enum sepms_criterion
{
	SEPMS_CRITERION_PHENOTYPE,
	SEPMS_CRITERION_DIAGNOSIS,
	SEPMS_CRITERION_ACTIVITY,
	SEPMS_CRITERION_DURATION,
	SEPMS_CRITERION_AGE,
	SEPMS_CRITERION_EDSS,
	SEPMS_CRITERION_FAILURE,
	SEPMS_CRITERIA
} sepms_criterion;

extern const char *const sepms_criterion_names[SEPMS_CRITERIA];

typedef struct sepms_screening
{
	sepms_tri	eligible;
	uint32_t	unmet;			/* criteria that are not met for sure */
	uint32_t	missing;		/* items on which eligible still turns */
} sepms_screening;

/* The screening of a candidate who was checked. */
extern sepms_screening sepms_screen(const sepms_candidate *c, sepms_screen_variant variant);

/* A criterion in words; requirement NULL where the variant has none. */
typedef struct sepms_requirement
{
	const char *requirement;
	const char *certainty;
} sepms_requirement;

extern const sepms_requirement *sepms_requirement_of(sepms_screen_variant variant,
													 sepms_criterion criterion);
extern const char *sepms_screen_source(sepms_screen_variant variant);

/*
 * The steps of the procedure, in order.  The codes leave room between them.
 */
extern const sepms_vocabulary sepms_transplant_step;

#define SEPMS_TRANSPLANT_STEPS 7

/* What is hardly right in the steps of one patient. */
typedef enum sepms_step_issue_kind
{
	SEPMS_STEP_TWICE,			/* since: the second date */
	SEPMS_STEP_MISSING,			/* before another, which is there */
	SEPMS_STEP_NO_DATE,
	SEPMS_STEP_OUT_OF_ORDER		/* before one that it should follow, by so many days */
} sepms_step_issue_kind;

extern const char *sepms_step_issue_name(sepms_step_issue_kind kind);

typedef struct sepms_step_issue
{
	sepms_step_issue_kind kind;
	int16_t		step;
	int16_t		other;			/* 0: none */
	int32_t		day;			/* of the step; SEPMS_NO_DAY: none */
	int32_t		days;			/* out of order by; 0: not so */
} sepms_step_issue;

#define SEPMS_NO_DAY INT32_MIN

/* A step that was recorded, on a day or SEPMS_NO_DAY. */
typedef struct sepms_dated_step
{
	int16_t		step;
	int32_t		day;
} sepms_dated_step;

/*
 * Calls found() for each issue, step by step in the order of the procedure,
 * whatever the order of the records.  Steps of one day are in order.  Of a step
 * that is recorded twice the earliest day counts.
 */
extern void sepms_transplant_issues(const sepms_dated_step *record, int n,
									void (*found) (void *arg, const sepms_step_issue *issue),
									void *arg);

#endif							/* SEPMS_CORE_TRANSPLANT_H */
