-- pooling: estimates of sites and of imputations, pooled; and what unmeasured confounding could explain.

CREATE FUNCTION e_value(
	ratio float8, lower float8, upper float8, measure text DEFAULT 'HR', common boolean DEFAULT false,
	OUT point float8, OUT "limit" float8
)
	AS 'MODULE_PATHNAME', 'sepms_e_value' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION e_value(float8, float8, float8, text, boolean) IS
	'E-value of a ratio and of its limit nearer to 1: the risk ratio that an unmeasured confounder needs with both '
	'treatment and outcome to explain it; the ratio must lie within the limits; measure HR, OR or RR; common: more '
	'than 15 % have the outcome by the end of follow-up; VanderWeele and Ding 2017, doi:10.7326/M16-2607';

-- meta_tally

-- @set empty_meta_tally {"version": 1, "estimates": [], "std_errs": []}
-- @tally meta double 200 '@empty_meta_tally@'
COMMENT ON TYPE meta_tally IS
	'tally of estimates and their standard errors, of sites, studies or imputations; merges in any order to the same '
	'bits; prints as JSON';

CREATE FUNCTION meta_accum(meta_tally, float8, float8) RETURNS meta_tally
	AS 'MODULE_PATHNAME', 'sepms_meta_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION meta_accum(meta_tally, float8, float8) IS
	'add an estimate, from -1e50 to 1e50, with its standard error, from 1e-50 to 1e50, to a tally';
CREATE FUNCTION meta_unaccum(meta_tally, float8, float8) RETURNS meta_tally
	AS 'MODULE_PATHNAME', 'sepms_meta_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION meta_unaccum(meta_tally, float8, float8) IS
	'remove an estimate from a tally; NULL if the tally does not contain it';

CREATE AGGREGATE meta_agg(estimate float8, std_err float8) (
	-- @moving meta accum 200 '@empty_meta_tally@'
);
COMMENT ON AGGREGATE meta_agg(float8, float8) IS
	'tally of estimates, for example log hazard ratios of sites, with their standard errors, which are above 0; at '
	'most 10,000; rows with a NULL are skipped';

CREATE FUNCTION num_studies(tally meta_tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'sepms_num_studies' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_studies(meta_tally) IS
	'number of estimates in a tally';

CREATE FUNCTION meta(
	tally meta_tally, method text DEFAULT 'FE', conf_level float8 DEFAULT 0.95,
	OUT estimate float8, OUT std_err float8, OUT lower float8, OUT upper float8,
	OUT tau2 float8, OUT i2 float8, OUT q float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_meta' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION meta(meta_tally, text, float8) IS
	'meta-analysis with one effect (FE) or random effects by DerSimonian and Laird (DL): pooled estimate, variance '
	'between the effects (tau2), percent of the spread that is not chance (i2), Cochran''s Q and its p value; '
	'DerSimonian and Laird 1986, doi:10.1016/0197-2456(86)90046-2; as in R''s metafor';

CREATE TYPE pooled_estimate AS (estimate float8, std_err float8, df float8, fmi float8);
COMMENT ON TYPE pooled_estimate IS
	'an estimate pooled over imputations, its degrees of freedom, and the fraction of missing information';

CREATE FUNCTION rubin_final(meta_tally) RETURNS pooled_estimate
	AS 'MODULE_PATHNAME', 'sepms_rubin_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rubin_final(meta_tally) IS
	'final function of rubin_agg()';

CREATE AGGREGATE rubin_agg(estimate float8, std_err float8) (
	-- @moving meta accum 200 '@empty_meta_tally@'
	, FINALFUNC = rubin_final, MFINALFUNC = rubin_final
);
COMMENT ON AGGREGATE rubin_agg(float8, float8) IS
	'estimates of imputed data sets, pooled by Rubin''s rules: estimate, standard error, degrees of freedom, fraction '
	'of missing information; rows with a NULL are skipped; Rubin 1987; as mice::pool.scalar() in R';

CREATE FUNCTION rubin(
	tally meta_tally, conf_level float8 DEFAULT 0.95,
	OUT estimate float8, OUT std_err float8, OUT df float8, OUT fmi float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_rubin' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rubin(meta_tally, float8) IS
	'a tally of estimates of imputed data sets, pooled as by rubin_agg(), with limits by the t distribution';

CREATE FUNCTION publishable(tally meta_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_meta_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(meta_tally, integer) IS
	'NULL, not known: a meta_tally does not say how many patients stand behind an estimate; true if it is empty';
