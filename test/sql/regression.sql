-- The rows of regressions: cox_tally, count_tally, logistic_tally.

CREATE SCHEMA regression; SET search_path = regression, public;
-- What a biostatistician types: patients, one a row, with their covariates in an array.
CREATE TABLE cohort (
	patient integer, site integer, days integer, observed boolean, relapses bigint, treated boolean, age numeric,
	edss edss, weight float8
);
INSERT INTO cohort VALUES
	(1, 1, 200, true, 2, true, 31.5, 2, 1.2), (2, 1, 340, false, 0, true, 44, 3.5, 0.8),
	(3, 1, 200, true, 1, false, 31.5, 2, 1.5), (4, 2, 340, false, 0, true, 44, 3.5, 0.8),
	(5, 2, 700, false, 1, false, 29, 1, 1), (6, 2, 90, true, 3, false, NULL, 4, 1.1);
SELECT cox_agg(days, observed, ARRAY[treated::int, age, edss::float8]) FROM cohort;
SELECT cox_agg(days, observed, ARRAY[treated::int, age], weight) FROM cohort;
SELECT count_agg(relapses, days, ARRAY[treated::int, age]) FROM cohort;
SELECT logistic_agg(treated, ARRAY[age, edss::float8]) FROM cohort;
-- everything else by name: late entry, weight, stratum, cluster
SELECT cox_agg(cox_row(days, observed, ARRAY[treated::int], entry_days => 30 * site, stratum => site,
	cluster => patient)) FROM cohort;
SELECT count_agg(count_row(relapses, days, ARRAY[treated::int], weight => weight, cluster => site)),
	logistic_agg(logistic_row(treated, ARRAY[age], cluster => site))
FROM cohort;
-- from stored tallies, each of patients who share their covariates
CREATE TABLE stored AS
SELECT site, treated, survival_agg(days, observed) AS tally FROM cohort GROUP BY site, treated;
SELECT cox_agg(tally, ARRAY[treated::int, site]) = (
	SELECT cox_agg(days, observed, ARRAY[treated::int, site]) FROM cohort
) AS same FROM stored;
-- of sites
CREATE TABLE by_site AS
SELECT site, cox_agg(days, observed, ARRAY[treated::int, age]) AS cox,
	count_agg(relapses, days, ARRAY[treated::int, age], weight) AS count,
	logistic_agg(treated, ARRAY[age]) AS logistic
FROM cohort GROUP BY site;
SELECT rollup(cox) = (SELECT cox_agg(days, observed, ARRAY[treated::int, age]) FROM cohort) AS cox,
	rollup(count) = (SELECT count_agg(relapses, days, ARRAY[treated::int, age], weight) FROM cohort) AS count,
	rollup(logistic) = (SELECT logistic_agg(treated, ARRAY[age]) FROM cohort) AS logistic
FROM by_site;
-- moving through a window
SELECT patient, cox_agg(days, observed, ARRAY[treated::int]) OVER (ORDER BY patient ROWS 1 PRECEDING)
FROM cohort ORDER BY patient;
SELECT site, logistic_agg(logistic) OVER (ORDER BY site ROWS 1 PRECEDING) FROM by_site ORDER BY site;
-- json
SELECT to_json(cox_row(30, true, '{1,3.5}')), to_jsonb(logistic_row(true, '{}'))->'outcome' AS outcome;

-- Privacy: the smallest number of patients who share x, whatever else differs
SELECT publishable(cox_agg(d, d % 2 = 0, '{1}')) AS shared, publishable(cox_agg(d, true, ARRAY[d])) AS of_one,
	publishable(cox_agg(d, true, ARRAY[d % 2]), 5) AS five, publishable(cox_agg(d, true, ARRAY[d % 2]), 6) AS six,
	publishable(count_agg(d, 9, '{2}', d)), publishable(logistic_agg(logistic_row(d > 4, '{2}', cluster => d)), 11)
FROM generate_series(1, 11) AS d;
SELECT publishable('{"version": 1, "terms": 0, "left_out": 3, "outcome": [], "x": []}'::logistic_tally) AS empty;
SELECT publishable(cox_row(1, true, '{1}'), 0);

