/*
 * series.c
 *		The type outcome_series (a varlena), its aggregates and its readers.
 */
#include "series.h"

#include <math.h>

#include "../core/day.h"
#include "../core/text.h"
#include "collect.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "period.h"
#include "utils/builtins.h"
#include "utils/date.h"

StaticAssertDecl(sizeof(DateADT) == sizeof(int32), "a date is a day of the core");

/*
 * The value: a version, how it is packed, then what core/series.h packs.
 */
typedef struct Series
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_SERIES_VERSION */
	uint8		form;			/* ms_series_form */
	uint8		mask;			/* are there bits? 0 or 1 */
	uint8		unused;			/* reserved, always zero */
	int32		visits;
	char		packed[FLEXIBLE_ARRAY_MEMBER];
} Series;

ms_visit *
sepms_series_arg(FunctionCallInfo fcinfo, int arg, int *n)
{
	Series	   *s = (Series *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));
	ms_packing packing = {s->form, s->mask, s->visits};
	ms_visit *visit;

	if (VARSIZE(s) < offsetof(Series, packed) || s->version != MS_SERIES_VERSION ||
		s->form >= MS_SERIES_FORMS || s->mask > 1 || s->unused != 0 ||
		s->visits < 0 || s->visits > MS_SERIES_MAX ||
		VARSIZE(s) != offsetof(Series, packed) + ms_series_packed_size(&packing))
		sepms_damaged("outcome_series");
	visit = palloc(Max(s->visits, 1) * sizeof(ms_visit));
	ms_series_unpack(s->packed, &packing, visit);
	if (!ms_series_valid(visit, s->visits))
		sepms_damaged("outcome_series");
	*n = s->visits;
	return visit;
}

Datum
sepms_return_series(const ms_visit *visit, int n)
{
	ms_packing packing = ms_series_packing(visit, n);
	Size		size = offsetof(Series, packed) + ms_series_packed_size(&packing);
	Series	   *s = palloc0(size);

	SET_VARSIZE(s, size);
	s->version = MS_SERIES_VERSION;
	s->form = packing.form;
	s->mask = packing.mask;
	s->visits = n;
	ms_series_pack(visit, &packing, s->packed);
	return PointerGetDatum(s);
}

#define ST_SORT sort_visits
#define ST_ELEMENT_TYPE ms_visit
#define ST_COMPARE(a, b) (ms_visit_before(a, b) ? -1 : ms_visit_before(b, a))
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static void
too_many_visits(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many visits for an outcome_series"),
			 errdetail("It holds at most %d days.", MS_SERIES_MAX),
			 errhint("A series is of one patient: GROUP BY the patient.")));
}

/* In order, one a day; their number. */
static int
settle(ms_visit *visit, int n)
{
	sort_visits(visit, n);
	return ms_series_settle(visit, n);
}

/*
 * I/O
 */

PG_FUNCTION_INFO_V1(sepms_outcome_series_in);
Datum
sepms_outcome_series_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	Size		len = strlen(str);
	Size		most = ms_text_items(str, len);
	ms_visit *visit;
	int			n;

	if (most > MS_SERIES_MAX)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many visits for an outcome_series"),
				 errdetail("It holds at most %d days.", MS_SERIES_MAX)));
	visit = palloc(most * sizeof(ms_visit));
	switch (ms_series_parse(str, len, visit, &n))
	{
		case MS_SERIES_OK:
			return sepms_return_series(visit, settle(visit, n));
		case MS_SERIES_DAY:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "outcome_series", str),
					 errdetail("Visit %d has no date, or one that is not in the calendar.", n + 1),
					 errhint("A date is written 2019-03-04.")));
		case MS_SERIES_NUMBER:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "outcome_series", str),
					 errdetail("The value of visit %d is not a finite number.", n + 1)));
		default:
			ereturn(fcinfo->context, (Datum) 0,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"", "outcome_series", str),
					 errhint("As in {2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm)}; the aggregate outcome_series() builds one.")));
	}
}

PG_FUNCTION_INFO_V1(sepms_outcome_series_out);
Datum
sepms_outcome_series_out(PG_FUNCTION_ARGS)
{
	int			n;
	ms_visit *visit = sepms_series_arg(fcinfo, 0, &n);
	char	   *str = palloc(MS_SERIES_TEXT_MAX(n));

	ms_series_print(visit, n, str);
	PG_RETURN_CSTRING(str);
}

PG_FUNCTION_INFO_V1(sepms_outcome_series_recv);
Datum
sepms_outcome_series_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	const int	size = sizeof(int32) + sizeof(float8) + 1;	/* of a visit */
	uint32		n;
	ms_visit *visit;

	sepms_binary_version("outcome_series", buf, MS_SERIES_VERSION);
	sepms_binary_needs("outcome_series", buf, sizeof(int32));
	n = pq_getmsgint(buf, sizeof(int32));
	if (n > MS_SERIES_MAX || n > (buf->len - buf->cursor) / size)
		sepms_bad_binary("outcome_series", "too many visits");
	visit = palloc(Max(n, 1) * sizeof(ms_visit));
	for (uint32 i = 0; i < n; i++)
	{
		ms_pause_at(i);
		visit[i].day = (int32) pq_getmsgint(buf, sizeof(int32));
		visit[i].value = pq_getmsgfloat8(buf) + 0.0;
		visit[i].can_confirm = pq_getmsgbyte(buf) != 0;
	}
	if (!ms_series_valid(visit, n))
		sepms_bad_binary("outcome_series",
						 "days out of order or out of range, or values that are not finite");
	return sepms_return_series(visit, n);
}

