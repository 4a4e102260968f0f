-- What it is for: the patients of the R package msprog, see test/data/README.md
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TEMP TABLE visit (id integer, visit_date date, day integer, edss edss, sdmt integer);
CREATE TEMP TABLE relapse (id integer, onset date, day integer);
\copy visit FROM 'data/msprog_toy/visits.csv' (FORMAT csv, HEADER)
\copy relapse FROM 'data/msprog_toy/relapses.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE patient AS
SELECT id, outcome_series(visit_date, edss) AS visits, outcome_series(visit_date, sdmt) AS sdmt,
	ARRAY(SELECT onset FROM relapse WHERE relapse.id = visit.id ORDER BY onset) AS relapses
FROM visit GROUP BY id;

SELECT id, e.* FROM patient, disability_events(visits, relapses) AS e ORDER BY id;
SELECT id, nevent, event_type, cdw_type, time2event, baseline_value, event_value, bl2event, sust_days, sust_last,
	conf_dates, pira_conf_dates
FROM patient, disability_events(visits, relapses, 'muller2023')
ORDER BY id, nevent;
SELECT event_type, cdw_type, count(*)
FROM patient, disability_events(visits, relapses, 'muller2023')
GROUP BY 1, 2
ORDER BY 1, 2;
SELECT id, (t).* FROM (SELECT id, disability_time(visits, relapses) AS t FROM patient) AS p ORDER BY id;
SELECT id, m.* FROM patient, disability_milestone(visits, relapses, 6) AS m ORDER BY id;
SELECT t.*
FROM patient, disability_trace(visits, relapses, disability_criteria('muller2023', conf_days => '{84}')) AS t
WHERE id = 2;
SELECT t.step, t.decision, t.reason
FROM patient, disability_trace(visits, relapses, 'muller2023', lang => 'fr') AS t
WHERE id = 2;
-- std55 differs at a baseline of 5.5 (patient 1), confirmation at 24 weeks or later for patient 2
SELECT id, a.days AS std50, b.days AS std55, c.days AS cdp24
FROM patient,
	disability_time(visits, relapses) AS a,
	disability_time(visits, relapses, disability_criteria(variant => 'std55')) AS b,
	disability_time(visits, relapses, 'cdp24') AS c
WHERE a.observed OR b.observed OR c.observed
ORDER BY id;
SELECT id, event_type, baseline_value, event_value, time2event
FROM patient, disability_events(sdmt, relapses, 'sdmt')
ORDER BY id;

-- Worked examples: (day, value), no relapse
CREATE FUNCTION series(days integer[], outcome_values float8[]) RETURNS outcome_series LANGUAGE sql
	RETURN (SELECT outcome_series(date '2020-01-01' + d, v) FROM unnest(days, outcome_values) AS u (d, v));
CREATE FUNCTION days(VARIADIC days integer[]) RETURNS date[] LANGUAGE sql
	RETURN (SELECT coalesce(array_agg(date '2020-01-01' + d), '{}') FROM unnest(days) AS d);
SELECT v, d,
	(disability_time(series(d, v), '{}')).*,
	(disability_time(series(d, v), '{}', disability_criteria(variant => 'std55'))).observed AS std55,
	(disability_time(series(d, v), '{}', disability_criteria(conf_tol_days => '{0,730.5}'))).observed AS no_day_less
FROM (VALUES
	(ARRAY[0, 90, 180], ARRAY[2, 3, 3.0]),
	('{0,90,170}', '{2,3,3}'),
	('{0,90,130,190}', '{2,3,2.5,3}'),
	('{0,90,180}', '{4,6,5}'),
	('{0,90,180}', '{4,6,4.5}'),
	('{0,90,180}', '{0,1,1}'),
	('{0,90,180}', '{0,1.5,1.5}'),
	('{0,90,180}', '{5.5,6,6}'),
	('{0,90,180}', '{3,3,4}')
) AS x (d, v);
-- was there an event at all? Not known if none could have been confirmed
SELECT note,
	disability_seen(visits, relapses) AS cdw,
	disability_seen(visits, relapses, disability_criteria(event => 'firstPIRA')) AS pira
