-- Kaplan-Meier curves with log-log limits, as long as eleven are at risk.
SELECT endpoint, line, time AS day, round(survival::numeric, 6) AS survival,
	round(lower::numeric, 6) AS lower, round(upper::numeric, 6) AS upper, n_censor > 0 AS censored
FROM (
	SELECT endpoint, line, rollup(tally) AS tally FROM time_to_event GROUP BY endpoint, line
) AS cohort, km(tally, conf_type => 'log-log')
WHERE publishable(tally) AND n_risk >= 11
ORDER BY endpoint, line, day;
