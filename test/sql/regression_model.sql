-- Regression models: examples, then what the data do not allow, then bad input.  The numbers of R: regression_oracle.
CREATE SCHEMA regression_model;
SET search_path = regression_model, public;
SET extra_float_digits = -3;

CREATE TABLE cohort AS
SELECT n AS patient, n % 3 = 0 AS second_line, 20 + n * 37 % 41 AS age, n * 13 % 9 / 2.0 AS edss,
	30 + n * 101 % 700 AS days, n * 7 % 10 < 6 AS relapsed, n * 11 % 13 % 4 AS relapses, n % 12 AS centre
FROM generate_series(1, 240) AS n;
CREATE FUNCTION x(cohort) RETURNS float8[] LANGUAGE sql IMMUTABLE
	RETURN ARRAY[($1).second_line::integer, ($1).age, ($1).edss]::float8[];

-- A hazard ratio adjusted for age and EDSS
CREATE TABLE model AS
SELECT 'cox' AS name, cox(cox_agg(days, relapsed, c.x), '{second line,age,edss}') AS m FROM cohort AS c
UNION ALL
SELECT 'poisson', poisson(count_agg(relapses, days, c.x), '{second line,age,edss}') FROM cohort AS c
UNION ALL
SELECT 'negative binomial', negative_binomial(count_agg(relapses, days, c.x), '{second line,age,edss}')
FROM cohort AS c
UNION ALL
SELECT 'logistic', logistic(logistic_agg(second_line, ARRAY[age, edss]), '{age,edss}') FROM cohort
UNION ALL
SELECT 'clustered', cox(cox_agg(cox_row(days, relapsed, c.x, cluster => centre)), '{second line,age,edss}', 'breslow')
FROM cohort AS c;
SELECT name, c.* FROM model, coefficients(m) AS c;
SELECT name, f.* FROM model, model_fit(m) AS f;
SELECT name, describe(m), describe(m, 'fr') FROM model \gx
-- rows that enter late or have clusters may be intervals of patients
SELECT describe(cox(t, '{edss}'), lang)
FROM (
	SELECT cox_agg(cox_row(days, relapsed, ARRAY[nullif(edss, 4)], days / 2, age, centre, patient / 2)) AS t FROM cohort
) AS s, unnest('{en,fr}'::text[]) AS lang;
SELECT describe(logistic(logistic_agg(logistic_row(true, ARRAY[edss], cluster => 1))), lang)
FROM cohort, unnest('{en,fr}'::text[]) AS lang WHERE patient = 1 GROUP BY lang ORDER BY lang;
SELECT p.*
FROM (SELECT cox_agg(days, relapsed, c.x) AS t FROM cohort AS c) AS s, ph_test(t, '{second line,age,edss}') AS p;

-- ratio and limits are those of estimate and std_err
SELECT name, bool_and(abs(c.ratio - exp(c.estimate)) < 1e-12 * c.ratio
		AND abs(ln(c.upper / c.lower) / 2 / 1.6448536269514722 - c.std_err) < 1e-9 * c.std_err
		AND abs(ln(c.upper * c.lower) / 2 - c.estimate) < 1e-9) AS agree
FROM model, coefficients(m, 0.90) AS c GROUP BY name ORDER BY name;

-- A contrast of one term is its row; the intercept may be left out; two terms
SELECT name,
	contrast(m, '{1,0,0}') = (c.estimate, c.std_err, c.z, c.p_value, c.ratio, c.lower, c.upper) AS as_the_row
FROM model, coefficients(m) AS c WHERE term = 'second line' AND name = 'cox';
SELECT name, contrast(m, '{0,0,10,0}') = contrast(m, '{0,10,0}') AS same, k.*
FROM model, contrast(m, '{0,10,0}', 0.99) AS k WHERE name = 'poisson';

-- What a patient may expect: the hazard ratio to x = 0, a yearly rate, a probability
SELECT name, linear_predictor(m, x), predict(m, x)
FROM model, LATERAL (SELECT CASE name WHEN 'logistic' THEN '{40,2}' ELSE '{1,40,2}' END::float8[]) AS v (x);
SELECT bool_and(
		abs(predict(m, x) - CASE name WHEN 'logistic' THEN 1 / (1 + exp(-eta)) ELSE exp(eta) END) < 1e-15
	) AS agree
FROM model, LATERAL (SELECT CASE name WHEN 'logistic' THEN '{40,2}' ELSE '{1,40,2}' END::float8[]) AS v (x),
	linear_predictor(m, x) AS eta;
