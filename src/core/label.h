/*
 * label.h
 *		Names for codes: the one implementation behind every coded type.
 *
 * A vocabulary is a table of rows, each beginning with a ms_label.  A code
 * is stored on disk, so it is for ever: rows are only appended, and a number
 * is never given to another meaning.
 */
#ifndef MS_LABEL_H
#define MS_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest folded name that can match; no name of ours is near it. */
#define MS_FOLDED_MAX 96

/* How many lists of other spellings a label can have. */
#define MS_ALSO_MAX 3

typedef struct ms_label
{
	int16_t		code;			/* above 0, fixed for ever */
	const char *name;			/* what is printed */
	const char *also[MS_ALSO_MAX];		/* other spellings read, each a list
										 * separated by '|', or NULL */
} ms_label;

typedef struct ms_vocabulary
{
	const char *type;			/* the SQL type's name, for messages */
	const void *rows;
	size_t		row_size;		/* a row may hold more than its label */
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
 * The row that this UTF-8 text names, or NULL.  Case, accents and blanks do not
 * matter, nor do signs that join letters and digits: see ms_fold().
 */
extern const ms_label *ms_label_by_name(const ms_vocabulary *v,
										const char *text, size_t len);

/*
 * Fold UTF-8 text to its letters and digits: lower case, no accents.  Left out
 * are blanks, the signs of registered names, and one hyphen, slash, comma,
 * apostrophe or pair of brackets between two letters or digits.  A sign that
 * stands elsewhere, and any other, stays, so that -1, 1% and (1) are not 1: '+'
 * and '*', which names have, as themselves, the others as '?'.
 *
 * Writes at most MS_FOLDED_MAX bytes and a zero, and returns the length; -1
 * when the text is longer than any name.
 */
extern int	ms_fold(const char *text, size_t len,
					char folded[MS_FOLDED_MAX + 1]);

/*
 * What follows a spelling in a folded text that begins with it; NULL where it
 * does not.
 */
extern const char *ms_after_spelling(const char *folded,
									 const char *spelling, size_t len);

/*
 * Walk a list of spellings: sets *item and *len to the next one and returns
 * where to go on; NULL at the end.  Start with the list itself, which may be
 * NULL.
 */
extern const char *ms_next_spelling(const char *list, const char **item,
									size_t *len);

#endif							/* MS_LABEL_H */
