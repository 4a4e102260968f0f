-- What the site of the example adds to the map of codes, after setup.sql: psql -v schema=registry -f ...
\set ON_ERROR_STOP on
\ir ../../path.sql
INSERT INTO code_map (system, code, target, unit) VALUES
	('OMOP', '2000000001', 'edss', NULL),
	('OMOP', '2000000003', 'new_t2', NULL),
	('OMOP', '2000000004', 'gd_count', NULL),
	('OMOP', '2000000005', 'annual_pbvc', 'fraction'),
	('OMOP', '2000000006', 'contrast', NULL),
	('OMOP', '2000000007', 'ms_onset', NULL),
	('OMOP', '2000000008', 'relapse', NULL),
	('measurement_source_value', 'Neuro: EDSS', 'edss', NULL),
	('measurement_source_value', 'Neuro: FS visual', 'fs_visual', NULL),
	('measurement_source_value', 'Neuro: FS pyramidal', 'fs_pyramidal', NULL),
	('measurement_source_value', 'Neuro: FS sensory', 'fs_sensory', NULL),
	('measurement_source_value', 'Neuro: ambulation', 'ambulation', NULL),
	('measurement_source_value', 'T25FW ms', 't25fw', 'ms'),
	('measurement_source_value', '9HPT', 'nhpt', NULL),
	('measurement_source_value', 'SDMT', 'sdmt', NULL);
