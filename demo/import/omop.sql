-- Reads a database in the OMOP common data model, version 5.4, where it lies.  Run it from the folder above demo:
--
--	psql -v schema=registry -v source=cdm [-v vocabulary=cdm] [-v as=views] [-v export_date=yyyy-mm-dd]
--		[-v shifted=no] [-v relapse_gap=30] [-v grace=30] -f demo/import/setup.sql -f demo/import/omop.sql
--
--	source		the schema of the CDM's tables, and the name of the source
--	vocabulary	the schema of concept and concept_ancestor, if it is another one
--	as			views: the tables of demo/schema.sql are views over the CDM; tables: rows are copied into them
--	shifted		yes: the dates of each patient were shifted, so none of them is too late
--
-- doc/omop.md says what is read, and how to complete the map of codes.

\set ON_ERROR_STOP on
\set format omop
\if :{?source} \else \set source cdm \endif
\if :{?vocabulary} \else \set vocabulary :source \endif
\if :{?as} \else \set as views \endif
\if :{?shifted} \else \set shifted no \endif
\if :{?relapse_gap} \else \set relapse_gap 30 \endif
\if :{?grace} \else \set grace 30 \endif
\if :{?folder} \else \set folder '' \endif
\set style iso
\set patient_file 'person with a condition of multiple sclerosis'
SELECT :'as' = 'views' AS as_views \gset
\ir begin.sql
\set SHOW_CONTEXT never
\ir mapped.sql

SELECT refuse(format('shifted=%s is not known: it can be yes or no', :'shifted'))
WHERE :'shifted' NOT IN ('yes', 'no') \g /dev/null

CREATE TEMP TABLE wanted ON COMMIT DROP AS
SELECT CASE WHEN relation LIKE 'concept%' THEN :'vocabulary' ELSE :'source' END AS place, relation,
	ltrim(split_part(word, '=', 1), '!') AS name,
	CASE split_part(word, '=', 2) WHEN '' THEN 'id' ELSE split_part(word, '=', 2) END AS kind,
	word LIKE '!%' AS is_needed, row_number() OVER () AS number
FROM (VALUES
	('person', '!person_id !gender_concept_id !year_of_birth month_of_birth day_of_birth'),
	('observation_period', '!person_id !observation_period_end_date=date'),
	(
		'condition_occurrence',
		'!condition_occurrence_id !person_id !condition_concept_id !condition_start_date=date '
		'condition_source_value=text'
	),
	(
		'measurement',
		'!measurement_id !person_id !measurement_concept_id !measurement_date=date !value_as_number=number '
		'value_as_concept_id measurement_source_value=text'
	),
	(
		'observation',
		'!observation_id !person_id !observation_concept_id !observation_date=date value_as_number=number '
		'value_as_string=text value_as_concept_id observation_source_value=text'
	),
	(
		'drug_exposure',
		'!drug_exposure_id !person_id !drug_concept_id !drug_exposure_start_date=date drug_exposure_end_date=date '
		'verbatim_end_date=date days_supply stop_reason=text drug_source_value=text'
	),
	('concept', '!concept_id !concept_name=text !vocabulary_id=text !concept_class_id=text !concept_code=text'),
	('concept_ancestor', '!ancestor_concept_id !descendant_concept_id !min_levels_of_separation')
) AS w (relation, columns), string_to_table(columns, ' ') AS word;
\set where_to_say '-v source=SCHEMA and -v vocabulary=SCHEMA'
\set prefix cdm_
\ir columns.sql
\set SHOW_CONTEXT errors

-- The last day for which the CDM has data: it is there for every CDM, while cdm_source may be missing.
SELECT CASE
		WHEN :'shifted' = 'yes' THEN ''
		WHEN :'export_date' <> '' THEN :'export_date'
		ELSE coalesce(iso(max(observation_period_end_date) FILTER (
			WHERE observation_period_end_date BETWEEN '1000-01-01' AND '2999-12-31'
		)), '')
	END AS exported
FROM cdm_observation_period \gset

--- Which concepts stand for what: those that the map names, and what is below them.

