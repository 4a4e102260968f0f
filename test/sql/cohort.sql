-- The same answer, to the bit: serial, parallel, partitionwise, rolled up in any order and
-- from any parts, sent as text or binary in between, moving through a window.
CREATE TABLE status (id integer, site integer, month integer, status neda_status);
INSERT INTO status
SELECT i, i % 7, i % 48,
	CASE
		WHEN i % 97 <> 0
			THEN neda_status(
				CASE WHEN h % 11 > 0 THEN (h % 3 / 2) END,
				CASE WHEN h % 13 > 0 THEN h % 5 = 0 END,
				CASE WHEN h % 17 > 0 THEN h % 4 / 3 END,
				CASE WHEN h % 19 > 0 THEN 0 END,
				CASE WHEN h % 2 = 0 THEN -(h % 10) / 12.0 END
			)
	END
FROM (SELECT i, abs(hashint4(i)) AS h FROM generate_series(1, 100000) AS i) AS g;
CREATE INDEX ON status (id);
ANALYZE status;

CREATE TABLE answers (way text, tally neda_tally, rate float8);
SET max_parallel_workers_per_gather = 0;
INSERT INTO answers SELECT 'serial', neda_agg(status), neda_rate(status) FROM status;
INSERT INTO answers
SELECT 'backwards', neda_agg(status ORDER BY id DESC), neda_rate(status ORDER BY id DESC)
FROM status;
INSERT INTO answers
SELECT 'rolled up by site', rollup(t), neda_rate(rollup(t))
FROM (SELECT neda_agg(status) AS t FROM status GROUP BY site) AS s;
INSERT INTO answers
SELECT 'rolled up twice', rollup(t), neda_rate(rollup(t))
FROM (
	SELECT rollup(t) AS t FROM (SELECT site, neda_agg(status) AS t FROM status GROUP BY site, month) AS s GROUP BY site
) AS y;
INSERT INTO answers
SELECT 'through text', rollup(t::text::neda_tally ORDER BY site DESC), neda_rate(rollup(t::text::neda_tally))
FROM (SELECT site, neda_agg(status) AS t FROM status GROUP BY site) AS s;
INSERT INTO answers
SELECT 'grown one by one',
	rollup(neda_accum('{"version": 1}', status)),
	neda_rate(rollup(neda_accum('{"version": 1}', status)))
FROM status;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 4;
CREATE TABLE parallel AS SELECT 'parallel' AS way, neda_agg(status) AS tally, neda_rate(status) AS rate FROM status;
INSERT INTO answers SELECT * FROM parallel;
CREATE FUNCTION plan_has(query text, pattern text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text; found boolean := false;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP found := found OR line ~ pattern; END LOOP;
	RETURN found;
END $$;
SELECT plan_has('SELECT neda_agg(status), neda_rate(status) FROM status', 'Partial Aggregate') AS is_parallel,
	plan_has(
		'SELECT rollup(t) FROM (SELECT neda_agg(status) t FROM status GROUP BY site) s', 'Partial HashAggregate'
	) AS grouped;
CREATE TABLE parts (LIKE status) PARTITION BY LIST (site);
SELECT format('CREATE TABLE parts_%s PARTITION OF parts FOR VALUES IN (%s)', s, s)
FROM generate_series(0, 6) AS s \gexec
INSERT INTO parts SELECT * FROM status;
ANALYZE parts;
SET enable_partitionwise_aggregate = on;
CREATE TABLE partitionwise AS
SELECT 'partitionwise' AS way, neda_agg(status) AS tally, neda_rate(status) AS rate
FROM parts;
INSERT INTO answers SELECT * FROM partitionwise;
RESET ALL;
SELECT count(*) AS ways, count(DISTINCT tally::text) AS tallies, count(DISTINCT float8send(rate)) AS rates,
	bool_and(tally = (SELECT tally FROM answers WHERE way = 'serial')) AS equal FROM answers;
SELECT neda_counts(tally) FROM answers WHERE way = 'serial';

-- Windows: each moving frame equals a fresh aggregate over its rows
SELECT count(*) AS frames,
	count(*) FILTER (WHERE w.t = f.t AND w.rate IS NOT DISTINCT FROM f.rate) AS equal
FROM (
	SELECT id, neda_agg(status) OVER frame AS t, neda_rate(status) OVER frame AS rate
	FROM status WHERE id <= 2000
	WINDOW frame AS (ORDER BY id ROWS BETWEEN 30 PRECEDING AND 5 FOLLOWING)
) AS w, LATERAL (
	SELECT neda_agg(status) AS t, neda_rate(status) AS rate FROM status AS s
	WHERE s.id BETWEEN w.id - 30 AND w.id + 5 AND s.id <= 2000
) AS f;
-- a year of monthly tallies, moving
CREATE TABLE monthly AS SELECT month, neda_agg(status) AS t FROM status GROUP BY month;
SELECT count(*) AS frames,
	bool_and(w.t = (SELECT rollup(m.t) FROM monthly AS m WHERE m.month BETWEEN w.month - 11 AND w.month)) AS equal
FROM (SELECT month, rollup(t) OVER (ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW) AS t FROM monthly) AS w;
-- frames that grow, empty out, and exclude
SELECT bool_and(w.t = f.t) AS equal
FROM (
	SELECT id,
		neda_agg(status) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) AS t
	FROM status
	WHERE id <= 300
) AS w, LATERAL (SELECT neda_agg(status) AS t FROM status AS s WHERE s.id < w.id) AS f;
SELECT neda_unaccum('{"version": 1}', 'NEDA-4') IS NULL AS not_there,
	neda_unmerge('{"version": 1, "NEDA-4": 2}', '{"version": 1, "NEDA-4": 3}') IS NULL AS too_few,
	neda_unmerge(
		'{"version": 1, "NEDA-4": 2}', '{"version": 1, "NEDA-3 (missing: brain volume loss)": 1}'
	) IS NULL AS another,
	neda_unmerge(
		'{"version": 1, "NEDA-4": 2, "NEDA-3 (missing: brain volume loss)": 1}', '{"version": 1, "NEDA-4": 2}'
	) AS rest;