PG_FUNCTION_INFO_V1(sepms_outcome_series_send);
Datum
sepms_outcome_series_send(PG_FUNCTION_ARGS)
{
	int			n;
	ms_visit *visit = sepms_series_arg(fcinfo, 0, &n);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_SERIES_VERSION);
	pq_sendint32(&buf, n);
	for (int i = 0; i < n; i++)
	{
		ms_pause_at(i);
		pq_sendint32(&buf, visit[i].day);
		pq_sendfloat8(&buf, visit[i].value);
		pq_sendbyte(&buf, visit[i].can_confirm);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * The aggregates
 */

static bool
is_later_day(const void *visit, const void *next)
{
	return ((const ms_visit *) visit)->day < ((const ms_visit *) next)->day;
}

static int
settle_items(void *items, int n)
{
	return settle(items, n);
}

/* Its flag is looked at as a byte, which might be no truth. */
static bool
is_visit(const void *visit)
{
	return ((const uint8 *) visit)[offsetof(ms_visit, can_confirm)] <= 1 && ms_visit_valid(visit);
}

static const sepms_collection visits_of_patient = {
	"outcome_series", sizeof(ms_visit), is_visit, is_later_day, settle_items, MS_SERIES_MAX, too_many_visits
};

static pg_noinline void
refuse_visit(const ms_visit *visit)
{
	(void) sepms_number("the value of a visit", visit->value, "Use NULL where it is not known.");
	sepms_finite("a visit", visit->day);
}

/* With a third argument, a visit of which it is NULL may not confirm. */
PG_FUNCTION_INFO_V1(sepms_series_accum);
Datum
sepms_series_accum(PG_FUNCTION_ARGS)
{
	sepms_collected *state = sepms_collect_state(fcinfo, &visits_of_patient);
	ms_visit visit;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_POINTER(state);
	visit.day = PG_GETARG_DATEADT(1);
	visit.value = PG_GETARG_FLOAT8(2) + 0.0;
	visit.can_confirm = PG_NARGS() == 3 || (!PG_ARGISNULL(3) && PG_GETARG_BOOL(3));
	if (unlikely(!ms_visit_valid(&visit)))
		refuse_visit(&visit);
	PG_RETURN_POINTER(sepms_collect(state, &visits_of_patient, &visit));
}

PG_FUNCTION_INFO_V1(sepms_series_accum_series);
Datum
sepms_series_accum_series(PG_FUNCTION_ARGS)
{
	sepms_collected *state = sepms_collect_state(fcinfo, &visits_of_patient);
	ms_visit *visit;
	int			n;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	visit = sepms_series_arg(fcinfo, 1, &n);
	for (int i = 0; i < n; i++)
		state = sepms_collect(state, &visits_of_patient, &visit[i]);
	PG_RETURN_POINTER(state);
}

SEPMS_COLLECT_FUNCTION(series, combine, visits_of_patient)
SEPMS_COLLECT_FUNCTION(series, serialize, visits_of_patient)
SEPMS_COLLECT_FUNCTION(series, deserialize, visits_of_patient)

PG_FUNCTION_INFO_V1(sepms_series_final);
Datum
sepms_series_final(PG_FUNCTION_ARGS)
{
	sepms_collected *state = PG_ARGISNULL(0) ? NULL : (sepms_collected *) PG_GETARG_POINTER(0);

	if (state == NULL)
		return sepms_return_series(NULL, 0);
	sepms_collect_settle(state, &visits_of_patient);
	return sepms_return_series((ms_visit *) state->items, state->n);
}

/*
 * Readers
 */

PG_FUNCTION_INFO_V1(sepms_num_visits);
Datum
sepms_num_visits(PG_FUNCTION_ARGS)
{
	int			n;

	sepms_series_arg(fcinfo, 0, &n);
	PG_RETURN_INT32(n);
}

/* The date of the first visit or the last. */
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
	int32		max_age = sepms_days("max_age", PG_GETARG_INT32(2), "It is how many days old the value may be.");
	int			i = ms_series_find_recent(visit, n, day, max_age);

	if (i < 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(visit[i].value);
}

PG_FUNCTION_INFO_V1(sepms_unnest_series);
Datum
sepms_unnest_series(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			n;
	ms_visit *visit = sepms_series_arg(fcinfo, 0, &n);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < n; i++)
	{
		Datum		values[3] = {
			DateADTGetDatum(visit[i].day), Float8GetDatum(visit[i].value),
			BoolGetDatum(visit[i].can_confirm)
		};
		bool		nulls[3] = {false};

		CHECK_FOR_INTERRUPTS();
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
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
