-- Fits a regression of all sites that answer, by rounds of questions; run it at the hub, as analyst: psql -v study=NAME
-- -v terms='{...}' -v first='{0,...}' -v sites='{north,...}'.  `first` has a 0 for each covariate, after one for the
-- intercept of counts and of yes or no.
--
-- The rounds and their sums are kept in the temporary table round, the model in the table model.

SET search_path = network, public;
SET client_min_messages = warning;
SELECT format('%s %s', :'study', clock_timestamp()) AS fit \gset
CREATE TEMP TABLE IF NOT EXISTS round (fit text, round integer, sites integer, silent text, score model_score);
CREATE TEMP TABLE IF NOT EXISTS model (study text, fit text, rounds integer, m regression_model);
\set beta :first
\set round 1
\ir round.sql

INSERT INTO model
SELECT :'study', fit, max(round),
	model_of(
		CASE WHEN :'converged' THEN (array_agg(score ORDER BY round DESC))[1]
			ELSE (array_agg(score ORDER BY (score_parts(score)).loglik DESC NULLS LAST))[1] END,
		:'terms', 'robust'
	)
FROM round WHERE fit = :'fit' GROUP BY fit;
