-- One round of a Poisson regression with two sites: each answers the question of the hub, which adds the answers and
-- asks the next question.
SELECT model_score(count_agg(relapses, days, x), '{0,0}') AS north
FROM (VALUES (2, 730, '{1}'::float8[]), (1, 365, '{0}'), (0, 365, '{0}'), (3, 730, '{0}')) AS v (relapses, days, x);
CREATE TABLE answer AS
SELECT site, model_score(count_agg(relapses, days, x), '{0,0}') AS score
FROM (VALUES ('north', 2, 730, '{1}'::float8[]), ('north', 1, 365, '{0}'), ('north', 0, 365, '{0}'),
	('north', 3, 730, '{0}'), ('south', 1, 730, '{1}'), ('south', 0, 365, '{1}'), ('south', 2, 365, '{0}'))
	AS v (site, relapses, days, x)
GROUP BY site;
SELECT (model_step(rollup(score))).* FROM answer;
SELECT s.* FROM (SELECT rollup(score) AS t FROM answer) AS a, score_parts(t) AS s;
SELECT (model_fit(model_of(rollup(score)))).status FROM answer;

-- The studies of regression_oracle, each in three sites: the model is that of all rows together, with the site as a
-- stratum in Cox regression.
CREATE SCHEMA model_score;
SET search_path = model_score, public;
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
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
DELETE FROM models WHERE family = 'negative_binomial';
-- A cluster is of one site; strata are of one site too.
CREATE TABLE studies AS
SELECT m.*, p.*, coalesce(cluster, place) % 3 AS site,
	(SELECT array_agg(p.x[c] ORDER BY c_place) FROM unnest(cols) WITH ORDINALITY AS c (c, c_place)) AS chosen
FROM models AS m
JOIN patients AS p (of, place, entry, days, observed, events, follow_up, outcome, weight, stratum, cluster, x)
	ON of = dataset;

CREATE TABLE tallies AS
SELECT model, site, family, terms, ties, variance,
	CASE family WHEN 'cox' THEN cox_agg(
			cox_row(days, observed = 1, chosen, CASE WHEN delayed THEN entry ELSE 0 END,
				CASE WHEN weighted THEN weight ELSE 1 END, CASE WHEN stratified THEN stratum END,
				CASE WHEN clustered THEN cluster END)
		) FILTER (WHERE family = 'cox') END AS cox,
	CASE family WHEN 'poisson' THEN count_agg(
			count_row(events, follow_up, chosen, CASE WHEN weighted THEN weight ELSE 1 END,
				CASE WHEN clustered THEN cluster END)
		) FILTER (WHERE family = 'poisson') END AS counts,
	CASE family WHEN 'logistic' THEN logistic_agg(
			logistic_row(outcome = 1, chosen, CASE WHEN weighted THEN weight ELSE 1 END,
				CASE WHEN clustered THEN cluster END)
		) FILTER (WHERE family = 'logistic') END AS logistic
FROM studies GROUP BY model, site, family, terms, ties, variance;
CREATE TABLE pooled AS
SELECT model,
	CASE family WHEN 'poisson' THEN poisson(rollup(counts), terms, variance)
		WHEN 'logistic' THEN logistic(rollup(logistic), terms, variance) END AS m
FROM tallies WHERE family <> 'cox' GROUP BY model, family, terms, variance
UNION ALL
SELECT model, cox(
		cox_agg(
			cox_row(days, observed = 1, chosen, CASE WHEN delayed THEN entry ELSE 0 END,
				CASE WHEN weighted THEN weight ELSE 1 END, 100 * site + CASE WHEN stratified THEN stratum ELSE 0 END,
				CASE WHEN clustered THEN cluster END)
		),
		terms, ties, variance
	)
FROM studies WHERE family = 'cox' GROUP BY model, terms, ties, variance;

-- The hub: asks until a round converges or has no next point, and remembers the round with the highest likelihood.
CREATE TABLE site_tally (site int, cox cox_tally, counts count_tally, logistic logistic_tally, ties text);
CREATE FUNCTION ask(beta float8[], variance text) RETURNS SETOF model_score LANGUAGE sql STABLE AS $$
	SELECT CASE WHEN t.cox IS NOT NULL THEN model_score(t.cox, beta, coalesce(ties, 'efron'), variance)
		WHEN counts IS NOT NULL THEN model_score(counts, beta, variance)
		ELSE model_score(logistic, beta, variance) END
	FROM site_tally AS t $$;
CREATE FUNCTION fit(beta float8[], variance text, OUT rounds int, OUT score model_score) LANGUAGE plpgsql AS $$
DECLARE
	best model_score;
	next record;
