/*
 * criteria.h
 *		A disability_criteria as an argument.
 */
#ifndef SEPMS_PG_CRITERIA_H
#define SEPMS_PG_CRITERIA_H

#include "common.h"

#include "../core/criteria.h"

/*
 * The criteria of an argument.  They are parsed once and kept between calls,
 * until the value changes.
 */
extern const ms_criteria *sepms_criteria_arg(FunctionCallInfo fcinfo, int arg);

#endif							/* SEPMS_PG_CRITERIA_H */
