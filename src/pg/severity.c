/*
 * severity.c
 *		The type severity_tally, its aggregates and its readers, and scores
 *		from the global tables.
 */
#include <math.h>

#include "edss.h"

#include "../core/day.h"
#include "../core/severity.h"
#include "funcapi.h"
#include "ledger.h"
#include "miscadmin.h"
#include "period.h"
#include "privacy.h"
#include "series.h"

SEPMS_LEDGER_IO(severity_tally, &ms_severity_kind)
SEPMS_LEDGER_FUNCTION(severity, merge, &ms_severity_kind)
SEPMS_LEDGER_FUNCTION(severity, unmerge, &ms_severity_kind)

static pg_noinline void
refuse_years(const char *argument, double years)
{
	sepms_number_within(argument, years, false,
						psprintf("It must be a number of years, 0 or more and below %d; use NULL if it is unknown.",
								 MS_SEVERITY_YEARS));
}

static inline double
years_arg(FunctionCallInfo fcinfo, int arg, const char *argument)
{
	double		years = PG_GETARG_FLOAT8(arg);

	if (unlikely(!(years >= 0 && years < MS_SEVERITY_YEARS)))
		refuse_years(argument, years);
	return years;
}

/* The column of an edss. */
static inline int
column_arg(FunctionCallInfo fcinfo, int arg)
{
	return ms_edss_place(sepms_edss_arg(fcinfo, arg));
}

static int32
range_arg(FunctionCallInfo fcinfo, int arg)
{
	int32		range = PG_GETARG_INT32(arg);

	if (range < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("range must not be negative: %d", (int) range),
				 errhint("A patient is compared with those whose years differ by at most this number.")));
	return range;
}

/*
 * The aggregate
 */

static inline Datum
accum(FunctionCallInfo fcinfo, bool take)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, &ms_severity_kind, take);
	int			column = column_arg(fcinfo, 1);
	int32		key = ms_severity_key(years_arg(fcinfo, 2, "years"));

	if (!sepms_ledger_tally_one(state, key, column, take))
		PG_RETURN_NULL();
	return sepms_ledger_state_datum(state);
}
SEPMS_LEDGER_ACCUM(severity_accum, severity_unaccum, accum)

/*
 * Local scores.  A query scores many patients against few references, for
 * example one for all or one for each country, so all scores of a reference
 * are computed once and kept.
 */

typedef double EdssScores[MS_SCORED_EDSS];

typedef struct Scores
{
	sepms_ledger_memory of;
	int32		range;
	int			last_year;
	EdssScores *of_year;		/* from year 1 on */
} Scores;

#define KEPT 64

typedef struct KeptScores
{
	int			n;
	int			last;			/* the one used last */
	Scores		scores[KEPT];
} KeptScores;

static void
compute(Scores *s, const ms_ledger *l, ms_severity_scale scale, MemoryContext context)
{
	s->last_year = ms_severity_last_year(l, scale);
	if (s->of_year != NULL)
		pfree(s->of_year);
	s->of_year = NULL;
	s->of_year = MemoryContextAlloc(context, Max(s->last_year, 1) * sizeof(EdssScores));
	for (int year = 1; year <= s->last_year; year++)
	{
		ms_reference reference;

		ms_severity_reference(l, scale, year, s->range, &reference);
		for (int i = 0; i < MS_SCORED_EDSS; i++)
			s->of_year[year - 1][i] = ms_severity_score(&reference, i);
	}
}

static const Scores *
scores_arg(FunctionCallInfo fcinfo, ms_severity_scale scale)
{
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	sepms_kept *kept = sepms_keep(fcinfo);
	Datum		tally = sepms_ledger_fetched(PG_GETARG_DATUM(0));
	int32		range = range_arg(fcinfo, 3);
	ms_ledger l;
	KeptScores *all;
	Scores	   *s;

	if (kept->own == NULL)
		kept->own = MemoryContextAllocZero(context, sizeof(KeptScores));
	all = kept->own;
	for (int i = 0; i < all->n; i++)
	{
		int			at = (all->last + i) % all->n;

		if (all->scores[at].range == range && sepms_ledger_same(&all->scores[at].of, tally))
		{
			all->last = at;
			return &all->scores[at];
		}
	}

	l = sepms_ledger_from(tally, &ms_severity_kind);
	all->last = all->n < KEPT ? all->n++ : (all->last + 1) % KEPT;
	s = &all->scores[all->last];
	sepms_ledger_forget(&s->of);
	s->range = range;
	compute(s, &l, scale, context);
	sepms_ledger_remember(&s->of, tally, context);
	return s;
}

static inline Datum
local_score(FunctionCallInfo fcinfo, ms_severity_scale scale, const char *argument)
{
	int			column = column_arg(fcinfo, 1);
	int			year = ms_severity_year(scale, years_arg(fcinfo, 2, argument));
	const Scores *s = scores_arg(fcinfo, scale);

	if (year < 1 || year > s->last_year || column >= MS_SCORED_EDSS)
		PG_RETURN_NULL();
	return sepms_return_number(fcinfo, s->of_year[year - 1][column]);
}

PG_FUNCTION_INFO_V1(sepms_local_msss);
Datum
sepms_local_msss(PG_FUNCTION_ARGS)
{
	return local_score(fcinfo, MS_MSSS, "duration_years");
}

PG_FUNCTION_INFO_V1(sepms_local_armss);
Datum
sepms_local_armss(PG_FUNCTION_ARGS)
{
	return local_score(fcinfo, MS_ARMSS, "age_years");
}

