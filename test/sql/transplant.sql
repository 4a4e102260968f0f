SET client_encoding = 'utf8';
SET datestyle = 'ISO';
-- What it is for: which patients to discuss, and what is missing for the others
SELECT what, s.*
FROM (VALUES
	(1, '4.99 years, 2 relapses, a Gd+ lesion, natalizumab failed', 'RR', 2, 1, 4.99, 1),
	(2, 'exactly 5 years', 'RR', 2, 1, 5.0, 1),
	(3, 'SP, nothing else known', 'SP', NULL, NULL, NULL, NULL),
	(4, 'no scan, the others met', 'RR', 2, NULL, 4.99, 1)
) AS v (n, what, phenotype, relapses, gd, years, failed),
	transplant_screen(
		phenotype, relapses_24m => relapses, gd_12m => gd, duration_years => years, failed_high_efficacy => failed
	) AS s
ORDER BY n;
SELECT * FROM transplant_criteria_catalog();

-- Each threshold of each variant, just met and just unmet, all others being met
SELECT what, s.*
FROM (VALUES
	(1, 'met', 'RR', 2, 1, NULL, 4.99, 1),
	(2, 'CIS', 'CIS', 2, 1, 0, 4.99, 1),
	(3, 'PP', 'PP', 2, 1, 0, 4.99, 1),
	(4, '1 relapse', 'RR', 1, 1, 3, 4.99, 1),
	(5, '3 new T2', 'RR', 2, 0, 3, 4.99, 1),
	(6, '2 new T2', 'RR', 2, 0, 2, 4.99, 1),
	(7, '2 new T2, Gd+ not known', 'RR', 2, NULL, 2, 4.99, 1),
	(8, '5 years', 'RR', 2, 1, 0, 5, 1),
	(9, 'no drug failed', 'RR', 2, 1, 0, 4.99, 0),
	(10, 'all unmet', 'SP', 0, 0, 0, 20, 0)
) AS v (n, what, phenotype, relapses, gd, t2, years, failed),
	transplant_screen(
		phenotype,
		relapses_24m => relapses,
		gd_12m => gd,
		new_t2_12m => t2,
		duration_years => years,
		failed_high_efficacy => failed
	) AS s
ORDER BY n;
SELECT what, s.*
FROM (VALUES
	(1, 'met', 'RR', 2, 0, 0, 9.99, 44.9, '5.5', 1),
	(2, 'CIS', 'CIS', 2, 1, 1, 9.99, 44.9, '5.5', 1),
	(3, 'SP, active', 'SP', 2, 0, 0, 9.99, 44.9, '5.5', 1),
	(4, 'PP, active', 'PP', 1, 1, 0, 9.99, 44.9, '5.5', 1),
	(5, 'SP, not active', 'SP', 0, 0, 0, 9.99, 44.9, '5.5', 1),
	(6, 'PP, MRI only', 'PP', 0, 1, 1, 9.99, 44.9, '5.5', 1),
	(7, '1 relapse', 'RR', 1, 0, 0, 9.99, 44.9, '5.5', 1),
	(8, '1 relapse, Gd+', 'RR', 1, 1, 0, 9.99, 44.9, '5.5', 1),
	(9, '1 relapse, new T2', 'RR', 1, 0, 1, 9.99, 44.9, '5.5', 1),
	(10, 'MRI only', 'RR', 0, 5, 5, 9.99, 44.9, '5.5', 1),
	(11, '10 years', 'RR', 2, 0, 0, 10, 44.9, '5.5', 1),
	(12, '45 years old', 'RR', 2, 0, 0, 9.99, 45, '5.5', 1),
	(13, 'EDSS 6.0', 'RR', 2, 0, 0, 9.99, 44.9, '6.0', 1),
	(14, 'no drug failed', 'RR', 2, 0, 0, 9.99, 44.9, '5.5', 0),
	(15, 'EDSS not known', 'RR', 2, 0, 0, 9.99, 44.9, NULL, 1),
	(16, 'a child', 'RR', 2, 0, 0, 9.99, 8, '5.5', 1)
) AS v (n, what, phenotype, relapses, gd, t2, years, age, edss, failed),
	transplant_screen(
		phenotype, relapses,
		gd_12m => gd,
		new_t2_12m => t2,
		duration_years => years,
		age_years => age,
		edss => edss::edss,
		failed_high_efficacy => failed,
		variant => 'ebmt2019'
	) AS s
