-- A comparative study from start to end: the first treatment on the second line against the first line.
--
-- Run it in a database that has the tables of demo/schema.sql and patient_course of demo/disability.sql, from the
-- folder above demo: psql -v schema=NAME -f demo/study/study.sql (default made_up).  It makes the schema comparison.
-- There, candidate, cohort and scored have patients; all else has models, tallies and counts, which report.sql prints.
-- To make it anew, DROP SCHEMA comparison CASCADE first.

\set ON_ERROR_STOP on
\if :{?schema}
\else
	\set schema made_up
\endif
\ir ../path.sql
CREATE SCHEMA comparison;

\echo '  who is in the study ...'
-- All patients of the registry, with what decides on their part in the study.  The cohort is chosen by left_at, and
-- the attrition table counts it: so the two cannot differ.
CREATE TABLE comparison.candidate AS
WITH first AS (
	SELECT patient_id, history, p.*, treatment_start(history) AS start_date
	FROM (
		SELECT patient_id, treatment_agg(drug, daterange(start_date, end_date)) AS history
		FROM treatment WHERE end_date >= start_date IS NOT FALSE GROUP BY patient_id
	) AS treated
	LEFT JOIN patient_course USING (patient_id),
		persistence(history, treatment_start(history), last_date(visits)) AS p
), known AS (
	SELECT patient_id, history, drug, dmt_line(drug) AS line, start_date, last_date(visits) AS followed_to,
		days AS on_drug_days, stopped, cause, next_drug, visits, relapses, sex,
		-- at the start: age and duration of the disease in years, relapses in the year before, the last EDSS
		(start_date - birth_date) / 365.25::float8 AS age,
		(start_date - onset_date) / 365.25::float8 AS duration,
		relapses_in(relapses, daterange(start_date - 365, start_date)::datemultirange) AS prior_relapses,
		value_at(visits, start_date, 365) AS edss
	FROM patient LEFT JOIN patient_course USING (patient_id) LEFT JOIN first USING (patient_id)
)
SELECT *,
	-- the first condition that does not hold; NULL: in the study
	array_position(
		ARRAY[
			true,
			start_date IS NOT NULL,
			line IS NOT NULL,
			(line IN ('first', 'second')) IS TRUE,
			(age > 0 AND duration >= 0) IS TRUE,
			(followed_to > start_date) IS TRUE,
			edss IS NOT NULL
		],
		false
	) AS left_at
FROM known;

CREATE TABLE comparison.attrition AS
SELECT step::integer, condition,
	count(*) FILTER (WHERE left_at = step) AS left_out,
	count(*) FILTER (WHERE in_study OR left_at > step) AS remaining,
	count(*) FILTER (WHERE line = 'second' AND (in_study OR left_at > step)) AS second_line,
	count(*) FILTER (WHERE line = 'first' AND (in_study OR left_at > step)) AS first_line
FROM (SELECT *, left_at IS NULL AS in_study FROM comparison.candidate) AS c,
	unnest(
		'{in the registry, treated, line of the first treatment known, on the first or second line,
		  birth and onset known, seen after the start, EDSS within a year before}'::text[]
	) WITH ORDINALITY AS s (condition, step)
GROUP BY step, condition;

\echo '  follow-up ...'
-- Day 0 is the first day of the drug.  stop_day is the day on which it ended, NULL while it was taken.  The time to the
-- first relapse is that by intention to treat: whatever the patient took later.
CREATE TABLE comparison.cohort AS
SELECT c.patient_id, line = 'second' AS treated, start_date, c.drug, cause, next_drug, stop_day, relapses,
	ARRAY[age, duration, prior_relapses, edss] AS x,
	coalesce(stop_day, followed_days) AS on_drug_days,
	relapses_in(relapses, daterange(start_date, start_date + coalesce(stop_day, followed_days))::datemultirange)
		AS on_drug_relapses,
	least(first_relapse - start_date, followed_days) AS relapse_days,
	first_relapse IS NOT NULL AS relapsed,
	reason,
	-- disability is measured from the last visit up to the start on
	followed_visits, first_date(followed_visits) - start_date AS baseline_day
