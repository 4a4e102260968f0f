-- Each component of NEDA by line, all years: the patient-years in which it was
-- active, inactive, or not assessed.  Their sum is known, so the three are
-- suppressed together.
SELECT line, component, shown[1] AS active, shown[2] AS inactive, shown[3] AS missing
FROM (SELECT line, rollup(tally) AS tally FROM neda_by_year GROUP BY line) AS cohort,
	neda_components(tally) WITH ORDINALITY AS c (component, active, inactive, missing, place),
	suppress(ARRAY[active, inactive, missing]) AS shown
ORDER BY line, place;
