/*
 * treatment.h
 *		A patient's treatments over time.
 *
 * An episode is a drug and the days on which it was taken, from the first on
 * up to the first without it.  A history holds episodes by start and, of one
 * start, in the order of the catalogue; those of one drug neither overlap nor
 * touch, so that a history does not depend on the order or the pieces in which
 * it was recorded.  Days are those of day.h.
 */
#ifndef SEPMS_CORE_TREATMENT_H
#define SEPMS_CORE_TREATMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dmt.h"

/* The most episodes of one patient: one a day for 27 years. */
#define SEPMS_TREATMENT_MAX 10000

/* The version of the stored form and of the binary output. */
#define SEPMS_TREATMENT_VERSION 1

/* Where an episode stops that has no end; the server's infinite date. */
#define SEPMS_ONGOING INT32_MAX

typedef struct sepms_episode
{
	int32_t		start;
	int32_t		stop;			/* the first day without the drug, or SEPMS_ONGOING */
	int16_t		drug;			/* its code */
	int16_t		unused;			/* always zero: these bytes are stored */
} sepms_episode;

/* Does a come before b? */
static inline bool
sepms_episode_before(const sepms_episode *a, const sepms_episode *b)
{
	return a->start != b->start ? a->start < b->start : a->drug < b->drug;
}

/*
 * Does b begin when or after a has stopped, with nothing to unite?  Episodes
 * that follow each other so are a history.
 */
static inline bool
sepms_episode_follows(const sepms_episode *a, const sepms_episode *b)
{
	return a->stop < b->start || (a->stop == b->start && a->drug != b->drug);
}

/* A drug of the catalogue, days in range, at least one of them? */
extern bool sepms_episode_valid(const sepms_episode *episode);

/* Are these episodes a history? */
extern bool sepms_treatment_valid(const sepms_episode *episode, int n);

/*
 * Which episodes of one drug are taken as one: those with at most max_gap
 * days between them, and courses of a reconstitution therapy of which the next
 * begins within long_effect days after the last.
 */
typedef struct sepms_bridge
{
	int32_t		max_gap;
	int32_t		long_effect;
} sepms_bridge;

/*
 * Merges episodes in order of start to such ones, in the same order; merged
 * may be where they are.  Returns how many there are.  Without a bridge, with
 * {0, 0}, this settles a history.
 */
extern int	sepms_treatment_merge(const sepms_episode *episode, int n, sepms_bridge bridge,
								  sepms_episode *merged);

/*
 * The first day on which an episode acts no more: a reconstitution therapy
 * acts for long_effect days after it stopped.
 */
extern int32_t sepms_treatment_acts_until(const sepms_episode *episode, int32_t long_effect);

/*
 * The episode in effect on a day, or -1: of several the one that started last,
 * of one start the one later in the catalogue.
 */
extern int	sepms_treatment_find(const sepms_episode *episode, int n, int32_t day,
								 int32_t long_effect);

/* The days with any drug in effect, as spans that neither overlap nor touch. */
typedef struct sepms_span
{
	int32_t		start;
	int32_t		stop;
} sepms_span;

extern int	sepms_treatment_spans(const sepms_episode *episode, int n, int32_t long_effect,
								  sepms_span *span);

/*
 * What an episode is after the one before it, by the highest line of either
 * drug, whether on label or off: L1 < L2 < L3.
 */
typedef enum sepms_switch
{
	SEPMS_SWITCH_UNKNOWN,		/* a drug has no line */
	SEPMS_SWITCH_START,			/* there is none before */
	SEPMS_SWITCH_RESTART,		/* the same drug again */
	SEPMS_SWITCH_LATERAL,
	SEPMS_SWITCH_ESCALATION,
	SEPMS_SWITCH_DEESCALATION
} sepms_switch;

/* In words; NULL for unknown. */
extern const char *sepms_switch_name(sepms_switch change);

/*
 * gap is the days without any drug before the episode; negative, the days it
 * shares with the earlier one that goes on longest.
 */
typedef struct sepms_step_of_treatment
{
	sepms_switch change;
	bool		gap_known;		/* not of the first, nor where both go on */
	int32_t		gap;
} sepms_step_of_treatment;

extern void sepms_treatment_steps(const sepms_episode *episode, int n,
								  sepms_step_of_treatment *step);

/*
 * Did treatment with this EDSS at its start begin within the therapeutic
 * window?  Comi 2009 asks to treat before a given disability, after which
 * progression is inexorable; Leray 2010, doi:10.1093/brain/awq076, puts that
 * point, the end of a first phase of variable length, at an irreversible
 * disability of 3.  To ask it of the EDSS at the start is this project's
 * reading.
 */
#define SEPMS_WINDOW_EDSS 3.0

static inline bool
sepms_therapeutic_window(double edss_at_start)
{
	return edss_at_start < SEPMS_WINDOW_EDSS;
}

/*
 * What is hardly right in a history.
 */
typedef enum sepms_issue_kind
{
	SEPMS_ISSUE_OVERLAP,		/* of two drugs, longer than allowed */
	SEPMS_ISSUE_BEFORE_APPROVAL,	/* of EMA and FDA, where known */
	SEPMS_ISSUE_AFTER_WITHDRAWAL	/* from the market */
} sepms_issue_kind;

typedef struct sepms_issue
{
	sepms_issue_kind kind;
	int16_t		drug;
	int16_t		other;			/* of an overlap, the drug that was there first */
	sepms_span	span;			/* the days in question */
} sepms_issue;

extern const char *sepms_issue_name(sepms_issue_kind kind);

/* Calls found() for each, in the order of the episodes. */
extern void sepms_treatment_issues(const sepms_episode *episode, int n, int32_t max_overlap,
								   void (*found) (void *arg, const sepms_issue *issue), void *arg);

/*
 * Text: {teriflunomide: [2016-03-01,2018-01-05), ocrelizumab: [2018-02-01,)}.
 * A drug is read by any of its names, a period with any of the four brackets.
 */
#define SEPMS_TREATMENT_TEXT_MAX(n) (3 + (size_t) (n) * 128)

extern size_t sepms_treatment_print(const sepms_episode *episode, int n, char *text);

typedef enum sepms_treatment_result
{
	SEPMS_TREATMENT_OK,
	SEPMS_TREATMENT_SYNTAX,
	SEPMS_TREATMENT_DRUG,		/* no drug of the catalogue */
	SEPMS_TREATMENT_DAY,		/* no day of the calendar */
	SEPMS_TREATMENT_PERIOD		/* without a start, or not a day long */
} sepms_treatment_result;

/* The name of a drug within a text. */
typedef struct sepms_treatment_name
{
	const char *at;
	size_t		len;
} sepms_treatment_name;

/* How many episodes a text can hold at most. */
extern size_t sepms_treatment_text_episodes(const char *text, size_t len);

/*
 * UTF-8 text to episodes, in the order given and not settled; episode has room
 * for sepms_treatment_text_episodes().  What was read last is *n, and *name its
 * drug.
 */
extern sepms_treatment_result sepms_treatment_parse(const char *text, size_t len,
													sepms_episode *episode, int *n,
													sepms_treatment_name *name);

#endif							/* SEPMS_CORE_TREATMENT_H */