CREATE :temp TABLE IF NOT EXISTS omop_concept (concept_id bigint PRIMARY KEY, target text NOT NULL, unit text);
DELETE FROM omop_concept;

CREATE TEMP TABLE named ON COMMIT DROP AS
SELECT CASE WHEN code ~ '^\d{1,10}$' THEN code::bigint END AS concept_id, system, code, target, unit
FROM code_map
WHERE system = 'OMOP'
UNION ALL
SELECT concept_id, system, code, target, unit
FROM code_map JOIN cdm_concept ON vocabulary_id = system AND concept_code = code;

SELECT refuse(string_agg(message, '; ' ORDER BY message))
FROM (
	SELECT format('code_map has the OMOP concept "%s", which is no number', code) AS message
	FROM named
	WHERE concept_id IS NULL
	UNION ALL
	SELECT format('code_map contradicts itself about concept %s: %s', concept_id, string_agg(
		format('%s %s is %s', system, code, target), ', ' ORDER BY system, code
	))
	FROM named
	GROUP BY concept_id
	HAVING count(DISTINCT target) > 1
) AS m \g /dev/null

-- Ingredients are found by their name as well.
INSERT INTO named
SELECT concept_id, vocabulary_id, concept_code, try_dmt(concept_name)::text
FROM cdm_concept AS c
WHERE concept_class_id = 'Ingredient'
	AND try_dmt(concept_name) IS NOT NULL
	AND NOT EXISTS (SELECT FROM named AS n WHERE n.concept_id = c.concept_id);

-- Of a condition, a measurement or a product, the nearest concept above counts.  The brand that a product's name has in
-- brackets tells more than its ingredient: the route of interferon beta-1a.
INSERT INTO omop_concept
SELECT DISTINCT ON (b.concept_id) b.concept_id,
	CASE
		WHEN try_dmt(target) IS NOT NULL
			THEN coalesce(try_dmt(substring(concept_name FROM '\[([^]]+)\]\s*$'))::text, target)
		ELSE target
	END,
	unit
FROM (
	SELECT concept_id, target, unit, 0 AS distance FROM named
	UNION ALL
	SELECT descendant_concept_id, target, unit, min_levels_of_separation
	FROM cdm_concept_ancestor JOIN named ON concept_id = ancestor_concept_id
) AS b
LEFT JOIN cdm_concept AS c ON c.concept_id = b.concept_id
WHERE b.concept_id IS NOT NULL
ORDER BY b.concept_id, distance, target;
ANALYZE omop_concept;

--- What the CDM says, row by row.

-- Only what a row means is read here.  A source value that the map has is exact, so it comes before the concept.
CREATE OR REPLACE :temp VIEW omop_finding AS
SELECT 'measurement' AS file, measurement_id::bigint AS line, person_id, measurement_date AS day,
	k.target, k.unit, value_as_number::numeric AS number, NULL::text AS text, value_as_concept_id::bigint AS answer,
	measurement_concept_id::bigint AS concept_id, measurement_source_value::text AS source_value
FROM cdm_measurement
JOIN code_map AS k ON k.system = 'measurement_source_value' AND k.code = measurement_source_value
UNION ALL
SELECT 'measurement', measurement_id, person_id, measurement_date, k.target, k.unit, value_as_number, NULL,
	value_as_concept_id, measurement_concept_id, measurement_source_value
FROM cdm_measurement
JOIN omop_concept AS k ON k.concept_id = measurement_concept_id
WHERE NOT EXISTS (
	SELECT FROM code_map AS s WHERE s.system = 'measurement_source_value' AND s.code = measurement_source_value
)
UNION ALL
SELECT 'observation', observation_id, person_id, observation_date, k.target, k.unit, value_as_number, value_as_string,
	value_as_concept_id, observation_concept_id, observation_source_value
FROM cdm_observation
JOIN code_map AS k ON k.system = 'observation_source_value' AND k.code = observation_source_value
UNION ALL
SELECT 'observation', observation_id, person_id, observation_date, k.target, k.unit, value_as_number, value_as_string,
	value_as_concept_id, observation_concept_id, observation_source_value
