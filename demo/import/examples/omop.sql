-- A made-up database in the OMOP common data model, written from the made-up registry of made_up.sql, with the other
-- patients of a hospital, and with one fault of each kind (their rows are numbered from 900001 on).  Run it from the
-- folder above demo: psql [-v source=cdm] [-v patients=300] -f demo/import/examples/omop.sql
--
-- It has only the tables and columns that matter here.  Concept ids above 2,000,000,000 are the site's own, as are the
-- source values; omop_map.sql is what this site adds to the map of codes.  The id of the concept of SNOMED 273554001 is
-- made up.

\set ON_ERROR_STOP on
\set QUIET on
\if :{?source} \else \set source cdm \endif
\ir made_up.sql
CREATE SCHEMA :"source";
SET search_path = :"source", made_up, public;

--- The vocabulary: a few concepts, and what is above them.

CREATE TABLE concept (
	concept_id integer PRIMARY KEY,
	concept_name varchar(255) NOT NULL,
	domain_id varchar(20) NOT NULL,
	vocabulary_id varchar(20) NOT NULL,
	concept_class_id varchar(20) NOT NULL,
	standard_concept varchar(1),
	concept_code varchar(50) NOT NULL
);
CREATE TABLE concept_ancestor (
	ancestor_concept_id integer NOT NULL,
	descendant_concept_id integer NOT NULL,
	min_levels_of_separation integer NOT NULL,
	max_levels_of_separation integer NOT NULL,
	PRIMARY KEY (ancestor_concept_id, descendant_concept_id)
);
INSERT INTO concept VALUES
	(374919, 'Multiple sclerosis', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '24700007'),
	(4145049, 'Relapsing remitting multiple sclerosis', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '426373005'),
	(4178929, 'Primary progressive multiple sclerosis', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '428700003'),
	(4137855, 'Secondary progressive multiple sclerosis', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '425500002'),
	(4102337, 'Exacerbation of multiple sclerosis', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '192929006'),
	(4900001, 'Kurtzke multiple sclerosis rating scale', 'Observation', 'SNOMED', 'Staging / Scales', 'S', '273554001'),
	(320128, 'Essential hypertension', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '59621000'),
	(80809, 'Rheumatoid arthritis', 'Condition', 'SNOMED', 'Clinical Finding', 'S', '69896004'),
	(3016723, 'Creatinine [Mass/volume] in Serum or Plasma', 'Measurement', 'LOINC', 'Lab Test', 'S', '2160-0'),
	(2000000001, 'EDSS total score', 'Measurement', 'SITE', 'Score', NULL, 'EDSS'),
	(2000000002, 'EDSS total score, telephone', 'Measurement', 'SITE', 'Score', NULL, 'EDSS_TEL'),
	(2000000003, 'New or enlarging T2 lesions', 'Measurement', 'SITE', 'Imaging', NULL, 'NEW_T2'),
	(2000000004, 'Gadolinium enhancing lesions', 'Measurement', 'SITE', 'Imaging', NULL, 'GD'),
	(2000000005, 'Annualised brain volume change', 'Measurement', 'SITE', 'Imaging', NULL, 'PBVC'),
	(2000000006, 'Contrast agent given', 'Observation', 'SITE', 'Imaging', NULL, 'CONTRAST'),
	(2000000007, 'Date of first symptom of multiple sclerosis', 'Observation', 'SITE', 'History', NULL, 'ONSET'),
	(2000000008, 'Relapse since the last visit', 'Observation', 'SITE', 'History', NULL, 'RELAPSE'),
	(1125315, 'acetaminophen', 'Drug', 'RxNorm', 'Ingredient', 'S', '161'),
	(4188539, 'Yes', 'Meas Value', 'SNOMED', 'Qualifier Value', 'S', '373066001'),
	(4188540, 'No', 'Meas Value', 'SNOMED', 'Qualifier Value', 'S', '373067005');

