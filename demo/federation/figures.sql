-- Prints every tally and every figure of the report exactly: tallies as text, floating-point numbers as their
-- eight bytes.  The federation demo runs it twice, in the schema of the hub and in that of all patients in one
-- place, and compares the output.  Both schemas have a table or view 'tally'.

\pset tuples_only on
\pset format unaligned
\pset null 'NULL'

SELECT year, line, n, c.*, float8send(neda_rate(n)), float8send(l.lower), float8send(l.upper), r, s
FROM (
	SELECT year, line, rollup(neda) AS n, rollup(relapses) AS r, rollup(relapse_free) AS s
	FROM tally GROUP BY GROUPING SETS ((year, line), (line), ())
) AS cohort, neda_counts(n) AS c, neda_rate_ci(n) AS l
ORDER BY year, line;

-- Rolled up by site first, a step that runs at the sites.
SELECT line, r, float8send(arr(r)), float8send(l.lower), float8send(l.upper)
FROM (
	SELECT line, rollup(r) AS r
	FROM (SELECT site, line, rollup(relapses) AS r FROM tally GROUP BY site, line) AS by_site GROUP BY line
) AS cohort, arr_ci(r) AS l
ORDER BY line;

SELECT line, weeks, n_risk, float8send(survival), float8send(std_err), float8send(lower), float8send(upper)
FROM (SELECT line, rollup(relapse_free) AS s FROM tally GROUP BY line) AS cohort,
	generate_series(52, 156, 52) AS weeks, km_at(s, weeks * 7, conf_type => 'log-log')
ORDER BY line, weeks;

SELECT df, float8send(chisq), float8send(l.p_value), float8send(ratio), float8send(lower), float8send(upper),
	float8send(h.p_value)
FROM (
	SELECT array_agg(s ORDER BY line) AS groups
	FROM (SELECT line, rollup(relapse_free) AS s FROM tally GROUP BY line) AS cohort
) AS g, logrank(groups) AS l, hazard_ratio(groups[2], groups[1]) AS h;
