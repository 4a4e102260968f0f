/*
 * describe.h
 *		The methods paragraph of a definition.
 */
#ifndef MS_DESCRIBE_H
#define MS_DESCRIBE_H

#include "criteria.h"
#include "lang.h"

/* Room for the longest description and its terminating zero. */
#define MS_DESCRIPTION_MAX 4096

/* The methods paragraph of a definition, in UTF-8. */
extern void ms_describe_criteria(const ms_criteria *c,
								 ms_lang lang,
								 char text[MS_DESCRIPTION_MAX]);

#endif							/* MS_DESCRIBE_H */
