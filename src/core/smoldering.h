/*
 * smoldering.h
 *		Markers of smoldering MS: inflammation that goes on at a low grade
 *		behind the blood-brain barrier, and is not seen as relapses or new
 *		lesions.
 *
 * A marker is a finding, not a diagnosis:
 *
 *		pira		progression independent of relapse activity
 *		cognitive	confirmed worsening of the SDMT without a relapse
 *		prl			1 or more paramagnetic rim lesions
 *		prl_ge4		4 or more: a poorer course (Absinta 2019, JAMA Neurol
 *					76:1474, doi:10.1001/jamaneurol.2019.2399)
 *		sel			1 or more slowly expanding lesions (Elliott 2019, Mult
 *					Scler 25:1915, doi:10.1177/1352458518814117)
 *		bvl			brain volume loss above 0.4 % a year (neda.h)
 */
#ifndef SEPMS_CORE_SMOLDERING_H
#define SEPMS_CORE_SMOLDERING_H

#include <stdint.h>

#include "tri.h"

typedef enum sepms_smoldering_marker
{
	SEPMS_SMOLDERING_PIRA,
	SEPMS_SMOLDERING_COGNITIVE,
	SEPMS_SMOLDERING_PRL,
	SEPMS_SMOLDERING_PRL_GE4,
	SEPMS_SMOLDERING_SEL,
	SEPMS_SMOLDERING_BVL
} sepms_smoldering_marker;

/* What is known of a patient; counts are -1 where they are not. */
typedef struct sepms_smoldering_findings
{
	sepms_tri	pira;
	sepms_tri	cognitive;
	int32_t		rim_lesions;
	int32_t		expanding_lesions;
	sepms_tri	volume_loss;
	sepms_tri	acute;			/* a relapse, a new T2 or a Gd+ lesion in the same time */
} sepms_smoldering_findings;

/*
 * Which markers are there and which are not known: bits by marker.  prl_ge4 is
 * never unknown by itself, it goes with prl.
 */
typedef struct sepms_smoldering
{
	unsigned	flags;
	unsigned	unknown;
	sepms_tri	low_grade;		/* some marker, and no acute inflammation */
} sepms_smoldering;

extern sepms_smoldering sepms_smoldering_of(const sepms_smoldering_findings *found);

#endif							/* SEPMS_CORE_SMOLDERING_H */
