/*
 * mri.c
 *		The type mri_series, a list of scans, its aggregates and its readers,
 *		and functions of a single scan.
 */
#include "mri.h"

#include <math.h>

#include "../core/mri_protocol.h"
#include "../core/neda.h"
#include "../core/text.h"
#include "collect.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "period.h"
#include "utils/date.h"

#define LIST_ITEM ms_scan
#define LIST_BEFORE ms_scan_before
#define LIST_SETTLE ms_scans_settle
#include "patient_list_settle.h"

static bool
is_scan(const void *scan)
{
	return ms_scan_valid(scan);
}

static bool
valid(const void *scans, int n)
{
	return ms_scans_valid(scans, n);
}

static bool
is_later_day(const void *scan, const void *next)
{
	return ms_scan_before(scan, next);
}

static Size
packed_size(const void *scans, int n, uint8 form[3])
{
	return ms_scans_packed_size(scans, n);
}

static void
pack(const void *scans, int n, const uint8 form[3], char *packed)
{
	ms_scans_pack(scans, n, packed);
}

static bool
unpack(const char *packed, Size size, const uint8 form[3], void *scans, int n)
{
	return (form[0] | form[1] | form[2]) == 0 && ms_scans_unpack(packed, size, scans, n);
}

static void
send_scan(StringInfo buf, const void *item)
{
	const ms_scan *scan = item;

	pq_sendint32(buf, scan->day);
	pq_sendint32(buf, scan->new_t2);
	pq_sendint32(buf, scan->gd);
	pq_sendint32(buf, scan->both);
	pq_sendint32(buf, scan->reference);
	pq_sendfloat8(buf, scan->annual_pbvc);
}

static void
recv_scan(StringInfo buf, void *item)
{
	ms_scan    *scan = item;

	scan->day = (int32) pq_getmsgint(buf, sizeof(int32));
	scan->new_t2 = (int32) pq_getmsgint(buf, sizeof(int32));
	scan->gd = (int32) pq_getmsgint(buf, sizeof(int32));
	scan->both = (int32) pq_getmsgint(buf, sizeof(int32));
	scan->reference = (int32) pq_getmsgint(buf, sizeof(int32));
	scan->annual_pbvc = pq_getmsgfloat8(buf) + 0.0;
}

static void
put_lesions(int32 lesions, Datum *value, bool *null)
{
	*value = Int32GetDatum(lesions);
	*null = lesions < 0;
}

static void
row(const void *item, Datum *values, bool *nulls)
{
	const ms_scan *scan = item;

	values[0] = DateADTGetDatum(scan->day);
	put_lesions(scan->new_t2, &values[1], &nulls[1]);
	put_lesions(scan->gd, &values[2], &nulls[2]);
	values[3] = Float8GetDatum(scan->annual_pbvc);
	nulls[3] = isnan(scan->annual_pbvc);
	values[4] = DateADTGetDatum(scan->reference);
	nulls[4] = scan->reference == MS_NO_REFERENCE;
	put_lesions(scan->both, &values[5], &nulls[5]);
	sepms_put_tri(ms_lesions_active(scan->new_t2), &values[6], &nulls[6]);
	sepms_put_tri(ms_lesions_active(scan->gd), &values[7], &nulls[7]);
}

#define AS_IN "Write it as {2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-03-04}. The aggregate mri_series() builds one."

static const sepms_list_kind scan_list = {
	.type = "mri_series",
	.version = MS_SCANS_VERSION,
	.item_size = sizeof(ms_scan),
	.limit = MS_SCANS_MAX,
	.items = "scans",
	.value = "an mri_series",
	.at_most = "It holds at most %d days.",
	.one_patient = "A series describes one patient: GROUP BY patient.",
	.item_valid = is_scan,
	.valid = valid,
	.settle = settle,
	.ascends = is_later_day,
	.packed_size = packed_size,
	.pack = pack,
	.unpack = unpack,
	.text_items = ms_text_items,
	.text_max = MS_SCAN_TEXT_MAX,
	.print = ms_scan_print,
	.parse = ms_scan_parse,
	.fault = {
		[MS_LIST_SYNTAX] = {"Unexpected text after scan %d.", AS_IN},
		[MS_LIST_DAY] = {"The date of scan %d is missing or not in the calendar.", AS_IN},
		[MS_LIST_NUMBER] = {
			"A lesion count of scan %d is out of range, or its PBVC is not a finite number.", AS_IN
		},
		[MS_LIST_INVALID] = {
			"Scan %d has more lesions counted as both T2 and Gd than as one of them, or a reference scan that is not earlier.", AS_IN
		},
	},
	.wire_size = 5 * sizeof(int32) + sizeof(float8),
	.send = send_scan,
	.recv = recv_scan,
	.invalid = "days out of order or out of range, or counts out of range",
	.row = row,
};