BEGIN
	FOR i IN 1 .. 60 LOOP
		rounds := i;
		SELECT rollup(a) INTO score FROM ask(beta, variance) AS a;
		next := model_step(score, best);
		EXIT WHEN next.converged OR next.beta IS NULL;
		IF best IS NULL OR (score_parts(score)).loglik >= (score_parts(best)).loglik THEN
			best := score;
		END IF;
		beta := next.beta;
	END LOOP;
END $$;
CREATE TABLE fitted (model int, rounds int, score model_score, m regression_model);
CREATE PROCEDURE fit_all() LANGUAGE plpgsql AS $$
DECLARE
	one record;
	f record;
BEGIN
	FOR one IN SELECT DISTINCT model, family, terms, ties, variance FROM tallies ORDER BY model LOOP
		TRUNCATE site_tally;
		INSERT INTO site_tally SELECT site, cox, counts, logistic, ties FROM tallies WHERE model = one.model;
		f := fit(array_fill(0::float8, ARRAY[cardinality(one.terms) + (one.family <> 'cox')::int]), one.variance);
		INSERT INTO fitted VALUES (one.model, f.rounds, f.score, model_of(f.score, one.terms, one.variance));
	END LOOP;
END $$;
CALL fit_all();
CREATE FUNCTION near(a float8, b float8, tolerance float8) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT a IS NOT DISTINCT FROM b OR coalesce(abs(a - b) <= tolerance * greatest(abs(b), 1e-3), false) $$;
SELECT family, count(*) AS models, max(rounds) AS rounds
FROM fitted JOIN models USING (model) GROUP BY family ORDER BY family;
CREATE VIEW compared AS
SELECT model, f.m AS of_sites, p.m AS of_all,
	(SELECT bool_and(a.term = b.term AND near(a.estimate, b.estimate, 1e-10) AND near(a.std_err, b.std_err, 1e-10))
		FROM coefficients(f.m) WITH ORDINALITY AS a
		JOIN coefficients(p.m) WITH ORDINALITY AS b USING (ordinality)) AS coefficients,
	(SELECT bool_and(near(a, b, 1e-9)) FROM unnest(vcov(f.m), vcov(p.m)) AS v (a, b)) AS vcov,
	(SELECT near(a.loglik, b.loglik, 1e-12) AND near(a.loglik_null, b.loglik_null, 1e-12)
			AND (a.family, a.n, a.events, a.left_out, a.df, a.status)
				IS NOT DISTINCT FROM (b.family, b.n, b.events, b.left_out, b.df, b.status)
		FROM model_fit(f.m) AS a, model_fit(p.m) AS b) AS fit
FROM fitted AS f JOIN pooled AS p USING (model);
SELECT count(*) AS models, bool_and(coefficients) AS coefficients, bool_and(vcov) AS vcov, bool_and(fit) AS fit
FROM compared;
SELECT * FROM compared WHERE (coefficients AND vcov AND fit) IS NOT TRUE;
SELECT bool_and(describe(of_sites) = describe(of_all)) AS described FROM compared;

-- The order of the sites changes no bit, nor does a sum of sums; text and binary are exact.
CREATE TABLE several AS
SELECT i AS site, model_score(logistic_agg(j * 7 % 11 < i, ARRAY[j * i % 13 / 7.0, 1e6 + j % 5], 1 + j % 3 / 7.0),
		'{0.1,-0.2,1e-7}', 'robust') AS score
FROM generate_series(1, 9) AS i, generate_series(1, 30 + i) AS j GROUP BY i;
SELECT count(DISTINCT s) AS sums, bool_and(s::text::model_score = s) AS text,
	count(*) FILTER (WHERE s::text ~ '\[-?[0-9.e+-]+, -?[0-9.e+-]+') > 0 AS of_several_parts
FROM (SELECT rollup(score ORDER BY site) AS s FROM several UNION ALL SELECT rollup(score ORDER BY -site) FROM several
	UNION ALL SELECT rollup(score ORDER BY site * 5 % 9) FROM several
	UNION ALL SELECT rollup(s) FROM (SELECT rollup(score) AS s FROM several GROUP BY site % 3) AS thirds) AS t;
SELECT model_score_merge(model_score_merge(a.score, b.score), c.score) =
	model_score_merge(a.score, model_score_merge(c.score, b.score)) AS associative
FROM several AS a, several AS b, several AS c WHERE (a.site, b.site, c.site) = (1, 2, 3);

