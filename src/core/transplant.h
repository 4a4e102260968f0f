/*
 * transplant.h
 *		Autologous haematopoietic stem cell transplantation (AHSCT): screening
 *		for eligibility, and the steps of the procedure.
 *
 * Screening finds patients for discussion; it decides nothing.
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

/* The items of a screen, in the order of the SQL function's arguments. */
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

/* Counts are >= 0, or -1 if unknown; other numbers are NaN if unknown. */
typedef struct ms_candidate
{
	ms_phenotype_kind phenotype;
	int			relapses_12m;
	int			relapses_24m;	/* including those of the last 12 months */
	int			gd_12m;			/* lesions */
	int			new_t2_12m;
	double		duration;		/* years since onset */
	double		age;			/* years */
	int			edss_halves;	/* in half points; -1: unknown */
	int			failed;			/* high-efficacy drugs stopped for lack of efficacy */
	int			episodes_36m;	/* episodes of activity, clinical or on MRI */
	int			episodes_on_dmt_36m;	/* those after a month or more on an
										 * oral or monoclonal drug */
	ms_tri		mcdonald;		/* by the 2017 criteria, with dissemination in space on MRI */
} ms_candidate;

/* Faults: a part of a count must not exceed the whole. */
typedef enum ms_candidate_fault
{
	MS_CANDIDATE_FINE,
	MS_CANDIDATE_MORE_RELAPSES,		/* more in 12 months than in 24 */
	MS_CANDIDATE_MORE_EPISODES		/* more on a drug than in total */
} ms_candidate_fault;

extern ms_candidate_fault ms_candidate_check(const ms_candidate *c);

/* The criteria: bit numbers in a set. */
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
	uint32_t	unmet;			/* criteria that are certainly not met */
	uint32_t	missing;		/* items that could still change eligible */
} ms_screening;

/* Screens a candidate that passed ms_candidate_check(). */
extern ms_screening ms_screen(const ms_candidate *c, ms_screen_variant variant);

/* A criterion in words; requirement is NULL if the variant does not have it. */
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

/* Implausible findings in the steps of one patient. */
typedef enum ms_transplant_issue_kind
{
	MS_TRANSPLANT_TWICE,		/* recorded twice; day is the second date */
	MS_TRANSPLANT_MISSING,		/* not recorded, though a later step is */
	MS_TRANSPLANT_NO_DATE,
	MS_TRANSPLANT_OUT_OF_ORDER	/* before a step that it should follow, by this many days */
} ms_transplant_issue_kind;

extern const char *ms_transplant_issue_name(ms_transplant_issue_kind kind);

typedef struct ms_transplant_issue
{
	ms_transplant_issue_kind kind;
	int16_t		step;
	int16_t		other;			/* 0: none */
	int32_t		day;			/* of the step; MS_NO_DAY: none */
	int32_t		days;			/* how far out of order; otherwise 0 */
} ms_transplant_issue;

#define MS_NO_DAY INT32_MIN

/* A recorded step, with its day or MS_NO_DAY. */
typedef struct ms_dated_step
{
	int16_t		step;
	int32_t		day;
} ms_dated_step;

/*
 * Calls found() for each issue, step by step in the order of the procedure,
 * whatever the order of the records.  Steps on the same day are in order.  If
 * a step is recorded twice, the earliest day counts.
 */
extern void ms_transplant_issues(const ms_dated_step *record, int n,
								 void (*found) (void *arg, const ms_transplant_issue *issue),
								 void *arg);

#endif							/* MS_TRANSPLANT_H */
