/*
 * assess.h
 *		Arguments that the functions of a patient with scans share.
 */
#ifndef SEPMS_PG_ASSESS_H
#define SEPMS_PG_ASSESS_H

#include "common.h"

#include "../core/assess.h"

/* Two numbers of days, before and after the end of a period; 22023 for anything else. */
extern void sepms_scan_window_arg(FunctionCallInfo fcinfo, int arg, int32 window[2]);

/* Criteria that look for worsening; 22023 for others. */
extern const ms_criteria *sepms_worsening_arg(FunctionCallInfo fcinfo, int arg);

#endif							/* SEPMS_PG_ASSESS_H */
