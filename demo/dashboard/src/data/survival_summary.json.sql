-- Summary of the curves: the number of events, the median in years with its limits if
-- the curve that is shown reaches them, and the log-rank test of the lines that have a
-- curve.
WITH curve AS (
	SELECT endpoint, line, max(day) AS shown_to FROM curve_quarter WHERE shown GROUP BY endpoint, line
), test AS (
	SELECT endpoint, t.*
	FROM (
		SELECT endpoint, array_agg(tally ORDER BY line) AS lines
		FROM endpoint_count JOIN curve USING (endpoint, line)
		GROUP BY endpoint HAVING count(*) > 1
	) AS g, logrank(lines) AS t
)
SELECT endpoint, line, CASE WHEN of_patients IS NULL OR shown[3] = '*' THEN '*' ELSE patients::text END AS patients,
	shown[1] AS events, m.median, m.lower, m.upper, chisq, df, p_value
FROM endpoint_count
LEFT JOIN curve USING (endpoint, line)
LEFT JOIN test USING (endpoint)
CROSS JOIN LATERAL (
	SELECT CASE WHEN shown_to IS NULL OR q.estimate > shown_to THEN '*'
			ELSE round(q.estimate::numeric / 365.25, 1)::text END,
		CASE WHEN shown_to IS NULL OR q.lower > shown_to THEN '*' ELSE round(q.lower::numeric / 365.25, 1)::text END,
		CASE WHEN shown_to IS NULL OR q.upper > shown_to THEN '*' ELSE round(q.upper::numeric / 365.25, 1)::text END
	FROM km_quantile(tally, 0.5, conf_type => 'log-log') AS q
) AS m (median, lower, upper)
ORDER BY endpoint, line;
