/*
 * course.h
 *		One patient's course: visits and relapses; an event in it, and a step of
 *		the search that finds one.
 */
#ifndef MS_COURSE_H
#define MS_COURSE_H

#include "criteria.h"
#include "relapses.h"
#include "series.h"

/*
 * One patient.  Visits and onsets ascend, and relapses with ends are settled
 * (ms_relapses_settle).
 */
typedef struct ms_course
{
	const ms_visit *visit;
	int			visits;
	const int32_t *onset;
	const int32_t *end;			/* of each relapse, INT32_MAX while it lasts;
								 * or NULL: none is known */
	int			relapses;
	bool		relapses_known; /* is the list of relapses known at all? */
} ms_course;

typedef enum ms_cdw
{
	MS_CDW_UNCLASSIFIED,		/* not asked, or relapses not known */
	MS_CDW_RAW,
	MS_CDW_PIRA,
	MS_CDW_UNDEFINED
} ms_cdw;

/* Visits are by their place; -1 is none. */
typedef struct ms_event
{
	bool		worsening;
	ms_cdw		cdw;
	int			visit;
	double		value;
	int			baseline;
	double		baseline_value;
	int			last_delta;		/* the last visit from which it is a change */
	double		last_delta_value;
	int			conf[MS_PERIODS_MAX];		/* confirmed at, by period */
	int			pira_conf[MS_PERIODS_MAX];		/* and as PIRA */
	int			sustained_to;	/* the last visit that shows it */
	bool		sustained;		/* to the end of follow-up */
} ms_event;

/* What the search does, for who wants to know why. */
typedef enum ms_step_kind
{
	MS_STEP_NO_BASELINE,		/* visit cannot be a baseline: */
	MS_STEP_BASELINE_NEAR,		/* too near to relapse */
	MS_STEP_BASELINE_EXTREMUM,		/* a local extremum */
	MS_STEP_BASELINE,			/* visit is the baseline */
	MS_STEP_RAISED,				/* its value is raised to number */
	MS_STEP_SKIPPED_NEAR,		/* a change, too near to relapse */
	MS_STEP_CHANGE,				/* visit shows a change; number is the least
								 * that is meaningful */
	MS_STEP_UNUSED_NEAR,		/* other does not confirm it: too near to one */
	MS_STEP_UNUSED_FLAG,		/* it is marked so */
	MS_STEP_NO_CONFIRMATION, /* no visit can confirm it */
	MS_STEP_NOT_HELD,			/* at other it is gone */
	MS_STEP_UNSOUGHT_CHANGE, /* an improvement, which is not looked for */
	MS_STEP_CONFIRMED,			/* at other */
	MS_STEP_IMPUTED,			/* the last visit, taken for confirmed */
	MS_STEP_NOT_SUSTAINED,		/* gone at other, too early */
	MS_STEP_UNCONFIRMED,		/* so it is no event */
	MS_STEP_SUB_THRESHOLD,		/* too small for an event, confirmed */
	MS_STEP_RAW,				/* by relapse */
	MS_STEP_PIRA,				/* no relapse in the windows up to other */
	MS_STEP_UNDEFINED,			/* relapse lies in the windows */
	MS_STEP_UNCLASSIFIED,		/* relapses are not known */
	MS_STEP_UNSOUGHT,			/* not the kind that is looked for */
	MS_STEP_EVENT,				/* of the kind that is looked for */
	MS_STEP_RELAPSE,			/* the baseline moves past relapse */
	MS_STEP_FOUND,				/* what was looked for */
	MS_STEP_END					/* no further change */
} ms_step_kind;

typedef struct ms_step
{
	ms_step_kind kind;
	int			visit;			/* or -1 */
	double		value;
	int			baseline;		/* or -1 */
	double		baseline_value;
	int			other;			/* another visit, or -1 */
	int			relapse;		/* or -1 */
	double		number;			/* days since relapse, or as the kind says */
	bool		worsening;
} ms_step;

/* Who is told of each step. */
typedef struct ms_tracer
{
	void		(*step) (void *arg, const ms_step *step);
	void	   *arg;
} ms_tracer;

/* What the search keeps of each visit; as many as there are visits. */
typedef struct ms_scratch
{
	double		value;			/* a baseline's may be raised */
	int			last;			/* the relapse that it is inside of, by the end; else
								 * the latest of unknown end on or before it; or -1 */
	int			next;			/* the next on or after it, or -1 */
} ms_scratch;

#endif							/* MS_COURSE_H */
