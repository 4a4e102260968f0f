-- Patients with 20 visits each, and their relapses: :patients of them, always the same.

CREATE TABLE twenty_visits AS
SELECT patient_id, date '2010-01-01' + (120 * n + (hashint4(patient_id * 31 + n) & 63))::integer AS visit_date,
	(CASE WHEN points = 0.5 THEN 0 ELSE least(points, 9.5) END)::edss AS edss
FROM (
	SELECT patient_id, n, 0.5 * (4 + (hashint4(patient_id) & 3) + n * (hashint4(patient_id * 7) & 7) / 24
		+ (hashint4(patient_id * 131 + n) & 3) / 3) AS points
	FROM generate_series(1, :patients) AS patient_id, generate_series(0, 19) AS n
) AS v;
CREATE TABLE some_relapses AS
SELECT patient_id,
	array_agg(
		date '2010-01-01' + (hashint4(patient_id * 17 + n) & 2047)
	) FILTER (WHERE (hashint4(patient_id * 5 + n) & 1) = 0) AS relapses
FROM generate_series(1, :patients) AS patient_id, generate_series(1, 3) AS n
GROUP BY patient_id;
