-- What it is for: events on days 100, 200 and 200, censored on 150 and 300
CREATE TABLE five (days int, observed boolean, line text);
INSERT INTO five VALUES (100, true, 'a'), (150, false, 'b'), (200, true, 'a'), (200, true, 'b'), (300, false, 'a');
SELECT survival_agg(days, observed) FROM five;
SELECT "time", n_risk, n_event, n_censor,
	round(survival::numeric, 6) AS survival,
	round(std_err::numeric, 5) AS std_err,
	round(lower::numeric, 4) AS lower,
	round(upper::numeric, 4) AS upper
FROM (SELECT survival_agg(days, observed) AS t FROM five) AS cohort, km(t, conf_type => 'log-log');
SELECT (km_quantile(t, 0.5)).*, (survival_counts(t)).*
FROM (SELECT survival_agg(days, observed) AS t FROM five) AS cohort;
SELECT day, (km_at(t, day)).n_risk, round((km_at(t, day)).survival::numeric, 4) AS survival
FROM (SELECT survival_agg(days, observed) AS t FROM five) AS cohort, unnest('{0,99,100,101,200,300,301}'::int[]) AS day;
SELECT round(rmst::numeric, 4) AS rmst, round(std_err::numeric, 4) AS std_err
FROM (SELECT survival_agg(days, observed) AS t FROM five) AS cohort, km_rmst(t, 250.5);
SELECT "time",
	round(hazard::numeric, 4) AS hazard,
	round(std_err::numeric, 4) AS std_err,
	round(lower::numeric, 4) AS lower,
	round(upper::numeric, 4) AS upper
FROM (SELECT survival_agg(days, observed) AS t FROM five) AS cohort, nelson_aalen(t);
SELECT l.df,
	round(l.chisq::numeric, 6) AS chisq,
	round(l.p_value::numeric, 6) AS p_value,
	round(h.ratio::numeric, 6) AS ratio,
	round(h.lower::numeric, 6) AS lower,
	round(h.upper::numeric, 6) AS upper
FROM (
	SELECT survival_agg(days, observed) FILTER (WHERE line = 'a') AS a,
		survival_agg(days, observed) FILTER (WHERE line = 'b') AS b
	FROM five
) AS two, logrank(ARRAY[a, b]) AS l, hazard_ratio(a, b) AS h;
-- the aggregate gives a tally, and functions read it
SELECT (km_quantile(survival_agg(days, observed))).estimate AS median FROM five;

-- Delayed entry: a patient who enters on day 120 is at risk from day 121
SELECT survival_agg(entry, exit, observed),
	survival_agg(greatest(entry, 0), exit, observed) = survival_agg(entry, exit, observed) AS start_is_start
FROM (VALUES (0, 100, true), (-30, 150, false), (120, 200, true), (200, 260, true)) AS v (entry, exit, observed);
SELECT k.*
FROM (
	SELECT survival_agg(entry, exit, observed) AS t
	FROM (VALUES (0, 100, true), (0, 150, false), (120, 200, true), (200, 260, true)) AS v (entry, exit, observed)
) AS c, km(t, 0.95, 'plain') AS k;
-- follow-up begins at entry
SELECT (survival_counts(survival_agg(entry, exit, true))).days FROM (VALUES (0, 100), (120, 200)) AS v (entry, exit);

-- Competing events: cause 1 or 2, 0 censored
SELECT cuminc_agg(days, cause) FROM (VALUES (5, 1), (6, 2), (7, 0), (9, 2)) AS v (days, cause);
SELECT "time", cause, n_risk, n_event, n_censor, incidence,
	round(std_err::numeric, 6) AS std_err,
	round(lower::numeric, 6) AS lower,
	upper
FROM (SELECT cuminc_agg(days, cause) AS t FROM (VALUES (5, 1), (6, 2), (7, 0), (9, 2)) AS v (days, cause)) AS c,
	cuminc(t);
SELECT day, cause, (cuminc_at(t, day, cause)).n_risk, (cuminc_at(t, day, cause)).incidence
FROM (SELECT cuminc_agg(days, cause) AS t FROM (VALUES (5, 1), (6, 2), (7, 0), (9, 2)) AS v (days, cause)) AS c,
	unnest('{4,5,8,9,10}'::int[]) AS day, generate_series(1, 3) AS cause ORDER BY day, cause;
-- incidences and survival add up to 1; with one cause it is 1 - Kaplan-Meier, and so are its limits
CREATE TABLE times AS
SELECT 1 + h % 400 AS days, h / 1000 % 4 AS cause, h / 7 % 3 AS grp, (h / 11 % 50) / 20.0 AS weight, i
FROM (SELECT i, abs(hashint4(i)) AS h FROM generate_series(1, 3000) AS i) AS g;
SELECT count(*) AS days, bool_and(abs(survival + incidence - 1) < 1e-12) AS add_up
FROM (
	SELECT "time", sum(incidence) AS incidence
	FROM (SELECT cuminc_agg(days, cause) AS t FROM times) AS c, cuminc(t)
	GROUP BY "time"
) AS i
JOIN (SELECT k.* FROM (SELECT survival_agg(days, cause > 0) AS t FROM times) AS c, km(t) AS k) AS k USING ("time");
SELECT count(*) AS days,
	bool_and(
		abs(survival + incidence - 1) < 1e-12
		AND abs(k.std_err - i.std_err) < 1e-12
		AND abs(k.lower + i.upper - 1) < 1e-12
		AND abs(k.upper + i.lower - 1) < 1e-12
	) AS same
FROM (
	SELECT i.*
	FROM (SELECT cuminc_agg(days, least(cause, 1)) AS t FROM times) AS c, cuminc(t, conf_type => 'plain') AS i
) AS i
JOIN (
	SELECT k.*
	FROM (SELECT survival_agg(days, cause > 0) AS t FROM times) AS c, km(t, conf_type => 'plain') AS k
	WHERE survival > 0
) AS k USING ("time");

