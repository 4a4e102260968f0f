-- NEDA-3 by centre, all lines and years of treatment: tallies that each centre
-- could have sent.
SELECT centre, coalesce(patients::text, '*') AS patients, coalesce(evaluable::text, '*') AS evaluable,
	neda, rate, lower, upper
FROM neda_centre_shown, neda_figures(patients, shown)
ORDER BY centre;
