-- model_score: a regression of several sites, of which none shows rows of patients.

-- @io model_score

CREATE TYPE model_score (
	INPUT = model_score_in, OUTPUT = model_score_out,
	RECEIVE = model_score_recv, SEND = model_score_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE model_score IS
	'what a site tells of a tally at one point of a regression: numbers of patients and events, log-likelihood, its '
	'gradient, information; mergeable, prints as JSON';

-- @bytes model_score 'ordered by the bytes' 'HASHES, MERGES'

-- @json model_score 'an object'

CREATE FUNCTION model_score(
	tally cox_tally, beta float8[], ties text DEFAULT 'efron', variance text DEFAULT NULL
) RETURNS model_score
	AS 'MODULE_PATHNAME', 'sepms_cox_score' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION model_score(cox_tally, float8[], text, text) IS
	'answer of a site to a round of a Cox regression, in which each site is a stratum: beta has a number for each '
	'covariate, 0 in the first round; variance robust adds the sums for robust standard errors, as by default where '
	'patients are weighted or clustered; Lu 2015, doi:10.1093/jamia/ocv083';

CREATE FUNCTION model_score(tally count_tally, beta float8[], variance text DEFAULT NULL) RETURNS model_score
	AS 'MODULE_PATHNAME', 'sepms_poisson_score' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION model_score(count_tally, float8[], text) IS
	'answer of a site to a round of a Poisson regression: beta has the intercept and a number for each covariate, 0 '
	'in the first round; variance as for Cox';

CREATE FUNCTION model_score(tally logistic_tally, beta float8[], variance text DEFAULT NULL) RETURNS model_score
	AS 'MODULE_PATHNAME', 'sepms_logistic_score' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50000;
COMMENT ON FUNCTION model_score(logistic_tally, float8[], text) IS
	'answer of a site to a round of a logistic regression: arguments as for Poisson; Wu 2012, '
	'doi:10.1136/amiajnl-2012-000862';

CREATE FUNCTION model_score_merge(model_score, model_score) RETURNS model_score
	AS 'MODULE_PATHNAME', 'sepms_model_score_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_score_merge(model_score, model_score) IS
	'sum of two scores at one beta; the sums are exact';

CREATE AGGREGATE rollup(model_score) (
	SFUNC = model_score_merge, STYPE = model_score, SSPACE = 2000,
	COMBINEFUNC = model_score_merge,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(model_score) IS
	'sum of the scores of sites at one beta, the same in any order; a site that answers NULL is not in it, and NULL '
	'if none answers';

CREATE FUNCTION model_step(
	score model_score, previous model_score DEFAULT NULL, OUT beta float8[], OUT converged boolean
)
	AS 'MODULE_PATHNAME', 'sepms_model_step' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION model_step(model_score, model_score) IS
	'the next beta to ask for, by Newton''s method; previous is the earlier round with the highest likelihood: if the '
	'likelihood fell since, the next beta is half the way back; converged: beta is the estimate; beta NULL: the data '
	'do not allow a fit, and model_of() says why';

CREATE FUNCTION model_of(
	score model_score, terms text[] DEFAULT NULL, variance text DEFAULT NULL
) RETURNS regression_model
	AS 'MODULE_PATHNAME', 'sepms_model_of' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION model_of(model_score, text[], text) IS
	'model of the last round, as of cox(), poisson() or logistic() of all rows together, Cox with the sites as strata; '
	'its status is not converged before the last round; terms and variance as for cox()';

CREATE FUNCTION score_parts(
	score model_score,
	OUT family text, OUT sites bigint, OUT n bigint, OUT events bigint, OUT left_out bigint, OUT beta float8[],
	OUT loglik float8, OUT u float8[], OUT information float8[], OUT meat float8[]
)
	AS 'MODULE_PATHNAME', 'sepms_score_parts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION score_parts(model_score) IS
	'what a score tells: sites, patients, events, those left out for a missing value; log-likelihood at beta, its '
	'gradient, minus its second derivatives, and the sums for the robust variance; NULL where beta is so far out that '
	'they are no numbers';

CREATE FUNCTION publishable(score model_score, threshold integer DEFAULT 11) RETURNS boolean
	AS 'MODULE_PATHNAME', 'sepms_score_publishable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION publishable(model_score, integer) IS
	'true if the numbers of patients, of those left out, and of those with and (but of counts) without an event are 0 '
	'or at least threshold, and if there are three patients for each term; rare patterns of covariates it cannot see';