-- A site that answers nothing is not in the sum: the others make a model of their own.  That it does so in each round
-- is checked.  A site without patients, and one that has left all out, add nothing.
SELECT rollup(s) IS NULL AS nothing FROM (VALUES (NULL::model_score), (NULL)) AS v (s);
SELECT rollup(s) = score AS the_other
FROM several CROSS JOIN LATERAL (VALUES (score), (NULL)) AS v (s) WHERE site = 1 GROUP BY score;
CREATE VIEW empty AS
SELECT model_score(logistic_agg(true, '{1,1}') FILTER (WHERE false), '{0.1,-0.2,1e-7}') AS without_patients,
	model_score(logistic_agg(NULL, '{1,1}'), '{0.1,-0.2,1e-7}', 'robust') AS all_left_out;
SELECT left_out, u, information, meat
FROM empty, LATERAL (VALUES (without_patients), (all_left_out)) AS v (s), score_parts(s);
SELECT p.sites, p.n = q.n AS n, p.left_out,
	(p.loglik, p.u, p.information, p.meat) = (q.loglik, q.u, q.information, q.meat) AS the_same
FROM (SELECT rollup(s) AS t FROM (SELECT score FROM several UNION ALL SELECT without_patients FROM empty UNION ALL
	SELECT all_left_out FROM empty) AS v (s)) AS a, score_parts(t) AS p,
	(SELECT rollup(score) AS t FROM several) AS b, score_parts(b.t) AS q;
SELECT model_step(rollup(score), (SELECT rollup(score) FROM several WHERE site > 1)) FROM several;

-- The fit of all kinds of sites, against that of all rows with the site as a stratum.
CREATE TABLE small (what text, site int, days int, observed boolean, x float8[]);
CREATE FUNCTION against_all(what text, OUT rounds int, OUT status text, OUT status_of_all text, OUT equal boolean)
LANGUAGE plpgsql AS $$
DECLARE
	all_rows regression_model;
	of_sites regression_model;
	f record;
BEGIN
	TRUNCATE site_tally;
	INSERT INTO site_tally
	SELECT site, cox_agg(days, s.observed, x) FROM small AS s WHERE s.what = against_all.what GROUP BY site;
	SELECT cox(cox_agg(cox_row(days, s.observed, x, stratum => site))) INTO all_rows
	FROM small AS s WHERE s.what = against_all.what;
	f := fit((SELECT array_fill(0::float8, ARRAY[cardinality(x)]) FROM small AS s WHERE s.what = against_all.what
		LIMIT 1), NULL);
	of_sites := model_of(f.score);
	rounds := f.rounds;
	status := (model_fit(of_sites)).status;
	status_of_all := (model_fit(all_rows)).status;
	SELECT bool_and(near(a.estimate, b.estimate, 1e-10) AND near(a.std_err, b.std_err, 1e-10)) INTO equal
	FROM coefficients(of_sites) AS a JOIN coefficients(all_rows) AS b USING (term);
END $$;
INSERT INTO small
SELECT what, n % 3, 10 + n * 37 % 90, n % 4 > 0, x
FROM generate_series(1, 120) AS n, LATERAL (VALUES
	('one covariate', ARRAY[n * 7 % 5 / 2.0]),
	('a site without events', ARRAY[n * 7 % 5, n % 7]),
	('a site with one arm', ARRAY[(n * 7 % 5 > 2 AND n % 3 > 0)::int, n % 7]),
	('a site with one patient', ARRAY[n * 7 % 5, n % 7]),
	('a level that one site lacks', ARRAY[(n * 7 % 5 = 1)::int, (n * 7 % 5 = 2 AND n % 3 > 0)::int]),
	('constant at each site', ARRAY[n % 3, n % 7]),
	('constant', ARRAY[n % 7, 5]),
	('collinear', ARRAY[n % 7, n * 7 % 5, n % 7 - 2 * (n * 7 % 5)]),
	('large and small', ARRAY[1e6 * (n % 7), 1e-6 * (n * 7 % 5)]),
	('a large mean', ARRAY[1e6 + n % 7, n * 7 % 5]),
	('one day', ARRAY[n * 7 % 5, n % 7]),
	('separated', ARRAY[(n % 4 = 0)::int, n % 7]),
	('all censored', ARRAY[n % 7]),
	('p near n', (SELECT array_agg(sin(n * k)) FROM generate_series(1, 8) AS k))
) AS v (what, x)
WHERE (what <> 'p near n' OR n <= 36) AND (what <> 'a site with one patient' OR n % 3 > 0 OR n = 3);
UPDATE small SET observed = false WHERE what = 'a site without events' AND site = 1 OR what = 'all censored';
UPDATE small SET days = 10 WHERE what = 'one day';
SELECT v.what, a.* FROM (SELECT DISTINCT what FROM small) AS v, against_all(v.what) AS a ORDER BY what COLLATE "C";

