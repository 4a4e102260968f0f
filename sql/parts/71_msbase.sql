-- msbase: disability events as the toolkit of MSBase finds them.

CREATE FUNCTION msbase_events(
	visits outcome_series, relapses date[], event text DEFAULT 'CDW', conf_days float8 DEFAULT 90.75,
	relapse_days integer DEFAULT 30, sustained boolean DEFAULT true,
	OUT nevent integer, OUT event_type text, OUT event_date date, OUT event_value float8, OUT baseline_date date,
	OUT baseline_value float8, OUT sust_days integer
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_msbase_events' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200 ROWS 1;
COMMENT ON FUNCTION msbase_events(outcome_series, date[], text, float8, integer, boolean) IS
	'one row per disability event in a series of the EDSS, in date order, as the R package MSoutcomes 0.2.1 of MSBase '
	'finds it; event CDW (worsening), CDI (improvement), PIRA (no rows if relapses are NULL) or sequence (CDW and CDI, '
	'sustained or not); Kalincik 2015, doi:10.1093/brain/awv258; Sharmin 2022, doi:10.1111/ene.15406; Dzau 2023, '
	'doi:10.1136/jnnp-2023-331748';
