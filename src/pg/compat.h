/*
 * compat.h
 *		The only file that knows PostgreSQL versions: 15 to 18.
 *
 * The rest of the code is written for the newest version; this file supplies
 * the names that older ones lack.  It is included first, in place of
 * postgres.h.
 */
#ifndef SEPMS_PG_COMPAT_H
#define SEPMS_PG_COMPAT_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/nodes.h"

#if PG_VERSION_NUM < 150000
#error "sepms needs PostgreSQL 15 or later"
#endif

#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/*
 * Since 16, extensions are compiled with -fvisibility=hidden and
 * PG_FUNCTION_INFO_V1 exports the entry point.  Our library is compiled that
 * way on 15 too, so the macro must do the same there.
 */
#if PG_VERSION_NUM < 160000
#if defined(__GNUC__) && !defined(WIN32)
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#endif
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(funcname) \
extern PGDLLEXPORT Datum funcname(PG_FUNCTION_ARGS); \
extern PGDLLEXPORT const Pg_finfo_record *CppConcat(pg_finfo_,funcname)(void); \
const Pg_finfo_record * \
CppConcat(pg_finfo_,funcname) (void) \
{ \
	static const Pg_finfo_record my_finfo = { 1 }; \
	return &my_finfo; \
} \
extern int no_such_variable
#endif

/* Since 16, input functions can report bad input softly, through fcinfo->context. */
#if PG_VERSION_NUM < 160000
#define ereturn(context, dummy, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy; \
	} while (0)
#endif

/*
 * Calls the input function of a type without modifiers.  Returns false if it
 * reported bad input softly.
 */
static inline bool
sepms_input_call(PGFunction input, const char *str, Node *escontext, Datum *result)
{
#if PG_VERSION_NUM >= 160000
	return DirectInputFunctionCallSafe(input, unconstify(char *, str), InvalidOid, -1,
									   escontext, result);
#else
	(void) escontext;
	*result = DirectFunctionCall3(input, CStringGetDatum(str), ObjectIdGetDatum(InvalidOid),
								  Int32GetDatum(-1));
	return true;
#endif
}

/*
 * Since 16, make_range() can report errors softly; the ranges made here are
 * valid.  Needs rangetypes.h.
 */
#if PG_VERSION_NUM >= 160000
#define sepms_make_range(type, lower, upper) make_range(type, lower, upper, false, NULL)
#else
#define sepms_make_range(type, lower, upper) make_range(type, lower, upper, false)
#endif

/* Since 18, the module magic carries a name and a version. */
#ifdef PG_MODULE_MAGIC_EXT
#define SEPMS_MODULE_MAGIC PG_MODULE_MAGIC_EXT(.name = "sepms", .version = SEPMS_VERSION)
#else
#define SEPMS_MODULE_MAGIC PG_MODULE_MAGIC
#endif

#endif							/* SEPMS_PG_COMPAT_H */
