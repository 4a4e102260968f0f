/*
 * series.h
 *		An outcome_series as an argument and as a result.
 */
#ifndef SEPMS_PG_SERIES_H
#define SEPMS_PG_SERIES_H

#include "common.h"

#include "../core/series.h"

/* The visits of an argument, checked and unpacked, and their number in *n. */
extern ms_visit *sepms_series_arg(FunctionCallInfo fcinfo, int arg, int *n);

/* Makes an outcome_series of visits that are in order and settled. */
extern Datum sepms_return_series(const ms_visit *visit, int n);

#endif							/* SEPMS_PG_SERIES_H */
