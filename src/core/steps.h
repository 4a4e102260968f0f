/*
 * steps.h
 *		The steps of a search in words.
 */
#ifndef MS_STEPS_H
#define MS_STEPS_H

#include "course.h"
#include "lang.h"

/* Room for the longest reason and its terminating zero. */
#define MS_REASON_MAX 512

/* What a step decides, in one to three words; the same in every language. */
extern const char *ms_step_decision(const ms_step *step);

/* Why it does so, in UTF-8. */
extern void ms_step_reason(const ms_step *step, const ms_course *course,
						   ms_lang lang,
						   char text[MS_REASON_MAX]);

#endif							/* MS_STEPS_H */
