-- Made-up trials in CDISC SDTM, in the tables and columns that public programs read from the MSOAC placebo database,
-- written from the made-up registry of made_up.sql, with one fault of each kind (the patients F1 and F2).  Run it from
-- the folder above demo: psql [-v source=sdtm] [-v patients=300] -f demo/import/examples/sdtm.sql

\set ON_ERROR_STOP on
\set QUIET on
\if :{?source} \else \set source sdtm \endif
\ir made_up.sql
CREATE SCHEMA :"source";
SET search_path = :"source", made_up, public;

CREATE TABLE dm (studyid text, usubjid text, age text, sex text, race text);
CREATE TABLE qs (
	usubjid text, qsseq integer, qscat text, qstestcd text, qstest text, qsstresn numeric, qsstat text, qsdy integer
);
CREATE TABLE ft (
	usubjid text, ftseq integer, ftcat text, ftscat text, fttest text, ftstresn numeric, ftstat text, ftreasnd text,
	ftrepnum integer, ftdy integer
);
CREATE TABLE ce (
	usubjid text, ceseq integer, ceterm text, cemodify text, cepresp text, ceoccur text, cesev text, cecontrt text,
	cestdy integer, ceendy integer
);
CREATE TABLE mh (usubjid text, mhseq integer, mhterm text, mhcat text, mhstdy integer);

-- Day 1 is the first visit, and there is no day 0.
CREATE TEMP TABLE trial AS
SELECT patient_id, 'MSOAC/' || patient_id AS usubjid, min(visit_date) AS begun, max(visit_date) AS ended
FROM visit GROUP BY patient_id;
CREATE FUNCTION pg_temp.study_day(day date, begun date) RETURNS integer
	LANGUAGE sql IMMUTABLE
	RETURN day - begun + CASE WHEN day >= begun THEN 1 ELSE 0 END;

INSERT INTO dm
SELECT 'T' || patient_id % 9, usubjid, extract(year FROM age(begun, birth_date)), sex, 'WHITE'
FROM trial JOIN patient USING (patient_id);

INSERT INTO qs
SELECT usubjid, row_number() OVER (PARTITION BY usubjid ORDER BY visit_date, testcd), cat, testcd, test, value, NULL,
	pg_temp.study_day(visit_date, begun)
FROM visit
JOIN trial USING (patient_id), LATERAL (VALUES
	('EDSS', 'EDSS0101', 'EDSS01-Expanded Disability Score', edss::numeric),
	('KFSS', 'KFSS0101', 'KFSS1-Pyramidal', coalesce(fs_pyramidal, 9)),
	('KFSS', 'KFSS0104', 'KFSS1-Sensory', fs_sensory),
	('KFSS', 'KFSS0106', 'KFSS1-Visual or Optic', fs_visual),
	('KFSS', 'KFSS0108', 'KFSS1-Other Functions', 0),
	('RAND-36', 'R3601', 'R3601-Health in General', 3)
) AS q (cat, testcd, test, value)
WHERE value IS NOT NULL;

-- Two trials of the walk, and two of each hand; their mean is the registry's value.
INSERT INTO ft
SELECT usubjid, row_number() OVER (PARTITION BY usubjid ORDER BY test_date, cat, side, trial), cat, side, test, value,
	CASE WHEN value IS NULL THEN 'NOT DONE' END, CASE WHEN value IS NULL THEN 'PHYSICALLY UNABLE DUE TO MS' END, trial,
	pg_temp.study_day(test_date, begun)
FROM test
JOIN trial USING (patient_id), LATERAL (
	SELECT 'T25FW' AS cat, NULL AS side, 'T25FW1-Time to Complete 25-Foot Walk' AS test, trial,
		(t25fw + (trial - 1.5))::numeric AS value
	FROM generate_series(1, 2) AS trial
	WHERE t25fw IS NOT NULL OR unable_due_to_ms
	UNION ALL
	SELECT 'NHPT', side, 'NHPT01-Time to Complete 9-Hole Peg Test', trial,
		(nhpt + (trial - 1.5) + CASE side WHEN 'DOMINANT HAND' THEN -1 ELSE 1 END)::numeric
	FROM unnest('{DOMINANT HAND,NON-DOMINANT HAND}'::text[]) AS side, generate_series(1, 2) AS trial
	WHERE nhpt IS NOT NULL
	UNION ALL
	SELECT 'SDMT', NULL, 'SDMT01-Total Score', 1, sdmt WHERE sdmt IS NOT NULL
	UNION ALL
	SELECT 'PASAT', NULL, 'PASAT1-Total Correct', 1, 40
) AS f;

