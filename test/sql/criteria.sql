-- A definition: the defaults, one by name, one with a change
SELECT disability_criteria();
SELECT 'edss'::disability_criteria = disability_criteria() AS same,
	' SDMT '::disability_criteria = disability_criteria('sdmt') AS blanks,
	disability_criteria('muller2023') = disability_criteria('muller2023'::text) AS function,
	disability_criteria(event => NULL, conf_days => NULL) = disability_criteria() AS nulls;
SELECT name, c - 'outcome'
FROM unnest(
	'{cdp12,cdp24,cdp48,muller2023,muller2023_strict,kappos2020,cagol2022,muller2025,portaccio2025}'::text[]
) AS name,
	LATERAL (
		SELECT jsonb_object_agg(key, value)
		FROM jsonb_each(name::disability_criteria::jsonb)
		WHERE value <> coalesce(disability_criteria()::jsonb -> key, 'null')
	) AS x (c);
SELECT disability_criteria(
	'kappos2020',
	event => 'firstPIRA',
	conf_days => '{168}',
	conf_tol_days => '{0,Infinity}',
	require_sust_days => 'Infinity'
);
SELECT disability_criteria(outcome => 'custom', worsening => 'decrease', min_change => 2.5, min_change_rel => 0.1,
	relapse_indep => '{"prec": [0, null], "conf": [null, 0.5], "prec_type": "last_delta"}', impute_last_visit => 400);
-- defaults that follow from other choices
SELECT disability_criteria(event => 'firstPIRA')::jsonb -> 'raw_pira' AS pira,
	disability_criteria(event => 'firstRAW', raw_pira => false)::jsonb -> 'raw_pira' AS raw,
	disability_criteria(event => 'firstCDI', raw_pira => true)::jsonb -> 'raw_pira' AS cdi,
	disability_criteria('sdmt')::jsonb ->> 'variant' AS sdmt,
	disability_criteria('nhpt')::jsonb ->> 'variant' AS nhpt;

-- Text and JSON read back; a table of definitions
CREATE TABLE definition (name text, criteria disability_criteria PRIMARY KEY);
INSERT INTO definition
SELECT n, n::disability_criteria
FROM unnest(
	'{edss,t25fw,nhpt,sdmt,lcla,cdp12,cdp24,cdp48,muller2023,muller2023_strict,kappos2020,cagol2022,muller2025,'
	'portaccio2025}'::text[]
) AS n;
INSERT INTO definition
SELECT 'custom ' || e || b || i,
	disability_criteria(
		'custom', e, baseline => b, min_change => 1.0 / i, impute_last_visit => 'Infinity', variant => NULL
	)
FROM unnest('{firstCDW,multiple}'::text[]) AS e,
	unnest('{fixed,roving,roving_impr,roving_wors}'::text[]) AS b,
	unnest('{1,3,7}'::int[]) AS i;
SELECT count(*),
	bool_and(criteria::text::disability_criteria = criteria) AS text,
	bool_and(criteria::jsonb::disability_criteria = criteria) AS jsonb,
	bool_and(criteria::jsonb::text::disability_criteria = criteria) AS jsonb_text
