-- From a patient's course to one status a year, and the counts that scores need.
--
-- What was not looked at stays unknown: no relapse counts as none only for a
-- patient who was seen at the end of the year, no new lesion only where scans
-- follow on each other up to a scan near the end (doc/assess.md).  Scans are
-- made about the anniversary: one up to 90 days after it is of the year before.

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
