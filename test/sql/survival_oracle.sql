-- The numbers of R's survival (test/data/README.md): counts exactly, numbers to 1e-9,
-- chi-squared to 1e-6.
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE FUNCTION near(a float8, b float8, tolerance float8 DEFAULT 1e-9) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT a IS NOT DISTINCT FROM b OR coalesce(abs(a - b) <= tolerance * greatest(abs(b), 1e-12), false) $$;

CREATE TABLE observations (dataset text, "time" int, event boolean, grp text);
\copy observations FROM 'data/survival/observations.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE tallies AS
SELECT dataset, coalesce(grp, '(all)') AS grp, survival_agg("time", event) AS t
FROM observations GROUP BY GROUPING SETS ((dataset, grp), (dataset));

-- Kaplan-Meier curves, with the same rows
CREATE TABLE km_expected (
	dataset text, grp text, conf_type text, "time" int, n_risk bigint, n_event bigint, n_censor bigint, survival float8,
	std_err float8, lower float8, upper float8
);
\copy km_expected FROM 'data/survival/km.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS rows,
	count(*) FILTER (WHERE k."time" IS NULL OR e."time" IS NULL) AS unpaired,
	count(*) FILTER (WHERE (k.n_risk, k.n_event, k.n_censor) = (e.n_risk, e.n_event, e.n_censor)) AS counts,
	count(*) FILTER (
		WHERE near(k.survival, e.survival)
			AND near(k.std_err, e.std_err)
			AND near(k.lower, e.lower)
			AND near(k.upper, e.upper)
	) AS numbers
FROM km_expected AS e
FULL JOIN (
	SELECT dataset, grp, conf_type, k.*
	FROM tallies, unnest('{log,log-log,plain}'::text[]) AS conf_type, km(t, 0.95, conf_type) AS k
) AS k USING (dataset, grp, conf_type, "time");

-- quartiles, medians with limits, restricted means
CREATE TABLE summary (
	dataset text, grp text, conf_type text, n bigint, events bigint, q25 float8, median float8, median_lower float8,
	median_upper float8, q75 float8, tau float8, rmst float8, rmst_se float8
);
\copy summary FROM 'data/survival/summary.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS rows,
	count(*) FILTER (WHERE (c.patients, c.events) = (s.n, s.events) AND c.patients = c.events + c.censored) AS counts,
	count(*) FILTER (
		WHERE near(q25, (km_quantile(t, 0.25)).estimate) AND near(q75, (km_quantile(t, 0.75, 0.95, conf_type)).estimate)
	) AS quartiles,
	count(*) FILTER (
		WHERE near(m.estimate, median) AND near(m.lower, median_lower) AND near(m.upper, median_upper)
	) AS medians,
	count(*) FILTER (WHERE near(r.rmst, s.rmst) AND near(r.std_err, s.rmst_se)) AS means
FROM summary AS s
JOIN tallies USING (dataset, grp),
	survival_counts(t) AS c,
	km_quantile(t, 0.5, 0.95, conf_type) AS m,
	km_rmst(t, tau) AS r;

-- the curve at given times: between events, before the first, at the last
CREATE TABLE lookups (
	dataset text, grp text, conf_type text, "time" float8, n_risk bigint, survival float8, std_err float8, lower float8,
	upper float8
);
\copy lookups FROM 'data/survival/lookups.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS rows,
	count(*) FILTER (WHERE k.n_risk = l.n_risk) AS counts,
	count(*) FILTER (
		WHERE near(k.survival, l.survival)
			AND near(k.std_err, l.std_err)
			AND near(k.lower, l.lower)
			AND near(k.upper, l.upper)
	) AS numbers
FROM lookups AS l
JOIN tallies USING (dataset, grp), km_at(t, "time"::int, 0.95, conf_type) AS k
WHERE "time" = floor("time");

-- Nelson-Aalen
CREATE TABLE hazards (dataset text, grp text, "time" int, hazard float8, std_err float8);
\copy hazards FROM 'data/survival/nelson_aalen.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS rows, count(*) FILTER (WHERE near(k.hazard, h.hazard) AND near(k.std_err, h.std_err)) AS numbers
FROM hazards AS h
FULL JOIN (SELECT dataset, grp, k.* FROM tallies, nelson_aalen(t) AS k) AS k USING (dataset, grp, "time");

