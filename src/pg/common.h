/*
 * common.h
 *		What the skins share: arguments checked, results packed, label types.
 */
#ifndef SEPMS_PG_COMMON_H
#define SEPMS_PG_COMMON_H

#include "compat.h"

#include "../core/label.h"
#include "../core/lang.h"
#include "../core/tri.h"

/*
 * What a function keeps between calls, in fn_extra: the descriptor of its
 * rows, and anything of its own.
 */
typedef struct sepms_kept
{
	struct TupleDescData *row;
	void	   *own;
} sepms_kept;

extern sepms_kept *sepms_keep(FunctionCallInfo fcinfo);

/*
 * Which of the allowed words a text argument is: its place in the list, which
 * ends with NULL.  22023 with the list in the hint when it is none of them.
 */
extern int	sepms_choice(const char *argument, const text *given,
						 const char *const *allowed);

/* A language, "en" or "fr", or 22023. */
extern sepms_lang sepms_lang_arg(FunctionCallInfo fcinfo, int arg);

/* Words as a list for a hint: "a", "b"; words ends with NULL. */
extern char *sepms_word_list(const char *const *words);

/* 22P03: a binary value that cannot be. */
extern void sepms_bad_binary(const char *type, const char *problem);

/* The version byte that a binary value begins with, or 22P03. */
extern void sepms_binary_version(const char *type, struct StringInfoData *buf,
								 int version);

/* A confidence level, in (0, 1), or 22023. */
extern double sepms_conf_level(double given);

/* A count that must not be negative, or 22023. */
extern int64 sepms_count(const char *argument, int64 given);

/* A count that may be NULL: then -1, which the core reads as not counted. */
extern int32 sepms_count_or_unknown(FunctionCallInfo fcinfo, int arg,
									const char *argument);

/* A boolean that may be NULL. */
extern sepms_tri sepms_tri_arg(FunctionCallInfo fcinfo, int arg);

/* A three-valued answer as a boolean; unknown is NULL. */
extern Datum sepms_return_tri(FunctionCallInfo fcinfo, sepms_tri answer);

/* The composite result of a function with OUT columns. */
extern Datum sepms_return_row(FunctionCallInfo fcinfo, const Datum *values,
							  const bool *nulls);

/* A row of two float8, both NULL where there is no answer. */
extern Datum sepms_return_pair(FunctionCallInfo fcinfo, bool known,
							   double a, double b);

/* text of the database's encoding, from UTF-8. */
extern text *sepms_text_from_utf8(const char *utf8);

/* A label of a text in the database's encoding, or NULL. */
extern const sepms_label *sepms_label_of(const sepms_vocabulary *v,
										 const char *str);

/* I/O of the coded types: int2 codes with names. */
extern Datum sepms_label_in(FunctionCallInfo fcinfo, const sepms_vocabulary *v);
extern Datum sepms_label_out(FunctionCallInfo fcinfo, const sepms_vocabulary *v);
extern Datum sepms_label_recv(FunctionCallInfo fcinfo, const sepms_vocabulary *v);
extern Datum sepms_label_send(FunctionCallInfo fcinfo, const sepms_vocabulary *v);

/* The entry points of a coded type whose vocabulary is sepms_<type>. */
#define SEPMS_LABEL_FUNCTION(type, io) \
	PG_FUNCTION_INFO_V1(sepms_##type##_##io); \
	Datum \
	sepms_##type##_##io(PG_FUNCTION_ARGS) \
	{ \
		return sepms_label_##io(fcinfo, &sepms_##type); \
	}

#endif							/* SEPMS_PG_COMMON_H */
