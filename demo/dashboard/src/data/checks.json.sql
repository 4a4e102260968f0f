-- What is odd or missing in the rows.  The number of rows is known, so what was
-- found is suppressed with what was not.  Treatments less switches are first
-- treatments, so their number is hidden where that of the switches is.
SELECT check_name, CASE WHEN may THEN (suppress(ARRAY[found, checked - found]))[1] ELSE '*' END AS found,
	CASE WHEN may THEN checked END AS checked
FROM (
	SELECT check_name, sum(found)::bigint AS found, sum(checked)::bigint AS checked
	FROM quality_check GROUP BY check_name
) AS rows, LATERAL (
	SELECT check_name NOT LIKE 'treatment%' OR clean(coalesce(sum(switches), 0)::bigint) AS may FROM switch
) AS m
ORDER BY check_name;
