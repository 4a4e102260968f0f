/*
 * encoding.h
 *		Conversion of text from and to UTF-8, the encoding of the core's names
 *		and words.
 */
#ifndef SEPMS_PG_ENCODING_H
#define SEPMS_PG_ENCODING_H

#include "compat.h"

/* Text in the database's encoding, from UTF-8. */
extern text *sepms_text_from_utf8(const char *utf8);

/*
 * A string in the database's encoding as UTF-8, to look up a name.  Never
 * fails.  In a SQL_ASCII database, bytes that are not UTF-8 are kept;
 * elsewhere, the string is cut at a character that UTF-8 lacks and ends with
 * '?'.  Neither matches a name.
 */
extern const char *sepms_utf8(const char *str);

#endif							/* SEPMS_PG_ENCODING_H */
