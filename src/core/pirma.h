/*
 * pirma.h
 *		PIRMA: progression independent of relapses and of MRI activity.
 *
 * A confirmed worsening that is PIRA (raw_pira.h), without a new or enlarging
 * T2 lesion or a Gd+ lesion in the time over which the worsening is measured:
 * from its baseline to the first visit that confirms it as PIRA.  The scans
 * are judged as in assess.h.  Worsening with relapses or with MRI activity is
 * not PIRMA, whatever else is unknown.
 *
 * The term: Kapica-Topczewska 2021, J Clin Med 10:868,
 * doi:10.3390/jcm10040868, which counts years of treatment without relapses
 * and without activity on brain MRI.  The window is this project's.
 */
#ifndef MS_PIRMA_H
#define MS_PIRMA_H

#include "assess.h"

/* A worsening, the period in which scans are looked for, and what they show. */
typedef struct ms_pirma
{
	int32_t		from;			/* the baseline */
	int32_t		to;				/* the confirmation; without any, the event */
	ms_tri		new_t2;
	ms_tri		gd;
	ms_tri		pirma;
} ms_pirma;

/*
 * Judges a worsening that ms_disability_search() has found and classified.
 * With gd_required, MRI without contrast does not exclude activity.
 */
extern ms_pirma ms_pirma_judge(const ms_patient *patient, const ms_assessment *how,
							   const ms_event *event, bool gd_required);

#endif							/* MS_PIRMA_H */