FROM cdm_observation
JOIN omop_concept AS k ON k.concept_id = observation_concept_id
WHERE NOT EXISTS (
	SELECT FROM code_map AS s WHERE s.system = 'observation_source_value' AND s.code = observation_source_value
)
UNION ALL
SELECT 'condition_occurrence', condition_occurrence_id, person_id, condition_start_date, k.target, k.unit, NULL, NULL,
	NULL, condition_concept_id, condition_source_value
FROM cdm_condition_occurrence
JOIN code_map AS k ON k.system = 'condition_source_value' AND k.code = condition_source_value
UNION ALL
SELECT 'condition_occurrence', condition_occurrence_id, person_id, condition_start_date, k.target, k.unit, NULL, NULL,
	NULL, condition_concept_id, condition_source_value
FROM cdm_condition_occurrence
JOIN omop_concept AS k ON k.concept_id = condition_concept_id
WHERE NOT EXISTS (
	SELECT FROM code_map AS s WHERE s.system = 'condition_source_value' AND s.code = condition_source_value
);

-- The patients: persons with a condition of multiple sclerosis.
CREATE OR REPLACE :temp VIEW source_person AS
SELECT 'person' AS file, person_id::bigint AS line, person_id::text AS patient,
	CASE gender_concept_id
		WHEN 8507 THEN 'M'
		WHEN 8532 THEN 'F'
		WHEN 0 THEN NULL
		WHEN 8551 THEN NULL -- unknown
		WHEN 8521 THEN NULL -- other
		WHEN 8570 THEN NULL -- ambiguous
		ELSE gender_concept_id::text
	END AS sex,
	to_char(year_of_birth, 'FM0000') || CASE
		WHEN month_of_birth IS NULL THEN ''
		ELSE to_char(month_of_birth, '"-"FM00') || coalesce(to_char(day_of_birth, '"-"FM00'), '')
	END AS birth,
	least(
		nullif(:'exported', '')::date,
		(
			SELECT max(observation_period_end_date)
			FROM cdm_observation_period AS o
			WHERE o.person_id = p.person_id
		)
	) AS last_seen,
	jsonb_build_object(
		'person_id', person_id, 'gender_concept_id', gender_concept_id, 'year_of_birth', year_of_birth,
		'month_of_birth', month_of_birth, 'day_of_birth', day_of_birth
	) AS given,
	NULL::text AS fault
FROM cdm_person AS p
WHERE person_id IN (SELECT person_id FROM omop_finding WHERE target IN ('ms', 'ms_rr', 'ms_sp', 'ms_pp'));

CREATE OR REPLACE :temp VIEW source_reading AS
SELECT file, line, f.person_id::text AS patient, day, target,
	CASE
		WHEN t.part = 'relapse' THEN CASE WHEN answer = 4188540 OR number = 0 THEN 'no' END
		WHEN target = 'ms_onset' THEN coalesce(text, to_char(number, 'FM0000'))
		WHEN t.part = 'diagnosis' THEN NULL
		WHEN number IS NOT NULL THEN trim_scale(number * unit_factor(unit))::text
		WHEN answer IN (4188539, 4188540) THEN CASE answer WHEN 4188539 THEN 'yes' ELSE 'no' END
		WHEN unit_factor(unit) = 1 THEN replace(given(text), ',', '.')
	END AS value,
	NULL::text AS side,
	jsonb_strip_nulls(jsonb_build_object(
		'person_id', f.person_id, 'concept_id', concept_id, 'source_value', source_value, 'date', day,
		'value_as_number', number, 'value_as_string', text, 'value_as_concept_id', nullif(answer, 0)
	)) AS given,
	CASE
		WHEN t.part = 'diagnosis' AND day < make_date(year_of_birth, 1, 1)
			THEN format('condition date "%s" is before the birth in %s', iso(day), year_of_birth)
		WHEN t.part = 'diagnosis' AND day > nullif(:'exported', '')::date
			THEN format('condition date "%s" is after the export of %s', iso(day), :'exported')
		WHEN target = 'ms_onset' AND NOT coalesce(is_dated(coalesce(text, to_char(number, 'FM0000')), 'iso'), true)
			THEN format('onset "%s" is not of the form yyyy-mm-dd', coalesce(text, number::text))
	END AS fault
