-- Series and confirmed events of as many patients as the registry has, with 20 visits each, compared with reading the
-- rows alone.

\echo 'disability'
\ir visits.sql
CREATE TABLE twenty_visit_series AS
SELECT patient_id, outcome_series(visit_date, edss) AS visits, coalesce(min(relapses), '{}') AS relapses
FROM twenty_visits JOIN some_relapses USING (patient_id) GROUP BY patient_id;
VACUUM ANALYZE twenty_visits; VACUUM ANALYZE twenty_visit_series;
SELECT count(*) AS patients,
	sum(num_visits(visits)) AS visits,
	pg_relation_size('twenty_visits') / 1024 / 1024 AS rows_mb,
	pg_relation_size('twenty_visit_series') / 1024 / 1024 AS series_mb,
	(SELECT count(*) FROM twenty_visit_series, disability_events(visits, relapses, 'muller2023')) AS events
FROM twenty_visit_series;

SET work_mem = '256MB';
CALL compare(
	'series and events vs. array_agg of dates and of values',
	$$
		SELECT count(*)
		FROM (SELECT outcome_series(visit_date, edss) AS visits FROM twenty_visits GROUP BY patient_id) AS p,
			disability_events(visits, '{}')
	$$,
	$$
		SELECT count(d), count(e)
		FROM (
			SELECT array_agg(visit_date ORDER BY visit_date) AS d, array_agg(edss ORDER BY visit_date) AS e
			FROM twenty_visits
			GROUP BY patient_id
		) AS p
	$$,
	1.5
);
CALL compare(
	'disability_events vs. building the series',
	$$
		SELECT count(*) FROM twenty_visit_series, disability_events(visits, relapses, 'muller2023')
	$$,
	$$
		SELECT count(visits)
		FROM (SELECT outcome_series(visit_date, edss) AS visits FROM twenty_visits GROUP BY patient_id) AS p
	$$,
	0.5
);
CALL compare(
	'msbase_events vs. disability_events',
	'SELECT count(*) FROM twenty_visit_series, msbase_events(visits, relapses)',
	'SELECT count(*) FROM twenty_visit_series, disability_events(visits, relapses)',
	1.2
);
CALL compare(
	'events of all patients vs. 4 times those of a quarter',
	format($$
		SELECT count(*) FROM twenty_visit_series, disability_events(visits, relapses, 'muller2023')
		WHERE patient_id <= %s
	$$, :patients / 4 * 4),
	format($$
		SELECT count(*)
		FROM generate_series(1, 4),
			LATERAL (
				SELECT count(*) FROM twenty_visit_series, disability_events(visits, relapses, 'muller2023')
				WHERE patient_id <= %s + 0 * generate_series
			) AS x
	$$, :patients / 4),
	NULL
);
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
CALL compare(
	'disability_events vs. count(*) of the series, one process',
	'SELECT count(*) FROM twenty_visit_series, disability_events(visits, relapses, ''muller2023'')',
	'SELECT count(*) FROM twenty_visit_series',
	NULL
);
CALL compare(
	'disability_events vs. count(*) of the series, two processes',
	'SELECT count(*) FROM twenty_visit_series, disability_events(visits, relapses, ''muller2023'')',
	'SELECT count(*) FROM twenty_visit_series',
	NULL, 1
);
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT 'disability_events, two processes vs. one',
	1, two.sepms_ms, one.sepms_ms,
	round(two.sepms_ms / one.sepms_ms, 2),
	0.6
FROM result AS one, result AS two
WHERE one.what = 'disability_events vs. count(*) of the series, one process'
	AND two.what = 'disability_events vs. count(*) of the series, two processes';
RESET work_mem;

-- The peak memory of a session, first for a quarter of the patients and then for all.
\c -
SET search_path = :schema, public;
SET jit = off;
SELECT pg_backend_pid() AS pid \gset
SELECT count(*)
FROM twenty_visit_series, disability_events(visits, relapses, 'muller2023')
WHERE patient_id <= :patients / 4 \g /dev/null
SELECT substring(pg_read_file(format('/proc/%s/status', :pid)) FROM 'VmPeak:\s+(\d+)')::integer AS quarter \gset
SELECT count(*) FROM twenty_visit_series, disability_events(visits, relapses, 'muller2023') \g /dev/null
SELECT substring(pg_read_file(format('/proc/%s/status', :pid)) FROM 'VmPeak:\s+(\d+)')::integer AS whole \gset
INSERT INTO result (what, workers, ratio, goal) VALUES (
	'peak memory of events, all patients vs. a quarter', 0, round(:whole::numeric / :quarter, 2), 1.05
);
