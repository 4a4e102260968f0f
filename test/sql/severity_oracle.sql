-- The scores of R's ms.sev (test/data/README.md), to the last digit.
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TABLE cohort (patient int, edss edss, age_years float8, disease_duration_years float8,
	local_msss float8, local_armss float8, global_msss float8, global_armss float8);
\copy cohort FROM 'data/severity/cohort_range2.csv' WITH (FORMAT csv, HEADER)
SELECT count(*) AS patients,
	count(*) FILTER (WHERE c.local_msss = local_msss(m, edss, disease_duration_years)) AS local_msss,
	count(*) FILTER (WHERE c.local_armss = local_armss(a, edss, age_years)) AS local_armss,
	count(*) FILTER (WHERE c.global_msss = global_msss(edss, disease_duration_years)) AS global_msss,
	count(*) FILTER (WHERE c.global_armss IS NOT DISTINCT FROM global_armss(edss, age_years)) AS global_armss,
	count(*) FILTER (WHERE c.global_armss IS NULL) AS no_global_armss
FROM cohort AS c,
	(SELECT severity_agg(edss, disease_duration_years) AS m, severity_agg(edss, age_years) AS a FROM cohort) AS tally;
-- the mean of local scores is 5
SELECT round(avg(local_msss(m, edss, disease_duration_years))::numeric, 2) AS msss,
	round(avg(local_armss(a, edss, age_years))::numeric, 2) AS armss
FROM cohort,
	(SELECT severity_agg(edss, disease_duration_years) AS m, severity_agg(edss, age_years) AS a FROM cohort) AS tally;
-- numbers halfway between two decimals, which R rounds otherwise than numeric does
SELECT count(*) AS patients, count(*) FILTER (WHERE local_msss <> round(rank / (n + 1) * 10, 2)) AS rounded_otherwise
FROM (
	SELECT c.patient, c.local_msss::numeric,
		count(*) AS n,
		count(*) FILTER (WHERE o.edss < c.edss) + (count(*) FILTER (WHERE o.edss = c.edss) + 1) / 2.0 AS rank
	FROM cohort AS c
	JOIN cohort AS o
		ON least(o.disease_duration_years, 30) BETWEEN greatest(1, least(c.disease_duration_years, 30) - 2)
			AND least(30, c.disease_duration_years + 2)
	GROUP BY c.patient, c.local_msss
) AS r;

-- The published tables, cell by cell and nothing else
CREATE TABLE msss_2005 (year int, edss edss, score float8);
\copy msss_2005 FROM 'data/severity/msss_global_2005.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE msss_2017 (year int, edss edss, score float8);
\copy msss_2017 FROM 'data/severity/msss_global_2017.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE armss_2017 (year int, edss edss, score float8);
\copy armss_2017 FROM 'data/severity/armss_global_2017.csv' WITH (FORMAT csv, HEADER)
SELECT 'MSSS 2005' AS "table",
	count(*) AS cells,
	count(*) FILTER (
		WHERE score = global_msss(edss, year, '2005') AND score = global_msss(edss, year + 0.999, '2005')
	) AS equal
FROM msss_2005
UNION ALL
SELECT 'MSSS 2017',
	count(*),
	count(*) FILTER (WHERE score = global_msss(edss, year - 1) AND score = global_msss(edss, year - 0.001, '2017'))
FROM msss_2017
UNION ALL
SELECT 'ARMSS 2017',
	count(*),
	count(*) FILTER (WHERE score = global_armss(edss, year) AND score = global_armss(edss, year + 0.999))
FROM armss_2017;
DROP TABLE cohort, msss_2005, msss_2017, armss_2017;
