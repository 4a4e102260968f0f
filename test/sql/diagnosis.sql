-- What it is for: are the criteria of MS met, and which missing item could still decide it?
-- The table of attacks and sites of 2017, row by row, each just unmet and just met
SELECT attacks AS a, sites AS s, other_site AS o, topo AS t, gd, new, ocb, d.*
FROM (VALUES
	(1, 2, 2, NULL, 0, false, false, false), -- two attacks, two sites: nothing more
	(2, 2, 0, NULL, 4, true, true, true),
	(3, 2, 1, true, 0, false, false, false), -- one site, and an attack from another
	(4, 2, 1, false, 1, true, true, true), -- one site: space
	(5, 2, 1, false, 2, false, false, false),
	(6, 1, 2, NULL, 0, false, false, false), -- one attack, two sites: time, or bands
	(7, 1, 2, NULL, 0, true, false, false),
	(8, 1, 2, NULL, 0, false, true, false),
	(9, 1, 2, NULL, 0, false, false, true),
	(10, 1, 1, NULL, 2, false, false, false), -- one attack, one site: both
	(11, 1, 1, NULL, 1, true, true, true),
	(12, 1, 1, NULL, 2, true, false, false),
	(13, 1, 1, NULL, 2, false, true, false),
	(14, 1, 1, NULL, 2, false, false, true),
	(15, 1, 0, NULL, 4, true, true, true),
	(16, 0, 2, NULL, 4, true, true, true)
) AS v (n, attacks, sites, other_site, topo, gd, new, ocb),
	mcdonald_2017(
		attacks => attacks,
		objective_sites => sites,
		different_site_attack => other_site,
		topographies => topo,
		gd_and_nonenhancing => gd,
		new_lesion_on_followup => new,
		ocb => ocb,
		progression_12m => false
	) AS d
ORDER BY n;
-- Progression from onset: two of three
SELECT pv, cj, it, cord, ocb, d.diagnosis, d.ms, d.missing
FROM (VALUES
	(1, 1, 0, 0, 2, false),
	(2, 1, 0, 0, 1, false),
	(3, 1, 0, 0, 1, true),
	(4, 0, 1, 0, 0, true),
	(5, 0, 0, 1, 0, true),
	(6, 0, 0, 0, 2, true),
	(7, 0, 0, 0, 1, true),
	(8, 0, 0, 0, 9, false),
	(9, 1, 1, 1, 0, false),
	(10, 1, NULL, NULL, NULL, false),
	(11, 0, NULL, 0, 2, NULL),
	(12, 0, 0, 0, 0, NULL)
) AS v (n, pv, cj, it, cord, ocb),
	mcdonald_2017(
		attacks => 0,
		progression_12m => true,
		periventricular => pv,
		cortical => cj,
		infratentorial => it,
		spinal_cord => cord,
		ocb => ocb
	) AS d
ORDER BY n;
SELECT ms, diagnosis FROM mcdonald_2017(attacks => 0, progression_12m => false, topographies => 4, ocb => true);
-- No DIT, bands not known: possible MS
SELECT *
FROM mcdonald_2017(
	attacks => 1, objective_sites => 1, topographies => 2, gd_and_nonenhancing => false, progression_12m => false
);
-- One lesion is enough in each region; three periventricular ones are not required
SELECT pv, cj, it, cord, dis
FROM (VALUES
	(3, 0, 0, 0), (1, 1, 0, 0), (1, 0, 1, 0), (0, 0, 1, 1), (0, 9, 0, 0), (0, 1, 0, 1), (1, NULL, 0, 0),
	(NULL, NULL, 0, 0), (NULL, 0, 0, 0), (1, NULL, NULL, 1)
) AS v (pv, cj, it, cord),
	mcdonald_2017(
		attacks => 1,
		objective_sites => 1,
		periventricular => pv,
		cortical => cj,
		infratentorial => it,
		spinal_cord => cord
	);