-- With weights of 1 the curve is the unweighted one; doubling the weights changes only the sums
SELECT survival_agg(days, observed, 1.5) FROM five;
SELECT count(*) AS days,
	bool_and(
		abs(w.survival - k.survival) < 1e-12
		AND abs(w.std_err - k.std_err) < 1e-12
		AND w.n_risk = k.n_risk
		AND abs(d.survival - k.survival) < 1e-12
		AND abs(d.std_err - k.std_err) < 1e-12
		AND d.n_event = 2 * k.n_event
	) AS same
FROM (
	SELECT survival_agg(days, cause > 0, 1) AS w,
		survival_agg(days, cause > 0, 2) AS d,
		survival_agg(days, cause > 0) AS t
	FROM times
) AS c, km(t) AS k, km(w) AS w, km(d) AS d
WHERE w."time" = k."time" AND d."time" = k."time" AND k.survival > 0;
-- a weight of 0 leaves a patient out
SELECT survival_agg(days, true, weight) = survival_agg(days, true, weight) FILTER (WHERE weight > 0) AS left_out
FROM times;
SELECT km_at(survival_agg(days, observed, 1), 120), km_quantile(survival_agg(days, observed, 1), 0.25) FROM five;
-- where the curve reaches 0 the jackknife variance is 0, as in R, and plain limits exist
SELECT k.*
FROM (SELECT survival_agg(days, true, 0.5) AS t FROM five) AS c, km(t, conf_type => 'plain') AS k
WHERE survival < 0.1;
SELECT n.*
FROM (SELECT survival_agg(days, observed, 2) AS t FROM five) AS c, nelson_aalen(t, conf_type => 'plain') AS n
WHERE n_event > 0;

-- Each reader of no patients, no events, all censored on one day, and one patient
CREATE TABLE edge (what text, t survival_tally);
INSERT INTO edge SELECT 'no patients', survival_agg(days, observed) FROM five WHERE false;
INSERT INTO edge SELECT 'no events', survival_agg(days, false) FROM five;
INSERT INTO edge SELECT 'all censored at once', survival_agg(100, false) FROM five;
INSERT INTO edge SELECT 'one patient, event', survival_agg(100, true);
INSERT INTO edge SELECT 'one patient, censored', survival_agg(100, false);
INSERT INTO edge SELECT 'one patient, day 0', survival_agg(0, true);
\pset null -
SELECT what, survival_counts(t), km_at(t, 50), km_at(t, 100), km_at(t, 400), km_quantile(t, 0.5) FROM edge;
SELECT what, km_rmst(t, 50), km_rmst(t, 400), logrank(ARRAY[t, t]), logrank(ARRAY[t]), hazard_ratio(t, t) FROM edge;
SELECT what, k.* FROM edge LEFT JOIN km(t) AS k ON true ORDER BY what, "time";
SELECT what, k.*
FROM edge
LEFT JOIN km(t, conf_type => 'log-log') AS k ON true
WHERE k."time" > 150 OR what LIKE 'one%'
ORDER BY what, "time";
SELECT what, k.*
FROM edge
LEFT JOIN nelson_aalen(t) AS k ON true
WHERE what LIKE 'one%' OR "time" IS NULL
ORDER BY what, "time";
SELECT n.* FROM edge, nelson_aalen(t, conf_type => 'plain') AS n WHERE what = 'all censored at once';
SELECT cuminc_at(cuminc_agg(days, 1), 50), count(*) FROM five WHERE false;
SELECT c.* FROM cuminc((SELECT cuminc_agg(100, 2))) AS c;
SELECT logrank('{}'::survival_tally[]), logrank(ARRAY[NULL::survival_tally]), hazard_ratio(NULL, t),
	km_at(NULL::survival_tally, 5)
FROM edge
WHERE what = 'no events';
SELECT km_at(survival_agg(days, observed, 1), 50), count(*) FROM five WHERE false;
-- hazard ratios without an event in one group, and in neither
SELECT hazard_ratio(a, b), hazard_ratio(b, a), hazard_ratio(b, b)
FROM (SELECT survival_agg(days, true) AS a, survival_agg(days + 1, false) AS b FROM five) AS x;
-- only events while both groups are at risk count
SELECT hazard_ratio(survival_agg(1000 + days, true), survival_agg(days, true)) AS one_after_the_other FROM five;
-- far from 1: all of 10,000 patients on the first day, to one of 10,000
SELECT r.ratio > 0 AND r.ratio < 0.001 AND r.lower < r.ratio AND r.upper > r.ratio AS small,
	abs(r.ratio * b.ratio - 1) < 1e-9 AS inverse
FROM (
	SELECT '{"version": 1, "days": [1, 2], "events": [1, 0], "censored": [0, 9999]}'::survival_tally AS few,
		'{"version": 1, "days": [1, 2], "events": [9999, 1], "censored": [0, 0]}'::survival_tally AS most
) AS t, hazard_ratio(few, most) AS r, hazard_ratio(most, few) AS b;
-- swapping the groups inverts the ratio
SELECT abs(x.ratio * y.ratio - 1) < 1e-12 AS inverse,
	abs(x.lower * y.upper - 1) < 1e-12 AS limits,
	abs(x.p_value - y.p_value) < 1e-12 AS p_value
FROM (
	SELECT survival_agg(days, cause > 0) FILTER (WHERE grp = 0) AS a,
		survival_agg(days, cause > 0) FILTER (WHERE grp = 1) AS b
	FROM times
) AS t, hazard_ratio(a, b) AS x, hazard_ratio(b, a) AS y;
-- 10^k times the patients, up to what a tally holds: the same ratio, and a standard error smaller by the root
CREATE FUNCTION times(t survival_tally, n bigint) RETURNS survival_tally LANGUAGE sql IMMUTABLE AS $$
	SELECT format('{"version": 1, "days": %s, "events": %s, "censored": %s}', j->'days',
		(SELECT jsonb_agg(e::bigint * n) FROM jsonb_array_elements(j->'events') AS e),
		(SELECT jsonb_agg(c::bigint * n) FROM jsonb_array_elements(j->'censored') AS c))::survival_tally
	FROM (SELECT t::text::jsonb AS j) AS x