SEPMS_LIST_IO(mri_series, scan_list)

ms_scan *
sepms_scans_arg(FunctionCallInfo fcinfo, int arg, int *n)
{
	return sepms_list_arg(fcinfo, arg, &scan_list, n);
}

/*
 * One scan from arguments
 */

/*
 * A count of lesions.  If it is NULL, the boolean argument `any` (if it is not
 * negative) says whether there are some.  Raises 22023 if the count is
 * negative or contradicts `any`, 22003 if it is too large.
 */
static int32
lesions_arg(FunctionCallInfo fcinfo, int arg, int any, const char *argument)
{
	int64		lesions;

	if (PG_ARGISNULL(arg))
	{
		if (any < 0 || PG_ARGISNULL(any))
			return MS_LESIONS_UNKNOWN;
		return PG_GETARG_BOOL(any) ? MS_LESIONS_SOME : 0;
	}
	lesions = sepms_count(argument, PG_GETARG_INT32(arg));
	if (lesions > MS_LESIONS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is out of range: %lld", argument, (long long) lesions),
				 errhint("It is the number of lesions on one scan, at most %d.", MS_LESIONS_MAX)));
	if (any >= 0 && !PG_ARGISNULL(any) && PG_GETARG_BOOL(any) != (lesions > 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("any_%s contradicts %s: %lld", argument, argument, (long long) lesions),
				 errhint("Give only one of them and leave the other NULL.")));
	return (int32) lesions;
}

static float8
pbvc_arg(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	if (PG_ARGISNULL(arg))
		return NAN;
	return sepms_number(argument, PG_GETARG_FLOAT8(arg),
						"It is a percentage brain volume change, negative for a loss; use NULL if it is unknown.") + 0.0;
}

static DateADT
scan_date_arg(FunctionCallInfo fcinfo, int arg)
{
	return sepms_finite("a scan", PG_GETARG_DATEADT(arg));
}

/* The number of lesions that are in both counts; 22023 if it does not fit them. */
static int32
both_arg(FunctionCallInfo fcinfo, int arg, int32 new_t2, int32 gd)
{
	int32		both = lesions_arg(fcinfo, arg, -1, "gd_and_t2");

	if (!ms_both_valid(both, new_t2, gd))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("gd_and_t2 is out of range: %d", both),
				 errhint("It counts the lesions included in both new_t2 and gd, so it cannot exceed either, and needs both to be known.")));
	return both;
}

/* One scan as an mri_series.  A day may have several records, which rollup() merges. */
PG_FUNCTION_INFO_V1(sepms_mri_scan);
Datum
sepms_mri_scan(PG_FUNCTION_ARGS)
{
	ms_scan		scan = {.reference = MS_NO_REFERENCE};

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	scan.day = scan_date_arg(fcinfo, 0);
	scan.new_t2 = lesions_arg(fcinfo, 1, 6, "new_t2");
	scan.gd = lesions_arg(fcinfo, 2, 7, "gd");
	scan.annual_pbvc = pbvc_arg(fcinfo, 3, "annual_pbvc");
	if (!PG_ARGISNULL(4))
	{
		scan.reference = scan_date_arg(fcinfo, 4);
		if (scan.reference >= scan.day)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("reference_date is not before scan_date"),
					 errhint("It is the date of the earlier scan that this one was compared with; use NULL if it is unknown.")));
	}
	scan.both = both_arg(fcinfo, 5, scan.new_t2, scan.gd);
	return sepms_return_list(&scan, 1, &scan_list);
}

/*
 * The aggregates
 */

/* Arguments: date, new_t2, gd and, in one form, annual_pbvc. */
PG_FUNCTION_INFO_V1(sepms_mri_accum);
Datum
sepms_mri_accum(PG_FUNCTION_ARGS)
{
	sepms_collected *state = sepms_collect_state(fcinfo, &scan_list);
	ms_scan		scan = {.reference = MS_NO_REFERENCE, .both = MS_LESIONS_UNKNOWN};

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	scan.day = scan_date_arg(fcinfo, 1);
	scan.new_t2 = lesions_arg(fcinfo, 2, -1, "new_t2");
	scan.gd = lesions_arg(fcinfo, 3, -1, "gd");
	scan.annual_pbvc = PG_NARGS() > 4 ? pbvc_arg(fcinfo, 4, "annual_pbvc") : NAN;
	PG_RETURN_POINTER(sepms_collect(state, &scan_list, &scan));
}

