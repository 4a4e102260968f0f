/*
 * treatment.c
 *		The type treatment_history, a list of episodes, its aggregates and its
 *		readers.
 */
#include "treatment.h"

#include "catalog/pg_type.h"
#include "collect.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "period.h"
#include "series.h"
#include "utils/builtins.h"
#include "utils/multirangetypes.h"
#include "utils/typcache.h"

StaticAssertDecl(MS_ONGOING == DATEVAL_NOEND, "no end is the server's infinity");
StaticAssertDecl(sizeof(ms_episode) == 12, "no hidden bytes: episodes are stored as they are");

/* In order; episodes of one drug that overlap or touch are merged. */
#define LIST_ITEM ms_episode
#define LIST_BEFORE ms_episode_before
#define LIST_SETTLE(items, n) ms_treatment_merge(items, n, (ms_bridge) {0, 0, false}, items)
#include "patient_list_settle.h"

static bool
is_episode(const void *episode)
{
	return ms_episode_valid(episode);
}

static bool
valid(const void *episodes, int n)
{
	return ms_treatment_valid(episodes, n);
}

static bool
follows(const void *item, const void *next)
{
	return ms_episode_follows(item, next);
}

static void
send_episode(StringInfo buf, const void *item)
{
	const ms_episode *episode = item;

	pq_sendint16(buf, episode->drug);
	pq_sendint32(buf, episode->start);
	pq_sendint32(buf, episode->stop);
}

static void
recv_episode(StringInfo buf, void *item)
{
	ms_episode *episode = item;

	episode->drug = sepms_label_received(&ms_dmt, buf);
	episode->start = (int32) pq_getmsgint(buf, sizeof(int32));
	episode->stop = (int32) pq_getmsgint(buf, sizeof(int32));
}

static void
row(const void *item, Datum *values, bool *nulls)
{
	const ms_episode *episode = item;

	values[0] = Int16GetDatum(episode->drug);
	values[1] = sepms_return_period(episode->start, episode->stop);
}

static const sepms_list_kind episode_list = {
	.type = "treatment_history",
	.version = MS_TREATMENT_VERSION,
	.item_size = sizeof(ms_episode),
	.limit = MS_TREATMENT_MAX,
	.items = "episodes",
	.value = "a treatment_history",
	.at_most = "It holds at most %d.",
	.one_patient = "A history describes one patient: GROUP BY patient.",
	.item_valid = is_episode,
	.valid = valid,
	.settle = settle,
	.ascends = follows,
	.names = &ms_dmt,
	.text_items = ms_treatment_text_episodes,
	.text_max = MS_EPISODE_TEXT_MAX,
	.print = ms_episode_print,
	.parse = ms_episode_parse,
	.fault = {
		[MS_LIST_SYNTAX] = {
			.hint = "Write it as {teriflunomide: [2016-03-01,2018-01-05), ocrelizumab: [2018-02-01,)}. The aggregate treatment_agg() builds one."
		},
		[MS_LIST_DAY] = {
			"A date of episode %d is not in the calendar.",
			"Write a date as 2019-03-04."
		},
		[MS_LIST_INVALID] = {
			"The period of episode %d has no start, or contains no day.",
			"Write it as [2016-03-01,2018-01-05), or [2018-02-01,) for a treatment that continues."
		},
	},
	.wire_size = sizeof(int16) + 2 * sizeof(int32),
	.send = send_episode,
	.recv = recv_episode,
	.invalid = "episodes out of order, with days out of range, or overlapping for one drug",
	.row = row,
};

SEPMS_LIST_IO(treatment_history, episode_list)

const ms_episode *
sepms_history_arg(FunctionCallInfo fcinfo, int arg, int *n)
{
	return sepms_list_arg(fcinfo, arg, &episode_list, n);
}

/*
 * The aggregates
 */

/* Sets the days of an episode to those of a period; false if it is empty. */
static bool
episode_of(FunctionCallInfo fcinfo, const RangeType *period, ms_episode *episode)
{
	if (!sepms_period(range_get_typcache(fcinfo, RangeTypeGetOid(period)), period, &episode->start, &episode->stop))
		return false;
	if (DATE_NOT_FINITE(episode->start))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a period of treatment must have a start"),
				 errhint("Give the first known day, or leave the row out with FILTER (WHERE NOT lower_inf(period)).")));
	return true;
}

PG_FUNCTION_INFO_V1(sepms_treatment_accum);
Datum
sepms_treatment_accum(PG_FUNCTION_ARGS)
{
	sepms_collected *state = sepms_collect_state(fcinfo, &episode_list);
	ms_episode episode = {0};

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || !episode_of(fcinfo, PG_GETARG_RANGE_P(2), &episode))
		PG_RETURN_POINTER(state);
	episode.drug = sepms_stored_label(&ms_dmt, PG_GETARG_INT16(1))->code;
	PG_RETURN_POINTER(sepms_collect(state, &episode_list, &episode));
}

