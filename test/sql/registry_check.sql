-- registry_check: demo/registry_check.sql finds nothing in a clean registry, and in its twin, which has one problem of
-- each kind, each of these once and nothing else.
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
\cd ../demo
SELECT current_database() AS here \gset
CREATE DATABASE regress_registry_check;
\c regress_registry_check
SET client_min_messages = warning;
CREATE EXTENSION sepms;
SET DateStyle = 'ISO';

-- The tables of demo/schema.sql, with columns that a registry may have, and without constraints that reject problems
\set ECHO none
\set schema clean
\i schema.sql
\set ECHO all
ALTER TABLE patient DROP CONSTRAINT patient_pkey, ADD death_date date;
ALTER TABLE patient ALTER patient_id DROP NOT NULL;
ALTER TABLE visit ALTER visit_date DROP NOT NULL, ALTER edss TYPE numeric USING edss::numeric;
ALTER TABLE relapse ALTER onset_date DROP NOT NULL, ADD end_date date;
ALTER TABLE mri ALTER mri_date DROP NOT NULL;
ALTER TABLE treatment ALTER start_date DROP NOT NULL, ALTER drug TYPE text USING drug::text;
CREATE TABLE rejected (file text, line bigint, part text, reason text);

INSERT INTO patient SELECT i, 'F', date '1980-01-01' + i, date '2010-01-01' + i, 'RR' FROM generate_series(0, 100) AS i;
INSERT INTO visit
SELECT patient_id, day::date, 2.0, 0, 0, 2, 0, 0, 0, 0, 0
FROM patient, generate_series(timestamp '2015-01-01', '2016-07-01', '6 months') AS day
UNION ALL
SELECT patient_id, '2016-12-20', 2.0, 0, 0, 2, 0, 0, 0, 0, 0 FROM patient;
INSERT INTO relapse
SELECT patient_id, onset, onset + 31 FROM patient, unnest('{2015-03-01,2016-03-01}'::date[]) AS onset;
INSERT INTO mri SELECT patient_id, '2015-01-10', NULL, 0, NULL, NULL, NULL FROM patient;
INSERT INTO mri SELECT patient_id, '2016-01-10', 0, 0, -0.2, false, false FROM patient;
INSERT INTO treatment SELECT patient_id, 'Aubagio', '2015-02-01', '2016-02-01', 'lack of efficacy' FROM patient;
INSERT INTO treatment SELECT patient_id, 'Tysabri', '2016-02-01', NULL FROM patient;
INSERT INTO test SELECT patient_id, '2016-07-01', 5.0, NULL, 20, 50, 3 FROM patient;
INSERT INTO workup SELECT patient_id, 2, 2, true, 3, 1, 0, 1, false, true, true, true, 12.5, 4, 8, 1 FROM patient;
INSERT INTO lesion_scan SELECT patient_id, '2016-07-01', 2, 1 FROM patient;

-- In one of them, dates and intervals are just within the limits
UPDATE patient SET onset_date = '2015-01-01', death_date = '2020-01-01' WHERE patient_id = 100;
INSERT INTO visit
SELECT 100, day, 2.0, 0, 0, 2, 0, 0, 0, 0, 0 FROM unnest('{2018-06-20,2019-12-20,2020-01-01}'::date[]) AS day;
INSERT INTO relapse VALUES (100, '2015-01-01', '2015-01-01'), (100, '2016-05-01', NULL), (100, '2020-01-01', NULL);
UPDATE treatment SET end_date = '2018-01-01' WHERE patient_id = 100 AND drug = 'Tysabri';
INSERT INTO treatment VALUES
	(100, 'Copaxone', '2015-01-01', '2015-04-02'), (100, 'Ocrevus', '2019-01-01', '2020-01-01');

-- Nothing is found in it
\set ECHO none
\set as_of 2020-01-01
\set schema clean
\set rows 1
\i registry_check.sql
\set ECHO all
TABLE registry_problem;
SELECT kind, checked FROM registry_check WHERE checked = 0 ORDER BY number;

