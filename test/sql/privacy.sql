-- What it is for: the counts of a report, 1 to 10 hidden
SELECT n, suppress(n) FROM unnest('{0,1,4,10,11,250}'::bigint[]) AS n;
SELECT n, suppress(n, 5) FROM unnest('{0,4,5}'::bigint[]) AS n;
-- a row whose total is known: 4 is hidden, and 20 too, or else 4 were the total less the rest;
-- readers cannot tell which of the two is small
SELECT suppress(ARRAY[4, 20, 30]);
-- a grouped result, each line beside its count
SELECT line, patients
FROM (
	SELECT array_agg(line ORDER BY line) AS lines, array_agg(n ORDER BY line) AS counts
	FROM (VALUES ('first', 120), ('second', 31), ('third', 7)) AS v (line, n)
) AS grouped, unnest(lines, suppress(counts)) AS shown (line, patients);
-- a table with totals of rows and columns
SELECT suppress(ARRAY[[120, 31, 7], [80, 25, 40], [60, 12, 30]]);
-- each rule: nothing to hide; two small counts that do not hide each other; zeros are shown and
-- hide nothing; everything hidden, and still the total gives a count away
SELECT suppress(ARRAY[11, 20, 30]) AS nothing,
	suppress(ARRAY[1, 1, 30]) AS two_of_2,
	suppress(ARRAY[6, 7, 30]) AS two_of_13,
	suppress(ARRAY[4, 0, 0]) AS alone,
	suppress(ARRAY[4, 0, 15]) AS zero,
	suppress(ARRAY[50, 4]) AS complement;
SELECT counts, suppress(counts), suppress_safe(counts) AS safe, suppress_safe(counts, 5) AS safe_5
FROM unnest('{"{11,20,30}","{1,1,30}","{1,10}","{1,3}","{4,0,0}","{4}","{15}","{0,0}"}'::text[]) AS t,
	LATERAL (SELECT t::bigint[] AS counts) AS c;
-- checking each row and column is not enough: of {0,*,*},{0,*,*},{*,30,*} column 1 gives 15, then row 3 gives 6
SELECT suppress('{{0,12,8},{0,25,60},{15,30,6}}'::bigint[]);
SELECT * FROM suppress_bounds('{{0,12,8},{0,25,60},{15,30,6}}'::bigint[]);
-- the smallest counts are hidden first, a zero if nothing else helps; nothing is hidden in vain
SELECT suppress('{{5,40,20},{30,25,60},{15,30,50}}'::bigint[]) AS cheapest,
	suppress('{{5,14,0},{0,30,60},{20,0,0}}'::bigint[]) AS by_a_zero,
	suppress('{{5,8,20},{7,6,60},{15,30,50}}'::bigint[]) AS themselves;
-- totals that give counts away: of a small row; of a row and a column with nearly everything
SELECT counts, suppress(counts), suppress_safe(counts) AS safe
FROM unnest('{"{{4,0},{0,20}}","{{10,50},{50,0}}","{{10,50},{50,10}}","{{12,0},{0,20}}"}'::text[]) AS t,
	LATERAL (SELECT t::bigint[] AS counts) AS c;
SELECT * FROM suppress_bounds('{{4,0},{0,20}}'::bigint[]);
SELECT * FROM suppress_bounds('{{10,50},{50,0}}'::bigint[]);
-- one row or one column has one total
SELECT suppress('{{4,20,30}}'::bigint[]), suppress('{{4},{20},{30}}'::bigint[]), suppress('{{4},{0}}'::bigint[]),
	suppress_safe('{{4},{20},{30}}'::bigint[]);
SELECT * FROM suppress_bounds('[0:2]={4,20,30}'::bigint[]);
-- the array keeps its subscripts
SELECT suppress('[5:6][-1:0]={{4,20},{30,40}}'::bigint[]);
SELECT * FROM suppress_bounds('[5:6][-1:0]={{4,20},{30,40}}'::bigint[]);

