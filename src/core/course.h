/*
 * course.h
 *		One patient's course (visits and relapses), an event in it, and a step
 *		of the search for events.
 */
#ifndef MS_COURSE_H
#define MS_COURSE_H

#include "criteria.h"
#include "relapses.h"
#include "series.h"

/*
 * One patient.  Visits and onsets are in ascending order; relapses with ends
 * have gone through ms_relapses_settle().
 */
typedef struct ms_course
{
	const ms_visit *visit;
	int			visits;
	const int32_t *onset;
	const int32_t *end;			/* of each relapse; INT32_MAX: still going on.
								 * NULL: no end is known */
	int			relapses;
	bool		relapses_known; /* is the list of relapses known at all? */
} ms_course;

typedef enum ms_cdw
{
	MS_CDW_UNCLASSIFIED,		/* raw_pira is off, or relapses are unknown */
	MS_CDW_RAW,
	MS_CDW_PIRA,
	MS_CDW_UNDEFINED
} ms_cdw;

/* Visits are given by index; -1: none. */
typedef struct ms_event
{
	bool		worsening;
	ms_cdw		cdw;
	int			visit;
	double		value;
	int			baseline;
	double		baseline_value;
	int			last_delta;		/* last visit from which the event is a change */
	double		last_delta_value;
	int			conf[MS_PERIODS_MAX];		/* first confirming visit, by period */
	int			pira_conf[MS_PERIODS_MAX];		/* first visit that confirms it as PIRA */
	int			sustained_to;	/* last visit that still shows it */
	bool		sustained;		/* to the end of follow-up */
} ms_event;

/* What the search does, reported to a tracer. */
typedef enum ms_step_kind
{
	MS_STEP_NO_BASELINE,		/* no remaining visit can be a baseline */
	MS_STEP_BASELINE_NEAR,		/* visit is no baseline: too near to relapse */
	MS_STEP_BASELINE_EXTREMUM,		/* visit is no baseline: local extremum */
	MS_STEP_BASELINE,			/* visit is the baseline */
	MS_STEP_RAISED,				/* the baseline's value is raised to number */
	MS_STEP_SKIPPED_NEAR,		/* visit shows a change, but is too near to relapse */
	MS_STEP_CHANGE,				/* visit shows a change; number is the smallest meaningful one */
	MS_STEP_UNUSED_NEAR,		/* other cannot confirm it: too near to relapse */
	MS_STEP_UNUSED_FLAG,		/* other cannot confirm it: marked so */
	MS_STEP_NO_CONFIRMATION, /* no visit can confirm it */
	MS_STEP_NOT_HELD,			/* the change is gone at other */
	MS_STEP_UNSOUGHT_CHANGE, /* an improvement, and none is sought */
	MS_STEP_CONFIRMED,			/* at other */
	MS_STEP_IMPUTED,			/* at the last visit, accepted without confirmation */
	MS_STEP_NOT_SUSTAINED,		/* confirmed, but gone too early, at other */
	MS_STEP_UNCONFIRMED,		/* so the change is not an event */
	MS_STEP_SUB_THRESHOLD,		/* confirmed, but too small for an event */
	MS_STEP_RAW,				/* associated with relapse */
	MS_STEP_PIRA,				/* no relapse in the windows, confirmed at other */
	MS_STEP_UNDEFINED,			/* relapse lies in a window */
	MS_STEP_UNCLASSIFIED,		/* relapses are unknown */
	MS_STEP_UNSOUGHT,			/* not the kind of event sought */
	MS_STEP_EVENT,				/* of the kind sought */
	MS_STEP_RELAPSE,			/* the baseline moves past relapse */
	MS_STEP_FOUND,				/* the event sought is found */
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

/* Receives each step. */
typedef struct ms_tracer
{
	void		(*step) (void *arg, const ms_step *step);
	void	   *arg;
} ms_tracer;

/* What the search stores about each visit; one entry per visit. */
typedef struct ms_scratch
{
	double		value;			/* raised where the baseline may not decrease */
	int			last;			/* relapse that the visit lies in, by its known
								 * end; else the latest relapse of unknown end
								 * on or before the visit; or -1 */
	int			next;			/* next relapse on or after the visit, or -1 */
} ms_scratch;

#endif							/* MS_COURSE_H */