-- the predictions of a model with an intercept add up to the events
SELECT abs(sum(predict(m, c.x) * days / 365.25) - sum(relapses)) < 1e-9 AS events_of_poisson
FROM model, cohort AS c WHERE name = 'poisson';
SELECT abs(sum(predict(m, ARRAY[age, edss])) - sum(second_line::integer)) < 1e-9 AS treated_of_logistic
FROM model, cohort WHERE name = 'logistic';

-- vcov is symmetric; a model is stored, compared, printed and read back
SELECT name, array_dims(vcov(m)) AS dims, bool_and((vcov(m))[i][j] = (vcov(m))[j][i]) AS symmetric
FROM model, generate_series(1, 3) AS i, generate_series(1, 3) AS j GROUP BY name, vcov(m) ORDER BY name;
SELECT bool_and(m::text::regression_model = m) AS text, bool_and(m::json::text = m::text) AS json,
	count(DISTINCT m) AS different
FROM model;
SELECT m::json ->> 'status' AS status, (m::json -> 'terms') ->> 0 AS first FROM model WHERE name = 'logistic';

-- Any order, any split: the same model to the last bit
SELECT count(DISTINCT m) AS models
FROM (
	SELECT cox(cox_agg(days, relapsed, c.x ORDER BY hashint4(patient + seed))) AS m
	FROM cohort AS c, generate_series(1, 5) AS seed GROUP BY seed
	UNION ALL
	SELECT cox(rollup(t)) FROM (SELECT cox_agg(days, relapsed, c.x) AS t FROM cohort AS c GROUP BY centre) AS s
	UNION ALL
	SELECT cox(cox_agg(t, x))
	FROM (SELECT c.x, survival_agg(days, relapsed) AS t FROM cohort AS c GROUP BY c.x) AS s
) AS v;

-- A propensity score, weights, and the comparison, robust by default
WITH scored AS (
	SELECT c.*, iptw(second_line, predict(m, ARRAY[age, edss])) AS weight
	FROM cohort AS c, (SELECT logistic(logistic_agg(second_line, ARRAY[age, edss])) AS m FROM cohort) AS s
), weighted AS (
	SELECT cox(cox_agg(days, relapsed, ARRAY[second_line::integer], weight), '{second line}') AS m,
		hazard_ratio(
			survival_agg(days, relapsed, weight) FILTER (WHERE second_line),
			survival_agg(days, relapsed, weight) FILTER (WHERE NOT second_line)
		) AS h
	FROM scored
)
SELECT c.*, abs((h).ratio - c.ratio) < 1e-9 AND abs((h).lower - c.lower) < 1e-9 AS as_hazard_ratio, describe(m)
FROM weighted, coefficients(m) AS c \gx

-- What the data do not allow is no error: no estimates, and a status that says why.
CREATE TABLE trap (name text, days int, observed boolean, events int, x float8[]);
INSERT INTO trap
SELECT 'one covariate', n, n % 2 = 0, n % 3, ARRAY[n * 7 % 5] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'no covariate', n, n % 2 = 0, n % 3, '{}' FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'absent level', n, n % 2 = 0, n % 3, ARRAY[n * 7 % 5, 0] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'collinear', n, n % 2 = 0, n % 3, ARRAY[n * 7 % 5, n * 7 % 5 * 2 + 1] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'one arm', n, n % 2 = 0, n % 3, '{1}' FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'all censored', n, false, 0, ARRAY[n % 5] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'all events', n, true, 1 + n % 3, ARRAY[n * 7 % 5] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'huge ties', 1 + n % 2, n % 3 > 0, n % 3, ARRAY[n % 5] FROM generate_series(1, 4000) AS n
UNION ALL
SELECT 'no event in a group', n, n % 2 = 0, n % 2, ARRAY[n % 2] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'separated', n, n % 4 = 0, (n % 4 = 0)::int, ARRAY[n % 4 - 0.5 * n / 40] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'millions', n, n % 2 = 0, n % 3, ARRAY[n * 7 % 5 * 1e6, n % 3 * 1e-6] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'as units', n, n % 2 = 0, n % 3, ARRAY[n * 7 % 5, n % 3] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'far from 0', n, n % 2 = 0, n % 3, ARRAY[1e6 + n * 7 % 5] FROM generate_series(1, 40) AS n
UNION ALL
SELECT 'as many terms as patients', n, n % 2 = 0, n % 3, ARRAY[n % 2, n / 2 % 2, n / 4 % 2, n % 3, n % 5, n * n % 7]
FROM generate_series(1, 7) AS n
UNION ALL
SELECT 'one patient', 5, true, 1, '{1}'
UNION ALL
SELECT 'one patient without event', 5, false, 0, '{1}'
UNION ALL
SELECT 'all left out', n, true, 1, ARRAY[NULL, 1] FROM generate_series(1, 3) AS n;
CREATE TABLE trapped AS
SELECT name, 'cox' AS family, cox(cox_agg(days, observed, x)) AS m FROM trap GROUP BY name
UNION ALL
SELECT name, 'poisson', poisson(count_agg(events, days, x)) FROM trap GROUP BY name
UNION ALL
SELECT name, 'negative_binomial', negative_binomial(count_agg(events, days, x)) FROM trap GROUP BY name
UNION ALL
SELECT name, 'logistic', logistic(logistic_agg(observed, x)) FROM trap GROUP BY name;
SELECT name, t.family, f.n, f.events, f.left_out, f.status, f.df, round(f.loglik::numeric, 4) AS loglik,
	(SELECT string_agg(to_char(estimate, '9.999EEEE'), ',') FROM coefficients(m)) AS estimates
