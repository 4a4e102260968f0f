/*
 * diagnosis.c
 *		The McDonald criteria for the diagnosis of multiple sclerosis.
 */
#include "diagnosis.h"

#include <math.h>
#include <stddef.h>

const char *const sepms_workup_names[SEPMS_WORKUP_ITEMS] = {
	[SEPMS_WORKUP_ATTACKS] = "attacks",
	[SEPMS_WORKUP_OBJECTIVE_SITES] = "objective_sites",
	[SEPMS_WORKUP_DIFFERENT_SITE] = "different_site_attack",
	[SEPMS_WORKUP_TOPOGRAPHIES] = "topographies",
	[SEPMS_WORKUP_PERIVENTRICULAR] = "periventricular",
	[SEPMS_WORKUP_CORTICAL] = "cortical",
	[SEPMS_WORKUP_INFRATENTORIAL] = "infratentorial",
	[SEPMS_WORKUP_SPINAL_CORD] = "spinal_cord",
	[SEPMS_WORKUP_GD] = "gd_and_nonenhancing",
	[SEPMS_WORKUP_NEW_LESION] = "new_lesion_on_followup",
	[SEPMS_WORKUP_OCB] = "ocb",
	[SEPMS_WORKUP_PROGRESSION] = "progression_12m",
	[SEPMS_WORKUP_TYPICAL] = "typical",
	[SEPMS_WORKUP_BETTER] = "better_explanation",
	[SEPMS_WORKUP_OPTIC_NERVE] = "optic_nerve",
	[SEPMS_WORKUP_KFLC] = "kflc_index",
	[SEPMS_WORKUP_CVS] = "cvs_lesions",
	[SEPMS_WORKUP_CVS_EXAMINED] = "cvs_examined",
	[SEPMS_WORKUP_RIMS] = "rim_lesions",
	[SEPMS_WORKUP_AGE] = "age_years",
	[SEPMS_WORKUP_VASCULAR] = "vascular_risk",
};

/* What the rules ask. */
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

_Static_assert(FINDINGS <= SEPMS_FINDINGS_MAX && SEPMS_WORKUP_ITEMS <= 32, "they fit");

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

/* Is there what the criteria are for? */
static bool
suspected(const int8_t *level, const void *about)
{
	return level[TYPICAL] && (level[ATTACKS] >= 1 || level[PROGRESSION]);
}

/*
 * Two of three: a lesion in a region of the brain, two in the cord, bands in
 * the CSF.  A single topography cannot be the first two.
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
 * The table of attacks and sites: two of either leave nothing to show in time
 * or in space; bands in the CSF stand for dissemination in time.
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
 * What is enough for an incidental finding or an atypical presentation is so
 * for a typical one, which may do with less.
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

/* The optic nerve is no topography of 2017. */
static sepms_tri
optic_nerve(const sepms_workup *w, sepms_mcdonald edition)
{
	return edition == SEPMS_MCDONALD_2017 ? SEPMS_NO : w->optic_nerve;
}

/*
 * An index of 6.1 or more is as good as bands in 2024; so is 6.1 from a column of
 * type real, which is a little less.
 */
static sepms_tri
high_kflc(const sepms_workup *w, sepms_mcdonald edition)
{
	if (edition == SEPMS_MCDONALD_2017)
		return SEPMS_NO;
	if (isnan(w->kflc_index))
		return SEPMS_UNKNOWN;
	return w->kflc_index >= (float) 6.1 ? SEPMS_YES : SEPMS_NO;
}

/*
 * The central vein sign, 'select 6': six lesions have it, or of fewer than six
 * looked at, most.
 */
static void
find_cvs(sepms_findings *f, const sepms_workup *w)
{
	int			veins = w->cvs_lesions;
	int			examined = w->cvs_examined;
	sepms_tri	sign = SEPMS_UNKNOWN;

	if (veins >= 6)
		sign = SEPMS_YES;
	else if (veins == 0 || examined == 0)
		sign = SEPMS_NO;
	else if (veins > 0 && examined > 0)
		sign = examined < 6 && 2 * veins > examined ? SEPMS_YES : SEPMS_NO;
	sepms_find_fact(f, CVS, sign, SEPMS_WORKUP_CVS);
	if (sign == SEPMS_UNKNOWN)
		f->behind[CVS] = (uint32_t) (veins < 0) << SEPMS_WORKUP_CVS |
			(uint32_t) (examined < 0) << SEPMS_WORKUP_CVS_EXAMINED;
}

/* Each region of the brain has lesions, or has none, or is not known. */
static void
find_regions(sepms_findings *f, const sepms_workup *w)
{
	const int	lesions[BRAIN_REGIONS] = {w->periventricular, w->cortical, w->infratentorial};

	f->low[TOPOGRAPHIES] = f->high[TOPOGRAPHIES] = -1;
	for (int i = 0; i < BRAIN_REGIONS; i++)
	{
		f->low[BRAIN] += lesions[i] > 0;
		f->high[BRAIN] += lesions[i] != 0;
		if (lesions[i] < 0)
			f->behind[BRAIN] |= UINT32_C(1) << (SEPMS_WORKUP_PERIVENTRICULAR + i);
	}
}

/*
 * The number of topographies is given: what does it say of the cord, and, which
 * 2017 asks, of the brain?  A single one may be either; the number of lesions in
 * the cord would tell.
 */
