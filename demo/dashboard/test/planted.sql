-- Plants problems in the made-up registry, of all sizes: psql -f demo/dashboard/test/planted.sql, after demo.sql and
-- before tallies.sql.  What demo.sql computed of its patients stays as it is, so that nothing planted here adds to it
-- or takes from it: rows are added, or changed where only the check of the registry reads them.
--
-- -v share=0.02 is the share of patients with a problem of most kinds (0.01).

\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET search_path = made_up, public;
\if :{?share}
\else
	\set share 0.01
\endif

-- A uniform draw in [0, 1), always the same for the same patient and purpose, as in generate.sql.
CREATE FUNCTION pg_temp.draw(patient bigint, purpose bigint) RETURNS float8
	LANGUAGE sql IMMUTABLE
	RETURN (hashint8extended(patient, purpose) & 9007199254740991) / 9007199254740992.0::float8;

-- Patients who are copies of others: without a visit, or with visits and no treatment
CREATE TEMP TABLE copy AS
SELECT patient_id AS original, patient_id + 10000000 AS patient_id, pg_temp.draw(patient_id, 901) < 0.5 AS is_seen
FROM patient
WHERE pg_temp.draw(patient_id, 900) < 2 * :share;
INSERT INTO patient
SELECT copy.patient_id, sex, birth_date - 1000, onset_date, course
FROM patient AS p
JOIN copy ON original = p.patient_id;
INSERT INTO visit
SELECT copy.patient_id, visit_date, edss
FROM visit AS v
JOIN copy ON original = v.patient_id
WHERE is_seen;
INSERT INTO patient_course
SELECT copy.patient_id, visits, relapses, scans, last_visit
FROM patient_course AS c
JOIN copy ON original = c.patient_id
WHERE is_seen;

ALTER TABLE patient ADD death_date date;
UPDATE patient SET birth_date = NULL WHERE pg_temp.draw(patient_id, 902) < 2 * :share;
UPDATE patient SET onset_date = NULL WHERE pg_temp.draw(patient_id, 903) < 3 * :share;
UPDATE patient SET onset_date = NULL WHERE birth_date IS NULL AND pg_temp.draw(patient_id, 904) < 0.2;
UPDATE patient SET onset_date = onset_date + 1500 WHERE pg_temp.draw(patient_id, 905) < 2 * :share;
UPDATE patient SET death_date = '2018-06-01' WHERE pg_temp.draw(patient_id, 906) < 3 * :share;
UPDATE patient SET sex = NULL WHERE pg_temp.draw(patient_id, 907) < :share;

-- Grades that agree with the EDSS or not, many incomplete; visits twice, without an EDSS or its day
UPDATE visit
SET fs_visual = 0, fs_brainstem = 0, fs_sensory = 1, fs_bowel_bladder = 0, fs_cerebral = 0,
	fs_pyramidal = CASE
		WHEN pg_temp.draw(patient_id, 909) < 0.2 THEN 5
		WHEN pg_temp.draw(patient_id, 909) < 0.4 THEN NULL
		WHEN pg_temp.draw(patient_id, 909) < 0.5 THEN 7
		ELSE 1
	END,
	fs_cerebellar = CASE WHEN pg_temp.draw(patient_id, 910) < 0.9 THEN 1 END,
	ambulation = CASE
		WHEN pg_temp.draw(patient_id, 911) < 0.5 THEN 1
		WHEN pg_temp.draw(patient_id, 911) < 0.6 THEN 6
		ELSE 0
	END
WHERE pg_temp.draw(patient_id, 908) < 6 * :share;
INSERT INTO visit
SELECT patient_id, visit_date, CASE WHEN pg_temp.draw(patient_id, 913) < 0.5 THEN edss ELSE '6.5' END
FROM visit
WHERE pg_temp.draw(patient_id, 912 + visit_date - date '2015-01-01') < :share / 2;
UPDATE visit SET edss = '10'
WHERE pg_temp.draw(patient_id, 914) < :share AND pg_temp.draw(patient_id, 3000 + visit_date - date '2015-01-01') < 0.2;
DELETE FROM visit AS v
WHERE pg_temp.draw(patient_id, 915) < :share
	AND visit_date > (SELECT min(visit_date) FROM visit AS w WHERE w.patient_id = v.patient_id)
	AND visit_date < (SELECT max(visit_date) FROM visit AS w WHERE w.patient_id = v.patient_id);

