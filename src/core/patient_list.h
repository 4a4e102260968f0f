/*
 * patient_list.h
 *		The text of a list of one patient, of visits say: {item, item}.
 *
 * What an item is, two functions of the type say; the rest is here.
 */
#ifndef MS_PATIENT_LIST_H
#define MS_PATIENT_LIST_H

#include <stddef.h>

/* How reading a list, or one item of it, ended. */
typedef enum ms_list_result
{
	MS_LIST_OK,
	MS_LIST_SYNTAX,
	MS_LIST_DAY,				/* no day of the calendar */
	MS_LIST_NUMBER,				/* no number, or none that may stand there */
	MS_LIST_INVALID,			/* parts that do not go together */
	MS_LIST_NAME,				/* a name that is not known */
	MS_LIST_RESULTS				/* how many */
} ms_list_result;

/*
 * Reads an item from *p on and moves *p behind it.  Where it is none *p may be
 * anywhere, but at the name where that is not known.
 */
typedef ms_list_result (*ms_list_parse_item) (const char **p, const char *end, void *item);

/* Writes the text of an item, without a zero; its length is returned. */
typedef size_t (*ms_list_print_item) (const void *item, char *text);

/* Room for the text of n items and its zero, where item_max holds one and ", ". */
#define MS_LIST_TEXT_MAX(n, item_max) (3 + (size_t) (n) * (item_max))

/* Writes n items of that size; the length of the text is returned. */
extern size_t ms_list_print(const void *items, int n, size_t size,
							ms_list_print_item print, char *text);

/*
 * Text to items, in the order given and not settled; *n are read, and *p moves
 * as each item moves it.  The caller knows how much room they need at most.  The
 * text ends with a zero at end.
 */
extern ms_list_result ms_list_parse(const char **p, const char *end, void *items,
									size_t size, ms_list_parse_item parse, int *n);

/* The length of the name at p: up to the next sign of lists and periods, or the blanks before it. */
extern size_t ms_list_name(const char *p, const char *end);

#endif							/* MS_PATIENT_LIST_H */
