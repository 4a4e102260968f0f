-- The first treatment of each patient: relapse rates, time to the first
-- relapse, and what came first, a relapse or the end of the drug.  The table also
-- has what may have decided the choice of the drug.
--
-- A patient is on the drug from its start to its end or, if it has no end, to the last
-- visit.  Periods are half-open, and the first day of the drug is day 0.

CREATE TABLE first_treatment AS
WITH started AS (
	SELECT DISTINCT ON (patient_id) patient_id, dmt_line(drug) AS line, start_date, end_date
	FROM treatment ORDER BY patient_id, start_date
), followed AS (
	SELECT patient_id, line, start_date, birth_date, onset_date, visits, relapses,
		end_date <= last_date(visits) AS stopped,
		daterange(start_date, least(end_date, last_date(visits) + 1)) AS on_drug
	FROM started JOIN patient_course USING (patient_id) JOIN patient USING (patient_id)
	WHERE last_date(visits) >= start_date
)
SELECT patient_id, line, person_days(on_drug) AS days, relapses_in(relapses, on_drug::datemultirange) AS relapses,
	coalesce(first_relapse - lower(on_drug), person_days(on_drug)) AS relapse_days,
	first_relapse IS NOT NULL AS relapsed,
	CASE WHEN first_relapse IS NOT NULL THEN 1 WHEN stopped THEN 2 ELSE 0 END AS cause, -- 1 relapse, 2 end of the drug
	-- known at the start: age and duration of the disease in years, the last EDSS, relapses in the year before
	(start_date - birth_date) / 365.25::float8 AS age,
	value_at(visits, start_date, 365) AS edss,
	relapses_in(relapses, daterange(start_date - 365, start_date)::datemultirange) AS prior_relapses,
	(start_date - onset_date) / 365.25::float8 AS duration
FROM followed, LATERAL (SELECT min(onset) AS first_relapse FROM unnest(relapses) AS onset WHERE onset <@ on_drug) AS r;
ANALYZE first_treatment;

\echo 'Who starts on which line (means at the start; relapses in the year before, years since onset)'
SELECT line,
	count(*) AS patients,
	round(avg(age)::numeric, 1) AS age,
	round(avg(edss)::numeric, 1) AS edss,
	round(avg(prior_relapses), 1) AS relapses,
	round(avg(duration)::numeric, 1) AS years
FROM first_treatment GROUP BY line ORDER BY line;

\echo 'Annualised relapse rate on the first treatment (95 % exact Poisson limits)'
SELECT coalesce(line::text, 'all') AS line, c.patients, c.relapses, round(c.person_years) AS person_years,
	round(arr(t)::numeric, 3) AS arr, round(l.lower::numeric, 3) || ' - ' || round(l.upper::numeric, 3) AS limits,
	round(arr_dispersion(t)::numeric, 2) AS dispersion
FROM (SELECT line, relapse_agg(relapses, days) AS t FROM first_treatment GROUP BY ROLLUP (line)) AS cohort,
	relapse_counts(t) AS c, arr_ci(t) AS l
ORDER BY cohort.line NULLS LAST;

\echo 'Free of relapse on the first treatment (Kaplan-Meier, 95 % log-log limits)'
SELECT line, year, n_risk, percent(survival) AS relapse_free, percent(lower) || ' - ' || percent(upper) AS limits,
	(km_quantile(t)).estimate AS median_days
FROM (SELECT line, survival_agg(relapse_days, relapsed) AS t FROM first_treatment GROUP BY line) AS cohort,
	generate_series(1, 3) AS year, km_at(t, year * 365, conf_type => 'log-log')
ORDER BY line, year;

\echo 'Do the lines differ? (log-rank test; hazard ratio of the second to the first line)'
SELECT round(chisq::numeric, 1) AS chisq,
	df,
	to_char(l.p_value, '0.9EEEE') AS p_value,
	round(ratio::numeric, 2) AS hazard_ratio,
	round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits
FROM (
	SELECT array_agg(t ORDER BY line) AS groups
	FROM (SELECT line, survival_agg(relapse_days, relapsed) AS t FROM first_treatment GROUP BY line) AS cohort
) AS g, logrank(groups) AS l, hazard_ratio(groups[2], groups[1]) AS h;

\echo 'What came first within two years: a relapse or the end of the drug (cumulative incidence)'
SELECT line,
	percent((cuminc_at(t, 730, 1)).incidence) AS relapse,
	percent((cuminc_at(t, 730, 2)).incidence) AS end_of_drug
FROM (SELECT line, cuminc_agg(relapse_days, cause) AS t FROM first_treatment GROUP BY line) AS cohort
ORDER BY line;
