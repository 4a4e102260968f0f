-- What it is for: 99 of 215 with NEDA after one year (Rotstein 2015)
SELECT round(lower::numeric, 3) AS lower, round(upper::numeric, 3) AS upper FROM proportion_ci(99, 215);
SELECT round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper
FROM proportion_ci(99, 215, method => 'clopper-pearson');
-- 3 relapses in 14 patient-years
SELECT round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper FROM rate_ci(3, 14);

-- As R's binom.test, prop.test and poisson.test, to 1e-9
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TEMP TABLE proportions (successes bigint, n bigint, conf_level float8, cp_lower float8,
	cp_upper float8, wilson_lower float8, wilson_upper float8);
\copy proportions FROM 'data/proportions.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS intervals,
	count(*) FILTER (WHERE abs(w.lower - wilson_lower) < 1e-9 AND abs(w.upper - wilson_upper) < 1e-9) AS wilson,
	count(*) FILTER (WHERE abs(c.lower - cp_lower) < 1e-9 AND abs(c.upper - cp_upper) < 1e-9) AS clopper_pearson
FROM proportions, proportion_ci(successes, n, conf_level) AS w,
	proportion_ci(successes, n, conf_level, 'clopper-pearson') AS c;
CREATE TEMP TABLE rates (
	events bigint, person_years float8, conf_level float8, rate float8, lower float8, upper float8
);
\copy rates FROM 'data/rates.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS intervals,
	count(*) FILTER (
		WHERE abs(c.lower - r.lower) <= 1e-9 * r.lower AND abs(c.upper - r.upper) < 1e-9 * r.upper
	) AS exact
FROM rates AS r, rate_ci(events, person_years, conf_level) AS c;

-- Properties: around the estimate, wider with the level, mirrored
SELECT count(*) AS cases,
	bool_and(w.lower <= p AND p <= w.upper AND c.lower <= p AND p <= c.upper) AS around,
	bool_and(w.lower >= wide.lower AND w.upper <= wide.upper) AS wider,
	bool_and(abs(w.lower - (1 - m.upper)) < 1e-15 AND abs(w.upper - (1 - m.lower)) < 1e-15) AS mirrored,
	bool_and(w.lower >= 0 AND w.upper <= 1) AS inside
FROM (
	SELECT k, n, k::float8 / n AS p
	FROM unnest('{1,2,7,40,1000}'::bigint[]) AS n, generate_series(0, n, greatest(1, n / 7)) AS k
) AS g, proportion_ci(k, n) AS w, proportion_ci(k, n, 0.99) AS wide, proportion_ci(n - k, n) AS m,
	proportion_ci(k, n, 0.95, 'clopper-pearson') AS c;
SELECT (proportion_ci(0, 10)).lower AS wilson_0, (proportion_ci(10, 10)).upper AS wilson_1,
	(proportion_ci(0, 10, method => 'clopper-pearson')).lower AS exact_0,
	(proportion_ci(10, 10, method => 'clopper-pearson')).upper AS exact_1, (rate_ci(0, 10)).lower AS rate_0;

-- Nothing observed: no limits. NULL in, NULL out
SELECT proportion_ci(0, 0), proportion_ci(0, 0, method => 'clopper-pearson'), rate_ci(0, 0), rate_ci(3, 0);
SELECT proportion_ci(NULL, 10), proportion_ci(1, NULL), rate_ci(NULL, 1), rate_ci(1, NULL);

-- Bad input
SELECT proportion_ci(-1, 10);
SELECT proportion_ci(1, -10);
SELECT proportion_ci(11, 10);
SELECT proportion_ci(1, 10, 0);
SELECT proportion_ci(1, 10, 1);
SELECT proportion_ci(1, 10, 95);
SELECT proportion_ci(1, 10, 'NaN');
SELECT proportion_ci(1, 10, 0.95, 'wald');
SELECT proportion_ci(1, 10000000001, 0.95, 'clopper-pearson');
SELECT rate_ci(-1, 10);
SELECT rate_ci(1, -10);
SELECT rate_ci(1, 'NaN');
SELECT rate_ci(1, 'Infinity');
SELECT rate_ci(10000000001, 1);
SELECT rate_ci(1, 10, 0.95, 'robust');

