-- What the upgrade from 0.1.0 changes in objects that were there; see upgrade.awk.

CREATE OR REPLACE FUNCTION suppress(counts bigint[], threshold integer DEFAULT 11) RETURNS text[]
	AS 'MODULE_PATHNAME', 'sepms_suppress_array' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
