-- counts: whole numbers of any type, where a count, a number of days or a score goes.
--
-- count() is bigint in SQL, and sum() of that is numeric; neither goes where an integer is asked for.  So functions of
-- integers have a second form of the same name, and the integers in it are float8.  Why that type: it is the preferred one
-- of the numbers, to which all others go by themselves.  Integers still match the first form exactly, and are as fast as
-- they were; bigint, numeric, real and smallint go to the second; and what has no type, a NULL, a quoted number or a
-- parameter, goes there without doubt, where of (integer) and (bigint) neither would be preferred and the call refused.
-- The second form refuses what is not whole, or is beyond an integer, and calls the first, of which views made on 0.1.0
-- are.  What 0.1.0 did not have takes float8 alone.  The settings of a rule, such as t2_cut, remain integers.

-- rate

CREATE FUNCTION proportion_ci(
	successes float8, n float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'wilson',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_proportion_ci_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION proportion_ci(float8, float8, float8, text) IS
	'as proportion_ci(bigint, bigint, float8, text), of whole numbers of any type';

CREATE FUNCTION rate_ci(
	events float8, person_years float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_rate_ci_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_ci(float8, float8, float8, text) IS
	'as rate_ci(bigint, float8, float8, text), of whole numbers of any type';

CREATE FUNCTION relapse_accum(relapse_tally, float8, float8) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_accum(relapse_tally, float8, float8) IS
	'as relapse_accum(relapse_tally, integer, integer), of whole numbers of any type';
CREATE FUNCTION relapse_unaccum(relapse_tally, float8, float8) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_unaccum_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_unaccum(relapse_tally, float8, float8) IS
	'as relapse_unaccum(relapse_tally, integer, integer), of whole numbers of any type';

CREATE AGGREGATE relapse_agg(relapses float8, follow_up_days float8) (
-- @moving relapse accum 100 '@no_relapses@'
);
COMMENT ON AGGREGATE relapse_agg(float8, float8) IS
	'as relapse_agg(integer, integer), of whole numbers of any type';

CREATE AGGREGATE arr(relapses float8, follow_up_days float8) (
	SFUNC = relapse_accum, STYPE = relapse_tally, SSPACE = 100, INITCOND = '@no_relapses@',
	FINALFUNC = arr,
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_accum, MINVFUNC = relapse_unaccum, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '@no_relapses@',
	MFINALFUNC = arr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE arr(float8, float8) IS
	'as arr(integer, integer), of whole numbers of any type';

CREATE FUNCTION relapse_accum(weighted_relapse_tally, float8, float8, float8) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum_weighted_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_accum(weighted_relapse_tally, float8, float8, float8) IS
	'as relapse_accum(weighted_relapse_tally, integer, integer, float8), of whole numbers of any type';

CREATE AGGREGATE relapse_agg(relapses float8, follow_up_days float8, weight float8) (
-- @adding relapse accum 1500 '@weighted_no_relapses@'
);
COMMENT ON AGGREGATE relapse_agg(float8, float8, float8) IS
	'as relapse_agg(integer, integer, float8), of whole numbers of any type';

CREATE FUNCTION patient_arr(relapses float8, follow_up_days float8, min_days integer DEFAULT 90) RETURNS numeric
	AS 'MODULE_PATHNAME', 'sepms_patient_arr_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION patient_arr(float8, float8, integer) IS
	'as patient_arr(integer, integer, integer), of whole numbers of any type';

-- neda

CREATE FUNCTION neda_status(
	relapses float8, progression boolean, new_t2 float8, gd float8,
	annual_pbvc float8 DEFAULT NULL
) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_status_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION neda_status(float8, boolean, float8, float8, float8) IS
	'as neda_status(integer, boolean, integer, integer, float8), of whole numbers of any type';

-- response

CREATE FUNCTION sormani_score(relapses float8, new_t2 float8) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_sormani_score_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sormani_score(float8, float8) IS
	'as sormani_score(integer, integer), of whole numbers of any type';

CREATE FUNCTION sormani_risk(score float8, endpoint text DEFAULT 'progression') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_sormani_risk_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_risk(float8, text) IS
	'as sormani_risk(integer, text), of whole numbers of any type';

CREATE FUNCTION sormani_action(score float8, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_sormani_action_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_action(float8, text) IS
	'as sormani_action(integer, text), of whole numbers of any type';

CREATE FUNCTION sormani_next_line(line dmt_line, score float8) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_sormani_next_line_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_next_line(dmt_line, float8) IS
	'as sormani_next_line(dmt_line, integer), of whole numbers of any type';

CREATE FUNCTION rio_score(relapses float8, active_lesions float8, edss_progression boolean) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_rio_score_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rio_score(float8, float8, boolean) IS
	'as rio_score(integer, integer, boolean), of whole numbers of any type';

CREATE FUNCTION modified_rio_score(relapses float8, new_t2 float8, t2_cut integer DEFAULT 4) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_score_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_score(float8, float8, integer) IS
	'as modified_rio_score(integer, integer, integer), of whole numbers of any type';

CREATE FUNCTION modified_rio_class(relapses float8, new_t2 float8, later_relapses float8 DEFAULT NULL, later_new_t2 float8 DEFAULT NULL, t2_cut integer DEFAULT 4) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_class_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_class(float8, float8, float8, float8, integer) IS
	'as modified_rio_class(integer, integer, integer, integer, integer), of whole numbers of any type';

CREATE FUNCTION modified_rio_risk(score float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_risk_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_risk(float8) IS
	'as modified_rio_risk(integer), of whole numbers of any type';

-- mri

CREATE FUNCTION mri_accum(internal, date, float8, float8) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_accum_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_accum(internal, date, float8, float8) IS
	'as mri_accum(internal, date, integer, integer), of whole numbers of any type';
CREATE FUNCTION mri_accum(internal, date, float8, float8, float8) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_accum_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_accum(internal, date, float8, float8, float8) IS
	'as mri_accum(internal, date, integer, integer, float8), of whole numbers of any type';

CREATE AGGREGATE mri_series(scan_date date, new_t2 float8, gd float8) (
-- @collected mri 640
);
COMMENT ON AGGREGATE mri_series(date, float8, float8) IS
	'as mri_series(date, integer, integer), of whole numbers of any type';

CREATE AGGREGATE mri_series(scan_date date, new_t2 float8, gd float8, annual_pbvc float8) (
-- @collected mri 640
);
COMMENT ON AGGREGATE mri_series(date, float8, float8, float8) IS
	'as mri_series(date, integer, integer, float8), of whole numbers of any type';

CREATE FUNCTION mri_scan(
	scan_date date, new_t2 float8, gd float8 DEFAULT NULL, annual_pbvc float8 DEFAULT NULL,
	reference_date date DEFAULT NULL, gd_and_t2 float8 DEFAULT NULL,
	any_new_t2 boolean DEFAULT NULL, any_gd boolean DEFAULT NULL
) RETURNS mri_series
	AS 'MODULE_PATHNAME', 'sepms_mri_scan_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_scan(date, float8, float8, float8, date, float8, boolean, boolean) IS
	'as mri_scan(date, integer, integer, float8, date, integer, boolean, boolean), of whole numbers of any type';

CREATE FUNCTION mri_active(new_t2 float8, gd float8, gd_required boolean DEFAULT false) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_mri_active_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_active(float8, float8, boolean) IS
	'as mri_active(integer, integer, boolean), of whole numbers of any type';

CREATE FUNCTION unique_active_lesions(
	new_t2 float8, gd float8, gd_and_t2 float8 DEFAULT NULL,
	OUT lesions integer, OUT lower integer, OUT upper integer
)
	AS 'MODULE_PATHNAME', 'sepms_unique_active_lesions_whole' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION unique_active_lesions(float8, float8, float8) IS
	'as unique_active_lesions(integer, integer, integer), of whole numbers of any type';

CREATE FUNCTION annual_pbvc(pbvc float8, days float8, method text DEFAULT 'linear') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_annual_pbvc_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION annual_pbvc(float8, float8, text) IS
	'as annual_pbvc(float8, integer, text), of whole numbers of any type';

-- survival

CREATE FUNCTION survival_accum(survival_tally, float8, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_tally, float8, boolean) IS
	'as survival_accum(survival_tally, integer, boolean), of whole numbers of any type';
CREATE FUNCTION survival_unaccum(survival_tally, float8, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unaccum_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unaccum(survival_tally, float8, boolean) IS
	'as survival_unaccum(survival_tally, integer, boolean), of whole numbers of any type';

CREATE AGGREGATE survival_agg(days float8, observed boolean) (
-- @moving survival accum 2000 '@no_times@'
);
COMMENT ON AGGREGATE survival_agg(float8, boolean) IS
	'as survival_agg(integer, boolean), of whole numbers of any type';

CREATE FUNCTION survival_accum(survival_tally, float8, float8, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_delayed_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_tally, float8, float8, boolean) IS
	'as survival_accum(survival_tally, integer, integer, boolean), of whole numbers of any type';
CREATE FUNCTION survival_unaccum(survival_tally, float8, float8, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unaccum_delayed_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unaccum(survival_tally, float8, float8, boolean) IS
	'as survival_unaccum(survival_tally, integer, integer, boolean), of whole numbers of any type';

CREATE AGGREGATE survival_agg(entry_days float8, exit_days float8, observed boolean) (
-- @moving survival accum 2000 '@no_times@'
);
COMMENT ON AGGREGATE survival_agg(float8, float8, boolean) IS
	'as survival_agg(integer, integer, boolean), of whole numbers of any type';

CREATE FUNCTION survival_accum(weighted_survival_tally, float8, boolean, float8) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_weighted_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(weighted_survival_tally, float8, boolean, float8) IS
	'as survival_accum(weighted_survival_tally, integer, boolean, float8), of whole numbers of any type';

CREATE AGGREGATE survival_agg(days float8, observed boolean, weight float8) (
-- @adding survival accum 2000 '@weighted_no_times@'
);
COMMENT ON AGGREGATE survival_agg(float8, boolean, float8) IS
	'as survival_agg(integer, boolean, float8), of whole numbers of any type';

CREATE FUNCTION km_at(
	tally survival_tally, "time" float8, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_km_at_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_at(survival_tally, float8, float8, text) IS
	'as km_at(survival_tally, integer, float8, text), of whole numbers of any type';

CREATE FUNCTION km_at(
	tally weighted_survival_tally, "time" float8, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk float8, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_km_at_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_at(weighted_survival_tally, float8, float8, text) IS
	'as km_at(weighted_survival_tally, integer, float8, text), of whole numbers of any type';

CREATE FUNCTION cuminc_accum(cuminc_tally, float8, float8) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_accum_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_accum(cuminc_tally, float8, float8) IS
	'as cuminc_accum(cuminc_tally, integer, integer), of whole numbers of any type';
CREATE FUNCTION cuminc_unaccum(cuminc_tally, float8, float8) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_unaccum_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_unaccum(cuminc_tally, float8, float8) IS
	'as cuminc_unaccum(cuminc_tally, integer, integer), of whole numbers of any type';

CREATE AGGREGATE cuminc_agg(days float8, cause float8) (
-- @moving cuminc accum 3000 '@no_causes@'
);
COMMENT ON AGGREGATE cuminc_agg(float8, float8) IS
	'as cuminc_agg(integer, integer), of whole numbers of any type';

CREATE FUNCTION cuminc_at(
	tally cuminc_tally, "time" float8, cause float8 DEFAULT 1, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT incidence float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_cuminc_at_whole' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION cuminc_at(cuminc_tally, float8, float8, float8, text) IS
	'as cuminc_at(cuminc_tally, integer, integer, float8, text), of whole numbers of any type';
