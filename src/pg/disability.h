/*
 * disability.h
 *		A check of a patient's visits, and names of events, shared by the
 *		functions that take criteria.
 */
#ifndef SEPMS_PG_DISABILITY_H
#define SEPMS_PG_DISABILITY_H

#include "common.h"

#include "../core/disability.h"

/*
 * Raises 22023 if the outcome of the criteria is the EDSS and a visit has a
 * value outside 0 to 10.
 */
extern void sepms_check_values(const ms_course *course, const ms_criteria *criteria);

/* "RAW", "PIRA" or "undefined". */
extern const char *sepms_cdw_name(ms_cdw cdw);

#endif							/* SEPMS_PG_DISABILITY_H */
