-- What it is for: the EDSS from its parts
SELECT visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation, expected,
	edss_from_fs(visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation) AS edss,
	edss_from_fs(
		visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation
	) = expected AS as_expected
FROM (VALUES
	(0, 0, 0, 0, 0, 0, 0, 0, '0'::edss),
	(0, 0, 1, 0, 0, 0, 0, 0, '1.0'),
	(1, 0, 1, 0, 0, 0, 0, 0, '1.5'),
	(0, 0, 1, 0, 0, 0, 0, 1, '2.0'),
	(2, 0, 1, 0, 1, 0, 0, 0, '2.0'),
	(3, 0, 2, 0, 0, 0, 0, 0, '2.5'), -- visual 3 is 2
	(4, 0, 1, 0, 0, 0, 0, 0, '3.0'), -- visual 4 is 3
	(6, 0, 0, 0, 0, 0, 0, 0, '4.0'), -- visual 6 is 4
	(0, 0, 3, 2, 2, 0, 0, 1, '3.5'),
	(0, 0, 3, 2, 2, 2, 0, 1, '4.0'),
	(0, 0, 2, 0, 0, 0, 0, 2, '4.5'),
	(0, 0, 4, 1, 0, 0, 0, 2, '4.5'),
	(0, 0, 4, 3, 2, 2, 0, 6, '6.0'),
	(1, 2, 1, 3, 1, 4, 2, 1, '4.0'), -- the example on the page of an EDSS calculator
	(0, 0, 3, 3, 1, 0, 0, 1, '3.5'),
	(0, 0, 3, 3, 2, 0, 0, 1, '4.0'),
	(0, 2, 2, 2, 2, 2, 0, 0, '3.5'),
	(2, 2, 2, 2, 2, 2, 0, 0, '4.0'),
	(0, 3, 3, 3, 3, 3, 0, 1, '4.5'),
	(0, 3, 3, 3, 3, 3, 3, 1, '5.0'),
	(0, 0, 4, 1, 1, 0, 0, 1, '4.0'),
	(0, 0, 4, 2, 0, 0, 0, 1, '4.5'),
	(0, 0, 4, 3, 3, 3, 0, 1, '5.0'),
	(0, 0, 4, 4, 0, 0, 0, 1, '5.0'),
	(0, 0, 0, 0, 0, 6, 0, 0, '5.0'), -- bowel and bladder 6 is 5
	(0, 0, 3, 2, 2, 1, 1, 3, '5.0'),
	(0, 0, 4, 3, 2, 2, 0, 8, '6.5'),
	(0, 0, 5, 3, 2, 3, 0, 10, '7.0')
) AS v (visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation, expected);

-- Ambulation on its three scales; from 5.0 on no system is needed
SELECT ambulation,
	CASE
		WHEN ambulation <= 2 THEN edss_from_fs(0, 0, 0, 0, 0, 0, 0, ambulation)
		ELSE edss_from_fs(NULL, NULL, NULL, NULL, NULL, NULL, NULL, ambulation)
	END AS neurostatus,
	CASE
		WHEN ambulation <= 2 THEN edss_from_fs(0, 0, 0, 0, 0, 0, 0, ambulation, as_scale => 'short13')
		WHEN ambulation <= 13
			THEN edss_from_fs(NULL, NULL, NULL, NULL, NULL, NULL, NULL, ambulation, as_scale => 'short13')
	END AS short13,
	CASE
		WHEN ambulation <= 2 THEN edss_from_fs(0, 0, 0, 0, 0, 0, 0, ambulation, as_scale => 'kurtzke')
		WHEN ambulation <= 13
			THEN edss_from_fs(NULL, NULL, NULL, NULL, NULL, NULL, NULL, ambulation, as_scale => 'kurtzke')
	END AS kurtzke
FROM generate_series(0, 16) AS ambulation;
-- At 3 and above the systems are ignored, even where they would give more
SELECT edss_from_fs(6, 5, 6, 5, 6, 6, 5, 2) AS as_2,
	edss_from_fs(6, 5, 6, 5, 6, 6, 5, 3) AS as_3,
	edss_from_fs(0, 0, 0, 0, 0, 0, 0, 3) AS none;

