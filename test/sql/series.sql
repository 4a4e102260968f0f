-- What it is for: a patient's EDSS over time, from rows in any order
CREATE TEMP TABLE visit (patient integer, visit_date date, edss edss, seconds float8, scheduled boolean);
INSERT INTO visit VALUES
	(1, '2020-06-01', 3.5, 7.1, true), (1, '2020-01-01', 3.0, 6.2, true), (1, '2020-09-01', 4.0, NULL, false),
	(1, '2020-07-01', NULL, 7.3, true), (1, NULL, 9.5, 9.9, true),
	(2, '1899-12-31', 0, 4.55, NULL), (2, '1880-02-29', 1.0, 180, true);
SELECT patient, outcome_series(visit_date, edss), outcome_series(visit_date, edss, scheduled)
FROM visit
GROUP BY patient
ORDER BY patient;
SELECT patient, outcome_series(visit_date, seconds) FROM visit GROUP BY patient ORDER BY patient;
SELECT num_visits(s), first_date(s), last_date(s), value_at(s, '2020-06-01'), value_at(s, '2020-06-30') AS no_visit,
	value_at(s, '2020-06-30', 30) AS a_month_old, value_at(s, '2020-06-30', 28) AS too_old,
	value_at(s, '2019-12-31', 1000) AS before_all, value_at(s, '5874897-12-31', 2147483647) AS latest
FROM (SELECT outcome_series(visit_date, edss) AS s FROM visit WHERE patient = 1) AS p;
SELECT u.*
FROM (SELECT outcome_series(visit_date, edss, scheduled) AS s FROM visit WHERE patient = 1) AS p, unnest_series(s) AS u;
SELECT irreversible_edss('{2001-01-01: 2, 2002-01-01: 4, 2003-01-01: 3, 2004-01-01: 5, 2005-01-01: 5}');

-- No rows: an empty series, not NULL; and its readers
SELECT outcome_series(visit_date, edss) AS s, outcome_series(visit_date, edss) IS NULL AS is_null
FROM visit
WHERE false;
SELECT outcome_series(NULL::date, 1), outcome_series('2020-01-01', NULL), outcome_series('2020-01-01', 1, NULL);
SELECT num_visits('{}'), first_date('{}'), last_date('{}'), value_at('{}', '2020-01-01', 100), irreversible_edss('{}'),
	rollup(NULL::outcome_series);
SELECT count(*) FROM unnest_series('{}');
SELECT num_visits(NULL), first_date(NULL), last_date(NULL), value_at(NULL, '2020-01-01'), value_at('{}', NULL),
	irreversible_edss(NULL);

-- Two values on one day: the greater counts; of equal ones the one that may confirm, in any order
SELECT outcome_series('2020-01-01', v ORDER BY v) = outcome_series('2020-01-01', v ORDER BY v DESC) AS any_order,
	outcome_series('2020-01-01', v)
FROM unnest('{2,5,3}'::float8[]) AS v;
SELECT outcome_series('2020-01-01', 2, c ORDER BY c) = outcome_series('2020-01-01', 2, c ORDER BY c DESC) AS any_order,
	outcome_series('2020-01-01', 2, c)
FROM unnest('{f,t}'::boolean[]) AS c;
SELECT rollup(s), rollup(s ORDER BY s::text DESC) = rollup(s ORDER BY s::text) AS any_order
FROM unnest(ARRAY[
	'{2020-01-01: 2, 2020-03-01: 4}', '{}', NULL, '{2020-01-01: 3 (cannot confirm), 2020-02-01: 1}'
]::outcome_series[]) AS s;

-- Any order, any split, any plan: the same bytes
CREATE TABLE many AS
SELECT i, i % 97 AS patient,
	date '1990-01-01' + (abs(hashint4(i)) % 5000) AS d,
	(abs(hashint4(i + 1)) % 100) / CASE i % 97 % 3 WHEN 0 THEN 10.0 WHEN 1 THEN 2.0 ELSE 7.0 END::float8 AS v,
	abs(hashint4(i + 2)) % 5 > 0 AS ok
