/*
 * relapses.c
 *		The relapses of a patient as arguments, and records of the same relapse
 *		removed.
 */
#include "relapses.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "period.h"
#include "utils/array.h"
#include "utils/date.h"

typedef struct Relapse
{
	int32		onset;
	int32		end;
} Relapse;

#define ST_SORT sort_relapses
#define ST_ELEMENT_TYPE Relapse
#define ST_COMPARE(a, b) \
	((a)->onset != (b)->onset ? ((a)->onset < (b)->onset ? -1 : 1) : \
	 (a)->end < (b)->end ? -1 : (a)->end > (b)->end)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* Takes date i of an array; false if it is NULL. */
static inline bool
take_date(sepms_elements *dates, int i, DateADT *date)
{
	const DateADT *next = sepms_take(dates, i);

	if (next != NULL)
		*date = *next;
	return next != NULL;
}

static pg_noinline void
refuse_relapse(const char *problem, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s", problem),
			 errhint("%s", hint)));
}

/* Reads the relapses in order and leaves out those without an onset; ends may be NULL. */
static void
load_relapses(ms_course *course, ArrayType *onsets, ArrayType *ends)
{
	sepms_elements onset = sepms_elements_of(onsets, sizeof(DateADT));
	sepms_elements end = {0};
	Relapse    *relapse = palloc(Max(onset.n, 1) * sizeof(Relapse));
	int32	   *sorted = palloc(Max(onset.n, 1) * 2 * sizeof(int32));
	int			kept = 0;

	if (ends != NULL && (end = sepms_elements_of(ends, sizeof(DateADT))).n != onset.n)
		refuse_relapse("relapses and relapse_ends differ in length",
					   "Give one end for each relapse, NULL if it is unknown.");
	for (int i = 0; i < onset.n; i++)
	{
		Relapse		r = {.end = MS_END_UNKNOWN};
		bool		known = take_date(&onset, i, &r.onset);
		bool		end_known = ends != NULL && take_date(&end, i, &r.end);

		ms_pause_at(i);
		if (!known)
			continue;
		(void) sepms_finite("a relapse", r.onset);
		if (end_known && DATE_IS_NOBEGIN(r.end))
			(void) sepms_finite("the end of a relapse", r.end);
		if (end_known && r.end < r.onset)
			refuse_relapse("a relapse ends before its onset",
						   "Use NULL if the end is unknown, infinity if the relapse has not ended.");
		relapse[kept++] = r;
	}
	sort_relapses(relapse, kept);
	for (int i = 0; i < kept; i++)
	{
		ms_pause_at(i);
		sorted[i] = relapse[i].onset;
		sorted[onset.n + i] = relapse[i].end;
	}
	if (ends != NULL)
		kept = ms_relapses_settle(sorted, sorted + onset.n, kept);
	course->onset = sorted;
	course->end = ends != NULL ? sorted + onset.n : NULL;
	course->relapses = kept;
	course->relapses_known = true;
}

void
sepms_relapses_arg(FunctionCallInfo fcinfo, int onsets, int ends, ms_course *course)
{
	if (PG_ARGISNULL(onsets))
		return;
	load_relapses(course, PG_GETARG_ARRAYTYPE_P(onsets),
				  ends < 0 || PG_ARGISNULL(ends) ? NULL : PG_GETARG_ARRAYTYPE_P(ends));
}

/* Records of the same relapse */

PG_FUNCTION_INFO_V1(sepms_relapse_dedup);
Datum
sepms_relapse_dedup(PG_FUNCTION_ARGS)
{
	ms_course course = {0};
	int32		min_gap;
	int		   *kept;
	Datum	   *dates;
	int			n;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	min_gap = sepms_days("min_gap", PG_GETARG_INT32(1), "It is the minimum number of days between two relapses.");
	sepms_relapses_arg(fcinfo, 0, 2, &course);
	kept = palloc(Max(course.relapses, 1) * sizeof(int));
	n = ms_relapse_distinct(course.onset, course.end, course.relapses, min_gap, kept);
	dates = palloc(Max(n, 1) * sizeof(Datum));
	for (int i = 0; i < n; i++)
		dates[i] = DateADTGetDatum(course.onset[kept[i]]);
	PG_RETURN_ARRAYTYPE_P(construct_array(dates, n, DATEOID, sizeof(DateADT), true, TYPALIGN_INT));
}
