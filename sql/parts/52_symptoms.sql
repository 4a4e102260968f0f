-- symptoms: meaningful change of tests, responders, and the quotas of a pilot programme.

CREATE FUNCTION is_worsening(
	outcome text, reference float8, value float8,
	unable_due_to_ms boolean DEFAULT NULL, variant text DEFAULT NULL
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_worsening' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_worsening(text, float8, float8, boolean, text) IS
	'true if a test is meaningfully worse than the reference: t25fw and nhpt by 20 % more seconds (exactly 20 % '
	'counts), sdmt by 4 points (variants 4pt, 10pct, 8pt, msprog), edss as in edss_worsening; a walk or peg test '
	'without a value is worse if MS made it impossible; otherwise NULL if a value is missing; compares two values and '
	'does not require confirmation';

CREATE FUNCTION is_improvement(
	outcome text, reference float8, value float8,
	unable_due_to_ms boolean DEFAULT NULL, variant text DEFAULT NULL
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_improvement' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_improvement(text, float8, float8, boolean, text) IS
	'true if a test is meaningfully better than the reference, by the thresholds of is_worsening in the other '
	'direction';

CREATE FUNCTION spasticity_responder(baseline float8, value float8, percent integer DEFAULT 20) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_spasticity_responder' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spasticity_responder(float8, float8, integer) IS
	'true if spasticity (NRS, 0 to 10) fell by at least this percentage of the baseline: 20 is the initial response '
	'after 4 weeks of nabiximols, 30 a clinically important change; NULL if the baseline is 0';

CREATE FUNCTION msspi_responder(
	edss_screening float8 DEFAULT NULL, edss_randomisation float8 DEFAULT NULL,
	edss_month9 float8 DEFAULT NULL, edss_month12 float8 DEFAULT NULL,
	t25fw_screening float8 DEFAULT NULL, t25fw_randomisation float8 DEFAULT NULL,
	t25fw_month9 float8 DEFAULT NULL, t25fw_month12 float8 DEFAULT NULL,
	same_measure boolean DEFAULT false, policy text DEFAULT 'itt',
	OUT responder boolean, OUT improved_month9 text[], OUT improved_month12 text[], OUT missing text[]
)
	AS 'MODULE_PATHNAME', 'sepms_msspi_responder' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION msspi_responder(float8, float8, float8, float8, float8, float8, float8, float8, boolean, text) IS
	'responder of the MS-SPI trial: EDSS lower by 1.0 (by 0.5 from 6.0) or T25FW shorter by 20 % than the better of '
	'the values at screening and randomisation, at month 9 and again at month 12 (in the same measure if '
	'same_measure); a patient with a missing value that is needed is a non-responder (policy itt) or NULL (observed); '
	'Tourbah 2016, doi:10.1177/1352458516667568';

CREATE FUNCTION cannabis_quota(indication text, subgroup text DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_cannabis_quota' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cannabis_quota(text, text) IS
	'patients planned for an indication, or a subgroup of it, in the French pilot programme of medical cannabis '
	'(ANSM, 2021); NULL if there is no such quota';

CREATE FUNCTION cannabis_quotas(OUT indication text, OUT subgroup text, OUT quota integer) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_cannabis_quotas' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 10 ROWS 7;
COMMENT ON FUNCTION cannabis_quotas() IS
	'quotas of the French pilot programme of medical cannabis (ANSM, 2021), 3,000 patients in total';
