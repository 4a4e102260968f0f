-- rate: confidence limits of proportions and rates; annualised relapse rates.

CREATE FUNCTION proportion_ci(
	successes bigint, n bigint, conf_level float8 DEFAULT 0.95, method text DEFAULT 'wilson',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_proportion_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION proportion_ci(bigint, bigint, float8, text) IS
	'confidence limits of a proportion; method wilson (score interval without continuity correction; Wilson 1927, '
	'doi:10.1080/01621459.1927.10502953) or clopper-pearson (exact; Clopper and Pearson 1934, '
	'doi:10.1093/biomet/26.4.404); NULL limits if n is 0';

CREATE FUNCTION rate_ci(
	events bigint, person_years float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_ci(bigint, float8, float8, text) IS
	'confidence limits of a rate, in events per person-year; method exact (Poisson; Garwood 1936, '
	'doi:10.1093/biomet/28.3-4.437); NULL limits if person_years is 0';

-- relapse_tally: sums of relapses and follow-up.

-- @set empty_relapse_tally \
--	{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, \
--	"relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}
-- @tally relapse double 100 '@empty_relapse_tally@'
COMMENT ON TYPE relapse_tally IS
	'tally of relapses and days of follow-up in a cohort: their sums, sums of squares and sum of products; exact, '
	'mergeable, prints as JSON';

CREATE FUNCTION relapse_accum(relapse_tally, integer, integer) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_accum(relapse_tally, integer, integer) IS
	'add a patient to a tally: relapses and days of follow-up';
CREATE FUNCTION relapse_unaccum(relapse_tally, integer, integer) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_unaccum(relapse_tally, integer, integer) IS
	'remove a patient from a tally; NULL if the tally cannot contain this patient';

CREATE FUNCTION arr(tally relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr(relapse_tally) IS
	'annualised relapse rate: all relapses divided by all person-years (of 365.25 days); NULL without follow-up';

CREATE AGGREGATE relapse_agg(relapses integer, follow_up_days integer) (
	-- @moving relapse accum 100 '@empty_relapse_tally@'
);
COMMENT ON AGGREGATE relapse_agg(integer, integer) IS
	'tally of relapses and follow-up, from one row per patient and period; rows with a NULL are skipped';

CREATE AGGREGATE arr(relapses integer, follow_up_days integer) (
	SFUNC = relapse_accum, STYPE = relapse_tally, SSPACE = 100, INITCOND = '@empty_relapse_tally@',
	FINALFUNC = arr,
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_accum, MINVFUNC = relapse_unaccum, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '@empty_relapse_tally@',
	MFINALFUNC = arr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE arr(integer, integer) IS
	'annualised relapse rate: all relapses divided by all person-years (of 365.25 days); NULL without follow-up; rows '
	'with a NULL are skipped';

-- Functions that read a tally.

CREATE FUNCTION arr_ci(
	tally relapse_tally, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_arr_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ci(relapse_tally, float8, text) IS
	'confidence limits of arr; method exact (Poisson), wald (Poisson, normal distribution of the logarithm), robust '
	'(variance between patients) or negative-binomial (dispersion by moments); NULL limits without follow-up and, '
	'except for exact, without a relapse; robust and negative-binomial need two patients';

CREATE FUNCTION arr_ratio(
	a relapse_tally, b relapse_tally, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_arr_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION arr_ratio(relapse_tally, relapse_tally, float8, text) IS
	'rate of tally a divided by that of tally b, with confidence limits and p value; method exact (conditional, as in '
	'R''s poisson.test), wald, robust or negative-binomial';

CREATE FUNCTION arr_dispersion(tally relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_arr_dispersion' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr_dispersion(relapse_tally) IS
	'how much patients differ in their relapse rates beyond chance: the k of a negative binomial variance m + k m^2, '
	'estimated by moments; 0 if they do not';

CREATE FUNCTION relapse_counts(
	tally relapse_tally, OUT patients bigint, OUT relapse_free bigint, OUT relapses bigint,
	OUT days bigint, OUT person_years float8
)
	AS 'MODULE_PATHNAME', 'sepms_relapse_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_counts(relapse_tally) IS
	'patients (rows), patients without a relapse, relapses, days and person-years of a tally';

-- The rate of one patient.  Its mean over patients, by avg(), differs from arr.

CREATE FUNCTION patient_arr(relapses integer, follow_up_days integer, min_days integer DEFAULT 90) RETURNS numeric
	AS 'MODULE_PATHNAME', 'sepms_patient_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION patient_arr(integer, integer, integer) IS
	'relapses per year of one patient; NULL below min_days of follow-up, where the rate is unstable; '
	'avg(patient_arr(relapses, days)), the mean over patients, differs from arr';

-- Person-time.  Periods are half-open: the last day of [a, b) is the day before b.

CREATE FUNCTION person_days(period daterange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_person_days_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION person_days(daterange) IS
	'number of days in a period; a period without an end is an error (22008): intersect it with the time of '
	'observation';

CREATE FUNCTION person_days(periods datemultirange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_person_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION person_days(datemultirange) IS
	'number of days in all periods; a period without an end is an error (22008): intersect it with the time of '
	'observation';

CREATE FUNCTION relapses_in(relapses date[], periods datemultirange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_relapses_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapses_in(date[], datemultirange) IS
	'number of relapse onsets in the periods; NULL if a relapse has no date';

CREATE FUNCTION relapse_free(periods datemultirange, relapses date[], recovery_days integer DEFAULT 30)
	RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'sepms_relapse_free' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_free(datemultirange, date[], integer) IS
	'periods without the days of a relapse (recovery_days from each onset); unnest() lists the intervals between '
	'relapses; NULL if a relapse has no date';

-- weighted_relapse_tally: the same for weighted patients.

-- @set empty_weighted_relapse_tally \
--	{"version": 1, "relapses": [], "patients": [], "weights": [], "days": [], \
--	"squares": [], "square_days": [], "square_day_squares": []}
-- @weighted relapse 1500 '@empty_weighted_relapse_tally@'
COMMENT ON TYPE weighted_relapse_tally IS
	'tally of relapses and follow-up of weighted patients, for example with propensity score weights: patients and '
	'sums of weights by number of relapses';

CREATE FUNCTION relapse_accum(weighted_relapse_tally, integer, integer, float8) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_accum(weighted_relapse_tally, integer, integer, float8) IS
	'add a weighted patient to a tally: relapses, days of follow-up and weight';

CREATE AGGREGATE relapse_agg(relapses integer, follow_up_days integer, weight float8) (
	-- @adding relapse accum 1500 '@empty_weighted_relapse_tally@'
);
COMMENT ON AGGREGATE relapse_agg(integer, integer, float8) IS
	'tally of relapses and follow-up of weighted patients; rows with a NULL or a weight of 0 are skipped; the last '
	'digits of sums of weights depend on the order of summation';

CREATE FUNCTION arr(tally weighted_relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr(weighted_relapse_tally) IS
	'annualised relapse rate of weighted patients; NULL without follow-up';

CREATE FUNCTION arr_ci(
	tally weighted_relapse_tally, conf_level float8 DEFAULT 0.95, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ci(weighted_relapse_tally, float8) IS
	'confidence limits of arr of weighted patients, from the variance between patients (robust); NULL without a '
	'relapse or for a single patient';

CREATE FUNCTION arr_ratio(
	a weighted_relapse_tally, b weighted_relapse_tally, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ratio(weighted_relapse_tally, weighted_relapse_tally, float8) IS
	'rate of tally a divided by that of tally b for weighted patients, with confidence limits and p value from the '
	'variance between patients (robust)';

-- Privacy: may the results be published?

CREATE FUNCTION publishable(tally relapse_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_relapse_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(relapse_tally, integer) IS
	'true if the numbers of patients, with and without a relapse, are each 0 or at least the threshold';

CREATE FUNCTION publishable(tally weighted_relapse_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_relapse_tally, integer) IS
	'true if the numbers of patients, with and without a relapse, are each 0 or at least the threshold; counts '
	'patients, not weights';
