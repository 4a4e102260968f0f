-- All benchmarks on one generated registry: psql -v patients=N -f bench/bench.sql, from the folder above this one.
\set ON_ERROR_STOP on
\pset pager off
\pset footer off
SET client_min_messages = warning;
SET jit = off;
CREATE EXTENSION sepms;

\echo 'Generating'
\set schema made_up
\ir ../demo/schema.sql
\ir ../demo/generate.sql
\ir ../demo/disability.sql
\ir ../demo/patient_year.sql

\ir compare.sql

\ir neda.sql
\ir response.sql
\ir edss.sql
\ir disability.sql
\ir packages.sql
\ir cohort.sql
\ir groups.sql
\ir severity.sql
\ir privacy.sql
\ir assess.sql
\ir regression.sql
\ir matching.sql
\ir competing.sql

\echo
CREATE VIEW public.report AS
SELECT what, workers, sepms_ms, other_ms, ratio, goal,
	CASE WHEN ratio <= goal THEN 'met' WHEN ratio > goal THEN 'missed' ELSE '' END AS met
FROM result
ORDER BY n;
SELECT * FROM public.report;