FROM (VALUES
	(1, 'seen', series('{0,90,180}', '{2,3,3}'), '{}'::date[]),
	(2, 'looked for', series('{0,90,180}', '{2,2,2}'), '{}'),
	(3, 'with a relapse', series('{0,90,180}', '{2,3,3}'), days(90)),
	(4, 'relapses not known', series('{0,90,180}', '{2,3,3}'), NULL),
	(5, 'neither known nor seen', series('{0,90,180}', '{2,2,2}'), NULL),
	(6, 'too few visits', series('{0,90}', '{2,2}'), '{}'),
	(7, 'not confirmed, none before could be', series('{0,90}', '{2,3}'), '{}'),
	(8, 'no visit', '{}', '{}'),
	(9, NULL, NULL, '{}')
) AS v (n, note, visits, relapses)
ORDER BY n;
-- RAW and PIRA: visits at 0, 90, 180, 270, 300; relapses
SELECT note, nevent, event_type, cdw_type, time2event, bl2event
FROM (VALUES
	('during', series('{0,90,180}', '{2,3,3}'), days(60)),
	('none', series('{0,90,180}', '{2,3,3}'), '{}'),
	('just after', series('{0,90,180,270}', '{2,3,3,3}'), days(100)),
	('at confirmation', series('{0,90,180,300}', '{2,3,3,3}'), days(160)),
	('at start', series('{10,45,150,240}', '{4,2,3,3}'), days(0)),
	('not known', series('{0,90,180}', '{2,3,3}'), NULL)
) AS x (note, s, r), disability_events(s, r, 'muller2023');

-- both ends of a window belong to it: around the confirmation, after the event;
-- a window of no width is no window; relapses before follow-up
SELECT note, relapse, cdw_type
FROM (VALUES
	('90 before confirmation', 210, 'muller2023'::disability_criteria),
	('91 before', 209, 'muller2023'),
	('30 after it', 330, 'muller2023'),
	('31 after', 331, 'muller2023'),
	('30 after the event', 120, 'muller2023'),
	('31 after', 121, 'muller2023'),
	('RAW to 90 days', 10, 'muller2023'),
	('91 days', 9, disability_criteria('muller2023', relapse_to_bl => '{0,0}', relapse_indep => '{"event": [0, 0]}')),
	('at the baseline, no window', 0,
		disability_criteria('muller2023', relapse_to_bl => '{0,0}', relapse_indep => '{"event": [0, 0]}')),
	('at the baseline, a window', 0,
		disability_criteria(
			'muller2023', relapse_to_bl => '{0,0}', relapse_indep => '{"prec": [0, 1], "event": [0, 0]}'
		)),
	('30 before follow-up', -30, disability_criteria('muller2023', relapse_assoc => '{200,0}')),
	('31 before', -31, disability_criteria('muller2023', relapse_assoc => '{200,0}'))
) AS x (note, relapse, c),
	disability_events(
		series(CASE WHEN relapse BETWEEN 0 AND 10 THEN '{0,100,300}'::integer[] ELSE '{0,90,300}' END, '{2,3,3}'),
		days(relapse),
		c
	);

-- Ties: 6.6 is 20 % more than 5.5, 36 is 20 % less than 45, in decimals
SELECT o, a, b, count(e.nevent) AS events
FROM (VALUES
	('t25fw', 5.5, 6.6), ('t25fw', 10, 12), ('t25fw', 5, 5.9), ('nhpt', 25, 30), ('nhpt', 17.9, 21.48),
	('sdmt', 50, 46), ('sdmt', 50, 47), ('sdmt', 15, 12), ('sdmt', 15, 12.1)
) AS x (o, a, b)
LEFT JOIN LATERAL disability_events(series('{0,90,180}', ARRAY[a, b, b]), '{}', disability_criteria(o)) AS e ON true
GROUP BY o, a, b
ORDER BY o DESC, a, b;
-- no change is no event, even from 0
SELECT count(*) AS events
FROM unnest('{t25fw,nhpt,sdmt}'::text[]) AS o,
	disability_events(
		series('{0,90,180}', '{0,0,0}'), '{}', disability_criteria(o, event => 'multiple', baseline => 'roving')
	);
-- SDMT variants and custom outcomes
SELECT variant,
	count(*) FILTER (WHERE t.observed) AS of_46,
	count(*) FILTER (WHERE u.observed) AS of_45,
	count(*) FILTER (WHERE w.observed) AS of_42
FROM unnest('{msprog,4pt,8pt,10pct}'::text[]) AS variant,
	LATERAL (SELECT disability_criteria('sdmt', variant => variant) AS c) AS x,
	disability_time(series('{0,90,180}', '{50,46,46}'), '{}', c) AS t,
	disability_time(series('{0,90,180}', '{50,45,45}'), '{}', c) AS u,
	disability_time(series('{0,90,180}', '{50,42,42}'), '{}', c) AS w
GROUP BY variant
ORDER BY variant;
SELECT name,
	(disability_time(series('{0,90,180}', '{10,8,8}'), '{}', c)).observed AS down_2,
	(disability_time(series('{0,90,180}', '{10,13,13}'), '{}', c)).observed AS up_3