FROM omop_finding AS f
JOIN code_target AS t USING (target)
LEFT JOIN (
	SELECT person_id, (min(year_of_birth) FILTER (WHERE year_of_birth BETWEEN 1 AND 9999))::integer AS year_of_birth
	FROM cdm_person
	GROUP BY person_id
) AS p ON p.person_id = f.person_id
WHERE t.part IN ('diagnosis', 'visit', 'relapse')
	OR f.person_id IN (SELECT line FROM source_person);

-- The drugs of the patients.  An infusion has its day only.  The CDM's end is the last day with the drug.
CREATE OR REPLACE :temp VIEW source_exposure AS
SELECT 'drug_exposure' AS file, drug_exposure_id::bigint AS line, person_id::text AS patient,
	coalesce(s.target, k.target) AS drug,
	drug_exposure_start_date AS day,
	greatest(
		least(coalesce(verbatim_end_date, drug_exposure_end_date, drug_exposure_start_date), '9999-12-31') + 1,
		CASE
			WHEN verbatim_end_date IS NULL AND days_supply BETWEEN 1 AND 731
				THEN least(drug_exposure_start_date, '9999-12-31') + days_supply::integer
		END
	) AS until,
	given(stop_reason) AS stop,
	jsonb_strip_nulls(jsonb_build_object(
		'person_id', person_id, 'drug_concept_id', drug_concept_id, 'drug_source_value', drug_source_value,
		'drug_exposure_start_date', drug_exposure_start_date, 'drug_exposure_end_date', drug_exposure_end_date,
		'verbatim_end_date', verbatim_end_date, 'days_supply', days_supply, 'stop_reason', stop_reason
	)) AS given,
	CASE
		WHEN verbatim_end_date < drug_exposure_start_date OR drug_exposure_end_date < drug_exposure_start_date
			THEN format(
				'end "%s" is before the start "%s"',
				iso(least(verbatim_end_date, drug_exposure_end_date)), iso(drug_exposure_start_date)
			)
		WHEN coalesce(s.target, k.target) = 'interferon beta-1a'
			THEN 'interferon beta-1a without a brand: SC and IM are two drugs'
	END AS fault
FROM cdm_drug_exposure
LEFT JOIN code_map AS s ON s.system = 'drug_source_value' AND s.code = drug_source_value
LEFT JOIN omop_concept AS k ON k.concept_id = drug_concept_id
WHERE coalesce(s.target, k.target, 'ignore') <> 'ignore'
	AND person_id IN (SELECT line FROM source_person);

CREATE OR REPLACE :temp VIEW source_unmapped AS
SELECT file, system, code, concept_name::text AS name, count(*) AS rows, count(DISTINCT person_id) AS patients
FROM (
	SELECT 'measurement' AS file, person_id, measurement_concept_id::bigint AS concept_id,
		measurement_source_value::text AS source_value
	FROM cdm_measurement
	UNION ALL
	SELECT 'observation', person_id, observation_concept_id, observation_source_value
	FROM cdm_observation
	UNION ALL
	SELECT 'condition_occurrence', person_id, condition_concept_id, condition_source_value
	FROM cdm_condition_occurrence
	UNION ALL
	SELECT 'drug_exposure', person_id, drug_concept_id, drug_source_value
	FROM cdm_drug_exposure
) AS row
LEFT JOIN cdm_concept USING (concept_id),
	LATERAL (
		SELECT CASE
				WHEN concept_id <> 0 THEN 'OMOP'
				ELSE regexp_replace(file, '_.*', '') || '_source_value'
			END AS system,
			CASE WHEN concept_id <> 0 THEN concept_id::text ELSE source_value END AS code
	) AS c
WHERE person_id IN (SELECT line FROM source_person)
	AND NOT EXISTS (SELECT FROM omop_concept AS k WHERE k.concept_id = row.concept_id)
	AND NOT EXISTS (
		SELECT FROM code_map AS k
		WHERE k.system = regexp_replace(file, '_.*', '') || '_source_value' AND k.code = source_value
	)
GROUP BY file, system, code, concept_name;

\ir readings.sql
