-- What it is for: the log hazard ratios of three centres, pooled; how strong must confounding be to explain the result?
CREATE TABLE centre (name text, estimate float8, std_err float8);
INSERT INTO centre VALUES ('Lyon', -0.62, 0.14), ('Rennes', -0.41, 0.22), ('Lille', -0.95, 0.31),
	('no events', NULL, NULL);
\x on
SELECT num_studies(t), m.*
FROM (SELECT meta_agg(estimate, std_err) AS t FROM centre) AS cohort, meta(t) AS m;
SELECT m.* FROM (SELECT meta_agg(estimate, std_err) AS t FROM centre) AS cohort, meta(t, 'DL', 0.9) AS m;
SELECT exp(estimate) AS ratio, e.point, e.limit
FROM (SELECT meta_agg(estimate, std_err) AS t FROM centre) AS cohort,
	meta(t), e_value(exp(estimate), exp(lower), exp(upper), common => true) AS e;
-- An estimate of five imputed data sets
SELECT (rubin_agg(estimate, std_err)).*
FROM (VALUES (0.41, 0.11), (0.35, 0.12), (0.44, 0.11), (0.38, 0.10), (0.40, 0.12)) AS imputed (estimate, std_err);
SELECT r.*
FROM (SELECT meta_agg(estimate, std_err) AS t
	FROM (VALUES (0.41, 0.11), (0.35, 0.12), (0.44, 0.11), (0.38, 0.10), (0.40, 0.12))
		AS imputed (estimate, std_err)) AS cohort, rubin(t) AS r;
\x off
SELECT meta_agg(estimate, std_err) FROM centre;

-- R's numbers (test/data/pooling)
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TABLE study (set text, estimate float8, std_err float8);
\copy study FROM 'data/pooling/studies.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE tally AS SELECT set, meta_agg(estimate, std_err) AS t FROM study GROUP BY set;
CREATE FUNCTION near(a float8, b float8) RETURNS boolean LANGUAGE sql
	RETURN a IS NOT DISTINCT FROM b OR abs(a - b) <= 1e-10 * (1e-3 + abs(b)) OR abs(a - b) <= 1e-30;
CREATE TABLE expected_meta (set text, method text, level float8, estimate float8, std_err float8, lower float8,
	upper float8, tau2 float8, i2 float8, q float8, p_value float8);
\copy expected_meta FROM 'data/pooling/meta.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS expected,
	count(*) FILTER (WHERE near(m.estimate, e.estimate) AND near(m.std_err, e.std_err) AND near(m.lower, e.lower)
		AND near(m.upper, e.upper)) AS estimates,
	count(*) FILTER (WHERE near(m.tau2, e.tau2) AND near(m.i2, e.i2) AND near(m.q, e.q)
		AND near(m.p_value, e.p_value)) AS spread
FROM expected_meta AS e JOIN tally USING (set), meta(t, method, level) AS m;
CREATE TABLE expected_rubin (set text, level float8, estimate float8, std_err float8, df float8, fmi float8,
	lower float8, upper float8);
\copy expected_rubin FROM 'data/pooling/rubin.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS expected,
	count(*) FILTER (WHERE near(r.estimate, e.estimate) AND near(r.std_err, e.std_err) AND near(r.df, e.df)
		AND near(r.fmi, e.fmi)) AS rules,
	count(*) FILTER (WHERE near(r.lower, e.lower) AND near(r.upper, e.upper)) AS limits,
	count(*) FILTER (WHERE (r.estimate, r.std_err, r.df, r.fmi) = (a.estimate, a.std_err, a.df, a.fmi)) AS one_step
FROM expected_rubin AS e
JOIN tally USING (set)
JOIN (SELECT set, (rubin_agg(estimate, std_err)).* FROM study GROUP BY set) AS a USING (set), rubin(t, level) AS r;
CREATE TABLE expected_e (ratio float8, lower float8, upper float8, measure text, common boolean, point float8,
	"limit" float8);
\copy expected_e FROM 'data/pooling/e_value.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS expected, count(*) FILTER (WHERE near(v.point, e.point) AND near(v.limit, e.limit)) AS same
FROM expected_e AS e, e_value(ratio, lower, upper, measure, common) AS v;
-- published: VanderWeele and Ding 2017, Ann Intern Med 167:268
SELECT round(point::numeric, 2) AS point, round(e.limit::numeric, 2) AS "limit"
FROM (VALUES (10.73, 8.02, 14.36), (3.9, 1.8, 8.7), (0.80, 0.71, 0.91)) AS v (ratio, lower, upper),
	e_value(ratio, lower, upper, 'RR') AS e;

