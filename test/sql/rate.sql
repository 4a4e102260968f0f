-- What it is for: 99 of 215 with NEDA after one year (Rotstein 2015)
SELECT round(lower::numeric, 3) AS lower, round(upper::numeric, 3) AS upper FROM proportion_ci(99, 215);
SELECT round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper FROM proportion_ci(99, 215, method => 'clopper-pearson');
-- 3 relapses in 14 patient-years
SELECT round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper FROM rate_ci(3, 14);

-- As R's binom.test and prop.test say, and poisson.test: to 1e-9
\getenv abs_srcdir PG_ABS_SRCDIR
\set file :abs_srcdir '/data/proportions.csv'
CREATE TEMP TABLE proportions (successes bigint, n bigint, conf_level float8, cp_lower float8,
	cp_upper float8, wilson_lower float8, wilson_upper float8);
COPY proportions FROM :'file' WITH (FORMAT csv, HEADER);
SELECT count(*) AS intervals,
	count(*) FILTER (WHERE abs(w.lower - wilson_lower) < 1e-9 AND abs(w.upper - wilson_upper) < 1e-9) AS wilson,
	count(*) FILTER (WHERE abs(c.lower - cp_lower) < 1e-9 AND abs(c.upper - cp_upper) < 1e-9) AS clopper_pearson
FROM proportions, proportion_ci(successes, n, conf_level) AS w,
	proportion_ci(successes, n, conf_level, 'clopper-pearson') AS c;
\set file :abs_srcdir '/data/rates.csv'
CREATE TEMP TABLE rates (events bigint, person_years float8, conf_level float8, rate float8, lower float8, upper float8);
COPY rates FROM :'file' WITH (FORMAT csv, HEADER);
SELECT count(*) AS intervals,
	count(*) FILTER (WHERE abs(c.lower - r.lower) <= 1e-9 * r.lower AND abs(c.upper - r.upper) < 1e-9 * r.upper) AS exact
FROM rates AS r, rate_ci(events, person_years, conf_level) AS c;

-- Properties: around the estimate, wider with the level, mirrored
SELECT count(*) AS cases,
	bool_and(w.lower <= p AND p <= w.upper AND c.lower <= p AND p <= c.upper) AS around,
	bool_and(w.lower >= wide.lower AND w.upper <= wide.upper) AS wider,
	bool_and(abs(w.lower - (1 - m.upper)) < 1e-15 AND abs(w.upper - (1 - m.lower)) < 1e-15) AS mirrored,
	bool_and(w.lower >= 0 AND w.upper <= 1) AS inside
FROM (SELECT k, n, k::float8 / n AS p FROM unnest('{1,2,7,40,1000}'::bigint[]) AS n, generate_series(0, n, greatest(1, n / 7)) AS k) AS g,
	proportion_ci(k, n) AS w, proportion_ci(k, n, 0.99) AS wide, proportion_ci(n - k, n) AS m,
	proportion_ci(k, n, 0.95, 'clopper-pearson') AS c;
SELECT (proportion_ci(0, 10)).lower AS wilson_0, (proportion_ci(10, 10)).upper AS wilson_1,
	(proportion_ci(0, 10, method => 'clopper-pearson')).lower AS exact_0,
	(proportion_ci(10, 10, method => 'clopper-pearson')).upper AS exact_1, (rate_ci(0, 10)).lower AS rate_0;

-- Nothing observed: no limits. NULL in, NULL out
SELECT proportion_ci(0, 0), proportion_ci(0, 0, method => 'clopper-pearson'), rate_ci(0, 0), rate_ci(3, 0);
SELECT proportion_ci(NULL, 10), proportion_ci(1, NULL), rate_ci(NULL, 1), rate_ci(1, NULL);

-- Bad input
SELECT proportion_ci(-1, 10);
SELECT proportion_ci(1, -10);
SELECT proportion_ci(11, 10);
SELECT proportion_ci(1, 10, 0);
SELECT proportion_ci(1, 10, 1);
SELECT proportion_ci(1, 10, 95);
SELECT proportion_ci(1, 10, 'NaN');
SELECT proportion_ci(1, 10, 0.95, 'wald');
SELECT proportion_ci(1, 10000000001, 0.95, 'clopper-pearson');
SELECT rate_ci(-1, 10);
SELECT rate_ci(1, -10);
SELECT rate_ci(1, 'NaN');
SELECT rate_ci(1, 'Infinity');
SELECT rate_ci(10000000001, 1);
SELECT rate_ci(1, 10, 0.95, 'robust');
