-- What it is for: a cohort ranks its own patients
CREATE TABLE ten (years float8, edss edss);
INSERT INTO ten VALUES
	(1, '0'), (1, '1.5'), (2, '1'), (2, '2'), (3, '2'), (3, '2'), (3, '3.5'), (4, '4'), (5, '3'), (6, '6');
SELECT years, edss, local_msss(tally, edss, years) AS msss
FROM ten, (SELECT severity_agg(edss, years) AS tally FROM ten) AS cohort
ORDER BY years, edss;
-- in one query, each row with the tally of all
SELECT years, edss, local_msss(severity_agg(edss, years) OVER (), edss, years) AS msss
FROM ten
ORDER BY years, edss
LIMIT 3;
SELECT severity_agg(edss, years) FROM ten;
-- the cohort's table, to print and to join
SELECT t.*
FROM (SELECT severity_agg(edss, years) AS tally FROM ten) AS cohort, severity_table(tally) AS t
WHERE year = 3;
SELECT t.*
FROM (SELECT severity_agg(edss, years) AS tally FROM ten) AS cohort, severity_table(tally, 'armss', range => 0) AS t
WHERE patients > 0;
-- the global tables: spot values
SELECT variant, years, edss, global_msss(edss, years, variant) AS msss
FROM (VALUES
	('2005', 1, '0'::edss), ('2005', 1, '2'), ('2005', 1, '4'), ('2005', 1, '6'), ('2005', 10, '2'), ('2005', 10, '6'),
	('2005', 20, '3'), ('2005', 20, '6'), ('2017', 0, '0'), ('2017', 0, '2'), ('2017', 0, '6'), ('2017', 29, '6')
) AS v (variant, years, edss);
SELECT age, edss, global_armss(edss, age) AS armss
FROM (VALUES (25, '2'::edss), (25, '6'), (45, '0'), (45, '3'), (45, '6'), (75, '6'), (75, '9.5')) AS v (age, edss);
SELECT progression_index('3', 6),
	progression_index('3', 0.9) AS first_year,
	progression_index('3', 1) AS after_it,
	progression_index('3', 2.5, min_years => 3) AS too_early,
	progression_index('0', 5) AS none;

\pset null -
-- A window is of real numbers: that of year 3 (range 1) is 2.0 to 4.0 years, without 4.5
SELECT year, sum(patients) AS patients, string_agg(edss::text, ' ' ORDER BY edss) FILTER (WHERE patients > 0) AS edss
FROM (
	SELECT severity_agg(edss, years) AS tally
	FROM (VALUES
		(1, '1'::edss), (1.9, '1.5'), (2, '2'), (2.5, '2.5'), (3, '3'), (3.01, '3.5'), (4, '4'), (4.0001, '4.5'),
		(5, '5')
	) AS v (years, edss)
) AS cohort, severity_table(tally, range => 1)
GROUP BY year
ORDER BY year
LIMIT 7;
-- the first year of disease has no score and is in no reference; nor is EDSS 10, death
SELECT local_msss(tally, '2', 0) AS at_0,
	local_msss(tally, '2', 0.99) AS at_0_99,
	local_msss(tally, '2', 1) AS at_1,
	local_armss(tally, '2', 0.5) AS age,
	local_armss(tally, '2', 1) AS age_1,
	local_msss(tally, '10', 3) AS dead,
	local_msss(tally, '9.5', 3) = local_msss(with_others, '9.5', 3)
		AND local_armss(tally, '9.5', 3) = local_armss(with_others, '9.5', 3)
		AND local_armss(with_others, '2', 20) IS NULL AS left_out
FROM (SELECT severity_agg(edss, years) AS tally FROM ten) AS cohort,
	(
		SELECT severity_agg(edss, years) AS with_others
		FROM (TABLE ten UNION ALL VALUES (0.5, '6'::edss), (0, '6'), (3, '10'), (40, '10')) AS v (years, edss)
	) AS more;
