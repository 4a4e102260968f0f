-- Patients by age at onset and sex.  The totals of rows and columns are known,
-- so the table is suppressed as a whole.
WITH cell AS (
	SELECT age, sex, coalesce(sum(patients), 0)::bigint AS n
	FROM (SELECT DISTINCT age_at_onset / 5 * 5 AS age FROM patient_count WHERE age_at_onset IS NOT NULL) AS ages
	CROSS JOIN (SELECT DISTINCT sex FROM patient_count) AS sexes
	LEFT JOIN (SELECT age_at_onset / 5 * 5 AS age, sex, patients FROM patient_count) AS c USING (age, sex)
	GROUP BY age, sex
), counts AS (
	SELECT suppress(array_agg(by_sex ORDER BY age)) AS shown
	FROM (SELECT age, array_agg(n ORDER BY sex) AS by_sex FROM cell GROUP BY age) AS rows
), names AS (
	SELECT array_agg(age ORDER BY age, sex) AS ages, array_agg(sex ORDER BY age, sex) AS sexes FROM cell
)
SELECT age, sex, patients FROM names, counts, unnest(ages, sexes, shown) AS c (age, sex, patients);
