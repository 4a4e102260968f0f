-- The tallies that a site shows: psql -v site=NAME -v threshold=N.
--
-- One row for each line of the first treatment and the calendar year in which it began, so each patient is in one
-- row.  NEDA is that of the first year of treatment, without brain volume, which NEDA-3 does not use.
-- Days to the first
-- relapse are rounded up to whole periods of 4 weeks, because a tally of days would show the day itself.  A
-- tally that is not publishable at the threshold is withheld, and the row says how many are.
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
	SELECT *, publishable(neda, :threshold) AS neda_may, publishable(relapses, :threshold) AS relapses_may,
		publishable(relapse_free, :threshold) AS relapse_free_may
	FROM cohort
)
SELECT text :'site' AS site, line, year,
	CASE WHEN neda_may THEN neda END AS neda,
	CASE WHEN relapses_may THEN relapses END AS relapses,
	CASE WHEN relapse_free_may THEN relapse_free END AS relapse_free,
	num_nonnulls(nullif(neda_may, true), nullif(relapses_may, true), nullif(relapse_free_may, true)) AS withheld
FROM judged;
