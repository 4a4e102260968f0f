-- A good guest: CREATE EXTENSION changes nothing for those who do not use it.  What the
-- planner and the parser make of tables without a type of sepms is asked before and after.

-- the names that sepms shares with the server
CREATE TEMP TABLE member AS
SELECT d.classid, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON d.refobjid = e.oid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'sepms';
SELECT array_agg(DISTINCT oprname) AS operators FROM member JOIN pg_operator AS o ON objid = o.oid
WHERE classid = 'pg_operator'::regclass
	AND EXISTS (SELECT FROM pg_operator AS s WHERE s.oprname = o.oprname AND s.oid < 16384) \gset
SELECT array_agg(DISTINCT proname) AS functions FROM member JOIN pg_proc AS p ON objid = p.oid
WHERE classid = 'pg_proc'::regclass AND EXISTS (SELECT FROM pg_proc AS s WHERE s.proname = p.proname
	AND s.oid < 16384) \gset
SELECT :'operators' AS operators, :'functions' AS functions;

-- Two queries of the operators and functions in operator families; each row is a fault.
-- In our families: nothing of the server's that takes the server's own types alone,
CREATE TEMP VIEW in_family AS
SELECT amopfamily AS family, amoplefttype AS lefttype, amoprighttype AS righttype,
	'pg_operator'::regclass::oid AS class,
	amopopr AS object, format('operator %s', amopopr::regoperator) AS name FROM pg_amop
UNION ALL SELECT amprocfamily, amproclefttype, amprocrighttype, 'pg_proc'::regclass,
	amproc, format('function %s', amproc::regprocedure) FROM pg_amproc;
CREATE TEMP VIEW question AS
SELECT opfname, name, lefttype::regtype, righttype::regtype,
	family IN (SELECT objid FROM member WHERE classid = 'pg_opfamily'::regclass) AS our_family,
	(class, object) IN (SELECT * FROM member) AS our_object,
	EXISTS (SELECT FROM member WHERE classid = 'pg_type'::regclass AND objid IN (lefttype, righttype)) AS our_type
FROM in_family JOIN pg_opfamily AS f ON f.oid = family;
SELECT count(*) > 100 AS asked FROM question WHERE our_family OR our_object OR our_type;
SELECT * FROM question WHERE our_family AND NOT our_object AND NOT our_type;
-- and in the server's families: nothing of ours, of any type
SELECT * FROM question WHERE NOT our_family AND (our_object OR our_type);
-- ours on the server's types alone: only the bounds of index scans, and only in our family
SELECT name FROM question WHERE our_family AND NOT our_type ORDER BY name COLLATE "C";
SELECT o.oid::regoperator AS operator FROM member JOIN pg_operator AS o ON objid = o.oid
WHERE classid = 'pg_operator'::regclass AND oprleft < 16384 AND oprright < 16384
	AND o.oid NOT IN (SELECT amopopr FROM pg_amop) ORDER BY 1;
-- no cast between the server's types, and no operator class for one of them
SELECT castsource::regtype, casttarget::regtype FROM member JOIN pg_cast AS c ON objid = c.oid
WHERE classid = 'pg_cast'::regclass AND castsource < 16384 AND casttarget < 16384;
SELECT opcname FROM member JOIN pg_opclass AS c ON objid = c.oid WHERE classid = 'pg_opclass'::regclass
	AND opcintype < 16384;

-- Plans, in a database of its own
SELECT current_database() AS here \gset
CREATE DATABASE regress_guest;
\c regress_guest
CREATE TABLE asked (n integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, setting text, query text, before text,
	after text);
CREATE FUNCTION answer(query text, setting text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	PERFORM set_config(setting, 'off', true);
	FOR line IN EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) ' || query LOOP
		lines := lines || line || E'\n';
	END LOOP;
	PERFORM set_config(setting, 'on', true);
	RETURN lines;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;

-- columns of many types, in a wide table; and numbers, dates and texts, indexed
CREATE TABLE wide (
	a_int2 int2, a_int4 int4, a_int8 int8, a_float4 float4, a_float8 float8, a_numeric numeric, a_text text,
	a_varchar varchar, a_char "char", a_bpchar char(3), a_date date, a_timestamp timestamp, a_timestamptz timestamptz,
	a_interval interval, a_bool boolean, a_bytea bytea, a_json json, a_jsonb jsonb, a_daterange daterange,
	a_datemultirange datemultirange, a_int4range int4range,
	a_dates date[], a_ints int[], a_floats float8[], a_texts text[], a_oid oid, a_name name, a_uuid uuid);
