CREATE SCHEMA msbase; SET search_path = msbase, public;
-- What it is for: the worsening that is sustained to the end, as MSBase's papers count it.
SELECT * FROM msbase_events('{2019-01-10: 3, 2019-07-29: 4, 2019-11-06: 4, 2020-05-02: 4.5}', '{}');
SELECT * FROM msbase_events(
	'{2019-01-10: 3, 2019-07-29: 4, 2019-11-06: 4, 2020-02-02: 2.5, 2020-06-02: 2.5}',
	'{}',
	'sequence'
);

-- Days to dates, for the examples: '0:3 200:4' and '2000-01-01' + days.
CREATE FUNCTION at(days text) RETURNS outcome_series LANGUAGE sql AS $$
	SELECT outcome_series(date '2000-01-01' + split_part(v, ':', 1)::int, rtrim(split_part(v, ':', 2), '?')::float8,
		v NOT LIKE '%?')
	FROM unnest(string_to_array(days, ' ')) AS v $$;
CREATE FUNCTION on_days(days integer[]) RETURNS date[] LANGUAGE sql AS $$
	SELECT CASE WHEN $1 IS NOT NULL THEN array(SELECT date '2000-01-01' + d FROM unnest($1) AS d) END $$;
CREATE FUNCTION at_day(date) RETURNS integer LANGUAGE sql AS 'SELECT $1 - date ''2000-01-01''';

-- The definition, example by example: each event as type, baseline and value at their days, and how long it lasts
CREATE FUNCTION events(text, integer[], text, float8, integer, boolean) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s %s@%s->%s@%s %sd', event_type, baseline_value, at_day(baseline_date), event_value,
		at_day(event_date), sust_days), ', ' ORDER BY nevent)
	FROM msbase_events(at($1), on_days($2), $3, $4, $5, $6) $$;