SEPMS_COLLECT_AGGREGATE(treatment, sepms_treatment_accum_history, episode_list)

/*
 * Readers
 */

SEPMS_LIST_FUNCTION(sepms_unnest_treatments, unnest, episode_list)

/* The number of days in a span; NULL if it has no end. */
static Datum
days_of(ms_span span, bool *isnull)
{
	*isnull = span.stop == MS_ONGOING;
	return Int32GetDatum(*isnull ? 0 : span.stop - span.start);
}

static int32
gap_arg(FunctionCallInfo fcinfo, int arg)
{
	return sepms_days("max_gap", PG_GETARG_INT32(arg),
					  "It is the maximum number of days between two episodes of one drug that count as one.");
}

int32
sepms_effect_arg(FunctionCallInfo fcinfo, int arg)
{
	return sepms_days("long_effect", PG_GETARG_INT32(arg),
					  "It is the number of days for which an immune reconstitution therapy acts after its last course; 0 for none.");
}

/*
 * The arguments max_gap and long_effect.  Without gaps, single days are taken
 * as they are recorded.
 */
static ms_bridge
bridge_args(FunctionCallInfo fcinfo, int arg)
{
	int32		max_gap = gap_arg(fcinfo, arg);

	return (ms_bridge) {max_gap, sepms_effect_arg(fcinfo, arg + 1), max_gap > 0};
}

/* The merged episodes of argument 0, and their number in *n. */
static ms_episode *
merged_arg(FunctionCallInfo fcinfo, ms_bridge bridge, int *n)
{
	const ms_episode *episode = sepms_history_arg(fcinfo, 0, n);
	ms_episode *merged = palloc(Max(*n, 1) * sizeof(ms_episode));

	*n = ms_treatment_merge(episode, *n, bridge, merged);
	return merged;
}

PG_FUNCTION_INFO_V1(sepms_treatment_doses);
Datum
sepms_treatment_doses(PG_FUNCTION_ARGS)
{
	int			n;
	const ms_episode *episode = sepms_history_arg(fcinfo, 0, &n);
	int16		drug = sepms_stored_label(&ms_dmt, PG_GETARG_INT16(1))->code;
	int32		days = PG_GETARG_INT32(2);
	ms_episode *lasting = palloc(Max(n, 1) * sizeof(ms_episode));

	if (days < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid dose_days: %d", days),
				 errhint("It is the number of days that a dose lasts, 1 or more.")));
	n = ms_treatment_doses(episode, n, drug, days, lasting);
	return sepms_return_list(lasting, n, &episode_list);
}

#define LINE_COLUMNS 8

