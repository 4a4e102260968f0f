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
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (dmt, dmt) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (dmt, dmt) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (dmt, dmt) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (dmt, dmt) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (dmt, dmt) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = dmt, RIGHTARG = dmt, FUNCTION = dmt_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
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
	FUNCTION 4 pg_catalog.btequalimage(oid);

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
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (dmt_line, dmt_line) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (dmt_line, dmt_line) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (dmt_line, dmt_line) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (dmt_line, dmt_line) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (dmt_line, dmt_line) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = dmt_line, RIGHTARG = dmt_line, FUNCTION = dmt_line_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
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
	FUNCTION 4 pg_catalog.btequalimage(oid);

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
	AS 'MODULE_PATHNAME', 'sepms_dmt_line' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
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

