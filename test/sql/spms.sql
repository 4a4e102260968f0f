-- What it is for: has the patient converted, when, from which reference, led by which system?
SELECT *
FROM spms_conversion(
	'{2019-01-10: 3, 2019-07-29: 4, 2019-11-06: 4}',
	'{}',
	pyramidal => '{2019-01-10: 1, 2019-07-29: 3, 2019-11-06: 3}',
	sensory => '{2019-01-10: 1, 2019-07-29: 2, 2019-11-06: 1}'
) \gx

-- Days to dates, for the examples: '0:3 200:4' and '2000-01-01' + days.
CREATE FUNCTION at(days text) RETURNS outcome_series LANGUAGE sql AS $$
	SELECT outcome_series(date '2000-01-01' + split_part(v, ':', 1)::int, split_part(v, ':', 2)::float8)
	FROM unnest(string_to_array(days, ' ')) AS v $$;
CREATE FUNCTION on_days(days integer[]) RETURNS date[] LANGUAGE sql AS $$
	SELECT CASE WHEN $1 IS NOT NULL THEN array(SELECT date '2000-01-01' + d FROM unnest($1) AS d) END $$;
CREATE FUNCTION spms_day(date) RETURNS integer LANGUAGE sql AS 'SELECT $1 - date ''2000-01-01''';

-- The definition, example by example
SELECT example, converted,
	spms_day(spms_date) AS day,
	spms_edss AS edss,
	spms_day(reference_date) AS reference,
	spms_day(confirmed_date) AS confirmed,
	leading_systems,
	spms_day(possible_date) AS possible,
	missing, days, observed
FROM (VALUES
	(1, 'kept', '0:3 200:4 300:4', '{}'::int[], '0:1 200:3 300:3', '0:1 200:1 300:1'),
	(2, 'a relapse between the visits', '0:3 200:4 300:4', '{150}', '0:1 200:3 300:3', '0:1 200:1 300:1'),
	(3, 'then it is the reference', '0:3 200:4 300:4 400:5 500:5', '{150}', '0:1 200:3 300:3 400:4 500:4', NULL),
	(4, 'pyramidal 1, sensory leads', '0:3 200:4 300:4', '{}', '0:1 200:1 300:1', '0:1 200:3 300:3'),
	(5, 'half a point from 5.5', '0:5.5 200:6 300:6', '{}', '0:3 200:4 300:4', NULL),
	(6, 'half a point from 6.0', '0:6 200:6.5 300:6.5', '{}', '0:3 200:4 300:4', NULL),
	(7, '1.0 from 0', '0:0 200:4 300:4', '{}', '0:0 200:2 300:2', NULL),
	(8, 'not to 4.0', '0:2 200:3.5 300:3.5', '{}', '0:1 200:3 300:3', NULL),
	(9, 'at 3.5, then at 4.0', '0:2 200:3.5 300:4 400:4', '{}', '0:1 200:3 300:3 400:3', NULL),
	(10, 'after 89 days', '0:3 200:4 289:4', '{}', '0:1 200:3 289:3', NULL),
	(11, 'after 90 days', '0:3 200:4 290:4', '{}', '0:1 200:3 290:3', NULL),
	(12, 'gone between', '0:3 200:4 250:3.5 300:4', '{}', '0:1 200:3 250:3 300:3', NULL),
	(13, 'gone later', '0:3 200:4 300:4 400:3.5', '{}', '0:1 200:3 300:3 400:3', NULL),
	(14, 'the leading system falls back', '0:3 200:4 300:4', '{}', '0:2 200:2 300:2', '0:1 200:3 300:1'),
	(15, 'one of two that lead does not', '0:3 200:4 300:4', '{}', '0:1 200:3 300:3', '0:1 200:3 300:1'),
	(16, 'another system is confirmed', '0:3 200:4 300:4', '{}', '0:1 200:2 300:2', '0:1 200:3 300:1'),
	(17, 'no system rose', '0:3 200:4 300:4', '{}', '0:2 200:2 300:2', '0:2 200:2 300:2'),
	(18, 'first visit 30 days after a relapse', '0:3 100:4 200:4 300:4', '{-30}', '0:1 100:3 200:3 300:3', NULL),
	(19, 'first visit 31 days after it', '0:3 100:4 200:4 300:4', '{-31}', '0:1 100:3 200:3 300:3', NULL),
	(20, 'confirmed 30 days after a relapse', '0:3 100:4 200:4', '{170}', '0:1 100:3 200:3', NULL),
	(21, 'confirmed 31 days after a relapse', '0:3 100:4 200:4', '{169}', '0:1 100:3 200:3', NULL),
	(22, 'death is worse', '0:6 100:10 200:10', '{}', '0:3 100:6 200:6', NULL)
) AS v (n, example, visits, relapses, pyramidal, sensory),
	spms_conversion(at(visits), on_days(relapses), pyramidal => at(pyramidal), sensory => at(sensory)) AS c
