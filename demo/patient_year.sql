-- From the tables of a registry to one status per patient and year.
--
-- Each table is summed up by itself before they meet, lest visits multiply
-- relapses.  What was not looked at stays NULL: no relapse counts as none
-- only for a patient who was seen at the end of the year, no new lesion only
-- where a scan near the end of the year was compared with an earlier one.  A
-- visit or scan up to 90 days after the year shows that the patient was seen;
-- such a scan counts for the year, such a visit's EDSS for the next one.
-- Progression is a confirmed worsening that began in the year (disability.sql).
-- There was none where an EDSS is known before the year and at its end, unless
-- one in the year is worse and no later visit could have confirmed it.

\echo '  status of each year ...'
CREATE TABLE patient_year AS
WITH seen AS (
	SELECT patient_id, year,
		(array_agg(v.edss ORDER BY visit_date DESC)
			FILTER (WHERE visit_date <= first_day AND v.edss IS NOT NULL))[1] AS reference,
		max(v.edss) FILTER (WHERE visit_date > first_day AND visit_date <= last_day) AS worst,
		max(visit_date) >= last_day - 90 AS at_end,
		max(visit_date) FILTER (WHERE v.edss IS NOT NULL) >= last_day - 90 AS edss_at_end
	FROM period JOIN visit AS v USING (patient_id)
	WHERE visit_date BETWEEN first_day - 365 AND last_day + 90
	GROUP BY patient_id, year, last_day
), worsening AS (
	SELECT DISTINCT patient_id, year
	FROM period JOIN disability_event USING (patient_id)
	WHERE event_type = 'CDW' AND event_date > first_day AND event_date <= last_day
), relapses AS (
	SELECT patient_id, year, count(*)::integer AS n
	FROM period JOIN relapse USING (patient_id)
	WHERE onset_date > first_day AND onset_date <= last_day
	GROUP BY patient_id, year
), scans AS (
	SELECT patient_id, year,
		sum(new_t2)::integer AS new_t2,
		sum(gd_count)::integer AS gd,
		bool_and(new_t2 IS NOT NULL) AND max(mri_date) >= last_day - 90 AS t2_known,
		bool_and(gd_count IS NOT NULL) AND max(mri_date) >= last_day - 90 AS gd_known,
		avg(annual_pbvc) AS annual_pbvc
	FROM period JOIN mri USING (patient_id)
	WHERE mri_date > first_day + 90 AND mri_date <= last_day + 90
	GROUP BY patient_id, year, last_day
), assessed AS (
	SELECT p.patient_id, p.year, p.drug, dmt_line(p.drug) AS line,
		CASE WHEN r.n > 0 THEN r.n WHEN seen.at_end THEN 0 END AS relapses,
		CASE WHEN w.patient_id IS NOT NULL THEN true
			WHEN reference IS NOT NULL AND edss_at_end AND
				(last_date(visits) >= last_day + 84 OR edss_worsening(reference, worst) IS NOT TRUE)
				THEN false END AS progression,
		CASE WHEN new_t2 > 0 OR t2_known THEN new_t2 END AS new_t2,
		CASE WHEN gd > 0 OR gd_known THEN gd END AS gd,
		annual_pbvc
	FROM period AS p
	LEFT JOIN patient_course USING (patient_id)
	LEFT JOIN seen USING (patient_id, year)
	LEFT JOIN worsening AS w USING (patient_id, year)
	LEFT JOIN relapses AS r USING (patient_id, year)
	LEFT JOIN scans USING (patient_id, year)
)
SELECT *, neda_status(relapses, progression, new_t2, gd, annual_pbvc) AS status
FROM assessed;

ANALYZE patient_year;
