-- What it is for: a year of one patient
SELECT neda_status(relapses => 0, progression => false, new_t2 => 0, gd => 0);
SELECT neda_status(0, false, 0, 0, -0.3), neda_status(0, false, 0, 0, -0.5), neda_status(1, false, NULL, NULL);
SELECT neda_verdict(neda_status(0, false, NULL, NULL)), is_neda(neda_status(0, false, NULL, NULL)) AS unknown,
	is_neda(neda_status(0, false, 0, 0)) AS neda, is_neda(neda_status(0, true, NULL, NULL)) AS eda;
SELECT (neda_parts(neda_status(2, NULL, 0, 1, -0.6))).*;

-- Every combination: against three-valued logic in SQL
CREATE TEMP TABLE combination AS
SELECT r, p, t, g, b,
	neda_status(r::integer, p, t::integer * 3, g::integer, CASE b WHEN true THEN -0.41 WHEN false THEN -0.4 END) AS s
FROM unnest(ARRAY[false, true, NULL]) AS r,
	unnest(ARRAY[false, true, NULL]) AS p,
	unnest(ARRAY[false, true, NULL]) AS t,
	unnest(ARRAY[false, true, NULL]) AS g,
	unnest(ARRAY[false, true, NULL]) AS b;
SELECT count(*), count(DISTINCT s) AS distinct,
	bool_and(is_neda(s) IS NOT DISTINCT FROM NOT (r OR p OR t OR coalesce(g, false))) AS level_3,
	bool_and(is_neda(s, 4) IS NOT DISTINCT FROM NOT (r OR p OR t OR coalesce(g, false) OR b)) AS level_4,
	bool_and(is_neda(s, 3, true) IS NOT DISTINCT FROM NOT (r OR p OR t OR g)) AS gd_required,
	bool_and(neda_verdict(s) = CASE WHEN is_neda(s) AND NOT b THEN 'NEDA-4' WHEN is_neda(s) THEN 'NEDA-3'
		WHEN NOT is_neda(s) THEN 'EDA' ELSE 'not evaluable' END) AS verdict,
	bool_and((relapse, progression, new_t2, gd, brain_volume_loss) IS NOT DISTINCT FROM (r, p, t, g, b)) AS parts,
	bool_and(s::text::neda_status = s) AS text_round_trip,
	bool_and(starts_with(s::text, neda_verdict(s))) AS verdict_first
FROM combination, neda_parts(s);
SELECT neda_verdict(s), count(*), min(s), max(s) FROM combination GROUP BY 1 ORDER BY min(s);
-- The worst of several periods carries the verdict of all
SELECT bool_and(is_neda(greatest(a.s, b.s)) IS NOT DISTINCT FROM (is_neda(a.s) AND is_neda(b.s))) AS worst
FROM combination AS a, combination AS b;

-- EDA is the opposite of NEDA, and unknown where NEDA is unknown
SELECT bool_and(is_eda(s) IS NOT DISTINCT FROM NOT is_neda(s)) AS level_3,
	bool_and(is_eda(s, 4) IS NOT DISTINCT FROM NOT is_neda(s, 4)) AS level_4,
	bool_and(is_eda(s, 3, true) IS NOT DISTINCT FROM NOT is_neda(s, 3, true)) AS gd_required
FROM combination;

-- NEPAD: NEDA-3, and neither walk nor pegs worse
SELECT status, walk, pegs, is_nepad(status, walk, pegs)
FROM (VALUES
	('NEDA-3 (missing: brain volume loss)'::neda_status, false, false),
	('NEDA-3 (missing: brain volume loss)', true, false),
	('NEDA-3 (missing: brain volume loss)', NULL, true),
	('NEDA-3 (missing: brain volume loss)', NULL, false),
	('EDA (active: relapse)', NULL, NULL),
	('not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)', false, false),
	('not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)', true, NULL),
	(NULL, false, false),
	(NULL, NULL, true)
) AS v (status, walk, pegs);
SELECT bool_and(is_nepad(s, walk, pegs) IS NOT DISTINCT FROM (is_neda(s) AND NOT walk AND NOT pegs)) AS nepad,
	bool_and(
		is_nepad(s, walk, pegs, true) IS NOT DISTINCT FROM (is_neda(s, 3, true) AND NOT walk AND NOT pegs)
	) AS gd_required