-- Annualised relapse rates: 3 relapses in 5.5 years, pooled; the mean of the patients' own rates differs
CREATE TABLE four (patient int, relapses int, days int);
INSERT INTO four VALUES (1, 1, 730), (2, 0, 365), (3, 2, 183), (4, 0, 731);
SELECT round(arr(relapses, days)::numeric, 4) AS arr,
	round(avg(patient_arr(relapses, days)), 4) AS patient_mean,
	relapse_agg(relapses, days)
FROM four;
SELECT method, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper
FROM (SELECT relapse_agg(relapses, days) AS t FROM four) AS cohort,
	unnest('{exact,wald,robust,negative-binomial}'::text[]) AS method,
	arr_ci(t, 0.95, method);
SELECT (relapse_counts(t)).*, round(arr_dispersion(t)::numeric, 4) AS dispersion
FROM (SELECT relapse_agg(relapses, days) AS t FROM four) AS cohort;
SELECT method,
	round(ratio::numeric, 4) AS ratio,
	round(lower::numeric, 4) AS lower,
	round(upper::numeric, 4) AS upper,
	round(p_value::numeric, 4) AS p_value
FROM (
	SELECT relapse_agg(relapses, days) FILTER (WHERE patient > 2) AS a,
		relapse_agg(relapses, days) FILTER (WHERE patient <= 2) AS b
	FROM four
) AS two, unnest('{exact,wald,robust,negative-binomial}'::text[]) AS method, arr_ratio(a, b, 0.95, method);
-- 0 in 20 years, 12 in 40, 100 in 500 (1,461 days are 4 years)
SELECT k, years, round(arr(t)::numeric, 4) AS arr, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper
FROM (
	SELECT k, years, relapse_agg(k, years * 1461 / 4) AS t
	FROM (VALUES (0, 20), (12, 40), (100, 500)) AS v (k, years)
	GROUP BY k, years
) AS c, arr_ci(t)
ORDER BY k;
-- exact limits are those of rate_ci
SELECT count(*) AS counts, bool_and((a.lower, a.upper) = (r.lower, r.upper)) AS same
FROM (SELECT k, relapse_agg(k, 1000 + 37 * k) AS t FROM generate_series(0, 50) AS k GROUP BY k) AS c,
	arr_ci(t) AS a,
	rate_ci(k, (1000 + 37 * k) / 365.25::float8) AS r;
-- less than Poisson variation: negative-binomial limits are not narrower than Poisson's, robust ones are
SELECT arr_dispersion(t),
	(n.upper - n.lower) = (w.upper - w.lower) AS as_wald,
	(r.upper - r.lower) < (w.upper - w.lower) AS narrower
FROM (SELECT relapse_agg(1, 365 + n) AS t FROM generate_series(1, 20) AS n) AS c,
	arr_ci(t, method => 'wald') AS w,
	arr_ci(t, method => 'robust') AS r,
	arr_ci(t, method => 'negative-binomial') AS n;
-- with weights of 1 the robust limits are the unweighted ones; doubling the weights changes nothing
SELECT relapse_agg(relapses, days, patient) FROM four;
SELECT abs(arr(w) - arr(t)) < 1e-15 AS rate,
	abs((arr_ci(w)).lower - (arr_ci(t, method => 'robust')).lower) < 1e-12 AS lower,
	abs((arr_ci(d)).upper - (arr_ci(t, method => 'robust')).upper) < 1e-12 AS doubled,
	(arr_ratio(d, w)).ratio AS ratio