-- durations over 30 years count as 30
SELECT years, local_msss(tally, '5', years) AS msss, local_msss(tally, '5', years, 0) AS msss_of_year
FROM (
	SELECT severity_agg(edss, years) AS tally
	FROM (VALUES
		(26, '1'::edss), (27, '2'), (27.5, '3'), (28, '4'), (29, '5'), (29.5, '5.5'), (30, '6'), (30.5, '7'), (62, '8')
	) AS v (years, edss)
) AS cohort, unnest('{27,28,29,29.9,30,31,199}'::float8[]) AS years;
-- ages end with the oldest, rounded up
SELECT age, local_armss(tally, '5', age) AS armss
FROM (
	SELECT severity_agg(edss, years) AS tally FROM (VALUES (50, '2'::edss), (79.5, '5'), (80.5, '6')) AS v (years, edss)
) AS cohort, unnest('{46,47,48,49,50,52,52.9,53,78,80,81,81.9,82}'::float8[]) AS age;
SELECT age, min(year) AS first, max(year) AS last
FROM (SELECT age, severity_agg('2', age) AS tally FROM unnest('{80,80.25,199.5}'::float8[]) AS age GROUP BY age) AS x,
	severity_table(tally, 'armss')
GROUP BY age
ORDER BY age;
SELECT local_armss(t, '2', 199.9), local_armss(t, '2', 199), local_armss(t, '2', 197), local_armss(t, '2', 196.9)
FROM (SELECT severity_agg('2', 199.5) AS t) AS x;
-- an EDSS that nobody in the cohort has ranks between those below and above
SELECT edss, local_msss(tally, edss, 3) AS msss
FROM (SELECT severity_agg(edss, years) AS tally FROM ten) AS cohort, unnest('{0,2.5,3.5,5,6,9.5}'::edss[]) AS edss;
-- an empty reference
SELECT local_msss(tally, '2', 12),
	local_armss(tally, '2', 12),
	local_msss(none, '2', 3),
	local_armss(none, '2', 3),
	(SELECT count(*) FROM severity_table(none)) AS rows,
	(SELECT count(*) FROM severity_table(none, 'armss')) AS ages,
	none
FROM (
	SELECT severity_agg(edss, years) AS tally, severity_agg(edss, years) FILTER (WHERE false) AS none FROM ten
) AS cohort;
-- the narrowest and the widest range
SELECT years,
	local_msss(tally, '2', years, 0) AS "0",
	local_msss(tally, '2', years, 1) AS "1",
	local_msss(tally, '2', years, 29) AS "29",
	local_msss(tally, '2', years, 2147483647) AS "all"
FROM (SELECT severity_agg(edss, years) AS tally FROM ten) AS cohort, generate_series(1, 6) AS years;
-- NULLs: ignored by the aggregate; elsewhere the answer is NULL
SELECT severity_agg(edss, years) AS tally FROM (VALUES ('2'::edss, 3.5), (NULL, 3), ('2', NULL)) AS v (edss, years);
SELECT local_msss(NULL, '2', 3) AS tally,
	local_msss(t, NULL, 3) AS edss,
	local_msss(t, '2', NULL) AS years,
	local_msss(t, '2', 3, NULL) AS range,
	global_msss(NULL, 3),
	global_msss('2', NULL),
	global_armss('2', NULL),
	progression_index('2', NULL)
FROM (SELECT severity_agg(edss, years) AS t FROM ten) AS x;
-- the global tables: completed years in 2005, the current year in 2017; no score outside the ages or for EDSS 10
SELECT years, global_msss('6', years, '2005') AS "2005", global_msss('6', years) AS "2017"
FROM unnest('{0,0.99,1,28.9,29,29.9,30,45.5,199}'::float8[]) AS years;
SELECT age, global_armss('6', age) AS armss FROM unnest('{0,17.99,18,18.5,75,75.99,76,199}'::float8[]) AS age;
SELECT global_msss('10', 5), global_msss('10', 5, '2005'), global_armss('10', 40), progression_index('10', 5);

