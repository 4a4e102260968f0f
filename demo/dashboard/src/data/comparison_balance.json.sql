-- Means of what was known at the start, by line, and their standardised differences,
-- second line minus first: before, weighted and matched.
SELECT term, place, analysis,
	CASE WHEN may THEN round(mean_second::numeric, 2) END AS second_line,
	CASE WHEN may THEN round(mean_first::numeric, 2) END AS first_line,
	CASE WHEN may THEN round(smd::numeric, 3) END AS smd
FROM study_balance
ORDER BY array_position('{age,duration,prior relapses,EDSS}', term), place;
