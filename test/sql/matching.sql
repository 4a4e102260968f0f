-- What it is for: who among the controls is like each treated patient?
CREATE TABLE small (id bigint, treated boolean, score float8, centre text);
INSERT INTO small VALUES
	(1, true, 0.5, 'Lyon'), (2, true, 0.75, 'Lyon'), (3, true, 3, 'Lyon'),
	(4, false, 0.625, 'Lyon'), (5, false, 0.875, 'Nice'), (6, false, 0.375, 'Lyon'), (7, false, -1, 'Nice'),
	(8, false, NULL, 'Lyon'), (9, NULL, 0.5, 'Nice');
CREATE VIEW arrays AS
SELECT array_agg(id) AS ids, array_agg(treated) AS treated, array_agg(score) AS scores, array_agg(centre) AS centres
FROM small;
SELECT m.* FROM arrays, match_pairs(ids, treated, scores) AS m;
SELECT m.* FROM arrays, match_pairs(ids, treated, scores, caliper => 0.25, caliper_scale => 'raw') AS m;
SELECT m.* FROM arrays, match_pairs(ids, treated, scores, ratio => 3, caliper => 0.5, caliper_scale => 'raw') AS m;
SELECT m.* FROM arrays, match_pairs(ids, treated, scores, caliper => NULL) AS m;
SELECT m.* FROM arrays, match_pairs(ids, treated, scores, 2, 0.5, 'raw', centres) AS m;

-- The same pairs as R (test/data/models), in the same order
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TABLE row (dataset text, row int, entry int, days int, observed int, count int, follow_up int, outcome int,
	weight float8, stratum int, cluster int, x float8[]);
\copy row FROM 'data/models/rows.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE expected (n int GENERATED ALWAYS AS IDENTITY, dataset text, ratio int, caliper float8, treated_row int,
	control_row int);
\copy expected (dataset, ratio, caliper, treated_row, control_row) FROM 'data/models/matched.csv' (FORMAT csv, HEADER)
CREATE TABLE cohort AS
SELECT dataset, row::bigint AS id, x[1] = 1 AS treated, CASE WHEN x[1] = 1 THEN -1 ELSE 1 END * ln(weight - 1) AS score
FROM row WHERE dataset LIKE 'ms%';
CREATE TABLE matched AS
SELECT dataset, ratio, caliper, m.*, row_number() OVER () AS n
FROM (VALUES (1, 0.2), (1, 0.05), (2, 0.2), (2, 0.05)) AS s (ratio, caliper),
	(
		SELECT dataset, array_agg(id) AS ids, array_agg(treated) AS treated, array_agg(score) AS scores
		FROM cohort GROUP BY dataset
	) AS a,
	match_pairs(ids, treated, scores, ratio, caliper) AS m;
CREATE TABLE pair AS
SELECT dataset, ratio, caliper, t.id AS treated_row, c.id AS control_row
FROM matched AS t JOIN matched AS c USING (dataset, ratio, caliper, set_no) WHERE t.treated AND NOT c.treated;
SELECT dataset, ratio, caliper, count(*) AS expected, count(p.treated_row) AS same
FROM expected AS e LEFT JOIN pair AS p USING (dataset, ratio, caliper, treated_row, control_row)
GROUP BY dataset, ratio, caliper ORDER BY dataset, ratio, caliper;
SELECT count(*) AS pairs FROM pair;
-- every patient once; sets are numbered in the order in which R found them; the weights of a set
SELECT count(*) FROM (
	SELECT dataset, id FROM cohort, (VALUES (1, 0.2), (1, 0.05), (2, 0.2), (2, 0.05)) AS s (ratio, caliper)
	EXCEPT ALL SELECT dataset, id FROM matched) AS missing;
SELECT count(*) AS sets, count(*) FILTER (WHERE e.set_no = m.set_no) AS same
FROM matched AS m JOIN (
	SELECT dataset, ratio, caliper, treated_row,
		row_number() OVER (PARTITION BY dataset, ratio, caliper ORDER BY min(n)) AS set_no
	FROM expected GROUP BY dataset, ratio, caliper, treated_row
) AS e
	ON (e.dataset, e.ratio, e.caliper, treated_row) = (m.dataset, m.ratio, m.caliper, id) AND treated;
