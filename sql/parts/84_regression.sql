-- regression: what a Cox, count or logistic regression is fitted to.

-- cox_tally

-- @set empty_cox_tally {"version": 1, "terms": 0, "left_out": 0, "days": [], "observed": [], "x": []}
-- @tally cox double 2000 '@empty_cox_tally@'
COMMENT ON TYPE cox_tally IS
	'the rows of a Cox regression: days, whether the event was observed, and covariates, with the number of '
	'patients who agree in them; merges in any order to the same bits; prints as JSON';

CREATE FUNCTION cox_accum(cox_tally, float8, boolean, float8[]) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_accum(cox_tally, float8, boolean, float8[]) IS
	'add a patient to a tally: days, whether the event was observed, and covariates';
CREATE FUNCTION cox_unaccum(cox_tally, float8, boolean, float8[]) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_unaccum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_unaccum(cox_tally, float8, boolean, float8[]) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE cox_agg(days float8, observed boolean, x float8[]) (
	-- @moving cox accum 2000 '@empty_cox_tally@'
);
COMMENT ON AGGREGATE cox_agg(float8, boolean, float8[]) IS
	'rows for a Cox regression: days to the event or to the end of follow-up, whether the event was observed, and '
	'the covariates of a patient; a row with a NULL, in x too, is left out and counted';

CREATE FUNCTION cox_accum(cox_tally, float8, boolean, float8[], float8) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_accum_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_accum(cox_tally, float8, boolean, float8[], float8) IS
	'add a patient to a tally: days, whether the event was observed, and covariates, and weight';
CREATE FUNCTION cox_unaccum(cox_tally, float8, boolean, float8[], float8) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_unaccum_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_unaccum(cox_tally, float8, boolean, float8[], float8) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE cox_agg(days float8, observed boolean, x float8[], weight float8) (
	-- @moving cox accum 2000 '@empty_cox_tally@'
);
COMMENT ON AGGREGATE cox_agg(float8, boolean, float8[], float8) IS
	'rows of weighted patients for cox(), for example with weights of iptw(); as cox_agg(float8, boolean, '
	'float8[]); a row with a weight of 0 is skipped';

CREATE FUNCTION cox_row(
	exit_days float8, observed boolean, x float8[], entry_days float8 DEFAULT 0, weight float8 DEFAULT 1,
	stratum float8 DEFAULT NULL, cluster bigint DEFAULT NULL
) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_row' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_row(float8, boolean, float8[], float8, float8, float8, bigint) IS
	'tally of one patient, for cox_agg(cox_tally): at risk from the day after entry to exit, an entry of 0 or '
	'less is the start; weight; stratum and cluster, a whole number each or NULL for none; a row with a NULL, in '
	'x too, is left out and counted';

CREATE AGGREGATE cox_agg(cox_tally) (
	-- @moving cox merge 2000 '@empty_cox_tally@'
);
COMMENT ON AGGREGATE cox_agg(cox_tally) IS
	'sum of tallies, as rollup(): cox_agg(cox_row(...)) takes patients with everything by name';

CREATE FUNCTION cox_accum(cox_tally, survival_tally, float8[]) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_accum_survival' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_accum(cox_tally, survival_tally, float8[]) IS
	'add the patients of a survival tally, all with the same covariates';
CREATE FUNCTION cox_unaccum(cox_tally, survival_tally, float8[]) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_unaccum_survival' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_unaccum(cox_tally, survival_tally, float8[]) IS
	'remove the patients of a survival tally; NULL if the tally does not contain them';

CREATE AGGREGATE cox_agg(tally survival_tally, x float8[]) (
	-- @moving cox accum 2000 '@empty_cox_tally@'
);
COMMENT ON AGGREGATE cox_agg(survival_tally, float8[]) IS
	'rows for a Cox regression from stored tallies, each of patients who share their covariates; late entries are '
	'an error, because a survival_tally does not say whose they are';

CREATE FUNCTION publishable(tally cox_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_cox_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION publishable(cox_tally, integer) IS
	'true if each pattern of covariates is shared by at least threshold patients, whatever their times, outcomes, '
	'weights and clusters; a rarer pattern may identify a patient';

-- count_tally

-- @set empty_count_tally {"version": 1, "terms": 0, "left_out": 0, "events": [], "days": [], "x": []}
-- @tally count double 2000 '@empty_count_tally@'
COMMENT ON TYPE count_tally IS
	'the rows of a regression of counts (Poisson, negative binomial): events, days at risk and covariates, with '
	'the number of patients who agree in them; merges in any order to the same bits; prints as JSON';

CREATE FUNCTION count_accum(count_tally, float8, float8, float8[]) RETURNS count_tally
	AS 'MODULE_PATHNAME', 'sepms_count_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION count_accum(count_tally, float8, float8, float8[]) IS
	'add a patient to a tally: events, days at risk, and covariates';
CREATE FUNCTION count_unaccum(count_tally, float8, float8, float8[]) RETURNS count_tally
	AS 'MODULE_PATHNAME', 'sepms_count_unaccum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION count_unaccum(count_tally, float8, float8, float8[]) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE count_agg(events float8, days float8, x float8[]) (
	-- @moving count accum 2000 '@empty_count_tally@'
);
COMMENT ON AGGREGATE count_agg(float8, float8, float8[]) IS
	'rows for a regression of counts: events, days at risk and the covariates of a patient; no events in no days '
	'are skipped; a row with a NULL, in x too, is left out and counted';