-- Nobody; no covariates; one patient
SELECT cox_agg(1, true, '{1}') FILTER (WHERE false), count_agg(1, 1, '{1}') FILTER (WHERE false),
	logistic_agg(true, '{1}') FILTER (WHERE false), cox_agg(NULL::cox_tally);
SELECT cox_agg(days, observed, '{}'), logistic_agg(observed, '{}') FROM cohort;
-- a tally of nobody merges with any
SELECT cox_merge('{"version": 1, "terms": 0, "left_out": 2, "days": [], "observed": [], "x": []}',
	cox_row(30, true, '{1,2}'));
-- rows with a NULL are left out whole, and counted
SELECT cox_agg(d, o, x), cox_agg(d, o, x, w), count_agg(d, d, x, w), logistic_agg(o, x, w)
FROM (VALUES (NULL::int, true, '{1}'::float8[], 2::float8), (1, NULL, '{1}', 2), (1, true, NULL, 2),
	(1, true, '{NULL}', 2), (1, true, '{NULL,NULL,NULL}', 2), (1, true, '{1}', NULL), (1, true, '{2}', 2)
) AS v (d, o, x, w);
SELECT cox_row(1, true, '{1}', entry_days => NULL), cox_row(NULL, true, '{1,2}'), count_row(1, NULL, '{1}'),
	logistic_row(NULL, '{1}'), logistic_row(true, '{1,NULL}');
-- a NULL tally is nobody; patients with an unknown x are left out
SELECT cox_agg(t::survival_tally, x)
FROM (VALUES ('{"version": 1, "days": [3, 9], "events": [1, 300], "censored": [0, 2]}', '{1}'::float8[]),
	('{"version": 1, "days": [3], "events": [1], "censored": [0]}', '{NULL}'), (NULL, '{1}')) AS v (t, x);
-- a weight of 0, and no events in no days: as if the row were not there
SELECT cox_agg(5, true, '{1}', 0), cox_row(5, true, '{1}', weight => 0), count_agg(0, 0, '{1,2}'),
	count_row(0, 0, '{1}'), logistic_agg(NULL, NULL, 0);
SELECT count_agg(NULL, 0, '{1}');
-- an entry of 0 or less is the start
SELECT cox_agg(cox_row(5, true, '{1}', e)) FROM generate_series(-1, 4) AS e;
-- rows without a stratum are a stratum of their own, before stratum 0; -0 is 0; integers are exact
SELECT cox_agg(cox_row(5, true, ARRAY[-0.0::float8], stratum => s, cluster => c))
FROM (VALUES (NULL, NULL), (0, 0), (-2147483648, NULL), (2147483647, -9223372036854775808), (NULL, 9007199254740993))
	AS v (s, c);
-- what says nothing is absent: in the same tally, whatever came in between
SELECT cox_unmerge(cox_agg(cox_row(d, true, '{1}', weight => 1 + d % 2, stratum => d % 2)),
	cox_row(3, true, '{1}', weight => 2, stratum => 1)) AS left_over,
	cox_unmerge(cox_agg(d, false, '{1}'), cox_row(3, true, '{1}')) IS NULL AS not_there,
	cox_unmerge(cox_agg(d, false, '{1}'), cox_row(3, false, '{2}')) IS NULL AS another_x,
	cox_unaccum(cox_agg(d, false, '{1}'), 3, false, '{1}') = cox_row(2, false, '{1}') AS rest
FROM generate_series(2, 3) AS d;
SELECT logistic_unaccum(logistic_row(true, '{1}'), NULL, '{1}') IS NULL AS nobody_was_left_out,
	logistic_unaccum(logistic_row(NULL, '{1}'), NULL, '{1,2}') AS nobody,
	count_accum(NULL, 1, 1, '{1}') IS NULL AS no_tally;
