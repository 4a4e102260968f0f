-- neda: no evidence of disease activity, in a patient and in a cohort.

-- @ordered neda_status int4
COMMENT ON TYPE neda_status IS
	'disease activity of a patient in one period: relapse, progression, new T2, Gd+ and brain volume loss, each yes, '
	'no or not assessed; NEDA-4 < NEDA-3 < not evaluable < EDA';
COMMENT ON AGGREGATE min(neda_status) IS
	'best status';
COMMENT ON AGGREGATE max(neda_status) IS
	'worst status; over several periods of a patient it has the verdict for the whole time';

CREATE FUNCTION neda_status(
	relapses integer, progression boolean, new_t2 integer, gd integer,
	annual_pbvc float8 DEFAULT NULL
) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_status' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION neda_status(integer, boolean, integer, integer, float8) IS
	'status from the counts of a period and the annual percentage brain volume change (active below -0.4); NULL means '
	'not assessed';

-- The code that is stored, for clients that do not know the type.
CREATE CAST (neda_status AS integer) WITHOUT FUNCTION;

CREATE FUNCTION is_neda(status neda_status, level integer DEFAULT 3, gd_required boolean DEFAULT false)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_neda' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_neda(neda_status, integer, boolean) IS
	'true if there is no evidence of disease activity at level 3 or 4, false as soon as one component is active, NULL '
	'if not evaluable; for MRI, T2 alone is enough unless gd_required';

CREATE FUNCTION is_eda(status neda_status, level integer DEFAULT 3, gd_required boolean DEFAULT false)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_eda' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_eda(neda_status, integer, boolean) IS
	'opposite of is_neda: true as soon as one component is active, NULL if not evaluable';