-- The prerequisites
SELECT typical, better, d.diagnosis, d.ms, d.missing, e.diagnosis AS of_2024, e.ms AS ms_2024, e.missing AS missing_2024
FROM (VALUES
	(1, true, false), (2, true, true), (3, true, NULL), (4, false, false), (5, NULL, false), (6, false, NULL),
	(7, NULL, NULL)
) AS v (n, typical, better),
	mcdonald_2017(attacks => 2, objective_sites => 2, typical => typical, better_explanation => better) AS d,
	mcdonald_2024(attacks => 1, topographies => 4, typical => typical, better_explanation => better) AS e
ORDER BY n;
SELECT * FROM mcdonald_2017();
SELECT * FROM mcdonald_2017(attacks => 1);

-- 2024: the examples
SELECT what, d.diagnosis, d.ms, d.missing
FROM (VALUES
	(1, 'attack, 4 topographies', 1, 4, NULL, NULL, NULL, NULL, NULL),
	(2, 'attack, 2, kFLC 6.1', 1, 2, NULL, NULL, 6.1, NULL, NULL),
	(3, 'attack, 1, OCB, a rim', 1, 1, NULL, true, NULL, NULL, 1),
	(4, 'attack, 1, OCB only', 1, 1, NULL, true, NULL, NULL, NULL),
	(5, 'incidental, 2, 6 central veins', 0, 2, NULL, NULL, NULL, 6, NULL),
	(6, 'attack, 3, kFLC 6.0, no OCB, no DIT', 1, 3, false, false, 6.0, NULL, NULL)
) AS v (n, what, attacks, topo, dit, ocb, kflc, cvs, rims),
	mcdonald_2024(
		attacks => attacks,
		topographies => topo,
		gd_and_nonenhancing => dit,
		new_lesion_on_followup => dit,
		ocb => ocb,
		kflc_index => kflc,
		cvs_lesions => cvs,
		rim_lesions => rims
	) AS d
