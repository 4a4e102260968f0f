/*
 * diagnosis.c
 *		The McDonald criteria for the diagnosis of multiple sclerosis.
 */
#include "diagnosis.h"

#include <math.h>
#include <stddef.h>

const char *const ms_workup_names[MS_WORKUP_ITEMS] = {
	[MS_WORKUP_ATTACKS] = "attacks",
	[MS_WORKUP_OBJECTIVE_SITES] = "objective_sites",
	[MS_WORKUP_DIFFERENT_SITE] = "different_site_attack",
	[MS_WORKUP_TOPOGRAPHIES] = "topographies",
	[MS_WORKUP_PERIVENTRICULAR] = "periventricular",
	[MS_WORKUP_CORTICAL] = "cortical",
	[MS_WORKUP_INFRATENTORIAL] = "infratentorial",
	[MS_WORKUP_SPINAL_CORD] = "spinal_cord",
	[MS_WORKUP_GD] = "gd_and_nonenhancing",
	[MS_WORKUP_NEW_LESION] = "new_lesion_on_followup",
	[MS_WORKUP_OCB] = "ocb",
	[MS_WORKUP_PROGRESSION] = "progression_12m",
	[MS_WORKUP_TYPICAL] = "typical",
	[MS_WORKUP_BETTER] = "better_explanation",
	[MS_WORKUP_OPTIC_NERVE] = "optic_nerve",
	[MS_WORKUP_KFLC] = "kflc_index",
	[MS_WORKUP_CVS] = "cvs_lesions",
	[MS_WORKUP_CVS_EXAMINED] = "cvs_examined",
	[MS_WORKUP_RIMS] = "rim_lesions",
	[MS_WORKUP_AGE] = "age_years",
	[MS_WORKUP_VASCULAR] = "vascular_risk",
};

/* The findings that the rules use. */
enum
{
	ATTACKS,					/* 0 to 2 */
	SITES,						/* 0 to 2 */
	DIFFERENT_SITE,
	TOPOGRAPHIES,				/* as given; -1: count the regions */
	BRAIN,						/* regions of the brain, 0 to 3 */
	CORD,						/* lesions, 0 to 2 */
	OPTIC,
	NEW_IN_TIME,				/* on MRI */
	CSF,
	CVS,
	RIMS,
	PROGRESSION,
	TYPICAL,
	NO_BETTER,
	FINDINGS
};

_Static_assert(FINDINGS <= MS_FINDINGS_MAX && MS_WORKUP_ITEMS <= 32, "they fit");

#define BRAIN_REGIONS	3

/*
 * The rules
 */

static int
topographies(const int8_t *level)
{
	if (level[TOPOGRAPHIES] >= 0)
		return level[TOPOGRAPHIES];
	return level[BRAIN] + (level[CORD] > 0) + level[OPTIC];
}

static bool
disseminated_in_space(const int8_t *level, const void *about)
{
	return topographies(level) >= 2 || level[SITES] >= 2 ||
		(level[ATTACKS] >= 2 && level[DIFFERENT_SITE]);
}

static bool
disseminated_in_time(const int8_t *level, const void *about)
{
	return level[NEW_IN_TIME] || level[ATTACKS] >= 2;
}

/* Is there a presentation to which the criteria apply? */
static bool
suspected(const int8_t *level, const void *about)
{
	return level[TYPICAL] && (level[ATTACKS] >= 1 || level[PROGRESSION]);
}

/*
 * Two of three: a lesion in a region of the brain, two lesions in the spinal
 * cord, bands in the CSF.  A single topography cannot provide both of the
 * first two.
 */
static bool
primary_progressive_2017(const int8_t *level)
{
	int			on_mri = (level[BRAIN] > 0) + (level[CORD] >= 2);

	if (level[TOPOGRAPHIES] == 1 && on_mri > 1)
		on_mri = 1;
	return level[PROGRESSION] && on_mri + level[CSF] >= 2;
}

/*
 * The table of attacks and sites: two attacks show dissemination in time, two
 * sites dissemination in space.  Bands in the CSF replace dissemination in
 * time.
 */
static bool
fulfilled_2017(const int8_t *level, const void *about)
{
	bool		relapsing = level[ATTACKS] >= 1 && level[SITES] >= 1 &&
		disseminated_in_space(level, about) &&
		(disseminated_in_time(level, about) || level[CSF]);

	return level[NO_BETTER] && level[TYPICAL] && (relapsing || primary_progressive_2017(level));
}

