-- Loads a folder of EDMUS text exports.  Run it from the folder above demo:
--
--	psql -v folder=/path/to/export [-v schema=registry] [-v source=edmus]
--		[-v export_date=yyyy-mm-dd] -f demo/import/edmus.sql
--
-- It reads edmus-personal-*.txt, -diagnosis-, -clinical-, -episodes- and, if present, -trt_dm-.  The date of the
-- export is the one in the name of each file, unless export_date is given.  doc/import.md lists the columns that
-- are read.

\set ON_ERROR_STOP on
\set format edmus
\set style dmy
\set patient_file 'the personal file'
\ir begin.sql
\copy line FROM PROGRAM 'sh demo/import/lines "$FOLDER"/edmus-*.txt' WITH (ENCODING 'UTF8')

CREATE TEMP TABLE kind ON COMMIT DROP AS
SELECT * FROM (VALUES
	('personal', 'patient', true, '{patient_id,date_of_birth,gender}'::text[]),
	('diagnosis', 'diagnosis', true, '{patient_id,disease_course,ms_onset}'),
	('clinical', 'visit', true, '{patient_id,date,edss_entered}'),
	('episodes', 'relapse', true, '{patient_id,date}'),
	('trt_dm', 'treatment', false, '{patient_id,inn,onset_date,status,end_date}')
) AS k (kind, part, required, columns);

CREATE TEMP TABLE header ON COMMIT DROP AS
SELECT file, kind, column_names,
	coalesce(
		lower(day_range(nullif(:'export_date', ''), 'iso')),
		lower(day_range(regexp_replace(file, '.*-(\d\d)(\d\d)(\d\d)_\d{6}\M.*', '20\1-\2-\3'), 'iso'))
	) AS exported
FROM (
	SELECT file,
		lower(substring(file FROM '^edmus-(\w+)-')) AS kind,
		(
			SELECT array_agg(column_name(f) ORDER BY place)
			FROM unnest(fields(text, E'\t')) WITH ORDINALITY AS u (f, place)
		) AS column_names
	FROM line
	WHERE line = 1
) AS h;

SELECT refuse(string_agg(message, '; ' ORDER BY message))
FROM (
	SELECT format('there is no file edmus-%s-*.txt', kind) AS message
	FROM kind LEFT JOIN header USING (kind) WHERE required AND file IS NULL
	UNION ALL
	SELECT format('there is more than one export: %s', string_agg(file, ', ' ORDER BY file))
	FROM header JOIN kind USING (kind) GROUP BY kind HAVING count(*) > 1
	UNION ALL
	SELECT format('%s has no column %s', file, c)
	FROM kind JOIN header USING (kind), unnest(columns) AS c WHERE c <> ALL (column_names)
	UNION ALL
	SELECT format('the name of %s has no date: give -v export_date=yyyy-mm-dd', file)
	FROM kind JOIN header USING (kind) WHERE exported IS NULL
) AS m \g /dev/null

INSERT INTO rows_read
SELECT file, part, count(*) FILTER (WHERE line > 1 AND trim(text) <> '')
FROM line JOIN header USING (file) JOIN kind USING (kind) GROUP BY file, part;

INSERT INTO arrived (file, line, part, patient, exported, given, v, fault)
SELECT file, line, part,
	given(r->>'patient_id'),
	exported,
	coalesce(r, to_jsonb(text)),
	CASE part
		WHEN 'patient'
			THEN jsonb_build_object(
				'sex', upper(given(r->>'gender') COLLATE "C"), 'day', given(r->>'date_of_birth')
			)
		WHEN 'diagnosis'
			THEN jsonb_build_object(
				'day', given(r->>'ms_onset'),
				'course', coalesce(
					phenotype(phenotype_of(given(r->>'disease_course'), 'edmus')),
					nullif(given(r->>'disease_course'), '0')
				)
			)
		WHEN 'visit' THEN jsonb_build_object('day', given(r->>'date'), 'edss', given(r->>'edss_entered'))
		WHEN 'relapse' THEN jsonb_build_object('day', given(r->>'date'))
		ELSE jsonb_build_object(
			'drug', given(r->>'inn'),
			'day', given(r->>'onset_date'),
			'until', given(r->>'end_date'),
			'status', lower(given(r->>'status') COLLATE "C"),
			'stop', coalesce(
				given(r->>'stop_reason'), given(r->>'stop_cause'), given(r->>'end_reason'),
				given(r->>'reason_for_stopping'), given(r->>'discontinuation_reason')
			)
		)
	END,
	CASE
		WHEN r IS NULL THEN format('the row has %s fields, the header %s', cardinality(f), cardinality(column_names))
	END
FROM (
	SELECT l.*, part, exported, column_names, f,
		CASE WHEN cardinality(f) = cardinality(column_names) THEN jsonb_object(column_names, f) END AS r
	FROM line AS l
	JOIN header USING (file)
	JOIN kind USING (kind), LATERAL (SELECT fields(text, E'\t') AS f OFFSET 0) AS once
	WHERE line > 1 AND trim(text) <> ''
	OFFSET 0
) AS row
ORDER BY file, line;

\ir load.sql
