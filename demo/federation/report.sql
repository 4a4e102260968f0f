-- The report of the network; run it at the hub, as analyst.
--
-- The figures come from the tallies that the sites show; 'withheld' counts the tallies that they do not show.

\pset pager off
\pset footer off
\pset null '-'
SET search_path = network, public;

\echo 'NEDA-3 in the first year of treatment, by the year it began and line of therapy (95 % Wilson limits)'
SELECT year, line, sites, withheld, c.patients, c.evaluable, percent(neda_rate(t)) AS neda,
	percent(l.lower) || ' - ' || percent(l.upper) AS limits
FROM (
	SELECT year, line, count(neda) AS sites, count(*) - count(neda) AS withheld,
		CASE WHEN count(neda) > 0 THEN rollup(neda) END AS t
	FROM tally GROUP BY year, line
) AS cohort, neda_counts(t) AS c, neda_rate_ci(t) AS l
ORDER BY year, line;

\echo 'Annualised relapse rate on the first treatment, all years (95 % exact Poisson limits)'
SELECT line, tallies, withheld, c.patients, c.relapses, round(c.person_years) AS person_years,
	round(arr(t)::numeric, 3) AS arr, round(l.lower::numeric, 3) || ' - ' || round(l.upper::numeric, 3) AS limits
FROM (
	SELECT line, count(relapses) AS tallies, count(*) - count(relapses) AS withheld,
		CASE WHEN count(relapses) > 0 THEN rollup(relapses) END AS t
	FROM tally GROUP BY line
) AS cohort, relapse_counts(t) AS c, arr_ci(t) AS l
ORDER BY line;

\echo 'Free of relapse on the first treatment after 1, 2 and 3 years of 52 weeks (Kaplan-Meier, 95 % log-log limits)'
SELECT line, weeks, tallies, withheld, n_risk,
	percent(survival) AS relapse_free,
	percent(lower) || ' - ' || percent(upper) AS limits
FROM (
	SELECT line,
		count(relapse_free) AS tallies,
		count(*) - count(relapse_free) AS withheld,
		CASE WHEN count(relapse_free) > 0 THEN rollup(relapse_free) END AS t
	FROM tally
	GROUP BY line
) AS cohort, generate_series(52, 156, 52) AS weeks, km_at(t, weeks * 7, conf_type => 'log-log')
ORDER BY line, weeks;

\echo 'Do the lines differ? (log-rank test; hazard ratio of the second to the first line)'
SELECT round(chisq::numeric, 1) AS chisq,
	df,
	to_char(l.p_value, '0.9EEEE') AS p_value,
	round(ratio::numeric, 2) AS hazard_ratio,
	round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits
FROM (
	SELECT array_agg(t ORDER BY line) AS groups
	FROM (SELECT line, rollup(relapse_free) AS t FROM tally GROUP BY line) AS cohort
) AS g, logrank(groups) AS l, hazard_ratio(groups[2], groups[1]) AS h;
