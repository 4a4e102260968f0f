/*
 * pooling.h
 *		Estimates that are pooled: those of sites or studies by meta-analysis,
 *		those of imputations by Rubin's rules; and how strong confounding must
 *		be to explain an estimate (E-value).
 *
 * The tally is the list of the estimates with their standard errors.  A
 * random-effects model weights each by a variance that depends on all others,
 * so no sum would do.  The list is sorted, so that order and split change no
 * bit of what is computed from it.
 *
 * Meta-analysis: DerSimonian and Laird 1986, Control Clin Trials 7:177,
 * doi:10.1016/0197-2456(86)90046-2; as in the R package metafor.  Imputations:
 * Rubin 1987, Multiple Imputation for Nonresponse in Surveys; as in the R
 * package mice.  E-value: VanderWeele and Ding 2017, Ann Intern Med 167:268,
 * doi:10.7326/M16-2607.
 */
#ifndef MS_POOLING_H
#define MS_POOLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "json.h"

#define MS_POOLING_VERSION 1

/* Most estimates of a tally. */
#define MS_POOLING_MAX 10000

/* An estimate is at most this large, whatever its sign; its standard error is in this range. */
#define MS_POOLING_ESTIMATE_MAX 1e50
#define MS_POOLING_STD_ERR_MIN 1e-50
#define MS_POOLING_STD_ERR_MAX 1e50

typedef struct ms_study
{
	double		estimate;		/* not -0 */
	double		std_err;
} ms_study;

/* The order of a tally: by estimate, then by standard error. */
extern int	ms_study_compare(const ms_study *a, const ms_study *b);

/* The number of estimates that come before this one. */
extern int	ms_study_place(const ms_study *tally, int n, const ms_study *one);

/* Are these sorted, and all in range? */
extern bool ms_studies_valid(const ms_study *tally, int n);

/* Merges two sorted lists into `to`. */
extern void ms_studies_merge(const ms_study *a, int n, const ms_study *b, int m, ms_study *to);

/* Takes the second list out of the first, into `to`; false if the first does not contain it. */
extern bool ms_studies_unmerge(const ms_study *a, int n, const ms_study *b, int m, ms_study *to);

/*
 * The text: {"version": 1, "estimates": [-0.4, 0.1], "std_errs": [0.2, 0.3]}.
 * The caller of parse gives room for MS_POOLING_MAX studies; it does not call
 * ms_studies_valid().  LENGTH: too many.
 */
extern size_t ms_studies_text_max(int n);
extern size_t ms_studies_print(const ms_study *tally, int n, char *text);
extern ms_json_result ms_studies_parse(const char *text, size_t len, ms_study *tally, int *n);

/* Reading a tally.  NaN: no answer. */

typedef enum ms_meta_method
{
	MS_META_FE,					/* one effect: weights 1 / std_err^2 */
	MS_META_DL					/* effects of variance tau2, by DerSimonian and Laird */
} ms_meta_method;

typedef struct ms_meta
{
	double		estimate;
	double		std_err;
	double		lower;
	double		upper;
	double		tau2;			/* 0 in FE */
	double		i2;				/* percent of the spread that is not chance */
	double		q;				/* Cochran's Q, chi-squared with n - 1 degrees of freedom */
	double		p_value;		/* of q */
} ms_meta;

extern ms_meta ms_meta_analysis(const ms_study *tally, int n, ms_meta_method method, double conf_level);

typedef struct ms_rubin
{
	double		estimate;
	double		std_err;		/* this and the others NaN for fewer than two imputations */
	double		df;				/* infinite if all estimates are equal */
	double		fmi;			/* fraction of missing information */
} ms_rubin;

extern ms_rubin ms_rubin_rules(const ms_study *tally, int n);

/* How far the limits are from the estimate: by the t distribution with df degrees of freedom. */
extern double ms_rubin_reach(const ms_rubin *r, double conf_level);

/* E-values */

typedef enum ms_ratio_measure
{
	MS_HAZARD_RATIO,
	MS_ODDS_RATIO,
	MS_RISK_RATIO				/* or a ratio of rates */
} ms_ratio_measure;

/*
 * A ratio as a risk ratio.  If the outcome is common (more than 15 % by the end
 * of follow-up), hazard and odds ratios are not close to risk ratios, and are
 * converted.
 */
extern double ms_risk_ratio(double ratio, ms_ratio_measure measure, bool common);

/* The E-value of a risk ratio, 0 or more; infinite for 0 and infinity. */
extern double ms_e_value(double risk_ratio);

#endif							/* MS_POOLING_H */
