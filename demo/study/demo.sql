-- The studies of doc/study.md and doc/cessation.md on a made-up registry: run psql -f demo/study/demo.sql in an empty
-- database, from the folder above demo.  -v patients=N sets the size of the registry (default 2000).

\set ON_ERROR_STOP on
\set schemas 'made_up comparison cessation'
\ir ../check.sql
\if :{?patients}
\else
	\set patients 2000
\endif

CREATE EXTENSION IF NOT EXISTS sepms;

\echo
\echo '=== A made-up registry:' :patients 'patients, up to five years of treatment ==='
\echo
\set schema made_up
\ir ../schema.sql
\ir ../generate.sql
\ir ../disability.sql
\ir study.sql
\ir report.sql
\ir cessation.sql
\ir cessation_report.sql