-- The bounds are those over all tables that fit what is shown: here of nine hidden cells, by enumeration
WITH given AS (SELECT '{{1,3,2},{2,0,4},{3,1,1}}'::bigint[] AS n), totals AS (
	SELECT array_agg(in_row ORDER BY i) AS r, array_agg(in_column ORDER BY i) AS c
	FROM (SELECT i, (SELECT sum(n[i][j]) FROM generate_series(1, 3) AS j) AS in_row,
			(SELECT sum(n[j][i]) FROM generate_series(1, 3) AS j) AS in_column
		FROM given, generate_series(1, 3) AS i) AS lines
), possible AS (
	SELECT ARRAY[a, b, r[1] - a - b, d, e, r[2] - d - e,
			c[1] - a - d, c[2] - b - e, r[3] - c[1] + a + d - c[2] + b + e] AS x
	FROM totals, generate_series(0, 6) AS a, generate_series(0, 6) AS b, generate_series(0, 6) AS d,
		generate_series(0, 6) AS e
), counted AS (
	SELECT i, min(v) AS lower, max(v) AS upper
	FROM possible, unnest(x) WITH ORDINALITY AS cell (v, i) WHERE 0 <= ALL (x) GROUP BY i
)
SELECT b."row", b."column", b.shown, b.lower, b.upper, b.lower = c.lower AND b.upper = c.upper AS counted
FROM given, suppress_bounds(n) AS b JOIN counted AS c ON i = 3 * ("row" - 1) + "column" ORDER BY i;

-- Properties of random tables of up to 5 x 6, with few or many zeros and small counts
CREATE FUNCTION random_count(id integer, r integer, c integer) RETURNS bigint LANGUAGE sql AS $$
	SELECT CASE WHEN h % 4 < id % 3 THEN 0 ELSE h / 4 % (12 + id % 50) END
	FROM abs(hashint4(id * 1000 + r * 10 + c)) AS h $$;
CREATE TABLE tables AS SELECT id, counts
FROM generate_series(1, 1500) AS id, LATERAL (SELECT array_agg(line ORDER BY r) AS counts
	FROM (SELECT r, array_agg(random_count(id, r, c) ORDER BY c) AS line
		FROM generate_series(1, 1 + id % 5) AS r, generate_series(1, 2 + id / 5 % 5) AS c GROUP BY r) AS lines) AS t;
CREATE TABLE cells AS SELECT id, suppress_safe(counts) AS safe, r, c, counts[r][c] AS n, shown, lower, upper
FROM tables, suppress_bounds(counts) AS b (r, c, shown, lower, upper);
-- shown counts are the true ones and those of suppress(); small counts are hidden
SELECT count(*) AS cells, count(*) FILTER (WHERE n BETWEEN 1 AND 10) AS small,
	count(*) FILTER (WHERE shown = '*' AND n > 10) AS guards, count(*) FILTER (WHERE shown = '*' AND n = 0) AS zeros,
	bool_and(CASE shown WHEN '*' THEN lower <= n AND n <= upper
		ELSE shown = n::text AND n NOT BETWEEN 1 AND 10 AND lower = n AND upper = n END) AS true
FROM cells WHERE safe;
SELECT count(*) AS different FROM tables WHERE suppress(counts) IS DISTINCT FROM (SELECT array_agg(line ORDER BY r)
	FROM (SELECT r, array_agg(shown ORDER BY c) AS line FROM cells WHERE cells.id = tables.id GROUP BY r) AS lines);
-- if the totals may be shown, no small count has narrow bounds; if not, one has, with everything hidden
SELECT safe, count(*) AS tables, sum(narrow) AS narrow, bool_and(narrow > 0) AS each_narrow,
	bool_and(all_hidden) AS all_hidden
FROM (SELECT id, safe, count(*) FILTER (WHERE n BETWEEN 1 AND 10 AND (lower > 1 OR upper < 11)) AS narrow,
		bool_and(shown = '*') AS all_hidden
	FROM cells GROUP BY id, safe HAVING bool_or(n BETWEEN 1 AND 10)) AS t
