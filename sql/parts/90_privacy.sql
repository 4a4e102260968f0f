-- privacy: suppression of small counts.

CREATE FUNCTION suppress(count bigint, threshold integer DEFAULT 11) RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_suppress' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION suppress(bigint, integer) IS
	'count as text; a small count (1 to threshold - 1) becomes ''<11'', with the threshold in place of 11; 0 is shown';

CREATE FUNCTION suppress(counts bigint[], threshold integer DEFAULT 11) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_suppress_array' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION suppress(bigint[], integer) IS
	'counts of a row or table with known totals, as text: ''*'' for each small count (1 to threshold - 1) and for as '
	'many others as needed so that, by all totals, each small count could be as low as 1 and as high as the '
	'threshold; ''*'' for all if that is not enough (see suppress_safe); Gusfield 1988, doi:10.1137/0217034';

CREATE FUNCTION suppress_safe(counts bigint[], threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_suppress_safe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION suppress_safe(bigint[], integer) IS
	'true if the totals may be published with the result of suppress(); false if they reveal a small count even with '
	'all cells hidden';

CREATE FUNCTION suppress_bounds(
	counts bigint[], threshold integer DEFAULT 11,
	OUT "row" integer, OUT "column" integer, OUT shown text, OUT lower bigint, OUT upper bigint
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_suppress_bounds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION suppress_bounds(bigint[], integer) IS
	'audit of suppress(): what is shown of each cell, and the lowest and highest value that a reader can compute for '
	'it from what is shown and all totals; not for publication';
