-- The map of codes: what a code of the source stands for in the tables of demo/schema.sql.  setup.sql includes this
-- file; a registry that is older than it needs it once: psql -v schema=NAME -f demo/import/code_map.sql
--
-- The rows below are a start.  The map is the site's own: add rows, change them, delete them.  Running this file again
-- adds only rows whose code the map does not have.

\set ON_ERROR_STOP on
\ir ../path.sql

CREATE TABLE IF NOT EXISTS code_map (
	system text NOT NULL,		-- a vocabulary (SNOMED, RxNorm), OMOP for its concept ids, or a column of the source
	code text NOT NULL,			-- as it is stored there
	target text NOT NULL,		-- of code_target, or the name of a drug
	unit text,					-- of the stored values, if it is not that of the table: see unit_factor
	PRIMARY KEY (system, code)
);

-- What a code can stand for.  A target without limits is read as its own rule says.
CREATE TABLE IF NOT EXISTS code_target (
	target text PRIMARY KEY,
	part text NOT NULL,			-- of a load
	least numeric,				-- the values that are possible
	most numeric,
	whole boolean,
	meaning text NOT NULL
);

-- How long one administration counts as treatment, where the source has its day only.  It begins with the days of
-- dmt_intervals(), and is the site's to change.
CREATE TABLE IF NOT EXISTS drug_interval (
	drug dmt PRIMARY KEY,
	days integer NOT NULL CHECK (days > 0),
	source text NOT NULL
);

-- Codes of the last load that the map does not have, for the patients of that source.
CREATE TABLE IF NOT EXISTS unmapped_code (
	source text NOT NULL,
	file text NOT NULL,
	system text NOT NULL,
	code text,
	name text,
	rows bigint NOT NULL,
	patients bigint NOT NULL,
	likely boolean NOT NULL		-- does the name have a word of this field?
);

INSERT INTO code_target
SELECT * FROM (VALUES
	('edss', 'visit', NULL::numeric, NULL::numeric, NULL::boolean, 'Expanded Disability Status Scale'),
	('fs_visual', 'visit', 0, 6, true, 'functional system, raw grade'),
	('fs_brainstem', 'visit', 0, 6, true, 'functional system'),
	('fs_pyramidal', 'visit', 0, 6, true, 'functional system'),
	('fs_cerebellar', 'visit', 0, 6, true, 'functional system'),
	('fs_sensory', 'visit', 0, 6, true, 'functional system'),
	('fs_bowel_bladder', 'visit', 0, 6, true, 'functional system'),
	('fs_cerebral', 'visit', 0, 6, true, 'functional system'),
	('ambulation', 'visit', 0, 16, true, 'ambulation score of the EDSS'),
	('t25fw', 'test', 0.1, 600, false, 'timed 25-foot walk, seconds'),
	('unable_due_to_ms', 'test', NULL, NULL, NULL, 'the walk was not possible because of MS'),
	('nhpt', 'test', 0.1, 900, false, 'nine-hole peg test, seconds'),
	('sdmt', 'test', 0, 120, true, 'symbol digit modalities test, correct answers'),
	('relapse', 'relapse', NULL, NULL, NULL, 'relapse; the day is its onset'),
	('new_t2', 'mri', NULL, NULL, NULL, 'new or enlarging T2 lesions: a count, yes or no'),
	('gd_count', 'mri', NULL, NULL, NULL, 'Gd+ lesions: a count, yes or no'),
	('contrast', 'mri', NULL, NULL, NULL, 'contrast given: yes or no'),
	('annual_pbvc', 'mri', -20, 20, false, 'annual percentage brain volume change'),
	('ms', 'diagnosis', NULL, NULL, NULL, 'diagnosis of multiple sclerosis, course not said'),
	('ms_cis', 'diagnosis', NULL, NULL, NULL, 'clinically isolated syndrome'),
	('ms_rr', 'diagnosis', NULL, NULL, NULL, 'relapsing-remitting'),
	('ms_sp', 'diagnosis', NULL, NULL, NULL, 'secondary progressive'),
	('ms_pp', 'diagnosis', NULL, NULL, NULL, 'primary progressive'),
	('ms_onset', 'diagnosis', NULL, NULL, NULL, 'first symptom: the value is its date, else the day of the row'),
	('ignore', 'none', NULL, NULL, NULL, 'known, and not read')
) AS t (target, part, least, most, whole, meaning)
ON CONFLICT DO NOTHING;

