/*
 * common.h
 *		What the skins share: arguments checked, results packed, label types.
 */
#ifndef SEPMS_PG_COMMON_H
#define SEPMS_PG_COMMON_H

#include "compat.h"

#include "nodes/execnodes.h"
#include "utils/array.h"

#include "../core/day.h"
#include "../core/json.h"
#include "../core/label.h"
#include "../core/lang.h"
#include "../core/pause.h"
#include "../core/tri.h"

/*
 * What a function keeps between calls, in fn_extra: the descriptor of its
 * rows, and anything of its own.
 */
typedef struct sepms_kept
{
	struct TupleDescData *row;
	void	   *own;
	bool		whole_types;	/* sepms_whole_types() found them right */
} sepms_kept;

extern sepms_kept *sepms_keep(FunctionCallInfo fcinfo);

/*
 * Is the first argument the state of an aggregate, plain and ours to change?
 * What AggCheckCallContext() answers, but without a call for every row.
 */
static inline bool
sepms_is_state(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL &&
		(IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState)) &&
		!VARATT_IS_EXTENDED(PG_GETARG_POINTER(0));
}

/*
 * An array of numbers of one size that is read from its first to its last,
 * where it is: it may have millions.
 */
typedef struct sepms_elements
{
	int			n;
	int			size;
	const bits8 *known;			/* a bit each, or NULL: all */
	const char *next;			/* of those that are not NULL */
} sepms_elements;

extern sepms_elements sepms_elements_of(ArrayType *array, int size);

/* Element i, which follows the one before; NULL where it is. */
static inline const void *
sepms_take(sepms_elements *elements, int i)
{
	const char *element = elements->next;

	if (elements->known != NULL && (elements->known[i / 8] >> i % 8 & 1) == 0)
		return NULL;
	elements->next += elements->size;
	return element;
}

/*
 * Which of the allowed words a text argument is: its place in the list, which
 * ends with NULL.  22023 with the list in the hint when it is none of them.
 */
extern int	sepms_choice(const char *argument, const text *given,
						 const char *const *allowed);

/* A language, "en" or "fr", or 22023. */
extern ms_lang sepms_lang_arg(FunctionCallInfo fcinfo, int arg);

/* Words as a list for a hint: "a", "b"; words ends with NULL. */
extern char *sepms_word_list(const char *const *words);

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

/* A confidence level, in (0, 1), or 22023. */
extern double sepms_conf_level(double given);

/* A count that must not be negative, or 22023. */
extern int64 sepms_count(const char *argument, int64 given);

/* A number as an integer, or 22003: days between dates, and sums, may be more. */
extern int32 sepms_int32(int64 number);

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

/* A number of days that must not be negative, or 22023; the hint says what they are. */
extern int32 sepms_days(const char *argument, int32 given, const char *hint);

/* A count that may be NULL: then -1, which the core reads as not counted. */
extern int32 sepms_count_or_unknown(FunctionCallInfo fcinfo, int arg,
									const char *argument);

/* A number that must be finite, or 22003. */
extern double sepms_number(const char *argument, double given, const char *hint);

/* A number of 0 or more that may be NULL: then NaN. */
extern double sepms_number_or_unknown(FunctionCallInfo fcinfo, int arg,
									  const char *argument);

/* A boolean that may be NULL. */
extern ms_tri sepms_tri_arg(FunctionCallInfo fcinfo, int arg);

/* A three-valued answer as a boolean; unknown is NULL. */
extern Datum sepms_return_tri(FunctionCallInfo fcinfo, ms_tri answer);

/* The composite result of a function with OUT columns. */
extern Datum sepms_return_row(FunctionCallInfo fcinfo, const Datum *values,
							  const bool *nulls);

/*
 * Numbers that are answers: NaN is none and returned as NULL.  Infinity left what
 * a float8 holds: 22003.
 */
extern double sepms_in_range(double number);
extern Datum sepms_return_number(FunctionCallInfo fcinfo, double number);

/* A row of n float8, at most 4. */
extern Datum sepms_return_numbers(FunctionCallInfo fcinfo, int n, const double *numbers);

/* A ratio, its limits and p value; of it and the upper, Infinity has a meaning: nothing to divide by. */
extern Datum sepms_return_ratio(FunctionCallInfo fcinfo, const double numbers[4]);

/* A row of two float8, both NULL where there is no answer. */
extern Datum sepms_return_pair(FunctionCallInfo fcinfo, bool known,
							   double a, double b);

/* text of the database's encoding, from UTF-8. */
extern text *sepms_text_from_utf8(const char *utf8);

/*
 * Text of the database's encoding as UTF-8 to look a name up by.  Never an error:
 * bytes that are no UTF-8 in a database of SQL_ASCII stay, and what UTF-8 has not
 * ends the text with '?'; in neither case is it a name.
 */
extern const char *sepms_utf8(const char *str);

/* A column of a catalogue: NULL for no text, and for no date. */
extern Datum sepms_text_or_null(const char *utf8, bool *isnull);
extern Datum sepms_date_or_null(ms_date d, bool *isnull);

/* Names as text[]: those that are there, and those of a set (bit i is names[i]). */
extern Datum sepms_name_array(const char *const *names, int n);
extern Datum sepms_name_set(const char *const *names, uint32 set);

/* A label of a text in the database's encoding, or NULL. */
extern const ms_label *sepms_label_of(const ms_vocabulary *v,
									  const char *str);

/* No label has this name: 22P02, softly, with the nearest ones as a hint. */
extern Datum sepms_unknown_label(Node *escontext, const ms_vocabulary *v,
								 const char *str);

/* The label of a stored code; an unknown one is damaged. */
extern const ms_label *sepms_stored_label(const ms_vocabulary *v, int code);

/* A code in a binary value, known, or 22P03. */
extern int16 sepms_label_received(const ms_vocabulary *v, struct StringInfoData *buf);

/* All names that are printed, as a list for a hint: of a short vocabulary. */
extern char *sepms_label_names(const ms_vocabulary *v);

/* I/O of the coded types: int2 codes with names. */
extern Datum sepms_label_in(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_out(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_recv(FunctionCallInfo fcinfo, const ms_vocabulary *v);
extern Datum sepms_label_send(FunctionCallInfo fcinfo, const ms_vocabulary *v);

/* The entry points of a coded type whose vocabulary is ms_<type>. */
#define SEPMS_LABEL_FUNCTION(type, io) \
	PG_FUNCTION_INFO_V1(sepms_##type##_##io); \
	Datum \
	sepms_##type##_##io(PG_FUNCTION_ARGS) \
	{ \
		return sepms_label_##io(fcinfo, &ms_##type); \
	}

#endif							/* SEPMS_PG_COMMON_H */
