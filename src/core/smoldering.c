/*
 * smoldering.c
 *		Markers of smoldering MS.
 */
#include "smoldering.h"

static void
mark(ms_smoldering *answer, ms_smoldering_marker marker, ms_tri present)
{
	if (present == MS_YES)
		answer->flags |= 1u << marker;
	else if (present == MS_UNKNOWN)
		answer->unknown |= 1u << marker;
}

static ms_tri
any(int32_t count)
{
	return count < 0 ? MS_UNKNOWN : count > 0 ? MS_YES : MS_NO;
}

ms_smoldering
ms_smoldering_flags(const ms_smoldering_findings *found)
{
	ms_smoldering answer = {0};
	ms_tri		some;

	mark(&answer, MS_SMOLDERING_PIRA, found->pira);
	mark(&answer, MS_SMOLDERING_COGNITIVE, found->cognitive);
	mark(&answer, MS_SMOLDERING_PRL, any(found->rim_lesions));
	mark(&answer, MS_SMOLDERING_PRL_GE4, found->rim_lesions >= 4 ? MS_YES : MS_NO);
	mark(&answer, MS_SMOLDERING_SEL, any(found->expanding_lesions));
	mark(&answer, MS_SMOLDERING_BVL, found->volume_loss);

	some = answer.flags != 0 ? MS_YES : answer.unknown != 0 ? MS_UNKNOWN : MS_NO;
	answer.low_grade = ms_and(some, ms_not(found->acute));
	return answer;
}
