-- The tables of demo/schema.sql as views over the source, without the rows that load.sql rejected.  load.sql includes
-- this file where :as_views is true; readings.sql has the views that it is built on.

CREATE TABLE IF NOT EXISTS source_stop (stop text PRIMARY KEY, stop_reason text NOT NULL);
DELETE FROM source_stop;
INSERT INTO source_stop SELECT stop, stop_reason FROM stop_text;

CREATE TABLE IF NOT EXISTS period (
	patient_id integer NOT NULL,
	year integer NOT NULL,
	days daterange NOT NULL,
	drug dmt
);

-- The planner cannot know how many rows these views have, and would join them in nested loops.  So the rejected rows
-- are left out by NOT IN, which it hashes, and the number of a patient is looked up in the index of patient_key.
\set loaded '(file, line) NOT IN (SELECT file, line FROM rejected WHERE source = ' :'source_name' ')'
\set numbered 'CROSS JOIN LATERAL (SELECT patient_id FROM patient_key WHERE source = ' :'source_name'
\set numbered :numbered ' AND local_id = patient OFFSET 0) AS k'
ANALYZE rejected, patient_key;

CREATE OR REPLACE VIEW patient AS
SELECT patient_id, sex,
	day_taken(day_range(birth, 'iso'), nullif(:'exported', '')::date) AS birth_date,
	day_taken(day_range(onset, 'iso'), nullif(:'exported', '')::date) AS onset_date,
	course
FROM (
	SELECT DISTINCT ON (patient) patient, sex, birth
	FROM source_person AS s
	WHERE length(coalesce(fault, '')) < 1
		AND :loaded
	ORDER BY patient, file, line
) AS p
:numbered
LEFT JOIN (
	SELECT patient, onset, course
	FROM reading_diagnosis AS s
	WHERE :loaded
) AS d USING (patient);

CREATE OR REPLACE VIEW visit AS
SELECT patient_id, day AS visit_date, try_edss(edss) AS edss,
	(fs->>'visual')::smallint AS fs_visual,
	(fs->>'brainstem')::smallint AS fs_brainstem,
	(fs->>'pyramidal')::smallint AS fs_pyramidal,
	(fs->>'cerebellar')::smallint AS fs_cerebellar,
	(fs->>'sensory')::smallint AS fs_sensory,
	(fs->>'bowel_bladder')::smallint AS fs_bowel_bladder,
	(fs->>'cerebral')::smallint AS fs_cerebral,
	(fs->>'ambulation')::smallint AS ambulation
FROM reading_visit AS s
:numbered
WHERE :loaded;

CREATE OR REPLACE VIEW relapse AS
SELECT patient_id, onset AS onset_date
FROM reading_relapse AS s
:numbered
WHERE :loaded;

-- As in load.sql: enhancing lesions can only be seen with contrast.
CREATE OR REPLACE VIEW mri AS
SELECT patient_id, mri_date, new_t2,
	CASE WHEN contrasted THEN gd END AS gd_count,
	annual_pbvc,
	coalesce(new_t2 > 0, nullif(t2_least > 0 OR any_new_t2 = 'yes', false)) AS any_new_t2,
	CASE WHEN contrasted THEN coalesce(gd > 0, nullif(gd_least > 0 OR any_gd = 'yes', false)) END AS any_gd
FROM (
	SELECT patient_id, day AS mri_date, any_new_t2, any_gd,
		coalesce(exact_count(new_t2), CASE WHEN any_new_t2 = 'no' AND s.new_t2 IS NULL THEN 0 END) AS new_t2,
		least_count(new_t2) AS t2_least,
		coalesce(exact_count(gd), CASE WHEN any_gd = 'no' AND s.gd IS NULL THEN 0 END) AS gd,
		least_count(gd) AS gd_least,
		pbvc::float8 AS annual_pbvc,
		coalesce(contrast = 'yes', nullif(least_count(gd) > 0 OR any_gd = 'yes', false)) AS contrasted
	FROM reading_scan AS s
	:numbered
	WHERE :loaded
) AS scan;

CREATE OR REPLACE VIEW test AS
SELECT patient_id, day AS test_date, t25fw, unable_due_to_ms, nhpt, sdmt, NULL::float8 AS spasticity_nrs
FROM reading_test AS s
:numbered
WHERE :loaded;

-- Periods of one drug that overlap or adjoin are one treatment, which ended for the reason of the last one.
CREATE OR REPLACE VIEW treatment AS
WITH taken AS (
	SELECT patient_id, try_dmt(drug) AS drug,
		daterange(day, CASE WHEN until IS NOT NULL THEN greatest(day, until) END, '[]') AS period,
		CASE WHEN until IS NOT NULL THEN stop END AS stop, file, line
	FROM reading_treatment AS s
	:numbered
	WHERE length(coalesce(fault, '')) < 1
		AND day IS NOT NULL
		AND :loaded
), island AS (
	SELECT patient_id, drug, unnest(range_agg(period)) AS period FROM taken GROUP BY patient_id, drug
)
SELECT patient_id, drug, lower(period) AS start_date, upper(period) - 1 AS end_date, stop_reason
FROM (
	SELECT DISTINCT ON (i.patient_id, i.drug, i.period) i.*, stop
	FROM island AS i
	JOIN taken AS t ON t.patient_id = i.patient_id AND t.drug = i.drug AND t.period <@ i.period
	ORDER BY i.patient_id, i.drug, i.period,
		upper(t.period) DESC NULLS FIRST, stop IS NULL, lower(t.period) DESC, t.file DESC, t.line DESC
) AS ended
LEFT JOIN source_stop USING (stop);

\unset loaded
\unset numbered
