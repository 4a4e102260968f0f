/*
 * privacy.h
 *		What the skins of tallies ask before they call one publishable.
 */
#ifndef SEPMS_PG_PRIVACY_H
#define SEPMS_PG_PRIVACY_H

#include "common.h"

/* A threshold, 1 or more, or 22023. */
extern int32 sepms_threshold_arg(FunctionCallInfo fcinfo, int arg);

/* May all of these counts be shown? */
extern Datum sepms_return_publishable(FunctionCallInfo fcinfo, int threshold_arg,
									  int n, const int64 *counts);

#endif							/* SEPMS_PG_PRIVACY_H */
