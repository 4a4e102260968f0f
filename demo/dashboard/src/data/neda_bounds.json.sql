-- The first year: NEDA-3 among evaluable patients with Wilson limits, and among
-- all patients if every unknown were active (if_active), or none (if_none).
SELECT line, coalesce(patients::text, '*') AS patients, neda, eda, not_evaluable, rate, lower, upper,
	neda / patients::float8 AS if_active, (patients - eda) / patients::float8 AS if_none
FROM neda_shown, neda_figures(patients, shown)
WHERE year = 1
ORDER BY line;
