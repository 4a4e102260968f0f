-- Every result of an aggregate, cast or function can be read back by its own type: from its text and from its bytes,
-- identical to the bit.  The input is random, in all orders, splits and frames.  The functions come from the catalog,
-- and the test lists those that it could not call.
SET client_min_messages = warning;
CREATE SCHEMA readback;
SET search_path = readback, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\set samples :abs_srcdir '/samples.sql'
\i :samples
SELECT setseed(0.15) IS NOT NULL AS seeded;
CREATE PROCEDURE each(queries text) LANGUAGE plpgsql AS $$
DECLARE query text;
BEGIN
	FOR query IN EXECUTE queries LOOP EXECUTE query; END LOOP;
END $$;
CREATE FUNCTION outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'answer';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
CREATE FUNCTION same(a anyelement, b anyelement) RETURNS boolean LANGUAGE sql
	AS 'SELECT pg_catalog.record_image_eq(ROW(a), ROW(b))';
CREATE FUNCTION one_of(anyarray) RETURNS anyelement LANGUAGE sql VOLATILE
	AS 'SELECT $1[1 + floor(random() * cardinality($1))::integer]';

-- The types, and the functions and aggregates that return one of them or an array of it, as result or as a column.
CREATE VIEW member AS
SELECT d.classid, d.objid FROM pg_depend AS d JOIN pg_extension AS e ON d.refobjid = e.oid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'sepms';
CREATE TABLE ours AS
SELECT type, name, typarray FROM own_type JOIN pg_type AS t ON t.oid = type;
CREATE TABLE answering AS
SELECT p.oid::regprocedure::text AS signature, p.oid, o.name AS type, c.name AS answer, prokind = 'a' AS aggregate,
	c.t = o.typarray AS as_array, proallargtypes IS NOT NULL AS as_row
FROM member JOIN pg_proc AS p ON p.oid = objid, LATERAL (
	SELECT prorettype AS t, 'value' AS name WHERE proallargtypes IS NULL UNION ALL
	SELECT t, name FROM unnest(proallargtypes, proargmodes, proargnames) AS a (t, mode, name)
	WHERE mode IN ('o', 't', 'b')) AS c JOIN ours AS o ON c.t IN (o.type, o.typarray)
WHERE classid = 'pg_proc'::regclass;
-- The results of each type
CALL each($$ SELECT format('CREATE TABLE answer_%s (n integer GENERATED ALWAYS AS IDENTITY, what text, value %1$I)',
	name) FROM ours $$);

