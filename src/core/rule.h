/*
 * rule.h
 *		Rules evaluated for findings that may be unknown.
 *
 * A rule answers yes or no for a level of each finding: 0 or 1 for a fact, and
 * for a count as many levels as the rule distinguishes.  It must be monotone:
 * a higher level never turns a yes into a no.  An unknown finding is a range
 * of levels, so the answer lies between that for all the lowest and that for
 * all the highest levels.
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
										  * finding, as a set of bits */
} ms_findings;

/* level has one entry per finding; about comes from the caller. */
typedef bool (*ms_rule) (const int8_t *level, const void *about);

/*
 * Sets a finding from a count, capped at the highest level that the rule
 * distinguishes; a negative count is unknown.
 */
extern void ms_find_count(ms_findings *f, int finding, int count, int cap, int argument);

/* Sets a finding from a fact. */
extern void ms_find_fact(ms_findings *f, int finding, ms_tri fact, int argument);

/* Sets a finding that holds if at least one of two facts does. */
extern void ms_find_either(ms_findings *f, int finding, ms_tri a, int argument_a,
						   ms_tri b, int argument_b);

/*
 * Yes or no if that is the answer whatever the unknown findings are; otherwise
 * unknown.
 */
extern ms_tri ms_rule_answer(const ms_findings *f, ms_rule rule, const void *about);

/*
 * The arguments behind the findings that can still decide the answer: a
 * finding can if it does so for some levels of the other unknown findings.
 * Empty if the answer is known.
 */
extern uint32_t ms_rule_missing(const ms_findings *f, ms_rule rule, const void *about);

#endif							/* MS_RULE_H */