CREATE FUNCTION count_accum(count_tally, float8, float8, float8[], float8) RETURNS count_tally
	AS 'MODULE_PATHNAME', 'sepms_count_accum_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION count_accum(count_tally, float8, float8, float8[], float8) IS
	'add a patient to a tally: events, days at risk, and covariates, and weight';
CREATE FUNCTION count_unaccum(count_tally, float8, float8, float8[], float8) RETURNS count_tally
	AS 'MODULE_PATHNAME', 'sepms_count_unaccum_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION count_unaccum(count_tally, float8, float8, float8[], float8) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE count_agg(events float8, days float8, x float8[], weight float8) (
	-- @moving count accum 2000 '@empty_count_tally@'
);
COMMENT ON AGGREGATE count_agg(float8, float8, float8[], float8) IS
	'rows of weighted patients for poisson(), for example with weights of iptw(); as count_agg(float8, float8, '
	'float8[]); a row with a weight of 0 is skipped';

CREATE FUNCTION count_row(
	events float8, days float8, x float8[], weight float8 DEFAULT 1, cluster bigint DEFAULT NULL
) RETURNS count_tally
	AS 'MODULE_PATHNAME', 'sepms_count_row' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION count_row(float8, float8, float8[], float8, bigint) IS
	'tally of one patient, for count_agg(count_tally): events, days at risk, covariates, weight, and cluster or '
	'NULL; a row with a NULL, in x too, is left out and counted';

CREATE AGGREGATE count_agg(count_tally) (
	-- @moving count merge 2000 '@empty_count_tally@'
);
COMMENT ON AGGREGATE count_agg(count_tally) IS
	'sum of tallies, as rollup(): count_agg(count_row(...)) takes patients with everything by name';

CREATE FUNCTION publishable(tally count_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_count_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION publishable(count_tally, integer) IS
	'true if each pattern of covariates is shared by at least threshold patients, whatever their times, outcomes, '
	'weights and clusters; a rarer pattern may identify a patient';

-- logistic_tally

-- @set empty_logistic_tally {"version": 1, "terms": 0, "left_out": 0, "outcome": [], "x": []}
-- @tally logistic double 2000 '@empty_logistic_tally@'
COMMENT ON TYPE logistic_tally IS
	'the rows of a logistic regression: outcome and covariates, with the number of patients who agree in them; '
	'merges in any order to the same bits; prints as JSON';

CREATE FUNCTION logistic_accum(logistic_tally, boolean, float8[]) RETURNS logistic_tally
	AS 'MODULE_PATHNAME', 'sepms_logistic_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_accum(logistic_tally, boolean, float8[]) IS
	'add a patient to a tally: outcome and covariates';
CREATE FUNCTION logistic_unaccum(logistic_tally, boolean, float8[]) RETURNS logistic_tally
	AS 'MODULE_PATHNAME', 'sepms_logistic_unaccum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_unaccum(logistic_tally, boolean, float8[]) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE logistic_agg(outcome boolean, x float8[]) (
	-- @moving logistic accum 2000 '@empty_logistic_tally@'
);
COMMENT ON AGGREGATE logistic_agg(boolean, float8[]) IS
	'rows for a logistic regression: whether the outcome occurred, and the covariates of a patient; a row with a '
	'NULL, in x too, is left out and counted';

CREATE FUNCTION logistic_accum(logistic_tally, boolean, float8[], float8) RETURNS logistic_tally
	AS 'MODULE_PATHNAME', 'sepms_logistic_accum_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_accum(logistic_tally, boolean, float8[], float8) IS
	'add a patient to a tally: outcome and covariates, and weight';
CREATE FUNCTION logistic_unaccum(logistic_tally, boolean, float8[], float8) RETURNS logistic_tally
	AS 'MODULE_PATHNAME', 'sepms_logistic_unaccum_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_unaccum(logistic_tally, boolean, float8[], float8) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE logistic_agg(outcome boolean, x float8[], weight float8) (
	-- @moving logistic accum 2000 '@empty_logistic_tally@'
);
COMMENT ON AGGREGATE logistic_agg(boolean, float8[], float8) IS
	'rows of weighted patients for logistic(), for example with weights of iptw(); as logistic_agg(boolean, '
	'float8[]); a row with a weight of 0 is skipped';

CREATE FUNCTION logistic_row(
	outcome boolean, x float8[], weight float8 DEFAULT 1, cluster bigint DEFAULT NULL
) RETURNS logistic_tally
	AS 'MODULE_PATHNAME', 'sepms_logistic_row' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_row(boolean, float8[], float8, bigint) IS
	'tally of one patient, for logistic_agg(logistic_tally): outcome, covariates, weight, and cluster or NULL; a '
	'row with a NULL, in x too, is left out and counted';

CREATE AGGREGATE logistic_agg(logistic_tally) (
	-- @moving logistic merge 2000 '@empty_logistic_tally@'
);
COMMENT ON AGGREGATE logistic_agg(logistic_tally) IS
	'sum of tallies, as rollup(): logistic_agg(logistic_row(...)) takes patients with everything by name';

CREATE FUNCTION publishable(tally logistic_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_logistic_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION publishable(logistic_tally, integer) IS
	'true if each pattern of covariates is shared by at least threshold patients, whatever their times, outcomes, '
	'weights and clusters; a rarer pattern may identify a patient';
