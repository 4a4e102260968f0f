/*
 * score_test.h
 *		Tests of groups by their scores: the observed minus the expected events
 *		of each group, which sum to 0, and the variance of these differences.
 */
#ifndef MS_SCORE_TEST_H
#define MS_SCORE_TEST_H

typedef struct ms_test
{
	double		chisq;
	int			df;
	double		p_value;
} ms_test;

/* The sums of a test, in memory of the caller. */
typedef struct ms_scores
{
	int			groups;
	double	   *expected;		/* for each group */
	double	   *excess;			/* observed minus expected events */
	double	   *variance;		/* of the excess, groups x groups */
} ms_scores;

/*
 * Leaves out groups without an expected event, and one of the others: the
 * excesses sum to 0, so one of them is redundant.  Returns the number of groups
 * left, which are the degrees of freedom.
 */
extern int	ms_scores_compact(ms_scores *s);

/* The test of so many groups left; NaN if there are none, or if the variance is singular within rounding. */
extern ms_test ms_scores_test(ms_scores *s, int left);

#endif							/* MS_SCORE_TEST_H */
