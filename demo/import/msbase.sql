-- Loads a folder of patient documents in the Unified JSON schema of MSBase.  Run it from the folder above demo:
--
--	psql -v folder=/path/to/export [-v schema=registry] [-v source=msbase]
--		[-v export_date=yyyy-mm-dd] -f demo/import/msbase.sql
--
-- A file *.json holds one document, an array of documents, or one document per line.  The date of the export is the
-- generationDate of the document, unless export_date is given.

\set ON_ERROR_STOP on
\set format msbase
\set style iso
\set patient_file 'the export'
\ir begin.sql
\copy line FROM PROGRAM 'sh demo/import/lines "$FOLDER"/*.json' WITH (ENCODING 'UTF8')

-- Files that are valid JSON as a whole; in any other file, each line should be a document.
CREATE TEMP TABLE whole ON COMMIT DROP AS
SELECT file, text, json_fault(text) AS fault, line_by_line
FROM (
	SELECT file,
		string_agg(text, E'\n' ORDER BY line) AS text,
		bool_and(trim(text) = '' OR text ~ '^\s*\{.*\}\s*$') AS line_by_line
	FROM line
	GROUP BY file
) AS f;

SELECT refuse(string_agg(
	format('%s is neither a JSON document, an array of them, nor one on each line: %s', file, fault), '; ' ORDER BY file
))
FROM whole
WHERE fault IS NOT NULL AND NOT line_by_line \g /dev/null

