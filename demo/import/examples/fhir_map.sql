-- What the site of the example adds to the map of codes, after setup.sql: psql -v schema=registry -f ...
\set ON_ERROR_STOP on
\ir ../../path.sql
INSERT INTO code_map (system, code, target, unit) VALUES
	('https://clinic.example.org/neuro', 'edss', 'edss', NULL),
	('code.text', 'EDSS', 'edss', NULL),
	('https://clinic.example.org/neuro', 'fs-visual', 'fs_visual', NULL),
	('https://clinic.example.org/neuro', 'fs-pyramidal', 'fs_pyramidal', NULL),
	('https://clinic.example.org/neuro', 'fs-sensory', 'fs_sensory', NULL),
	('https://clinic.example.org/neuro', 'ambulation', 'ambulation', NULL),
	('https://clinic.example.org/neuro', 't25fw', 't25fw', NULL),
	('https://clinic.example.org/neuro', '9hpt', 'nhpt', NULL),
	('https://clinic.example.org/neuro', 'sdmt', 'sdmt', NULL),
	('https://clinic.example.org/neuro', 'new-t2', 'new_t2', NULL),
	('https://clinic.example.org/neuro', 'gd', 'gd_count', NULL),
	('https://clinic.example.org/neuro', 'pbvc', 'annual_pbvc', NULL),
	('https://clinic.example.org/neuro', 'contrast', 'contrast', NULL),
	('https://clinic.example.org/neuro', 'relapse', 'relapse', NULL),
	('https://clinic.example.org/neuro', 'first-symptom', 'ms_onset', NULL),
	('https://clinic.example.org/neuro', 'course', 'ms', NULL),
	('https://clinic.example.org/course', 'RR', 'ms_rr', NULL),
	('https://clinic.example.org/course', 'SP', 'ms_sp', NULL),
	('https://clinic.example.org/course', 'PP', 'ms_pp', NULL),
	('https://clinic.example.org/drugs', 'rituximab-biosimilar', 'rituximab', NULL);
