-- Words in capitals and numbers, and what they are read as: the same in every locale.
SET client_encoding = 'UTF8';
SELECT to_char(1234.5, '9G999D9') <> '' AS numbers_are_printed_so, lower('I') <> '' AS letters;
-- what a query answers; an error ends the test
CREATE FUNCTION pg_temp.answer(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
	EXECUTE query INTO answer;
	RETURN answer;
END $$;
-- what a query answers, or its error and hint
CREATE FUNCTION pg_temp.outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
	RETURN pg_temp.answer(query);
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS answer = PG_EXCEPTION_HINT;
	RETURN SQLERRM || ': ' || answer;
END $$;
-- the names of definitions, which the hint lists
CREATE TEMP TABLE name AS
SELECT match[1] AS name
FROM regexp_matches(pg_temp.outcome($$SELECT 'unknown'::disability_criteria$$), '"(\w+)"', 'g') AS match
WHERE match[1] <> 'unknown';
SELECT count(*) > 10 AS names FROM name;
SELECT name, pg_temp.answer(format('SELECT %L::disability_criteria = %L', upper(name COLLATE "C"), name))
FROM name
WHERE name <> 'custom'
ORDER BY name COLLATE "C";
-- the words of their parameters, with the outcome that they go with
SELECT outcome, key, value,
	pg_temp.answer(format('SELECT disability_criteria(jsonb_build_object(''outcome'', %L, %L, %L))',
		outcome, key, upper(value COLLATE "C")))
FROM (
	SELECT DISTINCT definition ->> 'outcome' AS outcome, key, value #>> '{}' AS value
	FROM name,
		LATERAL (SELECT CASE WHEN name <> 'custom' THEN name ELSE 'edss' END) AS n (known),
		LATERAL (SELECT known::disability_criteria::jsonb) AS d (definition),
		jsonb_each(definition)
	WHERE jsonb_typeof(value) = 'string'
) AS w
WHERE value <> 'Infinity'
ORDER BY outcome COLLATE "C", key COLLATE "C", value COLLATE "C";
SELECT disability_criteria('{"conf_tol_days": [7, "INFINITY"]}'::jsonb)
	= disability_criteria('{"conf_tol_days": [7, "infinity"]}'::jsonb);
-- the words of arguments
SELECT call, pg_temp.answer('SELECT ' || call)
FROM unnest(ARRAY[
	'edss_worsening(''3'', ''4'', ''STD50'')',
	'proportion_ci(3, 10, 0.95, ''WILSON'')',
	'rate_ci(5, 10.5, 0.95, ''EXACT'')',
	'describe(''cdp24'', ''FR'') = describe(''cdp24'', ''fr'')',
	'disease_code(''RR-active'', ''ICD10'')',
	'phenotype_of(''g35.a'', ''ICD10CM'')',
	'mri_valid(''{FLAIR,DIR}'', ''MAGNIMS_2021'', 3)',
	'mri_valid(''{diffusion}'', ''ATROPHY'')',
	'is_worsening(''T25FW'', 10, 12)',
	'neda_outcome(''NEDA-4'', ''MITT'')',
	'global_msss(''3.5'', 4)',
	'(transplant_screen(''SP'', variant => ''LISBON2015'')).unmet',
	'cannabis_quota(''EPILEPSY'')',
	'cannabis_quota(''ÉPILEPSIE'')'
]) AS call;
-- all names of the vocabularies, in capitals
\ir ../samples.sql
SELECT name, count(*), bool_and(pg_temp.outcome(format('SELECT %L::%s', upper(printed COLLATE "C"), name)) = printed)
FROM sample JOIN own_type USING (type) WHERE NOT varies GROUP BY name ORDER BY name COLLATE "C";
SELECT text, pg_temp.answer(format('SELECT %L::%s', text, type))
FROM (VALUES
	('INTERFÉRON BÊTA-1A SC', 'dmt'),
	('FIRST', 'dmt_line'),
	('TROISIÈME LIGNE', 'dmt_line'),
	('CIS-ACTIVE', 'ms_phenotype'),
	('SCLÉROSE EN PLAQUES PRIMAIRE PROGRESSIVE, ACTIVE, AVEC PROGRESSION', 'ms_phenotype'),
	('MOBILISATION', 'transplant_step'),
	('REINJECTION', 'transplant_step'),
	('EDA (ACTIVE: GD+; MISSING: BRAIN VOLUME LOSS)', 'neda_status'),
	('NEDA-3 (missing: brain volume loss)', 'neda_status')
) AS v (text, type);
-- numbers, before and after one is printed in the locale's way
SELECT text,
	pg_temp.outcome(format('SELECT %L::%s || to_char(1.5, ''9D9'')', text, type))
		= pg_temp.outcome(format('SELECT %L::%s', text, type)) || to_char(1.5, '9D9') AS same,
	pg_temp.outcome(format('SELECT %L::%s', text, type))
FROM (VALUES
	('3.5', 'edss'),
	('{2019-03-04: 3.25, 2020-01-01: 1e-05}', 'outcome_series'),
	('{2019-03-04: 3,25}', 'outcome_series'),
	('{2020-03-10: T2 2 PBVC -0.35 since 2019-03-04}', 'mri_series'),
	('{"outcome": "custom", "min_change": 1.5}', 'disability_criteria'),
	('{"version": 1, "statuses": ["EDA (active: relapse)"], "patients": [1], "weights": [1.5], "squares": [2.25]}',
		'weighted_neda_tally')
) AS v (text, type);
SELECT name,
	bool_and(pg_temp.outcome(format('SELECT %L::%s || to_char(1.5, ''9D9'')', value, name))
		= printed || to_char(1.5, '9D9')) AS same,
	md5(string_agg(printed, '' ORDER BY kind, i)) AS printed
FROM sample
JOIN own_type USING (type)
GROUP BY name
ORDER BY name COLLATE "C";
SELECT survival_agg(10, true, 0.1),
	neda_agg('NEDA-4', 1.5),
	describe(disability_criteria('custom', min_change => 1.5)) ~ '1\.5 points' AS described;
SELECT pg_temp.outcome('SELECT annual_pbvc(''NaN'', 1)'),
	pg_temp.outcome('SELECT rate_ci(5, -1.5)'),
	pg_temp.outcome('SELECT edss(3.25)');
