/*
 * edss.h
 *		EDSS values as arguments and results: one byte that counts half points.
 */
#ifndef SEPMS_PG_EDSS_H
#define SEPMS_PG_EDSS_H

#include "common.h"

#include "../core/edss.h"

#define DatumGetEdss(x)		((uint8) DatumGetChar(x))
#define EdssGetDatum(x)		CharGetDatum((char) (x))
#define PG_GETARG_EDSS(n)	DatumGetEdss(PG_GETARG_DATUM(n))
#define PG_RETURN_EDSS(x)	return EdssGetDatum(x)

/*
 * An edss argument that is printed or used as an index.  It may come from a
 * damaged page, so it is checked: XX001 if it is not valid.
 */
static inline uint8
sepms_edss_arg(FunctionCallInfo fcinfo, int arg)
{
	uint8		halves = PG_GETARG_EDSS(arg);

	if (unlikely(!ms_edss_valid(halves)))
		sepms_damaged(psprintf("edss: %d half points", (int) halves));
	return halves;
}

/* The EDSS of a visit of a series; 22023 if the value is not an EDSS value. */
extern uint8 sepms_edss_of_visit(double value);

#endif							/* SEPMS_PG_EDSS_H */
