/*
 * rule.c
 *		Rules asked of findings that may not be known.
 */
#include "rule.h"

void
sepms_find_count(sepms_findings *f, int finding, int count, int cap, int argument)
{
	f->low[finding] = (int8_t) (count < 0 ? 0 : count < cap ? count : cap);
	f->high[finding] = (int8_t) (count < 0 ? cap : f->low[finding]);
	f->behind[finding] = count < 0 ? UINT32_C(1) << argument : 0;
}

void
sepms_find_fact(sepms_findings *f, int finding, sepms_tri fact, int argument)
{
	sepms_find_count(f, finding, fact == SEPMS_UNKNOWN ? -1 : fact == SEPMS_YES, 1, argument);
}

void
sepms_find_either(sepms_findings *f, int finding, sepms_tri a, int argument_a,
				  sepms_tri b, int argument_b)
{
	sepms_find_fact(f, finding, sepms_or(a, b), 0);
	f->behind[finding] = (uint32_t) (a == SEPMS_UNKNOWN) << argument_a |
		(uint32_t) (b == SEPMS_UNKNOWN) << argument_b;
}

sepms_tri
sepms_rule_answer(const sepms_findings *f, sepms_rule rule, const void *about)
{
	return rule(f->low, about) ? SEPMS_YES : rule(f->high, about) ? SEPMS_UNKNOWN : SEPMS_NO;
}

/*
 * Are there levels of the others with which this finding decides?  The others
 * are tried one after the other, and no further once the answer is settled.
 */
static bool
decides(sepms_findings *f, int finding, sepms_rule rule, const void *about)
{
	if (sepms_rule_answer(f, rule, about) != SEPMS_UNKNOWN)
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
sepms_rule_missing(const sepms_findings *f, sepms_rule rule, const void *about)
{
	sepms_findings tried = *f;
	uint32_t	missing = 0;

	for (int i = 0; i < f->n; i++)
		if (f->low[i] < f->high[i] && decides(&tried, i, rule, about))
			missing |= f->behind[i];
	return missing;
}
