-- What it is for: is an EDSS higher in one arm, and do weights make the arms alike?
CREATE TABLE small (treated boolean, age float8, edss float8, ps float8);
INSERT INTO small VALUES (true, 30, 3, 0.5), (true, 40, 4, 0.6), (true, 50, NULL, 0.75), (true, 35, 2, 0.4),
	(false, 30, 2, 0.5), (false, 45, 2.5, 0.3), (false, 50, 1, 0.25), (false, 25, 1, 0.2);
SELECT treated, ps, iptw(treated, ps), iptw(treated, ps, 'ATT') AS att, iptw(treated, ps, 'ATC') AS atc,
	iptw(treated, ps, 'ATO') AS ato, iptw(treated, ps, 'ATM') AS atm, iptw(treated, ps, prevalence => 0.5) AS stable
FROM small ORDER BY treated DESC, ps;
\x on
SELECT b.*
FROM (SELECT balance_agg(treated, ARRAY[age, edss], iptw(treated, ps)) AS t FROM small) AS cohort,
	balance(t, '{age,edss}') AS b;
\x off
SELECT (effective_n(balance_agg(treated, ARRAY[age], iptw(treated, ps)))).*,
	(effective_n(balance_agg(treated, ARRAY[age]))).treated AS unweighted
FROM small;
SELECT balance_agg(treated, ARRAY[age, edss]) FROM small;
SELECT balance_agg(treated, ARRAY[age], 0.5) FROM small WHERE ps > 0.5 OR ps = 0.3;

-- R's numbers: cobalt's rules (test/data/models)
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TABLE row (dataset text, row int, entry int, days int, observed int, count int, follow_up int, outcome int,
	weight float8, stratum int, cluster int, x float8[]);
\copy row FROM 'data/models/rows.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE expected (dataset text, weighted boolean, denominator text, term text, mean_treated float8,
	mean_control float8, smd_unweighted float8, smd float8, variance_ratio float8);
\copy expected FROM 'data/models/balance.csv' WITH (FORMAT csv, HEADER, NULL '')
CREATE TABLE expected_n (dataset text, weighted boolean, treated float8, control float8);
\copy expected_n FROM 'data/models/effective_n.csv' WITH (FORMAT csv, HEADER)
CREATE FUNCTION near(a float8, b float8) RETURNS boolean LANGUAGE sql
	RETURN a IS NOT DISTINCT FROM b OR abs(a - b) <= 1e-12 * (1 + abs(b));
CREATE TABLE tally AS
SELECT dataset, weighted,
	CASE WHEN weighted THEN balance_agg(x[1] = 1, x[2:6], weight) ELSE balance_agg(x[1] = 1, x[2:6]) END AS t
FROM row, (VALUES (true), (false)) AS w (weighted) WHERE dataset LIKE 'ms%' GROUP BY dataset, weighted;
SELECT count(*) AS expected,
	count(*) FILTER (WHERE near(b.mean_treated, e.mean_treated) AND near(b.mean_control, e.mean_control)
		AND near(b.smd_unweighted, e.smd_unweighted) AND near(b.smd, e.smd)
		AND near(b.variance_ratio, e.variance_ratio)) AS same
FROM expected AS e LEFT JOIN (
	SELECT dataset, weighted, denominator, b.*
	FROM tally, unnest('{pooled,treated,control,weighted}'::text[]) AS denominator,
		balance(t, '{age,sex,edss,prior,dur}', denominator) AS b
) AS b USING (dataset, weighted, denominator, term);
SELECT count(*) AS expected, count(*) FILTER (WHERE near(n.treated, e.treated) AND near(n.control, e.control)) AS same
FROM expected_n AS e JOIN tally USING (dataset, weighted), effective_n(t) AS n;

