SET client_encoding = 'utf8';
-- What it is for: two tests of one patient; 20 % longer is worse
SELECT is_worsening('t25fw', 10.0, 12.0) AS walk,
	is_worsening('nhpt', 25, 30) AS pegs,
	is_worsening('sdmt', 50, 46) AS sdmt,
	is_improvement('t25fw', 10.0, 8.0) AS faster,
	is_worsening('t25fw', 10.0, NULL) AS not_done,
	is_worsening('t25fw', 10.0, NULL, unable_due_to_ms => true) AS unable;
SELECT outcome, reference, value,
	is_worsening(outcome, reference, value) AS worse,
	is_improvement(outcome, reference, value) AS better
FROM (VALUES
	('t25fw', 10.0, 12.0), ('t25fw', 10.0, 11.9), ('t25fw', 5.0, 5.9), ('t25fw', 5.5, 6.6), ('t25fw', 5.1, 6.12),
	('t25fw', 5.1, 6.11), ('t25fw', 10.0, 8.0), ('t25fw', 10.0, 8.1), ('t25fw', 6, 6), ('nhpt', 25, 30),
	('nhpt', 25, 29.9), ('nhpt', 25, 20), ('nhpt', 25, 20.1), ('nhpt', 18.55, 22.26), ('sdmt', 50, 46),
	('sdmt', 50, 47), ('sdmt', 50, 54), ('sdmt', 50, 53), ('sdmt', 0, 4), ('edss', 0, 1), ('edss', 0, 1.5),
	('edss', 2, 3), ('edss', 5, 5.5), ('edss', 5.5, 6), ('edss', 6.5, 7), ('edss', 3, 2), ('edss', 1, 0),
	('edss', 6, 5.5), ('edss', 3, 3)
) AS v (outcome, reference, value);
SELECT reference, value,
	bool_or(worse) FILTER (WHERE variant = '4pt') AS "4pt",
	bool_or(worse) FILTER (WHERE variant = '10pct') AS "10pct",
	bool_or(worse) FILTER (WHERE variant = '8pt') AS "8pt",
	bool_or(worse) FILTER (WHERE variant = 'msprog') AS msprog
FROM (VALUES
	(50, 46), (50, 45), (30, 27), (30, 28), (10, 8), (10, 9), (60, 52), (60, 53), (43, 39)
) AS v (reference, value), unnest('{4pt,10pct,8pt,msprog}'::text[]) AS variant,
	LATERAL (SELECT is_worsening('sdmt', reference, value, variant => variant) AS worse) AS w
GROUP BY reference, value
ORDER BY reference, value DESC;
SELECT is_worsening('sdmt', 10, 7) AS by_default,
	is_worsening('edss', 5.5, 6),
	is_worsening('edss', 5.5, 6, variant => 'std55') AS std55,
	is_worsening('edss', 0, 1, variant => 'opera') AS opera;

-- Exactly 20 % counts, although binary fractions cannot hold it: tenths and hundredths of seconds
SELECT count(*),
	bool_and(is_worsening(outcome, r / 10.0::float8, 12 * r / 100.0::float8)) AS worse,
	bool_or(is_worsening(outcome, r / 10.0::float8, (12 * r - 1) / 100.0::float8)) AS almost_worse,
	bool_and(is_improvement(outcome, r / 10.0::float8, 8 * r / 100.0::float8)) AS better,
	bool_or(is_improvement(outcome, r / 10.0::float8, (8 * r + 1) / 100.0::float8)) AS almost_better
FROM generate_series(1, 3000) AS r, unnest('{t25fw,nhpt}'::text[]) AS outcome;
SELECT count(*),
	bool_and(is_worsening('t25fw', r / 100.0::float8, 12 * r / 1000.0::float8)) AS worse,
	bool_or(is_worsening('t25fw', r / 100.0::float8, (12 * r - 1) / 1000.0::float8)) AS almost_worse,
	bool_and(is_improvement('t25fw', r / 100.0::float8, 8 * r / 1000.0::float8)) AS better,
	bool_or(is_improvement('t25fw', r / 100.0::float8, (8 * r + 1) / 1000.0::float8)) AS almost_better
