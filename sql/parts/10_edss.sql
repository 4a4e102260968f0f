-- edss: Kurtzke's Expanded Disability Status Scale.

-- @like edss "char"
COMMENT ON TYPE edss IS
	'value of the Expanded Disability Status Scale (EDSS): 0, or 1.0 to 10.0 in steps of 0.5; 10 is death due to MS; '
	'Kurtzke 1983, doi:10.1212/wnl.33.11.1444';

CREATE FUNCTION try_edss(text) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_try_edss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_edss(text) IS
	'convert text to edss; NULL if the text is not an EDSS, such as ''<4'' in some exports';

-- Casts: from edss to float8 implicit, to numeric explicit; to edss on assignment, checking the value.

-- @number edss float8 float8 EDSS
-- @number edss numeric numeric EDSS
-- @number edss integer int4 EDSS
-- @number edss smallint int2 EDSS
-- @number edss bigint int8 EDSS
-- @number edss real float4 EDSS

CREATE FUNCTION float8(edss) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_edss_to_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8(edss) IS
	'convert edss to float8';
CREATE FUNCTION "numeric"(edss) RETURNS numeric
	AS 'MODULE_PATHNAME', 'sepms_edss_to_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION "numeric"(edss) IS
	'convert edss to numeric, with one decimal';

CREATE CAST (edss AS float8) WITH FUNCTION float8(edss) AS IMPLICIT;
CREATE CAST (edss AS numeric) WITH FUNCTION "numeric"(edss);

-- @json edss 'a number'

-- Comparisons of edss: the server's functions for "char".

-- @compared edss char
-- @hashed edss char

CREATE FUNCTION edss_cmp(edss, edss) RETURNS integer
	AS 'btcharcmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_cmp(edss, edss) IS
	'less-equal-greater';
CREATE FUNCTION edss_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME', 'sepms_edss_sortsupport' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_sortsupport(internal) IS
	'sort support';
CREATE FUNCTION edss_larger(edss, edss) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_larger' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_larger(edss, edss) IS
	'larger of two';
CREATE FUNCTION edss_smaller(edss, edss) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_edss_smaller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_smaller(edss, edss) IS
	'smaller of two';
CREATE FUNCTION in_range(edss, edss, float8, boolean, boolean) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_in_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION in_range(edss, edss, float8, boolean, boolean) IS
	'window RANGE support';

CREATE OPERATOR CLASS edss_ops DEFAULT FOR TYPE edss USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 edss_cmp(edss, edss),
	FUNCTION 2 edss_sortsupport(internal),
	FUNCTION 3 (edss, float8) in_range(edss, edss, float8, boolean, boolean),
	FUNCTION 4 pg_catalog.btequalimage(oid);

CREATE OPERATOR CLASS edss_minmax_ops DEFAULT FOR TYPE edss USING brin AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 pg_catalog.brin_minmax_opcinfo(internal),
	FUNCTION 2 pg_catalog.brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 pg_catalog.brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 pg_catalog.brin_minmax_union(internal, internal, internal);

-- Comparisons with float8, in the operator families of edss, so that edss >= 6.0 uses an index.

-- @crossed edss float8
-- @crossed float8 edss

ALTER OPERATOR FAMILY edss_ops USING btree ADD
	OPERATOR 1 < (edss, float8), OPERATOR 2 <= (edss, float8), OPERATOR 3 = (edss, float8),
	OPERATOR 4 >= (edss, float8), OPERATOR 5 > (edss, float8),
	FUNCTION 1 (edss, float8) edss_float8_cmp(edss, float8),
	OPERATOR 1 < (float8, edss), OPERATOR 2 <= (float8, edss), OPERATOR 3 = (float8, edss),
	OPERATOR 4 >= (float8, edss), OPERATOR 5 > (float8, edss),
	FUNCTION 1 (float8, edss) float8_edss_cmp(float8, edss);

-- The families also need operators that compare float8 with float8: the server compares the bounds of
-- an index scan with each other (without them edss = ANY (float8[]) fails on an index), and the predicate
-- of a partial index with that of a query.  If these were the server's operators, float8 = float8 would
-- belong to two families, and the planner would deduce less about unrelated joins of float8 with float4.
-- So we make our own, under names that nobody would type.

