/*
 * model_score_text.h
 *		A score as text: JSON,
 *
 *		{"version": 1, "family": "cox", "ties": "efron", "sites": 1, "n": 60,
 *		"events": 38, "left_out": 0, "clusters": 60, "strata": 1, "beta": [0.5],
 *		"spread": [0.25], "event_weight": 38, "constant": -124.5, "loglik":
 *		-122.25, "u": [1.5], "information": [[4.5]], "meat": [[5]]}
 *
 * A sum that is no double is an array of doubles, whose sum it is; the matrices
 * are lower halves.  A member is there only where it says something: ties and
 * strata of Cox, exposure of the others, clustered, weighted and late_entries if
 * they are true, meat if there is any; and "beyond": true takes the place of
 * loglik and what follows.
 */
#ifndef MS_MODEL_SCORE_TEXT_H
#define MS_MODEL_SCORE_TEXT_H

#include "json.h"
#include "model_score.h"

/* The text and its terminating zero need at most this many bytes. */
extern size_t ms_score_text_max(const ms_score *s);
extern size_t ms_score_print(const ms_score *s, char *text);

/* The memory that reading a text of this length takes. */
extern size_t ms_score_parse_memory(size_t len);

/* Reads such a text, with members in any order; the numbers of the score are in the memory. */
extern ms_json_result ms_score_parse(const char *text, size_t len, void *memory, ms_score *s);

#endif							/* MS_MODEL_SCORE_TEXT_H */