FROM generate_series(1, 18000) AS r;
-- the same rules as for confirmed events and edss_worsening()
SELECT outcome,
	count(*),
	count(*) FILTER (WHERE is_worsening(outcome, a, b, variant => variant)) AS worse,
	bool_and(
		is_worsening(outcome, a, b, variant => variant)
		= EXISTS (SELECT FROM disability_events(s, '{}', disability_criteria(outcome, variant => variant)))
	) AS as_cdw,
	bool_and(
		is_improvement(outcome, a, b, variant => variant)
		= EXISTS (SELECT FROM disability_events(s, '{}', disability_criteria(outcome, 'firstCDI', variant => variant)))
	) AS as_cdi
FROM (
	SELECT outcome, variant, low + step * (abs(hashint4(i)) % n) AS a, low + step * (abs(hashint4(i + 1000)) % n) AS b
	FROM (VALUES
		('t25fw', NULL, 4, 0.1, 60), ('nhpt', NULL, 15, 0.5, 60), ('sdmt', '4pt', 20, 1, 40),
		('sdmt', '10pct', 20, 1, 40), ('edss', 'std50', 1, 0.5, 19), ('edss', NULL, 1, 0.5, 19)
	) AS o (outcome, variant, low, step, n), generate_series(1, 400) AS i
) AS v,
	LATERAL (
		SELECT outcome_series(d, x) AS s
		FROM (VALUES (date '2020-01-01', a), ('2020-07-01', b), ('2021-01-01', b)) AS x (d, x)
	) AS s
GROUP BY outcome, variant
ORDER BY outcome, variant;
SELECT bool_and(is_worsening('edss', a, b, variant => variant) = edss_worsening(a::edss, b::edss, variant)) AS same
FROM generate_series(2, 20) AS i,
	generate_series(2, 20) AS j,
	unnest('{std50,std55,opera}'::text[]) AS variant,
	LATERAL (SELECT i / 2.0 AS a, j / 2.0 AS b) AS v;

-- What is missing, and why
SELECT outcome, reference, value, unable,
	is_worsening(outcome, reference, value, unable) AS worse,
	is_improvement(outcome, reference, value, unable) AS better
FROM (VALUES
	('t25fw', 10.0, NULL, NULL), ('t25fw', 10.0, NULL, false), ('t25fw', 10.0, NULL, true),
	('t25fw', 179.9, NULL, true), ('t25fw', 180.0, NULL, true), ('t25fw', NULL, NULL, true), ('t25fw', NULL, 8.0, NULL),
	('t25fw', 10.0, 8.0, true), ('nhpt', 299.0, NULL, true), ('nhpt', 300.0, NULL, true), ('t25fw', 180.0, 250.0, NULL),
	('sdmt', 50, NULL, true), ('edss', 3, NULL, true)
) AS v (outcome, reference, value, unable);
SELECT is_worsening(NULL, 10, 12),
	is_improvement(NULL, 10, 8),
	is_worsening('T25FW', 10, 12) AS upper_case,
	is_worsening('sdmt', 110, 106) AS most;

-- Spasticity: 20 % is a response, 30 % is clinically important
SELECT baseline, value,
	spasticity_responder(baseline, value) AS initial,
	spasticity_responder(baseline, value, percent => 30) AS important
FROM (VALUES
	(7, 5.6), (7, 4.9), (7, 5.7), (7, 5.0), (6, 5), (5, 4), (5, 3.5), (10, 0), (4, 8), (7, 7), (0, 0), (0, 3),
	(NULL, 3), (7, NULL)
) AS v (baseline, value);
SELECT count(*),
	bool_and(spasticity_responder(b / 10.0::float8, 8 * b / 100.0::float8)) AS a_fifth,
	bool_or(spasticity_responder(b / 10.0::float8, (8 * b + 1) / 100.0::float8)) AS almost,
	bool_and(spasticity_responder(b / 10.0::float8, 7 * b / 100.0::float8, 30)) AS thirty,
	bool_or(spasticity_responder(b / 10.0::float8, (7 * b + 1) / 100.0::float8, 30)) AS almost_thirty
