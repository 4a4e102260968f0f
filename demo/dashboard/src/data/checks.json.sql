-- What is odd or missing in the rows.  The number of rows is known, so what was
-- found is suppressed with what was not.  Treatments less switches are first
-- treatments, so their number is hidden where that of the switches is; scans less
-- later scans are patients with a scan, so that of later scans is hidden where few
-- patients have one, or have none.
WITH rows AS (
	SELECT check_name, sum(found)::bigint AS found, sum(checked)::bigint AS checked
	FROM quality_check GROUP BY check_name
), known AS (
	SELECT (SELECT coalesce(sum(switches), 0)::bigint FROM switch) AS switches,
		(SELECT coalesce(sum(patients), 0)::bigint FROM patient_count) AS patients,
		(sum(checked) FILTER (WHERE check_name = 'scan_without_contrast')
			- sum(checked) FILTER (WHERE check_name = 'scan_without_comparison'))::bigint AS scanned
	FROM rows
), allowed AS (
	SELECT rows.*, CASE
			WHEN check_name LIKE 'treatment%' THEN clean(switches)
			WHEN check_name = 'scan_without_comparison' THEN clean(scanned, patients - scanned)
			ELSE true
		END AS may
	FROM rows, known
)
SELECT check_name, CASE WHEN may THEN (suppress(ARRAY[found, checked - found]))[1] ELSE '*' END AS found,
	CASE WHEN may THEN checked END AS checked
FROM allowed
ORDER BY check_name;
