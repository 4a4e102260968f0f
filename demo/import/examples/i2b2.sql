-- A made-up i2b2 data mart, written from the made-up registry of made_up.sql, with the other patients of a hospital,
-- and with one fault of each kind (their facts are numbered from 900001 on).  Run it from the folder above demo:
-- psql [-v source=i2b2demodata] [-v patients=300] -f demo/import/examples/i2b2.sql
--
-- It has only the tables and columns that matter here, as i2b2 makes them on PostgreSQL.  Codes that begin with MS and
-- the folders are the site's own; i2b2_map.sql is what this site adds to the map of codes.

\set ON_ERROR_STOP on
\set QUIET on
\if :{?source} \else \set source i2b2demodata \endif
\ir made_up.sql
CREATE SCHEMA :"source";
SET search_path = :"source", made_up, public;

CREATE TABLE concept_dimension (
	concept_path varchar(700) PRIMARY KEY,
	concept_cd varchar(50),
	name_char varchar(2000)
);
CREATE TABLE patient_dimension (
	patient_num integer PRIMARY KEY,
	vital_status_cd varchar(50),
	birth_date timestamp,
	death_date timestamp,
	sex_cd varchar(50),
	download_date timestamp,
	import_date timestamp
);
CREATE TABLE observation_fact (
	encounter_num integer NOT NULL,
	patient_num integer NOT NULL,
	concept_cd varchar(50) NOT NULL,
	provider_id varchar(50) NOT NULL DEFAULT '@',
	start_date timestamp NOT NULL,
	modifier_cd varchar(100) NOT NULL DEFAULT '@',
	instance_num integer NOT NULL DEFAULT 1,
	valtype_cd varchar(50),
	tval_char varchar(255),
	nval_num decimal(18, 5),
	units_cd varchar(50),
	end_date timestamp,
	text_search_index serial,
	PRIMARY KEY (patient_num, concept_cd, modifier_cd, start_date, encounter_num, instance_num, provider_id)
);

