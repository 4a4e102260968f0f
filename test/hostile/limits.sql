-- Deep and huge inputs are refused, in class 22 (data) or 54 (limit), and soon;
-- the most that a value may hold is still read back.  Each line of the answers that is no
-- 'ok' is a failure.
CREATE FUNCTION pg_temp.outcome(query text, VARIADIC given text[] DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query USING given[1];
	RETURN 'taken';
EXCEPTION WHEN others THEN
	RETURN SQLSTATE;
END $$;
CREATE FUNCTION pg_temp.refused(query text, VARIADIC given text[] DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	since timestamptz = clock_timestamp();
	outcome text = pg_temp.outcome(query, VARIADIC given);
	seconds float8 = extract(epoch FROM clock_timestamp() - since);
BEGIN
	RETURN CASE WHEN outcome !~ '^(22|54)' THEN outcome WHEN seconds > 20 THEN seconds || ' s' ELSE 'ok' END;
END $$;

-- What is no value, in megabytes of one thing, and a value behind much else
CREATE TEMP TABLE huge AS
SELECT left(what, 10) AS what, repeat(what, 1000000 / length(what)) || coalesce(more, '') AS given
FROM (VALUES
	('{'), ('['), ('"'), (','), ('9'), ('{"version": '), ('[1,'), ('x'), ('{2020-01-01: 3, '), ('é'),
	('2020-01-01: 3, '), ('(')
) AS v (what), (VALUES (NULL), ('}')) AS w (more);
SELECT t.oid::regtype AS type, what, count(*) AS n, outcome
FROM huge, pg_depend
JOIN pg_extension AS e ON refobjid = e.oid
JOIN pg_type AS t ON t.oid = objid, pg_temp.refused(format('SELECT $1::%s', t.oid::regtype), given) AS outcome
WHERE extname = 'sepms'
	AND classid = 'pg_type'::regclass
	AND deptype = 'e'
	AND typtype = 'b'
	AND typcategory <> 'A'
	AND outcome <> 'ok'
GROUP BY 1, 2, 4;

-- More than a value may hold, and arrays of millions
SELECT query, left(outcome, 40) AS outcome
FROM (VALUES
	($$SELECT repeat('{', 100000000)::outcome_series$$),
	($$SELECT repeat('[', 100000000)::disability_criteria$$),
	($$SELECT repeat('{', 100000000)::severity_tally$$),
	($$SELECT ('{' || string_agg(date '0001-01-01' + d || ': 3', ',') || '}')::outcome_series
		FROM generate_series(0, 1000000) AS d$$),
	($$SELECT ('{' || string_agg(date '0001-01-01' + d || ': T2 0', ',') || '}')::mri_series
		FROM generate_series(0, 100000) AS d$$),
	($$SELECT ('{' || string_agg(
			'Tysabri: [' || date '0001-01-01' + 9 * d || ',' || date '0001-01-05' + 9 * d || ')', ','
		) || '}')::treatment_history
		FROM generate_series(0, 10000) AS d$$),
	($$SELECT format('{"version": 1, "days": [%s], "events": [%s], "censored": [%s]}',
			string_agg(d::text, ','), string_agg('1', ','), string_agg('1', ','))::survival_tally
		FROM generate_series(0, 1000000) AS d$$),
	($$SELECT outcome_series(date '0001-01-01' + d, 3) FROM generate_series(0, 1000000) AS d$$),
	($$SELECT mri_series(date '0001-01-01' + d, 0, 0) FROM generate_series(0, 100000) AS d$$),
	($$SELECT treatment_agg('Tysabri', daterange(date '0001-01-01' + 9 * d, date '0001-01-05' + 9 * d))
		FROM generate_series(0, 10000) AS d$$),
	($$SELECT survival_agg(d, true)::text FROM generate_series(0, 1000000) AS d$$),
	($$SELECT cuminc_agg(d, 1)::text FROM generate_series(0, 1000000) AS d$$),
	($$SELECT disability_criteria(conf_days => array_fill(84::float8, '{1000000}'))$$),
	($$SELECT disability_criteria(relapse_indep => (repeat('[', 5000) || repeat(']', 5000))::jsonb)$$),
	($$SELECT neda_assess('[2020-01-01,2021-01-01)', '{}', '{}', '{}', scan_window => array_fill(90, '{1000000}'))$$),
	($$SELECT logrank(array_fill('{"version": 1, "days": [1], "events": [1], "censored": [0]}'::survival_tally,
		'{100000}'))$$),
	($$SELECT transplant_issues(array_fill('collection'::transplant_step, '{1000}'),
		array_fill(date '2020-01-01', '{100000}'))$$),
	($$SELECT suppress(array_fill(5::bigint, '{1000000}'))$$),
	($$SELECT mri_valid(array_fill(repeat('x', 1000000), '{20}'))$$),
	($$SELECT sormani_action(1, repeat('x', 100000000))$$),
	($$SELECT proportion_ci(1, 2, method => repeat('x', 100000000))$$)
) AS v (query), pg_temp.refused(query) AS outcome
WHERE outcome <> 'ok';

-- Full values are read back from their text and bytes
SELECT attname, outcome
FROM pg_attribute, pg_temp.outcome(format('SELECT 1 / (%1$I = %1$I::text::%2$s)::integer FROM large',
	attname, atttypid::regtype)) AS outcome
WHERE attrelid = 'large'::regclass AND attnum > 0 AND (atttypid IN (SELECT type FROM size) AND outcome <> 'taken');
