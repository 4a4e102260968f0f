-- A round of fit.sql, and the rounds after it: puts a question to each site, adds the answers, and decides what to ask
-- next.  A question is committed before its answer can be read.

INSERT INTO question (site, study, fit, round, beta)
SELECT site, :'study', :'fit', :round, :'beta' FROM unnest(:'sites'::text[]) AS site;

INSERT INTO round
SELECT :'fit', :round, count(score), string_agg(site || ': ' || coalesce(refused, 'no answer'), ', ' ORDER BY site)
		FILTER (WHERE score IS NULL), rollup(score)
FROM answer WHERE fit = :'fit' AND round = :round;

-- The round with the highest likelihood before this; a step that lowers it is halved.
SELECT coalesce(next.beta::text, '') AS beta, coalesce(next.converged, false) AS converged,
	coalesce(NOT next.converged AND next.beta IS NOT NULL AND :round < 40, false) AS more, :round + 1 AS round
FROM (SELECT score FROM round WHERE fit = :'fit' ORDER BY round DESC LIMIT 1) AS last, model_step(
		last.score,
		(SELECT score FROM round WHERE fit = :'fit' AND round < :round
			ORDER BY (score_parts(score)).loglik DESC NULLS LAST LIMIT 1)
	) AS next \gset
\if :more
\ir round.sql
\endif
