-- Checks at the start of a script that is run by hand: from the folder above this one, and once per
-- database.  Are the files found, and do the schemas in :schemas and percent() not exist yet?
-- The including script must set ON_ERROR_STOP, because psql applies it line by line.

\set SHOW_CONTEXT never
\pset pager off
SET client_min_messages = warning;

\ir refuse.sql

\set folder `[ -f demo/demo.sql ] || pwd`
SELECT pg_temp.refuse('the files of the demo are not found from the folder ' || :'folder',
	'Change to the folder that has demo in it (cd in the shell, \cd in psql), and start again.')
WHERE :'folder' <> '' \g /dev/null
SELECT pg_temp.refuse(
	format('the database %I has these already: %s', current_database(), string_agg(name, ', ' ORDER BY name)),
	'Take a new database: createdb demo, and psql -d demo ...'
)
FROM (
	SELECT 'schema ' || nspname
	FROM pg_catalog.pg_namespace
	WHERE nspname = ANY (string_to_array(:'schemas', ' '))
	UNION ALL
	SELECT 'function percent' WHERE to_regprocedure('percent(float8)') IS NOT NULL
) AS made (name)
HAVING count(*) > 0 \g /dev/null
\set SHOW_CONTEXT errors
