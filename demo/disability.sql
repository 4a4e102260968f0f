-- From visits and relapses to a patient's course and its confirmed
-- disability events, by the definition of Mueller 2023.

\echo '  confirmed disability events ...'
CREATE TABLE patient_course AS
SELECT patient_id, visits, coalesce(relapses, '{}') AS relapses -- none recorded is none
FROM (
	SELECT patient_id, outcome_series(visit_date, edss) AS visits
	FROM visit GROUP BY patient_id
) AS v
LEFT JOIN (
	SELECT patient_id, array_agg(onset_date) AS relapses
	FROM relapse GROUP BY patient_id
) AS r USING (patient_id);

CREATE TABLE disability_event AS
SELECT patient_id, e.*
FROM patient_course, disability_events(visits, relapses, 'muller2023') AS e;

ANALYZE patient_course;
ANALYZE disability_event;