-- One problem of each kind, in the patient of its number N, or in 1000 + N, who is not in the table patient
CREATE SCHEMA planted;
SET search_path = planted, public;
CREATE TABLE patient AS TABLE clean.patient;
CREATE TABLE visit AS TABLE clean.visit;
CREATE TABLE relapse AS TABLE clean.relapse;
CREATE TABLE mri AS TABLE clean.mri;
CREATE TABLE treatment AS TABLE clean.treatment;
CREATE TABLE test AS TABLE clean.test;
CREATE TABLE workup AS TABLE clean.workup;
CREATE TABLE lesion_scan AS TABLE clean.lesion_scan;
CREATE TABLE rejected AS TABLE clean.rejected;
CREATE TABLE public.plant (n integer GENERATED ALWAYS AS IDENTITY, kind text, command text);
INSERT INTO public.plant (kind, command) VALUES
	('patient_twice', 'INSERT INTO patient SELECT * FROM patient WHERE patient_id = N'),
	(
		'duplicate_patient',
		'UPDATE patient AS p SET birth_date = o.birth_date, onset_date = o.onset_date
			FROM patient AS o WHERE o.patient_id = 0 AND p.patient_id = N'
	),
	('patient_without_birth', 'UPDATE patient SET birth_date = NULL WHERE patient_id = N'),
	('patient_without_onset', 'UPDATE patient SET onset_date = NULL WHERE patient_id = N'),
	('patient_date_not_finite', 'UPDATE patient SET birth_date = ''-infinity'' WHERE patient_id = N'),
	('patient_date_in_future', 'UPDATE patient SET onset_date = ''2101-01-01'' WHERE patient_id = N'),
	('onset_before_birth', 'UPDATE patient SET onset_date = birth_date - 1 WHERE patient_id = N'),
	('death_before_onset', 'UPDATE patient SET death_date = onset_date - 1 WHERE patient_id = N'),
	('patient_without_visit', 'DELETE FROM visit WHERE patient_id = N'),
	('visit_without_patient', 'INSERT INTO visit VALUES (1000 + N, ''2016-07-01'', 2.0)'),
	('visit_without_date', 'INSERT INTO visit VALUES (N, NULL, 2.0)'),
	('visit_date_not_finite', 'INSERT INTO visit VALUES (N, ''infinity'', 2.0)'),
	('visit_in_future', 'INSERT INTO visit VALUES (N, ''2101-01-01'', 2.0)'),
	('visit_before_birth', 'INSERT INTO visit VALUES (N, ''1970-01-01'', 2.0)'),
	('visit_before_onset', 'UPDATE patient SET onset_date = ''2015-01-02'' WHERE patient_id = N'),
	('visit_after_death', 'UPDATE patient SET death_date = ''2016-12-19'' WHERE patient_id = N'),
	(
		'two_visits_a_day',
		'INSERT INTO visit SELECT * FROM visit WHERE patient_id = N AND visit_date = ''2016-07-01'''
	),
	('two_edss_a_day', 'INSERT INTO visit VALUES (N, ''2016-07-01'', 2.5)'),
	(
		'follow_up_gap',
		'DELETE FROM visit WHERE patient_id = N AND visit_date BETWEEN ''2015-07-01'' AND ''2016-07-01'''
	),
	('visit_without_edss', 'UPDATE visit SET edss = NULL WHERE patient_id = N AND visit_date = ''2016-07-01'''),
	('edss_invalid', 'UPDATE visit SET edss = 2.25 WHERE patient_id = N AND visit_date = ''2016-07-01'''),
	('fs_range', 'UPDATE visit SET fs_visual = 9 WHERE patient_id = N AND visit_date = ''2016-07-01'''),
	('edss_ne_fs', 'UPDATE visit SET edss = 2.5 WHERE patient_id = N AND visit_date = ''2016-07-01'''),
	(
		'edss_lt_fs',
		'UPDATE visit SET fs_pyramidal = 3, fs_visual = NULL WHERE patient_id = N AND visit_date = ''2016-07-01'''
	),
	(
		'as_ge2_edss_low',
		'UPDATE visit SET ambulation = 4, fs_visual = NULL WHERE patient_id = N AND visit_date = ''2016-07-01'''
	),
	(
		'edss_high_as_low',
		'UPDATE visit SET edss = 6.0, fs_visual = NULL WHERE patient_id = N AND visit_date = ''2016-07-01'''
	),
	(
		'edss10_alive',
		'UPDATE visit SET edss = 10, fs_visual = NULL, ambulation = NULL
			WHERE patient_id = N AND visit_date = ''2016-07-01'''
	),
	(
		'fs_step',
		'UPDATE visit SET edss = 3.0, ambulation = NULL WHERE patient_id = N AND visit_date = ''2016-12-20'''
	),
	(
		'as1_no_motor',
		'UPDATE visit SET ambulation = 1, fs_pyramidal = 0, fs_sensory = NULL
			WHERE patient_id = N AND visit_date = ''2016-07-01'''
	),
	('relapse_without_patient', 'INSERT INTO relapse VALUES (1000 + N, ''2015-09-01'')'),
	('relapse_without_date', 'INSERT INTO relapse VALUES (N, NULL)'),
	('relapse_date_not_finite', 'INSERT INTO relapse VALUES (N, ''-infinity'')'),
	('relapse_in_future', 'INSERT INTO relapse VALUES (N, ''2101-01-01'')'),
	('relapse_before_birth', 'INSERT INTO relapse VALUES (N, ''1970-01-01'')'),
	('relapse_before_onset', 'INSERT INTO relapse VALUES (N, ''2009-12-31'')'),
	(
		'relapse_after_death',
		'INSERT INTO relapse VALUES (N, ''2016-12-28'');
		UPDATE patient SET death_date = ''2016-12-25'' WHERE patient_id = N'
	),
	(
		'relapse_ends_before_onset',
		'UPDATE relapse SET end_date = ''2016-02-29'' WHERE patient_id = N AND onset_date = ''2016-03-01'''
	),
	('relapse_too_close', 'INSERT INTO relapse VALUES (N, ''2016-04-30'')'),
	('relapse_after_last_visit', 'INSERT INTO relapse VALUES (N, ''2016-12-28'')'),
	('scan_without_patient', 'INSERT INTO mri VALUES (1000 + N, ''2016-01-10'', NULL, 0)'),
	('scan_without_date', 'INSERT INTO mri VALUES (N, NULL, 0, 0)'),
	('scan_date_not_finite', 'INSERT INTO mri VALUES (N, ''infinity'', 0, 0)'),
	('scan_in_future', 'INSERT INTO mri VALUES (N, ''2101-01-01'', 0, 0)'),
	('scan_before_birth', 'INSERT INTO mri VALUES (N, ''1970-01-01'', 0, 0)'),
	(
		'scan_after_death',
		'INSERT INTO mri VALUES (N, ''2016-12-28'', 0, 0);
		UPDATE patient SET death_date = ''2016-12-25'' WHERE patient_id = N'
	),
	('two_scans_a_day', 'INSERT INTO mri SELECT * FROM mri WHERE patient_id = N AND mri_date = ''2016-01-10'''),
	('two_counts_a_day', 'INSERT INTO mri VALUES (N, ''2016-01-10'', 3, 0)'),
	('scan_without_comparison', 'INSERT INTO mri VALUES (N, ''2016-06-10'', NULL, 0)'),
	('first_scan_compared', 'UPDATE mri SET new_t2 = 1 WHERE patient_id = N AND mri_date = ''2015-01-10'''),
	('scan_without_contrast', 'INSERT INTO mri VALUES (N, ''2016-06-10'', 0, NULL)'),
	('scan_counts_contradict', 'UPDATE mri SET new_t2 = 2 WHERE patient_id = N AND mri_date = ''2016-01-10'''),
	(
		'scan_value_impossible',
		'UPDATE mri SET annual_pbvc = ''NaN'' WHERE patient_id = N AND mri_date = ''2016-01-10'''
	),
	('treatment_without_patient', 'INSERT INTO treatment VALUES (1000 + N, ''Tysabri'', ''2016-02-01'')'),
	('treatment_without_start', 'INSERT INTO treatment VALUES (N, ''Copaxone'', NULL)'),
	('treatment_date_not_finite', 'INSERT INTO treatment VALUES (N, ''Copaxone'', ''-infinity'')'),
	('treatment_in_future', 'UPDATE treatment SET end_date = ''2101-01-01'' WHERE patient_id = N AND end_date IS NULL'),
	('treatment_before_birth', 'INSERT INTO treatment VALUES (N, ''Copaxone'', ''1970-01-01'')'),
	('treatment_before_onset', 'INSERT INTO treatment VALUES (N, ''Copaxone'', ''2009-12-31'', ''2015-02-01'')'),
	(
		'treatment_after_death',
		'UPDATE treatment SET end_date = ''2016-12-28'' WHERE patient_id = N AND end_date IS NULL;
		UPDATE patient SET death_date = ''2016-12-25'' WHERE patient_id = N'
	),
	('treatment_ends_before_start', 'INSERT INTO treatment VALUES (N, ''Copaxone'', ''2015-02-01'', ''2015-01-01'')'),
	('treatment_repeated', 'INSERT INTO treatment VALUES (N, ''teriflunomide'', ''2015-06-01'', ''2015-07-01'')'),
	('unknown_drug', 'INSERT INTO treatment VALUES (N, ''Aubagoi'', ''2015-02-01'', ''2015-07-01'')'),
	(
		'stop_reason_without_end',
		'UPDATE treatment SET stop_reason = ''planned'' WHERE patient_id = N AND end_date IS NULL'
	),
	('treatment_overlap', 'INSERT INTO treatment VALUES (N, ''Copaxone'', ''2015-02-01'', ''2015-07-01'')'),
	('drug_before_approval', 'UPDATE treatment SET drug = ''Ocrevus'' WHERE patient_id = N AND drug = ''Aubagio'''),
	(
		'drug_after_withdrawal',
		'UPDATE treatment SET end_date = ''2018-03-01'' WHERE patient_id = N AND end_date IS NULL;
		INSERT INTO treatment VALUES (N, ''daclizumab'', ''2018-03-01'', ''2018-04-02'')'
	),
	('treatment_gap', 'UPDATE treatment SET start_date = ''2017-02-02'' WHERE patient_id = N AND end_date IS NULL'),
	('test_without_patient', 'INSERT INTO test VALUES (1000 + N, ''2016-07-01'')'),
	('test_date_impossible', 'INSERT INTO test VALUES (N, ''1970-01-01'')'),
	('two_tests_a_day', 'INSERT INTO test SELECT * FROM test WHERE patient_id = N'),
	('test_values_contradict', 'UPDATE test SET unable_due_to_ms = true WHERE patient_id = N'),
	('test_value_impossible', 'UPDATE test SET sdmt = 111 WHERE patient_id = N'),
	('workup_without_patient', 'INSERT INTO workup VALUES (1000 + N)'),
	('two_workups', 'INSERT INTO workup SELECT * FROM workup WHERE patient_id = N'),
	('workup_values_contradict', 'UPDATE workup SET cvs_lesions = 9 WHERE patient_id = N'),
	('workup_value_impossible', 'UPDATE workup SET cortical = -1 WHERE patient_id = N'),
	('lesion_scan_without_patient', 'INSERT INTO lesion_scan VALUES (1000 + N, ''2016-07-01'')'),
	('lesion_scan_date_impossible', 'INSERT INTO lesion_scan VALUES (N, ''2101-01-01'')'),
	('lesion_scan_value_impossible', 'UPDATE lesion_scan SET rim_lesions = -2 WHERE patient_id = N'),
	(
		'rejected_drug',
		'INSERT INTO rejected
			VALUES (''trt.txt'', 4, ''treatment'', ''drug "Aubagoi" is not known. Perhaps you mean "Aubagio".'')'
	),
	(
		'rejected_row',
		'INSERT INTO rejected VALUES (''trt.txt'', 5, ''treatment'', ''the treatment has no start'')'
	),
	('not_restorable', 'CREATE VIEW public.bad AS SELECT NULLIF(''Tysabri''::dmt, ''Aubagio'') AS drug');
