/*
 * type_io.h
 *		Errors of the input and output of types: values that a type does not
 *		have.
 */
#ifndef SEPMS_PG_TYPE_IO_H
#define SEPMS_PG_TYPE_IO_H

#include "compat.h"

#include "../core/json.h"

/*
 * Raises XX001: a stored value that its type does not have.  The message is
 * "invalid " and the value.
 */
extern void sepms_damaged(const char *value);

/* Raises 22P03: a binary value that its type does not have. */
extern void sepms_bad_binary(const char *type, const char *problem);

/* Raises 22P03 unless at least this many bytes follow in a binary value. */
extern void sepms_binary_needs(const char *type, struct StringInfoData *buf,
							   int bytes);

/* Reads the version byte at the start of a binary value; 22P03 if it is another version. */
extern void sepms_binary_version(const char *type, struct StringInfoData *buf,
								 int version);

/*
 * Reports 22P02, softly: the text of a tally, argument 0 of its input
 * function, could not be read.  The detail says what the text consists of, the
 * hint which numbers are allowed.
 */
extern Datum sepms_bad_tally_text(FunctionCallInfo fcinfo, const char *type,
								  ms_json_result result, int version,
								  const char *detail, const char *hint);

#endif							/* SEPMS_PG_TYPE_IO_H */
