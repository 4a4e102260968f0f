/*
 * label.h
 *		Names for codes: the one implementation behind every coded type.
 *
 * A vocabulary is a table of rows, each beginning with a sepms_label.  A code
 * is stored on disk, so it is for ever: rows are only appended, and a number
 * is never given to another meaning.
 */
#ifndef SEPMS_CORE_LABEL_H
#define SEPMS_CORE_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest folded name that can match; no name of ours is near it. */
#define SEPMS_FOLDED_MAX 96

/* How many lists of other spellings a label can have. */
#define SEPMS_ALSO_MAX 3

typedef struct sepms_label
{
	int16_t		code;			/* above 0, fixed for ever */
	const char *name;			/* what is printed */
	const char *also[SEPMS_ALSO_MAX];	/* other spellings read, each a list
										 * separated by '|', or NULL */
} sepms_label;

typedef struct sepms_vocabulary
{
	const char *type;			/* the SQL type's name, for messages */
	const void *rows;
	size_t		row_size;		/* a row may hold more than its label */
	int			count;
} sepms_vocabulary;

#define SEPMS_VOCABULARY(type, rows) \
	{type, rows, sizeof((rows)[0]), sizeof(rows) / sizeof((rows)[0])}

/* Row i of a vocabulary, 0 <= i < count. */
extern const sepms_label *sepms_label_at(const sepms_vocabulary *v, int i);

/* The row with this code, or NULL. */
extern const sepms_label *sepms_label_by_code(const sepms_vocabulary *v,
											  int code);

/*
 * The row that this UTF-8 text names, or NULL.  Case, accents and blanks do not
 * matter, nor do signs that join letters and digits: see sepms_fold().
 */
extern const sepms_label *sepms_label_by_name(const sepms_vocabulary *v,
											  const char *text, size_t len);

/*
 * Fold UTF-8 text to its letters and digits: lower case, no accents.  Left out
 * are blanks, the signs of registered names, and one hyphen, slash, comma,
 * apostrophe or pair of brackets between two letters or digits.  A sign that
 * stands elsewhere, and any other, stays, so that -1, 1% and (1) are not 1: '+'
 * and '*', which names have, as themselves, the others as '?'.
 *
 * Writes at most SEPMS_FOLDED_MAX bytes and a zero, and returns the length; -1
 * when the text is longer than any name.
 */
extern int	sepms_fold(const char *text, size_t len,
					   char folded[SEPMS_FOLDED_MAX + 1]);

/*
 * What follows a spelling in a folded text that begins with it; NULL where it
 * does not.
 */
extern const char *sepms_after_spelling(const char *folded,
										const char *spelling, size_t len);

/*
 * Walk a list of spellings: sets *item and *len to the next one and returns
 * where to go on; NULL at the end.  Start with the list itself, which may be
 * NULL.
 */
extern const char *sepms_next_spelling(const char *list, const char **item,
									   size_t *len);

#endif							/* SEPMS_CORE_LABEL_H */
