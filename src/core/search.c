/*
 * search.c
 *		Prepares a search in a patient's course, and reports its steps.
 */
#include "search.h"

#include <math.h>

void
ms_tell(const ms_search *x, ms_step_kind kind, int visit, int other, int relapse, double number)
{
	ms_step		step = {
		.kind = kind, .visit = visit, .other = other, .relapse = relapse, .number = number,
		.baseline = x->baseline < x->n ? x->baseline : -1
	};

	step.value = visit >= 0 ? x->at[visit].value : 0;
	step.baseline_value = step.baseline >= 0 ? x->at[step.baseline].value : 0;
	step.worsening = visit >= 0 && step.baseline >= 0 &&
		(x->criteria->worsening == 0) == (step.value > step.baseline_value);
	x->tracer->step(x->tracer->arg, &step);
}

/*
 * Is a relapse too long before the first visit to matter?  One with a known
 * end may still be going on.
 */
static bool
is_forgotten(const ms_search *x, int relapse)
{
	double		enough = x->criteria->relapse_to_bl[0];

	return ms_days_since(x, 0, relapse) > enough && !(enough > 0 && ms_end_known(x, relapse));
}

/*
 * Find the relapses that matter; of those before recent, only the ones with a
 * known end do.
 */
static void
find_oldest(ms_search *x)
{
	while (x->oldest < x->course->relapses && is_forgotten(x, x->oldest))
		x->oldest++;
	x->recent = x->oldest;
	x->ancient = -1;
	for (; x->recent < x->course->relapses && ms_days_since(x, 0, x->recent) > x->criteria->relapse_to_bl[0]; x->recent++)
		if (ms_end_known(x, x->recent))
			x->ancient = x->recent;
}

ms_search
ms_search_begin(const ms_course *course, const ms_criteria *criteria,
				ms_scratch *scratch, const ms_tracer *tracer)
{
	ms_search	x = {
		.visit = course->visit, .course = course, .criteria = criteria, .tracer = tracer,
		.at = scratch, .n = course->visits, .from = 1, .noted = -1, .last_value = -INFINITY
	};
	int			relapse;
	int			ended = -1;		/* latest up to the visit, of known end */
	int			open = -1;		/* and of unknown end */

	if (x.n == 0)
		return x;
	find_oldest(&x);
	relapse = x.oldest;			/* first one after the previous visit */
	for (int i = 0; i < x.n; i++)
	{
		int32_t		day = course->visit[i].day;

		scratch[i].value = course->visit[i].value;
		scratch[i].next = relapse;
		while (relapse < course->relapses && course->onset[relapse] <= day)
		{
			if (course->onset[relapse] < day)
				scratch[i].next = relapse + 1;
			if (ms_end_known(&x, relapse))
				ended = relapse;
			else if (relapse >= x.recent)
				open = relapse;
			relapse++;
		}
		scratch[i].last = ended >= 0 && day <= course->end[ended] ? ended : open;
		if (scratch[i].next >= course->relapses)
			scratch[i].next = -1;
	}
	x.relapse = x.ahead[0] = x.ahead[1] = x.oldest;
	return x;
}
