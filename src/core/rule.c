/*
 * rule.c
 *		Evaluates rules for findings that may be unknown.
 */
#include "rule.h"

void
ms_find_count(ms_findings *f, int finding, int count, int cap, int argument)
{
	f->low[finding] = (int8_t) (count < 0 ? 0 : count < cap ? count : cap);
	f->high[finding] = (int8_t) (count < 0 ? cap : f->low[finding]);
	f->behind[finding] = count < 0 ? UINT32_C(1) << argument : 0;
}

void
ms_find_fact(ms_findings *f, int finding, ms_tri fact, int argument)
{
	ms_find_count(f, finding, fact == MS_UNKNOWN ? -1 : fact == MS_YES, 1, argument);
}

void
ms_find_either(ms_findings *f, int finding, ms_tri a, int argument_a,
			   ms_tri b, int argument_b)
{
	ms_find_fact(f, finding, ms_or(a, b), 0);
	f->behind[finding] = (uint32_t) (a == MS_UNKNOWN) << argument_a |
		(uint32_t) (b == MS_UNKNOWN) << argument_b;
}

ms_tri
ms_rule_answer(const ms_findings *f, ms_rule rule, const void *about)
{
	return rule(f->low, about) ? MS_YES : rule(f->high, about) ? MS_UNKNOWN : MS_NO;
}

/*
 * Are there levels of the other findings for which this one decides the
 * answer?  The others are tried one after the other, only as long as the
 * answer is unknown.
 */
static bool
decides(ms_findings *f, int finding, ms_rule rule, const void *about)
{
	if (ms_rule_answer(f, rule, about) != MS_UNKNOWN)
		return false;
	for (int i = 0; i < f->n; i++)
	{
		int8_t		low = f->low[i];
		int8_t		high = f->high[i];
		bool		found = false;

		if (i == finding || low == high)
			continue;
		for (int8_t level = low; level <= high && !found; level++)
		{
			f->low[i] = f->high[i] = level;
			found = decides(f, finding, rule, about);
		}
		f->low[i] = low;
		f->high[i] = high;
		return found;
	}
	return true;
}

uint32_t
ms_rule_missing(const ms_findings *f, ms_rule rule, const void *about)
{
	ms_findings tried = *f;
	uint32_t	missing = 0;

	for (int i = 0; i < f->n; i++)
		if (f->low[i] < f->high[i] && decides(&tried, i, rule, about))
			missing |= f->behind[i];
	return missing;
}