-- Conversions
SELECT array_agg(visual_converted(grade) ORDER BY grade) AS visual,
	array_agg(bowel_bladder_converted(grade) ORDER BY grade) AS bowel_bladder
FROM generate_series(0, 6) AS grade;
SELECT visual_converted(NULL), bowel_bladder_converted(NULL);
SELECT grade,
	edss_from_fs(grade, 0, 0, 0, 0, 0, 0, 0) AS visual,
	edss_from_fs(visual_converted(grade), 0, 0, 0, 0, 0, 0, 0, converted => true) AS visual_conv,
	edss_from_fs(0, 0, 0, 0, 0, grade, 0, 0) AS bladder,
	edss_from_fs(0, 0, 0, 0, 0, bowel_bladder_converted(grade), 0, 0, converted => true) AS bladder_conv
FROM generate_series(0, 6) AS grade;

-- Cerebral 1: a grade, or none as in Kurtzke 1983
SELECT cerebral, ambulation, edss_from_fs(0, 0, 0, 0, 0, 0, cerebral, ambulation) AS neurostatus,
	edss_from_fs(0, 0, 0, 0, 0, 0, cerebral, ambulation, 'neurostatus_cereb1_zero') AS cereb1_zero,
	edss_from_fs(0, 0, 1, 0, 0, 0, cerebral, ambulation, 'neurostatus_cereb1_zero') AS with_pyramidal_1
FROM generate_series(0, 2) AS cerebral, generate_series(0, 1) AS ambulation ORDER BY ambulation, cerebral;

-- The rule once more, in SQL: m is the highest grade, in c systems; s is the next lower one, in k systems.
-- Every 23rd combination of raw grades.
WITH raw AS (
	SELECT n % 7 AS visual, n / 7 % 6 AS brainstem, n / 42 % 7 AS pyramidal, n / 294 % 6 AS cerebellar,
		n / 1764 % 7 AS sensory, n / 12348 % 7 AS bowel_bladder, n / 86436 % 6 AS cerebral, n / 518616 AS ambulation
	FROM generate_series(0, 7 * 6 * 7 * 6 * 7 * 7 * 6 * 3 - 1, 23) AS n
), counted AS (
	SELECT *,
		ARRAY[
			('{0,1,2,2,3,3,4}'::int[])[visual + 1],
			brainstem, pyramidal, cerebellar, sensory,
			('{0,1,2,3,3,4,5}'::int[])[bowel_bladder + 1],
			cerebral
		] AS f
	FROM raw
), told AS (
	SELECT counted.*, m, c, s, cardinality(array_positions(f, s)) AS k
	FROM counted,
		LATERAL (SELECT max(g) AS m FROM unnest(f) AS g) AS highest,
		LATERAL (
			SELECT count(*) FILTER (WHERE g = m) AS c, coalesce(max(g) FILTER (WHERE g < m), 0) AS s FROM unnest(f) AS g
		) AS next
), rule AS (
	SELECT edss_from_fs(visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation) AS edss,
		CASE
			WHEN m >= 5 THEN 5.0
			WHEN m = 4 AND c >= 2 THEN 5.0
			WHEN m = 4 AND s = 3 AND k >= 3 THEN 5.0
			WHEN m = 4 AND s IN (2, 3) THEN 4.5
			WHEN m = 4 AND s <= 1 AND ambulation < 2 THEN 4.0
			WHEN m = 3 AND c >= 6 THEN 5.0
			WHEN ambulation = 2 THEN 4.5
			WHEN m = 3 AND c = 5 THEN 4.5
			WHEN m = 3 AND c IN (3, 4) THEN 4.0
			WHEN m = 3 AND c = 2 THEN CASE WHEN s <= 1 THEN 3.5 ELSE 4.0 END
			WHEN m = 3 AND s = 2 THEN CASE WHEN k >= 3 THEN 4.0 ELSE 3.5 END
			WHEN m = 3 THEN 3.0
			WHEN m = 2 AND c >= 6 THEN 4.0
			WHEN m = 2 THEN ('{2.0,2.5,3.0,3.0,3.5}'::numeric[])[c]
			WHEN ambulation = 1 THEN 2.0
			WHEN m = 1 THEN CASE WHEN c >= 2 THEN 1.5 ELSE 1.0 END
			ELSE 0
		END AS told
	FROM told
)
SELECT count(*) AS combinations,
	count(edss) AS answered,
	count(*) FILTER (WHERE edss <> told::edss) AS other,
	count(DISTINCT edss) AS different
