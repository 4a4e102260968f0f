-- Builds the course of each patient from visits, relapses and scans, and finds its
-- confirmed disability events by the definition of Mueller 2023.
--
-- Each table is aggregated before the join, because a join of the rows would
-- multiply relapses by visits.

-- What a patient without a relapse has: none, unless the caller says otherwise.
\if :{?without_relapse} \else \set without_relapse '''{}''' \endif

\echo '  courses and confirmed disability events ...'
CREATE TABLE patient_course AS
SELECT patient_id, visits,
	coalesce(relapses, :without_relapse) AS relapses,
	scans, last_visit
FROM (
	SELECT patient_id, outcome_series(visit_date, edss) AS visits, max(visit_date) AS last_visit
	FROM visit
	GROUP BY patient_id
) AS v
LEFT JOIN (
	SELECT patient_id, array_agg(onset_date) AS relapses FROM relapse GROUP BY patient_id
) AS r USING (patient_id)
LEFT JOIN (
	SELECT patient_id,
		rollup(mri_scan(mri_date, new_t2, gd_count, annual_pbvc, any_new_t2 => any_new_t2, any_gd => any_gd)) AS scans
	FROM mri
	GROUP BY patient_id
) AS m USING (patient_id);

CREATE TABLE disability_event AS
SELECT patient_id, e.*
FROM patient_course, disability_events(visits, relapses, 'muller2023') AS e;

ANALYZE patient_course;
ANALYZE disability_event;
