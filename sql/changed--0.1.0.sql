-- What the upgrade from 0.1.0 changes in objects that were there; see upgrade.awk.

-- The server's operators on the server's type leave our family.
-- for: ALTER OPERATOR FAMILY edss_ops USING btree ADD
ALTER OPERATOR FAMILY edss_ops USING btree DROP
	OPERATOR 1 (float8, float8), OPERATOR 2 (float8, float8), OPERATOR 3 (float8, float8),
	OPERATOR 4 (float8, float8), OPERATOR 5 (float8, float8),
	FUNCTION 1 (float8, float8), FUNCTION 2 (float8, float8), FUNCTION 3 (float8, float8);

-- Bodies and defaults that had names without a schema, and may have been bound to what
-- somebody had put there.
CREATE OR REPLACE FUNCTION relapses_in(relapses date[], periods datemultirange) RETURNS integer
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN pg_catalog.array_position(relapses, NULL) IS NULL THEN
		(SELECT pg_catalog.count(*)::integer FROM pg_catalog.unnest(relapses) AS onset WHERE onset OPERATOR(pg_catalog.<@) periods) END;
END;

CREATE OR REPLACE FUNCTION relapse_free(periods datemultirange, relapses date[], recovery_days integer DEFAULT 30)
	RETURNS datemultirange
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN pg_catalog.array_position(relapses, NULL) IS NULL THEN
		(SELECT periods OPERATOR(pg_catalog.-) coalesce(pg_catalog.range_agg(
			pg_catalog.daterange(onset, onset OPERATOR(pg_catalog.+) recovery_days)), '{}')
		 FROM pg_catalog.unnest(relapses) AS onset) END;
END;

CREATE OR REPLACE FUNCTION disability_events(
	visits outcome_series, relapses date[], criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL,
	OUT nevent integer, OUT event_type text, OUT cdw_type text, OUT event_date date, OUT event_value float8,
	OUT baseline_date date, OUT baseline_value float8, OUT last_delta_date date, OUT last_delta_value float8,
	OUT conf_dates date[], OUT pira_conf_dates date[], OUT time2event integer, OUT bl2event integer,
	OUT total_fu integer, OUT sust_days integer, OUT sust_last boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disability_events' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400 ROWS 1;

CREATE OR REPLACE FUNCTION disability_time(
	visits outcome_series, relapses date[], criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL, OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_disability_time' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;

CREATE OR REPLACE FUNCTION disability_milestone(
	visits outcome_series, relapses date[], milestone float8,
	criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb), relapse_ends date[] DEFAULT NULL,
	OUT milestone_date date, OUT value float8, OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_disability_milestone_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;

CREATE OR REPLACE FUNCTION disability_trace(
	visits outcome_series, relapses date[], criteria disability_criteria DEFAULT disability_criteria('{}'::pg_catalog.jsonb),
	relapse_ends date[] DEFAULT NULL, lang text DEFAULT 'en',
	OUT step integer, OUT decision text, OUT visit_date date, OUT value float8,
	OUT baseline_date date, OUT baseline_value float8, OUT reason text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disability_trace' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 20;

CREATE OR REPLACE FUNCTION edss_plus(
	edss outcome_series, t25fw outcome_series, nhpt outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('{"outcome": "cdp24"}'::pg_catalog.jsonb), missing text DEFAULT 'strict',
	relapse_ends date[] DEFAULT NULL,
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
