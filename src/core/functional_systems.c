/*
 * functional_systems.c
 *		Computes the EDSS from functional systems and ambulation, and finds the
 *		issues of a visit.
 */
#include "functional_systems.h"

#include <stdlib.h>

#include "edss.h"

#define GRADE_MAX 6				/* of a system */
#define AMBULATION_MAX 16

const char *const ms_grade_names[MS_GRADES + 1] = {
	"visual", "brainstem", "pyramidal", "cerebellar", "sensory", "bowel_bladder", "cerebral",
	"ambulation", NULL
};

static const int visual_converted[] = {0, 1, 2, 2, 3, 3, 4};
static const int bowel_bladder_converted[] = {0, 1, 2, 3, 3, 4, 5};

int
ms_visual_converted(int grade)
{
	return visual_converted[grade];
}

int
ms_bowel_bladder_converted(int grade)
{
	return bowel_bladder_converted[grade];
}

int
ms_grade_max(int which, const ms_fs_reading *reading)
{
	static const int raw[MS_SYSTEMS] = {6, 5, 6, 5, 6, 6, 5};
	static const int converted[MS_SYSTEMS] = {4, 5, 6, 5, 6, 5, 5};

	if (which == MS_AMBULATION)
		return reading->as_scale == MS_AS_NEUROSTATUS ? AMBULATION_MAX : 13;
	return (reading->converted ? converted : raw)[which];
}

/* The lowest EDSS for an ambulation score, in half points. */
static uint8_t
least_of_ambulation(int score, ms_as_scale scale)
{
	static const uint8_t least[][AMBULATION_MAX + 1] = {
		[MS_AS_NEUROSTATUS] = {0, 4, 9, 10, 11, 12, 12, 12, 13, 13, 14, 15, 16, 17, 18, 19, 20},
		[MS_AS_SHORT13] = {0, 4, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20},
		[MS_AS_KURTZKE] = {0, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20},
	};

	return least[scale][score];
}

/* The grade of a system as it counts for the EDSS. */
static int
counted(int which, int grade, const ms_fs_reading *reading)
{
	if (which == MS_CEREBRAL && reading->cerebral1_zero && grade == 1)
		return 0;
	if (which == MS_VISUAL && !reading->converted)
		return visual_converted[grade];
	if (which == MS_BOWEL_BLADDER && !reading->converted)
		return bowel_bladder_converted[grade];
	return grade;
}

/* The EDSS, from 0 to 5.0, for the number of systems with each grade. */
static uint8_t
edss_of_counts(const int n[GRADE_MAX + 1])
{
	static const uint8_t of_twos[] = {0, 4, 5, 6, 6, 7, 8, 8};

	if (n[6] + n[5] > 0 || n[4] >= 2 || (n[4] == 1 && n[3] >= 3) || n[3] >= 6)
		return 10;
	if (n[4] == 1)
		return n[3] + n[2] > 0 ? 9 : 8;
	if (n[3] >= 3)
		return n[3] == 5 ? 9 : 8;
	if (n[3] == 2)
		return n[2] > 0 ? 8 : 7;
	if (n[3] == 1)
		return n[2] >= 3 ? 8 : n[2] > 0 ? 7 : 6;
	if (n[2] > 0)
		return of_twos[n[2]];
	return n[1] >= 2 ? 3 : n[1] == 1 ? 2 : 0;
}

/*
 * The EDSS follows from the systems, but is at least the minimum for the
 * ambulation score.  From 5.0 on, ambulation alone decides.
 */
static uint8_t
edss_of_grades(const int grade[MS_GRADES], const ms_fs_reading *reading)
{
	uint8_t		least = least_of_ambulation(grade[MS_AMBULATION], reading->as_scale);
	int			n[GRADE_MAX + 1] = {0};
	uint8_t		halves;

	for (int i = 0; i < MS_SYSTEMS; i++)
		n[counted(i, grade[i], reading)]++;
	halves = edss_of_counts(n);
	return halves > least ? halves : least;
}

void
ms_fs_bounds(const int grade[MS_GRADES], const ms_fs_reading *reading,
			 uint8_t *lower, uint8_t *upper)
{
	int			least[MS_GRADES];
	int			most[MS_GRADES];

	for (int i = 0; i < MS_GRADES; i++)
	{
		bool		known = grade[i] != MS_NOT_GRADED;

		least[i] = known ? grade[i] : 0;
		most[i] = known ? grade[i] : ms_grade_max(i, reading);
	}
	*lower = edss_of_grades(least, reading);
	*upper = edss_of_grades(most, reading);
}

/* Issues */

const char *const ms_edss_issue_codes[MS_EDSS_ISSUES] = {
	[MS_EDSS_INVALID] = "edss_invalid",
	[MS_FS_RANGE] = "fs_range",
	[MS_EDSS_NE_FS] = "edss_ne_fs",
	[MS_EDSS_LT_FS] = "edss_lt_fs",
	[MS_AS_GE2_EDSS_LOW] = "as_ge2_edss_low",
	[MS_EDSS_HIGH_AS_LOW] = "edss_high_as_low",
	[MS_EDSS10_ALIVE] = "edss10_alive",
	[MS_FS_STEP] = "fs_step",
	[MS_AS1_NO_MOTOR] = "as1_no_motor",
};

