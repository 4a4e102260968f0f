/*
 * series.c
 *		The type outcome_series, a list of visits, its aggregates and its readers.
 */
#include "series.h"

#include "../core/text.h"
#include "collect.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "period.h"
#include "utils/date.h"

StaticAssertDecl(sizeof(DateADT) == sizeof(int32), "a date is a day of the core");

#define LIST_ITEM ms_visit
#define LIST_BEFORE ms_visit_before
#define LIST_SETTLE ms_series_settle
#include "patient_list_settle.h"

/* The flag is checked as a byte, because it may not be a valid bool. */
static bool
is_visit(const void *visit)
{
	return ((const uint8 *) visit)[offsetof(ms_visit, can_confirm)] <= 1 && ms_visit_valid(visit);
}

static bool
valid(const void *visits, int n)
{
	return ms_series_valid(visits, n);
}

static bool
is_later_day(const void *visit, const void *next)
{
	return ((const ms_visit *) visit)->day < ((const ms_visit *) next)->day;
}

/* The form: how the values are packed, whether can_confirm is stored, and 0. */
static Size
packed_size(const void *visits, int n, uint8 form[3])
{
	ms_packing	packing = ms_series_packing(visits, n);

	form[0] = packing.form;
	form[1] = packing.mask;
	return ms_series_packed_size(&packing);
}

static void
pack(const void *visits, int n, const uint8 form[3], char *packed)
{
	ms_packing	packing = {form[0], form[1], n};

	ms_series_pack(visits, &packing, packed);
}

static bool
unpack(const char *packed, Size size, const uint8 form[3], void *visits, int n)
{
	ms_packing	packing = {form[0], form[1], n};

	if (form[0] >= MS_SERIES_FORMS || form[1] > 1 || form[2] != 0 || size != ms_series_packed_size(&packing))
		return false;
	ms_series_unpack(packed, &packing, visits);
	return true;
}

static void
send_visit(StringInfo buf, const void *item)
{
	const ms_visit *visit = item;

	pq_sendint32(buf, visit->day);
	pq_sendfloat8(buf, visit->value);
	pq_sendbyte(buf, visit->can_confirm);
}

static void
recv_visit(StringInfo buf, void *item)
{
	ms_visit   *visit = item;

	visit->day = (int32) pq_getmsgint(buf, sizeof(int32));
	visit->value = pq_getmsgfloat8(buf) + 0.0;
	visit->can_confirm = pq_getmsgbyte(buf) != 0;
}

static void
row(const void *item, Datum *values, bool *nulls)
{
	const ms_visit *visit = item;

	values[0] = DateADTGetDatum(visit->day);
	values[1] = Float8GetDatum(visit->value);
	values[2] = BoolGetDatum(visit->can_confirm);
}

static const sepms_list_kind visit_list = {
	.type = "outcome_series",
	.version = MS_SERIES_VERSION,
	.item_size = sizeof(ms_visit),
	.limit = MS_SERIES_MAX,
	.items = "visits",
	.value = "an outcome_series",
	.at_most = "It holds at most %d days.",
	.one_patient = "A series describes one patient: GROUP BY patient.",
	.item_valid = is_visit,
	.valid = valid,
	.settle = settle,
	.ascends = is_later_day,
	.packed_size = packed_size,
	.pack = pack,
	.unpack = unpack,
	.text_items = ms_text_items,
	.text_max = MS_VISIT_TEXT_MAX,
	.print = ms_visit_print,
	.parse = ms_visit_parse,
	.fault = {
		[MS_LIST_SYNTAX] = {
			.hint = "Write it as {2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm)}. The aggregate outcome_series() builds one."
		},
		[MS_LIST_DAY] = {
			"The date of visit %d is missing or not in the calendar.",
			"Write a date as 2019-03-04."
		},
		[MS_LIST_NUMBER] = {"The value of visit %d is not a finite number."},
	},
	.wire_size = sizeof(int32) + sizeof(float8) + 1,
	.send = send_visit,
	.recv = recv_visit,
	.invalid = "days out of order or out of range, or values that are not finite",
	.row = row,
};

SEPMS_LIST_IO(outcome_series, visit_list)

ms_visit *
sepms_series_arg(FunctionCallInfo fcinfo, int arg, int *n)
{
	return sepms_list_arg(fcinfo, arg, &visit_list, n);
}

Datum
sepms_return_series(const ms_visit *visit, int n)
{
	return sepms_return_list(visit, n, &visit_list);
}

/*
 * The aggregates
 */

static pg_noinline void
refuse_visit(const ms_visit *visit)
{
	(void) sepms_number("the value of a visit", visit->value, "Use NULL if it is unknown.");
	sepms_finite("a visit", visit->day);
}

/*
 * Arguments: date, value and, in one form, can_confirm.  If that is NULL, the
 * visit cannot confirm.
 */
PG_FUNCTION_INFO_V1(sepms_series_accum);
Datum
sepms_series_accum(PG_FUNCTION_ARGS)
{
	sepms_collected *state = sepms_collect_state(fcinfo, &visit_list);
	ms_visit visit;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_POINTER(state);
	visit.day = PG_GETARG_DATEADT(1);
	visit.value = PG_GETARG_FLOAT8(2) + 0.0;
	visit.can_confirm = PG_NARGS() == 3 || (!PG_ARGISNULL(3) && PG_GETARG_BOOL(3));
	if (unlikely(!ms_visit_valid(&visit)))
		refuse_visit(&visit);
	PG_RETURN_POINTER(sepms_collect(state, &visit_list, &visit));
}

SEPMS_COLLECT_AGGREGATE(series, sepms_series_accum_series, visit_list)

/*
 * Readers
 */

SEPMS_LIST_FUNCTION(sepms_num_visits, count, visit_list)
SEPMS_LIST_FUNCTION(sepms_unnest_series, unnest, visit_list)

/* The date of the first or the last visit. */
static Datum
return_end(FunctionCallInfo fcinfo, bool last)
{
	int			n;
	ms_visit *visit = sepms_series_arg(fcinfo, 0, &n);

	if (n == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(visit[last ? n - 1 : 0].day);
}

PG_FUNCTION_INFO_V1(sepms_first_date);
Datum
sepms_first_date(PG_FUNCTION_ARGS)
{
	return return_end(fcinfo, false);
}

PG_FUNCTION_INFO_V1(sepms_last_date);
Datum
sepms_last_date(PG_FUNCTION_ARGS)
{
	return return_end(fcinfo, true);
}

PG_FUNCTION_INFO_V1(sepms_value_at);
Datum
sepms_value_at(PG_FUNCTION_ARGS)
{
	int			n;
	ms_visit *visit = sepms_series_arg(fcinfo, 0, &n);
	DateADT		day = sepms_finite("a value", PG_GETARG_DATEADT(1));
	int32		max_age = sepms_days("max_age", PG_GETARG_INT32(2), "It is the maximum age of the value, in days.");
	int			i = ms_series_find_recent(visit, n, day, max_age);

	if (i < 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(visit[i].value);
}

PG_FUNCTION_INFO_V1(sepms_irreversible_edss);
Datum
sepms_irreversible_edss(PG_FUNCTION_ARGS)
{
	int			n;
	ms_visit *visit = sepms_series_arg(fcinfo, 0, &n);

	ms_series_irreversible(visit, n);
	return sepms_return_series(visit, n);
}