-- Poisson and logistic regression likewise.
CREATE FUNCTION glm_against_all(what text, logistic boolean, OUT rounds int, OUT status text, OUT status_of_all text,
	OUT equal boolean)
LANGUAGE plpgsql AS $$
DECLARE
	all_rows regression_model;
	of_sites regression_model;
	f record;
BEGIN
	TRUNCATE site_tally;
	INSERT INTO site_tally
	SELECT site, NULL, CASE WHEN NOT logistic THEN count_agg(s.observed::int, days, x) END,
		CASE WHEN logistic THEN logistic_agg(s.observed, x) END
	FROM small AS s WHERE s.what = glm_against_all.what GROUP BY site;
	SELECT CASE WHEN logistic THEN public.logistic(logistic_agg(s.observed, x))
		ELSE poisson(count_agg(s.observed::int, days, x)) END INTO all_rows
	FROM small AS s WHERE s.what = glm_against_all.what;
	f := fit((SELECT array_fill(0::float8, ARRAY[1 + cardinality(x)]) FROM small AS s
		WHERE s.what = glm_against_all.what LIMIT 1), NULL);
	of_sites := model_of(f.score);
	rounds := f.rounds;
	status := (model_fit(of_sites)).status;
	status_of_all := (model_fit(all_rows)).status;
	SELECT bool_and(near(a.estimate, b.estimate, CASE WHEN what = 'a large mean' THEN 1e-9 ELSE 1e-10 END)
		AND near(a.std_err, b.std_err, CASE WHEN what = 'a large mean' THEN 1e-9 ELSE 1e-10 END)) INTO equal
	FROM coefficients(of_sites) AS a JOIN coefficients(all_rows) AS b USING (term);
END $$;
SELECT v.what, p.rounds, p.status, p.status_of_all, p.equal, l.rounds AS l_rounds, l.status AS l_status,
	l.status_of_all AS l_status_of_all, l.equal AS l_equal
FROM (SELECT DISTINCT what FROM small) AS v, glm_against_all(v.what, false) AS p, glm_against_all(v.what, true) AS l
ORDER BY what COLLATE "C";

-- Means so large that the last digits of the intercept are coarse: rounds end, within a few more steps.
CREATE FUNCTION far(k int, mean float8, logistic boolean, OUT rounds int, OUT status text, OUT equal boolean)
LANGUAGE plpgsql AS $$
DECLARE
	f record;
BEGIN
	TRUNCATE site_tally;
	INSERT INTO site_tally
	SELECT n % 3, NULL, CASE WHEN NOT logistic THEN count_agg((n * n * k % 17 < 7)::int, 100 + n, x) END,
		CASE WHEN logistic THEN logistic_agg(n * n * k % 17 < 7, x) END
	FROM generate_series(1, 60) AS n, LATERAL (SELECT ARRAY[mean + sin(n * k), mean + cos(n * n + k)] AS x) AS p
	GROUP BY n % 3;
	f := fit('{0,0,0}', NULL);
	rounds := f.rounds;
	status := (model_fit(model_of(f.score))).status;
	SELECT bool_and(abs(c.estimate - d.estimate) < 1e-5 * d.std_err AND near(c.std_err, d.std_err, 1e-5)) INTO equal
	FROM coefficients(model_of(f.score)) AS c
	JOIN coefficients((SELECT CASE WHEN far.logistic THEN public.logistic(rollup(t.logistic))
			ELSE poisson(rollup(t.counts)) END
		FROM site_tally AS t)) AS d USING (term);
END $$;
SELECT logistic, mean, max(rounds) AS rounds, count(*) FILTER (WHERE status = 'ok') AS ok, bool_and(equal) AS equal
FROM generate_series(1, 12) AS k, unnest('{1e7,1e9}'::float8[]) AS mean, unnest('{f,t}'::boolean[]) AS logistic,
	far(k, mean, logistic)
GROUP BY logistic, mean ORDER BY logistic, mean;

-- A step that goes too far is halved, also where the likelihood is no number.
CREATE TABLE steep AS
SELECT count_agg(n / 30 * n, 1000, ARRAY[n / 10.0]) AS t FROM generate_series(1, 31) AS n;
SELECT (score_parts(model_score(t, '{0,1000}'))).loglik,
	model_step(model_score(t, '{0,1000}'), model_score(t, '{0,0}')),
	model_step(model_score(t, '{0,1000}')) AS alone, (model_fit(model_of(model_score(t, '{0,1000}')))).status