CREATE FUNCTION edss_bound_lt(float8, float8) RETURNS boolean
	AS 'float8lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_lt(float8, float8) IS
	'implementation of #<# operator';
CREATE FUNCTION edss_bound_le(float8, float8) RETURNS boolean
	AS 'float8le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_le(float8, float8) IS
	'implementation of #<=# operator';
CREATE FUNCTION edss_bound_eq(float8, float8) RETURNS boolean
	AS 'float8eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_eq(float8, float8) IS
	'implementation of #=# operator';
CREATE FUNCTION edss_bound_ne(float8, float8) RETURNS boolean
	AS 'float8ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_ne(float8, float8) IS
	'implementation of #<># operator';
CREATE FUNCTION edss_bound_ge(float8, float8) RETURNS boolean
	AS 'float8ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_ge(float8, float8) IS
	'implementation of #>=# operator';
CREATE FUNCTION edss_bound_gt(float8, float8) RETURNS boolean
	AS 'float8gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_gt(float8, float8) IS
	'implementation of #># operator';
CREATE FUNCTION edss_bound_cmp(float8, float8) RETURNS integer
	AS 'btfloat8cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_cmp(float8, float8) IS
	'less-equal-greater';

CREATE OPERATOR #<# (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_lt,
	COMMUTATOR = #>#, NEGATOR = #>=#, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR #<# (float8, float8) IS
	'less than, for the bounds of a scan of an edss index';

CREATE OPERATOR #<=# (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_le,
	COMMUTATOR = #>=#, NEGATOR = #>#, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR #<=# (float8, float8) IS
	'less than or equal, for the bounds of a scan of an edss index';

CREATE OPERATOR #=# (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_eq,
	COMMUTATOR = #=#, NEGATOR = #<>#, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel
);
COMMENT ON OPERATOR #=# (float8, float8) IS
	'equal, for the bounds of a scan of an edss index';

CREATE OPERATOR #<># (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_ne,
	COMMUTATOR = #<>#, NEGATOR = #=#, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR #<># (float8, float8) IS
	'not equal, for the bounds of a scan of an edss index';

CREATE OPERATOR #>=# (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_ge,
	COMMUTATOR = #<=#, NEGATOR = #<#, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR #>=# (float8, float8) IS
	'greater than or equal, for the bounds of a scan of an edss index';

CREATE OPERATOR #># (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_gt,
	COMMUTATOR = #<#, NEGATOR = #<=#, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR #># (float8, float8) IS
	'greater than, for the bounds of a scan of an edss index';

ALTER OPERATOR FAMILY edss_ops USING btree ADD FUNCTION 1 (float8, float8) edss_bound_cmp(float8, float8),
	OPERATOR 1 #<# (float8, float8), OPERATOR 2 #<=# (float8, float8), OPERATOR 3 #=# (float8, float8),
	OPERATOR 4 #>=# (float8, float8), OPERATOR 5 #># (float8, float8);

ALTER OPERATOR FAMILY edss_minmax_ops USING brin ADD
	OPERATOR 1 < (edss, float8), OPERATOR 2 <= (edss, float8), OPERATOR 3 = (edss, float8),
	OPERATOR 4 >= (edss, float8), OPERATOR 5 > (edss, float8);

-- @extremes edss
COMMENT ON AGGREGATE min(edss) IS
	'lowest EDSS';
COMMENT ON AGGREGATE max(edss) IS
	'highest EDSS';

CREATE FUNCTION edss_worsening(reference edss, value edss, variant text DEFAULT 'std50') RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_worsening' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_worsening(edss, edss, text) IS
	'true if the increase from reference to value is large enough to count as worsening; variant std50: at least 1.5 '
	'from 0, 1.0 from 1.0 to 5.0, 0.5 from 5.5; std55: as std50, but 1.0 from 5.5; opera: 1.0 from 0 to 5.5, 0.5 from '
	'6.0; compares two values and does not require confirmation';