FROM (VALUES
	('by 3', disability_criteria('custom', min_change => 3)),
	('by 20 %', disability_criteria('custom', min_change_rel => 0.2)),
	('down by 2', disability_criteria('custom', worsening => 'decrease', min_change => 2)),
	('down by 3 or 20 %',
		disability_criteria('custom', worsening => 'decrease', min_change => 3, min_change_rel => 0.2))
) AS x (name, c);
-- low-contrast acuity: by 7 letters
SELECT a, b, (disability_time(series('{0,90,180}', ARRAY[a, b, b]), '{}', 'lcla')).observed
FROM (VALUES (35, 28), (35, 29), (35, 42), (6, 0), (7, 0)) AS x (a, b);

-- Confirmation at 12, 24 and 48 weeks, by name: a worsening seen on day 90, and until the day named
SELECT last, cdp12.observed AS cdp12, cdp24.observed AS cdp24, cdp48.observed AS cdp48
FROM unnest('{173,174,257,258,425,426,2000}'::integer[]) AS last,
	disability_time(series(ARRAY[0, 90, last], '{3,4,4}'), '{}', 'cdp12') AS cdp12,
	disability_time(series(ARRAY[0, 90, last], '{3,4,4}'), '{}', 'cdp24') AS cdp24,
	disability_time(series(ARRAY[0, 90, last], '{3,4,4}'), '{}', 'cdp48') AS cdp48;
-- The rules in plain SQL, for random patients: the first visit that is worse than the first of all, with a visit at
-- least so many days later, and worse at each visit until then
CREATE TABLE test_visit AS
SELECT patient, i, sum(7 + abs(hashint4(patient * 100 + i)) % 200) OVER (PARTITION BY patient ORDER BY i) AS day,
	greatest(0, (ARRAY[50, 40, 12, 27])[1 + patient % 4] - abs(hashint4(patient * 1000 + i)) % (5 + i)) AS value
FROM generate_series(1, 600) AS patient, generate_series(1, 2 + patient % 9) AS i;
CREATE TABLE test_rule AS
SELECT *
FROM (VALUES
	('sdmt', '4pt', 4, 0), ('sdmt', '8pt', 8, 0), ('sdmt', '10pct', 0, 0.1), ('sdmt', 'msprog', 4, 0.2),
	('lcla', '', 7, 0)
) AS v (outcome, variant, points, share);
CREATE FUNCTION falls(reference numeric, value numeric, points numeric, share numeric) RETURNS boolean
	LANGUAGE sql IMMUTABLE
	RETURN value < reference AND (
		(points > 0 AND reference - value >= points) OR (share > 0 AND reference - value >= share * reference)
	);
CREATE TABLE test_worse AS
SELECT r.*, v.patient, v.i, v.day, falls(b.value, v.value, points, share) AS worse
FROM test_rule AS r, test_visit AS v JOIN test_visit AS b ON b.patient = v.patient AND b.i = 1
WHERE v.i > 1;
CREATE INDEX ON test_worse (patient);
CREATE INDEX ON test_visit (patient);
ANALYZE test_worse, test_visit;
WITH mine AS (
	SELECT outcome, variant, weeks, e.patient, min(e.day) AS day
	FROM unnest('{12,24,48}'::integer[]) AS weeks, test_worse AS e, LATERAL (
		SELECT min(i) AS i
		FROM test_visit AS c
		WHERE c.patient = e.patient AND c.day >= e.day + 7 * weeks
	) AS confirming
	WHERE e.worse AND confirming.i IS NOT NULL AND NOT EXISTS (
		SELECT
		FROM test_worse AS w
		WHERE w.outcome = e.outcome AND w.variant = e.variant AND w.patient = e.patient
			AND w.i BETWEEN e.i AND confirming.i AND NOT w.worse
	)
	GROUP BY outcome, variant, weeks, e.patient
), found AS (
	SELECT outcome, variant, weeks, patient, e.event_date - date '2020-01-01' AS day
	FROM (
		SELECT patient, outcome_series(date '2020-01-01' + day::integer, value) AS visits
		FROM test_visit
		GROUP BY patient
	) AS p, test_rule, unnest('{12,24,48}'::integer[]) AS weeks,
		disability_events(visits, '{}', disability_criteria(
			outcome, variant => nullif(variant, ''), conf_days => ARRAY[7 * weeks], conf_tol_days => '{0,Infinity}'
		)) AS e
)
SELECT outcome, variant, weeks, count(found.day) AS events, count(*) FILTER (WHERE mine.day = found.day) AS equal,
	count(*) FILTER (WHERE mine.day IS DISTINCT FROM found.day) AS different
