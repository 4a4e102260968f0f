-- Tallies of relapses and of times to an event, compared with the sums and counts that a user would write, and with R's
-- survival if it is installed.  Two rows for each patient-year, on 3,650 days.

\echo 'cohort'
CREATE TABLE follow_up AS
SELECT (h & 1073741823) % 3650 AS days, h % 5 < 2 AS observed, (h >> 8 & 3) / 2 AS relapses
FROM (SELECT hashint4(i) & 2147483647 AS h FROM generate_series(1, :patients * 86 / 10) AS i) AS g;
VACUUM ANALYZE follow_up;
SELECT count(*) AS rows, count(DISTINCT days) AS days FROM follow_up;

CALL compare(
	'survival_agg(days, observed) vs. count(*) by days',
	'SELECT survival_agg(days, observed) FROM follow_up',
	'SELECT days, count(*) FILTER (WHERE observed), count(*) FILTER (WHERE NOT observed) FROM follow_up GROUP BY days',
	2.0
);
CALL compare(
	'survival_agg(days, observed) vs. count(*) by days',
	'SELECT survival_agg(days, observed) FROM follow_up',
	'SELECT days, count(*) FILTER (WHERE observed), count(*) FILTER (WHERE NOT observed) FROM follow_up GROUP BY days',
	2.0, 1
);
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT 'survival_agg, two processes vs. one',
	1, two.sepms_ms, one.sepms_ms,
	round(two.sepms_ms / one.sepms_ms, 2),
	0.6
FROM result AS one, result AS two
WHERE one.what = two.what AND one.what ~ '^survival_agg.days' AND one.workers = 0 AND two.workers = 1;
CALL compare('cuminc_agg(days, cause) vs. count(*) by days and cause',
	'SELECT cuminc_agg(days, relapses + observed::int) FROM follow_up',
	'SELECT days, relapses + observed::int, count(*) FROM follow_up GROUP BY 1, 2', 2.0);
CALL compare(
	'survival_agg(days, observed, weight) vs. sums of weights by days',
	'SELECT survival_agg(days, observed, 0.5) FROM follow_up',
	'SELECT days, sum(0.5::float8) FILTER (WHERE observed), sum(0.5::float8) FILTER (WHERE NOT observed) '
		'FROM follow_up GROUP BY days',
	2.0
);

CREATE TABLE tally AS SELECT survival_agg(days, observed) AS t FROM follow_up;
-- km computes all rows of a curve before it returns the first
CALL compare(
	'1,000 Kaplan-Meier curves of 3,650 days, vs. one second',
	'SELECT count(*) FROM tally, generate_series(1, 1000) AS i, '
		'LATERAL (SELECT 1 FROM km(t, 0.9 + i / 100000.0) LIMIT 1) AS k',
	'SELECT pg_sleep(1)', 1.0
);
CALL compare('the same curves, with all rows counted',
	'SELECT count(*) FROM tally, generate_series(1, 1000) AS i, km(t, 0.9 + i / 100000.0)', 'SELECT pg_sleep(1)', NULL);
CALL compare(
	'1,000 medians of such curves with limits, vs. one second',
	'SELECT count(m.estimate) FROM tally, generate_series(1, 1000) AS i, km_quantile(t, 0.5, 0.9 + i / 100000.0) AS m',
	'SELECT pg_sleep(1)', 1.0
);
INSERT INTO result (what, workers, ratio, goal)
SELECT 'bytes of a survival_tally per day',
	0,
	round(pg_column_size(survival_agg(days, observed))::numeric / count(DISTINCT days), 2),
	8
FROM follow_up;

CALL compare('relapse_agg(relapses, days) vs. sum(relapses), sum(days)',
	'SELECT relapse_agg(relapses, days) FROM follow_up', 'SELECT sum(relapses), sum(days) FROM follow_up', 1.2);
CALL compare('relapse_agg(relapses, days) vs. sum(relapses), sum(days)',
	'SELECT relapse_agg(relapses, days) FROM follow_up', 'SELECT sum(relapses), sum(days) FROM follow_up', 1.2, 1);

-- survfit on the same rows; reading them is included, as it is here.
\set follow_up_file :folder 'follow_up.csv'
COPY (
	SELECT days, CASE WHEN observed THEN 'TRUE' ELSE 'FALSE' END AS observed FROM follow_up
) TO :'follow_up_file' (FORMAT csv, HEADER);
\set survfit `Rscript bench/survfit.R :'follow_up_file' 2>/dev/null || true`
SELECT :'survfit' <> '' AS has_survfit \gset
\if :has_survfit
CALL compare(
	'survival_agg and the whole curve, vs. count(*)',
	'SELECT count(*) FROM (SELECT survival_agg(days, observed) AS t FROM follow_up) AS cohort, km(t)',
	'SELECT count(*) FROM follow_up',
	NULL
);
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio, goal)
SELECT 'the same vs. survfit in R', 0, sepms_ms, ms, round(sepms_ms / ms, 3), 0.05
FROM result, LATERAL (SELECT split_part(:'survfit', ',', 1)::numeric AS ms) AS r
WHERE what ~ '^survival_agg and the whole';
-- the same within the server, in PL/R; the start of R is not counted
SELECT count(*) > 0 AS has_plr FROM pg_available_extensions WHERE name = 'plr' \gset
\if :has_plr
CREATE EXTENSION plr;
CREATE FUNCTION plr_survfit(days integer[], observed boolean[]) RETURNS integer LANGUAGE plr AS $$
	length(survival::survfit(survival::Surv(days, observed) ~ 1)$time)
$$;
SELECT plr_survfit('{1,2}', '{t,f}') AS warm \gset
SELECT clock_timestamp() AS begun \gset
SELECT plr_survfit(array_agg(days), array_agg(observed)) AS points FROM follow_up \gset
INSERT INTO result (what, workers, sepms_ms, other_ms, ratio)
SELECT 'the same vs. survfit in PL/R', 0, sepms_ms, round(ms), round(sepms_ms / ms, 3)
FROM result, LATERAL (SELECT extract(epoch FROM clock_timestamp() - :'begun') * 1000 AS ms) AS r
WHERE what ~ '^survival_agg and the whole';
\else
\echo 'PL/R is not installed: not compared'
\endif
\else
\echo 'R with the package survival is not installed: not compared'
\endif
