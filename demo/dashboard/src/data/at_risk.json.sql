-- Patients at risk at the start of each year.
SELECT endpoint, line, year, suppress(n_risk) AS at_risk
FROM (
	SELECT endpoint, line, rollup(tally) AS tally FROM time_to_event GROUP BY endpoint, line
) AS cohort, generate_series(0, 20) AS year, km_at(tally, round(year * 365.25)::integer)
WHERE n_risk > 0
ORDER BY endpoint, line, year;
