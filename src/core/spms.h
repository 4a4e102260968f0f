/*
 * spms.h
 *		Conversion to secondary progressive MS (SPMS), from a patient's EDSS,
 *		functional systems and relapses.
 *
 * Conversion is at the first visit at which
 *
 *		1. EDSS has risen from the reference: by 1.5 from 0, 1.0 from 1.0 to
 *		   5.5, 0.5 from 6.0 (std55 of edss.h),
 *		2. without a relapse since the visit before,
 *		3. to 4.0 or more, with a pyramidal grade of 2 or more,
 *		4. confirmed at least three months later, at every visit until then,
 *		   also in the leading functional system: the one with the greatest
 *		   rise from the reference, or one of several with that rise.
 *
 * Without functional systems the conditions on grades do not apply (Brown
 * 2019, doi:10.1001/jama.2018.20588; Lizak 2020,
 * doi:10.1001/jamaneurol.2020.2453).
 *
 * Source: Lorscheider 2016, Brain 139:2395, doi:10.1093/brain/aww173.  What it
 * leaves open is decided here.  The reference is the first visit not near a
 * relapse (more than 30 days after it, by default); if functional systems are
 * used and any was ever graded, some system must be graded at that visit.
 * After each relapse the first such visit becomes the new reference, so that a
 * residual of the relapse is not a conversion (and condition 2 always holds).
 * A visit near a relapse confirms nothing, nor does a visit marked as unable
 * to.  By default the worsening must be sustained to the end of follow-up.
 */
#ifndef MS_SPMS_H
#define MS_SPMS_H

#include "functional_systems.h"

#define MS_NO_RELAPSE		INT32_MAX

/* A visit with an EDSS. */
typedef struct ms_spms_visit
{
	int32_t		day;
	int32_t		since;			/* days since the latest relapse, or MS_NO_RELAPSE */
	int16_t		edss;			/* in half points */
	int8_t		grade[MS_GRADES];		/* or MS_NOT_GRADED */
	bool		can_confirm;
	uint8_t		unfit;			/* bits of the systems whose grade here cannot confirm */
} ms_spms_visit;

typedef struct ms_spms_rules
{
	bool		systems;		/* are the functional systems used? */
	double		conf_days;
	int32_t		relapse_days;	/* a visit at most this many days after a relapse is near it */
	bool		sustained;		/* must the worsening last to the end of follow-up? */
} ms_spms_rules;

/* Visits are given by index, -1: none; systems are bits. */
typedef struct ms_spms
{
	ms_tri		converted;
	int			visit;			/* visit of conversion */
	int			reference;
	int			confirmed;
	unsigned	leading;
	int			possible;		/* first visit that would be a conversion if
								 * the missing grades were known and met the
								 * rule */
	unsigned	missing;		/* grades missing at the visit `possible` that matter */
} ms_spms;

/*
 * Searches for a conversion.  converted is no if no visit meets the rule; it
 * is unknown if one might, or if no visit after a reference could have been
 * confirmed.
 */
extern ms_spms ms_spms_search(const ms_spms_visit *visit, int n, const ms_spms_rules *rules);

/* Has EDSS risen enough between two visits, and to at least MS_SPMS_MIN_EDSS? */
#define MS_SPMS_MIN_EDSS 8		/* 4.0 */
#define MS_SPMS_MIN_PYRAMIDAL 2

extern bool ms_spms_worse(const ms_spms_visit *from, const ms_spms_visit *to);

/* Was any system graded? */
static inline bool
ms_spms_graded(const ms_spms_visit *visit)
{
	for (int k = 0; k < MS_GRADES; k++)
		if (visit->grade[k] != MS_NOT_GRADED)
			return true;
	return false;
}

/* Can a visit confirm that a system has risen? */
static inline bool
ms_spms_confirms_system(const ms_spms_visit *visit, int system)
{
	return visit->can_confirm && !(visit->unfit >> system & 1);
}

static inline bool
ms_spms_near_relapse(const ms_spms_visit *visit, const ms_spms_rules *rules)
{
	return visit->since <= rules->relapse_days;
}

#endif							/* MS_SPMS_H */