FROM mine FULL JOIN found USING (outcome, variant, weeks, patient)
GROUP BY outcome, variant, weeks
ORDER BY outcome, variant, weeks;

CREATE FUNCTION window_180() RETURNS disability_criteria LANGUAGE sql AS $$
	SELECT disability_criteria(raw_pira => true, relapse_indep => '{"event": [180, 30]}') $$;
-- Relapses with their ends: a visit inside is near; RAW begins inside; the baseline moves past the end
SELECT note,
	count(e.*) AS events,
	string_agg(e.cdw_type, ', ' ORDER BY nevent) AS kinds,
	array_agg(e.baseline_date - date '2020-01-01' ORDER BY nevent) AS baselines,
	array_agg(e.time2event ORDER BY nevent) AS days
FROM (VALUES
	('event inside', days(60), days(100), 'muller2023'::disability_criteria),
	('ended before', days(60), days(80), 'muller2023_strict'),
	('ended before', days(30), days(80), 'cagol2022'),
	('still going on', days(60), '{infinity}', 'muller2023'),
	('end not known', days(60), '{NULL}', 'muller2023'),
	('confirmation inside', days(150), days(290), 'muller2023'),
	('baseline moves', days(30), days(80), disability_criteria('kappos2020', event => 'firstCDW')),
	('baseline moves', days(30), days(100), disability_criteria('kappos2020', event => 'firstCDW')),
	('first visits inside', days(-200), days(95), 'edss')
) AS x (note, r, ends, c)
LEFT JOIN LATERAL disability_events(series('{0,90,180,300,400,500}', '{2,3,3,3,4,4}'), r, c, ends) AS e ON true
GROUP BY note, r, ends
ORDER BY note, ends;
-- each by its own end: a relapse inside a longer one changes nothing; without an end the onset counts
SELECT n, note, count(e.*) AS events, string_agg(e.cdw_type, ', ' ORDER BY nevent) AS kinds,
	array_agg(e.baseline_date - date '2020-01-01' ORDER BY nevent) AS baselines,
	array_agg(e.time2event ORDER BY nevent) AS days
FROM (VALUES
	(1, 'one', days(60), days(310), 'muller2023'::disability_criteria),
	(2, 'a shorter inside', days(60, 62), days(310, 70), 'muller2023'),
	(3, 'given first', days(62, 60), days(70, 310), 'muller2023'),
	(4, 'of one onset', days(60, 60, 60), days(70, 310, 90), 'muller2023'),
	(5, '14 days before one is too near', days(100), days(250), disability_criteria(relapse_to_event => '{0,14}')),
	(6, 'but not where it is inside', days(60, 100), days(250, 110), disability_criteria(relapse_to_event => '{0,14}')),
	(7, 'end not known, inside one', days(60, 62), ARRAY[date '2020-11-06', NULL], 'muller2023'),
	(8, 'end not known, before one that ended', days(80, 84), ARRAY[NULL, date '2020-03-27'], 'muller2023'),
	(9, 'long before, end not known', days(-80), '{NULL}', window_180()),
	(10, 'and one that has ended', days(-80, -900), ARRAY[NULL, date '2019-01-01'], window_180()),
	(11, 'long before, ended', days(-80), days(-70), window_180()),
	(12, 'and one whose end is not known', days(-80, -85), ARRAY[date '2019-10-23', NULL], window_180())
	) AS x (n, note, r, ends, c)
	LEFT JOIN LATERAL disability_events(series('{0,90,180,300,400,500}', '{2,3,3,3,4,4}'), r, c, ends) AS e ON true
GROUP BY n, note ORDER BY n;
SELECT n, note, e.baseline_date - date '2020-01-01' AS baseline, e.time2event AS days
FROM (VALUES
	(1, 'the baseline stays inside one', days(30), days(350)),
	(2, 'and a shorter of its onset', days(30, 30), days(50, 350)),
	(3, 'and one inside', days(30, 40), days(350, 50)),
	(4, 'it moves past one', days(30), days(150)),
	(5, 'and stays where another goes on', days(30, 80), days(150, 350)),
	(6, 'but not where the other began later', days(30, 200), days(150, 350))) AS x (n, note, r, ends)
	LEFT JOIN LATERAL disability_events(series('{0,90,180,300,400,500}', '{2,2,2,3,3,3}'), r,
		disability_criteria(relapse_rebl => true, relapse_to_bl => '{0,0}', relapse_to_conf => '{0,0}'), ends) AS e
	ON true
