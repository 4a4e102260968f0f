/*
 * json.h
 *		The little JSON that tallies are printed in: one object of numbers and
 *		of arrays of them, with names that hold no escapes.
 */
#ifndef SEPMS_CORE_JSON_H
#define SEPMS_CORE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How reading the text of a tally ended. */
typedef enum sepms_json_result
{
	SEPMS_JSON_OK,
	SEPMS_JSON_SYNTAX,
	SEPMS_JSON_RANGE,			/* a number, or a sum of them, that cannot be */
	SEPMS_JSON_DUPLICATE,		/* a name is given twice */
	SEPMS_JSON_VERSION,			/* written by a later version */
	SEPMS_JSON_LENGTH			/* more rows than there may be */
} sepms_json_result;

/*
 * A place in a text.  *end is not read as text, but is readable and no part
 * of a number: a zero byte.
 */
typedef struct sepms_json
{
	const char *p;
	const char *end;
} sepms_json;

/* The next character that is no blank, or 0 at the end. */
extern char sepms_json_peek(sepms_json *j);

/* Step over that character if it is the wanted one. */
extern bool sepms_json_take(sepms_json *j, char wanted);

/* A string; it is not copied. */
extern bool sepms_json_name(sepms_json *j, const char **name, size_t *len);

/* A whole number from 0 to INT64_MAX, and a finite number of 0 or more. */
extern sepms_json_result sepms_json_count(sepms_json *j, int64_t *count);
extern sepms_json_result sepms_json_number(sepms_json *j, double *number);

/* Is there nothing more but blanks? */
extern bool sepms_json_at_end(sepms_json *j);

/*
 * An object, member by member: read_member() is called behind each name and
 * its colon, and reads the value.
 */
extern sepms_json_result sepms_json_object(sepms_json *j,
										   sepms_json_result (*read_member) (sepms_json *j, const char *name,
																			 size_t len, void *object),
										   void *object);

/* Is a name this word? */
extern bool sepms_json_is(const char *name, size_t len, const char *word);

#endif							/* SEPMS_CORE_JSON_H */
