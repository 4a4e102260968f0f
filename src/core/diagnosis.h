/*
 * diagnosis.h
 *		The McDonald criteria for the diagnosis of multiple sclerosis.
 *
 * Sources: Thompson 2018, Lancet Neurol 17:162, doi:10.1016/S1474-4422(17)30470-2
 * (the 2017 revision); Montalban 2025, Lancet Neurol 24:850 (the 2024 one).
 * Symptomatic lesions count, and one lesion of a region is enough.  The order of
 * the branches of 2024 is from memory, as is the table of attacks of 2017.
 */
#ifndef SEPMS_CORE_DIAGNOSIS_H
#define SEPMS_CORE_DIAGNOSIS_H

#include "rule.h"

typedef enum sepms_mcdonald
{
	SEPMS_MCDONALD_2017,
	SEPMS_MCDONALD_2024
} sepms_mcdonald;

/* What a work-up consists of, in the order of the SQL functions' arguments. */
enum
{
	SEPMS_WORKUP_ATTACKS,
	SEPMS_WORKUP_OBJECTIVE_SITES,
	SEPMS_WORKUP_DIFFERENT_SITE,
	SEPMS_WORKUP_TOPOGRAPHIES,
	SEPMS_WORKUP_PERIVENTRICULAR,
	SEPMS_WORKUP_CORTICAL,
	SEPMS_WORKUP_INFRATENTORIAL,
	SEPMS_WORKUP_SPINAL_CORD,
	SEPMS_WORKUP_GD,
	SEPMS_WORKUP_NEW_LESION,
	SEPMS_WORKUP_OCB,
	SEPMS_WORKUP_PROGRESSION,
	SEPMS_WORKUP_TYPICAL,
	SEPMS_WORKUP_BETTER,
	/* from here on 2024 only */
	SEPMS_WORKUP_OPTIC_NERVE,
	SEPMS_WORKUP_KFLC,
	SEPMS_WORKUP_CVS,
	SEPMS_WORKUP_CVS_EXAMINED,
	SEPMS_WORKUP_RIMS,
	SEPMS_WORKUP_AGE,
	SEPMS_WORKUP_VASCULAR,
	SEPMS_WORKUP_ITEMS
};

/* Their names. */
extern const char *const sepms_workup_names[SEPMS_WORKUP_ITEMS];

/* Counts are >= 0, or -1 when unknown; other numbers are NaN then. */
typedef struct sepms_workup
{
	int			attacks;		/* all of them, those of the history too */
	int			objective_sites;	/* with objective clinical evidence of a lesion */
	sepms_tri	different_site; /* another attack came from another site */
	int			topographies;	/* regions with a lesion; instead of the next three */
	int			periventricular;	/* T2 lesions of a region */
	int			cortical;		/* or juxtacortical */
	int			infratentorial;
	int			spinal_cord;
	sepms_tri	gd_and_nonenhancing;	/* lesions, at one time */
	sepms_tri	new_lesion;		/* T2 or Gd+ on a later scan */
	sepms_tri	ocb;			/* two bands or more in the CSF alone */
	sepms_tri	progression;	/* from onset, for 12 months, apart from relapses */
	sepms_tri	typical;
	sepms_tri	better;			/* another explanation is a better one */
	sepms_tri	optic_nerve;	/* lesion */
	double		kflc_index;
	int			cvs_lesions;	/* lesions with a central vein, */
	int			cvs_examined;	/* of so many looked at */
	int			rim_lesions;	/* paramagnetic */
	double		age;			/* years */
	sepms_tri	vascular_risk;
} sepms_workup;

typedef enum sepms_workup_fault
{
	SEPMS_WORKUP_FINE,
	SEPMS_WORKUP_ONE_ATTACK,	/* another site needs a second attack */
	SEPMS_WORKUP_TWO_COUNTS,	/* topographies, and regions one by one */
	SEPMS_WORKUP_TOO_MANY,		/* more topographies than there are */
	SEPMS_WORKUP_CONTRADICTION, /* topographies against the cord or the optic nerve */
	SEPMS_WORKUP_MORE_VEINS		/* than lesions looked at */
} sepms_workup_fault;

/* What in a work-up cannot be. */
extern sepms_workup_fault sepms_workup_check(const sepms_workup *w, sepms_mcdonald edition);

/* How many topographies an edition knows: 4, and the optic nerve. */
static inline int
sepms_topographies(sepms_mcdonald edition)
{
	return edition == SEPMS_MCDONALD_2017 ? 4 : 5;
}

/* Cautions of 2024, as a set of bits. */
enum
{
	SEPMS_CAUTION_AGE_50,		/* other causes of lesions are frequent */
	SEPMS_CAUTION_VASCULAR,
	SEPMS_CAUTION_UNSUPPORTED,	/* in these two: no cord lesion, CSF or CVS */
	SEPMS_CAUTION_AGE_12		/* test for MOG-IgG */
};

typedef struct sepms_diagnosis
{
	const char *verdict;		/* NULL: not even known what is to be judged */
	sepms_tri	ms;				/* are the criteria fulfilled? */
	sepms_tri	dis;			/* dissemination in space, clinical or on MRI */
	sepms_tri	dit;			/* and in time */
	uint32_t	missing;		/* items on which ms still turns */
	uint32_t	caution;
} sepms_diagnosis;

/* The diagnosis of a work-up that was checked. */
extern sepms_diagnosis sepms_diagnose(const sepms_workup *w, sepms_mcdonald edition);

#endif							/* SEPMS_CORE_DIAGNOSIS_H */
