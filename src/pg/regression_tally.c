/*
 * regression_tally.c
 *		The aggregates that make the tallies of regressions, and tallies of one
 *		row.
 */
#include "ledger.h"
#include "privacy.h"
#include "regression_rows.h"
#include "survival.h"

#include "utils/array.h"
#include "utils/memutils.h"

/*
 * Where the values of a row are among the arguments; -1: not given.  A float8
 * is a whole number of any type.
 */
typedef struct Places
{
	int			days;			/* float8; exit days of a Cox row */
	int			outcome;		/* boolean; was the event observed? */
	int			events;			/* float8 */
	int			x;				/* float8[] */
	int			entry;			/* float8 */
	int			weight;			/* float8 */
	int			stratum;		/* float8 */
	int			cluster;		/* bigint */
} Places;

/* What is to be done with a row. */
typedef enum Use
{
	USE_ROW, LEAVE_OUT, NOT_THERE
} Use;

/* A whole number; the types of all arguments are looked at in the first call. */
static inline int32
whole_arg(FunctionCallInfo fcinfo, int arg, const char *name)
{
	double		given = PG_GETARG_FLOAT8(arg);

	if (likely(given >= 0 && given <= PG_INT32_MAX && given == (int32) given))
		return (int32) given;
	return (int32) sepms_whole_number(given, name, false);
}

static inline int32
days_arg(FunctionCallInfo fcinfo, int arg, const char *name)
{
	int32		days = whole_arg(fcinfo, arg, name);

	if (unlikely(days < 0))
		(void) sepms_days(name, days, "It is a whole number of days; use NULL if it is unknown.");
	return days;
}

static pg_noinline void
refuse_terms(int terms)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many elements of x: %d", terms),
			 errdetail("A regression has at most %d covariates.", MS_ROWS_TERMS_MAX)));
}

/*
 * The elements of x, where they are: an array of a table often lies there
 * without alignment, behind a short head, so that a copy for each row is
 * saved.  False if an element is NULL.
 */
static bool
x_arg(FunctionCallInfo fcinfo, int arg, sepms_x *x)
{
	struct varlena *array = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(arg));
	const char *body = VARDATA_ANY(array);	/* of ArrayType, all but its length */
	int32		head[3];		/* dimensions, offset of the elements, type */
	int32		terms = 0;

	memcpy(head, body, sizeof(head));
	if (unlikely(head[0] > 1))
		sepms_one_dimension("x", head[0], SEPMS_HINT_X);
	if (head[0] == 1)
		memcpy(&terms, body + sizeof(head), sizeof(int32));
	if (unlikely(terms > MS_ROWS_TERMS_MAX))
		refuse_terms(terms);
	x->terms = terms;
	x->elements = body + (head[1] != 0 ? head[1] : ARR_OVERHEAD_NONULLS(1)) - sizeof(int32);
	if (head[1] != 0)
	{
		const bits8 *known = (const bits8 *) (body + sizeof(head) + 2 * sizeof(int32));

		for (int i = 0; i < terms; i++)
			if ((known[i / 8] >> i % 8 & 1) == 0)
				return false;
	}
	return true;
}

static inline bool
is_null(FunctionCallInfo fcinfo, int arg)
{
	return arg >= 0 && PG_ARGISNULL(arg);
}

/* Days of follow-up, entry, and whether the event was observed. */
static void
cox_args(FunctionCallInfo fcinfo, const Places *at, ms_row *row)
{
	row->number = days_arg(fcinfo, at->days, at->entry >= 0 ? "exit_days" : "days");
	row->flags = PG_GETARG_BOOL(at->outcome) ? MS_ROW_EVENT : 0;
	if (at->entry < 0)
		return;
	row->other = Max(whole_arg(fcinfo, at->entry, "entry_days"), 0);
	if (row->other > 0 && row->other >= row->number)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("entry_days must be before exit_days: %d, %d", (int) row->other, (int) row->number),
				 errhint("A patient is at risk from the day after entry.")));
}

/* False if there is nothing: no events in no days. */
static bool
count_args(FunctionCallInfo fcinfo, const Places *at, ms_row *row)
{
	row->number = whole_arg(fcinfo, at->events, "events");
	if (row->number < 0)
		(void) sepms_count("events", row->number);
	row->other = days_arg(fcinfo, at->days, "days");
	if (row->other == 0 && row->number > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there are events but no days at risk: %d", (int) row->number),
				 errhint("days is the length of the follow-up in which the events were counted.")));
	return row->other > 0;
}

/* What identifies a row: its stratum and cluster. */
static void
group_args(FunctionCallInfo fcinfo, const Places *at, ms_row *row)
{
	if (at->stratum >= 0 && !PG_ARGISNULL(at->stratum))
	{
		row->stratum = (int32) sepms_whole_number(PG_GETARG_FLOAT8(at->stratum), "stratum", false);
		row->flags |= MS_ROW_STRATUM;
	}
	if (at->cluster >= 0 && !PG_ARGISNULL(at->cluster))
	{
		row->cluster = PG_GETARG_INT64(at->cluster);
		row->flags |= MS_ROW_CLUSTER;
	}
}

