/*
 * patient_list_settle.h
 *		Defines settle() of a sepms_list_kind from functions of the core.
 *		Before including this file, define:
 *
 *		LIST_ITEM		the type of an item
 *		LIST_BEFORE(a, b)	does item *a come before *b?
 *		LIST_SETTLE(items, n)	merges sorted items; returns how many are left
 *
 * This is a template rather than a function, so that sorting makes no function
 * call to compare two items.
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
