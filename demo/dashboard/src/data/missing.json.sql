-- Each component by year of treatment: the numbers of patients in whom it was
-- assessed and was not.  Their sum is known, so both are suppressed together.
SELECT year, component, suppress(patients) AS patients, shown[1] AS assessed, shown[2] AS missing
FROM (SELECT year, rollup(tally) AS tally FROM neda_by_year GROUP BY year) AS cohort,
	neda_components(tally) WITH ORDINALITY AS c (component, active, inactive, missing, place),
	suppress(ARRAY[active + inactive, missing]) AS shown, neda_counts(tally)
ORDER BY year, place;
