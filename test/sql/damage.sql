-- Invalid bytes, as from a damaged page or a wrong cast: each function returns an answer or the error XX001 (data
-- corrupted), never another error, and the server never crashes.

BEGIN;
\getenv abs_srcdir PG_ABS_SRCDIR
\set samples :abs_srcdir '/samples.sql'
\i :samples
-- A type of the server with the same storage as each of our types, to cast arbitrary bytes from.
SET client_min_messages = warning;
CREATE TYPE aligned;
CREATE FUNCTION aligned_in(cstring) RETURNS aligned AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION aligned_out(aligned) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE aligned (
	INPUT = aligned_in,
	OUTPUT = aligned_out,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
RESET client_min_messages;
CREATE TABLE stored AS
SELECT name AS type,
	CASE typlen
		WHEN 1 THEN '"char"'
		WHEN 2 THEN 'smallint'
		WHEN 4 THEN 'integer'
		ELSE CASE typalign WHEN 'd' THEN 'aligned' ELSE 'bytea' END
	END AS bytes,
	typlen
FROM own_type
JOIN pg_type AS t ON t.oid = type;
DO $$
DECLARE
	cast_to_make record;
BEGIN
	FOR cast_to_make IN
		SELECT source, target
		FROM stored,
			LATERAL (VALUES (bytes, type), (type, bytes)) AS c (source, target)
		WHERE NOT EXISTS (
			SELECT
			FROM pg_cast
			WHERE castsource = source::regtype AND casttarget = target::regtype AND castmethod = 'b'
		)
	LOOP
		EXECUTE format('CREATE CAST (%s AS %s) WITHOUT FUNCTION', cast_to_make.source, cast_to_make.target);
	END LOOP;
END $$;

-- the outcome of a query: 'answer' or the SQLSTATE
CREATE FUNCTION outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'answer';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END $$;

-- the functions to call: those that need one value only, and the cast to text
CREATE TABLE question AS
SELECT stored.type, proname::text AS function
FROM stored
JOIN pg_proc AS p ON proargtypes[0] = stored.type::regtype AND pronargs - pronargdefaults = 1
JOIN pg_depend ON objid = p.oid AND classid = 'pg_proc'::regclass AND deptype = 'e'
WHERE refobjid = (SELECT oid FROM pg_extension WHERE extname = 'sepms') AND proname NOT LIKE '%\_out'
UNION
SELECT type, 'text' FROM stored;

-- Types stored as a number: every number of one byte, and a sample of the larger ones.
CREATE TABLE of_number AS
SELECT DISTINCT type, outcome
FROM stored
JOIN question USING (type),
	LATERAL (
		SELECT i FROM generate_series(-128, 127) AS i WHERE typlen = 1
		UNION ALL
		SELECT i FROM generate_series(-32768, 32767, 61) AS i WHERE typlen = 2
		UNION ALL
		SELECT i FROM generate_series(-1, 40) AS i WHERE typlen = 2
		UNION ALL
		SELECT hashint4(i) FROM generate_series(1, 500) AS i WHERE typlen = 4
		UNION ALL
		SELECT 1 << i FROM generate_series(0, 30) AS i WHERE typlen = 4
	) AS n,
	LATERAL outcome(format('SELECT %I((%s)::%s::%I)', function, i, bytes, type))
WHERE typlen > 0;
SELECT outcomes, count(*) > 5 AS types
FROM (
	SELECT type, array_agg(outcome ORDER BY outcome) AS outcomes
	FROM stored
	LEFT JOIN of_number USING (type)
	WHERE typlen > 0
	GROUP BY type
) AS o
GROUP BY outcomes;
SELECT outcome($$
		SELECT local_msss(severity_agg(edss, 3), 1::"char"::edss, 3)
		FROM (VALUES ('2'::edss)) AS v (edss) $$) AS reference,
	outcome('SELECT neda_agg(127::neda_status)') AS tally;

-- Types of variable length: each bit changed, the bytes cut off at each length, one byte appended.
CREATE TABLE whole AS SELECT type, value FROM sample WHERE kind = 'ordinary';
-- the other stored forms of series and survival tallies
INSERT INTO whole VALUES
	('outcome_series', '{2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm), 2019-09-01: 4.5}'),
	('outcome_series', '{2019-03-04: 5.1, 2019-06-10: 17.3}'),
	('outcome_series', '{2019-03-04: 5.125}'),
	('mri_series', '{2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-03-04, 2021-01-01: T2 some}'),
	('survival_tally', '{"version": 1, "days": [3, 700], "events": [1, 300], "censored": [0, 1], "entered": [1, 0]}');
CREATE FUNCTION bytes_of(value text, type text, bytes text) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
	EXECUTE format('SELECT (%L::%I::%s)::text', value, type, bytes) INTO answer;
	RETURN answer::bytea;
END $$;
CREATE TABLE damaged AS
SELECT stored.type, bytes, damage
FROM whole JOIN stored ON whole.type = stored.type::regtype AND typlen < 0,
	LATERAL bytes_of(value, stored.type, bytes) AS b,
	LATERAL (
		SELECT set_bit(b, bit, 1 - get_bit(b, bit)) AS damage
		FROM generate_series(0, 8 * length(b) - 1) AS bit
		UNION ALL
		SELECT substr(b, 1, n)
		FROM generate_series(0, length(b) - 1) AS n
		UNION ALL
		SELECT b || '\x00'
	) AS d;
CREATE TABLE heard AS
SELECT type, outcome
FROM stored
JOIN damaged USING (type, bytes)
JOIN question USING (type),
	LATERAL outcome(format('SELECT %I(%L::%s::%I)', function, damage, bytes, type))
WHERE typlen < 0;
-- the exceptions, types that never raise XX001 or that raise other errors: a definition is stored as text and parsed
-- like any input; damaged weights may be valid weights whose sum is out of range; a score with a damaged flag may ask
-- for a variance for which it has no sums
SELECT type,
	count(*) FILTER (WHERE outcome = 'XX001') > 0 AS refused,
	array_agg(DISTINCT outcome) FILTER (WHERE outcome NOT IN ('answer', 'XX001')) AS otherwise
FROM heard
GROUP BY type
HAVING count(*) FILTER (WHERE outcome = 'XX001') = 0
	OR count(*) FILTER (WHERE outcome NOT IN ('answer', 'XX001')) > 0
ORDER BY type;
SELECT type AS untested FROM stored WHERE typlen < 0 AND type NOT IN (SELECT type FROM heard);
ROLLBACK;
