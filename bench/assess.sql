-- NEDA by year and line of therapy from the tables of a registry, in one statement: 100,000 patients (or as many as the
-- registry has) over ten years, compared with the same rules in plain SQL.  Both must give the same counts.

\echo 'assess'
SELECT least(:patients, 100000) AS ten_year_patients \gset
CREATE SCHEMA ten_years;
SET search_path = ten_years, :schema, public;

CREATE TABLE start AS
SELECT patient_id, date '2005-01-01' + (hashint4(patient_id) & 2047) AS start_date
FROM generate_series(1, :ten_year_patients) AS patient_id;
CREATE TABLE treatment AS
SELECT patient_id,
	('{teriflunomide,fingolimod,cladribine}'::dmt[])[
		1 + n + (n = 0 AND hashint4(patient_id * 3) & 3 = 0)::integer
	] AS drug,
	start_date + n * (900 + (hashint4(patient_id * 5) & 511)) AS start_date,
	CASE WHEN n < drugs - 1 THEN start_date + (n + 1) * (900 + (hashint4(patient_id * 5) & 511)) END AS end_date
FROM start, LATERAL (SELECT 1 + (hashint4(patient_id * 7) & 1) AS drugs) AS d, generate_series(0, drugs - 1) AS n;
CREATE TABLE visit AS
SELECT patient_id,
	start_date + n * 182 + (hashint4(patient_id * 11 + n) & 15) AS visit_date,
	CASE
		WHEN hashint4(patient_id * 13 + n) & 15 > 0
			THEN (CASE WHEN points = 0.5 THEN 0 ELSE least(points, 9.5) END)::edss
	END AS edss
FROM start,
	generate_series(0, 21) AS n,
	LATERAL (
		SELECT 0.5 * (
			(hashint4(patient_id * 17) & 7) + n * (hashint4(patient_id * 19) & 7) / 40
			+ (hashint4(patient_id * 23 + n) & 7) / 6
		) AS points
	) AS p;
CREATE TABLE relapse AS
SELECT patient_id, start_date + (hashint4(patient_id * 29 + n) & 4095) AS onset_date
FROM start, generate_series(1, 6) AS n WHERE hashint4(patient_id * 31 + n) & 7 < 3;
CREATE TABLE mri AS
SELECT patient_id,
	start_date + n * 365 - 20 + (hashint4(patient_id * 37 + n) & 63) AS mri_date,
	CASE
		WHEN n > 0 AND hashint4(patient_id * 41 + n) & 31 > 0
			THEN greatest(0, (hashint4(patient_id * 43 + n) & 15) - 12)
	END AS new_t2,
	CASE
		WHEN hashint4(patient_id * 47 + n) & 7 > 0 THEN greatest(0, (hashint4(patient_id * 53 + n) & 15) - 14)
	END AS gd_count
FROM start, generate_series(0, 10) AS n
WHERE hashint4(patient_id * 59 + n) & 15 > 0;
CREATE INDEX ON visit (patient_id, visit_date); CREATE INDEX ON relapse (patient_id, onset_date);
CREATE INDEX ON mri (patient_id, mri_date);
VACUUM ANALYZE start; VACUUM ANALYZE treatment; VACUUM ANALYZE visit; VACUUM ANALYZE relapse; VACUUM ANALYZE mri;
SELECT (SELECT count(*) FROM start) AS patients,
	(SELECT count(*) FROM visit) AS visits,
	(SELECT count(*) FROM relapse) AS relapses,
	(SELECT count(*) FROM mri) AS scans,
	(SELECT count(*) FROM treatment) AS treatments;

CREATE VIEW by_sepms AS
SELECT year, line, c.patients, c.evaluable, c.neda
FROM (
	SELECT year, dmt_line(treatment_at(history, lower(period))) AS line, neda_agg(status) AS tally
	FROM start
	JOIN (
		SELECT patient_id, outcome_series(visit_date, edss) AS visits, max(visit_date) AS last_visit
		FROM visit
		GROUP BY patient_id
	) AS v USING (patient_id)
	LEFT JOIN (
		SELECT patient_id, array_agg(onset_date) AS relapses FROM relapse GROUP BY patient_id
	) AS r USING (patient_id)
	LEFT JOIN (
		SELECT patient_id, mri_series(mri_date, new_t2, gd_count) AS scans FROM mri GROUP BY patient_id
	) AS m USING (patient_id)
	JOIN (
		SELECT patient_id, treatment_agg(drug, daterange(start_date, end_date)) AS history
		FROM treatment
		GROUP BY patient_id
	) AS t USING (patient_id),
		neda_by_year(
			start_date, visits, coalesce(relapses, '{}'), scans, scan_lag => 90, followed_to => last_visit, years => 10
		)
	GROUP BY 1, 2
) AS cohort, neda_counts(tally) AS c;

