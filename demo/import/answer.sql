-- First results from a registry that was loaded: confirmed worsening, and NEDA in the first year of treatment.
-- Run it with psql [-v schema=registry] -f demo/import/answer.sql

\set ON_ERROR_STOP on
\set QUIET on
\pset pager off
\if :{?schema}
\else
	\set schema registry
\endif
\ir ../path.sql
\pset footer off
\pset null '-'

\echo
\echo '=== A first answer from' :schema '==='
\echo
SET jit = off; -- the tables may be views with long plans
BEGIN;
DROP TABLE IF EXISTS patient_course, disability_event, patient_year;
DELETE FROM period;

-- The first year begins with the first treatment, or with the first visit if the registry has no treatments.  It is
-- assessed if the patient was followed to 90 days before its end, or longer.
INSERT INTO period
SELECT patient_id, 1, daterange(first_start, first_start + 365), drug
FROM (
	(
		SELECT DISTINCT ON (patient_id) patient_id, start_date AS first_start, drug
		FROM treatment
		ORDER BY patient_id, start_date, drug
	)
	UNION ALL
	SELECT patient_id, min(visit_date), NULL FROM visit WHERE NOT EXISTS (SELECT FROM treatment) GROUP BY patient_id
) AS t
JOIN (SELECT patient_id, max(visit_date) AS last_visit FROM visit GROUP BY patient_id) AS v USING (patient_id)
WHERE last_visit >= first_start + 365 - 90;

-- No row means no relapse only where the source says what relapses there were.  A source without any relapse that could
-- be read does not: no file or code may stand for one.
CREATE TEMP TABLE relapses_known ON COMMIT DROP AS
SELECT patient_id
FROM patient_key
WHERE source IN (
	SELECT source FROM balance WHERE part = 'relapse' AND (loaded > 0 OR read = 0)
	UNION ALL
	SELECT source FROM rejected WHERE part = 'relapse' AND reason LIKE 'no relapse:%'
);
\set without_relapse 'CASE WHEN patient_id IN (SELECT patient_id FROM relapses_known) THEN ''{}''::date[] END'
\ir ../disability.sql
\unset without_relapse
\ir ../patient_year.sql
COMMIT;

\echo
\echo 'Confirmed disability worsening (12 or 24 weeks, roving baseline; Mueller 2023)'
SELECT source,
	count(*) AS patients,
	count(*) FILTER (WHERE worsened > 0) AS worsened,
	CASE WHEN count(relapses) > 0 THEN coalesce(sum(pira), 0) END AS pira,
	CASE WHEN count(relapses) > 0 THEN coalesce(sum(raw), 0) END AS raw
FROM patient_key
JOIN patient_course USING (patient_id)
LEFT JOIN (
	SELECT patient_id,
		count(*) AS worsened,
		count(*) FILTER (WHERE cdw_type = 'PIRA') AS pira,
		count(*) FILTER (WHERE cdw_type = 'RAW') AS raw
	FROM disability_event
	WHERE event_type = 'CDW'
	GROUP BY patient_id
) AS e USING (patient_id)
GROUP BY source
ORDER BY source;

\echo 'Relapses a year, from the first visit to the last'
SELECT source, patients, relapses, round(years, 1) AS years, round(arr(tally)::numeric, 3) AS arr,
	round(lower::numeric, 3) || ' - ' || round(upper::numeric, 3) AS "95 % limits"
FROM (
	SELECT source, count(*) AS patients, sum(relapses) AS relapses, sum(days) / 365.25 AS years,
		relapse_agg(relapses, days) AS tally
	FROM patient_key
	JOIN (
		SELECT patient_id, last_visit - first_date(visits) AS days,
			relapses_in(relapses, datemultirange(daterange(first_date(visits), last_visit))) AS relapses
		FROM patient_course
		WHERE first_date(visits) < last_visit
	) AS followed USING (patient_id)
	GROUP BY source
) AS cohort, arr_ci(tally)
ORDER BY source;

\echo 'The first year of treatment, or of follow-up if no treatments are known (fifty patients at most)'
SELECT source, local_id AS patient, drug, relapses, new_t2, status FROM patient_year JOIN patient_key USING (patient_id)
ORDER BY source, patient_id
LIMIT 50;

SELECT source, (neda_counts(tally)).patients, (neda_counts(tally)).evaluable, (neda_counts(tally)).neda
FROM (
	SELECT source, neda_agg(status) AS tally FROM patient_year JOIN patient_key USING (patient_id) GROUP BY source
) AS cohort
ORDER BY source;
