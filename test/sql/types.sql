-- Properties of every type of the extension, tested with random values of each.
SET client_min_messages = warning; SET jit = off;
SELECT setseed(0.25);
\getenv abs_srcdir PG_ABS_SRCDIR
\set samples :abs_srcdir '/samples.sql'
\i :samples
CREATE TABLE types AS SELECT type, varies FROM own_type;

-- The values, as text: the samples, and values aggregated from 0, 1, 120 and 300 days; some of them twice
CREATE TABLE given AS
SELECT type, printed AS value
FROM sample
UNION
SELECT type, value
FROM types,
	unnest('{0,1,120,300}'::integer[]) AS days,
	pg_temp.gathered(type, days) AS value
WHERE varies AND length(value) < 9000;
INSERT INTO given SELECT type, value FROM given WHERE random() < 0.3;
CREATE TABLE seen AS
SELECT 1 + (random() * 2000)::integer AS days,
	random() < 0.5 AS yes,
	date '2015-01-01' + (random() * 3000)::integer AS day
FROM generate_series(1, 400) AS i;

-- Each type has an order and a hash
SELECT type, name
FROM types, unnest('{btree,hash}'::name[]) AS name
WHERE NOT EXISTS (
	SELECT
	FROM pg_opclass
	JOIN pg_am AS m ON m.oid = opcmethod
	WHERE opcintype = type AND opcdefault AND amname = name
);
-- ask(query) runs a query for each type, whose name replaces %1$s, and returns the types where the answer is not true
CREATE FUNCTION ask(query text) RETURNS TABLE (type regtype, answer text) LANGUAGE plpgsql AS $$
BEGIN
	FOR type IN SELECT t.type FROM types AS t ORDER BY t.type::text COLLATE "C" LOOP
		EXECUTE format(query, type) INTO answer;
		CONTINUE WHEN answer = 'true';
		RETURN NEXT;
	END LOOP;
END $$;
CREATE FUNCTION hash(value anyelement) RETURNS bigint LANGUAGE sql AS 'SELECT hash_record_extended(ROW(value), 3)';
-- of two values one is greater, or they are equal and so are their texts and hashes
SELECT * FROM ask($$
WITH v AS MATERIALIZED (
		SELECT value, value::%1$s AS x, hash(value::%1$s) AS hash FROM given WHERE type = '%1$s'::regtype),
	pair AS (SELECT a.x AS a, b.x AS b, a.value = b.value AS same, btrecordcmp(ROW(a.x), ROW(b.x)) AS cmp,
		a.hash = b.hash AS same_hash FROM v AS a, v AS b)
SELECT bool_and((a = b) = same AND (a <> b) = NOT same AND (cmp = 0) = same AND (same_hash OR NOT same)
	AND (a < b) = (cmp < 0) AND (a <= b) = (cmp <= 0) AND (a > b) = (cmp > 0) AND (a >= b) = (cmp >= 0)
	AND (ROW(a, 1) < ROW(b, 1)) = (a < b) AND cmp = -btrecordcmp(ROW(b), ROW(a)))::text FROM pair $$);
