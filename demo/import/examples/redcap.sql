-- A made-up REDCap project, written from the made-up registry of made_up.sql, with one fault of each kind (the records
-- F1 to F5), as an EAV export in the schema redcap and as a wide one in redcap_wide.  Run it from the folder above
-- demo: psql [-v source=redcap] [-v patients=300] -f demo/import/examples/redcap.sql
--
-- The project is longitudinal: an event for what is known of a patient once, and one that repeats for the visits, whose
-- second form is that of a scan.  Relapses, treatments, infusions and tests are instruments that repeat.
-- redcap_map.sql says what the fields mean.

\set ON_ERROR_STOP on
\set QUIET on
\if :{?source} \else \set source redcap \endif
\ir made_up.sql
CREATE SCHEMA :"source";
SELECT :'source' || '_wide' AS wide \gset
CREATE SCHEMA :"wide";
SET search_path = :"source", made_up, public;

CREATE TEMP TABLE given_row AS
-- once
SELECT patient_id::text AS record, 'baseline_arm_1' AS event, '' AS instrument, NULL::bigint AS instance,
	jsonb_build_object(
		'dob', birth_date, 'sex', CASE sex WHEN 'F' THEN 1 ELSE 2 END, 'onset', to_char(onset_date, 'YYYY-MM'),
		'ms_type', CASE patient_id % 4 WHEN 0 THEN 'UNK' ELSE '2' END, 'dx_date', onset_date + 400,
		'symptoms___1', 1, 'symptoms___2', patient_id % 2, 'smoker', patient_id % 2, 'comments', 'seen, "well"',
		'baseline_complete', 2
	) AS v
FROM patient
UNION ALL
-- visits, with the scan next to the visit
SELECT patient_id::text, 'visit_arm_1', '', n,
	jsonb_build_object(
		'visit_date', visit_date, 'visit_edss', edss, 'fs_vis', coalesce(fs_visual::text, ''), 'fs_pyr', fs_pyramidal,
		'fs_sens', fs_sensory, 'amb', ambulation, 'edss_tel', CASE WHEN n = 2 AND patient_id % 20 = 1 THEN '2' END,
		'visit_complete', 2
	) || CASE WHEN mri_date IS NULL THEN '{}' ELSE jsonb_build_object(
		'mri_date', mri_date, 'mri_new_t2', new_t2, 'mri_gd', gd_count,
		'mri_pbvc', replace(annual_pbvc::text, '.', ','),
		'mri_contrast', CASE WHEN gd_count IS NULL THEN 0 ELSE 1 END, 'mri_complete', 2
	) END
FROM (SELECT *, row_number() OVER (PARTITION BY patient_id ORDER BY visit_date) AS n FROM visit) AS v
FULL JOIN (SELECT *, row_number() OVER (PARTITION BY patient_id ORDER BY mri_date) AS n FROM mri) AS m
	USING (patient_id, n)
UNION ALL
SELECT patient_id::text, 'baseline_arm_1', 'tests', row_number() OVER (PARTITION BY patient_id ORDER BY test_date),
	jsonb_build_object(
		'test_date', test_date, 't25fw_1', t25fw - 0.5, 't25fw_2', t25fw + 0.5,
		't25fw_why___3', CASE WHEN unable_due_to_ms THEN 1 ELSE 0 END, 'nhpt_r', nhpt - 1, 'nhpt_l', nhpt + 1,
		'sdmt_total', sdmt, 'tests_complete', 2
	)
FROM test
UNION ALL
SELECT patient_id::text, 'baseline_arm_1', 'relapse', row_number() OVER (PARTITION BY patient_id ORDER BY onset_date),
	jsonb_build_object('rel_onset', onset_date, 'rel_steroids', 1, 'relapse_complete', 2)
FROM relapse
UNION ALL
SELECT patient_id::text, 'baseline_arm_1', 'treatment', row_number() OVER (PARTITION BY patient_id ORDER BY start_date),
	jsonb_build_object(
		'dmt_drug', drug, 'dmt_start', start_date, 'dmt_stop', end_date,
		'dmt_reason',
		CASE stop_reason WHEN 'lack of efficacy' THEN '1' WHEN 'adverse event' THEN '2' ELSE stop_reason END,
		'treatment_complete', 2
	)
FROM treatment
WHERE drug NOT IN ('natalizumab', 'ocrelizumab')
UNION ALL
-- infusions, each with its day
SELECT patient_id::text, 'baseline_arm_1', 'infusion', row_number() OVER (PARTITION BY patient_id ORDER BY day),
	jsonb_build_object('inf_drug', drug, 'inf_date', day || ' 08:30', 'infusion_complete', 2)
