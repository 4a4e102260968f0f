-- Models fitted by R (test/data/README.md): estimates to 1e-8, standard errors to 1e-7, log-likelihoods to 1e-9 and
-- theta to 1e-6, and the test of proportional hazards.
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE FUNCTION near(a float8, b float8, tolerance float8) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT a IS NOT DISTINCT FROM b OR coalesce(abs(a - b) <= tolerance * greatest(abs(b), 1e-3), false) $$;

CREATE TABLE patients (
	dataset text, place int, entry int, days int, observed int, events int, follow_up int, outcome int, weight float8,
	stratum int, cluster int, x float8[]
);
\copy patients FROM 'data/models/rows.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE models (
	model int, family text, dataset text, cols int[], terms text[], ties text, variance text, weighted boolean,
	stratified boolean, clustered boolean, delayed boolean
);
\copy models FROM 'data/models/models.csv' WITH (FORMAT csv, HEADER, NULL 'NA')
CREATE TABLE coef_expected (model int, term text, estimate float8, std_err float8);
\copy coef_expected FROM 'data/models/coef.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE fit_expected (model int, n bigint, events bigint, loglik_null float8, loglik float8, theta float8);
\copy fit_expected FROM 'data/models/fit.csv' WITH (FORMAT csv, HEADER, NULL '')

CREATE TABLE studies AS
SELECT m.*,
	(SELECT array_agg(p.x[c] ORDER BY c_place) FROM unnest(cols) WITH ORDINALITY AS c (c, c_place)) AS chosen,
	p.*
FROM models AS m
JOIN patients AS p (of, place, entry, days, observed, events, follow_up, outcome, weight, stratum, cluster, x)
	ON of = dataset;
CREATE TABLE fitted AS
SELECT model, cox(
		cox_agg(
			cox_row(
				days, observed = 1, chosen, CASE WHEN delayed THEN entry ELSE 0 END,
				CASE WHEN weighted THEN weight ELSE 1 END, CASE WHEN stratified THEN stratum END,
				CASE WHEN clustered THEN cluster END
			)
		),
		terms, ties, variance
	) AS m
FROM studies WHERE family = 'cox' GROUP BY model, terms, ties, variance;
INSERT INTO fitted
SELECT model,
	CASE family WHEN 'poisson' THEN poisson(t, terms, variance) ELSE negative_binomial(t, terms, variance) END
FROM (
	SELECT model, family, terms, variance, count_agg(
			count_row(
				events, follow_up, chosen, CASE WHEN weighted THEN weight ELSE 1 END,
				CASE WHEN clustered THEN cluster END
			)
		) AS t
	FROM studies WHERE family IN ('poisson', 'negative_binomial') GROUP BY model, family, terms, variance
) AS s;
INSERT INTO fitted
SELECT model, logistic(
		logistic_agg(
			logistic_row(
				outcome = 1, chosen, CASE WHEN weighted THEN weight ELSE 1 END, CASE WHEN clustered THEN cluster END
			)
		),
		terms, variance
	)
FROM studies WHERE family = 'logistic' GROUP BY model, terms, variance;

SELECT m.family, m.variance, count(*) AS models,
	count(*) FILTER (WHERE f.family = m.family AND f.status = 'ok' AND f.n = e.n AND f.events = e.events) AS counts,
	count(*) FILTER (
		WHERE (e.loglik_null IS NULL OR near(f.loglik_null, e.loglik_null, 1e-9))
			AND near(f.loglik, e.loglik, 1e-9)
			AND (m.family = 'negative_binomial') = (f.theta IS NOT NULL)
			AND (e.theta IS NULL OR near(f.theta, e.theta, 1e-6))
	) AS likelihoods
FROM models AS m JOIN fit_expected AS e USING (model) JOIN fitted USING (model), model_fit(fitted.m) AS f
GROUP BY m.family, m.variance ORDER BY m.family, m.variance;

CREATE TABLE estimates AS
SELECT model, m, c.*
FROM fitted, coefficients(m) WITH ORDINALITY AS c (term, estimate, std_err, z, p_value, ratio, lower, upper, place);
SELECT m.family, m.variance, count(*) AS terms,
	count(*) FILTER (WHERE near(c.estimate, e.estimate, 1e-8)) AS estimates,
	count(*) FILTER (WHERE near(c.std_err, e.std_err, 1e-7)) AS std_errs,
	count(*) FILTER (WHERE c.std_err = sqrt((vcov(c.m))[c.place][c.place])) AS vcov
FROM coef_expected AS e JOIN models AS m USING (model) JOIN estimates AS c USING (model, term)
GROUP BY m.family, m.variance ORDER BY m.family, m.variance;

-- the test of proportional hazards, with the ties of the model
CREATE TABLE ph_expected (model int, transform text, term text, chisq float8);
\copy ph_expected FROM 'data/models/ph.csv' WITH (FORMAT csv, HEADER)
SELECT e.ties, e.transform, count(*) AS terms, count(*) FILTER (WHERE near(p.chisq, e.chisq, 1e-7)) AS chisq
FROM (SELECT * FROM ph_expected JOIN models USING (model)) AS e
JOIN (
	SELECT model, transform, p.*
	FROM (
		SELECT model, ties, cox_agg(
				cox_row(
					days, observed = 1, chosen, CASE WHEN delayed THEN entry ELSE 0 END,
					CASE WHEN weighted THEN weight ELSE 1 END, CASE WHEN stratified THEN stratum END,
					CASE WHEN clustered THEN cluster END
				)
			) AS t
		FROM studies WHERE family = 'cox' GROUP BY model, ties
	) AS s, unnest('{km,identity,log}'::text[]) AS transform, ph_test(t, transform => transform, ties => ties) AS p
) AS p USING (model, transform, term)
GROUP BY e.ties, e.transform ORDER BY e.ties, e.transform;

-- robust standard errors of the negative binomial, with weights and clusters
CREATE TABLE binomial_expected (
	dataset text, weighted boolean, clustered boolean, term text, estimate float8, std_err float8, theta float8
);
\copy binomial_expected FROM 'data/models/negative_binomial.csv' WITH (FORMAT csv, HEADER)
SELECT e.weighted, e.clustered, count(*) AS terms,
	count(*) FILTER (WHERE near(c.estimate, e.estimate, 1e-8)) AS estimates,
	count(*) FILTER (WHERE near(c.std_err, e.std_err, 1e-7)) AS std_errs,
	count(*) FILTER (WHERE near(f.theta, e.theta, 1e-6)) AS theta
FROM binomial_expected AS e
JOIN (
	SELECT dataset, weighted, clustered, negative_binomial(
			count_agg(
				count_row(
					events, follow_up, x[1:3], CASE WHEN weighted THEN weight ELSE 1 END,
					CASE WHEN clustered THEN cluster END
				)
			),
			variance => 'robust'
		) AS m
	FROM patients, unnest('{f,t}'::boolean[]) AS weighted, unnest('{f,t}'::boolean[]) AS clustered
	GROUP BY dataset, weighted, clustered
) AS s USING (dataset, weighted, clustered), model_fit(m) AS f, coefficients(m) AS c
WHERE c.term = e.term
GROUP BY e.weighted, e.clustered ORDER BY e.weighted, e.clustered;
