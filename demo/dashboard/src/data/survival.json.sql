-- Kaplan-Meier curves with log-log limits, at the ends of the quarters of a year
-- that may be shown.
SELECT endpoint, line, day, at_risk, round(survival::numeric, 3) AS survival,
	round(lower::numeric, 3) AS lower, round(upper::numeric, 3) AS upper
FROM curve_quarter AS curve
JOIN endpoint_count USING (endpoint, line)
CROSS JOIN LATERAL km_at(tally, day, conf_type => 'log-log')
WHERE curve.shown
ORDER BY endpoint, line, day;
