/*
 * released.c
 *		Entry points under the names that released scripts use.
 *
 * Until it is upgraded, a database uses the names of the script that created
 * its functions, so they all stay in the library.
 */
#include "compat.h"

#define RELEASED_AS(old, entry) \
	extern Datum entry(PG_FUNCTION_ARGS); \
	PG_FUNCTION_INFO_V1(old); \
	Datum \
	old(PG_FUNCTION_ARGS) \
	{ \
		return entry(fcinfo); \
	}

/* 0.1.0 */
RELEASED_AS(sepms_disability_milestone_of, sepms_disability_milestone)
RELEASED_AS(sepms_dmt_line_of, sepms_dmt_line)
RELEASED_AS(sepms_mri_missing_of, sepms_mri_missing)
RELEASED_AS(sepms_person_days_of, sepms_person_days_range)
RELEASED_AS(sepms_reference_scan_of, sepms_reference_scan)
RELEASED_AS(sepms_therapeutic_window_of, sepms_therapeutic_window)
RELEASED_AS(sepms_treatment_issues_of, sepms_treatment_issues)
