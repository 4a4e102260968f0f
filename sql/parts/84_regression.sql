-- regression: what a Cox, count or logistic regression is fitted to.

-- cox_tally

-- @set empty_cox_tally {"version": 1, "terms": 0, "left_out": 0, "days": [], "observed": [], "x": []}
-- @tally cox double 2000 '@empty_cox_tally@'
COMMENT ON TYPE cox_tally IS
	'the rows of a Cox regression: days, whether the event was observed, and covariates, with the number of '
	'patients who agree in them; merges in any order to the same bits; prints as JSON';

-- @rows cox 'days float8, observed boolean' 'float8, boolean' \
--	'days, whether the event was observed, and covariates' \
--	cox '@empty_cox_tally@'
COMMENT ON AGGREGATE cox_agg(float8, boolean, float8[]) IS
	'rows for a Cox regression: days to the event or to the end of follow-up, whether the event was observed, and '
	'the covariates of a patient; a row with a NULL, in x too, is left out and counted';

CREATE FUNCTION cox_row(
	exit_days float8, observed boolean, x float8[], entry_days float8 DEFAULT 0, weight float8 DEFAULT 1,
	stratum float8 DEFAULT NULL, cluster bigint DEFAULT NULL
) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_row' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_row(float8, boolean, float8[], float8, float8, float8, bigint) IS
	'tally of one patient, for cox_agg(cox_tally): at risk from the day after entry to exit, an entry of 0 or '
	'less is the start; weight; stratum and cluster, a whole number each or NULL for none; a row with a NULL, in '
	'x too, is left out and counted';

CREATE FUNCTION cox_accum(cox_tally, survival_tally, float8[]) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_accum_survival' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_accum(cox_tally, survival_tally, float8[]) IS
	'add the patients of a survival tally, all with the same covariates';
CREATE FUNCTION cox_unaccum(cox_tally, survival_tally, float8[]) RETURNS cox_tally
	AS 'MODULE_PATHNAME', 'sepms_cox_unaccum_survival' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cox_unaccum(cox_tally, survival_tally, float8[]) IS
	'remove the patients of a survival tally; NULL if the tally does not contain them';

CREATE AGGREGATE cox_agg(tally survival_tally, x float8[]) (
	-- @moving cox accum 2000 '@empty_cox_tally@'
);
COMMENT ON AGGREGATE cox_agg(survival_tally, float8[]) IS
	'rows for a Cox regression from stored tallies, each of patients who share their covariates; late entries are '
	'an error, because a survival_tally does not say whose they are';

-- count_tally

-- @set empty_count_tally {"version": 1, "terms": 0, "left_out": 0, "events": [], "days": [], "x": []}
-- @tally count double 2000 '@empty_count_tally@'
COMMENT ON TYPE count_tally IS
	'the rows of a regression of counts (Poisson, negative binomial): events, days at risk and covariates, with '
	'the number of patients who agree in them; merges in any order to the same bits; prints as JSON';

-- @rows count 'events float8, days float8' 'float8, float8' \
--	'events, days at risk, and covariates' \
--	poisson '@empty_count_tally@'
COMMENT ON AGGREGATE count_agg(float8, float8, float8[]) IS
	'rows for a regression of counts: events, days at risk and the covariates of a patient; no events in no days '
	'are skipped; a row with a NULL, in x too, is left out and counted';

CREATE FUNCTION count_row(
	events float8, days float8, x float8[], weight float8 DEFAULT 1, cluster bigint DEFAULT NULL
) RETURNS count_tally
	AS 'MODULE_PATHNAME', 'sepms_count_row' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION count_row(float8, float8, float8[], float8, bigint) IS
	'tally of one patient, for count_agg(count_tally): events, days at risk, covariates, weight, and cluster or '
	'NULL; a row with a NULL, in x too, is left out and counted';

-- logistic_tally

-- @set empty_logistic_tally {"version": 1, "terms": 0, "left_out": 0, "outcome": [], "x": []}
-- @tally logistic double 2000 '@empty_logistic_tally@'
COMMENT ON TYPE logistic_tally IS
	'the rows of a logistic regression: outcome and covariates, with the number of patients who agree in them; '
	'merges in any order to the same bits; prints as JSON';

-- @rows logistic 'outcome boolean' boolean \
--	'outcome and covariates' \
--	logistic '@empty_logistic_tally@'
COMMENT ON AGGREGATE logistic_agg(boolean, float8[]) IS
	'rows for a logistic regression: whether the outcome occurred, and the covariates of a patient; a row with a '
	'NULL, in x too, is left out and counted';

CREATE FUNCTION logistic_row(
	outcome boolean, x float8[], weight float8 DEFAULT 1, cluster bigint DEFAULT NULL
) RETURNS logistic_tally
	AS 'MODULE_PATHNAME', 'sepms_logistic_row' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION logistic_row(boolean, float8[], float8, bigint) IS
	'tally of one patient, for logistic_agg(logistic_tally): outcome, covariates, weight, and cluster or NULL; a '
	'row with a NULL, in x too, is left out and counted';

-- regression_model

-- @io regression_model