FROM (
	SELECT patient_id, drug, generate_series(
			start_date, coalesce(end_date - 20, last_day),
			CASE drug WHEN 'natalizumab' THEN 28 ELSE 183 END * interval '1 day'
		)::date AS day
	FROM treatment
	JOIN (SELECT patient_id, max(visit_date) AS last_day FROM visit GROUP BY patient_id) AS v USING (patient_id)
	WHERE drug IN ('natalizumab', 'ocrelizumab')
) AS i;

-- Drugs are choices with numbers.
UPDATE given_row
SET v = v || jsonb_build_object(key, array_position('{alemtuzumab,cladribine,dimethyl fumarate,fingolimod,glatiramer '
		'acetate,interferon beta-1a IM,interferon beta-1a SC,mitoxantrone,natalizumab,ocrelizumab,rituximab,'
		'teriflunomide}'::text[], v->>key))
FROM unnest('{dmt_drug,inf_drug}'::text[]) AS key
WHERE v ? key;

--- Faults.

INSERT INTO given_row
SELECT record, event, instrument, instance, v::jsonb
FROM (VALUES
	('F1', 'baseline_arm_1', '', NULL::bigint,
		'{"dob": "1980-05-03", "sex": "1", "ms_type": "2", "onset": "spring 2015"}'),
	('F2', 'baseline_arm_1', '', NULL, '{"dob": "1970-02-30", "sex": "2", "ms_type": "2"}'),
	('F3', 'baseline_arm_1', '', NULL, '{"dob": "1970-02-03", "sex": "9", "ms_type": "2"}'),
	('F4', 'baseline_arm_1', '', NULL, '{"dob": "UNK", "ms_type": "7", "dx_date": "NASK"}'),
	('F5', 'baseline_arm_1', '', NULL, '{"dob": "1970-02-03", "sex": "1"}'),
	('F5', 'visit_arm_1', '', 1, '{"dob": "1971-02-03"}'),
	('F1', 'visit_arm_1', '', 1, '{"visit_date": "2016-04-01", "visit_edss": "2.3", "fs_pyr": "7", "fs_sens": "-99"}'),
	('F1', 'visit_arm_1', '', 2, '{"visit_date": "UNK", "visit_edss": "2"}'),
	('F1', 'visit_arm_1', '', 3, '{"visit_edss": "2.5"}'),
	('F1', 'visit_arm_1', '', 4, '{"visit_date": "05/06/2016", "visit_edss": "2"}'),
	('F1', 'visit_arm_1', '', 5, '{"visit_date": "2016-06", "visit_edss": "2"}'),
	('F1', 'visit_arm_1', '', 6, '{"visit_date": "2016-07-01", "visit_edss": "ASKU"}'),
	('F1', 'visit_arm_1', '', 7, '{"visit_date": "2016-08-01", "visit_edss": "<4"}'),
	('F1', 'visit_arm_1', '', 8, '{"visit_date": "2099-08-01", "visit_edss": "4"}'),
	('F1', 'visit_arm_1', '', 9, '{"visit_date": "1970-08-01", "visit_edss": "4"}'),
	('F1', 'visit_arm_1', '', 10, '{"visit_date": "2018-01-01", "visit_edss": "2", "fs_pyr": "2"}'),
	('F1', 'visit_arm_1', '', 11, '{"visit_date": "2018-01-01", "visit_edss": "2"}'),
	('F1', 'visit_arm_1', '', 12, '{"visit_date": "2018-01-01", "visit_edss": "2.5", "fs_pyr": "3"}'),
	('F2', 'visit_arm_1', '', 1, '{"visit_date": "2018-01-01", "visit_edss": "2"}'),
	('F1', 'visit_arm_1', '', 13,
		'{"visit_date": "2018-03-01", "mri_date": "2018-03-02", "mri_new_t2": "-1", "amb2": "1"}'),
	('F1', 'visit_arm_1', '', 14,
		'{"visit_date": "2019-03-01", "mri_date": "2019-03-02", "mri_new_t2": ">9", "mri_gd": "0"}'),
	('F1', 'visit_arm_1', '', 15,
		'{"visit_date": "2020-03-01", "mri_date": "2020-03-02", "mri_gd": "2", "mri_contrast": "0", "mri_pbvc": "90"}'),
	('F1', 'visit_arm_1', '', 16, '{"visit_date": "2020-06-01", "mri_date": "2020-06-02", "mri_contrast": "3"}'),
	('F1', 'baseline_arm_1', 'tests', 1,
		'{"test_date": "2018-01-01", "t25fw_1": "0", "sdmt_total": "200", "nhpt_r": "21.5"}'),
	('F1', 'baseline_arm_1', 'tests', 2,
		'{"test_date": "2018-02-01", "t25fw_1": "7", "t25fw_2": "8", "sdmt_total": "fifty"}'),
	('F1', 'baseline_arm_1', 'relapse', 1, '{"rel_onset": "2017-05-20"}'),
	('F1', 'baseline_arm_1', 'relapse', 2, '{"rel_onset": "2017-06-10"}'),
	('F1', 'baseline_arm_1', 'relapse', 3, '{"rel_onset": "2018-05"}'),
	('F1', 'baseline_arm_1', 'relapse', 4, '{"rel_onset": "UNK"}'),
	('F1', 'baseline_arm_1', 'relapse', 5, '{"rel_onset": "in May"}'),
	('F1', 'baseline_arm_1', 'treatment', 1, '{"dmt_drug": "4", "dmt_start": "2016-04-01", "dmt_stop": "2016-03-01"}'),
	('F1', 'baseline_arm_1', 'treatment', 2, '{"dmt_drug": "99", "dmt_start": "2016-05-01"}'),
	('F1', 'baseline_arm_1', 'treatment', 3, '{"dmt_drug": "4", "dmt_start": "2016-06-01", "dmt_stop": "UNK"}'),
	('F1', 'baseline_arm_1', 'treatment', 4, '{"dmt_drug": "12", "dmt_stop": "2016-07-01"}'),
	('F1', 'baseline_arm_1', 'treatment', 5,
		'{"dmt_drug": "12", "dmt_start": "2017-01-01", "dmt_stop": "2017-06-01", "dmt_reason": "moved away"}'),
	('F1', 'baseline_arm_1', 'treatment', 6, '{"dmt_other": "fingolimood", "dmt_start": "2018-01-01"}'),
	('F1', 'baseline_arm_1', 'treatment', 7,
		'{"dmt_other": "Avonex", "dmt_start": "2018-06-01", "dmt_stop": "2018-09-01"}'),
	('F1', 'baseline_arm_1', 'infusion', 1, '{"inf_drug": "11", "inf_date": "2019-01-10"}'),
	('F1', 'baseline_arm_1', 'infusion', 2, '{"inf_drug": "11", "inf_date": "2019-07-20"}'),
	('F1', 'baseline_arm_1', 'infusion', 3, '{"inf_drug": "11", "inf_date": "2020-02-20"}'),
	('F1', 'baseline_arm_1', 'infusion', 4, '{"inf_drug": "11", "inf_date": "2020-14-20"}'),
	(NULL, 'visit_arm_1', '', 1, '{"visit_date": "2018-01-01", "visit_edss": "2"}')
) AS f (record, event, instrument, instance, v);

