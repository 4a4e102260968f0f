/*
 * edss.h
 *		EDSS values as arguments and answers: a byte of half points.
 */
#ifndef SEPMS_PG_EDSS_H
#define SEPMS_PG_EDSS_H

#include "common.h"

#include "../core/edss.h"

#define DatumGetEdss(x)		((uint8) DatumGetChar(x))
#define EdssGetDatum(x)		CharGetDatum((char) (x))
#define PG_GETARG_EDSS(n)	DatumGetEdss(PG_GETARG_DATUM(n))
#define PG_RETURN_EDSS(x)	return EdssGetDatum(x)

#endif							/* SEPMS_PG_EDSS_H */