FROM (
	SELECT relapse_agg(relapses, days, 1) AS w, relapse_agg(relapses, days, 2) AS d, relapse_agg(relapses, days) AS t
	FROM four
) AS x;
SELECT relapse_agg(relapses, days, 0) FROM four;

-- If all patients have the same rate there is no variance, so no limits and no p value, whatever size and weights
CREATE TABLE flat AS
SELECT n, g,
	relapse_agg(r * f, r * d * f) AS t,
	relapse_agg(r * f, r * d * f, w) AS weighted,
	relapse_agg(r * f, r * d * f + (i = 1)::integer) AS spread,
	relapse_agg(r * f, r * d * f + (i = 1)::integer, w) AS weighted_spread
FROM unnest('{2,3,10,1000,100000}'::integer[]) AS n,
	generate_series(1, 2) AS g,
	generate_series(1, n) AS i,
	LATERAL (
		SELECT 1 + (i * 79 + g) % 5 AS r,
			1 + (i * 1047 + g) % 7 AS f,
			365 * g AS d,
			0.1 * g + 0.0001 * (i * 31 % 100) AS w
	) AS p
GROUP BY n, g;
SELECT n,
	(arr_ci(t, method => 'robust')).lower IS NULL AS none,
	(arr_ci(weighted)).upper IS NULL AS weighted,
	(arr_ci(spread, method => 'robust')).lower < arr(spread) AS some,
	(arr_ci(t, method => 'wald')).lower < arr(t) AS wald,
	(arr_ci(t, method => 'negative-binomial')).lower < arr(t) AS nb,
	arr_dispersion(t)
FROM flat
WHERE g = 1
ORDER BY n;
-- equal rates, different rates, and one group alone without spread
SELECT n,
	(same).ratio AS same,
	same.p_value,
	(r).ratio AS different,
	r.lower, r.upper, r.p_value, one.p_value AS one,
	round(w.ratio::numeric, 9) AS w,
	w.lower, w.p_value,
	s.p_value BETWEEN 0 AND 0.5 AS spread
FROM (SELECT * FROM flat WHERE g = 1) AS a
JOIN (SELECT n, t AS bt, weighted AS bw, spread AS bs FROM flat WHERE g = 2) AS b USING (n),
	arr_ratio(t, t, method => 'robust') AS same,
	arr_ratio(t, bt, method => 'robust') AS r,
	arr_ratio(spread, bt, method => 'robust') AS one,
	arr_ratio(weighted, bw) AS w,
	arr_ratio(spread, bs, method => 'robust') AS s
ORDER BY n;
DROP TABLE flat;
-- sums as large as a tally can hold: a number, NULL or an error
SELECT arr(t),
	arr_dispersion(t),
	arr_ci(t, method => 'wald') AS wald,
	arr_ci(t, method => 'robust') AS robust,
	arr_ratio(t, t, method => 'robust') AS ratio
FROM (
	SELECT '{"version": 1, "patients": 9223372036854775807, "relapse_free": 0, "relapses": 9223372036854775807, '
		'"days": 9223372036854775807, "relapses_squared": 9223372036854775807, '
		'"relapses_times_days": 9223372036854775806, "days_squared": 9223372036854775807}'::relapse_tally AS t
) AS x;
SELECT arr_ci(
	'{"version": 1, "patients": 1, "relapse_free": 0, "relapses": 9223372036854775807, "days": 1, '
	'"relapses_squared": 9223372036854775807, "relapses_times_days": 1, "days_squared": 1}'
);
SELECT arr_ratio(t, t)
FROM (
	SELECT '{"version": 1, "patients": 1, "relapse_free": 0, "relapses": 9223372036854775807, "days": 1, '
		'"relapses_squared": 9223372036854775807, "relapses_times_days": 1, "days_squared": 1}'::relapse_tally AS t
) AS x;
SELECT rate_ci(5, 1e-320);

