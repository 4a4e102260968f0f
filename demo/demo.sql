-- The demo: run psql -f demo/demo.sql in an empty database, from the folder above this
-- one.  -v patients=N sets the size of the made-up registry (default 2000).

\set ON_ERROR_STOP on
\set schemas 'sample made_up'
\ir check.sql
\if :{?patients}
\else
	\set patients 2000
\endif

CREATE EXTENSION IF NOT EXISTS sepms;

\ir percent.sql

\echo
\echo '=== A real sample: 40 patients of an MS registry ==='
\echo
\set schema sample
\ir schema.sql
\ir load_sample.sql
\ir disability.sql
\ir patient_year.sql
\echo
\echo 'It has neither scans nor treatments, so only activity can be known:'
\echo 'a year with a relapse or progression is settled, every other one is not.'
\set year_name 'calendar year (the last five, then all)'
\set score_name 'every calendar year of a patient'
\set score_year true
\ir report.sql

\echo 'Why: the search for events of one patient, step by step'
SELECT t.step, t.decision, t.visit_date, t.value, t.reason
FROM patient_course, disability_trace(visits, relapses, 'muller2023') AS t
WHERE patient_id = 9 ORDER BY t.step;

\echo
\echo '=== A made-up registry:' :patients 'patients, up to five years of treatment ==='
\echo
\set schema made_up
\ir schema.sql
\ir generate.sql
\ir disability.sql
\ir patient_year.sql
\set year_name 'year of treatment'
\set score_name 'the first year of treatment'
\set score_year 'year = 1'
\ir report.sql
\ir first_treatment.sql

\echo
\echo '=== What a data manager checks: 200 of these patients, copied to pg_temp, with planted problems ==='
\echo
\ir planted_problems.sql
