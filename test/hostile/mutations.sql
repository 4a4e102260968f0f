-- Random changes of each type's text and bytes: psql -v module=mutate -v cases=N -v seed=N
CREATE FUNCTION pg_temp.mutations(type regtype, valid text, cases bigint, seed integer,
	OUT text_taken bigint, OUT text_refused bigint, OUT binary_taken bigint, OUT binary_refused bigint)
AS :'module', 'mutations' LANGUAGE c STRICT;

-- The values that are changed: the samples that are written by hand, and a name that is not printed so
\ir ../samples.sql
CREATE TEMP TABLE valid AS SELECT type, value, count(*) OVER (PARTITION BY type) AS values
FROM (SELECT type, value FROM sample WHERE kind <> 'made' UNION ALL VALUES ('dmt'::regtype, 'L04AX07')) AS v;

\echo :cases cases of each type
SELECT count(*) AS values FROM valid;
CREATE TEMP TABLE mutated AS
SELECT type, sum(text_taken) AS text_taken, sum(text_refused) AS text_refused, sum(binary_taken) AS binary_taken,
	sum(binary_refused) AS binary_refused
FROM valid, pg_temp.mutations(type, value, 1 + :cases / values, :seed) AS m GROUP BY type;
SELECT * FROM mutated ORDER BY type::text;

-- No type of the extension was left out
SELECT 1 / (count(*) = 0)::integer AS all_types FROM own_type WHERE type NOT IN (SELECT type FROM mutated);
