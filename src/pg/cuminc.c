/*
 * cuminc.c
 *		The type cuminc_tally, its aggregates and its readers.
 */
#include <math.h>

#include "survival.h"

#include "../core/cuminc.h"
#include "funcapi.h"
#include "ledger.h"
#include "miscadmin.h"
#include "privacy.h"

SEPMS_LEDGER_IO(cuminc_tally, &ms_cuminc_kind)
SEPMS_LEDGER_FUNCTION(cuminc, merge, &ms_cuminc_kind)
SEPMS_LEDGER_FUNCTION(cuminc, unmerge, &ms_cuminc_kind)

int32
sepms_cause_arg(FunctionCallInfo fcinfo, int arg, int32 least)
{
	int32		cause = PG_GETARG_INT32(arg);

	if (cause < least || cause > MS_CAUSES_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cause is out of range: %d", (int) cause),
				 errhint(least == 0 ?
						 "Causes are numbered from 1 to %d; 0 means censored." :
						 "Causes are numbered from 1 to %d.", MS_CAUSES_MAX)));
	return cause;
}

static inline Datum
accum(FunctionCallInfo fcinfo, bool take)
{
	sepms_ledger_state *state = sepms_ledger_state_arg(fcinfo, &ms_cuminc_kind, take);
	int32		days = sepms_days_arg(fcinfo, 1, "days");
	int32		cause = sepms_cause_arg(fcinfo, 2, 0);

	if (!sepms_ledger_tally_one(state, days, cause, take))
		PG_RETURN_NULL();
	return sepms_ledger_state_datum(state);
}
SEPMS_LEDGER_ACCUM(cuminc_accum, cuminc_unaccum, accum)

static ms_incidence *
incidence_of(const ms_ledger *l, int cause, const ms_conf *conf)
{
	ms_incidence *row = palloc(Max(l->rows, 1) * sizeof(ms_incidence));

	ms_cumulative_incidence(l, cause, conf, row);
	return row;
}

PG_FUNCTION_INFO_V1(sepms_cuminc);
Datum
sepms_cuminc(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, &ms_cuminc_kind);
	ms_conf		conf = sepms_conf_args(fcinfo, 1, 2, sepms_km_conf_types);
	ms_incidence *of_cause[MS_CAUSES_MAX + 1];

	for (int cause = 1; cause <= ms_causes(&l); cause++)
		of_cause[cause] = incidence_of(&l, cause, &conf);
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	for (int i = 0; i < l.rows; i++)
	{
		for (int cause = 1; cause <= ms_causes(&l); cause++)
		{
			const ms_incidence *row = &of_cause[cause][i];
			Datum		values[9] = {
				Int32GetDatum(l.key[i]), Int32GetDatum(cause), Int64GetDatum(row->risk),
				Int64GetDatum(row->events), Int64GetDatum(row->censored)
			};
			bool		nulls[9] = {false};

			CHECK_FOR_INTERRUPTS();
			sepms_set_point(&row->point, values + 5, nulls + 5);
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		}
	}
	return (Datum) 0;
}

/* As km_at(): after the last day, NULL unless nobody was left without an event. */
PG_FUNCTION_INFO_V1(sepms_cuminc_at);
Datum
sepms_cuminc_at(PG_FUNCTION_ARGS)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, &ms_cuminc_kind);
	int32		time = sepms_days_arg(fcinfo, 1, "time");
	int32		cause = sepms_cause_arg(fcinfo, 2, 1);
	ms_conf		conf = sepms_conf_args(fcinfo, 3, 4, sepms_km_conf_types);
	ms_incidence *row = incidence_of(&l, cause, &conf);
	int			next = 0;
	ms_point point = {NAN, NAN, NAN, NAN};
	Datum		values[5];
	bool		nulls[5] = {false};

	while (next < l.rows && l.key[next] < time)
		next++;
	if (next < l.rows && l.key[next] == time)
		point = row[next].point;
	else if (next < l.rows || (next > 0 && row[next - 1].censored == 0))
		point = next > 0 ? row[next - 1].point : (ms_point) {0, 0, 0, 0};
	values[0] = Int64GetDatum(next < l.rows ? row[next].risk : 0);
	sepms_set_point(&point, values + 1, nulls + 1);
	return sepms_return_row(fcinfo, values, nulls);
}

static Datum
cuminc_quantile(PG_FUNCTION_ARGS)
{
	ms_ledger	l = sepms_ledger_arg(fcinfo, 0, &ms_cuminc_kind);
	double		given = PG_GETARG_FLOAT8(1);
	double		p = sepms_number_within("p", given, given > 0 && given < 1,
										"It is the fraction of all patients who have had the event, above 0 and below 1.");
	int32		cause = sepms_cause_arg(fcinfo, 2, 1);
	ms_conf		conf = sepms_conf_args(fcinfo, 3, 4, sepms_km_conf_types);
	ms_quantile q = ms_incidence_quantile(&l, incidence_of(&l, cause, &conf), p);

	return sepms_return_numbers(fcinfo, 3, (double[]) {q.estimate, q.lower, q.upper});
}
SEPMS_WHOLE_FUNCTION(sepms_cuminc_quantile, cuminc_quantile, false, NULL, NULL, "cause", NULL, NULL)

/* Privacy: those censored, those with an event of each cause, and all patients. */
PG_FUNCTION_INFO_V1(sepms_cuminc_publishable);
Datum
sepms_cuminc_publishable(PG_FUNCTION_ARGS)
{
	ms_ledger l = sepms_ledger_arg(fcinfo, 0, &ms_cuminc_kind);
	int64		counts[MS_CUMINC_COLUMNS + 1] = {0};

	for (int i = 0; i < l.columns; i++)
	{
		counts[i] = ms_ledger_total(&l, i);
		counts[l.columns] += counts[i];
	}
	return sepms_return_publishable(fcinfo, 1, l.columns + 1, counts);
}