SELECT ratio, count(*) AS sets, min(controls), max(controls), min(of_treated), max(of_treated), min(of_controls),
	max(of_controls)
FROM (
	SELECT ratio, count(*) FILTER (WHERE NOT treated) AS controls, sum(weight) FILTER (WHERE treated) AS of_treated,
		round(sum(weight) FILTER (WHERE NOT treated)::numeric, 12) AS of_controls
	FROM matched WHERE set_no IS NOT NULL GROUP BY dataset, ratio, caliper, set_no
) AS s
GROUP BY ratio ORDER BY ratio;

-- Any order of the patients gives the same rows
SELECT count(*) AS orders, count(DISTINCT rows) AS answers
FROM (VALUES (1), (7), (11), (13)) AS o (step), LATERAL (
	SELECT array_agg(id ORDER BY place) AS ids, array_agg(treated ORDER BY place) AS treated,
		array_agg(score ORDER BY place) AS scores, array_agg((id % 3)::text ORDER BY place) AS thirds
	FROM cohort, LATERAL (SELECT (id * step % 17, id) AS place) AS p WHERE dataset = 'ms3'
) AS a, LATERAL (
	SELECT string_agg(m::text, ' ') AS rows FROM match_pairs(ids, treated, scores, 2, exact => thirds) AS m
) AS r;
-- exact values keep apart: as if the patients of each were matched alone
WITH arrays AS (
	SELECT id % 3 AS third, array_agg(id) AS ids, array_agg(treated) AS treated, array_agg(score) AS scores,
		array_agg((id % 3)::text) AS thirds
	FROM cohort WHERE dataset = 'ms3' GROUP BY GROUPING SETS ((id % 3), ())
), sets AS (
	SELECT third IS NULL AS together, array_agg(m.id ORDER BY m.treated DESC, m.id) AS members
	FROM arrays, match_pairs(ids, treated, scores, 2, 0.1, 'raw', CASE WHEN third IS NULL THEN thirds END) AS m
	WHERE set_no IS NOT NULL GROUP BY third, set_no
)
SELECT count(*) FILTER (WHERE together) AS sets, count(DISTINCT members) AS different
FROM sets HAVING count(*) = 2 * count(*) FILTER (WHERE together);

-- Edge cases: equal scores go by id; all taken; nobody; one arm; one patient
CREATE FUNCTION sets(ids bigint[], treated boolean[], scores float8[], ratio int DEFAULT 1, caliper float8 DEFAULT 0.2,
	caliper_scale text DEFAULT 'raw', exact text[] DEFAULT NULL) RETURNS text LANGUAGE sql RETURN (
	SELECT string_agg(members, ' ' ORDER BY set_no)
	FROM (
		SELECT set_no, coalesce(set_no::text, 'none') || ': ' || string_agg(id::text, ',' ORDER BY n) AS members
		FROM match_pairs(ids, treated, scores, ratio, caliper, caliper_scale, exact)
			WITH ORDINALITY AS m (set_no, id, treated, weight, n)
		GROUP BY set_no
	) AS s);
SELECT sets('{4,3,2,1}', '{t,f,f,t}', '{1,1,1,1}') AS equal, sets('{4,3,2,1}', '{t,f,f,t}', '{1,1,1,1}', 5) AS taken,
	sets('{1,3,2}', '{t,f,f}', '{2,1,3}', caliper => 1) AS both_sides,
	sets('{1,3,2}', '{t,f,f}', '{2,1,3}') AS too_far, sets('{3,2,1}', '{t,f,f}', '{-0,0,-0}', caliper => 0) AS zero;
SELECT sets('{}', '{}', '{}') AS nobody, sets('{1,2}', '{t,t}', '{1,1}') AS no_control,
	sets('{1,2}', '{f,f}', '{1,1}') AS no_treated, sets('{1}', '{t}', '{1}') AS one,
	sets('{1,2}', '{NULL,NULL}', '{1,NULL}') AS unknown;
SELECT sets('{-9223372036854775808,9223372036854775807}', '{t,f}', '{-1e308,1e308}') AS far,
	sets('{-9223372036854775808,9223372036854775807}', '{t,f}', '{-1e308,1e308}', caliper => NULL) AS farthest,
	sets('{1,2,3,4}', '{t,t,f,f}', '{1.5e308,-1.5e308,1.4e308,0}', caliper => 0.1, caliper_scale => 'sd') AS huge,
	sets('{1,2,3,4}', '{t,t,f,f}', '{5e-324,1e-323,5e-324,2e-323}', caliper => 1, caliper_scale => 'sd') AS tiny;
