/*
 * relapses.h
 *		The relapses of a patient as arguments.
 */
#ifndef SEPMS_PG_RELAPSES_H
#define SEPMS_PG_RELAPSES_H

#include "common.h"

#include "../core/course.h"

/*
 * Reads the relapses of a patient, sorted by onset, from arguments of type
 * date[]: their onsets and, unless ends is negative, their ends.  If onsets is
 * NULL, the relapses are not known; an empty array means no relapses.  A
 * relapse whose onset is NULL is left out.  Raises 22008 if an onset is
 * infinite or an end is -infinity, and 22023 if the arrays differ in length or
 * a relapse ends before its onset.
 */
extern void sepms_relapses_arg(FunctionCallInfo fcinfo, int onsets, int ends, ms_course *course);

#endif							/* SEPMS_PG_RELAPSES_H */