-- The rule in SQL, for patients with whole and fractional years
CREATE FUNCTION as_r(x float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE
			WHEN x - below < above - x THEN below
			WHEN x - below = above - x AND floor(x * 100)::int % 2 = 0 THEN below
			ELSE above
		END
	FROM (SELECT floor(x * 100) / 100, ceil(x * 100) / 100) AS v (below, above)
$$;
CREATE TABLE people AS
SELECT i,
	(CASE WHEN h % 21 < 2 THEN 0 ELSE h % 21 / 2.0 END)::edss AS edss,
	(h / 32 % 180) / 4.0 AS duration,
	14 + (h / 512 % 260) / 4.0 AS age,
	h / 7 % 3 AS grp
FROM (SELECT i, abs(hashint4(i)) AS h FROM generate_series(1, 800) AS i) AS g;
CREATE TABLE tally AS SELECT severity_agg(edss, duration) AS durations, severity_agg(edss, age) AS ages FROM people;
SELECT range,
	count(*) AS patients,
	count(msss) AS scored,
	count(*) FILTER (WHERE msss IS NOT DISTINCT FROM local_msss(durations, edss, duration, range)) AS equal,
	count(*) FILTER (
		WHERE msss = (
			SELECT score
			FROM severity_table(durations, 'msss', range) AS t
			WHERE t.year = least(floor(duration), 30) AND t.edss = p.edss
		)
	) AS in_the_table,
	round(avg(msss)::numeric, 1) AS mean
FROM tally,
	(
		SELECT a.edss, a.duration, range,
			as_r(
				(
					count(b.i) FILTER (WHERE b.edss < a.edss)
					+ (count(b.i) FILTER (WHERE b.edss = a.edss) + 1) / 2.0::float8
				) / nullif(count(b.i) + 1, 1) * 10
			) * CASE WHEN a.duration >= 1 AND a.edss < '10' THEN 1 END AS msss
		FROM unnest('{0,1,2,7}'::int[]) AS range
		CROSS JOIN people AS a
		LEFT JOIN people AS b
			ON b.edss < '10'
				AND least(b.duration, 30) BETWEEN greatest(1, floor(least(a.duration, 30)) - range)
					AND least(30, floor(least(a.duration, 30)) + range)
		GROUP BY a.i, a.edss, a.duration, range
	) AS p
GROUP BY range
ORDER BY range;
SELECT range,
	count(*) AS patients,
	count(armss) AS scored,
	count(*) FILTER (WHERE armss IS NOT DISTINCT FROM local_armss(ages, edss, age, range)) AS equal,
	count(*) FILTER (
		WHERE armss = (
			SELECT score FROM severity_table(ages, 'armss', range) AS t WHERE t.year = floor(age) AND t.edss = p.edss
		)
	) AS in_the_table,
	round(avg(armss)::numeric, 1) AS mean
FROM tally,
	(
		SELECT a.edss, a.age, range,
			as_r(
				(
					count(b.i) FILTER (WHERE b.edss < a.edss)
					+ (count(b.i) FILTER (WHERE b.edss = a.edss) + 1) / 2.0::float8
				) / nullif(count(b.i) + 1, 1) * 10
			) * CASE WHEN a.edss < '10' THEN 1 END AS armss
		FROM unnest('{0,1,2,7}'::int[]) AS range
		CROSS JOIN people AS a
		LEFT JOIN people AS b
			ON b.edss < '10' AND b.age BETWEEN greatest(1, floor(a.age) - range) AND floor(a.age) + range
		GROUP BY a.i, a.edss, a.age, range
	) AS p
GROUP BY range
ORDER BY range;

-- More tallies and ranges in one query than the cache holds: each score is still its own
CREATE TABLE by_group AS SELECT grp, severity_agg(edss, duration) AS t FROM people GROUP BY grp;
CREATE TABLE printed AS
SELECT grp, range, s.*
FROM by_group, generate_series(0, 24) AS range, severity_table(t, 'msss', range) AS s;
SELECT count(*) AS patients,
	count(msss) AS scored,
	count(DISTINCT msss) > 500 AS differ,
	count(*) FILTER (WHERE msss IS NOT DISTINCT FROM score) AS equal
FROM (
	SELECT p.*, local_msss(t, edss, duration, range) AS msss
	FROM (SELECT * FROM people, generate_series(0, 24) AS range ORDER BY hashint4(i * 25 + range)) AS p
	JOIN by_group USING (grp)
) AS p
LEFT JOIN printed AS s ON (s.grp, s.range, s.year, s.edss) = (p.grp, p.range, least(floor(duration), 30), p.edss);
-- compressed, out of line, as a running total, and partitioned: the same
CREATE TABLE stored (t severity_tally); ALTER TABLE stored ALTER t SET STORAGE external;
INSERT INTO stored SELECT severity_agg(edss, age) FROM people;
SELECT count(*) AS patients,
	count(*) FILTER (WHERE local_armss(ages, edss, age) IS NOT DISTINCT FROM local_armss(stored.t, edss, age)) AS equal,
	pg_relation_size(reltoastrelid) > 0 AS out_of_line
FROM people, tally, stored, pg_class
WHERE relname = 'stored'
GROUP BY reltoastrelid;
SELECT count(*) AS patients,
	count(*) FILTER (WHERE running IS NOT DISTINCT FROM local_msss(fresh, edss, duration)) AS running,
	count(*) FILTER (WHERE of_group IS NOT DISTINCT FROM local_msss(t, edss, duration)) AS of_group
FROM (
	SELECT i, edss, duration, grp,
		local_msss(severity_agg(edss, duration) OVER (ORDER BY i), edss, duration) AS running,
		local_msss(severity_agg(edss, duration) OVER (PARTITION BY grp), edss, duration) AS of_group
	FROM people
	WHERE i <= 300
) AS w
JOIN (SELECT grp, severity_agg(edss, duration) AS t FROM people WHERE i <= 300 GROUP BY grp) AS g USING (grp),
	LATERAL (SELECT severity_agg(edss, duration) AS fresh FROM people AS p WHERE p.i <= w.i) AS f;
-- an expanded state, with one more patient for each row
SELECT count(*) AS patients,
	count(*) FILTER (
		WHERE local_msss(severity_accum(t, edss, duration), edss, duration, 0)
			IS NOT DISTINCT FROM local_msss(severity_accum(t, edss, duration)::text::severity_tally, edss, duration, 0)
	) AS equal,
	count(*) FILTER (
		WHERE local_msss(severity_accum(t, edss, duration), edss, duration, 0)
			IS DISTINCT FROM local_msss(t, edss, duration, 0)
	) AS differ
FROM people
JOIN by_group USING (grp);

-- Text, binary, equality, hash, sums
SELECT durations::text::severity_tally = durations AS text,
	durations <> ages AS differ,
	durations = back AS order_does_not_matter,
	(SELECT rollup(t) FROM by_group) = durations AS rolled_up,
	severity_unmerge(durations, (SELECT t FROM by_group WHERE grp = 0))
		= (SELECT rollup(t) FROM by_group WHERE grp > 0) AS taken_away
FROM tally, (SELECT severity_agg(edss, duration ORDER BY i DESC) AS back FROM people) AS b;
SELECT '{"2.0": [1, 2], "1.5": [0, 0], "years": ["3", "199+"], "1.0": [0, 1],
	"0": [1, 0], "version": 1}'::severity_tally;