CREATE TABLE one (i2 int2, i4 int4, i8 int8, f4 float4, f8 float8, n numeric, d date, ts timestamp, t text, v varchar);
CREATE TABLE two (LIKE one); CREATE TABLE three (LIKE one);
-- autovacuum must not change a plan between the two times that it is asked for
SELECT format('ALTER TABLE %I SET (autovacuum_enabled = off)', t) FROM unnest('{one,two,three}'::text[]) AS t \gexec
INSERT INTO one SELECT i, i, i, i, i, i, date '2020-01-01' + i, timestamp '2020-01-01' + i * interval '1 day', i, i
FROM generate_series(1, 2000) AS i;
INSERT INTO two SELECT * FROM one; INSERT INTO three SELECT * FROM one WHERE i4 < 500;
SELECT format('CREATE INDEX ON %I (%I)', t, c)
FROM unnest('{one,two,three}'::text[]) AS t, unnest('{i4,f4,f8,n,d,t}'::text[]) AS c \gexec
CREATE INDEX ON one USING brin (f8); CREATE INDEX ON two USING hash (f8);
CREATE INDEX ON one (i4) WHERE f8 >= 1500;
CREATE TABLE parted (f8 float8, d date) PARTITION BY RANGE (f8);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (10) TO (20);
VACUUM ANALYZE one; VACUUM ANALYZE two; VACUUM ANALYZE three;

-- joins of three tables over any two numeric types, with a condition on the middle or the last one
INSERT INTO asked (setting, query)
SELECT setting,
	format(
		'SELECT a.t, c.t FROM one AS a JOIN two AS b ON a.%1$I = b.%2$I JOIN three AS c ON b.%2$I = c.%3$I %4$s',
		x, y, z, condition
	)
FROM unnest('{i4,f4,f8,n}'::text[]) AS x,
	unnest('{i4,f4,f8,n}'::text[]) AS y,
	unnest('{i4,f4,f8,n}'::text[]) AS z,
	unnest(ARRAY[
		'', format('WHERE c.%I = 5', z), format('WHERE c.%I = 5::float4', z), format('ORDER BY b.%I', y)
	]) AS condition,
	unnest('{enable_material,enable_hashjoin,enable_nestloop}'::text[]) AS setting;
-- one table, in many ways
INSERT INTO asked (setting, query)
SELECT setting, replace(query, 'X', x)
FROM unnest('{i4,f4,f8,n,d,ts,t,v}'::text[]) AS x,
	unnest('{enable_material,enable_seqscan,enable_sort}'::text[]) AS setting,
	unnest(ARRAY[
		'SELECT min(X), max(X), count(DISTINCT X) FROM one',
		'SELECT X, count(*) FROM one GROUP BY X ORDER BY X',
		'SELECT DISTINCT X FROM one',
		'SELECT X FROM one UNION SELECT X FROM two',
		'SELECT X FROM one ORDER BY X DESC, f8',
		'SELECT count(*) OVER (PARTITION BY X ORDER BY f8 RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM one',
		'SELECT i4 FROM one WHERE X IS NOT DISTINCT FROM NULL',
		'SELECT i4 FROM one WHERE X = ANY (''{1,2}'')',
		'SELECT i4 FROM one WHERE X IN (''2021-01-01'', ''2021-01-02'')',
		'SELECT i4 FROM one WHERE X IN (1, 2, 3.5)',
		'SELECT i4 FROM one WHERE X >= 6.0 AND X < 7',
		'SELECT i4 FROM one WHERE (X, i4) > (1, 2)',
		'SELECT a.i4 FROM one AS a JOIN two AS b USING (X)',
		'SELECT i4 FROM one WHERE X IN (SELECT X FROM two)',
		'SELECT i4 FROM one WHERE NULLIF(X, 5) = 6 AND CASE X WHEN 1 THEN true ELSE false END',
		'SELECT a.i4 FROM one AS a FULL JOIN two AS b ON a.X = b.X AND a.f8 = b.f8',
		'SELECT i4 FROM one WHERE f8 >= 1600 AND X = 5',
		'SELECT p.d FROM parted AS p JOIN one AS a ON p.f8 = a.X WHERE p.f8 < 5',
		'SELECT d FROM parted WHERE f8 IN (1, 2.5) ORDER BY f8'
	]) AS query;
