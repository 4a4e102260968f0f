-- Summary of the curves: the number of events, the median in days with its limits,
-- and the log-rank test of all lines.
WITH cohort AS (
	SELECT endpoint, line, rollup(tally) AS tally FROM time_to_event GROUP BY endpoint, line
), test AS (
	SELECT endpoint, t.*
	FROM (SELECT endpoint, array_agg(tally ORDER BY line) AS lines FROM cohort GROUP BY endpoint) AS g,
		logrank(lines) AS t
)
SELECT endpoint, line, suppress(n.patients) AS patients, c.events, m.estimate AS median, m.lower, m.upper, chisq, df,
	p_value
FROM cohort
JOIN test USING (endpoint)
CROSS JOIN LATERAL survival_counts(tally) AS n
LEFT JOIN LATERAL survival_counts(tally) AS c ON publishable(tally)
LEFT JOIN LATERAL km_quantile(tally, 0.5, conf_type => 'log-log') AS m ON publishable(tally)
ORDER BY endpoint, line;