SELECT current_setting('data_directory') || format('/severity.%s.bin', pg_backend_pid()) AS file \gset
CREATE TABLE copied (LIKE tally);
COPY tally TO :'file' (FORMAT binary); COPY copied FROM :'file' (FORMAT binary);
SELECT c.durations = t.durations AS durations, c.ages = t.ages AS ages FROM copied AS c, tally AS t;
SELECT count(*) AS tallies, sum(n) AS "of"
FROM (
	SELECT t, count(*) AS n
	FROM (SELECT severity_agg(edss, floor(duration)) AS t FROM people GROUP BY i) AS x
	GROUP BY t
) AS y;
SELECT severity_unaccum(t, '3', 3) IS NULL AS other_edss,
	severity_unaccum(t, '2', 3.5) IS NULL AS other_years,
	severity_unmerge(t, severity_accum(t, '2', 3)) IS NULL AS too_many,
	severity_unaccum(t, '2', 3) AS nothing
FROM (SELECT severity_agg('2', 3) AS t) AS x;
SELECT severity_accum('{"version": 1, "years": ["3"], "0": [9007199254740992]}', '0', 3);
SELECT local_msss('{"version": 1, "years": ["3"], "0": [9007199254740992]}', '0', 3) AS full,
	local_msss('{"version": 1, "years": ["3"], "0": [9007199254740992]}', '1', 3) AS above;

