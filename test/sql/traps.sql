-- Questions with an easy wrong answer.
CREATE SCHEMA traps; SET search_path = traps, public;

-- Text that fits several values is not a value: compared, it would equal only few of those it seems to name.
-- So where the texts of several values begin alike, the type reads that beginning only if it is the whole
-- text of one of them.
CREATE TABLE printed (type text, value text);
INSERT INTO printed SELECT DISTINCT 'neda_status', neda_status(r, p, t, g, b)::text
FROM unnest('{0,1,NULL}'::int[]) AS r, unnest('{f,t,NULL}'::boolean[]) AS p, unnest('{0,1,NULL}'::int[]) AS t,
	unnest('{0,1,NULL}'::int[]) AS g, unnest('{0,-1,NULL}'::float8[]) AS b;
INSERT INTO printed SELECT DISTINCT 'ms_phenotype', lublin_2013(course, r, 0, 0, true, progression)::text
FROM unnest('{CIS,RR,PP,SP}'::text[]) AS course, unnest('{0,1,NULL}'::int[]) AS r,
	unnest('{f,t,NULL}'::boolean[]) AS progression;
INSERT INTO printed SELECT 'dmt', dmt::text FROM dmt_catalog();
INSERT INTO printed SELECT 'dmt_line', unnest('{first,first off-label,second,second off-label,third,
	third off-label}'::text[]);
INSERT INTO printed SELECT 'transplant_step',
	unnest('{mobilisation,collection,cryopreservation,conditioning,reinjection,
	aplasia,recovery}'::text[]);
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