ORDER BY n;
-- The same with everything known: each branch at its boundary and below it
SELECT what, d.ms, d.dis, d.dit
FROM (VALUES
	(1, 'attack, 4', 1, 4, NULL, false, false, 0, 0, 0, false),
	(2, 'attack, 3', 1, 3, NULL, false, false, 0, 5, 1, false),
	(3, 'attack, 2, DIT', 1, 2, NULL, true, false, 0, 0, 0, false),
	(4, 'attack, 2, OCB', 1, 2, NULL, false, true, 0, 0, 0, false),
	(5, 'attack, 2, kFLC 6.1', 1, 2, NULL, false, false, 6.1, 0, 0, false),
	(6, 'attack, 2, kFLC 6.0', 1, 2, NULL, false, false, 6.0, 0, 0, false),
	(7, 'attack, 2, CVS 6', 1, 2, NULL, false, false, 0, 6, 0, false),
	(8, 'attack, 2, CVS 5 of 7', 1, 2, NULL, false, false, 0, 5, 0, false),
	(9, 'attack, 2, rim', 1, 2, NULL, false, false, 0, 0, 1, false),
	(10, 'attack, 1, DIT, CVS', 1, 1, NULL, true, false, 0, 6, 0, false),
	(11, 'attack, 1, DIT, rim', 1, 1, NULL, true, false, 0, 0, 1, false),
	(12, 'attack, 1, OCB, CVS', 1, 1, NULL, false, true, 0, 6, 0, false),
	(13, 'attack, 1, OCB, rim', 1, 1, NULL, false, true, 0, 0, 1, false),
	(14, 'attack, 1, CVS, rim', 1, 1, NULL, false, false, 0, 6, 1, false),
	(15, 'attack, 0, DIT, OCB, CVS, rim', 1, 0, NULL, true, true, 9, 6, 1, false),
	(16, 'two attacks, 2', 2, 2, NULL, false, false, 0, 0, 0, false),
	(17, 'two attacks, 1', 2, 1, NULL, false, false, 0, 0, 0, false),
	(18, 'two attacks, 1, rim', 2, 1, NULL, false, false, 0, 0, 1, false),
	(19, 'progression, 4', 0, 4, NULL, false, false, 0, 0, 0, true),
	(20, 'progression, 3', 0, 3, NULL, false, false, 0, 0, 1, true),
	(21, 'progression, 2, CVS', 0, 2, NULL, false, false, 0, 6, 0, true),
	(22, 'progression, 1 (cord 2), OCB', 0, 1, 2, false, true, 0, 0, 0, true),
	(23, 'progression, 1 (cord 2), CVS', 0, 1, 2, false, false, 0, 6, 0, true),
	(24, 'progression, 1 (cord 2), DIT', 0, 1, 2, true, false, 0, 0, 0, true),
	(25, 'progression, 1 (cord 2), rim', 0, 1, 2, false, false, 0, 0, 1, true),
	(26, 'progression, 1 (cord 1), OCB', 0, 1, 1, false, true, 0, 0, 0, true),
	(27, 'incidental, 1 (cord 2), OCB, CVS', 0, 1, 2, false, true, 0, 6, 0, false),
	(28, 'incidental, 2, DIT', 0, 2, NULL, true, false, 0, 0, 0, false),
	(29, 'incidental, 2, OCB', 0, 2, NULL, false, true, 0, 0, 0, false),
	(30, 'incidental, 2, rim', 0, 2, NULL, false, false, 0, 0, 1, false),
	(31, 'incidental, 5', 0, 5, NULL, false, false, 0, 0, 1, false),
	(32, 'incidental, 1, DIT, OCB, CVS', 0, 1, 0, true, true, 9, 6, 1, false)
) AS v (n, what, attacks, topo, cord, dit, ocb, kflc, cvs, rims, progression),
	mcdonald_2024(
		attacks => attacks,
		objective_sites => 1,
		different_site_attack => false,
		topographies => topo,
		spinal_cord => cord,
		gd_and_nonenhancing => dit,
		new_lesion_on_followup => false,
		ocb => ocb,
		kflc_index => kflc,
		cvs_lesions => cvs,
		cvs_examined => 7,
		rim_lesions => rims,
		progression_12m => progression
	) AS d
ORDER BY n;
SELECT ms AS two_sites, dis, dit FROM mcdonald_2024(attacks => 2, objective_sites => 2);
SELECT ms AS atypical_4, diagnosis
FROM mcdonald_2024(
	attacks => 1,
	topographies => 4,
	typical => false,
	gd_and_nonenhancing => false,
	new_lesion_on_followup => false,
	ocb => false,
	kflc_index => 1,
	cvs_lesions => 0
);
SELECT kflc, ms FROM unnest('{6.1,6.0999}'::real[]) AS kflc, mcdonald_2024(topographies => 2, kflc_index => kflc);
-- The optic nerve is a topography of 2024 only
SELECT a.dis AS dis_2017, b.dis AS dis_2024, b.ms
FROM mcdonald_2017(
	attacks => 1, objective_sites => 1, periventricular => 1, cortical => 0, infratentorial => 0, spinal_cord => 0
) AS a,
	mcdonald_2024(
		attacks => 1,
		objective_sites => 1,
		periventricular => 1,
		cortical => 0,
		infratentorial => 0,
		spinal_cord => 0,
		optic_nerve => true,
		ocb => true
	) AS b;