DO $$
DECLARE
	planted record;
BEGIN
	FOR planted IN SELECT n, command FROM public.plant ORDER BY n LOOP
		EXECUTE regexp_replace(planted.command, '\mN\M', planted.n::text, 'g');
	END LOOP;
END $$;

-- Each kind is found once, in its patient
\set ECHO none
\set schema planted
\i registry_check.sql
\set ECHO all
SELECT k.part, k.kind, p.kind AS planted, found.*
FROM registry_kind AS k
FULL JOIN public.plant AS p USING (kind)
FULL JOIN (
	SELECT kind, rows, patient_id, detail FROM registry_problem
) AS found USING (kind)
WHERE k.kind IS NULL
	OR p.kind IS NULL
	OR found.rows <> 1
	OR found.rows IS NULL
	OR k.part NOT IN ('rejected', 'database') AND (patient_id IN (p.n, 1000 + p.n)) IS NOT TRUE;
SELECT count(*) AS problems, count(DISTINCT kind) AS kinds FROM registry_problem;

-- Views that are made for good find the same.  They can be restored; apart from them, nothing was made.
CREATE SCHEMA report;
CREATE TABLE public.found AS TABLE registry_problem;
\set ECHO none
\set into report
\set rows 0
\o /dev/null
\i registry_check.sql
\o
\set ECHO all
SELECT (SELECT count(*) FROM ((TABLE public.found EXCEPT TABLE report.registry_problem)
		UNION ALL (TABLE report.registry_problem EXCEPT TABLE public.found)) AS d) AS differences,
	(
		SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = 'report'::regnamespace
	) AS views;
