/*
 * prose.c
 *		Builds a text in English or French.
 */
#include "prose.h"

#include <stdarg.h>
#include <stdio.h>

#include "text.h"

void
ms_say(ms_prose *w, const char *english, const char *french, ...)
{
	char	   *from = w->text;
	va_list		args;
	int			len;

	va_start(args, french);
	len = vsnprintf(w->text, w->room, ms_in_language(w, english, french), args);
	va_end(args);
	if (len > 0)
	{
		size_t		written = (size_t) len < w->room ? (size_t) len : w->room - 1;

		w->text += written;
		w->room -= written;
	}
	if (w->lang == MS_LANG_FR)		/* French writes 730,5 */
		for (char *p = from + 1; p + 1 < w->text; p++)
			if (*p == '.' && ms_is_digit(p[-1]) && ms_is_digit(p[1]))
				*p = ',';
}
