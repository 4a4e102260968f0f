-- The tests that run in a database of each encoding; test/sql/encodings.sql includes this file.
SET client_min_messages = warning;
CREATE EXTENSION sepms;
-- texts of bytes that are valid in the encoding: each byte alone, before, within and after a name; and random bytes
CREATE FUNCTION as_text(bytes bytea) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN convert_from(bytes, getdatabaseencoding());
EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character THEN
	RETURN NULL;
END $$;
SELECT setseed(0.5);
CREATE TABLE given AS
SELECT DISTINCT as_text(bytes) AS text
FROM (
	SELECT before || set_byte('\x00', 0, i) || after
	FROM generate_series(128, 255) AS i,
		(VALUES
			(''::bytea, ''::bytea),
			('Tysabri', ''),
			('', 'RR'),
			('gre', 'ffe'),
			('T', '1')
		) AS v (before, after)
	UNION ALL
	SELECT 'Rebif' || set_byte(set_byte('\x0000', 0, i), 1, j)
	FROM generate_series(128, 255) AS i,
		generate_series(64, 255, 9) AS j
	UNION ALL
	SELECT (
		SELECT string_agg(set_byte('\x00', 0, 1 + (random() * 254)::integer), '')
		FROM generate_series(1, 1 + n % 8)
	)
	FROM generate_series(1, 2000) AS n
) AS v (bytes)
WHERE as_text(bytes) IS NOT NULL AND bytes::text ~ '^.x(..)*[89a-f]';
SELECT count(*) > 100 AS texts,
	count(try_dmt(text)) AS drugs,
	count(try_ms_phenotype(text)) AS phenotypes,
	count(try_edss(text)) AS grades,
	count(phenotype_of(text, 'edmus')) AS codes,
	count(cannabis_quota(text, text)) AS quotas
FROM given;
SELECT encode(convert_to(text, getdatabaseencoding()), 'escape') AS text, try_dmt(text), try_ms_phenotype(text)
FROM given
WHERE try_dmt(text) IS NOT NULL OR try_ms_phenotype(text) IS NOT NULL
ORDER BY text COLLATE "C";
-- input functions and functions with text arguments reject these texts with the same errors as ASCII text
CREATE FUNCTION says(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'read';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END $$;
\ir samples.sql
SELECT count(DISTINCT type) = (SELECT count(*) FROM own_type) AS of_all_types,
	says(format('SELECT %L::%s', format(shape, text), type)) AS says
FROM (SELECT text FROM given WHERE text !~ '[%{}\\"]' ORDER BY text COLLATE "C" LIMIT 500) AS v,
	(
		SELECT type, shape
		FROM own_type, unnest('{%s,"{%s}"}'::text[]) AS shape
		UNION ALL
		SELECT type::regtype, shape
		FROM (VALUES
			('neda_status', 'EDA (active: %s)'),
			('treatment_history', '{%s: [2020-01-01,)}'),
			('mri_series', '{2020-01-01: %s}'),
			('neda_tally', '{"version": 1, "%s": 1}'),
			('weighted_neda_tally', '{"version": 1, "statuses": ["%s"]}')
		) AS w (type, shape)
	) AS s
GROUP BY 2
ORDER BY 2;
SELECT call, says(format('SELECT ' || call, text)) AS says
FROM (SELECT text FROM given WHERE text > 'Rebif' ORDER BY text COLLATE "C" LIMIT 100) AS v,
	unnest(ARRAY[
		'lublin_2013(%L, 0, 0, 0, true)',
		'mri_valid(ARRAY[%L])',
		'phenotype_of(''1'', %L)',
		'describe(''cdp24'', %L)'
	]) AS call
GROUP BY 1, 2
ORDER BY 1, 2;
