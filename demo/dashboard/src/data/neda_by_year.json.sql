-- NEDA-3 by line and year of treatment, among evaluable patients, with Wilson
-- limits.
SELECT line, year, coalesce(patients::text, '*') AS patients, coalesce(evaluable::text, '*') AS evaluable,
	neda, rate, lower, upper
FROM neda_shown, neda_figures(patients, shown)
ORDER BY line, year;
