/*
 * encoding.h
 *		Text from and to UTF-8, in which the core has its names and words.
 */
#ifndef SEPMS_PG_ENCODING_H
#define SEPMS_PG_ENCODING_H

#include "compat.h"

/* text of the database's encoding, from UTF-8. */
extern text *sepms_text_from_utf8(const char *utf8);

/*
 * Text of the database's encoding as UTF-8 to look a name up by.  Never an error:
 * bytes that are no UTF-8 in a database of SQL_ASCII stay, and what UTF-8 has not
 * ends the text with '?'; in neither case is it a name.
 */
extern const char *sepms_utf8(const char *str);

#endif							/* SEPMS_PG_ENCODING_H */
