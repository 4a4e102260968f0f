-- Published results of trials (test/data/trials.csv), computed again from the counts
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TABLE trial (
	trial text, arm text, endpoint text, events integer, n integer, estimate numeric, lower numeric, upper numeric,
	seen boolean
);
\copy trial FROM 'data/trials.csv' CSV HEADER

-- Proportions as printed, and their exact limits
SELECT trial, arm, endpoint, events, n, estimate AS printed,
	round(100.0 * events / n, 1) = estimate AS agrees,
	round(100 * lower::numeric, 1) AS lower,
	round(100 * upper::numeric, 1) AS upper
FROM (SELECT trial, arm, endpoint, events, n, estimate FROM trial WHERE events IS NOT NULL) AS t,
	proportion_ci(events, n, method => 'clopper-pearson');
-- low scores of MAGNIMS with and without Gd+ are all low scores
SELECT sum(events) FILTER (WHERE arm LIKE '% Gd+') = sum(events) FILTER (WHERE arm = 'low score') AS events,
	sum(n) FILTER (WHERE arm LIKE '% Gd+') = sum(n) FILTER (WHERE arm = 'low score') AS patients
FROM trial
WHERE trial = 'MAGNIMS';

-- MS-SPI: 12 and 8 patients stopped and are not responders; Fisher's exact test gives 0.005
SELECT arm,
	count(*) AS patients,
	sum(itt.responder::integer) AS responders,
	round(100 * avg(itt.responder::integer), 1) AS percent,
	count(observed.responder) AS observed
FROM (VALUES ('MD1003', 13, 78, 12), ('placebo', 0, 43, 8)) AS v (arm, better, same, stopped),
	generate_series(1, better + same + stopped) AS patient,
	LATERAL (
		SELECT CASE WHEN patient <= better THEN 5.5 WHEN patient <= better + same THEN 6.0 END AS edss,
			CASE WHEN patient <= better + same THEN 20.0 END AS walk
	) AS at,
	msspi_responder(6.5, 6.0, 5.5, edss, 20.0, 21.0, 20.0, walk) AS itt,
	msspi_responder(6.5, 6.0, 5.5, edss, 20.0, 21.0, 20.0, walk, policy => 'observed') AS observed
GROUP BY arm
ORDER BY arm;
WITH factorial AS (
	SELECT n, coalesce(sum(ln(n::numeric)) OVER (ORDER BY n), 0) AS ln
	FROM generate_series(1, 154) AS n
	UNION ALL
	SELECT 0, 0
), choose AS (
	SELECT a.n, b.n AS k, exp(a.ln - b.ln - c.ln) AS ways
	FROM factorial AS a, factorial AS b, factorial AS c
	WHERE a.n IN (51, 103, 154) AND b.n <= 13 AND c.n = a.n - b.n
), split AS (
	SELECT a.k, a.ways * b.ways / c.ways AS p
	FROM choose AS a, choose AS b, choose AS c
	WHERE a.n = 103 AND b.n = 51 AND b.k = 13 - a.k AND c.n = 154 AND c.k = 13
)
SELECT round(sum(p), 6) AS all_splits,
	round(sum(p) FILTER (WHERE p <= (SELECT p FROM split WHERE k = 13) * 1.0000001), 4) AS p_value
FROM split;

-- ORATORIO: patients without NEPAD have relapses, a slower walk, slower pegs,
-- or missing data and one finding that settles it
SELECT arm,
	count(*) AS patients,
	count(*) FILTER (WHERE nepad) AS nepad,
	round(100.0 * count(*) FILTER (WHERE nepad) / count(nepad), 1) AS percent
FROM (
	SELECT arm,
		is_nepad(
			CASE
				WHEN i <= events OR i % 3 = 0 THEN 'NEDA-3 (missing: brain volume loss)'
				WHEN i % 3 = 1 THEN 'EDA (active: relapse)'
			END::neda_status,
			CASE WHEN i <= events THEN false WHEN i % 3 <> 1 THEN i % 2 = 0 END,
			i > events AND (i % 2 = 1 OR NULL)
		) AS nepad
	FROM trial, generate_series(1, n) AS i
	WHERE trial = 'ORATORIO'
) AS p
GROUP BY arm
ORDER BY arm;