FROM rule;

-- Known grades settle the EDSS, or it is NULL: its bounds, and what is missing
SELECT v.*, lower, upper,
	edss_from_fs(visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation) AS edss,
	fs_missing(visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation) AS missing
FROM (VALUES
	(NULL::int, NULL::int, NULL::int, NULL::int, NULL::int, NULL::int, NULL::int, NULL::int),
	(0, 0, 0, 0, 0, 0, 0, NULL),
	(NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2),
	(NULL, NULL, NULL, NULL, NULL, NULL, NULL, 3),
	(NULL, NULL, 2, NULL, NULL, NULL, NULL, 6),
	(NULL, NULL, 5, NULL, NULL, NULL, NULL, 2), -- 5.0 whatever the others
	(NULL, NULL, 4, 4, NULL, NULL, NULL, 0),
	(NULL, NULL, 4, NULL, NULL, NULL, NULL, 0),
	(NULL, 1, 1, 1, 1, 1, 1, 2), -- no visual grade makes it more than 4.5
	(NULL, 0, 2, 0, 0, 0, 0, 2), -- nor with a 2 beside it
	(NULL, 0, 4, 0, 0, 0, 0, 2), -- a second 4 would
	(NULL, 0, 4, 0, 0, 0, 0, 1),
	(0, NULL, 0, 0, 0, 0, 0, 0),
	(0, 0, 0, 0, 0, 0, NULL, 1)
) AS v (visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation),
	edss_fs_bounds(visual, brainstem, pyramidal, cerebellar, sensory, bowel_bladder, cerebral, ambulation);
-- raw and converted grades differ: a bladder of 5 raw is a 4
SELECT edss_from_fs(0, NULL, 0, 0, 0, 5, 0, 1) AS raw,
	fs_missing(0, NULL, 0, 0, 0, 5, 0, 1),
	edss_from_fs(0, NULL, 0, 0, 0, 5, 0, 1, converted => true) AS converted,
	fs_missing(0, NULL, 0, 0, 0, 5, 0, 1, converted => true);
SELECT edss_from_fs(0, 0, 0, 0, 0, 0, 0, 0, NULL) AS variant,
	edss_from_fs(0, 0, 0, 0, 0, 0, 0, 3, as_scale => NULL) AS as_scale,
	edss_from_fs(0, 0, 0, 0, 0, 0, 0, 0, converted => NULL) AS converted,
	fs_missing(0, 0, 0, 0, 0, 0, 0, 0, NULL) AS missing,
	edss_fs_bounds(0, 0, 0, 0, 0, 0, 0, 0, NULL) AS bounds;
SELECT pg_typeof(
	edss_from_fs(0::smallint, 0::smallint, 0::smallint, 0::smallint, 0::smallint, 0::smallint, 0::smallint, 0::smallint)
);