ORDER BY n;

-- What is missing
SELECT example, converted,
	spms_day(spms_date) AS day,
	leading_systems,
	spms_day(possible_date) AS possible,
	missing, days
FROM (VALUES
	(1, 'pyramidal missing at the visit', '0:3 200:4 300:4', '{}'::int[], '0:1 300:3', '0:1 200:2 300:2'),
	(2, 'as well, EDSS not confirmed', '0:3 200:4 300:3', '{}', '0:1 300:3', NULL),
	(3, 'pyramidal 1 settles it', '0:3 200:4 300:4', '{}', '0:0 200:1', NULL),
	(4, 'pyramidal missing, then there', '0:3 200:4 300:4 400:4', '{}', '0:1 300:3 400:3', '0:1 200:2 300:2 400:2'),
	(5, 'not graded when confirmed', '0:3 200:4 300:4', '{}', '0:1 200:3', NULL),
	(6, 'graded later', '0:3 200:4 300:4 400:4', '{}', '0:1 200:3 400:3', NULL),
	(7, 'no reference grade', '0:3 200:4 300:4', '{}', '200:3 300:3', '0:1 200:1 300:1'),
	(8, 'first visit without any grade', '0:3 200:4 300:4 400:5 500:5', '{}', '200:3 300:3 400:4 500:4', NULL),
	(9, 'no grades at all', '0:3 200:4 300:4', '{}', NULL, NULL),
	(10, 'not enough visits', '0:3 200:4', '{}', '0:1 200:3', NULL),
	(11, 'relapses not known', '0:3 200:4 300:4', NULL, '0:1 200:3 300:3', NULL),
	(12, 'as well, never at 4.0', '0:2 200:3.5 300:3', NULL, NULL, NULL),
	(13, 'one relapse without a date', '0:3 200:4 300:4', '{NULL}', '0:1 200:3 300:3', NULL),
	(14, 'no grades, EDSS not worse', '0:3 200:3 300:3', '{}', NULL, NULL)
) AS v (n, example, visits, relapses, pyramidal, sensory),
	spms_conversion(at(visits), on_days(relapses), pyramidal => at(pyramidal), sensory => at(sensory)) AS c
ORDER BY n;
SELECT * FROM spms_conversion('{}', '{}');
SELECT * FROM spms_conversion('{}', NULL);
SELECT * FROM spms_conversion(NULL, '{}');
SELECT converted FROM spms_conversion('{2000-01-01: 3, 2001-01-01: 4, 2002-01-01: 4}', '{}', variant => NULL);

-- Each system can lead
SELECT 'visual' AS system, leading_systems, missing
FROM spms_conversion(at('0:6 99:7 199:7'), '{}', pyramidal => at('0:3 99:3 199:3'), visual => at('0:1 99:2 199:2'))
UNION ALL
SELECT 'brainstem', leading_systems, missing
FROM spms_conversion(at('0:6 99:7 199:7'), '{}', pyramidal => at('0:3 99:3 199:3'), brainstem => at('0:1 99:2 199:2'))
UNION ALL
SELECT 'cerebellar', leading_systems, missing
FROM spms_conversion(at('0:6 99:7 199:7'), '{}', pyramidal => at('0:3 99:3 199:3'), cerebellar => at('0:1 99:2 199:2'))
UNION ALL
SELECT 'bowel_bladder', leading_systems, missing
FROM spms_conversion(
	at('0:6 99:7 199:7'), '{}', pyramidal => at('0:3 99:3 199:3'), bowel_bladder => at('0:1 99:2 199:2')
)
UNION ALL
SELECT 'cerebral', leading_systems, missing
FROM spms_conversion(at('0:6 99:7 199:7'), '{}', pyramidal => at('0:3 99:3 199:3'), cerebral => at('0:1 99:2 199:2'))
UNION ALL
SELECT 'ambulation', leading_systems, missing
FROM spms_conversion(
	at('0:6 99:7 199:7'), '{}', pyramidal => at('0:3 99:3 199:3'), ambulation => at('0:8 99:10 199:12')
);

