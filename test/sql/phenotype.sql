SET client_encoding = 'utf8';
SET datestyle = 'ISO';
-- What it is for: 12 months as a phenotype, and which facts are missing
SELECT phenotype, relapses, gd, new_t2, mri, progression, p AS lublin_2013, is_active(p) AS active,
	is_progressing(p) AS progressing, missing
FROM (VALUES
	('RR', 0, 0, 0, true, NULL::boolean),
	('RR', 0, NULL, NULL, false, NULL),
	('RR', 1, NULL, NULL, false, NULL),
	('SP', 0, 0, 0, true, true),
	('SP', 0, 1, 0, true, false),
	('RR', 0, 0, 0, true, true), -- in RR worsening is not progression: ignored
	('CIS', 1, NULL, NULL, NULL, false),
	('PP', 0, 0, 0, true, NULL),
	('PP', 0, 0, 1, NULL, true),
	('SPMS', NULL, NULL, 0, true, NULL),
	('PR', 0, 0, 0, true, true), -- activity follows from the counts, not from the word
	(NULL, 1, 1, 1, true, true)
) AS v (phenotype, relapses, gd, new_t2, mri, progression),
	lublin_2013(phenotype, relapses, gd, new_t2, mri, progression) AS p,
	lublin_2013_missing(phenotype, relapses, gd, new_t2, mri, progression) AS missing;
-- Gd+ may be missing, new T2 may not; an MRI without any count says nothing
SELECT gd, new_t2,
	lublin_2013('RR', 0, gd, new_t2, mri_done => true),
	lublin_2013_missing('RR', 0, gd, new_t2, true) AS missing
FROM (VALUES (0, 0), (NULL, 0), (0, NULL), (NULL, NULL), (2, NULL), (NULL, 2)) AS v (gd, new_t2);

-- Every combination of none, one and unknown
CREATE TEMP TABLE combination AS
SELECT c.*, p, is_active(p) AS active, lublin_2013_missing('RR', relapses, gd, new_t2, mri_done) AS missing
FROM (
	SELECT relapses, gd, new_t2, mri_done
	FROM unnest('{0,1,NULL}'::int[]) AS relapses,
		unnest('{0,1,NULL}'::int[]) AS gd,
		unnest('{0,1,NULL}'::int[]) AS new_t2,
		unnest('{t,f,NULL}'::boolean[]) AS mri_done
) AS c, lublin_2013('RR', relapses, gd, new_t2, mri_done) AS p;
SELECT mri_done,
	count(*) FILTER (WHERE active) AS active,
	count(*) FILTER (WHERE NOT active) AS not_active,
	count(*) FILTER (WHERE active IS NULL) AS indeterminate
FROM combination
GROUP BY mri_done
ORDER BY mri_done;
SELECT relapses, gd, new_t2, mri_done FROM combination WHERE NOT active ORDER BY gd;
SELECT count(*) AS active, bool_and(1 IN (coalesce(relapses, 0), coalesce(gd, 0), coalesce(new_t2, 0))) AS by_something
FROM combination
WHERE active;
-- the missing facts are exactly those that would settle the answer
SELECT missing,
	count(*) AS combinations,
	count(DISTINCT p) AS answers,
	min(p) AS answer,
	bool_and(p = 'RR-indeterminate') AS indeterminate,
	min(lublin_2013(
		'RR',
		CASE WHEN 'relapses' = ANY (missing) THEN 0 ELSE relapses END,
		gd,
		CASE WHEN 'new_t2' = ANY (missing) THEN 0 ELSE new_t2 END,
		CASE WHEN 'mri_done' = ANY (missing) THEN true ELSE mri_done END
	)) AS when_given
FROM combination
GROUP BY missing
ORDER BY missing;
SELECT phenotype,
	array_agg(lublin_2013(phenotype, 1, 0, 0, true, progression) ORDER BY progression) AS with_and_without_and_unknown,
	array_agg(lublin_2013_missing(phenotype, 1, 0, 0, true, progression)::text ORDER BY progression) AS missing
FROM unnest('{CIS,RR,PP,SP,NULL}'::text[]) WITH ORDINALITY AS u (phenotype, n),
	unnest('{f,t,NULL}'::boolean[]) AS progression
GROUP BY phenotype, n
ORDER BY n;
-- with the period that was judged
SELECT describe_phenotype(p, period) AS en, describe_phenotype(p, period, 'fr') AS fr,
	describe_phenotype(p, 'fr') AS without
FROM (VALUES
	('SP-not_active-with_progression'::ms_phenotype, '[2020-01-01,2021-01-01)'::daterange),
	('CIS-active', '(2019-12-31,2020-03-01]'),
	('PP-indeterminate-progression_indeterminate', '[5874897-12-30,5874897-12-31)'),
	(NULL, '[2020-01-01,2021-01-01)'), ('RR-active', NULL)
) AS v (p, period);

-- The values, in their order; every one reads back
CREATE TEMP TABLE every AS
SELECT DISTINCT p
FROM unnest('{CIS,RR,PP,SP}'::text[]) AS phenotype,
	unnest('{0,1,NULL}'::int[]) AS relapses,
	unnest('{f,t,NULL}'::boolean[]) AS progression,
	lublin_2013(phenotype, relapses, 0, 0, true, progression) AS p;