FROM generate_series(1, 30000) AS i;
ANALYZE many;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT patient, outcome_series(d, v, ok) AS s FROM many GROUP BY patient;
CREATE TABLE reversed AS SELECT patient, outcome_series(d, v, ok ORDER BY i DESC) AS s FROM many GROUP BY patient;
CREATE TABLE sorted AS SELECT patient, outcome_series(d, v, ok ORDER BY d, v, ok) AS s FROM many GROUP BY patient;
CREATE TABLE split AS
SELECT patient, rollup(s) AS s
FROM (SELECT patient, outcome_series(d, v, ok) AS s FROM many GROUP BY patient, i % 7) AS x
GROUP BY patient;
CREATE TABLE spilled AS SELECT patient, s FROM serial WHERE false;
SET work_mem = '64kB'; SET enable_sort = off;
INSERT INTO spilled SELECT patient, outcome_series(d, v, ok) FROM many GROUP BY patient;
RESET work_mem; RESET enable_sort;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 4;
CREATE TABLE parallel AS SELECT patient, outcome_series(d, v, ok) AS s FROM many GROUP BY patient;
CREATE TABLE parallel_rollup AS SELECT 0 AS patient, rollup(s) AS s FROM split;
DO $$
DECLARE line text; found boolean := false;
BEGIN
	FOR line IN
		EXPLAIN (COSTS OFF) SELECT patient, outcome_series(d, v, ok) FROM many GROUP BY patient
	LOOP
		found := found OR line ~ 'Partial';
	END LOOP;
	RAISE INFO 'a parallel plan: %', found;
END $$;
RESET ALL;
SELECT count(*) AS patients,
	sum(num_visits(a.s)) AS visits,
	bool_and(a.s = b.s AND a.s = c.s AND a.s = d.s AND a.s = e.s AND a.s = f.s) AS same,
	bool_and(a.s::text::outcome_series = a.s) AS through_text,
	bool_and(octet_length(outcome_series_send(a.s)) = 5 + 13 * num_visits(a.s)) AS binary
FROM serial AS a
JOIN reversed AS b USING (patient)
JOIN sorted AS c USING (patient)
JOIN split AS d USING (patient)
JOIN spilled AS e USING (patient)
JOIN parallel AS f USING (patient);
SELECT s = (SELECT rollup(s ORDER BY patient DESC) FROM serial) AS same FROM parallel_rollup;
-- its contents follow the rule
CREATE VIEW found AS SELECT patient, (unnest_series(s)).* FROM serial;
CREATE VIEW wanted AS
SELECT DISTINCT ON (patient, d) patient, d, v, ok
FROM many
ORDER BY patient, d, v DESC, ok DESC;
SELECT count(*) AS differences
FROM ((TABLE found EXCEPT ALL TABLE wanted) UNION ALL (TABLE wanted EXCEPT ALL TABLE found)) AS x;
DROP VIEW found, wanted;
-- growing along a window
SELECT bool_and(s = (SELECT outcome_series(d, v) FROM many AS m WHERE m.patient = 5 AND m.i <= w.i)) AS windows
FROM (SELECT i, outcome_series(d, v) OVER (ORDER BY i) AS s FROM many WHERE patient = 5) AS w;
-- many rows on few days stay small; the number of days has a limit
SELECT num_visits(outcome_series(date '2020-01-01' + i % 400, i)) FROM generate_series(1, 200000) AS i;
SELECT outcome_series(date '0001-01-01' + i, 1) FROM generate_series(1, 1000001) AS i;
-- in a table: stored, compared, hashed, toasted
SELECT count(*) AS distinct FROM (SELECT s FROM serial UNION SELECT s FROM split) AS x;
SELECT 'each visit' AS bytes,
	pg_column_size(outcome_series(date '2000-01-01' + i, 3.5)) / 1000.0 AS edss,
	round(pg_column_size(outcome_series(date '2000-01-01' + i, 6.7)) / 1000.0, 3) AS tenths,
	round(pg_column_size(outcome_series(date '2000-01-01' + i, 1.0 / 3)) / 1000.0, 3) AS other
FROM generate_series(1, 1000) AS i;