-- what the parser chooses for each operator and function whose name sepms has too, of columns and literals
CREATE VIEW operand AS SELECT attname::text AS name FROM pg_attribute WHERE attrelid = 'wide'::regclass AND attnum > 0
UNION ALL VALUES ('''3'''), ('3.5'), ('3'), ('NULL');
INSERT INTO asked (setting, query)
SELECT 'enable_material', format('SELECT %s %s %s FROM wide', a.name, operator, b.name)
FROM unnest(:'operators'::text[]) AS operator, operand AS a, operand AS b;
INSERT INTO asked (setting, query)
SELECT 'enable_material', format('SELECT %I(%s) FROM wide', function, a.name)
	FROM unnest(:'functions'::text[]) AS function,
	(SELECT name FROM operand UNION ALL VALUES ('a_date, a_date'), ('''2020-01-01'', 3'), ('''{}'', ''{}''')) AS a;
UPDATE asked SET before = answer(query, setting);
SELECT count(*) > 2000 AS many, count(*) FILTER (WHERE before LIKE '_____ %') > 100 AS some_errors,
	count(*) FILTER (WHERE before LIKE '%Index%') > 100 AS some_by_index,
	count(*) FILTER (WHERE before LIKE '%Merge Join%') > 100 AS some_merged FROM asked;
CREATE EXTENSION sepms;
\c regress_guest
UPDATE asked SET after = answer(query, setting);
SELECT setting, query, before, after FROM asked WHERE after IS DISTINCT FROM before ORDER BY n LIMIT 5;
\c :here

-- The family of edss with float8 on one side: through the index, and with several bounds at once
\c regress_guest
SET jit = off;
CREATE TABLE visit WITH (autovacuum_enabled = off) AS
SELECT ((i % 19 + 2) / 2.0)::edss AS edss, i FROM generate_series(1, 3000) AS i;
CREATE TABLE limits (id integer, edss edss, f8 float8, f4 float4);
INSERT INTO limits SELECT i, (1 + i % 9)::edss, i / 3.0, i / 3.0 FROM generate_series(1, 30) AS i;
CREATE INDEX visit_btree ON visit (edss, i);
CREATE INDEX visit_brin ON visit USING brin (edss) WITH (pages_per_range = 1);
CREATE INDEX visit_high ON visit (i) WHERE edss >= 6.0;
CREATE TABLE visits_parted (edss edss, i integer) PARTITION BY RANGE (edss);
CREATE TABLE visits_low PARTITION OF visits_parted FOR VALUES FROM ('0') TO ('6.0');
CREATE TABLE visits_high PARTITION OF visits_parted FOR VALUES FROM ('6.0') TO (MAXVALUE);
INSERT INTO visits_parted SELECT edss, i FROM visit; ANALYZE visit; ANALYZE visits_parted;
-- each condition by each kind of plan, and on plain numbers
CREATE TABLE condition (n serial, text text);
INSERT INTO condition (text)
SELECT format('%s %s %s', 'v.edss', op, bound)
FROM unnest('{<,<=,=,<>,>=,>}'::text[]) AS op,
	unnest(ARRAY[
		'6.0', '6.2::float8', '''6.0''::edss', '-1::float8', '11::float8', '''NaN''::float8', '''Infinity''::float8',
		'NULL::float8',
		'ANY (''{6,6.5,7.2,NULL}''::float8[])',
		'ALL (''{6,6.5,7.2}''::float8[])',
		'ANY (''{}''::float8[])',
		'ANY (''{6.0,6.5}''::edss[])',
		'(SELECT max(f8) FROM limits)',
		'(SELECT max(edss) FROM limits)'
	]) AS bound