-- Each drug has an ingredient, a clinical product and a branded one; their ids are made up.
CREATE TEMP TABLE product AS
SELECT drug, ingredient, 5000000 + 10 * row_number() OVER (ORDER BY ingredient, drug) AS id, brand, code, days, infusion
FROM (VALUES
	('alemtuzumab', 'alemtuzumab', 'Lemtrada', '117055', 365, true),
	('cladribine', 'cladribine', 'Mavenclad', '44157', 365, true),
	('dimethyl fumarate', 'dimethyl fumarate', 'Tecfidera', '1373478', 28, false),
	('fingolimod', 'fingolimod', 'Gilenya', '1012892', 28, false),
	('glatiramer acetate', 'glatiramer', 'Copaxone', '214582', 28, false),
	('interferon beta-1a SC', 'interferon beta-1a', 'Rebif', '75917', 28, false),
	('interferon beta-1a IM', 'interferon beta-1a', 'Avonex', '75917', 28, false),
	('mitoxantrone', 'mitoxantrone', NULL, '7005', 92, true),
	('natalizumab', 'natalizumab', 'Tysabri', '354770', 28, true),
	('ocrelizumab', 'ocrelizumab', 'Ocrevus', '1876366', 183, true),
	('rituximab', 'rituximab', 'Rituxan', '121191', 183, true),
	('teriflunomide', 'teriflunomide', 'Aubagio', '1310520', 28, false)
) AS p (drug, ingredient, brand, code, days, infusion);
CREATE TEMP TABLE ingredient AS SELECT ingredient, code, min(id) AS id FROM product GROUP BY ingredient, code;
INSERT INTO concept
SELECT id, ingredient, 'Drug', 'RxNorm', 'Ingredient', 'S', code FROM ingredient
UNION ALL
SELECT id + 1, ingredient || ' 10 MG', 'Drug', 'RxNorm', 'Clinical Drug', 'S', (id + 1)::text FROM ingredient
UNION ALL
SELECT id + 2, format('%s 10 MG [%s]', ingredient, brand), 'Drug', 'RxNorm', 'Branded Drug', 'S', (id + 2)::text
FROM product
WHERE brand IS NOT NULL;
INSERT INTO concept_ancestor
SELECT concept_id, concept_id, 0, 0 FROM concept WHERE standard_concept = 'S'
UNION ALL
SELECT 374919, unnest('{4145049,4178929,4137855}'::integer[]), 1, 1
UNION ALL
SELECT id, id + 1, 1, 1 FROM ingredient
UNION ALL
SELECT i.id, p.id + 2, 2, 2 FROM ingredient AS i JOIN product AS p USING (ingredient) WHERE brand IS NOT NULL;

--- The tables of a CDM, with the columns that are read and a few more.

CREATE TABLE person (
	person_id integer PRIMARY KEY,
	gender_concept_id integer NOT NULL,
	year_of_birth integer NOT NULL,
	month_of_birth integer,
	day_of_birth integer,
	person_source_value varchar(50)
);
CREATE TABLE observation_period (
	observation_period_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	person_id integer NOT NULL,
	observation_period_start_date date NOT NULL,
	observation_period_end_date date NOT NULL
);
CREATE TABLE condition_occurrence (
	condition_occurrence_id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	person_id integer NOT NULL,
	condition_concept_id integer NOT NULL,
	condition_start_date date NOT NULL,
	condition_source_value varchar(50)
);
CREATE TABLE measurement (
	measurement_id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	person_id integer NOT NULL,
	measurement_concept_id integer NOT NULL,
	measurement_date date NOT NULL,
	value_as_number numeric,
	value_as_concept_id integer,
	unit_source_value varchar(50),
	measurement_source_value varchar(50)
);
CREATE TABLE observation (
	observation_id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	person_id integer NOT NULL,
	observation_concept_id integer NOT NULL,
	observation_date date NOT NULL,
	value_as_number numeric,
	value_as_string varchar(60),
	value_as_concept_id integer,
	observation_source_value varchar(50)
);
CREATE TABLE drug_exposure (
	drug_exposure_id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	person_id integer NOT NULL,
	drug_concept_id integer NOT NULL,
	drug_exposure_start_date date NOT NULL,
	drug_exposure_end_date date NOT NULL,
	verbatim_end_date date,
	days_supply integer,
	stop_reason varchar(20),
	drug_source_value varchar(50)
);

--- The patients.  Most have a year of birth only.

INSERT INTO person
SELECT patient_id, CASE sex WHEN 'M' THEN 8507 ELSE 8532 END, extract(year FROM birth_date),
	CASE WHEN patient_id % 10 < 3 THEN extract(month FROM birth_date) END,
	CASE WHEN patient_id % 10 = 0 THEN extract(day FROM birth_date) END,
	'P' || patient_id