-- Marked 'to be checked' on the pages: what no public source shows.
INSERT INTO code_map
SELECT * FROM (VALUES
	-- OMOP, SNOMED: conditions, and the one code of the EDSS
	('OMOP', '374919', 'ms', NULL),
	('OMOP', '4145049', 'ms_rr', NULL),
	('OMOP', '4178929', 'ms_pp', NULL),
	('OMOP', '4137855', 'ms_sp', NULL),
	('OMOP', '4102337', 'relapse', NULL),
	('SNOMED', '24700007', 'ms', NULL),
	('SNOMED', '192929006', 'relapse', NULL),
	('SNOMED', '273554001', 'edss', NULL),
	-- FHIR has no hierarchy of codes, so the courses are named; G35 is multiple sclerosis in ICD-10
	('SNOMED', '426373005', 'ms_rr', NULL),
	('SNOMED', '428700003', 'ms_pp', NULL),
	('SNOMED', '425500002', 'ms_sp', NULL),
	('ICD10', 'G35', 'ms', NULL),
	('ICD10CM', 'G35', 'ms', NULL),
	-- ingredients; others are found by their name
	('RxNorm', '121191', 'rituximab', NULL),
	('RxNorm', '214582', 'glatiramer acetate', NULL),
	('RxNorm', '1373478', 'dimethyl fumarate', NULL),
	('RxNorm', '354770', 'natalizumab', NULL),
	('RxNorm', '1012892', 'fingolimod', NULL),
	('RxNorm', '1310520', 'teriflunomide', NULL),
	('RxNorm', '7005', 'mitoxantrone', NULL),
	('RxNorm', '117055', 'alemtuzumab', NULL),
	-- SDTM: questionnaires, functional tests, events (* is any that CETERM and CEMODIFY do not map), diagnoses
	('QSTESTCD', 'EDSS0101', 'edss', NULL),
	('QSTEST', 'KFSS1-Pyramidal', 'fs_pyramidal', NULL),
	('QSTEST', 'KFSS1-Cerebellar', 'fs_cerebellar', NULL),
	('QSTEST', 'KFSS1-Brain Stem', 'fs_brainstem', NULL),
	('QSTEST', 'KFSS1-Sensory', 'fs_sensory', NULL),
	('QSTEST', 'KFSS1-Bowel and Bladder', 'fs_bowel_bladder', NULL),
	('QSTEST', 'KFSS1-Visual or Optic', 'fs_visual', NULL),
	('QSTEST', 'KFSS1-Cerebral or Mental', 'fs_cerebral', NULL),
	('QSTEST', 'KFSS1-Other Functions', 'ignore', NULL),
	('FTTEST', 'T25FW1-Time to Complete 25-Foot Walk', 't25fw', NULL),
	('FTTEST', 'NHPT01-Time to Complete 9-Hole Peg Test', 'nhpt', NULL),
	('FTTEST', 'SDMT01-Total Score', 'sdmt', NULL),
	('FTTEST', 'PASAT1-Total Correct', 'ignore', NULL),
	('CE', '*', 'relapse', NULL),
	('MHTERM', 'MULTIPLE SCLEROSIS', 'ms', NULL),
	('MHTERM', 'RELAPSING-REMITTING MULTIPLE SCLEROSIS', 'ms_rr', NULL),
	('MHTERM', 'RELAPSING REMITTING MULTIPLE SCLEROSIS', 'ms_rr', NULL),
	('MHTERM', 'SECONDARY PROGRESSIVE MULTIPLE SCLEROSIS', 'ms_sp', NULL),
	('MHTERM', 'PRIMARY PROGRESSIVE MULTIPLE SCLEROSIS', 'ms_pp', NULL)
) AS m (system, code, target, unit)
ON CONFLICT DO NOTHING;

-- Courses of the drugs that act long after them stay as they were recorded: treatment_lines() makes one of them.
INSERT INTO drug_interval
SELECT dmt, days, source FROM dmt_intervals() WHERE days IS NOT NULL
ON CONFLICT DO NOTHING;

-- What a value in this unit is multiplied by; NULL for a unit that is not known.
CREATE OR REPLACE FUNCTION unit_factor(unit text) RETURNS numeric
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN unit IS NULL OR unit IN ('s', 'percent', 'count') THEN 1
		WHEN unit = 'ms' THEN 0.001
		WHEN unit = 'min' THEN 60
		WHEN unit = 'fraction' THEN 100
	END;

--- For i2b2 and REDCap.

-- What a stored answer of a code means, where it does not say so itself: 1 of the field sex is F, 2 is M.
CREATE TABLE IF NOT EXISTS code_value (
	system text NOT NULL,
	code text NOT NULL,			-- * for all codes of the system
	stored text NOT NULL,		-- '' for a row without a value
	value text NOT NULL,		-- as the target is written, for example 2.5, yes, ms_rr; or: missing
	PRIMARY KEY (system, code, stored)
);

-- Which code has the date of a code, where more than one may have it.
CREATE TABLE IF NOT EXISTS code_day (
	system text NOT NULL,
	code text NOT NULL,			-- a * at the end stands for any other letters; the longest one counts
	day_code text NOT NULL,
	PRIMARY KEY (system, code)
);

-- What is not a finding of its own.
INSERT INTO code_target
SELECT target, 'none', NULL::numeric, NULL::numeric, NULL::boolean, meaning
FROM (VALUES
	('sex', 'F or M'),
	('birth', 'date of birth'),
	('day', 'the date of the other values of its row'),
	('drug', 'the name of a drug, taken from the date of its row on'),
	('dose', 'the name of a drug, given on the date of its row'),
	('until', 'first day without the drug of its row'),
	('stop', 'why the drug of its row was stopped'),
	('as_concept', 'of a modifier: the row means what its concept means')
) AS t (target, meaning)
ON CONFLICT DO NOTHING;

INSERT INTO code_map
SELECT system, code, target, NULL::text
FROM (VALUES
	('ICD9', '340', 'ms'),
	('ICD10', 'G35', 'ms'),
	('ICD10', 'G35.A', 'ms_rr'),
	('ICD10', 'G35.B', 'ms_pp'),
	('ICD10', 'G35.B0', 'ms_pp'),
	('ICD10', 'G35.B1', 'ms_pp'),
	('ICD10', 'G35.B2', 'ms_pp'),
	('ICD10', 'G35.C', 'ms_sp'),
	('ICD10', 'G35.C0', 'ms_sp'),
	('ICD10', 'G35.C1', 'ms_sp'),
	('ICD10', 'G35.C2', 'ms_sp'),
	('ICD10', 'G35.D', 'ms')
) AS m (system, code, target)
ON CONFLICT DO NOTHING;

-- The codes that REDCap proposes for missing data.
INSERT INTO code_value
SELECT 'redcap', '*', stored, 'missing'
FROM unnest(
	'{NI,INV,UNK,NASK,ASKU,NAV,MSK,NA,NAVU,NP,QS,QI,TRC,UNC,DER,PINF,NINF,OTH}'::text[]
) AS stored
ON CONFLICT DO NOTHING;
