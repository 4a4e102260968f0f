-- Questions with an easy wrong answer.
CREATE SCHEMA traps; SET search_path = traps, public;

-- What many values have in common, and is none of them, is no value: compared, it would equal few of those that it
-- names.  So where several values of a type are printed with the same beginning, the type reads that alone only where
-- one of them is printed so.
\getenv abs_srcdir PG_ABS_SRCDIR
\set samples :abs_srcdir '/samples.sql'
\i :samples
-- (a grade is a number, and 1 is 1.0)
CREATE TABLE printed AS
SELECT DISTINCT name AS type, printed AS value FROM sample JOIN own_type USING (type)
WHERE NOT varies AND name <> 'edss';
CREATE FUNCTION reads(type text, given text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE value text;
BEGIN EXECUTE format('SELECT %L::%s', given, type) INTO value; RETURN value;
EXCEPTION WHEN invalid_text_representation THEN RETURN NULL; END $$;
SELECT type, count(*) AS values, bool_and(reads(type, value) = value) AS read_back
FROM printed GROUP BY type ORDER BY type COLLATE "C";
CREATE TABLE beginning AS
SELECT type, beginning, bool_or(value = beginning) AS printed, reads(type, beginning)
FROM (SELECT DISTINCT type, value, rtrim(left(value, n), ' -') AS beginning
	FROM printed, generate_series(1, length(value)) AS n) AS b
GROUP BY type, beginning HAVING count(*) > 1;
SELECT type, beginning, reads FROM beginning WHERE reads IS NOT NULL AND NOT printed;
SELECT type, beginning FROM beginning WHERE reads IS NOT NULL ORDER BY type COLLATE "C", beginning COLLATE "C";