FROM patient;

INSERT INTO observation_period (person_id, observation_period_start_date, observation_period_end_date)
SELECT patient_id, min(visit_date) - 400, max(visit_date) + 60 FROM visit GROUP BY patient_id;

-- The diagnosis when the treatment begins, and the course once a year.
INSERT INTO condition_occurrence (person_id, condition_concept_id, condition_start_date, condition_source_value)
SELECT patient_id, CASE WHEN n = 0 THEN 374919 ELSE 4145049 END, first_visit + 365 * n, 'G35'
FROM (SELECT patient_id, min(visit_date) AS first_visit, max(visit_date) AS last_visit FROM visit GROUP BY 1) AS v,
	generate_series(0, 4) AS n
WHERE first_visit + 365 * n <= last_visit;

INSERT INTO observation (person_id, observation_concept_id, observation_date, value_as_string)
SELECT patient_id, 2000000007, onset_date + 900, to_char(onset_date, 'YYYY-MM')
FROM patient
WHERE patient_id % 3 = 0;

-- Relapses: of three, one has a second record twelve days later.
INSERT INTO condition_occurrence (person_id, condition_concept_id, condition_start_date, condition_source_value)
SELECT patient_id, 4102337, onset_date + 12 * n, 'G35 relapse'
FROM relapse, generate_series(0, 1) AS n
WHERE n = 0 OR pg_temp.draw(patient_id, 800 + extract(day FROM onset_date)::integer) < 0.33;

-- EDSS: in one clinic a measurement, in another one an observation with text, in a third by its source value only.
INSERT INTO measurement (
	person_id, measurement_concept_id, measurement_date, value_as_number, measurement_source_value
)
SELECT patient_id, CASE patient_id % 3 WHEN 0 THEN 2000000001 ELSE 0 END, visit_date, edss::numeric,
	CASE patient_id % 3 WHEN 0 THEN 'EDSS' ELSE 'Neuro: EDSS' END
FROM visit
WHERE edss IS NOT NULL AND patient_id % 3 <> 1
UNION ALL
SELECT patient_id, 0, visit_date, value, name
FROM visit, LATERAL (VALUES
	('Neuro: FS visual', fs_visual), ('Neuro: FS pyramidal', fs_pyramidal), ('Neuro: FS sensory', fs_sensory),
	('Neuro: ambulation', ambulation)
) AS f (name, value)
WHERE value IS NOT NULL
UNION ALL
SELECT patient_id, 0, test_date, value, name
FROM test, LATERAL (VALUES
	('T25FW ms', (t25fw * 1000)::numeric), ('9HPT', nhpt::numeric), ('SDMT', sdmt::numeric)
) AS t (name, value)
WHERE value IS NOT NULL
UNION ALL
SELECT patient_id, code, mri_date, value, NULL
FROM mri, LATERAL (VALUES
	(2000000003, new_t2::numeric), (2000000004, gd_count::numeric), (2000000005, (annual_pbvc / 100)::numeric)
) AS m (code, value)
WHERE value IS NOT NULL;

INSERT INTO observation (
	person_id, observation_concept_id, observation_date, value_as_number, value_as_string, value_as_concept_id
)
SELECT patient_id, 4900001, visit_date, CASE WHEN patient_id % 2 = 0 THEN edss::numeric END,
	CASE WHEN patient_id % 2 = 1 THEN replace(edss::text, '.', ',') END, NULL
FROM visit
WHERE edss IS NOT NULL AND patient_id % 3 = 1
UNION ALL
SELECT patient_id, 2000000006, mri_date, NULL, NULL, CASE WHEN gd_count IS NULL THEN 4188540 ELSE 4188539 END FROM mri;

-- Drugs: infusions of one day, a few days late; packs of four weeks, bought up to a week late.
INSERT INTO drug_exposure (
	person_id, drug_concept_id, drug_exposure_start_date, drug_exposure_end_date, days_supply, stop_reason,
	drug_source_value
)
SELECT patient_id, id + CASE WHEN brand IS NULL THEN 1 ELSE 2 END, day, day + CASE WHEN infusion THEN 0 ELSE 27 END,
	CASE WHEN NOT infusion THEN 28 END,
	CASE WHEN n = last THEN left(stop_reason, 20) END,
	drug_source
