-- The cohort in one row.
SELECT suppress(patients) AS patients, by_sex[1] AS women, by_sex[2] AS men,
	CASE WHEN clean(patients) THEN person_years END AS person_years,
	CASE WHEN clean(patients, with_age) THEN age_at_onset END AS age_at_onset, switches
FROM (
	SELECT sum(patients)::bigint AS patients, round(sum(days) / 365.25) AS person_years,
		coalesce(sum(patients) FILTER (WHERE age_at_onset IS NOT NULL), 0)::bigint AS with_age,
		suppress(array_replace(ARRAY[sum(patients) FILTER (WHERE sex = 'F'), sum(patients) FILTER (WHERE sex = 'M'),
			sum(patients) FILTER (WHERE sex = 'unknown')]::bigint[], NULL, 0)) AS by_sex
	FROM patient_count
) AS counts, (
	SELECT percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY age_at_onset) AS age_at_onset
	FROM patient_count, generate_series(1, patients)
) AS ages, (
	SELECT suppress(coalesce(sum(switches), 0)::bigint) AS switches FROM switch
) AS changes
WHERE counts.patients > 0;
