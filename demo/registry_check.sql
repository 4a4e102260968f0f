-- Looks for problems in the tables of a registry, and shows how many there are of each kind, and which rows.  The
-- database stays as it is.  Run it in a database that has sepms:
--
--	psql -d registry -v schema=registry -f demo/registry_check.sql
--
--	schema		the tables, in the layout of demo/schema.sql (registry)
--	rows		how many rows of each kind to show (5; 0 for none)
--	into		a schema in which to create the views, for good
--
-- In an interactive session, \i demo/registry_check.sql leaves the temporary views registry_problem, for joins, and
-- registry_check, until the end of the session.  demo/registry_problem.sql has the rules, and the other variables.

\set ON_ERROR_STOP on
\set caller_quiet :QUIET
\set QUIET on
\if :{?schema}
\else
	\set schema registry
\endif
\if :{?rows}
\else
	\set rows 5
\endif

-- Sorts in memory; compiling the query would take longer than it saves.
SELECT current_setting('search_path') AS caller_path,
	current_setting('client_min_messages') AS caller_messages,
	current_setting('work_mem') AS caller_work_mem,
	current_setting('jit') AS caller_jit,
	CASE
		WHEN pg_size_bytes(current_setting('work_mem')) < 64 * 1024 * 1024 THEN '64MB'
		ELSE current_setting('work_mem')
	END AS own_work_mem \gset
SET client_min_messages = warning;
SET work_mem = :'own_work_mem';
SET jit = off;
\set SHOW_CONTEXT never
\ir refuse.sql
SELECT pg_temp.refuse('this database does not have sepms', 'The owner of the database can run: CREATE EXTENSION sepms;')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'sepms') \g /dev/null
SELECT pg_temp.refuse(
	format('the schema %s does not have the tables %s', :'schema', string_agg(name, ', ')),
	'Name the schema by -v schema=NAME. The tables are those of demo/schema.sql.'
)
FROM unnest('{patient,visit,relapse,mri,treatment}'::text[]) AS name
WHERE to_regclass(format('%I.%I', :'schema', name)) IS NULL
HAVING count(*) > 0 \g /dev/null
SELECT pg_temp.refuse(format('rows=%s is not known', :'rows'), 'It can be a whole number.')
WHERE :'rows' !~ '^\d{1,9}$' \g /dev/null
\set SHOW_CONTEXT errors

-- The functions are found wherever the extension is.
SELECT set_config('search_path', concat_ws(', ', nullif(:'caller_path', ''), quote_ident(nspname)), false)
FROM pg_catalog.pg_extension
JOIN pg_catalog.pg_namespace AS n ON n.oid = extnamespace
WHERE extname = 'sepms' \g /dev/null

\ir registry_problem.sql

\pset null '-'
\pset footer off
\qecho
\qecho '=== Problems in' :schema '==='
\qecho
\qecho 'Rows with a problem, their patients, and the rows in which it could be found (those that have the values)'
SELECT part, kind, severity, rows, nullif(patients, 0) AS patients, checked, meaning
FROM :place.registry_check
WHERE rows > 0
ORDER BY number;

SELECT coalesce(max(lines) FILTER (WHERE judged), 'none') AS not_found,
	coalesce(max(lines) FILTER (WHERE NOT judged), 'none') AS not_checked
FROM (
	SELECT checked > 0 AS judged,
		rtrim(regexp_replace(string_agg(kind || ', ', '' ORDER BY number), '(.{1,110},) ', E'\\1\n', 'g'), E',\n')
			AS lines
	FROM :place.registry_check
	WHERE rows = 0
	GROUP BY judged
) AS k \gset
\qecho 'Not found:'
\qecho :not_found
\qecho
\qecho 'Not checked, because no row has the values:'
\qecho :not_checked
\qecho

\qecho 'The rows' '(at most' :rows 'of each kind)'
SELECT kind, patient_id AS patient, day, detail
FROM (
	SELECT *, row_number() OVER (PARTITION BY number ORDER BY patient_id, day, detail) AS place
	FROM :place.registry_problem
) AS p
WHERE place <= :rows
ORDER BY number, place;

SELECT set_config('search_path', :'caller_path', false),
	set_config('client_min_messages', :'caller_messages', false),
	set_config('work_mem', :'caller_work_mem', false),
	set_config('jit', :'caller_jit', false) \g /dev/null
\set QUIET :caller_quiet
