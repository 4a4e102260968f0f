-- symptoms: changes of tests that matter, responders, quotas of a pilot.

CREATE FUNCTION is_worsening(
	outcome text, reference float8, value float8,
	unable_due_to_ms boolean DEFAULT NULL, variant text DEFAULT NULL
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_worsening' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_worsening(text, float8, float8, boolean, text) IS
	'is a test so much worse than the reference that it matters? t25fw, nhpt: 20 % more seconds, exactly 20 % counts; sdmt: 4 points less (variants 4pt, 10pct, 8pt, msprog); edss as edss_worsening. A walk or peg test without a value that MS made impossible is worse; else NULL where a value is missing. One comparison, no confirmation';

CREATE FUNCTION is_improvement(
	outcome text, reference float8, value float8,
	unable_due_to_ms boolean DEFAULT NULL, variant text DEFAULT NULL
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_improvement' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_improvement(text, float8, float8, boolean, text) IS
	'is a test so much better than the reference that it matters? By the thresholds of is_worsening, in the other direction';

CREATE FUNCTION spasticity_responder(baseline float8, value float8, percent integer DEFAULT 20) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_spasticity_responder' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spasticity_responder(float8, float8, integer) IS
	'is the spasticity scale (NRS, 0 to 10) at least so many percent below the baseline? 20: initial response after 4 weeks of nabiximols, 30: clinically important; exactly so many counts; NULL for a baseline of 0';

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
	'responder of MS-SPI: EDSS lower by 1.0 (by 0.5 from 6.0) or T25FW shorter by 20 % than the better of screening and randomisation, at month 9 and at month 12 (by the same measure where same_measure); what is missing: no responder (policy itt), or NULL where it is needed (observed); Tourbah 2016, doi:10.1177/1352458516667568';

CREATE FUNCTION cannabis_quota(indication text, subgroup text DEFAULT NULL) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_cannabis_quota' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cannabis_quota(text, text) IS
	'patients that the French pilot of medical cannabis (ANSM, 2021) foresaw for an indication, or a subgroup of it; NULL where there is no such quota';

CREATE FUNCTION cannabis_quotas(OUT indication text, OUT subgroup text, OUT quota integer) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_cannabis_quotas' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 10 ROWS 7;
COMMENT ON FUNCTION cannabis_quotas() IS
	'the quotas of the French pilot of medical cannabis (ANSM, 2021), in all 3,000 patients';