-- the order is transitive
SELECT * FROM ask($$
WITH v AS (SELECT DISTINCT ON (value) value::%1$s AS x FROM given WHERE type = '%1$s'::regtype LIMIT 25)
SELECT bool_and(NOT (a.x < b.x AND b.x < c.x) OR a.x < c.x)::text FROM v AS a, v AS b, v AS c $$);
-- sorting, grouping, ranking and joining agree with the operators
SELECT * FROM ask($$
WITH v AS (SELECT value, value::%1$s AS x FROM given WHERE type = '%1$s'::regtype),
	sorted AS (SELECT x, lag(x) OVER w AS before, row_number() OVER (PARTITION BY x) AS n,
		dense_rank() OVER w AS place FROM v WINDOW w AS (ORDER BY x))
SELECT ((SELECT count(DISTINCT x) FROM v) = n AND (SELECT count(*) FROM (SELECT DISTINCT x FROM v) AS d) = n
	AND (SELECT count(*) FROM (SELECT x FROM v GROUP BY x) AS g) = n AND (SELECT max(place) FROM sorted) = n
	AND (SELECT count(*) FROM sorted WHERE sorted.n = 1) = n
	AND (SELECT bool_and(before IS NULL OR before <= x) FROM sorted)
	AND (SELECT count(*) FROM (SELECT x FROM v UNION SELECT x FROM v) AS u) = n
	AND (SELECT count(*) FROM v AS a JOIN v AS b USING (x))
		= (SELECT count(*) FROM v AS a JOIN v AS b USING (value)))::text
FROM (SELECT count(DISTINCT value::%1$s::text) AS n FROM v) AS d $$);
-- values stored in every form (short, compressed and out of line) and in unique keys and indexes compare alike
CREATE SCHEMA stored;
CREATE EXTENSION amcheck;
CREATE FUNCTION store(type regtype, varies boolean) RETURNS regtype LANGUAGE plpgsql AS $$
DECLARE
	storages text[] := CASE WHEN varies THEN '{plain,main,external,extended}' ELSE '{plain}' END;
