/*
 * recovery.h
 *		The EDSS before, during and after a relapse: how severe it was, and what
 *		was left of it.
 *
 * Sources: Lublin 2003, doi:10.1212/01.WNL.0000096175.39831.21 (before, at the
 * time of and after a relapse; a residual of at least 0.5 and of at least 1.0);
 * doi:10.1177/1352458518809903 (severity).  The abstracts were seen.  The
 * number of days of each window is this project's own.
 */
#ifndef MS_RECOVERY_H
#define MS_RECOVERY_H

#include "series.h"

/* The windows, in days from the onset. */
typedef struct ms_recovery_rules
{
	int32_t		before_days;	/* age of the last visit before it */
	int32_t		relapse_days;	/* a visit in these days is in the relapse */
	int32_t		after_days;		/* from this day on a visit can show the recovery */
	int32_t		within_days;	/* up to this one */
} ms_recovery_rules;

/* Visits by index; -1: none in the window, so the EDSS is not known. */
typedef struct ms_recovery
{
	int			before;
	int			worst;
	int			after;
} ms_recovery;

/*
 * The visits of relapse i.  Onsets are in order and at least relapse_days
 * apart.  A visit counts for one relapse only: the one before it lies after
 * the days of the relapse before that, the one after it before the next onset.
 */
extern ms_recovery ms_relapse_recovery(const ms_visit *visit, int n, const int32_t *onset, int relapses,
									   int i, const ms_recovery_rules *rules);

typedef enum ms_relapse_severity
{
	MS_RELAPSE_NO_INCREASE,
	MS_RELAPSE_MILD,
	MS_RELAPSE_MODERATE,
	MS_RELAPSE_SEVERE
} ms_relapse_severity;

/* By the increase of the EDSS, in half points: 0.5 mild, 1.0 to 1.5 moderate, more severe. */
extern ms_relapse_severity ms_relapse_severity_of(int increase);

#endif							/* MS_RECOVERY_H */
