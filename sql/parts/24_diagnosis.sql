-- diagnosis: the McDonald criteria.

CREATE FUNCTION mcdonald_2017(
	attacks float8 DEFAULT NULL, objective_sites float8 DEFAULT NULL, different_site_attack boolean DEFAULT NULL,
	topographies float8 DEFAULT NULL, periventricular float8 DEFAULT NULL, cortical float8 DEFAULT NULL,
	infratentorial float8 DEFAULT NULL, spinal_cord float8 DEFAULT NULL,
	gd_and_nonenhancing boolean DEFAULT NULL, new_lesion_on_followup boolean DEFAULT NULL, ocb boolean DEFAULT NULL,
	progression_12m boolean DEFAULT NULL, typical boolean DEFAULT true, better_explanation boolean DEFAULT false,
	OUT diagnosis text, OUT ms boolean, OUT dis boolean, OUT dit boolean, OUT missing text[]
)
	AS 'MODULE_PATHNAME', 'sepms_mcdonald_2017' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION mcdonald_2017(float8, float8, boolean, float8, float8, float8, float8, float8, boolean, boolean,
	boolean, boolean, boolean, boolean) IS
	'McDonald criteria of 2017: MS, possible MS, not MS (there is a better explanation) or not fulfilled (the '
	'criteria do not apply); ms is true or false as soon as the known findings settle it, otherwise NULL, and missing '
	'lists the arguments that could still decide it; Thompson 2018, doi:10.1016/S1474-4422(17)30470-2, the table of '
	'attacks from memory';

CREATE FUNCTION mcdonald_2024(
	attacks float8 DEFAULT NULL, objective_sites float8 DEFAULT NULL, different_site_attack boolean DEFAULT NULL,
	topographies float8 DEFAULT NULL, periventricular float8 DEFAULT NULL, cortical float8 DEFAULT NULL,
	infratentorial float8 DEFAULT NULL, spinal_cord float8 DEFAULT NULL,
	gd_and_nonenhancing boolean DEFAULT NULL, new_lesion_on_followup boolean DEFAULT NULL, ocb boolean DEFAULT NULL,
	progression_12m boolean DEFAULT NULL, typical boolean DEFAULT true, better_explanation boolean DEFAULT false,
	optic_nerve boolean DEFAULT NULL, kflc_index float8 DEFAULT NULL, cvs_lesions float8 DEFAULT NULL,
	cvs_examined float8 DEFAULT NULL, rim_lesions float8 DEFAULT NULL,
	age_years float8 DEFAULT NULL, vascular_risk boolean DEFAULT NULL,
	OUT diagnosis text, OUT ms boolean, OUT dis boolean, OUT dit boolean, OUT missing text[], OUT caution text[]
)
	AS 'MODULE_PATHNAME', 'sepms_mcdonald_2024' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20;
COMMENT ON FUNCTION mcdonald_2024(float8, float8, boolean, float8, float8, float8, float8, float8, boolean, boolean,
	boolean, boolean, boolean, boolean, boolean, float8, float8, float8, float8, float8, boolean) IS
	'McDonald criteria of 2024: MS or not fulfilled; ms is true or false as soon as the known findings settle it, '
	'otherwise NULL, and missing lists the arguments that could still decide it; caution lists age_50, vascular_risk, '
	'unsupported and age_12 if they apply; Montalban 2025, Lancet Neurol 24:850, UNCERTAIN: the branches are from '
	'memory';

