/*
 * neda_tally.h
 *		The tally of a cohort's NEDA statuses.
 */
#ifndef MS_NEDA_TALLY_H
#define MS_NEDA_TALLY_H

#include "json.h"
#include "neda.h"

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

/* Patients of one status, judged at some level. */
static inline void
ms_neda_totals_add(ms_neda_totals *totals, int64_t patients, ms_tri neda)
{
	totals->patients += patients;
	if (neda == MS_YES)
		totals->neda += patients;
	else if (neda == MS_NO)
		totals->eda += patients;
	totals->evaluable = totals->neda + totals->eda;
}

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

#endif							/* MS_NEDA_TALLY_H */