FROM comparison.candidate AS c
CROSS JOIN LATERAL (
	SELECT CASE WHEN stopped THEN c.on_drug_days END AS stop_day, followed_to - start_date + 1 AS followed_days
) AS d
CROSS JOIN LATERAL (
	SELECT min(onset) AS first_relapse
	FROM unnest(relapses) AS onset WHERE onset BETWEEN start_date AND followed_to
) AS r
CROSS JOIN LATERAL (
	SELECT outcome_series(visit_date, value, can_confirm) AS followed_visits
	FROM unnest_series(visits)
	WHERE visit_date >= (SELECT max(visit_date) FROM unnest_series(visits) WHERE visit_date <= start_date)
) AS v
LEFT JOIN (
	SELECT patient_id, drug, end_date, max(stop_reason) AS reason FROM treatment GROUP BY patient_id, drug, end_date
) AS s ON s.patient_id = c.patient_id AND s.drug = c.drug AND s.end_date = start_date + stop_day
WHERE left_at IS NULL;

\echo '  propensity, weights and pairs ...'
CREATE TABLE comparison.model (
	outcome text,
	analysis text,
	model regression_model NOT NULL,
	PRIMARY KEY (outcome, analysis)
);

INSERT INTO comparison.model
SELECT 'second line', 'propensity', logistic(logistic_agg(treated, x), '{age,duration,prior relapses,EDSS}')
FROM comparison.cohort;

-- Weights are stabilised, so that an arm counts about as many patients as it has.  A pair is followed until the
-- follow-up on the drug ends for the first of its two patients.
CREATE TABLE comparison.scored AS
WITH score AS (
	SELECT patient_id, treated, on_drug_days, predict(model, x) AS ps, linear_predictor(model, x) AS logit
	FROM comparison.cohort, comparison.model WHERE analysis = 'propensity'
), share AS (
	SELECT avg(treated::integer) AS second_line FROM score
), pair AS (
	SELECT id::integer AS patient_id, set_no, m.weight AS pair_weight
	FROM (
		SELECT array_agg(patient_id::bigint ORDER BY patient_id) AS ids,
			array_agg(treated ORDER BY patient_id) AS treated,
			array_agg(logit ORDER BY patient_id) AS logits
		FROM score
	) AS a, match_pairs(ids, a.treated, logits) AS m
)
SELECT patient_id, ps, iptw(treated, ps, prevalence => second_line) AS weight, set_no, pair_weight,
	CASE WHEN set_no IS NOT NULL THEN min(on_drug_days) OVER (PARTITION BY set_no) END AS pair_days
FROM score JOIN pair USING (patient_id), share;

CREATE TABLE comparison.overlap AS
SELECT CASE WHEN treated THEN 'second' ELSE 'first' END AS line, count(*) AS patients,
	min(ps) AS lowest, percentile_cont(0.5) WITHIN GROUP (ORDER BY ps) AS median, max(ps) AS highest,
	sum(weight) AS sum_of_weights, sum(weight) ^ 2 / sum(weight ^ 2) AS effective_n, max(weight) AS largest_weight,
	count(set_no) AS matched
FROM comparison.cohort JOIN comparison.scored USING (patient_id)
GROUP BY treated;

CREATE TABLE comparison.balance_tally AS
SELECT v.*
FROM (
	SELECT balance_agg(treated, x) AS before, balance_agg(treated, x, weight) AS weighted,
		balance_agg(treated, x, pair_weight) AS matched
	FROM comparison.cohort JOIN comparison.scored USING (patient_id)
) AS t, LATERAL (VALUES (1, 'before', before), (2, 'weighted', weighted), (3, 'matched', matched))
	AS v (place, analysis, tally);

-- All differences are divided by the standard deviation before, so that they can be compared.
CREATE VIEW comparison.balance AS
SELECT b.term, place, analysis, b.mean_treated, b.mean_control,
	(b.mean_treated - b.mean_control) / nullif(sqrt((a.sd_treated ^ 2 + a.sd_control ^ 2) / 2), 0) AS smd,
	b.variance_ratio
FROM comparison.balance_tally AS t, balance(tally, '{age,duration,prior relapses,EDSS}') AS b
JOIN (
	SELECT balance.* FROM comparison.balance_tally, balance(tally, '{age,duration,prior relapses,EDSS}')
	WHERE analysis = 'before'
) AS a USING (term);

