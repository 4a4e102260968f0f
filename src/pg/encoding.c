/*
 * encoding.c
 *		Text from and to UTF-8.
 */
#include "encoding.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

text *
sepms_text_from_utf8(const char *utf8)
{
	return cstring_to_text(pg_any_to_server(utf8, strlen(utf8), PG_UTF8));
}

const char *
sepms_utf8(const char *str)
{
	int			encoding = GetDatabaseEncoding();
	int			len = strlen(str);
	int			room = len * MAX_CONVERSION_GROWTH + 1;
	Oid			conversion;
	char	   *utf8;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return str;
	conversion = FindDefaultConversionProc(encoding, PG_UTF8);
	if (!OidIsValid(conversion))
		return str;
	utf8 = palloc(room + 1);
	if (pg_do_encoding_conversion_buf(conversion, encoding, PG_UTF8, (unsigned char *) str, len,
									  (unsigned char *) utf8, room, true) < len)
		strcat(utf8, "?");
	return utf8;
}
