/*
 * patient_list.h
 *		The text of a list of one patient, such as visits: {item, item}.
 *
 * Two functions of each type read and print one item; the rest is here.
 */
#ifndef MS_PATIENT_LIST_H
#define MS_PATIENT_LIST_H

#include <stddef.h>

/* The result of reading a list or an item. */
typedef enum ms_list_result
{
	MS_LIST_OK,
	MS_LIST_SYNTAX,
	MS_LIST_DAY,				/* not a day of the calendar */
	MS_LIST_NUMBER,				/* not a number, or not one allowed there */
	MS_LIST_INVALID,			/* parts that contradict each other */
	MS_LIST_NAME,				/* an unknown name */
	MS_LIST_RESULTS				/* number of results */
} ms_list_result;

/*
 * Reads an item at *p and moves *p past it.  After a failure *p may be
 * anywhere, except with MS_LIST_NAME: then it is at the unknown name.
 */
typedef ms_list_result (*ms_list_parse_item) (const char **p, const char *end, void *item);

/* Writes the text of an item, without a terminating zero; returns its length. */
typedef size_t (*ms_list_print_item) (const void *item, char *text);

/*
 * Room for the text of n items and its zero, if item_max is enough for one
 * item and ", ".
 */
#define MS_LIST_TEXT_MAX(n, item_max) (3 + (size_t) (n) * (item_max))

/* Writes n items of this size; returns the length of the text. */
extern size_t ms_list_print(const void *items, int n, size_t size,
							ms_list_print_item print, char *text);

/*
 * Reads items in the order given and does not sort or merge them; sets *n to
 * their number and moves *p as parse() does.  The caller provides enough room
 * for all items that the text can contain.  There is a zero byte at end.
 */
extern ms_list_result ms_list_parse(const char **p, const char *end, void *items,
									size_t size, ms_list_parse_item parse, int *n);

/*
 * The length of the name at p: up to the next sign of lists and periods,
 * without blanks at its end.
 */
extern size_t ms_list_name(const char *p, const char *end);

#endif							/* MS_PATIENT_LIST_H */
