-- The made-up registry into the tables of layout.sql; patients of even numbers
-- are of one site, others of another.

\set site 'CASE patient_id % 2 WHEN 0 THEN ''even'' ELSE ''odd'' END'
INSERT INTO visit SELECT :site, patient_id, visit_date, edss FROM made_up.visit;
INSERT INTO relapse SELECT :site, patient_id, onset_date FROM made_up.relapse;
INSERT INTO patient_year SELECT :site, patient_id, year, line, status FROM made_up.patient_year;
INSERT INTO first_treatment
SELECT :site, patient_id, line, days, relapses, relapse_days, relapsed
FROM made_up.first_treatment;
ANALYZE;