-- Random rows of twelve patients: few days, so that several rows fall on one, and the ends of each range.
CREATE TABLE raw AS
SELECT n,
	n % 12 AS id,
	floor(random() * 4)::integer AS part,
	random() AS r1,
	random() AS r2,
	one_of('{0,0,1,2,1000000}'::integer[]) AS relapses,
	one_of('{1,30,365,366,10000000}'::integer[]) AS follow_up_days,
	one_of('{5,6,7,8,20,1000,2147483647}'::integer[]) AS days,
	one_of('{-2147483648,-1,0,1,4}'::integer[]) AS entry_days,
	one_of('{5,6,7,20,2147483647}'::integer[]) AS exit_days,
	random() < 0.5 AS observed,
	one_of('{0,1,2,3,15}'::integer[]) AS cause,
	one_of('{0,1e-9,0.1,0.3,1,2.5,1e9}'::float8[]) AS weight,
	one_of('{0,0.5,1,3.25,29.99,30,89,149.5}'::float8[]) AS years,
	neda_status(
		one_of('{0,1,NULL}'::integer[]),
		one_of('{t,f,NULL}'::boolean[]),
		one_of('{0,1,NULL}'::integer[]),
		one_of('{0,1,NULL}'::integer[]),
		one_of('{0,-1,NULL}'::float8[])
	) AS status,
	one_of('{teriflunomide,ocrelizumab,alemtuzumab,cladribine}'::dmt[]) AS drug,
	CASE
		WHEN random() < 0.01 THEN daterange('4713-11-24 BC', '5874897-12-31')
		WHEN random() < 0.02 THEN daterange(start, NULL)
		ELSE daterange(start, start + one_of('{0,1,2,5,40,40,200,1000}'::integer[]))
	END AS period,
	day AS scan_date,
	day AS visit_date,
	one_of('{0,1,2,2000,NULL}'::integer[]) AS new_t2,
	one_of('{0,1,3,2000,NULL}'::integer[]) AS gd,
	one_of('{0,-0.4,-0.0,1e308,-1e-320,NULL}'::float8[]) AS annual_pbvc,
	one_of('{0,1,1.5,2,3.5,6,-0.0,4.1,0.30000000000000004,1e308,5e-324}'::float8[]) AS value,
	random() < 0.8 AS can_confirm,
	one_of('{0,1,1.5,3.5,6,9.5,10}'::edss[]) AS edss,
	one_of('{0,1,NULL}'::integer[]) AS stratum,
	one_of('{1,2,-9223372036854775808,NULL}'::bigint[]) AS cluster,
	CASE WHEN random() < 0.1 THEN NULL ELSE ARRAY[one_of('{0,1,-0.0,NULL}'::float8[]), n % 2] END AS x,
	one_of('{0,1,2,7}'::integer[]) AS integer,
	one_of('{0,1,2,7}'::float8[]) AS "double precision",
	one_of('{0,-0.0,1,-2.5,1e50,-1e50,5e-324,NULL}'::float8[]) AS estimate,
	one_of('{1,0.1,1e50,1e-50,NULL}'::float8[]) AS std_err,
	random() < 0.5 AS treated,
	random() < 0.5 AS boolean
FROM generate_series(1, 480) AS n,
	LATERAL (
		SELECT date '2020-01-01' + (n - n + floor(random() * 60))::integer AS day,
			date '2015-01-01' + (n - n + floor(random() * 3000))::integer AS start
	) AS d;
-- and values of the other types: aggregated from 0 to 4 of these rows, or single scans; samples for the rest
CREATE TABLE item AS
SELECT raw.*,
	drug AS dmt,
	status AS neda_status,
	relapses AS events,
	observed AS outcome,
	t.*,
	CASE WHEN random() < 0.5 THEN several ELSE scan END AS mri_series
FROM raw,
	LATERAL (
		SELECT neda_agg(status) AS neda_tally,
			neda_agg(status, weight) AS weighted_neda_tally,
			relapse_agg(relapses, follow_up_days) AS relapse_tally,
			relapse_agg(relapses, follow_up_days, weight) AS weighted_relapse_tally,
			CASE
				WHEN raw.n % 3 = 0 THEN survival_agg(entry_days, exit_days, observed)
				ELSE survival_agg(days, observed)
			END AS survival_tally,
			survival_agg(days, observed, weight) AS weighted_survival_tally,
			survival_agg(days, observed) AS tally, -- without late entries
			cuminc_agg(days, cause) AS cuminc_tally,
			severity_agg(edss, years) AS severity_tally,
			cox_agg(cox_row(exit_days, observed, x, least(entry_days, exit_days - 1), weight, stratum, cluster))
				AS cox_tally,
			count_agg(count_row(relapses, follow_up_days, x, weight, cluster)) AS count_tally,
			logistic_agg(logistic_row(observed, x, weight, cluster)) AS logistic_tally,
			balance_agg(treated, x, weight) AS balance_tally,
			meta_agg(estimate, std_err) AS meta_tally,
			outcome_series(visit_date, value, can_confirm) AS outcome_series,
			mri_series(scan_date, new_t2, gd, annual_pbvc) AS several,
			treatment_agg(drug, period) AS treatment_history
		FROM raw AS other
		WHERE other.n BETWEEN raw.n AND raw.n + raw.n % 5 - 1
	) AS t,
	LATERAL (SELECT one_of('{0,1,2,NULL}'::integer[]) AS b) AS b,
	LATERAL (
		SELECT mri_scan(
			scan_date,
			CASE WHEN b > 0 THEN greatest(new_t2, b) ELSE new_t2 END,
			CASE WHEN b > 0 THEN greatest(gd, b) ELSE gd END,
			annual_pbvc,
			scan_date - 1 - raw.n % 90,
			CASE WHEN new_t2 + gd IS NOT NULL THEN b END,
			CASE WHEN new_t2 IS NULL AND coalesce(b, 0) = 0 THEN raw.n % 2 = 0 END,
			CASE WHEN gd IS NULL AND coalesce(b, 0) = 0 THEN raw.n % 3 = 0 END
		) AS scan
	) AS s;