FROM trapped AS t, model_fit(m) AS f ORDER BY name, t.family;
-- without estimates nothing can be computed, and nothing is an error
SELECT DISTINCT f.status IN ('ok', 'no overdispersion') AS fitted, c.estimate IS NULL AS estimate,
	c.std_err IS NULL AS std_err, c.upper IS NULL AS upper, vcov(m) IS NULL AS vcov, f.aic IS NULL AS aic,
	f.p_value IS NULL AND f.df > 0 AS p_value, predict(m, array_fill(0.0, ARRAY[f.df])) IS NULL AS predict,
	(contrast(m, array_fill(0.0, ARRAY[(SELECT count(*)::integer FROM coefficients(m))]))).estimate IS NULL AS contrast
FROM trapped, model_fit(m) AS f, coefficients(m) AS c;
SELECT bool_and(m::text::regression_model = m) AS text, bool_and(describe(m) <> describe(m, 'fr')) AS described
FROM trapped;
SELECT name, t.* FROM (SELECT name, cox_agg(days, observed, x) AS t FROM trap GROUP BY name) AS s, ph_test(t) AS t
WHERE name IN ('absent level', 'one patient', 'all censored', 'one covariate', 'no covariate')
ORDER BY name, term COLLATE "C";
-- a unit of a covariate changes its coefficient, and nothing else
SELECT family, abs(a.estimate / b.estimate * unit - 1) < 1e-9 AS estimate, abs(a.z / b.z - 1) < 1e-9 AS z
FROM trapped AS t JOIN trapped AS u USING (family), coefficients(t.m) AS a JOIN coefficients(u.m) AS b USING (term),
	LATERAL (SELECT CASE term WHEN 'x1' THEN 1e6 WHEN 'x2' THEN 1e-6 ELSE 1 END AS unit) AS k
WHERE t.name = 'millions' AND u.name = 'as units' ORDER BY family, term;

-- The first step of Newton's method goes far beyond the maximum, where next to nothing is known of a term; yet there
-- is a maximum, which takes small steps: 6.872039, -21.549113, and standard errors 6.953090, 14.007067
SELECT f.status, c.term, round(c.estimate::numeric, 6) AS estimate, round(c.std_err::numeric, 6) AS std_err
FROM (
	SELECT logistic(logistic_agg(outcome, ARRAY[z], weight), NULL, 'model') AS m
	FROM (VALUES (false, 0.01, -0.65), (true, 20, 0), (false, 1000, 0.85), (true, 0.004, -1), (true, 0.002, 1.15),
		(false, 0.002, -0.15)) AS v (outcome, weight, z)
) AS s, coefficients(m) AS c, model_fit(m) AS f;
SELECT f.status, c.term, round(c.ratio::numeric, 4) AS ratio
FROM (
	SELECT cox(cox_agg(cox_row(t, e, x, entry, w, s)), NULL, 'breslow', 'model') AS m
	FROM (VALUES (0, 581, true, 0.0014521341832565051, 1, '{2,1}'::float8[]),
		(0, 580, false, 24.86918968578006, 2, '{1,0}'),
		(179, 684, false, 0.022047561410543023, 3, '{0,0}'), (0, 718, true, 24.790444242421056, 1, '{0,1}'),
		(104, 143, true, 0.001000714611005997, 1, '{1,0}'), (0, 30, true, 801.9464406926036, 3, '{1,0}'),
		(0, 44, true, 0.13526922499277336, 1, '{1,0}'), (0, 376, true, 0.0013416628981323603, 2, '{0,1}')
	) AS v (entry, t, e, w, s, x)
) AS s, coefficients(m) AS c, model_fit(m) AS f;
-- One cluster: the residuals add up to 0, so the robust variance is 0, whatever rounding says; no p value, no limits
SELECT f.family, c.term, c.std_err, c.z, c.p_value, c.lower, c.upper, (contrast(m, '{1}')).upper AS contrast
FROM (
	SELECT unnest(ARRAY[cox(cox_agg(cox_row(days, relapsed, c.x[:1], weight => age / 7, cluster => 1))),
		poisson(count_agg(count_row(relapses, days, c.x[:1], age / 7, 1))),
		negative_binomial(count_agg(count_row(relapses, days, c.x[:1], age / 7, 1))),
		logistic(logistic_agg(logistic_row(relapsed, c.x[:1], age / 7, 1)))]) AS m
	FROM cohort AS c
) AS s, coefficients(m) AS c, model_fit(m) AS f;

