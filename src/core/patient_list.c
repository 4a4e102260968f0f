/*
 * patient_list.c
 *		Prints and reads lists of one patient.
 */
#include "patient_list.h"

#include <string.h>

#include "pause.h"
#include "text.h"

size_t
ms_list_print(const void *items, int n, size_t size, ms_list_print_item print, char *text)
{
	const char *item = items;
	char	   *p = text;

	*p++ = '{';
	for (int i = 0; i < n; i++, item += size)
	{
		ms_pause_at(i);
		if (i > 0)
		{
			*p++ = ',';
			*p++ = ' ';
		}
		p += print(item, p);
	}
	*p++ = '}';
	*p = '\0';
	return (size_t) (p - text);
}

ms_list_result
ms_list_parse(const char **p, const char *end, void *items, size_t size,
			  ms_list_parse_item parse, int *n)
{
	char	   *item = items;

	*n = 0;
	if (!ms_sign(p, end, '{'))
		return MS_LIST_SYNTAX;
	if (!ms_sign(p, end, '}'))
	{
		do
		{
			ms_list_result result = parse(p, end, item);

			ms_pause_at(*n);
			if (result != MS_LIST_OK)
				return result;
			item += size;
			(*n)++;
		} while (ms_sign(p, end, ','));
		if (!ms_sign(p, end, '}'))
			return MS_LIST_SYNTAX;
	}
	return *p == end ? MS_LIST_OK : MS_LIST_SYNTAX;
}

size_t
ms_list_name(const char *p, const char *end)
{
	const char *behind = p;

	while (behind < end && strchr(":{}[],", *behind) == NULL)
		behind++;
	ms_trim_end(p, &behind);
	return (size_t) (behind - p);
}
