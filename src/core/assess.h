/*
 * assess.h
 *		From what is known of a patient to a NEDA status of a period.
 *
 * A period is from <= day < to, and is judged by what changed in it.  Relapses
 * are those with an onset on its days.  Visits and scans compare two times:
 * one on the first day opens the period, as its baseline; one on the day
 * behind it closes it, and opens the next.  So events of successive periods
 * are counted once each, and none is lost.
 *
 * Each component is active, not active, or not assessed.  It is active as
 * soon as something known says so; it is not active only where what its
 * definition needs was looked at:
 *
 *		relapse: relapses are known, and the patient was seen near the end;
 *		progression: a baseline, a visit near the end, and no worsening that a
 *			later visit might yet confirm (disability.h);
 *		new T2: scans without new lesions that follow on each other, from one
 *			near the start to one near the end;
 *		Gd+: a scan with contrast near the end;
 *		brain volume: a change measured near the end.
 *
 * Sources: as neda.h; Havrdova 2018, Mult Scler J Exp Transl Clin 4,
 * doi:10.1177/2055217318760642 (re-baselining).
 */
#ifndef SEPMS_CORE_ASSESS_H
#define SEPMS_CORE_ASSESS_H

#include "disability.h"
#include "mri.h"
#include "neda.h"

/* Where nothing else says until when a patient was followed. */
#define SEPMS_FOLLOWED_TO_LAST_VISIT INT32_MIN

/* All that is known of one patient. */
typedef struct sepms_patient
{
	sepms_course course;
	const sepms_scan *scan;
	int			scans;
	int32_t		followed_to;	/* the last day on which the patient was seen */
} sepms_patient;

/* What the assessment asks for; days. */
typedef struct sepms_assessment
{
	const sepms_criteria *criteria; /* of progression */
	int32_t		rebaseline_days;	/* of the start of a period that do not
									 * count; the baseline is the first visit
									 * after them, and the first scan */
	int32_t		baseline_window;	/* how old a baseline visit may be */
	int32_t		visit_window;	/* a visit shows the end so many days before
								 * and after it; and where there is no older
								 * one, the start so many after */
	int32_t		scan_window[2]; /* a scan shows the end so many days before
								 * and after it; and the start so many after */
	int32_t		scan_lag;		/* scans so many days behind a period are of
								 * it, and not of the next */
} sepms_assessment;

/* Room for a search: as many of each as there are visits. */
typedef struct sepms_workspace
{
	sepms_scratch *scratch;
	sepms_event *event;
} sepms_workspace;

/* The status of the period from <= day < to, both finite. */
extern sepms_neda sepms_assess(const sepms_patient *patient, const sepms_assessment *how,
							   int32_t from, int32_t to, const sepms_workspace *work);

/*
 * The first evidence of disease activity after a start (level 3), or until
 * when all components were known to be inactive.
 */
typedef struct sepms_activity
{
	bool		known;			/* is there any time under observation? */
	bool		observed;
	int32_t		day;
	sepms_neda_component component; /* where observed */
} sepms_activity;

extern sepms_activity sepms_first_activity(const sepms_patient *patient, const sepms_assessment *how,
										   int32_t from, const sepms_workspace *work);

#endif							/* SEPMS_CORE_ASSESS_H */