/* Reads a row.  What is not there is not looked at. */
static pg_attribute_always_inline Use
read_row(FunctionCallInfo fcinfo, ms_rows_kind kind, const Places *at, ms_row *row, sepms_x *x)
{
	*row = (ms_row) {.weight = 1, .count = 1};
	if (at->weight >= 0 && !PG_ARGISNULL(at->weight))
	{
		row->weight = sepms_weight_arg(fcinfo, at->weight);
		if (row->weight == 0)
			return NOT_THERE;
	}
	if (is_null(fcinfo, at->days) || is_null(fcinfo, at->outcome) || is_null(fcinfo, at->events) ||
		is_null(fcinfo, at->entry) || is_null(fcinfo, at->weight))
		return LEAVE_OUT;
	if (kind == MS_ROWS_COX)
		cox_args(fcinfo, at, row);
	else if (kind == MS_ROWS_LOGISTIC)
		row->number = PG_GETARG_BOOL(at->outcome);
	else if (!count_args(fcinfo, at, row))
		return NOT_THERE;
	if (at->stratum >= 0 || at->cluster >= 0)
		group_args(fcinfo, at, row);
	return PG_ARGISNULL(at->x) || !x_arg(fcinfo, at->x, x) ? LEAVE_OUT : USE_ROW;
}

/*
 * Aggregates
 */

static pg_attribute_always_inline Datum
accum(FunctionCallInfo fcinfo, ms_rows_kind kind, const Places *at, const char *const *names, int n, bool take)
{
	sepms_rows_state *state;
	ms_row		row;
	sepms_x		x;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = sepms_rows_state_arg(fcinfo, kind, take);
	if (n > 0)
		sepms_whole_types(fcinfo, names, n);
	switch (read_row(fcinfo, kind, at, &row, &x))
	{
		case USE_ROW:
			if (take)
				row.count = -1;
			sepms_rows_append(state, &row, &x);
			break;
		case LEAVE_OUT:
			sepms_rows_leave_out(state, take ? -1 : 1);
			break;
		case NOT_THERE:
			break;
	}
	return take ? sepms_rows_state_rest(fcinfo, state) : sepms_rows_state_datum(state);
}

/* A tally of one row: of a patient who is used, left out, or not there. */
static Datum
return_row(FunctionCallInfo fcinfo, ms_rows_kind kind, const Places *at, const char *const *names, int n)
{
	ms_row		row;
	sepms_x		x;
	double		elements[MS_ROWS_TERMS_MAX];
	ms_rows		r = {.kind = kind};
	Use			use;

	if (n > 0)
		sepms_whole_types(fcinfo, names, n);
	use = read_row(fcinfo, kind, at, &row, &x);
	if (use == LEAVE_OUT)
		r.left_out = 1;
	if (use != USE_ROW)
		return sepms_return_rows(&r);
	sepms_copy_x(elements, &x);
	r.rows = 1;
	r.terms = x.terms;
	r.x = elements;
	r.number = &row.number;
	r.other = row.other != 0 ? &row.other : NULL;
	r.flags = row.flags != 0 ? &row.flags : NULL;
	r.stratum = row.flags & MS_ROW_STRATUM ? &row.stratum : NULL;
	r.cluster = row.flags & MS_ROW_CLUSTER ? &row.cluster : NULL;
	r.weight = row.weight != 1 ? &row.weight : NULL;
	return sepms_return_rows(&r);
}