GROUP BY safe ORDER BY safe;
-- transposing the table transposes the answer
CREATE FUNCTION across(anyarray) RETURNS anyarray LANGUAGE sql AS $$
	SELECT array_agg((SELECT array_agg($1[i][j] ORDER BY i) FROM generate_subscripts($1, 1) AS i) ORDER BY j)
	FROM generate_subscripts($1, 2) AS j $$;
SELECT count(*) AS tables, bool_and(suppress(across(counts)) = across(suppress(counts))) AS same,
	bool_and(suppress_safe(across(counts)) = suppress_safe(counts)) AS as_safe FROM tables;
-- a table that is safe at a threshold of 11 is safe at 5
SELECT bool_and(suppress_safe(counts, 5) OR NOT suppress_safe(counts, 11)) AS safe_below FROM tables;
-- 20 x 50
CREATE TEMP TABLE large AS SELECT array_agg(line ORDER BY r) AS counts
FROM (SELECT r, array_agg((abs(hashint4(r * 100 + c)) % 60 * (c % 3))::bigint ORDER BY c) AS line
	FROM generate_series(1, 20) AS r, generate_series(1, 50) AS c GROUP BY r) AS lines;
SELECT bool_and(suppress_safe(counts)) AS safe, count(*) FILTER (WHERE n BETWEEN 1 AND 10) AS small,
	count(*) FILTER (WHERE n BETWEEN 1 AND 10 AND (lower > 1 OR upper < 11)) AS narrow,
	count(*) FILTER (WHERE shown = '*' AND n NOT BETWEEN 1 AND 10) AS guards
FROM large, suppress_bounds(counts) AS b (r, c, shown, lower, upper), LATERAL (SELECT counts[r][c] AS n) AS cell;

-- May the numbers of a tally be published?
SELECT n,
	publishable(neda_agg('NEDA-4')) AS neda,
	publishable(neda_agg('NEDA-4', 0.5)) AS weighted_neda,
	publishable(relapse_agg(0, 365)) AS relapses,
	publishable(relapse_agg(0, 365, 0.5)) AS weighted_relapses,
	publishable(survival_agg(365, false)) AS survival,
	publishable(survival_agg(365, false, 0.5)) AS weighted_survival,
	publishable(cuminc_agg(365, 0)) AS cuminc,
	publishable(severity_agg('3', 5)) AS severity
FROM unnest('{1,10,11}'::int[]) AS n, generate_series(1, n)
GROUP BY n
ORDER BY n;
-- every number must be large enough: those with NEDA, with activity, not evaluable
SELECT publishable(neda_agg(status)) AS at_11,
	publishable(neda_agg(status), 5) AS at_5,
	publishable(neda_agg(status), 3) AS at_3,
	publishable(neda_agg(status), 11, 4) AS level_4
FROM (
	SELECT CASE
		WHEN i <= 20 THEN 'NEDA-4'
		WHEN i <= 35 THEN neda_status(1, false, 0, 0)
		WHEN i <= 39 THEN 'not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)'
	END::neda_status AS status
	FROM generate_series(1, 39) AS i
) AS s;
SELECT publishable(relapse_agg(r, 365)) AS few_with, publishable(relapse_agg(r, 365), 3) AS at_3
FROM (SELECT (i <= 3)::int AS r FROM generate_series(1, 40) AS i) AS s;
SELECT publishable(relapse_agg(r, 365, 2)) AS few_with, publishable(relapse_agg(r, 365, 2), 3) AS at_3
FROM (SELECT (i <= 3)::int AS r FROM generate_series(1, 40) AS i) AS s;
SELECT publishable(survival_agg(i, i <= 3)) AS few_events,
	publishable(survival_agg(i, i <= 3), 3) AS at_3,
	publishable(survival_agg(i, i <= 3, 9)) AS weighted,
	publishable(cuminc_agg(i, i % 20)) AS causes