FROM (
	SELECT t.patient_id, p.*, t.stop_reason, n, start_date + (n * days + CASE
			WHEN n > 0 THEN pg_temp.draw(t.patient_id, 900 + n) * 7 ELSE 0 END)::integer AS day,
		max(n) OVER (PARTITION BY t.patient_id, t.drug) AS last,
		CASE WHEN infusion THEN NULL ELSE brand || ' pack' END AS drug_source
	FROM treatment AS t
	JOIN product AS p ON p.drug = t.drug::text
	JOIN (SELECT patient_id, max(visit_date) + 60 AS last_day FROM visit GROUP BY patient_id) AS v USING (patient_id),
		LATERAL generate_series(0, CASE
			WHEN p.drug IN ('alemtuzumab', 'cladribine') THEN 1
			ELSE (coalesce(end_date, last_day) - start_date) / days
		END) AS n
	WHERE start_date + n * days <= coalesce(end_date - 14, last_day)
) AS e;

--- The rest of the hospital.

INSERT INTO person
SELECT id, 8532, 1950, NULL, NULL, 'R' || id FROM generate_series(100001, 100200) AS id;
INSERT INTO condition_occurrence (person_id, condition_concept_id, condition_start_date)
SELECT id, 80809, date '2018-01-01' FROM generate_series(100001, 100200) AS id
UNION ALL
SELECT patient_id, 320128, onset_date + 1000 FROM patient WHERE patient_id % 9 = 0;
INSERT INTO drug_exposure (person_id, drug_concept_id, drug_exposure_start_date, drug_exposure_end_date)
SELECT r.id, p.id, date '2018-02-01' + 183 * n, date '2018-02-01' + 183 * n
FROM generate_series(100001, 100200) AS r (id), product AS p, generate_series(0, 3) AS n
WHERE p.drug = 'rituximab'
UNION ALL
SELECT patient_id, 1125315, onset_date + 1100, onset_date + 1110 FROM patient WHERE patient_id % 7 = 0;
INSERT INTO measurement (person_id, measurement_concept_id, measurement_date, value_as_number, measurement_source_value)
SELECT person_id, 3016723, date '2018-03-01' + n * 100, 0.9, 'CREA' FROM person, generate_series(0, 9) AS n
UNION ALL
SELECT patient_id, 2000000002, date '2020-05-04', 2, 'EDSS tel' FROM patient WHERE patient_id % 20 = 1
UNION ALL
SELECT patient_id, 0, date '2020-05-04', 1, 'FS mental (0-5)' FROM patient WHERE patient_id % 20 = 2;

--- Faults.

INSERT INTO person VALUES
	(900001, 8532, 1980, 5, 3, 'F1'),
	(900002, 44814653, 1980, NULL, NULL, 'a gender that is not known'),
	(900003, 8507, 0, NULL, NULL, 'no year of birth'),
	(900004, 8507, 1970, 13, NULL, 'a month that does not exist'),
	(900005, 8551, 1975, NULL, NULL, 'gender unknown, both PP and RR'),
	(900006, 8507, 1975, NULL, NULL, 'no multiple sclerosis');
INSERT INTO observation_period (person_id, observation_period_start_date, observation_period_end_date)
SELECT person_id, date '2015-01-01', date '2023-12-31' FROM person WHERE person_id > 900000;
INSERT INTO condition_occurrence VALUES
	(900001, 900001, 374919, '1900-01-01', 'G35'),
	(900002, 900001, 374919, '2016-03-01', 'G35'),
	(900003, 900002, 374919, '2016-03-01', 'G35'),
	(900004, 900003, 374919, '2016-03-01', 'G35'),
	(900005, 900004, 374919, '2016-03-01', 'G35'),
	(900006, 900005, 4178929, '2016-03-01', 'G35'),
	(900007, 900005, 4145049, '2018-03-01', 'G35'),
	(900008, 900001, 4102337, '2099-01-01', 'G35 relapse'),
	(900009, 900001, 4102337, '2017-05-01', 'G35 relapse'),
	(900010, 900001, 4102337, '2017-05-20', 'G35 relapse'),
	(900011, 900001, 4102337, '2017-06-10', 'G35 relapse');
