-- What it is for: counts of a report, 1 to 10 hidden
SELECT n, suppress(n) FROM unnest('{0,1,4,10,11,250}'::bigint[]) AS n;
SELECT n, suppress(n, 5) FROM unnest('{0,4,5}'::bigint[]) AS n;
-- a row of a table whose total is known: 4 is hidden, and so is 20, or 4 were the total less the rest;
-- nothing says which of them is the small one
SELECT suppress(ARRAY[4, 20, 30]);
-- a grouped result, each line beside its count
SELECT line, patients FROM (SELECT array_agg(line ORDER BY line) AS lines, array_agg(n ORDER BY line) AS counts
	FROM (VALUES ('first', 120), ('second', 31), ('third', 7)) AS v (line, n)) AS grouped, unnest(lines, suppress(counts)) AS shown (line, patients);
-- a table whose rows and columns have totals
SELECT suppress(ARRAY[[120, 31, 7], [80, 25, 40], [60, 12, 30]]);
-- what a rule is: nothing to hide; two small ones that are not enough together; zeros are shown and guard nothing
SELECT suppress(ARRAY[11, 20, 30]) AS nothing, suppress(ARRAY[1, 1, 30]) AS two_of_2, suppress(ARRAY[6, 7, 30]) AS two_of_13,
	suppress(ARRAY[4, 0, 0]) AS alone, suppress(ARRAY[4, 0, 15]) AS zero, suppress(ARRAY[50, 4]) AS complement;
-- properties on random tables: what is shown is true, what is small is hidden, and no line gives a hidden cell away
CREATE TABLE tables AS SELECT id, 1 + id % 4 AS height, 2 + id % 5 AS width, (SELECT array_agg((SELECT array_agg(abs(hashint4(id * 1000 + r * 10 + c)) % 40)::bigint[] FROM generate_series(1, 2 + id % 5) AS c))
	FROM generate_series(1, 1 + id % 4) AS r) AS counts FROM generate_series(1, 300) AS id;
CREATE TABLE cells AS SELECT id, r, c, counts[r][c] AS n, shown[r][c] AS shown
FROM (SELECT *, suppress(counts) AS shown FROM tables) AS t, generate_series(1, height) AS r, generate_series(1, width) AS c;
SELECT count(*) AS cells, count(*) FILTER (WHERE shown = n::text) AS shown, count(*) FILTER (WHERE n BETWEEN 1 AND 10) AS small, count(*) FILTER (WHERE shown = '*' AND n > 10) AS guards,
	bool_and(CASE shown WHEN '*' THEN n > 0 ELSE shown = n::text AND (n = 0 OR n > 10) END) AS true FROM cells;
SELECT count(*) AS lines, count(*) FILTER (WHERE hidden = 0) AS open, bool_and(hidden = 0 OR hidden > 1 AND sum >= 11 OR nothing_more) AS guarded
FROM (SELECT count(*) FILTER (WHERE shown !~ '^\d') AS hidden, sum(n) FILTER (WHERE shown !~ '^\d') AS sum, bool_and(shown !~ '^\d' OR n = 0) AS nothing_more FROM cells GROUP BY id, r
	UNION ALL SELECT count(*) FILTER (WHERE shown !~ '^\d'), sum(n) FILTER (WHERE shown !~ '^\d'), bool_and(shown !~ '^\d' OR n = 0) FROM cells WHERE id % 4 > 0 GROUP BY id, c) AS lines;

-- May what is read from a tally be published?
SELECT n, publishable(neda_agg('NEDA-4')) AS neda, publishable(neda_agg('NEDA-4', 0.5)) AS weighted_neda, publishable(relapse_agg(0, 365)) AS relapses,
	publishable(relapse_agg(0, 365, 0.5)) AS weighted_relapses, publishable(survival_agg(365, false)) AS survival,
	publishable(survival_agg(365, false, 0.5)) AS weighted_survival, publishable(cuminc_agg(365, 0)) AS cuminc
FROM unnest('{1,10,11}'::int[]) AS n, generate_series(1, n) GROUP BY n ORDER BY n;
-- each number that is read must be: those with NEDA, with activity, not evaluable
SELECT publishable(neda_agg(status)) AS at_11, publishable(neda_agg(status), 5) AS at_5, publishable(neda_agg(status), 3) AS at_3, publishable(neda_agg(status), 11, 4) AS level_4
FROM (SELECT CASE WHEN i <= 20 THEN 'NEDA-4' WHEN i <= 35 THEN neda_status(1, false, 0, 0) WHEN i <= 39 THEN 'not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)' END::neda_status AS status FROM generate_series(1, 39) AS i) AS s;
SELECT publishable(relapse_agg(r, 365)) AS few_with, publishable(relapse_agg(r, 365), 3) AS at_3 FROM (SELECT (i <= 3)::int AS r FROM generate_series(1, 40) AS i) AS s;
SELECT publishable(relapse_agg(r, 365, 2)) AS few_with, publishable(relapse_agg(r, 365, 2), 3) AS at_3 FROM (SELECT (i <= 3)::int AS r FROM generate_series(1, 40) AS i) AS s;
SELECT publishable(survival_agg(i, i <= 3)) AS few_events, publishable(survival_agg(i, i <= 3), 3) AS at_3, publishable(survival_agg(i, i <= 3, 9)) AS weighted, publishable(cuminc_agg(i, i % 20)) AS causes
FROM generate_series(1, 40) AS i WHERE i % 20 < 4;
-- nobody is nobody
SELECT publishable(neda_agg(NULL)), publishable(survival_agg(NULL, true)), publishable(relapse_agg(NULL, 1)), publishable(cuminc_agg(NULL, 1)), publishable(survival_agg(NULL, true, 1));

-- NULL is not known: it stays, and neither hides nor guards
SELECT suppress(NULL::bigint), suppress(ARRAY[4, NULL, 30]), suppress(ARRAY[NULL, 40]::bigint[]), suppress('{}'::bigint[]), publishable(NULL::neda_tally);
-- Bad input
SELECT suppress(-1);
SELECT suppress(5, 0);
SELECT suppress(ARRAY[5, -1]);
SELECT suppress(ARRAY[[[1]]]);
SELECT suppress(array_agg(i)) FROM generate_series(1, 10001) AS i;
SELECT publishable(neda_agg('NEDA-4'), 0);
SELECT publishable(neda_agg('NEDA-4'), 11, 5);
DROP TABLE tables, cells;