ORDER BY n;
SELECT decision, reason FROM disability_trace(series('{0,90,180,300}', '{2,3,3,3}'), days(62, 60, 170), 'muller2023',
	ARRAY[date '2020-03-11', date '2020-07-10', NULL])
WHERE decision IN ('not used to confirm', 'RAW');
-- thousands of relapses and visits, all inside the first relapse or none
SET statement_timeout = '20s';
SELECT nested,
	(
		SELECT count(*)
		FROM disability_events(
			s, r,
			disability_criteria(
				event => 'multiple',
				baseline => 'roving',
				relapse_rebl => true,
				raw_pira => true,
				conf_days => '{4}',
				conf_tol_days => '{0,3}',
				relapse_to_bl => '{0,0}',
				relapse_to_conf => '{0,0}',
				relapse_assoc => '{40000,0}',
				relapse_indep => '{"event": [3, 0]}'
			),
			ends
		)
	) AS events
FROM unnest('{t,f}'::boolean[]) AS nested,
	LATERAL (
		SELECT outcome_series(date '1950-01-01' + 2 * i, 2 + i / 4 % 4) AS s,
			array_agg(date '1950-01-01' + 2 * i - 1 ORDER BY i DESC) AS r,
			array_agg(
				CASE
					WHEN nested AND i = 1 THEN 'infinity'
					WHEN nested OR i > 19900 THEN date '1950-01-01' + 2 * i
				END ORDER BY i DESC
			) AS ends
		FROM generate_series(1, 20000) AS i
	) AS p;
RESET statement_timeout;

-- Unknown input
SELECT count(*) FROM disability_events(NULL, '{}');
SELECT count(*) FROM disability_events('{}', '{}');
SELECT count(*) FROM disability_events(series('{0,90,180}', '{2,3,3}'), '{}', NULL);
SELECT nevent, event_type, cdw_type, pira_conf_dates
FROM disability_events(series('{0,90,180}', '{2,3,3}'), NULL, 'muller2023');
SELECT name, t.*
FROM (VALUES
	('no visits', '{}'::outcome_series, '{}'::date[], disability_criteria()),
	('visits not known', NULL, '{}', disability_criteria()),
	('one visit', series('{0}', '{2}'), '{}', disability_criteria()),
	('two visits', series('{0,90}', '{2,4}'), '{}', disability_criteria()),
	('relapses not known, CDW', series('{0,90,180}', '{2,3,3}'), NULL, disability_criteria()),
	('relapses not known, PIRA', series('{0,90,180}', '{2,3,3}'), NULL, disability_criteria(event => 'firstPIRA')),
	('relapses not known, RAW', series('{0,90,180}', '{2,3,3}'), NULL, disability_criteria(event => 'firstRAW')),
	('criteria not known', series('{0,90,180}', '{2,3,3}'), '{}', NULL)
) AS x (name, s, r, c), disability_time(s, r, c) AS t;
SELECT * FROM disability_milestone(series('{0,90,180}', '{2,3,3}'), '{}', NULL);
SELECT * FROM disability_milestone('{}', '{}', 3);
SELECT * FROM disability_trace('{}', '{}');
SELECT * FROM disability_trace('{}', '{}', lang => NULL);
SELECT step, decision, reason FROM disability_trace(series('{0}', '{2}'), '{}');
SELECT step, decision, reason FROM disability_trace(series('{0,90}', '{2,4}'), days(5));
SELECT step, decision, reason FROM disability_trace(series('{0,90,180}', '{2,4,4}'), NULL, 'muller2023');
SELECT step, decision, reason
FROM disability_trace(
	series('{0,90,180,270}', '{2,2,3,3}'),
	days(150),
	disability_criteria('kappos2020', event => 'firstPIRA'),
	'{infinity}'
);
-- relapses in any order, undated ones left out
SELECT d.*
FROM (
	SELECT array_agg(e.*::text)
	FROM disability_events(series('{0,90,180,270}', '{2,3,3,3}'), days(200, 60, NULL), 'muller2023') AS e
) AS a (x),
	LATERAL (
		SELECT a.x = array_agg(e.*::text) AS same
		FROM disability_events(series('{0,90,180,270}', '{2,3,3,3}'), days(60, 200), 'muller2023') AS e
	) AS d;