-- log-rank tests: two groups, four groups, strata
CREATE TABLE logranks (dataset text, test text, chisq float8, df int, p float8);
\copy logranks FROM 'data/survival/logrank.csv' WITH (FORMAT csv, HEADER)
SELECT dataset, test, near(l.chisq, e.chisq, 1e-9) AS chisq, l.df = e.df AS df, near(l.p_value, p) AS p_value
FROM logranks AS e
JOIN (SELECT dataset, array_agg(t) AS groups FROM tallies WHERE grp <> '(all)' GROUP BY dataset) AS g USING (dataset),
	logrank(groups, (test = 'peto')::int) AS l
ORDER BY dataset, test;
CREATE TABLE strata (dataset text, "time" int, event boolean, grp text, stratum text);
\copy strata FROM 'data/survival/strata.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE stratified AS
SELECT dataset, array_agg(groups) AS strata
FROM (
	SELECT dataset, stratum, array_agg(t ORDER BY grp) AS groups
	FROM (SELECT DISTINCT dataset, grp FROM strata) AS g
	CROSS JOIN (SELECT DISTINCT stratum FROM strata) AS s
	LEFT JOIN (
		SELECT dataset, stratum, grp, survival_agg("time", event) AS t FROM strata GROUP BY 1, 2, 3
	) AS counted USING (dataset, stratum, grp)
	GROUP BY dataset, stratum
) AS s
GROUP BY dataset;
CREATE TABLE more (dataset text, grouping text, stratified boolean, rho float8, chisq float8, df int, p_value float8);
\copy more FROM 'data/survival/logrank_more.csv' WITH (FORMAT csv, HEADER)
SELECT dataset, stratified, rho,
	near(l.chisq, e.chisq, 1e-9) AS chisq,
	l.df = e.df AS df,
	near(l.p_value, e.p_value) AS p_value
FROM more AS e
JOIN (
	SELECT dataset, true AS stratified, strata AS groups
	FROM stratified
	UNION ALL
	SELECT 'veteran', false, array_agg(t)
	FROM (SELECT survival_agg("time", event) AS t FROM strata WHERE dataset = 'veteran' GROUP BY stratum) AS g
) AS g USING (dataset, stratified),
	logrank(groups, rho) AS l
ORDER BY dataset, stratified, rho;

-- delayed entry
CREATE TABLE delayed (id int, entry int, exit int, observed boolean, grp text);
\copy delayed FROM 'data/survival/delayed.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE delayed_tallies AS
SELECT coalesce(grp, '(all)') AS grp, survival_agg(entry, exit, observed) AS t
FROM delayed
GROUP BY GROUPING SETS ((grp), ());
CREATE TABLE delayed_km (grp text, conf_type text, "time" int, n_risk bigint, n_event bigint, n_censor bigint,
	survival float8, std_err float8, lower float8, upper float8);
\copy delayed_km FROM 'data/survival/delayed_km.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS rows,
	count(*) FILTER (WHERE (k.n_risk, k.n_event, k.n_censor) = (e.n_risk, e.n_event, e.n_censor)) AS counts,
	count(*) FILTER (
		WHERE near(k.survival, e.survival)
			AND near(k.std_err, e.std_err)
			AND near(k.lower, e.lower)
			AND near(k.upper, e.upper)
	) AS numbers
FROM delayed_km AS e
FULL JOIN (
	SELECT grp, conf_type, k.*
	FROM delayed_tallies, unnest('{log,log-log,plain}'::text[]) AS conf_type, km(t, 0.95, conf_type) AS k
) AS k USING (grp, conf_type, "time");

-- hazard ratios
CREATE TABLE cox (
	dataset text, stratified boolean, hazard_ratio float8, lower float8, upper float8, p_value float8, loglik float8
);
\copy cox FROM 'data/survival/cox.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE pairs AS
SELECT dataset, false AS stratified,
	ARRAY[array_agg(t ORDER BY grp = ANY ('{female,trt2,Nonmaintained,B}') DESC)] AS strata
FROM (
	TABLE tallies
	UNION ALL
	SELECT 'delayed', *
	FROM delayed_tallies
	UNION ALL
	SELECT 'ties', grp, survival_agg(1 + i % 7 % 5, i % 11 > 3 + (i % 3 = 0)::int) -- hundreds of events a day
	FROM generate_series(1, 3000) AS i, LATERAL (SELECT CASE WHEN i % 3 = 0 THEN 'A' ELSE 'B' END AS grp) AS g
	GROUP BY grp
) AS t
WHERE grp <> '(all)'
GROUP BY dataset
UNION ALL
SELECT dataset, true, strata
FROM stratified;
-- the groups of strata are ordered by name: the second is trt2
SELECT dataset, stratified,
	near(CASE WHEN swapped THEN 1 / h.ratio ELSE h.ratio END, hazard_ratio) AS ratio,
	near(CASE WHEN swapped THEN 1 / h.upper ELSE h.lower END, e.lower) AS lower,
	near(CASE WHEN swapped THEN 1 / h.lower ELSE h.upper END, e.upper) AS upper,
	near(h.p_value, e.p_value) AS p_value
