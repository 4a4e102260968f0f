/*
 * describe.h
 *		Definitions and searches in words.
 */
#ifndef SEPMS_CORE_DESCRIBE_H
#define SEPMS_CORE_DESCRIBE_H

#include "criteria.h"
#include "disability.h"

typedef enum sepms_language
{
	SEPMS_ENGLISH,
	SEPMS_FRENCH
} sepms_language;

/* Room for the longest description, and for a step's reason, with the zero. */
#define SEPMS_DESCRIPTION_MAX 4096
#define SEPMS_REASON_MAX 256

/* The methods paragraph of a definition, in UTF-8. */
extern void sepms_describe_criteria(const sepms_criteria *c,
									sepms_language language,
									char text[SEPMS_DESCRIPTION_MAX]);

/* What a step decides, in a word or two. */
extern const char *sepms_step_decision(const sepms_step *step);

/* And why. */
extern void sepms_step_reason(const sepms_step *step, const sepms_course *course,
							  char text[SEPMS_REASON_MAX]);

#endif							/* SEPMS_CORE_DESCRIBE_H */