-- The same tally to the bit in any order and split, with weights too: sums are exact
CREATE TABLE way (name text, weighted boolean, t balance_tally);
INSERT INTO way
SELECT way, weighted, CASE
	WHEN way = 'backwards' AND weighted THEN
		(SELECT balance_agg(x[1] = 1, x[2:6], weight ORDER BY row DESC) FROM row WHERE dataset = 'ms3')
	WHEN way = 'backwards' THEN (SELECT balance_agg(x[1] = 1, x[2:6] ORDER BY row DESC) FROM row WHERE dataset = 'ms3')
	WHEN way = 'rolled up' THEN
		(SELECT rollup(p ORDER BY site DESC) FROM (
			SELECT row % 7 AS site,
				balance_agg(x[1] = 1, x[2:6], CASE WHEN weighted THEN weight ELSE 1 END) AS p
			FROM row WHERE dataset = 'ms3' GROUP BY row % 7) AS s)
	WHEN way = 'one by one' THEN
		(SELECT rollup(balance_accum(balance_agg, x[1] = 1, x[2:6], CASE WHEN weighted THEN weight ELSE 1 END))
			FROM row, (SELECT balance_agg(true, '{}') FILTER (WHERE false)) AS nobody WHERE dataset = 'ms3')
	ELSE (SELECT rollup(t::text::balance_tally) FROM tally WHERE dataset = 'ms3' AND tally.weighted = v.weighted)
	END
FROM (VALUES (true), (false)) AS v (weighted), unnest('{backwards,rolled up,one by one,through text}'::text[]) AS way;
SELECT way.name, bool_and(way.t = tally.t) AS same
FROM way JOIN tally ON tally.weighted = way.weighted AND dataset = 'ms3' GROUP BY way.name ORDER BY way.name;
-- some weights of 1, in either order, and weights that all are
SELECT a.t = b.t AS mixed, one = bare AS all_one
FROM (SELECT balance_agg(treated, ARRAY[age], 1 + (ps > 0.5)::int ORDER BY ps) AS t FROM small) AS a,
	(SELECT balance_agg(treated, ARRAY[age], 1 + (ps > 0.5)::int ORDER BY ps DESC) AS t FROM small) AS b,
	(SELECT balance_agg(treated, ARRAY[age], 1) AS one, balance_agg(treated, ARRAY[age]) AS bare FROM small) AS c;
-- parts with and without weights
SELECT rollup(p) = (SELECT balance_agg(x[1] = 1, x[2:6], CASE WHEN row % 2 = 0 THEN weight ELSE 1 END)
	FROM row WHERE dataset = 'ms2') AS same
FROM (
	SELECT balance_agg(x[1] = 1, x[2:6], CASE WHEN row % 2 = 0 THEN weight ELSE 1 END) AS p
	FROM row WHERE dataset = 'ms2' GROUP BY row % 4
) AS parts;
-- moving through a window: what leaves is subtracted without a trace
SELECT count(*) AS frames, bool_and(w.t = f.t) AS same
FROM (
	SELECT row, balance_agg(x[1] = 1, x[2:6], CASE WHEN row % 50 < 20 THEN weight ELSE 1 END)
		OVER (ORDER BY row ROWS BETWEEN 5 PRECEDING AND 3 FOLLOWING) AS t
	FROM row WHERE dataset = 'ms2'
) AS w, LATERAL (
	SELECT balance_agg(x[1] = 1, x[2:6], CASE WHEN row % 50 < 20 THEN weight ELSE 1 END) AS t
	FROM row AS r WHERE dataset = 'ms2' AND r.row BETWEEN w.row - 5 AND w.row + 3
) AS f;
SELECT balance_unaccum(t, true, '{30}') = balance_agg AS none_left,
	balance_unaccum(t, false, '{30}') IS NULL AS not_there,
	balance_unaccum(t, true, '{31}') IS NULL AS another, balance_unmerge(t, t) = balance_agg AS nothing
FROM (SELECT balance_agg(true, '{30}') AS t, balance_agg(true, '{30}') FILTER (WHERE false) FROM generate_series(1, 1))
	AS one;