FROM combination, unnest(ARRAY[false, true, NULL]) AS walk, unnest(ARRAY[false, true, NULL]) AS pegs;
SELECT is_nepad('NEDA-3 (missing: brain volume loss)', false, false, NULL);

-- MEDA: a new T2 lesion or two are allowed
SELECT relapses, progression, new_t2, gd,
	is_meda(relapses, progression, new_t2, gd) AS meda,
	is_meda(relapses, progression, new_t2, gd, 'prosperini') AS prosperini,
	is_meda(relapses, progression, new_t2, gd, gd_required => false) AS t2_alone
FROM (VALUES
	(0, false, 0, 0), (0, false, 1, 0), (0, false, 2, 0), (0, false, 3, 0), (1, false, 0, 0), (0, true, 0, 0),
	(0, false, 0, 1), (0, NULL, 1, 0), (0, false, 1, NULL), (0, false, 3, NULL), (0, false, NULL, 0),
	(0, false, NULL, 1), (NULL, false, 0, 0), (NULL, true, 0, 0), (NULL, NULL, NULL, NULL)
) AS v (relapses, progression, new_t2, gd);
-- NEDA implies it, and it agrees with SQL's three-valued logic
SELECT count(*),
	bool_and(is_meda(r, p, t, g) IS NOT DISTINCT FROM (r = 0 AND NOT p AND t <= 2 AND g = 0)) AS meda,
	bool_and(is_meda(r, p, t, g, 'prosperini') IS NOT DISTINCT FROM (r = 0 AND t <= 2 AND g = 0)) AS prosperini,
	bool_and(
		is_meda(r, p, t, g, gd_required => false)
		IS NOT DISTINCT FROM (r = 0 AND NOT p AND t <= 2 AND coalesce(g, 0) = 0)
	) AS t2_alone,
	bool_and(is_meda(r, p, t, g, gd_required => false)) FILTER (WHERE is_neda(neda_status(r, p, t, g))) AS of_neda,
	bool_and(is_meda(r, p, t, g)) FILTER (
		WHERE is_neda(neda_status(r, p, t, g), gd_required => true)
	) AS of_neda_with_gd
FROM unnest('{0,1,2,NULL}'::integer[]) AS r,
	unnest(ARRAY[false, true, NULL]) AS p,
	unnest('{0,1,2,3,9,NULL}'::integer[]) AS t,
	unnest('{0,1,NULL}'::integer[]) AS g;
SELECT is_meda(0, false, 1, 0, NULL),
	is_meda(0, false, 1, 0, gd_required => NULL),
	is_eda(NULL),
	is_eda('NEDA-3 (missing: brain volume loss)', NULL);

-- The threshold of brain volume loss: exactly 0.4 is not a loss, however it was computed
SELECT pbvc, (neda_parts(neda_status(0, false, 0, 0, pbvc))).brain_volume_loss
FROM unnest('{0.2,0,-0.39,-0.4,-0.400001,-0.41}'::float8[]) AS pbvc;
SELECT (neda_parts(neda_status(0, false, 0, 0, (-0.4)::real))).brain_volume_loss AS real,
	neda_verdict(neda_status(0, false, 0, 0, -1.2 / 3)) AS divided;

