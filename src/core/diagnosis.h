/*
 * diagnosis.h
 *		The McDonald criteria for the diagnosis of multiple sclerosis.
 *
 * Sources: Thompson 2018, Lancet Neurol 17:162,
 * doi:10.1016/S1474-4422(17)30470-2 (the 2017 revision); Montalban 2025,
 * Lancet Neurol 24:850 (the 2024 revision).  Symptomatic lesions count, and
 * one lesion is enough for a region.  The order of the branches of 2024 and
 * the table of attacks of 2017 are from memory.
 */
#ifndef MS_DIAGNOSIS_H
#define MS_DIAGNOSIS_H

#include "rule.h"

typedef enum ms_mcdonald
{
	MS_MCDONALD_2017,
	MS_MCDONALD_2024
} ms_mcdonald;

/* The items of a work-up, in the order of the SQL functions' arguments. */
enum
{
	MS_WORKUP_ATTACKS,
	MS_WORKUP_OBJECTIVE_SITES,
	MS_WORKUP_DIFFERENT_SITE,
	MS_WORKUP_TOPOGRAPHIES,
	MS_WORKUP_PERIVENTRICULAR,
	MS_WORKUP_CORTICAL,
	MS_WORKUP_INFRATENTORIAL,
	MS_WORKUP_SPINAL_CORD,
	MS_WORKUP_GD,
	MS_WORKUP_NEW_LESION,
	MS_WORKUP_OCB,
	MS_WORKUP_PROGRESSION,
	MS_WORKUP_TYPICAL,
	MS_WORKUP_BETTER,
	/* from here on 2024 only */
	MS_WORKUP_OPTIC_NERVE,
	MS_WORKUP_KFLC,
	MS_WORKUP_CVS,
	MS_WORKUP_CVS_EXAMINED,
	MS_WORKUP_RIMS,
	MS_WORKUP_AGE,
	MS_WORKUP_VASCULAR,
	MS_WORKUP_ITEMS
};

/* Names of the items. */
extern const char *const ms_workup_names[MS_WORKUP_ITEMS];

/* Counts are >= 0, or -1 if unknown; other numbers are NaN if unknown. */
typedef struct ms_workup
{
	int			attacks;		/* all, including those of the history */
	int			objective_sites;	/* sites with objective clinical evidence of a lesion */
	ms_tri		different_site; /* did another attack come from another site? */
	int			topographies;	/* regions with a lesion; instead of the next three */
	int			periventricular;	/* T2 lesions in this region */
	int			cortical;		/* or juxtacortical */
	int			infratentorial;
	int			spinal_cord;
	ms_tri		gd_and_nonenhancing;	/* lesions of both kinds at the same time */
	ms_tri		new_lesion;		/* a new T2 or Gd+ lesion on a later scan */
	ms_tri		ocb;			/* two or more oligoclonal bands in the CSF only */
	ms_tri		progression;	/* from onset, for 12 months, independent of relapses */
	ms_tri		typical;
	ms_tri		better;			/* is another diagnosis a better explanation? */
	ms_tri		optic_nerve;	/* a lesion of the optic nerve */
	double		kflc_index;
	int			cvs_lesions;	/* lesions with a central vein, */
	int			cvs_examined;	/* among this many examined */
	int			rim_lesions;	/* lesions with a paramagnetic rim */
	double		age;			/* years */
	ms_tri		vascular_risk;
} ms_workup;

typedef enum ms_workup_fault
{
	MS_WORKUP_FINE,
	MS_WORKUP_ONE_ATTACK,		/* an attack from another site needs a second attack */
	MS_WORKUP_TWO_COUNTS,		/* both topographies and single regions are given */
	MS_WORKUP_TOO_MANY,			/* more topographies than exist */
	MS_WORKUP_CONTRADICTION, /* topographies do not fit the spinal cord or the optic nerve */
	MS_WORKUP_MORE_VEINS		/* more lesions with a vein than examined */
} ms_workup_fault;

/* Finds what in a work-up is impossible. */
extern ms_workup_fault ms_workup_check(const ms_workup *w, ms_mcdonald edition);

/* The number of topographies in an edition: 4, and since 2024 the optic nerve. */
static inline int
ms_topographies(ms_mcdonald edition)
{
	return edition == MS_MCDONALD_2017 ? 4 : 5;
}

/* Cautions of 2024: bit numbers in a set. */
enum
{
	MS_CAUTION_AGE_50,			/* other causes of lesions are frequent */
	MS_CAUTION_VASCULAR,
	MS_CAUTION_UNSUPPORTED,		/* one of these two, without a cord lesion, CSF finding or CVS */
	MS_CAUTION_AGE_12			/* test for MOG-IgG */
};

typedef struct ms_diagnosis
{
	const char *verdict;		/* NULL: unknown whether the criteria apply at all */
	ms_tri		ms;				/* are the criteria fulfilled? */
	ms_tri		dis;			/* dissemination in space, clinical or on MRI */
	ms_tri		dit;			/* dissemination in time */
	uint32_t	missing;		/* items that could still change ms */
	uint32_t	caution;
} ms_diagnosis;

/* The diagnosis for a work-up that passed ms_workup_check(). */
extern ms_diagnosis ms_diagnose(const ms_workup *w, ms_mcdonald edition);

#endif							/* MS_DIAGNOSIS_H */
