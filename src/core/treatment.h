/*
 * treatment.h
 *		A patient's treatments over time.
 *
 * An episode is a drug and the days on which it was taken, from start up to,
 * but not including, stop.  A history contains episodes ordered by start and,
 * for the same start, by the drug's code.  Episodes of the same drug neither
 * overlap nor touch, so that a history does not depend on the order or the
 * pieces in which it was recorded.  Days are those of day.h.
 */
#ifndef MS_TREATMENT_H
#define MS_TREATMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dmt.h"
#include "patient_list.h"

/* The largest number of episodes of one patient: one a day for 27 years. */
#define MS_TREATMENT_MAX 10000

/* The version of the stored form and of the binary output. */
#define MS_TREATMENT_VERSION 1

/* The stop of an episode without an end: the server's infinite date. */
#define MS_ONGOING INT32_MAX

typedef struct ms_episode
{
	int32_t		start;
	int32_t		stop;			/* first day without the drug, or MS_ONGOING */
	int16_t		drug;			/* code of the drug */
	int16_t		unused;			/* always zero: these bytes are stored */
} ms_episode;

/* Does a come before b? */
static inline bool
ms_episode_before(const ms_episode *a, const ms_episode *b)
{
	return a->start != b->start ? a->start < b->start : a->drug < b->drug;
}

/*
 * Does b begin when or after a has stopped, with nothing to merge?  A sequence
 * of such episodes is a history.
 */
static inline bool
ms_episode_follows(const ms_episode *a, const ms_episode *b)
{
	return a->stop < b->start || (a->stop == b->start && a->drug != b->drug);
}

/* Is this episode valid: a drug of the catalogue, days in range, at least one day? */
extern bool ms_episode_valid(const ms_episode *episode);

/* Are these episodes a history? */
extern bool ms_treatment_valid(const ms_episode *episode, int n);

/*
 * Which episodes of the same drug are merged: those with at most max_gap days
 * between them, and courses of a reconstitution therapy if the next begins
 * within long_effect days after the last.  With intervals, an episode of one
 * day is a dose that lasts until the next is due, if the drug is given so
 * (ms_drug.interval).
 */
typedef struct ms_bridge
{
	int32_t		max_gap;
	int32_t		long_effect;
	bool		intervals;
} ms_bridge;

/* How many days may lie between two episodes of a drug that are merged. */
extern int32_t ms_treatment_longest_gap(int16_t drug, ms_bridge bridge);

/*
 * Merges episodes that are in order of start; returns the number left, in the
 * same order.  merged may be the array episode itself.  The result is a
 * history, with the bridge {0, 0, false} the one of these episodes.
 */
extern int	ms_treatment_merge(const ms_episode *episode, int n, ms_bridge bridge,
							   ms_episode *merged);

/*
 * The history in which each episode of one day of this drug lasts for `days`
 * days, 1 or more; returns the number of its episodes.  lasting has room for
 * n, and may be the array episode itself.
 */
extern int	ms_treatment_doses(const ms_episode *episode, int n, int16_t drug, int32_t days,
							   ms_episode *lasting);

/*
 * The first day on which an episode no longer has an effect: a reconstitution
 * therapy acts for long_effect days after it stopped.
 */
extern int32_t ms_treatment_acts_until(const ms_episode *episode, int32_t long_effect);

/*
 * The episode in effect on a day, or -1.  If there are several, it is the one
 * that started last, and for the same start the last in the history.
 */
extern int	ms_treatment_find(const ms_episode *episode, int n, int32_t day,
							  int32_t long_effect);

/* The days on which any drug is in effect, as spans that neither overlap nor touch. */
typedef struct ms_span
{
	int32_t		start;
	int32_t		stop;
} ms_span;

extern int	ms_treatment_spans(const ms_episode *episode, int n, int32_t long_effect,
							   ms_span *span);

/*
 * How an episode changes the treatment, compared with the previous episode, by
 * the highest line of each drug, on or off label: L1 < L2 < L3.
 */
typedef enum ms_switch
{
	MS_SWITCH_UNKNOWN,			/* a drug has no line */
	MS_SWITCH_START,			/* there is no previous episode */
	MS_SWITCH_RESTART,			/* the same drug again */
	MS_SWITCH_LATERAL,
	MS_SWITCH_ESCALATION,
	MS_SWITCH_DEESCALATION
} ms_switch;

/* The name of a change; NULL: unknown. */
extern const char *ms_switch_name(ms_switch change);

/*
 * gap: the days without any drug before the episode.  If negative, the days
 * that it shares with the earlier episode that lasts longest.
 */
typedef struct ms_step_of_treatment
{
	ms_switch change;
	bool		gap_known;		/* false for the first episode, and if both are ongoing */
	int32_t		gap;
} ms_step_of_treatment;

extern void ms_treatment_steps(const ms_episode *episode, int n,
							   ms_step_of_treatment *step);

/*
 * Did a treatment with this EDSS at its start begin within the therapeutic
 * window?  Comi 2009 recommends treatment before a certain disability, after
 * which progression is inexorable.  Leray 2010, doi:10.1093/brain/awq076, puts
 * that point, the end of a first phase of variable length, at an irreversible
 * disability of 3.  To compare it with the EDSS at the start is this project's
 * reading.
 */
#define MS_WINDOW_EDSS 3.0

static inline bool
ms_therapeutic_window(double edss_at_start)
{
	return edss_at_start < MS_WINDOW_EDSS;
}

/* Implausible findings in a history. */
typedef enum ms_issue_kind
{
	MS_ISSUE_OVERLAP,			/* of two drugs, longer than allowed */
	MS_ISSUE_BEFORE_APPROVAL,		/* by EMA and FDA, where known */
	MS_ISSUE_AFTER_WITHDRAWAL		/* from the market */
} ms_issue_kind;

typedef struct ms_issue
{
	ms_issue_kind kind;
	int16_t		drug;
	int16_t		other;			/* for an overlap, the drug that was there first */
	ms_span		span;			/* the days concerned */
} ms_issue;

extern const char *ms_issue_name(ms_issue_kind kind);

/* Calls found() for each issue, in the order of the episodes. */
extern void ms_treatment_issues(const ms_episode *episode, int n, int32_t max_overlap,
								void (*found) (void *arg, const ms_issue *issue), void *arg);

/*
 * The text: {teriflunomide: [2016-03-01,2018-01-05), ocrelizumab:
 * [2018-02-01,)}.  A drug is read by any of its names, a period with any of
 * the four brackets.
 */
#define MS_EPISODE_TEXT_MAX 128

extern size_t ms_episode_print(const void *episode, char *text);

/*
 * Reads an episode in UTF-8.  Sets *episode only on success; MS_LIST_INVALID:
 * a period without a start, or without any day.
 */
extern ms_list_result ms_episode_parse(const char **p, const char *end, void *episode);

/* The largest number of episodes that a text can contain. */
extern size_t ms_treatment_text_episodes(const char *text, size_t len);

#endif							/* MS_TREATMENT_H */