-- a value in a table is not changed by the aggregates that read it
SELECT count(*) AS months,
	bool_and(neda_accum(m.t, 'NEDA-4') <> m.t) AS grown,
	bool_and(m.t = c.t) AS unchanged
FROM monthly AS m,
	LATERAL (SELECT neda_agg(status) AS t FROM status AS s WHERE s.month = m.month) AS c;

-- Views of tallies refresh
CREATE MATERIALIZED VIEW by_site AS SELECT site, neda_agg(status) AS t FROM status GROUP BY site;
CREATE UNIQUE INDEX ON by_site (site);
INSERT INTO status SELECT 100000 + i, 3, 1, 'NEDA-4' FROM generate_series(1, 10) AS i;
REFRESH MATERIALIZED VIEW CONCURRENTLY by_site;
SELECT rollup(t) = (SELECT neda_agg(status) FROM status) AS refreshed FROM by_site;

DROP MATERIALIZED VIEW by_site; DROP TABLE status, answers, parallel, parts, partitionwise, monthly;

-- The other tallies, all of them at once and in the same ways.
CREATE TABLE follow_up (
	id integer, site integer, month integer, relapses integer, days integer, observed boolean, entry integer,
	cause integer, weight float8
);
INSERT INTO follow_up
SELECT i, i % 7, i % 48,
	CASE WHEN i % 97 <> 0 THEN h % 4 / 2 END,
	CASE WHEN i % 89 <> 0 THEN 1 + h / 10 % 1500 END,
	h % 5 < 2,
	(h / 10 % 1500) * (h % 3) / 3,
	h % 4,
	(1 + h % 100) / 50.0
FROM (SELECT i, abs(hashint4(i)) AS h FROM generate_series(1, 100000) AS i) AS g;
ANALYZE follow_up;
CREATE TABLE tallies (
	way text, r relapse_tally, s survival_tally, d survival_tally, c cuminc_tally, v severity_tally, arr float8
);
CREATE FUNCTION tally_all(from_what text) RETURNS text LANGUAGE sql AS $$
	SELECT 'SELECT relapse_agg(relapses, days) AS r, survival_agg(days, observed) AS s, '
		'survival_agg(entry, days, observed) AS d, cuminc_agg(days, cause) AS c, '
		'severity_agg(cause::edss, days / 100.0) AS v, arr(relapses, days) AS arr FROM '
		|| from_what
$$;
SET max_parallel_workers_per_gather = 0;
SELECT format('INSERT INTO tallies SELECT %L, t.* FROM (%s) AS t', way, tally_all(from_what))
FROM (VALUES
	('serial', 'follow_up'),
	('backwards', '(SELECT * FROM follow_up ORDER BY id DESC) AS f')
) AS v (way, from_what) \gexec
CREATE TABLE by_site AS
SELECT site, month,
	relapse_agg(relapses, days) AS r,
	survival_agg(days, observed) AS s,
	survival_agg(entry, days, observed) AS d,
	cuminc_agg(days, cause) AS c,
	severity_agg(cause::edss, days / 100.0) AS v