ORDER BY n;
SELECT what, s.*
FROM (VALUES
	(1, 'met', 'RR', 0, 2, 1, 18, '6.0', true),
	(2, 'CIS', 'CIS', 2, 2, 1, 18, '6.0', true),
	(3, 'PP, active', 'PP', 2, 2, 1, 18, '6.0', true),
	(4, 'SP, active', 'SP', 1, 2, 1, 18, '6.0', true),
	(5, 'SP, not active', 'SP', 0, 2, 1, 18, '6.0', true),
	(6, 'SP, not known', 'SP', NULL, 2, 1, 18, '6.0', true),
	(7, '1 episode', 'RR', 0, 1, 1, 18, '6.0', true),
	(8, 'none on a drug', 'RR', 0, 2, 0, 18, '6.0', true),
	(9, '17', 'RR', 0, 2, 1, 17.99, '6.0', true),
	(10, '55', 'RR', 0, 2, 1, 55.99, '6.0', true),
	(11, '56', 'RR', 0, 2, 1, 56, '6.0', true),
	(12, 'EDSS 6.5', 'RR', 0, 2, 1, 18, '6.5', true),
	(13, 'not MS', 'RR', 0, 2, 1, 18, '6.0', false),
	(14, 'McDonald not known', 'RR', 0, 2, 1, 18, '6.0', NULL)
) AS v (n, what, phenotype, relapses, episodes, on_dmt, age, edss, mcdonald),
	transplant_screen(
		phenotype, relapses,
		gd_12m => 0,
		new_t2_12m => 0,
		age_years => age,
		edss => edss::edss,
		episodes_36m => episodes,
		episodes_on_dmt_36m => on_dmt,
		mcdonald => mcdonald,
		variant => 'BEATMS'
	) AS s
ORDER BY n;

-- Known facts settle the answer, or it names the missing ones that matter
SELECT variant, s.*
FROM unnest('{lisbon2015,ebmt2019,beatms}'::text[]) WITH ORDINALITY AS v (variant, n),
	transplant_screen(variant => variant) AS s
ORDER BY n;
SELECT what, s.*
FROM (VALUES
	(1, '2 relapses in 12 months are 2 in 24', 2, NULL, NULL, NULL),
	(2, '1 in 12 may be 2 in 24', 1, NULL, 1, NULL),
	(3, 'none in 24', NULL, 0, NULL, NULL),
	(4, 'neither Gd+ nor T2 known', NULL, 2, NULL, NULL),
	(5, 'no Gd+', NULL, 2, 0, NULL),
	(6, '3 new T2', NULL, 2, NULL, 3)
) AS v (n, what, r12, r24, gd, t2),
	transplant_screen('RR', r12, r24, gd, t2, duration_years => 3, failed_high_efficacy => 2) AS s
ORDER BY n;
SELECT what, s.*
FROM (VALUES
	(1, 'none in 24 months are none in 12', NULL, 0, 1, 9.0, 'RR'),
	(2, '1 relapse, Gd+ not known', 1, NULL, NULL, 9.0, 'RR'),
	(3, 'relapses not known, Gd+', NULL, NULL, 1, 9.0, 'RR'),
	(4, 'phenotype not known', 2, NULL, 1, 9.0, NULL),
	(5, 'nothing matters after 10 years', NULL, NULL, NULL, 12.0, NULL)
) AS v (n, what, r12, r24, gd, years, phenotype),
	transplant_screen(
		phenotype, r12, r24, gd,
		duration_years => years,
		age_years => 30,
		edss => '4.0',
		failed_high_efficacy => 1,
		variant => 'ebmt2019'
	) AS s
ORDER BY n;
SELECT episodes, on_dmt, s.*
FROM (VALUES
	(1, NULL, 2), (2, NULL, 1), (3, 2, NULL), (4, 1, NULL), (5, 0, NULL), (6, NULL, 0)
) AS v (n, episodes, on_dmt),
	transplant_screen(
		'RR',
		age_years => 30,
		edss => '4.0',
		mcdonald => true,
		episodes_36m => episodes,
		episodes_on_dmt_36m => on_dmt,
		variant => 'beatms'
	) AS s
ORDER BY n;
SELECT transplant_screen('RR', variant => NULL) IS NULL AS without_variant;

-- Bad input
SELECT transplant_screen('RIS');
SELECT (transplant_screen('SEP-SP', duration_years => 1)).unmet AS as_words_of_lublin_2013;
SELECT transplant_screen('RR', -1);
SELECT transplant_screen('RR', 3, 2);
SELECT transplant_screen('RR', episodes_36m => 1, episodes_on_dmt_36m => 2);
SELECT transplant_screen('RR', duration_years => -0.1);
SELECT transplant_screen('RR', age_years => 'NaN');
SELECT transplant_screen('RR', edss => '0.5');
SELECT transplant_screen('RR', failed_high_efficacy => -1);
SELECT transplant_screen('RR', variant => 'ebmt2012');