-- Settings
SELECT 'not sustained' AS setting, converted, spms_day(spms_date) AS day
FROM spms_conversion(at('0:3 200:4 300:4 400:3'), '{}', variant => 'no_fs', sustained => false)
UNION ALL
SELECT 'sustained', converted, spms_day(spms_date)
FROM spms_conversion(at('0:3 200:4 300:4 400:3'), '{}', variant => 'no_fs')
UNION ALL
SELECT '6 months, too early', converted, spms_day(spms_date)
FROM spms_conversion(at('0:3 200:4 367:4'), '{}', variant => 'no_fs', conf_days => 168)
UNION ALL
SELECT '6 months', converted, spms_day(spms_date)
FROM spms_conversion(at('0:3 200:4 367:4 368:4'), '{}', variant => 'no_fs', conf_days => 168)
UNION ALL
SELECT 'relapses matter for 90 days', converted, spms_day(spms_date)
FROM spms_conversion(at('0:3 200:4 300:4'), on_days('{-90}'), variant => 'no_fs', relapse_days => 90)
UNION ALL
SELECT 'for 89', converted, spms_day(spms_date)
FROM spms_conversion(at('0:3 200:4 300:4'), on_days('{-90}'), variant => 'no_fs', relapse_days => 89)
UNION ALL
SELECT 'without systems', converted, spms_day(spms_date)
FROM spms_conversion(at('0:3 200:4 300:4'), '{}', pyramidal => at('0:0 200:0 300:0'), variant => 'no_fs');

-- The variant of MSoutcomes: its rules one by one, with systems where any was graded
SELECT example,
	spms_day(spms_date) AS day,
	spms_edss AS edss,
	spms_day(reference_date) AS reference,
	reference_edss AS from_edss,
	spms_day(confirmed_date) AS confirmed,
	leading_systems