CALL each($$ SELECT format('ALTER TABLE item ADD %1$I %1$s; UPDATE item SET %1$I = one_of((
	SELECT array_agg(value::%1$s) FROM sample WHERE type = %1$L::regtype AND kind = ''made''))', name)
FROM ours WHERE name NOT IN (SELECT attname FROM pg_attribute WHERE attrelid = 'item'::regclass) ORDER BY name $$);
CREATE UNIQUE INDEX ON item (n);
ANALYZE item;

-- Each argument of an aggregate is the column with its name or, if there is none, the column with its type.
CREATE TABLE asked AS
SELECT row_number() OVER (ORDER BY signature COLLATE "C") AS k, signature, quote_ident(proname) AS name, type,
	type NOT LIKE 'weighted%' AS exact, args, complete
FROM answering JOIN pg_proc AS p USING (oid), LATERAL (
	SELECT string_agg(format('%I::%s', attname, format_type(t, NULL)), ', ' ORDER BY i) AS args,
		bool_and(attname IS NOT NULL) AS complete
	FROM unnest(proargtypes) WITH ORDINALITY AS a (t, i) LEFT JOIN LATERAL (
		SELECT attname FROM pg_attribute
		WHERE attrelid = 'item'::regclass AND attname IN (proargnames[i], format_type(t, NULL))
		ORDER BY attname <> proargnames[i] LIMIT 1) AS c ON true) AS a
WHERE aggregate;
SELECT signature AS has_no_column_for_an_argument FROM asked WHERE NOT complete;
SELECT name AS has_no_aggregate FROM ours WHERE name NOT IN (SELECT type FROM asked) ORDER BY name;

-- The ways to compute the aggregates: each makes a table with a row for each group and a column for each aggregate.
CREATE TABLE way (name text, keys text, grouping text, ending text, settings text);
INSERT INTO way VALUES ('sorted', 'id', 'id', '', 'SET LOCAL enable_hashagg = off'),
	('hashed', 'id', 'id', '', 'SET LOCAL enable_sort = off'),
	('forwards', 'id', 'id', ' ORDER BY r1', ''), ('backwards', 'id', 'id', ' ORDER BY r1 DESC', ''),
	('shuffled', 'id', 'id', ' ORDER BY r2', ''), ('by_day', 'id', 'id', ' ORDER BY lower(period), scan_date', ''),
	('parallel', 'id', 'id', '', 'SET LOCAL enable_sort = off; SET LOCAL parallel_setup_cost = 0;
		SET LOCAL parallel_tuple_cost = 0; SET LOCAL min_parallel_table_scan_size = 0;
		SET LOCAL max_parallel_workers_per_gather = 2'),
	('parts', 'id, part', 'id, part', '', 'SET LOCAL enable_hashagg = off'),
	('spilled', 'id, part', 'id, part', '', 'SET LOCAL enable_sort = off; SET LOCAL work_mem = ''64kB'''),
	('sets', 'id, part', 'GROUPING SETS ((id), (id, part), (part))', '',
		'SET LOCAL enable_sort = off; SET LOCAL work_mem = ''400kB''');
CREATE FUNCTION query_of(way) RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT %s, %s FROM item GROUP BY %s', $1.keys,
		string_agg(format('%s(%s%s) AS a%s', name, args, $1.ending, k), ', ' ORDER BY k), $1.grouping) FROM asked
