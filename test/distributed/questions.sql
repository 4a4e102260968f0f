-- Each kind of question once; the answers as text, numbers as their bytes.

\pset tuples_only on
\pset format unaligned

-- tallies, and numbers read from them
SELECT line, year, neda_agg(status), float8send(neda_rate(status))
FROM patient_year
GROUP BY line, year
ORDER BY line, year;
SELECT line, relapse_agg(relapses, days), float8send(arr(relapses, days))
FROM first_treatment
GROUP BY line
ORDER BY line;
SELECT line,
	survival_agg(relapse_days, relapsed),
	float8send((km_at(survival_agg(relapse_days, relapsed), 365)).survival)
FROM first_treatment
GROUP BY line
ORDER BY line;
SELECT neda_agg(status) FROM patient_year;

-- the same by site first
SELECT line, rollup(t)
FROM (SELECT site, line, neda_agg(status) AS t FROM patient_year GROUP BY site, line) AS s
GROUP BY line
ORDER BY line;
SELECT line, rollup(r), rollup(s)
FROM (SELECT site, line, relapse_agg(relapses, days) AS r, survival_agg(relapse_days, relapsed) AS s
	FROM first_treatment GROUP BY site, line) AS s
GROUP BY line ORDER BY line;

-- patients: their series, and the events in these
SELECT count(*), md5(string_agg(visits::text, ';' ORDER BY patient_id))
FROM (SELECT site, patient_id, outcome_series(visit_date, edss) AS visits FROM visit GROUP BY site, patient_id) AS v;
SELECT count(*), md5(string_agg(concat_ws(' ', patient_id, e), ';' ORDER BY patient_id, e.nevent))
FROM (SELECT site, patient_id, outcome_series(visit_date, edss) AS visits FROM visit GROUP BY site, patient_id) AS v
LEFT JOIN (SELECT site, patient_id, array_agg(onset_date ORDER BY onset_date) AS relapses
	FROM relapse GROUP BY site, patient_id) AS r USING (site, patient_id),
	disability_events(visits, coalesce(relapses, '{}'), 'muller2023') AS e;
