/*
 * disability.h
 *		What is known of a patient, as arguments.
 */
#ifndef SEPMS_PG_DISABILITY_H
#define SEPMS_PG_DISABILITY_H

#include "common.h"

#include "../core/disability.h"

/* 22023 where a visit has a value that the criteria's outcome cannot have. */
extern void sepms_check_values(const ms_course *course, const ms_criteria *criteria);

#endif							/* SEPMS_PG_DISABILITY_H */
