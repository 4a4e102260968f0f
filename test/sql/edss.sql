-- What it is for
SELECT '3.5'::edss, 6.0::edss, 4::edss, 2.5::float8::edss;
SELECT unnest('{0,1.0,1.5,2.0,2.5,3.0,3.5,4.0,4.5,5.0,5.5,6.0,6.5,7.0,7.5,8.0,8.5,9.0,9.5,10.0}'::edss[]) AS edss;
SELECT edss_worsening('2.0', '3.0'), edss_worsening('2.0', '2.5'), edss_worsening('5.5', '6.0');

-- Text: blanks, sign, comma, zeros
SELECT ' 3.5 '::edss, '+6'::edss, '3,5'::edss, '06.50'::edss, '10'::edss, '0.0'::edss, E'\t1\n'::edss;
SELECT v, v::edss::text::edss = v::edss AS round_trip
FROM unnest('{0,1,1.5,5.5,9.5,10}'::text[]) AS v;

-- Not an EDSS
SELECT '0.5'::edss;
SELECT '2.3'::edss;
SELECT '2.50001'::edss;
SELECT 'NaN'::edss;
SELECT ''::edss;
SELECT ' '::edss;
SELECT '<4'::edss;
SELECT '3.'::edss;
SELECT '.5'::edss;
SELECT '3.5x'::edss;
SELECT '3 5'::edss;
SELECT '1e0'::edss;
SELECT '11'::edss;
SELECT '10.5'::edss;
SELECT '-1'::edss;
SELECT '99999999999999999999999999999999'::edss;
SELECT 11::edss;
SELECT (-1)::edss;
SELECT 0.5::edss;
SELECT 2.00000000000000000001::edss;
SELECT 'NaN'::numeric::edss;
SELECT 'NaN'::float8::edss;
SELECT 'Infinity'::float8::edss;
SELECT 3.3::float8::edss;
\set VERBOSITY sqlstate
SELECT '2.3'::edss;
SELECT '11'::edss;
SELECT 2.3::edss;
\set VERBOSITY default
SELECT try_edss('3.5'), try_edss('<4'), try_edss('0.5'), try_edss('11'), try_edss(NULL);

-- Casts: implicit to float8 only
SELECT '3.5'::edss + 1 AS plus, avg(e) AS mean, round(stddev(e)::numeric, 6) AS sd,
	percentile_cont(0.5) WITHIN GROUP (ORDER BY e) AS median, percentile_disc(0.5) WITHIN GROUP (ORDER BY e) AS disc
FROM unnest('{2,3.5,6}'::edss[]) AS e;
SELECT '3.5'::edss::numeric, '0'::edss::numeric, '10'::edss::numeric, '6.5'::edss::float8, '6.5'::edss::text;
CREATE TEMP TABLE visit (n integer GENERATED ALWAYS AS IDENTITY, edss edss);
INSERT INTO visit (edss) VALUES (3.5), ('2,5'), (6), (NULL), (4.0::float8);
INSERT INTO visit (edss) VALUES (0.5);
INSERT INTO visit (edss) SELECT 3.5::edss::text;
SELECT * FROM visit ORDER BY n;
-- from every type of numbers: the 20 values, and no other
CREATE FUNCTION taken(type regtype, number float8) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer edss;
BEGIN
	EXECUTE format('INSERT INTO visit (edss) VALUES (%L::%s) RETURNING edss', number, type) INTO answer;
	RETURN answer;
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END $$;
SELECT type, count(*) FILTER (WHERE t <> '22003') AS taken, bool_and(t = '22003' OR t::float8 = x) AS as_it_is,
	count(*) FILTER (WHERE t = '22003') AS refused
FROM unnest('{smallint,integer,bigint,real,float8,numeric}'::regtype[]) AS type, generate_series(-30, 30) AS i,
	LATERAL (SELECT i / 2.0, taken(type, i / 2.0)) AS v (x, t)
WHERE i % 2 = 0 OR type::text !~ 'int' GROUP BY type ORDER BY type;
SELECT edss('4'::smallint),
	edss(4::bigint),
	edss(3.5::real),
	edss('3.5'),
	edss(4),
	edss(3.5),
	edss(NULL::bigint) IS NULL AS unknown;
SELECT (9223372036854775807)::bigint::edss;
SELECT (-32768)::smallint::edss;
SELECT 2.3::real::edss;
SELECT 'NaN'::real::edss;
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE 'edss'::regtype IN (castsource, casttarget) ORDER BY castsource::regtype::text, casttarget::regtype::text;