FROM generate_series(1, 100) AS b;
SELECT spasticity_responder(7, 0, 100) AS all_of_it,
	spasticity_responder(7, 0.1, 100) AS almost,
	spasticity_responder(7, 6.93, 1) AS one_percent,
	spasticity_responder(7, 5, NULL);

-- MS-SPI: better at month 9 and at month 12 than the better of screening and randomisation
SELECT what, m.*
FROM (VALUES
	('EDSS 6.0 to 5.5, twice', 6.0, 6.5, 5.5, 5.5, 10.0, 10.0, 10.0, 10.0),
	('EDSS 5.5 to 5.0 is too little, the walk is not', 5.5, 5.5, 5.0, 5.0, 10.0, 10.5, 8.0, 8.0),
	('EDSS 5.5 to 5.0, walk the same', 5.5, 5.5, 5.0, 5.0, 10.0, 10.5, 10.0, 10.0),
	('EDSS 5.5 to 4.5', 5.5, 6.0, 4.5, 4.5, 10.0, 10.0, 10.0, 10.0),
	('from the better of two', 6.5, 6.0, 6.0, 6.0, 12.0, 10.0, 9.6, 9.6),
	('month 9 alone', 6.0, 6.0, 5.5, 6.0, 10.0, 10.0, 10.0, 10.0),
	('month 12 alone', 6.0, 6.0, 6.0, 5.5, 10.0, 10.0, 10.0, 10.0),
	('the walk, then EDSS', 6.0, 6.0, 6.0, 5.5, 10.0, 10.0, 8.0, 9.0)
) AS v (what, e0, e1, e9, e12, t0, t1, t9, t12), msspi_responder(e0, e1, e9, e12, t0, t1, t9, t12) AS m;
SELECT (msspi_responder(6, 6, 6, 5.5, 10, 10, 8, 9, same_measure => true)).responder AS walk_then_edss,
	(msspi_responder(6, 6, 5.5, 5.5, 10, 10, 8, 9, same_measure => true)).responder AS edss_twice,
	(msspi_responder(6, 6, 6, 6, 10, 10, 8, 8, same_measure => true)).responder AS walk_twice,
	(msspi_responder(6, 6, 5.5, 6, 10, 10, 10, 8, same_measure => true)).responder AS edss_then_walk;
