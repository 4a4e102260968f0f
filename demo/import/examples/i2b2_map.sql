-- What the site of the example adds to the map of codes, after setup.sql: psql -v schema=registry -f ...
\set ON_ERROR_STOP on
\ir ../../path.sql
INSERT INTO code_map (system, code, target, unit) VALUES
	('concept_path', '\MS clinic\EDSS\', 'edss', NULL),
	('concept_cd', 'MS:EDSS_TEL', 'ignore', NULL),
	('concept_cd', 'MS:ATTACK', 'relapse', NULL),
	('concept_cd', 'MS:RELAPSE', 'relapse', NULL),
	('concept_cd', 'MS:ONSET', 'ms_onset', NULL),
	('concept_cd', 'MS:T25FW', 't25fw', NULL),
	('concept_cd', 'MS:NHPT', 'nhpt', NULL),
	('concept_cd', 'MS:SDMT', 'sdmt', NULL),
	('concept_cd', 'MS:T2_NEW', 'new_t2', NULL),
	('concept_cd', 'MS:GD', 'gd_count', NULL),
	('concept_cd', 'MS:PBVC', 'annual_pbvc', NULL),
	('concept_cd', 'MS:CONTRAST', 'contrast', NULL),
	('modifier_cd', 'MS:FS_VISUAL', 'fs_visual', NULL),
	('modifier_cd', 'MS:FS_PYRAMIDAL', 'fs_pyramidal', NULL),
	('modifier_cd', 'MS:FS_SENSORY', 'fs_sensory', NULL),
	('modifier_cd', 'MS:AMBULATION', 'ambulation', NULL),
	('modifier_cd', 'MS:DOMINANT', 'as_concept', NULL),
	('modifier_cd', 'MS:OTHER_HAND', 'as_concept', NULL);
INSERT INTO code_value (system, code, stored, value)
SELECT 'concept_cd', format('MS:EDSS_%s', 5 * n), '', (n / 2.0)::numeric(3, 1)::text
FROM generate_series(0, 20) AS n
WHERE n <> 1
UNION ALL
SELECT 'concept_cd', 'MS:CONTRAST', 'none', 'no';
