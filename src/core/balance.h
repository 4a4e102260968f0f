/*
 * balance.h
 *		Weights from a propensity score, and the balance of treated patients
 *		and controls: means, standardised differences and ratios of variances
 *		of covariates (terms), with and without weights.
 *
 * The tally has exact sums (exact_sum.h) of each term in each arm, so that
 * order, split and site change no bit of it.  A value that is missing is left
 * out of its term and counted.  Standardised differences: Austin and Stuart
 * 2015, Stat Med 34:3661, doi:10.1002/sim.6607; the rules are those of the R
 * package cobalt.
 */
#ifndef MS_BALANCE_H
#define MS_BALANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "exact_sum.h"

/*
 * Weights.  The estimand is the average effect in all patients (ATE), the
 * treated (ATT), the controls (ATC), or those whose treatment was open: the
 * overlap (ATO; Li, Morgan and Zaslavsky 2018, J Am Stat Assoc 113:390,
 * doi:10.1080/01621459.2016.1260466) or the matched (ATM; Li and Greene 2013,
 * Int J Biostat 9:215, doi:10.1515/ijb-2012-0030).
 */
typedef enum ms_estimand
{
	MS_ATE,
	MS_ATT,
	MS_ATC,
	MS_ATO,
	MS_ATM
} ms_estimand;

/*
 * The weight of a patient whose probability of treatment is ps, in [0, 1].
 * NaN where it would be divided by 0: such a patient could only be in the
 * other arm.
 */
extern double ms_iptw(bool treated, double ps, ms_estimand estimand);

/* The tally */

#define MS_BALANCE_VERSION 1
#define MS_BALANCE_TERMS_MAX 200
#define MS_BALANCE_PATIENTS_MAX (INT64_C(1) << 53)

/*
 * Larger values have no place in a sum.  Of values below 2^-75, digits beyond
 * 2^-128 are not kept.
 */
#define MS_BALANCE_X_MAX 1e15

/* A weight is in this range, or 0, which leaves the patient out. */
#define MS_BALANCE_WEIGHT_MIN 1e-9
#define MS_BALANCE_WEIGHT_MAX 1e9

/* The arms, in the order of their sums. */
enum
{
	MS_TREATED,
	MS_CONTROL,
	MS_ARMS
};

/* Counts and sums of a term in an arm, over patients with a value x. */
typedef struct ms_balance_term
{
	int64_t		n;
	int64_t		others;			/* values that are neither 0 nor 1 */
	uint32_t	x[8];			/* sum of x */
	uint32_t	xx[14];			/* of x^2 */
} ms_balance_term;

/* Sums of weights w, of all patients of an arm or of those with a value. */
typedef struct ms_balance_weights
{
	uint32_t	w[6];
	uint32_t	ww[10];			/* of w^2 */
} ms_balance_weights;

typedef struct ms_balance_weighted
{
	ms_balance_weights weights;
	uint32_t	wx[12];
	uint32_t	wxx[18];
} ms_balance_weighted;

/*
 * A tally.  In the canonical form, a tally without patients has no terms, and
 * one in which every weight is 1 is not weighted: it has no sums of weights,
 * which would repeat the others.
 */
typedef struct ms_balance
{
	int			terms;
	bool		weighted;
	int64_t    *patients;		/* of each arm */
	ms_balance_term *term;		/* the terms of the treated, then those of the controls */
	ms_balance_weights *weights;	/* of each arm, if weighted */
	ms_balance_weighted *sums;	/* in the order of the terms, if weighted */
} ms_balance;

/* The parts of a tally are one chunk of this size, aligned for int64_t; sets the pointers into it. */
extern size_t ms_balance_size(int terms, bool weighted);
extern void ms_balance_lay(ms_balance *b, void *chunk);

extern bool ms_balance_valid(const ms_balance *b);

/*
 * Adds a patient or, if take is set, subtracts; a tally that is not weighted
 * takes patients of weight 1.  NaN among the values is a missing one.
 */
extern void ms_balance_add(ms_balance *b, int arm, const double *x, double weight, bool take);

/* The same of a tally, which has as many terms, and no weights unless the first has. */
extern void ms_balance_merge(ms_balance *b, const ms_balance *other, bool take);

/* A tally with sums of weights, from one without; to is laid out for them. */
extern void ms_balance_weigh(const ms_balance *b, ms_balance *to);

/* Is every weight 1? */
extern bool ms_balance_all_one(const ms_balance *b);

/* Reading a tally */

/* Which variance standardises a difference: always of unweighted patients, but for MS_WEIGHTED. */
typedef enum ms_denominator
{
	MS_POOLED,					/* the mean of the variances of both arms */
	MS_OF_TREATED,
	MS_OF_CONTROL,
	MS_WEIGHTED					/* as pooled, of the weighted variances */
} ms_denominator;

/*
 * A term, weighted if the tally is; NaN: no answer.  A variable that is 0 or 1
 * throughout an arm has the variance p (1 - p) there; the ratio of variances
 * is NaN if it is so in both.
 */
typedef struct ms_balance_row
{
	int64_t		n[MS_ARMS];
	int64_t		missing[MS_ARMS];
	double		mean[MS_ARMS];
	double		sd[MS_ARMS];
	double		smd_unweighted;
	double		smd;
	double		variance_ratio;
} ms_balance_row;

extern ms_balance_row ms_balance_of_term(const ms_balance *b, int term, ms_denominator denominator);

/* (sum w)^2 / sum w^2 of an arm (Kish 1965); NaN without patients. */
extern double ms_effective_n(const ms_balance *b, int arm);

/* How many of a variable that is 0 or 1 throughout an arm are 1; -1 if it is another. */
extern int64_t ms_balance_ones(const ms_balance_term *t);

/*
 * The numbers of a tally, in the order of its text and of its binary form: for
 * each arm those of the arm, and those of its terms, one after another.
 */
typedef struct ms_balance_field
{
	const char *name;			/* in the text, after the name of the arm */
	bool		of_term;
	bool		weighted;		/* only in a weighted tally */
	const ms_sum_kind *kind;	/* NULL: a count */
} ms_balance_field;

#define MS_BALANCE_FIELDS 11

extern const ms_balance_field ms_balance_fields[MS_BALANCE_FIELDS];

/* The number itself, an int64_t or the words of a sum; term is 0 for a number of the arm. */
extern void *ms_balance_at(const ms_balance *b, int field, int arm, int term);

/* Copies the first terms of a tally, with weights if `to` has any; `to` is laid out for them. */
extern void ms_balance_copy(const ms_balance *b, ms_balance *to);

#endif							/* MS_BALANCE_H */