-- OPTIMUM: relapses that give the printed rates, every patient being followed for 108 weeks
CREATE TABLE optimum AS
SELECT arm, estimate, lower, upper, n, relapse_agg(relapses, 756) AS t
FROM (
	SELECT t.*, (round(estimate * n * 756 / 365.25) + n - i)::integer / n AS relapses
	FROM trial AS t, generate_series(1, n) AS i
	WHERE trial = 'OPTIMUM' AND endpoint = 'ARR'
) AS p
GROUP BY arm, estimate, lower, upper, n;
-- the printed limits are of a negative-binomial model: symmetric as ratios, wider than exact ones
SELECT arm, c.patients, c.relapses,
	round(arr(t)::numeric, 3) = estimate AS agrees,
	round(x.lower::numeric, 3) AS lower,
	round(x.upper::numeric, 3) AS upper,
	o.lower AS printed_lower,
	o.upper AS printed_upper,
	x.lower > o.lower AND x.upper < o.upper AS wider,
	abs(sqrt(o.lower * o.upper) - estimate) < 0.001 AS as_ratios
FROM optimum AS o, relapse_counts(t) AS c, arr_ci(t) AS x
ORDER BY arm;
-- printed: 0.695
SELECT round(ratio::numeric, 3) AS ratio, abs(ratio - 0.695) < 0.002 AS agrees, p_value < 0.001 AS differ
FROM optimum AS a, optimum AS b, arr_ratio(a.t, b.t) WHERE a.arm = 'ponesimod' AND b.arm = 'teriflunomide';

-- Lesions: 100 patients with a first scan and one in each of four years.  A fifth of them has
-- all the lesions, which give the printed mean.  The rate of the cohort and the mean of the
-- patients' own rates return it; their median is 0.  (Some figures are from memory.)
SELECT trial, arm, endpoint, estimate AS printed,
	round(rate::numeric, 2) AS rate,
	abs(mean - rate) < 0.001 AS as_mean,
	median, seen
FROM (
	SELECT *,
		CASE endpoint
			WHEN 'Gd+ per scan' THEN 500
			WHEN 'Gd+ in four scans' THEN 100
			WHEN 'new T2 a year' THEN 400
		END AS exposure
	FROM trial
) AS t,
	LATERAL (
		SELECT
			CASE endpoint
				WHEN 'Gd+ per scan' THEN sum(gd)::float8 / sum(gd_scans)
				WHEN 'Gd+ in four scans' THEN sum(gd)::float8 / count(gd)
				ELSE sum(new_t2) * 365.25 / sum(t2_days)
			END AS rate,
			avg(own) AS mean,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY own) AS median
		FROM (
			SELECT mri_series(
				date '2016-01-01' + year * 365 + year / 4, CASE WHEN year > 0 THEN lesions END, lesions
			) AS s
			FROM generate_series(1, 100) AS patient,
				generate_series(0, 4) AS year,
				LATERAL (SELECT round(estimate * exposure)::integer AS total) AS o,
				LATERAL (
					SELECT CASE
						WHEN patient <= 20 AND year = 1 + patient % 4 THEN total / 20 + (patient <= total % 20)::integer
						ELSE 0
					END AS lesions
				) AS l
			GROUP BY patient
		) AS p, mri_counts(s), mri_rates(s),
			LATERAL (
				SELECT CASE endpoint
					WHEN 'Gd+ per scan' THEN gd_per_scan
					WHEN 'Gd+ in four scans' THEN gd
					ELSE new_t2_per_year
				END AS own
			) AS o
	) AS r
WHERE exposure IS NOT NULL
ORDER BY trial, endpoint, arm;
DROP TABLE trial, optimum;
