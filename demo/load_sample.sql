-- Loads the registry sample, see registry_sample/README.md.

\echo '  visits ...'
CREATE TEMP TABLE staging (
	LIKE visit,
	days_since_relapse integer
);
\copy staging FROM 'demo/registry_sample/visits.csv' WITH (FORMAT csv, HEADER)
INSERT INTO visit
SELECT patient_id, visit_date, edss, fs_visual, fs_brainstem, fs_pyramidal, fs_cerebellar,
	fs_sensory, fs_bowel_bladder, fs_cerebral, ambulation
FROM staging;

\echo '  relapses ...'
\copy relapse FROM 'demo/registry_sample/relapses.csv' WITH (FORMAT csv, HEADER)

\echo '  patients and their calendar years ...'
INSERT INTO patient (patient_id) SELECT DISTINCT patient_id FROM visit;

INSERT INTO period
SELECT patient_id, year, daterange(make_date(year, 1, 1), make_date(year + 1, 1, 1)), NULL
FROM (
	SELECT patient_id, min(visit_date) AS first, max(visit_date) AS last
	FROM visit GROUP BY patient_id
) AS seen,
	generate_series(extract(year FROM first)::integer + 1, extract(year FROM last)::integer) AS year;
