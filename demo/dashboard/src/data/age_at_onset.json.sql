-- Patients by age at onset and sex, in groups of five years.  The totals of rows
-- and columns are known, so the table is suppressed as a whole.  A small total
-- would hide all cells, so groups of fewer than 11 patients at either end are
-- joined with the next group.
WITH five AS (
	SELECT age_at_onset / 5 * 5 AS age, sum(patients) AS n FROM patient_count WHERE age_at_onset IS NOT NULL GROUP BY 1
), ends AS (
	SELECT min(age) FILTER (WHERE younger >= 11) AS first, max(age) FILTER (WHERE older >= 11) AS last
	FROM (SELECT age, sum(n) OVER (ORDER BY age) AS younger, sum(n) OVER (ORDER BY age DESC) AS older FROM five) AS sums
), band AS (
	SELECT greatest(least(age, last), first) AS band, min(age) AS age, max(age) + 4 AS to_age FROM five, ends GROUP BY 1
), cell AS (
	SELECT b.age, b.to_age, s.sex, coalesce(sum(c.patients), 0)::bigint AS n
	FROM band AS b
	CROSS JOIN (SELECT DISTINCT sex FROM patient_count) AS s
	LEFT JOIN patient_count AS c ON c.age_at_onset BETWEEN b.age AND b.to_age AND c.sex = s.sex
	GROUP BY b.age, b.to_age, s.sex
), counts AS (
	SELECT suppress(array_agg(by_sex ORDER BY age)) AS shown
	FROM (SELECT age, array_agg(n ORDER BY sex) AS by_sex FROM cell GROUP BY age) AS rows
), names AS (
	SELECT array_agg(age ORDER BY age, sex) AS ages,
		array_agg(to_age ORDER BY age, sex) AS to_ages,
		array_agg(sex ORDER BY age, sex) AS sexes
	FROM cell
)
SELECT age, to_age, sex, patients
FROM names, counts, unnest(ages, to_ages, sexes, shown) AS c (age, to_age, sex, patients);
