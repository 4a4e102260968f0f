-- What the view of a site tells of the rows that it withholds, at a threshold of 11: one row for each fault, or true.
WITH read AS (
	SELECT s.line, s.year, s.relapses IS NOT NULL AS shown, num_nonnulls(s.neda, s.relapses, s.relapse_free) AS tallies,
		ARRAY[r.patients, r.relapse_free, r.patients - r.relapse_free, f.patients, f.events, f.censored,
			abs(f.patients - r.patients), n.patients, n.neda, n.eda, n.evaluable, n.patients - n.evaluable,
			r.patients - coalesce(n.patients, 0)] AS counts
	FROM shared.tally AS s, relapse_counts(s.relapses) AS r, survival_counts(s.relapse_free) AS f,
		neda_counts(s.neda) AS n
), true_group AS (
	SELECT t.line, started.year, count(*) AS patients
	FROM registry.first_treatment AS t
	JOIN (
		SELECT patient_id, extract(year FROM min(start_date))::integer AS year
		FROM registry.treatment GROUP BY patient_id
	) AS started USING (patient_id)
	GROUP BY t.line, started.year
), withheld AS (
	SELECT count(*) AS groups, sum(patients) AS patients FROM true_group JOIN read USING (line, year) WHERE NOT shown
), fault AS (
	SELECT format('%s tallies of %s in %s', tallies, line, year) AS what FROM read WHERE tallies NOT IN (0, 3)
	UNION ALL
	SELECT format('a count of %s in %s is %s', line, year, n) FROM read, unnest(counts) AS n WHERE n BETWEEN 1 AND 10
	UNION ALL
	SELECT format('%s withheld, with %s patients', groups, patients) FROM withheld
	WHERE patients < 11
	UNION ALL
	SELECT 'a row is missing' WHERE (SELECT count(*) FROM read) <> (SELECT count(*) FROM true_group)
)
SELECT what FROM fault
UNION ALL
SELECT 't' WHERE NOT EXISTS (SELECT FROM fault);