-- missing tests
SELECT what, i.responder AS itt, o.responder AS observed, i.missing
FROM (VALUES
	('month 12', 6.0, 6.0, 5.5, NULL, 10.0, 10.0, 8.0, NULL),
	('month 12, and not better at month 9', 6.0, 6.0, 6.0, NULL, 10.0, 10.0, 10.0, NULL),
	('the walk, EDSS is better', 6.0, 6.0, 5.5, 5.5, NULL, NULL, NULL, NULL),
	('the walk, EDSS is not', 6.0, 6.0, 6.0, 6.0, NULL, NULL, NULL, NULL),
	('screening', NULL, 6.0, 5.5, 5.5, NULL, 10.0, 10.0, 10.0),
	('all', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
) AS v (what, e0, e1, e9, e12, t0, t1, t9, t12), msspi_responder(e0, e1, e9, e12, t0, t1, t9, t12) AS i,
	msspi_responder(e0, e1, e9, e12, t0, t1, t9, t12, policy => 'observed') AS o;
-- every combination of better, not better and missing: the rule in SQL, by both policies
SELECT count(*),
	bool_and(a.responder IS NOT DISTINCT FROM ((e9 OR t9) AND (e12 OR t12))) AS observed,
	bool_and(s.responder IS NOT DISTINCT FROM ((e9 AND e12) OR (t9 AND t12))) AS same_measure,
	bool_and(i.responder = coalesce(a.responder, false)) AS itt,
	bool_and(cardinality(i.missing) = num_nulls(e9, t9, e12, t12)) AS missing,
	bool_and(
		'edss' = ANY (i.improved_month9) IS NOT DISTINCT FROM coalesce(e9, false)
		AND 't25fw' = ANY (i.improved_month12) IS NOT DISTINCT FROM coalesce(t12, false)
	) AS improved
FROM unnest(ARRAY[true, false, NULL]) AS e9,
	unnest(ARRAY[true, false, NULL]) AS t9,
	unnest(ARRAY[true, false, NULL]) AS e12,
	unnest(ARRAY[true, false, NULL]) AS t12,
	LATERAL (
		SELECT CASE e9 WHEN true THEN 5.0 WHEN false THEN 5.5 END AS x9,
			CASE e12 WHEN true THEN 5.0 WHEN false THEN 5.5 END AS x12,
			CASE t9 WHEN true THEN 8.0 WHEN false THEN 8.1 END AS y9,
			CASE t12 WHEN true THEN 8.0 WHEN false THEN 8.1 END AS y12
	) AS v,
	msspi_responder(6, 6, x9 + 0.5, x12 + 0.5, 10, 10, y9, y12) AS i,
	msspi_responder(6, 6, x9 + 0.5, x12 + 0.5, 10, 10, y9, y12, policy => 'observed') AS a,
	msspi_responder(6, 6, x9 + 0.5, x12 + 0.5, 10, 10, y9, y12, true, 'observed') AS s;
SELECT m.*, m IS NULL AS all_null FROM msspi_responder(same_measure => NULL) AS m;
SELECT responder FROM msspi_responder(policy => NULL);

-- The quotas of the French pilot of medical cannabis
SELECT * FROM cannabis_quotas();
SELECT sum(quota) AS patients, count(*) AS rows, bool_and(quota = cannabis_quota(indication, subgroup)) AS same
FROM cannabis_quotas();
SELECT indication, subgroup, cannabis_quota(indication, subgroup) AS quota
FROM (VALUES
	('spasticity', 'ms'),
	('Spasticité', 'SEP'),
	('spasticity', 'not MS'),
	('spasticity', NULL),
	('douleurs neuropathiques', 'périphérique'),
	('neuropathic pain', NULL),
	('epilepsy', NULL),
	('epilepsy', 'ms'),
	('spasticity', 'central'),
	('palliative care', NULL),
	('oncology', NULL),
	('migraine', NULL),
	('spasticity', ''),
	(NULL, 'ms'),
	(NULL, NULL)
) AS v (indication, subgroup);

-- Bad input
SELECT is_worsening('msfc', 10, 12);
SELECT is_worsening('t25fw', 0, 12);
SELECT is_worsening('t25fw', 10, -1);
SELECT is_worsening('nhpt', 'Infinity', 20);
SELECT is_improvement('nhpt', 20, 'NaN');
SELECT is_worsening('sdmt', 111, 40);
SELECT is_worsening('sdmt', 50, -1);
SELECT is_worsening('edss', 2.3, 4);
SELECT is_worsening('edss', 3, 10.5);
SELECT is_worsening('t25fw', 10, 12, variant => '4pt');
SELECT is_worsening('sdmt', 50, 46, variant => 'std50');
SELECT is_worsening('edss', 3, 4, variant => '4pt');
SELECT is_worsening('sdmt', 50, 46, variant => '5pt');
SELECT is_improvement('custom', 50, 46);
SELECT spasticity_responder(10.1, 3);
SELECT spasticity_responder(7, -1);
SELECT spasticity_responder('NaN', 3);
SELECT spasticity_responder(7, 3, 0);
SELECT spasticity_responder(7, 3, 101);
SELECT msspi_responder(edss_month9 => 5.3);
SELECT msspi_responder(t25fw_screening => 0);
SELECT msspi_responder(policy => 'mitt');