-- The wide export has a column for each field; in the EAV one, there is a row for each value that is given, and a box
-- that is ticked is a value of its field.
CREATE TEMP TABLE wide_row AS
SELECT row_number() OVER (ORDER BY length(record), record, event, instrument, instance) AS line, * FROM given_row;
CREATE TEMP TABLE field AS SELECT DISTINCT jsonb_object_keys(v) AS name FROM given_row;
SELECT format(
	'CREATE TABLE %I.export AS SELECT record AS record_id, event AS redcap_event_name, instrument AS '
	'redcap_repeat_instrument, instance::text AS redcap_repeat_instance, %s, line AS redcap_line FROM wide_row',
	:'wide',
	string_agg(format('v->>%L AS %1$I', name), ', ' ORDER BY name)
)
FROM field \gexec
CREATE TABLE export AS
SELECT record, event AS redcap_event_name, instrument AS redcap_repeat_instrument,
	instance::text AS redcap_repeat_instance,
	split_part(key, '___', 1) AS field_name,
	CASE WHEN key ~ '___' THEN split_part(key, '___', 2) ELSE value END AS value,
	row_number() OVER (ORDER BY line, key) AS redcap_line
FROM wide_row, jsonb_each_text(v || jsonb_build_object('record_id', record)) AS f (key, value)
WHERE value <> '' AND NOT (key ~ '___' AND value = '0');
ANALYZE;
\set schema :kept_schema
