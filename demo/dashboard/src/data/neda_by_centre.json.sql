-- NEDA-3 in the first year by centre, all lines: tallies that each centre could
-- have sent.
SELECT centre, suppress(n.patients) AS patients, suppress(n.evaluable) AS evaluable, c.neda, rate, lower, upper
FROM (SELECT centre, rollup(tally) AS tally FROM neda_by_year WHERE year = 1 GROUP BY centre) AS cohort
CROSS JOIN LATERAL neda_counts(tally) AS n
LEFT JOIN LATERAL neda_counts(tally) AS c ON publishable(tally)
LEFT JOIN LATERAL neda_rate(tally) AS rate ON publishable(tally)
LEFT JOIN LATERAL neda_rate_ci(tally) AS l ON publishable(tally)
ORDER BY centre;
