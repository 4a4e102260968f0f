CREATE SCHEMA recovery; SET search_path = recovery, public;
-- What it is for: each relapse with the EDSS before it, at its worst and afterwards
CREATE TABLE patient AS
SELECT id, what, (SELECT outcome_series(date '2020-01-01' + v[1]::integer, v[2]::float8)
	FROM unnest(string_to_array(visits, ' ')) AS t, string_to_array(t, ':') AS v) AS visits,
	ARRAY(SELECT date '2020-01-01' + day FROM unnest(relapses) AS day) AS relapses
FROM (VALUES
	(1, 'complete recovery', '0:2 110:4 200:2', '{100}'::integer[]),
	(2, 'half a point is left', '0:2 105:3 195:2.5', '{100}'),
	(3, 'better than before', '0:2 105:2.5 195:1.5', '{100}'),
	(4, 'no increase', '0:2 105:2 195:2', '{100}'),
	(5, 'not seen in the relapse', '0:2 130:4 195:3', '{100}'),
	(6, 'not seen afterwards', '0:2 105:4 189:2 466:2', '{100}'),
	(7, 'last day of each window', '0:2 394:3 730:2', '{365}'),
	(8, 'no EDSS before', '100:4 105:4.5 200:3', '{100}'),
	(9, 'too old before', '0:2 400:4 490:2', '{366}'),
	(10, 'another relapse before recovery could be seen', '0:2 100:4 180:5 190:5 260:3 275:2.5', '{100,170}'),
	(11, 'the visit before is in the relapse before', '0:2 100:4 120:3.5 135:4.5 230:3', '{100,131}'),
	(12, 'two records of one relapse', '0:2 110:4 125:5 200:2', '{100,129}'),
	(13, 'on the day of the onset', '0:2 100:5 190:2', '{100}'),
	(14, 'no visits', NULL, '{100,300}'),
	(15, 'no relapses', '0:2', '{}')
) AS t (id, what, visits, relapses);
SELECT id, what, onset - date '2020-01-01' AS onset, edss_before AS before, edss_worst AS worst, edss_after AS after,
	increase, severity, residual, recovered
FROM patient LEFT JOIN LATERAL relapse_recovery(visits, relapses) AS r ON true ORDER BY id, onset;
SELECT * FROM patient, relapse_recovery(visits, relapses) WHERE id IN (1, 10) ORDER BY id, onset;
-- the windows are arguments
SELECT id, edss_before, edss_worst, edss_after FROM patient,
	relapse_recovery(visits, relapses, before_days => 400, relapse_days => 40, after_days => 60, within_days => 1000)
WHERE id IN (5, 6, 9) ORDER BY id;
SELECT id, r.* FROM patient, relapse_recovery(visits, relapses, 0, 0, 0, 0) AS r
WHERE id IN (1, 12, 13) ORDER BY id, onset;
-- a severe relapse from 0, and all grades of severity
SELECT worst, increase, severity
FROM unnest('{0,1,1.5,2,3,3.5,4,10}'::float8[]) AS worst, LATERAL (
	SELECT outcome_series(day, edss) AS visits
	FROM (VALUES (date '2020-01-01', 1.5), ('2020-02-01', worst)) AS v (day, edss)
) AS v, relapse_recovery(visits, '{2020-02-01}') ORDER BY worst;
-- relapses that are not known, or have no date
SELECT count(*) FROM patient, relapse_recovery(visits, NULL);
SELECT onset, recovered FROM patient, relapse_recovery(visits, array_append(relapses, NULL)) WHERE id = 1;
SELECT onset, severity, recovered FROM relapse_recovery(NULL, '{2020-03-01,2020-01-01}');
SELECT count(*) FROM patient, relapse_recovery(visits, relapses, NULL);
-- the ends of the calendar
SELECT onset, edss_before, edss_worst, edss_after
FROM (SELECT outcome_series(day, 2) AS visits FROM unnest('{4713-11-24 BC,5874897-12-31}'::date[]) AS day) AS v,
	relapse_recovery(visits, '{4713-11-24 BC,5874897-12-31}', 2147483647, 2147483647, 2147483647, 2147483647);

