-- edss: Kurtzke's Expanded Disability Status Scale.

-- @like edss "char"
COMMENT ON TYPE edss IS
	'Expanded Disability Status Scale: 0, then 1.0 to 10.0 in steps of 0.5, 10 being death due to MS; Kurtzke 1983, doi:10.1212/wnl.33.11.1444';

CREATE FUNCTION try_edss(text) RETURNS edss
	AS 'MODULE_PATHNAME', 'sepms_try_edss' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION try_edss(text) IS
	'text as an EDSS, or NULL where it is none, as ''<4'' of some exports';

-- Casts: implicit out to float8 only; in by assignment, checked.

-- @number edss float8 float8 EDSS
-- @number edss numeric numeric EDSS
-- @number edss integer int4 EDSS
-- @number edss smallint int2 EDSS
-- @number edss bigint int8 EDSS
-- @number edss real float4 EDSS

CREATE FUNCTION float8(edss) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_edss_to_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION float8(edss) IS
	'the value of an EDSS';
CREATE FUNCTION "numeric"(edss) RETURNS numeric
	AS 'MODULE_PATHNAME', 'sepms_edss_to_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION "numeric"(edss) IS
	'the value of an EDSS, one decimal';

CREATE CAST (edss AS float8) WITH FUNCTION float8(edss) AS IMPLICIT;
CREATE CAST (edss AS numeric) WITH FUNCTION "numeric"(edss);

-- @json edss 'JSON, a number: its value'

-- Comparisons of edss: the server's own of "char".

-- @compared edss char
-- @hashed edss char

CREATE FUNCTION edss_cmp(edss, edss) RETURNS integer
	AS 'btcharcmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_cmp(edss, edss) IS
	'btree comparison: below, at or above 0';
CREATE FUNCTION edss_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME', 'sepms_edss_sortsupport' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_sortsupport(internal) IS
	'btree sort support';
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
	FUNCTION 4 pg_catalog.btequalimage(oid);

CREATE OPERATOR CLASS edss_minmax_ops DEFAULT FOR TYPE edss USING brin AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 pg_catalog.brin_minmax_opcinfo(internal),
	FUNCTION 2 pg_catalog.brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 pg_catalog.brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 pg_catalog.brin_minmax_union(internal, internal, internal);

-- Comparisons with float8, in edss's own families: edss >= 6.0 uses an index.

-- @crossed edss float8
-- @crossed float8 edss

ALTER OPERATOR FAMILY edss_ops USING btree ADD
	OPERATOR 1 < (edss, float8), OPERATOR 2 <= (edss, float8), OPERATOR 3 = (edss, float8), OPERATOR 4 >= (edss, float8), OPERATOR 5 > (edss, float8),
	FUNCTION 1 (edss, float8) edss_float8_cmp(edss, float8),
	OPERATOR 1 < (float8, edss), OPERATOR 2 <= (float8, edss), OPERATOR 3 = (float8, edss), OPERATOR 4 >= (float8, edss), OPERATOR 5 > (float8, edss),
	FUNCTION 1 (float8, edss) float8_edss_cmp(float8, edss);

-- And float8 with itself: the server compares the bounds of a scan with each other (edss
-- = ANY (float8[]) on an index fails without), and a predicate of a partial index with a
-- query's.  With the server's own operators here, float8 = float8 would be of two families,
-- and other people's joins of float8 with float4 lose what the planner deduces.  So these
-- are our own, under names that nobody types.

CREATE FUNCTION edss_bound_lt(float8, float8) RETURNS boolean
	AS 'float8lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_lt(float8, float8) IS
	'implementation of the #<# operator';
CREATE FUNCTION edss_bound_le(float8, float8) RETURNS boolean
	AS 'float8le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_le(float8, float8) IS
	'implementation of the #<=# operator';
CREATE FUNCTION edss_bound_eq(float8, float8) RETURNS boolean
	AS 'float8eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_eq(float8, float8) IS
	'implementation of the #=# operator';
CREATE FUNCTION edss_bound_ne(float8, float8) RETURNS boolean
	AS 'float8ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_ne(float8, float8) IS
	'implementation of the #<># operator';
CREATE FUNCTION edss_bound_ge(float8, float8) RETURNS boolean
	AS 'float8ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_ge(float8, float8) IS
	'implementation of the #>=# operator';
CREATE FUNCTION edss_bound_gt(float8, float8) RETURNS boolean
	AS 'float8gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_gt(float8, float8) IS
	'implementation of the #># operator';
CREATE FUNCTION edss_bound_cmp(float8, float8) RETURNS integer
	AS 'btfloat8cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_bound_cmp(float8, float8) IS
	'btree comparison: below, at or above 0';

CREATE OPERATOR #<# (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_lt,
	COMMUTATOR = #>#, NEGATOR = #>=#, RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR #<# (float8, float8) IS
	'less than, for bounds of scans of an edss index';

CREATE OPERATOR #<=# (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_le,
	COMMUTATOR = #>=#, NEGATOR = #>#, RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR #<=# (float8, float8) IS
	'less than or equal, for bounds of scans of an edss index';

CREATE OPERATOR #=# (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_eq,
	COMMUTATOR = #=#, NEGATOR = #<>#, RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel
);
COMMENT ON OPERATOR #=# (float8, float8) IS
	'equal, for bounds of scans of an edss index';

CREATE OPERATOR #<># (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_ne,
	COMMUTATOR = #<>#, NEGATOR = #=#, RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR #<># (float8, float8) IS
	'not equal, for bounds of scans of an edss index';

CREATE OPERATOR #>=# (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_ge,
	COMMUTATOR = #<=#, NEGATOR = #<#, RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR #>=# (float8, float8) IS
	'greater than or equal, for bounds of scans of an edss index';

CREATE OPERATOR #># (
	LEFTARG = float8, RIGHTARG = float8, FUNCTION = edss_bound_gt,
	COMMUTATOR = #<#, NEGATOR = #<=#, RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR #># (float8, float8) IS
	'greater than, for bounds of scans of an edss index';

ALTER OPERATOR FAMILY edss_ops USING btree ADD FUNCTION 1 (float8, float8) edss_bound_cmp(float8, float8),
	OPERATOR 1 #<# (float8, float8), OPERATOR 2 #<=# (float8, float8), OPERATOR 3 #=# (float8, float8),
	OPERATOR 4 #>=# (float8, float8), OPERATOR 5 #># (float8, float8);

ALTER OPERATOR FAMILY edss_minmax_ops USING brin ADD
	OPERATOR 1 < (edss, float8), OPERATOR 2 <= (edss, float8), OPERATOR 3 = (edss, float8), OPERATOR 4 >= (edss, float8), OPERATOR 5 > (edss, float8);

-- @extremes edss
COMMENT ON AGGREGATE min(edss) IS
	'the least EDSS';
COMMENT ON AGGREGATE max(edss) IS
	'the greatest EDSS';

CREATE FUNCTION edss_worsening(reference edss, value edss, variant text DEFAULT 'std50') RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_edss_worsening' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION edss_worsening(edss, edss, text) IS
	'is the rise from the reference to the value large enough to be worsening? std50: 1.5 from 0, 1.0 from 1.0 to 5.0, 0.5 from 5.5; std55: 1.0 at 5.5 as well; opera: 1.0 from 0 to 5.5. One comparison, no confirmation';

