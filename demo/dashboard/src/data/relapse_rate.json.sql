-- Annualised relapse rate on the first treatment, with exact Poisson limits:
-- where those with and those without a relapse are shown.
SELECT line, coalesce(of_patients::text, '*') AS patients, c.relapses, c.person_years, rate, lower, upper
FROM (SELECT line, rollup(tally) AS tally FROM relapses_by_line GROUP BY line) AS cohort
JOIN endpoint_count AS e USING (line)
LEFT JOIN LATERAL relapse_counts(cohort.tally) AS c ON '*' <> ALL (e.shown)
LEFT JOIN LATERAL arr(cohort.tally) AS rate ON '*' <> ALL (e.shown)
LEFT JOIN LATERAL arr_ci(cohort.tally) AS l ON '*' <> ALL (e.shown)
WHERE endpoint = 'relapse'
ORDER BY line;