-- The steps: names, order
SELECT name, name::transplant_step AS step
FROM unnest(ARRAY[
	'mobilisation', 'Mobilization', 'facteurs de croissance',
	'recueil', 'cytaphérèse', 'CYTAPHERESE', 'leukapheresis', 'collection',
	'cryoconservation', 'cryopreservation',
	'conditionnement', 'conditioning',
	'réinjection', 'greffe', 'reinfusion',
	'aplasie', 'aplasia',
	'recovery', 'récupération', 'sortie d''aplasie', 'engraftment'
]) AS name;
SELECT s
FROM unnest(
	'{recovery,aplasia,conditioning,reinjection,collection,cryopreservation,mobilisation}'::transplant_step[]
) AS s
ORDER BY s;
SELECT min(s), max(s), count(DISTINCT s) FROM unnest('{aplasia,collection,greffe,recueil}'::transplant_step[]) AS s;
SELECT 'collection'::transplant_step < 'conditioning' AS lt,
	'greffe'::transplant_step <= 'reinjection' AS le,
	'greffe'::transplant_step = 'reinjection' AS eq,
	'aplasia'::transplant_step <> 'recovery' AS ne,
	'aplasia'::transplant_step >= 'recovery' AS ge,
	'recovery'::transplant_step > 'aplasia' AS gt;
SELECT 'colection'::transplant_step;
SELECT 'surgery'::transplant_step;
SELECT ''::transplant_step;

-- Codes on disk are for ever
SELECT string_agg(encode(transplant_step_send(s), 'hex') || ' ' || s || ' ' || s::smallint, ', ' ORDER BY s)
FROM unnest(
	'{mobilisation,collection,cryopreservation,conditioning,reinjection,aplasia,recovery}'::transplant_step[]
) AS s;
CREATE TEMP TABLE steps AS
SELECT s
FROM unnest(
	'{mobilisation,collection,cryopreservation,conditioning,reinjection,aplasia,recovery}'::transplant_step[]
) AS s, generate_series(1, 100);
SELECT bool_and(s::text::transplant_step = s) AS text FROM steps;
SELECT format('%s/transplant.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY steps TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied (s transplant_step);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT s, count(*) FROM copied GROUP BY s ORDER BY s;
SELECT count(DISTINCT hash_transplant_step(s)) AS hashes, count(DISTINCT hash_transplant_step_extended(s, 7)) AS seeded
FROM steps;
\getenv abs_srcdir PG_ABS_SRCDIR
\set file :abs_srcdir '/receive.sql'
\i :file
SELECT pg_temp.receive('\x000f') AS unknown_code,
	pg_temp.receive('\x00') AS short,
	pg_temp.receive('\x000a00') AS long,
	pg_temp.receive('\x000a') AS fine;
CREATE INDEX steps_index ON steps (s); CREATE INDEX steps_hash ON steps USING hash (s); ANALYZE steps;
SET enable_seqscan = off;
SELECT count(*) FROM steps WHERE s >= 'conditioning' AND s < 'recovery';
SELECT count(*) FROM steps WHERE s = 'greffe';
RESET enable_seqscan;

-- Implausible steps of a patient
SELECT what, i.*
FROM (VALUES
	(1, 'all in order',
		'{mobilisation,collection,cryopreservation,conditioning,reinjection,aplasia,recovery}'::transplant_step[],
		'{2020-01-01,2020-01-10,2020-01-11,2020-02-01,2020-02-07,2020-02-09,2020-02-20}'::date[]),
	(2, 'the rest to come, two on one day', '{mobilisation,collection,cryopreservation}',
		'{2020-01-01,2020-01-10,2020-01-10}'),
	(3, 'recorded in any order', '{collection,mobilisation}', '{2020-01-10,2020-01-01}'),
	(4, 'a day early', '{mobilisation,collection}', '{2020-01-10,2020-01-09}'),
	(5, 'early after an early one', '{mobilisation,collection,cryopreservation}', '{2020-01-10,2020-01-07,2020-01-08}'),
	(6, 'one missing', '{mobilisation,cryopreservation}', '{2020-01-01,2020-01-09}'),
	(7, 'two missing', '{mobilisation,collection,reinjection}', '{2020-01-01,2020-01-09,2020-02-01}'),
	(8, 'twice', '{mobilisation,mobilisation,collection}', '{2020-01-08,2020-01-01,2020-01-02}'),
	(9, 'twice, once without a date', '{mobilisation,mobilisation,collection}', '{NULL,2020-01-01,2020-01-02}'),
	(10, 'twice without a date', '{mobilisation,mobilisation}', '{NULL,NULL}'),
	(11, 'no date', '{mobilisation,collection,cryopreservation}', '{2020-01-05,NULL,2020-01-04}'),
	(12, 'a step that is not known', '{mobilisation,NULL}', '{2020-01-05,2020-01-09}'),
	(13, 'none', '{}', '{}')
) AS v (n, what, steps, dates)
LEFT JOIN LATERAL transplant_issues(steps, dates) AS i ON true
ORDER BY n;
SELECT count(*) FROM transplant_issues(NULL, '{}');
SELECT * FROM transplant_issues('{mobilisation}', '{}');
SELECT * FROM transplant_issues('{mobilisation}', '{infinity}');
