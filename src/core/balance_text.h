/*
 * balance_text.h
 *		The tally of balance as text.
 */
#ifndef MS_BALANCE_TEXT_H
#define MS_BALANCE_TEXT_H

#include "balance.h"
#include "json.h"

/*
 * JSON, with numbers for each arm and arrays of numbers for its terms,
 *
 *		{"version": 1, "treated": 2, "treated_n": [2], "treated_others": [1],
 *		 "treated_x": [3.5], "treated_xx": [7.25], "control": ...}
 *
 * in the order of ms_balance_fields.
 */
extern size_t ms_balance_text_max(int terms, bool weighted);
extern size_t ms_balance_print(const ms_balance *b, char *text);

/*
 * Reads such a text, with members in any order, into a tally that is laid out
 * for the most terms and for weights, from which ms_balance_copy() takes the
 * terms that were read.  Does not call ms_balance_valid().  LENGTH: too many
 * terms.
 */
extern ms_json_result ms_balance_parse(const char *text, size_t len, ms_balance *most,
									   int *terms, bool *weighted);

#endif							/* MS_BALANCE_TEXT_H */
