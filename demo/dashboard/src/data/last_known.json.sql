-- Patients by their last EDSS, phenotype, and how long ago the last visit was.
-- The sum of each is the number of patients, so its counts are suppressed together.
SELECT kind, item, patients
FROM (
	SELECT kind, array_agg(item ORDER BY item) AS items, suppress(array_agg(n ORDER BY item)) AS cells
	FROM (SELECT kind, item, sum(patients)::bigint AS n FROM last_known GROUP BY kind, item) AS counts
	WHERE kind <> 'drug'
	GROUP BY kind
) AS tables, unnest(items, cells) AS c (item, patients)
ORDER BY kind, item;
