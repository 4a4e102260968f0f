/*
 * json.h
 *		The little JSON that tallies are printed in: one object of numbers and
 *		of arrays of them, with names that hold no escapes.
 */
#ifndef MS_JSON_H
#define MS_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How reading the text of a tally ended. */
typedef enum ms_json_result
{
	MS_JSON_OK,
	MS_JSON_SYNTAX,
	MS_JSON_RANGE,				/* a number, or a sum of them, that cannot be */
	MS_JSON_DUPLICATE,			/* a name is given twice */
	MS_JSON_VERSION,			/* written by a later version */
	MS_JSON_LENGTH				/* more rows than there may be */
} ms_json_result;

/*
 * A place in a text.  *end is not read as text, but is readable and no part
 * of a number: a zero byte.
 */
typedef struct ms_json
{
	const char *p;
	const char *end;
} ms_json;

/* The next character that is no blank, or 0 at the end. */
extern char ms_json_peek(ms_json *j);

/* Step over that character if it is the wanted one. */
extern bool ms_json_take(ms_json *j, char wanted);

/* A string; it is not copied. */
extern bool ms_json_name(ms_json *j, const char **name, size_t *len);

/* A whole number from 0 to INT64_MAX, and a finite number of 0 or more. */
extern ms_json_result ms_json_count(ms_json *j, int64_t *count);
extern ms_json_result ms_json_number(ms_json *j, double *number);

/* Is there nothing more but blanks? */
extern bool ms_json_at_end(ms_json *j);

/*
 * An object, member by member: read_member() is called behind each name and
 * its colon, and reads the value.
 */
extern ms_json_result ms_json_object(ms_json *j,
									 ms_json_result (*read_member) (ms_json *j, const char *name,
																	size_t len, void *object),
									 void *object);

/* Is a name this word? */
extern bool ms_json_is(const char *name, size_t len, const char *word);

#endif							/* MS_JSON_H */