-- Text
SELECT s::outcome_series
FROM unnest(ARRAY[
	'{}', ' { } ', '{2020-01-01:3}',
	'{ 2020-03-01 : 3.50 (cannot confirm) , 2020-01-01: +1e0 }',
	'{0044-03-15 BC: 1, 5874897-12-31: 2, 4714-11-24 BC: -0}',
	'{2020-02-29: 0.1, 2019-01-01: 1e-300, 2018-01-01: 123456789.123456789}'
]) AS s;
SELECT '{2020-01-01: 0.30000000000000004}'::outcome_series,
	'{2020-01-01: 0.3}'::outcome_series = '{2020-01-01: 0.30000000000000004}' AS equal;
SELECT ''::outcome_series;
SELECT '{'::outcome_series;
SELECT '{2020-01-01: 3'::outcome_series;
SELECT '{2020-01-01: 3} x'::outcome_series;
SELECT '{2020-01-01: 3,}'::outcome_series;
SELECT '{2020-01-01 3}'::outcome_series;
SELECT '{2020-01-01: 3 (can confirm)}'::outcome_series;
SELECT '{2019-02-29: 3}'::outcome_series;
SELECT '{2019-13-01: 3}'::outcome_series;
SELECT '{01/02/2020: 3}'::outcome_series;
SELECT '{infinity: 3}'::outcome_series;
SELECT '{5874898-01-01: 3}'::outcome_series;
SELECT '{2020-01-01: NaN}'::outcome_series;
SELECT '{2020-01-01: inf}'::outcome_series;
SELECT '{2020-01-01: 1e999}'::outcome_series;
SELECT '{2020-01-01: 0x10}'::outcome_series;
SELECT '{2020-01-01: }'::outcome_series;
SELECT '{2020-001-01: 3}'::outcome_series;
SELECT repeat(',', 1000001)::outcome_series;

-- Bad values
SELECT outcome_series('infinity', 1);
SELECT outcome_series('-infinity', 1);
SELECT value_at('{}', 'infinity');
SELECT outcome_series('2020-01-01', 'NaN');
SELECT outcome_series('2020-01-01', 'Infinity');
SELECT outcome_series('2020-01-01', '-Infinity', true);
SELECT value_at('{}', '2020-01-01', -1);
SELECT outcome_series('2020-01-01', 0),
	outcome_series('2020-01-01', '-0') = outcome_series('2020-01-01', 0) AS one_zero;

-- Binary: out and in again, and hostile input
SELECT format('%s/series.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY (SELECT s FROM serial) TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied (s outcome_series);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT count(*) AS copied FROM copied JOIN serial USING (s);
\getenv abs_srcdir PG_ABS_SRCDIR
\set file :abs_srcdir '/receive.sql'
\i :file
SELECT encode(outcome_series_send('{2000-01-02: 1, 2000-01-03: 2.5 (cannot confirm)}'), 'hex') AS sent;
\x on
SELECT pg_temp.receive('') AS nothing,
	pg_temp.receive('\x02') AS version,
	pg_temp.receive('\x01') AS no_count,
	pg_temp.receive('\x0100000001') AS no_visit,
	pg_temp.receive('\x01ffffffff') AS negative,
	pg_temp.receive('\x017fffffff') AS too_many;
SELECT pg_temp.receive('\x01' || int4send(1) || int4send(0) || float8send('NaN') || '\x01') AS nan,
	pg_temp.receive('\x01' || int4send(1) || int4send(2147483647) || float8send(1) || '\x01') AS infinite_day,
	pg_temp.receive('\x01' || int4send(1) || int4send(-2147483648) || float8send(1) || '\x01') AS infinite_day,
	pg_temp.receive(
		'\x01' || int4send(2) || int4send(5) || float8send(1) || '\x01' || int4send(5) || float8send(1) || '\x01'
	) AS one_day,
	pg_temp.receive('\x01' || int4send(0) || '\x01') AS longer,
	pg_temp.receive('\x01' || int4send(1) || int4send(0) || float8send('-0') || '\x02') AS fine;
\x off
SELECT s FROM copied ORDER BY num_visits(s) LIMIT 1;
DROP TABLE many, serial, reversed, sorted, split, spilled, parallel, parallel_rollup;
