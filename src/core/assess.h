/*
 * assess.h
 *		The NEDA status of one patient over one period.
 *
 * The period covers the days from <= day < to and is judged by what changed in
 * it.  A relapse counts if its onset is on one of these days.  Visits and
 * scans mark the state at a time: one on the first day is the baseline of the
 * period; one on the day after the last closes it and opens the next period.
 * Successive periods therefore count each event exactly once.
 *
 * Each component is active, not active, or not assessed.  Any known evidence
 * makes it active.  It is not active only if everything that its definition
 * needs was examined:
 *
 *		relapse: relapses are known, and the patient was seen near the end;
 *		progression: a baseline, a visit near the end, and no worsening that a
 *			later visit could still confirm (disability.h);
 *		new T2: consecutive scans without new lesions, from one near the start
 *			to one near the end;
 *		Gd+: a scan with contrast near the end;
 *		brain volume: a change measured near the end.
 *
 * Sources: as in neda.h; Havrdova 2018, Mult Scler J Exp Transl Clin 4,
 * doi:10.1177/2055217318760642 (re-baselining).
 */
#ifndef MS_ASSESS_H
#define MS_ASSESS_H

#include "disability.h"
#include "mri.h"
#include "neda.h"

/* The followed_to of a patient whose follow-up ends at the last visit. */
#define MS_FOLLOWED_TO_LAST_VISIT INT32_MIN

/* All that is known of one patient. */
typedef struct ms_patient
{
	ms_course course;
	const ms_scan *scan;
	int			scans;
	int32_t		followed_to;	/* last day on which the patient was seen */
} ms_patient;

/* How to assess; windows are in days. */
typedef struct ms_assessment
{
	const ms_criteria *criteria; /* definition of progression */
	int32_t		rebaseline_days;	/* days at the start of a period that do
									 * not count; the first visit and the first
									 * scan after them are the baseline */
	int32_t		baseline_window;	/* greatest age of a baseline visit */
	int32_t		visit_window;	/* a visit within this many days of the end
								 * shows the end; without an older visit, one
								 * up to this many days after the start is the
								 * baseline */
	int32_t		scan_window[2]; /* a scan up to [0] days before or [1] days
								 * after the end shows the end; one up to [0]
								 * days after the start shows the start */
	int32_t		scan_lag;		/* a scan up to this many days after a period
								 * belongs to it, not to the next */
} ms_assessment;

/* Memory for a search: each array has one entry per visit. */
typedef struct ms_workspace
{
	ms_scratch *scratch;
	ms_event *event;
} ms_workspace;

/* The status of the period from <= day < to; both days are finite. */
extern ms_neda ms_assess(const ms_patient *patient, const ms_assessment *how,
						 int32_t from, int32_t to, const ms_workspace *work);

/* The components of MRI alone; they need the scans of a patient and the windows of scans. */
extern ms_tri ms_assess_new_t2(const ms_patient *patient, const ms_assessment *how,
							   int32_t from, int32_t to);
extern ms_tri ms_assess_gd(const ms_patient *patient, const ms_assessment *how,
						   int32_t from, int32_t to);

/*
 * The first evidence of disease activity (level 3) after a start; without any,
 * the day up to which all components were known to be inactive.
 */
typedef struct ms_activity
{
	bool		known;			/* is there any time under observation? */
	bool		observed;
	int32_t		day;
	ms_neda_component component; /* which one was active; only if observed */
} ms_activity;

extern ms_activity ms_first_activity(const ms_patient *patient, const ms_assessment *how,
									 int32_t from, const ms_workspace *work);

#endif							/* MS_ASSESS_H */