INSERT INTO measurement VALUES
	(900001, 900001, 2000000001, '2016-04-01', 2.3, NULL, NULL, 'EDSS'),
	(900002, 900001, 2000000001, '2016-05-01', NULL, NULL, NULL, 'EDSS'),
	(900003, 900001, 2000000001, '2099-05-01', 2, NULL, NULL, 'EDSS'),
	(900004, 900001, 2000000001, '1900-01-01', 2, NULL, NULL, 'EDSS'),
	(900005, 900001, 2000000001, '2017-01-01', 10, NULL, NULL, 'EDSS'),
	(900006, 900001, 2000000001, '2018-01-01', 2, NULL, NULL, 'EDSS'),
	(900007, 900001, 2000000001, '2018-01-01', 2, NULL, NULL, 'EDSS'),
	(900008, 900001, 2000000001, '2018-01-01', 2.5, NULL, NULL, 'EDSS'),
	(900009, 900001, 0, '2018-01-01', 2, NULL, NULL, 'Neuro: FS pyramidal'),
	(900010, 900001, 0, '2018-01-01', 3, NULL, NULL, 'Neuro: FS pyramidal'),
	(900011, 900001, 0, '2018-01-01', 7, NULL, NULL, 'Neuro: FS sensory'),
	(900012, 900006, 2000000001, '2018-01-01', 2, NULL, NULL, 'EDSS'),
	(900013, 900003, 2000000001, '2018-01-01', 2, NULL, NULL, 'EDSS'),
	(900014, 900001, 0, '2018-01-01', 0, NULL, NULL, 'T25FW ms'),
	(900015, 900001, 0, '2018-01-01', 200, NULL, NULL, 'SDMT'),
	(900016, 900001, 0, '2018-01-01', 21.5, NULL, NULL, '9HPT'),
	(900017, 900001, 0, '2018-01-01', 22.5, NULL, NULL, '9HPT'),
	(900018, 900001, 2000000003, '2018-01-02', -1, NULL, NULL, NULL),
	(900019, 900001, 2000000003, '2019-01-02', 1, NULL, NULL, NULL),
	(900020, 900001, 2000000003, '2019-01-02', 3, NULL, NULL, NULL),
	(900021, 900001, 2000000004, '2020-01-02', 2, NULL, NULL, NULL),
	(900022, 900001, 2000000005, '2020-01-02', 0.9, NULL, NULL, NULL),
	(900023, 900001, 2000000004, '2021-01-02', 0, NULL, NULL, NULL);
INSERT INTO observation VALUES
	(900001, 900001, 4900001, '2016-06-01', NULL, 'not done', NULL, NULL),
	(900002, 900001, 4900001, '2016-07-01', NULL, '<4', NULL, NULL),
	(900003, 900001, 2000000006, '2020-01-02', NULL, NULL, 4188540, NULL),
	(900004, 900001, 2000000008, '2019-03-01', NULL, NULL, 4188540, NULL),
	(900005, 900001, 2000000008, '2019-09-01', NULL, NULL, 4188539, NULL),
	(900006, 900005, 2000000007, '2019-09-01', NULL, 'spring 2015', NULL, NULL);
INSERT INTO drug_exposure
SELECT 900000 + n, 900001, CASE add WHEN 1 THEN i.id + 1 ELSE p.id + 2 END, start_date, end_date, NULL, NULL, reason,
	NULL
FROM (VALUES
	(1, 'interferon beta-1a SC', 1, date '2016-04-01', date '2016-10-01', NULL),
	(2, 'natalizumab', 1, '2017-04-01', '2017-03-01', NULL),
	(3, 'fingolimod', 2, '1970-01-01', '1970-02-01', NULL),
	(4, 'rituximab', 2, '2019-01-10', '2019-01-10', NULL),
	(5, 'rituximab', 2, '2019-07-20', '2019-07-20', NULL),
	(6, 'rituximab', 2, '2020-02-20', '2020-02-20', 'Infections'),
	(7, 'teriflunomide', 2, '2021-01-01', '2021-06-01', 'moved away')
) AS d (n, drug, add, start_date, end_date, reason)
JOIN product AS p USING (drug)
JOIN ingredient AS i USING (ingredient);

CREATE INDEX ON measurement (measurement_concept_id);
CREATE INDEX ON measurement (measurement_source_value);
CREATE INDEX ON observation (observation_concept_id);
CREATE INDEX ON condition_occurrence (condition_concept_id);
CREATE INDEX ON drug_exposure (drug_concept_id);
ANALYZE;
\set schema :kept_schema
