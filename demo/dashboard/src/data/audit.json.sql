-- Patients who scored 2 in the first year and were not on a higher line at the
-- last visit, be it on no drug at all.  The list is for the team that treats them,
-- so nothing is suppressed.
WITH treated AS (
	SELECT patient_id,
		treatment_agg(drug, daterange(start_date, end_date)) FILTER (
			WHERE end_date >= start_date IS NOT FALSE
		) AS history
	FROM treatment
	GROUP BY patient_id
)
SELECT y.patient_id AS patient,
	y.drug, y.line, y.relapses, y.new_t2,
	sormani_next_line(y.line, 2) AS next_line,
	now.drug AS drug_now, now.started AS since, last_visit
FROM patient_year AS y
JOIN followed USING (patient_id)
JOIN treated USING (patient_id)
LEFT JOIN treatment_lines(history) AS now
	ON now.drug = treatment_at(history, last_visit)
		AND now.started <= last_visit
		AND now.stopped <= last_visit IS NOT TRUE
WHERE y.year = 1
	AND sormani_score(y.relapses, y.new_t2) = 2
	AND (now.drug IS NULL OR dmt_line(now.drug) <= y.line)
	AND y.line < sormani_next_line(y.line, 2)
ORDER BY patient;
