/*
 * patient_list.h
 *		Types whose value is a list of one patient: visits, scans, episodes.
 *
 * A type says what is special of it in a static const sepms_list_kind, which it
 * hands to the functions below: they read, write, check and tell its values.
 * Its aggregates are in collect.h.
 */
#ifndef SEPMS_PG_PATIENT_LIST_H
#define SEPMS_PG_PATIENT_LIST_H

#include "common.h"

#include "../core/patient_list.h"

/* What the type says of a text that is no value of it; NULL: nothing. */
typedef struct sepms_list_fault
{
	const char *detail;			/* %d is the number of the item */
	const char *hint;
} sepms_list_fault;

typedef struct sepms_list_kind
{
	const char *type;			/* its SQL type */
	uint8		version;		/* of the stored form and of the binary output */
	Size		item_size;
	int			limit;			/* of items, in a value */

	/* For messages. */
	const char *items;			/* "visits" */
	const char *value;			/* "an outcome_series" */
	const char *at_most;		/* "It holds at most %d days." */
	const char *one_patient;	/* a hint for those who collect too many */

	/* May the item, or may these in this order, be in a value? */
	bool		(*item_valid) (const void *item);
	bool		(*valid) (const void *items, int n);

	/* Puts items in order, and makes one of those that are; how many are left. */
	int			(*settle) (void *items, int n);

	/*
	 * Are two items that follow each other in order, with nothing to settle?
	 * Transitive: where all neighbours ascend, any two items do, and there is
	 * nothing to settle at all.  Settled items need not ascend.
	 */
	bool		(*ascends) (const void *item, const void *next);

	/*
	 * Stored: their number and what pack() makes of it; `form`, zeros at first, is
	 * kept for unpack(), which answers false where the bytes are not just that.
	 * Equal values have equal bytes.  NULL: the items as they are in memory.
	 */
	Size		(*packed_size) (const void *items, int n, uint8 form[3]);
	void		(*pack) (const void *items, int n, const uint8 form[3], char *packed);
	bool		(*unpack) (const char *packed, Size size, const uint8 form[3], void *items, int n);

	/* Text. */
	const ms_vocabulary *names; /* that items have, and the text is read as UTF-8; or NULL */
	size_t		(*text_items) (const char *text, size_t len);	/* at most */
	Size		text_max;		/* of an item and ", " */
	ms_list_print_item print;
	ms_list_parse_item parse;
	sepms_list_fault fault[MS_LIST_RESULTS];

	/* Binary: an item, and what is wrong with items that are not valid(). */
	int			wire_size;
	void		(*send) (struct StringInfoData *buf, const void *item);
	void		(*recv) (struct StringInfoData *buf, void *item);
	const char *invalid;

	/* As a row. */
	void		(*row) (const void *item, Datum *values, bool *nulls);
} sepms_list_kind;

/* No row of a kind has more columns. */
#define SEPMS_LIST_COLUMNS_MAX 8

/*
 * The items of an argument, all checked; their number in *n.  Those that are
 * stored as they are in memory may be the stored ones: not to be changed.
 */
extern void *sepms_list_arg(FunctionCallInfo fcinfo, int arg, const sepms_list_kind *kind, int *n);

/* Items, in order and settled, as a value. */
extern Datum sepms_return_list(const void *items, int n, const sepms_list_kind *kind);

/* 54000: more items than a value holds, for one who collects them. */
extern void sepms_list_too_many(const sepms_list_kind *kind);

extern Datum sepms_list_in(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_list_out(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_list_recv(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_list_send(FunctionCallInfo fcinfo, const sepms_list_kind *kind);

/* How many items, and each as a row. */
extern Datum sepms_list_count(FunctionCallInfo fcinfo, const sepms_list_kind *kind);
extern Datum sepms_list_unnest(FunctionCallInfo fcinfo, const sepms_list_kind *kind);

/* An entry point. */
#define SEPMS_LIST_FUNCTION(entry, what, kind) \
	PG_FUNCTION_INFO_V1(entry); \
	Datum \
	entry(PG_FUNCTION_ARGS) \
	{ \
		return sepms_list_##what(fcinfo, &kind); \
	}

/* Those of the type's input and output. */
#define SEPMS_LIST_IO(type, kind) \
	SEPMS_LIST_FUNCTION(sepms_##type##_in, in, kind) \
	SEPMS_LIST_FUNCTION(sepms_##type##_out, out, kind) \
	SEPMS_LIST_FUNCTION(sepms_##type##_recv, recv, kind) \
	SEPMS_LIST_FUNCTION(sepms_##type##_send, send, kind)

#endif							/* SEPMS_PG_PATIENT_LIST_H */
