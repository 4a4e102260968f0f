/*
 * model_score.h
 *		What a site tells of its rows at one point of a regression: the sums that
 *		a step of Newton's method needs; and their sum over sites.  model_step.h
 *		has the step and the model that follow from it.
 *
 * The sums of all sites are those of all rows in one place, for Poisson and
 * logistic regression, and for Cox's with each site as a stratum.  A point
 * (beta) and the sums are those of the covariates as they are, because sites
 * have no common scale.  Sums are exact (expansion.h), so the order of the sites
 * changes no bit of them.  Those of a site have two parts where covariates were
 * moved back from their means, so that a large mean costs no digits.
 *
 * Parameters are numbered as the terms of a model: an intercept is the first.
 */
#ifndef MS_MODEL_SCORE_H
#define MS_MODEL_SCORE_H

#include <stddef.h>
#include <stdint.h>

#include "regression.h"

#define MS_SCORE_VERSION 1

/* Single sums; those of the gradient, of the information and of what is between follow. */
enum ms_score_sum
{
	MS_SCORE_EVENTS,			/* weight of the events, or weighted sum of counts */
	MS_SCORE_EXPOSURE,			/* weighted years of counts, weighted patients of yes or no; 0 of Cox */
	MS_SCORE_CONSTANT,			/* of the likelihood; of Cox: the likelihood without covariates */
	MS_SCORE_LOGLIK,			/* at beta; this and all after it are missing beyond */
	MS_SCORE_SINGLE
};

typedef struct ms_score
{
	ms_family	family;			/* not the negative binomial */
	ms_ties		ties;			/* of Cox */
	int			terms;			/* with the intercept */
	bool		beyond;			/* the likelihood at beta is beyond the numbers, or nothing is left of it */
	bool		robust;			/* with sums for the robust variance; false without patients, and beyond */
	bool		weighted;
	bool		late_entries;	/* of Cox */
	bool		clustered;		/* some rows name clusters */
	int64_t		sites;
	int64_t		patients;
	int64_t		events;
	int64_t		left_out;
	int64_t		clusters;		/* a patient without one is one */
	int64_t		strata;			/* of Cox: each site is one at least, unless it is empty */
	double	   *beta;
	double	   *spread;			/* of each covariate, the largest of the sites: a power of 2 near its standard
								 * deviation; if it is constant at each site, minus one near the largest value */
	uint8_t    *length;			/* of each sum, in parts */
	double	   *part;			/* of all sums, one after another */
} ms_score;

extern int	ms_score_covariates(const ms_score *s);

/* The number of sums, and of all their parts. */
extern int	ms_score_sums(const ms_score *s);
extern size_t ms_score_parts(const ms_score *s);

/* A sum to the nearest double. */
extern double ms_score_number(const ms_score *s, int sum);

extern bool ms_score_valid(const ms_score *s);

/*
 * The score of rows at s->beta, of which s->terms are given; these must be
 * ms_model_terms(r), unless there are no rows.  Sets all else.  The caller has
 * set spread, length for ms_score_sums_max() and part for twice as many.
 */
extern size_t ms_score_memory(const ms_rows *r);
extern int	ms_score_sums_max(int terms);
extern void ms_score_make(ms_score *s, const ms_rows *r, const ms_fit_options *options, void *memory);

/* Why two scores cannot be added or compared: they answer other questions, or have other rows. */
typedef enum ms_score_difference
{
	MS_SCORES_ALIKE,
	MS_SCORES_FAMILY,
	MS_SCORES_TIES,
	MS_SCORES_TERMS,
	MS_SCORES_BETA,
	MS_SCORES_VARIANCE,			/* one has sums for the robust variance, the other has not */
	MS_SCORES_ROWS				/* sites, patients, events or those left out */
} ms_score_difference;

/* For adding: everything but the rows.  For two rounds of one fit: family, ties, terms and rows. */
extern ms_score_difference ms_scores_compare(const ms_score *a, const ms_score *b);
extern ms_score_difference ms_rounds_compare(const ms_score *a, const ms_score *b);

/*
 * to = a + b, where `to` has beta, spread and length, and parts for those of
 * both.  False if there are too many patients, or if a sum overflows.
 */
extern bool ms_score_add(ms_score *to, const ms_score *a, const ms_score *b);

#endif							/* MS_MODEL_SCORE_H */