-- A patient's own rate: at least 90 days of follow-up
SELECT patient_arr(1, 365),
	patient_arr(1, 90) AS ninety,
	patient_arr(1, 89) AS short,
	patient_arr(1, 30, min_days => 30) AS allowed,
	patient_arr(2, 0, 0) AS none;

-- Person-time. Periods are half-open: a year ends before the next first of January
SELECT person_days('[2023-01-01,2024-01-01)'::daterange),
	person_days('[2023-01-01,2023-12-31]'::daterange) AS closed,
	person_days('empty'::daterange) AS empty,
	person_days('{[2023-01-01,2023-02-01),[2023-06-01,2023-06-11)}'::datemultirange) AS two,
	person_days('{}'::datemultirange) AS none;
-- on treatment within the time of observation, without 30 days after each relapse
SELECT on_drug,
	person_days(on_drug) AS days,
	relapses_in(relapses, on_drug) AS relapses,
	relapse_free(on_drug, relapses) AS stable,
	person_days(relapse_free(on_drug, relapses)) AS stable_days
FROM (
	SELECT '{[2020-03-01,)}'::datemultirange * '{[2019-01-01,2021-01-01)}' AS on_drug,
		'{2019-05-05,2020-03-01,2020-11-20,2021-01-01}'::date[] AS relapses
) AS x;
SELECT window_free, person_days(window_free)
FROM unnest(relapse_free('{[2020-01-01,2021-01-01)}', '{2020-04-01,2020-08-01}', 60)) AS window_free;
SELECT relapse_free('{[2020-01-01,2021-01-01)}', '{}') AS no_relapse,
	relapses_in('{}', '{[2020-01-01,2021-01-01)}') AS none,
	relapse_free('{[2020-01-01,2021-01-01)}', '{2020-04-01,NULL}') IS NULL AS unknown_day,
	relapses_in('{2020-04-01,NULL}', '{[2020-01-01,2021-01-01)}') IS NULL AS unknown_count,
	relapse_free('{[2020-01-01,2021-01-01)}', NULL) IS NULL AS unknown;

-- No patients, no relapses, no follow-up, one patient
CREATE TABLE edge (what text, t relapse_tally);
INSERT INTO edge SELECT 'no patients', relapse_agg(relapses, days) FROM four WHERE false;
INSERT INTO edge SELECT 'no relapses', relapse_agg(0, days) FROM four;
INSERT INTO edge SELECT 'no follow-up', relapse_agg(0, 0);
INSERT INTO edge SELECT 'a relapse without follow-up', relapse_agg(1, 0);
INSERT INTO edge SELECT 'one patient', relapse_agg(1, 365);
\pset null -
SELECT what,
	arr(t),
	arr_ci(t),
	arr_ci(t, method => 'wald') AS wald,
	arr_ci(t, method => 'robust') AS robust,
	arr_ci(t, method => 'negative-binomial') AS nb,
	arr_dispersion(t)
FROM edge;
SELECT e.what, o.what AS to, arr_ratio(e.t, o.t), arr_ratio(e.t, o.t, method => 'wald') AS wald
FROM edge AS e, edge AS o
WHERE 'one patient' IN (e.what, o.what) OR e.what = o.what;
SELECT arr(relapses, days) FROM four WHERE false;
SELECT arr(t), arr_ci(t), arr_ratio(t, t) FROM (SELECT relapse_agg(relapses, days, 1) AS t FROM four WHERE false) AS x;
SELECT arr(r, d), relapse_agg(r, d) FROM (VALUES (NULL, 100), (1, NULL), (1, 365)) AS v (r, d);
\pset null ''

