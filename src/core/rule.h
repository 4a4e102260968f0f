/*
 * rule.h
 *		Rules asked of findings that may not be known.
 *
 * A rule says yes or no of a level for each finding: 0 and 1 for a fact, of a
 * count as many levels as the rule tells apart.  It must be monotone: a higher
 * level never turns a yes into a no.  What is not known is a range of levels,
 * so the answer lies between that of all lowest and that of all highest ones.
 */
#ifndef MS_RULE_H
#define MS_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "tri.h"

#define MS_FINDINGS_MAX 16

typedef struct ms_findings
{
	int			n;
	int8_t		low[MS_FINDINGS_MAX];
	int8_t		high[MS_FINDINGS_MAX];
	uint32_t	behind[MS_FINDINGS_MAX]; /* the unknown arguments behind a
											 * finding, as a set of the caller's */
} ms_findings;

/* level has one for each finding; about is the caller's. */
typedef bool (*ms_rule) (const int8_t *level, const void *about);

/* A count as a finding, capped at the highest level that the rule tells apart; below 0 it is not known. */
extern void ms_find_count(ms_findings *f, int finding, int count, int cap, int argument);

/* A fact as a finding. */
extern void ms_find_fact(ms_findings *f, int finding, ms_tri fact, int argument);

/* One of two facts as a finding. */
extern void ms_find_either(ms_findings *f, int finding, ms_tri a, int argument_a,
						   ms_tri b, int argument_b);

/* Yes or no when it is so whatever the unknown findings are. */
extern ms_tri ms_rule_answer(const ms_findings *f, ms_rule rule, const void *about);

/*
 * The arguments behind those findings on which the answer still turns: there
 * are levels of the other unknown ones with which this one decides it.  Empty
 * when the answer is known.
 */
extern uint32_t ms_rule_missing(const ms_findings *f, ms_rule rule, const void *about);

#endif							/* MS_RULE_H */
