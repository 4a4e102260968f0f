-- Cumulative incidence on the first treatment: a relapse (cause 1), or the end of
-- the drug before any relapse (2), at the years that may be shown.
SELECT line, cause, year, round(i.incidence::numeric, 3) AS incidence, round(i.lower::numeric, 3) AS lower,
	round(i.upper::numeric, 3) AS upper
FROM first_line
CROSS JOIN generate_series(1, 2) AS cause
CROSS JOIN generate_series(1, 4) AS year
LEFT JOIN cause_year USING (line, year)
LEFT JOIN LATERAL cuminc_at(tally, day, cause, conf_type => 'log-log') AS i ON true
ORDER BY line, cause, year;
