-- Writes what study.R reads, in a database in which demo/study/study.sql was run.  Run it in an empty folder:
--
--	psql -v ON_ERROR_STOP=1 -d DATABASE -f .../test/data/study/export.sql
--
-- patients.csv has a patient a row; disability.csv has for each patient the time to the event by each definition and
-- rule of follow-up.
CREATE TEMP VIEW patient AS
SELECT patient_id, treated::integer AS second, x[1] AS age, x[2] AS duration, x[3] AS prior, x[4] AS edss,
	relapse_days, relapsed::integer AS relapsed, on_drug_days, on_drug_relapses,
	t.days, t.observed::integer AS observed,
	p.days AS pair_days, p.observed::integer AS pair_observed,
	(stop_day IS NOT NULL)::integer AS ended, set_no
FROM comparison.cohort JOIN comparison.scored USING (patient_id),
	censor_at(relapse_days, relapsed, stop_day) AS t,
	censor_at(t.days, t.observed, pair_days) AS p
ORDER BY patient_id;

CREATE TEMP VIEW disability AS
SELECT name, rule, patient_id, c.days, c.observed::integer AS observed
FROM comparison.definition, (VALUES ('intention to treat', false), ('as treated', true)) AS r (rule, until_stop),
	comparison.cohort,
	disability_time(followed_visits, relapses, criteria) AS t,
	censor_at(baseline_day + t.days, t.observed, CASE WHEN until_stop THEN stop_day END) AS c
ORDER BY place, until_stop, patient_id;

\copy (SELECT * FROM patient) TO patients.csv CSV HEADER
\copy (SELECT * FROM disability) TO disability.csv CSV HEADER
