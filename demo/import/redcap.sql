-- Reads a REDCap project's export in a table of the database, one value a row (EAV) or one instance of an event or
-- instrument a row (wide).  Run it from the folder above demo:
--
--	psql -v schema=registry -v source=redcap [-v table=export] [-v form=eav|wide] [-v record=COLUMN] [-v as=views]
--		[-v export_date=yyyy-mm-dd] [-v relapse_gap=1] [-v grace=30]
--		-f demo/import/setup.sql -f demo/import/redcap.sql
--
--	source		the schema with the table, and the name of the source
--	table		the table; redcap_csv.sql makes it of a file
--	form		eav if there are columns field_name and value, else wide
--	record		the column with the record: record in an EAV export, the first column in a wide one
--	as			views: the tables of demo/schema.sql are views over the export; tables: rows are copied into them
--	export_date	no date may be later; today
--
-- What the fields of the project mean is in code_map, what their answers mean in code_value, and which field has the
-- date of which in code_day, all with the system 'redcap': see doc/redcap.md.

\set ON_ERROR_STOP on
\set format redcap
\if :{?source} \else \set source redcap \endif
\if :{?table} \else \set table export \endif
\if :{?form} \else \set form '' \endif
\if :{?record} \else \set record '' \endif
\if :{?as} \else \set as views \endif
\if :{?relapse_gap} \else \set relapse_gap 1 \endif
\if :{?grace} \else \set grace 30 \endif
\if :{?folder} \else \set folder '' \endif
\set style iso
SELECT :'as' = 'views' AS as_views \gset
\ir begin.sql
\set SHOW_CONTEXT never
\ir mapped.sql

SELECT refuse(format('%I has no table %I: say where the export is with -v source=SCHEMA and -v table=NAME', :'source',
	:'table'))
WHERE to_regclass(format('%I.%I', :'source', :'table')) IS NULL \g /dev/null
SELECT refuse(format('%s has no code_value: psql -v schema=%1$s -f demo/import/code_map.sql', :'schema'))
WHERE to_regclass('code_value') IS NULL OR to_regclass('code_day') IS NULL \g /dev/null
SELECT refuse(format('form=%s is not known: it can be eav or wide', :'form'))
WHERE :'form' NOT IN ('', 'eav', 'wide') \g /dev/null

CREATE TEMP TABLE given_column ON COMMIT DROP AS
SELECT attname::text AS name, attnum AS place
FROM pg_catalog.pg_attribute
WHERE attrelid = to_regclass(format('%I.%I', :'source', :'table')) AND attnum > 0 AND NOT attisdropped;

SELECT CASE
		WHEN :'form' <> '' THEN :'form' = 'wide'
		ELSE NOT array_agg(name) @> '{field_name,value}'
	END AS is_wide,
	array_agg(name) @> '{redcap_line}' AS is_numbered
FROM given_column \gset
\if :is_wide
	SELECT coalesce(nullif(:'record', ''), (array_agg(name ORDER BY place) FILTER (WHERE name <> 'redcap_line'))[1])
		AS record
	FROM given_column \gset
\else
	SELECT coalesce(nullif(:'record', ''), 'record') AS record \gset
	SELECT refuse(format('%I.%I has no columns field_name and value: it is no EAV export', :'source', :'table'))
	FROM given_column
	HAVING NOT array_agg(name) @> '{field_name,value}' \g /dev/null
\endif
SELECT refuse(format('%I.%I has no column "%s" for the record: give -v record=COLUMN', :'source', :'table', :'record'))
FROM given_column
HAVING NOT array_agg(name) @> ARRAY[:'record'] \g /dev/null
SELECT refuse('code_map has no field of the system redcap: say what the fields of your project mean')
WHERE NOT EXISTS (SELECT FROM code_map WHERE system = 'redcap') \g /dev/null
\set SHOW_CONTEXT errors
\set patient_file :record
SELECT coalesce(nullif(:'export_date', ''), iso(current_date)) AS exported \gset

-- Without a column of line numbers, the rows are numbered in the order of what they are about.
\if :is_numbered
	\set line '(j->>''redcap_line'')::bigint'