FROM cox AS e
JOIN pairs USING (dataset, stratified),
	hazard_ratio(strata) AS h,
	LATERAL (SELECT stratified AND dataset = 'veteran' AS swapped) AS s
ORDER BY dataset, stratified;
SELECT count(*) AS pairs, bool_and(hazard_ratio(strata) = hazard_ratio(strata[1][1], strata[1][2])) AS same
FROM pairs
WHERE NOT stratified;

-- competing risks
CREATE TABLE competing (days int, cause int);
\copy competing FROM 'data/survival/cuminc_observations.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE cuminc_expected (conf_type text, cause int, "time" int, n_risk bigint, n_event bigint, n_censor bigint,
	incidence float8, std_err float8, lower float8, upper float8);
\copy cuminc_expected FROM 'data/survival/cuminc.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS rows,
	count(*) FILTER (WHERE (k.n_risk, k.n_event, k.n_censor) = (e.n_risk, e.n_event, e.n_censor)) AS counts,
	count(*) FILTER (
		WHERE near(k.incidence, e.incidence)
			AND near(k.std_err, e.std_err)
			AND near(k.lower, e.lower)
			AND near(k.upper, e.upper)
	) AS numbers
FROM cuminc_expected AS e
FULL JOIN (
	SELECT conf_type, k.*
	FROM (SELECT cuminc_agg(days, cause) AS t FROM competing) AS t,
		unnest('{log,log-log,plain}'::text[]) AS conf_type,
		cuminc(t, 0.95, conf_type) AS k
) AS k USING (conf_type, cause, "time");

-- weights, with the robust variance
CREATE TABLE weighted (days int, observed boolean, weight float8, grp text);
\copy weighted FROM 'data/survival/weighted.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE weighted_km (grp text, conf_type text, "time" int, n_risk float8, n_event float8, n_censor float8,
	survival float8, std_err float8, lower float8, upper float8);
\copy weighted_km FROM 'data/survival/weighted_km.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS rows,
	count(*) FILTER (
		WHERE near(k.n_risk, e.n_risk) AND near(k.n_event, e.n_event) AND near(k.n_censor, e.n_censor)
	) AS counts,
	count(*) FILTER (
		WHERE near(k.survival, e.survival)
			AND near(k.std_err, e.std_err)
			AND near(k.lower, e.lower)
			AND near(k.upper, e.upper)
	) AS numbers
FROM weighted_km AS e
FULL JOIN (
	SELECT grp, conf_type, k.*
	FROM (
		SELECT coalesce(grp, '(all)') AS grp, survival_agg(days, observed, weight) AS t
		FROM weighted
		GROUP BY GROUPING SETS ((grp), ())
	) AS t, unnest('{log,log-log,plain}'::text[]) AS conf_type, km(t, 0.95, conf_type) AS k
) AS k USING (grp, conf_type, "time");

-- weighted groups: coxph with robust variance, and its robust score test; with rho above 0, the definition of that
CREATE TABLE weighted_row (dataset text, row int, entry int, days int, observed boolean, count int, follow_up int,
	outcome int, weight float8, stratum int, cluster int, x float8[]);
\copy weighted_row FROM 'data/models/rows.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE weighted_cox (dataset text, unit int, stratified boolean, ratio float8, lower float8, upper float8,
	p_value float8);