FROM follow_up
GROUP BY site, month;
INSERT INTO tallies
SELECT 'rolled up', rollup(r), rollup(s), rollup(d), rollup(c), rollup(v), arr(rollup(r))
FROM by_site;
INSERT INTO tallies
SELECT 'rolled up twice', rollup(r), rollup(s), rollup(d), rollup(c), rollup(v), arr(rollup(r))
FROM (
	SELECT rollup(r) AS r, rollup(s) AS s, rollup(d) AS d, rollup(c) AS c, rollup(v) AS v FROM by_site GROUP BY site
) AS x;
INSERT INTO tallies
SELECT 'through text',
	rollup(r::text::relapse_tally ORDER BY month),
	rollup(s::text::survival_tally ORDER BY month DESC),
	rollup(d::text::survival_tally),
	rollup(c::text::cuminc_tally),
	rollup(v::text::severity_tally ORDER BY month DESC),
	arr(rollup(r))
FROM by_site;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 4;
SELECT format('CREATE TABLE parallel AS SELECT ''parallel'' AS way, t.* FROM (%s) AS t', tally_all('follow_up')) \gexec
SELECT plan_has(tally_all('follow_up'), 'Partial Aggregate') AS is_parallel;
INSERT INTO tallies SELECT * FROM parallel;
CREATE TABLE parts (LIKE follow_up) PARTITION BY LIST (site);
SELECT format('CREATE TABLE parts_%s PARTITION OF parts FOR VALUES IN (%s)', s, s)
FROM generate_series(0, 6) AS s \gexec
INSERT INTO parts SELECT * FROM follow_up;
ANALYZE parts;
SET enable_partitionwise_aggregate = on;
SELECT format(
	'CREATE TABLE partitionwise AS SELECT ''partitionwise'' AS way, t.* FROM (%s) AS t', tally_all('parts')
) \gexec
INSERT INTO tallies SELECT * FROM partitionwise;
-- groups, hashed and sorted, in parallel
CREATE TABLE hashed AS
SELECT site, month,
	relapse_agg(relapses, days) AS r,
	survival_agg(days, observed) AS s,
	survival_agg(entry, days, observed) AS d,
	cuminc_agg(days, cause) AS c,
	severity_agg(cause::edss, days / 100.0) AS v
FROM follow_up
GROUP BY site, month;
SET enable_hashagg = off;
CREATE TABLE sorted AS
SELECT site, month,
	relapse_agg(relapses, days) AS r,
	survival_agg(days, observed) AS s,
	survival_agg(entry, days, observed) AS d,
	cuminc_agg(days, cause) AS c,
	severity_agg(cause::edss, days / 100.0) AS v
FROM parts
GROUP BY site, month;
-- weights: the same except for the last digits
CREATE TABLE weights AS
SELECT survival_agg(days, observed, weight) AS s,
	relapse_agg(relapses, days, weight) AS r,
	neda_agg(
		CASE
			WHEN observed THEN 'NEDA-4'
			ELSE 'not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)'
		END::neda_status,
		weight
	) AS n
FROM parts;
RESET ALL;
SET max_parallel_workers_per_gather = 0;
SELECT count(*) AS ways,
	count(DISTINCT t.r::text) AS r,
	count(DISTINCT t.s::text) AS s,
	count(DISTINCT t.d::text) AS d,
	count(DISTINCT t.c::text) AS c,
	count(DISTINCT t.v::text) AS v,
	count(DISTINCT float8send(t.arr)) AS arr,
	bool_and(t.r = f.r AND t.s = f.s AND t.d = f.d AND t.c = f.c AND t.v = f.v) AS equal
FROM tallies AS t, (SELECT * FROM tallies WHERE way = 'serial') AS f;
SELECT (relapse_counts(r)).*, (survival_counts(s)).events, (survival_counts(d)).days FROM tallies WHERE way = 'serial';
SELECT count(*) AS groups,
	bool_and(
		b.r = h.r
		AND b.s = h.s
		AND b.d = h.d
		AND b.c = h.c
		AND b.v = h.v
		AND b.r = o.r
		AND b.s = o.s
		AND b.d = o.d
		AND b.c = o.c
		AND b.v = o.v
	) AS equal
FROM by_site AS b
JOIN hashed AS h USING (site, month)
JOIN sorted AS o USING (site, month);
SELECT abs((km_at(w.s, 500)).survival - (km_at(t.s, 500)).survival) < 1e-12 AS survival,
	abs(arr(w.r) - arr(t.r)) < 1e-12 AS arr,
	abs((neda_counts(w.n)).evaluable - (neda_counts(t.n)).evaluable) < 1e-6 AS neda
FROM weights AS w,
	(
		SELECT survival_agg(days, observed, weight) AS s,
			relapse_agg(relapses, days, weight) AS r,
			neda_agg(
				CASE
					WHEN observed THEN 'NEDA-4'
					ELSE 'not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)'
				END::neda_status,
				weight
			) AS n
		FROM follow_up
	) AS t;

