-- Who is in the study: the patients left after each condition, at the steps that may
-- be shown.
SELECT step, condition, CASE WHEN shown AND before THEN left_out::text ELSE '*' END AS left_out,
	CASE WHEN shown THEN remaining::text ELSE '*' END AS remaining,
	CASE WHEN by_line THEN second_line::text ELSE '*' END AS second_line,
	CASE WHEN by_line THEN first_line::text ELSE '*' END AS first_line
FROM (SELECT *, lag(shown, 1, true) OVER (ORDER BY step) AS before FROM study_step) AS steps
ORDER BY step;
