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
 *		   also in the leading functional system: that with the greatest rise
 *		   from the reference, or one of several with it.
 *
 * Without functional systems the conditions on grades fall away (Brown 2019,
 * doi:10.1001/jama.2018.20588; Lizak 2020, doi:10.1001/jamaneurol.2020.2453).
 *
 * Source: Lorscheider 2016, Brain 139:2395, doi:10.1093/brain/aww173.  What it
 * leaves open is decided here: the reference is the first visit more than 30
 * days after a relapse, with some functional system graded if they are asked
 * and ever were, and after each relapse the first such visit is the new one, so that what a
 * relapse left behind is no conversion (and condition 2 holds by itself); a
 * visit within those days confirms nothing, nor does one that is marked so; and
 * the worsening is sustained to the end of follow-up.
 */
#ifndef MS_SPMS_H
#define MS_SPMS_H

#include "functional_systems.h"

#define MS_NO_RELAPSE		INT32_MAX

/* A visit with an EDSS. */
typedef struct ms_spms_visit
{
	int32_t		day;
	int32_t		since;			/* days since the latest relapse, or
								 * MS_NO_RELAPSE */
	int16_t		edss;			/* in half points */
	int8_t		grade[MS_GRADES];		/* or MS_NOT_GRADED */
	bool		can_confirm;
	uint8_t		unfit;			/* systems whose grade here cannot confirm, as bits */
} ms_spms_visit;

typedef struct ms_spms_rules
{
	bool		systems;		/* are the functional systems asked? */
	double		conf_days;
	int32_t		relapse_days;	/* a visit with no more days since a relapse is near it */
	bool		sustained;		/* must the worsening last to the end of follow-up? */
} ms_spms_rules;

/* Visits are by their place, -1 is none; systems are bits. */
typedef struct ms_spms
{
	ms_tri		converted;
	int			visit;			/* of conversion */
	int			reference;
	int			confirmed;
	unsigned	leading;
	int			possible;		/* the first visit that would be one, if what
								 * is missing were known and met the rule */
	unsigned	missing;		/* what was not graded there and matters */
} ms_spms;

/*
 * Is there a conversion, and which?  No, when no visit meets the rule; unknown
 * when one might, or when no visit behind a reference could have been
 * confirmed.
 */
extern ms_spms ms_spms_search(const ms_spms_visit *visit, int n, const ms_spms_rules *rules);

/* Has EDSS risen enough from one visit to another, and to the least? */
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

/* May a visit confirm that a system has risen? */
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
