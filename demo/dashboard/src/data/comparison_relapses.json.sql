-- The effect of the second line on relapses, by analysis: the hazard ratio of the
-- first relapse, and the ratio of relapse rates.
SELECT outcome, analysis,
	CASE WHEN c.may THEN c.patients::text WHEN e.patients IS NULL THEN '0' ELSE '*' END AS patients,
	CASE WHEN c.may THEN events::text WHEN e.patients IS NULL THEN '0' ELSE '*' END AS events,
	ratio, lower, upper, p_value, CASE WHEN e.may IS NOT FALSE THEN status END AS status
FROM study_effect AS e
LEFT JOIN (
	SELECT outcome, unnest(CASE analysis WHEN 'on drug' THEN '{crude,adjusted,weighted}' ELSE ARRAY[analysis] END)
			AS analysis, patients, events, may
	FROM study_relapse_count
) AS c USING (outcome, analysis)
WHERE outcome IN ('first relapse', 'relapse rate') AND EXISTS (SELECT FROM study_attrition)
ORDER BY outcome, array_position(
	'{crude,adjusted,weighted,matched,"matched, pairwise censored","weighted, intention to treat"}', analysis
);
