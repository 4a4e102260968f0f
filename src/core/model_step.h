/*
 * model_step.h
 *		Newton's method on the sum of the scores of sites: the point to ask for
 *		next, and the model at the last one.
 */
#ifndef MS_MODEL_STEP_H
#define MS_MODEL_STEP_H

#include "model_score.h"

/*
 * A step.  `before` is the round with the highest likelihood before this, or
 * NULL: if the likelihood fell since, the step is half the way back.  From a
 * point where all covariates have 0, the step first goes to the null model.
 */
typedef enum ms_score_next
{
	MS_SCORE_STOP,				/* there is no next point: ms_score_model() of the best round says why */
	MS_SCORE_GO,
	MS_SCORE_CONVERGED			/* next is beta */
} ms_score_next;

extern size_t ms_score_work(int terms);
extern ms_score_next ms_score_step(const ms_score *s, const ms_score *before, double *next, void *memory);

/* The model at beta, not converged unless the next step is next to nothing; its iterations are 0. */
extern void ms_score_model(ms_model *m, const ms_score *s, ms_variance variance, void *memory);

#endif							/* MS_MODEL_STEP_H */