FROM generate_series(1, 40) AS i
WHERE i % 20 < 4;
-- a score compares patients within some years: 12 have 5 years, 3 have 9; the window of 9 is 7 to 11, with 3
SELECT publishable(t) AS both, publishable(t, 3) AS at_3, publishable(t, 11, 'msss', 4) AS up_to_4_years,
	publishable(t, scale => 'msss', range => 200) AS all_years
FROM (SELECT severity_agg('3', CASE WHEN i <= 12 THEN 5 ELSE 9 END) AS t FROM generate_series(1, 15) AS i) AS s;
-- durations of 30 years and more are one group, ages are not; EDSS 10 and years below 1 are in no
-- reference, but still count as patients
SELECT publishable(old, scale => 'msss') AS msss, publishable(old, scale => 'armss') AS armss, publishable(old) AS both,
	publishable(deaths) AS deaths, publishable(fewer) AS fewer, publishable(early) AS first_year
FROM (SELECT severity_agg('3', 30 + i * 10) AS old, severity_agg('10', 30) AS deaths,
		severity_agg('10', 30) FILTER (WHERE i < 11) AS fewer, severity_agg('3', 0.5) AS early
	FROM generate_series(1, 11) AS i) AS s;
-- an empty tally may be published
SELECT publishable(severity_agg(NULL, 1));
SELECT publishable(neda_agg(NULL)),
	publishable(survival_agg(NULL, true)),
	publishable(relapse_agg(NULL, 1)),
	publishable(cuminc_agg(NULL, 1)),
	publishable(survival_agg(NULL, true, 1));

-- NULL is an unknown count: it stays, and neither needs hiding nor helps to hide
SELECT suppress(NULL::bigint),
	suppress(ARRAY[4, NULL, 30]),
	suppress(ARRAY[NULL, 40]::bigint[]),
	suppress('{}'::bigint[]),
	publishable(NULL::neda_tally);
-- in a table too: readers might know it
SELECT suppress('{{5,NULL,20},{30,40,50}}'::bigint[]),
	suppress('{{5,NULL},{30,40}}'::bigint[]),
	suppress_safe('{{5,NULL},{30,40}}'::bigint[]),
	suppress_safe('{NULL,NULL}'::bigint[]),
	suppress_safe('{}'::bigint[]),
	suppress_safe(NULL),
	suppress_safe('{4,20}', NULL);
SELECT * FROM suppress_bounds('{{5,NULL,20},{30,40,50}}'::bigint[]);
SELECT count(*) FROM suppress_bounds('{}');
-- totals up to the largest bigint
SELECT suppress(ARRAY[9223372036854775800, 4, 3]), suppress_safe(ARRAY[9223372036854775800, 4, 3]);
SELECT * FROM suppress_bounds('{{9223372036854775000,4},{3,800}}'::bigint[]);
-- Bad input
SELECT suppress(ARRAY[9223372036854775800, 4, 4]);
SELECT suppress_safe('{{9223372036854775000,4},{3,801}}'::bigint[]);
SELECT suppress_bounds(ARRAY[5, -1]);
SELECT suppress_bounds(ARRAY[5, 1], 0);
SELECT suppress_safe(ARRAY[5, 1], -1);
SELECT suppress_safe(ARRAY[[[1]]]);
SELECT publishable(severity_agg('3', 5), scale => 'disease');
SELECT publishable(severity_agg('3', 5), range => -1);
SELECT suppress(-1);
SELECT suppress(5, 0);
SELECT suppress(ARRAY[5, -1]);
SELECT suppress(ARRAY[[[1]]]);
SELECT suppress(array_agg(i)) FROM generate_series(1, 10001) AS i;
SELECT publishable(neda_agg('NEDA-4'), 0);
SELECT publishable(neda_agg('NEDA-4'), 11, 5);
DROP TABLE tables, cells, large;
DROP FUNCTION across, random_count;