\copy weighted_cox FROM 'data/survival/weighted_cox.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE weighted_logrank (dataset text, unit int, stratified boolean, by text, rho float8, chisq float8, df int);
\copy weighted_logrank FROM 'data/survival/weighted_logrank.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE weighted_groups AS
WITH patient AS (
	SELECT dataset, unit, stratified, by, CASE WHEN stratified THEN stratum ELSE 1 END AS s,
		CASE by WHEN 'arm' THEN 1 - x[1] ELSE least(x[5], 3) END AS g, unit * (days / unit) AS days, observed, weight
	FROM weighted_row, unnest('{arm,prior}'::text[]) AS by, unnest('{1,30}'::int[]) AS unit,
		unnest('{t,f}'::boolean[]) AS stratified
	WHERE dataset LIKE 'ms%'
), tally AS (
	SELECT dataset, unit, stratified, by, s, g, survival_agg(days, observed, weight) AS t
	FROM patient GROUP BY dataset, unit, stratified, by, s, g
), whole AS (	-- a group without patients in a stratum is NULL
	SELECT DISTINCT a.dataset, a.unit, a.stratified, a.by, a.s, b.g
	FROM tally AS a JOIN tally AS b USING (dataset, unit, stratified, by)
), stratum AS (
	SELECT dataset, unit, stratified, by, s, array_agg(t ORDER BY g) AS tallies
	FROM whole LEFT JOIN tally USING (dataset, unit, stratified, by, s, g) GROUP BY dataset, unit, stratified, by, s
)
SELECT dataset, unit, stratified, by, array_agg(tallies ORDER BY s) AS strata
FROM stratum GROUP BY dataset, unit, stratified, by;
SELECT count(*) AS rows, count(*) FILTER (WHERE near(h.ratio, e.ratio)) AS ratios,
	count(*) FILTER (WHERE near(h.lower, e.lower) AND near(h.upper, e.upper)) AS limits,
	count(*) FILTER (WHERE near(h.p_value, e.p_value, 1e-8)) AS p_values
FROM weighted_cox AS e JOIN weighted_groups USING (dataset, unit, stratified), hazard_ratio(strata) AS h
WHERE by = 'arm';
SELECT count(*) AS rows, count(*) FILTER (WHERE near(l.chisq, e.chisq) AND l.df = e.df) AS tests,
	count(*) FILTER (WHERE rho > 0) AS with_rho
FROM weighted_logrank AS e JOIN weighted_groups USING (dataset, unit, stratified, by), logrank(strata, rho) AS l;
-- of a pair, the same as of an array
SELECT count(*) AS pairs, count(*) FILTER (WHERE near(h.lower, e.lower) AND near(h.upper, e.upper)) AS same
FROM weighted_cox AS e JOIN weighted_groups USING (dataset, unit, stratified),
	hazard_ratio(strata[1][1], strata[1][2]) AS h
WHERE by = 'arm' AND NOT stratified;

-- ratios of rates, as poisson.test; the unit of time does not matter
CREATE TABLE rate_ratio (
	x1 int, t1 float8, x2 int, t2 float8, conf_level float8, ratio float8, lower float8, upper float8, p_value float8
);
\copy rate_ratio FROM 'data/survival/rate_ratio.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS rows,
	count(*) FILTER (WHERE near(r.ratio, e.ratio)) AS ratios,
	count(*) FILTER (WHERE near(r.lower, e.lower) AND near(r.upper, e.upper)) AS limits,
	count(*) FILTER (WHERE near(r.p_value, e.p_value)) AS p_values
FROM (
	SELECT e.*, relapse_agg(x1, (t1 * 1000)::int) AS a, relapse_agg(x2, (t2 * 1000)::int) AS b
	FROM rate_ratio AS e
	GROUP BY e.*, x1, t1, x2, t2, conf_level, ratio, lower, upper, p_value
) AS e, arr_ratio(a, b, conf_level) AS r;

-- rates with the variance between patients, as glm and the sandwich
CREATE TABLE relapses (patient int, arm text, relapses int, follow_up_days int, weight float8);
\copy relapses FROM 'data/survival/relapses.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE relapse_robust (arm text, weighted boolean, rate_per_year float8, se_log float8);
\copy relapse_robust FROM 'data/survival/relapse_robust.csv' WITH (FORMAT csv, HEADER)
SELECT arm, weighted,
	near(rate, rate_per_year) AS rate,
	near(ln(upper / rate) / 1.959963984540054, se_log) AS upper,
	near(ln(rate / lower) / 1.959963984540054, se_log) AS lower
FROM relapse_robust
JOIN (
	SELECT arm, false AS weighted, arr(t) AS rate, (arr_ci(t, method => 'robust')).*
	FROM (SELECT arm, relapse_agg(relapses, follow_up_days) AS t FROM relapses GROUP BY arm) AS x
	UNION ALL
	SELECT arm, true, arr(t), (arr_ci(t)).*
	FROM (SELECT arm, relapse_agg(relapses, follow_up_days, weight) AS t FROM relapses GROUP BY arm) AS x
) AS r USING (arm, weighted)
ORDER BY arm, weighted;

