-- Makes the table that redcap.sql reads of a CSV file that REDCap exported, raw, EAV or wide.  Run it from the folder
-- above demo: psql -v source=redcap -v file=project.csv [-v table=export] -f demo/import/redcap_csv.sql
--
-- All columns are text, as they are in the file; redcap_line is the number of the row.  A table that is there already
-- is emptied first, so views over it stay.  A wide project of more than 1,599 fields does not fit into one table:
-- export it as EAV.

\set ON_ERROR_STOP on
\set QUIET on
\if :{?source} \else \set source redcap \endif
\if :{?table} \else \set table export \endif
\if :{?file} \else \set file '' \endif
\setenv FILE :file
\encoding UTF8
SET client_min_messages = warning;
BEGIN;
CREATE TEMP TABLE head (line text) ON COMMIT DROP;
\copy head FROM PROGRAM 'head -n 1 "$FILE" | LC_ALL=C tr -d "\357\273\277\r"' WITH (DELIMITER E'\x01')
CREATE TEMP TABLE columns ON COMMIT DROP AS
SELECT trim('"' FROM name) AS name, place
FROM head, LATERAL string_to_table(line, ',') WITH ORDINALITY AS c (name, place);

SELECT format('CREATE SCHEMA %I', :'source') WHERE to_regnamespace(quote_ident(:'source')) IS NULL \gexec
SELECT format('CREATE TABLE IF NOT EXISTS %I.%I (%s, redcap_line bigint GENERATED ALWAYS AS IDENTITY)', :'source',
	:'table', string_agg(format('%I text', name), ', ' ORDER BY place))
FROM columns \gexec
SELECT format('TRUNCATE %I.%I RESTART IDENTITY', :'source', :'table') \gexec
SELECT format('ALTER TABLE %I.%I ADD COLUMN IF NOT EXISTS %I text', :'source', :'table', name)
FROM columns
ORDER BY place \gexec

-- The first line is the names.  By way of a table with just these columns, because the order may be another one.
SELECT format('CREATE TEMP TABLE arrived (%s) ON COMMIT DROP', string_agg(format('%I text', name), ', ' ORDER BY place))
FROM columns \gexec
\copy arrived FROM PROGRAM 'tail -n +2 "$FILE"' WITH (FORMAT csv)
SELECT format('INSERT INTO %I.%I (%s) SELECT %3$s FROM arrived', :'source', :'table',
	string_agg(quote_ident(name), ', ' ORDER BY place))
FROM columns \gexec
COMMIT;
SELECT format('ANALYZE %I.%I', :'source', :'table') \gexec
SELECT format('SELECT count(*) || '' rows in %1$I.%2$I'' AS loaded FROM %1$I.%2$I', :'source', :'table') \gexec