$$;
CREATE TABLE plan (way text, line text);
CREATE PROCEDURE go(w way) LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	SET LOCAL max_parallel_workers_per_gather = 0;
	EXECUTE w.settings;
	FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query_of(w) LOOP
		INSERT INTO plan VALUES (w.name, line);
	END LOOP;
	EXECUTE format('CREATE TABLE way_%I AS %s', w.name, query_of(w));
	RESET enable_hashagg; RESET enable_sort; RESET work_mem; RESET max_parallel_workers_per_gather;
	RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;
END $$;
CALL each('SELECT format(''CALL go(%L::way)'', way) FROM way');
SELECT way, bool_or(line ~ '(Hash|Mixed)Aggregate') AS hashed, bool_or(line ~ 'Batches: ([2-9]|\d\d)') AS spilled,
	bool_or(line ~ 'Partial') AS parallel FROM plan WHERE way IN ('sorted', 'hashed', 'spilled', 'sets', 'parallel')
GROUP BY way ORDER BY way;
CALL each($$ SELECT format('INSERT INTO answer_%s (what, value) SELECT %L, a%s FROM way_%s', type,
	signature || ' ' || w.name, k, w.name) FROM asked, way AS w ORDER BY k, w.name $$);

-- A hashed aggregate creates no memory context for each group, because the server visits all contexts at each new
-- group: 480 groups have as many contexts as 12.
CREATE FUNCTION contexts(query text) RETURNS bigint LANGUAGE plpgsql SET enable_sort = off AS $$
DECLARE
	c refcursor;
	many bigint;
BEGIN
	OPEN c FOR EXECUTE query;
	MOVE c;
	SELECT count(*) INTO many FROM pg_backend_memory_contexts;
	CLOSE c;
	RETURN many;
END $$;
SELECT count(*) > 30 AS aggregates,
	string_agg(signature, ', ') FILTER (WHERE of_480 > of_12 + 3) AS has_contexts_for_groups
FROM asked, LATERAL (
	SELECT contexts(format('SELECT %s(%s) FROM item GROUP BY id', name, args)) AS of_12,
		contexts(format('SELECT %s(%s) FROM item GROUP BY n + 0', name, args)) AS of_480) AS c;

