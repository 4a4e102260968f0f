/*
 * patient_list_settle.h
 *		Makes settle(), of a sepms_list_kind, from functions of the core.  To be
 *		included where these are defined:
 *
 *		LIST_ITEM		the type of an item
 *		LIST_BEFORE(a, b)	does item *a come before *b?
 *		LIST_SETTLE(items, n)	makes one of those, sorted, that are; how many are left
 *
 * It is text, not a function with more arguments, so that sorting calls nothing
 * for the items that it compares.
 */
#define ST_SORT sort_items
#define ST_ELEMENT_TYPE LIST_ITEM
#define ST_COMPARE(a, b) (LIST_BEFORE(a, b) ? -1 : LIST_BEFORE(b, a))
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static int
settle(void *items, int n)
{
	sort_items(items, n);
	return LIST_SETTLE((LIST_ITEM *) items, n);
}

#undef LIST_ITEM
#undef LIST_BEFORE
#undef LIST_SETTLE
