/*
 * disability.h
 *		Confirmed disability events of one patient.
 *
 * From a patient's visits and relapses, by a definition (criteria.h), to the
 * worsenings and improvements that later visits confirmed: CDW (confirmed
 * disability worsening, also called progression, CDP) and CDI (improvement).
 * A worsening is RAW when it is associated with a relapse; PIRA, progression
 * independent of relapse activity, when some confirmation has no relapse in
 * its windows; else undefined.
 *
 * The algorithm is that of the R package msprog 1.0 (Montobbio 2024, Mult
 * Scler 30:1185, doi:10.1177/13524585241243157); where the package is at
 * fault the rule is followed, see doc/disability.md.
 *
 * No function here allocates: what it needs is handed in.
 */
#ifndef MS_DISABILITY_H
#define MS_DISABILITY_H

#include "criteria.h"
#include "series.h"

/* The end of a relapse of which only the onset is known. */
#define MS_END_UNKNOWN INT32_MIN

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

/*
 * Find the events: their number, in date order, in event, which has room for
 * as many as there are visits.  tracer may be NULL.
 */
extern int	ms_disability_search(const ms_course *course,
								 const ms_criteria *criteria,
								 ms_scratch *scratch, ms_event *event,
								 const ms_tracer *tracer);

/* Is the kind of event that is looked for one that needs relapses, and are they not known? */
static inline bool
ms_kind_unknown(const ms_course *course, const ms_criteria *criteria)
{
	return !course->relapses_known &&
		(criteria->event == MS_FIRST_PIRA || criteria->event == MS_FIRST_RAW);
}

/* Is a value a meaningful worsening, or improvement, from another? */
extern bool ms_is_worsening(const ms_criteria *criteria, double from, double to);
extern bool ms_is_improvement(const ms_criteria *criteria, double from, double to);

/*
 * The first visit at or beyond a value at which all visits up to a
 * confirmation are so as well, or -1.
 */
extern int	ms_disability_milestone(const ms_course *course,
									const ms_criteria *criteria,
									double milestone, ms_scratch *scratch);

/*
 * Could a change have been confirmed: is there a baseline, and a visit after
 * it that another can confirm?
 */
extern bool ms_disability_assessable(const ms_course *course,
									 const ms_criteria *criteria,
									 ms_scratch *scratch);

/*
 * Settles relapses with ends, in the order of their onsets, of one day those of
 * unknown end first; returns how many stay.  One that lies inside another, by the known ends of both, is part of
 * it and goes; so of two with one onset the longer stays.  Those that overlap
 * end when the last of them does.  Then the ends that are known ascend, and a
 * day is inside some relapse where it is inside the latest that began.
 */
extern int	ms_relapses_settle(int32_t *onset, int32_t *end, int n);

/*
 * Relapses whose onset is at least min_gap days after that of the last one
 * kept, or after its end where the end is known; the first is kept.  Places
 * of those kept are in kept, their number is returned.
 */
extern int	ms_relapse_distinct(const int32_t *onset, const int32_t *end,
								int n, int64_t min_gap, int *kept);

#endif							/* MS_DISABILITY_H */
