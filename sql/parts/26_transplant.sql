-- transplant: screening for autologous stem cell transplantation (AHSCT), and the steps of a transplantation.

CREATE FUNCTION transplant_screen(
	phenotype text DEFAULT NULL, relapses_12m float8 DEFAULT NULL, relapses_24m float8 DEFAULT NULL,
	gd_12m float8 DEFAULT NULL, new_t2_12m float8 DEFAULT NULL, duration_years float8 DEFAULT NULL,
	age_years float8 DEFAULT NULL, edss edss DEFAULT NULL, failed_high_efficacy float8 DEFAULT NULL,
	episodes_36m float8 DEFAULT NULL, episodes_on_dmt_36m float8 DEFAULT NULL, mcdonald boolean DEFAULT NULL,
	variant text DEFAULT 'lisbon2015',
	OUT eligible boolean, OUT unmet text[], OUT missing text[]
)
	AS 'MODULE_PATHNAME', 'sepms_transplant_screen' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION transplant_screen(text, float8, float8, float8, float8, float8, float8, edss, float8, float8,
	float8, boolean, text) IS
	'screening aid for autologous stem cell transplantation, not a medical decision: eligible is true if all criteria '
	'are met, false if at least one is certainly not met (listed in unmet), otherwise NULL, and missing lists the '
	'arguments that could still decide it; variant lisbon2015 (our operationalisation), ebmt2019 (UNCERTAIN, from '
	'memory) or beatms';

CREATE FUNCTION transplant_criteria_catalog(
	OUT variant text, OUT criterion text, OUT requirement text, OUT certainty text, OUT source text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_transplant_criteria_catalog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	COST 50 ROWS 15;
COMMENT ON FUNCTION transplant_criteria_catalog() IS
	'criteria of transplant_screen in words, with their certainty and source';

-- @ordered transplant_step int2
COMMENT ON TYPE transplant_step IS
	'step of an autologous stem cell transplantation: mobilisation < collection < cryopreservation < conditioning < '
	'reinjection < aplasia < recovery; reads English and French words';
COMMENT ON AGGREGATE min(transplant_step) IS
	'first step';
COMMENT ON AGGREGATE max(transplant_step) IS
	'last step';

-- The code that is stored, for clients that do not know the type.
CREATE CAST (transplant_step AS smallint) WITHOUT FUNCTION;

CREATE FUNCTION transplant_issues(
	steps transplant_step[], dates date[],
	OUT issue text, OUT step transplant_step, OUT other transplant_step, OUT step_date date, OUT days integer
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_transplant_issues' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 ROWS 1;
COMMENT ON FUNCTION transplant_issues(transplant_step[], date[]) IS
	'probable errors in the recorded steps of one transplantation: a step recorded twice, missing before a later one, '
	'without a date, or out of order (dated days before another that should come first); no rows if none';

