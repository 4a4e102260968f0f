-- Reads an i2b2 data mart (the tables of the CRC cell, version 1.7) where it lies.  Run it from the folder above demo:
--
--	psql -v schema=registry -v source=i2b2demodata [-v as=views] [-v export_date=yyyy-mm-dd] [-v shifted=no]
--		[-v relapse_gap=30] [-v grace=30] [-v supply=90] -f demo/import/setup.sql -f demo/import/i2b2.sql
--
--	source		the schema with patient_dimension, observation_fact and concept_dimension; the name of the source
--	as			views: the tables of demo/schema.sql are views over the data mart; tables: rows are copied into them
--	shifted		yes: the dates of each patient were shifted, so none of them is too late
--	supply		days that a record of a drug counts for if it has no end and the drug is not given on single days
--
-- doc/i2b2.md says what is read, and how to complete the map of codes.

\set ON_ERROR_STOP on
\set format i2b2
\if :{?source} \else \set source i2b2demodata \endif
\if :{?as} \else \set as views \endif
\if :{?shifted} \else \set shifted no \endif
\if :{?relapse_gap} \else \set relapse_gap 30 \endif
\if :{?grace} \else \set grace 30 \endif
\if :{?supply} \else \set supply 90 \endif
\if :{?folder} \else \set folder '' \endif
\set style iso
\set patient_file 'patient_dimension with a diagnosis of multiple sclerosis'
SELECT :'as' = 'views' AS as_views \gset
\ir begin.sql
\set SHOW_CONTEXT never
\ir mapped.sql

SELECT refuse(format('%I has no table %s: say where the tables are with -v source=SCHEMA', :'source',
	string_agg(name, ', ')))
FROM unnest('{patient_dimension,observation_fact,concept_dimension}'::text[]) AS name
WHERE to_regclass(format('%I.%I', :'source', name)) IS NULL
HAVING count(*) > 0 \g /dev/null
SELECT refuse(format('%s has no code_value: psql -v schema=%1$s -f demo/import/code_map.sql', :'schema'))
WHERE to_regclass('code_value') IS NULL \g /dev/null
SELECT refuse(format('shifted=%s is not known: it can be yes or no', :'shifted'))
WHERE :'shifted' NOT IN ('yes', 'no') \g /dev/null
\set SHOW_CONTEXT errors

-- The last day for which there can be data: when they were taken from the hospital's systems, else when they were
-- loaded, else today.
SELECT CASE
		WHEN :'shifted' = 'yes' THEN ''
		WHEN :'export_date' <> '' THEN :'export_date'
		ELSE iso(coalesce(
			max(download_date) FILTER (WHERE download_date BETWEEN '1000-01-01' AND '2999-12-31'),
			max(import_date) FILTER (WHERE import_date BETWEEN '1000-01-01' AND '2999-12-31'), current_date
		)::date)
	END AS exported
FROM :"source".patient_dimension \gset

-- A fact is told by its search index, which i2b2 numbers on PostgreSQL; else by a number made of its key.
SELECT CASE
		WHEN EXISTS (
			SELECT FROM pg_catalog.pg_attribute
			WHERE attrelid = to_regclass(format('%I.observation_fact', :'source'))
				AND attname = 'text_search_index'
				AND NOT attisdropped
		) THEN 'text_search_index::bigint'
		ELSE 'hashtextextended(concat_ws(''/'', o.patient_num, o.encounter_num, o.concept_cd, o.provider_id, '
			'extract(epoch FROM o.start_date), o.modifier_cd, o.instance_num), 0) & 9007199254740991'
	END AS line \gset