SELECT example, event, events(visits, relapses, event, 90.75, 30, sustained)
FROM (VALUES
	(1, 'kept', 'CDW', true, '0:3 200:4 300:4', '{}'::int[]),
	(2, 'kept for 90 days', 'CDW', true, '0:3 200:4 290:4', '{}'),
	(3, 'kept for 91 days', 'CDW', true, '0:3 200:4 291:4', '{}'),
	(4, '1.0 from 0', 'CDW', true, '0:0 200:1 300:1', '{}'),
	(5, '1.5 from 0', 'CDW', true, '0:0 200:1.5 300:1.5', '{}'),
	(6, 'half a point from 5.5', 'CDW', true, '0:5.5 200:6 300:6', '{}'),
	(7, 'half a point from 6.0', 'CDW', true, '0:6 200:6.5 300:6.5', '{}'),
	(8, 'to death', 'CDW', true, '0:9.5 200:10 300:10', '{}'),
	(9, 'gone later', 'CDW', true, '0:3 200:4 300:4 400:3', '{}'),
	(10, 'gone later, not sustained', 'CDW', false, '0:3 200:4 300:4 400:3', '{}'),
	(11, 'the last visit 30 days after a relapse', 'CDW', true, '0:3 200:4 300:4 400:4', '{370}'),
	(12, 'the last visit 31 days after it', 'CDW', true, '0:3 200:4 300:4 400:4', '{369}'),
	(13, 'the last visit is near, not sustained', 'CDW', false, '0:3 200:4 300:4 400:4', '{370}'),
	(14, 'the event near a relapse', 'CDW', true, '0:3 200:4 300:4', '{200}'),
	(15, 'two steps', 'CDW', true, '0:3 200:4 300:4 400:5 500:5', '{}'),
	(16, 'the next baseline: least kept', 'CDW', true, '0:2 200:5 230:4 250:3 400:4 500:4', '{}'),
	(17, 'only kept visits count', 'CDW', true, '0:2 200:5 300:3 320:3', '{}'),
	(18, 'first two kept, far apart', 'CDW', true, '0:2 200:5 400:3 500:4 600:4', '{}'),
	(19, 'first visit near a relapse', 'CDW', true, '0:5 100:3 200:4 300:4', '{0}'),
	(20, 'all visits near a relapse', 'CDW', true, '0:3 20:4 25:5', '{0}'),
	(21, 'the first visit itself is worse', 'CDW', false, '0:4 100:3 200:3', '{-10}'),
	(22, 'better from 1.5', 'CDI', true, '0:1.5 200:0 300:0', '{}'),
	(23, 'better from 2', 'CDI', true, '0:2 200:1 300:1', '{}'),
	(24, 'better by half a point from 6.5', 'CDI', true, '0:6.5 200:6 300:6', '{}'),
	(25, 'better near a relapse', 'CDI', true, '0:6 200:4 300:4', '{290}'),
	(26, 'first visit better, to the end', 'CDI', true, '0:2 100:4 200:2 400:2', '{-10}'),
	(27, 'first visit as the second', 'CDI', true, '0:4 100:4 200:2 400:2', '{-10}'),
	(28, 'no relapse', 'PIRA', true, '0:3 200:4 300:4', '{}'),
	(29, 'a relapse before', 'PIRA', true, '0:3 200:4 300:4', '{-50}'),
	(30, 'a relapse between', 'PIRA', true, '0:3 200:4 300:4', '{100}'),
	(31, 'then a worsening without one', 'PIRA', true, '0:3 200:4 300:4 400:5 500:5', '{100}'),
	(32, 'a relapse on the day of the first visit', 'PIRA', true, '0:3 40:3 200:4 300:4', '{0}'),
	(33, 'and a relapse later', 'PIRA', true, '0:3 40:3 200:4 300:4 400:5 500:5', '{0,150}'),
	(34, 'a visit 30 days after a relapse is in the list', 'PIRA', true, '0:3 130:5 200:4 300:5 400:5', '{100}'),
	(35, 'worse, then better', 'sequence', true, '0:3 200:4 300:4 400:2 500:2', '{}'),
	(36, 'worse and not kept: the end', 'sequence', true, '0:3 200:4 250:3 400:2 500:2', '{}'),
	(37, 'worse, kept later', 'sequence', true, '0:3 200:4 250:3 400:2 500:2 600:5 700:5', '{}'),
	(38, 'the last visit decides nothing', 'sequence', true, '0:3 200:4', '{}'),
	(39, 'a visit that cannot confirm', 'CDW', true, '0:3 200:4 300:4?', '{}'),
	(40, 'the same, not sustained', 'CDW', false, '0:3 200:4 300:4 400:4?', '{}'),
	(41, 'better, and cannot confirm', 'CDI', false, '0:4 200:2 300:2 400:2?', '{}'),
	(42, 'relapses not known', 'CDW', true, '0:3 200:4 300:4', NULL),
	(43, 'relapses not known', 'PIRA', true, '0:3 200:4 300:4', NULL)
) AS v (n, example, event, sustained, visits, relapses)
ORDER BY n;
-- NULL: no answer; whether sustained or not is not asked for a sequence
SELECT events('0:3 200:4 300:4', '{}', 'CDW', 90, 30, NULL) AS sustained,
	events('0:3 200:4 300:4', '{}', 'CDW', NULL, 30, true) AS conf_days,
	events('0:3 200:4 300:4', '{}', 'CDW', 90, NULL, true) AS relapse_days,
	events('0:3 200:4 300:4', '{}', NULL, 90, 30, true) AS event,
	events('0:3 200:4 300:4', '{}', 'sequence', 90, 30, NULL) AS sequence;
SELECT count(*) FROM msbase_events(NULL, '{}');
SELECT count(*) FROM msbase_events('{}', '{}', 'PIRA');
SELECT count(*) FROM msbase_events('{2020-01-01: 3}', '{2020-01-01,NULL}', 'sequence');
-- the ends of the calendar, and of the settings
SELECT * FROM msbase_events(
	'{4714-11-24 BC: 3, 5874897-12-30: 4, 5874897-12-31: 5}', '{4714-11-24 BC}', 'CDW', 1, 2147483647, false
);
SELECT * FROM msbase_events('{4714-11-24 BC: 3, 4713-11-24 BC: 4, 5874897-12-31: 5}', '{}', 'CDW', 2147400000);
SELECT count(*) FROM msbase_events('{2020-01-01: 3, 2020-06-01: 4, 2021-01-01: 4}', '{}', 'CDW', 1e308);

