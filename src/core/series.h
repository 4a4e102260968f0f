/*
 * series.h
 *		A patient's values of one outcome over time.
 *
 * Visits are in date order, at most one a day, each with a value and whether
 * it can confirm a change seen before it.  Values are finite and never -0;
 * days are those of day.h.
 *
 * Of several values on one day the greatest is kept, and of equal values the
 * one that can confirm: a rule that does not depend on their order.
 */
#ifndef MS_SERIES_H
#define MS_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "patient_list.h"

/*
 * The largest number of visits of one patient: more than two thousand years of
 * daily visits.
 */
#define MS_SERIES_MAX 1000000

/* The version of the packed form and of the binary output. */
#define MS_SERIES_VERSION 1

typedef struct ms_visit
{
	double		value;
	int32_t		day;
	bool		can_confirm;
} ms_visit;

/* Does a come before b?  By day, and on one day the visit that is kept comes first. */
static inline bool
ms_visit_before(const ms_visit *a, const ms_visit *b)
{
	if (a->day != b->day)
		return a->day < b->day;
	if (a->value != b->value)
		return a->value > b->value;
	return a->can_confirm && !b->can_confirm;
}

/* Keeps the first visit of each day, in sorted visits; returns the number left. */
extern int	ms_series_settle(ms_visit *visit, int n);

/* Is this visit valid: a day in range, a finite value, not -0? */
extern bool ms_visit_valid(const ms_visit *visit);

/* Are these visits valid and in order, with at most one a day? */
extern bool ms_series_valid(const ms_visit *visit, int n);

/* The last visit on or before a day, or -1. */
extern int	ms_series_find(const ms_visit *visit, int n, int32_t day);

/* The same, or -1 if that visit is more than max_age days older. */
extern int	ms_series_find_recent(const ms_visit *visit, int n, int32_t day, int32_t max_age);

/*
 * Replaces each value by the lowest from that visit to the end of follow-up:
 * the disability that is irreversible from then on.  (EDMUS; Confavreux 2000,
 * doi:10.1056/NEJM200011163432001.)
 */
extern void ms_series_irreversible(ms_visit *visit, int n);

/*
 * The packed form: days as int32, values in the narrowest form that represents
 * all of them exactly, and, if any visit cannot confirm, a bit per visit.
 * Equal series have equal bytes.
 */
typedef enum ms_series_form
{
	MS_SERIES_HALVES,			/* value * 2 as a byte: EDSS */
	MS_SERIES_TENTHS,			/* value * 10 as uint16: seconds, scores */
	MS_SERIES_DOUBLES,
	MS_SERIES_FORMS				/* number of forms */
} ms_series_form;

typedef struct ms_packing
{
	ms_series_form form;
	bool		mask;			/* are there bits for can_confirm? */
	int			visits;
} ms_packing;

extern ms_packing ms_series_packing(const ms_visit *visit, int n);
extern size_t ms_series_packed_size(const ms_packing *packing);
extern void ms_series_pack(const ms_visit *visit,
						   const ms_packing *packing, char *packed);
extern void ms_series_unpack(const char *packed,
							 const ms_packing *packing,
							 ms_visit *visit);

/*
 * The text: {2019-03-04: 3.5, 2019-06-10: 4, 2019-09-01: 4.5 (cannot
 * confirm)}.  Numbers print with as many digits as are needed to read them
 * back.
 */
#define MS_VISIT_TEXT_MAX 68

extern size_t ms_visit_print(const void *visit, char *text);
extern ms_list_result ms_visit_parse(const char **p, const char *end, void *visit);

#endif							/* MS_SERIES_H */
