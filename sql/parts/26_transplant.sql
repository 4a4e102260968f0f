-- transplant: screens of eligibility for autologous stem cell transplantation (AHSCT), and its steps.

CREATE FUNCTION transplant_screen(
	phenotype text DEFAULT NULL, relapses_12m float8 DEFAULT NULL, relapses_24m float8 DEFAULT NULL,
	gd_12m float8 DEFAULT NULL, new_t2_12m float8 DEFAULT NULL, duration_years float8 DEFAULT NULL,
	age_years float8 DEFAULT NULL, edss edss DEFAULT NULL, failed_high_efficacy float8 DEFAULT NULL,
	episodes_36m float8 DEFAULT NULL, episodes_on_dmt_36m float8 DEFAULT NULL, mcdonald boolean DEFAULT NULL,
	variant text DEFAULT 'lisbon2015',
	OUT eligible boolean, OUT unmet text[], OUT missing text[]
)
	AS 'MODULE_PATHNAME', 'sepms_transplant_screen' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION transplant_screen(text, float8, float8, float8, float8, float8, float8, edss, float8, float8, float8, boolean, text) IS
	'a screening aid, not a medical decision: does a patient meet the criteria of a variant (lisbon2015, in our operationalisation; ebmt2019, UNCERTAIN, from memory; beatms)? false with the criteria that are unmet for sure, true, or NULL with the arguments that could still decide it';