-- Binary: round trip, refusal of all other bytes
CREATE TEMP TABLE all_edss AS
SELECT e FROM unnest('{0,1,1.5,2,2.5,3,3.5,4,4.5,5,5.5,6,6.5,7,7.5,8,8.5,9,9.5,10}'::edss[]) AS e;
SELECT string_agg(encode(edss_send(e), 'hex'), ' ' ORDER BY e) FROM all_edss;
SELECT format('%s/edss.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY all_edss TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied (LIKE all_edss);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT count(*), bool_and(a.e = b.e) FROM all_edss AS a JOIN copied AS b USING (e);
CREATE TEMP TABLE bytes ("char" "char");
INSERT INTO bytes VALUES (E'\001'::"char");
COPY bytes TO :'file' WITH (FORMAT binary);
COPY copied FROM :'file' WITH (FORMAT binary);
TRUNCATE bytes; INSERT INTO bytes VALUES ('A');
COPY bytes TO :'file' WITH (FORMAT binary);
COPY copied FROM :'file' WITH (FORMAT binary);

-- Order: as the numbers, in every operator, with edss and with float8
SELECT count(*) AS pairs,
	bool_and((a.e < b.e) = (a.e::float8 < b.e::float8)) AS lt,
	bool_and((a.e <= b.e) = (a.e::float8 <= b.e::float8)) AS le,
	bool_and((a.e = b.e) = (a.e::float8 = b.e::float8)) AS eq,
	bool_and((a.e <> b.e) = (a.e::float8 <> b.e::float8)) AS ne,
	bool_and((a.e >= b.e) = (a.e::float8 >= b.e::float8)) AS ge,
	bool_and((a.e > b.e) = (a.e::float8 > b.e::float8)) AS gt,
	bool_and(edss_cmp(a.e, b.e) = btfloat8cmp(a.e, b.e)
		OR sign(edss_cmp(a.e, b.e)) = sign(btfloat8cmp(a.e, b.e))) AS cmp
FROM all_edss AS a, all_edss AS b;
SELECT count(*) AS pairs,
	bool_and((e < x) = (e::float8 < x) AND (x > e) = (x > e::float8)) AS lt,
	bool_and((e <= x) = (e::float8 <= x) AND (x >= e) = (x >= e::float8)) AS le,
	bool_and((e = x) = (e::float8 = x) AND (x = e) = (x = e::float8)) AS eq,
	bool_and((e <> x) = (e::float8 <> x) AND (x <> e) = (x <> e::float8)) AS ne,
	bool_and((e >= x) = (e::float8 >= x) AND (x <= e) = (x <= e::float8)) AS ge,
	bool_and((e > x) = (e::float8 > x) AND (x < e) = (x < e::float8)) AS gt,
	bool_and(edss_float8_cmp(e, x) = btfloat8cmp(e::float8, x)
		AND float8_edss_cmp(x, e) = btfloat8cmp(x, e::float8)) AS cmp
FROM all_edss, unnest('{-1,0,0.5,3.4,3.5,6,9.5,10,11,NaN,Infinity,-Infinity}'::float8[]) AS x;
SELECT min(e), max(e), max(e) FILTER (WHERE false) AS none FROM all_edss;
SELECT count(DISTINCT hash_edss(e)) AS hashes, count(DISTINCT hash_edss_extended(e, 42)) AS seeded FROM all_edss;

-- Indexes: all plans give the same rows in the same order
CREATE TABLE edss_plans AS
SELECT i, CASE WHEN i % 11 = 0 THEN NULL WHEN i % 21 = 1 THEN '0'::edss
	ELSE ((i % 21)::numeric / 2)::edss END AS e
FROM generate_series(0, 20000) AS i;
ANALYZE edss_plans;
CREATE TABLE edss_answers (plan text, question text, answer text);
CREATE FUNCTION ask(plan text) RETURNS void LANGUAGE sql AS $$
	INSERT INTO edss_answers SELECT plan, q, a FROM (VALUES
		('>= 6.0', (SELECT count(*)::text FROM edss_plans WHERE e >= 6.0)),
		('6.0 > ', (SELECT count(*)::text FROM edss_plans WHERE 6.0 > e)),
		('= 3', (SELECT count(*)::text FROM edss_plans WHERE e = 3)),
		('= edss', (SELECT count(*)::text FROM edss_plans WHERE e = '3.5')),
		('between', (SELECT count(*)::text FROM edss_plans WHERE e BETWEEN 3 AND 5.5)),
		('in', (SELECT count(*)::text FROM edss_plans WHERE e IN (3.0, 6.5))),
		('between values', (SELECT count(*)::text FROM edss_plans WHERE e > 3.3 AND e < 3.6)),
		('order', (SELECT md5(string_agg(e::text, ',')) FROM (SELECT e FROM edss_plans ORDER BY e) AS o)),
		('descending', (SELECT md5(string_agg(e::text, ',')) FROM (SELECT e FROM edss_plans ORDER BY e DESC) AS o)),
		('max', (SELECT max(e)::text FROM edss_plans)),
		('distinct', (SELECT count(*)::text FROM (SELECT DISTINCT e FROM edss_plans) AS d))
	) AS v (q, a) $$;
SELECT ask('sequential');
CREATE INDEX edss_plans_index ON edss_plans (e);
SET enable_seqscan = off; SET enable_sort = off;
SELECT ask('btree');
SET enable_bitmapscan = off;
SELECT ask('btree, plain');
RESET enable_bitmapscan;
DROP INDEX edss_plans_index;
CREATE INDEX edss_plans_index ON edss_plans USING brin (e) WITH (pages_per_range = 1);
SELECT ask('brin');
DROP INDEX edss_plans_index;
CREATE INDEX edss_plans_index ON edss_plans USING hash (e);
SELECT ask('hash');
RESET enable_seqscan; RESET enable_sort;
SELECT question, count(*) AS plans, count(DISTINCT answer) AS answers
FROM edss_answers
GROUP BY question
ORDER BY question COLLATE "C";
SELECT question, answer
FROM edss_answers
WHERE plan = 'sequential' AND question ~ '[0-9=]'
ORDER BY question COLLATE "C";

-- edss >= 6.0 is an index condition
CREATE FUNCTION plan_has(query text, pattern text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text; found boolean := false;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP found := found OR line ~ pattern; END LOOP;
	RETURN found;
END $$;
DROP INDEX edss_plans_index;
CREATE INDEX edss_plans_index ON edss_plans (e);
SET enable_seqscan = off;
SELECT plan_has('SELECT * FROM edss_plans WHERE e >= 6.0', 'Index Cond: \(e >= ''6''::double precision\)') AS numeric,
	plan_has('SELECT * FROM edss_plans WHERE e = 6', 'Index Cond') AS integer,
	plan_has('SELECT * FROM edss_plans WHERE 6.0::float8 <= e', 'Index Cond') AS commuted,
	plan_has('SELECT max(e) FROM edss_plans', 'Index Only Scan Backward') AS max;
RESET enable_seqscan;

-- Joins: the same by every method
CREATE FUNCTION joined() RETURNS bigint LANGUAGE sql AS
	$$ SELECT count(*) FROM edss_plans AS a JOIN edss_plans AS b USING (e) WHERE a.i < 500 AND b.i < 500 $$;
SET enable_hashjoin = off; SET enable_mergejoin = off; SELECT joined() AS nested_loop;
SET enable_nestloop = off; SET enable_hashjoin = on; SELECT joined() AS hash;
SET enable_hashjoin = off; SET enable_mergejoin = on; SELECT joined() AS merge;
RESET enable_hashjoin; RESET enable_mergejoin; RESET enable_nestloop;
SELECT count(*) AS mixed FROM (VALUES (3.5::float8), (6), (6.2)) AS v (x) JOIN edss_plans ON e = x WHERE i < 500;

-- Hash partitions
CREATE TABLE edss_parts (e edss) PARTITION BY HASH (e);
CREATE TABLE edss_parts_0 PARTITION OF edss_parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE edss_parts_1 PARTITION OF edss_parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO edss_parts SELECT e FROM all_edss;
SELECT count(*) FROM edss_parts;

-- RANGE frames in EDSS points
SELECT e, count(*) OVER (ORDER BY e RANGE BETWEEN 1.0 PRECEDING AND 0.5 FOLLOWING) AS near
FROM all_edss WHERE e <= 3.0 ORDER BY e;
SELECT count(*) OVER (ORDER BY e RANGE BETWEEN -1 PRECEDING AND CURRENT ROW) FROM all_edss;

-- Thresholds of worsening: the smallest value that counts, by reference
SELECT r.e AS reference, (SELECT min(v.e) FROM all_edss AS v WHERE edss_worsening(r.e, v.e)) AS std50,
	(SELECT min(v.e) FROM all_edss AS v WHERE edss_worsening(r.e, v.e, 'std55')) AS std55,
	(SELECT min(v.e) FROM all_edss AS v WHERE edss_worsening(r.e, v.e, 'opera')) AS opera
FROM all_edss AS r ORDER BY r.e;
SELECT edss_worsening(NULL, '3.0'), edss_worsening('3.0', NULL), edss_worsening('3.0', '4.0', NULL);
SELECT edss_worsening('3.0', '4.0', 'std60');

DROP FUNCTION joined, ask, plan_has; DROP TABLE edss_plans, edss_answers, edss_parts;
