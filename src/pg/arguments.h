/*
 * arguments.h
 *		Reads and checks arguments: words, counts, days, numbers and arrays.
 */
#ifndef SEPMS_PG_ARGUMENTS_H
#define SEPMS_PG_ARGUMENTS_H

#include "compat.h"

#include "utils/array.h"

#include "../core/lang.h"
#include "../core/tri.h"

/*
 * Returns the index of a text argument in a list of allowed words, which ends
 * with NULL.  Raises 22023, with the list in the hint, if it is none of them.
 */
extern int	sepms_choice(const char *argument, const text *given,
						 const char *const *allowed);

/* A language, "en" or "fr"; 22023 for any other word. */
extern ms_lang sepms_lang_arg(FunctionCallInfo fcinfo, int arg);

/* The words, in a list that ends with NULL, as text for a hint: "a", "b". */
extern char *sepms_word_list(const char *const *words);

/* A confidence level above 0 and below 1; otherwise 22023, or 22003 if it is not finite. */
extern double sepms_conf_level(double given);

/* A count; 22023 if it is negative. */
extern int64 sepms_count(const char *argument, int64 given);

/* A number of days; 22023 if it is negative.  The hint says what the days are. */
extern int32 sepms_days(const char *argument, int32 given, const char *hint);

/*
 * A count, or -1 if it is NULL, which the core reads as not counted; 22023 if
 * it is negative.
 */
extern int32 sepms_count_or_unknown(FunctionCallInfo fcinfo, int arg,
									const char *argument);

/* A number; 22003 if it is not finite. */
extern double sepms_number(const char *argument, double given, const char *hint);

/* The same, and 22023 unless the caller found the number within its range. */
extern double sepms_number_within(const char *argument, double given, bool within, const char *hint);

/*
 * A number of 0 or more, or NaN if it is NULL; 22003 if it is not finite,
 * 22023 if it is negative.
 */
extern double sepms_number_or_unknown(FunctionCallInfo fcinfo, int arg,
									  const char *argument);

/* A boolean, or MS_UNKNOWN if it is NULL. */
extern ms_tri sepms_tri_arg(FunctionCallInfo fcinfo, int arg);

/*
 * An array of numbers of a fixed size, read in place from the first element to
 * the last: it may have millions of them.
 */
typedef struct sepms_elements
{
	int			n;
	int			size;
	const bits8 *known;			/* the null bitmap, or NULL if no element is NULL */
	const char *next;			/* the next element that is not NULL */
} sepms_elements;

extern sepms_elements sepms_elements_of(ArrayType *array, int size);

/* Element i, or NULL if it is NULL.  Must be called for each i, in ascending order. */
static inline const void *
sepms_take(sepms_elements *elements, int i)
{
	const char *element = elements->next;

	if (elements->known != NULL && (elements->known[i / 8] >> i % 8 & 1) == 0)
		return NULL;
	elements->next += elements->size;
	return element;
}

/* Raises 22023 for an argument that is an array of more than one dimension; hint may be NULL. */
extern void sepms_one_dimension(const char *argument, int dimensions, const char *hint);

/* The hint for the covariates of a patient. */
#define SEPMS_HINT_X "It is the array of the covariates of one patient."

/*
 * The names of the terms of a tally, as text, or NULL if the argument is; 22023
 * unless there is one for each.  If *terms is -1, it becomes their number.
 */
extern Datum *sepms_terms_arg(FunctionCallInfo fcinfo, int arg, int *terms);

/* The name of a term without one: x1, x2, ... */
extern char *sepms_term_without_name(int place);

#endif							/* SEPMS_PG_ARGUMENTS_H */
