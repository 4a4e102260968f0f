-- The MAGNIMS score compared with the CASE expression that a user would write.

\echo 'response'
CREATE TABLE counts AS SELECT relapses, new_t2 FROM patient_year;
VACUUM ANALYZE counts;

CALL compare('sormani_score(a, b) vs. CASE',
	'SELECT max(sormani_score(relapses, new_t2)) FROM counts',
	'SELECT max(CASE WHEN relapses >= 2 THEN 2 WHEN relapses = 1 AND new_t2 >= 3 THEN 2
		WHEN relapses = 1 AND new_t2 < 3 OR relapses = 0 AND new_t2 >= 3 THEN 1
		WHEN relapses = 0 AND new_t2 < 3 THEN 0 END) FROM counts', 1.2);