-- the standard deviation of an arm of one is not known, nor is a distance in its units; equal scores have one of 0
SELECT sets('{1,2,3}', '{t,f,f}', '{1,1,2}', caliper_scale => 'sd') AS one_treated,
	sets('{1,2,3}', '{t,f,f}', '{1,1,2}', caliper => NULL, caliper_scale => 'sd') AS any_distance,
	sets('{1,2,3,4}', '{t,t,f,f}', '{1,1,1,1}', caliper_scale => 'sd') AS all_equal;
-- an exact value that is not known matches no other; texts are compared by their bytes
SELECT sets('{1,2,3,4}', '{t,t,f,f}', '{1,1,1,1}', exact => '{NULL,a,NULL,A}'),
	sets('{1,2,3,4}', '{t,t,f,f}', '{1,1,1,1}', exact => '{"",aa,a,""}'),
	sets('{1,2}', '{t,f}', '{1,1}', exact => ARRAY[repeat('x', 100000), repeat('x', 100000)]);
-- NULL for an array, the ratio or the scale: no rows; array_agg of no rows is such a NULL
SELECT count(*) FROM match_pairs(NULL, '{t}', '{1}');
SELECT count(*) FROM match_pairs('{1}', NULL, '{1}');
SELECT count(*) FROM match_pairs('{1}', '{t}', NULL);
SELECT count(*) FROM match_pairs('{1}', '{t}', '{1}', NULL);
SELECT count(*) FROM match_pairs('{1}', '{t}', '{1}', caliper_scale => NULL);
SELECT count(*) FROM match_pairs('[5:6]={1,2}', '[0:1]={t,f}', '{1,1}', caliper_scale => 'raw') WHERE set_no = 1;

-- 100,000 patients: pairs of neighbours, and all controls taken by one treated patient after another
SELECT count(DISTINCT set_no) AS sets, count(*) FILTER (WHERE set_no IS NULL) AS alone, sum(weight)
FROM (
	SELECT array_agg(i) AS ids, array_agg(i % 2 = 0) AS treated, array_agg((i / 2)::float8) AS scores
	FROM generate_series(1, 100000::bigint) AS i
) AS a, match_pairs(ids, treated, scores, caliper => 0, caliper_scale => 'raw');
SELECT count(DISTINCT set_no) AS sets, min(controls), max(controls)
FROM (
	SELECT set_no, count(*) - 1 AS controls
	FROM (
		SELECT array_agg(i) AS ids, array_agg(i % 10 = 0) AS treated, array_agg(0::float8) AS scores
		FROM generate_series(1, 100000::bigint) AS i
	) AS a, match_pairs(ids, treated, scores, ratio => 2147483647)
	GROUP BY set_no
) AS s;

-- Bad input
SELECT match_pairs('{1,NULL}', '{t,f}', '{1,2}');
SELECT match_pairs('{1,2,1}', '{t,f,NULL}', '{1,2,NULL}');
SELECT match_pairs('{1,2}', '{t}', '{1,2}');
SELECT match_pairs('{1,2}', '{t,f}', '{1,2,3}');
SELECT match_pairs('{1,2}', '{t,f}', '{1,2}', exact => '{a}');
SELECT match_pairs('{{1,2}}', '{t,f}', '{1,2}');
SELECT match_pairs('{1,2}', '{t,f}', '{1,infinity}');
SELECT match_pairs('{1,2}', '{t,f}', '{NaN,1}');
SELECT match_pairs('{1,2}', '{t,f}', '{1,2}', ratio => 0);
SELECT match_pairs('{1,2}', '{t,f}', '{1,2}', caliper => -0.1);
SELECT match_pairs('{1,2}', '{t,f}', '{1,2}', caliper => 'infinity');
SELECT match_pairs('{1,2}', '{t,f}', '{1,2}', caliper_scale => 'logit');
SELECT match_pairs(array_fill(1::bigint, '{10000001}'), '{}', '{}');
DROP VIEW arrays;
DROP TABLE small, row, expected, cohort, matched, pair;
DROP FUNCTION sets;
