/*
 * label.h
 *		Names for codes: the implementation behind every coded type.
 *
 * A vocabulary is a table of rows, each beginning with an ms_label.  Codes are
 * stored on disk and therefore permanent: rows are only appended, and a number
 * never changes its meaning.
 */
#ifndef MS_LABEL_H
#define MS_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest folded name that can match; our longest name is much shorter. */
#define MS_FOLDED_MAX 96

/* Number of lists of other spellings in a label. */
#define MS_ALSO_MAX 3

typedef struct ms_label
{
	int16_t		code;			/* above 0, permanent */
	const char *name;			/* as printed */
	const char *also[MS_ALSO_MAX];		/* other spellings that are read, each
										 * a list separated by '|', or NULL */
} ms_label;

typedef struct ms_vocabulary
{
	const char *type;			/* name of the SQL type, for messages */
	const void *rows;
	size_t		row_size;		/* a row may contain more than its label */
	int			count;
} ms_vocabulary;

#define MS_VOCABULARY(type, rows) \
	{type, rows, sizeof((rows)[0]), sizeof(rows) / sizeof((rows)[0])}

/* Row i of a vocabulary, 0 <= i < count. */
extern const ms_label *ms_label_at(const ms_vocabulary *v, int i);

/* The row with this code, or NULL. */
extern const ms_label *ms_label_by_code(const ms_vocabulary *v,
										int code);

/*
 * The row that this UTF-8 text names, or NULL.  Case, accents, blanks and
 * signs that join letters or digits do not matter: see ms_fold().
 */
extern const ms_label *ms_label_by_name(const ms_vocabulary *v,
										const char *text, size_t len);

/*
 * Folds UTF-8 text to its letters and digits, in lower case and without
 * accents.  Blanks and trade mark signs are dropped, and so is a single
 * hyphen, slash, comma, apostrophe or pair of brackets between two letters or
 * digits.  All other signs stay, so that -1, 1% and (1) do not read as 1: '+'
 * and '*', which occur in names, as themselves, the rest as '?'.
 *
 * Writes at most MS_FOLDED_MAX bytes and a terminating zero, and returns the
 * length; -1 if the text is longer than any name.
 */
extern int	ms_fold(const char *text, size_t len,
					char folded[MS_FOLDED_MAX + 1]);

/*
 * What ms_fold() is made of, for a reader of texts that contain more than a
 * name.
 */

/* How a sign in a text is treated. */
typedef enum ms_sign_kind
{
	MS_SIGN_MEANS,				/* kept, like letters and digits */
	MS_SIGN_BLANK,				/* dropped */
	MS_SIGN_MARK,				/* dropped after a letter or digit, as in 'Tysabri®' */
	MS_SIGN_JOINS,				/* dropped if alone between two of them */
	MS_SIGN_OPENS,				/* the same, if MS_SIGN_CLOSES follows, as in 'beta-1a (SC)' */
	MS_SIGN_CLOSES
} ms_sign_kind;

/* The code point at *p; moves *p past it.  Malformed bytes count as 0. */
extern uint32_t ms_next_code_point(const unsigned char **p, const unsigned char *end);

/*
 * The kind of a code point: blanks, accents, hyphens and some other signs; all
 * others have a meaning.
 */
extern ms_sign_kind ms_kind_of_sign(uint32_t c);

/*
 * What a code point with a meaning folds to: letters, digits and the two signs
 * that occur in our names as themselves, all others to '?', which occurs in
 * none.  one is room for it.
 */
extern const char *ms_folded_form(uint32_t c, char one[2]);

/* The place after "(R)" or "(TM)" at p; NULL if neither is there. */
extern const unsigned char *ms_behind_mark(const unsigned char *p, const unsigned char *end);

/*
 * The rest of a folded text after a spelling with which it begins; NULL if it
 * does not begin with it.
 */
extern const char *ms_after_spelling(const char *folded,
									 const char *spelling, size_t len);

/*
 * Walks through a list of spellings: sets *item and *len to the next one and
 * returns where to continue; NULL at the end.  Start with the list itself,
 * which may be NULL.
 */
extern const char *ms_next_spelling(const char *list, const char **item,
									size_t *len);

#endif							/* MS_LABEL_H */
