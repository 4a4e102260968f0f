-- Treatments at the last visit, of the patients who were seen in the last year.
-- Where their number is shown it is the sum, so the counts are suppressed together;
-- where it is hidden, all are.
WITH counts AS (
	SELECT kind, item, sum(patients)::bigint AS n FROM last_known GROUP BY kind, item
), seen AS (
	SELECT (suppress(array_agg(n ORDER BY item)))[1] <> '*' AS shown FROM counts WHERE kind = 'seen'
), cells AS (
	SELECT array_agg(item ORDER BY item) AS items, suppress(array_agg(n ORDER BY item)) AS shown
	FROM counts WHERE kind = 'drug'
)
SELECT item, CASE WHEN seen.shown THEN patients ELSE '*' END AS patients
FROM cells, seen, unnest(items, cells.shown) AS c (item, patients)
ORDER BY item;
