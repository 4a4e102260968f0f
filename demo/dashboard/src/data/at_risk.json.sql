-- Patients who are followed further at the start of each year, where the curve has
-- a point.
SELECT endpoint, line, year,
	CASE WHEN curve.shown OR year = 0 AND of_patients IS NOT NULL AND cohort.shown[3] <> '*'
		THEN coalesce(at_risk, patients)::text ELSE '*' END AS at_risk
FROM endpoint_count AS cohort
CROSS JOIN LATERAL generate_series(0, ((SELECT max(time) FROM km(tally)) - 1) * 4 / 1461) AS year
LEFT JOIN (
	SELECT endpoint, line, quarter / 4 AS year, at_risk, shown FROM curve_quarter WHERE quarter % 4 = 0
) AS curve USING (endpoint, line, year)
ORDER BY endpoint, line, year;
