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

-- @ordered transplant_step int2
COMMENT ON TYPE transplant_step IS
	'step of an autologous stem cell transplantation: mobilisation < collection < cryopreservation < conditioning < reinjection < aplasia < recovery; reads English and French';
COMMENT ON AGGREGATE min(transplant_step) IS
	'the first step';
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