PG_FUNCTION_INFO_V1(sepms_severity_table);
Datum
sepms_severity_table(PG_FUNCTION_ARGS)
{
	static const char *const scales[] = {"msss", "armss", NULL};
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, &ms_severity_kind);
	ms_severity_scale scale = sepms_choice("scale", PG_GETARG_TEXT_PP(1), scales);
	int32		range = range_arg(fcinfo, 2);
	int			last = ms_severity_last_year(&l, scale);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int year = 1; year <= last; year++)
	{
		ms_reference reference;

		CHECK_FOR_INTERRUPTS();
		ms_severity_reference(&l, scale, year, range, &reference);
		for (int i = 0; i < MS_SCORED_EDSS && reference.patients > 0; i++)
		{
			Datum		values[4] = {
				Int32GetDatum(year), EdssGetDatum(ms_edss_at(i)),
				Int64GetDatum(reference.by_edss[i]), Float8GetDatum(ms_severity_score(&reference, i))
			};
			bool		nulls[4] = {false};

			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		}
	}
	return (Datum) 0;
}

/* Privacy: all patients, and the reference group of each year */

static int
add_references(const ms_ledger *l, ms_severity_scale scale, int range, int64 *counts)
{
	int			last = ms_severity_last_year(l, scale);

	for (int year = 1; year <= last; year++)
	{
		ms_reference reference;

		ms_severity_reference(l, scale, year, range, &reference);
		counts[year - 1] = reference.patients;
	}
	return last;
}

static int64
all_patients(const ms_ledger *l)
{
	int64		patients = 0;

	for (int i = 0; i < l->columns; i++)
		patients += ms_ledger_total(l, i);
	return patients;
}

PG_FUNCTION_INFO_V1(sepms_severity_publishable);
Datum
sepms_severity_publishable(PG_FUNCTION_ARGS)
{
	/*
	 * "both" is the default: a tally does not know whether its years are
	 * durations or ages
	 */
	static const char *const scales[] = {"msss", "armss", "both", NULL};
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, &ms_severity_kind);
	int			scale = sepms_choice("scale", PG_GETARG_TEXT_PP(2), scales);
	int32		range = range_arg(fcinfo, 3);
	int64		counts[1 + 2 * MS_SEVERITY_YEARS];
	int			n = 0;

	counts[n++] = all_patients(&l);
	if (scale != MS_ARMSS)
		n += add_references(&l, MS_MSSS, range, counts + n);
	if (scale != MS_MSSS)
		n += add_references(&l, MS_ARMSS, range, counts + n);
	return sepms_return_publishable(fcinfo, 1, n, counts);
}

/*
 * Global scores
 */

PG_FUNCTION_INFO_V1(sepms_global_msss);
Datum
sepms_global_msss(PG_FUNCTION_ARGS)
{
	static const char *const variants[] = {"2005", "2017", NULL};
	int			column = column_arg(fcinfo, 0);
	double		years = years_arg(fcinfo, 1, "duration_years");
	ms_msss_variant variant = sepms_choice("variant", PG_GETARG_TEXT_PP(2), variants);

	if (column >= MS_SCORED_EDSS)
		PG_RETURN_NULL();
	return sepms_return_number(fcinfo, ms_global_msss(column, years, variant));
}

PG_FUNCTION_INFO_V1(sepms_global_armss);
Datum
sepms_global_armss(PG_FUNCTION_ARGS)
{
	int			column = column_arg(fcinfo, 0);
	double		years = years_arg(fcinfo, 1, "age_years");

	if (column >= MS_SCORED_EDSS)
		PG_RETURN_NULL();
	return sepms_return_number(fcinfo, ms_global_armss(column, years));
}

/* The visits of a patient must be of the EDSS, and none before the birth. */
static void
check_edss_visits(const ms_visit *visit, int visits, DateADT birth)
{
	char		text[2][MS_DAY_TEXT_MAX];

	if (visits > 0 && visit[0].day < birth)
	{
		(void) ms_day_print(visit[0].day, text[0]);
		(void) ms_day_print(birth, text[1]);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a visit, on %s, is before the date of birth, %s", text[0], text[1]),
				 errhint("Correct the dates, or use NULL if the date of birth is unknown.")));
	}
	for (int i = 0; i < visits; i++)
	{
		ms_pause_at(i);
		(void) sepms_edss_of_visit(visit[i].value);
	}
}

PG_FUNCTION_INFO_V1(sepms_narmss);
Datum
sepms_narmss(PG_FUNCTION_ARGS)
{
	int			visits;
	const ms_visit *visit = sepms_series_arg(fcinfo, 0, &visits);
	DateADT		birth = sepms_finite("birth", PG_GETARG_DATEADT(1));

	check_edss_visits(visit, visits, birth);
	return sepms_return_number(fcinfo, ms_narmss(visit, visits, birth));
}

/* EDSS divided by years of disease; NULL if there are fewer than min_years. */
PG_FUNCTION_INFO_V1(sepms_progression_index);
Datum
sepms_progression_index(PG_FUNCTION_ARGS)
{
	int			column = column_arg(fcinfo, 0);
	double		years = years_arg(fcinfo, 1, "duration_years");
	const char *hint = "The index is NULL for a disease duration below this many years.";
	double		min_years = sepms_number("min_years", PG_GETARG_FLOAT8(2), hint);

	if (min_years <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("min_years must be above 0: %g", min_years),
				 errhint("%s", hint)));
	if (column >= MS_SCORED_EDSS || years < min_years)
		PG_RETURN_NULL();
	return sepms_return_number(fcinfo, PG_GETARG_EDSS(0) / 2.0 / years);
}
