-- What it is for: which markers are present, and which were not assessed
SELECT pira, cognitive, rim, expanding, pbvc, acute, f.*
FROM (VALUES
	(1, true, NULL::boolean, 5, 0, -0.5::float8, NULL::boolean),
	(2, false, false, 1, NULL, -0.4, NULL),
	(3, NULL, NULL, NULL, NULL, NULL, NULL),
	(4, false, false, 0, 0, 0.1, false),
	(5, false, true, 3, 1, -0.41, false),
	(6, false, false, 4, 0, -0.4::real, false),
	(7, true, false, 0, 0, 0, true),
	(8, false, false, 0, 0, 0, true),
	(9, NULL, false, 0, 0, 0, true),
	(10, NULL, false, 0, 0, 0, false),
	(11, false, false, 0, 0, 0, NULL),
	(12, true, NULL, NULL, NULL, NULL, false)
) AS v (n, pira, cognitive, rim, expanding, pbvc, acute),
	smoldering_flags(pira, cognitive, rim, expanding, pbvc, acute) AS f
ORDER BY n;
SELECT *
FROM smoldering_flags(
	pira => true, cognitive => NULL, rim_lesions => 0, expanding_lesions => NULL, annual_pbvc => NULL
);

-- Bad input
SELECT smoldering_flags(true, true, -1, 0, 0);
SELECT smoldering_flags(true, true, 0, -1, 0);
SELECT smoldering_flags(true, true, 0, 0, 'NaN');