FROM (VALUES
	(1, 'a single visit is passed over', '0:3 100:3 200:4 300:4 400:3.5 500:4', '{}'::int[], NULL, NULL),
	(2, 'not before the confirmation', '0:3 100:3 200:4 250:3.5 300:4 500:4', '{}', NULL, NULL),
	(3, 'two are not', '0:3 100:3 200:4 300:3.5 400:3.5 500:4 600:4', '{}', NULL, NULL),
	(4, 'nor one at the end of two', '0:3 100:3 200:4 300:4 400:3.5', '{}', NULL, NULL),
	(5, 'two at the end end it', '0:3 100:3 200:4 300:4 400:3.5 500:3.5', '{}', NULL, NULL),
	(6, 'the first visit is passed over', '0:4 100:5 200:5', '{}', NULL, NULL),
	(7, 'as well, below 4.0', '0:3 100:4 200:4', '{}', NULL, NULL),
	(8, '90 days', '0:3 50:3 100:4 190:4', '{}', NULL, NULL),
	(9, '91 days', '0:3 50:3 100:4 191:4', '{}', NULL, NULL),
	(10, 'the last 30 days after a relapse', '0:3 50:3 100:4 200:4 300:4', '{270}', NULL, NULL),
	(11, 'the last 31 days after it', '0:3 50:3 100:4 200:4 300:4', '{269}', NULL, NULL),
	(12, 'a relapse since the visit before', '0:3 50:3 100:4 300:4 400:4', '{60}', NULL, NULL),
	(13, 'on the day of the visit before', '0:3 50:3 100:4 300:4 400:4', '{50}', NULL, NULL),
	(14, 'a day earlier', '0:3 50:3 100:4 300:4 400:4', '{49}', NULL, NULL),
	(15, 'on its own day', '0:3 50:3 100:4 300:4 400:4', '{100}', NULL, NULL),
	(16, 'it is the reference then', '0:3 50:3 100:4 300:5 400:5', '{60}', NULL, NULL),
	(17, 'better for 273 days', '0:5 50:5 100:4.5 300:4.5 373:4.5 500:5.5 700:5.5', '{}', NULL, NULL),
	(18, 'for 272 days', '0:5 50:5 100:4.5 300:4.5 372:4.5 500:5.5 700:5.5', '{}', NULL, NULL),
	(19, 'raised by a relapse, resettled', '0:3 50:3 100:3.5 200:3.5 382:3.5 500:4.5 700:4.5', '{90}', NULL, NULL),
	(20, 'too little then', '0:3 50:3 100:3.5 200:3.5 382:3.5 500:4 700:4', '{90}', NULL, NULL),
	(21, 'not resettled: the change is the reference', '0:3 50:3 100:3.5 200:3.5 381:3.5 500:4.5 700:5.5 900:5.5',
		'{90}', NULL, NULL),
	(22, 'raised to 3.0 only', '0:2.5 50:2.5 100:3 200:3 382:3 500:4 700:4', '{90}', NULL, NULL),
	(23, 'raised from 6.0', '0:6 50:6 100:6.5 200:6 382:6 500:6.5 700:6.5', '{90}', NULL, NULL),
	(24, 'raised from 5.5, unsettled by a point', '0:5.5 50:5.5 100:6 200:7 250:6 382:6 500:7 700:7', '{90}', NULL,
		NULL),
	(25, 'unsettled by a point less', '0:5 50:5 100:5.5 200:5.5 250:4.5 382:5.5 500:6.5 700:6.5', '{90}', NULL, NULL),
	(26, 'and by a point more', '0:5 50:5 100:5.5 200:4.5 250:5.5 382:4.5 500:6.5 700:6.5', '{90}', NULL, NULL),
	(27, 'at 0 a point is not enough', '0:3 50:3 100:3.5 200:0 390:1 500:4 700:4', '{90}', NULL, NULL),
	(28, 'raised at the first visit behind a reference', '0:3 50:3 100:4 200:4.5 300:4.5 500:4.5 600:5 800:5',
		'{60,150}', NULL, NULL),
	(29, 'a relapse that raised nothing', '0:3 50:3 100:3.5 200:3.5 300:3.5 500:3.5 600:4 800:4', '{150}', NULL, NULL),
	(30, 'one that raised to the reference', '0:4 50:4 100:3.5 200:4 300:4 500:4 600:5 800:5', '{150}', NULL, NULL),
	(31, 'resettled, not graded at once', '0:3 50:3 100:3.5 200:3.5 210:3.5 300:3.5 400:3.5 500:4.5 700:4.5', '{90}',
		'0:2 50:2 100:2 210:2 300:2 400:2 500:3 700:3', NULL),
	(32, 'raised just before the change', '0:4 50:4 100:4.5 200:5 300:5 500:6 600:6', '{90}', NULL, NULL),
	(33, 'a worsening that ends, and another', '0:3 50:3 100:4 200:4 300:3 400:3 500:4 600:4', '{}', NULL, NULL),
	(34, 'pyramidal not graded, EDSS 5.5', '0:4 50:4 100:5.5 200:5.5', '{}', NULL, '0:1 50:1 100:2 200:2'),
	(35, 'as well, EDSS 5.0', '0:4 50:4 100:5 200:5', '{}', NULL, '0:1 50:1 100:2 200:2'),
	(36, 'pyramidal 1, EDSS 5.5', '0:4 50:4 100:5.5 200:5.5', '{}', '0:1 50:1 100:1 200:1', '0:1 50:1 100:2 200:2'),
	(37, 'pyramidal 1, EDSS 5.0', '0:4 50:4 100:5 200:5', '{}', '0:1 50:1 100:1 200:1', '0:1 50:1 100:2 200:2'),
	(38, 'pyramidal 2, EDSS 5.0', '0:4 50:4 100:5 200:5', '{}', '0:2 50:2 100:2 200:2', '0:1 50:1 100:2 200:2'),
	(39, 'the leading system returns', '0:4 50:4 100:5 200:5', '{}', '0:2 50:2 100:2 200:2', '0:1 50:1 100:3 200:1'),
	(40, 'it goes below the reference', '0:4 50:4 100:5 200:5', '{}', '0:2 50:2 100:2 200:2', '0:1 50:1 100:3 200:0'),
	(41, 'it is not graded', '0:4 50:4 100:5 200:5', '{}', '0:2 50:2 100:2 200:2', '0:1 50:1 100:3'),
	(42, 'it returns after 91 days', '0:4 50:4 100:5 191:5 300:5', '{}', '0:2 50:2 100:2 200:2',
		'0:1 50:1 100:3 191:3 300:1'),
	(43, 'after 90', '0:4 50:4 100:5 190:5 300:5', '{}', '0:2 50:2 100:2 200:2', '0:1 50:1 100:3 190:3 300:1'),
	(44, 'no system rose', '0:4 50:4 100:5 200:5', '{}', '0:2 50:2 100:2 200:2', '0:1 50:1 100:1 200:1'),
	(45, 'the pyramidal counts as 1 where missing', '0:4 50:4 100:5.5 200:5.5', '{}', '0:2 50:2',
		'0:1 50:1 100:1 200:1'),
	(46, 'visits before the first grade', '0:2 50:4 100:4 150:5 300:5', '{}', '50:2 100:2 150:3 300:3', NULL),
	(47, 'two visits with grades', '0:2 50:4 100:5 300:5', '{}', '100:3 300:3', NULL),
	(48, 'the first reference again', '0:4 50:4 100:5 200:5 300:4 400:4 500:5 600:5', '{}',
		'0:2 50:2 100:3 200:3 300:2 400:2 500:3 600:3', NULL),
	(49, 'better, not graded there', '0:5 50:5 100:4.5 200:4.5 373:4.5 500:5.5 700:5.5', '{}',
		'0:2 50:2 200:2 373:2 500:3 700:3', NULL)
) AS v (n, example, visits, relapses, pyramidal, sensory),
	spms_conversion(
		at(visits),
		on_days(relapses),
		pyramidal => at(pyramidal),
		sensory => at(sensory),
		variant => CASE WHEN pyramidal IS NULL AND sensory IS NULL THEN 'msoutcomes_no_fs' ELSE 'msoutcomes' END
	) AS c
