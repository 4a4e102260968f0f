/*
 * rate.c
 *		Confidence limits of a proportion and of a rate; limits and ratios of
 *		rates, for any tally.
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
				 errhint("The largest allowed value is %lld.", (long long) MS_EXACT_LIMITS_MAX)));
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
	double		given = PG_GETARG_FLOAT8(1);
	double		person_years = sepms_number_within("person_years", given, given >= 0,
												   "It must be a finite number of years, 0 or more.");
	double		conf_level = sepms_conf_level(PG_GETARG_FLOAT8(2));
	ms_limits limits;

	(void) sepms_choice("method", PG_GETARG_TEXT_PP(3), methods);
	limits = ms_poisson(events, person_years, conf_level);
	return sepms_return_pair(fcinfo, person_years > 0, limits.lower, limits.upper);
}

Datum
sepms_return_rate_limits(FunctionCallInfo fcinfo, const ms_rate_sums *s, double variance, double conf_level)
{
	ms_limits limits = ms_log_limits(ms_annual_rate(s), variance, conf_level);

	return sepms_return_pair(fcinfo, true, limits.lower, limits.upper);
}

Datum
sepms_return_rate_ratio(FunctionCallInfo fcinfo, const ms_rate_sums *a, const ms_rate_sums *b,
						ms_rate_variance method, double conf_level)
{
	double		ratio = ms_annual_rate(a) / ms_annual_rate(b);
	double		variance = ms_log_rate_variance(a, method) + ms_log_rate_variance(b, method);
	ms_limits limits = ms_log_limits(ratio, variance, conf_level);

	return sepms_return_ratio(fcinfo, (double[]) {
		ratio, limits.lower, sepms_in_range(limits.upper), ms_log_p_value(ratio, variance)
	});
}