-- when all are out, others may have another number of covariates
SELECT n, logistic_agg(n > 1, array_fill(1.0, ARRAY[n])) OVER (ORDER BY n ROWS BETWEEN CURRENT ROW AND CURRENT ROW)
FROM generate_series(1, 3) AS n;
-- arrays of any lower bound, stored short, long, compressed or as a variable of plpgsql
CREATE TABLE arrays (x float8[]);
INSERT INTO arrays VALUES ('[5:6]={1,2}'), ('{1,2}');
SELECT logistic_agg(true, x) FROM arrays;
TRUNCATE arrays;
INSERT INTO arrays SELECT array_fill(n % 2, ARRAY[200]) FROM generate_series(1, 3) AS n;
SELECT logistic_agg(true, x) = logistic_agg(true, array_fill(x[1], ARRAY[200])) AS same,
	pg_column_size(logistic_agg(true, x)) AS bytes
FROM arrays;
DO $$
DECLARE x float8[] := '{1}'; t cox_tally;
BEGIN
	x[2] := 3;
	t := cox_row(1, true, x);
	FOR i IN 1 .. 3 LOOP x[1] := i; t := cox_accum(t, i, true, x); END LOOP;
	RAISE NOTICE '%', cox_merge(t, t);
END $$;

-- The same bits in any order, by any split, by workers, in and out of a window; and many rows
CREATE TABLE many AS
SELECT i, h % 3650 AS days, h % 3 = 0 AS observed, 1 + h % 7 AS site,
	ARRAY[h % 2, (h / 2 % 400) / 10.0, nullif(h / 7 % 11, 10), sin(h % 1000)]::float8[] AS x,
	CASE WHEN h % 5 = 0 THEN 0.5 ELSE 1.25 END AS weight
FROM (SELECT i, abs(hashint4(i)) AS h FROM generate_series(1, 30000) AS i) AS g;
ANALYZE many;
CREATE VIEW asked AS
SELECT cox_agg(cox_row(days, observed, x, days / 2 - 400, weight, nullif(site, 7), nullif(i % 9, 0))) AS cox,
	count_agg(site, days + 1, x) AS count, logistic_agg(observed, x[1:2], weight) AS logistic
FROM many;
CREATE TABLE answer (way text, cox cox_tally, count count_tally, logistic logistic_tally);
INSERT INTO answer SELECT 'serial', * FROM asked;
INSERT INTO answer
SELECT 'backwards',
	cox_agg(cox_row(days, observed, x, days / 2 - 400, weight, nullif(site, 7), nullif(i % 9, 0)) ORDER BY i DESC),
	count_agg(site, days + 1, x ORDER BY days), logistic_agg(observed, x[1:2], weight ORDER BY x DESC)
FROM many;
INSERT INTO answer
SELECT 'by part', rollup(cox ORDER BY part DESC), rollup(count::text::count_tally), rollup(logistic)
FROM (
	SELECT i % 37 AS part,
		cox_agg(cox_row(days, observed, x, days / 2 - 400, weight, nullif(site, 7), nullif(i % 9, 0))) AS cox,
		count_agg(site, days + 1, x) AS count, logistic_agg(observed, x[1:2], weight) AS logistic
	FROM many GROUP BY i % 37
) AS p;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
CREATE TABLE parallel AS SELECT 'parallel' AS way, * FROM asked;
INSERT INTO answer SELECT * FROM parallel;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;
SELECT count(*) AS ways, count(DISTINCT cox) AS cox, count(DISTINCT count) AS count,
	count(DISTINCT logistic) AS logistic
FROM answer;
SELECT (to_jsonb(count)->>'left_out')::int AS left_out, jsonb_array_length(to_jsonb(count)->'days') AS rows,
	jsonb_array_length(to_jsonb(logistic)->'outcome') AS patterns
FROM answer LIMIT 1;
-- a tally is as large as its values: days, observed or not, and x
SELECT pg_column_size(cox_agg(i, true, x))::float8 / sum(4 + 1 + 8 * 4) < 1.01 AS cox,
	pg_column_size(logistic_agg(true, x[1:1] || i::float8))::float8 / sum(1 + 8 * 2) < 1.01 AS logistic
FROM many WHERE x[3] IS NOT NULL;
-- patterns that repeat need little memory while they are counted: the largest element of x is the memory in use
CREATE FUNCTION used() RETURNS float8 LANGUAGE sql VOLATILE AS $$
	SELECT sum(used_bytes) FROM pg_backend_memory_contexts WHERE name = 'sepms tally' $$;
