-- Why patient-years are not evaluable: what was missing for NEDA-3 when nothing was
-- active.  A tally is printed as JSON: its statuses and their counts.
WITH status AS (
	SELECT status::neda_status, n::bigint
	FROM (SELECT rollup(tally) AS tally FROM neda_by_year) AS cohort,
		jsonb_each_text(tally::text::jsonb - 'version') AS s (status, n)
), reason AS (
	SELECT relapse IS NULL AS relapse, progression IS NULL AS progression, new_t2 IS NULL AS new_t2, sum(n)::bigint AS n
	FROM status, neda_parts(status)
	WHERE is_neda(status) IS NULL
	GROUP BY 1, 2, 3
), counts AS (
	SELECT array_agg(relapse ORDER BY n DESC) AS relapses, array_agg(progression ORDER BY n DESC) AS progressions,
		array_agg(new_t2 ORDER BY n DESC) AS new_t2s, suppress(array_agg(n ORDER BY n DESC)) AS shown
	FROM reason
)
SELECT relapse, progression, new_t2, years, (SELECT sum(n) FROM status) AS of_years
FROM counts, unnest(relapses, progressions, new_t2s, shown) AS r (relapse, progression, new_t2, years);