BEGIN
	EXECUTE format('CREATE TABLE stored.%1$I (id bigint, x %1$s, value text, UNIQUE (id, x))
		WITH (toast_tuple_target = 128)', type);
	FOR i IN 1 .. cardinality(storages) LOOP
		EXECUTE format('ALTER TABLE stored.%I ALTER x SET STORAGE %s', type, storages[i]);
		EXECUTE format('INSERT INTO stored.%1$I SELECT %2$s + row_number() OVER (ORDER BY value), value::%1$s, value
			FROM given WHERE type = %1$L::regtype', type, i * 1000);
	END LOOP;
	EXECUTE format('CREATE INDEX %1$s_btree ON stored.%1$I (x); CREATE INDEX ON stored.%1$I USING hash (x)', type);
	PERFORM bt_index_check(format('stored.%s_btree', type)::regclass, true);
	RETURN type;
END $$;
SELECT count(store(type, varies)) > 15 AS stored FROM types;
SELECT * FROM ask($$
WITH v AS MATERIALIZED (SELECT DISTINCT value, value::%1$s AS x FROM given WHERE type = '%1$s'::regtype),
	pair AS (SELECT v.x = s.x AS eq, s.x < v.x AS less, hash(s.x) = hash(v.x) AS same_hash,
		btrecordcmp(ROW(s.x), ROW(v.x)) AS cmp, s.value = v.value AS same
	FROM v, stored.%1$I AS s WHERE s.id %% 7 = 1)
SELECT bool_and(eq = same AND less = (cmp < 0) AND (cmp = 0) = same AND (same_hash OR NOT same))::text
FROM pair $$);
SET enable_seqscan = off; SET enable_bitmapscan = off;
SELECT * FROM ask($$
WITH v AS MATERIALIZED (SELECT value, value::%1$s AS x FROM given WHERE type = '%1$s'::regtype LIMIT 20)
SELECT bool_and(
	(SELECT count(*) FROM stored.%1$I AS s WHERE s.x = v.x)
		= (SELECT count(*) FROM stored.%1$I AS s WHERE s.value = v.value)
	AND (SELECT count(*) FROM stored.%1$I AS s WHERE s.x < v.x)
		+ (SELECT count(*) FROM stored.%1$I AS s WHERE s.x >= v.x)
		= (SELECT count(*) FROM stored.%1$I)
)::text
FROM v $$);
RESET enable_seqscan; RESET enable_bitmapscan;
-- the state of an aggregate, which a window returns, equals the value that its text reads as
SELECT count(*) AS values,
	bool_and(a = b AND NOT a < b AND NOT a > b AND hash(a) = hash(b)) AS equal
FROM (
	SELECT survival_agg(days, yes) OVER (ORDER BY day, days) AS a,
		(survival_agg(days, yes) OVER (ORDER BY day, days))::text::survival_tally AS b
	FROM seen
	LIMIT 50
) AS v;
-- the comments on operators state what the order is based on
SELECT o.oid::regoperator AS operator, obj_description(o.oid, 'pg_operator') AS comment
FROM types JOIN pg_operator AS o ON oprleft = type AND oprright = type
WHERE varies AND oprname IN ('<', '<=', '>', '>=')
	AND obj_description(o.oid, 'pg_operator') !~ 'by (the bytes|text)$';

-- All values of a type become JSON of the same kind, by whatever function, and can be read back: the kind of their
-- text if that is JSON, otherwise a string
CREATE FUNCTION text_kind(value text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN json_typeof(value::json);
EXCEPTION WHEN invalid_text_representation THEN
	RETURN 'string';
END $$;
CREATE TABLE kind (type regtype, answered text, expected text);
SELECT * FROM ask($$
INSERT INTO kind SELECT '%1$s'::regtype, string_agg(DISTINCT json_typeof(to_json(x)), ', '),
	CASE WHEN bool_or(text_kind(value) = 'string') THEN 'string' ELSE string_agg(DISTINCT text_kind(value), ', ') END
FROM stored.%1$I RETURNING answered = expected $$);
SELECT DISTINCT answered FROM kind ORDER BY answered;
SELECT * FROM ask($$
SELECT bool_and((to_json(x) #>> '{}')::%1$s = x AND (to_jsonb(x) #>> '{}')::%1$s = x
	AND (row_to_json(s) ->> 'x')::%1$s = x AND (to_jsonb(s) ->> 'x')::%1$s = x
	AND (json_build_object('x', x) ->> 'x')::%1$s = x AND (jsonb_build_object('x', x) ->> 'x')::%1$s = x
	AND (json_build_array(x) ->> 0)::%1$s = x AND (to_jsonb(ARRAY[x]) ->> 0)::%1$s = x
	AND (json_populate_record(NULL::stored.%1$I, row_to_json(s))).x = x
	AND (jsonb_populate_record(NULL::stored.%1$I, to_jsonb(s))).x = x)::text FROM stored.%1$I AS s $$);
SELECT * FROM ask($$
WITH made AS (SELECT array_agg(x ORDER BY x) AS a, json_agg(x) AS j, jsonb_agg(x) AS b FROM stored.%1$I)
SELECT (
	a = (
		SELECT array_agg(x ORDER BY x)
		FROM json_array_elements_text(j) AS e,
			LATERAL (SELECT e::%1$s) AS v (x)
	)
	AND a = (
		SELECT array_agg(x ORDER BY x)
		FROM jsonb_array_elements_text(b) AS e,
			LATERAL (SELECT e::%1$s) AS v (x)
	)
)::text
FROM made $$);
SELECT to_jsonb('3.5'::edss), to_json('6'::edss), to_jsonb('Tysabri'::dmt), row_to_json(v)
FROM (SELECT '4'::edss AS edss, '{2019-03-04: 3.5}'::outcome_series AS visits, neda_agg('NEDA-4') AS tally) AS v;
-- types that become a JSON string can be keys of an object; the others have a cast to json, and cannot
SELECT type
FROM kind
LEFT JOIN pg_cast ON castsource = type AND casttarget = 'json'::regtype
WHERE (answered = 'string') = (castsource IS NOT NULL);
SELECT jsonb_object_agg(line, n),
	jsonb_object_agg(drug, n),
	jsonb_object_agg(edss::text, n),
	json_build_object(status, n)
FROM (
	SELECT 'first'::dmt_line AS line,
		'Tysabri'::dmt AS drug,
		'3.5'::edss AS edss,
		'NEDA-4'::neda_status AS status,
		7 AS n
) AS v
GROUP BY status, n;
SELECT '3.5'::edss::json, to_json('{2019-03-04: 3.5}'::outcome_series);
DROP SCHEMA stored CASCADE; DROP EXTENSION amcheck;
