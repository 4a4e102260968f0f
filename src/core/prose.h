/*
 * prose.h
 *		Builds a text in English or French.
 */
#ifndef MS_PROSE_H
#define MS_PROSE_H

#include <stddef.h>

#include "lang.h"

/* Where the next words go, and the room left, including the terminating zero. */
typedef struct ms_prose
{
	ms_lang		lang;
	char	   *text;
	size_t		room;
} ms_prose;

static inline const char *
ms_in_language(const ms_prose *w, const char *english, const char *french)
{
	return w->lang == MS_LANG_FR ? french : english;
}

/*
 * Appends the English or the French, which take the same arguments; drops what
 * there is no room for.
 */
extern void ms_say(ms_prose *w, const char *english, const char *french, ...)
			__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

#endif							/* MS_PROSE_H */