ORDER BY n;
SELECT 'no grades' AS why, converted, missing
FROM spms_conversion(at('0:3 50:3 100:4 200:4'), '{}', variant => 'msoutcomes')
UNION ALL
SELECT 'no visit far from a relapse', converted, missing
FROM spms_conversion(at('0:3 20:4 60:4 110:5'), on_days('{0,50,100}'), variant => 'msoutcomes_no_fs')
UNION ALL
SELECT 'the same', converted, missing
FROM spms_conversion(at('0:3 20:4 60:4 110:5'), on_days('{0,50,100}'), variant => 'no_fs');

-- A visit that cannot confirm can still refute. The days of such visits, of the EDSS and of the pyramidal grade
SELECT n, variant, sustained, cannot, cannot_system, converted,
	spms_day(spms_date) AS day,
	spms_day(confirmed_date) AS confirmed,
	spms_day(possible_date) AS possible,
	missing
FROM (VALUES
	(1, '{}'::int[], '{}'::int[]),
	(2, '{300}', '{}'),
	(3, '{300,400}', '{}'),
	(4, '{}', '{300}'),
	(5, '{}', '{300,400}'),
	(6, '{0,100,200}', '{0,100,200}'),
	(7, '{0,100,200,300,400}', '{}')
) AS x (n, cannot, cannot_system),
	(VALUES
		('lorscheider2016', true), ('no_fs', true), ('no_fs', false), ('msoutcomes', true), ('msoutcomes_no_fs', true)
	) AS v (variant, sustained),
	LATERAL (
		SELECT outcome_series(date '2000-01-01' + d, e, d <> ALL (cannot)) AS visits,
			outcome_series(date '2000-01-01' + d, p, d <> ALL (cannot_system)) AS pyramidal
		FROM (VALUES (0, 3, 1), (100, 3, 1), (200, 4, 3), (300, 4, 3), (400, 4, 3)) AS y (d, e, p)
	) AS s,
	spms_conversion(visits, '{}', pyramidal => pyramidal, variant => variant, sustained => sustained)
WHERE cannot_system = '{}' OR variant IN ('lorscheider2016', 'msoutcomes')
ORDER BY n, variant, sustained;
SELECT variant, converted
FROM unnest('{no_fs,msoutcomes_no_fs}'::text[]) AS variant,
	spms_conversion(
		'{2000-01-01: 3, 2000-04-01: 3, 2000-07-01: 4, 2000-09-01: 3 (cannot confirm), 2000-12-01: 3.5, 2001-03-01: 4}',
		'{}',
		variant => variant
	);

