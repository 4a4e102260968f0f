-- Prints the study: run by demo.sql, or by hand after study.sql.  doc/study.md explains each table.

\pset footer off

\echo
\echo '=== The question ==='
\echo
\echo 'The first treatment of a patient is on the second line or on the first.  How much less often do patients relapse'
\echo 'on the second?  In the made-up registry the answer is known: 0.55 times as often.'
\echo

\echo 'Who is in the study, and who was left out, step by step'
SELECT step, condition, left_out, remaining, second_line, first_line FROM comparison.attrition ORDER BY step;

\echo '=== Comparability ==='
\echo
\echo 'The propensity of the second line: odds ratios'
SELECT term, round(ratio::numeric, 2) AS odds_ratio,
	round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits
FROM comparison.model, coefficients(model) WHERE analysis = 'propensity' AND term <> '(Intercept)';

\echo 'The propensity by line, what the weights do to the numbers, and how many patients have a match'
SELECT line, patients, round(lowest::numeric, 3) AS lowest, round(median::numeric, 3) AS median,
	round(highest::numeric, 3) AS highest, round(largest_weight::numeric, 1) AS largest_weight,
	round(effective_n) AS effective, matched
FROM comparison.overlap ORDER BY line;

\echo 'Balance: means and standardised differences, second line minus first'
SELECT term,
	round(max(mean_treated) FILTER (WHERE analysis = 'before')::numeric, 2) AS second,
	round(max(mean_control) FILTER (WHERE analysis = 'before')::numeric, 2) AS first,
	round(max(smd) FILTER (WHERE analysis = 'before')::numeric, 3) AS before,
	round(max(smd) FILTER (WHERE analysis = 'weighted')::numeric, 3) AS weighted,
	round(max(smd) FILTER (WHERE analysis = 'matched')::numeric, 3) AS matched
FROM comparison.balance GROUP BY term ORDER BY term;

\echo '=== Relapses ==='
\echo
\echo 'Free of relapse on the drug, Kaplan-Meier, as counted and weighted (95 % log-log limits)'
SELECT line, year, c.n_risk AS at_risk, round(100 * c.survival::numeric, 1) AS crude,
	round(100 * w.survival::numeric, 1) AS weighted,
	round(100 * w.lower::numeric, 1) || ' - ' || round(100 * w.upper::numeric, 1) AS limits
FROM comparison.curve, generate_series(1, 3) AS year,
	km_at(tally, year * 365) AS c, km_at(weighted, year * 365, conf_type => 'log-log') AS w
ORDER BY line, year;

\echo 'Relapses a year on the drug (95 % exact Poisson limits)'
SELECT line, c.relapses, round(person_years) AS person_years, round(arr(rate)::numeric, 3) AS arr,
	round(l.lower::numeric, 3) || ' - ' || round(l.upper::numeric, 3) AS limits
FROM comparison.curve, relapse_counts(rate) AS c, arr_ci(rate) AS l
ORDER BY line;

\echo 'Hazard ratio of the first relapse and ratio of relapse rates (negative binomial), second line to first'
SELECT outcome, analysis, patients, events, round(ratio::numeric, 2) AS ratio,
	round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits,
	to_char(p_value, '0.9EEEE') AS p_value, status
FROM comparison.effect WHERE outcome IN ('first relapse', 'relapse rate')
ORDER BY outcome, array_position(
	'{crude,adjusted,weighted,matched,"matched, pairwise censored","weighted, intention to treat"}', analysis
);

\echo 'E-values: how strongly an unmeasured confounder would have to go with both the line and relapses'
SELECT analysis, round(e.point::numeric, 2) AS of_the_ratio, round(e.limit::numeric, 2) AS of_the_limit
FROM comparison.effect, e_value(ratio, lower, upper, common => true) AS e
WHERE outcome = 'first relapse' AND analysis IN ('weighted', 'matched')
ORDER BY analysis DESC;

\echo '=== Disability: a grid of definitions ==='
\echo
\echo 'Hazard ratio of the first confirmed worsening or PIRA, weighted, by definition and follow-up'
SELECT name AS definition, split_part(analysis, ', ', 2) AS follow_up, events, round(ratio::numeric, 2) AS hazard_ratio,
	round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits, status
FROM comparison.definition JOIN comparison.effect ON outcome = name
ORDER BY place, analysis DESC;

\echo '=== Persistence ==='
\echo
\echo 'On the first drug, Kaplan-Meier, and what had ended it by then (cumulative incidence, percent)'
SELECT line, year, k.n_risk AS at_risk, round(100 * k.survival::numeric, 1) AS on_drug,
	round(100 * k.lower::numeric, 1) || ' - ' || round(100 * k.upper::numeric, 1) AS limits,
	round(100 * s.incidence::numeric, 1) AS switched, round(100 * e.incidence::numeric, 1) AS stopped
FROM comparison.persistence, generate_series(1, 3) AS year,
	km_at(tally, year * 365, conf_type => 'log-log') AS k,
	cuminc_at(causes, year * 365, 1) AS s, cuminc_at(causes, year * 365, 2) AS e
ORDER BY line, year;

\echo 'Hazard ratio of the end of the drug, second line to first'
SELECT analysis, patients, events, round(ratio::numeric, 2) AS hazard_ratio,
	round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2) AS limits, status
FROM comparison.effect WHERE outcome = 'end of the drug' ORDER BY analysis;

\echo 'Why it ended'
SELECT reason, sum(second_line) AS second_line, sum(first_line) AS first_line
FROM comparison.ended GROUP BY reason ORDER BY sum(first_line) DESC, reason;

\echo 'Relapses a year in the year before the drug ended and in the year after, by what came next'
SELECT line, cause, next_line, b.patients, round(arr(before)::numeric, 3) AS before,
	round(arr(after)::numeric, 3) AS after,
	round(l.lower::numeric, 3) || ' - ' || round(l.upper::numeric, 3) AS limits_after
FROM comparison.around_end, relapse_counts(before) AS b, arr_ci(after) AS l
ORDER BY line, cause, next_line;

\echo '=== For the methods section ==='
\echo
\pset tuples_only on
\pset format unaligned
SELECT describe(model, lang) || E'\n'
FROM comparison.model, unnest('{en,fr}'::text[]) AS lang
WHERE (outcome, analysis) IN (
	('second line', 'propensity'), ('first relapse', 'weighted'), ('first relapse', 'matched, pairwise censored'),
	('relapse rate', 'weighted')
)
ORDER BY lang, outcome DESC, analysis DESC;
SELECT describe(criteria, lang) || E'\n'
FROM comparison.definition, unnest('{en,fr}'::text[]) AS lang
WHERE name = 'CDW24' ORDER BY lang;
