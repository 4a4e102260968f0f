-- Rows that cannot be true or are often a mistake, for the team that treats the
-- patients: nothing is suppressed.
SELECT kind, patient_id AS patient, day::text AS day
FROM (
	SELECT *, row_number() OVER (PARTITION BY number ORDER BY patient_id, day) AS place
	FROM data_check.registry_problem
	WHERE part <> 'database' AND severity <> 'missing'
) AS p
WHERE place <= 100
ORDER BY severity, number, place;
