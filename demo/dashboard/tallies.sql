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

-- What is odd or missing in the rows, by the rules of registry_problem.sql: of each kind the rows found, those in which
-- the rule holds, and all of its part (the others lack the values), with the patients behind each.  A row that names no
-- patient counts as one.  The views of the rules list patients, so they have a schema of their own: grant it to nobody.
CREATE SCHEMA data_check;
\set schema made_up
\set into data_check
\ir ../registry_problem.sql
\unset schema
\unset into

SET jit = off; -- compiling this query would take longer than it saves
CREATE MATERIALIZED VIEW quality_check AS
WITH pattern AS (
	SELECT part, patient_id, found, count(*) AS rows
	FROM data_check.registry_row
	WHERE part <> 'database' -- objects that a dump would lose: nothing that is odd in the data
	GROUP BY part, patient_id, found
), of_patient AS (
	SELECT number, patient_id,
		sum(rows) AS rows,
		coalesce(sum(rows) FILTER (WHERE found[place]), 0) AS found,
		coalesce(sum(rows) FILTER (WHERE NOT found[place]), 0) AS sound
	FROM pattern
	JOIN data_check.registry_kind USING (part)
	GROUP BY number, patient_id
), of_centre AS (
	SELECT number,
		centre_of(patient_id) AS centre,
		sum(rows)::bigint AS rows,
		sum(found)::bigint AS found,
		sum(sound)::bigint AS sound,
		sum(CASE WHEN patient_id IS NULL THEN rows ELSE 1 END)::bigint AS patients,
		sum(CASE WHEN patient_id IS NULL THEN found ELSE least(found, 1) END)::bigint AS found_patients,
		sum(CASE WHEN patient_id IS NULL THEN sound ELSE least(sound, 1) END)::bigint AS sound_patients
	FROM of_patient
	GROUP BY number, centre
)
SELECT number, part, kind, severity, centre, rows, found, sound, patients, found_patients, sound_patients
FROM data_check.registry_kind
LEFT JOIN of_centre USING (number)
WHERE part <> 'database';

\ir comparison.sql
\ir shown.sql
\ir comparison_shown.sql

ANALYZE;
