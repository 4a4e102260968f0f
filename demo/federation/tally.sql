-- The tallies that a site shows: psql -v site=NAME -v threshold=N.
--
-- One row for each line of the first treatment and the calendar year in which it began, so each patient is in one
-- row.  NEDA is that of the first year of treatment, without brain volume, which NEDA-3 does not use.
-- Days to the first
-- relapse are rounded up to whole periods of 4 weeks, because a tally of days would show the day itself.
--
-- A row is judged as a whole: its three tallies are of the same patients, so what one would show, another could not
-- hide.  All are withheld if one is not publishable at the threshold, or if few patients are in one and not in
-- another; and where the rest of the site's patients would give a withheld row away, a second row is withheld.  The row
-- says how many tallies are withheld.
--
-- The tallies are stored, and change when the site refreshes them, not with each new patient.  So two readings between
-- refreshes do not reveal a patient who joined in between.

CREATE MATERIALIZED VIEW shared.tally AS
WITH started AS (
	SELECT patient_id, extract(year FROM min(start_date))::integer AS year
	FROM registry.treatment GROUP BY patient_id
), cohort AS (
	SELECT t.line, started.year, relapse_agg(t.relapses, t.days) AS relapses,
		survival_agg((t.relapse_days + 27) / 28 * 28, t.relapsed) AS relapse_free,
		neda_agg(neda_status(p.relapse::integer, p.progression, p.new_t2::integer, p.gd::integer))
			FILTER (WHERE y.status IS NOT NULL) AS neda
	FROM registry.first_treatment AS t JOIN started USING (patient_id)
	LEFT JOIN registry.patient_year AS y ON y.patient_id = t.patient_id AND y.year = 1,
		neda_parts(y.status) AS p
	GROUP BY t.line, started.year
), judged AS (
	SELECT line, year, cohort.neda, cohort.relapses, cohort.relapse_free, c.patients,
		row_number() OVER (ORDER BY line, year) AS place,
		publishable(cohort.neda, :threshold) IS NOT FALSE AND publishable(cohort.relapses, :threshold)
			AND publishable(cohort.relapse_free, :threshold)
			AND suppress(c.patients - coalesce(n.patients, 0), :threshold) NOT LIKE '<%' AS row_may
	FROM cohort, relapse_counts(cohort.relapses) AS c, neda_counts(cohort.neda) AS n
), apart AS (
	-- the patients of each row that may be shown, and of the others together
	SELECT suppress(array_agg(patients ORDER BY place) FILTER (WHERE row_may)
		|| coalesce(sum(patients) FILTER (WHERE NOT row_may), 0)::bigint, :threshold) AS shown,
		array_agg(place ORDER BY place) FILTER (WHERE row_may) AS places
	FROM judged
), decided AS (
	SELECT judged.*, row_may AND shown[array_position(places, place)] <> '*' AS may FROM judged, apart
)
SELECT text :'site' AS site, line, year,
	CASE WHEN may THEN neda END AS neda,
	CASE WHEN may THEN relapses END AS relapses,
	CASE WHEN may THEN relapse_free END AS relapse_free,
	CASE WHEN may THEN 0 ELSE 3 END AS withheld
FROM decided;
