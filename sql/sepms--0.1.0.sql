-- Complain if the script is run by psql rather than by CREATE EXTENSION.
\echo Use "CREATE EXTENSION sepms" to load this file. \quit

-- edss: Kurtzke's Expanded Disability Status Scale.

CREATE TYPE edss;

CREATE FUNCTION edss_in(cstring) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_in(cstring) IS
	'read text';
CREATE FUNCTION edss_out(edss) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_edss_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_out(edss) IS
	'print text';
CREATE FUNCTION edss_recv(internal) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_recv(internal) IS
	'read binary';
CREATE FUNCTION edss_send(edss) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_edss_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_send(edss) IS
	'write binary';

CREATE TYPE edss (
	INPUT = edss_in, OUTPUT = edss_out, RECEIVE = edss_recv, SEND = edss_send,
	LIKE = pg_catalog."char"
);
COMMENT ON TYPE edss IS
	'Expanded Disability Status Scale: 0, then 1.0 to 10.0 in steps of 0.5, 10 being death due to MS; Kurtzke 1983, doi:10.1212/wnl.33.11.1444';

CREATE FUNCTION try_edss(text) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_try_edss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_edss(text) IS
	'text as an EDSS, or NULL where it is none, as ''<4'' of some exports';

-- Casts: implicit out to float8 only; in by assignment, checked.

CREATE FUNCTION edss(float8) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_from_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss(float8) IS
	'float8 as an EDSS; 22003 where it is none';
CREATE FUNCTION edss(numeric) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_from_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss(numeric) IS
	'numeric as an EDSS; 22003 where it is none';
CREATE FUNCTION edss(integer) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_from_int4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss(integer) IS
	'integer as an EDSS; 22003 where it is none';
CREATE FUNCTION float8(edss) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_edss_to_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8(edss) IS
	'the value of an EDSS';
CREATE FUNCTION "numeric"(edss) RETURNS numeric
	AS 'MODULE_PATHNAME', 'sepms_edss_to_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION "numeric"(edss) IS
	'the value of an EDSS, one decimal';

CREATE CAST (float8 AS edss) WITH FUNCTION edss(float8) AS ASSIGNMENT;
CREATE CAST (numeric AS edss) WITH FUNCTION edss(numeric) AS ASSIGNMENT;
CREATE CAST (integer AS edss) WITH FUNCTION edss(integer) AS ASSIGNMENT;
CREATE CAST (edss AS float8) WITH FUNCTION float8(edss) AS IMPLICIT;
CREATE CAST (edss AS numeric) WITH FUNCTION "numeric"(edss);

-- Comparisons of edss: the server's own of "char".

CREATE FUNCTION edss_lt(edss, edss) RETURNS boolean
	AS 'charlt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_lt(edss, edss) IS
	'implementation of the < operator';
CREATE FUNCTION edss_le(edss, edss) RETURNS boolean
	AS 'charle' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_le(edss, edss) IS
	'implementation of the <= operator';
CREATE FUNCTION edss_eq(edss, edss) RETURNS boolean
	AS 'chareq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_eq(edss, edss) IS
	'implementation of the = operator';
CREATE FUNCTION edss_ne(edss, edss) RETURNS boolean
	AS 'charne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_ne(edss, edss) IS
	'implementation of the <> operator';
CREATE FUNCTION edss_ge(edss, edss) RETURNS boolean
	AS 'charge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_ge(edss, edss) IS
	'implementation of the >= operator';
CREATE FUNCTION edss_gt(edss, edss) RETURNS boolean
	AS 'chargt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_gt(edss, edss) IS
	'implementation of the > operator';