-- The central vein sign: six, or most of fewer than six
SELECT cvs, examined, ms, missing
FROM (VALUES
	(1, 6, NULL), (2, 6, 40), (3, 5, 5), (4, 3, 5), (5, 2, 4), (6, 2, 3), (7, 1, 1), (8, 5, 6), (9, 5, 9),
	(10, 0, NULL), (11, NULL, 0), (12, 3, NULL), (13, NULL, 4), (14, NULL, NULL)
) AS v (n, cvs, examined),
	mcdonald_2024(
		attacks => 0,
		progression_12m => false,
		topographies => 2,
		gd_and_nonenhancing => false,
		new_lesion_on_followup => false,
		objective_sites => 0,
		ocb => false,
		kflc_index => 1,
		cvs_lesions => cvs,
		cvs_examined => examined
	)
ORDER BY n;
-- Cautions
SELECT age, risk, cord, ocb, cvs, caution
FROM (VALUES
	(1, 49.9, false, NULL, NULL, NULL),
	(2, 50.0, NULL, NULL, NULL, NULL),
	(3, 30, true, NULL, false, 0),
	(4, 61, true, 1, NULL, NULL),
	(5, 61, false, 0, true, NULL),
	(6, 61, false, 0, false, 6),
	(7, 61, false, 0, false, 5),
	(8, 11.9, false, NULL, NULL, NULL),
	(9, 12, false, NULL, NULL, NULL),
	(10, NULL, NULL, 0, false, 0),
	(11, 8, true, 0, false, 0)
) AS v (n, age, risk, cord, ocb, cvs),
	mcdonald_2024(age_years => age, vascular_risk => risk, spinal_cord => cord, ocb => ocb, cvs_lesions => cvs)
ORDER BY n;
SELECT caution AS five_topographies_include_the_cord FROM mcdonald_2024(age_years => 70, topographies => 5);
SELECT caution AS kflc FROM mcdonald_2024(age_years => 70, kflc_index => 6.1);

-- the number of topographies instead of regions: the same answers wherever both can express the case
WITH region AS (
	SELECT pv, cj, it, cord, pv + cj + it + (cord > 0)::integer AS topo, ocb, progression, attacks
	FROM generate_series(0, 1) AS pv,
		generate_series(0, 1) AS cj,
		generate_series(0, 1) AS it,
		generate_series(0, 2) AS cord,
		unnest('{t,f,NULL}'::boolean[]) AS ocb,
		unnest('{t,f}'::boolean[]) AS progression,
		generate_series(0, 2) AS attacks
)
SELECT count(*) AS cases,
	count(*) FILTER (WHERE a IS DISTINCT FROM b) AS differ_2017,
	count(*) FILTER (WHERE c IS DISTINCT FROM d) AS differ_2024
FROM region,
	mcdonald_2017(
		attacks, 1,
		periventricular => pv,
		cortical => cj,
		infratentorial => it,
		spinal_cord => cord,
		ocb => ocb,
		progression_12m => progression
	) AS a,
	mcdonald_2017(
		attacks, 1, topographies => topo, spinal_cord => cord, ocb => ocb, progression_12m => progression
	) AS b,
	mcdonald_2024(
		attacks, 1,
		periventricular => pv,
		cortical => cj,
		infratentorial => it,
		spinal_cord => cord,
		ocb => ocb,
		progression_12m => progression,
		optic_nerve => false
	) AS c,
	mcdonald_2024(
		attacks, 1, topographies => topo, spinal_cord => cord, ocb => ocb, progression_12m => progression
	) AS d;