-- Relapses and scans: close, late, of nobody, infinite, in the future; many of few patients
ALTER TABLE relapse ADD end_date date;
UPDATE relapse SET end_date = onset_date + 30 - CASE WHEN pg_temp.draw(patient_id, 917) < 0.2 THEN 90 ELSE 0 END
WHERE pg_temp.draw(patient_id, 916) < 0.3;
INSERT INTO relapse SELECT patient_id, onset_date + 20 FROM relapse WHERE pg_temp.draw(patient_id, 918) < 4 * :share;
INSERT INTO relapse SELECT patient_id + 20000000, onset_date FROM relapse WHERE pg_temp.draw(patient_id, 919) < :share;
INSERT INTO relapse SELECT patient_id, 'infinity' FROM patient WHERE pg_temp.draw(patient_id, 920) < :share / 4;
INSERT INTO relapse SELECT patient_id, current_date + 100 FROM patient WHERE pg_temp.draw(patient_id, 921) < :share;
INSERT INTO relapse
SELECT patient_id, '1900-01-01'::date + n FROM (SELECT min(patient_id) AS patient_id FROM patient) AS p,
	generate_series(1, 40) AS n;
UPDATE mri SET any_new_t2 = new_t2 = 0
WHERE pg_temp.draw(patient_id, 922) < :share AND new_t2 IS NOT NULL;
UPDATE mri SET gd_count = -1 WHERE pg_temp.draw(patient_id, 923) < :share AND gd_count = 0;
UPDATE mri SET mri_date = current_date + 10
WHERE pg_temp.draw(patient_id, 924) < :share / 2
	AND mri_date = (SELECT max(mri_date) FROM mri AS m WHERE m.patient_id = mri.patient_id);
INSERT INTO mri SELECT patient_id, mri_date, new_t2, gd_count FROM mri WHERE pg_temp.draw(patient_id, 925) < 2 * :share;
DELETE FROM mri WHERE pg_temp.draw(patient_id, 926) < :share / 2;

-- Treatments: before onset, ended before they start, repeated, overlapping, withdrawn, stopped without an end
INSERT INTO treatment SELECT patient_id, 'natalizumab', date '2016-01-01' + 900, '2016-01-01' FROM patient
WHERE pg_temp.draw(patient_id, 927) < :share AND patient_id < 10000000;
INSERT INTO treatment
SELECT patient_id, drug, start_date + 100, NULL
FROM treatment
WHERE pg_temp.draw(patient_id, 928) < 2 * :share;
INSERT INTO treatment
SELECT patient_id, 'ocrelizumab', start_date + 90, NULL
FROM treatment
WHERE pg_temp.draw(patient_id, 929) < :share;
INSERT INTO treatment
SELECT patient_id, 'daclizumab', '2018-02-01', '2018-12-01'
FROM treatment
WHERE pg_temp.draw(patient_id, 930) < :share;
UPDATE treatment SET stop_reason = 'planned' WHERE pg_temp.draw(patient_id, 950) < :share AND end_date IS NULL;

-- Tests, examinations, and rows that an import left out
UPDATE test SET sdmt = 111 WHERE pg_temp.draw(patient_id, 931) < :share;
UPDATE test SET unable_due_to_ms = true WHERE pg_temp.draw(patient_id, 932) < :share;
INSERT INTO workup SELECT * FROM workup WHERE pg_temp.draw(patient_id, 933) < 2 * :share;
DELETE FROM workup WHERE pg_temp.draw(patient_id, 934) < :share;
UPDATE workup SET attacks = -1 WHERE pg_temp.draw(patient_id, 935) < :share;
UPDATE lesion_scan SET rim_lesions = -1 WHERE pg_temp.draw(patient_id, 936) < 2 * :share;
CREATE TABLE rejected AS
SELECT 'treatment.csv' AS file, patient_id AS line,
	CASE
		WHEN pg_temp.draw(patient_id, 938) < 0.7 THEN 'drug "Tysabry" is not known'
		ELSE 'the start is not a date'
	END AS reason
FROM patient
WHERE pg_temp.draw(patient_id, 937) < 3 * :share;
