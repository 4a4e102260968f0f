-- Patients by age at onset and sex, in groups of five years.  The numbers of women
-- and of men are known, so each sex is suppressed as a whole, together with those
-- whose age is not known; if a sex itself is hidden, so are its groups.  Groups of
-- fewer than 11 patients at either end are joined with the next group.
WITH five AS (
	SELECT age_at_onset / 5 * 5 AS age, sum(patients) AS n FROM patient_count WHERE age_at_onset IS NOT NULL GROUP BY 1
), ends AS (
	SELECT min(age) FILTER (WHERE younger >= 11) AS first, max(age) FILTER (WHERE older >= 11) AS last
	FROM (SELECT age, sum(n) OVER (ORDER BY age) AS younger, sum(n) OVER (ORDER BY age DESC) AS older FROM five) AS sums
), band AS (
	SELECT greatest(least(age, last), first) AS band, min(age) AS age, max(age) + 4 AS to_age FROM five, ends GROUP BY 1
	UNION ALL
	SELECT NULL, NULL, NULL WHERE EXISTS (SELECT FROM patient_count WHERE age_at_onset IS NULL)
), cell AS (
	SELECT b.age, b.to_age, s.sex, coalesce(sum(c.patients), 0)::bigint AS n
	FROM band AS b
	CROSS JOIN (SELECT DISTINCT sex FROM patient_count) AS s
	LEFT JOIN patient_count AS c ON c.sex = s.sex
		AND (c.age_at_onset BETWEEN b.age AND b.to_age OR c.age_at_onset IS NULL AND b.age IS NULL)
	GROUP BY b.age, b.to_age, s.sex
), sexes AS (
	SELECT '*' <> ALL (suppress(array_agg(n))) AS shown
	FROM (SELECT sum(patients)::bigint AS n FROM patient_count GROUP BY sex) AS counts
), counts AS (
	SELECT sex, array_agg(age ORDER BY age) AS ages, array_agg(to_age ORDER BY age) AS to_ages,
		suppress(array_agg(n ORDER BY age)) AS cells
	FROM cell GROUP BY sex
)
SELECT age, to_age, sex, CASE WHEN sexes.shown THEN patients ELSE '*' END AS patients
FROM sexes, counts, unnest(ages, to_ages, cells) AS c (age, to_age, patients)
ORDER BY age, sex;
