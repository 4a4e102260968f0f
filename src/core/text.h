/*
 * text.h
 *		Reads the text of a value from a cursor and compares words, by ASCII
 *		alone: the C library's own functions depend on the locale.
 */
#ifndef MS_TEXT_H
#define MS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static inline bool
ms_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
ms_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char
ms_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

/* Are these len bytes this word, ignoring the case of ASCII letters? */
static inline bool
ms_is_word(const char *text, size_t len, const char *word)
{
	if (strlen(word) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (ms_lower(text[i]) != ms_lower(word[i]))
			return false;
	return true;
}

/* The place of these len bytes in a list of words that ends with NULL; -1 if it is none of them. */
static inline int
ms_word_place(const char *text, size_t len, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (ms_is_word(text, len, words[i]))
			return i;
	return -1;
}

static inline void
ms_skip_blanks(const char **p, const char *end)
{
	while (*p < end && ms_is_blank(**p))
		(*p)++;
}

/* Moves *end back past blanks. */
static inline void
ms_trim_end(const char *p, const char **end)
{
	while (p < *end && ms_is_blank((*end)[-1]))
		(*end)--;
}

/* Reads a sign or bracket, and the blanks around it. */
static inline bool
ms_sign(const char **p, const char *end, char c)
{
	ms_skip_blanks(p, end);
	if (*p == end || **p != c)
		return false;
	(*p)++;
	ms_skip_blanks(p, end);
	return true;
}

/* Reads exactly these characters, and the blanks after them. */
static inline bool
ms_word(const char **p, const char *end, const char *word)
{
	size_t		len = strlen(word);

	if ((size_t) (end - *p) < len || memcmp(*p, word, len) != 0)
		return false;
	*p += len;
	ms_skip_blanks(p, end);
	return true;
}

/* The number of times a sign occurs in a text. */
static inline size_t
ms_text_count(const char *text, size_t len, char sign)
{
	size_t		count = 0;

	for (size_t i = 0; i < len; i++)
		count += text[i] == sign;
	return count;
}

/*
 * The largest number of items that a list in a text can have: one more than
 * its commas.
 */
static inline size_t
ms_text_items(const char *text, size_t len)
{
	return 1 + ms_text_count(text, len, ',');
}

#endif							/* MS_TEXT_H */
