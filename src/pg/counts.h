/*
 * counts.h
 *		Whole numbers of any type, where counts and days go.
 */
#ifndef SEPMS_PG_COUNTS_H
#define SEPMS_PG_COUNTS_H

#include "compat.h"

/*
 * Call a function of integers, or of bigints, with arguments that came as
 * float8: those that have a name are made whole numbers, or refused.
 */
extern Datum sepms_whole_call(FunctionCallInfo fcinfo, PGFunction of_integers,
							  const char *const *names, int n, bool bigint);

/* Is what was given for these a number of the server's own, and no edss? 42804. */
extern void sepms_whole_types(FunctionCallInfo fcinfo, const char *const *names, int n);

/*
 * The entry point of a function that takes whole numbers of any type; see
 * sql/parts/95_counts.sql for why they come as float8.  After the function of
 * integers follow the names of the arguments, NULL for what is no such number.
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
