/*
 * functional_systems.h
 *		The EDSS computed from seven functional systems and ambulation, and
 *		checks of a recorded EDSS against them.
 *
 * The rule is that of the Neurostatus scoring table (Kappos, University
 * Hospital Basel), after Kurtzke 1983, doi:10.1212/wnl.33.11.1444, as the
 * public calculators apply it; the licensed table itself was not seen.
 */
#ifndef MS_FUNCTIONAL_SYSTEMS_H
#define MS_FUNCTIONAL_SYSTEMS_H

#include <stdbool.h>
#include <stdint.h>

#include "tri.h"

/* The grades: those of the systems, then ambulation. */
enum
{
	MS_VISUAL,
	MS_BRAINSTEM,
	MS_PYRAMIDAL,
	MS_CEREBELLAR,
	MS_SENSORY,
	MS_BOWEL_BLADDER,
	MS_CEREBRAL,
	MS_AMBULATION,
	MS_GRADES,					/* number of grades */
	MS_SYSTEMS = MS_AMBULATION			/* number without ambulation */
};

#define MS_NOT_GRADED		(-1)
#define MS_WRONG_GRADE		(-2)	/* recorded, but below any valid grade */

/* Names of the grades; ends with NULL. */
extern const char *const ms_grade_names[MS_GRADES + 1];

/*
 * Scales of the ambulation score, with the lowest EDSS for each score:
 *
 *		EDSS at least	2.0	4.0	4.5	5.0	5.5	6.0		6.5	7.0	7.5	8.0	8.5	9.0	9.5	10
 *		neurostatus		1		2	3	4	5,6,7	8,9	10	11	12	13	14	15	16
 *		short13			1		2	3	4	5		6	7	8	9	10	11	12	13
 *		kurtzke				1	2	3	4	5		6	7	8	9	10	11	12	13
 *
 * Neurostatus itself ends at 12; 13 to 16 are an extension made by
 * calculators.  The other two occur in exports in Kurtzke's tradition and were
 * not seen in a publication; in 'kurtzke', 1 is the walking distance of EDSS
 * 4.0.
 */
typedef enum ms_as_scale
{
	MS_AS_NEUROSTATUS,
	MS_AS_SHORT13,
	MS_AS_KURTZKE
} ms_as_scale;

/* How to interpret grades. */
typedef struct ms_fs_reading
{
	bool		cerebral1_zero; /* cerebral grade 1 counts as 0: Kurtzke 1983 */
	ms_as_scale as_scale;
	bool		converted;		/* visual and bowel and bladder grades are already converted */
} ms_fs_reading;

/* The highest valid grade of a system or of ambulation; the lowest is 0. */
extern int	ms_grade_max(int which, const ms_fs_reading *reading);

/* The converted grade: visual 0-6 becomes 0-4, bowel and bladder 0-6 becomes 0-5. */
extern int	ms_visual_converted(int grade);
extern int	ms_bowel_bladder_converted(int grade);

/*
 * The range of the EDSS, in half points.  Each grade is in its range or
 * MS_NOT_GRADED.  A higher grade never lowers the EDSS, so the limits are the
 * EDSS with all unknown grades at their lowest and at their highest.  If the
 * limits are equal, that is the EDSS.
 */
extern void ms_fs_bounds(const int grade[MS_GRADES], const ms_fs_reading *reading,
						 uint8_t *lower, uint8_t *upper);

/* Possible issues of a visit, in order; bit numbers in a set. */
typedef enum ms_edss_issue
{
	MS_EDSS_INVALID,
	MS_FS_RANGE,
	MS_EDSS_NE_FS,
	MS_EDSS_LT_FS,
	MS_AS_GE2_EDSS_LOW,
	MS_EDSS_HIGH_AS_LOW,
	MS_EDSS10_ALIVE,
	MS_FS_STEP,
	MS_AS1_NO_MOTOR,
	MS_EDSS_ISSUES				/* number of issues */
} ms_edss_issue;

extern const char *const ms_edss_issue_codes[MS_EDSS_ISSUES];
extern const char *const ms_edss_issue_meanings[MS_EDSS_ISSUES];

/* Is the check from memory rather than from a source that was read? */
extern bool ms_edss_issue_uncertain(ms_edss_issue issue);

/*
 * Is the issue an error, or a warning?  A recorded EDSS that differs from the
 * computed one (by difference, in half points) is an error if it does so by
 * 1.0 or more.
 */
extern bool ms_edss_issue_is_error(ms_edss_issue issue, int difference);

#define MS_NO_EDSS			(-1)	/* not recorded */
#define MS_WRONG_EDSS		(-2)	/* recorded, but not a value of the scale */

/* A visit as recorded; grades may be out of range. */
typedef struct ms_edss_record
{
	int			halves;			/* EDSS in half points, MS_NO_EDSS or MS_WRONG_EDSS */
	int			grade[MS_GRADES];
	ms_fs_reading reading;
	ms_tri		alive;			/* is the patient alive after this visit? */
	int			previous_halves;	/* of the visit before */
	int			previous_grade[MS_GRADES];
} ms_edss_record;

/*
 * The set of a visit's issues.  *difference is the recorded minus the computed
 * EDSS, in half points, and 0 without MS_EDSS_NE_FS.  A check whose input is
 * unknown, out of range or not an EDSS is skipped.
 */
extern uint32_t ms_edss_issues(const ms_edss_record *record, int *difference);

#endif							/* MS_FUNCTIONAL_SYSTEMS_H */
