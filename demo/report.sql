-- The report of a registry, from patient_year.  Run with -v year_name=...,
-- -v score_year=... (an SQL condition: the year that the score is of).

\pset footer off
\pset null '-'

\echo
\echo 'NEDA-3 by' :year_name 'and line of therapy'
\echo '(rate among evaluable patients, 95 % Wilson limits; bounds: if every unknown were active, or none)'
SELECT coalesce(year::text, 'all') AS year, coalesce(line::text, 'not known') AS line,
	(neda_counts(tally)).patients, (neda_counts(tally)).evaluable,
	percent(neda_rate(tally)) AS neda,
	percent((neda_rate_ci(tally)).lower) || ' - ' || percent((neda_rate_ci(tally)).upper) AS limits,
	percent((neda_bounds(tally)).lower) || ' - ' || percent((neda_bounds(tally)).upper) AS bounds
FROM (
	SELECT year, line, neda_agg(status) AS tally
	FROM patient_year GROUP BY GROUPING SETS ((year, line), (line))
) AS cohort
WHERE year IS NULL OR year IN (SELECT DISTINCT year FROM patient_year ORDER BY year DESC LIMIT 5)
ORDER BY cohort.year NULLS LAST, cohort.line;

\echo 'What made patients lose NEDA, all years (brain volume counts at level 4 only)'
SELECT component, active, inactive, missing, percent(active::float8 / nullif(active + inactive, 0)) AS active_of_assessed
FROM (SELECT neda_agg(status) AS tally FROM patient_year) AS cohort, neda_components(tally);

\echo 'MAGNIMS (Sormani) score,' :score_name
SELECT coalesce(score::text, 'not settled') AS score, count(*) AS n,
	percent(sormani_risk(score)) AS risk_3y, sormani_action(score) AS action
FROM (SELECT sormani_score(relapses, new_t2) AS score FROM patient_year WHERE :score_year) AS scored
GROUP BY score ORDER BY score;

\echo 'Patients whose score calls for a higher line:' 'the first ten'
SELECT patient_id, year, drug, line, relapses, new_t2,
	sormani_next_line(line, score) AS next_line
FROM (SELECT *, sormani_score(relapses, new_t2) AS score FROM patient_year WHERE :score_year) AS scored
WHERE score = 2 AND (line IS NULL OR line < sormani_next_line(line, score))
ORDER BY patient_id, year LIMIT 10;