-- Bad input
SELECT relapse_recovery('{}', '{2020-01-01}', before_days => -1);
SELECT relapse_recovery('{}', '{2020-01-01}', relapse_days => 100);
SELECT relapse_recovery('{}', '{2020-01-01}', within_days => 89);
SELECT relapse_recovery('{}', '{infinity}');
SELECT relapse_recovery(outcome_series('2020-01-01', 2.2), '{2020-01-01}');
SELECT relapse_recovery(outcome_series('2020-01-01', 31), '{2020-01-01}');

-- The same in plain SQL, on random patients
SELECT setseed(0.2) IS NOT NULL AS seeded;
CREATE TABLE visit AS
SELECT id, date '2020-01-01' + (random() * 1500)::integer AS day, (2 + floor(random() * 10)) / 2 AS edss
FROM generate_series(1, 2000) AS id, generate_series(1, id % 23);
CREATE TABLE onset AS
SELECT id, date '2020-01-01' + (random() * 1500)::integer AS day
FROM generate_series(1, 2000) AS id, generate_series(1, id % 7);
CREATE TABLE course AS
SELECT id, visits, relapses, b, r, a, w
FROM (SELECT id, array_agg(day) AS relapses FROM onset GROUP BY id) AS o
LEFT JOIN (SELECT id, outcome_series(day, edss) AS visits FROM visit GROUP BY id) AS v USING (id),
LATERAL (SELECT 100 + id % 300 AS b, id % 60 AS r, 60 + id % 90 AS a, 200 + id % 400 AS w) AS windows;
CREATE TABLE reckoned AS
WITH relapse AS (
	SELECT id, onset, b, r, a, w, lag(onset) OVER of_patient AS previous, lead(onset) OVER of_patient AS next
	FROM course, unnest(relapse_dedup(relapses, greatest(r, 1))) AS onset
	WINDOW of_patient AS (PARTITION BY id ORDER BY onset)
), seen AS (
	SELECT id, day, max(edss) AS edss FROM visit GROUP BY id, day
)
SELECT id, onset, before.day AS before_date, before.edss AS edss_before, worst.day AS worst_date,
	worst.edss AS edss_worst, after.day AS after_date, after.edss AS edss_after,
	worst.edss - before.edss AS increase, after.edss - before.edss AS residual
FROM relapse AS x
LEFT JOIN LATERAL (SELECT day, edss FROM seen WHERE seen.id = x.id AND day < onset AND day >= onset - b
	AND (previous IS NULL OR day >= previous + r) ORDER BY day DESC LIMIT 1) AS before ON true
LEFT JOIN LATERAL (SELECT day, edss FROM seen WHERE seen.id = x.id AND day >= onset AND day < onset + r
	ORDER BY edss DESC, day LIMIT 1) AS worst ON true
LEFT JOIN LATERAL (SELECT day, edss FROM seen WHERE seen.id = x.id AND day BETWEEN onset + a AND onset + w
	AND (next IS NULL OR day < next) ORDER BY day LIMIT 1) AS after ON true;
SELECT count(*) AS relapses, count(edss_before) AS before, count(increase) AS seen, count(residual) AS followed
FROM reckoned;
SELECT count(*) AS different
FROM reckoned AS s
FULL JOIN (SELECT id, f.* FROM course, relapse_recovery(visits, relapses, b, r, a, w) AS f) AS f USING (id, onset)
WHERE ROW(s.before_date, s.edss_before, s.worst_date, s.edss_worst, s.after_date, s.edss_after, s.increase,
		s.residual, s.residual <= 0,
		CASE WHEN s.increase <= 0 THEN 'no increase' WHEN s.increase < 1 THEN 'mild'
			WHEN s.increase < 2 THEN 'moderate' WHEN s.increase >= 2 THEN 'severe' END)
	IS DISTINCT FROM ROW(f.before_date, f.edss_before::numeric, f.worst_date, f.edss_worst::numeric, f.after_date,
		f.edss_after::numeric, f.increase::numeric, f.residual::numeric, f.recovered, f.severity);
