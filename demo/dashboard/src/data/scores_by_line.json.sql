-- Patients by line and MAGNIMS score of the first year.
SELECT line, shown[1] AS score_0, shown[2] AS score_1, shown[3] AS score_2, shown[4] AS not_settled
FROM score_shown
ORDER BY line;
