-- mri: a patient's scans of the brain, and what can be said of one.

CREATE TYPE mri_series;

CREATE FUNCTION mri_series_in(cstring) RETURNS mri_series
	AS 'MODULE_PATHNAME', 'sepms_mri_series_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_in(cstring) IS
	'read text';
CREATE FUNCTION mri_series_out(mri_series) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_mri_series_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_out(mri_series) IS
	'print text';
CREATE FUNCTION mri_series_recv(internal) RETURNS mri_series
	AS 'MODULE_PATHNAME', 'sepms_mri_series_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_recv(internal) IS
	'read binary';
CREATE FUNCTION mri_series_send(mri_series) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_mri_series_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_send(mri_series) IS
	'write binary';

CREATE TYPE mri_series (
	INPUT = mri_series_in, OUTPUT = mri_series_out,
	RECEIVE = mri_series_recv, SEND = mri_series_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE mri_series IS
	'a patient''s scans in date order, one a day: new or enlarging T2 lesions, Gd+ lesions, lesions that are both, annual brain volume change, date of the reference scan; what is not known is not named; prints as {2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-03-04}';

CREATE FUNCTION mri_series_eq(mri_series, mri_series) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_eq(mri_series, mri_series) IS
	'implementation of the = operator';
CREATE FUNCTION mri_series_ne(mri_series, mri_series) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_ne(mri_series, mri_series) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_mri_series(mri_series) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_mri_series(mri_series) IS
	'hash';
CREATE FUNCTION hash_mri_series_extended(mri_series, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_mri_series_extended(mri_series, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = mri_series, RIGHTARG = mri_series, FUNCTION = mri_series_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (mri_series, mri_series) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = mri_series, RIGHTARG = mri_series, FUNCTION = mri_series_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (mri_series, mri_series) IS
	'not equal';

CREATE OPERATOR CLASS mri_series_ops DEFAULT FOR TYPE mri_series USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_mri_series(mri_series),
	FUNCTION 2 hash_mri_series_extended(mri_series, bigint);

-- An order by the bytes, so that a value can be a key; it has no other meaning.

CREATE FUNCTION mri_series_lt(mri_series, mri_series) RETURNS boolean
	AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_lt(mri_series, mri_series) IS
	'implementation of the < operator';
CREATE OPERATOR < (
	LEFTARG = mri_series, RIGHTARG = mri_series, FUNCTION = mri_series_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (mri_series, mri_series) IS
	'before, by the bytes';

CREATE FUNCTION mri_series_le(mri_series, mri_series) RETURNS boolean
	AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_le(mri_series, mri_series) IS
	'implementation of the <= operator';
CREATE OPERATOR <= (
	LEFTARG = mri_series, RIGHTARG = mri_series, FUNCTION = mri_series_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (mri_series, mri_series) IS
	'before or equal, by the bytes';

CREATE FUNCTION mri_series_ge(mri_series, mri_series) RETURNS boolean
	AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_ge(mri_series, mri_series) IS
	'implementation of the >= operator';
CREATE OPERATOR >= (
	LEFTARG = mri_series, RIGHTARG = mri_series, FUNCTION = mri_series_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (mri_series, mri_series) IS
	'after or equal, by the bytes';

CREATE FUNCTION mri_series_gt(mri_series, mri_series) RETURNS boolean
	AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_gt(mri_series, mri_series) IS
	'implementation of the > operator';
CREATE OPERATOR > (
	LEFTARG = mri_series, RIGHTARG = mri_series, FUNCTION = mri_series_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR > (mri_series, mri_series) IS
	'after, by the bytes';

CREATE FUNCTION mri_series_cmp(mri_series, mri_series) RETURNS integer
	AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_series_cmp(mri_series, mri_series) IS
	'btree comparison by the bytes: below, at or above 0';
CREATE OPERATOR CLASS mri_series_ops DEFAULT FOR TYPE mri_series USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 mri_series_cmp(mri_series, mri_series),
	FUNCTION 4 pg_catalog.btequalimage(pg_catalog.oid);

-- The aggregates.  The state is a growing array in memory, as of outcome_series.

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
	'add scans to the state of rollup()';
CREATE FUNCTION mri_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_combine(internal, internal) IS
	'merge two states of mri_series()';
CREATE FUNCTION mri_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_mri_serialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_serialize(internal) IS
	'send a state of mri_series() to another process';
CREATE FUNCTION mri_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_mri_deserialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_deserialize(bytea, internal) IS
	'receive a state of mri_series()';
CREATE FUNCTION mri_final(internal) RETURNS mri_series
	AS 'MODULE_PATHNAME', 'sepms_mri_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_final(internal) IS
	'final function of mri_series()';

CREATE AGGREGATE mri_series(scan_date date, new_t2 integer, gd integer) (
	SFUNC = mri_accum, STYPE = internal, SSPACE = 640, FINALFUNC = mri_final,
	COMBINEFUNC = mri_combine, SERIALFUNC = mri_serialize, DESERIALFUNC = mri_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE mri_series(date, integer, integer) IS
	'series of a patient''s scans, from rows in any order: new or enlarging T2 lesions (NULL without a reference scan), Gd+ lesions (NULL without contrast); rows without a date are left out; records of one day are united, the greater count staying; no rows give an empty series';

CREATE AGGREGATE mri_series(scan_date date, new_t2 integer, gd integer, annual_pbvc float8) (
	SFUNC = mri_accum, STYPE = internal, SSPACE = 640, FINALFUNC = mri_final,
	COMBINEFUNC = mri_combine, SERIALFUNC = mri_serialize, DESERIALFUNC = mri_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE mri_series(date, integer, integer, float8) IS
	'the same with the annual percentage brain volume change, a loss being negative; of two of one day the greater loss stays';

CREATE AGGREGATE rollup(mri_series) (
	SFUNC = mri_accum, STYPE = internal, SSPACE = 640, FINALFUNC = mri_final,
	COMBINEFUNC = mri_combine, SERIALFUNC = mri_serialize, DESERIALFUNC = mri_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(mri_series) IS
	'the union of series, by the same rule; rollup(mri_scan(...)) builds a series from all that is known of scans';

-- One scan.

CREATE FUNCTION mri_scan(
	scan_date date, new_t2 integer DEFAULT NULL, gd integer DEFAULT NULL, annual_pbvc float8 DEFAULT NULL,
	reference_date date DEFAULT NULL, gd_and_t2 integer DEFAULT NULL,
	any_new_t2 boolean DEFAULT NULL, any_gd boolean DEFAULT NULL
) RETURNS mri_series
	AS 'MODULE_PATHNAME', 'sepms_mri_scan' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_scan(date, integer, integer, float8, date, integer, boolean, boolean) IS
	'a series of one scan: counts of new or enlarging T2 and of Gd+ lesions, the annual percentage brain volume change, the date of the scan compared with, how many Gd+ lesions are counted in new_t2 as well, and where a count is not known, whether there are any; NULL is not known';

CREATE FUNCTION mri_active(new_t2 integer, gd integer, gd_required boolean DEFAULT false) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_mri_active' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_active(integer, integer, boolean) IS
	'does a scan show activity: a new or enlarging T2 or a Gd+ lesion; NULL when not known; without contrast T2 alone decides, unless gd_required';

CREATE FUNCTION unique_active_lesions(
	new_t2 integer, gd integer, gd_and_t2 integer DEFAULT NULL,
	OUT lesions integer, OUT lower integer, OUT upper integer
)
	AS 'MODULE_PATHNAME', 'sepms_unique_active_lesions' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION unique_active_lesions(integer, integer, integer) IS
	'combined unique active lesions of a scan: new or enlarging T2 and Gd+ lesions, those that are both (gd_and_t2) counted once; bounds where the overlap or a count is not known, then lesions is NULL unless they meet';

CREATE FUNCTION annual_pbvc(pbvc float8, days integer, method text DEFAULT 'linear') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_annual_pbvc' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION annual_pbvc(float8, integer, text) IS
	'percentage brain volume change over days, as of one year of 365.25 days; method linear or geometric';

CREATE FUNCTION mri_valid(sequences text[], purpose text DEFAULT 't2_activity', tesla float8 DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_mri_valid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_valid(text[], text, float8) IS
	'are these sequences enough for a purpose (t2_activity, gd, atrophy, prl) or the minimum of a protocol (ofsep_2015, ofsep_2020, magnims_2021, which needs 1.5 tesla); NULL when not known';

CREATE FUNCTION mri_missing(sequences text[], purpose text DEFAULT 't2_activity', tesla float8 DEFAULT NULL) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_mri_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mri_missing(text[], text, float8) IS
	'what these sequences lack for a purpose or protocol of mri_valid; empty when nothing';

-- Readers.

CREATE FUNCTION num_scans(scans mri_series) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_num_scans' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_scans(mri_series) IS
	'how many scans';

CREATE FUNCTION unnest_scans(
	scans mri_series, OUT scan_date date, OUT new_t2 integer, OUT gd integer, OUT annual_pbvc float8,
	OUT reference_date date, OUT gd_and_t2 integer, OUT any_new_t2 boolean, OUT any_gd boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_unnest_scans' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION unnest_scans(mri_series) IS
	'a row for each scan, in date order; columns as the arguments of mri_scan';

CREATE FUNCTION reference_scan(scans mri_series, start_date date, rebaseline boolean DEFAULT true) RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_reference_scan' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reference_scan(mri_series, date, boolean) IS
	'date of the scan to compare later ones with, for a treatment begun at start_date: the last one 90 to 270 days after it, unless not rebaseline, else the last from 180 days before to 30 days after it; NULL when there is none';

CREATE FUNCTION mri_counts(
	scans mri_series, period daterange DEFAULT '(,)',
	OUT scans integer, OUT t2_scans integer, OUT new_t2 integer, OUT t2_days integer,
	OUT gd_scans integer, OUT gd integer, OUT lesions_lower integer, OUT lesions_upper integer
)
	AS 'MODULE_PATHNAME', 'sepms_mri_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_counts(mri_series, daterange) IS
	'what the scans of a period add up to: scans; those with a report of new T2 lesions, these lesions (NULL where a report has no number), the days since the scans they were compared with (where none is recorded, the scan before; NULL where there is none); scans with a report of Gd+ lesions, these lesions; bounds of the combined unique active lesions of all scans (upper is NULL where a count is not known)';

CREATE FUNCTION mri_rates(
	scans mri_series, period daterange DEFAULT '(,)',
	OUT gd_per_scan float8, OUT new_t2_per_year float8
)
	AS 'MODULE_PATHNAME', 'sepms_mri_rates' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mri_rates(mri_series, daterange) IS
	'of one patient and the scans of a period: Gd+ lesions per scan with a report of them, new or enlarging T2 lesions per year since the scans they were compared with; NULL where mri_counts knows no number, no scan or no days';