-- The answers are exact.  In a grid of work-ups, -1 stands for an item that is not known.
-- The answer to such a row is what the rows with a value of that item have in common.
-- Where these rows differ, the answer is NULL and 'missing' names the item; it also names
-- whatever they name.  By induction this holds for every way to complete every row.
-- The counts are of rows that break the rule.  (An attack from another site also tells the
-- number of attacks, so what is missing for it is tested only where that number is known.)
CREATE FUNCTION pg_temp.fact(level integer) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN nullif(level, -1)::boolean;
CREATE FUNCTION pg_temp.inexact(
	items text[], OUT item text, OUT rows bigint, OUT wrong_ms bigint, OUT wrong_dis bigint, OUT wrong_dit bigint,
	OUT wrong_missing bigint
) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE query text := $query$
	WITH completed AS (
		SELECT OTHERS,
			CASE
				WHEN bool_and(ms) AND count(ms) = count(*) THEN true
				WHEN bool_or(ms) IS FALSE AND count(ms) = count(*) THEN false
			END AS ms,
			CASE
				WHEN bool_and(dis) AND count(dis) = count(*) THEN true
				WHEN bool_or(dis) IS FALSE AND count(dis) = count(*) THEN false
			END AS dis,
			CASE
				WHEN bool_and(dit) AND count(dit) = count(*) THEN true
				WHEN bool_or(dit) IS FALSE AND count(dit) = count(*) THEN false
			END AS dit,
			bool_and(ms IS NOT NULL) AS settled,
			bit_or(missing) AS missing
		FROM grid
		WHERE ITEM >= 0
		GROUP BY OTHERS
	)
	SELECT 'ITEM',
		count(*),
		count(*) FILTER (WHERE r.ms IS DISTINCT FROM c.ms),
		count(*) FILTER (WHERE r.dis IS DISTINCT FROM c.dis),
		count(*) FILTER (WHERE r.dit IS DISTINCT FROM c.dit),
		count(*) FILTER (
			WHERE ('ITEM' <> 'different_site_attack' OR r.attacks >= 0)
				AND (r.missing & ~SELF <> c.missing OR settled AND (r.missing & SELF <> 0) <> (c.ms IS NULL))
		)
	FROM grid AS r
	JOIN completed AS c USING (OTHERS)
	WHERE r.ITEM = -1
$query$;
BEGIN
	FOREACH item IN ARRAY items LOOP
		RETURN QUERY EXECUTE replace(replace(replace(query, 'OTHERS', array_to_string(array_remove(items, item), ', ')),
			'SELF', (1 << array_position(items, item))::text), 'ITEM', item);
	END LOOP;
END $$;
CREATE FUNCTION pg_temp.mask(items text[], missing text[]) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (SELECT coalesce(bit_or(1 << array_position(items, name)), 0) FROM unnest(missing) AS name);

-- 2017, by regions
\set items '{attacks,objective_sites,different_site_attack,periventricular,cortical,spinal_cord,'
\set items :items 'gd_and_nonenhancing,ocb,progression_12m}'
CREATE TEMP TABLE grid AS
SELECT attacks, objective_sites, different_site_attack, periventricular, cortical, spinal_cord, gd_and_nonenhancing,
	ocb, progression_12m, d.ms, d.dis, d.dit,
	pg_temp.mask(:'items', d.missing) AS missing
FROM generate_series(-1, 2) AS attacks,
	generate_series(-1, 2) AS objective_sites,
	generate_series(-1, 1) AS different_site_attack,
	generate_series(-1, 1) AS periventricular,
	generate_series(-1, 1) AS cortical,
	generate_series(-1, 2) AS spinal_cord,
	generate_series(-1, 1) AS gd_and_nonenhancing,
	generate_series(-1, 1) AS ocb,
	generate_series(-1, 1) AS progression_12m,
	mcdonald_2017(
		nullif(attacks, -1),
		nullif(objective_sites, -1),
		pg_temp.fact(different_site_attack),
		periventricular => nullif(periventricular, -1),
		cortical => nullif(cortical, -1),
		infratentorial => 0,
		spinal_cord => nullif(spinal_cord, -1),
		gd_and_nonenhancing => pg_temp.fact(gd_and_nonenhancing),
		new_lesion_on_followup => false,
		ocb => pg_temp.fact(ocb),
		progression_12m => pg_temp.fact(progression_12m)
	) AS d