-- Milestones: (0,3)(100,4)(200,4.5); a dip; not confirmed; there from the start; SDMT falls
SELECT note, m.*
FROM (VALUES
	('reached', '{0,100,200}'::integer[], '{3,4,4.5}'::float8[]),
	('a dip', '{0,100,200,300,400}', '{3,4,3.5,4,4}'),
	('at the end', '{0,100}', '{3,4}'),
	('prevalent', '{0,100}', '{4.5,4}'),
	('lost again', '{0,100,200,300}', '{3,4,4,3.5}')
) AS x (note, d, v), disability_milestone(series(d, v), '{}', 4) AS m;
SELECT observed AS irreversible
FROM disability_milestone(irreversible_edss(series('{0,100,200,300}', '{3,4,4,3.5}')), '{}', 4);
SELECT m.* FROM disability_milestone(series('{0,100,200}', '{50,40,39}'), '{}', 40, 'sdmt') AS m;
SELECT m.* FROM disability_milestone(series('{0,100,200,300}', '{3,4,4,4}'), days(190), 4) AS m;
SELECT m.*
FROM disability_milestone(series('{0,100,200,300}', '{3,4,4,4}'), days(170), 4, disability_criteria(), days(185)) AS m;

-- EDSS-plus: baseline EDSS 3, walk 6 s, pegs 20 s, confirmed in itself 24 weeks later
SELECT note, p.*
FROM (VALUES
	('walk', series('{0,90,270}', '{3,3,3}'), series('{0,90,270}', '{6,7.2,7.5}'), series('{0,90,270}', '{20,20,20}')),
	('neither in itself', series('{0,90,270}', '{3,3,4}'), series('{0,90,270}', '{6,7.2,6.5}'),
		series('{0,90,270}', '{20,20,20}')),
	('pegs', series('{0,90,270}', '{3,3,3}'), series('{0,90,270}', '{6,6,6}'), series('{0,90,270}', '{20,24,24}')),
	('two', series('{0,90,270}', '{3,4,4}'), series('{0,60,270}', '{6,7.2,7.2}'), NULL),
	('none', series('{0,90,270}', '{3,3,3}'), series('{0,90,270}', '{6,6,6}'), series('{0,90,270}', '{20,20,20}')),
	('walk never measured', series('{0,90,270}', '{3,3,3}'), NULL, series('{0,90,270}', '{20,20,20}')),
	('nothing confirmable', series('{0,90}', '{3,4}'), '{}', series('{0}', '{20}'))
) AS x (note, e, w, p9), edss_plus(e, w, p9, '{}') AS p;
SELECT p.* FROM edss_plus(series('{0,90,270}', '{3,3,3}'), NULL, '{}', '{}', missing => 'observed') AS p;
SELECT p.* FROM edss_plus(series('{0,90}', '{3,3}'), NULL, '{}', '{}', missing => 'observed') AS p;
SELECT p.*
FROM edss_plus(
	series('{0,90,270}', '{3,4,4}'), NULL, NULL, NULL, disability_criteria('cdp24', event => 'firstPIRA')
) AS p;
SELECT p.* FROM edss_plus(NULL, NULL, NULL, '{}', NULL) AS p;
SELECT edss_plus('{}', '{}', '{}', '{}', 'muller2023');
SELECT edss_plus('{}', '{}', '{}', '{}', 'cdp24', 'ignored');
-- with SDMT and low-contrast acuity: which outcomes are part of it is said, and a part without data is missing
SELECT note, p.*
FROM (VALUES
	('SDMT by 5', '4pt', '{EDSS,SDMT,LCLA}'::text[], series('{0,90,270}', '{35,35,35}')),
	('not by 8', '8pt', '{EDSS,SDMT,LCLA}', series('{0,90,270}', '{35,35,35}')),
	('by 10 %', '10pct', '{EDSS,SDMT,LCLA}', series('{0,90,270}', '{35,35,35}')),
	('letters', '8pt', '{EDSS,SDMT,LCLA}', series('{0,60,270}', '{35,28,27}')),
	('both', '4pt', '{LCLA,SDMT}', series('{0,60,270}', '{35,28,27}')),
	('no letters', '8pt', '{EDSS,SDMT,LCLA}', NULL),
	('letters not part', '8pt', '{SDMT,EDSS,SDMT}', NULL)
) AS x (note, variant, outcomes, letters),
	edss_plus(
		series('{0,90,270}', '{3,3,3}'), NULL, NULL, series('{0,90,270}', '{50,45,45}'), letters, '{}', variant,
		outcomes
	) AS p;