$$;
WITH counted AS (
	SELECT k, h.*, chisq, b.ratio AS back
	FROM (
		SELECT survival_agg(days, cause > 0) FILTER (WHERE grp = 0) AS a,
			survival_agg(days, cause > 0) FILTER (WHERE grp = 1) AS b
		FROM times
	) AS t, unnest('{0,6,9,12}'::integer[]) AS k, LATERAL (SELECT (10::numeric ^ k)::bigint AS n) AS n,
		LATERAL (SELECT times(a, n) AS a, times(b, n) AS b OFFSET 0) AS x,
		hazard_ratio(x.a, x.b) AS h,
		hazard_ratio(x.b, x.a) AS b,
		logrank(ARRAY[x.a, x.b]) AS l
)
SELECT c.k,
	abs(c.ratio / m.ratio - 1) < CASE c.k WHEN 0 THEN 0.05 ELSE 1e-6 END AS ratio,
	abs(sqrt(10::float8 ^ (c.k - 6)) * ln(c.upper / c.lower) / ln(m.upper / m.lower) - 1)
		< CASE c.k WHEN 0 THEN 0.05 ELSE 1e-6 END AS std_err,
	abs(c.chisq / m.chisq * 10::float8 ^ (6 - c.k) - 1) < CASE c.k WHEN 0 THEN 0.1 ELSE 1e-5 END AS chisq,
	abs(c.ratio * c.back - 1) < 1e-12 AS inverse
FROM counted AS c, counted AS m
WHERE m.k = 6
ORDER BY c.k;
DROP FUNCTION times(survival_tally, bigint);
-- a small group beside a huge one, in either order
SELECT h.ratio > 0 AND h.lower < h.ratio AND h.upper > h.ratio AS known,
	abs(h.ratio * b.ratio - 1) < 1e-9 AS inverse,
	abs(h.p_value - b.p_value) < 1e-9 AS p_value,
	abs(l.chisq - m.chisq) < 1e-9 * l.chisq AS test
FROM (
	SELECT '{"version": 1, "days": [1, 2, 3], "events": [1, 1, 0], "censored": [0, 2, 3]}'::survival_tally AS few,
		'{"version": 1, "days": [1, 2, 3], "events": [1000000000000000, 700000000000000, 1], '
			'"censored": [0, 0, 5000000000000000]}'::survival_tally AS most
) AS t, hazard_ratio(few, most) AS h, hazard_ratio(most, few) AS b, logrank(ARRAY[few, most]) AS l,
	logrank(ARRAY[most, few]) AS m;
-- a group without expected events is left out of the test; if each stratum has one group, nothing can be tested
SELECT logrank(ARRAY[a, b, none]) = logrank(ARRAY[a, b]) AS left_out,
	logrank(ARRAY[ARRAY[a, NULL], ARRAY[NULL, b]]) AS apart,
	logrank(ARRAY[ARRAY[a, b, NULL], ARRAY[NULL, NULL, a]]) AS one_apart
FROM (
	SELECT survival_agg(days, cause > 0) FILTER (WHERE grp = 0) AS a,
		survival_agg(days, cause > 0) FILTER (WHERE grp = 1) AS b,
		survival_agg(days, true) FILTER (WHERE false) AS none
	FROM times
) AS t;

-- A quantile on a flat part of the curve is the middle of that part
SELECT p, (km_quantile(t, p)).estimate
FROM (SELECT survival_agg(days, true) AS t FROM generate_series(10, 40, 10) AS days) AS c,
	unnest('{0.1,0.25,0.4,0.5,0.75,0.9}'::float8[]) AS p;
SELECT km_quantile(survival_agg(d, o), 0.5) FROM (VALUES (1, true), (2, true), (3, false), (9, false)) AS v (d, o);

-- whatever the rounding of 9/10 8/9 7/8 ...
SELECT array_agg((km_quantile(t, p / 10.0)).estimate ORDER BY p) AS middles
FROM (SELECT survival_agg(days, true) AS t FROM generate_series(1, 10) AS days) AS c, generate_series(1, 9) AS p;
-- NULLs are left out
SELECT (survival_counts(survival_agg(d, o))).*
FROM (VALUES (10, true), (NULL, true), (10, NULL), (20, false)) AS v (d, o);

-- Text and binary round trips, equality, hash
SELECT t::text::survival_tally = t AS text, what FROM edge ORDER BY what;
SELECT t = u AS order_does_not_matter, t <> rollup AS sum_differs
FROM (
	SELECT survival_agg(days, cause > 0 ORDER BY i) AS t, survival_agg(days, cause > 0 ORDER BY i DESC) AS u FROM times
) AS x, LATERAL (SELECT rollup(y) FROM unnest(ARRAY[t, u]) AS y) AS r;
SELECT count(*) AS tallies, sum(n) AS "of"
FROM (SELECT t, count(*) AS n FROM (SELECT survival_agg(days, true) AS t FROM times GROUP BY i) AS x GROUP BY t) AS y;
SELECT '{"days": [3, 7], "censored": [0, 1], "entered": [1, 0],
	"events": [1, 1], "version": 1}'::survival_tally;
SELECT '{"version": "one"}'::survival_tally;
SELECT '{"version": 1, "days": 3, "events": [1], "censored": [0]}'::survival_tally;
SELECT '{"version": 1, "days": [3], "events": [1, 1, 1, 1], "censored": [0]}'::survival_tally;
SELECT survival_counts('{"version": 1, "days": [2147483647], "events": [9007199254740992], "censored": [0]}');
SELECT survival_agg(day, true) FROM generate_series(0, 1000000) AS day;
SELECT survival_agg(day, true) FROM generate_series(0, 1048576) AS day;
SELECT '{"version": 1, "days": [3], "events": [1], "event_weights": [0.5], "event_squares": [0.25], "censored": [0], '
	'"censored_weights": [0], "censored_squares": [0e0]}'::weighted_survival_tally;
CREATE TABLE copied (LIKE edge); CREATE TABLE copied_more (c cuminc_tally, w weighted_survival_tally);
CREATE TABLE more AS SELECT cuminc_agg(days, cause) AS c, survival_agg(days, cause > 0, weight) AS w FROM times;
SELECT current_setting('data_directory') || format('/survival.%s.bin', pg_backend_pid()) AS file \gset
COPY edge TO :'file' (FORMAT binary); COPY copied FROM :'file' (FORMAT binary);
SELECT count(*), bool_and(e.t = c.t) AS equal FROM edge AS e JOIN copied AS c USING (what);
COPY more TO :'file' (FORMAT binary); COPY copied_more FROM :'file' (FORMAT binary);
SELECT c.c = m.c AS c, c.w = m.w AS w,
	m.c::text::cuminc_tally = m.c AS c_text,
	m.w::text::weighted_survival_tally = m.w AS w_text
