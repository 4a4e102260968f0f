/*
 * json.c
 *		The little JSON that tallies are printed in.
 */
#include "json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

char
sepms_json_peek(sepms_json *j)
{
	while (j->p < j->end && *j->p != '\0' && strchr(" \t\r\n", *j->p) != NULL)
		j->p++;
	return j->p < j->end ? *j->p : '\0';
}

bool
sepms_json_take(sepms_json *j, char wanted)
{
	if (sepms_json_peek(j) != wanted)
		return false;
	j->p++;
	return true;
}

bool
sepms_json_at_end(sepms_json *j)
{
	return sepms_json_peek(j) == '\0' && j->p == j->end;
}

bool
sepms_json_name(sepms_json *j, const char **name, size_t *len)
{
	if (!sepms_json_take(j, '"'))
		return false;
	*name = j->p;
	while (j->p < j->end && *j->p != '"' && *j->p != '\\')
		j->p++;
	*len = j->p - *name;
	return sepms_json_take(j, '"');
}

sepms_json_result
sepms_json_count(sepms_json *j, int64_t *count)
{
	char		first = sepms_json_peek(j);
	const char *start = j->p;

	*count = 0;
	if (first == '-')
		return SEPMS_JSON_RANGE;
	for (; j->p < j->end && *j->p >= '0' && *j->p <= '9'; j->p++)
	{
		int			digit = *j->p - '0';

		if (*count > (INT64_MAX - digit) / 10)
			return SEPMS_JSON_RANGE;
		*count = *count * 10 + digit;
	}
	return j->p > start ? SEPMS_JSON_OK : SEPMS_JSON_SYNTAX;
}

sepms_json_result
sepms_json_number(sepms_json *j, double *number)
{
	char		first = sepms_json_peek(j);
	size_t		len = 0;
	char	   *end;

	if (first == '-')
		return SEPMS_JSON_RANGE;
	if (first < '0' || first > '9')
		return SEPMS_JSON_SYNTAX;
	while (j->p + len < j->end && strchr("0123456789.eE+-", j->p[len]) != NULL && j->p[len] != '\0')
		len++;
	*number = strtod(j->p, &end);
	if (end != j->p + len)		/* as for the hexadecimal 0x1 */
		return SEPMS_JSON_SYNTAX;
	j->p = end;
	return isfinite(*number) ? SEPMS_JSON_OK : SEPMS_JSON_RANGE;
}

sepms_json_result
sepms_json_object(sepms_json *j,
				  sepms_json_result (*read_member) (sepms_json *j, const char *name,
													size_t len, void *object),
				  void *object)
{
	if (!sepms_json_take(j, '{'))
		return SEPMS_JSON_SYNTAX;
	do
	{
		const char *name;
		size_t		len;
		sepms_json_result result;

		if (!sepms_json_name(j, &name, &len) || !sepms_json_take(j, ':'))
			return SEPMS_JSON_SYNTAX;
		if ((result = read_member(j, name, len, object)) != SEPMS_JSON_OK)
			return result;
	} while (sepms_json_take(j, ','));
	return sepms_json_take(j, '}') ? SEPMS_JSON_OK : SEPMS_JSON_SYNTAX;
}

bool
sepms_json_is(const char *name, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(name, word, len) == 0;
}
