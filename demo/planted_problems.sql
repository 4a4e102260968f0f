-- Plants problems in a temporary copy of the first 200 patients of the made-up registry, and shows what
-- registry_check.sql finds in it.  The tables of the demo stay as they are.

\echo '  a copy with problems ...'
CREATE TEMP TABLE patient AS SELECT *, NULL::date AS death_date FROM made_up.patient WHERE patient_id <= 200;
CREATE TEMP TABLE visit AS SELECT * FROM made_up.visit WHERE patient_id <= 200;
CREATE TEMP TABLE relapse AS SELECT * FROM made_up.relapse WHERE patient_id <= 200;
CREATE TEMP TABLE mri AS SELECT * FROM made_up.mri WHERE patient_id <= 200;
CREATE TEMP TABLE treatment AS
SELECT patient_id, drug::text AS drug, start_date, end_date, stop_reason FROM made_up.treatment WHERE patient_id <= 200;

-- A patient entered twice, an onset before birth, a death before the last visit, wrong centuries, years without visits
INSERT INTO patient SELECT 1001, sex, birth_date, onset_date, course FROM patient WHERE patient_id = 11;
UPDATE patient SET onset_date = birth_date - 30 WHERE patient_id = 12;
UPDATE patient SET death_date = '2018-06-01' WHERE patient_id = 13;
UPDATE visit SET visit_date = visit_date - 36525
WHERE patient_id = 15 AND visit_date = (SELECT max(visit_date) FROM visit WHERE patient_id = 15);
UPDATE visit SET visit_date = visit_date + 36525
WHERE patient_id = 16 AND visit_date = (SELECT max(visit_date) FROM visit WHERE patient_id = 16);
DELETE FROM visit
WHERE patient_id = 17 AND visit_date > (SELECT min(visit_date) FROM visit WHERE patient_id = 17)
	AND visit_date < (SELECT max(visit_date) FROM visit WHERE patient_id = 17);
-- Two EDSS of one day, grades that do not fit the EDSS, a relapse of a patient who is not in the table
INSERT INTO visit
SELECT patient_id, min(visit_date), '6.5' FROM visit WHERE patient_id = 18 GROUP BY patient_id;
UPDATE visit
SET edss = '2.0', fs_visual = 0, fs_brainstem = 0, fs_pyramidal = 3, fs_cerebellar = 2, fs_sensory = 1,
	fs_bowel_bladder = 0, fs_cerebral = 0, ambulation = 1
WHERE patient_id = 19 AND visit_date = (SELECT max(visit_date) FROM visit WHERE patient_id = 19);
INSERT INTO relapse VALUES (1002, '2019-03-01');
-- Lesions counted and denied, a drug misspelt, an end before the start, a drug never ended, a drug after its withdrawal
UPDATE mri SET any_gd = false
WHERE patient_id = 23 AND mri_date = (SELECT min(mri_date) FROM mri WHERE patient_id = 23 AND gd_count > 0);
UPDATE treatment SET drug = 'Tysabry' WHERE patient_id = 24;
UPDATE treatment SET end_date = start_date - 365 WHERE patient_id = 25;
INSERT INTO treatment SELECT patient_id, 'Avonex', start_date - 700, NULL FROM treatment WHERE patient_id = 26;
INSERT INTO treatment VALUES (27, 'Zinbryta', '2016-10-01', '2018-10-01');

\set schema pg_temp
\set as_of 2025-12-31
\set rows 2
\ir registry_check.sql

-- The names lead to the tables of the demo again.
\unset as_of
\unset rows
DROP TABLE pg_temp.patient, pg_temp.visit, pg_temp.relapse, pg_temp.mri, pg_temp.treatment CASCADE;
