-- Patients by MAGNIMS score of the first year (NULL: not settled), over the lines
-- that are shown.
SELECT nullif(place, 4) - 1 AS score,
	CASE WHEN count(may) = 1 THEN max(shown[place]) FILTER (WHERE may IS NOT NULL)
		WHEN bool_and(may) THEN sum(counts[place])::text ELSE '*' END AS patients
FROM score_shown, generate_series(1, 4) AS place
GROUP BY place
ORDER BY place;
