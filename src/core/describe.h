/*
 * describe.h
 *		Definitions and searches in words.
 */
#ifndef SEPMS_CORE_DESCRIBE_H
#define SEPMS_CORE_DESCRIBE_H

#include "criteria.h"
#include "disability.h"
#include "lang.h"

/* Room for the longest description, and for a step's reason, with the zero. */
#define SEPMS_DESCRIPTION_MAX 4096
#define SEPMS_REASON_MAX 512

/* The methods paragraph of a definition, in UTF-8. */
extern void sepms_describe_criteria(const sepms_criteria *c,
									sepms_lang lang,
									char text[SEPMS_DESCRIPTION_MAX]);

/* What a step decides, in a word or two; the same in every language. */
extern const char *sepms_step_decision(const sepms_step *step);

/* And why, in UTF-8. */
extern void sepms_step_reason(const sepms_step *step, const sepms_course *course,
							  sepms_lang lang,
							  char text[SEPMS_REASON_MAX]);

#endif							/* SEPMS_CORE_DESCRIBE_H */