-- words in any case
SELECT event_type, event_date FROM msbase_events('{2020-01-01: 3, 2020-06-01: 4, 2021-01-01: 4}', '{}', 'Pira');

-- What is not accepted
SELECT * FROM msbase_events('{2020-01-01: 3}', '{}', 'CDP');
SELECT * FROM msbase_events('{2020-01-01: 3}', '{}', conf_days => -1);
SELECT * FROM msbase_events('{2020-01-01: 3}', '{}', conf_days => 'NaN');
SELECT * FROM msbase_events('{2020-01-01: 3}', '{}', conf_days => 'infinity');
SELECT * FROM msbase_events('{2020-01-01: 3}', '{}', relapse_days => -1);
SELECT * FROM msbase_events('{2020-01-01: 43}', '{}');
SELECT * FROM msbase_events('{2020-01-01: 3}', '{infinity}');

-- All events of the package in the patients of two sets: see test/data/README.md.
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TABLE visit (patient integer, visit_date date, edss float8);
CREATE TABLE relapse (patient integer, onset date);
CREATE TABLE expected (
	kind text, conf_days float8, relapse_days integer, sustained boolean, patient integer, event_date date,
	event_value float8, baseline_value float8, baseline_date date, sust_days integer
);
CREATE VIEW course AS
SELECT patient, visits, relapses
FROM (SELECT patient, outcome_series(visit_date, edss) AS visits FROM visit GROUP BY patient) AS v,
	LATERAL (SELECT coalesce(array_agg(onset), '{}') AS relapses FROM relapse AS r WHERE r.patient = v.patient) AS r;
CREATE VIEW setting AS
SELECT DISTINCT split_part(kind, ' ', 1) AS event, conf_days, relapse_days, sustained FROM expected;
CREATE VIEW found AS
SELECT CASE event WHEN 'sequence' THEN 'sequence ' ELSE '' END || event_type AS kind, conf_days, relapse_days,
	sustained, patient, event_date, event_value, baseline_value, baseline_date, sust_days
FROM course, setting, msbase_events(visits, relapses, event, conf_days, relapse_days, sustained);
CREATE VIEW comparison AS
SELECT (SELECT count(*) FROM course) AS patients,
	(SELECT count(*) FROM setting) AS settings,
	(SELECT count(*) FROM expected) AS events,
	(SELECT count(*) FROM found) AS found,
	(SELECT count(*) FROM (TABLE found EXCEPT ALL TABLE expected) AS d) AS only_here,
	(SELECT count(*) FROM (TABLE expected EXCEPT ALL TABLE found) AS d) AS only_there;
-- simulated patients
\copy visit FROM 'data/msbase/visits.csv' (FORMAT csv, HEADER)
\copy relapse FROM 'data/msbase/relapses.csv' (FORMAT csv, HEADER)
\copy expected FROM 'data/msbase/events.csv' (FORMAT csv, HEADER)
TABLE comparison;
SELECT kind, count(*) AS events FROM expected GROUP BY kind ORDER BY kind;
-- random patients with days and relapses where the rules turn
TRUNCATE visit, relapse, expected;
\copy visit FROM 'data/msbase/edge_visits.csv' (FORMAT csv, HEADER)
\copy relapse FROM 'data/msbase/edge_relapses.csv' (FORMAT csv, HEADER)
\copy expected FROM 'data/msbase/edge_events.csv' (FORMAT csv, HEADER)
TABLE comparison;

-- The same search once more, from the words of the page: it makes the list anew in every round.
CREATE TYPE place AS (day date, edss float8, p integer);
CREATE FUNCTION shows(improvement boolean, b float8, edss float8) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN improvement THEN b - edss >= CASE WHEN b <= 1.5 THEN 1.5 WHEN b <= 6 THEN 1 ELSE 0.5 END
		ELSE edss - b >= CASE WHEN b = 0 THEN 1.5 WHEN b < 6 THEN 1 ELSE 0.5 END END $$;
-- the list's places that are kept, in order; the last one may be the copy
CREATE FUNCTION kept(l place[], b float8, improvement boolean, in_sequence boolean, conf float8, near integer,
	sustained boolean, OUT day date, OUT edss float8, OUT p integer, OUT stretch integer) RETURNS SETOF record
