-- Derives one status per year from the course of a patient, and the counts that scores need.
--
-- Missing data stay unknown.  A year is free of relapses only if the patient was
-- seen at its end, and free of new lesions only if scans without a gap
-- reach a scan near its end (doc/assess.md).  Scans are done around the
-- anniversary: one up to 90 days after it belongs to the year before.

\echo '  status of each year ...'
CREATE TABLE patient_year AS
SELECT patient_id, year, days, drug, dmt_line(drug) AS line,
	CASE WHEN relapse IS NOT NULL THEN relapses_in(relapses, days::datemultirange) END AS relapses,
	progression,
	CASE WHEN parts.new_t2 IS NOT NULL THEN lesions.new_t2 END AS new_t2,
	CASE WHEN parts.gd IS NOT NULL THEN lesions.gd END AS gd,
	brain_volume_loss, status
FROM period JOIN patient_course USING (patient_id),
	neda_assess(days, visits, relapses, scans, scan_lag => 90, followed_to => last_visit) AS status,
	neda_parts(status) AS parts,
	mri_counts(scans, daterange(lower(days) + 91, upper(days) + 91)) AS lesions;

ANALYZE patient_year;
