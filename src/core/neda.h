/*
 * neda.h
 *		No evidence of disease activity (NEDA): one patient's status over one
 *		period.
 *
 * It has five components, each yes (active), no, or not assessed: relapse,
 * progression, new or enlarging T2 lesions, Gd+ lesions, brain volume loss.
 * NEDA-3 means none of the first four, NEDA-4 none of the five.  One active
 * component settles the status whatever is missing; a missing component never
 * counts as no.
 *
 * Sources: Rotstein 2015, JAMA Neurol 72:152, doi:10.1001/jamaneurol.2014.3537
 * (NEDA-3); Kappos 2016, Mult Scler 22:1297, doi:10.1177/1352458515616701
 * (NEDA-4).
 */
#ifndef MS_NEDA_H
#define MS_NEDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tri.h"

typedef enum ms_neda_component
{
	MS_NEDA_RELAPSE,
	MS_NEDA_PROGRESSION,
	MS_NEDA_T2,
	MS_NEDA_GD,
	MS_NEDA_BRAIN_VOLUME
} ms_neda_component;

#define MS_NEDA_COMPONENTS 5

/* The verdict, which a clinician reads first, from best to worst. */
typedef enum ms_verdict
{
	MS_NEDA_4 = 1,
	MS_NEDA_3 = 2,
	MS_NEDA_NOT_EVALUABLE = 3,
	MS_EDA = 4
} ms_verdict;

/*
 * A status is 32 bits, stored on disk: the verdict in bits 24 to 27, then two
 * bits (ms_tri) for each component from bit 22 downward, and zeros for future
 * components, which read as not assessed.  The verdict follows from the
 * components.  It comes first, so that the order of the integers is the order
 * of the type, NEDA-4 < NEDA-3 < not evaluable < EDA, and the greatest status
 * of several periods has the verdict over all of them.
 */
typedef int32_t ms_neda;

/* Brain volume loss above this many percent per year is activity. */
#define MS_NEDA_VOLUME_LOSS 0.4

/* Does an annual percentage brain volume change (finite) show activity? */
extern bool ms_neda_volume_active(double annual_pbvc);

/*
 * MRI activity from new T2 and Gd+ lesions.  If Gd+ is unknown, T2 alone
 * decides, and may be unknown itself; with gd_required the answer is then
 * never no.
 */
static inline ms_tri
ms_mri_activity(ms_tri new_t2, ms_tri gd, bool gd_required)
{
	if (gd == MS_UNKNOWN && !gd_required)
		return new_t2;
	return ms_or(new_t2, gd);
}

extern ms_neda ms_neda_make(const ms_tri component[MS_NEDA_COMPONENTS]);
extern bool ms_neda_valid(int64_t bits);

static inline ms_tri
ms_neda_get(ms_neda status, ms_neda_component c)
{
	return (ms_tri) (status >> (22 - 2 * c) & 3);
}

static inline ms_verdict
ms_neda_verdict(ms_neda status)
{
	return (ms_verdict) (status >> 24);
}

/* The components alone, as a small number that is different for each status. */
#define MS_NEDA_KEYS (1 << 2 * MS_NEDA_COMPONENTS)

static inline int
ms_neda_key(ms_neda status)
{
	return status >> (24 - 2 * MS_NEDA_COMPONENTS) & (MS_NEDA_KEYS - 1);
}

/*
 * NEDA at level 3 or 4.  MRI counts as assessed with T2 alone, unless
 * gd_required.
 */
extern ms_tri ms_is_neda(ms_neda status, int level, bool gd_required);

/*
 * No evidence of progression or active disease (NEPAD, for progressive MS):
 * NEDA-3, and no worsening of the timed walk or the peg test.  Source:
 * Wolinsky 2018, Ann Neurol 84:527, doi:10.1002/ana.25313.
 */
extern ms_tri ms_is_nepad(ms_tri neda, ms_tri t25fw_worse, ms_tri nhpt_worse);

/*
 * Minimal evidence of disease activity (MEDA): no relapse, no progression, no
 * Gd+ lesion, and at most this many new T2 lesions.  An unknown count is -1;
 * unknown Gd+ is ignored unless gd_required.  Source: Prosperini 2020, J
 * Neurol Neurosurg Psychiatry 91:271, doi:10.1136/jnnp-2019-322348, whose rule
 * leaves out progression.
 */
#define MS_MEDA_NEW_T2 2

extern ms_tri ms_is_meda(ms_tri relapse, ms_tri progression, int new_t2,
						 ms_tri gd, bool gd_required);

/*
 * Who counts when patients stop treatment.  OBSERVED: the observed status
 * alone.  MITT: the modified intention to treat of OPERA, where a patient who
 * stopped without evidence of activity is a failure if for inefficacy or
 * death, and otherwise left out.  NRI: whatever is not known to be NEDA is a
 * failure.
 */
typedef enum ms_neda_policy
{
	MS_POLICY_OBSERVED,
	MS_POLICY_MITT,
	MS_POLICY_NRI
} ms_neda_policy;

/* Yes: NEDA; no: failure; unknown: not counted.  neda is the answer of ms_is_neda(). */
extern ms_tri ms_neda_outcome(ms_neda_policy policy, ms_tri neda,
							  ms_tri stopped, ms_tri inefficacy);

/* Names of components and verdicts, and the longest text of a status. */
extern const char *ms_neda_component_name(ms_neda_component c);
extern const char *ms_neda_verdict_name(ms_verdict v);

#define MS_NEDA_TEXT_MAX 160

/*
 * The text of a status: the verdict, then in parentheses what was active and
 * what is missing.  Components that are not named were assessed and are
 * inactive.
 *
 *		EDA (active: relapse, new T2; missing: brain volume loss)
 *
 * A component added later will read as missing where it is not named, so that
 * old texts keep their meaning.
 */
extern void ms_neda_print(ms_neda status, char text[MS_NEDA_TEXT_MAX]);

typedef enum ms_neda_result
{
	MS_NEDA_OK,
	MS_NEDA_SYNTAX,
	MS_NEDA_VERDICT_ALONE,		/* a verdict that many statuses share */
	MS_NEDA_CONTRADICTION		/* the components give another verdict */
} ms_neda_result;

/*
 * Reads the output of ms_neda_print(); case and blanks do not matter.  A
 * verdict alone is a status only for NEDA-4, where everything was assessed and
 * nothing found.  Any other verdict is shared by many statuses, and a
 * comparison with one of them would miss most: then *status contains the
 * verdict alone.  After a contradiction *status is what the components say.
 */
extern ms_neda_result ms_neda_parse(const char *text, size_t len,
									ms_neda *status);

#endif							/* MS_NEDA_H */