SELECT p, p::smallint AS code,
	encode(ms_phenotype_send(p), 'hex') AS sent,
	phenotype(p),
	is_active(p) AS active,
	is_progressing(p) AS progressing,
	describe_phenotype(p) AS en,
	describe_phenotype(p, 'fr') AS fr
FROM every
ORDER BY p;
SELECT count(*) AS values,
	bool_and(p::text::ms_phenotype = p) AS read_back,
	bool_and(upper(replace(replace(p::text, '-', ' '), '_', ' '))::ms_phenotype = p) AS loosely
FROM every;
SELECT phenotype(NULL), is_active(NULL), is_progressing(NULL), describe_phenotype(NULL), try_ms_phenotype(NULL);

-- Other spellings; what they leave out is indeterminate
SELECT spelling, try_ms_phenotype(spelling) AS phenotype
FROM unnest(ARRAY[
	'RR', 'rrms', 'Relapsing-Remitting', 'relapsing remitting MS', 'SEP-RR', 'rémittente', 'SEP récurrente-rémittente',
	'relapsing with sequelae',
	'SPMS', 'secondary progressive', 'SEP-SP', 'secondairement progressive', 'SP with relapses',
	'PPMS', 'primary_progressive', 'SEP primaire progressive', 'progressive d''emblée', 'PP with relapses',
	'PR', 'PRMS', 'progressive-relapsing', 'PR not active',
	'CIS', 'clinically isolated syndrome', 'syndrome clinique isolé',
	'RRMS active', 'active SPMS', 'SP active', 'SP inactive', 'non-active PPMS',
	'SP with progression', 'SP-active-indeterminate', 'SP indeterminate',
	'PPMS, active and with progression',
	'SPMS, not active but with progression',
	'SPMS, not active and without progression',
	'SEP-SP, non active, sans progression',
	'SEP-SP active, avec progression',
	'CIS actif', 'CIS inactif', 'RR activité indéterminée'
]) AS spelling;
SELECT text, try_ms_phenotype(text)
FROM unnest(ARRAY[
	'RIS', 'MS', 'relapsing', 'progressive', '', 'active', 'RR with progression', 'RR-active-progression_indeterminate',
	'SP active not active', 'active SP active', 'SP with progression active', 'SPX', 'R R M S X'
]) AS text;
SELECT text, try_ms_phenotype(text)
FROM unnest(
	'{SPMS (active),"PP, active, with progression",RR/active,RR+active,-RR,(RR),RR;active,RR.}'::text[]
) AS text;
SELECT try_ms_phenotype(repeat('RR', 100000)) AS long;
SELECT try_ms_phenotype('SEP-RR active') AS known;

