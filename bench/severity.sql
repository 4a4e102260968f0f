-- Local MSSS, which ranks each patient within the cohort, compared with the usual self-join and with SQL that counts
-- first.  One row per patient-year, up to 30 years of disease, with fractions.

\echo 'severity'
CREATE TABLE durations AS
SELECT i, (CASE WHEN points < 1 THEN 0 ELSE floor(points * 2) / 2 END)::edss AS edss, years
FROM (SELECT i, (abs(hashint4(-i)) % 10950) / 365.25::float8 AS years, abs(hashint4(i)) AS h
	FROM generate_series(1, :patients * 43 / 10) AS i) AS g,
	LATERAL (SELECT least(9.5, h % 40 / 10.0 + years * (h / 64 % 64) / 300) AS points) AS p;
CREATE TABLE some_durations AS SELECT * FROM durations WHERE i <= 10000;
CREATE INDEX ON durations (years); CREATE INDEX ON some_durations (years);
VACUUM ANALYZE durations; VACUUM ANALYZE some_durations;
SELECT count(*) AS patients, pg_column_size(severity_agg(edss, years)) AS bytes_of_tally FROM durations;

CREATE FUNCTION local_msss_query(how text, patients text) RETURNS text LANGUAGE sql AS $$
	SELECT replace(
		CASE how
			WHEN 'sepms' THEN $query$
				SELECT sum(local_msss(tally, edss, years))
				FROM TABLE_, (SELECT severity_agg(edss, years) AS tally FROM TABLE_) AS cohort
			$query$
			WHEN 'self-join' THEN $query$
				SELECT sum(round(10 * (lower + (equal + 1) / 2.0) / (n + 1), 2))
				FROM (
					SELECT a.i,
						count(*) AS n,
						count(*) FILTER (WHERE b.edss < a.edss) AS lower,
						count(*) FILTER (WHERE b.edss = a.edss) AS equal
					FROM TABLE_ AS a
					JOIN TABLE_ AS b
						ON b.years BETWEEN greatest(1, floor(a.years) - 2) AND least(30, floor(a.years) + 2)
					WHERE a.years >= 1
					GROUP BY a.i
				) AS ranked
			$query$
			-- two passes over the rows: one counts them, one looks up their scores
			WHEN 'counted' THEN $query$
				WITH cell AS (
					SELECT floor(years) AS year, years > floor(years) AS part, edss, count(*) AS n
					FROM TABLE_
					GROUP BY 1, 2, 3
				), reference AS (
					SELECT y.year, c.edss, sum(c.n) AS n
					FROM generate_series(1, 30) AS y (year)
					JOIN cell AS c
						ON c.year >= greatest(1, y.year - 2) AND c.year + c.part::int * 0.5 <= least(30, y.year + 2)
					GROUP BY 1, 2
				), score AS (
					SELECT year, edss,
						round(10 * (sum(n) OVER (PARTITION BY year ORDER BY edss) - n + (n + 1) / 2.0)
							/ (sum(n) OVER (PARTITION BY year) + 1), 2) AS msss
					FROM reference
				)
				SELECT sum(msss)
				FROM TABLE_ AS d
				JOIN score AS s ON s.year = floor(d.years) AND s.edss = d.edss
			$query$
		END, 'TABLE_', patients)
$$;

-- They agree, except that numeric rounds some scores differently.
SELECT local_msss_query('sepms', 'some_durations') AS sepms,
	local_msss_query('self-join', 'some_durations') AS self_join,
	local_msss_query('counted', 'some_durations') AS counted \gset
SELECT (:sepms)::numeric(9,0) AS sepms, (:self_join)::numeric(9,0) AS self_join, (:counted)::numeric(9,0) AS counted;

CALL compare('local_msss of 10,000 patients vs. a self-join', :'sepms', :'self_join', 0.02);
CALL compare('local_msss of all patients vs. counts, windows and a join',
	local_msss_query('sepms', 'durations'), local_msss_query('counted', 'durations'), 1.0);
CALL compare(
	'severity_agg(edss, years) vs. count(*) by year and EDSS',
	'SELECT severity_agg(edss, years) FROM durations',
	'SELECT floor(years), edss, count(*) FROM durations GROUP BY 1, 2',
	1.0
);
CALL compare('global_msss(edss, years) vs. sum(years)',
	'SELECT sum(global_msss(edss, years)) FROM durations', 'SELECT sum(years) FROM durations', NULL);

-- For all patients, the self-join is stopped after 100 times as long.
SELECT local_msss_query('self-join', 'durations') AS self_join, 100 * sepms_ms AS timeout, clock_timestamp() AS start
FROM result WHERE what LIKE 'local_msss of all%' \gset
\set ON_ERROR_STOP off
\echo 'A statement timeout is expected here:'
SET statement_timeout = :timeout;
:self_join;
\set stopped :ERROR
RESET statement_timeout;
\set ON_ERROR_STOP on
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT 'local_msss of all patients vs. a self-join' || CASE WHEN :'stopped' THEN ', stopped' ELSE '' END,
	0, sepms_ms,
	round(ms),
	round(sepms_ms / ms, 3),
	0.02
FROM result, LATERAL (SELECT extract(epoch FROM clock_timestamp() - :'start') * 1000 AS ms) AS self_join
WHERE what LIKE 'local_msss of all patients vs. counts%';
