/*
 * common.c
 *		What a function keeps between calls, and interrupts during long
 *		computations in the core.
 */
#include "common.h"

#include "miscadmin.h"

sepms_kept *
sepms_keep(FunctionCallInfo fcinfo)
{
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(sepms_kept));
	return fcinfo->flinfo->fn_extra;
}

void
ms_pause(void)
{
	CHECK_FOR_INTERRUPTS();
}
