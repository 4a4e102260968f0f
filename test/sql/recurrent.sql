-- Recurrent events and marginal structural models, as doc/recurrent.md does them: R's numbers (test/data/README.md),
-- estimates to 1e-8, standard errors to 1e-7 and weights to 1e-9.
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
SET client_min_messages = warning;
CREATE SCHEMA recurrent; SET search_path = recurrent, public;
CREATE FUNCTION near(a float8, b float8, tolerance float8) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(abs(a - b) <= tolerance * greatest(abs(b), 1e-3), false) $$;

CREATE TABLE risk_row (
	patient_id int, k int, entry int, exit int, relapsed boolean, earlier int, second int, age int, first_edss float8,
	edss float8, recent int, stays boolean
);
\copy risk_row FROM 'data/recurrent/rows.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE expected (model text, term text, estimate float8, std_err float8);
\copy expected FROM 'data/recurrent/answers.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE weight_expected (patient_id int, k int, iptw float8, ipcw float8);
\copy weight_expected FROM 'data/recurrent/weights.csv' WITH (FORMAT csv, HEADER)

-- Andersen and Gill; Prentice, Williams and Peterson
CREATE TABLE fitted AS
SELECT v.model,
	cox(cox_agg(cox_row(v.exit, relapsed, x, v.entry, stratum => number, cluster => patient_id)), terms) AS m
FROM (SELECT *, min(entry) OVER (PARTITION BY patient_id, earlier) AS since FROM risk_row) AS r,
	LATERAL (
		VALUES ('ag', r.entry, r.exit, NULL::int, ARRAY[second, age, first_edss], '{second,age,first_edss}'::text[]),
			('ag time-varying', r.entry, r.exit, NULL, ARRAY[second, age, first_edss, edss, recent],
				'{second,age,first_edss,edss,recent}'),
			('pwp total', r.entry, r.exit, least(earlier, 3), ARRAY[second, age, first_edss],
				'{second,age,first_edss}'),
			('pwp gap', r.entry - since, r.exit - since, least(earlier, 3), ARRAY[second, age, first_edss],
				'{second,age,first_edss}')
	) AS v (model, entry, exit, number, x, terms)
GROUP BY v.model, terms;

-- the weights
CREATE TABLE half_year AS
SELECT patient_id, k, second, coalesce(lag(second) OVER course, 0) = 1 AS already, stays,
	CASE WHEN k = 0 THEN '{}' ELSE ARRAY[k] END AS baseline,
	CASE WHEN k = 0 THEN ARRAY[age, first_edss, recent] ELSE ARRAY[k, age, first_edss, edss, recent] END AS past,
	ARRAY[k, second] AS stay_baseline, ARRAY[k, second, age, first_edss, edss, recent] AS stay_past
FROM (SELECT DISTINCT ON (patient_id, k) * FROM risk_row ORDER BY patient_id, k, entry) AS h
WINDOW course AS (PARTITION BY patient_id ORDER BY k);

CREATE TABLE odds AS
SELECT 'start' AS model, logistic(logistic_agg(second = 1, baseline)) AS numerator,
	logistic(logistic_agg(second = 1, past), '{age,first_edss,recent}') AS denominator
FROM half_year WHERE k = 0
UNION ALL
SELECT 'switch', logistic(logistic_agg(second = 1, baseline), '{half_year}'),
	logistic(logistic_agg(second = 1, past), '{half_year,age,first_edss,edss,recent}')
FROM half_year WHERE k > 0 AND NOT already
UNION ALL
SELECT 'stay', logistic(logistic_agg(stays, stay_baseline), '{half_year,second}'),
	logistic(logistic_agg(stays, stay_past), '{half_year,second,age,first_edss,edss,recent}')
FROM half_year WHERE k < 7;
INSERT INTO fitted
SELECT model || ' numerator', numerator FROM odds UNION ALL SELECT model || ' denominator', denominator FROM odds;

CREATE TABLE weighted AS
WITH factor AS (
	SELECT h.*, predict(numerator, stay_baseline) / predict(denominator, stay_past) AS stayed,
		CASE WHEN already THEN 1 WHEN second = 1 THEN n / d ELSE (1 - n) / (1 - d) END AS chosen
	FROM half_year AS h JOIN odds ON model = 'stay',
		LATERAL (
			SELECT predict(t.numerator, baseline) AS n, predict(t.denominator, past) AS d
			FROM odds AS t WHERE t.model = CASE WHEN k = 0 THEN 'start' ELSE 'switch' END
		) AS t
)
SELECT patient_id, k, exp(sum(ln(chosen)) OVER course) AS iptw,
	exp(coalesce(sum(ln(stayed)) OVER (course ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)) AS ipcw
FROM factor WINDOW course AS (PARTITION BY patient_id ORDER BY k);
SELECT count(*) AS half_years, count(*) FILTER (WHERE near(w.iptw, e.iptw, 1e-9)) AS iptw,
	count(*) FILTER (WHERE near(w.ipcw, e.ipcw, 1e-9)) AS ipcw
FROM weighted AS w JOIN weight_expected AS e USING (patient_id, k);
SELECT round(avg(weight)::numeric, 3) AS mean, round(min(weight)::numeric, 2) AS min,
	round(max(weight)::numeric, 2) AS max
FROM weighted, LATERAL (SELECT iptw * ipcw AS weight) AS w;

-- the marginal structural model
INSERT INTO fitted
SELECT model, cox(cox_agg(cox_row(exit, relapsed, ARRAY[second], entry, weight, cluster => patient_id)), '{second}')
FROM risk_row JOIN weighted USING (patient_id, k),
	LATERAL (VALUES ('crude', 1), ('msm', iptw * ipcw), ('msm truncated', least(iptw * ipcw, 5))) AS v (model, weight)
GROUP BY model;
INSERT INTO fitted
SELECT 'msm rate', poisson(
		count_agg(count_row(relapsed::int, exit - entry, ARRAY[second], iptw * ipcw, cluster => patient_id)), '{second}'
	)
FROM risk_row JOIN weighted USING (patient_id, k);

SELECT e.model, count(*) AS terms, count(*) FILTER (WHERE near(c.estimate, e.estimate, 1e-8)) AS estimates,
	count(*) FILTER (WHERE near(c.std_err, e.std_err, 1e-7)) AS std_errs
FROM expected AS e LEFT JOIN (SELECT * FROM fitted, coefficients(m)) AS c USING (model, term)
GROUP BY e.model ORDER BY e.model;
SELECT count(*) FROM fitted, coefficients(m);

-- The true ratio is 0.5.  Only the marginal structural models find it.
SELECT name, round(ratio::numeric, 2) AS hazard_ratio, round(lower::numeric, 2) AS lower,
	round(upper::numeric, 2) AS upper
FROM fitted JOIN (
	VALUES (1, 'crude', 'no covariates'), (2, 'ag', 'age and EDSS at the start'),
		(3, 'ag time-varying', 'these, last EDSS, recent relapses'), (4, 'msm', 'weights of treatment and staying'),
		(5, 'msm truncated', 'the same, at most 5')
) AS v (place, model, name) USING (model), coefficients(m)
WHERE term = 'second' ORDER BY place;
DROP SCHEMA recurrent CASCADE;