FROM definition;
SELECT name FROM definition WHERE criteria = 'muller2023';
INSERT INTO definition VALUES ('again', disability_criteria('muller2023'));
SELECT count(*) AS distinct, count(DISTINCT criteria) AS again
FROM (SELECT criteria FROM definition UNION SELECT criteria FROM definition) AS d;
SELECT bool_and(
	(a.criteria < b.criteria) = (b.criteria > a.criteria)
	AND (a.criteria <= b.criteria) = NOT (a.criteria > b.criteria)
	AND (a.criteria >= b.criteria) = NOT (a.criteria < b.criteria)
	AND (a.criteria <> b.criteria) = NOT (a.criteria = b.criteria)
) AS ordered
FROM definition AS a, definition AS b;
SELECT format('%s/criteria.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY (SELECT criteria FROM definition) TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied (criteria disability_criteria);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT count(*) AS copied FROM copied JOIN definition USING (criteria);
COPY (SELECT bytea 'edss', '{"x": 1}'::bytea) TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE two (a disability_criteria, b disability_criteria);
COPY two FROM :'file' WITH (FORMAT binary);
-- one definition for many patients, and one for each
SELECT name, count(e.*)
FROM definition
LEFT JOIN LATERAL disability_events('{2020-01-01: 3, 2020-06-01: 4, 2020-12-01: 4.5}', '{}', criteria) AS e ON true
WHERE name !~ 'custom'
GROUP BY name
ORDER BY name COLLATE "C";

-- In words
\pset format unaligned
SELECT describe(disability_criteria());
SELECT describe('kappos2020');
SELECT describe('kappos2020', 'fr');
SELECT describe(disability_criteria(
	'sdmt', 'firstPIRA',
	baseline => 'roving_impr',
	proceed_from => 'event',
	sub_threshold_rebl => 'improvement',
	relapse_rebl => true,
	skip_local_extrema => 'strict',
	conf_days => '{84,168,336}',
	conf_tol_days => '{7,Infinity}',
	require_sust_days => 365,
	check_intermediate => false,
	relapse_to_bl => '{30,14}',
	relapse_to_event => '{0,7}',
	relapse_assoc => '{90,30}',
	relapse_indep => '{"prec": [null, 10], "event": [90, null], "prec_type": "last"}',
	impute_last_visit => 1
));
SELECT describe(
	disability_criteria(
		'sdmt', 'firstPIRA',
		baseline => 'roving_impr',
		proceed_from => 'event',
		sub_threshold_rebl => 'improvement',
		relapse_rebl => true,
		skip_local_extrema => 'strict',
		conf_days => '{84,168,336}',
		conf_tol_days => '{7,Infinity}',
		require_sust_days => 365,
		check_intermediate => false,
		relapse_to_bl => '{30,14}',
		relapse_to_event => '{0,7}',
		relapse_assoc => '{90,30}',
		relapse_indep => '{"prec": [null, 10], "event": [90, null], "prec_type": "last"}',
		impute_last_visit => 1
	),
	'FR'
);
-- the sentence that each choice changes
SELECT name, lang, sentence
FROM (VALUES
	('std55', disability_criteria(variant => 'std55')),
	('opera', disability_criteria(variant => 'opera')),
	('4pt', disability_criteria('sdmt', variant => '4pt')),
	('8pt', disability_criteria('sdmt', variant => '8pt')),
	('10pct', disability_criteria('sdmt', variant => '10pct')),
	('lcla', disability_criteria('lcla')),
	('cdp48', disability_criteria('cdp48')),
	('custom', disability_criteria('custom', min_change_rel => 0.15)),
	('custom', disability_criteria('custom', worsening => 'decrease', min_change => 2.5, min_change_rel => 0.1)),
	('firstCDI', disability_criteria(event => 'firstCDI')),
	('firstRAW', disability_criteria(event => 'firstRAW', relapse_indep => '{"event": [0, 0], "conf": [0, 0]}')),
	('first', disability_criteria(event => 'first', sub_threshold_rebl => 'change', baseline => 'roving_wors')),
	('worsening',
		disability_criteria(sub_threshold_rebl => 'worsening', baseline => 'roving_wors', skip_local_extrema => 'all')),
	('changes', disability_criteria(sub_threshold_rebl => 'change', baseline => 'roving')),
	('fixed', disability_criteria(sub_threshold_rebl => 'change')),
	('lasting',
		disability_criteria(
			require_sust_days => 'Infinity', impute_last_visit => 400, conf_days => '{13}', relapse_to_bl => '{0,0}'
		)),
	('last_delta',
		disability_criteria(raw_pira => true, relapse_indep => '{"prec": [0, null], "prec_type": "last_delta"}'))
) AS d (name, criteria), unnest('{en,fr}'::text[]) AS lang,
	regexp_split_to_table(describe(criteria, lang), '(?<=\.) ') AS sentence
WHERE sentence NOT IN (SELECT regexp_split_to_table(describe(disability_criteria(), lang), '(?<=\.) '))
ORDER BY lang, name COLLATE "C", sentence COLLATE "C";
SELECT
	bool_and(
		describe(criteria) ~ '^Disability was measured with .*\.$'
		AND describe(criteria, 'fr') ~ '^Le handicap était mesuré par .*\.$'
	) AS all_written,
	count(DISTINCT describe(criteria)) AS different,
	count(*)
FROM definition;
\pset format aligned
SELECT describe(disability_criteria(), 'de');
SELECT describe(NULL), disability_criteria(NULL::jsonb), NULL::disability_criteria::jsonb;

-- Not a definition
\set VERBOSITY sqlstate
SELECT 'edssx'::disability_criteria;
SELECT disability_criteria(event => 'secondCDW');
SELECT '{"event": "secondCDW"}'::jsonb::disability_criteria;
COPY two FROM :'file' WITH (FORMAT binary);
\set VERBOSITY default
SELECT disability_criteria('edssx');
SELECT disability_criteria('edss', 'secondCDW');
SELECT disability_criteria(baseline => 'moving');
SELECT disability_criteria(conf_days => '{}');
SELECT disability_criteria(conf_days => '{84,NULL}');
SELECT disability_criteria(conf_days => '{168,84}');
SELECT disability_criteria(conf_days => '{0}');
SELECT disability_criteria(conf_days => '{1,2,3,4,5,6,7,8,9}');
SELECT disability_criteria(conf_days => '{Infinity}');
SELECT disability_criteria(conf_tol_days => '{7}');
SELECT disability_criteria(conf_tol_days => '{Infinity,7}');
SELECT disability_criteria(relapse_to_bl => '{-30,0}');
SELECT disability_criteria(relapse_to_event => '{NaN,0}');
SELECT disability_criteria(relapse_assoc => '{Infinity,0}');
SELECT disability_criteria(require_sust_days => -1);
SELECT disability_criteria(require_sust_days => 'NaN');
SELECT disability_criteria(impute_last_visit => 0.5);
SELECT disability_criteria(variant => 'std60');
SELECT disability_criteria(variant => '4pt');
SELECT disability_criteria('sdmt', variant => 'opera');
SELECT disability_criteria('sdmt', variant => '5pt');
SELECT disability_criteria('lcla', variant => '7pt');
SELECT disability_criteria('lcla', worsening => 'increase');
SELECT disability_criteria('nhpt', variant => 'std50');
SELECT disability_criteria('custom');
SELECT disability_criteria('custom', min_change => 0);
SELECT disability_criteria('custom', min_change_rel => 'Infinity');
SELECT disability_criteria(min_change => 1);
SELECT disability_criteria('sdmt', worsening => 'increase');
SELECT disability_criteria(bl_geq => true);
SELECT disability_criteria(relapse_indep => '[]');
SELECT disability_criteria(relapse_indep => '{"before": [0, 0]}');
SELECT disability_criteria(relapse_indep => '{"prec": [0]}');
SELECT disability_criteria(relapse_indep => '{"prec": [0, 1, 2]}');
SELECT disability_criteria(relapse_indep => '{"prec": [-1, null]}');
SELECT disability_criteria(relapse_indep => '{"event": [90, "Infinity"]}');
SELECT disability_criteria(relapse_indep => '{"conf": "90"}');
SELECT disability_criteria(relapse_indep => '{"prec_type": "next"}');
SELECT disability_criteria(relapse_indep => '{"prec_type": 3}');
SELECT ''::disability_criteria;
SELECT '{'::disability_criteria;
SELECT '{"outcome": 3}'::disability_criteria;
SELECT '{"outcome": "edssx"}'::disability_criteria;
SELECT '{"outcom": "edss"}'::disability_criteria;
SELECT '{"event": null}'::disability_criteria;
SELECT '{"raw_pira": "yes"}'::disability_criteria;
SELECT '{"conf_days": {"a": 84}}'::disability_criteria;
SELECT '{"conf_days": [[84]]}'::disability_criteria;
SELECT '{"require_sust_days": [1]}'::disability_criteria;
SELECT '{"conf_tol_days": [7, "later"]}'::disability_criteria;
SELECT '{"require_sust_days": "long"}'::disability_criteria;
SELECT '{"conf_days": [1, 2, 3, 4, 5, 6, 7, 8, 9]}'::disability_criteria;
SELECT '[1]'::jsonb::disability_criteria;
SELECT '{"conf_days": 84, "conf_tol_days": [7, "infinity"], "outcome": "kappos2020"}'::disability_criteria::jsonb
	@> '{"conf_days": [84], "conf_tol_days": [7, "Infinity"], "relapse_rebl": true}' AS lenient;
DROP TABLE definition;
