-- What the upgrade from 0.1.0 does to objects of that version, written by hand; see upgrade.awk.

-- Our operator family no longer contains operators and functions of the server on its own type.
-- for: ALTER OPERATOR FAMILY edss_ops USING btree ADD
ALTER OPERATOR FAMILY edss_ops USING btree DROP
	OPERATOR 1 (float8, float8), OPERATOR 2 (float8, float8), OPERATOR 3 (float8, float8),
	OPERATOR 4 (float8, float8), OPERATOR 5 (float8, float8),
	FUNCTION 1 (float8, float8), FUNCTION 2 (float8, float8), FUNCTION 3 (float8, float8);

-- These are now in C: their bodies bind to no object of the schema, and an infinite onset is an error.
CREATE OR REPLACE FUNCTION relapses_in(relapses date[], periods datemultirange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_relapses_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OR REPLACE FUNCTION relapse_free(periods datemultirange, relapses date[], recovery_days integer DEFAULT 30)
	RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'sepms_relapse_free' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

-- Defaults that called functions without naming a schema, and so may have been bound to an object that
-- somebody had planted there.
CREATE OR REPLACE FUNCTION disability_events(
	visits outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL,
	OUT nevent integer, OUT event_type text, OUT cdw_type text, OUT event_date date, OUT event_value float8,
	OUT baseline_date date, OUT baseline_value float8, OUT last_delta_date date, OUT last_delta_value float8,
	OUT conf_dates date[], OUT pira_conf_dates date[], OUT time2event integer, OUT bl2event integer,
	OUT total_fu integer, OUT sust_days integer, OUT sust_last boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disability_events' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400 ROWS 1;

CREATE OR REPLACE FUNCTION disability_time(
	visits outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL, OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_disability_time' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;

CREATE OR REPLACE FUNCTION disability_milestone(
	visits outcome_series, relapses date[], milestone float8,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb), relapse_ends date[] DEFAULT NULL,
	OUT milestone_date date, OUT value float8, OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_disability_milestone' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;

CREATE OR REPLACE FUNCTION disability_trace(
	visits outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL, lang text DEFAULT 'en',
	OUT step integer, OUT decision text, OUT visit_date date, OUT value float8,
	OUT baseline_date date, OUT baseline_value float8, OUT reason text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disability_trace' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 20;

CREATE OR REPLACE FUNCTION edss_plus(
	edss outcome_series, t25fw outcome_series, nhpt outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{"outcome": "cdp24"}'::pg_catalog.jsonb),
	missing text DEFAULT 'strict', relapse_ends date[] DEFAULT NULL,
	OUT progression boolean, OUT event_date date, OUT components text[], OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_edss_plus' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;

CREATE OR REPLACE FUNCTION neda_assess(
	period daterange, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}'
) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_assess' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;

CREATE OR REPLACE FUNCTION neda_by_year(
	start_date date, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}',
	years integer DEFAULT NULL,
	OUT year integer, OUT period daterange, OUT status neda_status, OUT sustained neda_status
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_neda_by_year' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2000 ROWS 5;

CREATE OR REPLACE FUNCTION neda_time(
	start_date date, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}',
	OUT days integer, OUT observed boolean, OUT component text
)
	AS 'MODULE_PATHNAME', 'sepms_neda_time' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;

CREATE OR REPLACE FUNCTION suppress(counts bigint[], threshold integer DEFAULT 11) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_suppress_array' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;

-- Functions whose entry points now have the functions' own names.
CREATE OR REPLACE FUNCTION dmt_line(dmt) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_dmt_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OR REPLACE FUNCTION person_days(period daterange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_person_days_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OR REPLACE FUNCTION mri_missing(sequences text[], purpose text DEFAULT 't2_activity', tesla float8 DEFAULT NULL)
	RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_mri_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE OR REPLACE FUNCTION reference_scan(scans mri_series, start_date date, rebaseline boolean DEFAULT true)
	RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_reference_scan' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OR REPLACE FUNCTION treatment_issues(
	history treatment_history, max_overlap integer DEFAULT 60, max_gap integer DEFAULT 30,
	OUT issue text, OUT drug dmt, OUT other dmt, OUT since date, OUT days integer
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_treatment_issues' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 1;
CREATE OR REPLACE FUNCTION therapeutic_window(
	history treatment_history, onset date, visits outcome_series, max_age integer DEFAULT 365,
	OUT days_to_first integer, OUT edss_at_start float8, OUT within_window boolean
)
	AS 'MODULE_PATHNAME', 'sepms_therapeutic_window' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
