-- severity: EDSS in relation to disease duration (MSSS) or age (ARMSS).

-- severity_tally: patients by years and EDSS.

-- @tally severity int4 2500 '{"version": 1, "years": []}'
COMMENT ON TYPE severity_tally IS
	'tally of a cohort by years (of disease or of age) and EDSS, the reference for local MSSS or ARMSS; exact, '
	'mergeable, prints as JSON';

CREATE FUNCTION severity_accum(severity_tally, edss, float8) RETURNS severity_tally
	AS 'MODULE_PATHNAME', 'sepms_severity_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION severity_accum(severity_tally, edss, float8) IS
	'add a patient to a tally: EDSS and years';
CREATE FUNCTION severity_unaccum(severity_tally, edss, float8) RETURNS severity_tally
	AS 'MODULE_PATHNAME', 'sepms_severity_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION severity_unaccum(severity_tally, edss, float8) IS
	'remove a patient from a tally; NULL if the tally does not contain this patient';

CREATE AGGREGATE severity_agg(edss edss, years float8) (
	-- @moving severity accum 2500 '{"version": 1, "years": []}'
);
COMMENT ON AGGREGATE severity_agg(edss, float8) IS
	'tally of a cohort, from one row per patient: EDSS, and years of disease (for MSSS) or of age (for ARMSS) at that '
	'time, with fractions; rows with a NULL are skipped';

-- Scores within a cohort.

CREATE FUNCTION local_msss(
	tally severity_tally, edss edss, duration_years float8, range integer DEFAULT 2
) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_local_msss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION local_msss(severity_tally, edss, float8, integer) IS
	'MSSS within a cohort, 0 to 10: rank of an EDSS among the patients of the tally whose years of disease are within '
	'range of the completed years given; NULL in the first year of disease and for EDSS 10; as in the R package '
	'ms.sev 1.0.4; Roxburgh 2005, doi:10.1212/01.WNL.0000156155.19270.F8';

CREATE FUNCTION local_armss(
	tally severity_tally, edss edss, age_years float8, range integer DEFAULT 2
) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_local_armss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION local_armss(severity_tally, edss, float8, integer) IS
	'ARMSS within a cohort, 0 to 10: rank of an EDSS among the patients of the tally whose age is within range of the '
	'completed years given; NULL above the highest age of the tally and for EDSS 10; as in the R package ms.sev '
	'1.0.4; Manouchehrinia 2017, doi:10.1177/1352458517690618';

CREATE FUNCTION severity_table(
	tally severity_tally, scale text DEFAULT 'msss', range integer DEFAULT 2,
	OUT year integer, OUT edss edss, OUT patients bigint, OUT score float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_severity_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 600;
COMMENT ON FUNCTION severity_table(severity_tally, text, integer) IS
	'all scores of a tally; for each completed year (30 means 30 or more for msss) and each EDSS except 10, the '
	'number of patients with this EDSS in the reference group of the year, and the score; scale msss or armss';

-- Scores by published tables.

CREATE FUNCTION global_msss(
	edss edss, duration_years float8, variant text DEFAULT '2017'
) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_global_msss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION global_msss(edss, float8, text) IS
	'MSSS by the published table of 2017 (Manouchehrinia, doi:10.1177/1352458517690618) or 2005 (Roxburgh, '
	'doi:10.1212/01.WNL.0000156155.19270.F8); the last row is for all durations above 30 years; NULL for EDSS 10';

CREATE FUNCTION global_armss(
	edss edss, age_years float8
) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_global_armss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION global_armss(edss, float8) IS
	'ARMSS by the published table of Manouchehrinia 2017, doi:10.1177/1352458517690618; NULL outside the ages of 18 '
	'to 75 completed years and for EDSS 10';

CREATE FUNCTION narmss(visits outcome_series, birth_date date) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_narmss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION narmss(outcome_series, date) IS
	'normalised ARMSS of a patient, -5 to 5: mean of global_armss over the time from the first to the last visit, less '
	'5, the expected score; the score is taken to run straight between visits; NULL with fewer than two visits that '
	'have a score; no visit may be before the birth; Ramanujam 2021, doi:10.1177/1352458520988632';

CREATE FUNCTION progression_index(
	edss edss, duration_years float8, min_years float8 DEFAULT 1
) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_progression_index' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION progression_index(edss, float8, float8) IS
	'EDSS divided by the years of disease, as in the registry software EDMUS; NULL below min_years and for EDSS 10';

-- Privacy: may the results be published?

CREATE FUNCTION publishable(
	tally severity_tally, threshold integer DEFAULT 11, scale text DEFAULT 'both', range integer DEFAULT 2
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_severity_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION publishable(severity_tally, integer, text, integer) IS
	'true if the numbers of patients, in the cohort and in the reference group of each year, are each 0 or at least '
	'the threshold; scale msss (local_msss), armss (local_armss) or both';
