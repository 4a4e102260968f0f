-- Competing events: Gray's test and the model of Fine and Gray of 5,000 patients, compared with array_agg of the same
-- values, and with R if it has survival and cmprsk.

\echo 'competing events'
CREATE TABLE competing AS
SELECT i, 1 + h % 3650 AS days, ('{0,0,0,1,2}'::integer[])[1 + (h >> 12) % 5] AS cause, h & 1 = 1 AS treated
FROM generate_series(1, 5000) AS i, LATERAL (SELECT hashint4(i) & 1073741823 AS h) AS hash;
VACUUM ANALYZE competing;
SELECT count(*) AS patients, count(*) FILTER (WHERE cause = 1) AS first_cause,
	count(*) FILTER (WHERE cause = 2) AS second_cause
FROM competing;

CALL compare('gray_test(cuminc_agg(days, cause)) of two groups, vs. array_agg of the same values',
	'SELECT (gray_test(array_agg(t))).chisq '
		'FROM (SELECT cuminc_agg(days, cause) AS t FROM competing GROUP BY treated) AS g',
	'SELECT pg_column_size(array_agg(days)), pg_column_size(array_agg(cause)) FROM competing GROUP BY treated',
	NULL);
CALL compare('fine_gray(cuminc_agg(days, cause)) of two groups, vs. array_agg of the same values',
	'SELECT (fine_gray(t[1], t[2])).ratio FROM (SELECT array_agg(t) AS t '
		'FROM (SELECT cuminc_agg(days, cause) AS t FROM competing GROUP BY treated) AS g) AS pair',
	'SELECT pg_column_size(array_agg(days)), pg_column_size(array_agg(cause)) FROM competing GROUP BY treated',
	NULL);

-- R on the same patients; reading these is counted here, but not there.
\set competing_file :folder 'competing.csv'
COPY (
	SELECT days, cause, treated::integer AS treated FROM competing ORDER BY i
) TO :'competing_file' (FORMAT csv, HEADER);
\set tests `Rscript bench/competing.R :'competing_file' 2>/dev/null || true`
SELECT :'tests' <> '' AS has_tests \gset
\if :has_tests
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT r.what, 0, sepms_ms, ms::numeric, round(sepms_ms / ms::numeric, 4), r.goal
FROM unnest(
	ARRAY['^fine_gray', '^gray_test'],
	ARRAY['fine_gray vs. finegray and coxph in R', 'gray_test vs. cmprsk::cuminc in R'],
	string_to_array(:'tests', ',', 'NA'),
	ARRAY[0.01, 1]
) AS r (pattern, what, ms, goal), result
WHERE result.what ~ pattern AND ms IS NOT NULL;
\else
\echo 'R with the package survival is not installed: not compared'
\endif
DROP TABLE competing;