INSERT INTO ce
SELECT usubjid, row_number() OVER (PARTITION BY usubjid ORDER BY onset_date), 'RELAPSE', 'MS RELAPSE', 'Y', 'Y',
	CASE WHEN patient_id % 2 = 0 THEN 'MODERATE' ELSE 'MILD' END, 'Y',
	pg_temp.study_day(onset_date, begun), pg_temp.study_day(onset_date + 30, begun)
FROM relapse JOIN trial USING (patient_id);

INSERT INTO mh
SELECT usubjid, 1, 'RELAPSING-REMITTING MULTIPLE SCLEROSIS', 'PRIMARY DIAGNOSIS',
	CASE WHEN patient_id % 2 = 0 THEN -400 END
FROM trial
UNION ALL
SELECT usubjid, 2, 'HYPERTENSION', 'MEDICAL HISTORY', NULL FROM trial WHERE patient_id % 9 = 0;

--- Faults.

INSERT INTO dm VALUES
	('T1', 'F1', '40', 'F', 'WHITE'),
	('T1', 'F1', '40', 'F', 'WHITE'),
	('T1', 'F2', NULL, 'X', 'WHITE'),
	('T1', 'F3', NULL, 'U', 'WHITE'),
	('T1', 'F3', '50', 'U', 'WHITE');
INSERT INTO qs VALUES
	('F1', 1, 'EDSS', 'EDSS0101', 'EDSS', 2, NULL, NULL),
	('F1', 2, 'EDSS', 'EDSS0101', 'EDSS', 2, NULL, 0),
	('F1', 3, 'EDSS', 'EDSS0101', 'EDSS', 2.2, NULL, 1),
	('F1', 4, 'EDSS', 'EDSS0101', 'EDSS', 99, NULL, 1),
	('F1', 5, 'EDSS', 'EDSS0101', 'EDSS', 9, NULL, 900),
	('F1', 6, 'EDSS', 'EDSS0101', 'EDSS', NULL, 'NOT DONE', 1),
	('F1', 7, 'EDSS', 'EDSS0101', 'EDSS', 3, NULL, 90),
	('F1', 8, 'EDSS', 'EDSS0101', 'EDSS', 3, NULL, 90),
	('F1', 9, 'EDSS', 'EDSS0101', 'EDSS', 3.5, NULL, 90),
	('F1', 10, 'KFSS', 'KFSS0101', 'KFSS1-Pyramidal', 9, NULL, 90),
	('F1', 11, 'KFSS', 'KFSS0101', 'KFSS1-Pyramidal', 7, NULL, 90),
	('F1', 12, 'EDSS', 'EDSS0101', 'EDSS', NULL, NULL, 120),
	('F1', 13, 'KFSS', 'KFSS0109', 'KFSS1-Ambulation', 1, NULL, 120),
	('F9', 1, 'EDSS', 'EDSS0101', 'EDSS', 3, NULL, 90),
	(NULL, 1, 'EDSS', 'EDSS0101', 'EDSS', 3, NULL, 90);
INSERT INTO ft VALUES
	('F1', 1, 'T25FW', NULL, 'T25FW1-Time to Complete 25-Foot Walk', NULL, 'NOT DONE', 'EQUIPMENT FAILURE', 1, 1),
	('F1', 2, 'NHPT', 'DOMINANT HAND', 'NHPT01-Time to Complete 9-Hole Peg Test', 20, NULL, NULL, 1, 1),
	('F1', 3, 'SDMT', NULL, 'SDMT01-Total Score', 130, NULL, NULL, 1, 1),
	('F1', 4, 'SDMT', NULL, 'SDMT01-Total Score', 50, NULL, NULL, 1, 90),
	('F1', 5, 'SDMT', NULL, 'SDMT01-Total Score', 53, NULL, NULL, 1, 90);
INSERT INTO ce VALUES
	('F1', 1, 'RELAPSE', 'MS RELAPSE', 'Y', 'N', NULL, NULL, 30, NULL),
	('F1', 2, 'MS', 'MULTIPLE SCLEROSIS AGGRAVATED', NULL, NULL, NULL, NULL, 40, NULL),
	('F1', 3, 'RELAPSE', 'MS RELAPSE', 'Y', 'Y', NULL, NULL, NULL, NULL),
	('F1', 4, 'RELAPSE', 'MS RELAPSE', 'Y', 'Y', NULL, NULL, 0, NULL),
	('F1', 5, 'RELAPSE', 'MS RELAPSE', 'Y', 'Y', NULL, NULL, 60, NULL),
	('F1', 6, 'RELAPSE', 'MS RELAPSE', 'Y', 'Y', NULL, NULL, 60, NULL);
INSERT INTO mh VALUES
	('F1', 1, 'MS, RELAPSING', 'PRIMARY DIAGNOSIS', -100);
ANALYZE;
\set schema :kept_schema
