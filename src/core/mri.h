/*
 * mri.h
 *		Brain scans of one patient: lesions counted against a reference scan,
 *		gadolinium-enhancing lesions, brain volume.
 *
 * An unknown count is never 0: without a reference scan there is no count of
 * new T2 lesions, without contrast none of Gd+ lesions.  A report may say that
 * there are some lesions without giving their number.
 *
 * Sources: Wattjes 2021, Lancet Neurol 20:653,
 * doi:10.1016/S1474-4422(21)00095-8 (MAGNIMS-CMSC-NAIMS protocol); Cotton
 * 2015, J Neuroradiol 42:133 and Brisset 2020, J Neuroradiol 47:250 (OFSEP);
 * De Stefano 2016, J Neurol Neurosurg Psychiatry 87:93,
 * doi:10.1136/jnnp-2014-309903 (annual loss of brain volume).
 */
#ifndef MS_MRI_H
#define MS_MRI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "patient_list.h"
#include "tri.h"

/* The most scans of one patient. */
#define MS_SCANS_MAX 100000

/* The version of the packed form and of the binary output. */
#define MS_SCANS_VERSION 1

/* The largest count of lesions in a scan. */
#define MS_LESIONS_MAX 32767

/* Special values of counts. */
#define MS_LESIONS_UNKNOWN (-1)
#define MS_LESIONS_SOME (-2)	/* at least one */

/* The reference of a scan whose reference date is unknown. */
#define MS_NO_REFERENCE INT32_MIN

typedef struct ms_scan
{
	double		annual_pbvc;	/* annual percentage brain volume change; a
								 * loss is negative; NaN: unknown */
	int32_t		day;
	int32_t		reference;		/* day of the reference scan */
	int32_t		new_t2;			/* new or enlarging T2 lesions since the reference */
	int32_t		gd;				/* gadolinium-enhancing lesions */
	int32_t		both;			/* those of gd that new_t2 counts too */
} ms_scan;

/* Does a count, which may be a special value, show activity? */
extern ms_tri ms_lesions_active(int32_t lesions);

/*
 * Can this number of lesions be in both counts?  It cannot exceed either.  A
 * count of MS_LESIONS_SOME allows only 0, and an unknown count allows only
 * MS_LESIONS_UNKNOWN.
 */
extern bool ms_both_valid(int32_t both, int32_t new_t2, int32_t gd);

/*
 * Is this scan valid: days in range, the reference before the scan, counts up
 * to MS_LESIONS_MAX that agree, no -0?
 */
extern bool ms_scan_valid(const ms_scan *scan);

/* Does a come before b?  Two scans of one day are merged, in either order. */
static inline bool
ms_scan_before(const ms_scan *a, const ms_scan *b)
{
	return a->day < b->day;
}

/* Are these scans valid and in order, with at most one a day? */
extern bool ms_scans_valid(const ms_scan *scan, int n);

/*
 * Merges the records of each day, in scans sorted by day; returns the number
 * left.  A known value replaces an unknown one.  The greater count, the
 * greater loss of volume and the later reference are kept, so that the result
 * does not depend on the order.
 */
extern int	ms_scans_settle(ms_scan *scan, int n);

/*
 * Combined unique active lesions: new or enlarging T2 and Gd+ lesions,
 * counting a lesion that is both only once.  most is -1 if there is no upper
 * bound.
 */
typedef struct ms_lesion_bounds
{
	int64_t		least;
	int64_t		most;
} ms_lesion_bounds;

extern ms_lesion_bounds ms_unique_lesions(int32_t new_t2, int32_t gd, int32_t both);

/* The annual change for a percentage brain volume change over a number of days. */
extern double ms_pbvc_annual(double pbvc, int32_t days, bool geometric);

/*
 * The reference scan for a treatment begun on this day, or -1.  With
 * rebaseline it is the last scan 90 to 270 days after the start, when the
 * treatment has taken effect.  Without such a scan, or without rebaseline, it
 * is the last one from 180 days before to 30 days after the start.
 */
extern int	ms_reference_scan(const ms_scan *scan, int n, int32_t start, bool rebaseline);

/*
 * Totals of the scans of a period, from <= day < to.  t2_scans (gd_scans)
 * leaves out scans that do not report new T2 (Gd+) lesions.  t2_days are the
 * days from each reference to its scan; if none is recorded, the reference is
 * the previous scan.  -1: unknown.
 */
typedef struct ms_scan_counts
{
	int32_t		scans;
	int32_t		t2_scans;
	int64_t		new_t2;			/* unknown if a scan reports only 'some' */
	int64_t		t2_days;		/* unknown if a reference is unknown */
	int32_t		gd_scans;
	int64_t		gd;
	ms_lesion_bounds unique; /* over all scans */
} ms_scan_counts;

extern ms_scan_counts ms_scans_count(const ms_scan *scan, int n, int32_t from, int32_t to);

/* Gd+ lesions per scan, and new T2 lesions per year; NaN if unknown. */
extern double ms_gd_per_scan(const ms_scan_counts *c);
extern double ms_new_t2_per_year(const ms_scan_counts *c);

/* The day of the scan that scan i was compared with, or MS_NO_REFERENCE. */
static inline int32_t
ms_scan_reference(const ms_scan *scan, int i)
{
	if (scan[i].reference != MS_NO_REFERENCE || i == 0)
		return scan[i].reference;
	return scan[i - 1].day;
}

/*
 * The packed form: for each scan its day, a byte that says which other fields
 * are known, and these fields.  Equal series have equal bytes.
 */
extern size_t ms_scans_packed_size(const ms_scan *scan, int n);
extern void ms_scans_pack(const ms_scan *scan, int n, char *packed);

/* False if the bytes do not represent n scans. */
extern bool ms_scans_unpack(const char *packed, size_t size, ms_scan *scan, int n);

/*
 * The text: {2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since
 * 2019-03-04}.  Fields that are not named are unknown; 'T2 some' is a report
 * without a number; a scan without any known field prints as 'unknown'.
 */
#define MS_SCAN_TEXT_MAX 144

extern size_t ms_scan_print(const void *scan, char *text);
extern ms_list_result ms_scan_parse(const char **p, const char *end, void *scan);

#endif							/* MS_MRI_H */