-- The vocabulary that a code begins with, as in ICD10CM:G35, whatever its case, punctuation and national edition.
CREATE OR REPLACE FUNCTION vocabulary(prefix text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN regexp_replace(regexp_replace(upper(prefix COLLATE "C"), '[^A-Z0-9]', '', 'g'), '(CM|GM|CT|US)$', '');

CREATE OR REPLACE FUNCTION usual_unit(given text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN lower(given COLLATE "C") IN ('s', 'sec', 'secs', 'second', 'seconds') THEN 's'
		WHEN lower(given COLLATE "C") IN ('ms', 'msec', 'millisecond', 'milliseconds') THEN 'ms'
		WHEN lower(given COLLATE "C") IN ('min', 'minute', 'minutes') THEN 'min'
		WHEN lower(given COLLATE "C") IN ('%', 'percent', 'pct') THEN 'percent'
		WHEN lower(given COLLATE "C") IN ('fraction', 'ratio') THEN 'fraction'
	END;

-- What is written for no value, in i2b2.
CREATE OR REPLACE FUNCTION told(given text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN trim(given) NOT IN ('', '@') THEN trim(given) END;

--- Which concepts stand for what: those that the map names, and what is below them.

CREATE :temp TABLE IF NOT EXISTS i2b2_concept (concept_cd text PRIMARY KEY, target text NOT NULL, unit text);
DELETE FROM i2b2_concept;

CREATE TEMP TABLE folder ON COMMIT DROP AS
SELECT (rtrim(concept_path, '\') || '\') COLLATE "C" AS path, concept_cd::text AS concept_cd, name_char::text AS name,
	vocabulary(split_part(concept_cd, ':', 1)) AS vocabulary,
	substr(concept_cd, position(':' IN concept_cd) + 1) AS code,
	coalesce(
		try_dmt(substring(name_char FROM '\[([^]]+)\]\s*$')),
		CASE WHEN concept_cd ~* '^atc:' THEN try_dmt(substr(concept_cd, 5)) END,
		try_dmt(name_char)
	)::text AS drug
FROM :"source".concept_dimension
WHERE told(concept_cd) IS NOT NULL;
CREATE INDEX ON folder (path);
ANALYZE folder;

CREATE TEMP TABLE named ON COMMIT DROP AS
SELECT path, concept_cd, k.system, k.code, target, unit
FROM code_map AS k JOIN folder ON system = 'concept_cd' AND k.code = concept_cd
UNION ALL
SELECT path, concept_cd, k.system, k.code, target, unit
FROM code_map AS k JOIN folder AS f ON vocabulary(system) = vocabulary AND k.code = f.code
WHERE vocabulary <> ''
UNION ALL
SELECT (rtrim(code, '\') || '\') COLLATE "C", NULL, system, code, target, unit
FROM code_map
WHERE system = 'concept_path'
UNION ALL
SELECT NULL, code, system, code, target, unit
FROM code_map AS k
WHERE system = 'concept_cd' AND NOT EXISTS (SELECT FROM folder WHERE concept_cd = k.code);

SELECT refuse(string_agg(message, '; ' ORDER BY message))
FROM (
	SELECT format('code_map contradicts itself about concept %s: %s', coalesce(concept_cd, path), string_agg(
		DISTINCT format('%s %s is %s', system, code, target), ', '
	)) AS message
	FROM named
	GROUP BY coalesce(concept_cd, path)
	HAVING count(DISTINCT target) > 1
) AS m \g /dev/null

-- Drugs are found by their name as well, but only in vocabularies of drugs: the same name may be an allergy.
INSERT INTO named
SELECT path, concept_cd, vocabulary, code, drug
FROM folder AS f
WHERE vocabulary IN ('RXNORM', 'NDC', 'ATC', 'PZN', 'CIP', 'UCD', 'DIN')
	AND drug IS NOT NULL
	AND NOT EXISTS (SELECT FROM named AS n WHERE n.concept_cd = f.concept_cd);

-- The nearest folder above counts.  What is below \a\ lies between it and \a], the next character after the backslash.
-- The name of a product tells more than the ingredient above it: the route of interferon beta-1a.
INSERT INTO i2b2_concept
SELECT DISTINCT ON (concept_cd) concept_cd,
	CASE
		WHEN try_dmt(target) IS NOT NULL AND (NOT itself OR target = 'interferon beta-1a') THEN coalesce(drug, target)
		ELSE target
	END,
	unit
FROM (
	SELECT concept_cd, NULL AS drug, target, unit, 0 AS depth, true AS itself FROM named WHERE path IS NULL
	UNION ALL
	SELECT f.concept_cd, drug, target, unit, length(n.path), n.concept_cd IS NOT DISTINCT FROM f.concept_cd
	FROM named AS n
	JOIN folder AS f ON f.path >= n.path AND f.path < (left(n.path, -1) || ']') COLLATE "C"
) AS b
ORDER BY concept_cd, itself DESC, depth DESC, target;
ANALYZE i2b2_concept;

--- What the facts say, row by row.

-- Rows with a modifier say something about the row without one: a dose, a route, the rank of a diagnosis.  They count
-- if the map has the modifier, and diagnoses count whatever it is.
CREATE OR REPLACE :temp VIEW i2b2_fact AS
SELECT *
FROM (
	SELECT :line AS line, patient_num::bigint AS patient_num, encounter_num, o.concept_cd::text AS concept_cd,
		told(modifier_cd) AS modifier_cd, start_date::date AS day, end_date::date AS until, instance_num,
		upper(told(valtype_cd) COLLATE "C") AS valtype_cd, told(tval_char) AS tval_char, nval_num::numeric AS nval_num,
		told(units_cd) AS units_cd,
		CASE
			WHEN told(modifier_cd) IS NULL OR m.target = 'as_concept' THEN k.target
			WHEN m.target IS NOT NULL THEN m.target
			WHEN k.target IN ('ms', 'ms_cis', 'ms_rr', 'ms_sp', 'ms_pp', 'ms_onset') THEN k.target
		END AS target,
		CASE WHEN m.target <> 'as_concept' THEN m.unit ELSE k.unit END AS unit
	FROM :"source".observation_fact AS o
	JOIN i2b2_concept AS k ON k.concept_cd = o.concept_cd
	LEFT JOIN code_map AS m ON m.system = 'modifier_cd' AND m.code = modifier_cd
	OFFSET 0 -- computed once
) AS o
WHERE target IS NOT NULL;

-- The patients: those with a diagnosis of multiple sclerosis.
CREATE OR REPLACE :temp VIEW i2b2_patient AS
SELECT p.patient_num::bigint AS patient_num, vital_status_cd, birth_date::date AS birth_date,
	death_date::date AS death_date, sex_cd, upper(told(vital_status_cd) COLLATE "C") AS vital,
	CASE WHEN upper(told(vital_status_cd) COLLATE "C") ~ '^[YRTS][LDBFHIC]?$' THEN death_date::date END AS died,
	p.patient_num IN (
		SELECT patient_num
		FROM :"source".observation_fact AS o
		JOIN i2b2_concept AS k ON k.concept_cd = o.concept_cd
		WHERE target IN ('ms', 'ms_rr', 'ms_sp', 'ms_pp')
	) AS is_patient
FROM :"source".patient_dimension AS p;

-- The first letter of vital_status_cd says how exact the
-- death is, the second one how exact the birth is; a living patient may have the second one only.
CREATE OR REPLACE :temp VIEW source_person AS
SELECT 'patient_dimension' AS file, patient_num AS line, patient_num::text AS patient,
	CASE
		WHEN sex ~ '^(U|UN|UNK|UNKNOWN|NI|OT|O|A)$' THEN NULL
		WHEN sex ~ '^(F|M|FEMALE|MALE)$' THEN left(sex, 1)
		ELSE sex
	END AS sex,
	CASE
		WHEN vital ~ '^[NUZYMXRTS]?L$' THEN NULL
		WHEN vital ~ '^[NUZYMXRTS]?F$' THEN to_char(birth_date, 'YYYY')
		WHEN vital ~ '^[NUZYMXRTS]?B$' THEN to_char(birth_date, 'YYYY-MM')
		ELSE to_char(birth_date, 'YYYY-MM-DD')
	END AS birth,
	least(
		nullif(:'exported', '')::date,
		died,
		(
			SELECT max(greatest(start_date, end_date))::date
			FROM :"source".observation_fact AS o
			WHERE o.patient_num = p.patient_num AND (died IS NULL OR start_date < died + 1)
		)
	) AS last_seen,
	jsonb_strip_nulls(jsonb_build_object(
		'patient_num', patient_num, 'sex_cd', sex_cd, 'birth_date', birth_date, 'death_date', death_date,
		'vital_status_cd', vital_status_cd
	)) AS given,
	NULL::text AS fault
FROM i2b2_patient AS p, LATERAL (SELECT upper(substring(told(sex_cd) FROM '[^:|]+$') COLLATE "C") AS sex) AS s
WHERE is_patient;

CREATE OR REPLACE :temp VIEW source_reading AS
SELECT 'observation_fact' AS file, line, f.patient_num::text AS patient, day, target,
	CASE
		WHEN part = 'relapse' THEN CASE WHEN answer = 'no' OR nval_num = 0 THEN 'no' END
		WHEN target = 'ms_onset' THEN onset
		WHEN part = 'diagnosis' THEN NULL
		ELSE coalesce(answer, sign || trim_scale(nval_num * unit_factor(coalesce(row_unit, unit)))::text)
	END AS value,
	CASE WHEN target = 'nhpt' THEN modifier_cd END AS side,
	jsonb_strip_nulls(jsonb_build_object(
		'patient_num', f.patient_num, 'encounter_num', encounter_num, 'concept_cd', concept_cd,
		'modifier_cd', modifier_cd, 'instance_num', instance_num, 'start_date', day, 'valtype_cd', valtype_cd,
		'tval_char', tval_char, 'nval_num', trim_scale(nval_num), 'units_cd', units_cd
	)) AS given,
	CASE
		WHEN part = 'diagnosis' AND day < birth_date
			THEN format('diagnosis date "%s" is before the birth on %s', iso(day), iso(birth_date))
		WHEN part = 'diagnosis' AND day > nullif(:'exported', '')::date
			THEN format('diagnosis date "%s" is after the export of %s', iso(day), :'exported')
		WHEN target = 'ms_onset' AND NOT coalesce(is_dated(onset, 'iso'), true)
			THEN format('onset "%s" is not of the form yyyy-mm-dd', onset)
		WHEN day > died THEN format('date "%s" is after the death on %s', iso(day), iso(died))
		WHEN part IN ('diagnosis', 'relapse') THEN NULL
		WHEN valtype_cd IN ('B', 'NLP') THEN format('the value of %s is a document (%s)', target, valtype_cd)
		WHEN valtype_cd = 'N' AND sign IS NULL
			THEN format('"%s" is not an operator of i2b2: E, L, LE, G, GE', tval_char)
		WHEN valtype_cd = 'N' AND timed AND units_cd IS NOT NULL AND row_unit IS NULL
			THEN format('unit "%s" of %s is not known', units_cd, target)
	END AS fault
FROM (
	SELECT f.*, part,
		CASE upper(coalesce(tval_char, 'E')) WHEN 'E' THEN '' WHEN 'L' THEN '<' WHEN 'LE' THEN '<=' WHEN 'G' THEN '>'
			WHEN 'GE' THEN '>=' END AS sign,
		target IN ('t25fw', 'nhpt', 'annual_pbvc') AS timed,
		CASE WHEN target IN ('t25fw', 'nhpt', 'annual_pbvc') THEN usual_unit(units_cd) END AS row_unit,
		CASE valtype_cd
			WHEN 'N' THEN to_char(nval_num, 'FM0000')
			ELSE regexp_replace(tval_char, '^(\d{4}-\d\d-\d\d)[ T]\d\d:.*$', '\1')
		END AS onset,
		CASE
			WHEN v.value IS NOT NULL THEN v.value
			WHEN lower(tval_char) IN ('y', 'yes') AND valtype_cd = 'T' THEN 'yes'
			WHEN lower(tval_char) IN ('n', 'no') AND valtype_cd = 'T' THEN 'no'
			WHEN valtype_cd = 'T' THEN replace(given(tval_char), ',', '.')
		END AS answer
	FROM i2b2_fact AS f
	JOIN code_target AS t USING (target)
	LEFT JOIN code_value AS v ON v.system = 'concept_cd'
		AND v.code = concept_cd
		AND lower(stored COLLATE "C") = lower(coalesce(
			CASE valtype_cd WHEN 'N' THEN trim_scale(nval_num)::text ELSE tval_char END, ''
		) COLLATE "C")
) AS f
LEFT JOIN (SELECT DISTINCT ON (patient_num) * FROM i2b2_patient ORDER BY patient_num, birth_date, died) AS p
	ON p.patient_num = f.patient_num
WHERE part IN ('diagnosis', 'visit', 'relapse') OR part <> 'none' AND is_patient
OFFSET 0; -- readings.sql asks for each value many times

-- The drugs of the patients.  The end of a fact is the last day with the drug.  An order without an end lasts :supply
-- days, unless the drug is given on single days.
CREATE OR REPLACE :temp VIEW source_exposure AS
SELECT 'observation_fact' AS file, f.line, f.patient_num::text AS patient, target AS drug, day,
	CASE
		WHEN f.until > day THEN f.until + 1
		WHEN try_dmt(target) IN (SELECT dmt FROM dmt_intervals()) THEN day + 1
		ELSE day + :supply
	END AS until,
	NULL::text AS stop,
	jsonb_strip_nulls(jsonb_build_object(
		'patient_num', f.patient_num, 'encounter_num', encounter_num, 'concept_cd', concept_cd,
		'modifier_cd', modifier_cd, 'instance_num', instance_num, 'start_date', day, 'end_date', f.until
	)) AS given,
	CASE
		WHEN f.until < day THEN format('end "%s" is before the start "%s"', iso(f.until), iso(day))
		WHEN target = 'interferon beta-1a' THEN 'interferon beta-1a without a brand: SC and IM are two drugs'
		WHEN day > died THEN format('start "%s" is after the death on %s', iso(day), iso(died))
	END AS fault
FROM i2b2_fact AS f
LEFT JOIN (SELECT DISTINCT ON (patient_num) * FROM i2b2_patient ORDER BY patient_num, birth_date, died) AS p
	ON p.patient_num = f.patient_num
WHERE target NOT IN (SELECT target FROM code_target) AND is_patient;

CREATE OR REPLACE :temp VIEW source_unmapped AS
SELECT 'observation_fact' AS file, system, code, name, count(*) AS rows, count(DISTINCT patient_num) AS patients
FROM (
	SELECT patient_num, 'concept_cd' AS system, concept_cd::text AS code
	FROM :"source".observation_fact AS o
	WHERE NOT EXISTS (SELECT FROM i2b2_concept AS k WHERE k.concept_cd = o.concept_cd)
	UNION ALL
	SELECT patient_num, 'modifier_cd', modifier_cd::text
	FROM :"source".observation_fact AS o
	JOIN i2b2_concept AS k ON k.concept_cd = o.concept_cd
	WHERE told(modifier_cd) IS NOT NULL
		AND target NOT IN ('ms', 'ms_cis', 'ms_rr', 'ms_sp', 'ms_pp', 'ms_onset', 'ignore')
		AND NOT EXISTS (SELECT FROM code_map AS m WHERE m.system = 'modifier_cd' AND m.code = modifier_cd)
) AS row
LEFT JOIN (
	SELECT DISTINCT ON (concept_cd) concept_cd AS code, 'concept_cd' AS system, name_char::text AS name
	FROM :"source".concept_dimension
	ORDER BY concept_cd, concept_path COLLATE "C"
) AS n USING (system, code)
WHERE patient_num IN (SELECT patient_num FROM i2b2_patient WHERE is_patient)
GROUP BY system, code, name;

\ir readings.sql