-- The registry sample: the variants msoutcomes agree with the R package for each patient;
-- then where the published definition does not
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TABLE visit (
	patient_id integer, visit_date date, edss edss, visual integer, brainstem integer, pyramidal integer,
	cerebellar integer, sensory integer, bowel_bladder integer, cerebral integer, ambulation integer,
	days_since_relapse integer
);
CREATE TABLE relapse (patient_id integer, onset_date date);
CREATE TABLE expected (
	patient_id integer, spms integer, spms_date date, spms_edss edss, no_fs integer, no_fs_date date
);
\copy visit FROM '../demo/registry_sample/visits.csv' (FORMAT csv, HEADER)
\copy relapse FROM '../demo/registry_sample/relapses.csv' (FORMAT csv, HEADER)
\copy expected FROM 'data/spms/msoutcomes_spms.csv' (FORMAT csv, HEADER)
CREATE VIEW course AS
SELECT patient_id, outcome_series(visit_date, edss) AS visits,
	coalesce((SELECT array_agg(onset_date) FROM relapse AS r WHERE r.patient_id = v.patient_id), '{}') AS relapses,
	outcome_series(visit_date, visual) AS visual, outcome_series(visit_date, brainstem) AS brainstem,
	outcome_series(visit_date, pyramidal) AS pyramidal, outcome_series(visit_date, cerebellar) AS cerebellar,
	outcome_series(visit_date, sensory) AS sensory, outcome_series(visit_date, bowel_bladder) AS bowel_bladder,
	outcome_series(visit_date, cerebral) AS cerebral, outcome_series(visit_date, ambulation) AS ambulation
FROM visit AS v GROUP BY patient_id;
SELECT count(*) AS patients,
	count(*) FILTER (
		WHERE coalesce(m.observed, false) = (e.spms = 1)
			AND m.spms_date IS NOT DISTINCT FROM e.spms_date
			AND m.spms_edss IS NOT DISTINCT FROM e.spms_edss
	) AS with_systems,
	count(*) FILTER (
		WHERE coalesce(n.observed, false) = (e.no_fs = 1) AND n.spms_date IS NOT DISTINCT FROM e.no_fs_date
	) AS without,
	count(*) FILTER (WHERE m.converted IS NULL) AS tool_says_no_of_fewer_than_three_visits
FROM expected AS e
JOIN course USING (patient_id),
	spms_conversion(
		visits, relapses, visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation,
		'msoutcomes'
	) AS m,
	spms_conversion(visits, relapses, variant => 'msoutcomes_no_fs') AS n;
SELECT patient_id, e.spms_date AS tool, converted, c.spms_date, c.spms_edss, reference_date, reference_edss,
	leading_systems, possible_date, missing
FROM expected AS e
JOIN course USING (patient_id),
	spms_conversion(
		visits, relapses, visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation
	) AS c
WHERE c.spms_date IS DISTINCT FROM e.spms_date OR converted IS NULL
ORDER BY patient_id;
SELECT patient_id, e.no_fs_date AS tool, converted, c.spms_date, c.spms_edss, reference_date, reference_edss
FROM expected AS e JOIN course USING (patient_id), spms_conversion(visits, relapses, variant => 'no_fs') AS c
WHERE c.spms_date IS DISTINCT FROM e.no_fs_date ORDER BY patient_id;
-- without the condition 'sustained' the same conversions are found, at the same time or earlier
SELECT count(*)
FROM course,
	spms_conversion(visits, relapses, variant => 'no_fs', sustained => false) AS c,
	spms_conversion(visits, relapses, variant => 'no_fs') AS s
WHERE s.converted AND (c.converted IS NOT TRUE OR c.spms_date > s.spms_date);

-- Bad input
SELECT spms_conversion(at('0:3.2'), '{}');
SELECT spms_conversion(at('0:3 9:4 99:4'), '{}', pyramidal => at('0:1.5'));
SELECT spms_conversion(at('0:3 9:4 99:4'), '{}', sensory => at('9:7'));
SELECT spms_conversion(at('0:3 9:4 99:4'), '{}', ambulation => at('9:17'));
SELECT spms_conversion(at('0:3 9:4 99:4'), '{}', sensory => at('9:-1'));
SELECT spms_conversion(at('0:3'), '{}', variant => 'lorscheider');
SELECT spms_conversion(at('0:3'), '{}', variant => 'msoutcomes', sustained => false);
SELECT spms_conversion(at('0:3'), '{}', conf_days => -1);
SELECT spms_conversion(at('0:3'), '{}', conf_days => 'NaN');
SELECT spms_conversion(at('0:3'), '{}', relapse_days => -1);
SELECT spms_conversion(at('0:3'), '{infinity}');
DROP VIEW course;
DROP TABLE visit, relapse, expected;
DROP FUNCTION at, on_days, spms_day;
