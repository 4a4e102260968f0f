-- A row of as many visits, scans, treatments and days as a value may hold.
CREATE TABLE large AS
SELECT array_agg(date '0001-01-01' + d ORDER BY d) AS days,
	outcome_series(date '0001-01-01' + d, 2 + d % 3) AS saw, outcome_series(date '0001-01-01' + d, 5) AS flat,
	outcome_series(date '0001-01-01' + d, d / 1000) AS rising, outcome_series(date '0001-01-01' + d, 1000 - d / 1000) AS falling,
	outcome_series(date '0001-01-01' + d, 4 + d / 200000 * 0.5 + d % 2) AS edss, outcome_series(date '0001-01-01' + d, d % 5) AS grade,
	mri_series(date '0001-01-01' + d, d % 3, d % 2, -0.3) FILTER (WHERE d < 100000) AS scans,
	treatment_agg(CASE d % 3 WHEN 0 THEN 'natalizumab'::dmt WHEN 1 THEN 'ocrelizumab' ELSE 'teriflunomide' END,
		daterange(date '2000-01-01' + 2 * d, date '2000-01-01' + 2 * d + 5)) FILTER (WHERE d < 10000) AS drugs,
	survival_agg(d, d % 2 = 0) AS survival, survival_agg(d / 2, d, d % 3 = 0) AS late, survival_agg(d, d % 2 = 0, 0.7) AS weighted,
	cuminc_agg(d, d % 6) AS causes, relapse_agg(d, 365, 0.7) AS weighted_relapses,
	severity_agg(CASE WHEN d % 19 = 0 THEN 0 ELSE 0.5 + d % 19 * 0.5 END::edss, d % 200) AS severity,
	range_agg(daterange(date '0001-01-01' + d, date '0001-01-01' + d + 1)) FILTER (WHERE d % 2 = 0) AS periods
FROM generate_series(0, 999999) AS d;

-- More onsets than a value of ours holds, in no order, as they are taken.
CREATE TABLE unsorted (onsets date[]);
ALTER TABLE unsorted ALTER onsets SET STORAGE EXTERNAL;
INSERT INTO unsorted SELECT array_agg(date '0001-01-01' + (hashint4(d) & 16777215)) FROM generate_series(1, 8000000) AS d;
