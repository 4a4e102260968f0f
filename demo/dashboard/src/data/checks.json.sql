-- What is odd or missing in the rows: of each kind the rows found, and all rows of
-- its part; in all, some or none of them the values that the rule needs are known.
SELECT part, kind, severity, found, checked, judged
FROM check_shown
WHERE EXISTS (SELECT FROM quality_check WHERE rows > 0)
ORDER BY number;
