-- neda: no evidence of disease activity, of a patient and of a cohort.

-- @ordered neda_status int4
COMMENT ON TYPE neda_status IS
	'what one period showed of relapse, progression, new T2, Gd+ and brain volume loss, each yes, no or not assessed; NEDA-4 < NEDA-3 < not evaluable < EDA';
COMMENT ON AGGREGATE min(neda_status) IS
	'the best status';
COMMENT ON AGGREGATE max(neda_status) IS
	'the worst status: over several periods it carries the verdict of all';

CREATE FUNCTION neda_status(
	relapses integer, progression boolean, new_t2 integer, gd integer,
	annual_pbvc float8 DEFAULT NULL
) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_status' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION neda_status(integer, boolean, integer, integer, float8) IS
	'status from the counts of a period and the annual percentage brain volume change (active below -0.4); a NULL argument is not assessed';

-- The code, for clients that know no other type.
CREATE CAST (neda_status AS integer) WITHOUT FUNCTION;

CREATE FUNCTION is_neda(status neda_status, level integer DEFAULT 3, gd_required boolean DEFAULT false)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_neda' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_neda(neda_status, integer, boolean) IS
	'no evidence of disease activity at level 3 or 4? False as soon as one component is active, NULL when not evaluable; T2 alone counts as MRI unless gd_required';

CREATE FUNCTION is_eda(status neda_status, level integer DEFAULT 3, gd_required boolean DEFAULT false)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_eda' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_eda(neda_status, integer, boolean) IS
	'evidence of disease activity: not is_neda; true as soon as one component is active, NULL when not evaluable';