-- Bad grades
SELECT edss_from_fs(7, 0, 0, 0, 0, 0, 0, 0);
SELECT edss_from_fs(0, 6, 0, 0, 0, 0, 0, 0);
SELECT edss_from_fs(0, 0, 7, 0, 0, 0, 0, 0);
SELECT edss_from_fs(0, 0, 0, 6, 0, 0, 0, 0);
SELECT edss_from_fs(0, 0, 0, 0, 7, 0, 0, 0);
SELECT edss_from_fs(0, 0, 0, 0, 0, 7, 0, 0);
SELECT edss_from_fs(0, 0, 0, 0, 0, 0, 6, 0);
SELECT edss_from_fs(0, 0, 0, 0, 0, 0, 0, 17);
SELECT edss_from_fs(0, 0, 0, 0, 0, 0, 0, 14, as_scale => 'short13');
SELECT edss_from_fs(0, 0, 0, 0, 0, 0, 0, 14, as_scale => 'kurtzke');
SELECT edss_from_fs(5, 0, 0, 0, 0, 0, 0, 0, converted => true);
SELECT edss_from_fs(0, 0, 0, 0, 0, 6, 0, 0, converted => true);
SELECT edss_from_fs(0, 0, -1, 0, 0, 0, 0, 12);
SELECT edss_fs_bounds(0, 0, 0, 0, 0, 0, 0, -1);
SELECT fs_missing(0, 0, 0, 0, 0, 0, 9, NULL);
SELECT edss_from_fs(0, 0, 0, 0, 0, 0, 0, 0, 'kurtzke');
SELECT edss_from_fs(0, 0, 0, 0, 0, 0, 0, 0, as_scale => 'imed');
SELECT visual_converted(7);
SELECT bowel_bladder_converted(-1);

-- Issues of a visit
SELECT edss_issues(2.0, ambulation => 4),
	edss_issues(3.0, pyramidal => 4),
	edss_issues(6.0, 3, 3, 3, 3, 3, 3, 3, 6) AS clean,
	edss_issues(0.5);

