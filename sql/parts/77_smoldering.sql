-- smoldering: markers of chronic inflammation that causes neither relapses nor new lesions.

CREATE FUNCTION smoldering_flags(
	pira boolean, cognitive boolean, rim_lesions float8, expanding_lesions float8, annual_pbvc float8,
	acute boolean DEFAULT NULL, OUT flags text[], OUT unknown text[], OUT low_grade boolean
)
	AS 'MODULE_PATHNAME', 'sepms_smoldering_flags' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION smoldering_flags(boolean, boolean, float8, float8, float8, boolean) IS
	'markers of smoldering MS: pira, cognitive, prl (1 or more rim lesions), prl_ge4 (4 or more), sel (1 or more '
	'expanding lesions), bvl (brain volume loss above 0.4 % per year); a marker whose argument is NULL is unknown; '
	'low_grade is true if there is a marker and nothing acute (relapse, new T2 or Gd+ lesion); no diagnosis';
