/*
 * smoldering.h
 *		Markers of smoldering MS: low-grade inflammation behind the blood-brain
 *		barrier that does not appear as relapses or new lesions.
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
#ifndef MS_SMOLDERING_H
#define MS_SMOLDERING_H

#include <stdint.h>

#include "tri.h"

typedef enum ms_smoldering_marker
{
	MS_SMOLDERING_PIRA,
	MS_SMOLDERING_COGNITIVE,
	MS_SMOLDERING_PRL,
	MS_SMOLDERING_PRL_GE4,
	MS_SMOLDERING_SEL,
	MS_SMOLDERING_BVL
} ms_smoldering_marker;

/* What is known of a patient; an unknown count is -1. */
typedef struct ms_smoldering_findings
{
	ms_tri		pira;
	ms_tri		cognitive;
	int32_t		rim_lesions;
	int32_t		expanding_lesions;
	ms_tri		volume_loss;
	ms_tri		acute;			/* a relapse, a new T2 or a Gd+ lesion in the same period */
} ms_smoldering_findings;

/*
 * The markers that are present and those that are unknown: bits by marker.
 * prl_ge4 is never unknown in itself; an unknown count makes prl unknown.
 */
typedef struct ms_smoldering
{
	unsigned	flags;
	unsigned	unknown;
	ms_tri		low_grade;		/* some marker, and no acute inflammation */
} ms_smoldering;

extern ms_smoldering ms_smoldering_flags(const ms_smoldering_findings *found);

#endif							/* MS_SMOLDERING_H */
