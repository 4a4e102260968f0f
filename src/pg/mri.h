/*
 * mri.h
 *		An mri_series as an argument.
 */
#ifndef SEPMS_PG_MRI_H
#define SEPMS_PG_MRI_H

#include "common.h"

#include "../core/mri.h"

/* The scans of an argument, checked and unpacked, and their number in *n. */
extern ms_scan *sepms_scans_arg(FunctionCallInfo fcinfo, int arg, int *n);

#endif							/* SEPMS_PG_MRI_H */