\pset null -
-- Digits: large values with a small spread, scales, tiny values, huge weights
SELECT b.term, b.smd, b.sd_treated, near(b.smd, -1) AS right
FROM (
	SELECT balance_agg(i <= 3, ARRAY[1e9 + i % 3 / 1024.0 + (i > 3)::int / 1024.0, (i % 3 + (i > 3)::int) * 1e-6,
		(i % 3 + (i > 3)::int) * 1e6, (i % 3 + (i > 3)::int) * 1e-15]) AS t
	FROM generate_series(1, 6) AS i
) AS c, balance(t) AS b;
SELECT mean_treated, sd_treated, smd
FROM (
	SELECT balance_agg(i % 2 = 0, ARRAY[i, 1e15 * (i - 5) / 5, i * 1e-30, i * 1e-300], 1e9 / i) AS t
	FROM generate_series(1, 9) AS i
) AS c, balance(t) AS b;
-- weights of 1e-9 and 1e9 together
SELECT mean_treated, (effective_n(t)).treated
FROM (
	SELECT balance_agg(true, ARRAY[i], CASE i WHEN 1 THEN 1e-9 ELSE 1e9 END) AS t FROM generate_series(1, 2) AS i
) AS c, balance(t);
-- the same weights, all twice as large, change nothing but the tally
SELECT bool_and(a = b) AS same
FROM (
	SELECT balance_agg(treated, ARRAY[age, edss], ps) AS t, balance_agg(treated, ARRAY[age, edss], 2 * ps) AS u
	FROM small
) AS c, LATERAL (
	SELECT a, b FROM balance(t) WITH ORDINALITY AS a JOIN balance(u) WITH ORDINALITY AS b USING (ordinality)
) AS d;

-- Edges: nobody, one arm, one patient in each, no spread, a variable that is 0 or 1 in one arm only, no covariates
SELECT count(b) AS rows, effective_n(t), publishable(t)
FROM (SELECT balance_agg(treated, ARRAY[age]) AS t FROM small WHERE age > 99) AS c
LEFT JOIN balance(t, '{age}') AS b ON true GROUP BY t;
CREATE FUNCTION shown(balance_tally) RETURNS TABLE (term text, n text, missing text, means text, sds text, smd float8,
	ratio float8) LANGUAGE sql BEGIN ATOMIC
	SELECT term, concat_ws(' ', n_treated, n_control), concat_ws(' ', missing_treated, missing_control),
		concat_ws(' ', mean_treated, mean_control), concat_ws(' ', sd_treated, sd_control), smd, variance_ratio
	FROM balance($1);
END;
SELECT s.* FROM (SELECT balance_agg(treated, ARRAY[age, edss]) AS t FROM small WHERE treated) AS c, shown(t) AS s;
SELECT s.* FROM (SELECT balance_agg(treated, ARRAY[age, edss]) AS t FROM small WHERE age = 30) AS c, shown(t) AS s;
SELECT s.*
FROM (
	SELECT balance_agg(i > 4, ARRAY[i % 2, CASE WHEN i > 4 THEN i % 3 ELSE i % 2 END, 7, 1, (i = 3)::int, NULL]) AS t
	FROM generate_series(1, 8) AS i
) AS c, shown(t) AS s;
SELECT s.*
FROM (
	SELECT balance_agg(i > 4, ARRAY[i % 2, CASE WHEN i > 4 THEN i % 3 ELSE i % 2 END, 7, 1, (i = 3)::int, NULL], i) AS t
	FROM generate_series(1, 8) AS i
) AS c, shown(t) AS s;
SELECT effective_n(t), count(b) AS terms FROM (SELECT balance_agg(treated, '{}', ps) AS t FROM small) AS c
LEFT JOIN balance(t) AS b ON true GROUP BY t;
-- rows that are skipped, and values that are missing
SELECT s.*
FROM (
	SELECT balance_agg(treated, x, w) AS t
	FROM (VALUES (true, '{1,2}'::float8[], 1), (NULL, '{1,2}', 1), (true, NULL, 1), (true, '{5,6}', NULL),
		(true, '{7,8}', 0), (false, '{NULL,NULL}', 2), (false, '{3,NULL}', 2)) AS v (treated, x, w)
) AS c, shown(t) AS s;
-- where the data leave no choice: no weight
SELECT e, iptw(true, 0, e) AS treated_0, iptw(true, 1, e) AS treated_1, iptw(false, 0, e) AS control_0,
	iptw(false, 1, e) AS control_1, iptw(true, NULL, e) AS unknown, iptw(NULL, 0.5, e) AS not_known
