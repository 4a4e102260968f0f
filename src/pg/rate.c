/*
 * rate.c
 *		Confidence limits of a proportion and of a rate.
 */
#include "common.h"

#include <math.h>

#include "../core/rate.h"
#include "rate.h"
#include "utils/builtins.h"

int64
sepms_exact_count(const char *argument, int64 given)
{
	if (given > MS_EXACT_LIMITS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s is too large for exact limits: %lld", argument, (long long) given),
				 errhint("The most is %lld.", (long long) MS_EXACT_LIMITS_MAX)));
	return given;
}

ms_limits
sepms_proportion_limits(int64 successes, int64 n, double conf_level, const text *method)
{
	static const char *const methods[] = {"wilson", "clopper-pearson", NULL};

	conf_level = sepms_conf_level(conf_level);
	if (sepms_choice("method", method, methods) == 0)
		return ms_wilson((double) successes, (double) n, conf_level);
	return ms_clopper_pearson(successes, sepms_exact_count("n", n), conf_level);
}

PG_FUNCTION_INFO_V1(sepms_proportion_ci);
Datum
sepms_proportion_ci(PG_FUNCTION_ARGS)
{
	int64		successes = sepms_count("successes", PG_GETARG_INT64(0));
	int64		n = sepms_count("n", PG_GETARG_INT64(1));
	ms_limits limits;

	if (successes > n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("successes must not exceed n: %lld of %lld",
						(long long) successes, (long long) n)));
	limits = sepms_proportion_limits(successes, n, PG_GETARG_FLOAT8(2), PG_GETARG_TEXT_PP(3));
	return sepms_return_pair(fcinfo, n > 0, limits.lower, limits.upper);
}

PG_FUNCTION_INFO_V1(sepms_rate_ci);
Datum
sepms_rate_ci(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {"exact", NULL};
	int64		events = sepms_exact_count("events", sepms_count("events", PG_GETARG_INT64(0)));
	const char *hint = "It is a finite number of years, 0 or more.";
	double		person_years = sepms_number("person_years", PG_GETARG_FLOAT8(1), hint);
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(2));
	ms_limits limits;

	(void) sepms_choice("method", PG_GETARG_TEXT_PP(3), methods);
	if (person_years < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("person_years is out of range: %g", person_years),
				 errhint("%s", hint)));
	limits = ms_poisson(events, person_years, conf_level);
	return sepms_return_pair(fcinfo, person_years > 0, limits.lower, limits.upper);
}