INSERT INTO concept_dimension VALUES
	('\Diagnoses\Nervous system\G35\', 'ICD10CM:G35', 'Multiple sclerosis'),
	('\Diagnoses\Nervous system\G35\G35.A\', 'ICD10CM:G35.A', 'Relapsing-remitting multiple sclerosis'),
	('\Diagnoses\Nervous system\G35\G35.B0\', 'ICD10CM:G35.B0', 'Primary progressive multiple sclerosis, unspecified'),
	('\Diagnoses\Nervous system\G35\Old codes\340\', 'ICD9CM:340', 'Multiple sclerosis'),
	('\Diagnoses\Nervous system\G35\Clinic\', 'MS:DX', 'Multiple sclerosis, in the list of the clinic'),
	('\Diagnoses\Circulation\I10\', 'ICD10CM:I10', 'Essential hypertension'),
	('\Diagnoses\Musculoskeletal\M06\', 'ICD10CM:M06.9', 'Rheumatoid arthritis'),
	('\Labs\Creatinine\', 'LOINC:2160-0', 'Creatinine [Mass/volume] in Serum or Plasma'),
	('\Allergies\Rituximab\', 'ALLERGY:17', 'Rituximab'),
	('\MS clinic\EDSS\', 'MS:EDSS', 'EDSS total score'),
	('\MS clinic\EDSS\By telephone\', 'MS:EDSS_TEL', 'EDSS total score, telephone'),
	('\MS clinic\Attack\', 'MS:ATTACK', 'Attack'),
	('\MS clinic\Relapse\', 'MS:RELAPSE', 'Relapse since the last visit'),
	('\MS clinic\Onset\', 'MS:ONSET', 'Date of first symptom of multiple sclerosis'),
	('\MS clinic\Tests\T25FW\', 'MS:T25FW', 'Timed 25-foot walk'),
	('\MS clinic\Tests\NHPT\', 'MS:NHPT', 'Nine-hole peg test'),
	('\MS clinic\Tests\SDMT\', 'MS:SDMT', 'Symbol digit modalities test'),
	('\MS clinic\MRI\New T2\', 'MS:T2_NEW', 'New or enlarging T2 lesions'),
	('\MS clinic\MRI\Gd\', 'MS:GD', 'Gadolinium enhancing lesions'),
	('\MS clinic\MRI\PBVC\', 'MS:PBVC', 'Annualised brain volume change'),
	('\MS clinic\MRI\Contrast\', 'MS:CONTRAST', 'Contrast agent given'),
	('\Medications\acetaminophen\', 'RXNORM:161', 'acetaminophen');

-- In one clinic, each value of the EDSS is a concept.
INSERT INTO concept_dimension
SELECT format('\MS clinic\EDSS\%s\', value), 'MS:EDSS_' || (10 * value::float8)::integer, 'EDSS ' || value
FROM (SELECT DISTINCT edss AS value FROM visit WHERE edss IS NOT NULL) AS e;

-- Each drug has an ingredient, whose code is that of RxNorm, and a product below it; the codes of products are made up.
CREATE TEMP TABLE product AS
SELECT drug, ingredient, brand, code, days, infusion, 'NDC:' || 50000 + row_number() OVER (ORDER BY drug) AS ndc
FROM (VALUES
	('alemtuzumab', 'alemtuzumab', 'Lemtrada', '117055', 365, true),
	('cladribine', 'cladribine', 'Mavenclad', '44157', 365, true),
	('dimethyl fumarate', 'dimethyl fumarate', 'Tecfidera', '1373478', 84, false),
	('fingolimod', 'fingolimod', 'Gilenya', '1012892', 84, false),
	('glatiramer acetate', 'glatiramer', 'Copaxone', '214582', 84, false),
	('interferon beta-1a SC', 'interferon beta-1a', 'Rebif', '75917', 84, false),
	('interferon beta-1a IM', 'interferon beta-1a', 'Avonex', '75917', 84, false),
	('mitoxantrone', 'mitoxantrone', 'Novantrone', '7005', 92, true),
	('natalizumab', 'natalizumab', 'Tysabri', '354770', 28, true),
	('ocrelizumab', 'ocrelizumab', 'Ocrevus', '1876366', 183, true),
	('rituximab', 'rituximab', 'Rituxan', '121191', 183, true),
	('teriflunomide', 'teriflunomide', 'Aubagio', '1310520', 84, false)
) AS p (drug, ingredient, brand, code, days, infusion);
INSERT INTO concept_dimension
SELECT DISTINCT format('\Medications\%s\', ingredient), 'RXNORM:' || code, ingredient FROM product
UNION ALL
SELECT format('\Medications\%s\%s\', ingredient, ndc), ndc,
	format('%s 10 MG [%s]', CASE WHEN brand = 'Tysabri' THEN 'PACK OF UNKNOWN CONTENT' ELSE ingredient END, brand)
FROM product;

--- The patients.  Of most, the birth is exact to the year only, which the second letter of the status says.

INSERT INTO patient_dimension
SELECT patient_id, CASE WHEN patient_id % 10 = 0 THEN 'N' WHEN patient_id % 10 < 3 THEN 'NB' ELSE 'NF' END,
	date_trunc(CASE WHEN patient_id % 10 = 0 THEN 'day' WHEN patient_id % 10 < 3 THEN 'month' ELSE 'year' END,
		birth_date::timestamp),
	NULL, CASE WHEN patient_id % 2 = 0 THEN sex ELSE 'DEM|SEX:' || lower(sex) END, last_day, last_day + 3
FROM patient, (SELECT max(visit_date) + 60 AS last_day FROM visit) AS v;

-- The diagnosis when the treatment begins, and the course once a year; the rank of a diagnosis is a modifier.
INSERT INTO observation_fact (encounter_num, patient_num, concept_cd, start_date, modifier_cd, valtype_cd, tval_char)
SELECT patient_id * 1000 + n, patient_id,
	CASE WHEN n > 0 THEN 'ICD10CM:G35.A' WHEN patient_id % 2 = 0 THEN 'ICD10CM:G35' ELSE 'MS:DX' END,
	first_visit + 365 * n, rank, '@', '@'
FROM (SELECT patient_id, min(visit_date) AS first_visit, max(visit_date) AS last_visit FROM visit GROUP BY 1) AS v,
	generate_series(0, 4) AS n, unnest('{@,DX:PRIMARY}'::text[]) AS rank
WHERE first_visit + 365 * n <= last_visit AND (rank = '@' OR n = 1)
UNION ALL
SELECT patient_id, patient_id, 'MS:ONSET', onset_date + 900, '@', 'T', to_char(onset_date, 'YYYY-MM')
FROM patient
WHERE patient_id % 3 = 0;

-- Relapses: of three, one has a second record twelve days later.
INSERT INTO observation_fact (encounter_num, patient_num, concept_cd, start_date, valtype_cd)
SELECT patient_id * 1000 + 100 + n, patient_id, 'MS:ATTACK', onset_date + 12 * n + time '09:30', '@'
FROM relapse, generate_series(0, 1) AS n
WHERE n = 0 OR pg_temp.draw(patient_id, 800 + extract(day FROM onset_date)::integer) < 0.33
ON CONFLICT DO NOTHING;

-- EDSS: a number, a text, or a concept of its own; functional systems are modifiers of it.
INSERT INTO observation_fact
	(encounter_num, patient_num, concept_cd, start_date, modifier_cd, valtype_cd, tval_char, nval_num, units_cd)
SELECT patient_id, patient_id, 'MS:EDSS', visit_date + time '10:15', '@',
	CASE patient_id % 3 WHEN 0 THEN 'N' ELSE 'T' END,
	CASE patient_id % 3 WHEN 0 THEN 'E' ELSE replace(edss::text, '.', ',') END,
	CASE patient_id % 3 WHEN 0 THEN edss::numeric END,
	CASE patient_id % 3 WHEN 0 THEN 'score' ELSE '@' END
FROM visit
WHERE edss IS NOT NULL AND patient_id % 3 <> 1
UNION ALL
SELECT patient_id, patient_id, 'MS:EDSS_' || (10 * edss::float8)::integer, visit_date + time '10:15', '@', '@', '@',
	NULL, '@'
FROM visit
WHERE edss IS NOT NULL AND patient_id % 3 = 1
UNION ALL
SELECT patient_id, patient_id, 'MS:EDSS', visit_date + time '10:15', name, 'N', 'E', value, '@'
FROM visit, LATERAL (VALUES
	('MS:FS_VISUAL', fs_visual), ('MS:FS_PYRAMIDAL', fs_pyramidal), ('MS:FS_SENSORY', fs_sensory),
	('MS:AMBULATION', ambulation)
) AS f (name, value)
WHERE value IS NOT NULL
UNION ALL
SELECT patient_id, patient_id, code, test_date, '@', 'N', 'E', value, unit
FROM test, LATERAL (VALUES
	('MS:T25FW', (t25fw * CASE patient_id % 2 WHEN 0 THEN 1000 ELSE 1 END)::numeric,
		CASE patient_id % 2 WHEN 0 THEN 'msec' ELSE 'sec' END),
	('MS:SDMT', sdmt, '@')
) AS t (code, value, unit)
WHERE value IS NOT NULL
UNION ALL
SELECT patient_id, patient_id, 'MS:NHPT', test_date, hand, 'N', 'E',
	round(nhpt::numeric, 3) + CASE hand WHEN 'MS:DOMINANT' THEN -1 ELSE 1 END, 's'
FROM test, unnest('{MS:DOMINANT,MS:OTHER_HAND}'::text[]) AS hand
WHERE nhpt IS NOT NULL
UNION ALL
SELECT patient_id, patient_id, code, mri_date, '@', 'N', 'E', value, unit
FROM mri, LATERAL (VALUES
	('MS:T2_NEW', new_t2::numeric, NULL), ('MS:GD', gd_count::numeric, NULL), ('MS:PBVC', annual_pbvc::numeric, '%')
) AS m (code, value, unit)
WHERE value IS NOT NULL
UNION ALL
SELECT patient_id, patient_id, 'MS:CONTRAST', mri_date, '@', 'T', CASE WHEN gd_count IS NULL THEN 'none' ELSE 'Yes' END,
	NULL, NULL
FROM mri;

-- Drugs: infusions of one day, a few days late; orders of twelve weeks, up to a week late, of which half have an end.
INSERT INTO observation_fact (encounter_num, patient_num, concept_cd, start_date, end_date)
SELECT patient_id, patient_id, ndc, day, CASE WHEN infusion THEN day WHEN patient_id % 2 = 0 THEN day + days END
FROM (
	SELECT t.patient_id, p.*, start_date + (n * days + CASE
			WHEN n > 0 THEN pg_temp.draw(t.patient_id, 900 + n) * 7 ELSE 0 END)::integer AS day
	FROM treatment AS t
	JOIN product AS p ON p.drug = t.drug::text
	JOIN (SELECT patient_id, max(visit_date) + 60 AS last_day FROM visit GROUP BY patient_id) AS v USING (patient_id),
		LATERAL generate_series(0, CASE
			WHEN p.drug IN ('alemtuzumab', 'cladribine') THEN 1
			ELSE (coalesce(end_date, last_day) - start_date) / days
		END) AS n
	WHERE start_date + n * days <= coalesce(end_date - 42, last_day)
) AS e;
INSERT INTO observation_fact (encounter_num, patient_num, concept_cd, start_date, modifier_cd, valtype_cd, nval_num)
SELECT encounter_num, patient_num, concept_cd, start_date, 'MED:DOSE', 'N', 300
FROM observation_fact
WHERE concept_cd LIKE 'NDC:%' AND patient_num % 40 = 1;

--- The rest of the hospital.

INSERT INTO patient_dimension
SELECT id, 'NF', date '1950-01-01', NULL, 'F', NULL, NULL FROM generate_series(100001, 100200) AS id;
INSERT INTO observation_fact (encounter_num, patient_num, concept_cd, start_date)
SELECT 1, id, 'ICD10CM:M06.9', date '2018-01-01' FROM generate_series(100001, 100200) AS id
UNION ALL
SELECT 1, patient_id, 'ICD10CM:I10', onset_date + 1000 FROM patient WHERE patient_id % 9 = 0
UNION ALL
SELECT 1, id, 'RXNORM:121191', date '2018-02-01' + 183 * n
FROM generate_series(100001, 100200) AS id, generate_series(0, 3) AS n
UNION ALL
SELECT 1, patient_id, 'RXNORM:161', onset_date + 1100 FROM patient WHERE patient_id % 7 = 0
UNION ALL
SELECT 1, patient_id, 'ALLERGY:17', onset_date + 1100 FROM patient WHERE patient_id % 30 = 7
UNION ALL
SELECT 1, patient_id, 'MS:EDSS_TEL', date '2020-05-04' FROM patient WHERE patient_id % 20 = 1
UNION ALL
SELECT 1, patient_id, 'MS:FATIGUE_SEVERITY', date '2020-05-04' FROM patient WHERE patient_id % 20 = 2;
INSERT INTO observation_fact (encounter_num, patient_num, concept_cd, start_date, valtype_cd, tval_char, nval_num)
SELECT 1, patient_num, 'LOINC:2160-0', date '2018-03-01' + n * 100, 'N', 'E', 0.9
FROM patient_dimension, generate_series(0, 9) AS n;

--- Faults.

INSERT INTO patient_dimension VALUES
	(900001, 'N', '1980-05-03', NULL, 'F', NULL, NULL),
	(900002, 'N', '1980-01-01', NULL, 'DEM|SEX:x', NULL, NULL),
	(900003, 'N', '2090-01-01', NULL, 'M', NULL, NULL),
	(900004, 'YD', '1940-02-03', '2019-06-01', 'M', NULL, NULL),
	(900005, 'UL', '1900-01-01', NULL, '@', NULL, NULL),
	(900006, 'N', '1975-01-01', NULL, 'M', NULL, NULL);
INSERT INTO observation_fact (
	text_search_index, encounter_num, patient_num, concept_cd, start_date, modifier_cd, valtype_cd, tval_char, nval_num,
	units_cd, end_date, instance_num
)
VALUES
	-- diagnoses: before the birth; patients whose row is wrong; both PP and RR
	(900001, 1, 900001, 'ICD9CM:340', '1900-01-01', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900002, 1, 900001, 'ICD9CM:340', '2016-03-01', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900003, 1, 900002, 'ICD10CM:G35', '2016-03-01', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900004, 1, 900003, 'ICD10CM:G35', '2016-03-01', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900005, 1, 900004, 'ICD10CM:G35', '2016-03-01', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900006, 1, 900005, 'ICD10CM:G35.B0', '2016-03-01', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900007, 1, 900005, 'ICD10CM:G35.A', '2018-03-01', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900008, 1, 900005, 'MS:ONSET', '2018-03-01', '@', 'T', 'spring 2015', NULL, NULL, NULL, 1),
	-- relapses: in the future; one relapse in two records; the answer no
	(900010, 1, 900001, 'MS:ATTACK', '2099-01-01', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900011, 1, 900001, 'MS:ATTACK', '2017-05-20', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900012, 1, 900001, 'MS:ATTACK', '2017-06-10', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900013, 1, 900001, 'MS:RELAPSE', '2019-03-01', '@', 'T', 'N', NULL, NULL, NULL, 1),
	(900014, 1, 900001, 'MS:RELAPSE', '2019-09-01', '@', 'T', 'Y', NULL, NULL, NULL, 1),
	-- EDSS: not on the scale; no value; too late; too early; bounds; a note; a wrong operator; two of one day
	(900021, 1, 900001, 'MS:EDSS', '2016-04-01', '@', 'N', 'E', 2.3, NULL, NULL, 1),
	(900022, 1, 900001, 'MS:EDSS', '2016-05-01', '@', '@', '@', NULL, NULL, NULL, 1),
	(900023, 1, 900001, 'MS:EDSS', '2099-05-01', '@', 'N', 'E', 2, NULL, NULL, 1),
	(900024, 1, 900001, 'MS:EDSS', '1900-01-01', '@', 'N', 'E', 2, NULL, NULL, 1),
	(900025, 1, 900001, 'MS:EDSS', '2016-06-01', '@', 'N', 'L', 4, NULL, NULL, 1),
	(900026, 1, 900001, 'MS:EDSS', '2016-07-01', '@', 'T', 'not done', NULL, NULL, NULL, 1),
	(900027, 1, 900001, 'MS:EDSS', '2016-08-01', '@', 'B', NULL, NULL, NULL, NULL, 1),
	(900028, 1, 900001, 'MS:EDSS', '2016-09-01', '@', 'N', 'NE', 4, NULL, NULL, 1),
	(900029, 1, 900001, 'MS:EDSS', '2018-01-01', '@', 'N', 'E', 2, NULL, NULL, 1),
	(900030, 1, 900001, 'MS:EDSS', '2018-01-01', '@', 'N', 'E', 2, NULL, NULL, 2),
	(900031, 1, 900001, 'MS:EDSS', '2018-01-01', '@', 'N', 'E', 2.5, NULL, NULL, 3),
	(900032, 1, 900001, 'MS:EDSS', '2018-01-01', 'MS:FS_PYRAMIDAL', 'N', 'E', 2, NULL, NULL, 1),
	(900033, 1, 900001, 'MS:EDSS', '2018-01-01', 'MS:FS_PYRAMIDAL', 'N', 'E', 3, NULL, NULL, 2),
	(900034, 1, 900001, 'MS:EDSS', '2018-01-01', 'MS:FS_SENSORY', 'N', 'E', 7, NULL, NULL, 1),
	(900035, 1, 900006, 'MS:EDSS', '2018-01-01', '@', 'N', 'E', 2, NULL, NULL, 1),
	(900036, 1, 900003, 'MS:EDSS', '2018-01-01', '@', 'N', 'E', 2, NULL, NULL, 1),
	(900037, 1, 900004, 'MS:EDSS', '2019-05-01', '@', 'N', 'E', 7, NULL, NULL, 1),
	(900038, 1, 900004, 'MS:EDSS', '2020-05-01', '@', 'N', 'E', 7, NULL, NULL, 1),
	-- tests: impossible; of one hand; a bound; a unit that is not known
	(900041, 1, 900001, 'MS:T25FW', '2018-01-01', '@', 'N', 'E', 0, 'sec', NULL, 1),
	(900042, 1, 900001, 'MS:T25FW', '2018-02-01', '@', 'N', 'GE', 180, 'sec', NULL, 1),
	(900043, 1, 900001, 'MS:T25FW', '2018-03-01', '@', 'N', 'E', 7, 'ft', NULL, 1),
	(900044, 1, 900001, 'MS:T25FW', '2018-04-01', '@', 'N', 'E', 0.5, 'min', NULL, 1),
	(900045, 1, 900001, 'MS:SDMT', '2018-01-01', '@', 'N', 'E', 200, NULL, NULL, 1),
	(900046, 1, 900001, 'MS:NHPT', '2018-01-01', 'MS:DOMINANT', 'N', 'E', 21.5, 's', NULL, 1),
	-- scans: impossible; two that differ; Gd+ without contrast; bounds; a volume in the wrong unit
	(900051, 1, 900001, 'MS:T2_NEW', '2018-01-02', '@', 'N', 'E', -1, NULL, NULL, 1),
	(900052, 1, 900001, 'MS:T2_NEW', '2019-01-02', '@', 'N', 'E', 1, NULL, NULL, 1),
	(900053, 1, 900001, 'MS:T2_NEW', '2019-01-02', '@', 'N', 'E', 3, NULL, NULL, 2),
	(900054, 1, 900001, 'MS:GD', '2020-01-02', '@', 'N', 'E', 2, NULL, NULL, 1),
	(900055, 1, 900001, 'MS:CONTRAST', '2020-01-02', '@', 'T', 'N', NULL, NULL, NULL, 1),
	(900056, 1, 900001, 'MS:T2_NEW', '2021-01-02', '@', 'N', 'G', 9, NULL, NULL, 1),
	(900057, 1, 900001, 'MS:GD', '2021-01-02', '@', 'N', 'E', 0, NULL, NULL, 1),
	(900058, 1, 900001, 'MS:PBVC', '2021-06-02', '@', 'N', 'E', 0.9, 'fraction', NULL, 1),
	(900059, 1, 900001, 'MS:CONTRAST', '2021-06-02', '@', 'T', 'perhaps', NULL, NULL, NULL, 1),
	-- drugs: without a route; an end before the start; before the birth; infusions; after the death
	(900061, 1, 900001, 'RXNORM:75917', '2016-04-01', '@', NULL, NULL, NULL, NULL, '2016-10-01', 1),
	(900062, 1, 900001, 'RXNORM:354770', '2017-04-01', '@', NULL, NULL, NULL, NULL, '2017-03-01', 1),
	(900063, 1, 900001, 'RXNORM:1012892', '1970-01-01', '@', NULL, NULL, NULL, NULL, '1970-02-01', 1),
	(900064, 1, 900001, 'RXNORM:121191', '2019-01-10', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900065, 1, 900001, 'RXNORM:121191', '2019-07-20', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900066, 1, 900001, 'RXNORM:121191', '2020-02-20', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900067, 1, 900004, 'RXNORM:121191', '2019-01-10', '@', NULL, NULL, NULL, NULL, NULL, 1),
	(900068, 1, 900004, 'RXNORM:121191', '2019-07-10', '@', NULL, NULL, NULL, NULL, NULL, 1);

CREATE INDEX ON observation_fact (concept_cd);
ANALYZE;
\set schema :kept_schema
