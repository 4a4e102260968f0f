/*
 * describe.h
 *		Definitions and searches in words.
 */
#ifndef MS_DESCRIBE_H
#define MS_DESCRIBE_H

#include "criteria.h"
#include "disability.h"
#include "lang.h"

/* Room for the longest description, and for a step's reason, with the zero. */
#define MS_DESCRIPTION_MAX 4096
#define MS_REASON_MAX 512

/* The methods paragraph of a definition, in UTF-8. */
extern void ms_describe_criteria(const ms_criteria *c,
								 ms_lang lang,
								 char text[MS_DESCRIPTION_MAX]);

/* What a step decides, in a word or two; the same in every language. */
extern const char *ms_step_decision(const ms_step *step);

/* And why, in UTF-8. */
extern void ms_step_reason(const ms_step *step, const ms_course *course,
						   ms_lang lang,
						   char text[MS_REASON_MAX]);

#endif							/* MS_DESCRIBE_H */