SEPMS_COLLECT_AGGREGATE(mri, sepms_mri_accum_series, scan_list)

/*
 * Readers of a series
 */

SEPMS_LIST_FUNCTION(sepms_num_scans, count, scan_list)
SEPMS_LIST_FUNCTION(sepms_unnest_scans, unnest, scan_list)

PG_FUNCTION_INFO_V1(sepms_reference_scan);
Datum
sepms_reference_scan(PG_FUNCTION_ARGS)
{
	int			n;
	ms_scan *scan = sepms_scans_arg(fcinfo, 0, &n);
	int			i = ms_reference_scan(scan, n, scan_date_arg(fcinfo, 1), PG_GETARG_BOOL(2));

	if (i < 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(scan[i].day);
}

/* The totals of the scans of argument 0, within the period of argument 1. */
static ms_scan_counts
counts_args(FunctionCallInfo fcinfo)
{
	int			n;
	ms_scan *scan = sepms_scans_arg(fcinfo, 0, &n);
	DateADT		from = 0;
	DateADT		to = 0;			/* stays so if the period is empty */

	sepms_period_arg(fcinfo, 1, &from, &to);
	return ms_scans_count(scan, n, from, to);
}

/* Eight columns; NULL if a number is not known. */
PG_FUNCTION_INFO_V1(sepms_mri_counts);
Datum
sepms_mri_counts(PG_FUNCTION_ARGS)
{
	ms_scan_counts c = counts_args(fcinfo);
	int64		numbers[8];
	Datum		values[8];
	bool		nulls[8];

	numbers[0] = c.scans;
	numbers[1] = c.t2_scans;
	numbers[2] = c.new_t2;
	numbers[3] = c.t2_days;
	numbers[4] = c.gd_scans;
	numbers[5] = c.gd;
	numbers[6] = c.unique.least;
	numbers[7] = c.unique.most;
	for (int i = 0; i < lengthof(values); i++)
	{
		values[i] = Int32GetDatum(sepms_int32(numbers[i]));
		nulls[i] = numbers[i] < 0;
	}
	return sepms_return_row(fcinfo, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_mri_rates);
Datum
sepms_mri_rates(PG_FUNCTION_ARGS)
{
	ms_scan_counts c = counts_args(fcinfo);

	return sepms_return_numbers(fcinfo, 2, (double[]) {ms_gd_per_scan(&c), ms_new_t2_per_year(&c)});
}

/*
 * One scan
 */

PG_FUNCTION_INFO_V1(sepms_mri_active);
Datum
sepms_mri_active(PG_FUNCTION_ARGS)
{
	ms_tri		t2 = ms_lesions_active(lesions_arg(fcinfo, 0, -1, "new_t2"));
	ms_tri		gd = ms_lesions_active(lesions_arg(fcinfo, 1, -1, "gd"));

	if (PG_ARGISNULL(2))
		PG_RETURN_NULL();
	return sepms_return_tri(fcinfo, ms_mri_activity(t2, gd, PG_GETARG_BOOL(2)));
}

PG_FUNCTION_INFO_V1(sepms_unique_active_lesions);
Datum
sepms_unique_active_lesions(PG_FUNCTION_ARGS)
{
	int32		new_t2 = lesions_arg(fcinfo, 0, -1, "new_t2");
	int32		gd = lesions_arg(fcinfo, 1, -1, "gd");
	ms_lesion_bounds bounds = ms_unique_lesions(new_t2, gd, both_arg(fcinfo, 2, new_t2, gd));
	Datum		values[3] = {Int32GetDatum(bounds.least), Int32GetDatum(bounds.least), Int32GetDatum(bounds.most)};
	bool		nulls[3] = {bounds.least != bounds.most, false, bounds.most < 0};

	return sepms_return_row(fcinfo, values, nulls);
}

PG_FUNCTION_INFO_V1(sepms_annual_pbvc);
Datum
sepms_annual_pbvc(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {"linear", "geometric", NULL};
	float8		pbvc = pbvc_arg(fcinfo, 0, "pbvc");
	int32		days = PG_GETARG_INT32(1);
	bool		geometric = sepms_choice("method", PG_GETARG_TEXT_PP(2), methods) == 1;

	if (days <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("days must be above 0: %d", days),
				 errhint("They are the days from the reference scan to this one.")));
	if (geometric && pbvc <= -100)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("pbvc must be above -100 %%: %g", pbvc),
				 errhint("It is a percentage brain volume change, negative for a loss.")));
	return sepms_return_number(fcinfo, ms_pbvc_annual(pbvc, days, geometric));
}
