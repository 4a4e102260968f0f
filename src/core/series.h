/*
 * series.h
 *		A patient's values of one outcome over time.
 *
 * Visits in date order, one a day, each with a value and whether it may
 * confirm a change seen before it.  Values are finite, a zero has no sign;
 * days are those of day.h.
 *
 * Two values of one day are settled by a rule that does not know which came
 * first: the greater value stays, and of equal ones the one that may confirm.
 */
#ifndef SEPMS_CORE_SERIES_H
#define SEPMS_CORE_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most visits of one patient; more than two thousand years of days. */
#define SEPMS_SERIES_MAX 1000000

/* The version of the packed form and of the binary output. */
#define SEPMS_SERIES_VERSION 1

typedef struct sepms_visit
{
	double		value;
	int32_t		day;
	bool		can_confirm;
} sepms_visit;

/* Does a come before b: by day, and on one day the one that stays first. */
static inline bool
sepms_visit_before(const sepms_visit *a, const sepms_visit *b)
{
	if (a->day != b->day)
		return a->day < b->day;
	if (a->value != b->value)
		return a->value > b->value;
	return a->can_confirm && !b->can_confirm;
}

/* Keeps the first visit of each day of sorted ones; their number. */
extern int	sepms_series_settle(sepms_visit *visit, int n);

/* May this visit be part of a series: a day in range, a finite value, not -0? */
extern bool sepms_visit_valid(const sepms_visit *visit);

/* Are these visits valid and in order, one a day? */
extern bool sepms_series_valid(const sepms_visit *visit, int n);

/* The last visit on or before a day, or -1. */
extern int	sepms_series_find(const sepms_visit *visit, int n, int32_t day);

/* The same, or -1 where that is more than max_age days older. */
extern int	sepms_series_find_recent(const sepms_visit *visit, int n, int32_t day, int32_t max_age);

/*
 * The lowest value from each visit to the end of follow-up: what disability
 * the patient has never been without since.  (EDMUS; Confavreux 2000,
 * doi:10.1056/NEJM200011163432001.)
 */
extern void sepms_series_irreversible(sepms_visit *visit, int n);

/*
 * The packed form: days as int32, values in the narrowest form that holds all
 * of them exactly, then, where some visit may not confirm, a bit for each.
 * Equal series have equal bytes.
 */
typedef enum sepms_series_form
{
	SEPMS_SERIES_HALVES,		/* value * 2 as a byte: EDSS */
	SEPMS_SERIES_TENTHS,		/* value * 10 as uint16: seconds, scores */
	SEPMS_SERIES_DOUBLES,
	SEPMS_SERIES_FORMS			/* how many */
} sepms_series_form;

typedef struct sepms_packing
{
	sepms_series_form form;
	bool		mask;			/* are there bits? */
	int			visits;
} sepms_packing;

extern sepms_packing sepms_series_packing(const sepms_visit *visit, int n);
extern size_t sepms_series_packed_size(const sepms_packing *packing);
extern void sepms_series_pack(const sepms_visit *visit,
							  const sepms_packing *packing, char *packed);
extern void sepms_series_unpack(const char *packed,
								const sepms_packing *packing,
								sepms_visit *visit);

/*
 * Text: {2019-03-04: 3.5, 2019-06-10: 4, 2019-09-01: 4.5 (cannot confirm)}.
 * Numbers print with as many digits as they need to be read back.
 */
#define SEPMS_SERIES_TEXT_MAX(n) (3 + (size_t) (n) * 68)

extern size_t sepms_series_print(const sepms_visit *visit, int n, char *text);

typedef enum sepms_series_result
{
	SEPMS_SERIES_OK,
	SEPMS_SERIES_SYNTAX,
	SEPMS_SERIES_DAY,			/* no day of the calendar */
	SEPMS_SERIES_NUMBER			/* no finite number */
} sepms_series_result;

/*
 * Text to visits, in the order given and not settled; visit has room for
 * sepms_text_items() of text.h.  The text ends with a zero after len.
 */
extern sepms_series_result sepms_series_parse(const char *text, size_t len,
											  sepms_visit *visit, int *n);

#endif							/* SEPMS_CORE_SERIES_H */
