-- recovery: how severe a relapse was, and what was left of it.

CREATE FUNCTION relapse_recovery(
	visits outcome_series, relapses date[], before_days integer DEFAULT 365, relapse_days integer DEFAULT 30,
	after_days integer DEFAULT 90, within_days integer DEFAULT 365,
	OUT onset date, OUT before_date date, OUT edss_before edss, OUT worst_date date, OUT edss_worst edss,
	OUT after_date date, OUT edss_after edss, OUT increase float8, OUT severity text, OUT residual float8,
	OUT recovered boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_relapse_recovery' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 3;
COMMENT ON FUNCTION relapse_recovery(outcome_series, date[], integer, integer, integer, integer) IS
	'one row per relapse: the last EDSS before it, at most before_days old and not in the relapse before; the worst in '
	'the relapse_days from its onset; the first from after_days to within_days, before the next relapse; increase to '
	'the worst (severity: no increase, mild 0.5, moderate 1.0 to 1.5, severe), and residual afterwards (recovered: '
	'none); NULL if not known; no rows if relapses are unknown (NULL); Lublin 2003, '
	'doi:10.1212/01.WNL.0000096175.39831.21';