FROM unnest('{ATE,ATT,ATC,ATO,ATM}'::text[]) AS e;
SELECT iptw(true, 0.5, NULL), iptw(true, 0.25, 'ate', 0.5), iptw(false, 0.25, prevalence => 0),
	iptw(false, 1, prevalence => 0.5);

-- Privacy: arms, missing values, and those with a yes
SELECT publishable(balance_agg(i % 2 = 0, ARRAY[i])) AS enough,
	publishable(balance_agg(i % 2 = 0, ARRAY[i]) FILTER (WHERE i % 2 = 0 OR i < 9)) AS few_controls,
	publishable(balance_agg(i % 2 = 0, ARRAY[i]) FILTER (WHERE i % 2 = 0)) AS no_controls,
	publishable(balance_agg(i % 2 = 0, ARRAY[nullif(i, 3)])) AS one_missing,
	publishable(balance_agg(i % 2 = 0, ARRAY[(i < 9)::int])) AS few_with_it,
	publishable(balance_agg(i % 2 = 0, ARRAY[(i < 9)::int]), 4) AS threshold_4
FROM generate_series(1, 60) AS i;

-- Bad input
SELECT iptw(true, 1.5);
SELECT iptw(true, 'NaN');
SELECT iptw(true, 0.5, 'ATU');
SELECT iptw(true, 0.5, 'ATT', 0.3);
SELECT iptw(true, 0.5, prevalence => -0.1);
SELECT iptw(true, 1e-320);
SELECT balance_agg(true, '{1,Infinity}');
SELECT balance_agg(true, '{NaN}');
SELECT balance_agg(true, '{1.1e15}');
SELECT balance_agg(true, '{{1,2}}');
SELECT balance_agg(true, array_fill(1::float8, '{201}'));
SELECT balance_agg(true, array_fill(1::float8, ARRAY[i])) FROM generate_series(1, 2) AS i;
SELECT balance_agg(true, '{1}', -1);
SELECT balance_agg(true, '{1}', 1e10);
SELECT rollup(balance_accum(balance_agg, true, x))
FROM (VALUES ('{1}'::float8[]), ('{1,2}')) AS v (x), (SELECT balance_agg(true, '{}') FILTER (WHERE false)) AS nobody;
SELECT balance(balance_agg(true, '{1,2}'), '{age}');
SELECT balance(balance_agg(true, '{1}'), '{NULL}');
SELECT balance(balance_agg(true, '{1}'), denominator => 'sd');
SELECT publishable(balance_agg(true, '{1}'), 0);
-- text
CREATE FUNCTION altered(what text, with_what text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN regexp_replace('{"version": 1, "treated": 2, "treated_n": [2], "treated_others": [1], '
		'"treated_x": [3.5], "treated_xx": [7.25], "control": 1, "control_n": [0], "control_others": [0], '
		'"control_x": [0], "control_xx": [0]}', what, with_what)::balance_tally;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT left(altered('nothing', ''), 30), count(*)
FROM (VALUES ('"version": 1', '"version": 2'), ('3.5', '4.5'), ('3.5', '-3.5'), ('7.25', '6'), ('7.25', '1e3'),
	('"treated": 2', '"treated": 1'), ('"treated": 2', '"treated": -2'), ('others": \[1\]', 'others": [3]'),
	('others": \[1\]', 'others": [0]'), ('7.25', '7.250000000000000000000000000001'), ('7.25', '1' || repeat('0', 40)),
	('7.25', repeat('9', 400)), ('7.25', '7.' || repeat('0', 300) || '1'), ('\[3.5\]', '[3.5,1]'), ('\[3.5\]', '3.5'),
	('"treated_x"', '"treated_y"'), (', "control": 1', ''), ('"control"', '"treated"'), ('\}', ', "treated_w": 2}')
) AS v (what, with_what), altered(what, with_what) AS a WHERE a !~ '^22P02' GROUP BY 1;
SELECT altered('3.5', '-3.5');
SELECT altered('"version": 1', '"version": 2');
DROP TABLE small, row, expected, expected_n, tally, way; DROP FUNCTION near(float8, float8), shown, altered;