-- Binary out and in
CREATE TEMP TABLE copied (LIKE every);
SELECT format('%s/phenotype.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY every TO :'file' WITH (FORMAT binary);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT count(*) FROM every JOIN copied USING (p);
\getenv abs_srcdir PG_ABS_SRCDIR
\set file :abs_srcdir '/receive.sql'
\i :file
SELECT bytes, pg_temp.receive(decode(bytes, 'hex'))
FROM unnest('{0faa,0000,07da,03f3,ffff,07,00000fab}'::text[]) AS bytes;

-- Grouping, sorting, joining
SELECT min(p),
	max(p),
	count(DISTINCT p),
	count(DISTINCT hash_ms_phenotype(p)) AS hashes,
	count(DISTINCT hash_ms_phenotype_extended(p, 7)) AS seeded
FROM every;
SELECT 'CIS-indeterminate'::ms_phenotype < 'RR-active', 'RR-indeterminate' < 'PP-active-with_progression'::ms_phenotype,
	'SP-active-with_progression'::ms_phenotype < 'SP-not_active-with_progression',
	'active RRMS'::ms_phenotype = 'RR-active' AS same, 'RR-active'::ms_phenotype <> 'RR-not_active' AS other;
CREATE INDEX ON every (p);
CREATE INDEX ON every USING hash (p);
ANALYZE every;
SET enable_seqscan = off;
SELECT count(*) FROM every WHERE p >= 'PP-active-with_progression' AND p < 'SP-active-with_progression';
SELECT p FROM every WHERE p = 'SP-active-with_progression';
RESET enable_seqscan;

-- Codes: from a phenotype to each system, before and since 2025-10-01
SELECT p,
	disease_code(p, 'icd10') AS icd10,
	disease_code(p, 'icd10cm', '2025-09-30') AS cm_before,
	disease_code(p, 'icd10cm', '2025-10-01') AS cm_since,
	disease_code(p, 'icd10cm') AS cm_undated,
	disease_code(p, 'icd11') AS icd11,
	disease_code(p, 'edmus') AS edmus
FROM (SELECT min(p) AS p FROM every GROUP BY phenotype(p), is_active(p) UNION ALL SELECT NULL) AS v
ORDER BY p;
SELECT system, array_agg(DISTINCT disease_code(p, system)) AS codes, disease_code(NULL, system) AS of_ms
FROM unnest('{icd9cm,icpc,read,snomed,ICD10}'::text[]) AS system, every GROUP BY system ORDER BY system COLLATE "C";
SELECT count(*) AS progression_tells
FROM every AS a
JOIN every AS b
	ON phenotype(a.p) = phenotype(b.p) AND is_active(a.p) IS NOT DISTINCT FROM is_active(b.p),
	unnest('{icd10,icd10cm,icd11,edmus}'::text[]) AS system
WHERE disease_code(a.p, system, '2026-01-01') IS DISTINCT FROM disease_code(b.p, system, '2026-01-01');
SELECT disease_code('RR-active', NULL),
	disease_code('RR-active', 'icd10cm', '5874897-12-31'),
	disease_code('RR-active', 'icd10cm', '4714-11-24 BC');
SELECT disease_code('RR-active', 'icd10cm', 'infinity');

-- and back, for every code that is known
SELECT system, code, phenotype, meaning, valid_from, valid_to, uncertain FROM disease_code_catalog();
SELECT system, code, note FROM disease_code_catalog() WHERE note IS NOT NULL;
SELECT count(*) AS codes,
	count(*) FILTER (WHERE phenotype_of(code, system) IS DISTINCT FROM phenotype) AS read_otherwise,
	count(*) FILTER (
		WHERE phenotype_of(lower(replace(code, '.', '')), system) IS DISTINCT FROM phenotype
	) AS without_points,
	count(*) FILTER (
		WHERE phenotype_of(code, system, '2025-09-30') IS NOT NULL AND valid_from IS NOT NULL
	) AS too_early,
	count(*) FILTER (WHERE phenotype_of(code, system, '2025-10-01') IS DISTINCT FROM phenotype) AS lost_since
FROM disease_code_catalog();
SELECT system,
	count(code) AS written,
	count(*) FILTER (WHERE phenotype(back) = phenotype(p)) AS same_phenotype,
	count(*) FILTER (WHERE phenotype(back) <> phenotype(p)) AS other_phenotype,
	count(*) FILTER (WHERE is_active(back) = is_active(p)) AS same_activity,
	count(*) FILTER (
		WHERE is_active(back) <> is_active(p) OR is_active(p) IS NULL AND is_active(back) IS NOT NULL
	) AS other_activity
FROM every,
	unnest('{icd10,icd10cm,icd11,edmus,snomed}'::text[]) AS system,
	disease_code(p, system, '2026-01-01') AS code,
	phenotype_of(code, system, '2026-01-01') AS back
GROUP BY system
ORDER BY system COLLATE "C";
SELECT code, system, on_date, phenotype_of(code, system, on_date)
FROM (VALUES
	('G35.A', 'icd10cm', '2025-09-30'::date),
	('G35.A', 'icd10cm', '2025-10-01'),
	('G35', 'icd10cm', '2025-09-30'),
	('G35', 'icd10cm', '2025-10-01'),
	('g35c2', 'ICD10CM', NULL),
	(' G35.C2 ', 'icd10cm', '2026-03-01'),
	('G35.C3', 'icd10cm', NULL),
	('E11.9', 'icd10cm', NULL),
	('G35.A', 'icd10', NULL),
	('g35-a', 'icd10cm', NULL),
	('G3.5', 'icd10', NULL),
	('.1', 'edmus', NULL),
	('+1', 'edmus', NULL),
	('1%', 'edmus', NULL),
	('4', 'edmus', NULL),
	('-1', 'edmus', NULL),
	('8', 'edmus', NULL),
	('', 'edmus', NULL),
	(NULL, 'edmus', NULL),
	('1', NULL, NULL)
) AS v (code, system, on_date);

-- Bad input
SELECT 'RIS'::ms_phenotype;
SELECT 'RRMS'::ms_phenotype;
SELECT 'SP-active'::ms_phenotype;
SELECT 'RR with progression'::ms_phenotype;
SELECT ''::ms_phenotype;
SELECT lublin_2013('RIS', 0, 0, 0, true);
SELECT lublin_2013('', 0, 0, 0, true);
SELECT lublin_2013('SP-active', 0, 0, 0, true);
SELECT lublin_2013_missing('MS', 0, 0, 0, true);
SELECT lublin_2013('RR', -1, 0, 0, true);
SELECT lublin_2013('RR', 0, -1, 0, true);
SELECT lublin_2013(NULL, 0, 0, -1, true);
SELECT describe_phenotype('RR-active', 'empty'::daterange);
SELECT describe_phenotype('RR-active', daterange('2020-01-01', NULL));
SELECT describe_phenotype('RR-active', daterange('2020-01-01', '2021-01-01'), 'de');
SELECT describe_phenotype('RR-active', 'de');
SELECT disease_code('RR-active', 'icd12');
SELECT phenotype_of('G35', 'ICD-10');
\set VERBOSITY sqlstate
SELECT 'RIS'::ms_phenotype;
SELECT lublin_2013('RIS', 0, 0, 0, true);
SELECT disease_code('RR-active', 'icd12');
