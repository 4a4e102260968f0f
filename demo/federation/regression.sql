-- Regressions of the network; run it at the hub, as analyst: psql -v sites='{north,west,south}'.  The sites have run
-- study.sql.

\pset pager off
\pset footer off
\pset null '-'
\set study 'time to relapse'
\set terms '{second line,age,EDSS,prior relapses,duration}'
\set first '{0,0,0,0,0}'
\ir fit.sql
\set study 'relapse rate'
\set first '{0,0,0,0,0,0}'
\ir fit.sql
\set study 'choice of the line'
\set terms '{age,EDSS,prior relapses,duration}'
\set first '{0,0,0,0,0}'
\ir fit.sql

\echo 'The rounds: what the sites were asked, and how near the answers came'
SELECT study, r.round, r.sites, s.n, s.events, round(s.loglik::numeric, 6) AS loglik, r.silent
FROM model JOIN round AS r USING (fit), score_parts(score) AS s
ORDER BY study, r.round;

\echo 'Second line against first, and what else the models say (95 % robust limits)'
SELECT study, f.status, f.n, f.events, term, round(ratio::numeric, 3) AS ratio,
	round(lower::numeric, 3) || ' - ' || round(upper::numeric, 3) AS limits
FROM model, model_fit(m) AS f, coefficients(m) WITH ORDINALITY AS c
WHERE term <> '(Intercept)'
ORDER BY study, c.ordinality;
