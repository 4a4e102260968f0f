-- Patients by line and MAGNIMS score in the first year.  The totals of rows and
-- columns are known, so the table is suppressed as a whole.
WITH counts AS (
	SELECT line,
		ARRAY[
			sum(patients) FILTER (WHERE score = 0),
			sum(patients) FILTER (WHERE score = 1),
			sum(patients) FILTER (WHERE score = 2),
			sum(patients) FILTER (WHERE score IS NULL)
		]::bigint[] AS by_score
	FROM score_by_line
	GROUP BY line
), shown AS (
	SELECT array_agg(line ORDER BY line) AS lines,
		suppress(array_agg(array_replace(by_score, NULL, 0) ORDER BY line)) AS cells
	FROM counts
)
SELECT lines[i] AS line, cells[i][1] AS score_0, cells[i][2] AS score_1, cells[i][3] AS score_2,
	cells[i][4] AS not_settled
FROM shown, generate_subscripts(lines, 1) AS i
ORDER BY line;