CREATE TYPE regression_model (
	INPUT = regression_model_in, OUTPUT = regression_model_out,
	RECEIVE = regression_model_recv, SEND = regression_model_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE regression_model IS
	'fitted regression model: estimates, their variance, likelihoods, and what was wrong if there are none; prints as '
	'JSON';

-- @bytes regression_model 'ordered by the bytes' 'HASHES, MERGES'

-- @json regression_model 'an object'

CREATE FUNCTION cox(
	tally cox_tally, terms text[] DEFAULT NULL, ties text DEFAULT 'efron', variance text DEFAULT NULL
) RETURNS regression_model
	AS 'MODULE_PATHNAME', 'sepms_cox' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION cox(cox_tally, text[], text, text) IS
	'Cox regression: terms names the covariates (x1, x2, ...); ties efron or breslow; variance model or robust, by '
	'default robust where patients are weighted or clustered; a model without estimates if the data do not allow a '
	'fit; Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x; Lin and Wei 1989, doi:10.1080/01621459.1989.10478874';

CREATE FUNCTION poisson(
	tally count_tally, terms text[] DEFAULT NULL, variance text DEFAULT NULL
) RETURNS regression_model
	AS 'MODULE_PATHNAME', 'sepms_poisson' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION poisson(count_tally, text[], text) IS
	'Poisson regression of counts with the logarithm of the years at risk as an offset, so that exp(estimate) is a '
	'yearly rate or a rate ratio; arguments as for cox(); McCullagh and Nelder 1989, doi:10.1007/978-1-4899-3242-6';

CREATE FUNCTION negative_binomial(
	tally count_tally, terms text[] DEFAULT NULL, variance text DEFAULT NULL
) RETURNS regression_model
	AS 'MODULE_PATHNAME', 'sepms_negative_binomial' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION negative_binomial(count_tally, text[], text) IS
	'negative binomial regression of counts, with variance mu + mu^2 / theta; as poisson(); without overdispersion '
	'theta is infinite; Venables and Ripley 2002, doi:10.1007/978-0-387-21706-2, section 7.4';

CREATE FUNCTION logistic(
	tally logistic_tally, terms text[] DEFAULT NULL, variance text DEFAULT NULL
) RETURNS regression_model
	AS 'MODULE_PATHNAME', 'sepms_logistic' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION logistic(logistic_tally, text[], text) IS
	'logistic regression of yes or no, for example of treatment, for a propensity score; arguments as for cox(); '
	'McCullagh and Nelder 1989, doi:10.1007/978-1-4899-3242-6';

CREATE FUNCTION coefficients(
	model regression_model, conf_level float8 DEFAULT 0.95,
	OUT term text, OUT estimate float8, OUT std_err float8, OUT z float8, OUT p_value float8,
	OUT ratio float8, OUT lower float8, OUT upper float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_coefficients' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 6;
COMMENT ON FUNCTION coefficients(regression_model, float8) IS
	'one row per term, first the intercept: estimate, standard error, Wald test; ratio is exp(estimate): a hazard, '
	'rate or odds ratio, with its limits; NULL if the model has no estimates';

CREATE FUNCTION model_fit(
	model regression_model,
	OUT family text, OUT n bigint, OUT events bigint, OUT left_out bigint, OUT loglik_null float8, OUT loglik float8,
	OUT lr_chisq float8, OUT df integer, OUT p_value float8, OUT aic float8, OUT theta float8, OUT iterations integer,
	OUT status text
)
	AS 'MODULE_PATHNAME', 'sepms_model_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION model_fit(regression_model) IS
	'patients, events, those left out for a missing value, log-likelihoods, likelihood ratio test against the model '
	'without covariates, Akaike''s criterion, theta of a negative binomial; status: ok, no overdispersion, no events, '
	'collinear: TERM, separated: TERM, not converged';

CREATE FUNCTION vcov(model regression_model) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'sepms_vcov' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION vcov(regression_model) IS
	'variance-covariance matrix of the estimates, in the order of coefficients(); NULL if there are none';

CREATE FUNCTION linear_predictor(model regression_model, x float8[]) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_linear_predictor' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION linear_predictor(regression_model, float8[]) IS
	'of a patient with covariates x: the logarithm of the yearly rate, the logit of the probability, or the '
	'logarithm of the hazard ratio to x = 0; NULL if an element is NULL or the model has no estimates';

CREATE FUNCTION predict(model regression_model, x float8[]) RETURNS float8
	AS 'MODULE_PATHNAME', 'sepms_predict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION predict(regression_model, float8[]) IS
	'of a patient with covariates x: the probability (logistic), the yearly rate (counts), or the hazard ratio to x'
	' = 0 (Cox); NULL if an element is NULL or the model has no estimates';

CREATE FUNCTION contrast(
	model regression_model, c float8[], conf_level float8 DEFAULT 0.95,
	OUT estimate float8, OUT std_err float8, OUT z float8, OUT p_value float8, OUT ratio float8,
	OUT lower float8, OUT upper float8
)
	AS 'MODULE_PATHNAME', 'sepms_contrast' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION contrast(regression_model, float8[], float8) IS
	'sum of c times the estimates, as a row of coefficients(): {1,-1} compares the first two terms; c has an '
	'element for each term, of which that of the intercept may be left out';

CREATE FUNCTION ph_test(
	tally cox_tally, terms text[] DEFAULT NULL, transform text DEFAULT 'km', ties text DEFAULT 'efron',
	OUT term text, OUT chisq float8, OUT df integer, OUT p_value float8
) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sepms_ph_test' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 6;
COMMENT ON FUNCTION ph_test(cox_tally, text[], text, text) IS
	'are hazards proportional? A score test of each term, and last GLOBAL; transform of time: km, identity, log; ties: '
	'efron, breslow, as of the model; as cox.zph() in R; Grambsch and Therneau 1994, doi:10.1093/biomet/81.3.515';

CREATE FUNCTION describe(model regression_model, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_describe_model' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION describe(regression_model, text) IS
	'how the model was fitted, for a methods section; lang en or fr';

-- With two types that describe() takes, a literal without a type would be neither.
CREATE FUNCTION describe(criteria text, lang text DEFAULT 'en') RETURNS text
	AS 'MODULE_PATHNAME', 'sepms_describe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION describe(text, text) IS
	'definition given as text, such as ''kappos2020'', as a paragraph for the methods section of a paper';