SELECT relnamespace::regnamespace AS schema, relname
FROM pg_class
WHERE relname LIKE 'registry%' AND relnamespace NOT IN ('report'::regnamespace, pg_my_temp_schema());

-- Other limits: all that lies within them is no problem
\set ECHO none
\set into ''
\set gap_months 24
\set min_gap 10
\set max_overlap 150
\set treatment_gap 367
\o /dev/null
\i registry_check.sql
\o
\set ECHO all
SELECT kind FROM public.found EXCEPT SELECT kind FROM registry_problem ORDER BY 1;

-- The tables as demo/schema.sql makes them, without those that may be missing; drugs in the words of the source
\set ECHO none
\set schema plain
\i schema.sql
\set ECHO all
DROP TABLE test, workup, lesion_scan;
ALTER TABLE treatment ALTER drug DROP NOT NULL, ADD name text;
INSERT INTO patient VALUES (1, 'M', '1980-01-01', '2010-01-01', 'RR');
INSERT INTO visit VALUES (1, '2015-01-01', '10'), (1, '2015-07-01', NULL);
INSERT INTO treatment
VALUES (1, 'Tysabri', '2016-01-01', NULL, NULL, 'TYSABRI'), (1, NULL, '2015-01-01', NULL, NULL, 'Tysabry');
\set ECHO none
\set drug_text name
\o /dev/null
\i registry_check.sql
\o
\set ECHO all
SELECT kind, patient_id, day, detail FROM registry_problem WHERE part <> 'database' ORDER BY kind;

