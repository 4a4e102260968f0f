-- Weighted Kaplan-Meier curves with log-log limits, at the ends of the quarters of a
-- year that may be shown.  The weights are left out of the counts.
SELECT line, day, round(survival::numeric, 3) AS survival, round(lower::numeric, 3) AS lower,
	round(upper::numeric, 3) AS upper
FROM curve_quarter AS curve
JOIN study_curve USING (line)
CROSS JOIN LATERAL km_at(weighted, day, conf_type => 'log-log')
WHERE endpoint = 'study' AND shown
ORDER BY line, day;