const char *const ms_edss_issue_meanings[MS_EDSS_ISSUES] = {
	[MS_EDSS_INVALID] = "the recorded EDSS is not one of the 20 values of the scale",
	[MS_FS_RANGE] = "a grade is out of its range",
	[MS_EDSS_NE_FS] = "the recorded EDSS differs from the computed one; an error if they are 1.0 or more apart",
	[MS_EDSS_LT_FS] = "the EDSS is below the highest functional system grade, with 6 counted as 5",
	[MS_AS_GE2_EDSS_LOW] = "the EDSS is below the minimum for an ambulation score of 2 or more",
	[MS_EDSS_HIGH_AS_LOW] = "the EDSS is 5.5 or more, but the ambulation score is 3 or less",
	[MS_EDSS10_ALIVE] = "the EDSS is 10 (death due to MS), but the patient has later visits",
	[MS_FS_STEP] = "the EDSS changed by 1.0 or more since the previous visit, but no grade changed in the same direction",
	[MS_AS1_NO_MOTOR] = "the ambulation score is 1, but neither the pyramidal nor the cerebellar grade is 2 or more",
};

bool
ms_edss_issue_uncertain(ms_edss_issue issue)
{
	return issue == MS_FS_STEP || issue == MS_AS1_NO_MOTOR;
}

bool
ms_edss_issue_is_error(ms_edss_issue issue, int difference)
{
	switch (issue)
	{
		case MS_EDSS_NE_FS:
			return abs(difference) >= 2;
		case MS_EDSS_LT_FS:
		case MS_FS_STEP:
		case MS_AS1_NO_MOTOR:
			return false;
		default:
			return true;
	}
}

/*
 * The highest known grade as it counts; 6 becomes 5, since a system alone
 * gives at most EDSS 5.0.
 */
static int
highest_grade(const int grade[MS_GRADES], const ms_fs_reading *reading)
{
	int			highest = 0;

	for (int i = 0; i < MS_SYSTEMS; i++)
		if (grade[i] != MS_NOT_GRADED && counted(i, grade[i], reading) > highest)
			highest = counted(i, grade[i], reading);
	return highest < 5 ? highest : 5;
}

/* A recorded grade; MS_NOT_GRADED if it is out of range. */
static int
usable_grade(int which, int grade, const ms_fs_reading *reading)
{
	return grade >= 0 && grade <= ms_grade_max(which, reading) ? grade : MS_NOT_GRADED;
}

/*
 * Did the EDSS change by 1.0 or more, but no grade in the same direction?  If
 * a system is unknown at one of the visits, its grade may have changed: then
 * the answer is no.  Ambulation is compared only if it is known at both.
 */
static bool
unexplained_step(const ms_edss_record *record, const int grade[MS_GRADES])
{
	int			change = record->halves - record->previous_halves;
	bool		unknown = false;

	if (record->previous_halves < 0 || abs(change) < 2)
		return false;
	for (int i = 0; i < MS_GRADES; i++)
	{
		int			before = usable_grade(i, record->previous_grade[i], &record->reading);

		if (grade[i] == MS_NOT_GRADED || before == MS_NOT_GRADED)
			unknown |= i < MS_SYSTEMS;
		else if (change > 0 ? grade[i] > before : grade[i] < before)
			return false;
	}
	return !unknown;
}

static bool
is_below_2(int grade)
{
	return grade != MS_NOT_GRADED && grade < 2;
}

static uint32_t
issue_if(bool condition, ms_edss_issue issue)
{
	return (uint32_t) condition << issue;
}

uint32_t
ms_edss_issues(const ms_edss_record *record, int *difference)
{
	const ms_fs_reading *reading = &record->reading;
	int			halves = record->halves;
	int			grade[MS_GRADES];
	int			ambulation;
	bool		complete = true;
	bool		wrong = false;
	uint32_t	issues;

	for (int i = 0; i < MS_GRADES; i++)
	{
		grade[i] = usable_grade(i, record->grade[i], reading);
		complete &= grade[i] != MS_NOT_GRADED;
		wrong |= grade[i] != record->grade[i];
	}
	ambulation = grade[MS_AMBULATION];
	*difference = complete && halves >= 0 ? halves - edss_of_grades(grade, reading) : 0;

	issues = issue_if(halves == MS_WRONG_EDSS, MS_EDSS_INVALID) |
		issue_if(wrong, MS_FS_RANGE) |
		issue_if(*difference != 0, MS_EDSS_NE_FS) |
		issue_if(ambulation == 1 && is_below_2(grade[MS_PYRAMIDAL]) && is_below_2(grade[MS_CEREBELLAR]),
				 MS_AS1_NO_MOTOR);
	if (halves < 0)
		return issues;
	return issues |
		issue_if(halves < 2 * highest_grade(grade, reading), MS_EDSS_LT_FS) |
		issue_if(ambulation >= 2 && halves < least_of_ambulation(ambulation, reading->as_scale),
				 MS_AS_GE2_EDSS_LOW) |
		issue_if(halves >= 11 && ambulation >= 0 && ambulation <= 3, MS_EDSS_HIGH_AS_LOW) |
		issue_if(halves == MS_EDSS_MAX_HALVES && record->alive == MS_YES, MS_EDSS10_ALIVE) |
		issue_if(unexplained_step(record, grade), MS_FS_STEP);
}
