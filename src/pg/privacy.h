/*
 * privacy.h
 *		Whether the counts of a tally may be published.
 */
#ifndef SEPMS_PG_PRIVACY_H
#define SEPMS_PG_PRIVACY_H

#include "common.h"

/* May all of these counts be published?  The threshold is an argument; 22023 if it is below 1. */
extern Datum sepms_return_publishable(FunctionCallInfo fcinfo, int arg,
									  int n, const int64 *counts);

#endif							/* SEPMS_PG_PRIVACY_H */