UNION ALL
SELECT format('6.2::float8 %s v.edss', op)
FROM unnest('{<,<=,=,<>,>=,>}'::text[]) AS op
UNION ALL
SELECT unnest(ARRAY[
	'v.edss >= 4.0 AND v.edss >= 6.2::float8 AND v.edss >= ''5.0''::edss '
		'AND v.edss < 8.2::float8 AND 7.3::float8 > v.edss',
	'v.edss > 4.0 AND v.edss > ANY (''{3,6.2}''::float8[]) AND v.edss < ''9.0''::edss',
	'v.edss = 4.0 AND v.edss = ''4.0''::edss AND v.edss = 4.0::float8',
	'v.edss = 4.0 OR v.edss = 6.5 OR v.edss = 7.2',
	'v.edss = 4.0 AND v.edss = 5.0',
	'v.edss IN (4.0, 6.5)',
	'(v.edss, v.i) >= (6.2::float8, 100)',
	'v.edss BETWEEN 4.2 AND 6.2',
	'v.edss IN (SELECT f8 FROM limits)',
	'v.edss NOT IN (SELECT f8 FROM limits)',
	'EXISTS (SELECT FROM limits AS l WHERE v.edss = l.f8 AND l.f8 = l.f4)',
	'EXISTS (SELECT FROM limits AS l JOIN limits AS k ON l.f8 = k.f8 WHERE v.edss = l.f8 AND k.f8 = v.edss)',
	'EXISTS (SELECT FROM limits AS l WHERE v.edss = l.f8 AND v.edss = l.edss AND l.f8 = 6.0)',
	'EXISTS (SELECT FROM limits AS l WHERE l.f8 > v.edss)',
	'edss >= 6.5 AND i < 100',
	'edss >= 6.0 AND i < 100',
	'edss > 5.9 AND i < 100',
	'edss = ANY (ARRAY[6.0, 7.0]::float8[]) AND i < 100'
]);
CREATE FUNCTION answer_of(condition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	sum text;
BEGIN
	EXECUTE format('SELECT count(*)::text || '', '' || coalesce(sum(i), 0) FROM visit AS v WHERE %s', condition)
		INTO sum;
	EXECUTE format('SELECT %L || count(*)::text || '', '' || coalesce(sum(i), 0) FROM visits_parted AS v WHERE %s',
		sum || '; ', condition) INTO sum;
	RETURN sum;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TABLE answers (n integer, plan text, answer text);
CREATE FUNCTION ask_with(settings text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	one text;
BEGIN
	FOREACH one IN ARRAY settings LOOP
		PERFORM set_config(one, 'off', true);
	END LOOP;
	INSERT INTO answers SELECT n, settings::text, answer_of(text) FROM condition;
	FOREACH one IN ARRAY settings LOOP
		PERFORM set_config(one, 'on', true);
	END LOOP;
END $$;
SELECT ask_with('{enable_indexscan,enable_indexonlyscan,enable_bitmapscan}'),
	ask_with('{enable_seqscan,enable_bitmapscan}'),
	ask_with('{enable_seqscan,enable_indexscan,enable_indexonlyscan}'), ask_with('{enable_hashjoin,enable_nestloop}'),
	ask_with('{enable_hashjoin,enable_mergejoin,enable_seqscan}'), ask_with('{enable_partition_pruning}');
DROP INDEX visit_btree, visit_high;
SELECT ask_with('{enable_seqscan,enable_indexscan,enable_indexonlyscan,enable_hashagg}');
SELECT count(DISTINCT n) AS conditions, count(DISTINCT plan) AS plans, count(DISTINCT answer) > 30 AS differ
	FROM answers;
SELECT text, array_agg(DISTINCT answer) FROM answers JOIN condition USING (n) GROUP BY n, text
HAVING count(DISTINCT answer) > 1 OR bool_or(answer !~ '^(.*); \1$') ORDER BY n;
CREATE INDEX visit_btree ON visit (edss, i); CREATE INDEX visit_high ON visit (i)
	WHERE edss >= 6.0; DROP INDEX visit_brin;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT i FROM visit WHERE edss >= 6.0 ORDER BY edss;
EXPLAIN (COSTS OFF) SELECT i FROM visit WHERE edss = ANY ('{6,6.5}'::float8[]) ORDER BY i;
EXPLAIN (COSTS OFF) SELECT i FROM visit WHERE edss >= 6.5 AND i < 10; -- implied by a partial index's
RESET enable_seqscan;
EXPLAIN (COSTS OFF) SELECT i FROM visits_parted WHERE edss >= 6.5;
SELECT count(*) FROM (SELECT count(*) OVER (ORDER BY edss RANGE BETWEEN 0.5 PRECEDING AND 0.5 FOLLOWING) AS n
	FROM visit) AS w WHERE n > 400;
\c :here
DROP DATABASE regress_guest;