FROM copied_more AS c, more AS m;

-- The planner knows the rows of a constant
CREATE FUNCTION planned_rows(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT
	planned_rows(
		'SELECT * FROM km(survival_tally ''{"version": 1, "days": [3, 7], "events": [1, 1], "censored": [0, 1]}'')'
	) AS constant,
	planned_rows(
		'SELECT * FROM cuminc(''{"version": 1, "days": [3, 7], "censored": [0, 1], "cause_1": [1, 0], '
		'"cause_2": [0, 1]}'')'
	) AS by_cause,
	planned_rows('SELECT k.* FROM edge, km(t) AS k WHERE what = ''no events''') > 100 AS column;

-- restricted means: what is not known, no event in one arm or in both, no spread, and a mean of 0
SELECT rmst_difference(t, t, 50) AS before_the_events, rmst_difference(t, t, 400) AS alike,
	rmst_ratio(t, t, 400) AS ratio, rmst_difference(t, u, 400) AS no_events, rmst_difference(u, u, 400) AS in_neither,
	rmst_difference(t, u, 1000) AS too_late, rmst_difference(t, NULL, 400) AS none
FROM (SELECT survival_agg(days, days < 400) AS t, survival_agg(days + 400, false) AS u FROM five) AS arms;
SELECT rmst_ratio(t, u, 90) AS less, rmst_ratio(u, t, 90) AS by_nothing, rmst_ratio(u, u, 90) AS nothing_by_nothing,
	rmst_difference(t, u, 90) AS difference
FROM (SELECT survival_agg(days, true) AS t, survival_agg(0, true) AS u FROM five) AS arms;
SELECT abs(x.difference - (a.rmst - b.rmst)) < 1e-12 AS means, abs(y.ratio - a.rmst / b.rmst) < 1e-12 AS ratio,
	x.difference = -z.difference AND x.lower = -z.upper AND x.p_value = z.p_value AS symmetric
FROM (
	SELECT survival_agg(days, cause > 0) FILTER (WHERE grp = 0) AS t,
		survival_agg(days, cause > 0) FILTER (WHERE grp = 1) AS u
	FROM times
) AS arms, km_rmst(t, 300) AS a, km_rmst(u, 300) AS b, rmst_difference(t, u, 300) AS x, rmst_ratio(t, u, 300) AS y,
	rmst_difference(u, t, 300) AS z;
-- quantiles of an incidence: with one cause they are those of the curve, with several the incidence may not get there
SELECT count(*) AS quantiles, count(k.estimate) AS reached, bool_and(c IS NOT DISTINCT FROM k) AS same
FROM (SELECT cuminc_agg(days, least(cause, 1)) AS t, survival_agg(days, cause > 0) AS u FROM times) AS x,
	generate_series(0.05, 0.95, 0.05) AS p, cuminc_quantile(t, p, conf_type => 'plain') AS c,
	km_quantile(u, p, conf_type => 'plain') AS k;
SELECT p, cause, c.*
FROM (SELECT cuminc_agg(days, cause) AS t FROM (VALUES (5, 1), (6, 2), (7, 1), (9, 2)) AS v (days, cause)) AS x,
	unnest('{0.25,0.3,0.5,0.6}'::float8[]) AS p, generate_series(1, 3) AS cause, cuminc_quantile(t, p, cause) AS c
ORDER BY p, cause;
SELECT cuminc_quantile(cuminc_agg(days, 1)), count(*) FROM five WHERE false;
-- Gray's test: without patients, without events of the cause, of groups that are alike, and of groups apart
SELECT gray_test('{}'::cuminc_tally[]) AS no_groups, gray_test(ARRAY[NULL::cuminc_tally]) AS nobody,
	gray_test(ARRAY[t]) AS one, gray_test(ARRAY[t, t]) AS alike, gray_test(ARRAY[t, t], 15) AS no_such_event,
	gray_test(ARRAY[t, NULL]) AS with_nobody
FROM (SELECT cuminc_agg(days, days / 100) AS t FROM five) AS c;
SELECT gray_test(ARRAY[a, b, NULL]) = gray_test(ARRAY[a, b]) AS left_out,
	gray_test(ARRAY[a, b, early]) = gray_test(ARRAY[a, b]) AS gone_before,
	gray_test(ARRAY[ARRAY[a, NULL], ARRAY[NULL, b]]) AS apart,
	gray_test(ARRAY[ARRAY[a, b, NULL], ARRAY[NULL, NULL, a]]) AS one_apart,
	abs((gray_test(ARRAY[a, b])).chisq - (gray_test(ARRAY[b, a])).chisq) < 1e-12 AS any_order
FROM (
	SELECT cuminc_agg(days + 1, cause) FILTER (WHERE grp = 0) AS a,
		cuminc_agg(days + 1, cause) FILTER (WHERE grp > 0) AS b,
		cuminc_agg(1, 0) AS early
	FROM times
) AS x;
-- where a group ends before the others, the incidence of all may reach 1, here before day 842; in any order
SELECT DISTINCT round((gray_test(ARRAY[g[i], g[j], g[6 - i - j]])).chisq::numeric, 9)
FROM (SELECT ARRAY[cuminc_agg(days, cause) FILTER (WHERE grp = 1), cuminc_agg(days, cause) FILTER (WHERE grp = 2),
		cuminc_agg(days, cause) FILTER (WHERE grp = 3)] AS g
	FROM (VALUES (1, 96, 1), (1, 419, 1), (1, 444, 1), (2, 505, 1), (2, 602, 1), (2, 894, 2), (3, 683, 1), (3, 780, 1),
		(3, 842, 1)) AS v (grp, days, cause)) AS x, generate_series(1, 3) AS i, generate_series(1, 3) AS j
WHERE i <> j;
-- and exceed it: cmprsk has 12.1956471985
SELECT gray_test(array_agg(t ORDER BY grp))
FROM (SELECT grp, cuminc_agg(days, 1) AS t
	FROM (VALUES (1, '{16,18,39,43}'::int[]), (2, '{34,37,38,50}'), (3, '{1,4,6,17,17}'), (4, '{12,25,36,41,42}'))
		AS v (grp, all_days), unnest(all_days) AS days
	GROUP BY grp) AS x;
-- with one cause and no censoring it is close to the log-rank test
SELECT round((gray_test(ARRAY[a, b])).chisq::numeric, 1) AS gray,
	round((logrank(ARRAY[c, d])).chisq::numeric, 1) AS logrank,
	round((gray_test(ARRAY[a, b], rho => 1)).chisq::numeric, 1) AS gray_1,
	round((logrank(ARRAY[c, d], 1)).chisq::numeric, 1) AS logrank_1
FROM (
	SELECT cuminc_agg(days, 1) FILTER (WHERE i % 2 = 0) AS a, cuminc_agg(2 * days, 1) FILTER (WHERE i % 2 = 1) AS b,
		survival_agg(days, true) FILTER (WHERE i % 2 = 0) AS c,
		survival_agg(2 * days, true) FILTER (WHERE i % 2 = 1) AS d
	FROM times
	WHERE i < 200
) AS x;
-- subdistribution hazards: without patients, without events of the cause in one group or both, and in one patient
SELECT fine_gray(t, NULL) AS none, fine_gray(t, nobody) AS nobody, fine_gray(nobody, nobody) AS in_both,
	fine_gray(t, t) AS alike, fine_gray(t, t, 9) AS no_such_event, fine_gray(t, other) AS only_in_a,
	fine_gray(other, t) AS only_in_b, fine_gray(other, other, 2) AS all_at_once
FROM (
	SELECT cuminc_agg(days, days / 100) AS t, cuminc_agg(400, 2) AS other,
		cuminc_agg(1, 1) FILTER (WHERE false) AS nobody
	FROM five
) AS c;
-- without other events it is the Cox model, of which the limits are robust; groups the other way round
SELECT abs(f.ratio / h.ratio - 1) < 1e-9 AS as_cox,
	abs(ln(f.upper / f.lower) / ln(h.upper / h.lower) - 1) < 0.05 AS limits,
	abs(f.ratio * r.ratio - 1) < 1e-9 AND abs(f.lower * r.upper - 1) < 1e-9 AND abs(f.p_value - r.p_value) < 1e-9
		AS turned
FROM (
	SELECT cuminc_agg(days, least(cause, 1)) FILTER (WHERE grp = 0) AS a,
		cuminc_agg(days, least(cause, 1)) FILTER (WHERE grp = 1) AS b,
		survival_agg(days, cause > 0) FILTER (WHERE grp = 0) AS c,
		survival_agg(days, cause > 0) FILTER (WHERE grp = 1) AS d
	FROM times
) AS x, fine_gray(a, b) AS f, fine_gray(b, a) AS r, hazard_ratio(c, d) AS h;
-- without censoring, patients with another event stay at risk to the end: as a Cox model in which they never have one
SELECT abs(f.ratio / h.ratio - 1) < 1e-9 AS as_cox
FROM (
	SELECT cuminc_agg(days, 1 + cause % 2) FILTER (WHERE grp = 0) AS a,
		cuminc_agg(days, 1 + cause % 2) FILTER (WHERE grp = 1) AS b,
		survival_agg(CASE WHEN cause % 2 = 0 THEN days ELSE 999 END, cause % 2 = 0) FILTER (WHERE grp = 0) AS c,
		survival_agg(CASE WHEN cause % 2 = 0 THEN days ELSE 999 END, cause % 2 = 0) FILTER (WHERE grp = 1) AS d
	FROM times
) AS x, fine_gray(a, b) AS f, hazard_ratio(c, d) AS h;
-- all who are left are censored on the last day
SELECT cause, round(ratio::numeric, 9) AS ratio, round(lower::numeric, 9) AS lower, round(upper::numeric, 9) AS upper,
	round(p_value::numeric, 9) AS p_value
FROM (
	SELECT cuminc_agg(days, cause) FILTER (WHERE grp = 0) AS a, cuminc_agg(days, cause) FILTER (WHERE grp = 1) AS b
	FROM (VALUES (1, 1, 0), (2, 2, 0), (3, 1, 1), (4, 2, 1), (5, 0, 0), (5, 0, 1), (5, 1, 1)) AS v (days, cause, grp)
) AS arms, generate_series(1, 2) AS cause, fine_gray(a, b, cause);
-- Bad input
SELECT survival_agg(-1, true);
SELECT survival_agg(5, 5, true);
SELECT survival_agg(1, -5, true);
SELECT survival_agg(1, true, -1);
SELECT survival_agg(1, true, 'NaN');
SELECT survival_agg(1, true, 1e10);
SELECT cuminc_agg(1, 16);
SELECT cuminc_agg(1, -1);
SELECT km(t, 95) FROM edge;
SELECT km(t, 0.95, 'arcsin') FROM edge;
SELECT nelson_aalen(t, 0.95, 'log-log') FROM edge;
SELECT km_at(t, -1) FROM edge;
SELECT km_quantile(t, 50) FROM edge;
SELECT km_quantile(t, 'NaN') FROM edge;
SELECT km_rmst(t, 0) FROM edge;
SELECT km_rmst(t, 'Infinity') FROM edge;
SELECT cuminc_at(cuminc_agg(days, 1), 5, 0) FROM five;
SELECT rmst_difference(t, t, 0) FROM edge;
SELECT rmst_ratio(t, t, 5, 1) FROM edge;
SELECT cuminc_quantile(t, 1) FROM (SELECT cuminc_agg(1, 1) AS t) AS c;
SELECT cuminc_quantile(t, 0.5, 0) FROM (SELECT cuminc_agg(1, 1) AS t) AS c;
SELECT fine_gray(t, t, 0) FROM (SELECT cuminc_agg(1, 1) AS t) AS c;
SELECT fine_gray(t, t, 1, 0) FROM (SELECT cuminc_agg(1, 1) AS t) AS c;
SELECT gray_test(ARRAY[t], 0) FROM (SELECT cuminc_agg(1, 1) AS t) AS c;
SELECT gray_test(ARRAY[t], 16) FROM (SELECT cuminc_agg(1, 1) AS t) AS c;
SELECT gray_test(ARRAY[t], 1, -1) FROM (SELECT cuminc_agg(1, 1) AS t) AS c;
SELECT gray_test(ARRAY[[[t]]]) FROM (SELECT cuminc_agg(1, 1) AS t) AS c;
SELECT logrank(ARRAY[t, t], -1) FROM edge;
SELECT logrank(ARRAY[t, t], 'NaN') FROM edge;
SELECT logrank(ARRAY[[[t, t]]]) FROM edge;
SELECT logrank(array_agg(t)) FROM edge, generate_series(1, 1001);
SELECT hazard_ratio(ARRAY[t]) FROM edge;
SELECT hazard_ratio(ARRAY[survival_agg(5, true, 1)]);
SELECT logrank(ARRAY[survival_agg(5, true, 1)], -1);

-- Weighted groups: with weights of 1 the ratio of the exact tallies; larger weights of all change nothing; many ties
CREATE FUNCTION alike(a float8, b float8) RETURNS boolean LANGUAGE sql
	RETURN a IS NOT DISTINCT FROM b OR abs(a - b) <= 1e-12 * abs(b);
CREATE TABLE weighed AS
SELECT g, i, 1 + hashint4(i * 2 + g) & 63 AS days, hashint4(i * 3 + g) & 3 > 0 AS observed,
	1 + (i % 7) / 4.0 AS weight
FROM generate_series(0, 2) AS g, generate_series(1, 300) AS i;
SELECT alike(w.ratio, e.ratio) AS ratio, alike(heavy.upper, light.upper) AS scaled,
	alike(tied.ratio, once.ratio) AS tied
FROM (
	SELECT array_agg(e ORDER BY g) AS e, array_agg(one ORDER BY g) AS one, array_agg(heavy ORDER BY g) AS heavy,
		array_agg(light ORDER BY g) AS light, array_agg(tied ORDER BY g) AS tied, array_agg(once ORDER BY g) AS once
	FROM (
		SELECT g, survival_agg(days, observed) AS e, survival_agg(days, observed, 1) AS one,
			survival_agg(days, observed, weight * 1e8) AS heavy, survival_agg(days, observed, weight * 1e-8) AS light,
			survival_agg(days / 8, observed, 1) AS tied, survival_agg(days / 8, observed) AS once
		FROM weighed GROUP BY g
	) AS t
) AS a, hazard_ratio(one[1], one[2]) AS w, hazard_ratio(e[1], e[2]) AS e, hazard_ratio(heavy[1:2]) AS heavy,
	hazard_ratio(light[1:2]) AS light, hazard_ratio(tied[1:2]) AS tied, hazard_ratio(once[1:2]) AS once;
-- the other way round, in any order, and with a stratum of one patient
SELECT alike(h.ratio, 1 / b.ratio) AS ratio, alike(h.lower, 1 / b.upper) AS limits,
	alike(h.p_value, b.p_value) AS p_value, alike(l.chisq, m.chisq) AS test, alike(l.chisq, alone.chisq) AS alone,
	alike(s.upper, h.upper) AS stratum
FROM (
	SELECT array_agg(t ORDER BY g) AS t
	FROM (SELECT g, survival_agg(days, observed, weight) AS t FROM weighed GROUP BY g) AS t
) AS a, hazard_ratio(t[1], t[2]) AS h, hazard_ratio(t[2], t[1]) AS b,
	logrank(t) AS l, logrank(ARRAY[t[3], t[1], t[2]]) AS m,
	(SELECT survival_agg(7, true, 3) AS one) AS o, logrank(ARRAY[t, ARRAY[one, NULL, NULL]]) AS alone,
	hazard_ratio(ARRAY[t[1:2], ARRAY[one, NULL]]) AS s;
-- the same tally twice; edges as of exact tallies
SELECT hazard_ratio(t, t), logrank(ARRAY[t, t]), logrank(ARRAY[t]), logrank(ARRAY[t, NULL])
FROM (SELECT survival_agg(days, observed, 2) AS t FROM five) AS x;
SELECT hazard_ratio(a, b), hazard_ratio(b, a), hazard_ratio(b, b), logrank(ARRAY[b, b]),
	logrank('{}'::weighted_survival_tally[])
FROM (SELECT survival_agg(days, true, 0.5) AS a, survival_agg(days + 1, false, 2) AS b FROM five) AS x;
SELECT hazard_ratio(nobody, t), hazard_ratio(nobody, nobody), logrank(ARRAY[nobody, t]),
	hazard_ratio(survival_agg, t) AS one_after_the_other
FROM (
	SELECT survival_agg(days, true, 2) AS t, survival_agg(days, true, 2) FILTER (WHERE false) AS nobody,
		survival_agg(days + 1000, true, 2)
	FROM five
) AS x;
SELECT hazard_ratio(a, b) AS one_each, hazard_ratio(a, a) AS two
FROM (SELECT survival_agg(5, true, 2) AS a, survival_agg(6, true, 3) AS b) AS x;
-- more patients than can be looped over, and weights that overflow
SELECT round(h.ratio::numeric, 9) AS ratio, h.upper / h.ratio < 1.0001 AS precise, l.chisq > 1e10 AS far,
	alike(e.ratio, h.ratio) AS same
FROM (
	SELECT '{"version": 1, "days": [5, 6], "events": [1000000000000, 1000000000000], '
			'"event_weights": [1000000000000, 1000000000000], "event_squares": [1000000000000, 1000000000000], '
			'"censored": [0, 0], "censored_weights": [0, 0], "censored_squares": [0, 0]}'::weighted_survival_tally AS a,
		'{"version": 1, "days": [5, 6], "events": [1000000000000, 3000000000000], '
			'"event_weights": [1000000000000, 3000000000000], "event_squares": [1000000000000, 3000000000000], '
			'"censored": [0, 0], "censored_weights": [0, 0], "censored_squares": [0, 0]}'::weighted_survival_tally AS b,
		'{"version": 1, "days": [5, 6], "events": [1000000000000, 1000000000000], '
			'"censored": [0, 0]}'::survival_tally AS c,
		'{"version": 1, "days": [5, 6], "events": [1000000000000, 3000000000000], '
			'"censored": [0, 0]}'::survival_tally AS d
) AS x, hazard_ratio(a, b) AS h, hazard_ratio(c, d) AS e, logrank(ARRAY[a, b]) AS l;
SELECT hazard_ratio(t, t)
FROM (SELECT '{"version": 1, "days": [5, 6], "events": [1, 1], "event_weights": [1e308, 1e308], '
	'"event_squares": [1e308, 1e308], "censored": [0, 0], "censored_weights": [0, 0], '
	'"censored_squares": [0, 0]}'::weighted_survival_tally AS t) AS x;
DROP TABLE weighed; DROP FUNCTION alike;

-- Hostile text
CREATE FUNCTION refused(type regtype, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE x text;
BEGIN
	EXECUTE format('SELECT %L::%s::text', input, type) INTO x;
	RETURN 'taken: ' || x;
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE || ' ' || left(SQLERRM, 60);
END $$;
SELECT refused('survival_tally', t) FROM unnest(ARRAY[
	'', '{', '{}', '[]', '{"version": 1}', '{"version": 2, "days": [], "events": [], "censored": []}',
	'{"version": 1, "days": [], "events": []}',
	'{"version": 1, "days": [7, 3], "events": [1, 1], "censored": [0, 1]}',
	'{"version": 1, "days": [3, 3], "events": [1, 1], "censored": [0, 1]}',
	'{"version": 1, "days": [3], "events": [-1], "censored": [2]}',
	'{"version": 1, "days": [-3], "events": [1], "censored": [0]}',
	'{"version": 1, "days": [3], "events": [0], "censored": [0]}',
	'{"version": 1, "days": [3], "events": [1, 1], "censored": [0]}',
	'{"version": 1, "days": [3], "events": [9223372036854775808], "censored": [0]}',
	'{"version": 1, "days": [3], "events": [9223372036854775807], "censored": [0]}',
	'{"version": 1, "days": [3, 4], "events": [9007199254740992, 1], "censored": [0, 0]}',
	'{"version": 1, "days": [2147483648], "events": [1], "censored": [0]}',
	'{"version": 1, "days": [3], "events": [1.5], "censored": [0]}',
	'{"version": 1, "days": [3], "events": [1], "censored": [0], "entered": [0]}',
	'{"version": 1, "days": [3], "events": [1], "censored": [0], "entered": [1]}',
	'{"version": 1, "days": [3], "events": [1], "censored": [0], "cause_1": [1]}',
	'{"version": 1, "days": [3], "days": [3], "events": [1], "censored": [0]}',
	'{"version": 1, "version": 1, "days": [3], "events": [1], "censored": [0]}',
	'{"version": 1, "days": [3], "events": [1], "censored": [0]} x',
	'{"version": 1, "days": [3,], "events": [1], "censored": [0]}',
	'{"version": 1, "days": [3], "events": [null], "censored": [0]}',
	'{"days": [3], "events": [1], "censored": [0]}']) AS t;
SELECT refused(
	'weighted_survival_tally',
	replace(
		'{"version": 1, "days": [3], "events": [1], "event_weights": [W], "event_squares": [1], "censored": [0], '
			'"censored_weights": [0], "censored_squares": [0]}',
		'W', w
	)
)
FROM unnest('{1,0,-1,1e999,0x1p3,nan,1e,1.5e0}'::text[]) AS w;
SELECT refused('cuminc_tally', t)
FROM unnest(ARRAY[
	'{"version": 1, "days": [], "censored": [], "cause_1": []}',
	'{"version": 1, "days": [4], "censored": [1], "cause_1": [0], "cause_2": [0]}',
	'{"version": 1, "days": [4], "censored": [1], "cause_2": [1]}',
	'{"version": 1, "days": [4], "censored": [1]}'
]) AS t;
SELECT refused('survival_tally', '{"version": 1, "days": [' || repeat('1,', 4000000) || '1]}');

-- Hostile binary: a bytea sent is a value received
SELECT format('CREATE TABLE received_%s (t %s)', type, type)
FROM unnest('{survival,weighted_survival,cuminc,relapse,weighted_relapse,weighted_neda}'::text[]) AS name,
	LATERAL (SELECT name || '_tally' AS type) AS t \gexec
CREATE FUNCTION receive(type regtype, b bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file text := format('%s/survival.%s.bin', current_setting('data_directory'), pg_backend_pid());
	same boolean;
BEGIN
	EXECUTE format('COPY (SELECT %L::bytea) TO %L WITH (FORMAT binary)', b, file);
	EXECUTE format('COPY received_%s FROM %L WITH (FORMAT binary)', type, file);
	EXECUTE format('DELETE FROM received_%1$s RETURNING %1$s_send(t) = $1 AND t::text::%1$s = t', type)
		INTO same USING b;
	RETURN CASE WHEN same THEN 'taken' ELSE 'not what was sent' END;
EXCEPTION WHEN others THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT what, receive('survival_tally', value)
FROM (VALUES
	(1, 'as it should be', '\x01' || int2send(2::int2) || int4send(1) || int4send(3) || int8send(1) || int8send(0)),
	(2, 'another version', '\x02' || int2send(2::int2) || int4send(0)),
	(3, 'nothing', ''),
	(4, 'too many columns', '\x01' || int2send(4::int2) || int4send(0)),
	(5, 'negative columns', '\x01' || int2send(-1::int2) || int4send(0)),
	(6, 'a column too few', '\x01' || int2send(1::int2) || int4send(1) || int4send(3) || int8send(1)),
	(7, 'a length beyond the buffer',
		'\x01' || int2send(2::int2) || int4send(2) || int4send(3) || int8send(1) || int8send(0)),
	(8, 'a huge length', '\x01' || int2send(2::int2) || int4send(2147483647)),
	(9, 'a negative length', '\x01' || int2send(2::int2) || int4send(-1)),
	(10, 'unsorted days',
		'\x01' || int2send(2::int2) || int4send(2) || int4send(3) || int8send(1) || int8send(0) || int4send(2)
			|| int8send(1) || int8send(0)),
	(11, 'a negative day', '\x01' || int2send(2::int2) || int4send(1) || int4send(-3) || int8send(1) || int8send(0)),
	(12, 'a negative count', '\x01' || int2send(2::int2) || int4send(1) || int4send(3) || int8send(-1) || int8send(2)),
	(13, '2^63 - 1',
		'\x01' || int2send(2::int2) || int4send(1) || int4send(3) || int8send(9223372036854775807) || int8send(1)),
	(14, 'an empty day', '\x01' || int2send(2::int2) || int4send(1) || int4send(3) || int8send(0) || int8send(0)),
	(15, 'more at the end',
		'\x01' || int2send(2::int2) || int4send(1) || int4send(3) || int8send(1) || int8send(0) || '\x00'),
	(16, 'entered and never left',
		'\x01' || int2send(3::int2) || int4send(1) || int4send(3) || int8send(1) || int8send(0) || int8send(1))
) AS v (n, what, value)
ORDER BY n;
-- each byte changed, each length: the value that was sent, or refused;
-- only a weight of -0 becomes 0
CREATE TABLE sent (type regtype, b bytea);
INSERT INTO sent
SELECT 'survival_tally', survival_tally_send(survival_agg(entry, exit, observed))
FROM (VALUES (0, 100, true), (0, 150, false), (120, 200, true)) AS v (entry, exit, observed);
INSERT INTO sent
SELECT 'weighted_survival_tally', weighted_survival_tally_send(survival_agg(days, days > 5, days / 4.0))
FROM unnest('{5,6}'::int[]) AS days;
INSERT INTO sent
SELECT 'cuminc_tally', cuminc_tally_send(cuminc_agg(days, days - 5))
FROM unnest('{5,6,7}'::int[]) AS days;
INSERT INTO sent
SELECT 'relapse_tally', relapse_tally_send(relapse_agg(days - 5, days))
FROM unnest('{5,6,7}'::int[]) AS days;
INSERT INTO sent
SELECT 'weighted_relapse_tally', weighted_relapse_tally_send(relapse_agg(days - 5, days, 0.5))
FROM unnest('{5,6}'::int[]) AS days;
INSERT INTO sent SELECT 'weighted_neda_tally', weighted_neda_tally_send(neda_agg('NEDA-4', 0.5));
SELECT type,
	count(*) AS changes,
	count(*) FILTER (WHERE outcome = 'taken') AS taken,
	count(*) FILTER (WHERE outcome LIKE '22P03%') AS refused,
	count(*) FILTER (WHERE outcome = 'not what was sent') AS minus_zero
FROM sent,
	generate_series(0, length(b) - 1) AS at,
	unnest('{0,1,128,255}'::integer[]) AS byte,
	receive(type, set_byte(b, at, byte)) AS outcome
GROUP BY type
ORDER BY type::text;
SELECT count(*) AS lengths, count(*) FILTER (WHERE receive(type, substr(b, 1, size)) LIKE '22P03%') AS refused
FROM sent, generate_series(0, length(b) - 1) AS size;

-- Times censored on a day: before, on and after it; without a day; an event that is not known
SELECT v.*, c.days AS censored_days, c.observed AS censored_observed
FROM (VALUES (300, true, 365), (365, true, 365), (366, true, 365), (366, false, 365), (0, true, 0), (1, true, 0),
	(400, true, NULL), (400, NULL, 365), (300, NULL, 365), (NULL, true, 365), (NULL, NULL, NULL)
) AS v (days, observed, at), censor_at(v.days, v.observed, at) AS c;
SELECT censor_at(2147483647, true, 2147483646), censor_at(10::bigint, true, 5.0::numeric),
	censor_at('7', 'yes', at => '7');
SELECT survival_agg(c.days, c.observed)
FROM (VALUES (300, true), (365, true), (700, true), (200, false)) AS v (days, observed),
	censor_at(v.days, v.observed, 365) AS c;
SELECT censor_at(-1, true, 365);
SELECT censor_at(10, true, -1);
SELECT censor_at(10, true, 5.5);

-- More patients than a tally holds; removing what is not in it
SELECT rollup(t)
FROM (VALUES
	('{"version": 1, "days": [3], "events": [9007199254740992], "censored": [0]}'::survival_tally),
	('{"version": 1, "days": [3], "events": [1], "censored": [0]}')
) AS v (t);
SELECT survival_accum(
	'{"version": 1, "days": [3], "events": [9007199254740992], "censored": [0]}'::survival_tally, 3, true
);
SELECT survival_unaccum(t, 3, false) IS NULL AS none_there,
	survival_unmerge(t, '{"version": 1, "days": [4], "events": [1], "censored": [0]}') IS NULL AS another,
	survival_unmerge(t, '{"version": 1, "days": [3], "events": [2], "censored": [0]}') IS NULL AS too_many,
	survival_unaccum(t, 3, true) AS rest,
	survival_unmerge(t, t) AS nothing
FROM (SELECT survival_agg(3, true) AS t) AS x;
-- removing more late entries than there are gives NULL, by each function
SELECT survival_unaccum(late, 7, true),
	survival_unaccum(late, 3, false) IS NULL AS before,
	survival_unaccum(late, 2, 7, true) AS both_of_it,
	survival_unaccum(late, 2, 9, true),
	survival_unaccum(late, 0, 7, true)
FROM (SELECT survival_agg(2, 7, true) AS late) AS t;
SELECT survival_unmerge(
	'{"version": 1, "days": [3, 7], "events": [0, 2], "censored": [1, 0], "entered": [1, 0]}',
	'{"version": 1, "days": [7], "events": [2], "censored": [0]}'
);
SELECT cuminc_unaccum(cuminc_agg(3, 1), 3, 2) IS NULL AS none_there;
SELECT survival_unaccum(survival_agg(3, 10, true), 4, 10, true) IS NULL AS none_there;
DROP TABLE received_survival_tally, received_weighted_survival_tally, received_cuminc_tally, received_relapse_tally,
	received_weighted_relapse_tally, received_weighted_neda_tally;
DROP TABLE five, times, edge, copied, copied_more, more, sent; DROP FUNCTION planned_rows, refused, receive;