-- The same rules in plain SQL.  What confirms a visit does not depend on the year, so it is found once per visit:
-- the first visit 77 to 814 days later that is not within 30 days after a relapse, the lowest EDSS up to that
-- visit, and the lowest EDSS up to the end.
CREATE VIEW by_hand AS
WITH known AS MATERIALIZED (
	SELECT v.patient_id, v.visit_date, v.edss::float8 AS edss,
		coalesce(
			v.visit_date - (
				SELECT max(onset_date)
				FROM relapse AS r
				WHERE r.patient_id = v.patient_id AND onset_date <= v.visit_date
			) < 30,
			false
		) AS near_relapse,
		min(v.edss::float8) OVER (
			PARTITION BY v.patient_id ORDER BY v.visit_date DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
		) AS lowest_later
	FROM visit AS v
	WHERE edss IS NOT NULL
), judged AS MATERIALIZED (
	SELECT e.*, c.confirmed_on,
		(
			SELECT min(i.edss::float8)
			FROM visit AS i
			WHERE i.patient_id = e.patient_id AND i.visit_date > e.visit_date AND i.visit_date <= c.confirmed_on
		) AS lowest_until
	FROM known AS e
	LEFT JOIN (
		SELECT e.patient_id, e.visit_date, min(c.visit_date) AS confirmed_on
		FROM known AS e
		JOIN known AS c
			ON c.patient_id = e.patient_id
				AND c.visit_date BETWEEN e.visit_date + 77 AND e.visit_date + 814
				AND NOT c.near_relapse
		GROUP BY e.patient_id, e.visit_date
	) AS c ON c.patient_id = e.patient_id AND c.visit_date = e.visit_date
), years AS (
	SELECT patient_id, year, start_date + (year - 1) * 365 AS first_day, start_date + year * 365 AS next_day
	FROM start, generate_series(1, 10) AS year
), opening AS (
	SELECT y.patient_id, y.year,
		coalesce(max(visit_date) FILTER (WHERE visit_date <= first_day), min(visit_date)) AS opened_on
	FROM years AS y
	JOIN known AS k ON k.patient_id = y.patient_id AND visit_date BETWEEN first_day - 365 AND first_day + 90
	GROUP BY y.patient_id, y.year
), baseline AS (
	SELECT DISTINCT ON (o.patient_id, o.year) o.patient_id, o.year,
		k.visit_date AS baseline_date,
		k.edss + CASE WHEN k.edss = 0 THEN 1.5 WHEN k.edss <= 5 THEN 1 ELSE 0.5 END AS worse
	FROM opening AS o
	JOIN known AS k ON k.patient_id = o.patient_id AND k.visit_date >= opened_on AND NOT near_relapse
	WHERE lowest_later IS NOT NULL
	ORDER BY o.patient_id, o.year, k.visit_date
), progression AS (
	SELECT y.patient_id, y.year,
		bool_or(j.visit_date <= next_day AND j.edss >= worse AND lowest_until >= worse) AS progressed,
		bool_or(
			j.visit_date <= next_day
			AND j.edss >= worse
			AND confirmed_on IS NULL
			AND coalesce(lowest_later, 10) >= worse
		) AS pending,
		bool_or(baseline_date < next_day)
			AND min(j.visit_date) FILTER (WHERE j.visit_date >= next_day - 90) <= next_day + 90 AS at_end
	FROM years AS y
	JOIN baseline AS b USING (patient_id, year)
	JOIN judged AS j ON j.patient_id = y.patient_id AND j.visit_date > baseline_date AND j.visit_date <= next_day + 90
	GROUP BY y.patient_id, y.year, next_day
), relapsed AS (
	SELECT DISTINCT patient_id, (onset_date - start_date) / 365 + 1 AS year
	FROM relapse
	JOIN start USING (patient_id)
	WHERE onset_date >= start_date
), seen AS (
	SELECT patient_id, max(visit_date) AS last_visit FROM visit GROUP BY patient_id
), scanned AS (
	SELECT y.patient_id, y.year,
		bool_or(new_t2 > 0) FILTER (WHERE mri_date <= next_day + 90) AS t2_active,
		min(mri_date) FILTER (WHERE new_t2 = 0 AND mri_date >= next_day - 90) AS clear_on,
		min(mri_date) FILTER (WHERE new_t2 IS DISTINCT FROM 0 AND mri_date > first_day + 180) AS broken_on,
		bool_or(gd_count > 0) FILTER (WHERE mri_date <= next_day + 90) AS gd_active
	FROM years AS y
	JOIN mri AS m ON m.patient_id = y.patient_id AND mri_date > first_day + 90 AND mri_date <= next_day + 180
	GROUP BY y.patient_id, y.year
), assessed AS (
	SELECT y.patient_id, y.year, first_day,
		CASE WHEN r.patient_id IS NOT NULL THEN true WHEN last_visit >= next_day - 90 THEN false END AS relapse,
		CASE WHEN progressed THEN true WHEN at_end AND NOT pending THEN false END AS progression,
		CASE
			WHEN t2_active THEN true
			WHEN broken_on < clear_on THEN NULL
			WHEN clear_on IS NOT NULL THEN false
		END AS t2,
		coalesce(gd_active, false) AS gd -- if Gd+ is not known, T2 alone decides
	FROM years AS y
	LEFT JOIN progression AS p USING (patient_id, year)
	LEFT JOIN relapsed AS r USING (patient_id, year)
	LEFT JOIN scanned AS s USING (patient_id, year)
	LEFT JOIN seen USING (patient_id)
), judged_years AS (
	SELECT a.year, dmt_line(drug) AS line, NOT (relapse OR progression OR t2 OR gd) AS neda
	FROM assessed AS a
	LEFT JOIN treatment AS t
		ON t.patient_id = a.patient_id AND t.start_date <= first_day AND (t.end_date IS NULL OR t.end_date > first_day)
)
SELECT year, line, count(*) AS patients, count(neda) AS evaluable, count(*) FILTER (WHERE neda) AS neda
FROM judged_years
GROUP BY year, line;

