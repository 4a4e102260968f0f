-- Each component by year of treatment: in how many patients it was assessed, and
-- in how many not.
SELECT year, component, patients, assessed, missing
FROM component_shown WHERE by_year ORDER BY year, place;