CREATE FUNCTION transplant_criteria_catalog(
	OUT variant text, OUT criterion text, OUT requirement text, OUT certainty text, OUT source text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_transplant_criteria_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 50 ROWS 15;
COMMENT ON FUNCTION transplant_criteria_catalog() IS
	'the criteria of transplant_screen in words, how sure they are, and their source';

CREATE TYPE transplant_step;

CREATE FUNCTION transplant_step_in(cstring) RETURNS transplant_step
	AS 'MODULE_PATHNAME', 'sepms_transplant_step_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_in(cstring) IS
	'read text';
CREATE FUNCTION transplant_step_out(transplant_step) RETURNS cstring
	AS 'MODULE_PATHNAME', 'sepms_transplant_step_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_out(transplant_step) IS
	'print text';
CREATE FUNCTION transplant_step_recv(internal) RETURNS transplant_step
	AS 'MODULE_PATHNAME', 'sepms_transplant_step_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_recv(internal) IS
	'read binary';
CREATE FUNCTION transplant_step_send(transplant_step) RETURNS bytea
	AS 'MODULE_PATHNAME', 'sepms_transplant_step_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_send(transplant_step) IS
	'write binary';

CREATE TYPE transplant_step (
	INPUT = transplant_step_in, OUTPUT = transplant_step_out, RECEIVE = transplant_step_recv, SEND = transplant_step_send,
	LIKE = pg_catalog.int2
);
COMMENT ON TYPE transplant_step IS
	'step of an autologous stem cell transplantation: mobilisation < collection < cryopreservation < conditioning < reinjection < aplasia < recovery; reads English and French';

-- Comparisons of transplant_step: the server's own of int2.

CREATE FUNCTION transplant_step_lt(transplant_step, transplant_step) RETURNS boolean
	AS 'int2lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_lt(transplant_step, transplant_step) IS
	'implementation of the < operator';
CREATE FUNCTION transplant_step_le(transplant_step, transplant_step) RETURNS boolean
	AS 'int2le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_le(transplant_step, transplant_step) IS
	'implementation of the <= operator';
CREATE FUNCTION transplant_step_eq(transplant_step, transplant_step) RETURNS boolean
	AS 'int2eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_eq(transplant_step, transplant_step) IS
	'implementation of the = operator';
CREATE FUNCTION transplant_step_ne(transplant_step, transplant_step) RETURNS boolean
	AS 'int2ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_ne(transplant_step, transplant_step) IS
	'implementation of the <> operator';
CREATE FUNCTION transplant_step_ge(transplant_step, transplant_step) RETURNS boolean
	AS 'int2ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_ge(transplant_step, transplant_step) IS
	'implementation of the >= operator';
CREATE FUNCTION transplant_step_gt(transplant_step, transplant_step) RETURNS boolean
	AS 'int2gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_gt(transplant_step, transplant_step) IS
	'implementation of the > operator';

CREATE OPERATOR < (
	LEFTARG = transplant_step, RIGHTARG = transplant_step, FUNCTION = transplant_step_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (transplant_step, transplant_step) IS
	'less than';

CREATE OPERATOR <= (
	LEFTARG = transplant_step, RIGHTARG = transplant_step, FUNCTION = transplant_step_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (transplant_step, transplant_step) IS
	'less than or equal';

CREATE OPERATOR = (
	LEFTARG = transplant_step, RIGHTARG = transplant_step, FUNCTION = transplant_step_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (transplant_step, transplant_step) IS
	'equal';

CREATE OPERATOR <> (
	LEFTARG = transplant_step, RIGHTARG = transplant_step, FUNCTION = transplant_step_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (transplant_step, transplant_step) IS
	'not equal';

CREATE OPERATOR >= (
	LEFTARG = transplant_step, RIGHTARG = transplant_step, FUNCTION = transplant_step_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (transplant_step, transplant_step) IS
	'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = transplant_step, RIGHTARG = transplant_step, FUNCTION = transplant_step_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR > (transplant_step, transplant_step) IS
	'greater than';

CREATE FUNCTION transplant_step_cmp(transplant_step, transplant_step) RETURNS integer
	AS 'btint2cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_cmp(transplant_step, transplant_step) IS
	'btree comparison: below, at or above 0';
CREATE FUNCTION transplant_step_sortsupport(internal) RETURNS void
	AS 'btint2sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_sortsupport(internal) IS
	'btree sort support';
CREATE FUNCTION hash_transplant_step(transplant_step) RETURNS integer
	AS 'hashint2' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_transplant_step(transplant_step) IS
	'hash';
CREATE FUNCTION hash_transplant_step_extended(transplant_step, bigint) RETURNS bigint
	AS 'hashint2extended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hash_transplant_step_extended(transplant_step, bigint) IS
	'hash with a seed';
CREATE FUNCTION transplant_step_larger(transplant_step, transplant_step) RETURNS transplant_step
	AS 'int2larger' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_larger(transplant_step, transplant_step) IS
	'the larger of two';
CREATE FUNCTION transplant_step_smaller(transplant_step, transplant_step) RETURNS transplant_step
	AS 'int2smaller' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transplant_step_smaller(transplant_step, transplant_step) IS
	'the smaller of two';

CREATE OPERATOR CLASS transplant_step_ops DEFAULT FOR TYPE transplant_step USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 transplant_step_cmp(transplant_step, transplant_step),
	FUNCTION 2 transplant_step_sortsupport(internal),
	FUNCTION 4 pg_catalog.btequalimage(oid);

CREATE OPERATOR CLASS transplant_step_ops DEFAULT FOR TYPE transplant_step USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 hash_transplant_step(transplant_step),
	FUNCTION 2 hash_transplant_step_extended(transplant_step, bigint);

CREATE AGGREGATE min(transplant_step) (
	SFUNC = transplant_step_smaller, STYPE = transplant_step, COMBINEFUNC = transplant_step_smaller,
	SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(transplant_step) IS
	'the first step';

CREATE AGGREGATE max(transplant_step) (
	SFUNC = transplant_step_larger, STYPE = transplant_step, COMBINEFUNC = transplant_step_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(transplant_step) IS
	'the last step';

-- The codes, for clients that know no other type.
CREATE CAST (transplant_step AS smallint) WITHOUT FUNCTION;

CREATE FUNCTION transplant_issues(
	steps transplant_step[], dates date[],
	OUT issue text, OUT step transplant_step, OUT other transplant_step, OUT step_date date, OUT days integer
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_transplant_issues' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 1;
COMMENT ON FUNCTION transplant_issues(transplant_step[], date[]) IS
	'what is hardly right in the steps of one transplantation, no rows where nothing is: a step twice, missing before another, with no date, or out of order, dated so many days before another that it follows';