-- Bad input
SELECT arr(-1, 365);
SELECT relapse_agg(1, -365);
SELECT relapse_agg(-1, 365, 1);
SELECT arr_ci(t, 95) FROM edge;
SELECT arr_ci(t, method => 'bootstrap') FROM edge;
SELECT arr_ratio(t, t, 0.95, 'score') FROM edge;
SELECT patient_arr(-1, 100);
SELECT patient_arr(1, 100, -1);
SELECT person_days('[2023-01-01,)'::daterange);
SELECT person_days('{(,2020-01-01)}'::datemultirange);
SELECT person_days('[2023-01-01,infinity)'::daterange);
SELECT relapse_agg(1, 2147483647) FROM generate_series(1, 3);
SELECT relapse_merge(
	t,
	'{"version": 1, "patients": 9223372036854775807, "relapse_free": 9223372036854775807, "relapses": 0, "days": 0, '
		'"relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}'
)
FROM edge
WHERE what = 'one patient';
SELECT relapse_unmerge(t, t) = (SELECT t FROM edge WHERE what = 'no patients') AS nothing_left,
	relapse_unaccum(t, 2, 365) IS NULL AS not_in_it
FROM edge
WHERE what = 'one patient';
-- the tally's functions, called on the largest tally
SELECT relapse_accum(
	'{"version": 1, "patients": 9223372036854775807, "relapse_free": 9223372036854775807, "relapses": 0, "days": 0, '
		'"relapses_squared": 0, "relapses_times_days": 0, "days_squared": 0}',
	0, 0
);
-- onsets that are not finite
SELECT relapses_in('{2020-01-01,infinity}', '{[2020-01-01,)}');
SELECT relapse_free('{[2020-01-01,)}', '{-infinity}');
SELECT relapse_free('{[2020-01-01,)}', '{5874897-12-01}', 31);
SELECT relapse_free('{[2020-01-01,2020-02-01)}', '{2020-01-10}', -1);
SELECT relapse_free('{[2020-01-01,2020-02-01)}', '{2020-01-10}', 0),
	relapse_free('{}', '{2020-01-10}') AS none,
	relapse_free('{[2020-01-01,2020-02-01)}', '{2020-01-25,2020-01-10,2020-01-12,2020-01-14}', 2) AS apart;
-- hostile text and binary
CREATE FUNCTION refused(type regtype, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE x text; BEGIN EXECUTE format('SELECT %L::%s::text', input, type) INTO x; RETURN 'taken: ' || x;
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE || ' ' || left(SQLERRM, 60); END $$;
SELECT change, refused('relapse_tally', (t::text::jsonb || change::jsonb)::text)
FROM edge,
	unnest(ARRAY[
		'{}', '{"version": 2}', '{"patients": -1}',
		'{"relapses": 9223372036854775808}',
		'{"relapses": 0}', '{"patients": 0}', '{"relapse_free": 2}', '{"days": 1.5}', '{"days_squared": 0}',
		'{"more": 1}', '{"patients": 3}', '{"relapse_free": 1}',
		'{"relapses": 5, "relapses_squared": 3}',
		'{"relapse_free": 2, "relapses": 0, "relapses_squared": 0, "relapses_times_days": 0}',
		'{"relapses_squared": 0}',
		'{"days": null}'
	]) AS change
WHERE what = 'one patient';
SELECT refused('relapse_tally', '{"version": 1, "patients": 1}'),
	refused('relapse_tally', ''),
	refused(
		'weighted_relapse_tally',
		'{"version": 1, "relapses": [0], "patients": [1], "weights": [0], "days": [0], "squares": [0], '
			'"square_days": [0], "square_day_squares": [0]}'
	);
SELECT refused('relapse_tally', '{"version": 1, "version": 1}');
SELECT relapse_accum((SELECT relapse_agg(1, 400)), 2, 500)
	= (SELECT relapse_agg(n, 300 + n * 100) FROM generate_series(1, 2) AS n) AS by_hand;
SELECT bool_and(t::text::relapse_tally = t) AS text_round_trip FROM edge;
SELECT t::text::weighted_relapse_tally = t AS text_round_trip
FROM (SELECT relapse_agg(relapses, days, patient / 3.0) AS t FROM four) AS x;
DROP TABLE four, edge; DROP FUNCTION refused;
