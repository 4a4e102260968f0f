/*
 * mri.h
 *		Brain scans of one patient: lesions counted against a reference scan,
 *		lesions that take up contrast, brain volume.
 *
 * A count that is not known is never 0: without a reference scan there is no
 * count of new T2 lesions, without contrast none of Gd+ lesions.  A report may
 * say that there are some without saying how many.
 *
 * Sources: Wattjes 2021, Lancet Neurol 20:653,
 * doi:10.1016/S1474-4422(21)00095-8 (MAGNIMS-CMSC-NAIMS protocol); Cotton 2015,
 * J Neuroradiol 42:133 and Brisset 2020, J Neuroradiol 47:250 (OFSEP); De
 * Stefano 2016, J Neurol Neurosurg Psychiatry 87:93,
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

/* The largest count of lesions of a scan. */
#define MS_LESIONS_MAX 32767

/* Counts that are no numbers. */
#define MS_LESIONS_UNKNOWN (-1)
#define MS_LESIONS_SOME (-2)	/* at least one */

/* A reference scan whose date is not known. */
#define MS_NO_REFERENCE INT32_MIN

typedef struct ms_scan
{
	double		annual_pbvc;	/* annual percentage brain volume change, a
								 * loss being negative; NaN: not known */
	int32_t		day;
	int32_t		reference;		/* the day of the scan compared with */
	int32_t		new_t2;			/* new or enlarging T2 lesions since then */
	int32_t		gd;				/* lesions that take up gadolinium */
	int32_t		both;			/* of these, counted in new_t2 as well */
} ms_scan;

/* Is a count (one of the above, or from 0 on) activity? */
extern ms_tri ms_lesions_active(int32_t lesions);

/*
 * May so many lesions be in both counts?  No more than in either; so some only
 * of numbers, and none only where both counts are known to some degree.
 */
extern bool ms_both_valid(int32_t both, int32_t new_t2, int32_t gd);

/*
 * May this scan be part of a series: days in range, the reference before it,
 * counts up to MS_LESIONS_MAX that agree, no -0?
 */
extern bool ms_scan_valid(const ms_scan *scan);

/* Does a come before b?  Two of one day are united, in either order. */
static inline bool
ms_scan_before(const ms_scan *a, const ms_scan *b)
{
	return a->day < b->day;
}

/* Are these valid and in order, one a day? */
extern bool ms_scans_valid(const ms_scan *scan, int n);

/*
 * Unites the records of each day of scans sorted by day; their number.  What
 * one record knows and another does not is known; of two counts the greater
 * stays, of two volume changes the greater loss, of two references the later:
 * the same whatever the order.
 */
extern int	ms_scans_settle(ms_scan *scan, int n);

/*
 * Combined unique active lesions: new or enlarging T2 and Gd+ lesions, one
 * that is both counted once.  At least and at most so many; -1 where there is
 * no most.
 */
typedef struct ms_lesion_bounds
{
	int64_t		least;
	int64_t		most;
} ms_lesion_bounds;

extern ms_lesion_bounds ms_unique_lesions(int32_t new_t2, int32_t gd, int32_t both);

/* A percentage brain volume change over days, as one of a year. */
extern double ms_pbvc_annual(double pbvc, int32_t days, bool geometric);

/*
 * The scan to compare later ones with, for a treatment begun on this day, or
 * -1: the last one 90 to 270 days after it, when the treatment has taken
 * effect (unless !rebaseline); else the last from 180 days before it to 30
 * days after it.
 */
extern int	ms_reference_scan(const ms_scan *scan, int n, int32_t start, bool rebaseline);

/*
 * What the scans of a period, from <= day < to, add up to.  Scans without a
 * report of new T2 (Gd+) lesions are left out of t2_scans (gd_scans).  The days
 * of a count are those since its reference, which is the scan before where
 * none is recorded.  What is not known is -1.
 */
typedef struct ms_scan_counts
{
	int32_t		scans;
	int32_t		t2_scans;
	int64_t		new_t2;			/* not known where a scan has some */
	int64_t		t2_days;		/* not known where a reference is not */
	int32_t		gd_scans;
	int64_t		gd;
	ms_lesion_bounds unique; /* of all scans */
} ms_scan_counts;

extern ms_scan_counts ms_scans_count(const ms_scan *scan, int n, int32_t from, int32_t to);

/* Gd+ lesions per scan, and new T2 lesions per year; NaN where not known. */
extern double ms_gd_per_scan(const ms_scan_counts *c);
extern double ms_new_t2_per_year(const ms_scan_counts *c);

/* The day that scan i was compared with, or MS_NO_REFERENCE. */
static inline int32_t
ms_scan_reference(const ms_scan *scan, int i)
{
	if (scan[i].reference != MS_NO_REFERENCE || i == 0)
		return scan[i].reference;
	return scan[i - 1].day;
}

/*
 * The packed form: scan by scan the day, which of the rest is known, and that.
 * Equal series have equal bytes.
 */
extern size_t ms_scans_packed_size(const ms_scan *scan, int n);
extern void ms_scans_pack(const ms_scan *scan, int n, char *packed);

/* False where the bytes are not those of n scans. */
extern bool ms_scans_unpack(const char *packed, size_t size, ms_scan *scan, int n);

/*
 * Text: {2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since
 * 2019-03-04}.  What is not named is not known; T2 some is a report without
 * a number; a scan of which nothing is known prints as unknown.
 */
#define MS_SCAN_TEXT_MAX 144

extern size_t ms_scan_print(const void *scan, char *text);
extern ms_list_result ms_scan_parse(const char **p, const char *end, void *scan);

#endif							/* MS_MRI_H */
