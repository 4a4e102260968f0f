/*
 * relapses.h
 *		The relapses of a patient, as arguments.
 */
#ifndef SEPMS_PG_RELAPSES_H
#define SEPMS_PG_RELAPSES_H

#include "common.h"

#include "../core/course.h"

/*
 * The relapses of arguments of type date[], in order: onsets, and their ends
 * unless ends is below 0.  NULL onsets are not known; an empty array is none.
 */
extern void sepms_relapses_arg(FunctionCallInfo fcinfo, int onsets, int ends, ms_course *course);

#endif							/* SEPMS_PG_RELAPSES_H */
