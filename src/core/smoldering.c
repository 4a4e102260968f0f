/*
 * smoldering.c
 *		Markers of smoldering MS.
 */
#include "smoldering.h"

static void
mark(sepms_smoldering *answer, sepms_smoldering_marker marker, sepms_tri present)
{
	if (present == SEPMS_YES)
		answer->flags |= 1u << marker;
	else if (present == SEPMS_UNKNOWN)
		answer->unknown |= 1u << marker;
}

static sepms_tri
any(int32_t count)
{
	return count < 0 ? SEPMS_UNKNOWN : count > 0 ? SEPMS_YES : SEPMS_NO;
}

sepms_smoldering
sepms_smoldering_of(const sepms_smoldering_findings *found)
{
	sepms_smoldering answer = {0};
	sepms_tri	some;

	mark(&answer, SEPMS_SMOLDERING_PIRA, found->pira);
	mark(&answer, SEPMS_SMOLDERING_COGNITIVE, found->cognitive);
	mark(&answer, SEPMS_SMOLDERING_PRL, any(found->rim_lesions));
	mark(&answer, SEPMS_SMOLDERING_PRL_GE4, found->rim_lesions >= 4 ? SEPMS_YES : SEPMS_NO);
	mark(&answer, SEPMS_SMOLDERING_SEL, any(found->expanding_lesions));
	mark(&answer, SEPMS_SMOLDERING_BVL, found->volume_loss);

	some = answer.flags != 0 ? SEPMS_YES : answer.unknown != 0 ? SEPMS_UNKNOWN : SEPMS_NO;
	answer.low_grade = sepms_and(some, sepms_not(found->acute));
	return answer;
}