static void
find_topographies(sepms_findings *f, const sepms_workup *w, sepms_tri optic)
{
	int			n = w->topographies;
	int			cord = w->spinal_cord;

	f->low[TOPOGRAPHIES] = f->high[TOPOGRAPHIES] = (int8_t) n;
	if (cord < 0)
	{
		f->low[CORD] = n > BRAIN_REGIONS + (optic != SEPMS_NO);
		f->high[CORD] = n > (optic == SEPMS_YES) ? 2 : 0;
	}
	f->low[BRAIN] = n - (cord != 0) > 0;
	f->high[BRAIN] = n - (cord > 0) > 0;
	if (cord < 0)
		f->behind[BRAIN] = UINT32_C(1) << SEPMS_WORKUP_SPINAL_CORD;
}

static sepms_findings
findings_of(const sepms_workup *w, sepms_mcdonald edition)
{
	sepms_findings f = {.n = FINDINGS};
	sepms_tri	optic = optic_nerve(w, edition);

	/* another attack makes two */
	sepms_find_count(&f, ATTACKS, w->different_site == SEPMS_YES ? 2 : w->attacks, 2,
					 SEPMS_WORKUP_ATTACKS);
	sepms_find_count(&f, SITES, w->objective_sites, 2, SEPMS_WORKUP_OBJECTIVE_SITES);
	sepms_find_fact(&f, DIFFERENT_SITE, w->different_site, SEPMS_WORKUP_DIFFERENT_SITE);
	sepms_find_count(&f, CORD, w->spinal_cord, 2, SEPMS_WORKUP_SPINAL_CORD);
	sepms_find_fact(&f, OPTIC, optic, SEPMS_WORKUP_OPTIC_NERVE);
	if (w->topographies < 0)
		find_regions(&f, w);
	else
		find_topographies(&f, w, optic);
	sepms_find_either(&f, NEW_IN_TIME, w->gd_and_nonenhancing, SEPMS_WORKUP_GD,
					  w->new_lesion, SEPMS_WORKUP_NEW_LESION);
	sepms_find_either(&f, CSF, w->ocb, SEPMS_WORKUP_OCB,
					  high_kflc(w, edition), SEPMS_WORKUP_KFLC);
	find_cvs(&f, w);
	sepms_find_count(&f, RIMS, w->rim_lesions, 1, SEPMS_WORKUP_RIMS);
	sepms_find_fact(&f, PROGRESSION, w->progression, SEPMS_WORKUP_PROGRESSION);
	sepms_find_fact(&f, TYPICAL, w->typical, SEPMS_WORKUP_TYPICAL);
	sepms_find_fact(&f, NO_BETTER, sepms_not(w->better), SEPMS_WORKUP_BETTER);
	return f;
}

sepms_workup_fault
sepms_workup_check(const sepms_workup *w, sepms_mcdonald edition)
{
	sepms_tri	optic = optic_nerve(w, edition);
	int			n = w->topographies;

	if (w->different_site == SEPMS_YES && w->attacks >= 0 && w->attacks < 2)
		return SEPMS_WORKUP_ONE_ATTACK;
	if (w->cvs_lesions >= 0 && w->cvs_examined >= 0 && w->cvs_lesions > w->cvs_examined)
		return SEPMS_WORKUP_MORE_VEINS;
	if (n < 0)
		return SEPMS_WORKUP_FINE;
	if (w->periventricular >= 0 || w->cortical >= 0 || w->infratentorial >= 0)
		return SEPMS_WORKUP_TWO_COUNTS;
	if (n > sepms_topographies(edition))
		return SEPMS_WORKUP_TOO_MANY;
	if (n < (w->spinal_cord > 0) + (optic == SEPMS_YES) ||
		n > BRAIN_REGIONS + (w->spinal_cord != 0) + (optic != SEPMS_NO))
		return SEPMS_WORKUP_CONTRADICTION;
	return SEPMS_WORKUP_FINE;
}

/*
 * The diagnosis
 */

static const char *
verdict_2017(const sepms_workup *w, const sepms_findings *f, sepms_tri ms)
{
	static const char *const short_of_it[] = {
		[SEPMS_UNKNOWN] = NULL,
		[SEPMS_NO] = "not fulfilled",
		[SEPMS_YES] = "possible MS",
	};

	if (ms == SEPMS_YES)
		return "MS";
	if (w->better == SEPMS_YES)
		return "not MS";
	return short_of_it[sepms_rule_answer(f, suspected, NULL)];
}

static uint32_t
cautions(const sepms_workup *w, const sepms_findings *f)
{
	uint32_t	age_50 = w->age >= 50;
	uint32_t	vascular = w->vascular_risk == SEPMS_YES;
	uint32_t	supported = f->low[CORD] > 0 || f->low[CSF] || f->low[CVS];
	uint32_t	age_12 = w->age < 12;

	return age_50 << SEPMS_CAUTION_AGE_50 | vascular << SEPMS_CAUTION_VASCULAR |
		((age_50 | vascular) & !supported) << SEPMS_CAUTION_UNSUPPORTED |
		age_12 << SEPMS_CAUTION_AGE_12;
}

sepms_diagnosis
sepms_diagnose(const sepms_workup *w, sepms_mcdonald edition)
{
	sepms_rule	rule = edition == SEPMS_MCDONALD_2017 ? fulfilled_2017 : fulfilled_2024;
	sepms_findings f = findings_of(w, edition);
	sepms_diagnosis d;

	d.ms = sepms_rule_answer(&f, rule, NULL);
	d.dis = sepms_rule_answer(&f, disseminated_in_space, NULL);
	d.dit = sepms_rule_answer(&f, disseminated_in_time, NULL);
	d.missing = sepms_rule_missing(&f, rule, NULL);
	if (edition == SEPMS_MCDONALD_2017)
	{
		d.verdict = verdict_2017(w, &f, d.ms);
		d.caution = 0;
	}
	else
	{
		d.verdict = d.ms == SEPMS_YES ? "MS" : "not fulfilled";
		d.caution = cautions(w, &f);
	}
	return d;
}
