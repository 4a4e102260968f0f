-- Patients by line on the first day of each quarter.  The total of a day is
-- known, so its lines are suppressed together.
SELECT quarter, line, patients
FROM (
	SELECT quarter, array_agg(line ORDER BY line) AS lines, suppress(array_agg(n ORDER BY line)) AS shown
	FROM (
		SELECT quarter, line, sum(patients)::bigint AS n FROM on_treatment GROUP BY quarter, line
	) AS counts
	GROUP BY quarter
) AS days, unnest(lines, shown) AS cell (line, patients)
ORDER BY quarter, line;