-- Each check, at its limit and one step beyond
SELECT what, issues
FROM (VALUES
	('edss 0', edss_issues(0)),
	('edss 10.5', edss_issues(10.5)),
	('edss 2.3', edss_issues(2.3)),
	('edss NaN', edss_issues('NaN')),
	('edss -1', edss_issues(-1)),
	('edss NULL', edss_issues(NULL)),
	('edss 10, all grades 0', edss_issues(10, 0, 0, 0, 0, 0, 0, 0, 16)),
	('no edss is compared with nothing',
		edss_issues(0.5, 6, 5, 6, 5, 6, 6, 5, 12, alive => true, previous_edss => 4, previous_fs => '{0,0,0,0,0,0,0}')),
	('visual 6', edss_issues(NULL, 6)),
	('visual 7', edss_issues(NULL, 7)),
	('visual 5, converted', edss_issues(NULL, 5, converted => true)),
	('visual -1', edss_issues(NULL, -1)),
	('visual -2', edss_issues(NULL, -2)),
	('visual -2147483648', edss_issues(NULL, -2147483648)),
	('brainstem 6', edss_issues(NULL, brainstem => 6)),
	('bowel_bladder 6, converted', edss_issues(NULL, bowel_bladder => 6, converted => true)),
	('ambulation 16', edss_issues(NULL, ambulation => 16)),
	('ambulation 17', edss_issues(NULL, ambulation => 17)),
	('ambulation 14, short13', edss_issues(NULL, ambulation => 14, as_scale => 'short13')),
	('a wrong grade is not compared', edss_issues(2.0, 0, 0, 9, 0, 0, 0, 0, 0)),
	('3.5 as computed', edss_issues(3.5, 0, 0, 3, 2, 2, 0, 0, 1)),
	('4.0 for 3.5', edss_issues(4.0, 0, 0, 3, 2, 2, 0, 0, 1)),
	('4.0 for 3.5, one not known', edss_issues(4.0, NULL, 0, 3, 2, 2, 0, 0, 1)),
	('1.0 with cerebral 1', edss_issues(1.0, 0, 0, 0, 0, 0, 0, 1, 0)),
	('1.0 with cerebral 1, cereb1_zero', edss_issues(1.0, 0, 0, 0, 0, 0, 0, 1, 0, 'neurostatus_cereb1_zero')),
	('0 with cerebral 1', edss_issues(0, cerebral => 1)),
	('0 with cerebral 1, cereb1_zero', edss_issues(0, cerebral => 1, variant => 'neurostatus_cereb1_zero')),
	('2.0 with a 2', edss_issues(2.0, sensory => 2)),
	('1.5 with a 2', edss_issues(1.5, sensory => 2)),
	('2.0 with visual 3', edss_issues(2.0, visual => 3)),
	('2.0 with visual 3, converted', edss_issues(2.0, visual => 3, converted => true)),
	('5.0 with a 6', edss_issues(5.0, pyramidal => 6)),
	('4.5 with a 6', edss_issues(4.5, pyramidal => 6)),
	('1.5, ambulation 1', edss_issues(1.5, ambulation => 1)),
	('4.0, ambulation 2', edss_issues(4.0, ambulation => 2)),
	('4.5, ambulation 2', edss_issues(4.5, ambulation => 2)),
	('6.0, ambulation 7', edss_issues(6.0, ambulation => 7)),
	('6.0, ambulation 7, short13', edss_issues(6.0, ambulation => 7, as_scale => 'short13')),
	('7.0, ambulation 7, short13', edss_issues(7.0, ambulation => 7, as_scale => 'short13')),
	('3.0, ambulation 1, kurtzke', edss_issues(3.0, 0, 0, 3, 1, 1, 0, 0, 1, as_scale => 'kurtzke')),
	('4.0, ambulation 1, kurtzke', edss_issues(4.0, 0, 0, 3, 1, 1, 0, 0, 1, as_scale => 'kurtzke')),
	('5.0, ambulation 3', edss_issues(5.0, ambulation => 3)),
	('5.5, ambulation 3', edss_issues(5.5, ambulation => 3)),
	('5.5, ambulation 0', edss_issues(5.5, ambulation => 0)),
	('5.5, ambulation 4', edss_issues(5.5, ambulation => 4)),
	('10, alive', edss_issues(10, alive => true)),
	('10, dead', edss_issues(10, alive => false)),
	('10, not known', edss_issues(10)),
	('9.5, alive', edss_issues(9.5, alive => true)),
	('ambulation 1, motor 1 and 1', edss_issues(NULL, pyramidal => 1, cerebellar => 1, ambulation => 1)),
	('ambulation 1, motor 2 and 1', edss_issues(NULL, pyramidal => 2, cerebellar => 1, ambulation => 1)),
	('ambulation 1, motor 1 and 2', edss_issues(NULL, pyramidal => 1, cerebellar => 2, ambulation => 1)),
	('ambulation 1, motor 1 and not known', edss_issues(NULL, pyramidal => 1, ambulation => 1)),
	('ambulation 1, motor not known and 1', edss_issues(NULL, cerebellar => 1, ambulation => 1)),
	('ambulation 0, motor 1 and 1', edss_issues(NULL, pyramidal => 1, cerebellar => 1, ambulation => 0)),
	('ambulation 2, motor 1 and 1', edss_issues(NULL, pyramidal => 1, cerebellar => 1, ambulation => 2)),
	('all in their order', edss_issues(5.5, 9, 0, 1, 1, 0, 0, 0, 1)),
	('and more',
		edss_issues(10, 0, 0, 0, 0, 0, 0, 0, 1, alive => true, previous_edss => 2, previous_fs => '{0,0,0,0,0,0,0}')),
	('variant NULL', edss_issues(0.5, variant => NULL)),
	('as_scale NULL', edss_issues(0.5, as_scale => NULL)),
	('converted NULL', edss_issues(0.5, converted => NULL))
) AS v (what, issues);

-- A step of the EDSS that no grade explains: from pyramidal 2, cerebellar 1, ambulation 1
SELECT previous, edss, pyramidal, cerebellar, sensory, ambulation,
	'fs_step' = ANY (edss_issues(edss, 0, 0, pyramidal, cerebellar, sensory, 0, 0, ambulation,
		previous_edss => previous, previous_fs => '{0,0,2,1,0,0,0}')) AS by_systems,
	'fs_step' = ANY (edss_issues(edss, 0, 0, pyramidal, cerebellar, sensory, 0, 0, ambulation,
		previous_edss => previous, previous_fs => '{0,0,2,1,0,0,0,1}')) AS with_ambulation
