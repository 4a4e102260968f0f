-- Each component of NEDA by line, all years: the years of patients in which it
-- was active, inactive, or not assessed.
SELECT line, component, active, inactive, missing
FROM component_shown WHERE NOT by_year ORDER BY line, place;
