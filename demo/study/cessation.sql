-- What happens after a drug ends: a study of cessation in the manner of Roos 2022 (doi:10.1212/WNL.0000000000201029).
--
-- Run it in a database that has the tables of demo/schema.sql and patient_course of demo/disability.sql, from the
-- folder above demo: psql -v schema=NAME -f demo/study/cessation.sql (default made_up).  It makes the schema cessation.
-- There, candidate, cohort and piece have treatments of patients; all else has models, tallies and counts, which
-- cessation_report.sql prints.  To make it anew, DROP SCHEMA cessation CASCADE first.

\set ON_ERROR_STOP on
\if :{?schema}
\else
	\set schema made_up
\endif
\ir ../path.sql
CREATE SCHEMA cessation;

\echo '  treatments that ended ...'
-- All treatments of the registry, with what decides on their part in the study.  A pause of up to 90 days is no end.
CREATE TABLE cessation.candidate AS
WITH treatment_line AS (
	SELECT patient_id, history, number, drug, line, started,
		lead(started) OVER (PARTITION BY patient_id ORDER BY number) AS next_started
	FROM (
		SELECT patient_id, treatment_agg(drug, daterange(start_date, end_date)) AS history
		FROM treatment GROUP BY patient_id
	) AS treated, treatment_lines(history, 90)
), taken AS (
	SELECT t.*, visits, relapses, last_date(visits) AS followed_to, p.days AS on_drug_days, stopped, cause,
		CASE WHEN stopped THEN started + p.days END AS end_date
	FROM treatment_line AS t LEFT JOIN patient_course USING (patient_id),
		persistence(history, started, last_date(visits)) AS p (first_drug, days, stopped, cause, no_reason, next_drug)
), known AS (
	SELECT taken.*, reason,
		CASE WHEN next_started <= followed_to THEN greatest(next_started, end_date) END AS next_date,
		-- at the end: age and duration of the disease in years, relapses in the year before, the last EDSS
		(end_date - birth_date) / 365.25::float8 AS age,
		(end_date - onset_date) / 365.25::float8 AS duration,
		relapses_in(relapses, daterange(end_date - 365, end_date)::datemultirange) AS prior_relapses,
		value_at(visits, end_date, 365) AS edss
	FROM taken
	LEFT JOIN patient USING (patient_id)
	LEFT JOIN (
		SELECT patient_id, drug, end_date, max(stop_reason) AS reason
		FROM treatment GROUP BY patient_id, drug, end_date
	) AS r USING (patient_id, drug, end_date)
)
SELECT *,
	-- the first condition that does not hold; NULL: in the study
	array_position(
		ARRAY[
			true,
			(line IN ('first', 'second')) IS TRUE,
			(stopped AND cause IN ('switch', 'stop')) IS TRUE,
			(age > 0 AND duration >= 0) IS TRUE,
			(followed_to >= end_date) IS TRUE,
			edss IS NOT NULL
		],
		false
	) AS left_at
FROM known;

CREATE TABLE cessation.attrition AS
SELECT step::integer, condition,
	count(*) FILTER (WHERE left_at = step) AS left_out,
	count(*) FILTER (WHERE in_study OR left_at > step) AS remaining,
	count(*) FILTER (WHERE cause = 'stop' AND (in_study OR left_at > step)) AS stop,
	count(*) FILTER (WHERE cause = 'switch' AND (in_study OR left_at > step)) AS switch
FROM (SELECT *, left_at IS NULL AS in_study FROM cessation.candidate) AS c,
	unnest(
		'{treatments in the registry, on the first or second line, ended by a stop or a switch, birth and onset known,
		  seen after the end, EDSS within a year before}'::text[]
	) WITH ORDINALITY AS s (condition, step)
GROUP BY step, condition;

