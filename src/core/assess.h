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
#ifndef MS_ASSESS_H
#define MS_ASSESS_H

#include "disability.h"
#include "mri.h"
#include "neda.h"

/* Where nothing else says until when a patient was followed. */
#define MS_FOLLOWED_TO_LAST_VISIT INT32_MIN

/* All that is known of one patient. */
typedef struct ms_patient
{
	ms_course course;
	const ms_scan *scan;
	int			scans;
	int32_t		followed_to;	/* the last day on which the patient was seen */
} ms_patient;

/* What the assessment asks for; days. */
typedef struct ms_assessment
{
	const ms_criteria *criteria; /* of progression */
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
} ms_assessment;

/* Room for a search: as many of each as there are visits. */
typedef struct ms_workspace
{
	ms_scratch *scratch;
	ms_event *event;
} ms_workspace;

/* The status of the period from <= day < to, both finite. */
extern ms_neda ms_assess(const ms_patient *patient, const ms_assessment *how,
						 int32_t from, int32_t to, const ms_workspace *work);

/*
 * The first evidence of disease activity after a start (level 3), or until
 * when all components were known to be inactive.
 */
typedef struct ms_activity
{
	bool		known;			/* is there any time under observation? */
	bool		observed;
	int32_t		day;
	ms_neda_component component; /* where observed */
} ms_activity;

extern ms_activity ms_first_activity(const ms_patient *patient, const ms_assessment *how,
									 int32_t from, const ms_workspace *work);

#endif							/* MS_ASSESS_H */
