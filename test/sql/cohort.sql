-- One answer, to the bit: serial, parallel, partitionwise, rolled up in any
-- order and split, sent as text or binary between, moving through a window.
CREATE TABLE status (id integer, site integer, month integer, status neda_status);
INSERT INTO status
SELECT i, i % 7, i % 48, CASE WHEN i % 97 <> 0 THEN
	neda_status(CASE WHEN h % 11 > 0 THEN (h % 3 / 2) END, CASE WHEN h % 13 > 0 THEN h % 5 = 0 END,
		CASE WHEN h % 17 > 0 THEN h % 4 / 3 END, CASE WHEN h % 19 > 0 THEN 0 END, CASE WHEN h % 2 = 0 THEN -(h % 10) / 12.0 END) END
FROM (SELECT i, abs(hashint4(i)) AS h FROM generate_series(1, 100000) AS i) AS g;
CREATE INDEX ON status (id);
ANALYZE status;

CREATE TABLE answers (way text, tally neda_tally, rate float8);
SET max_parallel_workers_per_gather = 0;
INSERT INTO answers SELECT 'serial', neda_agg(status), neda_rate(status) FROM status;
INSERT INTO answers SELECT 'backwards', neda_agg(status ORDER BY id DESC), neda_rate(status ORDER BY id DESC) FROM status;
INSERT INTO answers SELECT 'rolled up by site', rollup(t), neda_rate(rollup(t)) FROM (SELECT neda_agg(status) AS t FROM status GROUP BY site) AS s;
INSERT INTO answers SELECT 'rolled up twice', rollup(t), neda_rate(rollup(t)) FROM (
	SELECT rollup(t) AS t FROM (SELECT site, neda_agg(status) AS t FROM status GROUP BY site, month) AS s GROUP BY site) AS y;
INSERT INTO answers SELECT 'through text', rollup(t::text::neda_tally ORDER BY site DESC), neda_rate(rollup(t::text::neda_tally))
	FROM (SELECT site, neda_agg(status) AS t FROM status GROUP BY site) AS s;
INSERT INTO answers SELECT 'grown one by one', rollup(neda_accum('{"version": 1}', status)), neda_rate(rollup(neda_accum('{"version": 1}', status))) FROM status;
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
	plan_has('SELECT rollup(t) FROM (SELECT neda_agg(status) t FROM status GROUP BY site) s', 'Partial HashAggregate') AS grouped;
CREATE TABLE parts (LIKE status) PARTITION BY LIST (site);
SELECT format('CREATE TABLE parts_%s PARTITION OF parts FOR VALUES IN (%s)', s, s) FROM generate_series(0, 6) AS s \gexec
INSERT INTO parts SELECT * FROM status;
ANALYZE parts;
SET enable_partitionwise_aggregate = on;
CREATE TABLE partitionwise AS SELECT 'partitionwise' AS way, neda_agg(status) AS tally, neda_rate(status) AS rate FROM parts;
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
SELECT count(*) AS frames, bool_and(w.t = (SELECT rollup(m.t) FROM monthly AS m WHERE m.month BETWEEN w.month - 11 AND w.month)) AS equal
FROM (SELECT month, rollup(t) OVER (ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW) AS t FROM monthly) AS w;
-- frames that grow, empty out, and exclude
SELECT bool_and(w.t = f.t) AS equal FROM (
	SELECT id, neda_agg(status) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) AS t
	FROM status WHERE id <= 300
) AS w, LATERAL (SELECT neda_agg(status) AS t FROM status AS s WHERE s.id < w.id) AS f;
SELECT neda_unaccum('{"version": 1}', 'NEDA-4') IS NULL AS not_there,
	neda_unmerge('{"version": 1, "NEDA-4": 2}', '{"version": 1, "NEDA-4": 3}') IS NULL AS too_few,
	neda_unmerge('{"version": 1, "NEDA-4": 2}', '{"version": 1, "NEDA-3": 1}') IS NULL AS another,
	neda_unmerge('{"version": 1, "NEDA-4": 2, "NEDA-3": 1}', '{"version": 1, "NEDA-4": 2}') AS rest;
-- a value in a table is not changed by the aggregates that read it
SELECT bool_and(m.t = c.t) AS unchanged FROM monthly AS m,
	LATERAL (SELECT neda_agg(status) AS t FROM status AS s WHERE s.month = m.month) AS c,
	LATERAL (SELECT neda_accum(m.t, 'NEDA-4') AS grown) AS g;

-- Views of tallies refresh
CREATE MATERIALIZED VIEW by_site AS SELECT site, neda_agg(status) AS t FROM status GROUP BY site;
CREATE UNIQUE INDEX ON by_site (site);
INSERT INTO status SELECT 100000 + i, 3, 1, 'NEDA-4' FROM generate_series(1, 10) AS i;
REFRESH MATERIALIZED VIEW CONCURRENTLY by_site;
SELECT rollup(t) = (SELECT neda_agg(status) FROM status) AS refreshed FROM by_site;

DROP MATERIALIZED VIEW by_site; DROP FUNCTION plan_has; DROP TABLE status, answers, parallel, parts, partitionwise, monthly;
