-- Rows that cannot be true or are often a mistake, for the team that treats the
-- patients: nothing is suppressed.
SELECT kind, severity, patient_id AS patient, day::text AS day
FROM data_check.registry_problem
WHERE part <> 'database' AND severity <> 'missing'
ORDER BY severity, number, patient_id, day
LIMIT 500;