WHERE NOT (attacks IN (0, 1) AND different_site_attack = 1);
SELECT count(*) AS rows, count(*) FILTER (WHERE ms) AS ms, count(*) FILTER (WHERE NOT ms) AS not_ms FROM grid;
SELECT * FROM pg_temp.inexact(:'items');
-- 2017, by the number of topographies
DROP TABLE grid;
\set items '{attacks,topographies,spinal_cord,gd_and_nonenhancing,new_lesion_on_followup,ocb,'
\set items :items 'progression_12m,typical,better_explanation}'
CREATE TEMP TABLE grid AS
SELECT attacks, topographies, spinal_cord, gd_and_nonenhancing, new_lesion_on_followup, ocb, progression_12m, typical,
	better_explanation, d.ms, d.dis, d.dit,
	pg_temp.mask(:'items', d.missing) AS missing
FROM generate_series(-1, 2) AS attacks,
	generate_series(0, 4) AS topographies,
	generate_series(-1, 2) AS spinal_cord,
	generate_series(-1, 1) AS gd_and_nonenhancing,
	generate_series(-1, 1) AS new_lesion_on_followup,
	generate_series(-1, 1) AS ocb,
	generate_series(-1, 1) AS progression_12m,
	generate_series(-1, 1) AS typical,
	generate_series(-1, 1) AS better_explanation,
	mcdonald_2017(
		nullif(attacks, -1),
		1, false,
		topographies => topographies,
		spinal_cord => nullif(spinal_cord, -1),
		gd_and_nonenhancing => pg_temp.fact(gd_and_nonenhancing),
		new_lesion_on_followup => pg_temp.fact(new_lesion_on_followup),
		ocb => pg_temp.fact(ocb),
		progression_12m => pg_temp.fact(progression_12m),
		typical => pg_temp.fact(typical),
		better_explanation => pg_temp.fact(better_explanation)
	) AS d
WHERE spinal_cord = -1 OR topographies - (spinal_cord > 0)::integer BETWEEN 0 AND 3;
SELECT count(*) AS rows, count(*) FILTER (WHERE ms) AS ms, count(*) FILTER (WHERE NOT ms) AS not_ms FROM grid;
SELECT * FROM pg_temp.inexact(:'items') WHERE item <> 'topographies';
-- 2024, by regions: none or two of the brain, and one
DROP TABLE grid;
\set items '{attacks,brain,periventricular,spinal_cord,optic_nerve,gd_and_nonenhancing,ocb,'
\set items :items 'cvs_lesions,rim_lesions,progression_12m}'
CREATE TEMP TABLE grid AS
SELECT attacks, brain, periventricular, spinal_cord, optic_nerve, gd_and_nonenhancing, ocb, cvs_lesions, rim_lesions,
	progression_12m, d.ms, d.dis, d.dit,
	pg_temp.mask(:'items', d.missing) AS missing
FROM generate_series(-1, 2) AS attacks,
	generate_series(0, 1) AS brain,
	generate_series(-1, 1) AS periventricular,
	generate_series(-1, 2) AS spinal_cord,
	generate_series(-1, 1) AS optic_nerve,
	generate_series(-1, 1) AS gd_and_nonenhancing,
	generate_series(-1, 1) AS ocb,
	unnest('{-1,0,6}'::integer[]) AS cvs_lesions,
	generate_series(-1, 1) AS rim_lesions,
	generate_series(-1, 1) AS progression_12m,
	mcdonald_2024(
		nullif(attacks, -1),
		1, false,
		periventricular => nullif(periventricular, -1),
		cortical => brain,
		infratentorial => brain,
		spinal_cord => nullif(spinal_cord, -1),
		optic_nerve => pg_temp.fact(optic_nerve),
		gd_and_nonenhancing => pg_temp.fact(gd_and_nonenhancing),
		new_lesion_on_followup => false,
		ocb => pg_temp.fact(ocb),
		kflc_index => 1,
		cvs_lesions => nullif(cvs_lesions, -1),
		cvs_examined => 9,
		rim_lesions => nullif(rim_lesions, -1),
		progression_12m => pg_temp.fact(progression_12m)
	) AS d;
