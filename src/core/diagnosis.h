/*
 * diagnosis.h
 *		The McDonald criteria for the diagnosis of multiple sclerosis.
 *
 * Sources: Thompson 2018, Lancet Neurol 17:162, doi:10.1016/S1474-4422(17)30470-2
 * (the 2017 revision); Montalban 2025, Lancet Neurol 24:850 (the 2024 one).
 * Symptomatic lesions count, and one lesion of a region is enough.  The order of
 * the branches of 2024 is from memory, as is the table of attacks of 2017.
 */
#ifndef MS_DIAGNOSIS_H
#define MS_DIAGNOSIS_H

#include "rule.h"

typedef enum ms_mcdonald
{
	MS_MCDONALD_2017,
	MS_MCDONALD_2024
} ms_mcdonald;

/* What a work-up consists of, in the order of the SQL functions' arguments. */
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

/* Their names. */
extern const char *const ms_workup_names[MS_WORKUP_ITEMS];

/* Counts are >= 0, or -1 when unknown; other numbers are NaN then. */
typedef struct ms_workup
{
	int			attacks;		/* all of them, those of the history too */
	int			objective_sites;	/* with objective clinical evidence of a lesion */
	ms_tri		different_site; /* another attack came from another site */
	int			topographies;	/* regions with a lesion; instead of the next three */
	int			periventricular;	/* T2 lesions of a region */
	int			cortical;		/* or juxtacortical */
	int			infratentorial;
	int			spinal_cord;
	ms_tri		gd_and_nonenhancing;	/* lesions, at one time */
	ms_tri		new_lesion;		/* T2 or Gd+ on a later scan */
	ms_tri		ocb;			/* two bands or more in the CSF alone */
	ms_tri		progression;	/* from onset, for 12 months, apart from relapses */
	ms_tri		typical;
	ms_tri		better;			/* another explanation is a better one */
	ms_tri		optic_nerve;	/* lesion */
	double		kflc_index;
	int			cvs_lesions;	/* lesions with a central vein, */
	int			cvs_examined;	/* of so many looked at */
	int			rim_lesions;	/* paramagnetic */
	double		age;			/* years */
	ms_tri		vascular_risk;
} ms_workup;

typedef enum ms_workup_fault
{
	MS_WORKUP_FINE,
	MS_WORKUP_ONE_ATTACK,		/* another site needs a second attack */
	MS_WORKUP_TWO_COUNTS,		/* topographies, and regions one by one */
	MS_WORKUP_TOO_MANY,			/* more topographies than there are */
	MS_WORKUP_CONTRADICTION, /* topographies against the cord or the optic nerve */
	MS_WORKUP_MORE_VEINS		/* than lesions looked at */
} ms_workup_fault;

/* What in a work-up cannot be. */
extern ms_workup_fault ms_workup_check(const ms_workup *w, ms_mcdonald edition);

/* How many topographies an edition knows: 4, and the optic nerve. */
static inline int
ms_topographies(ms_mcdonald edition)
{
	return edition == MS_MCDONALD_2017 ? 4 : 5;
}

/* Cautions of 2024, as a set of bits. */
enum
{
	MS_CAUTION_AGE_50,			/* other causes of lesions are frequent */
	MS_CAUTION_VASCULAR,
	MS_CAUTION_UNSUPPORTED,		/* in these two: no cord lesion, CSF or CVS */
	MS_CAUTION_AGE_12			/* test for MOG-IgG */
};

typedef struct ms_diagnosis
{
	const char *verdict;		/* NULL: not even known what is to be judged */
	ms_tri		ms;				/* are the criteria fulfilled? */
	ms_tri		dis;			/* dissemination in space, clinical or on MRI */
	ms_tri		dit;			/* and in time */
	uint32_t	missing;		/* items on which ms still turns */
	uint32_t	caution;
} ms_diagnosis;

/* The diagnosis of a work-up that was checked. */
extern ms_diagnosis ms_diagnose(const ms_workup *w, ms_mcdonald edition);

#endif							/* MS_DIAGNOSIS_H */
