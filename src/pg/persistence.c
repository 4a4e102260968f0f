/*
 * persistence.c
 *		How long a patient stays on a drug, and why that ends.
 */
#include "treatment.h"

#include "../core/day.h"
#include "../core/persistence.h"
#include "catalog/pg_type.h"
#include "period.h"
#include "utils/builtins.h"
#include "utils/date.h"

/* The day of death, or MS_ONGOING if the argument is NULL. */
static int32
died_arg(FunctionCallInfo fcinfo, int arg, DateADT start)
{
	DateADT		died;
	char		text[2][MS_DAY_TEXT_MAX];

	if (PG_ARGISNULL(arg))
		return MS_ONGOING;
	died = sepms_finite("death", PG_GETARG_DATEADT(arg));
	if (died >= start)
		return died;
	(void) ms_day_print(died, text[0]);
	(void) ms_day_print(start, text[1]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("died, %s, is before start, %s", text[0], text[1]),
			 errhint("Correct the dates, or use NULL for a death whose date is not known.")));
}

#define COLUMNS 6

/* Without any follow-up only the drug is known. */
static void
set_row(FunctionCallInfo fcinfo, const ms_persistence *p, DateADT start, DateADT followed_to,
		Datum values[COLUMNS], bool nulls[COLUMNS])
{
	bool		followed = followed_to >= start;
	bool		ended = followed && (p->end == MS_END_SWITCH || p->end == MS_END_STOP);

	nulls[0] = nulls[3] = false;
	values[0] = Int16GetDatum(p->drug);
	values[3] = CStringGetTextDatum(ms_end_name(followed ? p->end : MS_END_UNKNOWN));
	nulls[1] = nulls[2] = !followed;
	values[1] = Int32GetDatum(p->until - start);
	values[2] = BoolGetDatum(p->end != MS_END_UNKNOWN);
	nulls[4] = !ended || PG_ARGISNULL(5);
	values[4] = nulls[4] ? (Datum) 0 : PG_GETARG_DATUM(5);
	nulls[5] = !ended || p->next == 0;
	values[5] = Int16GetDatum(p->next);
}

/* The history in which, if asked for, doses of one day last until the next; *n is the number of episodes. */
static const ms_episode *
with_doses(const ms_episode *episode, int *n, bool intervals)
{
	ms_episode *lasting;

	if (!intervals)
		return episode;
	lasting = palloc(Max(*n, 1) * sizeof(ms_episode));
	*n = ms_treatment_merge(episode, *n, (ms_bridge) {0, 0, true}, lasting);
	return lasting;
}

PG_FUNCTION_INFO_V1(sepms_persistence);
Datum
sepms_persistence(PG_FUNCTION_ARGS)
{
	Datum		values[COLUMNS] = {(Datum) 0};
	bool		nulls[COLUMNS] = {true, true, true, true, true, true};
	const ms_episode *episode;
	int			n;
	DateADT		start;
	DateADT		followed_to;
	ms_bridge	grace;
	ms_persistence p;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(3) || PG_ARGISNULL(6))
		return sepms_return_row(fcinfo, values, nulls);
	start = sepms_finite("start", PG_GETARG_DATEADT(1));
	followed_to = PG_ARGISNULL(2) ? start - 1 : sepms_finite("the end of follow-up", PG_GETARG_DATEADT(2));
	grace.max_gap = sepms_days("grace", PG_GETARG_INT32(3),
							   "It is the longest pause of the drug, in days, that belongs to the treatment.");
	grace.long_effect = sepms_effect_arg(fcinfo, 6);
	grace.intervals = grace.max_gap > 0;
	episode = with_doses(sepms_history_arg(fcinfo, 0, &n), &n, grace.intervals);
	p = ms_persist(episode, n, start, Max(followed_to, start), died_arg(fcinfo, 4, start), grace);
	if (p.drug != 0)
		set_row(fcinfo, &p, start, followed_to, values, nulls);
	return sepms_return_row(fcinfo, values, nulls);
}