CREATE TEMP TABLE document ON COMMIT DROP AS
SELECT file, line, doc, records,
	coalesce(
		fault,
		(
			SELECT format('%s is not a list', string_agg(key, ', ' ORDER BY key))
			FROM jsonb_each(records) AS l
			WHERE key IN ('visits', 'relapses', 'mri', 'pharmaTrts') AND jsonb_typeof(value) NOT IN ('array', 'null')
			HAVING count(*) > 0
		)
	) AS fault,
	profile,
	given(profile#>>'{identification,localId}') AS patient,
	coalesce(
		lower(day_range(nullif(:'export_date', ''), 'iso')),
		lower(day_range(left(doc#>>'{identifiers,resourceType,generationDate}', 10), 'iso'))
	) AS exported
FROM (
	SELECT file, line, doc, CASE WHEN jsonb_typeof(doc) <> 'object' THEN 'the document is not an object' END AS fault
	FROM whole,
		LATERAL (SELECT CASE WHEN fault IS NULL THEN text::jsonb END AS j) AS j,
		jsonb_array_elements(
			CASE jsonb_typeof(j) WHEN 'array' THEN j ELSE jsonb_build_array(j) END
		) WITH ORDINALITY AS d (doc, line)
	WHERE fault IS NULL
	UNION ALL
	SELECT l.file, l.line,
		CASE WHEN f IS NULL THEN l.text::jsonb ELSE to_jsonb(l.text) END,
		'the line is not a JSON document: ' || f
	FROM line AS l
	JOIN whole AS w USING (file), LATERAL json_fault(l.text) AS f
	WHERE w.fault IS NOT NULL AND trim(l.text) <> ''
) AS d, LATERAL (SELECT CASE WHEN fault IS NULL THEN coalesce(doc->'medicalRecords', doc) END AS records) AS m,
	LATERAL (SELECT coalesce(records->'profile', records) AS profile) AS p;

-- The items of the lists in each document.
CREATE TEMP TABLE element ON COMMIT DROP AS
SELECT file, line, part, place, patient, exported, e
FROM document,
	(VALUES
		('visits', 'visit'), ('relapses', 'relapse'), ('mri', 'mri'), ('pharmaTrts', 'treatment')
	) AS l (list, part),
	jsonb_array_elements(
		CASE jsonb_typeof(records->list) WHEN 'array' THEN records->list ELSE '[]' END
	) WITH ORDINALITY AS a (e, place)
WHERE fault IS NULL;

INSERT INTO rows_read
SELECT file, part, sum(CASE WHEN fault IS NOT NULL THEN 0
	WHEN part IN ('patient', 'diagnosis') THEN 1
	ELSE coalesce(jsonb_array_length(nullif(records->list, 'null')), 0) END)
FROM document, (VALUES ('', 'patient'), ('', 'diagnosis'), ('visits', 'visit'), ('relapses', 'relapse'), ('mri', 'mri'),
	('pharmaTrts', 'treatment')) AS p (list, part)
GROUP BY file, part
UNION ALL
SELECT file, 'document', count(*) FROM document WHERE fault IS NOT NULL GROUP BY file;

-- yes or no, or NULL if not recorded.  A false without a number counts as not recorded, because exporters also write it
-- when there is no count.
CREATE FUNCTION pg_temp.yes_no(e jsonb, some_key text, number_key text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN CASE e->some_key WHEN 'true' THEN 'yes'
		WHEN 'false' THEN CASE WHEN e->>number_key IS NOT NULL THEN 'no' END
		ELSE nullif(lower(given(e->>some_key) COLLATE "C"), 'unk') END;

INSERT INTO arrived (file, line, part, patient, exported, given, v, fault)
SELECT file, line, part, patient, exported, given, v, fault
FROM (
	SELECT file, line, 0 AS place, 'document' AS part, NULL AS patient, exported, doc AS given, NULL::jsonb AS v, fault
	FROM document
	WHERE fault IS NOT NULL
	UNION ALL
	SELECT file, line, 0, 'patient', patient, exported,
		jsonb_build_object(
			'identification', profile->'identification', 'birthDate', profile#>'{demographics,birthDate}'
		),
		jsonb_build_object(
			'sex', upper(given(profile#>>'{identification,gender}')), 'day', given(profile#>>'{demographics,birthDate}')
		),
		NULL
	FROM document
	WHERE fault IS NULL
	UNION ALL
	SELECT file, line, 0, 'diagnosis', patient, exported,
		coalesce(profile->'msDiagnosis', '{}'),
		jsonb_build_object(
			'day', given(profile#>>'{msDiagnosis,onsetDate}'),
			'course', CASE
				WHEN profile#>>'{msDiagnosis,progOnset}' = 'true' THEN 'PP'
				WHEN given(profile#>>'{msDiagnosis,progDate}') IS NOT NULL THEN 'SP'
				WHEN profile#>>'{msDiagnosis,progOnset}' = 'false' THEN 'RR'
			END
		),
		NULL
	FROM document
	WHERE fault IS NULL
	UNION ALL
	SELECT file, line, place, part, patient, exported, e,
		CASE part
			WHEN 'visit' THEN jsonb_build_object('day', given(e->>'visitDate'), 'edss', given(e#>>'{basicMS,edss}'))
			WHEN 'relapse' THEN jsonb_build_object('day', given(e->>'onsetDate'))
			WHEN 'mri'
				THEN jsonb_build_object(
					'day', given(e->>'examDate'),
					'region', given(e->>'cnsRegion'),
					'new_t2', given(e->>'nbNewEnlarg'),
					'any_new_t2', pg_temp.yes_no(e, 'newEnlarg', 'nbNewEnlarg'),
					'gd', given(e->>'nbT1GdLes'),
					'any_gd', pg_temp.yes_no(e, 't1GdLes', 'nbT1GdLes'),
					'contrast', CASE e->>'isT1Gd'
						WHEN 'true' THEN 'yes'
						WHEN 'false' THEN 'no'
						ELSE nullif(lower(given(e->>'isT1Gd') COLLATE "C"), 'unk')
					END
				)
			ELSE jsonb_build_object(
				'day', given(e->>'startDate'),
				'until', given(e->>'endDate'),
				'drug', given(e->>'name'),
				'stop', given(e->>'stopCause')
			)
		END,
		CASE
			WHEN part = 'treatment' AND e->>'type' <> 'dmt'
				THEN format('a treatment of type "%s" does not modify the disease', e->>'type')
		END
	FROM element
) AS row
ORDER BY file, line, part, place;

\ir load.sql
DROP FUNCTION pg_temp.yes_no;
