-- Reads FHIR R4 resources in jsonb, where they lie.  Run it from the folder above demo:
--
--	psql -v schema=registry -v source=fhir [-v table=resource] [-v as=views] [-v export_date=yyyy-mm-dd]
--		[-v shifted=no] [-v relapse_gap=30] [-v grace=30] -f demo/import/setup.sql -f demo/import/fhir.sql
--
--	source		the schema of the resources, and the name of the source
--	table		its table or view of two columns: line bigint, unique, and resource jsonb; fhir_load.sql makes one
--	as			views: the tables of demo/schema.sql are views over the resources; tables: rows are copied into them
--	shifted		yes: the dates of each patient were shifted, so none of them is too late
--
-- doc/fhir.md says what is read, and how to complete the map of codes.

\set ON_ERROR_STOP on
\set format fhir
\if :{?source} \else \set source fhir \endif
\if :{?table} \else \set table resource \endif
\if :{?as} \else \set as views \endif
\if :{?shifted} \else \set shifted no \endif
\if :{?relapse_gap} \else \set relapse_gap 30 \endif
\if :{?grace} \else \set grace 30 \endif
\if :{?folder} \else \set folder '' \endif
\set style iso
\set patient_file 'Patient with a condition of multiple sclerosis'
SELECT :'as' = 'views' AS as_views \gset
\ir begin.sql
\set SHOW_CONTEXT never
\ir mapped.sql

SELECT refuse(format('%I.%I has no column %s: say where the resources are with -v source=SCHEMA and -v table=TABLE',
	:'source', :'table', string_agg(name, ', ' ORDER BY name)))
FROM (VALUES ('line', '{int8,int4}'::name[]), ('resource', '{jsonb}')) AS c (name, types)
WHERE NOT EXISTS (
	SELECT FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_type AS t ON t.oid = atttypid
	WHERE attrelid = to_regclass(format('%I.%I', :'source', :'table')) AND attname = name AND typname = ANY (types)
		AND NOT attisdropped
)
HAVING count(*) > 0 \g /dev/null
SELECT refuse(format('shifted=%s is not known: it can be yes or no', :'shifted'))
WHERE :'shifted' NOT IN ('yes', 'no') \g /dev/null
SELECT refuse(format('the column line of %I.%I is not unique, or not from 0 to 10^12', :'source', :'table'))
FROM :"source".:"table"
HAVING count(*) <> count(DISTINCT line) OR min(line) < 0 OR max(line) > 1e12 \g /dev/null
\set SHOW_CONTEXT errors

--- JSON of any shape: these functions give NULL, or an empty list, for what is not of the type that is asked for.