-- Text: case, blanks, other names
SELECT 'NEDA-4'::neda_status, ' neda 4 '::neda_status, 'NEDA 3 (missing: brain volume)'::neda_status;
SELECT 'eda ( ACTIVE : Relapse ,T2; missing:brain volume )'::neda_status;
SELECT 'EDA (missing: progression; active: relapse)'::neda_status;
-- a bare verdict fits several statuses: it is read only if one of them is printed so
SELECT 'NEDA-3'::neda_status;
SELECT ' Not Evaluable '::neda_status;
SELECT 'EDA'::neda_status;
CREATE FUNCTION reads(text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN RETURN $1::neda_status; EXCEPTION WHEN invalid_text_representation THEN RETURN NULL; END $$;
SELECT neda_verdict(s) AS verdict,
	count(*) AS statuses,
	bool_or(s::text = neda_verdict(s)) AS printed,
	reads(neda_verdict(s))
FROM (
	SELECT DISTINCT neda_status(r, p, t, g, b) AS s
	FROM unnest('{0,1,NULL}'::int[]) AS r,
		unnest('{f,t,NULL}'::boolean[]) AS p,
		unnest('{0,1,NULL}'::int[]) AS t,
		unnest('{0,1,NULL}'::int[]) AS g,
		unnest('{0,-1,NULL}'::float8[]) AS b
) AS all_of_them
GROUP BY verdict
ORDER BY min(s);
SELECT 'NEDA-3 (active: relapse)'::neda_status;
SELECT 'NEDA-4 (missing: Gd+, brain volume loss)'::neda_status;
SELECT 'NEDA'::neda_status;
SELECT ''::neda_status;
SELECT 'EDA (active: relapse'::neda_status;
SELECT 'EDA (active: relapse) x'::neda_status;
SELECT 'EDA (active: relapse, relapse)'::neda_status;
SELECT 'EDA (active: relapse; missing: relapse)'::neda_status;
SELECT 'EDA (active)'::neda_status;
SELECT 'EDA ()'::neda_status;
SELECT 'EDA (active:)'::neda_status;
SELECT 'EDA (found: relapse)'::neda_status;
SELECT 'EDA (active: relaps)'::neda_status;

-- Bad input
SELECT neda_status(-1, false, 0, 0);
SELECT neda_status(0, false, -1, 0);
SELECT neda_status(0, false, 0, -2);
SELECT neda_status(0, false, 0, 0, 'NaN');
SELECT neda_status(0, false, 0, 0, '-Infinity');
SELECT is_neda('NEDA-4', 5);
SELECT is_eda('NEDA-4', 2);
SELECT is_meda(-1, false, 0, 0);
SELECT is_meda(0, false, -1, 0);
SELECT is_meda(0, false, 0, -1);
SELECT is_meda(0, false, 0, 0, 'rio');
SELECT is_neda(NULL), is_neda('NEDA-4', NULL), neda_verdict(NULL);

-- Binary
SELECT format('%s/neda.%s.bin', current_setting('data_directory'), pg_backend_pid()) AS file \gset
COPY (SELECT s FROM combination) TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied (s neda_status);
COPY copied FROM :'file' WITH (FORMAT binary);
SELECT count(*) FROM copied JOIN combination USING (s);
SELECT to_hex('NEDA-4'::neda_status::integer) AS code,
	encode(neda_status_send('NEDA-4'), 'hex') AS neda_4,
	encode(
		neda_status_send('not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)'), 'hex'
	) AS unknown,
	encode(neda_status_send(neda_status(1, true, 1, 1, -1)), 'hex') AS all_active;
-- no verdict; the verdict of another status; a component of 3; an unused component; negative
CREATE FUNCTION receive(code integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE file text := format('%s/neda.%s.bin', current_setting('data_directory'), pg_backend_pid());
BEGIN
	EXECUTE format('COPY (SELECT (%s)::integer) TO %L WITH (FORMAT binary)', code, file);
	EXECUTE format('COPY copied FROM %L WITH (FORMAT binary)', file);
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT code, receive(x)
FROM unnest('{01554000,00554000,02554000,03154000,04d54000,01556000,-2147483648}'::text[]) AS code,
	LATERAL (SELECT CASE WHEN code ~ '-' THEN code::integer ELSE ('x' || code)::bit(32)::integer END) AS v (x);

-- Order and hash
SELECT bool_and((a.s < b.s) = (neda_status_cmp(a.s, b.s) < 0) AND (a.s = b.s) = (a.s::text = b.s::text)) AS consistent,
	count(DISTINCT hash_neda_status(a.s)) AS hashes, count(DISTINCT hash_neda_status_extended(a.s, 1)) AS seeded
FROM combination AS a, combination AS b;

-- A cohort
CREATE TEMP TABLE cohort AS
SELECT 1 + i % 3 AS centre, neda_status(CASE i % 10 WHEN 0 THEN 1 WHEN 1 THEN NULL ELSE 0 END, i % 7 = 0,
	CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN i % 5 ELSE 0 END, CASE WHEN i % 3 > 0 THEN 0 END,
	CASE WHEN i % 2 = 0 THEN -0.1 * (i % 9) END) AS status
FROM generate_series(1, 1000) AS i;
SELECT centre,
	(neda_counts(t)).*,
	round(neda_rate(t)::numeric, 6) AS rate,
	round((neda_rate_ci(t)).lower::numeric, 6) AS lower,
	round((neda_rate_ci(t)).upper::numeric, 6) AS upper,
	round((neda_bounds(t)).lower::numeric, 6) AS worst,
	round((neda_bounds(t)).upper::numeric, 6) AS best
FROM (SELECT centre, neda_agg(status) AS t FROM cohort GROUP BY centre) AS g
ORDER BY centre;
SELECT (neda_counts(t, 4)).*,
	round(neda_rate(t, 4)::numeric, 6) AS rate,
	round((neda_bounds(t, 4)).lower::numeric, 6) AS worst,
	round((neda_bounds(t, 4)).upper::numeric, 6) AS best,
	round((neda_rate_ci(t, 4, 0.9, 'clopper-pearson')).lower::numeric, 6) AS lower
FROM (SELECT neda_agg(status) AS t FROM cohort) AS g;
SELECT c.* FROM (SELECT neda_agg(status) AS t FROM cohort) AS g, neda_components(t) AS c;
-- The readers against plain SQL
SELECT neda_rate(status) = avg(is_neda(status)::integer)::float8 AS rate,
	neda_rate(neda_agg(status)) = neda_rate(status) AS two_steps,
	neda_rate(neda_agg(status), 4) = avg(is_neda(status, 4)::integer)::float8 AS rate_4,
	neda_counts(neda_agg(status))
		= row(
			count(*),
			count(is_neda(status)),
			count(*) FILTER (WHERE is_neda(status)),
			count(*) FILTER (WHERE NOT is_neda(status))
		)::record AS counts,
	neda_rate_ci(neda_agg(status))
		= proportion_ci(count(*) FILTER (WHERE is_neda(status)), count(is_neda(status))) AS ci,
	neda_bounds(neda_agg(status))
		= row(
			avg(coalesce(is_neda(status), false)::integer)::float8,
			avg(coalesce(is_neda(status), true)::integer)::float8
		)::record AS bounds
FROM cohort;
SELECT
	bool_and(
		active = (
			SELECT count(*)
			FROM cohort, neda_parts(status) AS p
			WHERE CASE component
				WHEN 'relapse' THEN p.relapse
				WHEN 'progression' THEN p.progression
				WHEN 'new T2' THEN p.new_t2
				WHEN 'Gd+' THEN p.gd
				ELSE p.brain_volume_loss
			END
		)
	) AS active,
	bool_and(active + inactive + missing = 1000) AS total
FROM (SELECT neda_agg(status) AS t FROM cohort) AS g, neda_components(t);

-- No rows: an empty tally, no rate. NULL statuses are left out
SELECT neda_agg(status), neda_rate(status), neda_rate(neda_agg(status)) AS two_steps, neda_counts(neda_agg(status)),
	neda_rate_ci(neda_agg(status)), neda_bounds(neda_agg(status)) FROM cohort WHERE false;
SELECT neda_agg(s), neda_rate(s) FROM (VALUES ('NEDA-4'::neda_status), (NULL)) AS v (s);
SELECT neda_rate(s), neda_bounds(neda_agg(s))
FROM (VALUES ('not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)'::neda_status)) AS v (s);
SELECT rollup(NULL::neda_tally), neda_rate(NULL::neda_tally), neda_counts(NULL);

-- The tally: text, binary, equality
CREATE TEMP TABLE tallies AS SELECT centre, neda_agg(status) AS t FROM cohort GROUP BY centre;
SELECT t FROM tallies WHERE centre = 1;
SELECT bool_and(t::text::neda_tally = t) AS text, bool_and(t::text::jsonb::text::neda_tally = t) AS jsonb FROM tallies;
COPY tallies TO :'file' WITH (FORMAT binary);
CREATE TEMP TABLE copied_tallies (LIKE tallies);
COPY copied_tallies FROM :'file' WITH (FORMAT binary);
SELECT bool_and(a.t = b.t) AS binary FROM tallies AS a JOIN copied_tallies AS b USING (centre);
SELECT count(*), count(DISTINCT hash_neda_tally(t)) AS hashes
FROM (SELECT t FROM tallies UNION SELECT t FROM copied_tallies) AS u;
SELECT ' { "NEDA-4" : 3 , "version":1 } '::neda_tally,
	'{"version": 1}'::neda_tally,
	'{"version": 1, "neda-4": 9223372036854775807}'::neda_tally;
SELECT '{"version": 1, "NEDA-4": 3}'::neda_tally = '{"NEDA-4": 3, "version": 1}',
	'{"version": 1, "NEDA-4": 3}'::neda_tally <> '{"version": 1, "NEDA-4": 4}';

-- Not a tally
SELECT '{"version": 2, "NEDA-5": 3}'::neda_tally;
SELECT '{"NEDA-4": 3}'::neda_tally;
SELECT '{}'::neda_tally;
SELECT ''::neda_tally;
SELECT '{"version": 1, "NEDA-4": 3'::neda_tally;
SELECT '{"version": 1, "NEDA-4": 3} x'::neda_tally;
SELECT '{"version": 1, "NEDA-4": 0}'::neda_tally;
SELECT '{"version": 1, "NEDA-4": -3}'::neda_tally;
SELECT '{"version": 1, "NEDA-4": 1.5}'::neda_tally;
SELECT '{"version": 1, "NEDA-4": 9223372036854775808}'::neda_tally;
SELECT '{"version": 1, "NEDA-4": 9223372036854775807, "NEDA-3 (missing: brain volume loss)": 1}'::neda_tally;
SELECT '{"version": 1, "NEDA-4": 1, "neda 4": 2}'::neda_tally;
SELECT '{"version": 1, "version": 1}'::neda_tally;
SELECT '{"version": 1, "NEDA-6": 1}'::neda_tally;
SELECT '{"version": 1, "EDA": 1}'::neda_tally;
SELECT rollup(t)
FROM (VALUES
	('{"version": 1, "NEDA-4": 9223372036854775807}'::neda_tally),
	('{"version": 1, "NEDA-3 (missing: brain volume loss)": 1}')
) AS v (t);
SELECT neda_accum('{"version": 1, "NEDA-4": 9223372036854775807}', 'NEDA-4');
SELECT neda_accum('{"version": 1, "NEDA-4": 9223372036854775807}', 'EDA (active: relapse)');
SELECT neda_accum('{"version": 1, "NEDA-4": 9223372036854775806}', 'EDA (active: relapse)');
-- also in an aggregate that starts with as many
CREATE AGGREGATE from_many(neda_status) (
	SFUNC = neda_accum, STYPE = neda_tally, INITCOND = '{"version": 1, "NEDA-4": 9223372036854775804}'
);
SELECT from_many(s) FROM (VALUES ('NEDA-4'::neda_status), ('EDA (active: relapse)'), ('NEDA-4')) AS v (s);
SELECT from_many('NEDA-4') FROM generate_series(1, 4);
DROP AGGREGATE from_many(neda_status);

-- Hostile binary: each byte of a tally changed, the tally cut short or made longer
CREATE TABLE hostile (b bytea);
CREATE FUNCTION receive_tally(b bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file text := format('%s/neda.%s.bin', current_setting('data_directory'), pg_backend_pid());
	got neda_tally;
BEGIN
	TRUNCATE hostile;
	INSERT INTO hostile VALUES (b);
	EXECUTE format('COPY hostile TO %L WITH (FORMAT binary)', file);
	CREATE TEMP TABLE received (t neda_tally) ON COMMIT DROP;
	EXECUTE format('COPY received FROM %L WITH (FORMAT binary)', file);
	SELECT t INTO got FROM received;
	DROP TABLE received;
	RETURN CASE WHEN neda_tally_send(got) = b THEN 'a tally' ELSE 'not what was sent' END;
EXCEPTION WHEN invalid_binary_representation OR protocol_violation THEN
	RETURN 'refused';
END $$;
CREATE FUNCTION sent() RETURNS bytea
	LANGUAGE sql
	RETURN neda_tally_send(
		'{"version": 1, "NEDA-4": 12, "not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)": '
		'5, "EDA (active: relapse)": 3}'
	);
SELECT encode(sent(), 'hex'), receive_tally(sent());
SELECT outcome, count(*)
FROM generate_series(0, length(sent()) - 1) AS at,
	unnest('{0,1,127,128,255}'::integer[]) AS byte,
	receive_tally(set_byte(sent(), at, byte)) AS outcome
GROUP BY outcome
ORDER BY outcome;
SELECT outcome, count(*)
FROM generate_series(0, length(sent()) - 1) AS size, receive_tally(substr(sent(), 1, size)) AS outcome
GROUP BY outcome;
SELECT receive_tally(sent() || '\x00'), receive_tally('\x'), receive_tally('\x01'), receive_tally('\x01ffff'),
	receive_tally('\x020000');
\set VERBOSITY sqlstate
COPY (SELECT '\x020000'::bytea) TO :'file' WITH (FORMAT binary);
COPY copied_tallies (t) FROM :'file' WITH (FORMAT binary);
\set VERBOSITY default
COPY copied_tallies (t) FROM :'file' WITH (FORMAT binary);

DROP TABLE hostile; DROP FUNCTION receive, receive_tally, sent;

-- Weighted patients, for example by a propensity score
CREATE TABLE weighted (status neda_status, weight float8);
INSERT INTO weighted VALUES
	('NEDA-4', 1.5),
	('NEDA-4', 0.5),
	('EDA (active: relapse)', 2),
	('not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)', 3),
	('NEDA-4', 0),
	(NULL, 1),
	('NEDA-3 (missing: brain volume loss)', NULL);
SELECT neda_agg(status, weight) FROM weighted;
SELECT neda_rate(t), neda_counts(t), neda_rate_ci(t) AS wilson, neda_rate_ci(t, method => 'robust') AS robust
FROM (SELECT neda_agg(status, weight) AS t FROM weighted) AS c;
-- with weights of 1 the rate and the Wilson limits are the unweighted ones; doubling the weights changes nothing
SELECT neda_rate(w) = neda_rate(t) AS rate,
	abs((neda_rate_ci(w)).lower - (neda_rate_ci(t)).lower) < 1e-15 AS lower,
	abs((neda_rate_ci(d)).upper - (neda_rate_ci(t)).upper) < 1e-15 AS upper,
	neda_rate(w, 4) = neda_rate(t, 4) AS level_4,
	abs(
		(neda_rate_ci(d, method => 'robust')).upper
		- (neda_rate(t) + 1.959963984540054 * sqrt(neda_rate(t) * (1 - neda_rate(t)) / (neda_counts(t)).evaluable))
	) < 1e-12 AS robust
FROM (
	SELECT neda_agg(s, 1) AS w, neda_agg(s, 2) AS d, neda_agg(s) AS t
	FROM (
		SELECT neda_status(i % 3 / 2, false, 0, 0, CASE WHEN i % 2 = 0 THEN -0.1 END) AS s
		FROM generate_series(1, 40) AS i
	) AS g
) AS c;
SELECT t::text::weighted_neda_tally = t AS round_trip, rollup.rollup <> t AS doubled
FROM (SELECT neda_agg(status, weight) AS t FROM weighted) AS c,
	LATERAL (SELECT rollup(u) FROM unnest(ARRAY[t, t]) AS u) AS rollup;
\pset null -
SELECT what, neda_rate(t), neda_counts(t), neda_rate_ci(t), neda_rate_ci(t, method => 'robust') AS robust
FROM (
	SELECT 'no patients' AS what, neda_agg(status, weight) AS t
	FROM weighted
	WHERE false
	UNION ALL
	SELECT 'none evaluable',
		neda_agg('not evaluable (missing: relapse, progression, new T2, Gd+, brain volume loss)', 2)
	UNION ALL
	SELECT 'one patient', neda_agg('NEDA-4', 2)
) AS c;
\pset null ''
SELECT neda_agg('NEDA-4', -1);
SELECT neda_rate_ci(neda_agg('NEDA-4', 1), 3, 0.95, 'clopper-pearson');
SELECT neda_rate(neda_agg('NEDA-4', 1), 5);
SELECT '{"version": 1, "statuses": ["EDA"], "patients": [1], "weights": [1], "squares": [1]}'::weighted_neda_tally;
SELECT '{"version": 1, "statuses": ["NEDA-4"], "patients": [1], "weights": [0], "squares": [1]}'::weighted_neda_tally;
DROP TABLE weighted;
