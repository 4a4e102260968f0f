/*
 * mri.c
 *		The type mri_series (a varlena), its aggregates and its readers; what
 *		can be said of one scan.
 */
#include "mri.h"

#include <math.h>

#include "../core/text.h"
#include "catalog/pg_type.h"
#include "collect.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "period.h"
#include "utils/array.h"
#include "utils/builtins.h"

/*
 * The value: a version, then what core/mri.h packs.
 */
typedef struct Scans
{
	int32		vl_len_;		/* do not touch directly! */
	uint8		version;		/* MS_SCANS_VERSION */
	uint8		unused[3];		/* reserved, always zero */
	int32		n;
	char		packed[FLEXIBLE_ARRAY_MEMBER];
} Scans;

ms_scan *
sepms_scans_arg(FunctionCallInfo fcinfo, int arg, int *n)
{
	Scans	   *s = (Scans *) PG_DETOAST_DATUM(PG_GETARG_DATUM(arg));
	ms_scan *scan = NULL;
	bool		valid = VARSIZE(s) >= offsetof(Scans, packed) && s->version == MS_SCANS_VERSION &&
		s->n >= 0 && s->n <= MS_SCANS_MAX;

	if (valid)
	{
		scan = palloc(Max(s->n, 1) * sizeof(ms_scan));
		valid = ms_scans_unpack(s->packed, VARSIZE(s) - offsetof(Scans, packed), scan, s->n) &&
			ms_scans_valid(scan, s->n);
	}
	if (!valid)
		sepms_damaged("mri_series");
	*n = s->n;
	return scan;
}

/* Scans, in order and settled, as an mri_series. */
static Datum
return_scans(const ms_scan *scan, int n)
{
	Size		size = offsetof(Scans, packed) + ms_scans_packed_size(scan, n);
	Scans	   *s = palloc0(size);

	SET_VARSIZE(s, size);
	s->version = MS_SCANS_VERSION;
	s->n = n;
	ms_scans_pack(scan, n, s->packed);
	return PointerGetDatum(s);
}

#define ST_SORT sort_scans
#define ST_ELEMENT_TYPE ms_scan
#define ST_COMPARE(a, b) ((a)->day < (b)->day ? -1 : (a)->day > (b)->day)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static void
too_many_scans(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many scans for an mri_series"),
			 errdetail("It holds at most %d days.", MS_SCANS_MAX),
			 errhint("A series is of one patient: GROUP BY the patient.")));
}

/* In order, one a day; their number. */
static int
settle(void *scans, int n)
{
	sort_scans(scans, n);
	return ms_scans_settle(scans, n);
}

/*
 * I/O
 */

PG_FUNCTION_INFO_V1(sepms_mri_series_in);
Datum
sepms_mri_series_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	Size		len = strlen(str);
	Size		most = ms_text_items(str, len);
	const char *detail;
	ms_scan *scan;
	int			n;

	if (most > MS_SCANS_MAX)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many scans for an mri_series"),
				 errdetail("It holds at most %d days.", MS_SCANS_MAX)));
	scan = palloc(most * sizeof(ms_scan));
	switch (ms_scans_parse(str, len, scan, &n))
	{
		case MS_SCANS_OK:
			return return_scans(scan, settle(scan, n));
		case MS_SCANS_DAY:
			detail = "Scan %d has no date, or one that is not in the calendar.";
			break;
		case MS_SCANS_NUMBER:
			detail = "A count of scan %d is no number of lesions, or its PBVC no finite number.";
			break;
		case MS_SCANS_INVALID:
			detail = "Scan %d has more lesions that are both than of each, or a reference that is not before it.";
			break;
		default:
			detail = "What follows scan %d is not understood.";
			break;
	}
	ereturn(fcinfo->context, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", "mri_series", str),
			 errdetail(detail, n + 1),
			 errhint("As in {2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-03-04}; the aggregate mri_series() builds one.")));
}

PG_FUNCTION_INFO_V1(sepms_mri_series_out);
Datum
sepms_mri_series_out(PG_FUNCTION_ARGS)
{
	int			n;
	ms_scan *scan = sepms_scans_arg(fcinfo, 0, &n);
	char	   *str = palloc(MS_SCANS_TEXT_MAX(n));

	ms_scans_print(scan, n, str);
	PG_RETURN_CSTRING(str);
}

PG_FUNCTION_INFO_V1(sepms_mri_series_recv);
Datum
sepms_mri_series_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	const int	size = 5 * sizeof(int32) + sizeof(float8);	/* of a scan */
	uint32		n;
	ms_scan *scan;

	sepms_binary_version("mri_series", buf, MS_SCANS_VERSION);
	sepms_binary_needs("mri_series", buf, sizeof(int32));
	n = pq_getmsgint(buf, sizeof(int32));
	if (n > MS_SCANS_MAX || n > (buf->len - buf->cursor) / size)
		sepms_bad_binary("mri_series", "too many scans");
	scan = palloc(Max(n, 1) * sizeof(ms_scan));
	for (uint32 i = 0; i < n; i++)
	{
		scan[i].day = (int32) pq_getmsgint(buf, sizeof(int32));
		scan[i].new_t2 = (int32) pq_getmsgint(buf, sizeof(int32));
		scan[i].gd = (int32) pq_getmsgint(buf, sizeof(int32));
		scan[i].both = (int32) pq_getmsgint(buf, sizeof(int32));
		scan[i].reference = (int32) pq_getmsgint(buf, sizeof(int32));
		scan[i].annual_pbvc = pq_getmsgfloat8(buf) + 0.0;
	}
	if (!ms_scans_valid(scan, n))
		sepms_bad_binary("mri_series", "days out of order or out of range, or counts that cannot be");
	return return_scans(scan, n);
}

