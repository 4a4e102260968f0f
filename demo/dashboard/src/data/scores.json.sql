-- Patients by MAGNIMS score in the first year, all lines.  Their sum is known, so
-- the counts are suppressed together.
SELECT score, patients
FROM (
	SELECT array_agg(score ORDER BY score) AS scores, suppress(array_agg(n ORDER BY score)) AS shown
	FROM (SELECT score, sum(patients)::bigint AS n FROM score_by_line GROUP BY score) AS counts
) AS all_lines, unnest(scores, shown) AS c (score, patients)
ORDER BY score;