/*
 * The criteria for an incidental finding or an atypical presentation hold for
 * a typical one too, which may also need less.
 */
static bool
fulfilled_2024(const int8_t *level, const void *about)
{
	int			n = topographies(level);
	bool		time_or_csf = disseminated_in_time(level, about) || level[CSF];
	bool		any = disseminated_in_space(level, about) && (time_or_csf || level[CVS]);
	bool		attack = level[ATTACKS] >= 1 &&
		(n >= 4 || (n >= 1 && time_or_csf && (level[CVS] || level[RIMS])));
	bool		progression = level[PROGRESSION] &&
		(n >= 4 || (level[CORD] >= 2 && (time_or_csf || level[CVS])));

	return level[NO_BETTER] && (any || (level[TYPICAL] && (attack || progression)));
}

/*
 * The findings of a work-up
 */

/* The optic nerve is not a topography in 2017. */
static ms_tri
optic_nerve(const ms_workup *w, ms_mcdonald edition)
{
	return edition == MS_MCDONALD_2017 ? MS_NO : w->optic_nerve;
}

/*
 * In 2024 an index of 6.1 or more counts like bands.  The limit is rounded to
 * float, so that 6.1 from a column of type real, which is slightly less,
 * reaches it.
 */
static ms_tri
high_kflc(const ms_workup *w, ms_mcdonald edition)
{
	if (edition == MS_MCDONALD_2017)
		return MS_NO;
	if (isnan(w->kflc_index))
		return MS_UNKNOWN;
	return w->kflc_index >= (float) 6.1 ? MS_YES : MS_NO;
}

/*
 * The central vein sign, 'select 6': six lesions show it, or the majority if
 * fewer than six were examined.
 */
static void
find_cvs(ms_findings *f, const ms_workup *w)
{
	int			veins = w->cvs_lesions;
	int			examined = w->cvs_examined;
	ms_tri		sign = MS_UNKNOWN;

	if (veins >= 6)
		sign = MS_YES;
	else if (veins == 0 || examined == 0)
		sign = MS_NO;
	else if (veins > 0 && examined > 0)
		sign = examined < 6 && 2 * veins > examined ? MS_YES : MS_NO;
	ms_find_fact(f, CVS, sign, MS_WORKUP_CVS);
	if (sign == MS_UNKNOWN)
		f->behind[CVS] = (uint32_t) (veins < 0) << MS_WORKUP_CVS |
			(uint32_t) (examined < 0) << MS_WORKUP_CVS_EXAMINED;
}

/* Each region of the brain has lesions, has none, or is unknown. */
static void
find_regions(ms_findings *f, const ms_workup *w)
{
	const int	lesions[BRAIN_REGIONS] = {w->periventricular, w->cortical, w->infratentorial};

	f->low[TOPOGRAPHIES] = f->high[TOPOGRAPHIES] = -1;
	for (int i = 0; i < BRAIN_REGIONS; i++)
	{
		f->low[BRAIN] += lesions[i] > 0;
		f->high[BRAIN] += lesions[i] != 0;
		if (lesions[i] < 0)
			f->behind[BRAIN] |= UINT32_C(1) << (MS_WORKUP_PERIVENTRICULAR + i);
	}
}

/*
 * The number of topographies is given.  What follows for the spinal cord and,
 * as 2017 asks, for the brain?  A single topography may be either one; the
 * number of cord lesions would tell.
 */
static void
find_topographies(ms_findings *f, const ms_workup *w, ms_tri optic)
{
	int			n = w->topographies;
	int			cord = w->spinal_cord;

	f->low[TOPOGRAPHIES] = f->high[TOPOGRAPHIES] = (int8_t) n;
	if (cord < 0)
	{
		f->low[CORD] = n > BRAIN_REGIONS + (optic != MS_NO);
		f->high[CORD] = n > (optic == MS_YES) ? 2 : 0;
	}
	f->low[BRAIN] = n - (cord != 0) > 0;
	f->high[BRAIN] = n - (cord > 0) > 0;
	if (cord < 0)
		f->behind[BRAIN] = UINT32_C(1) << MS_WORKUP_SPINAL_CORD;
}

