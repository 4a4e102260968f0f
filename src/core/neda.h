/*
 * neda.h
 *		No evidence of disease activity: one patient's status over one
 *		period, and the tally of a cohort.
 *
 * Five components, each yes (active), no, or not assessed: relapse,
 * progression, new or enlarging T2 lesions, Gd+ lesions, brain volume loss.
 * NEDA-3 is none of the first four, NEDA-4 none of the five.  One active
 * component settles it whatever is missing; a missing one never counts as no.
 *
 * Sources: Rotstein 2015, JAMA Neurol 72:152,
 * doi:10.1001/jamaneurol.2014.3537 (NEDA-3); Kappos 2016, Mult Scler 22:1297,
 * doi:10.1177/1352458515616701 (NEDA-4).
 */
#ifndef MS_NEDA_H
#define MS_NEDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ledger.h"
#include "tri.h"

typedef enum ms_neda_component
{
	MS_NEDA_RELAPSE,
	MS_NEDA_PROGRESSION,
	MS_NEDA_T2,
	MS_NEDA_GD,
	MS_NEDA_BRAIN_VOLUME
} ms_neda_component;

#define MS_NEDA_COMPONENTS 5

/* The verdict: what a clinician reads first, from best to worst. */
typedef enum ms_verdict
{
	MS_NEDA_4 = 1,
	MS_NEDA_3 = 2,
	MS_NEDA_NOT_EVALUABLE = 3,
	MS_EDA = 4
} ms_verdict;

/*
 * A status is 32 bits, on disk for ever: the verdict in bits 24 to 27, then
 * two bits (ms_tri) for each component from bit 22 downward, zeros for
 * components to come, which read as not assessed.  The verdict follows from
 * the components; it leads so that the order of the integers is the order of
 * the type: NEDA-4 < NEDA-3 < not evaluable < EDA, and the greatest status of
 * several periods carries the verdict over all of them.
 */
typedef int32_t ms_neda;

/* Brain volume loss above this many percent a year is activity. */
#define MS_NEDA_VOLUME_LOSS 0.4

/* Is an annual percentage brain volume change (finite) activity? */
extern bool ms_neda_volume_active(double annual_pbvc);

extern ms_neda ms_neda_make(const ms_tri component[MS_NEDA_COMPONENTS]);
extern bool ms_neda_valid(int64_t bits);

static inline ms_tri
ms_neda_get(ms_neda status, ms_neda_component c)
{
	return (ms_tri) (status >> (22 - 2 * c) & 3);
}

static inline ms_verdict
ms_neda_verdict(ms_neda status)
{
	return (ms_verdict) (status >> 24);
}

/* The components alone, as a small number: different for each status. */
#define MS_NEDA_KEYS (1 << 2 * MS_NEDA_COMPONENTS)

static inline int
ms_neda_key(ms_neda status)
{
	return status >> (24 - 2 * MS_NEDA_COMPONENTS) & (MS_NEDA_KEYS - 1);
}

/*
 * NEDA at level 3 or 4.  MRI counts as assessed with T2 alone unless
 * gd_required.
 */
extern ms_tri ms_is_neda(ms_neda status, int level, bool gd_required);

/*
 * No evidence of progression or active disease (NEPAD, for progressive MS):
 * NEDA-3, and neither the timed walk nor the pegs are worse.  Source: Wolinsky
 * 2018, Ann Neurol 84:527, doi:10.1002/ana.25313.
 */
extern ms_tri ms_is_nepad(ms_tri neda, ms_tri t25fw_worse, ms_tri nhpt_worse);

/*
 * Minimal evidence of disease activity: no relapse, no progression, no Gd+
 * lesion, and at most this many new T2 lesions.  An unknown count is -1; a Gd+
 * that is unknown is passed over unless gd_required.
 * Source: Prosperini 2020, J Neurol Neurosurg Psychiatry 91:271,
 * doi:10.1136/jnnp-2019-322348, whose rule leaves progression out.
 */
#define MS_MEDA_NEW_T2 2

extern ms_tri ms_is_meda(ms_tri relapse, ms_tri progression, int new_t2,
						 ms_tri gd, bool gd_required);

/*
 * Who is counted when patients stop treatment: by what was observed alone; by
 * the modified intention to treat of OPERA, where one who stopped without
 * evidence of activity is a failure if for inefficacy or death, else left out;
 * or with whatever is not known to be NEDA as failure.
 */
typedef enum ms_neda_policy
{
	MS_POLICY_OBSERVED,
	MS_POLICY_MITT,
	MS_POLICY_NRI
} ms_neda_policy;

/* Yes: NEDA; no: failure; unknown: not counted.  neda is of the status. */
extern ms_tri ms_neda_outcome(ms_neda_policy policy, ms_tri neda,
							  ms_tri stopped, ms_tri inefficacy);