CREATE FUNCTION is_meda(
	relapses float8, progression boolean, new_t2 float8, gd float8,
	variant text DEFAULT 'progression_free', gd_required boolean DEFAULT true
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_meda' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_meda(float8, boolean, float8, float8, text, boolean) IS
	'true if there is at most minimal evidence of disease activity: no relapse, no Gd+ lesion, 0 to 2 new T2 lesions '
	'and, except in variant prosperini, no progression; false as soon as one condition fails, NULL if a required one '
	'is unknown; Gd+ may be unknown if gd_required is false; Prosperini 2020, doi:10.1136/jnnp-2019-322348';

CREATE FUNCTION is_nepad(
	status neda_status, t25fw_worsening boolean, nhpt_worsening boolean, gd_required boolean DEFAULT false
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_nepad' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_nepad(neda_status, boolean, boolean, boolean) IS
	'true if there is no evidence of progression or active disease, in progressive MS: NEDA-3 and no confirmed '
	'worsening of the timed walk or the peg test; false as soon as one is active, NULL if not evaluable; Wolinsky '
	'2018, doi:10.1002/ana.25313';

CREATE FUNCTION neda_outcome(
	status neda_status, policy text DEFAULT 'observed', stopped boolean DEFAULT false,
	inefficacy boolean DEFAULT NULL, level integer DEFAULT 3, gd_required boolean DEFAULT false
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_neda_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION neda_outcome(neda_status, text, boolean, boolean, integer, boolean) IS
	'whether a patient counts as NEDA (true), as failure (false) or not at all (NULL); policy observed: by the status '
	'alone; mitt: a patient who stopped without evidence of activity is a failure if for inefficacy or death, '
	'otherwise not counted (OPERA, Havrdova 2018, doi:10.1177/2055217318760642); nri: a failure unless known to be '
	'NEDA';

CREATE FUNCTION neda_verdict(neda_status) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_neda_verdict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_verdict(neda_status) IS
	'verdict of a status: NEDA-4, NEDA-3, not evaluable or EDA';

CREATE FUNCTION neda_parts(
	neda_status, OUT relapse boolean, OUT progression boolean, OUT new_t2 boolean,
	OUT gd boolean, OUT brain_volume_loss boolean
)
	AS 'MODULE_PATHNAME', 'sepms_neda_parts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_parts(neda_status) IS
	'components of a status as booleans; NULL if not assessed';
-- neda_tally: patients counted by status.

-- @tally neda double 400 '{"version": 1}'
COMMENT ON TYPE neda_tally IS
	'tally of the NEDA statuses of a cohort: patients by status; exact, mergeable, prints as JSON';

CREATE FUNCTION neda_accum(neda_tally, neda_status) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_accum(neda_tally, neda_status) IS
	'add a patient to a tally: status';
CREATE FUNCTION neda_unaccum(neda_tally, neda_status) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_unaccum(neda_tally, neda_status) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';
CREATE FUNCTION neda_rate_final(neda_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_neda_rate_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate_final(neda_tally) IS
	'final function of neda_rate(neda_status)';

CREATE AGGREGATE neda_agg(neda_status) (
	-- @moving neda accum 400 '{"version": 1}'
);
COMMENT ON AGGREGATE neda_agg(neda_status) IS
	'tally of the statuses of a cohort; NULL statuses are skipped';

CREATE AGGREGATE neda_rate(neda_status) (
	SFUNC = neda_accum, STYPE = neda_tally, SSPACE = 400, INITCOND = '{"version": 1}',
	FINALFUNC = neda_rate_final,
	COMBINEFUNC = neda_merge,
	MSFUNC = neda_accum, MINVFUNC = neda_unaccum, MSTYPE = neda_tally, MSSPACE = 400,
	MINITCOND = '{"version": 1}',
	MFINALFUNC = neda_rate_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE neda_rate(neda_status) IS
	'proportion with NEDA-3 among evaluable patients; NULL if there are none';

-- Functions that read a tally.

CREATE FUNCTION neda_rate(tally neda_tally, level integer DEFAULT 3) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_neda_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate(neda_tally, integer) IS
	'proportion with NEDA at level 3 or 4 among evaluable patients; NULL if there are none';

CREATE FUNCTION neda_rate_ci(
	tally neda_tally, level integer DEFAULT 3, conf_level float8 DEFAULT 0.95,
	method text DEFAULT 'wilson', OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_neda_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION neda_rate_ci(neda_tally, integer, float8, text) IS
	'confidence limits of neda_rate; method wilson or clopper-pearson, as in proportion_ci';

CREATE FUNCTION neda_counts(
	tally neda_tally, level integer DEFAULT 3, OUT patients bigint, OUT evaluable bigint,
	OUT neda bigint, OUT eda bigint
)
	AS 'MODULE_PATHNAME', 'sepms_neda_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_counts(neda_tally, integer) IS
	'patients in the tally, evaluable patients, and of these those with NEDA and those with evidence of disease '
	'activity';

CREATE FUNCTION neda_bounds(
	tally neda_tally, level integer DEFAULT 3, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_neda_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_bounds(neda_tally, integer) IS
	'rate among all patients if every patient not evaluable had activity (lower) and if none had (upper)';

CREATE FUNCTION neda_components(
	tally neda_tally, OUT component text, OUT active bigint, OUT inactive bigint, OUT missing bigint
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_neda_components' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	ROWS 5;
COMMENT ON FUNCTION neda_components(neda_tally) IS
	'number of patients in whom each component was active, inactive or missing';

-- weighted_neda_tally: the same for weighted patients.

-- @set empty_weighted_neda_tally {"version": 1, "statuses": [], "patients": [], "weights": [], "squares": []}
-- @weighted neda 1500 '@empty_weighted_neda_tally@'
COMMENT ON TYPE weighted_neda_tally IS
	'tally of the NEDA statuses of weighted patients, for example with propensity score weights: patients, sums of '
	'weights and sums of squared weights by status';

CREATE FUNCTION neda_accum(weighted_neda_tally, neda_status, float8) RETURNS weighted_neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_accum(weighted_neda_tally, neda_status, float8) IS
	'add a weighted patient to a tally: status and weight';

CREATE AGGREGATE neda_agg(status neda_status, weight float8) (
	-- @adding neda accum 1500 '@empty_weighted_neda_tally@'
);
COMMENT ON AGGREGATE neda_agg(neda_status, float8) IS
	'tally of the statuses of weighted patients; rows with a NULL or a weight of 0 are skipped; the last digits of '
	'sums of weights depend on the order of summation';

CREATE FUNCTION neda_rate(tally weighted_neda_tally, level integer DEFAULT 3) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate(weighted_neda_tally, integer) IS
	'weighted proportion with NEDA at level 3 or 4 among evaluable patients; NULL if there are none';

CREATE FUNCTION neda_rate_ci(
	tally weighted_neda_tally, level integer DEFAULT 3, conf_level float8 DEFAULT 0.95,
	method text DEFAULT 'wilson', OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION neda_rate_ci(weighted_neda_tally, integer, float8, text) IS
	'confidence limits of neda_rate of weighted patients; method wilson (for the effective number of patients, Kish '
	'1965) or robust (variance between patients; NULL if all or none have NEDA)';

CREATE FUNCTION neda_counts(
	tally weighted_neda_tally, level integer DEFAULT 3, OUT patients bigint, OUT evaluable float8,
	OUT neda float8, OUT eda float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_counts(weighted_neda_tally, integer) IS
	'patients in the tally, and sums of weights of evaluable patients, of those with NEDA and of those with evidence '
	'of disease activity';

-- Privacy: may the results be published?

CREATE FUNCTION publishable(tally neda_tally, threshold integer DEFAULT 11, level integer DEFAULT 3) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_neda_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(neda_tally, integer, integer) IS
	'true if the numbers of patients, evaluable, with NEDA, with activity and not evaluable, at this level, are each '
	'0 or at least the threshold';

CREATE FUNCTION publishable(
	tally weighted_neda_tally, threshold integer DEFAULT 11, level integer DEFAULT 3
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_neda_tally, integer, integer) IS
	'true if the numbers of patients, evaluable, with NEDA, with activity and not evaluable, at this level, are each '
	'0 or at least the threshold; counts patients, not weights';
