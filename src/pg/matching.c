/*
 * matching.c
 *		Matched sets of treated patients and controls.
 */
#include "common.h"

#include <math.h>

#include "../core/matching.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* An array of one dimension, or empty. */
static ArrayType *
list_arg(FunctionCallInfo fcinfo, int arg, const char *name)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);

	sepms_one_dimension(name, ARR_NDIM(array), "It has one element for each patient.");
	return array;
}

static void
check_length(const char *name, int given, int ids)
{
	if (given != ids)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s has %d elements, but ids has %d", name, given, ids),
				 errhint("Give an element for each patient, in the order of ids; use NULL for what is not known.")));
}

static pg_noinline void
refuse_id(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("an element of ids is NULL"),
			 errhint("Each patient needs an id.")));
}

/* Ids, treatments and scores of the patients. */
static void
read_patients(FunctionCallInfo fcinfo, ms_matching *m)
{
	const char *hint = "It is a number such as the logit of the propensity; use NULL if it is unknown.";
	sepms_elements ids = sepms_elements_of(list_arg(fcinfo, 0, "ids"), sizeof(int64));
	sepms_elements treated = sepms_elements_of(list_arg(fcinfo, 1, "treated"), sizeof(bool));
	sepms_elements scores = sepms_elements_of(list_arg(fcinfo, 2, "scores"), sizeof(float8));

	if (ids.n > MS_MATCH_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many patients: %d", ids.n),
				 errdetail("At most %d can be matched at once.", MS_MATCH_MAX)));
	check_length("treated", treated.n, ids.n);
	check_length("scores", scores.n, ids.n);
	m->n = ids.n;
	/* not palloc0(): so much memory takes seconds to touch, and the loop can be stopped */
	m->candidate = palloc(Max(m->n, 1) * sizeof(ms_candidate));
	for (int i = 0; i < m->n; i++)
	{
		ms_candidate *c = &m->candidate[i];
		const int64 *id = sepms_take(&ids, i);
		const bool *is_treated = sepms_take(&treated, i);
		const double *score = sepms_take(&scores, i);

		ms_pause_at(i);
		if (id == NULL)
			refuse_id();
		if (score != NULL && unlikely(!isfinite(*score)))
			(void) sepms_number("a score", *score, hint);
		*c = (ms_candidate) {
			.id = *id, .score = score == NULL ? NAN : *score,
			.treated = is_treated == NULL ? MS_UNKNOWN : *is_treated ? MS_YES : MS_NO, .exact_known = true
		};
	}
}

/* The values within which patients are matched, in place in the array. */
static void
read_exact(FunctionCallInfo fcinfo, int arg, ms_matching *m)
{
	Datum	   *value;
	bool	   *null;
	int			n;

	if (PG_ARGISNULL(arg))
		return;
	deconstruct_array(list_arg(fcinfo, arg, "exact"), TEXTOID, -1, false, TYPALIGN_INT, &value, &null, &n);
	check_length("exact", n, m->n);
	for (int i = 0; i < n; i++)
	{
		ms_candidate *c = &m->candidate[i];

		ms_pause_at(i);
		c->exact_known = !null[i];
		if (null[i])
			continue;
		c->exact = VARDATA_ANY(DatumGetPointer(value[i]));
		c->exact_len = VARSIZE_ANY_EXHDR(DatumGetPointer(value[i]));
	}
	pfree(value);
	pfree(null);
}

static void
make_room(ms_matching *m)
{
	Size		bytes = Max(m->n, 1) * sizeof(int32);

	m->by_id = palloc(bytes);
	m->order = palloc(bytes);
	m->turn = palloc(bytes);
	m->spare = palloc(bytes);
	m->queue = palloc((m->n + 2) * sizeof(ms_queue));
}

/* The caliper in units of the score; infinite if it is NULL. */
static double
caliper_arg(FunctionCallInfo fcinfo, int arg, bool in_sd, const ms_matching *m)
{
	double		given;

	if (PG_ARGISNULL(arg))
		return INFINITY;
	given = PG_GETARG_FLOAT8(arg);
	(void) sepms_number_within("caliper", given, given >= 0,
							   "It is the largest distance of a match, 0 or more; use NULL for none.");
	return in_sd ? given * ms_matching_sd(m) : given;
}

static void
put_patient(ReturnSetInfo *rsinfo, const ms_candidate *c, double weight)
{
	Datum		values[] = {
		Int32GetDatum(c->set), Int64GetDatum(c->id), BoolGetDatum(c->treated == MS_YES), Float8GetDatum(weight)
	};
	bool		nulls[] = {c->set == 0, false, c->treated == MS_UNKNOWN, c->set == 0};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* The sets, each with the treated patient first, and then by id the patients of none. */
static void
put_sets(ReturnSetInfo *rsinfo, const ms_matching *m)
{
	for (int i = 0; i < m->treated; i++)
	{
		const ms_candidate *c = &m->candidate[m->turn[i]];

		CHECK_FOR_INTERRUPTS();
		if (c->set == 0)
			continue;
		put_patient(rsinfo, c, 1);
		for (int control = c->next; control >= 0; control = m->candidate[control].next)
		{
			CHECK_FOR_INTERRUPTS();
			put_patient(rsinfo, &m->candidate[control], 1.0 / c->controls);
		}
	}
	for (int i = 0; i < m->n; i++)
	{
		const ms_candidate *c = &m->candidate[m->by_id[i]];

		CHECK_FOR_INTERRUPTS();
		if (c->set == 0)
			put_patient(rsinfo, c, 0);
	}
}

PG_FUNCTION_INFO_V1(sepms_match_pairs);
Datum
sepms_match_pairs(PG_FUNCTION_ARGS)
{
	static const char *const scales[] = {"sd", "raw", NULL};
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	ms_matching m;
	int32		ratio;
	bool		in_sd;
	int			twice;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(5))
		return (Datum) 0;
	ratio = PG_GETARG_INT32(3);
	(void) sepms_number_within("ratio", ratio, ratio >= 1,
							   "It is the number of controls for each treated patient, 1 or more.");
	in_sd = sepms_choice("caliper_scale", PG_GETARG_TEXT_PP(5), scales) == 0;
	read_patients(fcinfo, &m);
	read_exact(fcinfo, 6, &m);
	make_room(&m);
	twice = ms_matching_by_id(&m);
	if (twice > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("id %lld occurs more than once in ids", (long long) m.candidate[m.by_id[twice]].id),
				 errhint("Give one row for each patient.")));
	ms_match(&m, ratio, caliper_arg(fcinfo, 4, in_sd, &m));
	put_sets(rsinfo, &m);
	return (Datum) 0;
}
