/*
 * matching.h
 *		Matches treated patients with controls by a score.
 *
 * Greedy nearest neighbour without replacement, in rounds: in each, the treated
 * patients, by descending score, take the nearest control that is still free,
 * if it lies within the caliper.  Of equals the smaller id comes first.  The
 * score is usually the logit of the propensity, and the caliper 0.2 of its
 * standard deviation: Austin 2011, doi:10.1002/pst.433.
 *
 * A treated patient without a control in a round has none in later rounds
 * either, because controls only become fewer.
 *
 * Controls of one score are taken in order of id, so they are one queue.  The
 * queues, in order of score, are a union-find structure in each direction: the
 * next queue that is not empty is found without a walk over the empty ones.
 * With the sorting it takes n log n steps.
 */
#ifndef MS_MATCHING_H
#define MS_MATCHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tri.h"

/* The most patients: their memory stays below a gigabyte. */
#define MS_MATCH_MAX 10000000

typedef struct ms_candidate
{
	int64_t		id;
	double		score;			/* finite, or NaN: not known */
	const char *exact;			/* matched only where these bytes are equal */
	uint32_t	exact_len;
	ms_tri		treated;
	bool		exact_known;
	/* the answer */
	int32_t		set;			/* from 1, in the order of the treated; 0: unmatched */
	int32_t		controls;		/* of a treated patient: how many */
	int32_t		next;			/* the first control of a treated patient, or the next of a set; -1: none */
	/* of a treated patient, while matching */
	int32_t		group;			/* number of the exact value */
	int32_t		queue;			/* the first after this patient's place */
	int32_t		last;			/* control of the set */
} ms_candidate;

/* A queue of controls with equal exact values and scores. */
typedef struct ms_queue
{
	int32_t		group;
	int32_t		first;			/* those from first up to end, in order[], are free */
	int32_t		end;
	int32_t		left;			/* itself, or where to look if it is empty */
	int32_t		right;
} ms_queue;

/* The patients, and room for the work: n of each, but n + 2 queues. */
typedef struct ms_matching
{
	int			n;
	ms_candidate *candidate;
	int32_t    *by_id;
	int32_t    *order;			/* controls by exact value, score and id */
	int32_t    *turn;			/* treated patients by descending score, then by id */
	int32_t    *spare;
	ms_queue   *queue;
	int			queues;
	int			treated;		/* how many have a turn */
} ms_matching;

/*
 * Sorts the patients by id, into by_id.  Returns a place in it whose id is that
 * of the place before, or 0 if all ids differ.
 */
extern int	ms_matching_by_id(ms_matching *m);

/*
 * The square root of the mean of the variances (n - 1) of the score in both
 * arms; NaN if an arm has fewer than two patients with a score.  Needs by_id,
 * so that the order of the patients changes no bit of it.
 */
extern double ms_matching_sd(const ms_matching *m);

/*
 * Matches; caliper is in units of the score: infinite for none, and within NaN
 * there is nobody.  Afterwards turn[] has the treated in the order of their
 * sets, those without a set among them.
 */
extern void ms_match(ms_matching *m, int ratio, double caliper);

#endif							/* MS_MATCHING_H */
