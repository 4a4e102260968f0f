-- counts: second forms of functions, which accept whole numbers of any numeric type as counts, days and scores.
--
-- In SQL, count() is bigint and the sum() of bigints is numeric, and neither converts implicitly to integer.
-- So functions with integer arguments have a second form of the same name with float8 arguments.  Why float8:
-- it is the preferred numeric type, to which all others convert implicitly.  Integers still match the first
-- form exactly, and are as fast as before.  bigint, numeric, real and smallint call the second form, and so do
-- arguments without a type: a NULL, a quoted number, a parameter.  Between (integer) and (bigint), neither
-- would be preferred, and such a call would be ambiguous.
--
-- The second form rejects numbers that are not whole or exceed an integer, and calls the first.  The first
-- form stays, because views made with 0.1.0 depend on it.  Functions that 0.1.0 did not have take float8 only.
-- The settings of a rule, such as t2_cut, remain integers.

-- rate

CREATE FUNCTION proportion_ci(
	successes float8, n float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'wilson',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_proportion_ci_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
-- @whole FUNCTION proportion_ci 'float8, float8, float8, text' 'bigint, bigint, float8, text'

CREATE FUNCTION rate_ci(
	events float8, person_years float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_rate_ci_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
-- @whole FUNCTION rate_ci 'float8, float8, float8, text' 'bigint, float8, float8, text'

-- @whole_steps relapse 'float8, float8' 'integer, integer' ''

CREATE AGGREGATE relapse_agg(relapses float8, follow_up_days float8) (
	-- @moving relapse accum 100 '@empty_relapse_tally@'
);
-- @whole AGGREGATE relapse_agg 'float8, float8' 'integer, integer'

CREATE AGGREGATE arr(relapses float8, follow_up_days float8) (
	SFUNC = relapse_accum, STYPE = relapse_tally, SSPACE = 100, INITCOND = '@empty_relapse_tally@',
	FINALFUNC = arr,
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_accum, MINVFUNC = relapse_unaccum, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '@empty_relapse_tally@',
	MFINALFUNC = arr,
	PARALLEL = SAFE
);
-- @whole AGGREGATE arr 'float8, float8' 'integer, integer'

CREATE FUNCTION relapse_accum(weighted_relapse_tally, float8, float8, float8) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum_weighted_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- @whole FUNCTION relapse_accum 'weighted_relapse_tally, float8, float8, float8' \
--	'weighted_relapse_tally, integer, integer, float8'

CREATE AGGREGATE relapse_agg(relapses float8, follow_up_days float8, weight float8) (
	-- @adding relapse accum 1500 '@empty_weighted_relapse_tally@'
);
-- @whole AGGREGATE relapse_agg 'float8, float8, float8' 'integer, integer, float8'

CREATE FUNCTION patient_arr(relapses float8, follow_up_days float8, min_days integer DEFAULT 90) RETURNS numeric
	AS 'MODULE_PATHNAME', 'sepms_patient_arr_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- @whole FUNCTION patient_arr 'float8, float8, integer' 'integer, integer, integer'

-- neda

CREATE FUNCTION neda_status(
	relapses float8, progression boolean, new_t2 float8, gd float8,
	annual_pbvc float8 DEFAULT NULL
) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_status_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION neda_status 'float8, boolean, float8, float8, float8' 'integer, boolean, integer, integer, float8'

-- response

CREATE FUNCTION sormani_score(relapses float8, new_t2 float8) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_sormani_score_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION sormani_score 'float8, float8' 'integer, integer'

CREATE FUNCTION sormani_risk(score float8, endpoint text DEFAULT 'progression') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_sormani_risk_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- @whole FUNCTION sormani_risk 'float8, text' 'integer, text'

CREATE FUNCTION sormani_action(score float8, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_sormani_action_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- @whole FUNCTION sormani_action 'float8, text' 'integer, text'

CREATE FUNCTION sormani_next_line(line dmt_line, score float8) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_sormani_next_line_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- @whole FUNCTION sormani_next_line 'dmt_line, float8' 'dmt_line, integer'

CREATE FUNCTION rio_score(relapses float8, active_lesions float8, edss_progression boolean) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_rio_score_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION rio_score 'float8, float8, boolean' 'integer, integer, boolean'

CREATE FUNCTION modified_rio_score(relapses float8, new_t2 float8, t2_cut integer DEFAULT 4) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_score_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION modified_rio_score 'float8, float8, integer' 'integer, integer, integer'

CREATE FUNCTION modified_rio_class(
	relapses float8, new_t2 float8, later_relapses float8 DEFAULT NULL, later_new_t2 float8 DEFAULT NULL,
	t2_cut integer DEFAULT 4
) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_class_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION modified_rio_class 'float8, float8, float8, float8, integer' \
--	'integer, integer, integer, integer, integer'

CREATE FUNCTION modified_rio_risk(score float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_risk_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- @whole FUNCTION modified_rio_risk 'float8' 'integer'

-- mri

CREATE FUNCTION mri_accum(internal, date, float8, float8) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_accum_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION mri_accum 'internal, date, float8, float8' 'internal, date, integer, integer'
CREATE FUNCTION mri_accum(internal, date, float8, float8, float8) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_accum_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION mri_accum 'internal, date, float8, float8, float8' 'internal, date, integer, integer, float8'

CREATE AGGREGATE mri_series(scan_date date, new_t2 float8, gd float8) (
	-- @collected mri 640
);
-- @whole AGGREGATE mri_series 'date, float8, float8' 'date, integer, integer'

CREATE AGGREGATE mri_series(scan_date date, new_t2 float8, gd float8, annual_pbvc float8) (
	-- @collected mri 640
);
-- @whole AGGREGATE mri_series 'date, float8, float8, float8' 'date, integer, integer, float8'

CREATE FUNCTION mri_scan(
	scan_date date, new_t2 float8, gd float8 DEFAULT NULL, annual_pbvc float8 DEFAULT NULL,
	reference_date date DEFAULT NULL, gd_and_t2 float8 DEFAULT NULL,
	any_new_t2 boolean DEFAULT NULL, any_gd boolean DEFAULT NULL
) RETURNS mri_series
	AS 'MODULE_PATHNAME', 'sepms_mri_scan_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION mri_scan 'date, float8, float8, float8, date, float8, boolean, boolean' \
--	'date, integer, integer, float8, date, integer, boolean, boolean'

CREATE FUNCTION mri_active(new_t2 float8, gd float8, gd_required boolean DEFAULT false) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_mri_active_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION mri_active 'float8, float8, boolean' 'integer, integer, boolean'

CREATE FUNCTION unique_active_lesions(
	new_t2 float8, gd float8, gd_and_t2 float8 DEFAULT NULL,
	OUT lesions integer, OUT lower integer, OUT upper integer
)
	AS 'MODULE_PATHNAME', 'sepms_unique_active_lesions_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
-- @whole FUNCTION unique_active_lesions 'float8, float8, float8' 'integer, integer, integer'

CREATE FUNCTION annual_pbvc(pbvc float8, days float8, method text DEFAULT 'linear') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_annual_pbvc_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- @whole FUNCTION annual_pbvc 'float8, float8, text' 'float8, integer, text'

-- survival

-- @whole_steps survival 'float8, boolean' 'integer, boolean' ''

CREATE AGGREGATE survival_agg(days float8, observed boolean) (
	-- @moving survival accum 2000 '@empty_survival_tally@'
);
-- @whole AGGREGATE survival_agg 'float8, boolean' 'integer, boolean'

-- @whole_steps survival 'float8, float8, boolean' 'integer, integer, boolean' _delayed

CREATE AGGREGATE survival_agg(entry_days float8, exit_days float8, observed boolean) (
	-- @moving survival accum 2000 '@empty_survival_tally@'
);
-- @whole AGGREGATE survival_agg 'float8, float8, boolean' 'integer, integer, boolean'

CREATE FUNCTION survival_accum(weighted_survival_tally, float8, boolean, float8) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_weighted_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
-- @whole FUNCTION survival_accum 'weighted_survival_tally, float8, boolean, float8' \
--	'weighted_survival_tally, integer, boolean, float8'

CREATE AGGREGATE survival_agg(days float8, observed boolean, weight float8) (
	-- @adding survival accum 2000 '@empty_weighted_survival_tally@'
);
-- @whole AGGREGATE survival_agg 'float8, boolean, float8' 'integer, boolean, float8'

CREATE FUNCTION km_at(
	tally survival_tally, "time" float8, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_km_at_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
-- @whole FUNCTION km_at 'survival_tally, float8, float8, text' 'survival_tally, integer, float8, text'

CREATE FUNCTION km_at(
	tally weighted_survival_tally, "time" float8, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk float8, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_km_at_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
-- @whole FUNCTION km_at 'weighted_survival_tally, float8, float8, text' \
--	'weighted_survival_tally, integer, float8, text'

-- @whole_steps cuminc 'float8, float8' 'integer, integer' ''

CREATE AGGREGATE cuminc_agg(days float8, cause float8) (
	-- @moving cuminc accum 3000 '@empty_cuminc_tally@'
);
-- @whole AGGREGATE cuminc_agg 'float8, float8' 'integer, integer'

CREATE FUNCTION cuminc_at(
	tally cuminc_tally, "time" float8, cause float8 DEFAULT 1,
	conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT incidence float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_cuminc_at_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
-- @whole FUNCTION cuminc_at 'cuminc_tally, float8, float8, float8, text' 'cuminc_tally, integer, integer, float8, text'