/* Labels of components and verdicts, and longest text of a status. */
extern const char *ms_neda_component_name(ms_neda_component c);
extern const char *ms_neda_verdict_name(ms_verdict v);

#define MS_NEDA_TEXT_MAX 160

/*
 * Text of a status: the verdict, then in parentheses what was active and what
 * is missing; what is not named was assessed and is inactive.
 *
 *		EDA (active: relapse, new T2; missing: brain volume loss)
 *
 * A later component that is not named will read as missing, so that old text
 * keeps its meaning.
 */
extern void ms_neda_print(ms_neda status, char text[MS_NEDA_TEXT_MAX]);

typedef enum ms_neda_result
{
	MS_NEDA_OK,
	MS_NEDA_SYNTAX,
	MS_NEDA_VERDICT_ALONE,		/* the verdict of many statuses */
	MS_NEDA_CONTRADICTION		/* the verdict is not that of the components */
} ms_neda_result;

/*
 * Reads what ms_neda_print() wrote; case and blanks do not matter.  A
 * verdict alone is no status but NEDA-4, in which all was assessed and nothing
 * found: read as one, it would be compared with, and equal few of those that
 * have that verdict.  Of another, *status has the verdict alone.  On a
 * contradiction *status is what the components say.
 */
extern ms_neda_result ms_neda_parse(const char *text, size_t len,
									ms_neda *status);

/*
 * A tally counts patients by status: the sufficient statistic of a cohort,
 * from which every rate, bound and component table is read, exactly and in
 * any order of merging.  Statuses ascend strictly, counts are above 0 and
 * their sum fits 64 bits.  The arrays are the caller's.
 */
#define MS_NEDA_TALLY_VERSION 1
#define MS_NEDA_TALLY_MAX 243		/* 3 to the power of 5 components */

typedef struct ms_neda_tally
{
	int			n;
	int64_t    *count;
	ms_neda *status;
} ms_neda_tally;

/* Does it keep the rules above? */
extern bool ms_neda_tally_valid(const ms_neda_tally *t);

/* Where this status is among n ascending ones, or would be inserted. */
extern int	ms_neda_tally_find(const ms_neda *status, int n,
							   ms_neda wanted);

/*
 * result = a + b.  The arrays of result have room for a->n + b->n or
 * MS_NEDA_TALLY_MAX, whichever is less, and overlap neither.  False when a
 * count leaves 64 bits.
 */
extern bool ms_neda_tally_merge(const ms_neda_tally *a,
								const ms_neda_tally *b,
								ms_neda_tally *result);

/* result = a - b, room for a->n; false when a does not contain b. */
extern bool ms_neda_tally_subtract(const ms_neda_tally *a,
								   const ms_neda_tally *b,
								   ms_neda_tally *result);

typedef struct ms_neda_totals
{
	int64_t		patients;
	int64_t		evaluable;		/* neda + eda */
	int64_t		neda;
	int64_t		eda;
} ms_neda_totals;

extern ms_neda_totals ms_neda_tally_count(const ms_neda_tally *t,
										  int level);

/* How many are MS_UNKNOWN, MS_NO and MS_YES in one component. */
extern void ms_neda_tally_component(const ms_neda_tally *t,
									ms_neda_component c,
									int64_t counts[3]);

/*
 * Text of a tally: JSON, {"version": 1, "NEDA-4": 12, ...}.  The longest text
 * of n statuses is MS_NEDA_TALLY_TEXT_MAX(n); returns its length.
 */
#define MS_NEDA_TALLY_TEXT_MAX(n) (32 + (size_t) (n) * (MS_NEDA_TEXT_MAX + 32))

extern size_t ms_neda_tally_print(const ms_neda_tally *t, char *text);

/*
 * Reads that text, members in any order.  The arrays of t have room for
 * MS_NEDA_TALLY_MAX.
 */
extern ms_json_result ms_neda_tally_parse(const char *text, size_t len,
										  ms_neda_tally *t);

/*
 * The tally of weighted patients: by status the patients, and the sums of
 * weights w and of w^2.
 */
extern const ms_ledger_kind ms_weighted_neda_kind;

enum
{
	MS_WEIGHTED_NEDA_PATIENTS,
	MS_WEIGHTED_NEDA_WEIGHTS,
	MS_WEIGHTED_NEDA_SQUARES
};

typedef struct ms_weighted_neda_totals
{
	ms_neda_totals counted;		/* not weighted */
	double		evaluable;		/* sums of weights */
	double		neda;
	double		evaluable_squares;	/* of w^2 */
	double		neda_squares;
} ms_weighted_neda_totals;

extern ms_weighted_neda_totals ms_weighted_neda_count(const ms_ledger *l, int level);

/* The variance of neda / evaluable between patients; 0 < evaluable. */
extern double ms_weighted_neda_variance(const ms_weighted_neda_totals *c);

#endif							/* MS_NEDA_H */