-- A rolling year of relapse rates and curves: each frame equals a fresh aggregate over its rows
SELECT count(*) AS frames,
	bool_and(
		w.r = f.r AND w.s = f.s AND w.d = f.d AND w.c = f.c AND w.v = f.v AND w.arr IS NOT DISTINCT FROM f.arr
	) AS equal
FROM (
	SELECT id,
		relapse_agg(relapses, days) OVER frame AS r,
		survival_agg(days, observed) OVER frame AS s,
		survival_agg(entry, days, observed) OVER frame AS d,
		cuminc_agg(days, cause) OVER frame AS c,
		severity_agg(cause::edss, days / 100.0) OVER frame AS v,
		arr(relapses, days) OVER frame AS arr
	FROM follow_up
	WHERE id <= 1000
	WINDOW frame AS (ORDER BY id ROWS BETWEEN 30 PRECEDING AND 5 FOLLOWING)
) AS w,
	LATERAL (
		SELECT relapse_agg(relapses, days) AS r,
			survival_agg(days, observed) AS s,
			survival_agg(entry, days, observed) AS d,
			cuminc_agg(days, cause) AS c,
			severity_agg(cause::edss, days / 100.0) AS v,
			arr(relapses, days) AS arr
		FROM follow_up AS i
		WHERE i.id BETWEEN w.id - 30 AND w.id + 5 AND i.id <= 1000
	) AS f;
CREATE TABLE by_month AS
SELECT month, rollup(r) AS r, rollup(s) AS s, rollup(d) AS d, rollup(c) AS c, rollup(v) AS v
FROM by_site
GROUP BY month;
SELECT count(*) AS frames, bool_and(w.r = f.r AND w.s = f.s AND w.d = f.d AND w.c = f.c AND w.v = f.v) AS equal
FROM (
	SELECT month, rollup(r) OVER frame AS r, rollup(s) OVER frame AS s, rollup(d) OVER frame AS d,
		rollup(c) OVER frame AS c, rollup(v) OVER frame AS v
	FROM by_month
	WINDOW frame AS (ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW)
) AS w,
	LATERAL (
		SELECT rollup(r) AS r, rollup(s) AS s, rollup(d) AS d, rollup(c) AS c, rollup(v) AS v
		FROM by_month AS m
		WHERE m.month BETWEEN w.month - 11 AND w.month
	) AS f;
-- a value in a table is not changed by the aggregates that read it
SELECT count(*) AS months,
	bool_and(
		relapse_accum(m.r, 1, 1) <> m.r
		AND survival_accum(m.s, 1, true) <> m.s
		AND cuminc_accum(m.c, 1, 1) <> m.c
		AND severity_accum(m.v, '1', 1) <> m.v
	) AS grown,
	bool_and(m.r = f.r AND m.s = f.s AND m.c = f.c AND m.v = f.v) AS unchanged
FROM by_month AS m,
	LATERAL (
		SELECT relapse_agg(relapses, days) AS r,
			survival_agg(days, observed) AS s,
			cuminc_agg(days, cause) AS c,
			severity_agg(cause::edss, days / 100.0) AS v
		FROM follow_up AS i
		WHERE i.month = m.month
	) AS f;

-- Views of tallies refresh, and roll up to years and to the country
CREATE MATERIALIZED VIEW centre_month AS
SELECT site, month, relapse_agg(relapses, days) AS r, survival_agg(days, observed) AS s
FROM follow_up
GROUP BY site, month;
CREATE UNIQUE INDEX ON centre_month (site, month);
INSERT INTO follow_up SELECT 100000 + i, 3, 1, 1, 100, true, 0, 1, 1 FROM generate_series(1, 10) AS i;
REFRESH MATERIALIZED VIEW CONCURRENTLY centre_month;
SELECT rollup(r) = (SELECT relapse_agg(relapses, days) FROM follow_up) AS relapses,
	rollup(s) = (SELECT survival_agg(days, observed) FROM follow_up) AS survival
FROM centre_month;
SELECT month / 12 AS year, bool_and(y.r = f.r) AS equal
FROM (SELECT month / 12 AS year, rollup(r) AS r FROM centre_month GROUP BY month / 12) AS y
JOIN (SELECT month / 12 AS year, relapse_agg(relapses, days) AS r FROM follow_up GROUP BY month / 12) AS f USING (year),
	LATERAL (SELECT year * 12 AS month) AS m
GROUP BY month / 12
ORDER BY 1;
SELECT count(*) AS groups FROM (SELECT s, count(*) FROM centre_month GROUP BY s) AS g;
DROP MATERIALIZED VIEW centre_month; DROP FUNCTION tally_all, plan_has;
DROP TABLE follow_up, tallies, by_site, by_month, hashed, sorted, weights, parallel, parts, partitionwise;
