-- The first year: NEDA-3 among evaluable patients with Wilson limits, and among
-- all patients if every unknown were active (if_active), or none (if_none).
SELECT line, suppress(n.patients) AS patients, c.neda, c.eda, c.patients - c.evaluable AS not_evaluable,
	rate, l.lower, l.upper, b.lower AS if_active, b.upper AS if_none
FROM (SELECT line, rollup(tally) AS tally FROM neda_by_year WHERE year = 1 GROUP BY line) AS cohort
CROSS JOIN LATERAL neda_counts(tally) AS n
LEFT JOIN LATERAL neda_counts(tally) AS c ON publishable(tally)
LEFT JOIN LATERAL neda_rate(tally) AS rate ON publishable(tally)
LEFT JOIN LATERAL neda_rate_ci(tally) AS l ON publishable(tally)
LEFT JOIN LATERAL neda_bounds(tally) AS b ON publishable(tally)
ORDER BY line;