SELECT count(*) AS rows, count(*) FILTER (WHERE ms) AS ms, count(*) FILTER (WHERE NOT ms) AS not_ms FROM grid;
SELECT * FROM pg_temp.inexact(:'items') WHERE item <> 'brain';
-- 2024, by the number of topographies
DROP TABLE grid;
\set items '{attacks,objective_sites,different_site_attack,topographies,spinal_cord,optic_nerve,'
\set items :items 'cvs_lesions,progression_12m,typical}'
CREATE TEMP TABLE grid AS
SELECT attacks, objective_sites, different_site_attack, topographies, spinal_cord, optic_nerve, cvs_lesions,
	progression_12m, typical, d.ms, d.dis, d.dit,
	pg_temp.mask(:'items', d.missing) AS missing
FROM generate_series(-1, 2) AS attacks,
	unnest('{-1,1,2}'::integer[]) AS objective_sites,
	generate_series(-1, 1) AS different_site_attack,
	generate_series(0, 5) AS topographies,
	generate_series(-1, 2) AS spinal_cord,
	generate_series(-1, 1) AS optic_nerve,
	unnest('{-1,0,6}'::integer[]) AS cvs_lesions,
	generate_series(0, 1) AS progression_12m,
	generate_series(-1, 1) AS typical,
	mcdonald_2024(
		nullif(attacks, -1),
		nullif(objective_sites, -1),
		pg_temp.fact(different_site_attack),
		topographies => topographies,
		spinal_cord => nullif(spinal_cord, -1),
		optic_nerve => pg_temp.fact(optic_nerve),
		gd_and_nonenhancing => false,
		new_lesion_on_followup => false,
		ocb => false,
		kflc_index => 1,
		cvs_lesions => nullif(cvs_lesions, -1),
		cvs_examined => 9,
		rim_lesions => 0,
		progression_12m => pg_temp.fact(progression_12m),
		typical => pg_temp.fact(typical)
	) AS d
WHERE NOT (attacks IN (0, 1) AND different_site_attack = 1)
	AND topographies >= (spinal_cord > 0)::integer + (optic_nerve = 1)::integer
	AND topographies <= 3 + (spinal_cord <> 0)::integer + (optic_nerve <> 0)::integer;
SELECT count(*) AS rows, count(*) FILTER (WHERE ms) AS ms, count(*) FILTER (WHERE NOT ms) AS not_ms FROM grid;
SELECT * FROM pg_temp.inexact(:'items') WHERE item NOT IN ('topographies', 'progression_12m');
DROP TABLE grid;

-- Bad input
SELECT mcdonald_2017(attacks => -1);
SELECT mcdonald_2017(spinal_cord => -2);
SELECT mcdonald_2017(attacks => 1, different_site_attack => true);
SELECT mcdonald_2017(topographies => 2, cortical => 1);
SELECT mcdonald_2017(topographies => 5);
SELECT mcdonald_2017(topographies => 4, spinal_cord => 0);
SELECT mcdonald_2017(topographies => 0, spinal_cord => 1);
SELECT mcdonald_2024(topographies => 6);
SELECT mcdonald_2024(topographies => 5, optic_nerve => false);
SELECT mcdonald_2024(topographies => 1, optic_nerve => true, spinal_cord => 1);
SELECT mcdonald_2024(topographies => 3, periventricular => 0);
SELECT mcdonald_2024(attacks => 0, different_site_attack => true);
SELECT mcdonald_2024(cvs_lesions => 4, cvs_examined => 3);
SELECT mcdonald_2024(rim_lesions => -1);
SELECT mcdonald_2024(kflc_index => -0.1);
SELECT mcdonald_2024(kflc_index => 'NaN');
SELECT mcdonald_2024(age_years => 'Infinity');
