/*
 * arguments.h
 *		Arguments: words, counts, days and numbers checked, arrays read.
 */
#ifndef SEPMS_PG_ARGUMENTS_H
#define SEPMS_PG_ARGUMENTS_H

#include "compat.h"

#include "utils/array.h"

#include "../core/lang.h"
#include "../core/tri.h"

/*
 * Which of the allowed words a text argument is: its place in the list, which
 * ends with NULL.  22023 with the list in the hint when it is none of them.
 */
extern int	sepms_choice(const char *argument, const text *given,
						 const char *const *allowed);

/* A language, "en" or "fr", or 22023. */
extern ms_lang sepms_lang_arg(FunctionCallInfo fcinfo, int arg);

/* Words as a list for a hint: "a", "b"; words ends with NULL. */
extern char *sepms_word_list(const char *const *words);

/* A confidence level, in (0, 1), or 22023. */
extern double sepms_conf_level(double given);

/* A count that must not be negative, or 22023. */
extern int64 sepms_count(const char *argument, int64 given);

/* A number of days that must not be negative, or 22023; the hint says what they are. */
extern int32 sepms_days(const char *argument, int32 given, const char *hint);

/* A count that may be NULL: then -1, which the core reads as not counted. */
extern int32 sepms_count_or_unknown(FunctionCallInfo fcinfo, int arg,
									const char *argument);

/* A number that must be finite, or 22003. */
extern double sepms_number(const char *argument, double given, const char *hint);

/* The same of a number that must be in a range, or 22023. */
extern double sepms_number_within(const char *argument, double given, bool within, const char *hint);

/* A number of 0 or more that may be NULL: then NaN. */
extern double sepms_number_or_unknown(FunctionCallInfo fcinfo, int arg,
									  const char *argument);

/* A boolean that may be NULL. */
extern ms_tri sepms_tri_arg(FunctionCallInfo fcinfo, int arg);

/*
 * An array of numbers of one size that is read from its first to its last,
 * where it is: it may have millions.
 */
typedef struct sepms_elements
{
	int			n;
	int			size;
	const bits8 *known;			/* a bit each, or NULL: all */
	const char *next;			/* of those that are not NULL */
} sepms_elements;

extern sepms_elements sepms_elements_of(ArrayType *array, int size);

/* Element i, which follows the one before; NULL where it is. */
static inline const void *
sepms_take(sepms_elements *elements, int i)
{
	const char *element = elements->next;

	if (elements->known != NULL && (elements->known[i / 8] >> i % 8 & 1) == 0)
		return NULL;
	elements->next += elements->size;
	return element;
}

#endif							/* SEPMS_PG_ARGUMENTS_H */
