-- Who the patients are, as tallies by centre: run by tallies.sql.

-- When the tallies were made, and of which rows; refreshed with them.
CREATE MATERIALIZED VIEW source AS
SELECT current_date AS made,
	(SELECT extversion FROM pg_extension WHERE extname = 'sepms') AS version,
	date_trunc('month', min(visit_date)::timestamp)::date AS from_month,
	date_trunc('month', max(visit_date)::timestamp)::date AS to_month
FROM visit;

-- Patients by length of follow-up, in tenths of a year.
CREATE MATERIALIZED VIEW followed_for AS
SELECT centre, round((last_visit - first_visit) / 36.525)::integer AS tenths, count(*) AS patients
FROM followed GROUP BY centre, tenths;

-- Patients by what is known of them last: their EDSS, phenotype, how long before the last visit of all patients they
-- were seen; and, if that was in the last year, their treatment then.
CREATE MATERIALIZED VIEW last_known AS
WITH known AS (
	SELECT patient_id, centre, course, value_at(visits, last_date(visits)) AS edss, last_visit,
		(SELECT array_agg(DISTINCT drug ORDER BY drug) FROM treatment AS t
			WHERE t.patient_id = followed.patient_id AND start_date <= last_visit
				AND coalesce(end_date > last_visit, true)
		) AS drugs
	FROM followed
	JOIN patient USING (patient_id)
	JOIN patient_course USING (patient_id, last_visit)
), items AS (
	SELECT centre, kind, item
	FROM known, (SELECT max(last_visit) AS data_end FROM followed) AS registry, LATERAL (VALUES
		('edss', CASE
			WHEN edss < 2 THEN '0-1.5'
			WHEN edss < 4 THEN '2-3.5'
			WHEN edss < 6 THEN '4-5.5'
			WHEN edss <= 10 THEN '6-10'
		END),
		('phenotype', course),
		('drug', CASE
			WHEN last_visit <= data_end - 365 THEN 'not seen'
			WHEN drugs IS NULL THEN 'none'
			WHEN cardinality(drugs) > 1 THEN 'several'
			ELSE drugs[1]::text
		END),
		('seen', CASE
			WHEN last_visit > data_end - 365 THEN '1'
			WHEN last_visit > data_end - 730 THEN '2'
			ELSE 'longer'
		END)
	) AS of (kind, item)
)
SELECT centre, kind, item, count(*) AS patients
FROM items WHERE item IS DISTINCT FROM 'not seen'
GROUP BY centre, kind, item;
