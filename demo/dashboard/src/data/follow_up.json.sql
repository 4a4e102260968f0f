-- Years of follow-up: the median and the quartiles, of 11 patients or more.
SELECT percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY tenths / 10.0) AS years
FROM followed_for, generate_series(1, patients)
HAVING count(*) >= 11;
