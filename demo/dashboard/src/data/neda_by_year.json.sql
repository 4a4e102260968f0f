-- NEDA-3 by line and year of treatment, among evaluable patients, with Wilson
-- limits; hidden if a count is small.
SELECT line, year, suppress(n.patients) AS patients, suppress(n.evaluable) AS evaluable, c.neda, rate, lower, upper
FROM (SELECT line, year, rollup(tally) AS tally FROM neda_by_year GROUP BY line, year) AS cohort
CROSS JOIN LATERAL neda_counts(tally) AS n
LEFT JOIN LATERAL neda_counts(tally) AS c ON publishable(tally)
LEFT JOIN LATERAL neda_rate(tally) AS rate ON publishable(tally)
LEFT JOIN LATERAL neda_rate_ci(tally) AS l ON publishable(tally)
ORDER BY line, year;