SELECT p.*
FROM edss_plus(
	edss => series('{0,90}', '{3,3}'), t25fw => NULL, nhpt => NULL, sdmt => series('{0,90,270}', '{50,50,50}'),
	lcla => NULL, relapses => '{}', sdmt_variant => '4pt', outcomes => '{EDSS,SDMT}', missing => 'observed'
) AS p;
SELECT p.* FROM edss_plus(NULL, NULL, NULL, NULL, NULL, '{}', NULL, '{EDSS}') AS p;
SELECT p.* FROM edss_plus(NULL, NULL, NULL, NULL, NULL, '{}', '4pt', NULL) AS p;
-- each outcome by itself gives the same; and the first three are edss_plus without the others
CREATE TABLE battery AS
SELECT p, missing, criteria, CASE WHEN p % 3 = 0 THEN days(abs(hashint4(p)) % 900) ELSE '{}' END AS relapses, b.*
FROM generate_series(1, 300) AS p, unnest('{strict,observed}'::text[]) AS missing,
	unnest('{cdp12,cdp24,cdp48}'::disability_criteria[]) AS criteria,
	LATERAL (
		SELECT outcome_series(day, (4 + h % 60 / 50 * 2 + p % 13 / 11 * i) / 2.0) FILTER (WHERE o = 1) AS edss,
			outcome_series(day, 6 + h % 14 / 10.0 + p % 7 / 5 * i / 2.0) FILTER (WHERE o = 2) AS t25fw,
			outcome_series(day, 20 + h % 45 / 10.0 + p % 11 / 8 * i * 2) FILTER (WHERE o = 3) AS nhpt,
			outcome_series(day, 50 - h % 4 - p % 6 / 2 * i) FILTER (WHERE o = 4) AS sdmt,
			outcome_series(day, 35 - h % 4 - p % 7 / 2 * i) FILTER (WHERE o = 5) AS lcla
		FROM generate_series(1, 5) AS o, generate_series(0, 1 + abs(hashint4(p * 7 + o)) % 6) AS i, LATERAL (
			SELECT date '2020-01-01' + (20 * o + i * (60 + abs(hashint4(p + o)) % 90)) AS day,
				abs(hashint4(p * 500 + o * 50 + i)) AS h
		) AS d
		WHERE (p + o) % 11 > 0
	) AS b;
SELECT missing, criteria::jsonb -> 'conf_days' AS conf_days, outcomes::text, variant,
	count(*) FILTER (WHERE p.progression) AS worse,
	count(*) FILTER (WHERE NOT p.progression) AS not_worse,
	count(*) FILTER (WHERE p.progression IS NULL) AS not_known,
	count(*) FILTER (
		WHERE p.progression IS NOT DISTINCT FROM CASE
				WHEN mine.worse > 0 THEN true
				WHEN mine.not_known < CASE missing WHEN 'strict' THEN 1 ELSE mine.n END THEN false
			END
			AND p.event_date IS NOT DISTINCT FROM mine.first
			AND p.components IS NOT DISTINCT FROM mine.components
	) AS equal
FROM battery AS b, (VALUES
	('{EDSS,T25FW,9HPT,SDMT,LCLA}'::text[], '4pt'), ('{EDSS,SDMT}', '10pct'), ('{LCLA,9HPT,SDMT}', '8pt'),
	('{SDMT}', 'msprog')
) AS v (outcomes, variant),
	edss_plus(edss, t25fw, nhpt, sdmt, lcla, relapses, variant, outcomes, criteria, missing) AS p,
	LATERAL (
		SELECT count(*) AS n, count(*) FILTER (WHERE seen) AS worse, count(*) FILTER (WHERE seen IS NULL) AS not_known,
			min(event_date) AS first, array_agg(name ORDER BY place) FILTER (WHERE seen) AS components
		FROM (VALUES
			(1, 'EDSS', 'edss', edss, NULL), (2, 'T25FW', 't25fw', t25fw, NULL), (3, '9HPT', 'nhpt', nhpt, NULL),
			(4, 'SDMT', 'sdmt', sdmt, variant), (5, 'LCLA', 'lcla', lcla, NULL)
		) AS o (place, name, outcome, visits, its_variant), disability_criteria(
			criteria::jsonb - 'variant'
			|| jsonb_strip_nulls(jsonb_build_object('outcome', outcome, 'variant', its_variant))
		) AS c, disability_seen(visits, relapses, c) AS seen, LATERAL (
			SELECT min(e.event_date) AS event_date FROM disability_events(visits, relapses, c) AS e
		) AS e
		WHERE name = ANY (outcomes)
	) AS mine
GROUP BY missing, criteria, outcomes, variant
ORDER BY missing, criteria, outcomes, variant;
SELECT count(*) AS patients, count(*) FILTER (WHERE a = b) AS equal
FROM battery, edss_plus(edss, t25fw, nhpt, relapses, criteria, missing) AS a,
	edss_plus(edss, t25fw, nhpt, sdmt, lcla, relapses, '4pt', '{EDSS,T25FW,9HPT}', criteria, missing) AS b;