-- A dashboard over sites, one of which has a single arm, and one no patients: the others are answered
SELECT site, c.term, round(c.ratio::numeric, 3) AS ratio, f.status
FROM (
	SELECT site,
		cox(cox_agg(days, relapsed, ARRAY[second_line::integer]) FILTER (WHERE patient <= 180), '{second line}') AS m
	FROM (
		SELECT *,
			CASE WHEN patient > 180 THEN 'empty' WHEN patient <= 60 AND second_line THEN 'one arm'
				WHEN patient <= 120 THEN 'west' ELSE 'east' END AS site
		FROM cohort
	) AS s
	GROUP BY site
) AS sites, coefficients(m) AS c, model_fit(m) AS f ORDER BY site;

-- Weights of 0 are not there; half the weight of twice the patients is the same estimate
SELECT a = b AS without_them
FROM (SELECT cox(cox_agg(days, relapsed, c.x, CASE WHEN age < 50 THEN 1 ELSE 0 END)) AS a FROM cohort AS c) AS a,
	(SELECT cox(cox_agg(days, relapsed, c.x)) AS b FROM cohort AS c WHERE age < 50) AS b;
SELECT bool_and(abs(a.estimate - b.estimate) < 1e-12 AND abs(a.std_err - b.std_err) < 1e-12) AS same
FROM (SELECT poisson(count_agg(relapses, days, c.x), NULL, 'model') AS whole FROM cohort AS c) AS s,
	(
		SELECT poisson(count_agg(relapses, days, c.x, 0.5), NULL, 'model') AS twice
		FROM cohort AS c, generate_series(1, 2)
	) AS t,
	coefficients(whole) AS a JOIN coefficients(twice) AS b USING (term);
-- robust where rows are weighted or clustered, unless it is said otherwise
SELECT (cox(t)::json ->> 'variance', cox(t, variance => 'model')::json ->> 'variance',
	cox(p)::json ->> 'variance', cox(p, variance => 'robust')::json ->> 'variance')
FROM (SELECT cox_agg(days, relapsed, c.x, 2) AS t, cox_agg(days, relapsed, c.x) AS p FROM cohort AS c) AS s;
-- a stratum of one patient changes nothing
SELECT bool_and(abs(a.estimate - b.estimate) < 1e-12 AND abs(a.std_err - b.std_err) < 1e-12) AS same
FROM (SELECT cox_agg(days, relapsed, c.x) AS t FROM cohort AS c) AS s,
	coefficients(cox(t)) AS a
	JOIN coefficients(cox(cox_merge(t, cox_row(50, true, '{1,30,2}', stratum => 7)))) AS b USING (term);

-- NULL
SELECT cox(NULL), poisson(NULL), logistic(NULL), negative_binomial(NULL), vcov(NULL), predict(NULL, '{1}'),
	predict(m, ARRAY[1, NULL, 3]), linear_predictor(m, NULL), contrast(m, ARRAY[1, NULL, 3]), describe(m, NULL),
	cox(cox_agg(1, true, '{}'), ties => NULL)
FROM model WHERE name = 'cox' GROUP BY m;
SELECT * FROM coefficients(NULL);
SELECT * FROM ph_test(NULL);
SELECT * FROM ph_test('{"version": 1, "terms": 0, "left_out": 0, "days": [], "observed": [], "x": []}', ties => NULL);