\else
	SELECT format(
		'row_number() OVER (ORDER BY j->>%L, j->>''redcap_event_name'', j->>''redcap_repeat_instrument'', '
		'j->>''redcap_repeat_instance'', j->>''field_name'', j->>''value'')', :'record'
	) AS line \gset
\endif

-- Dates may have a time, which says nothing here.
CREATE OR REPLACE FUNCTION day_said(given text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN regexp_replace(given, '^(\d{4}-\d\d-\d\d)[ T]\d\d:.*$', '\1');

CREATE OR REPLACE FUNCTION whole_day(given text) RETURNS date
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN given ~ '^[12]\d{3}-\d\d-\d\d$' THEN lower(day_range(given, 'iso')) END;

-- Every value that is given, with what it is about.  OFFSET 0, here and below: what takes long is computed once.
\if :is_wide
CREATE OR REPLACE :temp VIEW redcap_cell AS
SELECT line, record, event, instrument, instance, name, trim(value) AS value
FROM (
	SELECT j, :line AS line, nullif(trim(j->>:'record'), '') AS record,
		coalesce(j->>'redcap_event_name', j->>'event_id', '') AS event,
		coalesce(j->>'redcap_repeat_instrument', '') AS instrument,
		coalesce(j->>'redcap_repeat_instance', '') AS instance
	FROM (SELECT to_jsonb(:"table") AS j FROM :"source".:"table" OFFSET 0) AS t
	OFFSET 0
) AS t, jsonb_each_text(j) AS f (name, value)
WHERE value <> ''
	AND trim(value) <> ''
	AND name <> ALL ('{redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,redcap_data_access_group,'
		'redcap_survey_identifier,event_id,redcap_line}'::text[] || :'record'::text);
\else
CREATE OR REPLACE :temp VIEW redcap_cell AS
SELECT :line AS line, nullif(trim(j->>:'record'), '') AS record,
	coalesce(j->>'redcap_event_name', j->>'event_id', '') AS event,
	coalesce(j->>'redcap_repeat_instrument', '') AS instrument,
	coalesce(j->>'redcap_repeat_instance', '') AS instance,
	j->>'field_name' AS name, trim(j->>'value') AS value
FROM (SELECT to_jsonb(:"table") AS j FROM :"source".:"table" OFFSET 0) AS t
WHERE trim(j->>'value') <> '';
\endif

-- A box of a checkbox field is a column field___code in a wide export, and its code a value of the field in an EAV one.
-- In the name of a column, a minus is written as one more underscore.  A box that is not ticked says nothing.
CREATE OR REPLACE :temp VIEW redcap_value AS
SELECT line, record, event, instrument, instance, name,
	CASE WHEN is_box THEN substring(name FROM '^(.+?)___') ELSE name END AS field,
	CASE WHEN is_box THEN regexp_replace(substring(name FROM '^.+?___(.+)$'), '^_', '-') ELSE value END AS stored
FROM (SELECT *, name ~ '.___.' AS is_box FROM redcap_cell OFFSET 0) AS c
WHERE NOT is_box OR lower(value) IN ('1', 'checked', 'true', 'yes')
OFFSET 0;

-- What it means.  Where code_value has answers of a field, it has to have them all.
CREATE OR REPLACE :temp VIEW redcap_answer AS
SELECT line, record, event, instrument, instance, name, v.field, v.stored,
	coalesce(b.target, k.target) AS target, coalesce(b.unit, k.unit) AS unit,
	CASE WHEN b.target IS NOT NULL THEN b.code ELSE k.code END AS code,
	CASE
		WHEN b.target IS NOT NULL THEN 'yes'
		WHEN a.value IS NOT NULL THEN a.value
		WHEN every.value IS NOT NULL THEN every.value
		WHEN coded.code IS NULL THEN day_said(v.stored)
	END AS answer
FROM redcap_value AS v
LEFT JOIN code_map AS k ON k.system = 'redcap' AND k.code = v.field
LEFT JOIN code_map AS b ON b.system = 'redcap' AND b.code = CASE
	WHEN length(v.stored) <= 30 THEN concat(v.field, '___', regexp_replace(lower(v.stored COLLATE "C"), '^-', '_'))
END
LEFT JOIN code_value AS a ON a.system = 'redcap'
	AND a.code = v.field
	AND lower(a.stored COLLATE "C") = lower(v.stored COLLATE "C")
LEFT JOIN code_value AS every ON every.system = 'redcap'
	AND every.code = '*'
	AND lower(every.stored COLLATE "C") = lower(v.stored COLLATE "C")
LEFT JOIN (
	SELECT DISTINCT code FROM code_value WHERE system = 'redcap' AND code <> '*' AND value <> 'missing'
) AS coded ON coded.code = v.field
OFFSET 0;

-- Which field has the date, if code_day says so: the longest of its codes counts.
CREATE OR REPLACE :temp VIEW redcap_dated AS
SELECT DISTINCT ON (k.code) k.code, day_code
FROM code_map AS k
JOIN code_day AS d ON d.system = 'redcap'
	AND (d.code = k.code OR right(d.code, 1) = '*' AND starts_with(k.code, left(d.code, -1)))
WHERE k.system = 'redcap'
ORDER BY k.code, length(d.code) DESC;

-- Each value that means something, with the date of its row of the project (an event, or an instance of it or of an
-- instrument).  A date that code_day names may also be in the event around it.  Of treatments, the end and the reason
-- belong to the field of the start.
CREATE OR REPLACE :temp VIEW redcap_meaning AS
SELECT *, whole_day(dated) AS day, whole_day(until) AS end_day, whole_day(answer) AS own_day,
	day_fault(day_code, dated, day_range(dated, 'iso'), 'iso', true, NULL, NULL) AS dated_fault,
	CASE
		WHEN answer ~ '^\d{4}' OR target = 'ms_onset'
			THEN day_fault(field, answer, day_range(answer, 'iso'), 'iso', target <> 'ms_onset', NULL, NULL)
	END AS own_fault
FROM (
	SELECT line, record, event, instrument, instance, name, field, stored, target, unit, answer,
		CASE
			WHEN day_code IS NOT NULL THEN coalesce(days->>day_code, event_days->>day_code)
			WHEN first_day = last_day THEN days->>first_day
		END AS dated,
		coalesce(day_code, first_day) AS day_code,
		day_code IS NULL AND first_day <> last_day AS is_ambiguous,
		coalesce(ends->>coalesce(day_code, ''), event_ends->>day_code) AS until,
		coalesce(stops->>coalesce(day_code, ''), event_stops->>day_code) AS stop,
		jsonb_strip_nulls(jsonb_build_object(
			'record', record, 'redcap_event_name', nullif(event, ''),
			'redcap_repeat_instrument', nullif(instrument, ''), 'redcap_repeat_instance', nullif(instance, ''),
			'field_name', field, 'value', stored
		)) AS given
	FROM (
		SELECT a.*,
			min(field) FILTER (WHERE target = 'day') OVER same AS first_day,
			max(field) FILTER (WHERE target = 'day') OVER same AS last_day,
			jsonb_object_agg(field, answer) FILTER (WHERE target = 'day') OVER same AS days,
			jsonb_object_agg(field, answer) FILTER (WHERE target = 'day' AND is_once) OVER event AS event_days,
			jsonb_object_agg(started, answer) FILTER (WHERE target = 'until') OVER same AS ends,
			jsonb_object_agg(started, answer) FILTER (WHERE target = 'until' AND is_once) OVER event AS event_ends,
			jsonb_object_agg(started, reason) FILTER (WHERE target = 'stop') OVER same AS stops,
			jsonb_object_agg(started, reason) FILTER (WHERE target = 'stop' AND is_once) OVER event AS event_stops
		FROM (
			SELECT line, record, event, instrument, instance, name, field, stored, target, unit, code,
				-- a date that is there twice is none
				CASE
					WHEN target IN ('day', 'until') AND min(answer) OVER field <> max(answer) OVER field
						THEN concat(min(answer) OVER field, ' and ', max(answer) OVER field)
					ELSE answer
				END AS answer,
				day_code, coalesce(day_code, '') AS started, coalesce(answer, stored) AS reason,
				instrument = '' AND instance = '' AS is_once
			FROM redcap_answer AS a
			LEFT JOIN redcap_dated AS d USING (code)
			WHERE target IS NOT NULL
			WINDOW field AS (PARTITION BY record, event, instrument, instance, field)
		) AS a
		WINDOW event AS (PARTITION BY record, event), same AS (PARTITION BY record, event, instrument, instance)
	) AS a
	OFFSET 0
) AS a;

-- These are kept, because they take longer to find than all that follows, and an export does not change.
CREATE :temp TABLE IF NOT EXISTS redcap_finding AS SELECT * FROM redcap_meaning WITH NO DATA;
DELETE FROM redcap_finding;
INSERT INTO redcap_finding SELECT * FROM redcap_meaning;
ANALYZE redcap_finding;

CREATE OR REPLACE :temp VIEW source_person AS
SELECT :'record'::text AS file, line, record AS patient,
	CASE
		WHEN upper(sex[1]) IN ('FEMALE', 'MALE') THEN upper(left(sex[1], 1))
		WHEN upper(sex[1]) IN ('F', 'M') THEN upper(sex[1])
		ELSE sex[1]
	END AS sex,
	birth[1] AS birth, last_seen,
	jsonb_strip_nulls(jsonb_build_object('record', record, 'sex', sex[1], 'birth', birth[1])) AS given,
	CASE
		WHEN cardinality(sex) > 1 THEN format('the record has more than one sex: %s', array_to_string(sex, ', '))
		WHEN cardinality(birth) > 1
			THEN format('the record has more than one date of birth: %s', array_to_string(birth, ', '))
	END AS fault
FROM (
	SELECT record, min(line) AS line,
		array_agg(DISTINCT coalesce(answer, stored)) FILTER (WHERE target = 'sex' AND answer IS DISTINCT FROM 'missing')
			AS sex,
		array_agg(DISTINCT answer) FILTER (WHERE target = 'birth' AND answer <> 'missing') AS birth,
		max(own_day) FILTER (WHERE target = 'day' AND own_day <= :'exported') AS last_seen
	FROM redcap_finding
	GROUP BY record
) AS r
WHERE record IS NOT NULL;

-- A relapse or a diagnosis can be a date of its own, or an answer in a row that has one.
CREATE OR REPLACE :temp VIEW source_reading AS
SELECT name AS file, line, record AS patient,
	CASE WHEN is_date AND target <> 'ms_onset' THEN own_day ELSE day END AS day,
	CASE WHEN part = 'diagnosis' AND answer ~ '^ms_' THEN answer ELSE target END AS target,
	CASE
		WHEN part = 'relapse' THEN nullif(lower(answer), 'yes')
		WHEN target = 'ms_onset' THEN answer
		WHEN part = 'diagnosis' THEN NULL
		WHEN number IS NOT NULL THEN trim_scale(number * unit_factor(unit))::text
		WHEN unit_factor(unit) = 1 THEN lower(answer)
	END AS value,
	CASE
		WHEN target = 'nhpt'
			THEN CASE
				WHEN (SELECT count(*) FROM code_map AS k WHERE k.system = 'redcap' AND k.target = 'nhpt') > 1 THEN field
			END
	END AS side,
	given || jsonb_strip_nulls(jsonb_build_object('date', dated)) AS given,
	CASE
		WHEN answer IS NULL THEN format('answer "%s" of %s is not in code_value', stored, field)
		WHEN answer = 'missing' THEN format('%s "%s" stands for a missing value', field, stored)
		WHEN target = 'ms_onset' OR is_date THEN own_fault
		WHEN part = 'diagnosis' AND lower(answer) = 'no' THEN 'no diagnosis: the answer is no'
		WHEN part = 'diagnosis' AND answer !~* '^(yes|ms_\w+)$'
			THEN format('%s "%s" is neither a date nor in code_value', field, stored)
		WHEN part = 'diagnosis' THEN NULL
		WHEN part = 'relapse' AND lower(answer) NOT IN ('yes', 'no')
			THEN format('%s "%s" is neither a date nor yes or no', field, stored)
		WHEN is_ambiguous THEN format('the row has more than one date: say in code_day which is that of %s', field)
		WHEN dated = 'missing' THEN format('%s has no day: %s stands for a missing value', target, day_code)
		ELSE dated_fault
	END AS fault
FROM (
	SELECT f.*, part,
		part IN ('relapse', 'diagnosis') AND answer ~ '^\d{4}' AS is_date,
		CASE
			WHEN replace(answer, ',', '.') ~ '^-?\d{1,6}(\.\d+)?$' THEN replace(answer, ',', '.')::numeric
		END AS number
	FROM redcap_finding AS f
	JOIN code_target AS t USING (target)
	WHERE part <> 'none'
	OFFSET 0
) AS f
OFFSET 0;

-- Drugs: a field may name one that is taken from the date of its row on (drug) or given on that day (dose), or it may
-- stand for one drug, with a date or yes.
CREATE OR REPLACE :temp VIEW source_exposure AS
SELECT name AS file, line, record AS patient, drug, begun AS day,
	CASE WHEN is_dose THEN begun + 1 WHEN end_day IS NOT NULL THEN greatest(end_day, begun + 1) END AS until,
	nullif(stop, 'missing') AS stop,
	given || jsonb_strip_nulls(jsonb_build_object('date', dated, 'until', until, 'stop', stop)) AS given,
	CASE
		WHEN answer IS NULL THEN format('answer "%s" of %s is not in code_value', stored, field)
		WHEN answer = 'missing' THEN format('%s "%s" stands for a missing value', field, stored)
		WHEN drug = 'interferon beta-1a' THEN 'interferon beta-1a without a brand: SC and IM are two drugs'
		WHEN NOT is_named AND lower(answer) = 'no' THEN format('%s was not given: the answer is no', drug)
		WHEN NOT is_named AND NOT is_date AND lower(answer) <> 'yes'
			THEN format('%s "%s" is neither a date nor yes or no', field, stored)
		WHEN is_date THEN own_fault
		WHEN is_ambiguous THEN format('the row has more than one date: say in code_day which is that of %s', field)
		WHEN dated = 'missing' THEN format('the treatment has no start: %s stands for a missing value', day_code)
		WHEN until = 'missing' THEN 'the treatment was stopped, but its end stands for a missing value'
		ELSE coalesce(
			dated_fault,
			day_fault('end', until, day_range(until, 'iso'), 'iso', true, NULL, NULL),
			CASE WHEN end_day < begun THEN format('end "%s" is before the start "%s"', until, dated) END
		)
	END AS fault
FROM (
	SELECT f.*, is_named, is_date, target = 'dose' OR NOT is_named AS is_dose,
		CASE WHEN is_named THEN answer ELSE target END AS drug,
		CASE WHEN is_date THEN own_day ELSE day END AS begun
	FROM redcap_finding AS f, LATERAL (
			SELECT target IN ('drug', 'dose') AS is_named,
				target NOT IN ('drug', 'dose') AND answer ~ '^\d{4}' AS is_date
		) AS n
	WHERE is_named OR target NOT IN (SELECT target FROM code_target)
) AS f;

-- The name is that of the field, in words.
CREATE OR REPLACE :temp VIEW source_unmapped AS
SELECT :'table'::text AS file, 'redcap' AS system, code, replace(code, '_', ' ') AS name, count(*) AS rows,
	count(DISTINCT record) AS patients
FROM (
	SELECT record, CASE WHEN target IS NULL THEN field ELSE format('%s=%s', field, stored) END AS code
	FROM redcap_answer
	WHERE target IS NULL AND field !~ '_complete$' AND (field !~ '_id$' OR stored <> record)
		OR target NOT IN ('ignore', 'stop') AND answer IS NULL
) AS r
GROUP BY code;

\ir readings.sql