-- Exact statistics are the same in every way
CREATE TABLE compared (what text, different bigint);
CALL each($$ SELECT format('INSERT INTO compared SELECT %L, count(*) FROM way_%s AS a JOIN way_%s AS b USING (%s)
	WHERE NOT same(a.a%s, b.a%5$s) %s', signature || ' ' || w.name, CASE keys WHEN 'id' THEN 'sorted' ELSE 'parts' END,
	w.name, keys, k, CASE w.name WHEN 'sets' THEN 'AND id IS NOT NULL AND part IS NOT NULL' ELSE '' END)
FROM asked, way AS w WHERE exact $$);
CALL each($$ SELECT format('INSERT INTO compared SELECT %L, count(*) FROM way_sorted AS a JOIN way_sets AS b USING (id)
	WHERE part IS NULL AND NOT same(a.a%s, b.a%2$s)', signature || ' of one set', k) FROM asked WHERE exact $$);
CALL each($$ SELECT format('INSERT INTO compared SELECT %L, count(*) FROM way_sorted AS a JOIN (
		SELECT id, rollup(a%s ORDER BY -part) AS b FROM way_parts GROUP BY id) AS b USING (id)
	WHERE NOT same(a.a%2$s, b)', signature || ' rolled up', k)
FROM asked WHERE exact AND type IN (SELECT type FROM asked WHERE name = 'rollup') $$);
SELECT count(*) > 100 AS compared, sum(different) AS different FROM compared;
SELECT what, different FROM compared WHERE different > 0 ORDER BY what;

-- Moving frames, with and without EXCLUDE: each result equals that of an aggregate over the rows of the frame alone
CREATE TABLE frame AS
SELECT 'r1' AS by, unnest(ARRAY['ROWS UNBOUNDED PRECEDING', 'ROWS 3 PRECEDING',
	'ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING',
	'ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING', 'ROWS BETWEEN 4 PRECEDING AND 2 PRECEDING',
	'ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING EXCLUDE CURRENT ROW']) AS frame UNION ALL
SELECT 'lower(period)', 'ROWS UNBOUNDED PRECEDING' UNION ALL
SELECT '(scan_date - date ''2020-01-01'')', unnest(ARRAY['GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
	'RANGE BETWEEN 10 PRECEDING AND 5 FOLLOWING', 'GROUPS BETWEEN 2 PRECEDING AND CURRENT ROW EXCLUDE TIES',
	'RANGE BETWEEN UNBOUNDED PRECEDING AND 3 FOLLOWING EXCLUDE GROUP']);
TRUNCATE compared;
CALL each($$ SELECT format('WITH w AS MATERIALIZED (
		SELECT array_agg(n) OVER f AS rows, %s(%s) OVER f AS value FROM item WHERE id < 3 AND n <= 150
		WINDOW f AS (PARTITION BY id ORDER BY %s %s)
	), kept AS (INSERT INTO answer_%s (what, value) SELECT %L, value FROM w)
	INSERT INTO compared SELECT %6$L, count(*) FROM w, LATERAL (
		SELECT %1$s(%2$s) AS alone FROM item WHERE n = ANY (rows)) AS x WHERE %7$L AND NOT same(value, alone)',
	name, args, by, frame, type, signature || ' ' || frame, exact) FROM asked, frame ORDER BY k, by, frame $$);
SELECT count(*) > 300 AS compared, sum(different) AS different FROM compared;
SELECT what, different FROM compared WHERE different > 0 ORDER BY what;

-- Aggregates that users define with these functions: a group that ends in NULL does not affect the others, and a state
-- that passes through a procedural language remains valid.
CREATE AGGREGATE rest_of(survival_tally) (SFUNC = survival_unmerge, STYPE = survival_tally,
	INITCOND = '{"version": 1, "days": [5, 6, 7], "events": [3, 3, 3], "censored": [3, 3, 3]}');
CREATE FUNCTION give(survival_tally, integer, boolean) RETURNS survival_tally LANGUAGE plpgsql IMMUTABLE STRICT
	AS 'BEGIN RETURN survival_accum($1, $2, $3); END';
CREATE AGGREGATE taken(integer, boolean) (SFUNC = give, STYPE = survival_tally,
	INITCOND = '{"version": 1, "days": [], "events": [], "censored": []}');
SET enable_sort = off;
SELECT count(rest) > 10 AS left_over, count(*) > count(rest) + 10 AS ended,
	sum(same(whole, a)::integer) = count(*) AS same
FROM (SELECT n / 4 AS g, rest_of(survival_agg) AS rest, rollup(survival_agg) AS whole
	FROM (
		SELECT n, survival_agg(CASE WHEN n % 11 > 0 THEN 5 + n % 3 ELSE 8 END, n % 2 = 0) FROM item
		GROUP BY n) AS i GROUP BY n / 4) AS r
JOIN (SELECT n / 4 AS g,
	taken(CASE WHEN n % 11 > 0 THEN 5 + n % 3 ELSE 8 END, n % 2 = 0) AS a FROM item GROUP BY n / 4) AS t USING (g);
RESET enable_sort;
-- (Not tested as an inverse function in a window: there a procedural language frees the state that the server still
-- uses, and PostgreSQL 15 to 18 crash, even with their own array_append().)

-- Every function that returns such a type is called directly, the support functions of aggregates too.  The arguments
-- are random values of their types, ordinary and extreme.  The outcome is an answer or an error of class 22 or 54.
CREATE TABLE pool (type text, value text);
INSERT INTO pool
SELECT 'integer', unnest('{0,1,2,3,15,365,2147483647,-2147483648,-1,NULL}'::text[]) UNION ALL
SELECT 'smallint', unnest('{0,1,2,3,10,32767,-32768,NULL}'::text[]) UNION ALL
SELECT 'bigint', unnest('{0,1,3,365,2147483648,9007199254740993,9223372036854775807,-9223372036854775808,
	NULL}'::text[]) UNION ALL
SELECT 'double precision', unnest('{0,1,0.3,-0.0,1e9,1e-9,149.9,1e308,5e-324,-1,NaN,Infinity,NULL}'::text[]) UNION ALL
SELECT 'real', unnest('{0,1,3.5,0.3,-0.0,1e38,-1,NaN,Infinity,NULL}'::text[]) UNION ALL
SELECT 'numeric', unnest('{0,1,3.5,10,0.5,1e9,NaN,NULL}'::text[]) UNION ALL
SELECT 'boolean', unnest('{t,f,NULL}'::text[]) UNION ALL
SELECT 'date', unnest('{2020-01-01,2021-06-30,4713-11-24 BC,5874897-12-31,infinity,-infinity,NULL}'::text[]) UNION ALL
SELECT 'date[]', unnest(ARRAY['{}', '{2020-01-01,2020-02-01}', '{5874897-12-31,4713-11-24 BC}', '{infinity}',
	NULL]) UNION ALL
SELECT 'integer[]', unnest(ARRAY['{}', '{1,2,3}', '{0,2147483647}', NULL]) UNION ALL
SELECT 'double precision[]', unnest(ARRAY['{}', '{84}', '{0,30}', '{-1e308,1e308}', '{NaN}']) UNION ALL
SELECT 'daterange', unnest(ARRAY['[2020-01-01,2021-01-01)', '[4713-11-24 BC,5874897-12-31)', '[2020-01-01,)',
	'(,)', 'empty', NULL]) UNION ALL
SELECT 'json', unnest(ARRAY['{}', '3.5', '{"outcome": "edss"}', '{"version": 1}', 'null', '[]']) UNION ALL
SELECT 'jsonb', unnest(ARRAY['{}', '3.5', '{"outcome": "edss"}', '{"min_change": 1e308}', 'null', '[]',
	'{"event": "multiple", "conf_days": [84, 0.5]}',
	'{"outcome": "custom", "worsening": "decrease", "min_change": 1.5}',
	'{"baseline": "roving", "relapse_indep": {"prec": [0, 0], "event": [90, 30]}}']) UNION ALL
SELECT 'text', unnest('{edss,25fwt,multiple,roving,RR,PP,3.5,ocrelizumab,RR-active,G35,neurostatus,"",2,
	NULL}'::text[]) UNION ALL
SELECT 'text[]', unnest(ARRAY['{}', '{arm}', '{second line,âge}']) UNION ALL
SELECT 'transplant_step[]', unnest(ARRAY['{}', '{mobilisation,collection,recovery}', '{recovery,collection}']) UNION ALL
SELECT 'disability_criteria', disability_criteria(event => 'multiple', conf_days => '{84,168}')::text UNION ALL
SELECT format_type(type, NULL), value FROM sample WHERE kind <> 'made';
CALL each($$ SELECT format('INSERT INTO pool SELECT %1$L, value::text FROM (
	SELECT value FROM answer_%1$s WHERE value IS NOT NULL ORDER BY random() LIMIT 8) AS v', name)
FROM ours ORDER BY name $$);
SELECT type, left(value, 80) AS is_no_value FROM pool WHERE outcome(format('SELECT %L::%s', value, type)) <> 'answer';

CREATE TABLE called AS
SELECT a.*, quote_ident(proname) AS name, proargtypes::regtype[] AS args, pronargs - pronargdefaults AS least
FROM answering AS a JOIN pg_proc AS p USING (oid)
WHERE NOT aggregate AND NOT proargtypes::oid[] && '{internal,cstring}'::regtype[]::oid[];
SELECT DISTINCT arg AS has_no_values FROM called, unnest(args) AS arg WHERE arg::text NOT IN (SELECT type FROM pool);
-- (in a third of the calls all float8 arguments are 0 or 1, because some functions accept whole numbers only)
CREATE TABLE call AS
SELECT signature, format('INSERT INTO answer_%s (what, value) SELECT %L, %s FROM %s(%s) AS %s', type, signature,
	format(CASE WHEN as_array THEN 'unnest(r.%I)' ELSE 'r.%I' END, answer), name, given,
	CASE WHEN as_row THEN 'r' ELSE 'r (value)' END) AS query
FROM called, generate_series(1, 40 + 10 * (cardinality(args) - least)) AS i, LATERAL (
	SELECT string_agg(format('%L::%s', one_of((SELECT array_agg(value) FROM pool WHERE pool.type = arg::text
		AND (i % 3 > 0 OR arg <> 'float8'::regtype OR value ~ '^[01]$'))), arg),
		', ' ORDER BY k) AS given
	FROM unnest(args) WITH ORDINALITY AS a (arg, k) WHERE k <= least + i % (cardinality(args) - least + 1)
) AS g;
CREATE TABLE heard AS SELECT signature, query, outcome(query) FROM (SELECT DISTINCT signature, query FROM call) AS c;
SELECT signature, outcome AS unexpected, left(query, 200) AS query FROM heard
WHERE outcome !~ '^(answer$|22|54)' ORDER BY 1, 3;
SELECT signature AS has_no_answer FROM called
WHERE signature NOT IN (SELECT signature FROM heard WHERE outcome = 'answer') ORDER BY 1;

-- All results are read back
CREATE FUNCTION from_text(value anyelement) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	again value%TYPE;
BEGIN
	again := value::text;
	RETURN CASE WHEN NOT same(value, again) THEN 'another value' END;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE FUNCTION from_binary(type text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	file text := format('%s/readback.%s.bin', current_setting('data_directory'), pg_backend_pid());
BEGIN
	EXECUTE format('CREATE TABLE copied_%s (n integer, value %1$I)', type);
	EXECUTE format('COPY (SELECT n, value FROM answer_%s) TO %L (FORMAT binary)', type, file);
	EXECUTE format('COPY copied_%s FROM %L (FORMAT binary)', type, file);
	RETURN QUERY EXECUTE format('SELECT DISTINCT what || '': another value'' FROM answer_%s AS a
		LEFT JOIN copied_%1$s AS c USING (n) WHERE NOT same(a.value, c.value)', type);
EXCEPTION WHEN OTHERS THEN
	RETURN NEXT SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TABLE trouble (type text, what text);
CREATE TABLE many (type text, answers bigint);
CALL each($$ SELECT format('INSERT INTO trouble SELECT DISTINCT %1$L, what || '': '' || said
	FROM (SELECT what, from_text(value) AS said FROM answer_%1$s) AS a WHERE said IS NOT NULL', name) FROM ours $$);
INSERT INTO trouble SELECT name, 'binary: ' || said FROM ours, from_binary(name) AS said;
CALL each($$ SELECT format('INSERT INTO many SELECT %1$L, count(value) FROM answer_%1$s', name) FROM ours $$);
SELECT type AS has_no_answers FROM many WHERE answers = 0 ORDER BY type;
SELECT count(*) > 15 AS types, sum(answers) > 20000 AS answers FROM many;
SELECT type, what AS is_not_read_back FROM trouble ORDER BY 1, 2;
DROP SCHEMA readback CASCADE;
RESET ALL;