SET work_mem = '256MB';
SELECT count(*) AS groups, count(*) FILTER (WHERE s IS DISTINCT FROM h) AS differences
FROM by_sepms AS s
FULL JOIN by_hand AS h USING (year, line);
CALL compare(
	'NEDA by year and line from base tables, vs. the same rules in plain SQL',
	'SELECT * FROM by_sepms',
	'SELECT * FROM by_hand',
	0.333
);

-- The queries of a dashboard page on stored tallies, one per year, line and month of treatment start: milliseconds,
-- compared with the 50 ms that a page may take.
CREATE TABLE stored AS
SELECT year,
	dmt_line(drug) AS line,
	date_trunc('month', start.start_date) AS started,
	neda_agg(status) AS neda,
	relapse_agg(relapses_in(coalesce(relapses, '{}'), period::datemultirange), 365) AS relapses,
	survival_agg(days, observed) FILTER (WHERE year = 1) AS free
FROM start
JOIN (
	SELECT patient_id, outcome_series(visit_date, edss) AS visits FROM visit GROUP BY patient_id
) AS v USING (patient_id)
LEFT JOIN (
	SELECT patient_id, array_agg(onset_date) AS relapses FROM relapse GROUP BY patient_id
) AS r USING (patient_id)
LEFT JOIN (
	SELECT patient_id, mri_series(mri_date, new_t2, gd_count) AS scans FROM mri GROUP BY patient_id
) AS m USING (patient_id)
JOIN (
	SELECT DISTINCT ON (patient_id) patient_id, drug FROM treatment ORDER BY patient_id, start_date
) AS t USING (patient_id),
	neda_by_year(start_date, visits, coalesce(relapses, '{}'), scans, scan_lag => 90, years => 10),
	neda_time(start_date, visits, coalesce(relapses, '{}'), scans)
GROUP BY 1, 2, 3;
SELECT count(*) AS stored_rows, pg_size_pretty(pg_total_relation_size('stored')) AS size FROM stored;
CREATE PROCEDURE page(what text, query text) LANGUAGE plpgsql AS $$
DECLARE
	start timestamptz;
	times numeric[] := '{}';
BEGIN
	FOR round IN 1..6 LOOP
		start := clock_timestamp();
		EXECUTE query;
		times := times || extract(epoch FROM clock_timestamp() - start) * 1000;
	END LOOP;
	INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
	SELECT what, 0, round(median, 1), 50, round(median / 50, 2), 1
	FROM (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t) AS median FROM unnest(times[2:]) AS t) AS m;
END $$;
SET max_parallel_workers_per_gather = 0;
CALL page('dashboard page from stored tallies: NEDA by year and line, with limits and bounds', $$
	SELECT year, line, c.*, l.*, b.*
	FROM (SELECT year, line, rollup(neda) AS t FROM stored GROUP BY year, line) AS s,
		neda_counts(t) AS c,
		neda_rate_ci(t) AS l,
		neda_bounds(t) AS b
$$);
CALL page('dashboard page: relapse rates by year and line, with limits', $$
	SELECT year, line, arr(t), l.*
	FROM (SELECT year, line, rollup(relapses) AS t FROM stored GROUP BY year, line) AS s, arr_ci(t) AS l
$$);
CALL page('dashboard page: activity-free curves by line, with medians and the log-rank test', $$
	WITH s AS MATERIALIZED (SELECT line, rollup(free) AS t FROM stored GROUP BY line)
	SELECT line, k.*, m.*, (SELECT p_value FROM (SELECT array_agg(t) AS groups FROM s) AS g, logrank(groups))
	FROM s, km_quantile(t) AS m, km(t) AS k
$$);
RESET max_parallel_workers_per_gather;
RESET work_mem;
SET search_path = :schema, public;
