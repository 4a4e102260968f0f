-- The start of a recipe: its variables, the transaction, and the tables for the rows that arrive.  Everything
-- happens in one transaction, so a load that fails leaves nothing behind.

\set ON_ERROR_STOP on
\set QUIET on
\pset pager off
\if :{?schema}
\else
	\set schema registry
\endif
\if :{?source}
	\set source_name :source
\else
	\set source_name :format
\endif
\if :{?export_date}
\else
	\set export_date ''
\endif
\setenv FOLDER :folder

\ir ../path.sql
\set SHOW_CONTEXT never
\set lost `[ -f demo/import/files ] || pwd`
SELECT pg_temp.refuse(
	format('the scripts of demo/import are not found from the folder %s', :'lost'),
	'Change to the folder that has demo in it (cd in the shell, \cd in psql), and start again.'
)
WHERE :'lost' <> '' \g /dev/null
SELECT pg_temp.refuse(
	'the tables of an import are not in ' || current_setting('search_path'),
	format('Make them: psql -v schema=%s -f demo/schema.sql -f demo/import/setup.sql', :'schema')
)
WHERE to_regclass('patient_key') IS NULL \g /dev/null
\set SHOW_CONTEXT errors
BEGIN;

-- 'line' holds the lines of the files, 'arrived' the rows that the recipe makes of them.
CREATE TEMP TABLE line (
	file text NOT NULL,
	line bigint NOT NULL,
	text text NOT NULL,
	PRIMARY KEY (file, line)
) ON COMMIT DROP;

CREATE TEMP TABLE arrived (
	id bigint GENERATED ALWAYS AS IDENTITY,
	file text NOT NULL,
	line bigint NOT NULL,
	part text NOT NULL,			-- patient, diagnosis, visit, relapse, mri, treatment; document, if it was not readable
	patient text,				-- its name in the source
	exported date,				-- NULL: not known
	given jsonb NOT NULL,		-- the row as it came
	v jsonb,					-- its values as text, under the names that load.sql knows; NULL if missing
	fault text					-- why it cannot be read
) ON COMMIT DROP;

-- The number of rows of each file and part, counted before they are read.
CREATE TEMP TABLE rows_read (
	file text NOT NULL,
	part text NOT NULL,
	read bigint NOT NULL
) ON COMMIT DROP;

SELECT refuse(format('export_date "%s" is no date of the form yyyy-mm-dd', :'export_date'))
WHERE :'export_date' <> '' AND is_partial(day_range(:'export_date', 'iso')) IS NOT FALSE \g /dev/null