PG_FUNCTION_INFO_V1(sepms_treatment_lines);
Datum
sepms_treatment_lines(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_bridge bridge = bridge_args(fcinfo, 1);
	int			n;
	ms_episode *episode = merged_arg(fcinfo, bridge, &n);
	ms_step_of_treatment *step = palloc(Max(n, 1) * sizeof(ms_step_of_treatment));

	ms_treatment_steps(episode, n, step);
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < n; i++)
	{
		int16		line = ms_drug_line(ms_drug_by_code(episode[i].drug));
		const char *change = ms_switch_name(step[i].change);
		Datum		values[LINE_COLUMNS];
		bool		nulls[LINE_COLUMNS] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int32GetDatum(i + 1);
		values[1] = Int16GetDatum(episode[i].drug);
		values[2] = Int16GetDatum(line);
		nulls[2] = line == 0;
		values[3] = DateADTGetDatum(episode[i].start);
		values[4] = DateADTGetDatum(episode[i].stop);
		nulls[4] = episode[i].stop == MS_ONGOING;
		values[5] = days_of((ms_span) {episode[i].start, episode[i].stop}, &nulls[5]);
		values[6] = Int32GetDatum(step[i].gap);
		nulls[6] = !step[i].gap_known;
		values[7] = change == NULL ? (Datum) 0 : CStringGetTextDatum(change);
		nulls[7] = change == NULL;
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(sepms_treatment_at);
Datum
sepms_treatment_at(PG_FUNCTION_ARGS)
{
	DateADT		day = sepms_finite("a treatment", PG_GETARG_DATEADT(1));
	ms_bridge bridge = bridge_args(fcinfo, 2);
	int			n;
	ms_episode *episode = merged_arg(fcinfo, bridge, &n);
	int			i = ms_treatment_find(episode, n, day, bridge.long_effect);

	if (i < 0)
		PG_RETURN_NULL();
	PG_RETURN_INT16(episode[i].drug);
}

PG_FUNCTION_INFO_V1(sepms_on_treatment);
Datum
sepms_on_treatment(PG_FUNCTION_ARGS)
{
	TypeCacheEntry *type = multirange_get_typcache(fcinfo, DATEMULTIRANGEOID);
	ms_bridge bridge = bridge_args(fcinfo, 1);
	int			n;
	ms_episode *episode = merged_arg(fcinfo, bridge, &n);
	ms_span *span = palloc(Max(n, 1) * sizeof(ms_span));
	RangeType **range;

	n = ms_treatment_spans(episode, n, bridge.long_effect, span);
	range = palloc(Max(n, 1) * sizeof(RangeType *));
	for (int i = 0; i < n; i++)
		range[i] = sepms_make_period(span[i].start, span[i].stop);
	PG_RETURN_MULTIRANGE_P(make_multirange(DATEMULTIRANGEOID, type->rngtype, n, range));
}

#define ISSUE_COLUMNS 5

static void
put_issue(void *arg, const ms_issue *issue)
{
	ReturnSetInfo *rsinfo = arg;
	Datum		values[ISSUE_COLUMNS];
	bool		nulls[ISSUE_COLUMNS] = {false};

	CHECK_FOR_INTERRUPTS();
	values[0] = CStringGetTextDatum(ms_issue_name(issue->kind));
	values[1] = Int16GetDatum(issue->drug);
	values[2] = Int16GetDatum(issue->other);
	nulls[2] = issue->other == 0;
	values[3] = DateADTGetDatum(issue->span.start);
	values[4] = days_of(issue->span, &nulls[4]);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(DatumGetPointer(values[0]));
}

PG_FUNCTION_INFO_V1(sepms_treatment_issues);
Datum
sepms_treatment_issues(PG_FUNCTION_ARGS)
{
	int32		max_overlap = sepms_days("max_overlap", PG_GETARG_INT32(1),
										 "It is the number of days for which two drugs may overlap.");
	/* the days as they are recorded: a dose that lasts long does not overlap with the next drug */
	ms_bridge bridge = {gap_arg(fcinfo, 2), 0, false};
	int			n;
	ms_episode *episode = merged_arg(fcinfo, bridge, &n);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	ms_treatment_issues(episode, n, max_overlap, put_issue, fcinfo->resultinfo);
	return (Datum) 0;
}

static DateADT
onset_arg(FunctionCallInfo fcinfo, int arg)
{
	return sepms_finite("onset", PG_GETARG_DATEADT(arg));
}

PG_FUNCTION_INFO_V1(sepms_treatment_start);
Datum
sepms_treatment_start(PG_FUNCTION_ARGS)
{
	int			n;
	const ms_episode *episode = sepms_history_arg(fcinfo, 0, &n);

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(episode[0].start);
}

PG_FUNCTION_INFO_V1(sepms_time_to_treatment);
Datum
sepms_time_to_treatment(PG_FUNCTION_ARGS)
{
	int			n;
	const ms_episode *episode = sepms_history_arg(fcinfo, 0, &n);
	DateADT		onset = onset_arg(fcinfo, 1);

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(episode[0].start - onset);
}

/*
 * A NULL argument makes NULL what depends on it: the onset the days, the
 * visits or max_age the EDSS and the window, the history all columns.
 */
PG_FUNCTION_INFO_V1(sepms_therapeutic_window);
Datum
sepms_therapeutic_window(PG_FUNCTION_ARGS)
{
	int			n = 0;
	const ms_episode *episode = PG_ARGISNULL(0) ? NULL : sepms_history_arg(fcinfo, 0, &n);
	Datum		values[3] = {(Datum) 0};
	bool		nulls[3] = {true, true, true};

	if (!PG_ARGISNULL(1))
	{
		DateADT		onset = onset_arg(fcinfo, 1);

		nulls[0] = n == 0;
		values[0] = Int32GetDatum(n == 0 ? 0 : episode[0].start - onset);
	}
	if (!PG_ARGISNULL(2) && !PG_ARGISNULL(3))
	{
		int32		max_age = sepms_days("max_age", PG_GETARG_INT32(3), "It is the maximum age of the EDSS, in days.");
		int			visits;
		ms_visit *visit = sepms_series_arg(fcinfo, 2, &visits);
		int			i = n == 0 ? -1 : ms_series_find_recent(visit, visits, episode[0].start, max_age);

		if (i >= 0)
		{
			nulls[1] = nulls[2] = false;
			values[1] = Float8GetDatum(visit[i].value);
			values[2] = BoolGetDatum(ms_therapeutic_window(visit[i].value));
		}
	}
	return sepms_return_row(fcinfo, values, nulls);
}
