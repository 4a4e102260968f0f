-- treatment: a patient's treatments over time.

CREATE TYPE treatment_history;

CREATE FUNCTION treatment_history_in(cstring) RETURNS treatment_history
	AS 'MODULE_PATHNAME', 'sepms_treatment_history_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_in(cstring) IS
	'read text';
CREATE FUNCTION treatment_history_out(treatment_history) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_treatment_history_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_out(treatment_history) IS
	'print text';
CREATE FUNCTION treatment_history_recv(internal) RETURNS treatment_history
	AS 'MODULE_PATHNAME', 'sepms_treatment_history_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_recv(internal) IS
	'read binary';
CREATE FUNCTION treatment_history_send(treatment_history) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_treatment_history_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_send(treatment_history) IS
	'write binary';

CREATE TYPE treatment_history (
	INPUT = treatment_history_in, OUTPUT = treatment_history_out,
	RECEIVE = treatment_history_recv, SEND = treatment_history_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE treatment_history IS
	'a patient''s treatments in order of start, each a drug and its days; episodes of one drug that overlap or touch are one; prints as {teriflunomide: [2016-03-01,2018-01-05), ocrelizumab: [2018-02-01,)}';

CREATE FUNCTION treatment_history_eq(treatment_history, treatment_history) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_eq(treatment_history, treatment_history) IS
	'implementation of the = operator';
CREATE FUNCTION treatment_history_ne(treatment_history, treatment_history) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_ne(treatment_history, treatment_history) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_treatment_history(treatment_history) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_treatment_history(treatment_history) IS
	'hash';
CREATE FUNCTION hash_treatment_history_extended(treatment_history, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_treatment_history_extended(treatment_history, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = treatment_history, RIGHTARG = treatment_history, FUNCTION = treatment_history_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (treatment_history, treatment_history) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = treatment_history, RIGHTARG = treatment_history, FUNCTION = treatment_history_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (treatment_history, treatment_history) IS
	'not equal';

CREATE OPERATOR CLASS treatment_history_ops DEFAULT FOR TYPE treatment_history USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_treatment_history(treatment_history),
	FUNCTION 2 hash_treatment_history_extended(treatment_history, bigint);

-- An order by the bytes, so that a value can be a key; it has no other meaning.

CREATE FUNCTION treatment_history_lt(treatment_history, treatment_history) RETURNS boolean
	AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_lt(treatment_history, treatment_history) IS
	'implementation of the < operator';
CREATE OPERATOR < (
	LEFTARG = treatment_history, RIGHTARG = treatment_history, FUNCTION = treatment_history_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (treatment_history, treatment_history) IS
	'before, by the bytes';

CREATE FUNCTION treatment_history_le(treatment_history, treatment_history) RETURNS boolean
	AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_le(treatment_history, treatment_history) IS
	'implementation of the <= operator';
CREATE OPERATOR <= (
	LEFTARG = treatment_history, RIGHTARG = treatment_history, FUNCTION = treatment_history_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (treatment_history, treatment_history) IS
	'before or equal, by the bytes';

CREATE FUNCTION treatment_history_ge(treatment_history, treatment_history) RETURNS boolean
	AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_ge(treatment_history, treatment_history) IS
	'implementation of the >= operator';
CREATE OPERATOR >= (
	LEFTARG = treatment_history, RIGHTARG = treatment_history, FUNCTION = treatment_history_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (treatment_history, treatment_history) IS
	'after or equal, by the bytes';

CREATE FUNCTION treatment_history_gt(treatment_history, treatment_history) RETURNS boolean
	AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_gt(treatment_history, treatment_history) IS
	'implementation of the > operator';
CREATE OPERATOR > (
	LEFTARG = treatment_history, RIGHTARG = treatment_history, FUNCTION = treatment_history_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR > (treatment_history, treatment_history) IS
	'after, by the bytes';

CREATE FUNCTION treatment_history_cmp(treatment_history, treatment_history) RETURNS integer
	AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_history_cmp(treatment_history, treatment_history) IS
	'btree comparison by the bytes: below, at or above 0';
CREATE OPERATOR CLASS treatment_history_ops DEFAULT FOR TYPE treatment_history USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 treatment_history_cmp(treatment_history, treatment_history),
	FUNCTION 4 pg_catalog.btequalimage(pg_catalog.oid);

-- The aggregates.  The state is a growing array in memory, as of a series.

CREATE FUNCTION treatment_accum(internal, dmt, daterange) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_treatment_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION treatment_accum(internal, dmt, daterange) IS
	'add an episode to the state of treatment_agg()';
CREATE FUNCTION treatment_accum(internal, treatment_history) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_treatment_accum_history' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION treatment_accum(internal, treatment_history) IS
	'add a history to the state of rollup()';
CREATE FUNCTION treatment_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_treatment_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION treatment_combine(internal, internal) IS
	'merge two states of treatment_agg()';
CREATE FUNCTION treatment_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_treatment_serialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_serialize(internal) IS
	'send a state of treatment_agg() to another process';
CREATE FUNCTION treatment_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_treatment_deserialize' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_deserialize(bytea, internal) IS
	'receive a state of treatment_agg()';
CREATE FUNCTION treatment_final(internal) RETURNS treatment_history
	AS 'MODULE_PATHNAME', 'sepms_treatment_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION treatment_final(internal) IS
	'final function of treatment_agg()';

CREATE AGGREGATE treatment_agg(drug dmt, period daterange) (
	SFUNC = treatment_accum, STYPE = internal, SSPACE = 300, FINALFUNC = treatment_final,
	COMBINEFUNC = treatment_combine, SERIALFUNC = treatment_serialize, DESERIALFUNC = treatment_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE treatment_agg(dmt, daterange) IS
	'history of a patient''s treatments, from rows in any order; a period without an end goes on; rows with a NULL or an empty period are left out; no rows give an empty history';

CREATE AGGREGATE rollup(treatment_history) (
	SFUNC = treatment_accum, STYPE = internal, SSPACE = 300, FINALFUNC = treatment_final,
	COMBINEFUNC = treatment_combine, SERIALFUNC = treatment_serialize, DESERIALFUNC = treatment_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(treatment_history) IS
	'the union of histories, of several centres say';

-- Readers.

CREATE FUNCTION unnest_treatments(history treatment_history, OUT drug dmt, OUT period daterange)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_unnest_treatments' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 3;
COMMENT ON FUNCTION unnest_treatments(treatment_history) IS
	'a row for each episode, in order of start';

CREATE FUNCTION treatment_lines(
	history treatment_history, max_gap integer DEFAULT 30, long_effect integer DEFAULT 730,
	OUT number integer, OUT drug dmt, OUT line dmt_line, OUT started date, OUT stopped date,
	OUT days integer, OUT gap_days integer, OUT switch text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_treatment_lines' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 3;
COMMENT ON FUNCTION treatment_lines(treatment_history, integer, integer) IS
	'a patient''s treatments, numbered in order of start: episodes of one drug with at most max_gap days between them are one, as are courses of a reconstitution therapy of which the next begins within long_effect days; the highest line of the drug; the days without any drug before (negative: shared with another); start, restart, lateral, escalation, de-escalation by line, NULL where a line is not known';

CREATE FUNCTION treatment_at(
	history treatment_history, day date, max_gap integer DEFAULT 30, long_effect integer DEFAULT 0
) RETURNS dmt
	AS 'MODULE_PATHNAME', 'sepms_treatment_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION treatment_at(treatment_history, date, integer, integer) IS
	'the drug of a day, of several the one that started last, of one start the one later in the catalogue; gaps of at most max_gap days count as treated; with long_effect a reconstitution therapy counts for so many days after its last course; NULL when there is none';

CREATE FUNCTION on_treatment(
	history treatment_history, max_gap integer DEFAULT 30, long_effect integer DEFAULT 730
) RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'sepms_on_treatment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION on_treatment(treatment_history, integer, integer) IS
	'the periods under any drug: gaps of at most max_gap days in one drug are bridged, a reconstitution therapy counts for long_effect days after its last course';

CREATE FUNCTION treatment_issues(
	history treatment_history, max_overlap integer DEFAULT 60, max_gap integer DEFAULT 30,
	OUT issue text, OUT drug dmt, OUT other dmt, OUT since date, OUT days integer
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_treatment_issues' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 1;
COMMENT ON FUNCTION treatment_issues(treatment_history, integer, integer) IS
	'what is hardly right in a history, no rows where nothing is: an overlap of two drugs by more than max_overlap days, a start before the first approval by EMA or FDA, days after the withdrawal of the drug; since which day, for how many days (NULL: it has no end)';

CREATE FUNCTION treatment_start(history treatment_history) RETURNS date
	AS 'MODULE_PATHNAME', 'sepms_treatment_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION treatment_start(treatment_history) IS
	'the first day of any drug; NULL without treatment';

CREATE FUNCTION time_to_treatment(history treatment_history, onset date) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_time_to_treatment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_to_treatment(treatment_history, date) IS
	'days from onset, or diagnosis, to the first drug; negative when treated before; NULL without treatment';

CREATE FUNCTION therapeutic_window(
	history treatment_history, onset date, visits outcome_series, max_age integer DEFAULT 365,
	OUT days_to_first integer, OUT edss_at_start float8, OUT within_window boolean
)
	AS 'MODULE_PATHNAME', 'sepms_therapeutic_window' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION therapeutic_window(treatment_history, date, outcome_series, integer) IS
	'days from onset to the first drug, the last EDSS on or before that day that is at most max_age days old, and whether it is below 3.0: this project''s reading of Leray 2010, doi:10.1093/brain/awq076; what is not known is NULL';
