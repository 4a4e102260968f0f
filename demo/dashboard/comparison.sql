-- The comparative study of doc/study.md, and of it what the dashboard reads: run by tallies.sql.
--
-- Every patient has a part in each weight, pair and model, so a study is not refreshed but made anew, in the database
-- of the dashboard, from the folder above demo:
--
--	psql -1 -d registry -f demo/dashboard/comparison.sql
--
-- By -1 all of it is one transaction: the page has the old study or the new one.  The schema comparison has tables of
-- patients: grant it to nobody.

\set ON_ERROR_STOP on
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS comparison CASCADE;
\ir ../study/study.sql
SET search_path = dashboard, made_up, public;

CREATE TABLE IF NOT EXISTS study_attrition (
	step integer PRIMARY KEY,
	condition text NOT NULL,
	left_out bigint NOT NULL,
	remaining bigint NOT NULL,
	second_line bigint NOT NULL,
	first_line bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS study_balance (
	term text,
	place integer,
	analysis text NOT NULL,
	mean_second float8,
	mean_first float8,
	smd float8,
	may boolean, -- are all counts behind it large enough?
	PRIMARY KEY (term, place)
);
CREATE TABLE IF NOT EXISTS study_curve (
	line dmt_line PRIMARY KEY,
	tally survival_tally NOT NULL,
	weighted weighted_survival_tally NOT NULL
);
CREATE TABLE IF NOT EXISTS study_definition (
	place integer PRIMARY KEY,
	name text NOT NULL,
	criteria disability_criteria NOT NULL
);
CREATE TABLE IF NOT EXISTS study_model (
	outcome text,
	analysis text,
	model regression_model NOT NULL,
	PRIMARY KEY (outcome, analysis)
);
CREATE TABLE IF NOT EXISTS study_arm (
	outcome text,
	analysis text,
	line dmt_line,
	patients bigint NOT NULL,
	with_event bigint NOT NULL,
	PRIMARY KEY (outcome, analysis, line)
);

TRUNCATE study_attrition, study_balance, study_curve, study_definition, study_model, study_arm;
INSERT INTO study_attrition
SELECT step, condition, left_out, remaining, second_line, first_line FROM comparison.attrition;
INSERT INTO study_balance
SELECT term, place, b.analysis, mean_treated, mean_control, smd, publishable(tally)
FROM comparison.balance AS b JOIN comparison.balance_tally USING (place);
INSERT INTO study_curve SELECT line::dmt_line, tally, weighted FROM comparison.curve;
INSERT INTO study_definition SELECT place, name, criteria FROM comparison.definition;
INSERT INTO study_model SELECT outcome, analysis, model FROM comparison.model;
INSERT INTO study_arm SELECT outcome, analysis, line::dmt_line, patients, with_event FROM comparison.arm;