PG_FUNCTION_INFO_V1(sepms_mri_series_send);
Datum
sepms_mri_series_send(PG_FUNCTION_ARGS)
{
	int			n;
	ms_scan *scan = sepms_scans_arg(fcinfo, 0, &n);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, MS_SCANS_VERSION);
	pq_sendint32(&buf, n);
	for (int i = 0; i < n; i++)
	{
		pq_sendint32(&buf, scan[i].day);
		pq_sendint32(&buf, scan[i].new_t2);
		pq_sendint32(&buf, scan[i].gd);
		pq_sendint32(&buf, scan[i].both);
		pq_sendint32(&buf, scan[i].reference);
		pq_sendfloat8(&buf, scan[i].annual_pbvc);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * One scan from arguments
 */

/* A count of lesions; where it is NULL, any says whether there are some. */
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
				 errhint("Give one of them, NULL for the other.")));
	return (int32) lesions;
}

static float8
pbvc_arg(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	if (PG_ARGISNULL(arg))
		return NAN;
	return sepms_number(argument, PG_GETARG_FLOAT8(arg),
						"It is a percentage brain volume change, a loss being negative; use NULL where it is not known.") + 0.0;
}

static DateADT
scan_date_arg(FunctionCallInfo fcinfo, int arg)
{
	return sepms_finite("a scan", PG_GETARG_DATEADT(arg));
}

/* The lesions that are in both counts, or 22023. */
static int32
both_arg(FunctionCallInfo fcinfo, int arg, int32 new_t2, int32 gd)
{
	int32		both = lesions_arg(fcinfo, arg, -1, "gd_and_t2");

	if (!ms_both_valid(both, new_t2, gd))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("gd_and_t2 is out of range: %d", both),
				 errhint("It counts the lesions that are in new_t2 and in gd: no more than either, and not known without them.")));
	return both;
}

/* One day may have many records, so the dates of two may be equal. */
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
					 errhint("It is the date of the scan that this one was compared with; use NULL where it is not known.")));
	}
	scan.both = both_arg(fcinfo, 5, scan.new_t2, scan.gd);
	return return_scans(&scan, 1);
}

/*
 * The aggregates
 */

static bool
is_later_day(const void *scan, const void *next)
{
	return ((const ms_scan *) scan)->day < ((const ms_scan *) next)->day;
}

static bool
is_scan(const void *scan)
{
	return ms_scan_valid(scan);
}

static const sepms_collection scans_of_patient = {
	"mri_series", sizeof(ms_scan), is_scan, is_later_day, settle, MS_SCANS_MAX, too_many_scans
};

/* Date, new_t2, gd and perhaps annual_pbvc. */
PG_FUNCTION_INFO_V1(sepms_mri_accum);
Datum
sepms_mri_accum(PG_FUNCTION_ARGS)
{
	sepms_collected *state = sepms_collect_state(fcinfo, &scans_of_patient);
	ms_scan		scan = {.reference = MS_NO_REFERENCE, .both = MS_LESIONS_UNKNOWN};

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	scan.day = scan_date_arg(fcinfo, 1);
	scan.new_t2 = lesions_arg(fcinfo, 2, -1, "new_t2");
	scan.gd = lesions_arg(fcinfo, 3, -1, "gd");
	scan.annual_pbvc = PG_NARGS() > 4 ? pbvc_arg(fcinfo, 4, "annual_pbvc") : NAN;
	PG_RETURN_POINTER(sepms_collect(state, &scans_of_patient, &scan));
}

PG_FUNCTION_INFO_V1(sepms_mri_accum_series);
Datum
sepms_mri_accum_series(PG_FUNCTION_ARGS)
{
	sepms_collected *state = sepms_collect_state(fcinfo, &scans_of_patient);
	ms_scan *scan;
	int			n;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	scan = sepms_scans_arg(fcinfo, 1, &n);
	for (int i = 0; i < n; i++)
		state = sepms_collect(state, &scans_of_patient, &scan[i]);
	PG_RETURN_POINTER(state);
}

SEPMS_COLLECT_FUNCTION(mri, combine, scans_of_patient)
SEPMS_COLLECT_FUNCTION(mri, serialize, scans_of_patient)
SEPMS_COLLECT_FUNCTION(mri, deserialize, scans_of_patient)

