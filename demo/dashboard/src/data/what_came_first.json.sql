-- Cumulative incidence on the first treatment: a relapse (cause 1), or the end of
-- the drug before any relapse (2), as long as eleven are at risk.
SELECT line, cause, year, incidence, lower, upper
FROM (SELECT line, rollup(tally) AS tally FROM what_came_first GROUP BY line) AS cohort
CROSS JOIN generate_series(1, 2) AS cause
CROSS JOIN generate_series(1, 4) AS year
LEFT JOIN LATERAL cuminc_at(tally, round(year * 365.25)::integer, cause, conf_type => 'log-log') AS i
	ON publishable(tally) AND i.n_risk >= 11
ORDER BY line, cause, year;