-- The same to the bit in any order and split
SELECT count(*) AS ways, count(DISTINCT t::text) AS tallies, count(DISTINCT m) AS results
FROM (
	SELECT meta_agg(estimate, std_err) AS t FROM study
	UNION ALL SELECT meta_agg(estimate, std_err ORDER BY estimate DESC) FROM study
	UNION ALL SELECT meta_agg(estimate, std_err ORDER BY std_err) FROM study
	UNION ALL SELECT rollup(t) FROM tally
	UNION ALL SELECT rollup(t ORDER BY set DESC) FROM tally
	UNION ALL SELECT rollup(t::text::meta_tally) FROM tally
	UNION ALL SELECT meta_unmerge(rollup(t), (SELECT t FROM tally WHERE set = 'two'))
		FROM (SELECT t FROM tally UNION ALL SELECT t FROM tally WHERE set = 'two') AS twice
) AS way, meta(t, 'DL') AS m;
-- windows subtract what leaves the frame
SELECT count(*) AS frames, bool_and(t = again) AS same
FROM (
	SELECT n, meta_agg(estimate, std_err) OVER (ORDER BY n ROWS 3 PRECEDING) AS t
	FROM (SELECT row_number() OVER (ORDER BY set, estimate) AS n, * FROM study) AS numbered
) AS frame,
LATERAL (
	SELECT meta_agg(estimate, std_err) AS again
	FROM (SELECT row_number() OVER (ORDER BY set, estimate) AS n, * FROM study) AS numbered
	WHERE numbered.n BETWEEN frame.n - 3 AND frame.n
) AS afresh;
SELECT meta_unmerge(meta_agg(1, 0.5), meta_agg(2, 0.5)) AS not_there,
	meta_unmerge(meta_agg(1, 0.5), meta_agg(1, 0.5)) AS nothing,
	meta_unaccum(meta_agg(1, 0.5), 1, 0.25) AS other_std_err
FROM (VALUES (1)) AS one (row);
-- equal estimates are no duplicates
SELECT meta_agg(-0.0, 1) AS tally, num_studies(meta_agg(0, 1)) FROM generate_series(1, 2);

-- None, one, and estimates that are all equal
SELECT n, method, m.*
FROM generate_series(0, 3) AS n, unnest('{FE,DL}'::text[]) AS method,
	LATERAL (SELECT meta_agg(0.1, 0.2) AS t FROM generate_series(1, n)) AS cohort, meta(t, method) AS m;
SELECT n, r.*
FROM generate_series(0, 3) AS n,
	LATERAL (SELECT meta_agg(0.1, 0.2) AS t FROM generate_series(1, n)) AS cohort, rubin(t) AS r;
SELECT rubin_agg(0.1, 0.2) AS one, rubin_agg(NULL, 0.2) AS none;
-- the largest and the smallest numbers
SELECT m.*
FROM (VALUES ('{"version": 1, "estimates": [-1e50, 1e50], "std_errs": [1e-50, 1e-50]}'::meta_tally),
	('{"version": 1, "estimates": [-1e50, 1e50], "std_errs": [1e-50, 1e50]}'),
	('{"version": 1, "estimates": [1, 1], "std_errs": [1e-50, 1e50]}')) AS v (t), meta(t, 'DL') AS m;

-- E-values: what is not known, a ratio of 1, limits that include 1, and ratios whose denominator is 0
SELECT v.*, e.*
FROM (VALUES (0.5, NULL, NULL), (0.5, NULL, 0.8), (0.5, 0.3, NULL), (NULL, 0.3, 0.8), (1, 0.5, 2), (1, 1, 1),
	(0.8, 0.5, 1), (1.2, 0.9, 1.5), (0, 0, 0.5), ('Infinity', 2, 'Infinity'), ('Infinity', 0.5, 'Infinity'))
		AS v (ratio, lower, upper), e_value(ratio, lower, upper) AS e;
SELECT count(*) AS symmetric
FROM expected_e AS e, e_value(ratio, lower, upper, measure, common) AS v,
	e_value(1 / ratio, 1 / upper, 1 / lower, measure, common) AS w
WHERE near(v.point, w.point) AND near(v.limit, w.limit);

-- Privacy: not known
SELECT publishable(meta_agg(1, 1)) AS one, publishable(meta_agg(1, NULL)) AS none;

-- Errors
SELECT meta_agg(1, 0);
SELECT meta_agg(1, -1);
SELECT meta_agg('NaN', 1);
SELECT meta_agg(1e51, 1);
SELECT meta_agg(1, 'Infinity');
SELECT meta_agg(n, 1) IS NULL FROM generate_series(1, 10001) AS n;
SELECT meta('{"version": 1, "estimates": [], "std_errs": []}', 'REML');
SELECT meta('{"version": 1, "estimates": [], "std_errs": []}', conf_level => 1);
SELECT '{"version": 1, "estimates": [1], "std_errs": []}'::meta_tally;
SELECT '{"version": 1, "estimates": [1]}'::meta_tally;
SELECT '{"version": 1, "estimates": [2, 1], "std_errs": [1, 1]}'::meta_tally;
SELECT '{"version": 1, "estimates": [1], "std_errs": [0]}'::meta_tally;
SELECT '{"version": 2, "estimates": [], "std_errs": []}'::meta_tally;
SELECT left(('{"version": 1, "estimates": [0' || repeat(',1', 10000) || '], "std_errs": []}')::meta_tally::text, 9);
SELECT e_value(-1, -2, 0);
SELECT e_value(0.5, 0.6, 0.8);
SELECT e_value(0.5, 0.4, 0.8, 'RD');
SELECT e_value(1e308, 2, 'Infinity');
SELECT e_value(0.5, 1e-320, 0.8) AS far_limit;
SELECT e_value(1e-320, 0, 1);
SELECT e_value('NaN', 0.4, 0.8);
SELECT publishable(meta_agg(1, 1), 0);

DROP FUNCTION near;
DROP TABLE centre, study, tally, expected_meta, expected_rubin, expected_e;