\echo '  follow-up ...'
-- Day 0 is the last day of the drug, so a relapse on the first day without it is on day 1.  free_days is the time
-- without any drug: 0 after a switch on the spot, NULL if no other drug began.
CREATE TABLE cessation.cohort AS
SELECT patient_id, number, drug, cause = 'stop' AS stopped, reason, end_date, relapses, followed_to,
	CASE
		WHEN drug IN ('natalizumab', 'fingolimod') THEN 'natalizumab, fingolimod'
		WHEN line = 'second' THEN 'other second line'
		ELSE 'first line'
	END AS drug_group,
	ARRAY[(line = 'second')::integer, (drug IN ('natalizumab', 'fingolimod'))::integer, age, duration, prior_relapses,
		edss] AS x,
	followed_to - end_date + 1 AS followed_days,
	next_date - end_date AS free_days,
	coalesce(first_relapse, followed_to) - end_date + 1 AS relapse_days,
	first_relapse IS NOT NULL AS relapsed,
	-- disability is measured from the last visit up to the end on
	followed_visits, first_date(followed_visits) - end_date + 1 AS baseline_day,
	daterange(greatest(started, end_date - 365), end_date) AS year_before
FROM cessation.candidate,
	LATERAL (
		SELECT min(onset) AS first_relapse FROM unnest(relapses) AS onset WHERE onset BETWEEN end_date AND followed_to
	) AS r,
	LATERAL (
		SELECT outcome_series(visit_date, value, can_confirm) AS followed_visits
		FROM unnest_series(visits)
		WHERE visit_date >= (SELECT max(visit_date) FROM unnest_series(visits) WHERE visit_date <= end_date)
	) AS v
WHERE left_at IS NULL;

\echo '  relapses by month ...'
-- Months of 30 days, month 0 is the year before the end.  A patient is in a month as long as followed.
CREATE TABLE cessation.month_rate AS
SELECT drug_group, stopped, month, relapse_agg(relapses_in(relapses, seen::datemultirange), person_days(seen)) AS tally
FROM cessation.cohort, generate_series(0, 12) AS month,
	LATERAL (
		SELECT CASE month
				WHEN 0 THEN year_before
				ELSE daterange(end_date + 30 * (month - 1), end_date + 30 * month)
					* daterange(end_date, followed_to + 1)
			END AS seen
	) AS s
WHERE NOT isempty(seen)
GROUP BY drug_group, stopped, month;

CREATE TABLE cessation.curve AS
SELECT drug_group, stopped, survival_agg(t.days, t.observed) AS tally
FROM cessation.cohort, censor_at(relapse_days, relapsed, CASE WHEN stopped THEN free_days END) AS t
GROUP BY drug_group, stopped;

\echo '  models ...'
CREATE TABLE cessation.model (
	outcome text,
	analysis text,
	model regression_model NOT NULL,
	PRIMARY KEY (outcome, analysis)
);

-- The first relapse, by what the patient did on day 0: whatever came later, or until a drug was begun after a stop.
WITH tally AS (
	SELECT
		cox_agg(cox_row(relapse_days, relapsed, ARRAY[stopped::integer], cluster => patient_id)) AS crude,
		cox_agg(cox_row(relapse_days, relapsed, stopped::integer || x, cluster => patient_id)) AS adjusted,
		cox_agg(cox_row(t.days, t.observed, stopped::integer || x, cluster => patient_id)) AS as_treated
	FROM cessation.cohort, censor_at(relapse_days, relapsed, CASE WHEN stopped THEN free_days END) AS t
)
INSERT INTO cessation.model
SELECT 'first relapse', v.*
FROM tally,
	LATERAL (VALUES
		('crude', cox(crude, '{stopped}')),
		('adjusted', cox(adjusted,
			'{stopped,second line,natalizumab or fingolimod,age,duration,prior relapses,EDSS}')),
		('adjusted, as treated', cox(as_treated,
			'{stopped,second line,natalizumab or fingolimod,age,duration,prior relapses,EDSS}'))
	) AS v;

-- Treated again, from the day on which another drug is taken: a switch on the spot is treated all the time.  Each piece
-- of time, with and without a drug, has a row.
CREATE VIEW cessation.piece AS
SELECT c.*, entry, until, again,
	relapses_in(relapses, daterange(end_date + entry, end_date + until)::datemultirange) AS relapses_here
FROM cessation.cohort AS c,
	LATERAL (VALUES
		(0, coalesce(free_days, followed_days), 0),
		(coalesce(free_days, followed_days), followed_days, 1)
	) AS p (entry, until, again)
WHERE until > entry;

