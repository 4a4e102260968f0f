-- Loads FHIR resources from files into the table resource of a schema, for fhir.sql.  Run it from the folder above
-- demo:
--
--	psql -v source=fhir -v folder=/path/to/export -f demo/import/fhir_load.sql
--
-- A file *.ndjson, as a bulk export has them, has one resource a line; a file *.json is one resource or Bundle.  The
-- resources of a Bundle become rows of their own.  What is not JSON, or not such that jsonb takes it, becomes a row
-- with the text itself, which fhir.sql rejects with the reason.  Rows are added: of two versions of a resource the last
-- one counts.  For a new export of everything: TRUNCATE fhir.resource.

\set ON_ERROR_STOP on
\set QUIET on
\if :{?source} \else \set source fhir \endif
\if :{?folder} \else \set folder . \endif
\setenv FOLDER :folder
SET client_min_messages = warning;
SELECT format('CREATE SCHEMA %I', :'source') WHERE to_regnamespace(quote_ident(:'source')) IS NULL \gexec
BEGIN;
CREATE TABLE IF NOT EXISTS :"source".resource (
	line bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	file text NOT NULL,			-- where it came from, and the number there
	number bigint NOT NULL,
	resource jsonb NOT NULL
);

-- The text as JSON; as a JSON text if it is none.
CREATE FUNCTION pg_temp.json_of(given text) RETURNS jsonb
	LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN given::jsonb;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
	RETURN to_jsonb(given);
END $$;

CREATE TEMP TABLE line (file text NOT NULL, number bigint NOT NULL, text text NOT NULL) ON COMMIT DROP;
\copy line FROM PROGRAM 'find "$FOLDER"/. ! -name . -prune -name "*.*json" -exec sh demo/import/lines {} +' WITH (ENCODING 'UTF8')

INSERT INTO :"source".resource (file, number, resource)
SELECT file, number, CASE WHEN entry IS NULL THEN doc ELSE entry END
FROM (
	SELECT file, number, pg_temp.json_of(text) AS doc
	FROM line
	WHERE file LIKE '%.ndjson' AND text !~ '^\s*$'
	UNION ALL
	SELECT file, 1, pg_temp.json_of(string_agg(text, E'\n' ORDER BY number))
	FROM line
	WHERE file LIKE '%.json'
	GROUP BY file
) AS d
LEFT JOIN LATERAL (
	-- what an entry is called in the Bundle, so that the references of its neighbours find it
	SELECT e->'resource' || CASE
			WHEN jsonb_typeof(e->'fullUrl') = 'string' THEN jsonb_build_object('fullUrl', e->'fullUrl')
			ELSE '{}'
		END AS entry, place
	FROM jsonb_array_elements(CASE jsonb_typeof(doc->'entry') WHEN 'array' THEN doc->'entry' ELSE '[]' END)
		WITH ORDINALITY AS l (e, place)
	WHERE doc->>'resourceType' = 'Bundle' AND jsonb_typeof(e->'resource') = 'object'
) AS b ON true
ORDER BY file, number, place;
COMMIT;
ANALYZE :"source".resource;

SELECT file, count(*) AS rows,
	count(*) FILTER (WHERE jsonb_typeof(resource) <> 'object' OR resource->>'resourceType' IS NULL) AS "not resources"
FROM :"source".resource
GROUP BY file
ORDER BY file COLLATE "C";
