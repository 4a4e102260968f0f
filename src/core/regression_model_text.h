/*
 * regression_model_text.h
 *		A fitted model as text: JSON, and the paragraph of a methods section.
 *
 *		{"version": 1, "family": "cox", "ties": "efron", "variance": "model",
 *		"status": "ok", "n": 60, "events": 38, "left_out": 0, "iterations": 4,
 *		"loglik_null": -124.5, "loglik": -122.25, "terms": ["age", "edss"],
 *		"estimate": [-0.02, 0.3], "vcov": [[0.0004], [0.001, 0.01]]}
 *
 * vcov is the lower half.  A member is there only where it says something: ties
 * of Cox, clusters and strata if there are any, weighted and late_entries if they
 * are true, theta of a negative binomial that has one, and estimates if the model
 * was fitted.
 */
#ifndef MS_REGRESSION_MODEL_TEXT_H
#define MS_REGRESSION_MODEL_TEXT_H

#include "json.h"
#include "lang.h"
#include "regression_model.h"

/* The text and its terminating zero need at most this many bytes. */
extern size_t ms_model_text_max(const ms_model *m);
extern size_t ms_model_print(const ms_model *m, const char *const *names, char *text);

/* Room for the largest model that is read. */
typedef struct ms_model_room
{
	double		estimate[MS_MODEL_TERMS_MAX];
	double		vcov[MS_MODEL_TERMS_MAX * MS_MODEL_TERMS_MAX];
	const char *names[MS_MODEL_TERMS_MAX];
	char		name[MS_MODEL_TERMS_MAX][MS_TERM_NAME_MAX + 1];
} ms_model_room;

/* Reads such a text, with members in any order; the numbers and names are in the room. */
extern ms_json_result ms_model_parse(const char *text, size_t len, ms_model_room *room, ms_model *m);

/* How the model was fitted, for a methods section, in UTF-8; so must be the names. */
extern size_t ms_model_description_max(const ms_model *m);
extern void ms_model_describe(const ms_model *m, const char *const *names, ms_lang lang, char *text);

#endif							/* MS_REGRESSION_MODEL_TEXT_H */