\echo '  curves ...'
-- Free of relapse on the drug, as counted and weighted.
CREATE TABLE comparison.curve AS
SELECT CASE WHEN treated THEN 'second' ELSE 'first' END AS line,
	survival_agg(t.days, t.observed) AS tally,
	survival_agg(t.days, t.observed, weight) AS weighted,
	relapse_agg(on_drug_relapses, on_drug_days) AS rate
FROM comparison.cohort JOIN comparison.scored USING (patient_id), censor_at(relapse_days, relapsed, stop_day) AS t
GROUP BY treated;

\echo '  hazard and rate ratios ...'
WITH patient AS (
	SELECT *, ARRAY[treated::integer]::float8[] AS arm, treated::integer || x AS adjusted
	FROM comparison.cohort JOIN comparison.scored USING (patient_id)
), tally AS (
	SELECT cox_agg(t.days, t.observed, arm) AS crude,
		cox_agg(t.days, t.observed, adjusted) AS adjusted,
		cox_agg(t.days, t.observed, arm, weight) AS weighted,
		cox_agg(cox_row(t.days, t.observed, arm, weight => pair_weight, cluster => set_no))
			FILTER (WHERE set_no IS NOT NULL) AS matched,
		cox_agg(cox_row(p.days, p.observed, arm, weight => pair_weight, cluster => set_no))
			FILTER (WHERE set_no IS NOT NULL) AS pairwise,
		cox_agg(relapse_days, relapsed, arm, weight) AS intention,
		cox_agg(patient.on_drug_days, stop_day IS NOT NULL, arm) AS ended,
		cox_agg(patient.on_drug_days, stop_day IS NOT NULL, arm, weight) AS ended_weighted,
		count_agg(on_drug_relapses, on_drug_days, arm) AS rate_crude,
		count_agg(on_drug_relapses, on_drug_days, adjusted) AS rate_adjusted,
		count_agg(on_drug_relapses, on_drug_days, arm, weight) AS rate_weighted
	FROM patient, censor_at(relapse_days, relapsed, stop_day) AS t, censor_at(t.days, t.observed, pair_days) AS p
)
INSERT INTO comparison.model
SELECT v.*
FROM tally,
	LATERAL (VALUES
		('first relapse', 'crude', cox(crude, '{second line}')),
		('first relapse', 'adjusted', cox(tally.adjusted, '{second line,age,duration,prior relapses,EDSS}')),
		('first relapse', 'weighted', cox(weighted, '{second line}')),
		('first relapse', 'matched', cox(matched, '{second line}')),
		('first relapse', 'matched, pairwise censored', cox(pairwise, '{second line}')),
		('first relapse', 'weighted, intention to treat', cox(intention, '{second line}')),
		('relapse rate', 'crude', negative_binomial(rate_crude, '{second line}')),
		('relapse rate', 'adjusted',
			negative_binomial(rate_adjusted, '{second line,age,duration,prior relapses,EDSS}')),
		('relapse rate', 'weighted', negative_binomial(rate_weighted, '{second line}')),
		('end of the drug', 'crude', cox(ended, '{second line}')),
		('end of the drug', 'weighted', cox(ended_weighted, '{second line}'))
	) AS v;

-- The patients behind each model and those with an event, by line: a table of effects has them, and they decide
-- whether it may be published.
CREATE TABLE comparison.arm (
	outcome text,
	analysis text,
	line text,
	patients bigint NOT NULL,
	with_event bigint NOT NULL,
	PRIMARY KEY (outcome, analysis, line)
);

INSERT INTO comparison.arm
SELECT outcome, analysis, CASE WHEN treated THEN 'second' ELSE 'first' END, count(*), count(*) FILTER (WHERE with_event)
FROM comparison.cohort JOIN comparison.scored USING (patient_id),
	censor_at(relapse_days, relapsed, stop_day) AS t, censor_at(t.days, t.observed, pair_days) AS p,
	LATERAL (VALUES
		('first relapse', '{crude,adjusted,weighted}'::text[], t.observed, true),
		('first relapse', '{matched}', t.observed, set_no IS NOT NULL),
		('first relapse', '{"matched, pairwise censored"}', p.observed, set_no IS NOT NULL),
		('first relapse', '{"weighted, intention to treat"}', relapsed, true),
		('relapse rate', '{crude,adjusted,weighted}', on_drug_relapses > 0, true),
		('end of the drug', '{crude,weighted}', stop_day IS NOT NULL, true)
	) AS v (outcome, analyses, with_event, taken), unnest(analyses) AS analysis
