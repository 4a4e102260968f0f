/*
 * grades.c
 *		Every combination of functional systems, and random ones with gaps.
 *
 * The bytes are read as grades, some of them unknown.  The program checks what
 * must hold for every answer, and aborts if it does not.  On the first call it
 * also checks all combinations of grades.  See test/core/run.
 */
#include "random.h"

#include "../../src/core/edss.h"
#include "../../src/core/functional_systems.h"

#define SCORES 3				/* ambulation 0, 1 and 2: the systems decide */
#define RAW (7 * 6 * 7 * 6 * 7 * 7 * 6 * SCORES)

static uint8_t
edss_of(const int grade[MS_GRADES], const ms_fs_reading *reading)
{
	uint8_t		lower;
	uint8_t		upper;

	ms_fs_bounds(grade, reading, &lower, &upper);
	require(lower == upper);
	return lower;
}

static int
choices(int which, const ms_fs_reading *reading)
{
	return which == MS_AMBULATION ? SCORES : ms_grade_max(which, reading) + 1;
}

/*
 * The grades for a number, the last changing fastest; returns how many numbers
 * there are.
 */
static int
grades_of(int number, const ms_fs_reading *reading, int grade[MS_GRADES])
{
	int			all = 1;

	for (int i = MS_GRADES - 1; i >= 0; i--)
	{
		int			n = choices(i, reading);

		grade[i] = number % n;
		number /= n;
		all *= n;
	}
	return all;
}

/* The highest grade as it counts; 6 becomes 5. */
static int
highest(const int grade[MS_GRADES], const ms_fs_reading *reading)
{
	int			most = 0;

	for (int i = 0; i < MS_SYSTEMS; i++)
	{
		int			counts = grade[i];

		if (i == MS_VISUAL && !reading->converted)
			counts = ms_visual_converted(counts);
		if (i == MS_BOWEL_BLADDER && !reading->converted)
			counts = ms_bowel_bladder_converted(counts);
		if (i == MS_CEREBRAL && counts == 1 && reading->cerebral1_zero)
			counts = 0;
		if (counts > most)
			most = counts;
	}
	return most < 5 ? most : 5;
}

/*
 * Every EDSS is a value of the scale and not lower than the highest grade, and
 * a higher grade never lowers it.  The number of combinations with each EDSS
 * is as counted by an independent program with another method (expected, by
 * half points).
 */
static void
all_grades(const ms_fs_reading *reading, const int *expected)
{
	static uint8_t edss[RAW];
	int			count[MS_EDSS_MAX_HALVES + 1] = {0};
	int			grade[MS_GRADES];
	int			all = grades_of(0, reading, grade);

	for (int number = 0; number < all; number++)
	{
		int			step = 1;

		grades_of(number, reading, grade);
		edss[number] = edss_of(grade, reading);
		require(ms_edss_valid(edss[number]) && edss[number] <= 10);
		require(edss[number] >= 2 * highest(grade, reading));
		count[edss[number]]++;
		for (int i = MS_GRADES - 1; i >= 0; i--)
		{
			if (grade[i] > 0)
				require(edss[number - step] <= edss[number]);
			step *= choices(i, reading);
		}
	}
	for (int halves = 0; halves <= 10; halves++)
		require(count[halves] == expected[halves]);
}

static void
all_readings(void)
{
	static const struct
	{
		ms_fs_reading reading;
		int			count[11];
	}			of[] = {
		{{false, MS_AS_NEUROSTATUS, false}, {1, 0, 7, 120, 1152, 1728, 3632, 11808, 42568, 146254, 1348578}},
		{{true, MS_AS_NEUROSTATUS, false}, {2, 0, 12, 114, 1152, 1728, 3632, 11808, 42568, 146254, 1348578}},
		{{false, MS_AS_KURTZKE, false}, {1, 0, 7, 120, 512, 864, 1816, 5904, 51792, 146254, 1348578}},
		{{false, MS_AS_NEUROSTATUS, true}, {1, 0, 7, 120, 1024, 1344, 2576, 7560, 20610, 87286, 832032}},
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++)
		all_grades(&of[i].reading, of[i].count);
}

/* The lowest and the highest EDSS over all ways to fill the gaps, from this grade on. */
static void
fill_gaps(int grade[MS_GRADES], int from, const ms_fs_reading *reading, uint8_t *lower, uint8_t *upper)
{
	while (from < MS_GRADES && grade[from] != MS_NOT_GRADED)
		from++;
	if (from == MS_GRADES)
	{
		uint8_t		halves = edss_of(grade, reading);

		*lower = halves < *lower ? halves : *lower;
		*upper = halves > *upper ? halves : *upper;
		return;
	}
	for (int g = 0; g <= ms_grade_max(from, reading); g++)
	{
		grade[from] = g;
		fill_gaps(grade, from + 1, reading, lower, upper);
	}
	grade[from] = MS_NOT_GRADED;
}

static void
read_grades(bytes *b, const ms_fs_reading *reading, int grade[MS_GRADES])
{
	int			gaps = next(b, 4);

	for (int i = 0; i < MS_GRADES; i++)
		grade[i] = next(b, ms_grade_max(i, reading) + 1);
	if (next(b, 4) > 0)			/* with low scores the systems decide */
		grade[MS_AMBULATION] %= SCORES;
	while (gaps-- > 0)
		grade[next(b, MS_GRADES)] = MS_NOT_GRADED;
}

/*
 * An EDSS that agrees with its grades raises no issue that compares the two.
 * A lower EDSS raises one, if all grades are known.
 */
static void
check_issues(const int grade[MS_GRADES], const ms_fs_reading *reading, int lower, int upper, int below)
{
	const uint32_t compared = 1 << MS_EDSS_NE_FS | 1 << MS_EDSS_LT_FS | 1 << MS_AS_GE2_EDSS_LOW |
		1 << MS_EDSS_HIGH_AS_LOW;
	ms_edss_record record = {.halves = upper, .reading = *reading, .previous_halves = MS_NO_EDSS};
	bool		complete = true;
	int			difference;

	for (int i = 0; i < MS_GRADES; i++)
	{
		record.grade[i] = grade[i];
		complete &= grade[i] != MS_NOT_GRADED;
	}
	require((ms_edss_issues(&record, &difference) & compared) == 0 && difference == 0);

	record.halves = lower - below;
	if (complete && ms_edss_valid(record.halves))
		require(ms_edss_issues(&record, &difference) >> MS_EDSS_NE_FS & 1 && difference == -below);
}

#ifdef SEPMS_LIBFUZZER
static bool enumerated = true;	/* too slow with the instrumentation of libFuzzer */
#else
static bool enumerated = false;
#endif

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bytes		b = {data, size};
	ms_fs_reading reading = {next(&b, 2), next(&b, 3), next(&b, 2)};
	int			grade[MS_GRADES];
	uint8_t		lower;
	uint8_t		upper;
	uint8_t		least = MS_EDSS_MAX_HALVES;
	uint8_t		most = 0;

	if (!enumerated)
		all_readings();
	enumerated = true;

	read_grades(&b, &reading, grade);
	ms_fs_bounds(grade, &reading, &lower, &upper);
	fill_gaps(grade, 0, &reading, &least, &most);
	require(lower == least && upper == most);
	check_issues(grade, &reading, lower, upper, 1 + next(&b, 3));
	return 0;
}