LANGUAGE sql STABLE AS $$
	WITH c AS (
		SELECT u.*, shows(improvement, b, u.edss) AND NOT (in_sequence AND n > cardinality(l)) AS w
		FROM unnest(l || l[1]) WITH ORDINALITY AS u (day, edss, p, n)
	), ended AS (
		SELECT j.*, coalesce((SELECT min(n) FROM c WHERE n > j.n AND NOT w), cardinality(l) + 2) AS z
		FROM c AS j
		WHERE w
	), lasting AS (
		SELECT j.*, (SELECT max(n) FROM c WHERE n < j.z AND (improvement OR c.p IS NULL OR c.p > near)) AS last
		FROM ended AS j
	)
	SELECT j.day, j.edss, j.p, c.day - j.day
	FROM lasting AS j JOIN c ON c.n = j.last
	WHERE c.day - j.day >= conf
		AND (in_sequence OR NOT sustained OR c.day - j.day >= (SELECT max(day) FROM c) - j.day)
	ORDER BY j.n $$;
CREATE FUNCTION naive(of integer, event text, conf float8, near integer, sustained boolean,
	OUT event_type text, OUT event_date date, OUT event_value float8, OUT baseline_date date, OUT baseline_value float8,
	OUT sust_days integer) RETURNS SETOF record
LANGUAGE plpgsql AS $$
DECLARE
	l place[] := array(
		SELECT (visit_date, max(v.edss), visit_date - (
			SELECT max(onset) FROM relapse AS r WHERE r.patient = of AND onset <= visit_date))::place
		FROM visit AS v WHERE patient = of AND v.edss IS NOT NULL GROUP BY visit_date ORDER BY visit_date);
	is_sequence boolean := event = 'sequence';
	improvement boolean := event = 'CDI';
	first date;
	days date[]; edsses float8[]; lasts integer[]; since integer;
	x integer;
BEGIN
	SELECT u.day, u.edss INTO first, baseline_value FROM unnest(l) AS u
	WHERE p IS NULL OR p > near ORDER BY u.day LIMIT 1;
	baseline_date := first;
	WHILE baseline_date IS NOT NULL AND cardinality(l) > is_sequence::integer LOOP
		IF is_sequence THEN
			improvement := NOT shows(false, baseline_value, l[1].edss);
			IF improvement AND NOT shows(true, baseline_value, l[1].edss) THEN
				l := l[2:];
				CONTINUE;
			END IF;
		END IF;
		SELECT array_agg(k.day), array_agg(k.edss), array_agg(k.stretch), (array_agg(p))[1]
		INTO days, edsses, lasts, since
		FROM kept(l, baseline_value, improvement, is_sequence, conf, near, sustained) AS k;
		EXIT WHEN days IS NULL;
		IF event = 'PIRA' AND days[1] - l[1].day >= since THEN
			SELECT min(q) INTO x FROM unnest(l) AS u, coalesce(u.day - p - first, 0) AS q
			WHERE q < days[1] - since - first;
			l := array(SELECT (u.day, u.edss, p)::place FROM unnest(l) AS u
				WHERE coalesce(u.day - p - first, 0) > x ORDER BY u.day);
			WHILE l[1].p < near LOOP l := l[2:]; END LOOP;
			SELECT u.day, u.edss INTO baseline_date, baseline_value FROM unnest(l) AS u
			WHERE p IS NULL OR p > near ORDER BY u.day LIMIT 1;
			CONTINUE;
		END IF;
		event_type := CASE WHEN NOT is_sequence THEN event WHEN improvement THEN 'CDI' ELSE 'CDW' END;
		event_date := days[1]; event_value := edsses[1]; sust_days := lasts[1];
		IF event_date > first THEN RETURN NEXT; END IF;
		SELECT min(k.edss) INTO baseline_value FROM unnest(days, edsses) WITH ORDINALITY AS k (day, edss, n)
		WHERE k.day - event_date <= conf OR n <= 2;
		SELECT min(u.day) INTO baseline_date FROM unnest(l) AS u WHERE u.day >= event_date AND u.edss = baseline_value;
		l := array(SELECT (u.day, u.edss, p)::place FROM unnest(l) AS u WHERE u.day >= baseline_date ORDER BY u.day);
	END LOOP;
