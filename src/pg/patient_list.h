/*
 * patient_list.h
 *		Types whose value is a list of items of one patient: visits, scans,
 *		episodes.
 *
 * Each type describes itself in a static const sepms_list_kind and passes it
 * to the functions below, which read, check and write its values and return
 * them as rows.  Aggregates are in collect.h.
 */
#ifndef SEPMS_PG_PATIENT_LIST_H
#define SEPMS_PG_PATIENT_LIST_H

#include "common.h"

#include "../core/patient_list.h"

/*
 * The detail and the hint of the error for a text that is not a value of the
 * type; NULL for none.
 */
typedef struct sepms_list_fault
{
	const char *detail;			/* %d is the number of the item */
	const char *hint;
} sepms_list_fault;

typedef struct sepms_list_kind
{
	const char *type;			/* its SQL type */
	uint8		version;		/* of the stored form and of the binary form */
	Size		item_size;
	int			limit;			/* of items in a value */

	/* For messages */
	const char *items;			/* "visits" */
	const char *value;			/* "an outcome_series" */
	const char *at_most;		/* "It holds at most %d days." */
	const char *one_patient;	/* hint for an aggregate that collected too many */

	/* Is this item valid?  Are these items, in this order, a valid value? */
	bool		(*item_valid) (const void *item);
	bool		(*valid) (const void *items, int n);

	/* Sorts items and merges those that belong together; returns how many are left. */
	int			(*settle) (void *items, int n);

	/*
	 * Are two adjacent items in order, with nothing to settle between them?
	 * Transitive: if all adjacent items ascend, any two items do, and nothing
	 * is left to settle.  Settled items need not ascend.
	 */
	bool		(*ascends) (const void *item, const void *next);

	/*
	 * Stored form: the number of items, then what pack() writes.
	 * packed_size() may set `form`, initially zeros, which is stored and
	 * passed to unpack(); unpack() returns false if the bytes do not have that
	 * form.  Equal values have equal bytes.  If these functions are NULL, the
	 * items are stored as they are in memory.
	 */
	Size		(*packed_size) (const void *items, int n, uint8 form[3]);
	void		(*pack) (const void *items, int n, const uint8 form[3], char *packed);
	bool		(*unpack) (const char *packed, Size size, const uint8 form[3], void *items, int n);

	/* Text form */
	const ms_vocabulary *names; /* names in the text, which is then read as UTF-8; or NULL */
	size_t		(*text_items) (const char *text, size_t len);	/* at most this many */
	Size		text_max;		/* length of an item and ", " */
	ms_list_print_item print;
	ms_list_parse_item parse;
	sepms_list_fault fault[MS_LIST_RESULTS];

	/* Binary form of an item, and the problem with items that are not valid() */
	int			wire_size;
	void		(*send) (struct StringInfoData *buf, const void *item);
	void		(*recv) (struct StringInfoData *buf, void *item);
	const char *invalid;

	/* An item as a row */
	void		(*row) (const void *item, Datum *values, bool *nulls);
} sepms_list_kind;

/* The most columns of a row, of any kind. */
#define SEPMS_LIST_COLUMNS_MAX 8

/*
 * The items of an argument, all checked, and their number in *n; XX001 if they
 * are damaged.  They must not be modified: items that are stored as they are
 * in memory may be the stored value itself.
 */
extern void *sepms_list_arg(FunctionCallInfo fcinfo, int arg, const sepms_list_kind *kind, int *n);

/* Makes a value of settled items. */
extern Datum sepms_return_list(const void *items, int n, const sepms_list_kind *kind);

/* Raises 54000, for an aggregate that collected more items than a value can hold. */
extern void sepms_list_too_many(const sepms_list_kind *kind);

extern Datum sepms_list_in(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_list_out(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_list_recv(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_list_send(FunctionCallInfo fcinfo, const sepms_list_kind *kind);

/* The number of items; the items as rows. */
extern Datum sepms_list_count(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_list_unnest(FunctionCallInfo fcinfo, const sepms_list_kind *kind);

/* Defines an entry point. */
#define SEPMS_LIST_FUNCTION(entry, what, kind) \
	PG_FUNCTION_INFO_V1(entry); \
	Datum \
	entry(PG_FUNCTION_ARGS) \
	{ \
		return sepms_list_##what(fcinfo, &kind); \
	}

/* Defines the entry points of the type's input and output. */
#define SEPMS_LIST_IO(type, kind) \
	SEPMS_LIST_FUNCTION(sepms_##type##_in, in, kind) \
	SEPMS_LIST_FUNCTION(sepms_##type##_out, out, kind) \
	SEPMS_LIST_FUNCTION(sepms_##type##_recv, recv, kind) \
	SEPMS_LIST_FUNCTION(sepms_##type##_send, send, kind)

#endif							/* SEPMS_PG_PATIENT_LIST_H */