-- Bad input
SELECT severity_agg('2', -0.1);
SELECT severity_agg('2', 200);
SELECT severity_agg('2', 'NaN');
SELECT severity_agg('2', 'Infinity');
SELECT severity_agg('0.5', 3);
SELECT local_msss(durations, '2', -1) FROM tally;
SELECT local_msss(durations, '2', 2019) FROM tally;
SELECT local_msss(durations, '2', 3, -1) FROM tally;
SELECT local_armss(ages, '2', 'NaN') FROM tally;
SELECT severity_table(ages, 'edss') FROM tally;
SELECT severity_table(ages, 'armss', -1) FROM tally;
SELECT global_msss('2', -1);
SELECT global_msss('2', 3, '2016');
SELECT global_armss('2', 'Infinity');
SELECT progression_index('2', -1);
SELECT progression_index('2', 3, 0);
SELECT progression_index('2', 3, 'NaN');

-- Hostile text
CREATE FUNCTION refused(input text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN 'taken: ' || input::severity_tally;
EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE || ' ' || left(SQLERRM, 90);
END $$;
SELECT refused(t)
FROM unnest(ARRAY[
	'', '{}', '{"version": 1}',
	'{"version": 2, "years": []}',
	'{"version": 1, "years": []}',
	'{"version": 1, "years": [], "0": []}',
	'{"version": 1, "years": ["3"]}',
	'{"version": 1, "years": ["3"], "0": [0]}',
	'{"version": 1, "years": ["3"], "0": [1], "1.0": [0]}',
	'{"version": 1, "years": ["3"], "1.0": [1]}',
	'{"version": 1, "years": ["3"], "0": [1], "0.5": [1]}',
	'{"version": 1, "years": ["3"], "0": [-1]}',
	'{"version": 1, "years": ["3"], "0": [1.5]}',
	'{"version": 1, "years": ["3"], "0": [9007199254740993]}',
	'{"version": 1, "years": ["3+", "3"], "0": [1, 1]}',
	'{"version": 1, "years": ["3", "3"], "0": [1, 1]}',
	'{"version": 1, "years": ["3", "3+"], "0": [1, 1]}',
	'{"version": 1, "years": ["3"], "0": [1, 1]}'
]) AS t;
SELECT years, refused(format('{"version": 1, "years": ["%s"], "0": [1]}', years))
FROM unnest('{0,0+,00,03,3++,+3,3 +,-1,199,199+,200,999999999999,+,"",3.5,three}'::text[]) AS years;
SELECT refused('{"version": 1, "years": [3], "0": [1]}') AS a_number;

-- Hostile binary: a bytea sent is a value received
CREATE TABLE received (t severity_tally);
CREATE FUNCTION receive(b bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file text := format('%s/severity.%s.bin', current_setting('data_directory'), pg_backend_pid());
	same boolean;
BEGIN
	EXECUTE format('COPY (SELECT %L::bytea) TO %L WITH (FORMAT binary)', b, file);
	EXECUTE format('COPY received FROM %L WITH (FORMAT binary)', file);
	DELETE FROM received RETURNING severity_tally_send(t) = b AND t::text::severity_tally = t INTO same;
	RETURN CASE WHEN same THEN 'taken' ELSE 'not what was sent' END;
EXCEPTION WHEN others THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT what, receive(value)
FROM (VALUES
	(1, 'as it should be', '\x01' || int2send(1::int2) || int4send(1) || int4send(3) || int8send(1)),
	(2, 'nobody', '\x01' || int2send(0::int2) || int4send(0)),
	(3, 'the last year', '\x01' || int2send(1::int2) || int4send(1) || int4send(399) || int8send(1)),
	(4, 'a year too late', '\x01' || int2send(1::int2) || int4send(1) || int4send(400) || int8send(1)),
	(5, 'a row without columns', '\x01' || int2send(0::int2) || int4send(1) || int4send(3)),
	(6, 'all columns',
		'\x01' || int2send(20::int2) || int4send(1) || int4send(3) || decode(repeat('00', 152), 'hex') || int8send(1)),
	(7, 'a column too many',
		'\x01' || int2send(21::int2) || int4send(1) || int4send(3) || decode(repeat('00', 160), 'hex') || int8send(1))
) AS v (n, what, value)
ORDER BY n;
CREATE TABLE sent AS
SELECT severity_tally_send(severity_agg(edss, years)) AS b
FROM (VALUES ('1'::edss, 3.5), ('0', 3)) AS v (edss, years);
SELECT count(*) AS changes,
	count(*) FILTER (WHERE outcome = 'taken') AS taken,
	count(*) FILTER (WHERE outcome LIKE '22P03%') AS refused
FROM sent,
	generate_series(0, length(b) - 1) AS at,
	unnest('{0,1,128,255}'::integer[]) AS byte,
	receive(set_byte(b, at, byte)) AS outcome;
SELECT count(*) AS lengths, count(*) FILTER (WHERE receive(substr(b, 1, size)) LIKE '22P03%') AS refused
FROM sent, generate_series(0, length(b) - 1) AS size;

-- nARMSS: what lies between the scores of the visits and 5, by the time from the first visit to the last
SELECT note, round(narmss(visits, birth)::numeric, 6) AS narmss
FROM (VALUES
	(1, 'twice the same', '{2020-01-01: 2, 2024-01-01: 2}'::outcome_series, date '1982-01-01'),
	(2, 'one visit', '{2020-01-01: 2}', '1982-01-01'),
	(3, 'none', '{}', '1982-01-01'),
	(4, 'the oldest and the least', '{2010-01-01: 0, 2020-01-01: 0}', '1945-01-01'),
	(5, 'the youngest and the most', '{2010-01-01: 9.5, 2011-01-01: 9.5}', '1992-01-01'),
	(6, 'dead in the end', '{2010-01-01: 6, 2011-01-01: 7, 2012-01-01: 10}', '1970-01-01'),
	(7, 'the same, alive', '{2010-01-01: 6, 2011-01-01: 7}', '1970-01-01'),
	(8, 'a child at first', '{2005-01-01: 1, 2010-01-01: 6, 2011-01-01: 7}', '1990-01-01'),
	(9, 'the same, later', '{2010-01-01: 6, 2011-01-01: 7}', '1990-01-01'),
	(10, 'too old', '{2010-01-01: 6, 2011-01-01: 7}', '1910-01-01'),
	(11, 'not known', '{2010-01-01: 6, 2011-01-01: 7}', NULL)
) AS v (n, note, visits, birth)
ORDER BY n;
-- the same in plain SQL, for random patients
CREATE TABLE random_visit AS
SELECT p, date '1930-01-01' + abs(hashint4(p)) % 22000 AS birth,
	date '2000-01-01' + 130 * i + abs(hashint4(p * 40 + i)) % 120 AS day,
	CASE abs(hashint4(p * 41 + i)) % 20 WHEN 0 THEN 0 ELSE 0.5 + abs(hashint4(p * 41 + i)) % 20 / 2.0 END::edss AS edss
FROM generate_series(1, 1000) AS p, generate_series(1, 1 + p % 12) AS i;
SELECT count(*) AS patients, count(mine) AS scored, max(abs(mine - narmss)) < 1e-12 AS equal,
	count(*) FILTER (WHERE (mine IS NULL) <> (narmss IS NULL)) AS differ,
	min(narmss) >= -5 AND max(narmss) <= 5 AS within
FROM (
	SELECT p, narmss(outcome_series(day, edss), birth) AS narmss
	FROM random_visit
	GROUP BY p, birth
) AS x JOIN (
	SELECT p, sum((day - previous_day) * ((score + previous) / 2 - 5)) / nullif(max(day) - min(previous_day), 0) AS mine
	FROM (
		SELECT p, day, score, lag(day) OVER visits AS previous_day, lag(score) OVER visits AS previous
		FROM random_visit, global_armss(edss, (day - birth) / 365.25) AS score
		WHERE score IS NOT NULL
		WINDOW visits AS (PARTITION BY p ORDER BY day)
	) AS steps
	GROUP BY p
) AS y USING (p);
SELECT narmss('{2020-01-01: 2.2}', '1982-01-01');
SELECT narmss('{2020-01-01: 20}', '1982-01-01');
SELECT narmss('{2020-01-01: 2}', '2020-01-02');
SELECT narmss('{2020-01-01: 2}', 'infinity');
DROP TABLE random_visit;

DROP TABLE ten, people, tally, by_group, printed, stored, copied, received, sent; DROP FUNCTION as_r, refused, receive;
