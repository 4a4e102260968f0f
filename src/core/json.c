/*
 * json.c
 *		Reads the simple JSON in which tallies are printed.
 */
#include "json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

char
ms_json_peek(ms_json *j)
{
	while (j->p < j->end && *j->p != '\0' && strchr(" \t\r\n", *j->p) != NULL)
		j->p++;
	return j->p < j->end ? *j->p : '\0';
}

bool
ms_json_take(ms_json *j, char wanted)
{
	if (ms_json_peek(j) != wanted)
		return false;
	j->p++;
	return true;
}

/* Is only blank text left? */
static bool
at_end(ms_json *j)
{
	return ms_json_peek(j) == '\0' && j->p == j->end;
}

bool
ms_json_name(ms_json *j, const char **name, size_t *len)
{
	if (!ms_json_take(j, '"'))
		return false;
	*name = j->p;
	while (j->p < j->end && *j->p != '"' && *j->p != '\\')
		j->p++;
	*len = j->p - *name;
	return ms_json_take(j, '"');
}

ms_json_result
ms_json_count(ms_json *j, int64_t *count)
{
	char		first = ms_json_peek(j);
	const char *start = j->p;

	*count = 0;
	if (first == '-')
		return MS_JSON_RANGE;
	for (; j->p < j->end && *j->p >= '0' && *j->p <= '9'; j->p++)
	{
		int			digit = *j->p - '0';

		if (*count > (INT64_MAX - digit) / 10)
			return MS_JSON_RANGE;
		*count = *count * 10 + digit;
	}
	return j->p > start ? MS_JSON_OK : MS_JSON_SYNTAX;
}

ms_json_result
ms_json_number(ms_json *j, double *number)
{
	char		first = ms_json_peek(j);
	size_t		len = 0;
	char	   *end;

	if (first == '-')
		return MS_JSON_RANGE;
	if (first < '0' || first > '9')
		return MS_JSON_SYNTAX;
	while (j->p + len < j->end && strchr("0123456789.eE+-", j->p[len]) != NULL && j->p[len] != '\0')
		len++;
	*number = strtod(j->p, &end);
	if (end != j->p + len)		/* for example hexadecimal 0x1 */
		return MS_JSON_SYNTAX;
	j->p = end;
	return isfinite(*number) ? MS_JSON_OK : MS_JSON_RANGE;
}

ms_json_result
ms_json_integer(ms_json *j, int64_t *integer)
{
	bool		negative = ms_json_take(j, '-');
	ms_json_result result;

	if (negative && (j->p == j->end || *j->p < '0' || *j->p > '9'))
		return MS_JSON_SYNTAX;
	if (negative && j->end - j->p >= 19 && memcmp(j->p, "9223372036854775808", 19) == 0 &&
		(j->p[19] < '0' || j->p[19] > '9'))		/* the one number without a counterpart */
	{
		j->p += 19;
		*integer = INT64_MIN;
		return MS_JSON_OK;
	}
	result = ms_json_count(j, integer);
	if (negative)
		*integer = -*integer;
	return result;
}

ms_json_result
ms_json_signed(ms_json *j, double *number)
{
	bool		negative = ms_json_take(j, '-');
	ms_json_result result;

	if (negative && (j->p == j->end || *j->p < '0' || *j->p > '9'))
		return MS_JSON_SYNTAX;
	result = ms_json_number(j, number);
	if (negative && *number != 0)
		*number = -*number;
	return result;
}

bool
ms_json_next(ms_json *j, size_t n, ms_json_result *result)
{
	*result = MS_JSON_SYNTAX;
	if (n == 0 && !ms_json_take(j, '['))
		return false;
	if (n == 0 ? ms_json_peek(j) != ']' : ms_json_take(j, ','))
		return true;
	if (ms_json_take(j, ']'))
		*result = MS_JSON_OK;
	return false;
}

ms_json_result
ms_json_numbers(ms_json *j, double *number, int room, int *n)
{
	ms_json_result result;

	for (*n = 0; ms_json_next(j, *n, &result); (*n)++)
	{
		if (*n == room)
			return MS_JSON_LENGTH;
		if ((result = ms_json_signed(j, &number[*n])) != MS_JSON_OK)
			return result;
	}
	return result;
}

ms_json_result
ms_json_choice(ms_json *j, const char *const *words, int *word)
{
	const char *given;
	size_t		len;

	if (!ms_json_name(j, &given, &len))
		return MS_JSON_SYNTAX;
	for (*word = 0; words[*word] != NULL; (*word)++)
		if (ms_json_is(given, len, words[*word]))
			return MS_JSON_OK;
	return MS_JSON_RANGE;
}

bool
ms_json_word(ms_json *j, const char *word)
{
	size_t		len = strlen(word);

	if (ms_json_peek(j) != word[0] || (size_t) (j->end - j->p) < len || memcmp(j->p, word, len) != 0)
		return false;
	j->p += len;
	return true;
}

bool
ms_json_is(const char *name, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(name, word, len) == 0;
}

ms_json_result
ms_json_find(const char *name, size_t len, const char *const *members, int n, unsigned *seen, int *member)
{
	for (int i = 0; i < n; i++)
	{
		if (!ms_json_is(name, len, members[i]))
			continue;
		if (*seen >> i & 1)
			return MS_JSON_DUPLICATE;
		*seen |= 1u << i;
		*member = i;
		return MS_JSON_OK;
	}
	return MS_JSON_SYNTAX;
}

/* Reads the version of a tally, which may be given only once. */
static ms_json_result
read_version(ms_json *j, int version, bool *seen)
{
	int64_t		given;
	ms_json_result result = ms_json_count(j, &given);

	if (result != MS_JSON_OK)
		return result;
	if (*seen)
		return MS_JSON_DUPLICATE;
	*seen = true;
	return given == version ? MS_JSON_OK : MS_JSON_VERSION;
}

ms_json_result
ms_json_tally(const char *text, size_t len, int version, ms_json_member read_member, void *object)
{
	ms_json		j = {text, text + len};
	bool		versioned = false;

	if (!ms_json_take(&j, '{'))
		return MS_JSON_SYNTAX;
	do
	{
		const char *name;
		size_t		name_len;
		ms_json_result result;

		if (!ms_json_name(&j, &name, &name_len) || !ms_json_take(&j, ':'))
			return MS_JSON_SYNTAX;
		result = ms_json_is(name, name_len, "version") ?
			read_version(&j, version, &versioned) : read_member(&j, name, name_len, object);
		if (result != MS_JSON_OK)
			return result;
	} while (ms_json_take(&j, ','));
	return ms_json_take(&j, '}') && at_end(&j) && versioned ? MS_JSON_OK : MS_JSON_SYNTAX;
}
