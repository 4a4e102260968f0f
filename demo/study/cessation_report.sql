-- Prints the study of cessation: run by demo.sql, or by hand after cessation.sql.  doc/cessation.md explains it.

\pset tuples_only off
\pset format aligned
\pset footer off

\echo
\echo '=== What happens after a drug ends ==='
\echo
\echo 'How many relapses follow a stop, how many a switch?  In the made-up registry a patient without a drug has'
\echo '1.5 times as many as on the first line, and 2.5 times as many again in months 2 to 6 after natalizumab and'
\echo 'fingolimod.'
\echo

\echo 'Which treatments are in the study, and which were left out, step by step'
SELECT step, condition, left_out, remaining, stop, switch FROM cessation.attrition ORDER BY step;

\echo 'Relapses a year in the year before the end and in the months after (95 % exact Poisson limits)'
SELECT drug_group, CASE WHEN stopped THEN 'stop' ELSE 'switch' END AS cause, months,
	c.relapses, round(person_years::numeric, 1) AS person_years, round(arr(t)::numeric, 2) AS arr,
	round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits
FROM (
	SELECT drug_group, stopped, CASE
			WHEN month = 0 THEN 'before'
			WHEN month = 1 THEN '1'
			WHEN month <= 6 THEN '2 - 6'
			ELSE '7 - 12'
		END AS months, min(month) AS place, rollup(tally) AS t
	FROM cessation.month_rate GROUP BY drug_group, stopped, months
) AS m, relapse_counts(t) AS c, arr_ci(t)
ORDER BY drug_group, stopped DESC, place;

\echo 'Twelve months after the end: relapses a year, stop relative to switch (exact), and the true ratio'
SELECT drug_group, round(arr(stop)::numeric, 2) AS stop, round(arr(switch)::numeric, 2) AS switch,
	round(ratio::numeric, 2) AS ratio, round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits, truth
FROM (
	SELECT drug_group,
		rollup(tally) FILTER (WHERE stopped) AS stop,
		rollup(tally) FILTER (WHERE NOT stopped) AS switch
	FROM cessation.month_rate WHERE month > 0 GROUP BY drug_group
) AS g
JOIN (
	VALUES ('first line', 2.73), ('other second line', 3.75), ('natalizumab, fingolimod', 6.09)
) AS v (drug_group, truth) USING (drug_group), arr_ratio(stop, switch)
ORDER BY truth;

\echo 'Free of relapse, Kaplan-Meier (95 % log-log limits); after a stop, until a drug is begun'
SELECT CASE WHEN stopped THEN 'stop' ELSE 'switch' END AS cause, day / 30 AS month, n_risk AS at_risk,
	round(100 * survival::numeric, 1) AS relapse_free,
	round(100 * lower::numeric, 1) || ' - ' || round(100 * upper::numeric, 1) AS limits
FROM (SELECT stopped, rollup(tally) AS t FROM cessation.curve GROUP BY stopped) AS cohort,
	unnest('{90,180,360}'::integer[]) AS day, km_at(t, day, conf_type => 'log-log')
ORDER BY stopped DESC, day;

\echo 'Hazard and rate ratios'
SELECT outcome, analysis, n AS rows, events, term, round(ratio::numeric, 2) AS ratio,
	round(c.lower::numeric, 2) || ' - ' || round(c.upper::numeric, 2) AS limits, status
FROM cessation.model, model_fit(model), coefficients(model) AS c
WHERE term IN ('stopped', 'treated again', 'months 2 to 6', 'rebound')
ORDER BY outcome, analysis;

\echo 'What goes with the first relapse after the end (adjusted, as treated)'
SELECT term, round(ratio::numeric, 2) AS hazard_ratio,
	round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits
FROM cessation.model, coefficients(model)
WHERE (outcome, analysis) = ('first relapse', 'adjusted, as treated');

\echo 'Percent of first treatments that had ended, by what came next and by the reason (cumulative incidence)'
SELECT line, year, s.n_risk AS at_risk, round(100 * s.incidence::numeric, 1) AS switched,
	round(100 * e.incidence::numeric, 1) AS stopped, round(100 * r.incidence::numeric, 1) AS lack_of_efficacy,
	round(100 * a.incidence::numeric, 1) AS adverse_event, round(100 * p.incidence::numeric, 1) AS choice_or_plan
FROM cessation.persistence, generate_series(1, 3) AS year, cuminc_at(causes, year * 365, 1) AS s,
	cuminc_at(causes, year * 365, 2) AS e, cuminc_at(reasons, year * 365, 1) AS r,
	cuminc_at(reasons, year * 365, 2) AS a, cuminc_at(reasons, year * 365, 3) AS p
ORDER BY line, year;

\echo 'Do the lines differ in that? (Gray''s test)'
SELECT ended_by, round(chisq::numeric, 2) AS chisq, to_char(p_value, '0.9EEEE') AS p_value
FROM (
		SELECT array_agg(causes ORDER BY line) AS c, array_agg(reasons ORDER BY line) AS r FROM cessation.persistence
	) AS a,
	LATERAL (VALUES
		(1, 'a switch', c, 1), (2, 'a stop', c, 2), (3, 'lack of efficacy', r, 1), (4, 'an adverse event', r, 2),
		(5, 'choice or plan', r, 3)
	) AS v (place, ended_by, groups, cause), gray_test(groups, cause)
ORDER BY place;

\echo 'Why the drugs of the study ended'
SELECT reason, stop, switch FROM cessation.ended ORDER BY stop + switch DESC, reason;

\echo '=== For the methods section ==='
\echo
\pset tuples_only on
\pset format unaligned
SELECT describe(model, lang) || E'\n'
FROM cessation.model, unnest('{en,fr}'::text[]) AS lang
WHERE (outcome, analysis) IN (('first relapse', 'treated again'), ('relapse rate', 'treated again'))
ORDER BY lang, outcome, analysis;
