-- Patients of the study who are followed further at the start of each year, where
-- that may be shown; they are counted, not weighted.
SELECT line, year, CASE
		WHEN NOT size.by_line THEN '*'
		WHEN year = 0 THEN n.patients::text
		ELSE coalesce(at_risk::text, '*')
	END AS at_risk
FROM study_curve
CROSS JOIN study_size AS size
CROSS JOIN LATERAL survival_counts(tally) AS n
CROSS JOIN LATERAL generate_series(0, ((SELECT max(time) FROM km(tally)) - 1) * 4 / 1461) AS year
LEFT JOIN study_at_risk USING (line, year)
ORDER BY line, year;
