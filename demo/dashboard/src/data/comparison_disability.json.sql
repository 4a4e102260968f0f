-- The effect of the second line on confirmed worsening of disability, by its
-- definition and the rule of follow-up: weighted hazard ratios.
SELECT name, rule, patients, events, ratio, lower, upper, p_value,
	CASE WHEN may IS NOT FALSE THEN coalesce(status, 'no events') END AS status
FROM study_disability
WHERE EXISTS (SELECT FROM study_attrition)
ORDER BY place, rule_place;
