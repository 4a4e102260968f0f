-- balance: weights from a propensity score, and whether they make the arms alike.

CREATE FUNCTION iptw(
	treated boolean, ps float8, estimand text DEFAULT 'ATE', prevalence float8 DEFAULT NULL
) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_iptw' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION iptw(boolean, float8, text, float8) IS
	'weight of a patient whose probability of treatment is ps: estimand ATE (all patients), ATT (the treated), ATC '
	'(controls), ATO (overlap; Li, Morgan and Zaslavsky 2018, doi:10.1080/01621459.2016.1260466) or ATM (matched); '
	'with prevalence, the share of treated patients, an ATE weight is stabilised; NULL where the weight would be '
	'divided by 0';

-- balance_tally

-- @set empty_balance_tally \
--	{"version": 1, \
--	"treated": 0, "treated_n": [], "treated_others": [], "treated_x": [], "treated_xx": [], \
--	"control": 0, "control_n": [], "control_others": [], "control_x": [], "control_xx": []}
-- @tally balance double 3000 '@empty_balance_tally@'
COMMENT ON TYPE balance_tally IS
	'tally of the covariates of treated patients and controls: exact sums of each term in each arm, with and without '
	'weights; mergeable, prints as JSON';

CREATE FUNCTION balance_accum(balance_tally, boolean, float8[]) RETURNS balance_tally
	AS 'MODULE_PATHNAME', 'sepms_balance_accum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_accum(balance_tally, boolean, float8[]) IS
	'add a patient to a tally: treated or not, and covariates';
CREATE FUNCTION balance_unaccum(balance_tally, boolean, float8[]) RETURNS balance_tally
	AS 'MODULE_PATHNAME', 'sepms_balance_unaccum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_unaccum(balance_tally, boolean, float8[]) IS
	'remove a patient from a tally; NULL if the tally cannot contain this patient';
CREATE FUNCTION balance_accum(balance_tally, boolean, float8[], float8) RETURNS balance_tally
	AS 'MODULE_PATHNAME', 'sepms_balance_accum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_accum(balance_tally, boolean, float8[], float8) IS
	'add a weighted patient to a tally: treated or not, covariates and weight';
CREATE FUNCTION balance_unaccum(balance_tally, boolean, float8[], float8) RETURNS balance_tally
	AS 'MODULE_PATHNAME', 'sepms_balance_unaccum_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_unaccum(balance_tally, boolean, float8[], float8) IS
	'remove a weighted patient from a tally; NULL if the tally cannot contain this patient';

CREATE AGGREGATE balance_agg(treated boolean, x float8[]) (
	-- @moving balance accum 3000 '@empty_balance_tally@'
);
COMMENT ON AGGREGATE balance_agg(boolean, float8[]) IS
	'tally of the covariates of treated patients and controls; a NULL in x is a missing value of that term; rows with '
	'another NULL are skipped';

CREATE AGGREGATE balance_agg(treated boolean, x float8[], weight float8) (
	-- @moving balance accum 3000 '@empty_balance_tally@'
);
COMMENT ON AGGREGATE balance_agg(boolean, float8[], float8) IS
	'tally of the covariates of weighted patients, for example with weights of iptw(); rows with a weight of 0 or NULL '
	'are skipped';

CREATE FUNCTION balance(
	tally balance_tally, terms text[] DEFAULT NULL, denominator text DEFAULT 'pooled',
	OUT term text, OUT n_treated bigint, OUT n_control bigint, OUT missing_treated bigint, OUT missing_control bigint,
	OUT mean_treated float8, OUT mean_control float8, OUT sd_treated float8, OUT sd_control float8,
	OUT smd_unweighted float8, OUT smd float8, OUT variance_ratio float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_balance' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION balance(balance_tally, text[], text) IS
	'balance of each term: patients, missing values, weighted means and standard deviations, standardised mean '
	'differences without and with weights, ratio of variances; denominator pooled, treated or control (variances of '
	'unweighted patients) or weighted; as in R''s cobalt; no rows without patients';

CREATE FUNCTION effective_n(tally balance_tally, OUT treated float8, OUT control float8)
	AS 'MODULE_PATHNAME', 'sepms_effective_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION effective_n(balance_tally) IS
	'effective number of patients in each arm, (sum w)^2 / sum w^2; Kish 1965; NULL without patients';

CREATE FUNCTION publishable(tally balance_tally, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_balance_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(balance_tally, integer) IS
	'true if in each arm the numbers of patients and, for each term, of those with a value, without one and, where all '
	'values are 0 or 1, with each of them are 0 or at least the threshold; counts patients, not weights';
