-- mri: the brain scans of one patient, and the activity and requirements of a scan.

-- @list mri_series mri mri_series
COMMENT ON TYPE mri_series IS
	'brain scans of one patient, in date order, one per day: new or enlarging T2 lesions, Gd+ lesions, lesions that '
	'are both, annual brain volume change, date of the reference scan; what is unknown is not printed; prints as '
	'{2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-03-04}';

-- The aggregates.

CREATE FUNCTION mri_accum(internal, date, integer, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_accum(internal, date, integer, integer) IS
	'add a scan to the state of mri_series()';
CREATE FUNCTION mri_accum(internal, date, integer, integer, float8) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_accum(internal, date, integer, integer, float8) IS
	'add a scan to the state of mri_series()';
CREATE FUNCTION mri_accum(internal, mri_series) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_accum_series' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_accum(internal, mri_series) IS
	'add a series to the state of rollup()';

CREATE AGGREGATE mri_series(scan_date date, new_t2 integer, gd integer) (
	-- @collected mri 640
);
COMMENT ON AGGREGATE mri_series(date, integer, integer) IS
	'series of a patient''s scans, from rows in any order: new or enlarging T2 lesions (NULL without a reference '
	'scan) and Gd+ lesions (NULL without contrast); rows without a date are skipped; records of one day are merged, '
	'keeping the greater count; empty without rows';

CREATE AGGREGATE mri_series(scan_date date, new_t2 integer, gd integer, annual_pbvc float8) (
	-- @collected mri 640
);
COMMENT ON AGGREGATE mri_series(date, integer, integer, float8) IS
	'as mri_series(date, integer, integer), with the annual percentage brain volume change; a loss is negative; of '
	'two on one day the greater loss is kept';

CREATE AGGREGATE rollup(mri_series) (
	-- @collected mri 640
);
COMMENT ON AGGREGATE rollup(mri_series) IS
	'union of several series, by the rule of mri_series() for records of one day; rollup(mri_scan(...)) builds a '
	'series from single scans';

-- One scan.

CREATE FUNCTION mri_scan(
	scan_date date, new_t2 integer DEFAULT NULL, gd integer DEFAULT NULL, annual_pbvc float8 DEFAULT NULL,
	reference_date date DEFAULT NULL, gd_and_t2 integer DEFAULT NULL,
	any_new_t2 boolean DEFAULT NULL, any_gd boolean DEFAULT NULL
) RETURNS mri_series
	AS 'MODULE_PATHNAME', 'sepms_mri_scan' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_scan(date, integer, integer, float8, date, integer, boolean, boolean) IS
	'series of one scan: numbers of new or enlarging T2 and of Gd+ lesions, annual percentage brain volume change, '
	'date of the reference scan, number of Gd+ lesions that new_t2 includes and, if a number is unknown, whether '
	'there are any lesions; NULL means unknown';

CREATE FUNCTION mri_active(new_t2 integer, gd integer, gd_required boolean DEFAULT false) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_mri_active' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_active(integer, integer, boolean) IS
	'true if a scan shows activity: a new or enlarging T2 or a Gd+ lesion; NULL if unknown; without contrast T2 alone '
	'decides, unless gd_required';

CREATE FUNCTION unique_active_lesions(
	new_t2 integer, gd integer, gd_and_t2 integer DEFAULT NULL,
	OUT lesions integer, OUT lower integer, OUT upper integer
)
	AS 'MODULE_PATHNAME', 'sepms_unique_active_lesions' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION unique_active_lesions(integer, integer, integer) IS
	'combined unique active lesions of a scan: new or enlarging T2 plus Gd+ lesions, with those that are both '
	'(gd_and_t2) counted once; if the overlap or a count is unknown, bounds, and NULL lesions unless the bounds are '
	'equal';

CREATE FUNCTION annual_pbvc(pbvc float8, days integer, method text DEFAULT 'linear') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_annual_pbvc' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION annual_pbvc(float8, integer, text) IS
	'percentage brain volume change over a number of days, converted to one year of 365.25 days; method linear or '
	'geometric';

CREATE FUNCTION mri_valid(sequences text[], purpose text DEFAULT 't2_activity', tesla float8 DEFAULT NULL)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_mri_valid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_valid(text[], text, float8) IS
	'true if the sequences suffice for a purpose (t2_activity, gd, atrophy, prl) or the minimum of a protocol '
	'(ofsep_2015, ofsep_2020, magnims_2021, which needs 1.5 tesla); NULL if unknown';

CREATE FUNCTION mri_missing(sequences text[], purpose text DEFAULT 't2_activity', tesla float8 DEFAULT NULL)
	RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_mri_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_missing(text[], text, float8) IS
	'what the sequences lack for a purpose or protocol of mri_valid; empty if nothing';

-- Functions that read a series.

CREATE FUNCTION num_scans(scans mri_series) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_num_scans' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_scans(mri_series) IS
	'number of scans';

CREATE FUNCTION unnest_scans(
	scans mri_series, OUT scan_date date, OUT new_t2 integer, OUT gd integer, OUT annual_pbvc float8,
	OUT reference_date date, OUT gd_and_t2 integer, OUT any_new_t2 boolean, OUT any_gd boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_unnest_scans' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION unnest_scans(mri_series) IS
	'one row per scan, in date order; the columns are the arguments of mri_scan';

CREATE FUNCTION reference_scan(scans mri_series, start_date date, rebaseline boolean DEFAULT true) RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_reference_scan' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reference_scan(mri_series, date, boolean) IS
	'date of the reference scan for a treatment started on start_date: the last scan 90 to 270 days after the start; '
	'without one, or if rebaseline is false, the last scan from 180 days before to 30 days after the start; NULL if '
	'there is none';

CREATE FUNCTION mri_counts(
	scans mri_series, period daterange DEFAULT '(,)',
	OUT scans integer, OUT t2_scans integer, OUT new_t2 integer, OUT t2_days integer,
	OUT gd_scans integer, OUT gd integer, OUT lesions_lower integer, OUT lesions_upper integer
)
	AS 'MODULE_PATHNAME', 'sepms_mri_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_counts(mri_series, daterange) IS
	'totals over the scans of a period: scans; scans that report on new T2 lesions, these lesions (NULL if a report '
	'gives no number), and the days since the reference scans (the previous scan if none is recorded; NULL if there '
	'is none); scans that report on Gd+ lesions, these lesions; bounds of the combined unique active lesions (upper '
	'NULL if a count is unknown)';

CREATE FUNCTION mri_rates(
	scans mri_series, period daterange DEFAULT '(,)',
	OUT gd_per_scan float8, OUT new_t2_per_year float8
)
	AS 'MODULE_PATHNAME', 'sepms_mri_rates' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_rates(mri_series, daterange) IS
	'rates of one patient over the scans of a period: Gd+ lesions per scan that reports on them, and new or enlarging '
	'T2 lesions per year since the reference scans; NULL if mri_counts does not know the lesions or days, or finds no '
	'scan';