WITH tally AS (
	SELECT
		cox_agg(cox_row(to_relapse, here, again || x, entry, cluster => patient_id))
			FILTER (WHERE relapse_days > entry) AS hazard,
		cox_agg(cox_row(to_relapse, here, again || x[3:6], entry, cluster => patient_id))
			FILTER (WHERE relapse_days > entry AND x[1] = 0) AS hazard_of_first,
		count_agg(count_row(relapses_here, until - entry, again || x, cluster => patient_id)) AS rate,
		count_agg(count_row(relapses_here, until - entry, again || x[3:6], cluster => patient_id))
			FILTER (WHERE x[1] = 0) AS rate_of_first
	FROM cessation.piece, LATERAL (
		SELECT least(relapse_days, until) AS to_relapse, relapsed AND relapse_days <= until AS here
	) AS r
)
INSERT INTO cessation.model
SELECT v.*
FROM tally,
	LATERAL (VALUES
		('first relapse', 'treated again', cox(hazard,
			'{treated again,second line,natalizumab or fingolimod,age,duration,prior relapses,EDSS}')),
		('first relapse', 'treated again, after the first line', cox(hazard_of_first,
			'{treated again,age,duration,prior relapses,EDSS}')),
		('relapse rate', 'treated again', poisson(rate,
			'{treated again,second line,natalizumab or fingolimod,age,duration,prior relapses,EDSS}')),
		('relapse rate', 'treated again, after the first line', poisson(rate_of_first,
			'{treated again,age,duration,prior relapses,EDSS}'))
	) AS v;

-- The rebound: months 2 to 6 against months 1 and 7 to 12 of those who stopped, and how much more they differ after
-- natalizumab and fingolimod.
INSERT INTO cessation.model
SELECT 'rebound', 'months 2 to 6',
	poisson(
		count_agg(count_row(
			relapses_in(relapses, seen), person_days(seen), ARRAY[peak, peak * x[2]] || x, cluster => patient_id
		)),
		'{months 2 to 6,rebound,second line,natalizumab or fingolimod,age,duration,prior relapses,EDSS}'
	)
FROM cessation.cohort, generate_series(0, 1) AS peak,
	LATERAL (SELECT datemultirange(daterange(end_date + 30, end_date + 180)) AS between_2_and_6) AS b,
	LATERAL (
		SELECT datemultirange(daterange(end_date, end_date + 360) * daterange(end_date, followed_to + 1)) AS year
	) AS y,
	LATERAL (SELECT CASE peak WHEN 1 THEN year * between_2_and_6 ELSE year - between_2_and_6 END AS seen) AS s
WHERE stopped AND NOT isempty(seen);

-- Worsening confirmed after 24 weeks.
INSERT INTO cessation.model
SELECT 'worsening', 'adjusted',
	cox(
		cox_agg(cox_row(baseline_day + t.days, t.observed, stopped::integer || x, cluster => patient_id)),
		'{stopped,second line,natalizumab or fingolimod,age,duration,prior relapses,EDSS}'
	)
FROM cessation.cohort, disability_time(followed_visits, relapses, disability_criteria('cdp24')) AS t
WHERE baseline_day + t.days > 0;

\echo '  when and why drugs end ...'
-- First treatments on the first or second line.
CREATE TABLE cessation.persistence AS
SELECT line::text, survival_agg(on_drug_days, stopped) AS tally,
	cuminc_agg(on_drug_days, coalesce(array_position('{switch,stop,death}', cause), 0)) AS causes,
	cuminc_agg(
		on_drug_days,
		CASE
			WHEN NOT stopped THEN 0
			WHEN reason = 'lack of efficacy' THEN 1
			WHEN reason = 'adverse event' THEN 2
			WHEN reason IN ('pregnancy', 'patient''s choice', 'planned') THEN 3
			ELSE 4
		END
	) AS reasons
FROM cessation.candidate WHERE number = 1 AND line IN ('first', 'second') GROUP BY line;

CREATE TABLE cessation.ended AS
SELECT coalesce(reason, 'not recorded') AS reason,
	count(*) FILTER (WHERE stopped) AS stop, count(*) FILTER (WHERE NOT stopped) AS switch
FROM cessation.cohort GROUP BY reason;