PG_FUNCTION_INFO_V1(sepms_mri_final);
Datum
sepms_mri_final(PG_FUNCTION_ARGS)
{
	sepms_collected *state = PG_ARGISNULL(0) ? NULL : (sepms_collected *) PG_GETARG_POINTER(0);

	if (state == NULL)
		return return_scans(NULL, 0);
	sepms_collect_settle(state, &scans_of_patient);
	return return_scans((ms_scan *) state->items, state->n);
}

/*
 * Readers of a series
 */

PG_FUNCTION_INFO_V1(sepms_num_scans);
Datum
sepms_num_scans(PG_FUNCTION_ARGS)
{
	int			n;

	sepms_scans_arg(fcinfo, 0, &n);
	PG_RETURN_INT32(n);
}

static void
put_lesions(int32 lesions, Datum *value, bool *null)
{
	*value = Int32GetDatum(lesions);
	*null = lesions < 0;
}

static void
put_any(int32 lesions, Datum *value, bool *null)
{
	ms_tri		active = ms_lesions_active(lesions);

	*value = BoolGetDatum(active == MS_YES);
	*null = active == MS_UNKNOWN;
}

PG_FUNCTION_INFO_V1(sepms_unnest_scans);
Datum
sepms_unnest_scans(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			n;
	ms_scan *scan = sepms_scans_arg(fcinfo, 0, &n);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < n; i++)
	{
		Datum		values[8];
		bool		nulls[8] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = DateADTGetDatum(scan[i].day);
		put_lesions(scan[i].new_t2, &values[1], &nulls[1]);
		put_lesions(scan[i].gd, &values[2], &nulls[2]);
		values[3] = Float8GetDatum(scan[i].annual_pbvc);
		nulls[3] = isnan(scan[i].annual_pbvc);
		values[4] = DateADTGetDatum(scan[i].reference);
		nulls[4] = scan[i].reference == MS_NO_REFERENCE;
		put_lesions(scan[i].both, &values[5], &nulls[5]);
		put_any(scan[i].new_t2, &values[6], &nulls[6]);
		put_any(scan[i].gd, &values[7], &nulls[7]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

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

/* What the scans of the first argument add up to, in the period of the second. */
static ms_scan_counts
counts_args(FunctionCallInfo fcinfo)
{
	int			n;
	ms_scan *scan = sepms_scans_arg(fcinfo, 0, &n);
	DateADT		from = 0;
	DateADT		to = 0;			/* of an empty period */

	sepms_period_arg(fcinfo, 1, &from, &to);
	return ms_scans_count(scan, n, from, to);
}

/* Eight columns, NULL what is not known. */
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
				 errhint("They are from the scan compared with to this one.")));
	if (geometric && pbvc <= -100)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("pbvc must be above -100 %%: %g", pbvc),
				 errhint("It is a percentage brain volume change, a loss being negative.")));
	return sepms_return_number(fcinfo, ms_pbvc_annual(pbvc, days, geometric));
}

/*
 * What a scan consisted of
 */

static pg_noinline void
refuse_sequence(const char *given)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown MRI sequence: \"%s\"", given),
			 errhint("Allowed are %s.", sepms_label_names(&ms_sequences))));
}

/* The set of an array of names; NULLs in it are left out. */
static int
sequences_arg(FunctionCallInfo fcinfo, int arg)
{
	Datum	   *names;
	bool	   *nulls;
	int			n;
	int			set = 0;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(arg), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		const char *name = nulls[i] ? "" : TextDatumGetCString(names[i]);
		const char *utf8 = sepms_utf8(name);
		int			named = ms_sequence_set(utf8, strlen(utf8));

		ms_pause_at(i);
		if (!nulls[i] && named == 0)
			refuse_sequence(name);
		set |= named;
	}
	return set;
}

/* What the arguments sequences, purpose, tesla lack; NULL arguments are the caller's. */
static int
missing_args(FunctionCallInfo fcinfo, const char *missing[MS_MRI_NEEDS_MAX], bool *known)
{
	ms_mri_purpose purpose = sepms_choice("purpose", PG_GETARG_TEXT_PP(1), ms_mri_purposes);
	const char *hint = "It is the field strength of the scanner, such as 1.5 or 3.";
	float8		tesla = PG_ARGISNULL(2) ? NAN : sepms_number("tesla", PG_GETARG_FLOAT8(2), hint);

	if (tesla <= 0 || tesla >= 100)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("tesla is out of range: %g", tesla),
				 errhint("%s", hint)));
	return ms_mri_missing(sequences_arg(fcinfo, 0), tesla, purpose, missing, known);
}

PG_FUNCTION_INFO_V1(sepms_mri_valid);
Datum
sepms_mri_valid(PG_FUNCTION_ARGS)
{
	const char *missing[MS_MRI_NEEDS_MAX];
	bool		known;
	int			n;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	n = missing_args(fcinfo, missing, &known);
	return sepms_return_tri(fcinfo, n > 0 ? MS_NO : known ? MS_YES : MS_UNKNOWN);
}

PG_FUNCTION_INFO_V1(sepms_mri_missing);
Datum
sepms_mri_missing(PG_FUNCTION_ARGS)
{
	const char *missing[MS_MRI_NEEDS_MAX];
	bool		known;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	return sepms_name_array(missing, missing_args(fcinfo, missing, &known));
}
