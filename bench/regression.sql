-- Regression: tallies of 10 covariates compared with array_agg of the same values, and fits compared with coxph and glm
-- if R has survival.  A million patients, and a tenth of them for Cox, or as many as the registry has.

\echo 'regression'
CREATE TABLE study AS
SELECT i, 1 + h % 3650 AS days, u[1] < 0.4 + 0.2 * x[1] AS observed,
	(u[2] < 0.3 + 0.1 * x[2])::integer + (u[3] < 0.1)::integer AS events,
	u[4] < 1 / (1 + exp(2 - x[1] + x[2] / 2 - x[3] / 50)) AS outcome, x
FROM generate_series(1, least(:patients, 1000000)) AS i, hashint4(i) AS hash, abs(hash % 1073741824) AS h,
	LATERAL (
		SELECT array_agg((hashint4(i * 17 + n) & 1048575) / 1048576.0::float8 ORDER BY n) AS u
		FROM generate_series(1, 12) AS n
	) AS u,
	LATERAL (
		SELECT ARRAY[
			h & 1, h >> 1 & 1, 20 + 40 * u[5], floor(14 * u[6]) / 2, floor(8 * u[7]), 30 * u[8], 10 * u[9], u[10],
			floor(2 * u[11]), floor(4 * u[12])
		]::float8[] AS x
	) AS x;
CREATE TABLE tenth AS SELECT * FROM study WHERE i <= greatest(:patients / 10, least(:patients, 100000));
CREATE TABLE quarter AS SELECT * FROM study WHERE i % 4 = 0;
VACUUM ANALYZE study, tenth, quarter;
SELECT count(*) AS patients, cardinality(min(x)) AS covariates, sum(events) AS events FROM study;

CALL compare('count_agg(events, days, x), 10 covariates, vs. array_agg of the same values',
	'SELECT pg_column_size(count_agg(events, days, x)) FROM study',
	'SELECT pg_column_size(array_agg(events)), pg_column_size(array_agg(days)), pg_column_size(array_agg(x)) '
		'FROM study',
	1.5);
CALL compare('cox_agg(days, observed, x), 10 covariates, vs. array_agg of the same values',
	'SELECT pg_column_size(cox_agg(days, observed, x)) FROM study',
	'SELECT pg_column_size(array_agg(days)), pg_column_size(array_agg(observed)), pg_column_size(array_agg(x)) '
		'FROM study',
	1.5);
CALL compare('logistic_agg(outcome, x), 10 covariates, vs. array_agg of the same values',
	'SELECT pg_column_size(logistic_agg(outcome, x)) FROM study',
	'SELECT pg_column_size(array_agg(outcome)), pg_column_size(array_agg(x)) FROM study', 1.5);
CALL compare('cox_agg(days, observed, x), all patients vs. a quarter of them',
	'SELECT pg_column_size(cox_agg(days, observed, x)) FROM study',
	'SELECT pg_column_size(cox_agg(days, observed, x)) FROM quarter', 4.6);
INSERT INTO result (what, workers, ratio, goal)
SELECT 'bytes of a count_tally vs. its values', 0,
	round(pg_column_size(count_agg(events, days, x))::numeric / sum(2 * 4 + cardinality(x) * 8), 3), 1.2
FROM study;

CALL compare('cox(cox_agg(days, observed, x)) vs. array_agg of the same values',
	'SELECT cox(cox_agg(days, observed, x)) IS NULL FROM tenth',
	'SELECT pg_column_size(array_agg(days)), pg_column_size(array_agg(observed)), pg_column_size(array_agg(x)) '
		'FROM tenth',
	NULL);
CALL compare('the same with a robust variance',
	$$SELECT cox(cox_agg(days, observed, x), variance => 'robust') IS NULL FROM tenth$$,
	'SELECT pg_column_size(array_agg(days)), pg_column_size(array_agg(observed)), pg_column_size(array_agg(x)) '
		'FROM tenth',
	NULL);
CALL compare('logistic(logistic_agg(outcome, x)) vs. array_agg of the same values',
	'SELECT logistic(logistic_agg(outcome, x)) IS NULL FROM study',
	'SELECT pg_column_size(array_agg(outcome)), pg_column_size(array_agg(x)) FROM study', NULL);
CALL compare('poisson(count_agg(events, days, x)) vs. array_agg of the same values',
	'SELECT poisson(count_agg(events, days, x)) IS NULL FROM study',
	'SELECT pg_column_size(array_agg(events)), pg_column_size(array_agg(days)), pg_column_size(array_agg(x)) '
		'FROM study',
	NULL);
-- A round of a fit over several sites: the sums of the rows at one point, of a stored tally.
CREATE TABLE stored AS SELECT cox_agg(days, observed, x) AS of_cox FROM tenth;
CREATE TABLE stored_outcome AS SELECT logistic_agg(outcome, x) AS of_outcome FROM study;
CALL compare('model_score of Cox, vs. the fit',
	'SELECT model_score(of_cox, array_fill(0::float8, ARRAY[10])) IS NULL FROM stored',
	'SELECT cox(of_cox) IS NULL FROM stored', 0.6);
CALL compare('model_score of Cox with sums for the robust variance, vs. the fit',
	$$SELECT model_score(of_cox, array_fill(0::float8, ARRAY[10]), variance => 'robust') IS NULL FROM stored$$,
	$$SELECT cox(of_cox, variance => 'robust') IS NULL FROM stored$$, 0.8);
CALL compare('model_score of yes or no, vs. the fit',
	'SELECT model_score(of_outcome, array_fill(0::float8, ARRAY[11])) IS NULL FROM stored_outcome',
	'SELECT logistic(of_outcome) IS NULL FROM stored_outcome', 0.5);

-- coxph and glm on the same patients; reading these is counted here, but not there.
\set study_file :folder 'study.csv'
COPY (
	SELECT days, observed::integer AS observed, events, outcome::integer AS outcome, x[1] AS x1, x[2] AS x2, x[3] AS x3,
		x[4] AS x4, x[5] AS x5, x[6] AS x6, x[7] AS x7, x[8] AS x8, x[9] AS x9, x[10] AS x10
	FROM study
	ORDER BY i
) TO :'study_file' (FORMAT csv, HEADER);
SELECT count(*) AS of_cox FROM tenth \gset
\set models `Rscript bench/models.R :'study_file' :'of_cox' 2>/dev/null || true`
SELECT :'models' <> '' AS has_models \gset
\if :has_models
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT r.what, 0, sepms_ms, ms::numeric, round(sepms_ms / ms::numeric, 4), r.goal
FROM unnest(
	ARRAY['^cox\(', '^the same with a robust variance', '^logistic\(', '^poisson\(', '^model_score of Cox, '],
	ARRAY['cox vs. coxph in R', 'cox with a robust variance vs. coxph in R', 'logistic vs. glm in R',
		'poisson vs. glm in R', 'model_score of Cox vs. coxph in R without a step'],
	string_to_array(:'models', ','),
	ARRAY[0.2, 0.01, 0.5, 0.333, 0.2]
) AS r (pattern, what, ms, goal), result
WHERE result.what ~ pattern;
\else
\echo 'R with the package survival is not installed: not compared'
\endif
DROP TABLE study, tenth, quarter, stored, stored_outcome;