-- Gray's test, as cmprsk
CREATE TABLE in_groups (dataset text, days int, cause int, grp int, stratum int);
\copy in_groups FROM 'data/survival/competing_observations.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE gray (dataset text, stratified boolean, rho float8, cause int, chisq float8, df int, p_value float8);
\copy gray FROM 'data/survival/gray.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE cuminc_groups AS
SELECT dataset, false AS stratified, array_agg(t ORDER BY grp) AS groups
FROM (SELECT dataset, grp, cuminc_agg(days, cause) AS t FROM in_groups GROUP BY dataset, grp) AS g GROUP BY dataset
UNION ALL
SELECT dataset, true, array_agg(groups ORDER BY stratum)
FROM (
	SELECT dataset, stratum, array_agg(t ORDER BY grp) AS groups
	FROM (
		SELECT dataset, stratum, grp, cuminc_agg(days, cause) AS t FROM in_groups GROUP BY dataset, stratum, grp
	) AS g
	GROUP BY dataset, stratum
) AS s
GROUP BY dataset;
SELECT count(*) AS expected,
	count(*) FILTER (WHERE near(t.chisq, e.chisq) AND t.df = e.df AND near(t.p_value, e.p_value)) AS same
FROM gray AS e JOIN cuminc_groups USING (dataset, stratified), gray_test(groups, cause, rho) AS t;
-- differences and ratios of restricted means, as survRM2
CREATE TABLE means (
	dataset text, level float8, tau float8, of text, estimate float8, lower float8, upper float8, p_value float8
);
\copy means FROM 'data/survival/rmst.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS expected,
	count(*) FILTER (
		WHERE near(r.estimate, e.estimate)
			AND near(r.lower, e.lower)
			AND near(r.upper, e.upper)
			AND near(r.p_value, e.p_value)
	) AS same
FROM means AS e
JOIN (
	SELECT dataset, survival_agg(days, cause > 0) FILTER (WHERE grp = 1) AS a,
		survival_agg(days, cause > 0) FILTER (WHERE grp = 2) AS b
	FROM in_groups
	GROUP BY dataset
) AS arms USING (dataset),
LATERAL (
	SELECT 'difference', d.* FROM rmst_difference(a, b, tau, level) AS d
	UNION ALL
	SELECT 'ratio', r.* FROM rmst_ratio(a, b, tau, level) AS r
) AS r (of, estimate, lower, upper, p_value)
WHERE r.of = e.of;
-- quantiles of an incidence
CREATE TABLE quantiles (
	dataset text, conf_type text, cause int, p float8, estimate float8, lower float8, upper float8
);
\copy quantiles FROM 'data/survival/cuminc_quantile.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS expected, count(e.estimate) AS reached, count(e.upper) AS with_upper,
	count(*) FILTER (WHERE (q.estimate, q.lower, q.upper) IS NOT DISTINCT FROM (e.estimate, e.lower, e.upper)) AS same
FROM quantiles AS e
JOIN (SELECT dataset, cuminc_agg(days, cause) AS t FROM in_groups GROUP BY dataset) AS c USING (dataset),
	cuminc_quantile(t, p, cause, conf_type => e.conf_type) AS q;
-- subdistribution hazard ratios, as finegray() with coxph(), and crr() of cmprsk
CREATE TABLE fine_gray (dataset text, cause int, ratio float8, lower float8, upper float8, p_value float8);
\copy fine_gray FROM 'data/survival/fine_gray.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS expected,
	count(*) FILTER (
		WHERE near(f.ratio, e.ratio)
			AND near(f.lower, e.lower)
			AND near(f.upper, e.upper)
			AND near(f.p_value, e.p_value)
	) AS same
FROM fine_gray AS e
JOIN (
	SELECT dataset, cuminc_agg(days, cause) FILTER (WHERE grp = 1) AS a,
		cuminc_agg(days, cause) FILTER (WHERE grp = 2) AS b
	FROM in_groups
	GROUP BY dataset
) AS arms USING (dataset), fine_gray(a, b, cause) AS f;

DROP FUNCTION near;
DROP TABLE observations, tallies, km_expected, summary, lookups, hazards, logranks, strata, stratified, more, delayed,
	delayed_tallies, delayed_km, cox, pairs, competing, cuminc_expected, weighted, weighted_km, weighted_row,
	weighted_cox, weighted_logrank, weighted_groups, rate_ratio, relapses, relapse_robust, in_groups, gray,
	cuminc_groups, means, quantiles, fine_gray;
