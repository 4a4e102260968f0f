/*
 * json.h
 *		Reads the simple JSON in which tallies are printed: one object of
 *		numbers and arrays of numbers, words or strings, with names that
 *		contain no escapes.
 */
#ifndef MS_JSON_H
#define MS_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The result of reading the text of a tally. */
typedef enum ms_json_result
{
	MS_JSON_OK,
	MS_JSON_SYNTAX,
	MS_JSON_RANGE,				/* numbers out of range or contradictory */
	MS_JSON_DUPLICATE,			/* a name is given twice */
	MS_JSON_VERSION,			/* of another version */
	MS_JSON_LENGTH				/* more rows than allowed */
} ms_json_result;

/*
 * A position in a text.  *end is not part of the text, but must be readable
 * and not continue a number, such as a zero byte.
 */
typedef struct ms_json
{
	const char *p;
	const char *end;
} ms_json;

/* The next character that is not a blank, or 0 at the end. */
extern char ms_json_peek(ms_json *j);

/* Skips that character if it is the wanted one. */
extern bool ms_json_take(ms_json *j, char wanted);

/* Reads a string, which is not copied. */
extern bool ms_json_name(ms_json *j, const char **name, size_t *len);

/* Read a whole number from 0 to INT64_MAX, and a finite number of 0 or more. */
extern ms_json_result ms_json_count(ms_json *j, int64_t *count);
extern ms_json_result ms_json_number(ms_json *j, double *number);

/* The same of either sign; -0 is read as 0. */
extern ms_json_result ms_json_integer(ms_json *j, int64_t *integer);
extern ms_json_result ms_json_signed(ms_json *j, double *number);

/*
 * Goes to element n of an array, n = 0, 1, ...; the caller reads it before it asks
 * for the next.  After the last, and if there is no array, it returns false, and
 * the result says which.
 *
 *		for (n = 0; ms_json_next(j, n, &result); n++)
 *			if ((result = ms_json_signed(j, &number[n])) != MS_JSON_OK)
 *				return result;
 */
extern bool ms_json_next(ms_json *j, size_t n, ms_json_result *result);

/* Reads an array of numbers of either sign; LENGTH: more than there is room for. */
extern ms_json_result ms_json_numbers(ms_json *j, double *number, int room, int *n);

/* Reads a string that is one of these words, of which the last is NULL, and sets its number; RANGE: another. */
extern ms_json_result ms_json_choice(ms_json *j, const char *const *words, int *word);

/* Skips a word, such as null, if it is there. */
extern bool ms_json_word(ms_json *j, const char *word);

/* Reads the value of a member into an object; j is just after the name and the colon. */
typedef ms_json_result (*ms_json_member) (ms_json *j, const char *name, size_t len, void *object);

/*
 * Reads the text of a tally: exactly one object, with a member "version" of
 * this number.  All other members are passed to read_member().
 */
extern ms_json_result ms_json_tally(const char *text, size_t len, int version,
									ms_json_member read_member, void *object);

/* Is a name this word? */
extern bool ms_json_is(const char *name, size_t len, const char *word);

/*
 * Finds a name among those of n members, at most 32, sets its number, and its bit
 * in `seen`.  SYNTAX: there is no such member; DUPLICATE: its bit was set.
 */
extern ms_json_result ms_json_find(const char *name, size_t len, const char *const *members, int n,
								   unsigned *seen, int *member);

#endif							/* MS_JSON_H */