CREATE OPERATOR < (
	LEFTARG = edss, RIGHTARG = edss, FUNCTION = edss_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (edss, edss) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = edss, RIGHTARG = edss, FUNCTION = edss_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (edss, edss) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = edss, RIGHTARG = edss, FUNCTION = edss_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (edss, edss) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = edss, RIGHTARG = edss, FUNCTION = edss_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (edss, edss) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = edss, RIGHTARG = edss, FUNCTION = edss_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (edss, edss) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = edss, RIGHTARG = edss, FUNCTION = edss_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (edss, edss) IS
	'greater than';

CREATE FUNCTION edss_cmp(edss, edss) RETURNS integer
	AS 'btcharcmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_cmp(edss, edss) IS
	'btree comparison: below, at or above 0';
CREATE FUNCTION edss_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME', 'sepms_edss_sortsupport' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_sortsupport(internal) IS
	'btree sort support';
CREATE FUNCTION hash_edss(edss) RETURNS integer
	AS 'hashchar' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_edss(edss) IS
	'hash';
CREATE FUNCTION hash_edss_extended(edss, bigint) RETURNS bigint
	AS 'hashcharextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_edss_extended(edss, bigint) IS
	'hash with a seed';
CREATE FUNCTION edss_larger(edss, edss) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_larger(edss, edss) IS
	'the larger of two';
CREATE FUNCTION edss_smaller(edss, edss) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_smaller(edss, edss) IS
	'the smaller of two';
CREATE FUNCTION in_range(edss, edss, float8, boolean, boolean) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_in_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION in_range(edss, edss, float8, boolean, boolean) IS
	'RANGE frames over an EDSS column';

CREATE OPERATOR CLASS edss_ops DEFAULT FOR TYPE edss USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 edss_cmp(edss, edss),
	FUNCTION 2 edss_sortsupport(internal),
	FUNCTION 3 (edss, float8) in_range(edss, edss, float8, boolean, boolean),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS edss_ops DEFAULT FOR TYPE edss USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_edss(edss),
	FUNCTION 2 hash_edss_extended(edss, bigint);

CREATE OPERATOR CLASS edss_minmax_ops DEFAULT FOR TYPE edss USING brin AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

-- Comparisons with float8, in edss's own families: edss >= 6.0 uses an index.

CREATE FUNCTION edss_float8_lt(edss, float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_float8_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_float8_lt(edss, float8) IS
	'implementation of the < operator';
CREATE FUNCTION edss_float8_le(edss, float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_float8_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_float8_le(edss, float8) IS
	'implementation of the <= operator';
CREATE FUNCTION edss_float8_eq(edss, float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_float8_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_float8_eq(edss, float8) IS
	'implementation of the = operator';
CREATE FUNCTION edss_float8_ne(edss, float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_float8_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_float8_ne(edss, float8) IS
	'implementation of the <> operator';
CREATE FUNCTION edss_float8_ge(edss, float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_float8_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_float8_ge(edss, float8) IS
	'implementation of the >= operator';
CREATE FUNCTION edss_float8_gt(edss, float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_float8_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_float8_gt(edss, float8) IS
	'implementation of the > operator';
CREATE FUNCTION edss_float8_cmp(edss, float8) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_edss_float8_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_float8_cmp(edss, float8) IS
	'btree comparison: below, at or above 0';
CREATE FUNCTION float8_edss_lt(float8, edss) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_float8_edss_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_edss_lt(float8, edss) IS
	'implementation of the < operator';
CREATE FUNCTION float8_edss_le(float8, edss) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_float8_edss_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_edss_le(float8, edss) IS
	'implementation of the <= operator';
CREATE FUNCTION float8_edss_eq(float8, edss) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_float8_edss_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_edss_eq(float8, edss) IS
	'implementation of the = operator';
CREATE FUNCTION float8_edss_ne(float8, edss) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_float8_edss_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_edss_ne(float8, edss) IS
	'implementation of the <> operator';
CREATE FUNCTION float8_edss_ge(float8, edss) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_float8_edss_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_edss_ge(float8, edss) IS
	'implementation of the >= operator';
CREATE FUNCTION float8_edss_gt(float8, edss) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_float8_edss_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_edss_gt(float8, edss) IS
	'implementation of the > operator';
CREATE FUNCTION float8_edss_cmp(float8, edss) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_float8_edss_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8_edss_cmp(float8, edss) IS
	'btree comparison: below, at or above 0';

CREATE OPERATOR < (
	LEFTARG = edss, RIGHTARG = float8, FUNCTION = edss_float8_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (edss, float8) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = edss, RIGHTARG = float8, FUNCTION = edss_float8_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (edss, float8) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = edss, RIGHTARG = float8, FUNCTION = edss_float8_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel
);
COMMENT ON OPERATOR = (edss, float8) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = edss, RIGHTARG = float8, FUNCTION = edss_float8_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (edss, float8) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = edss, RIGHTARG = float8, FUNCTION = edss_float8_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (edss, float8) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = edss, RIGHTARG = float8, FUNCTION = edss_float8_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (edss, float8) IS
	'greater than';

CREATE OPERATOR < (
	LEFTARG = float8, RIGHTARG = edss, FUNCTION = float8_edss_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (float8, edss) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = float8, RIGHTARG = edss, FUNCTION = float8_edss_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (float8, edss) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = float8, RIGHTARG = edss, FUNCTION = float8_edss_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel
);
COMMENT ON OPERATOR = (float8, edss) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = float8, RIGHTARG = edss, FUNCTION = float8_edss_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (float8, edss) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = float8, RIGHTARG = edss, FUNCTION = float8_edss_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (float8, edss) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = float8, RIGHTARG = edss, FUNCTION = float8_edss_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (float8, edss) IS
	'greater than';

ALTER OPERATOR FAMILY edss_ops USING btree ADD
	OPERATOR 1 < (edss, float8), OPERATOR 2 <= (edss, float8), OPERATOR 3 = (edss, float8), OPERATOR 4 >= (edss, float8), OPERATOR 5 > (edss, float8),
	FUNCTION 1 (edss, float8) edss_float8_cmp(edss, float8),
	OPERATOR 1 < (float8, edss), OPERATOR 2 <= (float8, edss), OPERATOR 3 = (float8, edss), OPERATOR 4 >= (float8, edss), OPERATOR 5 > (float8, edss),
	FUNCTION 1 (float8, edss) float8_edss_cmp(float8, edss),
	-- float8 with itself, by the server's own: a family with cross-type
	-- members is to be complete, see amvalidate()
	OPERATOR 1 < (float8, float8), OPERATOR 2 <= (float8, float8), OPERATOR 3 = (float8, float8),
	OPERATOR 4 >= (float8, float8), OPERATOR 5 > (float8, float8),
	FUNCTION 1 (float8, float8) btfloat8cmp(float8, float8),
	FUNCTION 2 (float8, float8) btfloat8sortsupport(internal),
	FUNCTION 3 (float8, float8) in_range(float8, float8, float8, boolean, boolean);

ALTER OPERATOR FAMILY edss_minmax_ops USING brin ADD
	OPERATOR 1 < (edss, float8), OPERATOR 2 <= (edss, float8), OPERATOR 3 = (edss, float8), OPERATOR 4 >= (edss, float8), OPERATOR 5 > (edss, float8);

CREATE AGGREGATE min(edss) (
	SFUNC = edss_smaller, STYPE = edss, COMBINEFUNC = edss_smaller,
	SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(edss) IS
	'the least EDSS';

CREATE AGGREGATE max(edss) (
	SFUNC = edss_larger, STYPE = edss, COMBINEFUNC = edss_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(edss) IS
	'the greatest EDSS';

CREATE FUNCTION edss_worsening(reference edss, value edss, variant text DEFAULT 'std50') RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_worsening' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_worsening(edss, edss, text) IS
	'is the rise from the reference to the value large enough to be worsening? std50: 1.5 from 0, 1.0 from 1.0 to 5.0, 0.5 from 5.5; std55: 1.0 at 5.5 as well; opera: 1.0 from 0 to 5.5. One comparison, no confirmation';

-- dmt and dmt_line: disease-modifying treatments and lines of therapy.

CREATE TYPE dmt;

CREATE FUNCTION dmt_in(cstring) RETURNS dmt
	AS 'MODULE_PATHNAME', 'sepms_dmt_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_in(cstring) IS
	'read text';
CREATE FUNCTION dmt_out(dmt) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_dmt_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_out(dmt) IS
	'print text';
CREATE FUNCTION dmt_recv(internal) RETURNS dmt
	AS 'MODULE_PATHNAME', 'sepms_dmt_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_recv(internal) IS
	'read binary';
CREATE FUNCTION dmt_send(dmt) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_dmt_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_send(dmt) IS
	'write binary';

CREATE TYPE dmt (
	INPUT = dmt_in, OUTPUT = dmt_out, RECEIVE = dmt_recv, SEND = dmt_send,
	LIKE = pg_catalog.int2
);
COMMENT ON TYPE dmt IS
	'disease-modifying treatment of MS: reads INN, brand, old or new ATC code in any case, with or without accents, and prints the INN; orders as the catalogue does';

-- Comparisons of dmt: the server's own of int2.

CREATE FUNCTION dmt_lt(dmt, dmt) RETURNS boolean
	AS 'int2lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_lt(dmt, dmt) IS
	'implementation of the < operator';
CREATE FUNCTION dmt_le(dmt, dmt) RETURNS boolean
	AS 'int2le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_le(dmt, dmt) IS
	'implementation of the <= operator';
CREATE FUNCTION dmt_eq(dmt, dmt) RETURNS boolean
	AS 'int2eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_eq(dmt, dmt) IS
	'implementation of the = operator';
CREATE FUNCTION dmt_ne(dmt, dmt) RETURNS boolean
	AS 'int2ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_ne(dmt, dmt) IS
	'implementation of the <> operator';
CREATE FUNCTION dmt_ge(dmt, dmt) RETURNS boolean
	AS 'int2ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_ge(dmt, dmt) IS
	'implementation of the >= operator';
CREATE FUNCTION dmt_gt(dmt, dmt) RETURNS boolean
	AS 'int2gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_gt(dmt, dmt) IS
	'implementation of the > operator';

CREATE OPERATOR < (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (dmt, dmt) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (dmt, dmt) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (dmt, dmt) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (dmt, dmt) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (dmt, dmt) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (dmt, dmt) IS
	'greater than';

CREATE FUNCTION dmt_cmp(dmt, dmt) RETURNS integer
	AS 'btint2cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_cmp(dmt, dmt) IS
	'btree comparison: below, at or above 0';
CREATE FUNCTION dmt_sortsupport(internal) RETURNS void
	AS 'btint2sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_sortsupport(internal) IS
	'btree sort support';
CREATE FUNCTION hash_dmt(dmt) RETURNS integer
	AS 'hashint2' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_dmt(dmt) IS
	'hash';
CREATE FUNCTION hash_dmt_extended(dmt, bigint) RETURNS bigint
	AS 'hashint2extended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_dmt_extended(dmt, bigint) IS
	'hash with a seed';
CREATE FUNCTION dmt_larger(dmt, dmt) RETURNS dmt
	AS 'int2larger' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_larger(dmt, dmt) IS
	'the larger of two';
CREATE FUNCTION dmt_smaller(dmt, dmt) RETURNS dmt
	AS 'int2smaller' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_smaller(dmt, dmt) IS
	'the smaller of two';

CREATE OPERATOR CLASS dmt_ops DEFAULT FOR TYPE dmt USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 dmt_cmp(dmt, dmt),
	FUNCTION 2 dmt_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS dmt_ops DEFAULT FOR TYPE dmt USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_dmt(dmt),
	FUNCTION 2 hash_dmt_extended(dmt, bigint);

CREATE AGGREGATE min(dmt) (
	SFUNC = dmt_smaller, STYPE = dmt, COMBINEFUNC = dmt_smaller,
	SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(dmt) IS
	'the first drug in catalogue order';

CREATE AGGREGATE max(dmt) (
	SFUNC = dmt_larger, STYPE = dmt, COMBINEFUNC = dmt_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(dmt) IS
	'the last drug in catalogue order';

CREATE TYPE dmt_line;

CREATE FUNCTION dmt_line_in(cstring) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_dmt_line_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_in(cstring) IS
	'read text';
CREATE FUNCTION dmt_line_out(dmt_line) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_dmt_line_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_out(dmt_line) IS
	'print text';
CREATE FUNCTION dmt_line_recv(internal) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_dmt_line_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_recv(internal) IS
	'read binary';
CREATE FUNCTION dmt_line_send(dmt_line) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_dmt_line_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_send(dmt_line) IS
	'write binary';

CREATE TYPE dmt_line (
	INPUT = dmt_line_in, OUTPUT = dmt_line_out, RECEIVE = dmt_line_recv, SEND = dmt_line_send,
	LIKE = pg_catalog.int2
);
COMMENT ON TYPE dmt_line IS
	'line of therapy: first < first off-label < second < second off-label < third < third off-label';

-- Comparisons of dmt_line: the server's own of int2.

CREATE FUNCTION dmt_line_lt(dmt_line, dmt_line) RETURNS boolean
	AS 'int2lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_lt(dmt_line, dmt_line) IS
	'implementation of the < operator';
CREATE FUNCTION dmt_line_le(dmt_line, dmt_line) RETURNS boolean
	AS 'int2le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_le(dmt_line, dmt_line) IS
	'implementation of the <= operator';
CREATE FUNCTION dmt_line_eq(dmt_line, dmt_line) RETURNS boolean
	AS 'int2eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_eq(dmt_line, dmt_line) IS
	'implementation of the = operator';
CREATE FUNCTION dmt_line_ne(dmt_line, dmt_line) RETURNS boolean
	AS 'int2ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_ne(dmt_line, dmt_line) IS
	'implementation of the <> operator';
CREATE FUNCTION dmt_line_ge(dmt_line, dmt_line) RETURNS boolean
	AS 'int2ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_ge(dmt_line, dmt_line) IS
	'implementation of the >= operator';
CREATE FUNCTION dmt_line_gt(dmt_line, dmt_line) RETURNS boolean
	AS 'int2gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_gt(dmt_line, dmt_line) IS
	'implementation of the > operator';

CREATE OPERATOR < (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (dmt_line, dmt_line) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (dmt_line, dmt_line) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (dmt_line, dmt_line) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (dmt_line, dmt_line) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (dmt_line, dmt_line) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (dmt_line, dmt_line) IS
	'greater than';

CREATE FUNCTION dmt_line_cmp(dmt_line, dmt_line) RETURNS integer
	AS 'btint2cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_cmp(dmt_line, dmt_line) IS
	'btree comparison: below, at or above 0';
CREATE FUNCTION dmt_line_sortsupport(internal) RETURNS void
	AS 'btint2sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_sortsupport(internal) IS
	'btree sort support';
CREATE FUNCTION hash_dmt_line(dmt_line) RETURNS integer
	AS 'hashint2' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_dmt_line(dmt_line) IS
	'hash';
CREATE FUNCTION hash_dmt_line_extended(dmt_line, bigint) RETURNS bigint
	AS 'hashint2extended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_dmt_line_extended(dmt_line, bigint) IS
	'hash with a seed';
CREATE FUNCTION dmt_line_larger(dmt_line, dmt_line) RETURNS dmt_line
	AS 'int2larger' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_larger(dmt_line, dmt_line) IS
	'the larger of two';
CREATE FUNCTION dmt_line_smaller(dmt_line, dmt_line) RETURNS dmt_line
	AS 'int2smaller' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line_smaller(dmt_line, dmt_line) IS
	'the smaller of two';

CREATE OPERATOR CLASS dmt_line_ops DEFAULT FOR TYPE dmt_line USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 dmt_line_cmp(dmt_line, dmt_line),
	FUNCTION 2 dmt_line_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS dmt_line_ops DEFAULT FOR TYPE dmt_line USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_dmt_line(dmt_line),
	FUNCTION 2 hash_dmt_line_extended(dmt_line, bigint);

CREATE AGGREGATE min(dmt_line) (
	SFUNC = dmt_line_smaller, STYPE = dmt_line, COMBINEFUNC = dmt_line_smaller,
	SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(dmt_line) IS
	'the lowest line';

CREATE AGGREGATE max(dmt_line) (
	SFUNC = dmt_line_larger, STYPE = dmt_line, COMBINEFUNC = dmt_line_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(dmt_line) IS
	'the highest line';

CREATE FUNCTION try_dmt(text) RETURNS dmt
	AS 'MODULE_PATHNAME', 'sepms_try_dmt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION try_dmt(text) IS
	'the drug that a name, brand or ATC code means, or NULL where it is not known';

CREATE FUNCTION dmt_line(dmt) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_dmt_line_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_line(dmt) IS
	'line of therapy of a drug in France in 2020, the highest where it has two; NULL where the source gives none';

CREATE CAST (dmt AS dmt_line) WITH FUNCTION dmt_line(dmt);

-- The codes, for clients that know no other type.
CREATE CAST (dmt AS smallint) WITHOUT FUNCTION;
CREATE CAST (dmt_line AS smallint) WITHOUT FUNCTION;

CREATE FUNCTION dmt_lines(dmt) RETURNS dmt_line[]
	AS 'MODULE_PATHNAME', 'sepms_dmt_lines' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION dmt_lines(dmt) IS
	'all lines of therapy of a drug in France in 2020, lowest first; empty where the source gives none';

CREATE FUNCTION dmt_catalog(
	OUT dmt dmt, OUT brands text[], OUT atc text, OUT former_atc text[], OUT class text,
	OUT route text, OUT lines dmt_line[], OUT off_label boolean, OUT line_source text,
	OUT efficacy text, OUT efficacy_samjoo text, OUT status text, OUT ema_date date,
	OUT fda_date date, OUT fr_launch_year integer, OUT note text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_dmt_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 100 ROWS 34;
COMMENT ON FUNCTION dmt_catalog() IS
	'every drug that dmt knows: brands, ATC codes, class, route, lines and who gives them, efficacy class, EMA and FDA dates, French launch year';

-- rate: confidence limits of proportions and rates; annualised relapse rates.

CREATE FUNCTION proportion_ci(
	successes bigint, n bigint, conf_level float8 DEFAULT 0.95, method text DEFAULT 'wilson',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_proportion_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION proportion_ci(bigint, bigint, float8, text) IS
	'confidence limits of a proportion; method wilson (score, no continuity correction; Wilson 1927, doi:10.1080/01621459.1927.10502953) or clopper-pearson (exact; Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404); NULL limits when n is 0';

CREATE FUNCTION rate_ci(
	events bigint, person_years float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION rate_ci(bigint, float8, float8, text) IS
	'confidence limits of a rate, in events per person-year; method exact (Poisson; Garwood 1936, doi:10.1093/biomet/28.3-4.437); NULL limits when person_years is 0';

-- relapse_tally: relapses and follow-up, added up.

CREATE TYPE relapse_tally;

CREATE FUNCTION relapse_tally_in(cstring) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_in(cstring) IS
	'read text';
CREATE FUNCTION relapse_tally_out(relapse_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_out(relapse_tally) IS
	'print text';
CREATE FUNCTION relapse_tally_recv(internal) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION relapse_tally_send(relapse_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_relapse_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_send(relapse_tally) IS
	'write binary';

CREATE TYPE relapse_tally (
	INPUT = relapse_tally_in, OUTPUT = relapse_tally_out,
	RECEIVE = relapse_tally_recv, SEND = relapse_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended, CATEGORY = 't', PREFERRED = true
);
COMMENT ON TYPE relapse_tally IS
	'a cohort''s relapses and days of follow-up, added up with their squares and products: exact, mergeable, prints as JSON';

CREATE FUNCTION relapse_tally_eq(relapse_tally, relapse_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_eq(relapse_tally, relapse_tally) IS
	'implementation of the = operator';
CREATE FUNCTION relapse_tally_ne(relapse_tally, relapse_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_tally_ne(relapse_tally, relapse_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_relapse_tally(relapse_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_relapse_tally(relapse_tally) IS
	'hash';
CREATE FUNCTION hash_relapse_tally_extended(relapse_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_relapse_tally_extended(relapse_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = relapse_tally, RIGHTARG = relapse_tally, FUNCTION = relapse_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (relapse_tally, relapse_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = relapse_tally, RIGHTARG = relapse_tally, FUNCTION = relapse_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (relapse_tally, relapse_tally) IS
	'not equal';

CREATE OPERATOR CLASS relapse_tally_ops DEFAULT FOR TYPE relapse_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_relapse_tally(relapse_tally),
	FUNCTION 2 hash_relapse_tally_extended(relapse_tally, bigint);

CREATE FUNCTION relapse_accum(relapse_tally, integer, integer) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_accum(relapse_tally, integer, integer) IS
	'add a patient to a tally: relapses and days';
CREATE FUNCTION relapse_unaccum(relapse_tally, integer, integer) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_unaccum(relapse_tally, integer, integer) IS
	'take a patient from a tally; NULL where it cannot hold one such';
CREATE FUNCTION relapse_merge(relapse_tally, relapse_tally) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_merge(relapse_tally, relapse_tally) IS
	'the sum of two tallies';
CREATE FUNCTION relapse_unmerge(relapse_tally, relapse_tally) RETURNS relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_unmerge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_unmerge(relapse_tally, relapse_tally) IS
	'the first tally without the second; NULL where it does not hold it';

CREATE FUNCTION arr(tally relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr(relapse_tally) IS
	'annualised relapse rate: relapses of all over person-years (365.25 days) of all; NULL without follow-up';

CREATE AGGREGATE relapse_agg(relapses integer, follow_up_days integer) (
	SFUNC = relapse_accum, STYPE = relapse_tally, SSPACE = 100, INITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_accum, MINVFUNC = relapse_unaccum, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE relapse_agg(integer, integer) IS
	'tally of relapses and follow-up, a row for each patient and period; rows with a NULL are left out';

CREATE AGGREGATE rollup(relapse_tally) (
	SFUNC = relapse_merge, STYPE = relapse_tally, SSPACE = 100, INITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_merge, MINVFUNC = relapse_unmerge, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(relapse_tally) IS
	'the sum of tallies, of sites or periods';

CREATE AGGREGATE arr(relapses integer, follow_up_days integer) (
	SFUNC = relapse_accum, STYPE = relapse_tally, SSPACE = 100, INITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	FINALFUNC = arr,
	COMBINEFUNC = relapse_merge,
	MSFUNC = relapse_accum, MINVFUNC = relapse_unaccum, MSTYPE = relapse_tally, MSSPACE = 100,
	MINITCOND = '{"version": 1, "patients": 0, "relapse_free": 0, "relapses": 0, "days": 0, "relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	MFINALFUNC = arr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE arr(integer, integer) IS
	'annualised relapse rate: relapses of all over person-years (365.25 days) of all; NULL without follow-up; rows with a NULL are left out';

-- Readers of a tally.

CREATE FUNCTION arr_ci(
	tally relapse_tally, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_arr_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ci(relapse_tally, float8, text) IS
	'confidence limits of arr; method exact (Poisson), wald (Poisson, by the logarithm), robust (variance between patients) or negative-binomial (dispersion by moments); NULL limits without follow-up and, but for exact, without a relapse; the last two need two patients';

CREATE FUNCTION arr_ratio(
	a relapse_tally, b relapse_tally, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact',
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_arr_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION arr_ratio(relapse_tally, relapse_tally, float8, text) IS
	'rate of a relative to b; method exact (conditional, as R poisson.test), wald, robust or negative-binomial';

CREATE FUNCTION arr_dispersion(tally relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_arr_dispersion' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr_dispersion(relapse_tally) IS
	'how much the rates of patients differ beyond chance: the k of a negative binomial variance m + k m^2, by moments; 0 where they differ less';

CREATE FUNCTION relapse_counts(
	tally relapse_tally, OUT patients bigint, OUT relapse_free bigint, OUT relapses bigint,
	OUT days bigint, OUT person_years float8
)
	AS 'MODULE_PATHNAME', 'sepms_relapse_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_counts(relapse_tally) IS
	'patients (rows) in the tally, those without relapse, relapses, and days and years of follow-up';

-- A patient's own rate: avg() of it is the patient mean, another number than arr.

CREATE FUNCTION patient_arr(relapses integer, follow_up_days integer, min_days integer DEFAULT 90) RETURNS numeric
	AS 'MODULE_PATHNAME', 'sepms_patient_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION patient_arr(integer, integer, integer) IS
	'a patient''s relapses a year; NULL below min_days of follow-up, where it is unstable. avg(patient_arr(relapses, days)) is the patient mean, a different number than arr';

-- Person-time: periods are half-open, the last day of [a, b) is the day before b.

CREATE FUNCTION person_days(period daterange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_person_days_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION person_days(daterange) IS
	'the days of a period; one without an end is refused: intersect it with the time of observation';

CREATE FUNCTION person_days(periods datemultirange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_person_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION person_days(datemultirange) IS
	'the days of periods together; those without an end are refused: intersect them with the time of observation';

CREATE FUNCTION relapses_in(relapses date[], periods datemultirange) RETURNS integer
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN array_position(relapses, NULL) IS NULL THEN
		(SELECT count(*)::integer FROM unnest(relapses) AS onset WHERE onset <@ periods) END;
END;
COMMENT ON FUNCTION relapses_in(date[], datemultirange) IS
	'how many relapses have their onset in the periods; NULL where one has no date';

CREATE FUNCTION relapse_free(periods datemultirange, relapses date[], recovery_days integer DEFAULT 30)
	RETURNS datemultirange
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN array_position(relapses, NULL) IS NULL THEN
		(SELECT periods - coalesce(range_agg(daterange(onset, onset + recovery_days)), '{}')
		 FROM unnest(relapses) AS onset) END;
END;
COMMENT ON FUNCTION relapse_free(datemultirange, date[], integer) IS
	'the periods without the days of a relapse: recovery_days from each onset on; unnest() gives the windows between relapses; NULL where a relapse has no date';

-- weighted_relapse_tally: the same of weighted patients.

CREATE TYPE weighted_relapse_tally;

CREATE FUNCTION weighted_relapse_tally_in(cstring) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_in(cstring) IS
	'read text';
CREATE FUNCTION weighted_relapse_tally_out(weighted_relapse_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_out(weighted_relapse_tally) IS
	'print text';
CREATE FUNCTION weighted_relapse_tally_recv(internal) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION weighted_relapse_tally_send(weighted_relapse_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_send(weighted_relapse_tally) IS
	'write binary';

CREATE TYPE weighted_relapse_tally (
	INPUT = weighted_relapse_tally_in, OUTPUT = weighted_relapse_tally_out,
	RECEIVE = weighted_relapse_tally_recv, SEND = weighted_relapse_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't'
);
COMMENT ON TYPE weighted_relapse_tally IS
	'relapses and follow-up of weighted patients, as of a propensity score: by number of relapses the patients and sums of weights';

CREATE FUNCTION weighted_relapse_tally_eq(weighted_relapse_tally, weighted_relapse_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_eq(weighted_relapse_tally, weighted_relapse_tally) IS
	'implementation of the = operator';
CREATE FUNCTION weighted_relapse_tally_ne(weighted_relapse_tally, weighted_relapse_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_relapse_tally_ne(weighted_relapse_tally, weighted_relapse_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_weighted_relapse_tally(weighted_relapse_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_relapse_tally(weighted_relapse_tally) IS
	'hash';
CREATE FUNCTION hash_weighted_relapse_tally_extended(weighted_relapse_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_relapse_tally_extended(weighted_relapse_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = weighted_relapse_tally, RIGHTARG = weighted_relapse_tally, FUNCTION = weighted_relapse_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (weighted_relapse_tally, weighted_relapse_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = weighted_relapse_tally, RIGHTARG = weighted_relapse_tally, FUNCTION = weighted_relapse_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (weighted_relapse_tally, weighted_relapse_tally) IS
	'not equal';

CREATE OPERATOR CLASS weighted_relapse_tally_ops DEFAULT FOR TYPE weighted_relapse_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_weighted_relapse_tally(weighted_relapse_tally),
	FUNCTION 2 hash_weighted_relapse_tally_extended(weighted_relapse_tally, bigint);

CREATE FUNCTION relapse_accum(weighted_relapse_tally, integer, integer, float8) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_relapse_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_accum(weighted_relapse_tally, integer, integer, float8) IS
	'add a weighted patient to a tally';
CREATE FUNCTION relapse_merge(weighted_relapse_tally, weighted_relapse_tally) RETURNS weighted_relapse_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION relapse_merge(weighted_relapse_tally, weighted_relapse_tally) IS
	'the sum of two tallies';

CREATE AGGREGATE relapse_agg(relapses integer, follow_up_days integer, weight float8) (
	SFUNC = relapse_accum, STYPE = weighted_relapse_tally, SSPACE = 1500, INITCOND = '{"version": 1, "relapses": [], "patients": [], "weights": [], "days": [], "squares": [], "square_days": [], "square_day_squares": []}',
	COMBINEFUNC = relapse_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE relapse_agg(integer, integer, float8) IS
	'tally of relapses and follow-up of weighted patients; rows with a NULL and weights of 0 are left out; sums of weights depend on the order of addition in the last digits';

CREATE AGGREGATE rollup(weighted_relapse_tally) (
	SFUNC = relapse_merge, STYPE = weighted_relapse_tally, SSPACE = 1500, INITCOND = '{"version": 1, "relapses": [], "patients": [], "weights": [], "days": [], "squares": [], "square_days": [], "square_day_squares": []}',
	COMBINEFUNC = relapse_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(weighted_relapse_tally) IS
	'the sum of tallies, of sites or periods';

CREATE FUNCTION arr(tally weighted_relapse_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION arr(weighted_relapse_tally) IS
	'annualised relapse rate of weighted patients; NULL without follow-up';

CREATE FUNCTION arr_ci(
	tally weighted_relapse_tally, conf_level float8 DEFAULT 0.95, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ci(weighted_relapse_tally, float8) IS
	'confidence limits of arr of weighted patients, by the variance between patients (robust); NULL without a relapse or of one patient';

CREATE FUNCTION arr_ratio(
	a weighted_relapse_tally, b weighted_relapse_tally, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_arr_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION arr_ratio(weighted_relapse_tally, weighted_relapse_tally, float8) IS
	'rate of a relative to b, of weighted patients, by the variance between patients (robust)';
-- neda: no evidence of disease activity, of a patient and of a cohort.

CREATE TYPE neda_status;

CREATE FUNCTION neda_status_in(cstring) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_status_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_in(cstring) IS
	'read text';
CREATE FUNCTION neda_status_out(neda_status) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_neda_status_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_out(neda_status) IS
	'print text';
CREATE FUNCTION neda_status_recv(internal) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_status_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_recv(internal) IS
	'read binary';
CREATE FUNCTION neda_status_send(neda_status) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_neda_status_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_send(neda_status) IS
	'write binary';

CREATE TYPE neda_status (
	INPUT = neda_status_in, OUTPUT = neda_status_out,
	RECEIVE = neda_status_recv, SEND = neda_status_send,
	LIKE = pg_catalog.int4
);
COMMENT ON TYPE neda_status IS
	'what one period showed of relapse, progression, new T2, Gd+ and brain volume loss, each yes, no or not assessed; NEDA-4 < NEDA-3 < not evaluable < EDA';

CREATE FUNCTION neda_status(
	relapses integer, progression boolean, new_t2 integer, gd integer,
	annual_pbvc float8 DEFAULT NULL
) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_status' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION neda_status(integer, boolean, integer, integer, float8) IS
	'status from the counts of a period and the annual percentage brain volume change (active below -0.4); a NULL argument is not assessed';

-- The code, for clients that know no other type.
CREATE CAST (neda_status AS integer) WITHOUT FUNCTION;

CREATE FUNCTION is_neda(status neda_status, level integer DEFAULT 3, gd_required boolean DEFAULT false)
	RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_is_neda' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_neda(neda_status, integer, boolean) IS
	'no evidence of disease activity at level 3 or 4? False as soon as one component is active, NULL when not evaluable; T2 alone counts as MRI unless gd_required';

CREATE FUNCTION neda_outcome(
	status neda_status, policy text DEFAULT 'observed', stopped boolean DEFAULT false,
	inefficacy boolean DEFAULT NULL, level integer DEFAULT 3, gd_required boolean DEFAULT false
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_neda_outcome' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION neda_outcome(neda_status, text, boolean, boolean, integer, boolean) IS
	'is a patient counted as NEDA, as failure, or not at all (NULL); policy observed: by the status alone; mitt: one who stopped without evidence of activity is a failure if for inefficacy or death, else left out (OPERA, Havrdova 2018, doi:10.1177/2055217318760642); nri: whatever is not known to be NEDA is a failure';

CREATE FUNCTION neda_verdict(neda_status) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_neda_verdict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_verdict(neda_status) IS
	'NEDA-4, NEDA-3, not evaluable or EDA';

CREATE FUNCTION neda_parts(
	neda_status, OUT relapse boolean, OUT progression boolean, OUT new_t2 boolean,
	OUT gd boolean, OUT brain_volume_loss boolean
)
	AS 'MODULE_PATHNAME', 'sepms_neda_parts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_parts(neda_status) IS
	'the components of a status as plain booleans, NULL where not assessed';

-- Comparisons of neda_status: the server's own of int4.

CREATE FUNCTION neda_status_lt(neda_status, neda_status) RETURNS boolean
	AS 'int4lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_lt(neda_status, neda_status) IS
	'implementation of the < operator';
CREATE FUNCTION neda_status_le(neda_status, neda_status) RETURNS boolean
	AS 'int4le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_le(neda_status, neda_status) IS
	'implementation of the <= operator';
CREATE FUNCTION neda_status_eq(neda_status, neda_status) RETURNS boolean
	AS 'int4eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_eq(neda_status, neda_status) IS
	'implementation of the = operator';
CREATE FUNCTION neda_status_ne(neda_status, neda_status) RETURNS boolean
	AS 'int4ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_ne(neda_status, neda_status) IS
	'implementation of the <> operator';
CREATE FUNCTION neda_status_ge(neda_status, neda_status) RETURNS boolean
	AS 'int4ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_ge(neda_status, neda_status) IS
	'implementation of the >= operator';
CREATE FUNCTION neda_status_gt(neda_status, neda_status) RETURNS boolean
	AS 'int4gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_gt(neda_status, neda_status) IS
	'implementation of the > operator';

CREATE OPERATOR < (
	LEFTARG = neda_status, RIGHTARG = neda_status, FUNCTION = neda_status_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (neda_status, neda_status) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = neda_status, RIGHTARG = neda_status, FUNCTION = neda_status_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (neda_status, neda_status) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = neda_status, RIGHTARG = neda_status, FUNCTION = neda_status_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (neda_status, neda_status) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = neda_status, RIGHTARG = neda_status, FUNCTION = neda_status_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (neda_status, neda_status) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = neda_status, RIGHTARG = neda_status, FUNCTION = neda_status_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (neda_status, neda_status) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = neda_status, RIGHTARG = neda_status, FUNCTION = neda_status_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (neda_status, neda_status) IS
	'greater than';

CREATE FUNCTION neda_status_cmp(neda_status, neda_status) RETURNS integer
	AS 'btint4cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_cmp(neda_status, neda_status) IS
	'btree comparison: below, at or above 0';
CREATE FUNCTION neda_status_sortsupport(internal) RETURNS void
	AS 'btint4sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_sortsupport(internal) IS
	'btree sort support';
CREATE FUNCTION hash_neda_status(neda_status) RETURNS integer
	AS 'hashint4' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_neda_status(neda_status) IS
	'hash';
CREATE FUNCTION hash_neda_status_extended(neda_status, bigint) RETURNS bigint
	AS 'hashint4extended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_neda_status_extended(neda_status, bigint) IS
	'hash with a seed';
CREATE FUNCTION neda_status_larger(neda_status, neda_status) RETURNS neda_status
	AS 'int4larger' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_larger(neda_status, neda_status) IS
	'the larger of two';
CREATE FUNCTION neda_status_smaller(neda_status, neda_status) RETURNS neda_status
	AS 'int4smaller' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_status_smaller(neda_status, neda_status) IS
	'the smaller of two';

CREATE OPERATOR CLASS neda_status_ops DEFAULT FOR TYPE neda_status USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 neda_status_cmp(neda_status, neda_status),
	FUNCTION 2 neda_status_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS neda_status_ops DEFAULT FOR TYPE neda_status USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_neda_status(neda_status),
	FUNCTION 2 hash_neda_status_extended(neda_status, bigint);

CREATE AGGREGATE min(neda_status) (
	SFUNC = neda_status_smaller, STYPE = neda_status, COMBINEFUNC = neda_status_smaller,
	SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(neda_status) IS
	'the best status';

CREATE AGGREGATE max(neda_status) (
	SFUNC = neda_status_larger, STYPE = neda_status, COMBINEFUNC = neda_status_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(neda_status) IS
	'the worst status: over several periods it carries the verdict of all';

-- neda_tally: patients counted by status.  Tallies are a category of types (t)
-- of their own, in which a bare literal is read as the exact one.

CREATE TYPE neda_tally;

CREATE FUNCTION neda_tally_in(cstring) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_tally_in(cstring) IS
	'read text';
CREATE FUNCTION neda_tally_out(neda_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_neda_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_tally_out(neda_tally) IS
	'print text';
CREATE FUNCTION neda_tally_recv(internal) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION neda_tally_send(neda_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_neda_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_tally_send(neda_tally) IS
	'write binary';

CREATE TYPE neda_tally (
	INPUT = neda_tally_in, OUTPUT = neda_tally_out,
	RECEIVE = neda_tally_recv, SEND = neda_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended, CATEGORY = 't', PREFERRED = true
);
COMMENT ON TYPE neda_tally IS
	'a cohort''s NEDA statuses, counted: exact, mergeable, prints as JSON';

CREATE FUNCTION neda_tally_eq(neda_tally, neda_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_tally_eq(neda_tally, neda_tally) IS
	'implementation of the = operator';
CREATE FUNCTION neda_tally_ne(neda_tally, neda_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_tally_ne(neda_tally, neda_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_neda_tally(neda_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_neda_tally(neda_tally) IS
	'hash';
CREATE FUNCTION hash_neda_tally_extended(neda_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_neda_tally_extended(neda_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = neda_tally, RIGHTARG = neda_tally, FUNCTION = neda_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (neda_tally, neda_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = neda_tally, RIGHTARG = neda_tally, FUNCTION = neda_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (neda_tally, neda_tally) IS
	'not equal';

CREATE OPERATOR CLASS neda_tally_ops DEFAULT FOR TYPE neda_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_neda_tally(neda_tally),
	FUNCTION 2 hash_neda_tally_extended(neda_tally, bigint);

CREATE FUNCTION neda_accum(neda_tally, neda_status) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_accum(neda_tally, neda_status) IS
	'add a patient to a tally';
CREATE FUNCTION neda_unaccum(neda_tally, neda_status) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_unaccum(neda_tally, neda_status) IS
	'take a patient from a tally; NULL where it has none such';
CREATE FUNCTION neda_merge(neda_tally, neda_tally) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_merge(neda_tally, neda_tally) IS
	'the sum of two tallies';
CREATE FUNCTION neda_unmerge(neda_tally, neda_tally) RETURNS neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_unmerge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_unmerge(neda_tally, neda_tally) IS
	'the first tally without the second; NULL where it does not hold it';
CREATE FUNCTION neda_rate_final(neda_tally) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_neda_rate_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate_final(neda_tally) IS
	'final function of the aggregate neda_rate(neda_status)';

CREATE AGGREGATE neda_agg(neda_status) (
	SFUNC = neda_accum, STYPE = neda_tally, SSPACE = 400, INITCOND = '{"version": 1}',
	COMBINEFUNC = neda_merge,
	MSFUNC = neda_accum, MINVFUNC = neda_unaccum, MSTYPE = neda_tally, MSSPACE = 400,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE neda_agg(neda_status) IS
	'tally of a cohort; statuses that are NULL are left out';

CREATE AGGREGATE rollup(neda_tally) (
	SFUNC = neda_merge, STYPE = neda_tally, SSPACE = 400, INITCOND = '{"version": 1}',
	COMBINEFUNC = neda_merge,
	MSFUNC = neda_merge, MINVFUNC = neda_unmerge, MSTYPE = neda_tally, MSSPACE = 400,
	MINITCOND = '{"version": 1}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(neda_tally) IS
	'the sum of tallies, of sites or periods';

CREATE AGGREGATE neda_rate(neda_status) (
	SFUNC = neda_accum, STYPE = neda_tally, SSPACE = 400, INITCOND = '{"version": 1}',
	FINALFUNC = neda_rate_final,
	COMBINEFUNC = neda_merge,
	MSFUNC = neda_accum, MINVFUNC = neda_unaccum, MSTYPE = neda_tally, MSSPACE = 400,
	MINITCOND = '{"version": 1}',
	MFINALFUNC = neda_rate_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE neda_rate(neda_status) IS
	'fraction with NEDA-3 among those evaluable; NULL when none is';

-- Readers of a tally.

CREATE FUNCTION neda_rate(tally neda_tally, level integer DEFAULT 3) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_neda_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate(neda_tally, integer) IS
	'fraction with NEDA-3 or NEDA-4 among those evaluable; NULL when none is';

CREATE FUNCTION neda_rate_ci(
	tally neda_tally, level integer DEFAULT 3, conf_level float8 DEFAULT 0.95,
	method text DEFAULT 'wilson', OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_neda_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION neda_rate_ci(neda_tally, integer, float8, text) IS
	'confidence limits of neda_rate; method wilson or clopper-pearson, as proportion_ci';

CREATE FUNCTION neda_counts(
	tally neda_tally, level integer DEFAULT 3, OUT patients bigint, OUT evaluable bigint,
	OUT neda bigint, OUT eda bigint
)
	AS 'MODULE_PATHNAME', 'sepms_neda_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_counts(neda_tally, integer) IS
	'patients in the tally, how many are evaluable, and of these how many have NEDA and how many evidence of activity';

CREATE FUNCTION neda_bounds(
	tally neda_tally, level integer DEFAULT 3, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_neda_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_bounds(neda_tally, integer) IS
	'how wide the doubt is: the rate among all patients if every unknown were active, and if none were';

CREATE FUNCTION neda_components(
	tally neda_tally, OUT component text, OUT active bigint, OUT inactive bigint, OUT missing bigint
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_neda_components' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	ROWS 5;
COMMENT ON FUNCTION neda_components(neda_tally) IS
	'each component: in how many patients it was active, inactive, missing';

-- weighted_neda_tally: the same of weighted patients.

CREATE TYPE weighted_neda_tally;

CREATE FUNCTION weighted_neda_tally_in(cstring) RETURNS weighted_neda_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_neda_tally_in(cstring) IS
	'read text';
CREATE FUNCTION weighted_neda_tally_out(weighted_neda_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_neda_tally_out(weighted_neda_tally) IS
	'print text';
CREATE FUNCTION weighted_neda_tally_recv(internal) RETURNS weighted_neda_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_neda_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION weighted_neda_tally_send(weighted_neda_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_neda_tally_send(weighted_neda_tally) IS
	'write binary';

CREATE TYPE weighted_neda_tally (
	INPUT = weighted_neda_tally_in, OUTPUT = weighted_neda_tally_out,
	RECEIVE = weighted_neda_tally_recv, SEND = weighted_neda_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't'
);
COMMENT ON TYPE weighted_neda_tally IS
	'NEDA statuses of weighted patients, as of a propensity score: by status the patients, the sums of weights and of their squares';

CREATE FUNCTION weighted_neda_tally_eq(weighted_neda_tally, weighted_neda_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_neda_tally_eq(weighted_neda_tally, weighted_neda_tally) IS
	'implementation of the = operator';
CREATE FUNCTION weighted_neda_tally_ne(weighted_neda_tally, weighted_neda_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_neda_tally_ne(weighted_neda_tally, weighted_neda_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_weighted_neda_tally(weighted_neda_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_neda_tally(weighted_neda_tally) IS
	'hash';
CREATE FUNCTION hash_weighted_neda_tally_extended(weighted_neda_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_neda_tally_extended(weighted_neda_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = weighted_neda_tally, RIGHTARG = weighted_neda_tally, FUNCTION = weighted_neda_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (weighted_neda_tally, weighted_neda_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = weighted_neda_tally, RIGHTARG = weighted_neda_tally, FUNCTION = weighted_neda_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (weighted_neda_tally, weighted_neda_tally) IS
	'not equal';

CREATE OPERATOR CLASS weighted_neda_tally_ops DEFAULT FOR TYPE weighted_neda_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_weighted_neda_tally(weighted_neda_tally),
	FUNCTION 2 hash_weighted_neda_tally_extended(weighted_neda_tally, bigint);

CREATE FUNCTION neda_accum(weighted_neda_tally, neda_status, float8) RETURNS weighted_neda_tally
	AS 'MODULE_PATHNAME', 'sepms_neda_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_accum(weighted_neda_tally, neda_status, float8) IS
	'add a weighted patient to a tally';
CREATE FUNCTION neda_merge(weighted_neda_tally, weighted_neda_tally) RETURNS weighted_neda_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_merge(weighted_neda_tally, weighted_neda_tally) IS
	'the sum of two tallies';

CREATE AGGREGATE neda_agg(status neda_status, weight float8) (
	SFUNC = neda_accum, STYPE = weighted_neda_tally, SSPACE = 1500, INITCOND = '{"version": 1, "statuses": [], "patients": [], "weights": [], "squares": []}',
	COMBINEFUNC = neda_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE neda_agg(neda_status, float8) IS
	'tally of weighted patients; rows with a NULL and weights of 0 are left out; sums of weights depend on the order of addition in the last digits';

CREATE AGGREGATE rollup(weighted_neda_tally) (
	SFUNC = neda_merge, STYPE = weighted_neda_tally, SSPACE = 1500, INITCOND = '{"version": 1, "statuses": [], "patients": [], "weights": [], "squares": []}',
	COMBINEFUNC = neda_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(weighted_neda_tally) IS
	'the sum of tallies, of sites or periods';

CREATE FUNCTION neda_rate(tally weighted_neda_tally, level integer DEFAULT 3) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_rate(weighted_neda_tally, integer) IS
	'fraction with NEDA-3 or NEDA-4 among those evaluable, weighted; NULL when none is';

CREATE FUNCTION neda_rate_ci(
	tally weighted_neda_tally, level integer DEFAULT 3, conf_level float8 DEFAULT 0.95,
	method text DEFAULT 'wilson', OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_rate_ci' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION neda_rate_ci(weighted_neda_tally, integer, float8, text) IS
	'confidence limits of neda_rate of weighted patients; method wilson (of the effective number of patients, Kish 1965) or robust (variance between patients; NULL where all or none have NEDA)';

CREATE FUNCTION neda_counts(
	tally weighted_neda_tally, level integer DEFAULT 3, OUT patients bigint, OUT evaluable float8,
	OUT neda float8, OUT eda float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION neda_counts(weighted_neda_tally, integer) IS
	'patients in the tally, and the sums of weights of those evaluable, with NEDA and with evidence of activity';
-- response: scores of the response to treatment after one year.

CREATE FUNCTION sormani_score(relapses integer, new_t2 integer) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_sormani_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sormani_score(integer, integer) IS
	'MAGNIMS score 0 to 2 of the first year; 2 relapses settle it without a scan, else NULL where something needed is unknown; Sormani 2016, doi:10.1212/WNL.0000000000002830';

CREATE FUNCTION sormani_risk(score integer, endpoint text DEFAULT 'progression') RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_sormani_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_risk(integer, text) IS
	'risk over three years as a fraction: progression (15, 25, 48 %, as the French slide prints it), failure (of treatment: 17, 27, 48 %) or edss (worsening: 15, 22, 29 %)';

CREATE FUNCTION sormani_action(score integer, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_sormani_action' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_action(integer, text) IS
	'what the French slide says for a score, in en or fr: same treatment; switch, equivalent level; switch, higher level';

CREATE FUNCTION sormani_next_line(line dmt_line, score integer) RETURNS dmt_line
	AS 'MODULE_PATHNAME', 'sepms_sormani_next_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sormani_next_line(dmt_line, integer) IS
	'the line that a score calls for: 0 and 1 keep it, 2 asks for the next; above the third there is none';

CREATE FUNCTION rio_score(relapses integer, active_lesions integer, edss_progression boolean) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_rio_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rio_score(integer, integer, boolean) IS
	'Rio score 0 to 3: any relapse, more than 2 active lesions (new or enlarging T2 plus Gd+), confirmed progression; 2 or more is a non-responder; NULL where any is unknown; Rio 2009, doi:10.1177/1352458509104591';

CREATE FUNCTION modified_rio_score(relapses integer, new_t2 integer, t2_cut integer DEFAULT 4) RETURNS smallint
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_score' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_score(integer, integer, integer) IS
	'modified Rio score 0 to 3: relapses up to 2, and one for more than t2_cut (4, or 5) new T2 lesions; NULL where either is unknown; Sormani 2013, doi:10.1177/1352458512460605';

CREATE FUNCTION modified_rio_class(relapses integer, new_t2 integer, later_relapses integer DEFAULT NULL, later_new_t2 integer DEFAULT NULL, t2_cut integer DEFAULT 4) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_class' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_class(integer, integer, integer, integer, integer) IS
	'low, intermediate or high; score 1 is settled by months 12 to 18 (a relapse or 2 new T2 lesions: high, neither: low), that cut being uncertain';

CREATE FUNCTION modified_rio_risk(score integer) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_modified_rio_risk' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION modified_rio_risk(integer) IS
	'probability of progression over three years as a fraction: 24, 33, 65 % for score 0, 1, 2 or more; Sormani 2013, validation set';

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
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (outcome_series, outcome_series) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = outcome_series, RIGHTARG = outcome_series, FUNCTION = outcome_series_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (outcome_series, outcome_series) IS
	'not equal';

CREATE OPERATOR CLASS outcome_series_ops DEFAULT FOR TYPE outcome_series USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_outcome_series(outcome_series),
	FUNCTION 2 hash_outcome_series_extended(outcome_series, bigint);

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
	'series of a patients visits, from rows in any order; rows with a NULL date or value are left out; of two values of one day the greater stays, and of equal ones the one that may confirm; no rows give an empty series';

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
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (mri_series, mri_series) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = mri_series, RIGHTARG = mri_series, FUNCTION = mri_series_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (mri_series, mri_series) IS
	'not equal';

CREATE OPERATOR CLASS mri_series_ops DEFAULT FOR TYPE mri_series USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_mri_series(mri_series),
	FUNCTION 2 hash_mri_series_extended(mri_series, bigint);

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
	AS 'MODULE_PATHNAME', 'sepms_mri_missing_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
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
	AS 'MODULE_PATHNAME', 'sepms_reference_scan_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (treatment_history, treatment_history) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = treatment_history, RIGHTARG = treatment_history, FUNCTION = treatment_history_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (treatment_history, treatment_history) IS
	'not equal';

CREATE OPERATOR CLASS treatment_history_ops DEFAULT FOR TYPE treatment_history USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_treatment_history(treatment_history),
	FUNCTION 2 hash_treatment_history_extended(treatment_history, bigint);

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
	AS 'MODULE_PATHNAME', 'sepms_treatment_issues_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 1;
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
	AS 'MODULE_PATHNAME', 'sepms_therapeutic_window_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION therapeutic_window(treatment_history, date, outcome_series, integer) IS
	'days from onset to the first drug, the last EDSS on or before that day that is at most max_age days old, and whether it is below 3.0: this project''s reading of Leray 2010, doi:10.1093/brain/awq076; what is not known is NULL';
-- disability: definitions of confirmed disability events, and the events.

CREATE TYPE disability_criteria;

CREATE FUNCTION disability_criteria_in(cstring) RETURNS disability_criteria
	AS 'MODULE_PATHNAME', 'sepms_disability_criteria_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_in(cstring) IS
	'read text';
CREATE FUNCTION disability_criteria_out(disability_criteria) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_disability_criteria_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_out(disability_criteria) IS
	'print text';
CREATE FUNCTION disability_criteria_recv(internal) RETURNS disability_criteria
	AS 'MODULE_PATHNAME', 'sepms_disability_criteria_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_recv(internal) IS
	'read binary';
CREATE FUNCTION disability_criteria_send(disability_criteria) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_disability_criteria_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_send(disability_criteria) IS
	'write binary';

CREATE TYPE disability_criteria (
	INPUT = disability_criteria_in, OUTPUT = disability_criteria_out,
	RECEIVE = disability_criteria_recv, SEND = disability_criteria_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended
);
COMMENT ON TYPE disability_criteria IS
	'a definition of confirmed disability events: prints as a JSON object of all its parameters, which reads back; reads the name of an outcome or of a published definition too';

CREATE FUNCTION disability_criteria_eq(disability_criteria, disability_criteria) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_eq(disability_criteria, disability_criteria) IS
	'implementation of the = operator';
CREATE FUNCTION disability_criteria_ne(disability_criteria, disability_criteria) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_ne(disability_criteria, disability_criteria) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_disability_criteria(disability_criteria) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_disability_criteria(disability_criteria) IS
	'hash';
CREATE FUNCTION hash_disability_criteria_extended(disability_criteria, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_disability_criteria_extended(disability_criteria, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = disability_criteria, RIGHTARG = disability_criteria, FUNCTION = disability_criteria_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (disability_criteria, disability_criteria) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = disability_criteria, RIGHTARG = disability_criteria, FUNCTION = disability_criteria_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (disability_criteria, disability_criteria) IS
	'not equal';

CREATE OPERATOR CLASS disability_criteria_ops DEFAULT FOR TYPE disability_criteria USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_disability_criteria(disability_criteria),
	FUNCTION 2 hash_disability_criteria_extended(disability_criteria, bigint);

-- An order, so that a definition can be a key; it has no other meaning.

CREATE FUNCTION disability_criteria_lt(disability_criteria, disability_criteria) RETURNS boolean
	AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_lt(disability_criteria, disability_criteria) IS
	'implementation of the < operator';
CREATE OPERATOR < (
	LEFTARG = disability_criteria, RIGHTARG = disability_criteria, FUNCTION = disability_criteria_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (disability_criteria, disability_criteria) IS
	'before, by text';

CREATE FUNCTION disability_criteria_le(disability_criteria, disability_criteria) RETURNS boolean
	AS 'byteale' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_le(disability_criteria, disability_criteria) IS
	'implementation of the <= operator';
CREATE OPERATOR <= (
	LEFTARG = disability_criteria, RIGHTARG = disability_criteria, FUNCTION = disability_criteria_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (disability_criteria, disability_criteria) IS
	'before or equal, by text';

CREATE FUNCTION disability_criteria_ge(disability_criteria, disability_criteria) RETURNS boolean
	AS 'byteage' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_ge(disability_criteria, disability_criteria) IS
	'implementation of the >= operator';
CREATE OPERATOR >= (
	LEFTARG = disability_criteria, RIGHTARG = disability_criteria, FUNCTION = disability_criteria_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (disability_criteria, disability_criteria) IS
	'after or equal, by text';

CREATE FUNCTION disability_criteria_gt(disability_criteria, disability_criteria) RETURNS boolean
	AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_gt(disability_criteria, disability_criteria) IS
	'implementation of the > operator';
CREATE OPERATOR > (
	LEFTARG = disability_criteria, RIGHTARG = disability_criteria, FUNCTION = disability_criteria_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (disability_criteria, disability_criteria) IS
	'after, by text';

CREATE FUNCTION disability_criteria_cmp(disability_criteria, disability_criteria) RETURNS integer
	AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria_cmp(disability_criteria, disability_criteria) IS
	'btree comparison: below, at or above 0';
CREATE OPERATOR CLASS disability_criteria_ops DEFAULT FOR TYPE disability_criteria USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 disability_criteria_cmp(disability_criteria, disability_criteria),
	FUNCTION 4 btequalimage(oid);

CREATE FUNCTION disability_criteria(jsonb) RETURNS disability_criteria
	AS 'MODULE_PATHNAME', 'sepms_criteria_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION disability_criteria(jsonb) IS
	'a definition from JSON; what is not given keeps its default';
CREATE FUNCTION jsonb(disability_criteria) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'sepms_criteria_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION jsonb(disability_criteria) IS
	'a definition as JSON, all parameters';
CREATE CAST (jsonb AS disability_criteria) WITH FUNCTION disability_criteria(jsonb);
CREATE CAST (disability_criteria AS jsonb) WITH FUNCTION jsonb(disability_criteria);

-- The arguments are those of core/criteria.c, in its order.
CREATE FUNCTION disability_criteria(
	outcome text DEFAULT 'edss', event text DEFAULT NULL, raw_pira boolean DEFAULT NULL,
	baseline text DEFAULT NULL, proceed_from text DEFAULT NULL, sub_threshold_rebl text DEFAULT NULL,
	relapse_rebl boolean DEFAULT NULL, bl_geq boolean DEFAULT NULL, skip_local_extrema text DEFAULT NULL,
	conf_days float8[] DEFAULT NULL, conf_tol_days float8[] DEFAULT NULL,
	require_sust_days float8 DEFAULT NULL, check_intermediate boolean DEFAULT NULL,
	relapse_to_bl float8[] DEFAULT NULL, relapse_to_event float8[] DEFAULT NULL,
	relapse_to_conf float8[] DEFAULT NULL, relapse_assoc float8[] DEFAULT NULL,
	relapse_indep jsonb DEFAULT NULL, impute_last_visit float8 DEFAULT NULL, variant text DEFAULT NULL,
	worsening text DEFAULT NULL, min_change float8 DEFAULT NULL, min_change_rel float8 DEFAULT NULL
) RETURNS disability_criteria
	AS 'MODULE_PATHNAME', 'sepms_disability_criteria' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION disability_criteria(
	text, text, boolean, text, text, text, boolean, boolean, text, float8[], float8[], float8, boolean, float8[], float8[], float8[], float8[], jsonb, float8, text, text, float8, float8
) IS
	'a definition of confirmed disability events, by the parameters of the R package msprog; the first names an outcome (edss, t25fw, nhpt, sdmt, custom) or a published definition (cdp12, cdp24, muller2023, muller2023_strict, kappos2020, cagol2022, muller2025, portaccio2025), and what is NULL keeps the default of that: event firstCDW, conf_days {84}, conf_tol_days {7,730.5}, see doc/disability.md; Montobbio 2024, doi:10.1177/13524585241243157';

CREATE FUNCTION describe(criteria disability_criteria, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_describe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION describe(disability_criteria, text) IS
	'the paragraph for the methods section of a paper, in English (en) or French (fr)';

-- The events of one patient.

CREATE FUNCTION disability_events(
	visits outcome_series, relapses date[], criteria disability_criteria DEFAULT disability_criteria(),
	relapse_ends date[] DEFAULT NULL,
	OUT nevent integer, OUT event_type text, OUT cdw_type text, OUT event_date date, OUT event_value float8,
	OUT baseline_date date, OUT baseline_value float8, OUT last_delta_date date, OUT last_delta_value float8,
	OUT conf_dates date[], OUT pira_conf_dates date[], OUT time2event integer, OUT bl2event integer,
	OUT total_fu integer, OUT sust_days integer, OUT sust_last boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disability_events' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400 ROWS 1;
COMMENT ON FUNCTION disability_events(outcome_series, date[], disability_criteria, date[]) IS
	'a row for each confirmed event, in date order: CDW (worsening) with its kind RAW, PIRA or undefined, or CDI (improvement); no row when there is none; relapses NULL means not known, then the kind is NULL; dates in days; Montobbio 2024, doi:10.1177/13524585241243157';

CREATE FUNCTION disability_time(
	visits outcome_series, relapses date[], criteria disability_criteria DEFAULT disability_criteria(),
	relapse_ends date[] DEFAULT NULL, OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_disability_time' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION disability_time(outcome_series, date[], disability_criteria, date[]) IS
	'days from the first visit to the first event, or to the last visit when none is observed; NULL without visits, and where PIRA or RAW is looked for and relapses are not known';

CREATE FUNCTION disability_milestone(
	visits outcome_series, relapses date[], milestone float8,
	criteria disability_criteria DEFAULT disability_criteria(), relapse_ends date[] DEFAULT NULL,
	OUT milestone_date date, OUT value float8, OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_disability_milestone_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 200;
COMMENT ON FUNCTION disability_milestone(outcome_series, date[], float8, disability_criteria, date[]) IS
	'the first visit at the milestone (EDSS 6, say) or beyond, confirmed as the criteria say; days to it from the first visit, or to the last visit when it is not observed; 0 days: it was there at the first visit';

CREATE FUNCTION disability_trace(
	visits outcome_series, relapses date[], criteria disability_criteria DEFAULT disability_criteria(),
	relapse_ends date[] DEFAULT NULL, lang text DEFAULT 'en',
	OUT step integer, OUT decision text, OUT visit_date date, OUT value float8,
	OUT baseline_date date, OUT baseline_value float8, OUT reason text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_disability_trace' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 20;
COMMENT ON FUNCTION disability_trace(outcome_series, date[], disability_criteria, date[], text) IS
	'what disability_events() does for one patient, step by step; and why, in English (en) or French (fr)';

CREATE FUNCTION edss_plus(
	edss outcome_series, t25fw outcome_series, nhpt outcome_series, relapses date[],
	criteria disability_criteria DEFAULT disability_criteria('cdp24'), missing text DEFAULT 'strict',
	relapse_ends date[] DEFAULT NULL,
	OUT progression boolean, OUT event_date date, OUT components text[], OUT days integer, OUT observed boolean
)
	AS 'MODULE_PATHNAME', 'sepms_edss_plus' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION edss_plus(outcome_series, outcome_series, outcome_series, date[], disability_criteria, text, date[]) IS
	'composite progression: EDSS, 25-foot walk or nine-hole peg test worse, confirmed in itself; where none is worse and some cannot be assessed, NULL (missing strict) or false when one can (observed); Cadavid 2017, doi:10.1177/1352458516638941';

CREATE FUNCTION relapse_dedup(onsets date[], min_gap integer DEFAULT 30, ends date[] DEFAULT NULL) RETURNS date[]
	AS 'MODULE_PATHNAME', 'sepms_relapse_dedup' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION relapse_dedup(date[], integer, date[]) IS
	'onsets that count as relapses of their own: the first, and each at least min_gap days after the onset of the last one kept, or after its end where ends are given; in date order, NULLs left out';
-- assess: from a patient's series to a NEDA status.

CREATE FUNCTION neda_assess(
	period daterange, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria(),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}'
) RETURNS neda_status
	AS 'MODULE_PATHNAME', 'sepms_neda_assess' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION neda_assess(daterange, outcome_series, date[], mri_series, disability_criteria, integer, date, integer, integer, integer, integer[]) IS
	'status of a patient in a period: relapses with an onset in it; confirmed worsening of the visits by the criteria, new T2 and Gd+ lesions on its scans, brain volume; what was not looked at is missing (relapses NULL: not known; empty: none); days: rebaseline_days at the start do not count, followed_to is the last day on which the patient was seen (NULL: the last visit), scans up to scan_lag after the period are of it, the windows say how near to the start and the end visits and scans must be; Rotstein 2015, doi:10.1001/jamaneurol.2014.3537, Havrdova 2018, doi:10.1177/2055217318760642';

CREATE FUNCTION neda_by_year(
	start_date date, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria(),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}',
	years integer DEFAULT NULL,
	OUT year integer, OUT period daterange, OUT status neda_status, OUT sustained neda_status
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_neda_by_year' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 2000 ROWS 5;
COMMENT ON FUNCTION neda_by_year(date, outcome_series, date[], mri_series, disability_criteria, integer, date, integer, integer, integer, integer[], integer) IS
	'status of each year of 365 days from start_date on, as neda_assess, and sustained: that of the whole time from start_date to the end of the year; years is how many, NULL for those that had begun at the last known day';

CREATE FUNCTION neda_time(
	start_date date, visits outcome_series, relapses date[], scans mri_series,
	criteria disability_criteria DEFAULT disability_criteria(),
	rebaseline_days integer DEFAULT 0, followed_to date DEFAULT NULL, scan_lag integer DEFAULT 0,
	baseline_window integer DEFAULT 365, visit_window integer DEFAULT 90, scan_window integer[] DEFAULT '{90,180}',
	OUT days integer, OUT observed boolean, OUT component text
)
	AS 'MODULE_PATHNAME', 'sepms_neda_time' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 400;
COMMENT ON FUNCTION neda_time(date, outcome_series, date[], mri_series, disability_criteria, integer, date, integer, integer, integer, integer[]) IS
	'days from start_date to the first evidence of disease activity (level 3) and its component; not observed: to the day until which relapses, progression and T2 lesions are known; NULL where none of that is; for survival_agg';
-- survival: times to an event.

-- survival_tally: events and censorings counted by day.

CREATE TYPE survival_tally;

CREATE FUNCTION survival_tally_in(cstring) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_in(cstring) IS
	'read text';
CREATE FUNCTION survival_tally_out(survival_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_survival_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_out(survival_tally) IS
	'print text';
CREATE FUNCTION survival_tally_recv(internal) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION survival_tally_send(survival_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_survival_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_send(survival_tally) IS
	'write binary';

CREATE TYPE survival_tally (
	INPUT = survival_tally_in, OUTPUT = survival_tally_out,
	RECEIVE = survival_tally_recv, SEND = survival_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't', PREFERRED = true
);
COMMENT ON TYPE survival_tally IS
	'a cohort''s times to an event: by day how many had it, were censored, and came under observation later than the start; exact, mergeable, prints as JSON';

CREATE FUNCTION survival_tally_eq(survival_tally, survival_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_eq(survival_tally, survival_tally) IS
	'implementation of the = operator';
CREATE FUNCTION survival_tally_ne(survival_tally, survival_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_tally_ne(survival_tally, survival_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_survival_tally(survival_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_survival_tally(survival_tally) IS
	'hash';
CREATE FUNCTION hash_survival_tally_extended(survival_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_survival_tally_extended(survival_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = survival_tally, RIGHTARG = survival_tally, FUNCTION = survival_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (survival_tally, survival_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = survival_tally, RIGHTARG = survival_tally, FUNCTION = survival_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (survival_tally, survival_tally) IS
	'not equal';

CREATE OPERATOR CLASS survival_tally_ops DEFAULT FOR TYPE survival_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_survival_tally(survival_tally),
	FUNCTION 2 hash_survival_tally_extended(survival_tally, bigint);

CREATE FUNCTION survival_accum(survival_tally, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_tally, integer, boolean) IS
	'add a patient to a tally: days, and was the event observed';
CREATE FUNCTION survival_unaccum(survival_tally, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unaccum(survival_tally, integer, boolean) IS
	'take a patient from a tally; NULL where it has none such';
CREATE FUNCTION survival_accum(survival_tally, integer, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(survival_tally, integer, integer, boolean) IS
	'add a patient who entered late';
CREATE FUNCTION survival_unaccum(survival_tally, integer, integer, boolean) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unaccum_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unaccum(survival_tally, integer, integer, boolean) IS
	'take a patient who entered late from a tally; NULL where it has none such';
CREATE FUNCTION survival_merge(survival_tally, survival_tally) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_merge(survival_tally, survival_tally) IS
	'the sum of two tallies';
CREATE FUNCTION survival_unmerge(survival_tally, survival_tally) RETURNS survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_unmerge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_unmerge(survival_tally, survival_tally) IS
	'the first tally without the second; NULL where it does not hold it';

CREATE AGGREGATE survival_agg(days integer, observed boolean) (
	SFUNC = survival_accum, STYPE = survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	COMBINEFUNC = survival_merge,
	MSFUNC = survival_accum, MINVFUNC = survival_unaccum, MSTYPE = survival_tally, MSSPACE = 2000,
	MINITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(integer, boolean) IS
	'tally of times: days from the start to the event, or to the end of follow-up where it was not observed; rows with a NULL are left out';

CREATE AGGREGATE survival_agg(entry_days integer, exit_days integer, observed boolean) (
	SFUNC = survival_accum, STYPE = survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	COMBINEFUNC = survival_merge,
	MSFUNC = survival_accum, MINVFUNC = survival_unaccum, MSTYPE = survival_tally, MSSPACE = 2000,
	MINITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(integer, integer, boolean) IS
	'tally of times with delayed entry: at risk from the day after entry to exit; an entry of 0 or before is the start; rows with a NULL are left out';

CREATE AGGREGATE rollup(survival_tally) (
	SFUNC = survival_merge, STYPE = survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	COMBINEFUNC = survival_merge,
	MSFUNC = survival_merge, MINVFUNC = survival_unmerge, MSTYPE = survival_tally, MSSPACE = 2000,
	MINITCOND = '{"version": 1, "days": [], "events": [], "censored": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(survival_tally) IS
	'the sum of tallies, of sites or periods';

-- Planner support: how many rows a tally that is a constant has.

CREATE FUNCTION tally_rows_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_tally_rows_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tally_rows_support(internal) IS
	'planner support: a row for each day of the tally';
CREATE FUNCTION tally_cells_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'sepms_tally_cells_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION tally_cells_support(internal) IS
	'planner support: a row for each day of the tally and each cause';

-- Readers of a tally.

CREATE FUNCTION survival_counts(
	tally survival_tally, OUT patients bigint, OUT events bigint, OUT censored bigint, OUT days bigint
)
	AS 'MODULE_PATHNAME', 'sepms_survival_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_counts(survival_tally) IS
	'patients in the tally, those with the event, those censored, and the days that all were followed';

CREATE FUNCTION km(
	tally survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk bigint, OUT n_event bigint,
	OUT n_censor bigint, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_km' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION km(survival_tally, float8, text) IS
	'Kaplan-Meier curve, a row for each day with an event or censoring; conf_type log, log-log or plain; as R survfit; no row for no patients';

CREATE FUNCTION km_at(
	tally survival_tally, "time" integer, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_km_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_at(survival_tally, integer, float8, text) IS
	'Kaplan-Meier survival on a day; NULL after the last day unless all had the event';

CREATE FUNCTION km_quantile(
	tally survival_tally, p float8 DEFAULT 0.5, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT estimate float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_km_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_quantile(survival_tally, float8, float8, text) IS
	'the day by which a fraction p had the event, as a default the median; in the middle of the step where the curve is flat there; NULL where the curve does not come so far';

CREATE FUNCTION nelson_aalen(
	tally survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk bigint, OUT n_event bigint,
	OUT n_censor bigint, OUT hazard float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_nelson_aalen' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION nelson_aalen(survival_tally, float8, text) IS
	'Nelson-Aalen cumulative hazard; conf_type log or plain; Aalen 1978, doi:10.1214/aos/1176344247';

CREATE FUNCTION km_rmst(tally survival_tally, tau float8, OUT rmst float8, OUT std_err float8)
	AS 'MODULE_PATHNAME', 'sepms_km_rmst' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_rmst(survival_tally, float8) IS
	'restricted mean time without event: the area below the Kaplan-Meier curve up to tau days; NULL where the curve ends before';

-- Comparisons.

CREATE FUNCTION logrank(
	groups survival_tally[], rho float8 DEFAULT 0, OUT chisq float8, OUT df integer, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION logrank(survival_tally[], float8) IS
	'log-rank test of the groups of an array, or of each row of an array of two dimensions, which are strata; days weighted by the survival before them to the power of rho: 0 Mantel, 1 Peto; Harrington and Fleming 1982, doi:10.1093/biomet/69.3.553';

CREATE FUNCTION hazard_ratio(
	a survival_tally, b survival_tally, conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION hazard_ratio(survival_tally, survival_tally, float8) IS
	'hazard of a relative to b by the Cox partial likelihood (Efron ties), Wald limits and p value; Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x';

CREATE FUNCTION hazard_ratio(
	strata survival_tally[], conf_level float8 DEFAULT 0.95,
	OUT ratio float8, OUT lower float8, OUT upper float8, OUT p_value float8
)
	AS 'MODULE_PATHNAME', 'sepms_stratified_hazard_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION hazard_ratio(survival_tally[], float8) IS
	'hazard of the first of two groups relative to the second, stratified: an array with a row of two tallies for each stratum';

-- weighted_survival_tally: the same of weighted patients.

CREATE TYPE weighted_survival_tally;

CREATE FUNCTION weighted_survival_tally_in(cstring) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_in(cstring) IS
	'read text';
CREATE FUNCTION weighted_survival_tally_out(weighted_survival_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_out(weighted_survival_tally) IS
	'print text';
CREATE FUNCTION weighted_survival_tally_recv(internal) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION weighted_survival_tally_send(weighted_survival_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_send(weighted_survival_tally) IS
	'write binary';

CREATE TYPE weighted_survival_tally (
	INPUT = weighted_survival_tally_in, OUTPUT = weighted_survival_tally_out,
	RECEIVE = weighted_survival_tally_recv, SEND = weighted_survival_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't'
);
COMMENT ON TYPE weighted_survival_tally IS
	'a cohort''s times to an event, each patient with a weight, as of a propensity score: by day the patients, the sums of weights and of their squares';

CREATE FUNCTION weighted_survival_tally_eq(weighted_survival_tally, weighted_survival_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_eq(weighted_survival_tally, weighted_survival_tally) IS
	'implementation of the = operator';
CREATE FUNCTION weighted_survival_tally_ne(weighted_survival_tally, weighted_survival_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION weighted_survival_tally_ne(weighted_survival_tally, weighted_survival_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_weighted_survival_tally(weighted_survival_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_survival_tally(weighted_survival_tally) IS
	'hash';
CREATE FUNCTION hash_weighted_survival_tally_extended(weighted_survival_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_weighted_survival_tally_extended(weighted_survival_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = weighted_survival_tally, RIGHTARG = weighted_survival_tally, FUNCTION = weighted_survival_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (weighted_survival_tally, weighted_survival_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = weighted_survival_tally, RIGHTARG = weighted_survival_tally, FUNCTION = weighted_survival_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (weighted_survival_tally, weighted_survival_tally) IS
	'not equal';

CREATE OPERATOR CLASS weighted_survival_tally_ops DEFAULT FOR TYPE weighted_survival_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_weighted_survival_tally(weighted_survival_tally),
	FUNCTION 2 hash_weighted_survival_tally_extended(weighted_survival_tally, bigint);

CREATE FUNCTION survival_accum(weighted_survival_tally, integer, boolean, float8) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_survival_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_accum(weighted_survival_tally, integer, boolean, float8) IS
	'add a weighted patient to a tally';
CREATE FUNCTION survival_merge(weighted_survival_tally, weighted_survival_tally) RETURNS weighted_survival_tally
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION survival_merge(weighted_survival_tally, weighted_survival_tally) IS
	'the sum of two tallies';

CREATE AGGREGATE survival_agg(days integer, observed boolean, weight float8) (
	SFUNC = survival_accum, STYPE = weighted_survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "event_weights": [], "event_squares": [], "censored": [], "censored_weights": [], "censored_squares": []}',
	COMBINEFUNC = survival_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(integer, boolean, float8) IS
	'tally of times of weighted patients; rows with a NULL and weights of 0 are left out; sums of weights depend on the order of addition in the last digits';

CREATE AGGREGATE rollup(weighted_survival_tally) (
	SFUNC = survival_merge, STYPE = weighted_survival_tally, SSPACE = 2000, INITCOND = '{"version": 1, "days": [], "events": [], "event_weights": [], "event_squares": [], "censored": [], "censored_weights": [], "censored_squares": []}',
	COMBINEFUNC = survival_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(weighted_survival_tally) IS
	'the sum of tallies, of sites or periods';

CREATE FUNCTION km(
	tally weighted_survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk float8, OUT n_event float8,
	OUT n_censor float8, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_weighted_km' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION km(weighted_survival_tally, float8, text) IS
	'Kaplan-Meier curve of weighted patients, with the variance of the infinitesimal jackknife, a row for each day with an event or censoring; conf_type log, log-log or plain; as R survfit; no row for no patients';

CREATE FUNCTION km_at(
	tally weighted_survival_tally, "time" integer, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk float8, OUT survival float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_km_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_at(weighted_survival_tally, integer, float8, text) IS
	'Kaplan-Meier survival on a day of weighted patients, with the variance of the infinitesimal jackknife; NULL after the last day unless all had the event';

CREATE FUNCTION km_quantile(
	tally weighted_survival_tally, p float8 DEFAULT 0.5, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT estimate float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_weighted_km_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION km_quantile(weighted_survival_tally, float8, float8, text) IS
	'the day by which a fraction p had the event of weighted patients, with the variance of the infinitesimal jackknife, as a default the median; in the middle of the step where the curve is flat there; NULL where the curve does not come so far';

CREATE FUNCTION nelson_aalen(
	tally weighted_survival_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT n_risk float8, OUT n_event float8,
	OUT n_censor float8, OUT hazard float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_weighted_nelson_aalen' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000
	SUPPORT tally_rows_support;
COMMENT ON FUNCTION nelson_aalen(weighted_survival_tally, float8, text) IS
	'Nelson-Aalen cumulative hazard of weighted patients, with the variance of the infinitesimal jackknife; conf_type log or plain; Aalen 1978, doi:10.1214/aos/1176344247';

-- cuminc_tally: the first of several kinds of events.

CREATE TYPE cuminc_tally;

CREATE FUNCTION cuminc_tally_in(cstring) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_in(cstring) IS
	'read text';
CREATE FUNCTION cuminc_tally_out(cuminc_tally) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_cuminc_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_out(cuminc_tally) IS
	'print text';
CREATE FUNCTION cuminc_tally_recv(internal) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_recv(internal) IS
	'read binary';
CREATE FUNCTION cuminc_tally_send(cuminc_tally) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_cuminc_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_send(cuminc_tally) IS
	'write binary';

CREATE TYPE cuminc_tally (
	INPUT = cuminc_tally_in, OUTPUT = cuminc_tally_out,
	RECEIVE = cuminc_tally_recv, SEND = cuminc_tally_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, CATEGORY = 't', PREFERRED = true
);
COMMENT ON TYPE cuminc_tally IS
	'a cohort''s times to the first of competing events: by day how many had each cause and how many were censored; exact, mergeable, prints as JSON';

CREATE FUNCTION cuminc_tally_eq(cuminc_tally, cuminc_tally) RETURNS boolean
	AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_eq(cuminc_tally, cuminc_tally) IS
	'implementation of the = operator';
CREATE FUNCTION cuminc_tally_ne(cuminc_tally, cuminc_tally) RETURNS boolean
	AS 'byteane' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_tally_ne(cuminc_tally, cuminc_tally) IS
	'implementation of the <> operator';
CREATE FUNCTION hash_cuminc_tally(cuminc_tally) RETURNS integer
	AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_cuminc_tally(cuminc_tally) IS
	'hash';
CREATE FUNCTION hash_cuminc_tally_extended(cuminc_tally, bigint) RETURNS bigint
	AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_cuminc_tally_extended(cuminc_tally, bigint) IS
	'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = cuminc_tally, RIGHTARG = cuminc_tally, FUNCTION = cuminc_tally_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (cuminc_tally, cuminc_tally) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = cuminc_tally, RIGHTARG = cuminc_tally, FUNCTION = cuminc_tally_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cuminc_tally, cuminc_tally) IS
	'not equal';

CREATE OPERATOR CLASS cuminc_tally_ops DEFAULT FOR TYPE cuminc_tally USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_cuminc_tally(cuminc_tally),
	FUNCTION 2 hash_cuminc_tally_extended(cuminc_tally, bigint);

CREATE FUNCTION cuminc_accum(cuminc_tally, integer, integer) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_accum(cuminc_tally, integer, integer) IS
	'add a patient to a tally: days and cause';
CREATE FUNCTION cuminc_unaccum(cuminc_tally, integer, integer) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_unaccum(cuminc_tally, integer, integer) IS
	'take a patient from a tally; NULL where it has none such';
CREATE FUNCTION cuminc_merge(cuminc_tally, cuminc_tally) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_merge(cuminc_tally, cuminc_tally) IS
	'the sum of two tallies';
CREATE FUNCTION cuminc_unmerge(cuminc_tally, cuminc_tally) RETURNS cuminc_tally
	AS 'MODULE_PATHNAME', 'sepms_cuminc_unmerge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cuminc_unmerge(cuminc_tally, cuminc_tally) IS
	'the first tally without the second; NULL where it does not hold it';

CREATE AGGREGATE cuminc_agg(days integer, cause integer) (
	SFUNC = cuminc_accum, STYPE = cuminc_tally, SSPACE = 3000, INITCOND = '{"version": 1, "days": [], "censored": [], "cause_1": []}',
	COMBINEFUNC = cuminc_merge,
	MSFUNC = cuminc_accum, MINVFUNC = cuminc_unaccum, MSTYPE = cuminc_tally, MSSPACE = 3000,
	MINITCOND = '{"version": 1, "days": [], "censored": [], "cause_1": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE cuminc_agg(integer, integer) IS
	'tally of times to the first event: its cause from 1 to 15, 0 censored; rows with a NULL are left out';

CREATE AGGREGATE rollup(cuminc_tally) (
	SFUNC = cuminc_merge, STYPE = cuminc_tally, SSPACE = 3000, INITCOND = '{"version": 1, "days": [], "censored": [], "cause_1": []}',
	COMBINEFUNC = cuminc_merge,
	MSFUNC = cuminc_merge, MINVFUNC = cuminc_unmerge, MSTYPE = cuminc_tally, MSSPACE = 3000,
	MINITCOND = '{"version": 1, "days": [], "censored": [], "cause_1": []}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cuminc_tally) IS
	'the sum of tallies, of sites or periods';

CREATE FUNCTION cuminc(
	tally cuminc_tally, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT "time" integer, OUT cause integer, OUT n_risk bigint, OUT n_event bigint, OUT n_censor bigint,
	OUT incidence float8, OUT std_err float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_cuminc' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 2000
	SUPPORT tally_cells_support;
COMMENT ON FUNCTION cuminc(cuminc_tally, float8, text) IS
	'cumulative incidence of each cause (Aalen and Johansen 1978), a row for each day and cause; n_event of the cause; conf_type log, log-log or plain; as R survfit';

CREATE FUNCTION cuminc_at(
	tally cuminc_tally, "time" integer, cause integer DEFAULT 1, conf_level float8 DEFAULT 0.95, conf_type text DEFAULT 'log',
	OUT n_risk bigint, OUT incidence float8, OUT std_err float8, OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_cuminc_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION cuminc_at(cuminc_tally, integer, integer, float8, text) IS
	'cumulative incidence of a cause on a day; NULL after the last day unless all had an event';

-- privacy: suppression of small counts.

CREATE FUNCTION suppress(count bigint, threshold integer DEFAULT 11) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_suppress' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION suppress(bigint, integer) IS
	'a count as text, ''<11'' where it is from 1 to threshold - 1; 0 is shown';

CREATE FUNCTION suppress(counts bigint[], threshold integer DEFAULT 11) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_suppress_array' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION suppress(bigint[], integer) IS
	'counts of a row or a table whose totals are known, as text: ''*'' for small ones and for as many others as it takes that these cannot be computed from the totals';

-- May what is read from a tally be published?

CREATE FUNCTION publishable(tally neda_tally, threshold integer DEFAULT 11, level integer DEFAULT 3) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_neda_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(neda_tally, integer, integer) IS
	'are the numbers of neda_counts at this level, and of those not evaluable, each 0 or at least the threshold?';

CREATE FUNCTION publishable(
	tally weighted_neda_tally, threshold integer DEFAULT 11, level integer DEFAULT 3
) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_neda_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_neda_tally, integer, integer) IS
	'are the numbers of patients, evaluable, with NEDA, with activity and not evaluable each 0 or at least the threshold? Patients count, not weights';

CREATE FUNCTION publishable(tally relapse_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_relapse_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(relapse_tally, integer) IS
	'are the numbers of patients, with relapses and without, each 0 or at least the threshold?';

CREATE FUNCTION publishable(tally weighted_relapse_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_relapse_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_relapse_tally, integer) IS
	'are the numbers of patients, with relapses and without, each 0 or at least the threshold? Patients count, not weights';

CREATE FUNCTION publishable(tally survival_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_survival_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(survival_tally, integer) IS
	'are the numbers of patients, with the event and censored, each 0 or at least the threshold?';

CREATE FUNCTION publishable(tally weighted_survival_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_weighted_survival_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(weighted_survival_tally, integer) IS
	'are the numbers of patients, with the event and censored, each 0 or at least the threshold? Patients count, not weights';

CREATE FUNCTION publishable(tally cuminc_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_cuminc_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(cuminc_tally, integer) IS
	'are the numbers of patients, with each cause and censored, each 0 or at least the threshold?';