CREATE OR REPLACE FUNCTION fhir_text(j jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN jsonb_typeof(j) = 'string' THEN j #>> '{}' END;

CREATE OR REPLACE FUNCTION fhir_list(j jsonb) RETURNS jsonb
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN jsonb_typeof(j) = 'array' THEN j ELSE '[]' END;

CREATE OR REPLACE FUNCTION fhir_object(j jsonb) RETURNS jsonb
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN jsonb_typeof(j) = 'object' THEN j ELSE '{}' END;

-- The date of a dateTime, as it is written: its time zone does not matter.
CREATE OR REPLACE FUNCTION fhir_date(j jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN left(fhir_text(j), CASE WHEN fhir_text(j) ~ '^\d{4}-\d\d-\d\dT\d' THEN 10 ELSE 40 END);

-- An instant of that day as seconds, to find the last of several versions; NULL if it is none.
CREATE OR REPLACE FUNCTION fhir_instant(day date, given text) RETURNS numeric
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN given ~ '^.{10}T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$'
			THEN (day - date '2000-01-01') * 86400 + substr(given, 12, 2)::integer * 3600
				+ substr(given, 15, 2)::integer * 60 + substring(given FROM 'T.....:([\d.]+)')::numeric
				- coalesce(substring(given FROM '([+-]\d\d):\d\d$')::integer * 3600, 0)
				- coalesce((substring(given FROM '([+-])\d\d:\d\d$') || right(given, 2))::integer * 60, 0)
	END;

-- An id, if the text is one.
CREATE OR REPLACE FUNCTION fhir_name(given text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN length(given) <= 64 AND given ~ '^[A-Za-z0-9.-]+$' THEN given END;

-- The id that a reference gives: Patient/1, an address that ends with it, a version of it, urn:uuid:1.
CREATE OR REPLACE FUNCTION fhir_id(reference text, type text) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN left(reference, 9) = 'urn:uuid:' THEN fhir_name(substr(reference, 10))
		WHEN left(reference, 8) = 'urn:oid:' THEN fhir_name(substr(reference, 9))
		WHEN split_part(split_part(reference, '/_history/', 1), '/', -2) = type
			THEN fhir_name(split_part(split_part(reference, '/_history/', 1), '/', -1))
	END;

-- The codes of a CodeableConcept.  A system has its address, and a short name if it is one of the usual ones.
CREATE OR REPLACE FUNCTION fhir_coding(concept jsonb)
	RETURNS TABLE (place bigint, system text, url text, code text, name text)
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT c.place,
		CASE rtrim(c.coding->>'system', '/')
			WHEN 'http://snomed.info/sct' THEN 'SNOMED'
			WHEN 'urn:oid:2.16.840.1.113883.6.96' THEN 'SNOMED'
			WHEN 'http://loinc.org' THEN 'LOINC'
			WHEN 'urn:oid:2.16.840.1.113883.6.1' THEN 'LOINC'
			WHEN 'http://www.nlm.nih.gov/research/umls/rxnorm' THEN 'RxNorm'
			WHEN 'urn:oid:2.16.840.1.113883.6.88' THEN 'RxNorm'
			WHEN 'http://www.whocc.no/atc' THEN 'ATC'
			WHEN 'http://fhir.de/CodeSystem/bfarm/atc' THEN 'ATC'
			WHEN 'urn:oid:2.16.840.1.113883.6.73' THEN 'ATC'
			WHEN 'http://hl7.org/fhir/sid/icd-10' THEN 'ICD10'
			WHEN 'http://hl7.org/fhir/sid/icd-10-cm' THEN 'ICD10CM'
			ELSE coalesce(left(c.coding->>'system', 200), '')
		END,
		left(c.coding->>'system', 200), left(c.coding->>'code', 200), left(c.coding->>'display', 200)
	FROM jsonb_array_elements(fhir_list(concept->'coding')) WITH ORDINALITY AS c (coding, place)
	UNION ALL
	SELECT 1000000, 'code.text', NULL, left(fhir_text(concept->'text'), 200), left(fhir_text(concept->'text'), 200)
	WHERE fhir_text(concept->'text') IS NOT NULL;
END;

-- Why a resource, or a component of one, does not say what its code says; NULL if it does.  (STABLE as format() is: the
-- planner inlines no function that claims to be more.)
CREATE OR REPLACE FUNCTION fhir_refuted(status jsonb) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN (
		SELECT format('verificationStatus is "%s"', min(code))
		FROM fhir_coding(status)
		WHERE lower(code COLLATE "C") IN ('refuted', 'entered-in-error', 'differential')
		HAVING count(*) > 0
	);

CREATE OR REPLACE FUNCTION fhir_fault(type text, r jsonb) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN CASE
		WHEN jsonb_array_length(fhir_list(r->'modifierExtension')) > 0
			THEN format('a modifierExtension changes the meaning: %s', left(r#>>'{modifierExtension,0,url}', 100))
		WHEN type = 'Condition'
			THEN CASE WHEN r->'verificationStatus' IS NOT NULL THEN fhir_refuted(r->'verificationStatus') END
		WHEN r->>'status' IS NULL THEN NULL
		WHEN r->>'status' = ANY (CASE type
			WHEN 'Observation' THEN '{entered-in-error,cancelled}'::text[]
			WHEN 'MedicationStatement' THEN '{entered-in-error,intended,not-taken}'
			WHEN 'MedicationAdministration' THEN '{entered-in-error,not-done}'
		END) THEN format('status is "%s"', r->>'status')
		WHEN r->>'status' <> ALL (CASE type
			WHEN 'Observation' THEN '{registered,preliminary,final,amended,corrected,unknown}'::text[]
			WHEN 'MedicationStatement' THEN '{active,completed,stopped,on-hold,unknown}'
			WHEN 'MedicationAdministration' THEN '{in-progress,completed,stopped,on-hold,unknown}'
		END) THEN format('status "%s" is not known', left(r->>'status', 40))
	END;

-- The value of an Observation or a component as text: yes, no, a number, or the text that is there.
CREATE OR REPLACE FUNCTION fhir_answer(concept jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN (
		SELECT coalesce(
			min(CASE
				WHEN (system, code) IN (
					('SNOMED', '373066001'), ('SNOMED', '52101004'), ('LOINC', 'LA33-6'), ('LOINC', 'LA9633-4'),
					('http://terminology.hl7.org/CodeSystem/v2-0136', 'Y')
				) THEN 'yes'
				WHEN (system, code) IN (
					('SNOMED', '373067005'), ('SNOMED', '2667000'), ('LOINC', 'LA32-8'), ('LOINC', 'LA9634-2'),
					('http://terminology.hl7.org/CodeSystem/v2-0136', 'N')
				) THEN 'no'
			END),
			replace(given((array_agg(coalesce(name, code) ORDER BY place DESC))[1]), ',', '.')
		)
		FROM fhir_coding(concept)
	);

CREATE OR REPLACE FUNCTION fhir_value(part jsonb) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN jsonb_typeof(part#>'{valueQuantity,value}') = 'number' THEN part#>>'{valueQuantity,value}'
		WHEN jsonb_typeof(part->'valueInteger') = 'number' THEN part->>'valueInteger'
		WHEN jsonb_typeof(part->'valueBoolean') = 'boolean'
			THEN CASE part->>'valueBoolean' WHEN 'true' THEN 'yes' ELSE 'no' END
		WHEN jsonb_typeof(part->'valueString') = 'string' THEN replace(given(left(part->>'valueString', 200)), ',', '.')
		WHEN jsonb_typeof(part->'valueDateTime') = 'string' THEN fhir_date(part->'valueDateTime')
		WHEN jsonb_typeof(part->'valueCodeableConcept') = 'object' THEN fhir_answer(part->'valueCodeableConcept')
	END;

-- What a value is multiplied by, for its own unit, else for that of the map; NULL for a unit that does not fit.
CREATE OR REPLACE FUNCTION fhir_factor(target text, own text, mapped text) RETURNS numeric
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE
		WHEN own IS NULL THEN unit_factor(mapped)
		WHEN target IN ('t25fw', 'nhpt') AND lower(own COLLATE "C") IN ('s', 'sec', 'second', 'seconds') THEN 1
		WHEN target IN ('t25fw', 'nhpt') AND lower(own COLLATE "C") IN ('ms', 'min')
			THEN unit_factor(lower(own COLLATE "C"))
		WHEN target = 'annual_pbvc' AND lower(own COLLATE "C") IN ('%', '%/a', '%/y', '%/year', 'percent') THEN 1
		WHEN mapped IS NOT NULL THEN unit_factor(mapped)
		WHEN target NOT IN ('t25fw', 'nhpt', 'annual_pbvc')
			AND lower(own COLLATE "C") NOT IN ('s', 'ms', 'min', 'h', 'd', 'a', '%')
			THEN 1
	END;

-- Results of these functions are rarely the same for two rows.
SET enable_memoize = off;

--- One pass over all resources: which ones count, what their codes mean, and whom they concern.

-- How the resources that are read must be built.  What is null counts as missing.
CREATE TEMP TABLE fhir_shape ON COMMIT DROP AS
SELECT path::text[] AS path, expected, coalesce(types, '{Patient,Condition,Observation,MedicationStatement,'
	'MedicationAdministration,Medication}')::text[] AS types
FROM (VALUES
	('{id}', 'string', NULL),
	('{meta}', 'object', NULL),
	('{modifierExtension}', 'array', NULL),
	('{contained}', 'array', NULL),
	('{gender}', 'string', '{Patient}'),
	('{birthDate}', 'string', '{Patient}'),
	('{deceasedDateTime}', 'string', '{Patient}'),
	('{link}', 'array', '{Patient}'),
	('{subject}', 'object', '{Condition,Observation,MedicationStatement,MedicationAdministration}'),
	('{subject,reference}', 'string', '{Condition,Observation,MedicationStatement,MedicationAdministration}'),
	('{status}', 'string', '{Observation,MedicationStatement,MedicationAdministration}'),
	('{code}', 'object', '{Condition,Observation,Medication}'),
	('{code,coding}', 'array', '{Condition,Observation,Medication}'),
	('{clinicalStatus}', 'object', '{Condition}'),
	('{verificationStatus}', 'object', '{Condition}'),
	('{verificationStatus,coding}', 'array', '{Condition}'),
	('{onsetDateTime}', 'string', '{Condition}'),
	('{onsetPeriod}', 'object', '{Condition}'),
	('{onsetPeriod,start}', 'string', '{Condition}'),
	('{recordedDate}', 'string', '{Condition}'),
	('{component}', 'array', '{Observation}'),
	('{bodySite}', 'object', '{Observation}'),
	('{effectiveInstant}', 'string', '{Observation}'),
	('{effectiveDateTime}', 'string', '{Observation,MedicationStatement,MedicationAdministration}'),
	('{effectivePeriod}', 'object', '{Observation,MedicationStatement,MedicationAdministration}'),
	('{effectivePeriod,start}', 'string', '{Observation,MedicationStatement,MedicationAdministration}'),
	('{effectivePeriod,end}', 'string', '{Observation,MedicationStatement,MedicationAdministration}'),
	('{medicationReference}', 'object', '{MedicationStatement,MedicationAdministration}'),
	('{medicationReference,reference}', 'string', '{MedicationStatement,MedicationAdministration}'),
	('{medicationCodeableConcept}', 'object', '{MedicationStatement,MedicationAdministration}'),
	('{medicationCodeableConcept,coding}', 'array', '{MedicationStatement,MedicationAdministration}')
) AS s (path, expected, types);

-- Of the versions of a resource the last one counts: by meta.lastUpdated, meta.versionId, and the line.
CREATE TEMP TABLE fhir_row ON COMMIT DROP AS
SELECT line, type, id, alias, reference, updated_on,
	coalesce(
		fault,
		CASE
			WHEN id IS NOT NULL AND last <> line
				THEN format('another version of %s/%s: that of line %s is the last one', type, id, last)
		END
	) AS fault
FROM (
	SELECT r.*,
		first_value(line) OVER (
			PARTITION BY type, id ORDER BY updated DESC NULLS LAST, version DESC NULLS LAST, line DESC
		) AS last
	FROM (
		SELECT line, type, coalesce(fhir_name(fhir_text(resource->'id')), alias) AS id,
			CASE WHEN type IN ('Patient', 'Medication') THEN alias END AS alias,
			fhir_text(resource#>'{subject,reference}') AS reference,
			fhir_instant(lower(day_range(updated)), fhir_text(resource#>'{meta,lastUpdated}')) AS updated,
			lower(day_range(updated)) AS updated_on,
			substring(fhir_text(resource#>'{meta,versionId}') FROM '^\d{1,18}$')::bigint AS version,
			CASE
				WHEN jsonb_typeof(resource) = 'string'
					THEN 'is not JSON: ' || coalesce(json_fault(resource#>>'{}'), 'a text that is quoted as a whole')
				WHEN jsonb_typeof(resource) <> 'object'
					THEN format('is of type %s, not a resource', jsonb_typeof(resource))
				WHEN type IS NULL
					THEN CASE
						WHEN coalesce(resource->'resourceType', 'null') = 'null' THEN 'has no resourceType'
						ELSE format('resourceType %s is no name', left((resource->'resourceType')::text, 60))
					END
				WHEN type = 'Patient' AND fhir_name(fhir_text(resource->'id')) IS NULL AND alias IS NULL
					THEN 'has no id that a reference could give'
				WHEN type = 'Observation' AND jsonb_array_length(fhir_list(resource->'component')) > 999
					THEN 'has more than 999 components'
				WHEN type = 'Bundle' THEN 'is a Bundle: take it apart, as fhir_load.sql does'
				ELSE (
					SELECT string_agg(format(
						'%s is of type %s, not %s', array_to_string(path, '.'), jsonb_typeof(resource #> path), expected
					), '; ' ORDER BY path)
					FROM fhir_shape
					WHERE type = ANY (types) AND jsonb_typeof(resource #> path) NOT IN (expected, 'null')
				)
			END AS fault
		FROM :"source".:"table",
			LATERAL (
				SELECT fhir_name(fhir_text(resource->'resourceType')) AS type,
					fhir_id(fhir_text(resource->'fullUrl'), '') AS alias,
					date_parts(fhir_date(resource#>'{meta,lastUpdated}'), 'iso') AS updated
				OFFSET 0 -- computed once, here and below
			) AS t
	) AS r
) AS v;
CREATE UNIQUE INDEX ON fhir_row (line);
ANALYZE fhir_row;

INSERT INTO arrived (file, line, part, given, fault)
SELECT coalesce(type, 'resource'), line, 'document', coalesce(resource, 'null'), fault
FROM fhir_row JOIN :"source".:"table" USING (line)
WHERE fault IS NOT NULL AND coalesce(type, 'Bundle') IN (
	'Bundle', 'Patient', 'Condition', 'Observation', 'MedicationStatement', 'MedicationAdministration', 'Medication'
)
ORDER BY line;

-- Types that are not read, for the report.
CREATE TEMP TABLE fhir_unread AS
SELECT type, count(*) AS resources
FROM fhir_row
WHERE type NOT IN (
	'Bundle', 'Patient', 'Condition', 'Observation', 'MedicationStatement', 'MedicationAdministration', 'Medication'
)
GROUP BY type;

-- No date is later than the export: the last change of a resource, unless it is given.
SELECT CASE
		WHEN :'shifted' = 'yes' THEN ''
		WHEN :'export_date' <> '' THEN :'export_date'
		ELSE coalesce((
			SELECT iso(max(updated_on)) FROM fhir_row WHERE updated_on <= current_date
		), '')
	END AS exported \gset

-- By which names references find a resource: its id, and the address that it had in a Bundle.
CREATE TEMP TABLE fhir_known ON COMMIT DROP AS
SELECT DISTINCT ON (type, name) type, name, id, line
FROM (
	SELECT type, id AS name, id, line, false AS is_alias FROM fhir_row WHERE fault IS NULL
	UNION ALL
	SELECT type, alias, id, line, true FROM fhir_row WHERE fault IS NULL
) AS n
WHERE type IN ('Patient', 'Medication') AND name IS NOT NULL
ORDER BY type, name, is_alias, line;
ANALYZE fhir_known;

-- The codes of each resource: place 0 is the resource itself, n its nth component.
CREATE TEMP VIEW fhir_concept AS
SELECT r.line, r.type, place, coalesce(p.id, fhir_id(r.reference, 'Patient')) AS patient, concept, resource,
	drug_reference
FROM (
	SELECT line, type, reference, 0::bigint AS place, resource->'code' AS concept, NULL AS drug_reference, resource
	FROM fhir_row JOIN :"source".:"table" USING (line)
	WHERE type IN ('Condition', 'Observation') AND fault IS NULL
	UNION ALL
	SELECT line, type, reference, place, part->'code', NULL, resource
	FROM fhir_row
	JOIN :"source".:"table" USING (line),
		LATERAL jsonb_array_elements(fhir_list(resource->'component')) WITH ORDINALITY AS c (part, place)
	WHERE type = 'Observation' AND fault IS NULL AND place < 1000
	UNION ALL
	SELECT line, type, reference, 0,
		fhir_object(CASE
			WHEN jsonb_typeof(resource->'medicationCodeableConcept') = 'object'
				THEN resource->'medicationCodeableConcept'
			WHEN drug LIKE '#%'
				THEN (
					SELECT c->'code'
					FROM jsonb_array_elements(fhir_list(resource->'contained')) AS c
					WHERE c->>'id' = substr(drug, 2)
					LIMIT 1
				)
			ELSE (
				SELECT m.resource->'code'
				FROM fhir_known AS k JOIN :"source".:"table" AS m USING (line)
				WHERE k.type = 'Medication' AND k.name = fhir_id(drug, 'Medication')
			)
		END)
		|| CASE
			WHEN fhir_text(resource#>'{medicationReference,display}') IS NULL THEN '{}'
			ELSE jsonb_build_object('text', resource#>'{medicationReference,display}')
		END,
		drug, resource
	FROM fhir_row
	JOIN :"source".:"table" USING (line),
		LATERAL (SELECT fhir_text(resource#>'{medicationReference,reference}') AS drug) AS d
	WHERE type IN ('MedicationStatement', 'MedicationAdministration') AND fault IS NULL
) AS r
LEFT JOIN fhir_known AS p ON p.type = 'Patient' AND p.name = fhir_id(r.reference, 'Patient');

-- What the resources mean: a patient, a target, a drug.  The views below read their values.
CREATE :temp TABLE IF NOT EXISTS fhir_item (
	line bigint NOT NULL,		-- of the resource
	place bigint NOT NULL,
	file text NOT NULL,			-- as the report names it, and the number there
	number bigint NOT NULL,
	type text NOT NULL,
	patient text,
	target text NOT NULL,
	unit text,
	day date,					-- as it was then
	fault text,
	PRIMARY KEY (line, place)
);
CREATE :temp TABLE IF NOT EXISTS fhir_unmapped (
	file text NOT NULL,
	system text NOT NULL,
	code text,
	name text,
	rows bigint NOT NULL,
	patients bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS fhir_item_patient ON fhir_item (patient);
DELETE FROM fhir_item;
DELETE FROM fhir_unmapped;

INSERT INTO fhir_item
SELECT line, 0, type, line, type, id, 'patient' FROM fhir_row WHERE type = 'Patient' AND fault IS NULL;

-- A code that only says that it is MS gives way to one that says more.  Where a code is to be ignored, its resource is.
INSERT INTO fhir_item
SELECT c.line, c.place,
	CASE WHEN c.place = 0 THEN c.type ELSE 'Observation.component' END,
	CASE WHEN c.place = 0 THEN c.line ELSE c.line * 1000 + c.place END,
	c.type, c.patient, t.targets[1], m.unit, lower(day_range(dated)),
	coalesce(
		CASE
			WHEN cardinality(t.targets) > 1
				THEN format('its codes contradict each other: %s', array_to_string(t.targets, ', '))
		END,
		fhir_fault(c.type, resource),
		CASE WHEN c.place > 0 THEN fhir_fault('', resource->'component'->(c.place - 1)::integer) END,
		CASE
			WHEN t.targets[1] LIKE 'ms%' AND fhir_value(
				CASE c.place WHEN 0 THEN resource ELSE resource->'component'->(c.place - 1)::integer END
			) = 'no'
				THEN format('no %s: the answer is no', t.targets[1])
		END
	)
FROM fhir_concept AS c
CROSS JOIN LATERAL (
	SELECT date_parts(coalesce(
		fhir_date(resource->'effectiveDateTime'), fhir_date(resource->'effectiveInstant'),
		fhir_date(resource#>'{effectivePeriod,start}'), fhir_date(resource->'onsetDateTime'),
		fhir_date(resource#>'{onsetPeriod,start}'), fhir_date(resource->'recordedDate')
	), 'iso') AS dated
	OFFSET 0
) AS d
CROSS JOIN LATERAL (
	SELECT array_agg(DISTINCT k.target ORDER BY k.target) AS targets,
		(array_agg(k.unit ORDER BY f.place) FILTER (WHERE k.unit IS NOT NULL))[1] AS unit
	FROM fhir_coding(concept) AS f
	JOIN code_map AS k ON k.system IN (f.system, f.url) AND k.code = f.code
) AS m
CROSS JOIN LATERAL (
	-- what the answer of "which course?" means
	SELECT array_agg(DISTINCT k.target ORDER BY k.target) AS targets
	FROM fhir_coding(
		CASE WHEN m.targets = '{ms}' AND c.type = 'Observation'
			THEN CASE c.place WHEN 0 THEN resource ELSE resource->'component'->(c.place - 1)::integer END
				->'valueCodeableConcept'
		END
	) AS f
	JOIN code_map AS k ON k.system IN (f.system, f.url) AND k.code = f.code
	WHERE k.target LIKE 'ms%'
) AS answer
CROSS JOIN LATERAL (
	SELECT CASE
		WHEN 'ignore' = ANY (m.targets) THEN '{ignore}'
		WHEN cardinality(found) > 1 THEN array_remove(found, 'ms')
		ELSE found
	END AS targets
	FROM (SELECT coalesce(answer.targets, m.targets) AS found) AS f
) AS t
WHERE c.type IN ('Condition', 'Observation') AND t.targets IS NOT NULL
	-- a panel, whose values are in its components
	AND NOT (
		c.place = 0
		AND jsonb_array_length(fhir_list(resource->'component')) > 0
		AND NOT EXISTS (SELECT FROM jsonb_object_keys(resource) AS key WHERE key ~ '^(value[A-Z]|dataAbsentReason$)')
	);

-- The onset that a condition has, beside the diagnosis.
INSERT INTO fhir_item
SELECT line, 1, 'Condition.onset', line, i.type, patient, 'ms_onset', NULL, day, i.fault
FROM fhir_item AS i
JOIN :"source".:"table" USING (line)
WHERE i.type = 'Condition'
	AND target IN ('ms', 'ms_cis', 'ms_rr', 'ms_sp', 'ms_pp')
	AND coalesce(fhir_date(resource->'onsetDateTime'), fhir_date(resource#>'{onsetPeriod,start}')) IS NOT NULL;

CREATE TEMP TABLE fhir_ms ON COMMIT DROP AS
SELECT DISTINCT patient
FROM fhir_item
WHERE target IN ('ms', 'ms_cis', 'ms_rr', 'ms_sp', 'ms_pp') AND fault IS NULL AND patient IS NOT NULL;
CREATE UNIQUE INDEX ON fhir_ms (patient);
ANALYZE fhir_ms;

-- Drugs: by the map, else by their names.  A brand tells the route of interferon beta-1a.
INSERT INTO fhir_item
SELECT line, 0, type, line, type, patient, drugs[1], NULL, lower(day_range(dated)),
	CASE
		WHEN cardinality(drugs) > 1
			THEN format('its codes and names contradict each other: %s', array_to_string(drugs, ', '))
	END
FROM fhir_concept
JOIN fhir_ms USING (patient)
CROSS JOIN LATERAL (
	SELECT CASE
		WHEN 'ignore' = ANY (mapped) THEN '{ignore}'
		WHEN cardinality(coalesce(mapped, named)) > 1
			AND coalesce(mapped, named) && '{interferon beta-1a SC,interferon beta-1a IM}'
			THEN array_remove(coalesce(mapped, named), 'interferon beta-1a')
		ELSE coalesce(mapped, named)
	END AS drugs
	FROM (
		SELECT array_agg(DISTINCT coalesce(try_dmt(k.target)::text, k.target)) FILTER (WHERE k.target IS NOT NULL)
				AS mapped,
			array_agg(DISTINCT drug) FILTER (WHERE drug IS NOT NULL) AS named
		FROM fhir_coding(concept) AS f
		LEFT JOIN code_map AS k ON k.system IN (f.system, f.url) AND k.code = f.code
		CROSS JOIN LATERAL (
			VALUES (try_dmt(f.name)::text), (CASE WHEN f.system = 'ATC' THEN try_dmt(f.code)::text END)
		) AS n (drug)
	) AS d
) AS d
CROSS JOIN LATERAL (
	SELECT date_parts(coalesce(
		fhir_date(resource#>'{effectivePeriod,start}'), fhir_date(resource->'effectiveDateTime')
	), 'iso') AS dated
	OFFSET 0
) AS t
WHERE type LIKE 'Medication%' AND drugs IS NOT NULL;
ANALYZE fhir_item;

INSERT INTO fhir_unmapped
SELECT CASE c.place WHEN 0 THEN c.type ELSE 'Observation.component' END AS file,
	coalesce(f.system, CASE WHEN drug_reference IS NOT NULL THEN 'reference' ELSE '' END) AS system,
	coalesce(f.code, CASE WHEN f.system IS NULL THEN left(drug_reference, 200) END) AS code,
	min(f.name COLLATE "C"), count(*), count(DISTINCT patient)
FROM fhir_concept AS c
JOIN fhir_ms USING (patient)
LEFT JOIN LATERAL fhir_coding(concept) AS f ON true
WHERE NOT EXISTS (SELECT FROM fhir_item AS i WHERE i.line = c.line AND i.place = c.place)
	-- a panel
	AND NOT (c.place = 0 AND jsonb_array_length(fhir_list(resource->'component')) > 0)
GROUP BY 1, 2, 3;

--- What the resources say.

CREATE OR REPLACE :temp VIEW source_person AS
SELECT 'Patient'::text AS file, line, patient,
	CASE resource->>'gender'
		WHEN 'male' THEN 'M'
		WHEN 'female' THEN 'F'
		WHEN 'other' THEN NULL
		WHEN 'unknown' THEN NULL
		ELSE left(resource->>'gender', 40)
	END AS sex,
	fhir_date(resource->'birthDate') AS birth,
	least(
		coalesce(
			nullif(:'exported', '')::date,
			(SELECT max(day) FROM fhir_item AS o WHERE o.patient = i.patient AND fault IS NULL)
		),
		lower(day_range(fhir_date(resource->'deceasedDateTime'), 'iso'))
	) AS last_seen,
	jsonb_strip_nulls(jsonb_build_object(
		'id', resource->'id', 'gender', resource->'gender', 'birthDate', resource->'birthDate',
		'deceasedDateTime', resource->'deceasedDateTime', 'link', resource->'link',
		'modifierExtension', resource->'modifierExtension'
	)) AS given,
	coalesce(
		fhir_fault('Patient', resource),
		CASE
			WHEN EXISTS (
				SELECT FROM jsonb_array_elements(fhir_list(resource->'link')) AS l WHERE l->>'type' = 'replaced-by'
			)
				THEN format('replaced by %s', (
					SELECT left(l#>>'{other,reference}', 100)
					FROM jsonb_array_elements(fhir_list(resource->'link')) AS l
					WHERE l->>'type' = 'replaced-by'
					LIMIT 1
				))
		END
	) AS fault
FROM fhir_item AS i
JOIN :"source".:"table" USING (line)
WHERE target = 'patient'
	AND patient IN (
		SELECT patient
		FROM fhir_item
		WHERE target IN ('ms', 'ms_cis', 'ms_rr', 'ms_sp', 'ms_pp') AND fault IS NULL
	);

-- Each value with its day as it is written.  OFFSET 0: what the next step uses often is computed once.
CREATE OR REPLACE :temp VIEW fhir_reading AS
SELECT line, place, file, number, type, patient, target, unit, fault, goes_to, resource, body, keys, what, dated, value,
	own_unit, keys[1] AS key, day_range(parts) AS days
FROM (
	SELECT r.*, date_parts(dated, 'iso') AS parts
	FROM (
		SELECT r.*, array_to_string(path, '.') AS what, fhir_date(resource #> path) AS dated, fhir_value(body) AS value,
			CASE
				WHEN type = 'Observation'
					THEN ARRAY(
						SELECT key
						FROM jsonb_object_keys(body) AS key
						WHERE key LIKE 'value_%' AND jsonb_typeof(body->key) <> 'null'
						ORDER BY key COLLATE "C"
					)
			END AS keys,
			coalesce(
				CASE
					WHEN coalesce(body#>>'{valueQuantity,system}', '') IN ('', 'http://unitsofmeasure.org')
						THEN left(body#>>'{valueQuantity,code}', 40)
				END,
				left(body#>>'{valueQuantity,unit}', 40)
			) AS own_unit
		FROM (
			SELECT i.*, t.part AS goes_to, resource,
				CASE
					WHEN i.type = 'Observation' AND place > 0
						THEN fhir_object(resource->'component'->(place - 1)::integer)
					ELSE fhir_object(resource)
				END AS body,
				CASE i.type
					WHEN 'Condition'
						THEN CASE
							WHEN jsonb_typeof(resource->'onsetDateTime') = 'string' THEN '{onsetDateTime}'
							WHEN jsonb_typeof(resource#>'{onsetPeriod,start}') = 'string' THEN '{onsetPeriod,start}'
							ELSE '{recordedDate}'
						END
					ELSE CASE
						WHEN target = 'relapse' AND jsonb_typeof(resource->'valueDateTime') = 'string'
							THEN '{valueDateTime}'
						WHEN jsonb_typeof(resource->'effectiveDateTime') = 'string' THEN '{effectiveDateTime}'
						WHEN jsonb_typeof(resource->'effectiveInstant') = 'string' THEN '{effectiveInstant}'
						ELSE '{effectivePeriod,start}'
					END
				END::text[] AS path
			FROM fhir_item AS i
			JOIN :"source".:"table" USING (line)
			JOIN code_target AS t USING (target)
			WHERE t.part <> 'none'
				AND i.type IN ('Condition', 'Observation')
				AND (
					t.part IN ('diagnosis', 'visit', 'relapse')
					OR patient IN (
						SELECT patient
						FROM fhir_item
						WHERE target IN ('ms', 'ms_cis', 'ms_rr', 'ms_sp', 'ms_pp') AND fault IS NULL
					)
				)
			OFFSET 0
		) AS r
		OFFSET 0
	) AS r
	OFFSET 0
) AS r
OFFSET 0;

CREATE OR REPLACE :temp VIEW source_reading AS
SELECT r.file, r.number AS line, r.patient,
	CASE
		WHEN goes_to IN ('diagnosis', 'relapse') THEN day_taken(days, nullif(:'exported', '')::date)
		WHEN NOT is_partial(days) THEN lower(days)
	END AS day,
	target,
	CASE
		WHEN goes_to = 'relapse' THEN CASE WHEN lower(value COLLATE "C") IN ('no', '0') THEN 'no' END
		WHEN target = 'ms_onset' THEN CASE type WHEN 'Condition' THEN dated ELSE value END
		WHEN goes_to = 'diagnosis' THEN NULL
		WHEN body#>>'{valueQuantity,comparator}' IS NOT NULL
			THEN left(body#>>'{valueQuantity,comparator}', 10) || coalesce(amount::text, '')
		ELSE coalesce(amount::text, left(lower(value COLLATE "C"), 40) COLLATE "default")
	END AS value,
	CASE
		WHEN target = 'nhpt'
			THEN (SELECT coalesce(min(code), '') FROM fhir_coding(resource->'bodySite') HAVING count(*) > 0)
	END AS side,
	jsonb_strip_nulls(jsonb_build_object(
		'resource', file, 'id', resource->'id', 'subject', resource#>'{subject,reference}',
		'status', resource->'status',
		'verificationStatus', resource#>'{verificationStatus,coding,0,code}', 'code', body->'code', 'date', dated,
		'value', body->key, 'dataAbsentReason', body->'dataAbsentReason', 'bodySite', resource->'bodySite'
	)) AS given,
	coalesce(
		r.fault,
		fhir_fault(type, resource),
		CASE WHEN type = 'Observation' AND place > 0 THEN fhir_fault('', body) END,
		CASE
			WHEN days IS NULL AND dated IS NOT NULL OR is_partial(days) OR lower(days) > nullif(:'exported', '')::date
				OR upper(days) <= lower(birth)
				THEN day_fault(
					what, dated, days, 'iso', goes_to NOT IN ('diagnosis', 'relapse'), birth,
					nullif(:'exported', '')::date
				)
		END,
		CASE
			WHEN died < coalesce(lower(days), died) AND goes_to <> 'diagnosis'
				THEN format('%s "%s" is after the death on %s', what, dated, iso(died))
			WHEN cardinality(keys) > 1 THEN format('it has %s values', cardinality(keys))
			WHEN body ? 'dataAbsentReason' AND body->'dataAbsentReason' <> 'null' AND type = 'Observation'
				THEN format(
					'%s has no value: dataAbsentReason is "%s"', target,
					(SELECT min(coalesce(code, name)) FROM fhir_coding(body->'dataAbsentReason'))
				)
			WHEN key NOT IN (
				'valueQuantity', 'valueInteger', 'valueString', 'valueBoolean', 'valueDateTime', 'valueCodeableConcept'
			)
				THEN format('%s is not read', left(key, 40))
			WHEN key IN ('valueQuantity', 'valueInteger') AND value IS NULL
				THEN format('%s is no number: %s', key, left(coalesce(body->key->'value', body->key)::text, 60))
			WHEN key IN ('valueString', 'valueBoolean', 'valueDateTime', 'valueCodeableConcept') AND value IS NULL
				AND goes_to <> 'diagnosis'
				THEN format('%s has no value: %s is %s', target, key, left((body->key)::text, 60))
			WHEN body#>>'{valueQuantity,comparator}' NOT IN ('<', '<=', '>', '>=')
				THEN format('comparator "%s" is not known', left(body#>>'{valueQuantity,comparator}', 10))
			WHEN body#>>'{valueQuantity,comparator}' IS NOT NULL AND goes_to = 'test'
				THEN format('%s %s%s is a bound, not a value', target, body#>>'{valueQuantity,comparator}', amount)
			WHEN key = 'valueQuantity' AND factor IS NULL
				THEN format('%s has the unit "%s", which is not read', target, own_unit)
			WHEN target = 'ms_onset'
				THEN day_fault(
					'onset', CASE type WHEN 'Observation' THEN value END, day_range(value, 'iso'), 'iso', false, birth,
					nullif(:'exported', '')::date
				)
		END
	) AS fault
FROM (
	SELECT r.*,
		CASE
			WHEN value ~ '^-?\d{1,9}(\.\d+)?$' THEN trim_scale(round(value::numeric * coalesce(factor, 1), 9))
		END AS amount
	FROM (
		SELECT r.*, birth, died, fhir_factor(target, own_unit, unit) AS factor
		FROM fhir_reading AS r
		LEFT JOIN (
			SELECT patient, day_range(b) AS birth,
				CASE WHEN NOT is_partial(day_range(d)) THEN lower(day_range(d)) END AS died
			FROM (
				SELECT patient, date_parts(fhir_date(resource->'birthDate'), 'iso') AS b,
					date_parts(fhir_date(resource->'deceasedDateTime'), 'iso') AS d
				FROM fhir_item JOIN :"source".:"table" USING (line)
				WHERE target = 'patient'
				OFFSET 0
			) AS d
			OFFSET 0
		) AS p USING (patient)
		OFFSET 0
	) AS r
	OFFSET 0
) AS r
OFFSET 0;

CREATE OR REPLACE :temp VIEW fhir_exposure AS
SELECT line, type, patient, target, fault, resource, given_start, given_end, day_range(s) AS starts,
	day_range(e) AS ends,
	type = 'MedicationAdministration' OR coalesce(resource->>'status', '') IN ('completed', 'stopped') AS over
FROM (
	SELECT r.*, date_parts(given_start, 'iso') AS s, date_parts(given_end, 'iso') AS e
	FROM (
		SELECT i.*, resource, fhir_date(resource#>'{effectivePeriod,end}') AS given_end,
			coalesce(fhir_date(resource#>'{effectivePeriod,start}'), fhir_date(resource->'effectiveDateTime'))
				AS given_start
		FROM fhir_item AS i
		JOIN :"source".:"table" USING (line)
		WHERE i.type IN ('MedicationStatement', 'MedicationAdministration') AND target <> 'ignore'
		OFFSET 0
	) AS r
	OFFSET 0
) AS r
OFFSET 0;

-- The end of a period is its last day, so the day after it is the first one without the drug.  A period without an end,
-- or with one that is yet to come, goes on.
CREATE OR REPLACE :temp VIEW source_exposure AS
SELECT type AS file, line, patient, target AS drug, day,
	CASE
		WHEN lower(ends) > nullif(:'exported', '')::date THEN NULL
		WHEN is_partial(ends) THEN greatest(day, day_taken(ends, nullif(:'exported', '')::date))
		WHEN ends IS NOT NULL THEN greatest(day, lower(ends) + 1)
		WHEN over THEN day + 1
	END AS until,
	CASE
		WHEN type = 'MedicationStatement' AND over
			THEN (
				SELECT left(coalesce(min(name) FILTER (WHERE system = 'code.text'), min(name), min(code)), 200)
				FROM fhir_coding(fhir_list(resource->'statusReason')->0)
			)
	END AS stop,
	jsonb_strip_nulls(jsonb_build_object(
		'resource', type, 'id', resource->'id', 'subject', resource#>'{subject,reference}',
		'status', resource->'status', 'statusReason', resource->'statusReason', 'medication', coalesce(
			resource->'medicationCodeableConcept', resource->'medicationReference'
		), 'start', given_start, 'end', given_end
	)) AS given,
	coalesce(
		fault,
		fhir_fault(type, resource),
		CASE WHEN target = 'interferon beta-1a' THEN 'interferon beta-1a without a brand: SC and IM are two drugs' END,
		day_fault('start', given_start, starts, 'iso', false, NULL, NULL),
		day_fault('end', given_end, ends, 'iso', false, NULL, NULL),
		CASE
			WHEN upper(ends) <= lower(starts) THEN format('end "%s" is before the start "%s"', given_end, given_start)
			WHEN over AND type = 'MedicationStatement' AND given_end IS NULL AND resource ? 'effectivePeriod'
				THEN format('status is "%s", but the end is missing', resource->>'status')
		END
	) AS fault
FROM fhir_exposure
CROSS JOIN LATERAL (SELECT day_taken(starts, nullif(:'exported', '')::date) AS day) AS d
WHERE patient IN (SELECT patient FROM source_person);

CREATE OR REPLACE :temp VIEW source_unmapped AS
TABLE fhir_unmapped;

-- Days that are not exact, for remarks: the views above have a day only.
CREATE TEMP TABLE fhir_inexact AS
SELECT file, number AS line, patient, 'relapse' AS part, taken AS day,
	CASE
		WHEN is_partial(days) THEN format('%s "%s" is not exact: %s is taken', what, dated, iso(taken))
		ELSE 'the onset is the day of the record'
	END AS remark
FROM fhir_reading, LATERAL (SELECT day_taken(days, nullif(:'exported', '')::date) AS taken) AS t
WHERE goes_to = 'relapse' AND (is_partial(days) OR what = 'recordedDate')
UNION ALL
SELECT type, line, patient, 'treatment', taken, format('start "%s" is not exact: %s is taken', given_start, iso(taken))
FROM fhir_exposure, LATERAL (SELECT day_taken(starts, nullif(:'exported', '')::date) AS taken) AS t
WHERE is_partial(starts)
UNION ALL
SELECT type, line, patient, 'treatment', taken, format('end "%s" is not exact: %s is taken', given_end, iso(last))
FROM fhir_exposure,
	LATERAL (
		SELECT day_taken(starts, nullif(:'exported', '')::date) AS taken,
			day_taken(ends, nullif(:'exported', '')::date) AS last
	) AS t
WHERE is_partial(ends);

\ir readings.sql

INSERT INTO remark
SELECT :'source_name', file, line, part, patient_id, day, i.remark
FROM fhir_inexact AS i
JOIN patient_key ON source = :'source_name' AND local_id = patient
WHERE NOT EXISTS (
	SELECT FROM rejected AS r WHERE r.source = :'source_name' AND r.file = i.file AND r.line = i.line
);

\echo 'Days that are not exact (in the table remark)'
SELECT part, kind, count(*) AS rows, min(line) AS "for example line"
FROM remark AS r
JOIN fhir_inexact AS i USING (file, line, part, remark),
	LATERAL (SELECT regexp_replace(remark, '"[^"]*"|\d+(-\d\d-\d\d)?', '...', 'g') AS kind) AS k
WHERE source = :'source_name'
GROUP BY part, kind
ORDER BY part, kind;

\echo 'Resources that are not read'
SELECT type, resources FROM fhir_unread ORDER BY resources DESC, type COLLATE "C" LIMIT 30;
DROP TABLE fhir_inexact, fhir_unread;