SELECT max((x->>1)::float8) BETWEEN 1000 AND 100000 AS small
FROM (
	SELECT logistic_agg(i % 3 = 0, ARRAY[i % 50, CASE WHEN i IN (99999, 200000) THEN used() ELSE 0 END]) AS t
	FROM generate_series(1, 200000) AS i
) AS a, LATERAL jsonb_array_elements(to_jsonb(t)->'x') AS x;

-- Errors
SELECT cox_agg(n, true, array_fill(1.0, ARRAY[n])) FROM generate_series(1, 2) AS n;
SELECT rollup(t) FROM (VALUES (cox_row(1, true, '{1}')), (cox_row(1, true, '{1,2}'))) AS v (t);
SELECT cox_agg(1, true, '{{1,2},{3,4}}');
SELECT cox_agg(1, true, '{1,NaN}');
SELECT logistic_agg(true, '{-Infinity}');
SELECT logistic_row(true, '{Infinity}');
SELECT cox_agg(1, true, array_fill(1.0, ARRAY[201]));
SELECT cox_agg(-1, true, '{1}');
SELECT cox_agg(1.5, true, '{1}');
SELECT cox_agg(3000000000, true, '{1}');
SELECT cox_agg('NaN', true, '{1}');
SELECT cox_agg(edss, true, '{1}') FROM cohort;
SELECT cox_agg(1, true, '{1}', -1);
SELECT cox_agg(1, true, '{1}', 'Infinity');
SELECT cox_row(5, true, '{1}', weight => 1e10);
SELECT cox_row(5, true, '{1}', entry_days => 5);
SELECT cox_row(5, true, '{1}', stratum => 0.5);
SELECT count_agg(-1, 5, '{1}');
SELECT count_agg(1, -5, '{1}');
SELECT count_agg(1, 0, '{1}');
SELECT cox_agg(survival_agg, '{1}') FROM (SELECT survival_agg(3, 9, true)) AS s;
SELECT cox_merge(t, t) FROM (VALUES ('{"version": 1, "terms": 0, "left_out": 9007199254740992, "days": [],
	"observed": [], "x": []}'::cox_tally)) AS v (t);
-- texts: rows out of order or repeated, a column that says nothing, contradictions, other forms
CREATE TABLE text (text text);
INSERT INTO text VALUES
	('{"version": 1, "terms": 1, "left_out": 0, "days": [2, 1], "observed": [true, true], "x": [[1], [1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1, 1], "observed": [true, true], "x": [[1], [1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "observed": [true], "patients": [1], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "observed": [true], "weights": [0], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "observed": [true], "entry_days": [1], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "observed": [true], "strata": [null], "x": [[1]]}'),
	('{"version": 1, "terms": 2, "left_out": 0, "days": [1], "observed": [true], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [], "observed": [], "x": []}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "observed": [true, true], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1, 2], "observed": [true, true], "x": [[1], [1, 2]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "observed": [1], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [-1], "observed": [true], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": -1, "days": [1], "observed": [true], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "days": [1], "observed": [true], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "events": [1], "days": [1], "x": [[1]]}'),
	('{"version": 2, "terms": 1, "left_out": 0, "days": [1], "observed": [true], "x": [[1]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "observed": [true], "x": [[1e999]]}'),
	('{"version": 1, "terms": 1, "left_out": 0, "days": [1], "observed": [true], "x": [[null]]}'),
	('[]');
CREATE FUNCTION says(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE query;
	RETURN 'read';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || coalesce(nullif(detail, ''), SQLERRM);
END $$;
SELECT left(says(format('SELECT %L::cox_tally', text)), 100) AS says, text FROM text;
SELECT '{"x": [[ -0, 1e2 ]] , "days":[5],"observed" : [ false ],"left_out": 0, "terms": 2, "version": 1}'::cox_tally;
SELECT format('{"version": 1, "terms": 201, "left_out": 0, "outcome": [true], "x": [[%s0]]}',
	repeat('1,', 200))::logistic_tally;
DROP SCHEMA regression CASCADE;
