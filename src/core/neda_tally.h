/*
 * neda_tally.h
 *		The tally of a cohort's NEDA statuses.
 */
#ifndef MS_NEDA_TALLY_H
#define MS_NEDA_TALLY_H

#include "json.h"
#include "neda.h"

/*
 * A tally counts patients by status.  It is the sufficient statistic of a
 * cohort: every rate, bound and table of components is computed from it,
 * exactly, whatever the order of merging.  Statuses are strictly ascending,
 * counts are above 0, and their sum fits in 64 bits.  The caller provides the
 * arrays.
 */
#define MS_NEDA_TALLY_VERSION 1
#define MS_NEDA_TALLY_MAX 243		/* 3 to the power of 5 components */

typedef struct ms_neda_tally
{
	int			n;
	int64_t    *count;
	ms_neda *status;
} ms_neda_tally;

/* Does the tally follow these rules? */
extern bool ms_neda_tally_valid(const ms_neda_tally *t);

/* The index of a status among n ascending ones, or where to insert it. */
extern int	ms_neda_tally_find(const ms_neda *status, int n,
							   ms_neda wanted);

/*
 * result = a + b.  The arrays of result have room for a->n + b->n or
 * MS_NEDA_TALLY_MAX statuses, whichever is less, and do not overlap those of a
 * and b.  False if a count exceeds 64 bits.
 */
extern bool ms_neda_tally_merge(const ms_neda_tally *a,
								const ms_neda_tally *b,
								ms_neda_tally *result);

/* result = a - b, with room for a->n statuses; false if a does not contain b. */
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

/* Adds patients of one status; neda says whether that status is NEDA at some level. */
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

/* Counts the patients who are MS_UNKNOWN, MS_NO and MS_YES in one component. */
extern void ms_neda_tally_component(const ms_neda_tally *t,
									ms_neda_component c,
									int64_t counts[3]);

/*
 * The text of a tally: JSON, {"version": 1, "NEDA-4": 12, ...}.  With n
 * statuses it needs at most MS_NEDA_TALLY_TEXT_MAX(n) bytes.  Returns its
 * length.
 */
#define MS_NEDA_TALLY_TEXT_MAX(n) (32 + (size_t) (n) * (MS_NEDA_TEXT_MAX + 32))

extern size_t ms_neda_tally_print(const ms_neda_tally *t, char *text);

/*
 * Reads such a text, with members in any order.  The arrays of t have room for
 * MS_NEDA_TALLY_MAX statuses.
 */
extern ms_json_result ms_neda_tally_parse(const char *text, size_t len,
										  ms_neda_tally *t);

#endif							/* MS_NEDA_TALLY_H */