FROM (VALUES
	(2.0, 3.0, 2, 1, 0, 1),
	(2.0, 2.5, 2, 1, 0, 1),		-- not by 1.0
	(2.0, 3.0, 3, 1, 0, 1),
	(2.0, 3.0, 1, 1, 0, 1),		-- the other direction
	(2.0, 3.0, 1, 2, 0, 1),
	(3.0, 2.0, 2, 1, 0, 1),
	(3.0, 2.0, 1, 1, 0, 1),
	(3.0, 2.0, 3, 1, 0, 1),
	(3.0, 2.5, 2, 1, 0, 1),
	(2.0, 5.0, 2, 1, 0, 3),
	(5.0, 2.0, 2, 1, 0, 0),
	(2.0, 3.0, NULL, 1, 0, 1),	-- it may have changed
	(2.0, 3.0, NULL, 2, 0, 1),
	(2.0, 3.0, 2, 1, 0, NULL),
	(2.0, 3.0, 2, 1, 9, 1),		-- a wrong grade is not known
	(NULL, 3.0, 2, 1, 0, 1),
	(0.5, 3.0, 2, 1, 0, 1),
	(2.0, NULL, 2, 1, 0, 1)
) AS v (previous, edss, pyramidal, cerebellar, sensory, ambulation);
SELECT edss_issues(3.0, 0, 0, 2, 0, 0, 0, 0, previous_edss => 2, previous_fs => '{0,0,2,0,0,0,NULL}') AS one_not_known,
	edss_issues(3.0, 0, 0, 2, 0, 0, 0, 0, previous_edss => 2, previous_fs => '{9,0,2,0,0,0,0}') AS one_wrong,
	edss_issues(3.0, 0, 0, 2, 0, 0, 0, 0, previous_edss => 2) AS none,
	edss_issues(
		3.0, 0, 0, 2, 0, 0, 0, 0, previous_edss => 2, previous_fs => ARRAY[0, 0, 2, 0, 0, 0, 0]::smallint[]
	) AS as_smallint;
SELECT edss_issues(3.0, previous_fs => '{0,0,2,0,0,0}');
SELECT edss_issues(3.0, previous_fs => '{0,0,2,0,0,0,0,0,0}');
SELECT edss_issues(3.0, previous_fs => '{}');
SELECT edss_issues(3.0, previous_fs => '{{0,0,2,0},{0,0,0,0}}');
SELECT edss_issues(3.0, variant => 'kappos');
SELECT edss_issues(3.0, as_scale => 'short');

-- An EDSS column of any type will do
SELECT edss_issues('2.0'::edss, ambulation => 4) AS edss, edss_issues(2.0::numeric, ambulation => 4) AS "numeric",
	edss_issues(2.0::float8, ambulation => 4) AS float8, edss_issues(2, ambulation => 4) AS "integer";

-- How serious each issue is, and by how much
SELECT * FROM edss_issue_catalog();
SELECT edss, d.code, d.severity, d.difference FROM unnest('{2.5,3.0,3.5,4.0,4.5,0.7}'::float8[]) AS edss,
	edss_issue_details(edss, 0, 0, 3, 2, 2, 0, 0, 1) AS d;
SELECT * FROM edss_issue_details(10, 7, 0, 3, 3, 3, 0, 0, 1, alive => true);
SELECT count(*) FROM edss_issue_details(3.5, 0, 0, 3, 2, 2, 0, 0, 1);
SELECT count(*) FROM edss_issue_details(0.5, variant => NULL);
-- both functions agree on random visits
SELECT count(*) > 500 AS many,
	bool_and(issues = ARRAY(SELECT code FROM edss_issue_details(edss, v, 0, p, c, 1, b, 0, a, alive => p > 3))) AS same
FROM generate_series(0, 5, 0.5) AS edss,
	generate_series(-1, 7, 4) AS v,
	generate_series(0, 6, 2) AS p,
	generate_series(0, 3) AS c,
	generate_series(2, 7, 5) AS b,
	generate_series(0, 4) AS a,
	edss_issues(edss, v, 0, p, c, 1, b, 0, a, alive => p > 3) AS issues;
