-- Odd or missing values.
SELECT check_name, suppress(sum(found)::bigint) AS found, sum(checked) AS checked
FROM quality_check GROUP BY check_name ORDER BY check_name;