static ms_findings
findings_of(const ms_workup *w, ms_mcdonald edition)
{
	ms_findings f = {.n = FINDINGS};
	ms_tri		optic = optic_nerve(w, edition);

	/* an attack from another site is a second one */
	ms_find_count(&f, ATTACKS, w->different_site == MS_YES ? 2 : w->attacks, 2,
				  MS_WORKUP_ATTACKS);
	ms_find_count(&f, SITES, w->objective_sites, 2, MS_WORKUP_OBJECTIVE_SITES);
	ms_find_fact(&f, DIFFERENT_SITE, w->different_site, MS_WORKUP_DIFFERENT_SITE);
	ms_find_count(&f, CORD, w->spinal_cord, 2, MS_WORKUP_SPINAL_CORD);
	ms_find_fact(&f, OPTIC, optic, MS_WORKUP_OPTIC_NERVE);
	if (w->topographies < 0)
		find_regions(&f, w);
	else
		find_topographies(&f, w, optic);
	ms_find_either(&f, NEW_IN_TIME, w->gd_and_nonenhancing, MS_WORKUP_GD,
				   w->new_lesion, MS_WORKUP_NEW_LESION);
	ms_find_either(&f, CSF, w->ocb, MS_WORKUP_OCB,
				   high_kflc(w, edition), MS_WORKUP_KFLC);
	find_cvs(&f, w);
	ms_find_count(&f, RIMS, w->rim_lesions, 1, MS_WORKUP_RIMS);
	ms_find_fact(&f, PROGRESSION, w->progression, MS_WORKUP_PROGRESSION);
	ms_find_fact(&f, TYPICAL, w->typical, MS_WORKUP_TYPICAL);
	ms_find_fact(&f, NO_BETTER, ms_not(w->better), MS_WORKUP_BETTER);
	return f;
}

ms_workup_fault
ms_workup_check(const ms_workup *w, ms_mcdonald edition)
{
	ms_tri		optic = optic_nerve(w, edition);
	int			n = w->topographies;

	if (w->different_site == MS_YES && w->attacks >= 0 && w->attacks < 2)
		return MS_WORKUP_ONE_ATTACK;
	if (w->cvs_lesions >= 0 && w->cvs_examined >= 0 && w->cvs_lesions > w->cvs_examined)
		return MS_WORKUP_MORE_VEINS;
	if (n < 0)
		return MS_WORKUP_FINE;
	if (w->periventricular >= 0 || w->cortical >= 0 || w->infratentorial >= 0)
		return MS_WORKUP_TWO_COUNTS;
	if (n > ms_topographies(edition))
		return MS_WORKUP_TOO_MANY;
	if (n < (w->spinal_cord > 0) + (optic == MS_YES) ||
		n > BRAIN_REGIONS + (w->spinal_cord != 0) + (optic != MS_NO))
		return MS_WORKUP_CONTRADICTION;
	return MS_WORKUP_FINE;
}

/*
 * The diagnosis
 */

static const char *
verdict_2017(const ms_workup *w, const ms_findings *f, ms_tri ms)
{
	static const char *const short_of_it[] = {
		[MS_UNKNOWN] = NULL,
		[MS_NO] = "not fulfilled",
		[MS_YES] = "possible MS",
	};

	if (ms == MS_YES)
		return "MS";
	if (w->better == MS_YES)
		return "not MS";
	return short_of_it[ms_rule_answer(f, suspected, NULL)];
}

static uint32_t
cautions(const ms_workup *w, const ms_findings *f)
{
	uint32_t	age_50 = w->age >= 50;
	uint32_t	vascular = w->vascular_risk == MS_YES;
	uint32_t	supported = f->low[CORD] > 0 || f->low[CSF] || f->low[CVS];
	uint32_t	age_12 = w->age < 12;

	return age_50 << MS_CAUTION_AGE_50 | vascular << MS_CAUTION_VASCULAR |
		((age_50 | vascular) & !supported) << MS_CAUTION_UNSUPPORTED |
		age_12 << MS_CAUTION_AGE_12;
}

ms_diagnosis
ms_diagnose(const ms_workup *w, ms_mcdonald edition)
{
	ms_rule		rule = edition == MS_MCDONALD_2017 ? fulfilled_2017 : fulfilled_2024;
	ms_findings f = findings_of(w, edition);
	ms_diagnosis d;

	d.ms = ms_rule_answer(&f, rule, NULL);
	d.dis = ms_rule_answer(&f, disseminated_in_space, NULL);
	d.dit = ms_rule_answer(&f, disseminated_in_time, NULL);
	d.missing = ms_rule_missing(&f, rule, NULL);
	if (edition == MS_MCDONALD_2017)
	{
		d.verdict = verdict_2017(w, &f, d.ms);
		d.caution = 0;
	}
	else
	{
		d.verdict = d.ms == MS_YES ? "MS" : "not fulfilled";
		d.caution = cautions(w, &f);
	}
	return d;
}
