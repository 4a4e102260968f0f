-- msprog and MSoutcomes, where R has them, on the same patients: 250 and 1,000 of those of visits.sql, from the rows
-- of their visits and relapses to the events.  Reading the rows is counted here; in R they are in memory already.  Both
-- have the best of some runs, more of the short ones, and the numbers of events must be the same.  Alone, in an empty
-- database:
--
--	psql -v alone=1 -f bench/packages.sql

\echo 'packages of R'
\if :{?alone}
	\set ON_ERROR_STOP on
	\set patients 1000
	SET jit = off;
	CREATE EXTENSION sepms;
	\ir compare.sql
	\ir visits.sql
\endif
CREATE TABLE thousand_visits AS SELECT * FROM twenty_visits WHERE patient_id <= 1000;
CREATE TABLE thousand_relapses AS
SELECT patient_id, unnest(relapses) AS onset
FROM some_relapses
WHERE patient_id <= 1000;
VACUUM ANALYZE thousand_visits, thousand_relapses;
SELECT current_setting('data_directory') || '/' AS folder \gset
\set visits_file :folder 'visits.csv'
\set relapses_file :folder 'relapses.csv'
COPY (
	SELECT patient_id AS id, visit_date AS date, edss AS "EDSS" FROM thousand_visits ORDER BY 1, 2
) TO :'visits_file' (FORMAT csv, HEADER);
COPY (
	SELECT patient_id AS id, onset AS date FROM thousand_relapses ORDER BY 1, 2
) TO :'relapses_file' (FORMAT csv, HEADER);
CALL compare('series and events of 1,000 patients, from their rows, vs. count(*) of these', $$
	SELECT count(*)
	FROM (SELECT patient_id, outcome_series(visit_date, edss) AS visits FROM thousand_visits GROUP BY patient_id) AS v
	LEFT JOIN (
		SELECT patient_id, array_agg(onset) AS relapses FROM thousand_relapses GROUP BY patient_id
	) AS r USING (patient_id),
		disability_events(visits, coalesce(relapses, '{}'), 'muller2023')$$,
	'SELECT count(*) FROM thousand_visits', NULL);

-- The calls of R and what they are here, after a patient's visits and relapses.
CREATE TABLE package_call (n integer GENERATED ALWAYS AS IDENTITY, call text, here text);
INSERT INTO package_call (call, here) VALUES
	('MSprog', 'disability_events(visits, relapses)'),
	('MSprog multiple RAW_PIRA', $$disability_events(visits, relapses, 'muller2023')$$),
	('value_milestone', 'disability_milestone(visits, relapses, 6) AS m WHERE m.observed'),
	('CDW', 'msbase_events(visits, relapses)'),
	('CDI', $$msbase_events(visits, relapses, 'CDI')$$),
	('PIRA', $$msbase_events(visits, relapses, 'PIRA')$$),
	('CDEseq', $$msbase_events(visits, relapses, 'sequence')$$),
	('spmsDx_no_fss', $$spms_conversion(visits, relapses, variant => 'msoutcomes_no_fs') WHERE converted$$);

CREATE FUNCTION count_events(here text, patients integer, OUT events bigint, OUT ms numeric) LANGUAGE plpgsql AS $$
DECLARE
	query text = format('
		SELECT count(*)
		FROM (
			SELECT patient_id, outcome_series(visit_date, edss) AS visits
			FROM thousand_visits WHERE patient_id <= %1$s GROUP BY patient_id
		) AS v
		LEFT JOIN (
			SELECT patient_id, array_agg(onset) AS onsets
			FROM thousand_relapses WHERE patient_id <= %1$s GROUP BY patient_id
		) AS r USING (patient_id),
			LATERAL coalesce(onsets, ''{}'') AS relapses,
			%2$s', patients, here);
	start timestamptz;
BEGIN
	FOR round IN 1..30 LOOP
		start := clock_timestamp();
		EXECUTE query INTO events;
		ms := least(ms, extract(epoch FROM clock_timestamp() - start) * 1000);
	END LOOP;
END $$;

\set answers `Rscript bench/packages.R :'visits_file' :'relapses_file' 250 1000 2>/dev/null || true`
CREATE TABLE package_time AS
SELECT n, f[1] AS call, patients, f[3]::bigint AS events, f[4]::numeric AS ms, c.events AS sepms_events,
	round(c.ms, 1) AS sepms_ms, round(c.ms / f[4]::numeric, 5) AS ratio
FROM string_to_table(nullif(:'answers', ''), E'\n') AS line, string_to_array(line, ',') AS f
JOIN package_call ON call = f[1], LATERAL CAST(f[2] AS integer) AS patients,
	count_events(here, patients) AS c;
SELECT count(*) > 0 AS has_packages FROM package_time \gset
\if :has_packages
SELECT call, patients, events, ms, sepms_events, sepms_ms, ratio, round(1 / ratio) AS times
FROM package_time
ORDER BY n, patients;
DO $$
BEGIN
	ASSERT (SELECT bool_and(events = sepms_events) FROM package_time), 'other numbers of events than in R';
END $$;
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT format('%s of 1,000 patients, from their rows, vs. %s in R', split_part(here, '(', 1), call), 0,
	sepms_ms, ms, ratio, 0.01
FROM package_time JOIN package_call USING (n, call)
WHERE patients = 1000
ORDER BY n;
\else
\echo 'R with the packages msprog or MSoutcomes is not installed: not compared'
\endif