FROM steep;
TRUNCATE site_tally;
INSERT INTO site_tally (site, counts) SELECT 1, t FROM steep;
SELECT (model_fit(model_of(score))).status, near(c.estimate, d.estimate, 1e-10) AS equal
FROM fit('{0,0}', NULL), coefficients(model_of(score)) AS c, steep,
	coefficients(poisson(t)) AS d WHERE c.term = 'x1' AND d.term = 'x1';

-- Which variance
CREATE TABLE w AS
SELECT cox_agg(n, n % 3 > 0, ARRAY[n % 5]) AS plain, cox_agg(n, n % 3 > 0, ARRAY[n % 5], 1 + n % 2) AS weighted
FROM generate_series(1, 40) AS n;
SELECT (score_parts(model_score(plain, '{0}'))).meat AS plain,
	(score_parts(model_score(weighted, '{0}'))).meat AS weighted
FROM w;
SELECT model_of(model_score(weighted, '{0}', variance => 'model')) FROM w;
SELECT model_score_merge(model_score(weighted, '{0}'), model_score(plain, '{0}')) FROM w;

-- May it be shown?
SELECT events, n, publishable(model_score(t, '{0,0}')) AS publishable, publishable(model_score(t, '{0,0}'), 5) AS five
FROM (VALUES (11, 33), (11, 11), (10, 40), (30, 40), (0, 40)) AS v (events, n), LATERAL (
	SELECT logistic_agg(i <= events, ARRAY[i % 2]) AS t FROM generate_series(1, n) AS i) AS s;
SELECT publishable(model_score(logistic_agg(i % 2 = 0, (SELECT array_agg(i % k) FROM generate_series(2, 20) AS k)),
	array_fill(0::float8, '{20}'))) AS too_many_terms FROM generate_series(1, 59) AS i;

-- Questions that differ
SELECT model_score_merge(model_score(plain, '{0}'), model_score(plain, '{0.5}')) FROM w;
SELECT model_score_merge(model_score(plain, '{0}'), model_score(plain, '{0}', 'breslow')) FROM w;
SELECT model_score_merge(model_score(plain, '{0}'), score) FROM w, several WHERE site = 1;
SELECT model_step(model_score(plain, '{0.5}'), model_score(cox_agg(5, true, '{1,2}'), '{0,0}')) FROM w GROUP BY plain;
SELECT model_score(plain, '{0,0}') FROM w;
SELECT model_score(plain, '{{0}}') FROM w;
SELECT model_score(plain, '{NULL}') FROM w;
SELECT model_score(plain, '{Infinity}') FROM w;
SELECT model_score(plain, NULL) IS NULL AS no_question FROM w;
SELECT model_score(logistic_agg(true, '{}') FILTER (WHERE false), '{}');
SELECT model_of(model_score(plain, '{0}'), '{a,b}') FROM w;

-- Text that is no score
CREATE FUNCTION says(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
	RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
SELECT a, b, says(format('SELECT %L::model_score', replace(t, a, b)))
FROM (SELECT '{"version": 1, "family": "cox", "ties": "efron", "sites": 1, "n": 60, '
	'"events": 38, "left_out": 1, "clusters": 60, "strata": 1, "beta": [0.5], "spread": [0.25], "event_weight": 38, '
	'"constant": -124.5, "loglik": -122.25, "u": [1.5], "information": [[40.5]]}' AS t) AS t,
	(VALUES ('', ''), ('cox', 'negative_binomial'), ('cox', 'poisson'), ('"sites": 1', '"sites": 0'),
		('40.5', '-40.5'), ('40.5', '[40.5, 1e-20]'), ('40.5', '[40.5]'), ('40.5', '[40.5, 0]'),
		('40.5', '[1e-20, 40.5]'),
		('[[40.5]]', '[40.5]'), ('[[40.5]]', '[[40.5], [1, 2]]'), ('[1.5]', '[]'),
		('[0.25]', '[]'), ('[0.25]', '[1, 2]'),
		('[0.5]', '[0.5, 0.5]'), ('"u"', '"beyond": true, "u"'), ('"n": 60', '"n": 1e3'), ('"n"', '"m"'),
		('"strata": 1, ', ''), ('"n": 60', '"n": 60, "exposure": 1'), ('[0.5]', '[1e999]')) AS v (a, b);
SET client_min_messages = warning;
DROP SCHEMA model_score CASCADE;
