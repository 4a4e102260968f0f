/*
 * relapse_tally.h
 *		The tally of a cohort's relapses and follow-up.
 */
#ifndef MS_RELAPSE_TALLY_H
#define MS_RELAPSE_TALLY_H

#include "json.h"
#include "rate.h"

/*
 * Sums over the patients of a cohort: relapses and follow-up, and their
 * squares and products, which a variance between patients needs.
 */
enum
{
	MS_RELAPSE_PATIENTS,
	MS_RELAPSE_FREE,			/* patients without a relapse */
	MS_RELAPSE_RELAPSES,
	MS_RELAPSE_DAYS,
	MS_RELAPSE_SQUARES,			/* relapses squared */
	MS_RELAPSE_PRODUCTS,		/* relapses times days */
	MS_RELAPSE_DAY_SQUARES,
	MS_RELAPSE_SUMS
};

#define MS_RELAPSE_VERSION 1

typedef struct ms_relapses
{
	int64_t		sum[MS_RELAPSE_SUMS];
} ms_relapses;

/* Can patients have these sums? */
extern bool ms_relapses_valid(const ms_relapses *t);

/* The tally of one patient; both numbers are 0 or more. */
static inline ms_relapses
ms_relapses_of(int64_t relapses, int64_t days)
{
	return (ms_relapses) {{
		[MS_RELAPSE_PATIENTS] = 1,
		[MS_RELAPSE_FREE] = relapses == 0,
		[MS_RELAPSE_RELAPSES] = relapses,
		[MS_RELAPSE_DAYS] = days,
		[MS_RELAPSE_SQUARES] = relapses * relapses,
		[MS_RELAPSE_PRODUCTS] = relapses * days,
		[MS_RELAPSE_DAY_SQUARES] = days * days,
	}};
}

/* Adds other to t; false if a sum exceeds 64 bits. */
static inline bool
ms_relapses_add(ms_relapses *t, const ms_relapses *other)
{
	bool		overflow = false;

	for (int i = 0; i < MS_RELAPSE_SUMS; i++)
		overflow |= __builtin_add_overflow(t->sum[i], other->sum[i], &t->sum[i]);
	return !overflow;
}

/* Subtracts other from t; false if t does not contain other. */
extern bool ms_relapses_subtract(ms_relapses *t, const ms_relapses *other);

/* The text: JSON, with a name and a number for each sum. */
#define MS_RELAPSES_TEXT_MAX 512

extern void ms_relapses_print(const ms_relapses *t, char text[MS_RELAPSES_TEXT_MAX]);
extern ms_json_result ms_relapses_parse(const char *text, size_t len, ms_relapses *t);

/* The sums from which its rates are computed. */
extern ms_rate_sums ms_rate_sums_of(const ms_relapses *t);

#endif							/* MS_RELAPSE_TALLY_H */