/* Defines the transition functions of an aggregate, and their inverses, of rows at these places. */
#define ACCUM_FUNCTION(entry, kind, at, take, ...) \
	PG_FUNCTION_INFO_V1(sepms_##entry); \
	Datum \
	sepms_##entry(PG_FUNCTION_ARGS) \
	{ \
		static const char *const names[] = {NULL, ##__VA_ARGS__}; \
		return accum(fcinfo, kind, &at, names, lengthof(names) > 1 ? lengthof(names) : 0, take); \
	}

#define ACCUM_FUNCTIONS(accum, unaccum, kind, at, ...) \
	ACCUM_FUNCTION(accum, kind, at, false, ##__VA_ARGS__) \
	ACCUM_FUNCTION(unaccum, kind, at, true, ##__VA_ARGS__)

/* days, outcome, events, x, entry, weight, stratum, cluster */
static const Places cox_plain = {1, 2, -1, 3, -1, -1, -1, -1};
static const Places cox_weighted = {1, 2, -1, 3, -1, 4, -1, -1};
static const Places count_plain = {2, -1, 1, 3, -1, -1, -1, -1};
static const Places count_weighted = {2, -1, 1, 3, -1, 4, -1, -1};
static const Places logistic_plain = {-1, 1, -1, 2, -1, -1, -1, -1};
static const Places logistic_weighted = {-1, 1, -1, 2, -1, 3, -1, -1};

ACCUM_FUNCTIONS(cox_accum, cox_unaccum, MS_ROWS_COX, cox_plain, "days")
ACCUM_FUNCTIONS(cox_accum_weighted, cox_unaccum_weighted, MS_ROWS_COX, cox_weighted, "days")
ACCUM_FUNCTIONS(count_accum, count_unaccum, MS_ROWS_COUNT, count_plain, "events", "days")
ACCUM_FUNCTIONS(count_accum_weighted, count_unaccum_weighted, MS_ROWS_COUNT, count_weighted, "events", "days")
ACCUM_FUNCTIONS(logistic_accum, logistic_unaccum, MS_ROWS_LOGISTIC, logistic_plain)
ACCUM_FUNCTIONS(logistic_accum_weighted, logistic_unaccum_weighted, MS_ROWS_LOGISTIC, logistic_weighted)

/* Defines a function that makes a tally of one row. */
#define ROW_FUNCTION(entry, kind, at, ...) \
	PG_FUNCTION_INFO_V1(sepms_##entry); \
	Datum \
	sepms_##entry(PG_FUNCTION_ARGS) \
	{ \
		static const char *const names[] = {__VA_ARGS__}; \
		return return_row(fcinfo, kind, &at, names, lengthof(names)); \
	}

/* as above */
static const Places cox_row = {0, 1, -1, 2, 3, 4, 5, 6};
static const Places count_row = {1, -1, 0, 2, -1, 3, -1, 4};
static const Places logistic_row = {-1, 0, -1, 1, -1, 2, -1, 3};

ROW_FUNCTION(cox_row, MS_ROWS_COX, cox_row, "exit_days", NULL, NULL, "entry_days", NULL, "stratum")
ROW_FUNCTION(count_row, MS_ROWS_COUNT, count_row, "events", "days")
ROW_FUNCTION(logistic_row, MS_ROWS_LOGISTIC, logistic_row, NULL)

/*
 * Patients of a stored tally, all with the same x.
 */

static void
refuse_entries(const ms_ledger *l)
{
	if (ms_ledger_total(l, MS_SURVIVAL_ENTERED) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the survival_tally has late entries"),
				 errdetail("It does not say which patient entered when."),
				 errhint("Use cox_agg(cox_row(exit_days, observed, x, entry_days)) of the patients.")));
}

static void
append_life(sepms_rows_state *state, const ms_ledger *l, const sepms_x *x, bool take)
{
	for (int i = 0; i < l->rows; i++)
	{
		ms_pause_at(i);
		for (int column = MS_SURVIVAL_EVENTS; column <= MS_SURVIVAL_CENSORED; column++)
		{
			ms_row		row = {
				.number = l->key[i], .flags = column == MS_SURVIVAL_EVENTS ? MS_ROW_EVENT : 0,
				.weight = 1, .count = ms_ledger_count(l, i, column)
			};

			if (row.count == 0)
				continue;
			if (take)
				row.count = -row.count;
			sepms_rows_append(state, &row, x);
		}
	}
}

static Datum
accum_survival(FunctionCallInfo fcinfo, bool take)
{
	sepms_rows_state *state;
	ms_ledger	l;
	sepms_x		x;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = sepms_rows_state_arg(fcinfo, MS_ROWS_COX, take);
	if (PG_ARGISNULL(1))		/* nobody knows of how many patients */
		return sepms_rows_state_datum(state);
	l = sepms_ledger_arg(fcinfo, 1, &ms_survival_kind);
	refuse_entries(&l);
	if (PG_ARGISNULL(2) || !x_arg(fcinfo, 2, &x))
	{
		int64		patients = ms_ledger_total(&l, MS_SURVIVAL_EVENTS) + ms_ledger_total(&l, MS_SURVIVAL_CENSORED);

		sepms_rows_leave_out(state, take ? -patients : patients);
	}
	else
		append_life(state, &l, &x, take);
	return take ? sepms_rows_state_rest(fcinfo, state) : sepms_rows_state_datum(state);
}

SEPMS_LEDGER_ACCUM(cox_accum_survival, cox_unaccum_survival, accum_survival)

/*
 * Privacy: patients who share x are few if their pattern is rare.
 */
static Datum
publishable(FunctionCallInfo fcinfo, ms_rows_kind kind)
{
	const ms_rows *r = sepms_rows_arg(fcinfo, 0, kind);
	Size		bytes = Max(r->rows, 1) * sizeof(ms_row_key);
	ms_row_key *order = MemoryContextAllocHuge(CurrentMemoryContext, bytes);
	ms_row_key *spare = MemoryContextAllocHuge(CurrentMemoryContext, bytes);
	int64		smallest = ms_rows_smallest_pattern(r, order, spare);

	return sepms_return_publishable(fcinfo, 1, 1, &smallest);
}

#define PUBLISHABLE(name, kind) \
	PG_FUNCTION_INFO_V1(sepms_##name##_publishable); \
	Datum \
	sepms_##name##_publishable(PG_FUNCTION_ARGS) \
	{ \
		return publishable(fcinfo, kind); \
	}

PUBLISHABLE(cox, MS_ROWS_COX)
PUBLISHABLE(count, MS_ROWS_COUNT)
PUBLISHABLE(logistic, MS_ROWS_LOGISTIC)