WHERE taken
GROUP BY outcome, analysis, treated;

\echo '  definitions of disability ...'
CREATE TABLE comparison.definition (
	place integer PRIMARY KEY,
	name text NOT NULL,
	criteria disability_criteria NOT NULL
);
INSERT INTO comparison.definition VALUES
	(1, 'CDW12', disability_criteria('cdp12')),
	(2, 'CDW24', disability_criteria('cdp24')),
	(3, 'PIRA, muller2023', disability_criteria('muller2023', event => 'firstPIRA')),
	(4, 'PIRA, muller2023_strict', disability_criteria('muller2023_strict', event => 'firstPIRA')),
	(5, 'PIRA, kappos2020', disability_criteria('kappos2020', event => 'firstPIRA')),
	(6, 'PIRA, cagol2022', disability_criteria('cagol2022', event => 'firstPIRA'));

-- Every definition with both rules of follow-up, in one statement.
WITH patient AS (
	SELECT name, 'weighted, ' || rule AS analysis, treated, weight, c.days, c.observed
	FROM comparison.definition, comparison.cohort JOIN comparison.scored USING (patient_id),
		disability_time(followed_visits, relapses, criteria) AS t,
		LATERAL (VALUES ('intention to treat', NULL), ('as treated', stop_day)) AS r (rule, until),
		censor_at(baseline_day + t.days, t.observed, until) AS c
), counted AS (
	INSERT INTO comparison.arm
	SELECT name, analysis, CASE WHEN treated THEN 'second' ELSE 'first' END,
		count(days), count(*) FILTER (WHERE observed)
	FROM patient GROUP BY name, analysis, treated
)
INSERT INTO comparison.model
SELECT name, analysis, cox(cox_agg(days, observed, ARRAY[treated::integer], weight), '{second line}')
FROM patient GROUP BY name, analysis;

-- The effect of the second line in each model.
CREATE VIEW comparison.effect AS
SELECT outcome, analysis, n AS patients, events, ratio, c.lower, c.upper, c.p_value, status
FROM comparison.model, model_fit(model), coefficients(model) AS c
WHERE term = 'second line';

\echo '  why treatments ended ...'
CREATE TABLE comparison.persistence AS
SELECT CASE WHEN treated THEN 'second' ELSE 'first' END AS line,
	survival_agg(on_drug_days, stop_day IS NOT NULL) AS tally,
	cuminc_agg(on_drug_days, coalesce(array_position('{switch,stop,death}', cause), 0)) AS causes
FROM comparison.cohort GROUP BY treated;

CREATE TABLE comparison.ended AS
SELECT cause, coalesce(reason, 'not recorded') AS reason,
	count(*) FILTER (WHERE treated) AS second_line, count(*) FILTER (WHERE NOT treated) AS first_line
FROM comparison.cohort WHERE stop_day IS NOT NULL GROUP BY cause, reason;

-- Relapses in the year before the drug ended and in the year after, as far as the patients were followed, by what
-- came next.
CREATE TABLE comparison.around_end AS
SELECT c.cause, CASE WHEN treated THEN 'second' ELSE 'first' END AS line, dmt_line(c.next_drug)::text AS next_line,
	relapse_agg(relapses_in(c.relapses, before::datemultirange), person_days(before)) AS before,
	relapse_agg(relapses_in(c.relapses, after::datemultirange), person_days(after)) AS after
FROM comparison.cohort AS c JOIN comparison.candidate USING (patient_id),
	LATERAL (SELECT c.start_date + stop_day AS end_date) AS e,
	LATERAL (
		SELECT daterange(greatest(c.start_date, end_date - 365), end_date) AS before,
			daterange(end_date, least(end_date + 365, followed_to + 1)) AS after
	) AS p
WHERE stop_day IS NOT NULL
GROUP BY c.cause, treated, dmt_line(c.next_drug);
