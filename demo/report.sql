-- The report of a registry, from patient_year.  Run it with -v year_name=... and
-- -v score_year=... (an SQL condition that selects the year of the score).

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
SELECT component, active, inactive, missing,
	percent(active::float8 / nullif(active + inactive, 0)) AS active_of_assessed
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

\echo 'Confirmed disability events: worsening (CDW) and improvement (CDI), 12 or 24 weeks,'
\echo 'roving baseline; RAW: associated with a relapse, PIRA: independent of relapses (Mueller 2023)'
SELECT event_type, coalesce(cdw_type, '') AS kind, count(*) AS events, count(DISTINCT patient_id) AS patients,
	percentile_disc(0.5) WITHIN GROUP (ORDER BY bl2event) AS median_days_from_baseline,
	percent(avg(sust_last::integer)) AS lasting_to_the_end
FROM disability_event GROUP BY event_type, cdw_type ORDER BY event_type DESC, cdw_type;

\echo -n 'Time to the first of each kind (95 % exact Poisson limits of the rate; '
\echo 'without it after three years, Kaplan-Meier)'
SELECT kind, c.patients, c.events AS with_event,
	round(c.days / 365.25) AS person_years,
	round((100 * c.events / (c.days / 365.25))::numeric, 1) AS per_100_years,
	round(100 * r.lower::numeric, 1) || ' - ' || round(100 * r.upper::numeric, 1) AS limits,
	k.n_risk AS at_risk,
	percent(k.survival) AS without,
	percent(k.lower) || ' - ' || percent(k.upper) AS without_limits
FROM (
	SELECT place, kind, survival_agg(days, observed) AS t
	FROM (VALUES (1, 'CDW'), (2, 'PIRA'), (3, 'RAW'), (4, 'CDI')) AS k (place, kind),
		LATERAL disability_criteria('muller2023', event => 'first' || kind) AS criteria,
		patient_course,
		disability_time(visits, relapses, criteria)
	GROUP BY place, kind
) AS cohort, survival_counts(t) AS c, rate_ci(c.events, c.days / 365.25) AS r,
	km_at(t, 1096, conf_type => 'log-log') AS k
ORDER BY place;
