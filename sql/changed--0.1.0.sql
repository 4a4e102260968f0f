-- What the upgrade from 0.1.0 changes in objects that were there; see upgrade.awk.

-- In C, so that nothing of the schema is bound into them, and an infinite onset is refused.
CREATE OR REPLACE FUNCTION relapses_in(relapses date[], periods datemultirange) RETURNS integer
	AS 'MODULE_PATHNAME', 'sepms_relapses_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE OR REPLACE FUNCTION relapse_free(periods datemultirange, relapses date[], recovery_days integer DEFAULT 30)
	RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'sepms_relapse_free' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