-- Bad input
SELECT cox(cox_agg(days, relapsed, c.x), '{a,b}') FROM cohort AS c;
SELECT cox(cox_agg(days, relapsed, c.x), '{{a},{b},{c}}') FROM cohort AS c;
SELECT cox(cox_agg(days, relapsed, c.x), '{a,b,NULL}') FROM cohort AS c;
SELECT cox(cox_agg(days, relapsed, c.x), '{a,b,a}') FROM cohort AS c;
SELECT cox(cox_agg(days, relapsed, c.x), ARRAY['a', 'b', '']) FROM cohort AS c;
SELECT cox(cox_agg(days, relapsed, c.x), ARRAY['a', 'b', 'c"']) FROM cohort AS c;
SELECT cox(cox_agg(days, relapsed, c.x), ARRAY['a', 'b', repeat('c', 256)]) FROM cohort AS c;
SELECT logistic(logistic_agg(relapsed, '{1}'), ARRAY['(Intercept)']) FROM cohort AS c;
SELECT cox(cox_agg(days, relapsed, c.x), array_fill('a'::text, ARRAY[201])) FROM cohort AS c WHERE false;
SELECT cox(cox_agg(days, relapsed, c.x), ties => 'exact') FROM cohort AS c;
SELECT cox(cox_agg(days, relapsed, c.x), variance => 'HC1') FROM cohort AS c;
SELECT t.* FROM (SELECT cox_agg(days, relapsed, c.x) AS t FROM cohort AS c) AS s, ph_test(t, transform => 'rank') AS t;
SELECT t.* FROM (SELECT cox_agg(days, relapsed, c.x) AS t FROM cohort AS c) AS s, ph_test(t, ties => 'exact') AS t;
SELECT predict(m, '{1,2}') FROM model WHERE name = 'cox';
SELECT predict(m, '{{1,2,3}}') FROM model WHERE name = 'cox';
SELECT predict(m, '{1,2,NaN}') FROM model WHERE name = 'cox';
SELECT predict(m, '{1,2,Infinity}') FROM model WHERE name = 'cox';
SELECT predict(m, '{1,2,1e5}') FROM model WHERE name = 'negative binomial';
SELECT contrast(m, '{1,2}') FROM model WHERE name = 'cox';
SELECT contrast(m, '{1,2}') FROM model WHERE name = 'poisson';
SELECT coefficients(m, 1) FROM model;
SELECT coefficients(m, 'NaN') FROM model;
SELECT describe(m, 'de') FROM model;
-- texts: contradictions
CREATE TABLE text (text text);
INSERT INTO text VALUES
	('{}'), ('{"version": 2}'),
	('{"version": 1, "family": "cox", "ties": "efron", "variance": "model", "status": "no events", "n": 0, '
		'"events": 0, "left_out": 0, "iterations": 0, "terms": ["a"]}');
INSERT INTO text
SELECT replace(text, a, b)
FROM text,
	(VALUES ('"cox"', '"probit"'), ('"cox"', '"poisson"'), ('"ties": "efron", ', ''), ('"efron"', '"exact"'),
		('"no events"', '"ok"'), ('"no events"', '"collinear: b"'), ('"no events"', '"no events: a"'),
		('"no events"', '"no overdispersion"'), ('"n": 0', '"n": -1'), ('"n": 0', '"n": 9007199254740993'),
		('"n": 0', '"n": 0, "n": 0'), ('"a"', '"a", "a"'), ('"a"', '""'), ('"a"', '1'), ('"a"]', '"a"], "loglik": 1'),
		('"a"]', '"a"], "theta": 1'), ('"a"]', '"a"], "estimate": [1], "vcov": [[1]]'), ('"a"]', '"a"], "clusters": 0'),
		('"a"]', '"a"], "weighted": false'), ('"a"]', '"a"], "aic": 1'),
		('"iterations": 0', '"iterations": 3000000000')) AS v (a, b)
WHERE text LIKE '%cox%';
INSERT INTO text
SELECT replace(m::text, a, b)
FROM model,
	(VALUES ('"estimate": [', '"estimate": [1, '), ('"vcov": [[', '"vcov": [[-'), ('"vcov": [[', '"vcov": [[1, '),
		('"loglik": -', '"loglik_was": -'), ('"status": "ok"', '"status": "no events"'),
		('"estimate": [', '"estimate": [1e999, ')) AS v (a, b)
WHERE name = 'cox';
CREATE FUNCTION says(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE query;
	RETURN 'read';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || coalesce(nullif(detail, ''), SQLERRM);
END $$;
SELECT left(says(format('SELECT %L::regression_model', text)), 60) AS says, left(text, 250) AS text FROM text;
DROP SCHEMA regression_model CASCADE;
