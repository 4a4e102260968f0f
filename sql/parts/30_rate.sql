-- rate: confidence limits of proportions and rates.

CREATE FUNCTION proportion_ci(
	successes bigint, n bigint, conf_level float8 DEFAULT 0.95, method text DEFAULT 'wilson',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_proportion_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION proportion_ci(bigint, bigint, float8, text) IS
	'confidence limits of a proportion; method wilson (score, no continuity correction; Wilson 1927, doi:10.1080/01621459.1927.10502953) or clopper-pearson (exact; Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404); NULL limits when n is 0';

CREATE FUNCTION rate_ci(
	events bigint, person_years float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_ci(bigint, float8, float8, text) IS
	'confidence limits of a rate, in events per person-year; method exact (Poisson; Garwood 1936, doi:10.1093/biomet/28.3-4.437); NULL limits when person_years is 0';

