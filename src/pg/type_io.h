/*
 * type_io.h
 *		What the input and output of types have in common: a value that is none.
 */
#ifndef SEPMS_PG_TYPE_IO_H
#define SEPMS_PG_TYPE_IO_H

#include "compat.h"

#include "../core/json.h"

/* XX001: a stored value that its type does not have: "invalid " and what it is. */
extern void sepms_damaged(const char *value);

/* 22P03: a binary value that its type does not have. */
extern void sepms_bad_binary(const char *type, const char *problem);

/* So many bytes must follow in a binary value, or 22P03. */
extern void sepms_binary_needs(const char *type, struct StringInfoData *buf,
							   int bytes);

/* The version byte that a binary value begins with, or 22P03. */
extern void sepms_binary_version(const char *type, struct StringInfoData *buf,
								 int version);

/*
 * The text of a tally, argument 0 of its input function, could not be read:
 * reports 22P02 softly.  The detail says what the text is made of, the hint
 * what its numbers may be.
 */
extern Datum sepms_bad_tally_text(FunctionCallInfo fcinfo, const char *type,
								  ms_json_result result, int version,
								  const char *detail, const char *hint);

#endif							/* SEPMS_PG_TYPE_IO_H */
