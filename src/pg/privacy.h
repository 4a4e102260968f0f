/*
 * privacy.h
 *		Whether the counts of a tally may be published.
 */
#ifndef SEPMS_PG_PRIVACY_H
#define SEPMS_PG_PRIVACY_H

#include "common.h"

/* A threshold, 1 or more; 22023 if it is less. */
extern int32 sepms_threshold_arg(FunctionCallInfo fcinfo, int arg);

/* May all of these counts be published? */
extern Datum sepms_return_publishable(FunctionCallInfo fcinfo, int threshold_arg,
									  int n, const int64 *counts);

#endif							/* SEPMS_PG_PRIVACY_H */
