-- matching: matched sets of treated patients and controls.

CREATE FUNCTION match_pairs(
	ids bigint[], treated boolean[], scores float8[], ratio integer DEFAULT 1, caliper float8 DEFAULT 0.2,
	caliper_scale text DEFAULT 'sd', exact text[] DEFAULT NULL,
	OUT set_no integer, OUT id bigint, OUT treated boolean, OUT weight float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_match_pairs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION match_pairs(bigint[], boolean[], float8[], integer, float8, text, text[]) IS
	'matched sets of treated patients and controls, by greedy nearest neighbour without replacement: in each of ratio '
	'rounds, the treated by descending score take the nearest free control within the caliper (in standard deviations '
	'of the score, or raw; NULL: any) and with the same exact value; weight: 1 for the treated, 1/k for k controls; '
	'patients without a set, and those with a NULL, have set_no and weight NULL; Austin 2011, doi:10.1002/pst.433';
