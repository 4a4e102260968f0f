/*
 * regression_text.h
 *		The text of the rows of a regression: JSON, with an array for each
 *		column that is present,
 *
 *		{"version": 1, "terms": 2, "left_out": 0, "days": [30, 90],
 *		"observed": [true, false], "patients": [1, 2], "x": [[1, 3.5], [0, 2]]}
 *
 * The columns are days and observed of a Cox regression (number and event),
 * events and days of counts (number and other), outcome of a logistic one
 * (number); then x.  The others are printed only where they say something.
 */
#ifndef MS_REGRESSION_TEXT_H
#define MS_REGRESSION_TEXT_H

#include "json.h"
#include "regression_rows.h"

/* The text and its terminating zero need at most this many bytes. */
extern size_t ms_rows_text_max(const ms_rows *r);
extern size_t ms_rows_print(const ms_rows *r, char *text);

/* Upper limits for the rows of a tally with this text, and for the elements of x of all of them. */
extern void ms_rows_text_room(const char *text, size_t len, size_t *rows, size_t *elements);

/*
 * Reads such a text, with members in any order.  The kind is given; all arrays
 * have the room that ms_rows_text_room() gives.
 */
extern ms_json_result ms_rows_parse(const char *text, size_t len, size_t rows, size_t elements, ms_rows *r);

#endif							/* MS_REGRESSION_TEXT_H */