CREATE FUNCTION is_meda(
	relapses float8, progression boolean, new_t2 float8, gd float8,
	variant text DEFAULT 'progression_free', gd_required boolean DEFAULT true
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_meda' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_meda(float8, boolean, float8, float8, text, boolean) IS
	'minimal evidence of disease activity at most: no relapse, no Gd+ lesion, 0 to 2 new T2 lesions, and, unless variant prosperini, no progression; false as soon as one fails, NULL where one needed is unknown; with gd_required false an unknown Gd+ is passed over; Prosperini 2020, doi:10.1136/jnnp-2019-322348';

CREATE FUNCTION is_nepad(
	status neda_status, t25fw_worsening boolean, nhpt_worsening boolean, gd_required boolean DEFAULT false
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_nepad' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_nepad(neda_status, boolean, boolean, boolean) IS
	'no evidence of progression or active disease, in progressive MS: NEDA-3, and no confirmed worsening of the timed walk or of the pegs; false as soon as one is active, NULL when not evaluable; Wolinsky 2018, doi:10.1002/ana.25313';

CREATE FUNCTION neda_outcome(
	status neda_status, policy text DEFAULT 'observed', stopped boolean DEFAULT false,
	inefficacy boolean DEFAULT NULL, level integer DEFAULT 3, gd_required boolean DEFAULT false
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_neda_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION neda_outcome(neda_status, text, boolean, boolean, integer, boolean) IS
	'is a patient counted as NEDA, as failure, or not at all (NULL); policy observed: by the status alone; mitt: one who stopped without evidence of activity is a failure if for inefficacy or death, else left out (OPERA, Havrdova 2018, doi:10.1177/2055217318760642); nri: whatever is not known to be NEDA is a failure';

CREATE FUNCTION neda_verdict(neda_status) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_neda_verdict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_verdict(neda_status) IS
	'NEDA-4, NEDA-3, not evaluable or EDA';

CREATE FUNCTION neda_parts(
	neda_status, OUT relapse boolean, OUT progression boolean, OUT new_t2 boolean,
	OUT gd boolean, OUT brain_volume_loss boolean
)
	AS 'MODULE_PATHNAME', 'sepms_neda_parts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_parts(neda_status) IS
	'the components of a status as plain booleans, NULL where not assessed';
-- neda_tally: patients counted by status.

-- @tally neda double 400 '{"version": 1}'
COMMENT ON TYPE neda_tally IS
	'a cohort''s NEDA statuses, counted: exact, mergeable, prints as JSON';

CREATE FUNCTION neda_accum(neda_tally, neda_status) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_accum(neda_tally, neda_status) IS
	'add a patient to a tally';
CREATE FUNCTION neda_unaccum(neda_tally, neda_status) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_unaccum(neda_tally, neda_status) IS
	'take a patient from a tally; NULL where it has none such';
CREATE FUNCTION neda_rate_final(neda_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_neda_rate_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate_final(neda_tally) IS
	'final function of the aggregate neda_rate(neda_status)';

CREATE AGGREGATE neda_agg(neda_status) (
	-- @moving neda accum 400 '{"version": 1}'
);
COMMENT ON AGGREGATE neda_agg(neda_status) IS
	'tally of a cohort; statuses that are NULL are left out';

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
	'fraction with NEDA-3 among those evaluable; NULL when none is';

-- Readers of a tally.

CREATE FUNCTION neda_rate(tally neda_tally, level integer DEFAULT 3) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_neda_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate(neda_tally, integer) IS
	'fraction with NEDA-3 or NEDA-4 among those evaluable; NULL when none is';

CREATE FUNCTION neda_rate_ci(
	tally neda_tally, level integer DEFAULT 3, conf_level float8 DEFAULT 0.95,
	method text DEFAULT 'wilson', OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_neda_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION neda_rate_ci(neda_tally, integer, float8, text) IS
	'confidence limits of neda_rate; method wilson or clopper-pearson, as proportion_ci';

CREATE FUNCTION neda_counts(
	tally neda_tally, level integer DEFAULT 3, OUT patients bigint, OUT evaluable bigint,
	OUT neda bigint, OUT eda bigint
)
	AS 'MODULE_PATHNAME', 'sepms_neda_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_counts(neda_tally, integer) IS
	'patients in the tally, how many are evaluable, and of these how many have NEDA and how many evidence of activity';

CREATE FUNCTION neda_bounds(
	tally neda_tally, level integer DEFAULT 3, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_neda_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_bounds(neda_tally, integer) IS
	'how wide the doubt is: the rate among all patients if every unknown were active, and if none were';

CREATE FUNCTION neda_components(
	tally neda_tally, OUT component text, OUT active bigint, OUT inactive bigint, OUT missing bigint
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_neda_components' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	ROWS 5;
COMMENT ON FUNCTION neda_components(neda_tally) IS
	'each component: in how many patients it was active, inactive, missing';

-- weighted_neda_tally: the same of weighted patients.

-- @set empty_weighted_neda_tally {"version": 1, "statuses": [], "patients": [], "weights": [], "squares": []}
-- @weighted neda 1500 '@empty_weighted_neda_tally@'
COMMENT ON TYPE weighted_neda_tally IS
	'NEDA statuses of weighted patients, as of a propensity score: by status the patients, the sums of weights and of their squares';

CREATE FUNCTION neda_accum(weighted_neda_tally, neda_status, float8) RETURNS weighted_neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_accum(weighted_neda_tally, neda_status, float8) IS
	'add a weighted patient to a tally';

CREATE AGGREGATE neda_agg(status neda_status, weight float8) (
	-- @adding neda accum 1500 '@empty_weighted_neda_tally@'
);
COMMENT ON AGGREGATE neda_agg(neda_status, float8) IS
	'tally of weighted patients; rows with a NULL and weights of 0 are left out; sums of weights depend on the order of addition in the last digits';

CREATE FUNCTION neda_rate(tally weighted_neda_tally, level integer DEFAULT 3) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate(weighted_neda_tally, integer) IS
	'fraction with NEDA-3 or NEDA-4 among those evaluable, weighted; NULL when none is';

CREATE FUNCTION neda_rate_ci(
	tally weighted_neda_tally, level integer DEFAULT 3, conf_level float8 DEFAULT 0.95,
	method text DEFAULT 'wilson', OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION neda_rate_ci(weighted_neda_tally, integer, float8, text) IS
	'confidence limits of neda_rate of weighted patients; method wilson (of the effective number of patients, Kish 1965) or robust (variance between patients; NULL where all or none have NEDA)';

CREATE FUNCTION neda_counts(
	tally weighted_neda_tally, level integer DEFAULT 3, OUT patients bigint, OUT evaluable float8,
	OUT neda float8, OUT eda float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_counts(weighted_neda_tally, integer) IS
	'patients in the tally, and the sums of weights of those evaluable, with NEDA and with evidence of activity';