END $$;
-- random rows: several on one day, without an EDSS, relapses before and after all visits, and patients without any
TRUNCATE visit, relapse, expected;
SELECT setseed(0.2) IS NOT NULL AS seeded;
INSERT INTO visit
SELECT patient, date '2010-01-01' + (30 * n + floor(random() * 30) * (n % 3))::integer,
	CASE WHEN random() < 0.93 THEN nullif(greatest(0, least(20, floor(16 * level + random() * swing))), 1) / 2 END
FROM (SELECT patient, random() AS level, 1 + 6 * random() AS swing, floor(random() * 20)::integer AS many
	FROM generate_series(1, 120) AS patient) AS p, generate_series(0, many) AS n;
INSERT INTO visit SELECT patient, visit_date, edss + 1 FROM visit WHERE random() < 0.05 AND edss < 9;
INSERT INTO relapse
SELECT patient, visit_date - (ARRAY[0, 1, 10, 29, 30, 31, 100, -5])[1 + floor(random() * 8)::integer]
FROM visit WHERE patient % 5 > 0 AND random() < 0.15;
SELECT count(*) > 1000 AS rows, count(*) - count(edss) > 50 AS without_edss,
	count(*) - count(DISTINCT (patient, visit_date)) > 30 AS on_the_same_day, min(edss), max(edss)
FROM visit;
CREATE INDEX ON visit (patient);
CREATE INDEX ON relapse (patient);
ANALYZE visit, relapse;
CREATE TABLE both_ways AS
SELECT 'here' AS way, event, conf_days, relapse_days, sustained, patient, e.*
FROM course, unnest('{CDW,CDI,PIRA,sequence}'::text[]) AS event, unnest('{0,90.75}'::float8[]) AS conf_days,
	unnest('{0,30}'::integer[]) AS relapse_days, unnest('{f,t}'::boolean[]) AS sustained,
	LATERAL (
		SELECT event_type, event_date, event_value, baseline_date, baseline_value, sust_days
		FROM msbase_events(visits, relapses, event, conf_days, relapse_days, sustained)
	) AS e
UNION ALL
SELECT 'naive', event, conf_days, relapse_days, sustained, patient, e.*
FROM course, unnest('{CDW,CDI,PIRA,sequence}'::text[]) AS event, unnest('{0,90.75}'::float8[]) AS conf_days,
	unnest('{0,30}'::integer[]) AS relapse_days, unnest('{f,t}'::boolean[]) AS sustained,
	naive(patient, event, conf_days, relapse_days, sustained) AS e;
SELECT event, count(*) FILTER (WHERE way = 'here') > 100 AS events,
	count(*) FILTER (WHERE way = 'here') - count(*) FILTER (WHERE way = 'naive') AS more
FROM both_ways GROUP BY event ORDER BY event;
SELECT event, conf_days, relapse_days, sustained, patient, event_date, min(way) AS only
FROM both_ways
GROUP BY event, conf_days, relapse_days, sustained, patient, event_type, event_date, event_value, baseline_date,
	baseline_value, sust_days
HAVING count(*) <> 2 LIMIT 5;
-- neither the order of the relapses nor their repeats matter
SELECT count(*) AS differences
FROM course, unnest('{CDW,PIRA,sequence}'::text[]) AS event
WHERE array(SELECT e::text FROM msbase_events(visits, relapses, event) AS e) <>
	array(
		SELECT e::text
		FROM msbase_events(visits, array(SELECT unnest(relapses) ORDER BY 1 DESC) || relapses || NULL::date, event) AS e
	);

-- Long courses: the time grows with the number of visits
SELECT event, count(*) AS events
FROM (
	SELECT outcome_series(date '1700-01-01' + n, abs(hashint4(n) % 21) / 2.0) AS visits,
		array_agg(date '1700-01-01' + n + 5) FILTER (WHERE n % 2 = 0) AS relapses
	FROM generate_series(1, 100000) AS n
) AS v, unnest('{CDW,CDI,PIRA,sequence}'::text[]) AS event,
	msbase_events(visits, relapses, event, 3, 0, false)
GROUP BY event ORDER BY event;
SET client_min_messages = warning;
DROP SCHEMA msbase CASCADE;
