-- Random changes of each type's text and bytes: psql -v module=mutate -v cases=N -v seed=N
CREATE FUNCTION pg_temp.mutations(type regtype, valid text, cases bigint, seed integer,
	OUT text_taken bigint, OUT text_refused bigint, OUT binary_taken bigint, OUT binary_refused bigint)
AS :'module', 'mutations' LANGUAGE c STRICT;

-- A value or several of each type
CREATE TEMP TABLE valid (type regtype, value text);
INSERT INTO valid VALUES
	('edss', '3.5'), ('dmt', 'natalizumab'), ('dmt', 'L04AX07'), ('dmt_line', 'second off-label'), ('ms_phenotype', 'RR-active'),
	('transplant_step', 'mobilisation'), ('neda_status', 'EDA (active: new T2; missing: Gd+, brain volume loss)'),
	('neda_tally', '{"version": 1, "NEDA-4": 3, "NEDA-3 (missing: brain volume loss)": 12}'),
	('disability_criteria', (disability_criteria())::text),
	('disability_criteria', 'muller2023'),
	('disability_criteria', '{"outcome": "custom", "worsening": "decrease", "min_change": 1.5, "conf_days": [84, 168], "relapse_indep": {"prec": [0, 0], "event": [90, 30]}}'),
	('outcome_series', '{2019-03-04: 3.5, 2019-06-10: 4 (cannot confirm), 2020-01-01: 0.25}'), ('outcome_series', '{}'),
	('mri_series', '{2019-03-04: Gd 0, 2020-03-10: T2 2 Gd 1 both 1 PBVC -0.35 since 2019-03-04, 2021-05-06: unknown}'),
	('treatment_history', '{teriflunomide: [2016-03-01,2018-01-05), ocrelizumab: [2018-02-01,)}');
INSERT INTO valid SELECT type::regtype, value FROM (
SELECT 'relapse_tally', relapse_agg(r, d)::text FROM (VALUES (1, 365), (2, 700), (0, 30)) AS v (r, d) UNION ALL
SELECT 'weighted_relapse_tally', relapse_agg(r, d, 2.5)::text FROM (VALUES (1, 365), (2, 700), (0, 30)) AS v (r, d) UNION ALL
SELECT 'weighted_neda_tally', neda_agg(s, 0.1)::text FROM (VALUES ('NEDA-4'::neda_status), ('EDA (active: relapse)')) AS v (s) UNION ALL
SELECT 'survival_tally', survival_agg(d, d % 2 = 0)::text FROM (VALUES (1), (20), (365)) AS v (d) UNION ALL
SELECT 'survival_tally', survival_agg(d / 2, d, d % 2 = 0)::text FROM (VALUES (1), (20), (365)) AS v (d) UNION ALL
SELECT 'weighted_survival_tally', survival_agg(d, d % 2 = 0, 0.3)::text FROM (VALUES (1), (20), (365)) AS v (d) UNION ALL
SELECT 'cuminc_tally', cuminc_agg(d, d % 3)::text FROM (VALUES (1), (20), (365)) AS v (d) UNION ALL
SELECT 'severity_tally', severity_agg('3.5', y)::text FROM (VALUES (1), (20), (15)) AS v (y)) AS made (type, value);

\echo :cases cases of each of
SELECT count(*) AS values FROM valid;
SELECT type, sum(text_taken) AS text_taken, sum(text_refused) AS text_refused, sum(binary_taken) AS binary_taken, sum(binary_refused) AS binary_refused
FROM valid, pg_temp.mutations(type, value, :cases, :seed) AS m GROUP BY type ORDER BY type::text;

-- No type of the extension was left out, and each case could end either way
SELECT 1 / (count(*) = 0)::int AS all_types
FROM pg_depend JOIN pg_extension AS e ON refobjid = e.oid JOIN pg_type AS t ON t.oid = objid
WHERE extname = 'sepms' AND classid = 'pg_type'::regclass AND deptype = 'e' AND typtype = 'b' AND typcategory <> 'A'
	AND t.oid::regtype NOT IN (SELECT type FROM valid);
