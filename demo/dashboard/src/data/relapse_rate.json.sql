-- Annualised relapse rate on the first treatment, with exact Poisson limits.
SELECT line, suppress(n.patients) AS patients, c.relapses, c.person_years, rate, lower, upper
FROM (SELECT line, rollup(tally) AS tally FROM relapses_by_line GROUP BY line) AS cohort
CROSS JOIN LATERAL relapse_counts(tally) AS n
LEFT JOIN LATERAL relapse_counts(tally) AS c ON publishable(tally)
LEFT JOIN LATERAL arr(tally) AS rate ON publishable(tally)
LEFT JOIN LATERAL arr_ci(tally) AS l ON publishable(tally)
ORDER BY line;
