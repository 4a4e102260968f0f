-- series: a patient's values of one outcome over time.

CREATE TYPE outcome_series;

CREATE FUNCTION outcome_series_in(cstring) RETURNS outcome_series
	AS 'MODULE_PATHNAME', 'sepms_outcome_series_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_in(cstring) IS
	'read text';
CREATE FUNCTION outcome_series_out(outcome_series) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_outcome_series_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_out(outcome_series) IS
	'print text';
CREATE FUNCTION outcome_series_recv(internal) RETURNS outcome_series
	AS 'MODULE_PATHNAME', 'sepms_outcome_series_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_recv(internal) IS
	'read binary';
CREATE FUNCTION outcome_series_send(outcome_series) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_outcome_series_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_send(outcome_series) IS
	'write binary';

CREATE TYPE outcome_series (
	INPUT = outcome_series_in, OUTPUT = outcome_series_out,
	RECEIVE = outcome_series_recv, SEND = outcome_series_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE outcome_series IS
	'a patient''s visits in date order, one a day: date, value, whether it may confirm a change; prints as {2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm)}';

CREATE FUNCTION outcome_series_eq(outcome_series, outcome_series) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_eq(outcome_series, outcome_series) IS
	'implementation of the = operator';
CREATE FUNCTION outcome_series_ne(outcome_series, outcome_series) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_ne(outcome_series, outcome_series) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_outcome_series(outcome_series) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_outcome_series(outcome_series) IS
	'hash';
CREATE FUNCTION hash_outcome_series_extended(outcome_series, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_outcome_series_extended(outcome_series, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = outcome_series, RIGHTARG = outcome_series, FUNCTION = outcome_series_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (outcome_series, outcome_series) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = outcome_series, RIGHTARG = outcome_series, FUNCTION = outcome_series_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (outcome_series, outcome_series) IS
	'not equal';

CREATE OPERATOR CLASS outcome_series_ops DEFAULT FOR TYPE outcome_series USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_outcome_series(outcome_series),
	FUNCTION 2 hash_outcome_series_extended(outcome_series, bigint);

-- An order by the bytes, so that a value can be a key; it has no other meaning.

CREATE FUNCTION outcome_series_lt(outcome_series, outcome_series) RETURNS boolean
	AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_lt(outcome_series, outcome_series) IS
	'implementation of the < operator';
CREATE OPERATOR < (
	LEFTARG = outcome_series, RIGHTARG = outcome_series, FUNCTION = outcome_series_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (outcome_series, outcome_series) IS
	'before, by the bytes';

CREATE FUNCTION outcome_series_le(outcome_series, outcome_series) RETURNS boolean
	AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_le(outcome_series, outcome_series) IS
	'implementation of the <= operator';
CREATE OPERATOR <= (
	LEFTARG = outcome_series, RIGHTARG = outcome_series, FUNCTION = outcome_series_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (outcome_series, outcome_series) IS
	'before or equal, by the bytes';

CREATE FUNCTION outcome_series_ge(outcome_series, outcome_series) RETURNS boolean
	AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_ge(outcome_series, outcome_series) IS
	'implementation of the >= operator';
CREATE OPERATOR >= (
	LEFTARG = outcome_series, RIGHTARG = outcome_series, FUNCTION = outcome_series_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (outcome_series, outcome_series) IS
	'after or equal, by the bytes';

CREATE FUNCTION outcome_series_gt(outcome_series, outcome_series) RETURNS boolean
	AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_gt(outcome_series, outcome_series) IS
	'implementation of the > operator';
CREATE OPERATOR > (
	LEFTARG = outcome_series, RIGHTARG = outcome_series, FUNCTION = outcome_series_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR > (outcome_series, outcome_series) IS
	'after, by the bytes';

CREATE FUNCTION outcome_series_cmp(outcome_series, outcome_series) RETURNS integer
	AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION outcome_series_cmp(outcome_series, outcome_series) IS
	'btree comparison by the bytes: below, at or above 0';
CREATE OPERATOR CLASS outcome_series_ops DEFAULT FOR TYPE outcome_series USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 outcome_series_cmp(outcome_series, outcome_series),
	FUNCTION 4 pg_catalog.btequalimage(pg_catalog.oid);

-- The aggregates.  The state is a growing array in memory, not the type: a
-- series is of one patient, and is made where the patient's rows are grouped.

CREATE FUNCTION series_accum(internal, date, float8) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_series_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_accum(internal, date, float8) IS
	'add a visit to the state of outcome_series()';
CREATE FUNCTION series_accum(internal, date, float8, boolean) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_series_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_accum(internal, date, float8, boolean) IS
	'add a visit to the state of outcome_series()';
CREATE FUNCTION series_accum(internal, outcome_series) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_series_accum_series' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_accum(internal, outcome_series) IS
	'add a series to the state of rollup()';
CREATE FUNCTION series_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_series_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_combine(internal, internal) IS
	'merge two states of outcome_series()';
CREATE FUNCTION series_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_series_serialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_serialize(internal) IS
	'send a state of outcome_series() to another process';
CREATE FUNCTION series_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_series_deserialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION series_deserialize(bytea, internal) IS
	'receive a state of outcome_series()';
CREATE FUNCTION series_final(internal) RETURNS outcome_series
	AS 'MODULE_PATHNAME', 'sepms_series_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION series_final(internal) IS
	'final function of outcome_series()';

CREATE AGGREGATE outcome_series(visit_date date, value float8) (
	SFUNC = series_accum, STYPE = internal, SSPACE = 512, FINALFUNC = series_final,
	COMBINEFUNC = series_combine, SERIALFUNC = series_serialize, DESERIALFUNC = series_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE outcome_series(date, float8) IS
	'series of a patient''s visits, from rows in any order; rows with a NULL date or value are left out; of two values of one day the greater stays, and of equal ones the one that may confirm; no rows give an empty series';

CREATE AGGREGATE outcome_series(visit_date date, value float8, can_confirm boolean) (
	SFUNC = series_accum, STYPE = internal, SSPACE = 512, FINALFUNC = series_final,
	COMBINEFUNC = series_combine, SERIALFUNC = series_serialize, DESERIALFUNC = series_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE outcome_series(date, float8, boolean) IS
	'the same with visits that may not confirm a change; where can_confirm is NULL, the visit may not';

CREATE AGGREGATE rollup(outcome_series) (
	SFUNC = series_accum, STYPE = internal, SSPACE = 512, FINALFUNC = series_final,
	COMBINEFUNC = series_combine, SERIALFUNC = series_serialize, DESERIALFUNC = series_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(outcome_series) IS
	'the union of series, by the same rule';

-- Readers.

CREATE FUNCTION num_visits(visits outcome_series) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_num_visits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION num_visits(outcome_series) IS
	'how many visits';

CREATE FUNCTION first_date(visits outcome_series) RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_first_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_date(outcome_series) IS
	'date of the first visit; NULL when there is none';

CREATE FUNCTION last_date(visits outcome_series) RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_last_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_date(outcome_series) IS
	'date of the last visit; NULL when there is none';

CREATE FUNCTION value_at(visits outcome_series, day date, max_age integer DEFAULT 0) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_value_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION value_at(outcome_series, date, integer) IS
	'value of a day, or of the last visit before it that is at most max_age days older; NULL when there is none';

CREATE FUNCTION unnest_series(visits outcome_series, OUT visit_date date, OUT value float8, OUT can_confirm boolean)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_unnest_series' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION unnest_series(outcome_series) IS
	'a row for each visit, in date order';

CREATE FUNCTION irreversible_edss(visits outcome_series) RETURNS outcome_series
	AS 'MODULE_PATHNAME', 'sepms_irreversible_edss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION irreversible_edss(outcome_series) IS
	'the lowest value from each visit to the last: disability that the patient was never without again; Confavreux 2000, doi:10.1056/NEJM200011163432001';
