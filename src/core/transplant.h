/*
 * transplant.h
 *		Autologous haematopoietic stem cell transplantation (AHSCT): screens of
 *		eligibility, and the steps of the procedure.
 *
 * A screen finds the patients whom to discuss; it decides nothing.
 */
#ifndef MS_TRANSPLANT_H
#define MS_TRANSPLANT_H

#include <stddef.h>

#include "phenotype.h"
#include "rule.h"

typedef enum ms_screen_variant
{
	MS_SCREEN_LISBON_2015,
	MS_SCREEN_EBMT_2019,
	MS_SCREEN_BEATMS,
	MS_SCREENS
} ms_screen_variant;

extern const char *const ms_screen_names[MS_SCREENS + 1]; /* ends with NULL */

/* What a screen asks, in the order of the SQL function's arguments. */
enum
{
	MS_CANDIDATE_PHENOTYPE,
	MS_CANDIDATE_RELAPSES_12M,
	MS_CANDIDATE_RELAPSES_24M,
	MS_CANDIDATE_GD_12M,
	MS_CANDIDATE_NEW_T2_12M,
	MS_CANDIDATE_DURATION,
	MS_CANDIDATE_AGE,
	MS_CANDIDATE_EDSS,
	MS_CANDIDATE_FAILED,
	MS_CANDIDATE_EPISODES,
	MS_CANDIDATE_EPISODES_ON_DMT,
	MS_CANDIDATE_MCDONALD,
	MS_CANDIDATE_ITEMS
};

extern const char *const ms_candidate_names[MS_CANDIDATE_ITEMS];

/* Counts are >= 0, or -1 when unknown; other numbers are NaN then. */
typedef struct ms_candidate
{
	ms_phenotype_kind phenotype;
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
	ms_tri		mcdonald;		/* 2017, with dissemination in space on MRI */
} ms_candidate;

/* A part of a count must not be more than the whole. */
typedef enum ms_candidate_fault
{
	MS_CANDIDATE_FINE,
	MS_CANDIDATE_MORE_RELAPSES,		/* in 12 months than in 24 */
	MS_CANDIDATE_MORE_EPISODES		/* on a drug than at all */
} ms_candidate_fault;

extern ms_candidate_fault ms_candidate_check(const ms_candidate *c);

/* Criteria, as bits of a set. */
typedef enum ms_screen_criterion
{
	MS_CRITERION_PHENOTYPE,
	MS_CRITERION_DIAGNOSIS,
	MS_CRITERION_ACTIVITY,
	MS_CRITERION_DURATION,
	MS_CRITERION_AGE,
	MS_CRITERION_EDSS,
	MS_CRITERION_FAILURE,
	MS_SCREEN_CRITERIA
} ms_screen_criterion;

extern const char *const ms_screen_criterion_names[MS_SCREEN_CRITERIA];

typedef struct ms_screening
{
	ms_tri		eligible;
	uint32_t	unmet;			/* criteria that are not met for sure */
	uint32_t	missing;		/* items on which eligible still turns */
} ms_screening;

/* The screening of a candidate who was checked. */
extern ms_screening ms_screen(const ms_candidate *c, ms_screen_variant variant);

/* A criterion in words; requirement NULL where the variant has none. */
typedef struct ms_requirement
{
	const char *requirement;
	const char *certainty;
} ms_requirement;

extern const ms_requirement *ms_screen_requirement(ms_screen_variant variant,
												   ms_screen_criterion criterion);
extern const char *ms_screen_source(ms_screen_variant variant);

/*
 * The steps of the procedure, in order.  The codes leave room between them.
 */
extern const ms_vocabulary ms_transplant_step;

#define MS_TRANSPLANT_STEPS 7

/* What is hardly right in the steps of one patient. */
typedef enum ms_transplant_issue_kind
{
	MS_TRANSPLANT_TWICE,		/* since: the second date */
	MS_TRANSPLANT_MISSING,		/* before another, which is there */
	MS_TRANSPLANT_NO_DATE,
	MS_TRANSPLANT_OUT_OF_ORDER	/* before one that it should follow, by so many days */
} ms_transplant_issue_kind;

extern const char *ms_transplant_issue_name(ms_transplant_issue_kind kind);

typedef struct ms_transplant_issue
{
	ms_transplant_issue_kind kind;
	int16_t		step;
	int16_t		other;			/* 0: none */
	int32_t		day;			/* of the step; MS_NO_DAY: none */
	int32_t		days;			/* out of order by; 0: not so */
} ms_transplant_issue;

#define MS_NO_DAY INT32_MIN

/* A step that was recorded, on a day or MS_NO_DAY. */
typedef struct ms_dated_step
{
	int16_t		step;
	int32_t		day;
} ms_dated_step;

/*
 * Calls found() for each issue, step by step in the order of the procedure,
 * whatever the order of the records.  Steps of one day are in order.  Of a step
 * that is recorded twice the earliest day counts.
 */
extern void ms_transplant_issues(const ms_dated_step *record, int n,
								 void (*found) (void *arg, const ms_transplant_issue *issue),
								 void *arg);

#endif							/* MS_TRANSPLANT_H */
