-- Patients by age at onset, in groups of five years, and sex.
SELECT age, to_age, sex, patients
FROM age_shown
ORDER BY age, sex;
