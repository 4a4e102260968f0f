-- What the project of the example adds to the map of codes, after setup.sql: psql -v schema=registry -f ...
\set ON_ERROR_STOP on
\ir ../../path.sql
INSERT INTO code_map (system, code, target, unit) VALUES
	('redcap', 'dob', 'birth', NULL),
	('redcap', 'sex', 'sex', NULL),
	('redcap', 'onset', 'ms_onset', NULL),
	('redcap', 'ms_type', 'ms', NULL),
	('redcap', 'dx_date', 'ms', NULL),
	('redcap', 'visit_date', 'day', NULL),
	('redcap', 'visit_edss', 'edss', NULL),
	('redcap', 'fs_vis', 'fs_visual', NULL),
	('redcap', 'fs_pyr', 'fs_pyramidal', NULL),
	('redcap', 'fs_sens', 'fs_sensory', NULL),
	('redcap', 'amb', 'ambulation', NULL),
	('redcap', 'mri_date', 'day', NULL),
	('redcap', 'mri_new_t2', 'new_t2', NULL),
	('redcap', 'mri_gd', 'gd_count', NULL),
	('redcap', 'mri_contrast', 'contrast', NULL),
	('redcap', 'mri_pbvc', 'annual_pbvc', NULL),
	('redcap', 'test_date', 'day', NULL),
	('redcap', 't25fw_1', 't25fw', NULL),
	('redcap', 't25fw_2', 't25fw', NULL),
	('redcap', 't25fw_why___3', 'unable_due_to_ms', NULL),
	('redcap', 'nhpt_r', 'nhpt', NULL),
	('redcap', 'nhpt_l', 'nhpt', NULL),
	('redcap', 'sdmt_total', 'sdmt', NULL),
	('redcap', 'rel_onset', 'relapse', NULL),
	('redcap', 'dmt_drug', 'drug', NULL),
	('redcap', 'dmt_other', 'drug', NULL),
	('redcap', 'dmt_start', 'day', NULL),
	('redcap', 'dmt_stop', 'until', NULL),
	('redcap', 'dmt_reason', 'stop', NULL),
	('redcap', 'inf_drug', 'dose', NULL),
	('redcap', 'inf_date', 'day', NULL);
INSERT INTO code_value (system, code, stored, value) VALUES
	('redcap', '*', '-99', 'missing'),
	('redcap', 'sex', '1', 'F'),
	('redcap', 'sex', '2', 'M'),
	('redcap', 'ms_type', '1', 'ms_cis'),
	('redcap', 'ms_type', '2', 'ms_rr'),
	('redcap', 'ms_type', '3', 'ms_sp'),
	('redcap', 'ms_type', '4', 'ms_pp'),
	('redcap', 'mri_contrast', '1', 'yes'),
	('redcap', 'mri_contrast', '0', 'no'),
	('redcap', 'dmt_reason', '1', 'lack of efficacy'),
	('redcap', 'dmt_reason', '2', 'adverse event');
INSERT INTO code_value (system, code, stored, value)
SELECT 'redcap', field, place::text, drug
FROM unnest('{dmt_drug,inf_drug}'::text[]) AS field, unnest('{alemtuzumab,cladribine,dimethyl fumarate,fingolimod,'
		'glatiramer acetate,interferon beta-1a IM,interferon beta-1a SC,mitoxantrone,natalizumab,ocrelizumab,rituximab,'
		'teriflunomide}'::text[]) WITH ORDINALITY AS d (drug, place);
-- The scan is a form of the same event as the visit.
INSERT INTO code_day (system, code, day_code) VALUES
	('redcap', 'mri_*', 'mri_date'),
	('redcap', 'visit_*', 'visit_date'),
	('redcap', 'fs_*', 'visit_date'),
	('redcap', 'amb', 'visit_date');
