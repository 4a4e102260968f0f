-- Stores what the dashboard reads: tallies by centre, line and year, so that no
-- figure reads the data of patients.  Run psql -f demo/dashboard/tallies.sql in a
-- database in which demo/demo.sql was run.
--
-- Tallies can be merged: the dashboard combines centres, lines and years with
-- rollup() and sum().  REFRESH MATERIALIZED VIEW updates each of them.  The made-up
-- registry has one centre; here its patients are distributed over four.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE SCHEMA dashboard;
ALTER DATABASE :"DBNAME" SET search_path = dashboard, made_up, public;
SET search_path = dashboard, made_up, public;
ALTER DATABASE :"DBNAME" SET jit = off; -- the views of shown.sql are long, and what they read is little

CREATE FUNCTION centre_of(patient_id integer) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN chr(65 + patient_id % 4);

-- The first and last visit of each patient, with or without an EDSS.
CREATE VIEW followed AS
SELECT patient_id, centre_of(patient_id) AS centre, min(visit_date) AS first_visit, max(visit_date) AS last_visit
FROM visit GROUP BY patient_id;

-- The patients who are followed, and for how long.
CREATE MATERIALIZED VIEW patient_count AS
SELECT centre, coalesce(sex, 'unknown') AS sex, extract(year FROM age(onset_date, birth_date))::integer AS age_at_onset,
	count(*) AS patients, sum(last_visit - first_visit) AS days
FROM patient JOIN followed USING (patient_id)
GROUP BY 1, 2, 3;

-- The patients on each line on the first day of each quarter, while they are followed.
CREATE MATERIALIZED VIEW on_treatment AS
SELECT centre, quarter::date, dmt_line(drug) AS line, count(DISTINCT patient_id) AS patients
FROM treatment JOIN followed USING (patient_id),
	generate_series(date_trunc('quarter', first_visit::timestamp), last_visit, interval '3 months') AS quarter
WHERE quarter >= greatest(first_visit, start_date) AND (end_date IS NULL OR quarter < end_date)
GROUP BY centre, quarter, line;

-- How often a treatment of one line was followed by one of another or the same line.
CREATE MATERIALIZED VIEW switch AS
SELECT centre_of(patient_id) AS centre,
	dmt_line(drug) AS from_line,
	dmt_line(next_drug) AS to_line,
	count(*) AS switches
FROM (
	SELECT patient_id, drug, lead(drug) OVER (PARTITION BY patient_id ORDER BY start_date) AS next_drug FROM treatment
) AS t
WHERE next_drug IS NOT NULL
GROUP BY centre, from_line, to_line;

CREATE MATERIALIZED VIEW neda_by_year AS
SELECT centre_of(patient_id) AS centre, line, year, neda_agg(status) AS tally
FROM patient_year GROUP BY centre, line, year;

CREATE MATERIALIZED VIEW relapses_by_line AS
SELECT centre_of(patient_id) AS centre, line, relapse_agg(relapses, days) AS tally
FROM first_treatment GROUP BY centre, line;

-- The definitions of disability events: they are values, stored with the tallies
-- that were made with them.
CREATE TABLE definition (endpoint text PRIMARY KEY, criteria disability_criteria NOT NULL);
INSERT INTO definition VALUES
	('CDW', disability_criteria('muller2023', event => 'firstCDW')),
	('PIRA', disability_criteria('muller2023', event => 'firstPIRA'));

-- Days to the first relapse, from the start of the first treatment until its end;
-- and to the first disability event, from the first EDSS until the last, whether or
-- not the treatment continued.
CREATE MATERIALIZED VIEW time_to_event AS
SELECT 'relapse' AS endpoint, centre_of(patient_id) AS centre, line, survival_agg(relapse_days, relapsed) AS tally
FROM first_treatment GROUP BY centre, line
UNION ALL
SELECT endpoint, centre_of(patient_id), line, survival_agg(t.days, t.observed)
FROM definition, first_treatment JOIN patient_course USING (patient_id),
	disability_time(visits, patient_course.relapses, criteria) AS t
GROUP BY endpoint, centre_of(patient_id), line;

CREATE MATERIALIZED VIEW what_came_first AS
SELECT centre_of(patient_id) AS centre, line, cuminc_agg(relapse_days, cause) AS tally
FROM first_treatment GROUP BY centre, line;

-- The MAGNIMS score of the first year; NULL if it cannot be determined.
CREATE MATERIALIZED VIEW score_by_line AS
SELECT centre_of(patient_id) AS centre, line, sormani_score(relapses, new_t2) AS score, count(*) AS patients
FROM patient_year WHERE year = 1 GROUP BY centre, line, score;

\ir profile.sql

-- Odd or missing values: the number of rows found, and of rows checked.
CREATE MATERIALIZED VIEW quality_check AS
SELECT 'visit_without_edss' AS check_name,
	centre_of(patient_id) AS centre,
	count(*) FILTER (WHERE edss IS NULL) AS found,
	count(*) AS checked
FROM visit
GROUP BY centre
UNION ALL
SELECT 'scan_without_contrast', centre_of(patient_id), count(*) FILTER (WHERE gd_count IS NULL), count(*)
FROM mri
GROUP BY 2
UNION ALL
SELECT 'scan_without_comparison', centre_of(patient_id),
	count(*) FILTER (WHERE new_t2 IS NULL AND any_new_t2 IS NULL), count(*)
FROM (
	SELECT *, mri_date > min(mri_date) OVER (PARTITION BY patient_id) AS is_later FROM mri
) AS scan
WHERE is_later -- the first scan has none to be compared with
GROUP BY 2
UNION ALL
SELECT 'visit_before_onset', centre_of(patient_id), count(*) FILTER (WHERE visit_date < onset_date), count(*)
FROM visit
JOIN patient USING (patient_id)
GROUP BY 2
UNION ALL
SELECT 'two_visits_a_day', centre_of(patient_id), count(*) - count(DISTINCT (patient_id, visit_date)), count(*)
FROM visit
GROUP BY 2
UNION ALL
SELECT 'relapse_before_onset', centre_of(patient_id), count(*) FILTER (WHERE r.onset_date < p.onset_date), count(*)
FROM relapse AS r
JOIN patient AS p USING (patient_id)
GROUP BY 2
UNION ALL
SELECT 'relapse_after_last_visit', centre, count(*) FILTER (WHERE onset_date > last_visit), count(*)
FROM relapse
JOIN followed USING (patient_id)
GROUP BY 2
UNION ALL
SELECT 'relapse_too_close',
	centre_of(patient_id),
	sum(cardinality(relapses) - cardinality(relapse_dedup(relapses)))::bigint,
	sum(cardinality(relapses))::bigint
FROM patient_course
GROUP BY 2
UNION ALL
SELECT 'treatment_overlap', centre_of(patient_id), count(*) FILTER (WHERE start_date < latest_end), count(*)
FROM (
	SELECT patient_id, start_date,
		max(coalesce(end_date, 'infinity')) OVER (
			PARTITION BY patient_id ORDER BY start_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
		) AS latest_end
	FROM treatment
) AS t
GROUP BY 2
UNION ALL
SELECT 'treatment_ends_before_start', centre_of(patient_id), count(*) FILTER (WHERE end_date < start_date), count(*)
FROM treatment
GROUP BY 2;

\ir shown.sql

ANALYZE;
