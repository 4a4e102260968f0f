/*
 * rule.h
 *		Rules asked of findings that may not be known.
 *
 * A rule says yes or no of a level for each finding: 0 and 1 for a fact, of a
 * count as many levels as the rule tells apart.  It must be monotone: a higher
 * level never turns a yes into a no.  What is not known is a range of levels,
 * so the answer lies between that of all lowest and that of all highest ones.
 */
#ifndef SEPMS_CORE_RULE_H
#define SEPMS_CORE_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "tri.h"

#define SEPMS_FINDINGS_MAX 16

typedef struct sepms_findings
{
	int			n;
	int8_t		low[SEPMS_FINDINGS_MAX];
	int8_t		high[SEPMS_FINDINGS_MAX];
	uint32_t	behind[SEPMS_FINDINGS_MAX]; /* the unknown arguments behind a
											 * finding, as a set of the caller's */
} sepms_findings;

/* level has one for each finding; about is the caller's. */
typedef bool (*sepms_rule) (const int8_t *level, const void *about);

/* A count as a finding, capped at the highest level that the rule tells apart; below 0 it is not known. */
extern void sepms_find_count(sepms_findings *f, int finding, int count, int cap, int argument);

/* A fact as a finding. */
extern void sepms_find_fact(sepms_findings *f, int finding, sepms_tri fact, int argument);

/* One of two facts as a finding. */
extern void sepms_find_either(sepms_findings *f, int finding, sepms_tri a, int argument_a,
							  sepms_tri b, int argument_b);

/* Yes or no when it is so whatever the unknown findings are. */
extern sepms_tri sepms_rule_answer(const sepms_findings *f, sepms_rule rule, const void *about);

/*
 * The arguments behind those findings on which the answer still turns: there
 * are levels of the other unknown ones with which this one decides it.  Empty
 * when the answer is known.
 */
extern uint32_t sepms_rule_missing(const sepms_findings *f, sepms_rule rule, const void *about);

#endif							/* SEPMS_CORE_RULE_H */