-- Objects that a dump would break: those that the query of doc/upgrading.md finds
\set query `sed -n '/^WITH ours AS/,/;$/p' ../doc/upgrading.md`
\set ECHO none
\o /dev/null
\i ../test/life/forms.sql
SET search_path = public;
\i registry_check.sql
\o
CREATE TEMP TABLE by_query AS :query
\set ECHO all
SELECT count(*) AS found, count(*) FILTER (WHERE detail = format('%s: %s', object, form)) AS as_by_the_query
FROM (SELECT detail FROM registry_problem WHERE part = 'database') AS p
FULL JOIN by_query ON detail = format('%s: %s', object, form);

-- What is missing or cannot be meant is said; a date is never read by DateStyle
\set ON_ERROR_STOP off
\set ECHO none
\set schema nowhere
\i registry_check.sql
\set ON_ERROR_STOP off
\set schema plain
\set as_of 31/12/2018
\i registry_check.sql
\set ON_ERROR_STOP off
\set as_of 2018-12-31
\set gap_months many
\i registry_check.sql
\set ON_ERROR_STOP off
\unset gap_months
\set rows -1
\i registry_check.sql
\set ON_ERROR_STOP off
\set rows 0
\set drug_text molecule
\i registry_check.sql
\set ON_ERROR_STOP off
\unset drug_text
\set into nowhere
\i registry_check.sql
\c :here
DROP DATABASE regress_registry_check;