DROP TABLE battery, test_visit, test_rule, test_worse;
SELECT edss_plus('{}', '{}', '{}', '{}', '{}', '{}', '5pt', '{EDSS}');
SELECT edss_plus('{}', '{}', '{}', '{}', '{}', '{}', '4pt', '{EDSS,PASAT}');
SELECT edss_plus('{}', '{}', '{}', '{}', '{}', '{}', '4pt', '{EDSS,NULL}');
SELECT edss_plus('{}', '{}', '{}', '{}', '{}', '{}', '4pt', '{}');
SELECT edss_plus('{}', '{}', '{}', '{}', '{}', '{}', '4pt', '{EDSS}', 'muller2023');

-- Relapses closer than 30 days are one
SELECT r - date '2020-01-01' AS kept FROM unnest(relapse_dedup(days(55, 0, 20, NULL))) AS r;
SELECT cardinality(relapse_dedup(days(0, 30))) AS a,
	cardinality(relapse_dedup(days(0, 29))) AS b,
	cardinality(relapse_dedup(days(0, 29, 58))) AS c,
	cardinality(relapse_dedup(days(0, 0, 0), 0)) AS d,
	cardinality(relapse_dedup(days(0, 20), 10)) AS e,
	cardinality(relapse_dedup('{}')) AS f,
	relapse_dedup(NULL) AS g;
SELECT cardinality(relapse_dedup(days(0, 40, 80), 30, days(20, 50, 90))) AS from_end,
	cardinality(relapse_dedup(days(0, 40, 80), 30, '{NULL,NULL,NULL}')) AS ends_not_known;
-- of relapses that overlap, or share an onset, the last end counts
SELECT n, array(SELECT r - date '2020-01-01' FROM unnest(relapse_dedup(r, 30, ends)) AS r) AS kept
FROM (VALUES (1, days(0, 50), days(10, 100)), (2, days(0, 0, 50), days(10, 100, 60)),
	(3, days(0, 50, 200), days(100, 300, 210)), (4, days(0, 50, 200, 330), days(100, 300, 210, 340))
	) AS x (n, r, ends) ORDER BY n;
SELECT relapse_dedup('{2020-01-01}', -1);
SELECT relapse_dedup('{infinity}');

-- Extremes: 10,000 visits, visits before 1900, all relapses on one day, dates as far apart as they go
SELECT count(*) AS events, min(time2event), max(cdw_type)
FROM (
	SELECT outcome_series(date '1990-01-01' + i, CASE WHEN i < 5000 THEN 3 ELSE 4 END) AS s
	FROM generate_series(1, 10000) AS i
) AS p,
	disability_events(
		s, array_fill(date '1995-01-01', ARRAY[500]), disability_criteria('muller2023', conf_days => '{84,168}')
	);
SELECT count(*) AS events
FROM (SELECT outcome_series(date '1990-01-01' + 3 * i, (i * i) % 7) AS s FROM generate_series(1, 10000) AS i) AS p,
	disability_events(s, '{}', disability_criteria('muller2023', conf_days => '{3}', conf_tol_days => '{0,0}'));
SELECT event_date, time2event FROM disability_events('{1871-05-01: 2, 1872-05-01: 3.5, 1873-05-01: 4}', '{1850-01-01}');
SELECT * FROM disability_time('{4714-11-24 BC: 2, 5874897-12-31: 2}', '{}');
SELECT days FROM disability_time('{4714-11-24 BC: 2, 2020-01-01: 4, 2020-06-01: 4}', '{4714-11-24 BC,5874897-12-31}');
-- it can be cancelled
SET statement_timeout = '100ms';
SELECT count(*)
FROM (SELECT outcome_series(date '0001-01-01' + i, 3 + i % 2) AS s FROM generate_series(1, 90000) AS i) AS p,
	disability_events(
		s, '{}', disability_criteria(event => 'multiple', conf_days => '{1000000}', relapse_to_conf => '{0,0}')
	);
RESET statement_timeout;

-- Bad input
SELECT * FROM disability_trace('{}', '{}', lang => 'de');
SELECT disability_events('{2020-01-01: 53}', '{}');
SELECT disability_events('{2020-01-01: -1}', '{}');
SELECT disability_events('{}', '{infinity}');
SELECT disability_events('{}', '{2020-01-01}', 'edss', '{}');
SELECT disability_events('{}', '{2020-01-02}', 'edss', '{2020-01-01}');
SELECT disability_events('{}', '{2020-01-02}', 'edss', '{-infinity}');
SELECT disability_milestone('{2020-01-01: 3}', '{}', 'NaN');
