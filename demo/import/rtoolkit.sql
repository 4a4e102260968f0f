-- Loads visits.csv and relapses.csv in the long format of the R packages msprog and MSoutcomes.  Run it from the folder
-- above demo:
--
--	psql -v folder=/path/to/export [-v schema=registry] [-v source=rtoolkit]
--		[-v export_date=yyyy-mm-dd] -f demo/import/rtoolkit.sql
--
-- Columns are found by name.  The files do not say when they were exported, so without export_date no date is too late.

\set ON_ERROR_STOP on
\set format rtoolkit
\set style iso
\set patient_file visits.csv
\ir begin.sql
\copy line FROM PROGRAM 'cd "$FOLDER" && sh "$OLDPWD"/demo/import/lines visits.csv $(ls relapses.csv 2>/dev/null)' WITH (ENCODING 'UTF8')

-- The column names that the packages use, and those of demo/registry_sample.
CREATE TEMP TABLE alias ON COMMIT DROP AS
SELECT *
FROM (VALUES
	('id', 'patient'),
	('patient_id', 'patient'),
	('subject', 'patient'),
	('date', 'day'),
	('dateedss', 'day'),
	('visit_date', 'day'),
	('onset_date', 'day'),
	('edss', 'edss'),
	('dayspostrelapse', 'since_relapse'),
	('days_since_relapse', 'since_relapse'),
	('fsvis', 'visual'),
	('fsbstem', 'brainstem'),
	('fspyr', 'pyramidal'),
	('fscrbl', 'cerebellar'),
	('fssens', 'sensory'),
	('fssph', 'bowel_bladder'),
	('fscereb', 'cerebral'),
	('fsamb', 'ambulation'),
	('fs_visual', 'visual'),
	('fs_brainstem', 'brainstem'),
	('fs_pyramidal', 'pyramidal'),
	('fs_cerebellar', 'cerebellar'),
	('fs_sensory', 'sensory'),
	('fs_bowel_bladder', 'bowel_bladder'),
	('fs_cerebral', 'cerebral'),
	('ambulation', 'ambulation')
) AS a (alias, name);

CREATE TEMP TABLE header ON COMMIT DROP AS
SELECT file, delimiter, (
		SELECT array_agg(coalesce(name, column_name(f)) ORDER BY place)
		FROM unnest(fields(text, delimiter)) WITH ORDINALITY AS u (f, place) LEFT JOIN alias ON alias = column_name(f)
	) AS column_names
FROM (SELECT *, coalesce(substring(text FROM E'[;\t]'), ',') AS delimiter FROM line WHERE line = 1) AS h;

SELECT refuse(string_agg(format('%s has no column for the %s', file, c), '; ' ORDER BY file, c))
FROM header, unnest(CASE file WHEN 'visits.csv' THEN '{patient,day,edss}' ELSE '{patient,day}' END::text[]) AS c
WHERE c <> ALL (column_names) \g /dev/null

CREATE TEMP TABLE row ON COMMIT DROP AS
SELECT file, line, text, r,
	given(r->>'patient') AS patient,
	given(r->>'day') AS day,
	given(r->>'since_relapse') AS since_relapse,
	CASE
		WHEN r IS NULL THEN format('the row has %s fields, the header %s', cardinality(f), cardinality(column_names))
	END AS fault
FROM (
	SELECT l.*, column_names, f,
		CASE WHEN cardinality(f) = cardinality(column_names) THEN jsonb_object(column_names, f) END AS r
	FROM line AS l
	JOIN header USING (file), LATERAL (SELECT fields(text, delimiter) AS f OFFSET 0) AS once
	WHERE line > 1 AND trim(text) <> ''
	OFFSET 0
) AS read;

INSERT INTO rows_read
SELECT file,
	CASE file WHEN 'visits.csv' THEN 'visit' ELSE 'relapse' END,
	count(*) FILTER (WHERE line > 1 AND trim(text) <> '')
FROM line
GROUP BY file
UNION ALL -- patients named by visits, and relapses derived from the days since the last one
SELECT 'visits.csv', 'patient', count(DISTINCT patient) FROM row WHERE file = 'visits.csv'
UNION ALL
SELECT 'visits.csv', 'relapse', count(since_relapse)
FROM row
WHERE file = 'visits.csv'
HAVING count(since_relapse) > 0;

INSERT INTO arrived (file, line, part, patient, exported, given, v, fault)
SELECT file, line, part, patient,
	lower(day_range(nullif(:'export_date', ''), 'iso')),
	coalesce(r, to_jsonb(text)),
	v, fault
FROM (
	SELECT DISTINCT ON (patient) file, line, 'patient' AS part, patient, r, text, '{}'::jsonb AS v, fault
	FROM row
	WHERE file = 'visits.csv' AND patient IS NOT NULL
	ORDER BY patient, line
) AS first
UNION ALL
SELECT file, line, part, patient,
	lower(day_range(nullif(:'export_date', ''), 'iso')),
	coalesce(r, to_jsonb(text)),
	v, fault
FROM (
	SELECT file, line, 'visit' AS part, patient, r, text,
		jsonb_build_object(
			'day', day,
			'edss', given(r->>'edss'),
			'fs', (
				SELECT coalesce(jsonb_object_agg(key, given(value)), '{}')
				FROM jsonb_each_text(r)
				WHERE given(value) IS NOT NULL
					AND key IN (
						'visual', 'brainstem', 'pyramidal', 'cerebellar', 'sensory', 'bowel_bladder', 'cerebral',
						'ambulation'
					)
			)
		) AS v,
		fault
	FROM row
	WHERE file = 'visits.csv'
	UNION ALL
	SELECT file, line, 'relapse', patient, r, text, jsonb_build_object('day', day), fault
	FROM row
	WHERE file <> 'visits.csv'
	UNION ALL
	SELECT file, line, 'relapse', patient, r, text,
		jsonb_build_object(
			'day', CASE
				WHEN day_range(day, 'iso') IS NULL THEN day
				WHEN since_relapse ~ '^\d{1,5}$' THEN iso(lower(day_range(day, 'iso')) - since_relapse::integer)
			END
		),
		CASE
			WHEN since_relapse !~ '^\d{1,5}$'
				THEN format('days since the last relapse "%s" is no number of days', since_relapse)
			WHEN is_partial(day_range(day, 'iso')) THEN format('visit date "%s" has no day', day)
		END
	FROM row
	WHERE file = 'visits.csv' AND since_relapse IS NOT NULL
) AS all_rows
ORDER BY file DESC, line, part;

\ir load.sql
