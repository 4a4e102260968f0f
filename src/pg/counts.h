/*
 * counts.h
 *		Arguments that are whole numbers, such as counts and days, passed in
 *		any numeric type.
 */
#ifndef SEPMS_PG_COUNTS_H
#define SEPMS_PG_COUNTS_H

#include "compat.h"

/*
 * Calls a function of integers (of bigints, if bigint is true) with arguments
 * that were passed as float8.  Arguments with a name are converted; NULL stays
 * NULL.  Raises 22023 for a number that is not whole, 22003 for one that is
 * not finite or out of range, and 42804 as sepms_whole_types() does.
 */
extern Datum sepms_whole_call(FunctionCallInfo fcinfo, PGFunction of_integers,
							  const char *const *names, int n, bool bigint);

/*
 * The number of one such argument, for an integer or a bigint; the errors are
 * those of sepms_whole_call().
 */
extern int64 sepms_whole_number(float8 given, const char *argument, bool bigint);

/*
 * Raises 42804 if an argument with a name is a column of a type, such as edss,
 * that was cast to float8 implicitly by a cast other than the server's own.
 * Only the first call checks.
 */
extern void sepms_whole_types(FunctionCallInfo fcinfo, const char *const *names, int n);

/*
 * Defines the entry point of a function that takes whole numbers of any
 * numeric type; sql/parts/95_counts.sql explains why they are passed as
 * float8.  After the function of integers come the names of the arguments;
 * NULL marks an argument that is passed on as it is.
 */
#define SEPMS_WHOLE_FUNCTION(entry, of_integers, bigint, ...) \
	PG_FUNCTION_INFO_V1(entry); \
	Datum \
	entry(PG_FUNCTION_ARGS) \
	{ \
		static const char *const names[] = {__VA_ARGS__}; \
		return sepms_whole_call(fcinfo, of_integers, names, lengthof(names), bigint); \
	}

#endif							/* SEPMS_PG_COUNTS_H */
